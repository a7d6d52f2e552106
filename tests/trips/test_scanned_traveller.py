"""Whoever's passport is scanned into an open trip request travels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.trips import desks
from travel_desk.base.partial import PartialDate
from travel_desk.base.settings import Settings
from travel_desk.mrz import Kind, Zone, write
from travel_desk.shell import theme
from travel_desk.shell.context import Context
from travel_desk.trips.dialogs import TripRequestDialog

ELENI = Zone(
    Kind.TD3, "P", "UTO", "MAVRIDI", "ELENI", "D0064498", "UTO", PartialDate(1979, 3, 14), "F",
    date(2031, 6, 11),
)  # fmt: skip


@pytest.fixture
def dialog(qtbot: QtBot, tmp_path: Path) -> Iterator[TripRequestDialog]:
    theme.apply("light")
    world = desks.world(tmp_path)
    context = Context(world.desk, Settings(tmp_path / "settings.json"), world.desk.clock, world.desk.may)
    shown = QWidget()
    qtbot.addWidget(shown)
    shown.show()
    made = TripRequestDialog(context, shown)
    made.open()
    yield made
    made.close()
    qtbot.waitUntil(lambda: not context.background.busy())
    context.close()


def test_the_bearer_of_a_scanned_passport_travels_once(dialog: TripRequestDialog, qtbot: QtBot) -> None:
    for _ in range(2):
        assert dialog.scanned(write(ELENI))
        qtbot.waitUntil(lambda: not dialog.context.background.busy())
    qtbot.waitUntil(lambda: len(dialog.form.travellers.value()) == 1)
    assert [one.first for one in dialog.form.travellers.suggestions()] == ["Ελένη Μαυρίδη"]
    assert dialog.form.purpose.value() == ""


def test_a_scan_that_brings_nobody_says_why(dialog: TripRequestDialog, qtbot: QtBot) -> None:
    right = write(ELENI)
    wrong = right.replace("D0064498<", "D0064499<")
    for text, words in (
        (write(replace(ELENI, number="X9999999")), "Nobody in the register has the passport X9999999."),
        (wrong, "check digit of the document number is wrong"),
        (right.split("\n")[0], "Only one line"),
        (write(replace(ELENI, kind=Kind.MRV_A, document_code="V")), "visa"),
    ):
        assert dialog.scanned(text)
        qtbot.waitUntil(lambda words=words: words in dialog._foot_text.text())
    assert not dialog.scanned("5901234123457")
    assert dialog.form.travellers.value() == []
