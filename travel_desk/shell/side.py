"""The panel at the trailing edge of a dialog."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout

from travel_desk.shell import fonts

WIDTH = 300


def side_panel(row: QBoxLayout) -> QVBoxLayout:
    """Add the panel to a dialog's row and return the layout that it is filled by.

    What is lower than the dialog ends with a stretch.
    """
    panel = QFrame()
    panel.setProperty("look", "panel")
    panel.setFixedWidth(fonts.scaled(WIDTH))
    # No alignment to the top: that would measure sentences as if they were not broken into lines.
    inside = QVBoxLayout(panel)
    inside.setContentsMargins(16, 16, 16, 16)
    inside.setSpacing(10)
    row.addWidget(panel)
    return inside
