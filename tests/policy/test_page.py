"""The page of travel rules, with both starter rules on a real desk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests import factory
from tests.trips import people
from travel_desk.base.message import Refused
from travel_desk.base.settings import Settings
from travel_desk.policy import page as policy_page
from travel_desk.policy import queries, starter
from travel_desk.policy.page import RulesPage, state_chip
from travel_desk.policy.rules import Subject
from travel_desk.shell import theme
from travel_desk.shell.context import Context


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> Iterator[RulesPage]:
    desk = factory.desk(tmp_path)
    people.rules(desk)
    theme.apply("light")
    context = Context(desk, Settings(tmp_path / "settings.json"), desk.clock)
    made = RulesPage(context)
    made.resize(1100, 800)
    qtbot.addWidget(made)
    made.show()
    made.reload(made.subjects)
    settle(qtbot, made)
    yield made
    context.close()


def settle(qtbot: QtBot, page: RulesPage) -> None:
    for _ in range(3):
        QApplication.processEvents()
        qtbot.waitUntil(lambda: not page.context.background.busy(), timeout=5000)


def test_the_rules_stand_with_basis_and_days_the_latest_first(page: RulesPage, qtbot: QtBot) -> None:
    model = page.model
    model.data(model.index(0, 0))
    settle(qtbot, page)
    rows = [[str(model.data(model.index(row, column))) for column in range(3)] for row in range(2)]
    assert rows[0] == [
        "Travel Rule 2: trips of senior officials, Travel Order 14/2026, art. 3",
        "since 1 Sep 2026, no end is set",
        "In force",
    ]
    assert rows[1][1:] == ["since 1 Mar 2019, until 31 Aug 2026", "Ended"]


def test_a_rule_is_shown_with_whom_it_covers_and_its_route(page: RulesPage, qtbot: QtBot) -> None:
    page.open_subject("rule", 2)
    settle(qtbot, page)
    said = "\n".join(one.text() for one in page.detail.findChildren(QLabel))
    for words in (
        "Travel Order 14/2026, art. 3",
        "10 working days",
        "180 days",
        "Administrative Court of Utopia",
        "Senior politician, level: Federal",
        "Head of Government’s Office, final",
        "Decides within 3 working days · only for: Full access, Military, and Security service",
    ):
        assert words in said, words


def test_rules_are_found_by_words_and_by_being_in_force(page: RulesPage) -> None:
    desk = page.context.desk
    assert queries.rule_ids(desk) == (2, 1)
    assert queries.rule_ids(desk, in_force=True) == (2,)
    assert queries.rule_ids(desk, "secrets regulation") == (1,)
    with pytest.raises(Refused, match="no such travel rule"):
        queries.travel_rule(desk, 9)


def test_an_empty_rule_book_says_what_follows(page: RulesPage) -> None:
    assert "end with the own organisation" in page.empty().text()


def test_a_rule_to_come_is_said_so_and_an_unknown_category_keeps_its_code() -> None:
    coming = replace(starter.RULES[1], from_day=date(2030, 1, 1))
    assert state_chip(coming, date(2026, 11, 5)).text == "Not yet in force"
    assert policy_page._subject(Subject("night_watch")) == "night_watch"
