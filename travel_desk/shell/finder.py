"""Ctrl+K: finds subjects and commands; a barcode scan lands here too."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAction, QColor, QKeyEvent, QPalette
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLineEdit, QListView, QVBoxLayout, QWidget
from shiboken6 import isValid

from travel_desk.base.folding import fold
from travel_desk.base.language import tr, trn
from travel_desk.shell import fonts, theme
from travel_desk.shell.buttons import IconLabel, label
from travel_desk.shell.context import Context
from travel_desk.shell.finder_rows import FinderDelegate, Item, Items, plain, row_height
from travel_desk.shell.registry import Finder as FinderSection
from travel_desk.shell.registry import Found
from travel_desk.shell.scrim import Scrim

Commands = Callable[[], Sequence[tuple[str, QAction]]]


class FinderPanel(QFrame):
    """The panel over the window. commands: returns pairs of menu title and action."""

    def __init__(self, context: Context, window: QWidget, commands: Commands) -> None:
        super().__init__(window)
        self.context, self._commands = context, commands
        self.setProperty("look", "popup")
        self._scrim: Scrim | None = None
        self._before: QWidget | None = None  # what had the keyboard
        self._found: dict[int, Sequence[Found]] = {}
        self._asked = 0
        self._missing = 0  # sections that have not answered yet
        self._hurry = False  # Enter came before the answers
        self._stepped = False  # somebody chose a row by arrows: answers that come later leave it
        self.line = QLineEdit()
        self.line.setProperty("look", "finder")
        self.line.setPlaceholderText(tr("Find an official, a trip, a passport, a paper or a command"))
        self.line.setAccessibleName(tr("Find anything"))
        self.line.setMinimumHeight(fonts.scaled(36))
        self.model = Items(self)
        self.list = QListView()
        self.list.setModel(self.model)
        self._delegate = FinderDelegate(self.list)
        self.list.setItemDelegate(self._delegate)
        self.list.installEventFilter(self)
        self.list.setAccessibleName(tr("Found"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(lambda index: self._open(index.row()))
        self._count = label("", "small")
        self._timer = QTimer(self, singleShot=True, interval=80)
        self._timer.timeout.connect(self._ask)
        self.line.textChanged.connect(self._typed)
        self.line.installEventFilter(self)
        self._build()
        theme.on_change(self._colours)
        self._colours()
        self.hide()

    def pop(self, text: str = "") -> None:
        """Open with `text` in the line."""
        window = self.parentWidget()
        assert window is not None
        if self._scrim is None:
            self._scrim = Scrim(window)
            self._before = window.focusWidget()
        self.line.setText(text)
        self.line.selectAll()
        self._timer.stop()
        self._hurry = self._stepped = False
        self._ask()
        self._place()
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_panel(self) -> None:
        """Close, forget what was found (readers would go on to read it), and lift the scrim."""
        self._timer.stop()
        before, self._before = self._before, None
        if before is not None and isValid(before) and self.isAncestorOf(QApplication.focusWidget() or before):
            before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.hide()
        self._asked += 1
        self._found, self._missing = {}, 0
        self.model.set([])
        if self._scrim is not None:
            self._scrim.lift()
            self._scrim = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows, Enter and Escape; the panel closes when the keyboard leaves it."""
        if event.type() == QEvent.Type.FocusOut and self.isVisible():
            QTimer.singleShot(0, self._left)
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        key = event.key()
        if watched is self.list and event.text().isprintable() and event.text():
            self.line.setFocus()
            self.line.insert(event.text())
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._step(1 if key in (Qt.Key.Key_Down, Qt.Key.Key_Tab) else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif key == Qt.Key.Key_Escape:
            self.close_panel()
        else:
            return False
        return True

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        top = QHBoxLayout()
        top.setContentsMargins(16, 6, 16, 6)
        top.setSpacing(8)
        top.addWidget(IconLabel("search", "accent", 18))
        top.addWidget(self.line, 1)
        top.addWidget(self._count)
        column.addLayout(top)
        rule = QFrame()
        rule.setProperty("look", "hairline")
        rule.setFixedHeight(1)
        column.addWidget(rule)
        column.addWidget(self.list, 1)
        foot = QFrame()
        foot.setProperty("look", "panel")
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(6)
        for keys, text in (("↑ ↓", tr("choose")), ("↵", tr("open")), ("Esc", tr("close"))):
            row.addWidget(label(keys, "key"))
            row.addWidget(label(text, "small"))
            row.addSpacing(8)
        row.addStretch(1)
        row.addWidget(IconLabel("scan", "muted", 12))
        row.addWidget(label(tr("a scan lands here too"), "small"))
        column.addWidget(foot)

    def _colours(self) -> None:
        palette = QPalette(self.list.palette())
        palette.setColor(QPalette.ColorRole.Base, QColor(theme.tones().popup))
        self.list.setPalette(palette)

    def _place(self) -> None:
        window = self.parentWidget()
        assert window is not None
        wide = min(fonts.scaled(672), window.width() - 48)
        rows = sum(map(row_height, self.model.items))
        self.list.setFixedHeight(min(rows + 2 if rows else 0, window.height() - 200))
        self.setFixedWidth(wide)
        self.adjustSize()
        self.move((window.width() - wide) // 2, min(96, window.height() // 10))

    def _ask(self) -> None:
        text = self.line.text().strip()
        self._found = {}
        self._asked += 1
        self._delegate.needle = text
        sections = self.context.finders.all() if text else ()
        self._missing = len(sections)
        self._show()
        for at, section in enumerate(sections):
            self._read(at, section, text)
        self._open_if_hurried()

    def _read(self, at: int, section: FinderSection, text: str) -> None:
        asked = self._asked

        def take(found: Sequence[Found]) -> None:
            if asked == self._asked:
                self._found[at] = found
                self._missing -= 1
                self._show()
                self._open_if_hurried()

        # A section that this user may not see is left out without a word.
        self.context.read(
            section.query, text, done=take, failed=lambda _error: take(()), channel=f"finder-{at}", owner=self
        )

    def _open_if_hurried(self) -> None:
        if self._hurry and not self._missing:
            self._hurry = False
            self._open(self.list.currentIndex().row())

    def _typed(self, _text: str) -> None:
        self._hurry = self._stepped = False
        self._timer.start()

    def _show(self) -> None:
        chosen = self._current()
        items: list[Item] = []
        count = 0
        for at, section in enumerate(self.context.finders.all()):
            hits = self._found.get(at, ())
            if hits:
                items += [section.title(), *hits]
                count += len(hits)
        words = fold(self.line.text()).split()
        commands = [
            action
            for menu, action in self._commands()
            if action.isEnabled() and all(word in fold(f"{menu} {plain(action)}") for word in words)
        ]
        if commands:
            items += [tr("Commands"), *commands[: 6 if words else 12]]
            count += len(commands[: 6 if words else 12])
        if not items and words:
            items = [tr("Nothing found. Write fewer letters, or the number of a passport or paper.")]
        self.model.set(items)
        self._count.setText(trn("{count} found", "{count} found", count) if words else "")
        self._choose(items.index(chosen) if self._stepped and chosen in items else 1)
        if self.isVisible():
            self._place()

    def _current(self) -> Item | None:
        at = self.list.currentIndex().row()
        return self.model.items[at] if 0 <= at < len(self.model.items) else None

    def _choose(self, place: int) -> None:
        if place < len(self.model.items):
            self.list.setCurrentIndex(self.model.index(place))

    def _step(self, by: int) -> None:
        places = [at for at, item in enumerate(self.model.items) if not isinstance(item, str)]
        if not places:
            return
        self._stepped = True
        at = self.list.currentIndex().row()
        self._choose(places[(places.index(at) + by) % len(places)] if at in places else places[0])

    def _enter(self) -> None:
        # A scanner types and presses Enter at once: what it means is opened when all have answered.
        self._hurry = True
        if self._timer.isActive():
            self._timer.stop()
            self._ask()
        else:
            self._open_if_hurried()

    def _open(self, place: int) -> None:
        if not 0 <= place < len(self.model.items):
            return
        item = self.model.items[place]
        if isinstance(item, str):
            return
        self.close_panel()
        if isinstance(item, Found):
            self.context.open(item.kind, item.id)
        else:
            item.trigger()

    def _left(self) -> None:
        if (
            self.isVisible()
            and not self.isAncestorOf(QApplication.focusWidget() or self)
            and self.window().isActiveWindow()
        ):
            self.close_panel()
