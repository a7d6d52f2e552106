"""The trip request from end to end by Tab alone."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests import factory
from travel_desk.base.settings import Settings
from travel_desk.shell.context import Context
from travel_desk.trips.dialogs.request import TripRequestDialog


def test_tab_reaches_every_field_and_comes_round(qtbot: QtBot, tmp_path: Path) -> None:
    desk = factory.desk(tmp_path)
    context = Context(desk, Settings(tmp_path / "settings.json"), desk.clock, desk.may)
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.resize(1440, 900)
    with qtbot.waitActive(parent):
        parent.show()
    dialog = TripRequestDialog(context, parent=parent)
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    first = QApplication.focusWidget()
    seen: list[QWidget] = []
    while len(seen) < 60:
        at = QApplication.focusWidget()
        assert at is not None
        qtbot.keyClick(at, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        assert now is not None
        seen.append(now)
        if now is first:
            break
    assert seen[-1] is first
    names = [w.accessibleName() for w in seen]
    for wanted in ("Kind", "Country of leg 1", "Funding", "Note on funding", "Substitute in office"):
        assert wanted in names
    assert dialog.primary_button in seen
    dialog.done(0)
    context.close()
    desk.close()
