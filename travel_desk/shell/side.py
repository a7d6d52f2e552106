"""The panel at the trailing edge of a dialog."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout

from travel_desk.shell import fonts

WIDTH = 300


def side_panel(row: QBoxLayout) -> QVBoxLayout:
    """Add the panel to a dialog's row and return the layout that it is filled by."""
    panel = QFrame()
    panel.setProperty("look", "panel")
    panel.setFixedWidth(fonts.scaled(WIDTH))
    inside = QVBoxLayout(panel)
    inside.setContentsMargins(16, 16, 16, 16)
    inside.setSpacing(10)
    inside.setAlignment(Qt.AlignmentFlag.AlignTop)
    row.addWidget(panel)
    return inside
