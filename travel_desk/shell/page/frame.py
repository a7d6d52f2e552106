"""The frame of a list page: header, filters, the list or what stands in its place, detail pane."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from travel_desk.base.language import tr
from travel_desk.shell import fonts
from travel_desk.shell.buttons import ActionButton, Kind, label
from travel_desk.shell.detail import Detail
from travel_desk.shell.fields.text import SearchField
from travel_desk.shell.page.filters import FilterBar, FilterLine, Segments
from travel_desk.shell.page.states import EmptyState
from travel_desk.shell.table import RowsView


class ListFrame(QSplitter):
    """List and detail side by side; the width of the detail pane can be pulled and is told by `pulled`."""

    pulled = Signal(int)

    def __init__(
        self,
        title: str,
        table: RowsView,
        search: SearchField,
        segments: Segments,
        filters: FilterBar,
        primary: QAction | None,
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.table = table
        self.detail = Detail()
        self.footer = QVBoxLayout()
        self.filter_line = FilterLine()
        self._states = QStackedWidget()
        self._below = QWidget()
        self._tabs = QHBoxLayout(self._below)
        self._tabs.setContentsMargins(16, 0, 12, 6)
        self._tabs.addStretch(1)
        self._below.hide()
        self._count = label("", "muted")
        self._loading = EmptyState(tr("Loading…"), icon="clock")
        self._blank = QWidget()
        for state in (self._blank, table, self._loading):
            self._states.addWidget(state)
        self._fixed = self._states.count()
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        self.addWidget(self._left(title, search, segments, filters, primary))
        self.side = self._right()
        self.addWidget(self.side)
        self.setStretchFactor(0, 1)
        self._wanted = 0
        self.splitterMoved.connect(self._moved)

    def want_width(self, width: int) -> None:
        """Give the detail pane `width` pixels, less where the window is narrow."""
        self._wanted = width
        self._share()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        whole = self.width()
        # Never so narrow that the buttons at the foot of the pane would be cut.
        least = max(fonts.scaled(320), self.side.minimumSizeHint().width())
        side = max(least, min(self._wanted, whole * 38 // 100))
        if self._wanted and whole > side:
            self.setSizes([whole - side, side])
            self._arrange(whole - side)

    def _arrange(self, width: int) -> None:
        """Let the tabs stand in a line of their own where the header has no room for them."""
        if self._segments.is_empty():
            return
        edges = self._head.contentsMargins()
        needed = (
            edges.left() + edges.right() + self._search.minimumWidth() + self._segments.sizeHint().width()
        )
        for at in range(self._head.count()):
            item = self._head.itemAt(at)
            one = item.widget() if item is not None else None
            if one is not None and one not in (self._segments, self._search) and not one.isHidden():
                needed += one.sizeHint().width()
        needed += self._head.spacing() * (self._head.count() + 1)
        below = needed > width
        if below != self._below.isHidden():
            return
        self._below.setVisible(below)
        if below:
            self._tabs.insertWidget(0, self._segments)
        else:
            self._head.insertWidget(2, self._segments)

    def _moved(self, _at: int, _index: int) -> None:
        self._wanted = self.side.width()
        self.pulled.emit(self._wanted)

    def say_count(self, text: str) -> None:
        """Show how many there are, beside the title."""
        self._count.setText(text)

    def is_table(self) -> bool:
        """Tell whether the list itself is shown."""
        return self._states.currentWidget() is self.table

    def show_table(self) -> None:
        """Show the list."""
        self._states.setCurrentWidget(self.table)

    def show_loading(self) -> None:
        """Show that the list is being read, unless it is shown already."""
        if not self.is_table():
            self._states.setCurrentWidget(self._loading)

    def show_state(self, state: EmptyState) -> None:
        """Show a state in the place of the list."""
        while self._states.count() > self._fixed:
            old = self._states.widget(self._fixed)
            assert old is not None
            self._states.removeWidget(old)
            old.deleteLater()
        self._states.addWidget(state)
        self._states.setCurrentWidget(state)

    def state_text(self) -> str:
        """Return what the state in place of the list says, empty while the list is shown."""
        shown = self._states.currentWidget()
        return shown.text() if isinstance(shown, EmptyState) else ""

    def clear_footer(self) -> None:
        """Take everything out of the foot of the detail pane."""
        while (item := self.footer.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _left(
        self,
        title: str,
        search: SearchField,
        segments: Segments,
        filters: FilterBar,
        primary: QAction | None,
    ) -> QWidget:
        left = QWidget()
        left.setProperty("look", "sheet")
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header(title, search, segments, primary))
        column.addWidget(self._below)
        holder = QWidget()
        row = QVBoxLayout(holder)
        row.setContentsMargins(16, 0, 16, 10)
        row.setSpacing(0)
        row.addWidget(filters)
        row.addWidget(self.filter_line)
        column.addWidget(holder)
        holder.setVisible(not filters.is_empty())  # only now: without a parent it would be a window
        column.addWidget(self._states, 1)
        return left

    def _right(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.detail, 1)
        column.addLayout(self.footer)
        return side

    def _header(
        self, title: str, search: SearchField, segments: Segments, primary: QAction | None
    ) -> QWidget:
        header = QWidget()
        self._search, self._segments = search, segments
        row = self._head = QHBoxLayout(header)
        row.setContentsMargins(16, 8, 12, 6)
        row.setSpacing(12)
        row.addWidget(label(title, "title"))
        row.addWidget(self._count)
        row.addWidget(segments)
        segments.setVisible(not segments.is_empty())
        self._count.setVisible(segments.is_empty())
        row.addStretch(1)
        search.setMaximumWidth(fonts.scaled(256))
        search.setMinimumWidth(fonts.scaled(150))
        search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row.addWidget(search, 10)
        if primary is not None:
            row.addWidget(ActionButton(primary, Kind.SECONDARY))
        else:
            row.addSpacing(4)
        return header
