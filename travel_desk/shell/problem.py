"""The sentence of a refusal that belongs to no single field of a dialog."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout

from travel_desk.shell.buttons import IconLabel, label


class ProblemLine(QFrame):
    """An icon and the sentence, between the fields and the buttons; hidden while there is none."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "problem")
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 8, 20, 8)
        row.setSpacing(8)
        row.addWidget(IconLabel("warning", "danger", 16), 0, Qt.AlignmentFlag.AlignTop)
        self._text = label("", "danger", wrap=True, selectable=True)
        row.addWidget(self._text, 1)
        self.hide()

    def show_text(self, text: str) -> None:
        """Show a sentence, or hide when it is empty."""
        self._text.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))

    def text(self) -> str:
        """Return the sentence."""
        return self._text.text()
