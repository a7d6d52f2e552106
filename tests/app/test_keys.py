"""One key, one deed: over the whole window, on every page, in every language."""

from __future__ import annotations

from collections import defaultdict

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QShortcut
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from tests.app.conftest import Person
from travel_desk.shell.page import Page
from travel_desk.shell.window import MainWindow


def work(person: Person, qtbot: QtBot, user_name: str) -> MainWindow:
    """Let somebody log in; return the window with all its pages loaded."""
    person.comes()
    person.logs_in(user_name)
    person.works()
    window = person.program.window
    assert isinstance(window, MainWindow)
    for key in window.keys():  # noqa: SIM118  # a method of the window, no mapping
        window.show_page(key)
        qtbot.waitUntil(lambda: not window.context.background.busy(), timeout=15_000)
    return window


def page_of(action: QAction | QShortcut) -> str:
    """Return the key of the page that an action belongs to; "" for the window's own."""
    above = action.parent()
    while above is not None and not isinstance(above, Page):
        above = above.parent()
    return above.key if isinstance(above, Page) else ""


@pytest.mark.parametrize("user_name", ["administrator", "desk_head"])
def test_no_key_stands_on_two_deeds(person: Person, qtbot: QtBot, user_name: str) -> None:
    window = work(person, qtbot, user_name)
    known: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for action in window.findChildren(QAction):
        for keys in action.shortcuts():
            known[keys.toString()].append((page_of(action), action.text()))
    for shortcut in window.findChildren(QShortcut):
        known[shortcut.key().toString()].append((page_of(shortcut), ""))
    for keys, deeds in known.items():
        pages = [page for page, _ in deeds]
        assert len(set(pages)) == len(pages), f"{keys} is doubled on a page: {deeds}"
        assert "" not in pages or len(pages) == 1, f"{keys} is the window's own: {deeds}"
        assert len({text for _, text in deeds}) == 1, f"{keys} means this here, that there: {deeds}"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_each_menu_has_a_letter_of_its_own(person: Person, qtbot: QtBot, language: str) -> None:
    person.program.speak(language)
    window = work(person, qtbot, "administrator")
    bar = window.menuBar()
    for key in window.keys():  # noqa: SIM118  # a method of the window, no mapping
        window.show_page(key)
        shown = [action.text() for action in bar.actions() if action.isVisible()]
        letters = [text[text.index("&") + 1].upper() for text in shown if "&" in text]
        assert len(letters) == len(shown), shown
        assert len(set(letters)) == len(letters), shown


def test_every_menu_is_seen_on_a_small_screen_with_large_text(person: Person, qtbot: QtBot) -> None:
    window = work(person, qtbot, "administrator")
    window.resize(1280, 720)
    for _ in range(7):
        window._resize_text(1)
    for key in window.keys():  # noqa: SIM118  # a method of the window, no mapping
        window.show_page(key)
        QWidget.grab(window)
        bar = window.menuBar()
        for action in bar.actions():
            if action.isVisible():
                assert bar.rect().contains(bar.actionGeometry(action)), (key, action.text())
    window._resize_text(0)
    help_ = next(action.menu() for action in bar.actions() if action.text() == "&Help")
    assert isinstance(help_, QMenu)
    person.sees(lambda: window.isActiveWindow() or window.activateWindow())
    qtbot.keyClick(window, Qt.Key.Key_H, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(help_.isVisible)
    help_.hide()
