"""Whoever travels and is not in the register yet is registered from the trip request itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.trips import desks
from travel_desk.base.settings import Settings
from travel_desk.officials.dialogs import RegisterPerson
from travel_desk.officials.page.deeds import register_drafts
from travel_desk.shell import theme
from travel_desk.shell.context import Context
from travel_desk.trips.dialogs import TripRequestDialog


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[tuple[Context, QWidget]]:
    theme.apply("light")
    world = desks.world(tmp_path)
    context = Context(world.desk, Settings(tmp_path / "settings.json"), world.desk.clock, world.desk.may)
    shown = QWidget()
    shown.resize(1280, 800)
    qtbot.addWidget(shown)
    shown.show()
    yield context, shown
    for dialog in [*shown.findChildren(RegisterPerson), *shown.findChildren(TripRequestDialog)]:
        dialog.close()
    qtbot.waitUntil(lambda: not context.background.busy())
    context.close()


def test_a_new_person_joins_the_travellers(window: tuple[Context, QWidget], qtbot: QtBot) -> None:
    context, shown = window
    register_drafts(context)
    dialog = TripRequestDialog(context, shown)
    dialog.open()
    line = dialog.form.travellers.line
    line.setFocus()
    qtbot.keyClicks(line, "Bo Ek")
    popup = dialog.form.travellers.finding.popup()
    qtbot.waitUntil(popup.isVisible)
    assert popup.create_button is not None
    assert popup.create_button.text() == "New Person “Bo Ek”…"
    popup.create_button.click()
    qtbot.waitUntil(lambda: bool(dialog.findChildren(RegisterPerson)))
    (new,) = dialog.findChildren(RegisterPerson)
    qtbot.waitUntil(lambda: not context.background.busy())
    assert new.person.native.value() == "Bo Ek"
    new.person.surname.set_value("EK")
    new.person.given.set_value("BO")
    new.person.nationality.set_value("UTO")
    with qtbot.waitSignal(new.deed_done):
        new.do.trigger()
    qtbot.waitUntil(lambda: len(dialog.form.travellers.value()) == 1)
    assert [one.first for one in dialog.form.travellers.suggestions()] == ["Bo Ek"]
    qtbot.waitUntil(lambda: any("has no passport" in str(f.message) for f in dialog.findings))


def test_the_deed_stands_in_the_foot_for_the_keyboard(window: tuple[Context, QWidget], qtbot: QtBot) -> None:
    context, shown = window
    register_drafts(context)
    dialog = TripRequestDialog(context, shown)
    dialog.open()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog and not context.background.busy())
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(dialog.form.purpose, Qt.Key.Key_N, keys)
    qtbot.waitUntil(lambda: bool(dialog.findChildren(RegisterPerson)))


def test_who_may_not_register_is_offered_nothing(window: tuple[Context, QWidget], qtbot: QtBot) -> None:
    context, shown = window
    dialog = TripRequestDialog(context, shown)
    dialog.open()
    dialog.new_person("Bo Ek")
    assert dialog.form.travellers.finding.popup().create_button is None
    assert dialog.findChildren(RegisterPerson) == []
