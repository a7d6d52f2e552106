"""A page of the window."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from travel_desk.shell.context import Context


class Page(QWidget):
    """One entry of the sidebar and what it shows.

    Class attributes, set by each page:
    key: stable name, for settings and tests. icon: name of its icon.
    subjects: what changes make it reload. opens: kinds that `context.open` leads here.
    verb: the verb without which the page is not shown at all; empty for everyone.
    administration: True puts it under Administration.
    """

    key: ClassVar[str] = ""
    icon: ClassVar[str] = "paper"
    subjects: ClassVar[frozenset[str]] = frozenset()
    opens: ClassVar[frozenset[str]] = frozenset()
    verb: ClassVar[str] = ""
    administration: ClassVar[bool] = False

    counted = Signal(int)  # the number that the sidebar shows
    menus_changed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context

    @staticmethod
    def title() -> str:
        """Return the translated name; static, since the sidebar shows it before the page is made."""
        raise NotImplementedError

    def reload(self, subjects: frozenset[str]) -> None:
        """Read anew: some of `subjects` changed (all of the page's own at first show)."""

    def open_subject(self, kind: str, id: int) -> None:
        """Show one subject of a kind in `opens`."""

    def menus(self) -> list[tuple[str, list[QAction]]]:
        """Return the menus that this page puts into the menu bar while it is shown."""
        return []

    def take_keyboard(self) -> None:
        """Put the keyboard where the work of the page is: by itself into the first widget that takes it."""
        widget = self.nextInFocusChain()
        while widget is not None and widget is not self and self.isAncestorOf(widget):
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisibleTo(self):
                widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return
            widget = widget.nextInFocusChain()

    def focus_search(self) -> None:
        """Put the keyboard into the page's search, if it has one (Ctrl+F)."""
        self.setFocus()
