"""The dialog that enters past trips: a file is chosen, its trips looked at, the good ones entered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests import factory
from tests.trips import people
from tests.trips.test_past_list import GENEVA, HEAD
from travel_desk.base.roles import Role
from travel_desk.base.settings import Settings
from travel_desk.shell import theme
from travel_desk.shell.context import Context
from travel_desk.trips import page, queries
from travel_desk.trips.dialogs import PastTripsDialog
from travel_desk.trips.page import TripsPage
from travel_desk.trips.queries import Group, Question


@pytest.fixture
def shown(tmp_path: Path, qtbot: QtBot) -> Iterator[tuple[Context, PastTripsDialog]]:
    desk = factory.desk(tmp_path, Role.CLERK)
    people.official(desk, "Ана Петровић", "PETROVIC ANA", number="D0000001")
    theme.apply("light")
    context = Context(desk, Settings(tmp_path / "settings.json"), desk.clock, desk.may)
    page.register(context)
    trips = TripsPage(context)
    qtbot.addWidget(trips)
    trips.show()
    [action] = [one for _, deeds in trips.menus() for one in deeds if one.text() == "Enter Past Trips…"]
    action.trigger()
    [dialog] = trips.findChildren(PastTripsDialog)
    yield context, dialog
    for left in trips.findChildren(PastTripsDialog):
        left.close()
    settle(context, qtbot)
    context.close()
    desk.close()


def settle(context: Context, qtbot: QtBot) -> None:
    for _ in range(3):
        QApplication.processEvents()
        qtbot.waitUntil(lambda: not context.background.busy(), timeout=5000)


def test_the_good_trips_of_a_file_are_entered(
    shown: tuple[Context, PastTripsDialog], qtbot: QtBot, tmp_path: Path
) -> None:
    context, dialog = shown
    assert not dialog.primary_button.isEnabled()
    file = tmp_path / "past.csv"
    good = GENEVA.replace("own means", "own")
    bad = good.replace("P-17", "P-18").replace("D0000001", "D0000009")
    file.write_text(HEAD + good + bad, encoding="utf-8")
    dialog.take_file(str(file))
    settle(context, qtbot)
    assert "1 trip to enter" in dialog.summary.text()
    assert "1 faulty trip is left out" in dialog.summary.text()
    dialog.table.select_id(2)
    assert "D0000009" in dialog.reason.text()
    with qtbot.waitSignal(dialog.deed_done):
        qtbot.mouseClick(dialog.primary_button, Qt.MouseButton.LeftButton)
    settle(context, qtbot)
    [entered] = queries.trip_ids(context.desk, Question(Group.CLOSED))
    assert queries.trip_detail(context.desk, entered).number == "P-17"


def test_a_file_that_is_no_table_is_refused_in_a_sentence(
    shown: tuple[Context, PastTripsDialog], qtbot: QtBot, tmp_path: Path
) -> None:
    context, dialog = shown
    file = tmp_path / "names.csv"
    file.write_text("Name;Town\nA;B\n", encoding="utf-8")
    dialog.take_file(str(file))
    settle(context, qtbot)
    assert "No column is headed" in dialog.problem_text()
