"""The schema holds the chain of movements, whatever statement is tried on it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from travel_desk.custody import tables

AT = datetime(2026, 11, 5, 8, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def _metadata() -> sa.MetaData:
    """The three tables of this duty, with tables of others cut down to their ids."""
    metadata = sa.MetaData(naming_convention=tables.handover.metadata.naming_convention)
    for name in ("user", "person", "passport", "request", "paper"):
        sa.Table(name, metadata, sa.Column("id", sa.Integer, primary_key=True))
    for table in (tables.safe, tables.place, tables.handover):
        table.to_metadata(metadata)
    return metadata


@pytest.fixture
def db() -> Iterator[sa.Connection]:
    metadata = _metadata()
    engine = sa.create_engine("sqlite://")
    sa.event.listen(engine, "connect", lambda raw, _: raw.execute("PRAGMA foreign_keys = ON"))
    metadata.create_all(engine)
    with engine.connect() as connection:
        for create in tables.TRIGGERS.values():
            connection.exec_driver_sql(create)
        for name in ("user", "person", "passport", "request", "paper"):
            connection.execute(metadata.tables[name].insert(), [{"id": n} for n in range(1, 10)])
        connection.execute(tables.safe.insert().values(id=1, name="Safe 1", custodian_id=1))
        connection.execute(
            tables.place.insert(),
            [{"id": n, "safe_id": 1, "shelf": "A", "slot": f"{n:02}"} for n in (1, 2, 3)],
        )
        connection.commit()
        yield connection
    engine.dispose()


def movement(kind: str, number: int, /, **other: Any) -> dict[str, Any]:
    """A movement of passport 1 of person 1 that follows the movement `number` - 1 rightly."""
    inwards = kind in ("take_in", "bring_back")
    grounds = {"take_in": "rule", "bring_back": "rule", "hand_out": "trip", "give_back": "lapsed"}
    followed = {"bring_back": "hand_out", "take_in": "give_back"}
    values: dict[str, Any] = {
        "passport_id": 1,
        "number": number,
        "kind": kind,
        "from_party": "person:1" if inwards else "desk",
        "to_party": "desk" if inwards else "person:1",
        "party_person_id": 1,
        "party_capacity": "holder of the passport",
        "by_user": 1,
        "by_name": "Mira Okonjo",
        "by_capacity": "Custodian",
        "ground_kind": grounds[kind],
        "ground": "Held between trips",
        "article": "Travel Abroad Act, article 8(1)",
        "review_on": date(2027, 5, 5) if inwards else None,
        "due_back": date(2026, 11, 16) if kind == "hand_out" else None,
        "request_id": 1 if kind == "hand_out" else None,
        "place_id": 1 if inwards else None,
        "from_place_id": None if inwards else 1,
        "booklet_state": "whole",
        "use": "used" if kind == "bring_back" else None,
        "happened_at": AT + number * HOUR,
        "recorded_at": AT + number * HOUR,
        "paper_id": number,
        "receipt_sha256": f"{number:064x}",
    }
    if number > 1:
        values |= {
            "previous_number": number - 1,
            "previous_kind": followed.get(kind, "take_in"),
            "previous_happened_at": AT + (number - 1) * HOUR,
            "previous_sha256": f"{number - 1:064x}",
        }
    return values | other


def insert(db: sa.Connection, kind: str, number: int, /, *, link: bool = True, **other: Any) -> None:
    """Insert one movement and commit; `link` lets the movement before it point to it first."""
    values = movement(kind, number, **other)
    with db.begin_nested() if db.in_transaction() else db.begin():
        if link and number > 1:
            db.execute(
                sa.update(tables.handover)
                .where(
                    tables.handover.c.passport_id == values["passport_id"],
                    tables.handover.c.number == number - 1,
                )
                .values(next_number=number)
            )
        db.execute(tables.handover.insert().values(**values))


def refuses(db: sa.Connection, kind: str, number: int, /, *, link: bool = True, **other: Any) -> None:
    """Assert that the schema refuses this movement and that nothing of it stays."""
    before = rows(db)
    with pytest.raises(IntegrityError):
        insert(db, kind, number, link=link, **other)
    db.rollback()
    assert rows(db) == before


def rows(db: sa.Connection) -> list[tuple[int, int, int | None]]:
    columns = (tables.handover.c.passport_id, tables.handover.c.number, tables.handover.c.next_number)
    found = [(a, b, c) for a, b, c in db.execute(sa.select(*columns).order_by(tables.handover.c.id))]
    db.rollback()
    return found


def test_a_whole_life_of_a_booklet_is_held(db: sa.Connection) -> None:
    insert(db, "take_in", 1)
    insert(db, "hand_out", 2)
    insert(db, "bring_back", 3, place_id=2)
    insert(db, "give_back", 4, previous_kind="bring_back", from_place_id=2)
    insert(db, "take_in", 5)
    assert rows(db) == [(1, 1, 2), (1, 2, 3), (1, 3, 4), (1, 4, 5), (1, 5, None)]


def test_a_booklet_never_taken_in_cannot_leave(db: sa.Connection) -> None:
    refuses(db, "hand_out", 1)
    refuses(db, "hand_out", 2)
    refuses(db, "give_back", 1)
    refuses(db, "bring_back", 1)


def test_a_booklet_cannot_be_in_the_safe_twice(db: sa.Connection) -> None:
    insert(db, "take_in", 1)
    refuses(db, "take_in", 1, place_id=2, paper_id=2)
    refuses(db, "take_in", 2, previous_kind="take_in", place_id=2)
    refuses(db, "take_in", 2, previous_kind="give_back", place_id=2)


def test_two_people_cannot_both_have_the_booklet(db: sa.Connection) -> None:
    insert(db, "take_in", 1)
    insert(db, "hand_out", 2)
    refuses(db, "hand_out", 2, to_party="person:2", party_person_id=2, paper_id=3, receipt_sha256="f" * 64)
    refuses(db, "hand_out", 3, previous_kind="hand_out", from_place_id=1)
    refuses(db, "hand_out", 3)


def test_a_number_cannot_be_left_out_or_forked(db: sa.Connection) -> None:
    insert(db, "take_in", 1)
    refuses(db, "hand_out", 3, previous_number=2, previous_happened_at=AT + HOUR, previous_sha256=f"{1:064x}")
    refuses(db, "hand_out", 3, previous_number=1, previous_happened_at=AT + HOUR, previous_sha256=f"{1:064x}")
    refuses(db, "hand_out", 2, link=False)
    refuses(db, "hand_out", 2, previous_number=None)
    refuses(db, "hand_out", 2, previous_number=None, previous_kind=None)
    refuses(db, "take_in", 0)


def test_a_movement_that_follows_nothing_cannot_be_pointed_to(db: sa.Connection) -> None:
    insert(db, "take_in", 1)
    db.execute(sa.update(tables.handover).values(next_number=2))
    with pytest.raises(IntegrityError):
        db.commit()
    db.rollback()
    for wrong in (1, 3):
        with pytest.raises(IntegrityError):
            db.execute(sa.update(tables.handover).values(next_number=wrong))
        db.rollback()


def test_the_giver_is_who_received_it_last(db: sa.Connection) -> None:
    insert(db, "take_in", 1)
    insert(db, "hand_out", 2)
    refuses(db, "bring_back", 3, from_party="person:2", party_person_id=2)
    insert(db, "bring_back", 3)


def test_a_booklet_handed_out_is_brought_back_and_not_taken_in(db: sa.Connection) -> None:
    insert(db, "take_in", 1)
    insert(db, "hand_out", 2)
    refuses(db, "take_in", 3, previous_kind="hand_out")
    refuses(db, "give_back", 3, previous_kind="hand_out")
    refuses(db, "bring_back", 3, previous_kind="take_in")


def test_the_desk_gives_back_for_a_reason_that_gives_back(db: sa.Connection) -> None:
    insert(db, "take_in", 1)
    refuses(db, "give_back", 2, ground_kind="rule")
    refuses(db, "give_back", 2, ground_kind="trip")
    insert(db, "give_back", 2)


def test_the_row_before_must_be_told_as_it_was(db: sa.Connection) -> None:
    insert(db, "take_in", 1)
    refuses(db, "hand_out", 2, previous_kind="bring_back")
    refuses(db, "hand_out", 2, previous_happened_at=AT)
    refuses(db, "hand_out", 2, previous_sha256="a" * 64)
    refuses(db, "hand_out", 2, previous_sha256=None)
    refuses(db, "hand_out", 2, previous_kind=None)
    refuses(db, "hand_out", 2, previous_happened_at=None)


def test_a_place_holds_one_booklet(db: sa.Connection) -> None:
    insert(db, "take_in", 1)
    refuses(db, "take_in", 1, passport_id=2, from_party="person:2", party_person_id=2, paper_id=5)
    insert(db, "hand_out", 2)
    insert(db, "take_in", 1, passport_id=2, from_party="person:2", party_person_id=2, paper_id=5)
    refuses(db, "bring_back", 3)
    insert(db, "bring_back", 3, place_id=2)


def test_a_booklet_leaves_from_where_it_lies(db: sa.Connection) -> None:
    insert(db, "take_in", 1)
    refuses(db, "hand_out", 2, from_place_id=2)
    refuses(db, "hand_out", 2, from_place_id=None)
    refuses(db, "hand_out", 2, place_id=1)


@pytest.mark.parametrize(
    "missing",
    [
        {"ground": ""},
        {"ground": " "},
        {"article": ""},
        {"ground_kind": "wish"},
        {"ground_kind": "lapsed"},
        {"ground_kind": "trip", "request_id": None},
        {"ground_kind": "rule", "request_id": None},
        {"due_back": None},
        {"review_on": date(2027, 5, 5)},
        {"to_party": "person:7"},
        {"to_party": "desk"},
        {"request_id": 99},
        {"ground_kind": None},
        {"ground": None},
        {"article": None},
    ],
)
def test_nothing_leaves_without_ground_due_date_and_request(
    db: sa.Connection, missing: dict[str, Any]
) -> None:
    insert(db, "take_in", 1)
    refuses(db, "hand_out", 2, **missing)


@pytest.mark.parametrize(
    "missing",
    [
        {"ground": ""},
        {"article": "  "},
        {"review_on": None},
        {"due_back": date(2027, 5, 5)},
        {"place_id": None},
        {"from_place_id": 2},
        {"ground_kind": "trip", "request_id": 1},
        {"ground_kind": "lapsed"},
        {"request_id": 1},
        {"use": "used"},
        {"booklet_state": "lost"},
        {"kind": "found"},
        {"kind": None},
        {"from_party": "desk"},
        {"from_party": "person:7"},
        {"to_party": "person:1"},
        {"party_person_id": 99, "from_party": "person:99"},
        {"party_person_id": None},
        {"party_capacity": ""},
        {"by_name": ""},
        {"by_user": None},
        {"by_user": 99},
        {"passport_id": 99},
        {"paper_id": None},
        {"paper_id": 99},
        {"receipt_sha256": "short"},
        {"receipt_sha256": None},
        {"happened_at": None},
        {"representative_id": 2},
        {"representative_id": 99, "authority": "letter"},
        {"representative_id": 1, "authority": "letter"},
        {"authority": "letter"},
        {"authority": " ", "representative_id": 2},
        {"authority_until": date(2027, 5, 5)},
    ],
)
def test_nothing_is_held_without_ground_review_date_place_and_parties(
    db: sa.Connection, missing: dict[str, Any]
) -> None:
    refuses(db, "take_in", 1, **missing)
    insert(db, "take_in", 1)


def test_what_is_brought_back_was_used_or_not(db: sa.Connection) -> None:
    insert(db, "take_in", 1)
    insert(db, "hand_out", 2)
    refuses(db, "bring_back", 3, use=None)
    refuses(db, "bring_back", 3, use="eaten")
    insert(db, "bring_back", 3, use="unused", representative_id=2, authority="letter of 3 Nov")


def test_nothing_happens_in_the_future_or_before_what_came_before(db: sa.Connection) -> None:
    refuses(db, "take_in", 1, recorded_at=AT)
    insert(db, "take_in", 1)
    refuses(db, "hand_out", 2, happened_at=AT)


def test_one_receipt_proves_one_movement(db: sa.Connection) -> None:
    insert(db, "take_in", 1)
    refuses(db, "hand_out", 2, paper_id=1)


def test_a_movement_cannot_be_changed_or_removed(db: sa.Connection) -> None:
    insert(db, "take_in", 1)
    insert(db, "hand_out", 2)
    for column in tables.handover.c:
        if column.name == "next_number":
            continue
        with pytest.raises(IntegrityError):
            db.execute(sa.update(tables.handover).values({column.name: column}))
        db.rollback()
    for deed in (
        sa.update(tables.handover).where(tables.handover.c.number == 1).values(next_number=None),
        sa.delete(tables.handover).where(tables.handover.c.number == 2),
    ):
        with pytest.raises(IntegrityError):
            db.execute(deed)
        db.rollback()


def test_the_state_of_a_passport_is_read_from_its_last_movement(db: sa.Connection) -> None:
    passport = sa.table("passport", sa.column("id", sa.Integer))

    def state(today: date) -> str:
        joined = passport.outerjoin(tables.handover, tables.now_with(passport.c.id))
        asked = sa.select(tables.custody_state(today)).select_from(joined).where(passport.c.id == 1)
        answer = db.execute(asked).scalar_one()
        db.rollback()
        return str(answer)

    assert state(date(2026, 11, 5)) == "with_holder"
    insert(db, "take_in", 1)
    assert [state(date(2027, 5, 5)), state(date(2027, 5, 6))] == ["in_custody", "ground_lapsed"]
    insert(db, "hand_out", 2)
    assert [state(date(2026, 11, 16)), state(date(2026, 11, 17))] == ["handed_out", "overdue"]
    insert(db, "bring_back", 3)
    insert(db, "give_back", 4, previous_kind="bring_back")
    assert state(date(2028, 1, 1)) == "with_holder"


def test_safes_and_places_have_names(db: sa.Connection) -> None:
    for deed in (
        tables.safe.insert().values(name=" ", custodian_id=1),
        tables.safe.insert().values(name="Safe 1", custodian_id=1),
        tables.safe.insert().values(name="Safe 2", custodian_id=None),
        tables.place.insert().values(safe_id=1, shelf="A", slot="01"),
        tables.place.insert().values(safe_id=1, shelf="", slot="09"),
    ):
        with pytest.raises(IntegrityError):
            db.execute(deed)
        db.rollback()
