"""Reading the dossier of one person on a connection that is already open."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from travel_desk.custody.tables import custody_state, handover, now_with, place, safe
from travel_desk.officials import reading
from travel_desk.officials.queries.records import Dossier, PassportCard, PlacedPost
from travel_desk.officials.rules import (
    Clearance,
    HeldCategory,
    Level,
)
from travel_desk.officials.tables import (
    clearance,
    organisation,
    passport,
    person_category,
    post,
    post_held,
)
from travel_desk.trips.tables import request

_above = organisation.alias("above")
ABOVE = (_above, _above.c.id == organisation.c.parent_id)
"""What an outer join of `organisation` takes for `placed_name`: the organisation above."""


def placed_name() -> sa.ColumnElement[str]:
    """Return the column "organisation": its name, and after a comma that of the one above, if any."""
    return (organisation.c.name + sa.func.coalesce(", " + _above.c.name, "")).label("organisation")


def read_dossier(connection: sa.Connection, person_id: int, today: date) -> Dossier:
    """Return the dossier of a person as of `today`; raises Refused where there is no such person."""
    facts = reading.person_facts(connection, person_id, today)
    return Dossier(
        facts.id,
        facts.version,
        facts.order,
        today,
        _posts(connection, person_id),
        _categories(connection, person_id),
        _clearances(connection, person_id),
        _passports(connection, person_id, today),
        _is_leaving(connection, person_id),
    )


def _is_leaving(connection: sa.Connection, person_id: int) -> bool:
    asked = sa.select(request.c.id).where(
        request.c.person_id == person_id, request.c.state.in_(("slip_issued", "departed"))
    )
    return connection.execute(asked).first() is not None


def _posts(connection: sa.Connection, person_id: int) -> tuple[PlacedPost, ...]:
    rows = connection.execute(
        sa.select(post, placed_name(), organisation.c.level)
        .select_from(post.join(organisation, organisation.c.id == post.c.organisation_id).outerjoin(*ABOVE))
        .where(post.c.person_id == person_id, post_held(post))
        .order_by(post.c.from_day.desc(), post.c.main.desc(), post.c.id)
    )
    return tuple(PlacedPost(reading.post_record(r), r.organisation, Level(r.level)) for r in rows)


def _categories(connection: sa.Connection, person_id: int) -> tuple[HeldCategory, ...]:
    rows = connection.execute(
        sa.select(person_category)
        .where(person_category.c.person_id == person_id, post_held(person_category))
        .order_by(person_category.c.from_day, person_category.c.id)
    )
    return tuple(reading.category_record(r) for r in rows)


def _clearances(connection: sa.Connection, person_id: int) -> tuple[Clearance, ...]:
    rows = connection.execute(
        sa.select(clearance)
        .where(clearance.c.person_id == person_id, post_held(clearance))
        .order_by(clearance.c.from_day, clearance.c.id)
    )
    return tuple(reading.clearance_record(r) for r in rows)


def _passports(connection: sa.Connection, person_id: int, today: date) -> tuple[PassportCard, ...]:
    lying = passport.outerjoin(handover, now_with(passport.c.id))
    lying = lying.outerjoin(place, place.c.id == handover.c.place_id).outerjoin(
        safe, safe.c.id == place.c.safe_id
    )
    rows = connection.execute(
        sa.select(
            passport,
            custody_state(today).label("custody"),
            safe.c.name.label("safe"),
            place.c.shelf,
            place.c.slot,
            handover.c.review_on,
            handover.c.due_back,
        )
        .select_from(lying)
        .where(passport.c.person_id == person_id)
        .order_by(passport.c.kind, passport.c.expires_on.desc())
    )
    return tuple(
        PassportCard(
            reading.passport_record(r),
            r.custody,
            f"{r.safe}, {r.shelf}-{r.slot}" if r.safe else "",
            r.review_on,
            r.due_back,
        )
        for r in rows
    )
