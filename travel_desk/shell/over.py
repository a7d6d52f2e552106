"""A dialog over its window: dims it while it is open, and gives it the keyboard back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QScrollArea, QWidget

from travel_desk.shell.scrim import Scrim


class OverDialog(QDialog):
    """What every dialog of the desk is: gone once closed, and the keyboard is where it was before.

    parent: a widget of the window it stands over, or None.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent.window() if parent is not None else None)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("look", "deed")
        self._scrim: Scrim | None = None

    def dim(self) -> None:
        """Dim the window beneath until the dialog is closed."""
        parent = self.parentWidget()
        if parent is not None and self._scrim is None:
            self._scrim = Scrim(parent)

    def done(self, result: int) -> None:
        """Close, lift the scrim, and make the window beneath the active one.

        A window that is active gives the keyboard to the widget that had it. Most window managers see to
        this by themselves, not all of them. A dialog that is not active (somebody works in another program
        meanwhile) closes silently.
        """
        if self._scrim is not None:
            self._scrim.lift()
            self._scrim = None
        beneath = self.parentWidget() if self.isActiveWindow() else None
        super().done(result)
        if beneath is not None and beneath.isVisible():
            beneath.activateWindow()


def height_of(scroll: QScrollArea, wide: int) -> int:
    """Return how high all that a scroll area holds is at a width, both in pixels."""
    holder = scroll.widget()
    if holder is None:
        return 0
    holder.ensurePolished()
    return max(holder.sizeHint().height(), holder.heightForWidth(wide))
