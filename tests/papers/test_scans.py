"""A check code under the reader opens its paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.papers import world
from travel_desk.base.roles import Role
from travel_desk.base.settings import Settings
from travel_desk.desk import Desk
from travel_desk.paper.seal import check_code
from travel_desk.papers.page import register
from travel_desk.shell.context import Context


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return world.desk(tmp_path, Role.DESK_HEAD)


@pytest.fixture
def context(desk: Desk, tmp_path: Path, qtbot: QtBot) -> Iterator[Context]:
    made = Context(desk, Settings(tmp_path / "settings.json"), desk.clock, desk.may)
    register(made)
    yield made
    made.close()


def test_the_code_and_the_bare_number_open_the_paper(desk: Desk, context: Context, qtbot: QtBot) -> None:
    issued = world.slip(desk)
    for text in (
        check_code(issued.number, {"a": 1}).decode(),
        check_code(issued.number).decode(),
        issued.number,
    ):
        with qtbot.waitSignal(context.opened) as opened:
            assert context.scans.take(context, text)
        assert opened.args == ["paper", issued.id]


def test_a_paper_of_another_desk_is_told(context: Context, qtbot: QtBot) -> None:
    with qtbot.waitSignal(context.toasted) as told:
        assert context.scans.take(context, "TD1|TD-1999-004182|-")
    assert told.args[0] == "This desk has no paper with the number TD-1999-004182."


def test_only_the_code_is_kept_out_of_a_field_of_text(context: Context) -> None:
    for text in ("T", "TD1", "td1|TD-2027"):
        assert context.scans.begins(text)
    for text in ("TD-2027-004182", "Tan", "5901234123457"):
        assert not context.scans.begins(text)
    assert not context.scans.take(context, "5901234123457")
