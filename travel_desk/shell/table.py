"""The table of a list page: rows without a grid, flat header, keyboard throughout."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from travel_desk.shell import fonts, theme
from travel_desk.shell.cells import PAD, CellDelegate, draw_line
from travel_desk.shell.rows import Column, RowsModel

_READABLE = 152  # pixels that a chip, a day or a number takes at most
_GIVEN_BACK = (
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)


class _Head(QHeaderView):
    """Flat column titles that stand where the cells' text does, in both directions."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHighlightSections(False)
        self.setSectionsClickable(False)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803
        """Draw one title."""
        of = theme.tones()
        painter.save()
        painter.setLayoutDirection(self.layoutDirection())
        painter.fillRect(rect, of.color("base"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, of.color("hairline"))
        lead = fonts.scaled(PAD) if logicalIndex == 0 else 2
        rtl = self.isRightToLeft()
        inner = rect.adjusted(8 if rtl else lead, 0, -lead if rtl else -8, 0)
        model = self.model()
        title = str(
            model.headerData(logicalIndex, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole) or ""
        )
        draw_line(painter, inner, title, fonts.font(fonts.Size.CAPTION, fonts.SEMIBOLD), of.muted)
        painter.restore()


class RowsView(QTableView):
    """Shows a RowsModel.

    selected: the id of the current row, or None. activated_id: Enter or a double click on a row.
    """

    selected = Signal(object)  # int | None
    activated_id = Signal(int)
    menu_wanted = Signal(QPoint)

    def __init__(self, model: RowsModel, row_height: int = 37, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._height = row_height
        self._quiet = False
        self.rows = model
        self.cells = CellDelegate(self)
        self.setItemDelegate(self.cells)
        self.setHorizontalHeader(_Head(self))
        self.setModel(model)
        self.setProperty("look", "rows")
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(
            lambda spot: self.menu_wanted.emit(self.viewport().mapToGlobal(spot))
        )
        self.verticalHeader().hide()
        self.doubleClicked.connect(lambda index: self._activate(index.row()))
        self.selectionModel().currentRowChanged.connect(self._moved)
        theme.on_change(self._measure)
        self._measure()

    def current_id(self) -> int | None:
        """Return the id of the current row."""
        return self.rows.id_at(self.currentIndex().row())

    def select_id(self, id: int | None) -> bool:
        """Make the row of `id` current and visible; return whether it is in the list."""
        place = self.rows.place_of(id) if id is not None else -1
        if place < 0:
            self.selectionModel().clear()
            return False
        # Selects the row too; selectRow() loses the current index where the table is right to left.
        self.setCurrentIndex(self.rows.index(place, 0))
        self.scrollTo(self.rows.index(place, 0))
        return True

    def show_ids(self, ids: Sequence[int], keep: int | None = None, *, keep_place: bool = False) -> None:
        """Show other ids; the row of `keep` stays selected, without telling `selected` again.

        keep_place: the list stays scrolled as it is.
        """
        bar = self.verticalScrollBar().value()
        self._quiet = True
        try:
            self.rows.set_ids(ids)
            self.select_id(keep)
            if keep_place:
                self.verticalScrollBar().setValue(bar)
        finally:
            self._quiet = False

    def find_again(self, id: int | None, *, scroll: bool = False) -> None:
        """Mark the row of `id` where the list has only now got it: nobody is told, and nothing scrolls.

        scroll: scroll to it all the same.
        """
        if id is None or self.current_id() == id:
            return
        bar = self.verticalScrollBar().value()
        self._quiet = True
        try:
            self.select_id(id)
            if not scroll:
                self.verticalScrollBar().setValue(bar)
        finally:
            self._quiet = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the current row."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._activate(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is: a list without current row takes its first, where somebody came to it.

        Where the keyboard is only given back, after a dialog, the subject that is shown stays.
        """
        if not self.currentIndex().isValid() and self.rows.rowCount():
            if event.reason() in _GIVEN_BACK:
                self._quiet = True
                super().focusInEvent(event)  # makes the first row current by itself
                self.selectionModel().clear()
                self._quiet = False
            else:
                self.select_id(self.rows.id_at(0))
                super().focusInEvent(event)
        else:
            super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the mark of the keyboard away."""
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the columns fill the width."""
        super().resizeEvent(event)
        self._widths()

    def _activate(self, place: int) -> None:
        id = self.rows.id_at(place)
        if id is not None:
            self.activated_id.emit(id)

    def _moved(self, now: QModelIndex, _before: QModelIndex) -> None:
        if not self._quiet:
            self.selected.emit(self.rows.id_at(now.row()) if now.isValid() else None)

    def selectionChanged(self, now: QItemSelection, before: QItemSelection) -> None:
        """Repaint whole rows."""
        super().selectionChanged(now, before)
        self.viewport().update()

    def _measure(self) -> None:
        self.verticalHeader().setMinimumSectionSize(fonts.scaled(24))
        self.verticalHeader().setDefaultSectionSize(fonts.scaled(self._height))
        self.horizontalHeader().setFixedHeight(fonts.scaled(26))
        self._widths()

    def _widths(self) -> None:
        columns: Sequence[Column] = self.rows.columns
        wanted = [fonts.scaled(column.width) for column in columns]
        spare = self.viewport().width() - sum(wanted)
        stretch = [at for at, column in enumerate(columns) if column.stretch] or [len(columns) - 1]
        for at in stretch:
            # What stretches gives way first, but stays readable.
            wanted[at] = max(wanted[at] + spare // len(stretch), min(wanted[at], fonts.scaled(130)))
        # Then what is wide, such as names: chips and days say nothing once they are cut.
        wanted = _narrowed(wanted, sum(wanted) - self.viewport().width(), fonts.scaled(_READABLE))
        wanted = _narrowed(wanted, sum(wanted) - self.viewport().width(), fonts.scaled(56))
        for at, wide in enumerate(wanted):
            self.setColumnWidth(at, wide)


def _narrowed(wanted: Sequence[int], short: int, least: int) -> list[int]:
    """Take `short` pixels from the columns that are wider than `least`, each by its share above it."""
    above = [max(0, wide - least) for wide in wanted]
    whole = sum(above)
    if short <= 0 or not whole:
        return list(wanted)
    return [wide - min(spare, short * spare // whole) for wide, spare in zip(wanted, above, strict=True)]
