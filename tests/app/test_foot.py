"""The foot of the sidebar says whether the journal is sound and when the desk was backed up."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests import factory
from travel_desk.app import foot
from travel_desk.app.foot import State
from travel_desk.base.roles import Role
from travel_desk.base.settings import Settings
from travel_desk.desk import Desk
from travel_desk.journal import actions
from travel_desk.journal.queries import Verified
from travel_desk.shell import theme
from travel_desk.shell.context import Context
from travel_desk.shell.window import MainWindow

TODAY = date(2026, 11, 5)
NINE = datetime(2026, 11, 5, 9, 0, tzinfo=UTC)


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot):  # type: ignore[no-untyped-def]
    theme.apply("light")
    desk: Desk = factory.desk(tmp_path, Role.AUDITOR)
    context = Context(desk, Settings(tmp_path / "s.json"), desk.clock, desk.may)
    made = MainWindow(context, [])
    qtbot.addWidget(made)
    yield made
    context.close()


def lines(window: MainWindow) -> list[str]:
    labels = (window.sidebar.foot.itemAt(at).widget().findChildren(QLabel) for at in range(2))
    return [next(label.text() for label in found if label.text()) for found in labels]


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (State(None, None, TODAY), ["Journal not verified yet", "Never backed up"]),
        (
            State(Verified(NINE, True), NINE, TODAY),
            ["Journal sound, verified today 09:00", "Backed up today 09:00"],
        ),
        (
            State(Verified(NINE, False), NINE, date(2026, 11, 9)),
            ["The journal is broken: verify it", "Backed up Thu 5 Nov 2026"],
        ),
    ],
)
def test_it_says(window: MainWindow, state: State, said: list[str]) -> None:
    foot.show(window, state)
    assert lines(window) == said


def test_it_follows_a_verification(window: MainWindow, qtbot: QtBot) -> None:
    foot.keep(window, window.context)
    qtbot.waitUntil(lambda: window.sidebar.foot.count() == 2)
    window.context.run(actions.verify_journal)
    qtbot.waitUntil(lambda: lines(window)[0].startswith("Journal sound"))
