"""Who works at the example desk: one open desk a user, all on one clock that the stories move."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

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
    by the administrator's deeds and log in as people do.
    """

    def __init__(self, administrator: Desk, clock: SetClock, pin: str) -> None:
        self.clock = clock
        self.administrator = administrator
        for one in USERS[:-1]:
            order = UserOrder(one.user_name, one.name, one.roles, "", True, True)
            access.create_user(administrator, order, one.password)
        self.clerk, self.custodian, self.head, self.approver = (
            self._log_in(administrator.folder, one) for one in USERS[:4]
        )
        self.signer: Signer = open_certificate(self.head, pin)

    def _log_in(self, folder: Path, one: ExampleUser) -> Desk:
        return access.log_in(folder, one.user_name, one.password, self.clock, WORKSTATION)

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
