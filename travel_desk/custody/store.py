"""Writes of custody: safes, places, and the one writer of handovers, which keeps their chain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from travel_desk.base.roles import Role
from travel_desk.custody.rules import Handover
from travel_desk.custody.tables import DESK, handover, place, safe
from travel_desk.database.versions import touch
from travel_desk.desk.tables import user, user_role


@dataclass(frozen=True, slots=True)
class Signing:
    """What is recorded of a handover besides what the rules decided.

    by_user, by_name, by_capacity: the custodian. party_capacity: in what capacity the other party
    signs. now: when it is recorded. late_reason: as the deed accepted it. paper_id, sha256: receipt.
    """

    by_user: int
    by_name: str
    by_capacity: str
    party_capacity: str
    now: datetime
    paper_id: int
    sha256: str


def record_handover(connection: sa.Connection, made: Handover, signing: Signing) -> int:
    """Record a handover at the end of its passport's chain and return its id.

    Raises IntegrityError where the chain does not end where the rules saw it end; the immediate
    transaction of a deed keeps that from happening.
    """
    if made.previous is not None:
        connection.execute(
            sa.update(handover)
            .where(handover.c.passport_id == made.passport_id, handover.c.number == made.previous.number)
            .values(next_number=made.number)
        )
    return _key(connection.execute(sa.insert(handover).values(**_values(made, signing))))


def record_inventory(connection: sa.Connection, found: Sequence[Handover], signing: Signing) -> None:
    """Record the booklets of an opening inventory, each at the beginning of its chain, in one statement.

    Raises IntegrityError where a booklet has a movement already or its place is full.
    """
    connection.execute(sa.insert(handover), [_values(made, signing) for made in found])


def add_safe(connection: sa.Connection, name: str, custodian_id: int) -> int:
    """Add a safe and return its id."""
    return _key(connection.execute(sa.insert(safe).values(name=name, custodian_id=custodian_id)))


def add_places(connection: sa.Connection, safe_id: int, shelf: str, slots: Sequence[str]) -> list[int]:
    """Add slots to a shelf of a safe and return their ids; the safe's version goes up."""
    touch(connection, safe, safe_id)
    added = sa.insert(place).returning(place.c.id, sort_by_parameter_order=True)
    rows = [{"safe_id": safe_id, "shelf": shelf, "slot": slot} for slot in slots]
    return list(connection.execute(added, rows).scalars())


def safe_names(connection: sa.Connection) -> frozenset[str]:
    """Return the names of all safes, without case."""
    return frozenset(name.casefold() for (name,) in connection.execute(sa.select(safe.c.name)))


def safe_name(connection: sa.Connection, safe_id: int) -> str:
    """Return the name of a safe that exists."""
    return str(connection.execute(sa.select(safe.c.name).where(safe.c.id == safe_id)).scalar_one())


def labels(connection: sa.Connection, safe_id: int) -> frozenset[tuple[str, str]]:
    """Return (shelf, slot) of every place of a safe."""
    asked = sa.select(place.c.shelf, place.c.slot).where(place.c.safe_id == safe_id)
    return frozenset((shelf, slot) for shelf, slot in connection.execute(asked))


def custodians(connection: sa.Connection) -> frozenset[int]:
    """Return the ids of the active users who are custodians."""
    asked = (
        sa.select(user.c.id)
        .join(user_role, user_role.c.user_id == user.c.id)
        .where(user.c.active, user_role.c.role == Role.CUSTODIAN.value)
    )
    return frozenset(connection.execute(asked).scalars())


def _values(made: Handover, signing: Signing) -> dict[str, Any]:
    return {
        "passport_id": made.passport_id,
        "number": made.number,
        "kind": made.kind.value,
        "ground_kind": made.ground.kind.value,
        "ground": made.ground.text,
        "article": made.ground.article,
        "review_on": made.review_on,
        "due_back": made.due_back,
        "request_id": made.request_id,
        "place_id": made.place_id,
        "use": made.use.value if made.use else None,
        **_parties(made),
        **_previous(made),
        **_signed(made, signing),
    }


def _parties(made: Handover) -> dict[str, Any]:
    party = f"person:{made.party_id}"
    other = made.how.representative
    return {
        "from_party": party if made.kind.inwards else DESK,
        "to_party": DESK if made.kind.inwards else party,
        "party_person_id": made.party_id,
        "representative_id": other.person_id if other else None,
        "authority": other.authority.strip() if other else "",
        "authority_until": other.until if other else None,
    }


def _previous(made: Handover) -> dict[str, Any]:
    last = made.previous
    if last is None:
        return {}
    return {
        "previous_number": last.number,
        "previous_kind": last.kind.value,
        "previous_happened_at": last.happened_at,
        "previous_sha256": last.sha256,
        "from_place_id": last.place.id if last.place else None,
    }


def _signed(made: Handover, signing: Signing) -> dict[str, Any]:
    return {
        "party_capacity": signing.party_capacity,
        "by_user": signing.by_user,
        "by_name": signing.by_name,
        "by_capacity": signing.by_capacity,
        "booklet_state": made.how.booklet.value,
        "papers_with_it": made.how.papers_with_it.strip(),
        "happened_at": made.happened,
        "recorded_at": signing.now,
        "late_reason": made.how.late_reason.strip(),
        "paper_id": signing.paper_id,
        "receipt_sha256": signing.sha256,
    }


def _key(result: sa.CursorResult[Any]) -> int:
    key = result.inserted_primary_key
    assert key is not None
    return int(key[0])
