"""The desk's main job as actions, one step a deed: from an organisation to the passport brought back.

    job = MainJob(folder)          # founded, with users
    for step in job.steps: job.do(step)

Each step logs in who does it, does one deed, and closes the desk again, so that a process may be killed
in the middle of any of them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from tests import factory
from travel_desk.access import actions as access
from travel_desk.access.actions import FirstUser
from travel_desk.access.example_users import USERS
from travel_desk.access.rules import UserOrder
from travel_desk.approvals import actions as approvals
from travel_desk.approvals import forms as approval_forms
from travel_desk.approvals.rules import Order
from travel_desk.base.clock import SetClock
from travel_desk.base.partial import PartialDate
from travel_desk.custody import actions as custody
from travel_desk.custody import reading as custody_reading
from travel_desk.custody.rules import (
    BringBack,
    Ground,
    GroundKind,
    Handling,
    HandOut,
    NewPlaces,
    NewSafe,
    TakeIn,
    Use,
    review_on,
)
from travel_desk.desk import Desk
from travel_desk.founding import Founding, found
from travel_desk.officials import actions as officials
from travel_desk.officials.rules import (
    Category,
    CategoryOrder,
    Level,
    OrganisationOrder,
    PassportKind,
    PassportOrder,
    PersonOrder,
    PostOrder,
    Registration,
)
from travel_desk.papers import actions as papers
from travel_desk.papers.rules import HeadLines
from travel_desk.papers.tables import paper
from travel_desk.trips import actions as trips
from travel_desk.trips import reading as trip_reading
from travel_desk.trips.rules import Funding, Kind, Leg, NewFile, RequestFacts, Traveller, TripDraft

PIN = "certificate pin"
NATIVE, SURNAME, GIVEN = "Анна Марія Ерікссон", "ERIKSSON", "ANNA MARIA"
NUMBER, PURPOSE = "L898902C3", "Third round of talks on the river treaty"
SECRETS = (NATIVE, SURNAME, GIVEN, NUMBER, PURPOSE, "Geneva", *(user.name for user in USERS[:5]))
"""What must never stand in plain text in any file of the desk."""


class MainJob:
    """A founded desk in `folder` and the steps of the main job, by name."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = SetClock(factory.NOON)

    @classmethod
    def found(cls, folder: Path) -> MainJob:
        """Found the desk and its users."""
        approval_forms.register()
        job = cls(folder)
        admin = USERS[-1]
        lines = HeadLines("Utopia", "Ministry of Public Service", "Travel Desk", "4 Harbour Square")
        first = FirstUser(admin.user_name, admin.name, admin.password)
        desk, _ = found(Founding(folder, first, lines, PIN), job.clock, "test")
        for user in USERS[:-1]:
            access.create_user(
                desk, UserOrder(user.user_name, user.name, user.roles, "", True, True), user.password
            )
        desk.close()
        return job

    @property
    def steps(self) -> dict[str, tuple[str, Callable[[Desk], Any]]]:
        """Each step: its deed's name -> who does it, and the deed."""
        return {
            "add_organisation": ("mira", self.add_organisation),
            "register_person": ("mira", self.register_person),
            "add_safe": ("petra", self.add_safe),
            "add_place": ("petra", lambda desk: custody.add_place(desk, 1, 1, NewPlaces("A", "01-05"))),
            "take_in": ("jonas", self.take_in),
            "submit_trip": ("mira", self.submit_trip),
            "decide_first": ("dawit", self.decide),
            "decide_last": ("dawit", self.decide),
            "issue_slip": ("mira", lambda desk: approvals.issue_slip(desk, 1, self.request(desk).version)),
            "sign_paper": ("petra", self.sign_paper),
            "print_paper": ("mira", lambda desk: papers.print_paper(desk, self.slip(desk), "Counter")),
            "hand_out": ("jonas", self.hand_out),
            "record_departure": ("mira", self.record_departure),
            "record_homecoming": ("mira", self.record_homecoming),
            "bring_back": ("jonas", self.bring_back),
            "close_request": ("mira", lambda desk: trips.close_request(desk, 1, self.request(desk).version)),
        }  # fmt: skip

    def open(self, user_name: str) -> Desk:
        """Log a user in."""
        user = next(u for u in USERS if u.user_name == user_name)
        return access.log_in(self.folder, user_name, user.password, self.clock, "test")

    def when(self, step: str) -> datetime:
        """Return the moment at which a step is done."""
        place = list(self.steps).index(step)
        days = 27 if place >= 13 else 22 if place == 12 else 20 if place == 11 else 0
        return factory.NOON + timedelta(days=days, minutes=10 * place + 10)

    def do(self, step: str) -> None:
        """Do one step as who does it."""
        self.clock.set(self.when(step))
        who, deed = self.steps[step]
        desk = self.open(who)
        try:
            deed(desk)
        finally:
            desk.close()

    def add_organisation(self, desk: Desk) -> None:
        officials.add_organisation(
            desk, OrganisationOrder("Ministry of Public Works", Level.FEDERAL, date(2020, 1, 1))
        )

    def add_safe(self, desk: Desk) -> None:
        custody.add_safe(desk, NewSafe("Safe 1", desk_user(desk, "jonas")))

    def register_person(self, desk: Desk) -> None:
        person = PersonOrder(NATIVE, SURNAME, GIVEN, PartialDate(1974, 8, 12), "UTO", "PN 20-04417")
        posts = (PostOrder(1, "Deputy Director", date(2024, 2, 1)),)
        categories = (CategoryOrder(Category.SENIOR_OFFICIAL, date(2024, 2, 1), paper="Order 12/2024"),)
        booklet = PassportOrder(PassportKind.SERVICE, NUMBER, date(2025, 8, 14), date(2030, 8, 14))
        officials.register_person(desk, Registration(person, posts, categories, passports=(booklet,)))

    def submit_trip(self, desk: Desk) -> None:
        leaves = factory.NOON.date() + timedelta(days=22)
        leg = Leg("CH", "Geneva", leaves, leaves + timedelta(days=5))
        files = (NewFile("invitation.pdf", b"%PDF-1.4 ERIKSSON is invited to Geneva"),)
        draft = TripDraft(
            Kind.NEGOTIATION, PURPOSE, "Joint Water Commission", (leg,), (Traveller(1, True, 1),),
            Funding.MINISTRY, files=files,
        )  # fmt: skip
        trips.submit_trip(desk, draft)

    def request(self, desk: Desk) -> RequestFacts:
        with desk.database.read() as connection:
            return trip_reading.request_facts(connection, 1)

    def decide(self, desk: Desk) -> None:
        facts = self.request(desk)
        assert facts.open_stage is not None
        order = Order(facts.open_stage.id, "Henrik Solvang", "Head of the Office", desk.today(), "HG-301")
        approvals.decide_approve(desk, 1, facts.version, order)

    def slip(self, desk: Desk) -> int:
        with desk.database.read() as connection:
            return connection.execute(sa.select(paper.c.id).where(paper.c.kind == "slip")).scalar_one()

    def sign_paper(self, desk: Desk) -> None:
        papers.sign_paper(desk, self.slip(desk), 1, PIN)

    def take_in(self, desk: Desk) -> None:
        ground = Ground(GroundKind.ORDER, "Hand-in order 12/2026", "Travel Order 14/2026, article 7")
        custody.take_in(desk, 1, 0, TakeIn(Handling(NUMBER), ground, review_on(desk.today()), 1))

    def hand_out(self, desk: Desk) -> None:
        due = self.request(desk).due_back
        assert due is not None
        custody.hand_out(desk, 1, self._version(desk), HandOut(Handling(NUMBER), 1, due))

    def record_departure(self, desk: Desk) -> None:
        facts = self.request(desk)
        trips.record_departure(desk, 1, facts.version, facts.first_day)

    def record_homecoming(self, desk: Desk) -> None:
        facts = self.request(desk)
        trips.record_homecoming(desk, 1, facts.version, facts.last_day, "Went as planned.")

    def bring_back(self, desk: Desk) -> None:
        custody.bring_back(desk, 1, self._version(desk), BringBack(Handling(NUMBER), Use.USED, 2))

    def _version(self, desk: Desk) -> int:
        with desk.database.read() as connection:
            return custody_reading.custody_of(connection, 1).version


def desk_user(desk: Desk, user_name: str) -> int:
    """Return the id of a user."""
    with desk.database.read() as connection:
        return connection.exec_driver_sql(
            "SELECT id FROM user WHERE user_name = ?", (user_name,)
        ).scalar_one()
