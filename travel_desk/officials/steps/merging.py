"""What the duty of merged persons borrows: moving what belongs to an entry, merging the entry itself."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from travel_desk.database.versions import touch
from travel_desk.desk import Deed, moving
from travel_desk.desk.moving import Moved
from travel_desk.officials import store
from travel_desk.officials.rules import PersonOrder
from travel_desk.officials.tables import clearance, passport, person, person_category, post

WHOSE = (post.c.person_id, person_category.c.person_id, clearance.c.person_id, passport.c.person_id)


def rows_of(deed: Deed, person_id: int) -> list[Moved]:
    """Return the posts, categories, clearances and passports of an entry."""
    return moving.rows_of(deed.connection, WHOSE, person_id)


def move_person(deed: Deed, from_id: int, to_id: int) -> list[Moved]:
    """Give posts, categories, clearances and passports of one entry to another; return what moved."""
    return moving.move_person(deed.connection, WHOSE, from_id, to_id)


def move_back(deed: Deed, moved: Sequence[Moved], now_with: int, back_to: int) -> list[Moved]:
    """Give those of `moved` back that are still with `now_with`; return them."""
    return moving.move_back(deed.connection, WHOSE, moved, now_with, back_to)


def join_entry(deed: Deed, person_id: int, into_id: int | None) -> None:
    """Write that an entry is merged into another one, which stands for both; None: that it is no longer."""
    connection = deed.connection
    connection.execute(sa.update(person).where(person.c.id == person_id).values(merged_into=into_id))
    touch(connection, person, person_id)


def write_person(deed: Deed, person_id: int, order: PersonOrder) -> None:
    """Write values of an entry that a merge or its splitting changes."""
    store.change_person(deed.connection, person_id, order)


def set_main(deed: Deed, post_id: int, main: bool) -> None:
    """Make a post the main one, or an additional one."""
    deed.connection.execute(sa.update(post).where(post.c.id == post_id).values(main=main))


def refresh(deed: Deed, person_ids: Sequence[int]) -> None:
    """Write anew what the entries are found by; their versions go up."""
    store.refresh_search(deed.connection, person_ids)
    for one in person_ids:
        store.touch_person(deed.connection, one)
