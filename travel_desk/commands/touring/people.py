"""Whom the tour is about: an official without a trip whose passport is at home, and trips to decide on."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa

from travel_desk.base.message import Trouble, msg
from travel_desk.custody.tables import handover
from travel_desk.desk import Desk
from travel_desk.examples.plots import PRINTABLE
from travel_desk.officials.rules import Category
from travel_desk.officials.tables import organisation, passport, person, person_category, post
from travel_desk.trips.tables import request, request_stage

LASTING = timedelta(days=400)
_ONE_BOOKLET = sa.select(passport.c.person_id).group_by(passport.c.person_id).having(sa.func.count() == 1)


@dataclass(frozen=True)
class Official:
    """A person of the example: names, the booklet's number and kind, and a colleague who stands in."""

    id: int
    native: str
    latin: str
    number: str
    kind: str
    colleague: str


def traveller(desk: Desk) -> Official:
    """Return a senior official who never travelled and has one lasting official passport, at home.

    Of several, one whose name is not written in Latin, and whom the Security Office decides on too.
    """
    latin = (person.c.surname + " " + person.c.given_names).label("latin")
    asked = (
        sa.select(person.c.id, person.c.native_name, latin, passport.c.number, passport.c.kind)
        .add_columns(post.c.organisation_id, person.c.id.in_(_are(Category.FULL_ACCESS)).label("guarded"))
        .join(passport, passport.c.person_id == person.c.id)
        .join(post, (post.c.person_id == person.c.id) & post.c.main & post.c.until_day.is_(None))
        .join(organisation, organisation.c.id == post.c.organisation_id)
        .where(
            passport.c.kind != "ordinary",
            passport.c.expires_on > desk.today() + LASTING,
            organisation.c.level != "state_company",
            person.c.surname != "",
            person.c.given_names != "",
            ~person.c.protected,
            person.c.id.in_(_are(Category.SENIOR_OFFICIAL, Category.SENIOR_POLITICIAN)),
            person.c.id.not_in(sa.select(request.c.person_id)),
            person.c.id.in_(_ONE_BOOKLET),
            passport.c.id.not_in(sa.select(handover.c.passport_id)),
        )
        .order_by(person.c.id)
    )
    with desk.read("see_officials") as connection:
        rows = [row for row in connection.execute(asked) if PRINTABLE.fullmatch(row.native_name)]
        if not rows:
            raise Trouble(msg("The example desk has no official for the tour. Ask for more persons."))
        row = max(rows, key=lambda one: (_is_foreign(one.native_name), one.guarded, -one.id))
        colleague = _colleague(connection, row.id, row.organisation_id)
    return Official(row.id, row.native_name, row.latin, row.number, row.kind, colleague)


def others_booklet(desk: Desk, mine: Official) -> str:
    """Return the number of somebody else's passport, of the same kind: the wrong booklet."""
    asked = (
        sa.select(passport.c.number)
        .join(handover, handover.c.passport_id == passport.c.id)
        .where(passport.c.kind == mine.kind, passport.c.person_id != mine.id)
        .order_by(passport.c.id)
        .limit(1)
    )
    with desk.read("see_custody") as connection:
        return str(connection.execute(asked).scalar_one())


def undecided(desk: Desk, but: Official) -> list[str]:
    """Return the passport Latin names of others who travel alone and wait for a decision."""
    alone = sa.select(request.c.trip_id).group_by(request.c.trip_id).having(sa.func.count() == 1)
    asked = (
        sa.select(person.c.surname, person.c.given_names, person.c.native_name)
        .join(request, request.c.person_id == person.c.id)
        .where(
            request.c.state == "in_approval",
            request.c.trip_id.in_(alone),
            person.c.id != but.id,
            person.c.surname != "",
            person.c.given_names != "",
        )
        .order_by(request.c.id)
    )
    with desk.read("see_trips") as connection:
        rows = connection.execute(asked).all()
    return [f"{row.surname} {row.given_names}" for row in rows if PRINTABLE.fullmatch(row.native_name)]


def stages_left(desk: Desk, who: Official) -> int:
    """Return how many offices have still to decide on the trip of an official."""
    asked = (
        sa.select(sa.func.count())
        .select_from(request_stage.join(request, request.c.id == request_stage.c.request_id))
        .where(request.c.person_id == who.id, request_stage.c.state.in_(("waiting", "open")))
    )
    with desk.read("see_trips") as connection:
        return int(connection.execute(asked).scalar_one())


def _are(*categories: Category) -> sa.Select[tuple[int]]:
    """Select the persons who are of one of some categories now."""
    return sa.select(person_category.c.person_id).where(
        person_category.c.category.in_([str(one) for one in categories]),
        person_category.c.until_day.is_(None),
    )


def _is_foreign(name: str) -> bool:
    return any(sign.isalpha() and not unicodedata.name(sign).startswith("LATIN") for sign in name)


def _colleague(connection: sa.Connection, person_id: int, organisation_id: int) -> str:
    """Return who may stand in: somebody of the same organisation, where there is one."""
    asked = (
        sa.select(person.c.surname, person.c.given_names)
        .join(post, post.c.person_id == person.c.id)
        .where(
            post.c.until_day.is_(None),
            ~person.c.protected,
            person.c.id != person_id,
            person.c.surname != "",
            person.c.given_names != "",
        )
        .order_by(post.c.organisation_id != organisation_id, person.c.id)
        .limit(1)
    )
    row = connection.execute(asked).one()
    return f"{row.surname} {row.given_names}"
