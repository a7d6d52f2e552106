"""What stands where a list would: nothing there yet, still loading, could not be read."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from travel_desk.shell.buttons import ActionButton, IconLabel, Kind, label


class EmptyState(QWidget):
    """An icon, a line, a sentence that says what to do, and the deed (or a button) that does it."""

    def __init__(
        self,
        title: str,
        line: str = "",
        icon: str = "none",
        action: QAction | QWidget | None = None,
        tone: str = "muted",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 32, 32, 64)
        column.setSpacing(8)
        column.addStretch(2)
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(IconLabel(icon, tone, 32), 0, middle)
        self._title = label(title, "headline", wrap=True)
        self._title.setAlignment(middle)
        column.addWidget(self._title)
        self._line = label(line, "muted", wrap=True)
        self._line.setAlignment(middle)
        column.addWidget(self._line)
        self._line.setVisible(bool(line))  # only now: without a parent it would be a window of its own
        if action is not None:
            column.addSpacing(4)
            do = ActionButton(action, Kind.SECONDARY) if isinstance(action, QAction) else action
            column.addWidget(do, 0, middle)
        column.addStretch(3)

    def text(self) -> str:
        """Return what the state says."""
        return "\n".join(part.text() for part in (self._title, self._line) if part.text())
