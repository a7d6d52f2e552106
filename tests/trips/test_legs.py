"""The tables of a trip request: legs that hang together, and what readers hear of them."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests import factory
from travel_desk.shell import theme
from travel_desk.shell.fields import Choice
from travel_desk.trips.dialogs.legs import LegsField
from travel_desk.trips.dialogs.passports import Owner, PassportsField
from travel_desk.trips.rules import Leg


@pytest.fixture
def legs(qtbot: QtBot) -> LegsField:
    theme.apply("light", 13)
    made = LegsField(factory.clock())
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    made.set_value([Leg("UG", "Kampala", date(2026, 11, 23), date(2026, 11, 25))])
    return made


def test_a_corrected_leaving_takes_the_next_arriving_along_where_it_was_filled_in(
    qtbot: QtBot, legs: LegsField
) -> None:
    legs.add_action.trigger()
    first, second = legs._rows
    assert second.arrives.day() == date(2026, 11, 25)
    first.leaves.set_day(date(2026, 11, 27))
    assert second.arrives.day() == date(2026, 11, 27)
    first.leaves.selectAll()
    qtbot.keyClicks(first.leaves, "28.11.26")
    assert second.arrives.day() == date(2026, 11, 28)
    second.arrives.set_day(date(2026, 11, 30))  # by hand: it stays
    first.leaves.set_day(date(2026, 11, 26))
    assert second.arrives.day() == date(2026, 11, 30)


def test_readers_hear_of_which_leg_a_country_is(legs: LegsField) -> None:
    [row] = legs._rows
    line = row.country.lineEdit()
    assert line is not None
    assert line.accessibleName() == "Country of leg 1"


def test_readers_hear_whose_passport_is_chosen(qtbot: QtBot) -> None:
    field = PassportsField()
    qtbot.addWidget(field)
    field.show_owners([Owner(1, "Eleni Mavridi", "MAVRIDI ELENI", (), "0 + 5")], {}, 1, 2026)
    field.show()
    [choice] = field.findChildren(Choice)
    labels = [one.text() for one in field.findChildren(QLabel) if one.buddy() is choice]
    assert labels == ["Passport to use, Eleni Mavridi"]
