"""What the deeds on organisations share: scope, versions, what persons are found by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import sqlalchemy as sa

from travel_desk.base.message import Refused, msg
from travel_desk.desk import Deed
from travel_desk.officials import reading, store
from travel_desk.officials.rules import Grounds, Organisation


def check_scope(deed: Deed, place: Organisation | None, field: str = "parent_id") -> None:
    """Refuse a place in the tree outside the user's scope; None is the root of the whole tree."""
    scope = deed.session.scope.organisation_path
    if scope and not (place and place.path.startswith(scope)):
        raise Refused(msg("This place in the tree lies outside your scope. Ask the desk head."), field=field)


def check_versions(grounds: Grounds, ids: Iterable[int], versions: Mapping[int, int]) -> None:
    """Refuse where an organisation is no longer as the user saw it."""
    for one in ids:
        place = grounds.tree.get(one)
        if place is None or place.version != versions.get(one):
            raise Refused(
                msg(
                    "Somebody changed these organisations meanwhile. Look at how they stand now, then try "
                    "again."
                )
            )


def versions_of(connection: sa.Connection, ids: Iterable[int]) -> dict[int, int]:
    """Return the versions of some organisations as they stand now."""
    return {one.id: one.version for one in reading.organisations(connection, ids).values()}


def refresh(deed: Deed, person_ids: Iterable[int]) -> None:
    """Write anew what persons are found by."""
    store.refresh_search(deed.connection, sorted(set(person_ids)))
