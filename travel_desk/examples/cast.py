"""Who works at the example desk: one open desk a user, all on one clock that the stories move."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from travel_desk.access import actions as access
from travel_desk.access.example_users import USERS, ExampleUser
from travel_desk.access.rules import UserOrder
from travel_desk.base.clock import SetClock
from travel_desk.desk import Desk
from travel_desk.paper.signing import Signer
from travel_desk.papers.actions import open_certificate
from travel_desk.trips import reading as trips
from travel_desk.trips.rules import RequestFacts

WORKSTATION = "counter 1"


class Cast:
    """The users of the example desk, each at work.

    administrator: the desk as it was founded. pin: the certificate's password. The others are made
    by the administrator's deeds and log in as people do. told: is told how many users have begun.
    """

    def __init__(
        self, administrator: Desk, clock: SetClock, pin: str, told: Callable[[int, int], None]
    ) -> None:
        self.clock = clock
        self.administrator = administrator
        _hurry(administrator)
        begun: list[Desk] = []
        for done, one in enumerate(USERS[:-1], 1):
            begun.append(self._begin(administrator, one))
            told(done, len(USERS))
        self.clerk, self.custodian, self.head, self.approver, auditor = begun
        auditor.close()
        self.signer: Signer = open_certificate(self.head, pin)

    def _begin(self, administrator: Desk, one: ExampleUser) -> Desk:
        """Make a user, who logs in with the first password and chooses their own."""
        first = f"first {one.password}"
        order = UserOrder(one.user_name, one.name, one.roles, "", True, True)
        access.create_user(administrator, order, first)
        desk = access.log_in(administrator.folder, one.user_name, first, self.clock, WORKSTATION)
        _hurry(desk)
        access.change_password(desk, first, one.password)
        return desk

    def at(self, moment: datetime) -> None:
        """Let it be `moment`; the clock never goes back."""
        if moment > self.clock.now():
            self.clock.set(moment)

    def facts(self, request: int) -> RequestFacts:
        """Return a request as it stands."""
        with self.clerk.database.read() as connection:
            return trips.request_facts(connection, request)

    def requests_of(self, trip: int) -> list[RequestFacts]:
        """Return the requests of a trip, the leader's first."""
        from travel_desk.trips.tables import request

        with self.clerk.database.read() as connection:
            return trips.requests(connection, request.c.trip_id == trip)

    def close(self) -> None:
        """Let everybody go home."""
        for desk in (self.clerk, self.custodian, self.head, self.approver, self.administrator):
            desk.close()


def _hurry(desk: Desk) -> None:
    """Wait for the disk at the end only: until then the folder is no desk, whole or not at all."""
    desk.database.defer_sync()
    desk.files.defer_sync = True
