"""The statements that read requests, built once: building them anew was half of the time of a reading."""

from __future__ import annotations

import sqlalchemy as sa

from travel_desk.officials.tables import organisation, passport, person, post, post_held
from travel_desk.trips.tables import leg, request, request_stage, trip

STATE = sa.select(request.c.state).where(request.c.id == sa.bindparam("id"))
ROUND = sa.select(request.c.round).where(request.c.id == sa.bindparam("id"))
_ABOVE = organisation.alias("above")
_SUBSTITUTE = person.alias("substitute")


def _name_of(table: sa.FromClause) -> sa.ColumnElement[str]:
    latin = sa.func.trim(table.c.surname + " " + table.c.given_names)
    return sa.case((table.c.native_name != "", table.c.native_name), else_=latin)


REQUESTS = (
    sa.select(
        *(c for c in request.c if c.name not in ("rule_id", "submitted_legs")),
        *(c.label(f"trip_{c.name}") for c in trip.c if c.name != "id"),
        person.c.native_name,
        person.c.surname,
        person.c.given_names,
        *(c.label(f"passport_{c.name}") for c in passport.c if c.name != "id"),
        _name_of(_SUBSTITUTE).label("substitute_name"),
    )
    .join(trip, trip.c.id == request.c.trip_id)
    .join(person, person.c.id == request.c.person_id)
    .outerjoin(passport, passport.c.id == request.c.passport_id)
    .outerjoin(_SUBSTITUTE, _SUBSTITUTE.c.id == request.c.substitute_id)
    .order_by(request.c.trip_id, request.c.leader.desc(), request.c.id)
)
ONE = REQUESTS.where(request.c.id == sa.bindparam("id"))
LEGS = (
    sa.select(leg)
    .where(leg.c.trip_id.in_(sa.bindparam("trips", expanding=True)))
    .order_by(leg.c.trip_id, leg.c.position)
)
STAGES = (
    sa.select(request_stage)
    .where(request_stage.c.request_id.in_(sa.bindparam("requests", expanding=True)))
    .order_by(request_stage.c.request_id, request_stage.c.position)
)
POSTS = (
    sa.select(
        post.c.person_id,
        post.c.title,
        sa.func.coalesce(organisation.c.name + ", " + _ABOVE.c.name, organisation.c.name).label("name"),
    )
    .join(organisation, organisation.c.id == post.c.organisation_id)
    .outerjoin(_ABOVE, _ABOVE.c.id == organisation.c.parent_id)
    .where(post.c.person_id.in_(sa.bindparam("persons", expanding=True)), post_held(post))
    .order_by(post.c.person_id, post.c.main, post.c.until_day.is_(None), post.c.from_day)
)
