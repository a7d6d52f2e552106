"""What every deed owes: a permission, a scope asked, one entry, nothing half-written."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests import factory
from travel_desk.base.message import Refused, Trouble, msg
from travel_desk.base.roles import Role
from travel_desk.database.keys import Slots, new_key
from travel_desk.desk import (
    About,
    Changed,
    Credentials,
    Deed,
    Defect,
    Desk,
    NewDesk,
    Scope,
    Seen,
    Session,
    create,
)
from travel_desk.desk.chain import head
from travel_desk.desk.tables import journal_entry, journal_value


def entries(desk: Desk) -> int:
    with desk.database.read() as connection:
        return connection.execute(sa.select(sa.func.count()).select_from(journal_entry)).scalar_one()


def change(desk: Desk, value: object = 1, **deed_arguments: object) -> Changed[int]:
    with desk.deed("change_settings", **deed_arguments) as deed:  # type: ignore[arg-type]
        deed.put_setting("idle_minutes", value)
        deed.entry("setting", 1, changes={"idle_minutes": (3, value)})
    return Changed({"settings"}, 1)


def test_a_deed_leaves_one_entry_and_what_it_wrote(tmp_path: Path) -> None:
    desk = factory.desk(tmp_path, Role.ADMINISTRATOR)
    before = entries(desk)
    change(desk, 7)
    assert entries(desk) == before + 1
    assert desk.setting("idle_minutes", 3) == 7


def test_a_role_that_may_not_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    desk = factory.desk(tmp_path, Role.CLERK)
    before = entries(desk)
    with pytest.raises(Refused, match="Your role may not do this"):
        change(desk)
    assert entries(desk) == before


def test_a_deed_that_fails_midway_writes_nothing(tmp_path: Path) -> None:
    desk = factory.desk(tmp_path, Role.ADMINISTRATOR)
    before = entries(desk)
    with pytest.raises(RuntimeError), desk.deed("change_settings") as deed:
        deed.put_setting("idle_minutes", 9)
        raise RuntimeError
    assert desk.setting("idle_minutes", 3) == 3
    assert entries(desk) == before


def test_a_deed_without_an_entry_is_a_defect(tmp_path: Path) -> None:
    desk = factory.desk(tmp_path, Role.ADMINISTRATOR)
    with pytest.raises(Defect, match="no journal entry"), desk.deed("change_settings") as deed:
        deed.put_setting("idle_minutes", 9)
    assert desk.setting("idle_minutes", 3) == 3


def test_a_second_entry_is_a_defect(tmp_path: Path) -> None:
    desk = factory.desk(tmp_path, Role.ADMINISTRATOR)
    with pytest.raises(Defect, match="second"), desk.deed("change_settings") as deed:
        deed.entry("setting", 1)
        deed.entry("setting", 2)


def test_a_deed_inside_a_deed_is_a_defect(tmp_path: Path) -> None:
    desk = factory.desk(tmp_path, Role.ADMINISTRATOR)
    with pytest.raises(Defect, match="inside"), desk.deed("change_settings"):
        change(desk)


def test_a_scoped_deed_must_ask_whom_it_is_about(tmp_path: Path) -> None:
    desk = factory.desk(tmp_path, Role.CLERK)
    with pytest.raises(Defect, match="never asked"), desk.deed("change_person") as deed:
        deed.entry("person", 1)


@pytest.mark.parametrize(
    ("scope", "about", "sentence"),
    [
        (Scope("/1/", True, True), About(("/2/3/",)), "outside your scope"),
        (Scope("", False, True), About(("/2/",), protected=True), "protected"),
        (Scope("", True, False), About(("/2/",), private=True), "private"),
        (Scope("", True, True), About(persons=frozenset({5})), "your own case"),
    ],
)
def test_scope_and_own_case_are_asked(tmp_path: Path, scope: Scope, about: About, sentence: str) -> None:
    desk = factory.desk(tmp_path, Role.CLERK)
    me = desk.session
    desk.take_session(Session(me.user_id, me.user_name, me.name, me.roles, scope, 5))
    with pytest.raises(Refused, match=sentence), desk.deed("change_person") as deed:
        deed.allow(about)


def test_within_the_scope_a_deed_goes_through(tmp_path: Path) -> None:
    desk = factory.desk(tmp_path, Role.CLERK)
    me = desk.session
    desk.take_session(Session(me.user_id, me.user_name, me.name, me.roles, Scope("/1/"), None))
    with desk.deed("change_person") as deed:
        deed.allow(About(("/1/4/",), persons=frozenset({5})))
        deed.entry("person", 5, personal={"name": ("A", "B"), "same": ("C", "C")}, person=5)
    with desk.database.read() as connection:
        values = connection.execute(sa.select(journal_value).where(journal_value.c.person_id == 5)).all()
    assert [v.name for v in values] == ["name"]


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    desk = factory.desk(tmp_path, Role.ADMINISTRATOR)
    with pytest.raises(Refused, match="changed this while you had it open"):
        change(desk, seen=Seen("user", 1, 99))
    with pytest.raises(Refused, match="no longer in the register"):
        change(desk, seen=Seen("user", 99, 1))
    change(desk, seen=Seen("user", 1, 1))


def test_nothing_happens_in_the_future_and_a_late_entry_needs_a_reason(tmp_path: Path) -> None:
    desk = factory.desk(tmp_path, Role.ADMINISTRATOR)
    with pytest.raises(Refused, match="future") as future:
        change(desk, happened=desk.now() + timedelta(hours=1))
    assert future.value.field == "happened"
    with pytest.raises(Refused, match="reason for the late entry"):
        change(desk, happened=desk.now() - timedelta(days=2))
    change(desk, happened=desk.now() - timedelta(days=2), late_reason="The power was out.")
    with desk.database.read() as connection:
        row = connection.execute(
            sa.select(journal_entry).order_by(journal_entry.c.number.desc()).limit(1)
        ).one()
    assert row.recorded_at - row.happened_at == timedelta(days=2)


def test_a_clock_set_back_is_trouble(tmp_path: Path) -> None:
    time = factory.clock()
    desk = factory.desk(tmp_path, Role.ADMINISTRATOR, time)
    change(desk)
    time.forward(hours=-1)
    with pytest.raises(Trouble, match="Set the clock right"):
        change(desk)


def test_a_second_person_confirms_with_their_own_password(tmp_path: Path) -> None:
    desk = factory.desk(tmp_path, Role.ADMINISTRATOR)

    def replace(second: Credentials | None) -> None:
        with desk.deed("replace_recovery", second=second) as deed:
            assert deed.second is not None
            assert deed.second.user_name == "desk_head"
            deed.entry("user", 1)

    with pytest.raises(Refused, match="needs a second person"):
        replace(None)
    with pytest.raises(Refused, match="not the password"):
        replace(Credentials("desk_head", "wrong"))
    with pytest.raises(Refused, match="somebody else than you"):
        replace(Credentials("administrator", factory.PASSWORD))
    with pytest.raises(Refused, match="may not confirm"):
        replace(Credentials("clerk", factory.PASSWORD))
    replace(Credentials("desk_head", factory.PASSWORD))


def test_a_slot_slipped_into_the_file_confirms_nothing(tmp_path: Path) -> None:
    desk = factory.desk(tmp_path, Role.ADMINISTRATOR)
    Slots(desk.folder).put("desk_head", "chosen by the thief", new_key())
    with (
        pytest.raises(Refused, match="does not open this desk"),
        desk.deed("replace_recovery", second=Credentials("desk_head", "chosen by the thief")),
    ):
        pass


def test_nobody_confirms_their_own_case_as_second_person(tmp_path: Path) -> None:
    desk = factory.desk(tmp_path, Role.ADMINISTRATOR)
    with desk.database.write() as connection:
        connection.exec_driver_sql(
            "INSERT INTO person (id, native_name, surname, given_names, nationality, protected, search_text, sort_key)"  # noqa: E501
            " VALUES (5, 'A', 'A', '', 'UTO', 0, 'a', 'a')"
        )
        connection.exec_driver_sql("UPDATE user SET person_id = 5 WHERE user_name = 'desk_head'")
    with (
        pytest.raises(Refused, match="confirm their own case"),
        desk.deed("replace_recovery", second=Credentials("desk_head", factory.PASSWORD)) as deed,
    ):
        deed.allow(About(persons=frozenset({5})))


def test_a_locked_desk_does_nothing(tmp_path: Path) -> None:
    desk = factory.desk(tmp_path, Role.ADMINISTRATOR)
    desk.close()
    with pytest.raises(Refused, match="locked"):
        change(desk)


def test_a_user_without_the_reading_role_sees_nothing(tmp_path: Path) -> None:
    desk = factory.desk(tmp_path, Role.CLERK)
    with pytest.raises(Refused, match="Your role may not do this"), desk.read("see_journal"):
        pass
    with pytest.raises(Defect), desk.read("change_person"):
        pass


def test_two_open_desks_share_one_chain(tmp_path: Path) -> None:
    first = factory.desk(tmp_path, Role.ADMINISTRATOR)
    second = factory.at(first, Role.DESK_HEAD)
    for turn in range(4):
        change((first, second)[turn % 2], turn)
    with first.database.read() as connection:
        rows = connection.execute(sa.select(journal_entry).order_by(journal_entry.c.number)).all()
        last = head(connection)
    assert [r.number for r in rows] == list(range(1, len(rows) + 1))
    assert all(b.previous == a.hash for a, b in itertools.pairwise(rows))
    assert last.hash == rows[-1].hash


def test_the_schema_lets_nobody_change_the_journal(tmp_path: Path) -> None:
    desk = factory.desk(tmp_path, Role.ADMINISTRATOR)
    change(desk)
    for statement in (
        "UPDATE journal_entry SET verb = 'x'",
        "DELETE FROM journal_entry",
        "DELETE FROM journal_value",
        "UPDATE journal_value SET content = x'00'",
    ):
        with pytest.raises(sa.exc.DBAPIError), desk.database.write() as connection:
            connection.exec_driver_sql(statement)
    with desk.database.write() as connection:
        connection.exec_driver_sql("UPDATE journal_value SET content = NULL, salt = NULL")


def test_a_desk_that_could_not_be_made_leaves_nothing_behind(tmp_path: Path) -> None:
    def refuse(_deed: Deed) -> None:
        raise Refused(msg("No."))

    new = NewDesk("administrator", "Ada", factory.PASSWORD, factory.RECOVERY)
    with pytest.raises(Refused):
        create(tmp_path / "desk", new, factory.clock(), "test", [refuse])
    assert list(tmp_path.iterdir()) == []


def test_a_refused_question_whom_a_deed_is_about_does_not_count_as_asked(tmp_path: Path) -> None:
    desk = factory.desk(tmp_path, Role.CLERK)
    desk.take_session(replace(desk.session, scope=Scope()))
    before = entries(desk)
    with pytest.raises(Defect, match="never asked"), desk.deed("draft_trip") as deed:
        with pytest.raises(Refused, match="protected"):
            deed.allow(About(protected=True))
        deed.entry("trip", 1)
    assert entries(desk) == before
