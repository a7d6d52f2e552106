"""Signing and printing a paper from the page of another duty."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.papers import world
from travel_desk.base.roles import Role
from travel_desk.base.settings import Settings
from travel_desk.desk import Desk
from travel_desk.papers import actions
from travel_desk.papers.dialogs import SignDialog
from travel_desk.papers.page import PapersPage, register
from travel_desk.shell import theme
from travel_desk.shell.context import Context
from travel_desk.shell.preview import PaperPreview


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return world.desk(tmp_path, Role.DESK_HEAD)


@pytest.fixture
def context(desk: Desk, tmp_path: Path, qtbot: QtBot) -> Iterator[Context]:
    theme.apply("light")
    made = Context(desk, Settings(tmp_path / "settings.json"), desk.clock, desk.may)
    register(made)
    yield made
    for window in QApplication.topLevelWidgets():
        window.close()
    qtbot.waitUntil(lambda: not made.background.busy())
    made.close()


@pytest.fixture
def elsewhere(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1000, 700)
    with qtbot.waitExposed(made):
        made.show()
    return made


def deed(context: Context, verb: str, paper: int, parent: QWidget) -> QAction:
    made = context.deeds.make(context, "paper", paper, parent)
    return next(one for one in made if one.objectName() == verb)


def test_a_paper_is_signed_then_printed_from_elsewhere(
    desk: Desk, context: Context, elsewhere: QWidget, qtbot: QtBot
) -> None:
    opened: list[tuple[str, int]] = []
    context.opened.connect(lambda kind, id: opened.append((kind, id)))
    paper = world.slip(desk).id
    deed(context, "print_paper", paper, elsewhere).trigger()
    qtbot.waitUntil(lambda: opened == [("paper", paper)])
    deed(context, "sign_paper", paper, elsewhere).trigger()
    qtbot.waitUntil(lambda: shown(elsewhere, SignDialog))
    actions.sign_paper(desk, paper, 1, world.PIN)
    deed(context, "sign_paper", paper, elsewhere).trigger()
    qtbot.waitUntil(lambda: len(opened) == 2)
    deed(context, "print_paper", paper, elsewhere).trigger()
    qtbot.waitUntil(lambda: shown(elsewhere, PaperPreview))


def test_a_page_with_deeds_of_its_own_gets_none(context: Context, elsewhere: QWidget) -> None:
    elsewhere.setProperty("own_deeds", True)
    assert context.deeds.make(context, "paper", 1, elsewhere) == []


def shown(inside: QWidget, kind: type[QDialog]) -> bool:
    return any(one.isVisible() for one in inside.findChildren(kind))


def test_the_slip_of_a_request_is_voided_by_whoever_issued_it(
    desk: Desk, context: Context, elsewhere: QWidget, qtbot: QtBot
) -> None:
    lent = QAction("Void Slip…", elsewhere)
    context.deeds.register("slip", 10, lambda _context, request, _parent: [lent] if request == 1 else [])
    page = PapersPage(context, elsewhere)
    world.private_request(desk)
    issued = world.slip(desk, subject="request")
    page.reload(page.subjects)
    page.open_subject("paper", issued.id)
    qtbot.waitUntil(lambda: bool(page.subject_actions))
    assert lent in page.subject_actions
    assert "Void…" not in [one.text() for one in page.subject_actions]
