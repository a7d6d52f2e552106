"""Several subjects found while typing, each shown as a token that can be taken off."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from travel_desk.base.language import tr
from travel_desk.shell import fonts, icons
from travel_desk.shell.buttons import label
from travel_desk.shell.chips import Chip, ChipText
from travel_desk.shell.context import Context
from travel_desk.shell.fields.find import Find, Finding, Present, Suggestion
from travel_desk.shell.flow import FlowLayout


class _Token(QFrame):
    """One subject: two lines, a mark, and a button that takes it off."""

    def __init__(self, hit: Suggestion, off: Callable[[], object]) -> None:
        super().__init__()
        self.hit = hit
        self.setProperty("look", "token")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 2, 2, 2)
        row.setSpacing(6)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(label(hit.first))
        if hit.second:
            lines.addWidget(label(hit.second, "caption"))
        row.addLayout(lines)
        self._row = row
        self._mark: Chip | None = None
        self.off = QToolButton()
        self.off.setIcon(icons.icon("close", "muted"))
        self.off.setIconSize(QSize(fonts.scaled(14), fonts.scaled(14)))
        self.off.setProperty("kind", "icon")
        self.off.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.off.setAccessibleName(tr("Take Off {name}", name=hit.first))
        self.off.clicked.connect(lambda: off())
        row.addWidget(self.off)

    def mark(self, chip: ChipText | None) -> None:
        """Show a chip beside the name, or none."""
        if self._mark is not None:
            self._mark.deleteLater()
            self._mark = None
        if chip is not None:
            self._mark = Chip.of(chip)
            self._row.insertWidget(1, self._mark)


class TokensField(QFrame):
    """Several subjects; Backspace in the empty line takes the last one off.

    find, present, create: as for FindField.
    """

    changed = Signal()

    def __init__(
        self,
        context: Context,
        find: Find,
        present: Present,
        *,
        hint: str = "",
        create: Callable[[str], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("look", "tokens")
        self._tokens: list[_Token] = []
        self.line = QLineEdit()
        self.line.setProperty("look", "bare")
        self.line.setPlaceholderText(hint)
        self.line.setMinimumWidth(fonts.scaled(120))
        self.line.setMinimumHeight(fonts.scaled(34))
        self._flow = FlowLayout(self, 6, fill_last=True)
        self._flow.setContentsMargins(6, 5, 6, 5)
        self._flow.addWidget(self.line)
        self.finding = Finding(self.line, context, find, present, create, frame=self)
        self.finding.chosen.connect(self.add)
        self.line.installEventFilter(self)

    def setAccessibleName(self, name: str) -> None:
        """Name the line as well: that is what takes the focus."""
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    def value(self) -> list[int]:
        """Return the ids chosen, in their order."""
        return [token.hit.id for token in self._tokens]

    def suggestions(self) -> list[Suggestion]:
        """Return what is shown of each subject chosen."""
        return [token.hit for token in self._tokens]

    def set_value(self, chosen: Sequence[Suggestion]) -> None:
        """Show other subjects."""
        for token in self._tokens:
            self._drop(token)
        self._tokens.clear()
        for hit in chosen:
            self._append(hit)
        self.changed.emit()

    def add(self, hit: Suggestion) -> None:
        """Add one subject; one that is there already stays once."""
        self.line.clear()
        if hit.id not in self.value():
            self._append(hit)
            self.changed.emit()

    def mark(self, id: int, chip: ChipText | None) -> None:
        """Show a chip at one subject ("Leader"), or take it away."""
        for token in self._tokens:
            if token.hit.id == id:
                token.mark(chip)

    def remove(self, id: int) -> None:
        """Take one subject off."""
        for token in [token for token in self._tokens if token.hit.id == id]:
            self._tokens.remove(token)
            self._drop(token)
            self.line.setFocus()
            self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Backspace in the empty line takes the last subject off; the frame shows the line's focus."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.setProperty("focused", event.type() == QEvent.Type.FocusIn)
            self.style().polish(self)
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Backspace
            and not self.line.text()
            and self._tokens
        ):
            self.remove(self._tokens[-1].hit.id)
            return True
        return False

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard on; a focus proxy would catch Tab in a circle."""
        self.line.setFocus(event.reason())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click anywhere in the frame goes to the line."""
        self.line.setFocus()
        super().mousePressEvent(event)

    def _append(self, hit: Suggestion) -> None:
        token = _Token(hit, lambda: self.remove(hit.id))
        self._flow.insert(len(self._tokens), token)
        self._tokens.append(token)
        token.show()
        # Tokens come before the line in the tab order, as they stand.
        QWidget.setTabOrder(self.line.previousInFocusChain() or self, token.off)

    def _drop(self, token: _Token) -> None:
        self._flow.removeWidget(token)
        token.hide()
        token.deleteLater()
