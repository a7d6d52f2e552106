"""Exporting a list: only what the user may see, one entry about it, the file whole or not there."""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests import factory
from travel_desk import sheets
from travel_desk.base.interrupt import Interrupt, current
from travel_desk.base.message import Refused, Trouble
from travel_desk.base.roles import Role
from travel_desk.desk import Desk
from travel_desk.desk.tables import journal_entry, journal_value
from travel_desk.exports import actions, places
from travel_desk.exports.rules import Column, ExportOrder, Kind, Part


@dataclass(frozen=True)
class Known:
    id: int
    number: str
    born: date


PEOPLE = {
    1: Known(1, "0001", date(1979, 3, 1)),
    2: Known(2, "0002", date(1980, 3, 2)),
    3: Known(3, "0003", date(1981, 3, 3)),
}


def ask(desk: Desk, ids: Sequence[int]) -> list[Known]:
    """Answer as a page's query does: in any order, without those who have gone; 2 stands there twice."""
    assert desk.is_open
    found = [PEOPLE[id] for id in reversed(ids) if id in PEOPLE]
    return [*found, *(one for one in found if one.id == 2)]


def order(path: Path, kind: Kind = Kind.CSV, ids: Sequence[Sequence[int]] = ((3, 1), (2, 9))) -> ExportOrder:
    return ExportOrder(
        "officials",
        kind,
        path,
        "Officials",
        ("Search: “had”",),
        "Exported by A",
        (Column("Number", lambda one: one.number), Column("Born", lambda one: one.born, "date")),
        tuple(Part(part, ask, (part,)) for part in ids),
        lambda one: (one.id,),
    )


def files(folder: Path) -> list[str]:
    return sorted(name for name in os.listdir(folder) if name != "desk")


def entries(desk: Desk) -> list[tuple[str, dict[str, object]]]:
    with desk.database.read() as connection:
        asked = sa.select(journal_entry.c.verb, journal_entry.c.body).order_by(journal_entry.c.number)
        found = [(row.verb, json.loads(row.body)) for row in connection.execute(asked)]
    return [one for one in found if one[0] == "export_list"]


def export(desk: Desk, wish: ExportOrder) -> int:
    return actions.export_list(desk, actions.write_list(desk, wish)).value


@pytest.mark.parametrize("kind", list(Kind))
def test_a_list_becomes_a_file_in_its_order(tmp_path: Path, kind: Kind) -> None:
    desk = factory.desk(tmp_path)
    path = tmp_path / f"list.{kind.value}"
    assert export(desk, order(path, kind)) == 4
    found = sheets.look(path)
    assert found.columns == ("Number", "Born")
    assert [row.cells[0] for row in sheets.rows(path, found)] == ["0003", "0001", "0002", "0002"]
    assert files(tmp_path) == [path.name]


def test_the_question_stands_above_the_list(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    export(factory.desk(tmp_path), order(path))
    assert path.read_text("utf-8-sig").splitlines()[:4] == [
        '"Officials"', '"Search: “had”"', '"Exported by A"', "",
    ]  # fmt: skip


def test_the_journal_says_which_list_how_much_and_about_whom(tmp_path: Path) -> None:
    desk = factory.desk(tmp_path)
    path = tmp_path / "list.csv"
    export(desk, order(path))
    ((_, body),) = entries(desk)
    assert body["kind"] == "export"
    assert body["facts"] == {
        "list": "officials",
        "file_kind": "csv",
        "rows": 4,
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
    }
    with desk.database.read() as connection:
        asked = sa.select(journal_value.c.name, journal_value.c.person_id, journal_value.c.content)
        told = connection.execute(asked.where(journal_value.c.entry == body["number"])).all()
    assert {(row.name, row.person_id) for row in told} == {
        ("question", None), ("exported", 1), ("exported", 2), ("exported", 3),
    }  # fmt: skip
    assert "had" in next(row.content for row in told if row.name == "question").decode()
    assert "had" not in json.dumps(body)


def test_an_approver_exports_nothing(tmp_path: Path) -> None:
    desk = factory.desk(tmp_path, Role.APPROVER)
    with pytest.raises(Refused, match="Your role"):
        actions.write_list(desk, order(tmp_path / "list.csv"))
    written = actions.write_list(factory.at(desk, Role.CLERK), order(tmp_path / "list.csv"))
    with pytest.raises(Refused, match="Your role"):
        actions.export_list(desk, written)
    assert files(tmp_path) == []
    assert entries(factory.at(desk, Role.CLERK)) == []


def test_a_file_is_replaced_only_where_that_was_said(tmp_path: Path) -> None:
    desk = factory.desk(tmp_path)
    path = tmp_path / "list.csv"
    path.write_text("mine")
    with pytest.raises(Refused, match="already"):
        actions.write_list(desk, order(path))
    assert path.read_text() == "mine"
    export(desk, replace(order(path), replace=True))
    assert "0003" in path.read_text("utf-8-sig")
    assert files(tmp_path) == ["list.csv"]


def test_a_deed_that_fails_puts_the_old_file_back(tmp_path: Path) -> None:
    desk = factory.desk(tmp_path)
    path = tmp_path / "list.csv"
    path.write_text("mine")
    written = actions.write_list(desk, replace(order(path), replace=True))
    with desk.database.write() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER stop BEFORE INSERT ON journal_entry BEGIN SELECT RAISE(ABORT, 'no'); END"
        )
    with pytest.raises((Trouble, sa.exc.DBAPIError)):
        actions.export_list(desk, written)
    assert path.read_text() == "mine"
    assert files(tmp_path) == ["list.csv"]


def test_a_deed_that_fails_leaves_no_new_file(tmp_path: Path) -> None:
    desk = factory.desk(tmp_path)
    written = actions.write_list(desk, order(tmp_path / "list.csv"))
    with desk.database.write() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER stop BEFORE INSERT ON journal_entry BEGIN SELECT RAISE(ABORT, 'no'); END"
        )
    with pytest.raises((Trouble, sa.exc.DBAPIError)):
        actions.export_list(desk, written)
    assert files(tmp_path) == []


def test_a_written_file_that_went_away_is_told_and_not_journaled(tmp_path: Path) -> None:
    desk = factory.desk(tmp_path)
    written = actions.write_list(desk, order(tmp_path / "list.csv"))
    written.part.unlink()
    with pytest.raises(Trouble, match="can't be written"):
        actions.export_list(desk, written)
    assert entries(desk) == []


def test_a_file_that_can_not_be_read_back_is_told(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="can't be written"):
        places.digest_of(tmp_path / "gone")


def test_a_list_that_is_not_wanted_any_more_goes(tmp_path: Path) -> None:
    written = actions.write_list(factory.desk(tmp_path), order(tmp_path / "list.csv"))
    assert len(files(tmp_path)) == 1
    actions.discard(written)
    assert files(tmp_path) == []


@pytest.mark.skipif(os.name != "posix", reason="owners of files are told by rights on POSIX only")
@pytest.mark.parametrize("kind", list(Kind))
def test_nobody_but_its_owner_reads_an_exported_list(tmp_path: Path, kind: Kind) -> None:
    path = tmp_path / f"list.{kind.value}"
    path.write_text("mine")  # with the rights that files usually have
    export(factory.desk(tmp_path), replace(order(path, kind), replace=True))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_what_a_crash_left_behind_goes_with_the_next_export(tmp_path: Path) -> None:
    left, half = tmp_path / ".Officials 2026-11-04.xlsx.new", tmp_path / "..old.csv.new.part"
    foreign, at_work = tmp_path / ".notes.txt.new", tmp_path / ".Trips.csv.new"
    for one in (left, half, foreign, at_work):
        one.write_text("PN 20-04417")
    long_ago = at_work.stat().st_mtime - places.LEFT - 1
    for one in (left, half, foreign):
        os.utime(one, (long_ago, long_ago))
    export(factory.desk(tmp_path), order(tmp_path / "list.csv"))
    assert files(tmp_path) == [at_work.name, foreign.name, "list.csv"]


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="folder is not there") as trouble:
        actions.write_list(factory.desk(tmp_path), order(tmp_path / "gone" / "list.csv"))
    assert trouble.value.field == "path"


def test_an_empty_list_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="empty"):
        actions.write_list(factory.desk(tmp_path), order(tmp_path / "list.csv", ids=((),)))


def test_progress_is_told_and_may_stop_the_work(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    desk = factory.desk(tmp_path)

    def tell(done: int, of: int) -> None:
        told.append((done, of))
        raise actions.stopped()

    with pytest.raises(Trouble, match="stopped"):
        actions.write_list(desk, order(tmp_path / "list.csv"), tell)
    assert told == [(2, 4)]
    assert files(tmp_path) == []
    actions.write_list(desk, order(tmp_path / "list.csv"), lambda *at: told.append(at))
    assert told[1:] == [(2, 4), (4, 4)]


def test_work_that_is_interrupted_leaves_nothing(tmp_path: Path) -> None:
    desk = factory.desk(tmp_path)
    stop = Interrupt()
    token = current.set(stop)
    try:
        with pytest.raises(Trouble, match="stopped"):
            actions.write_list(desk, order(tmp_path / "list.csv"), lambda *_: stop.interrupt())
    finally:
        current.reset(token)
    assert files(tmp_path) == []
