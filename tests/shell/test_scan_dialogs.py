"""A scan goes to the dialog on top, or that dialog says that it is to be closed first."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit, QListWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.shell.scan_bench import ONE, TWO, ZONE, Bench
from travel_desk.shell.context import Context
from travel_desk.shell.dialog import DeedDialog
from travel_desk.shell.fields import TextField, labelled
from travel_desk.shell.toast import Toast


class Ask(DeedDialog):
    """A dialog that takes zones and nothing else."""

    def __init__(self, context: Context, parent: QWidget, takes: bool) -> None:
        super().__init__(context, "Add Passport", primary="Add Passport", parent=parent)
        self.takes = takes
        self.got: list[str] = []
        self.submitted = 0
        self.name = TextField()
        self.body.addWidget(self.field("name", labelled("Name", self.name)))

    def scanned(self, text: str) -> bool:
        self.got.append(text)
        return self.takes

    def submit(self) -> None:
        self.submitted += 1


@pytest.mark.parametrize("takes", [True, False])
def test_the_dialog_on_top_is_asked_first(qtbot: QtBot, bench: Bench, takes: bool) -> None:
    dialog = Ask(bench.context, bench.form, takes)
    dialog.open()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is dialog.name)
    bench.scan(ZONE)
    assert dialog.got == [ZONE]
    assert (dialog.name.text(), dialog.submitted, bench.taken) == ("", 0, [])
    assert ("does not belong here" in dialog._foot_text.text()) is not takes
    bench.type("Paula", 150)
    bench.rest()
    assert dialog.name.text() == "Paula"
    dialog.close()


def test_a_plain_dialog_says_that_it_is_to_be_closed_first(qtbot: QtBot, bench: Bench) -> None:
    dialog = QDialog(bench.form)
    picture = QListWidget()
    QVBoxLayout(dialog).addWidget(picture)
    dialog.open()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is picture)
    for _ in range(2):
        bench.scan(ZONE)
    [toast] = dialog.findChildren(Toast)
    assert toast.isVisible()
    assert "Close the dialog first" in toast.text()
    assert (bench.taken, bench.toasts) == ([], [])
    dialog.close()


def test_the_list_under_a_choice_is_watched_like_its_dialog(qtbot: QtBot, bench: Bench) -> None:
    dialog = QDialog(bench.form)
    choice = QComboBox()
    choice.addItems(["Surname", "Given names"])
    QVBoxLayout(dialog).addWidget(choice)
    dialog.open()
    for _ in range(2):
        choice.showPopup()
        qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
        bench.watch._listen(QGuiApplication.focusWindow())  # raises where the window is gone
        choice.hidePopup()
        qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)
    dialog.close()


def test_a_window_that_was_busy_for_a_moment_tears_no_scan(qtbot: QtBot, bench: Bench) -> None:
    bench.type("Work", 120)
    bench.now += 300
    bench.type("P", 5)
    turns: list[int] = []
    bench.watch._timer.stop()
    bench.watch._timer.timeout.emit()  # late, since the window was busy: the next keys still wait
    QTimer.singleShot(0, lambda: turns.append(1))
    qtbot.waitUntil(lambda: turns == [1])
    bench.type(ZONE[1:] + "\n", 5)
    assert bench.taken == [ZONE]
    assert bench.form.line.text() == "Work"


def test_the_windows_of_others_are_left_alone(qtbot: QtBot, bench: Bench) -> None:
    stranger = QLineEdit()
    qtbot.addWidget(stranger)
    with qtbot.waitActive(stranger):
        stranger.show()
        stranger.activateWindow()
    bench.scan(ZONE)
    assert stranger.text() == ONE + TWO
