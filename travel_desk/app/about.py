"""About the program, and the list of its keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QMenu,
    QMenuBar,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from travel_desk import __version__
from travel_desk.base.language import tr
from travel_desk.shell import fonts
from travel_desk.shell.buttons import IconLabel, Kind, button, hairline, label
from travel_desk.shell.over import OverDialog
from travel_desk.shell.window import MainWindow


class AboutDialog(OverDialog):
    """What the program is, its version, and its licence."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("About Travel Desk"))
        self.setFixedWidth(fonts.scaled(440))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(10)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(IconLabel("desk", "accent", 32))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(tr("Travel Desk"), "title"))
        words.addWidget(label(tr("Version {version}", version=__version__), "muted", selectable=True))
        top.addLayout(words, 1)
        column.addLayout(top)
        for line in (
            tr("Requests, approvals, passports in custody and signed slips for a ministry’s travel desk."),
            tr("The desk’s data is encrypted on this machine and leaves it only as backups and papers."),
            tr("Free software under the MIT licence. Fonts: Noto Sans, SIL Open Font Licence."),
        ):
            column.addWidget(label(line, "", wrap=True))
        column.addWidget(hairline())
        column.addWidget(button(tr("Close"), self.accept, Kind.SECONDARY), 0, Qt.AlignmentFlag.AlignRight)


class KeysDialog(OverDialog):
    """Every key of the window, read from its menus."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.setWindowTitle(tr("Keyboard Shortcuts"))
        self.resize(fonts.scaled(460), fonts.scaled(520))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        area = QScrollArea()
        area.setProperty("look", "dialog-body")
        area.setWidgetResizable(True)
        area.setWidget(self._table(window.menuBar()))
        column.addWidget(area, 1)
        column.addWidget(button(tr("Close"), self.accept, Kind.SECONDARY), 0, Qt.AlignmentFlag.AlignRight)

    def _table(self, bar: QMenuBar) -> QWidget:
        inside = QWidget()
        inside.setProperty("look", "dialog-body")
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setVerticalSpacing(6)
        row = 0
        for entry in bar.actions():
            menu = entry.menu()
            if not isinstance(menu, QMenu):
                continue
            keyed = [action for action in menu.actions() if not action.shortcut().isEmpty()]
            if keyed:
                grid.addWidget(label(entry.text().replace("&", ""), "group"), row, 0, 1, 2)
                row += 1
            for action in keyed:
                keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
                grid.addWidget(label(action.text()), row, 0)
                grid.addWidget(label(keys, "key"), row, 1, Qt.AlignmentFlag.AlignRight)
                row += 1
        grid.setColumnStretch(0, 1)
        grid.setRowStretch(row, 1)
        return inside
