"""A table over records that a dialog holds itself: a list that is being put together, a preview of a file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from travel_desk.shell.rows import Column, RowsModel, Take
from travel_desk.shell.table import RowsView


class LinesView(RowsView):
    """Shows records with ids of their own; `set_lines` shows others and keeps the selection."""

    def __init__(
        self, columns: Sequence[Column], row_height: int = 37, parent: QWidget | None = None
    ) -> None:
        self._lines: dict[int, Any] = {}
        super().__init__(RowsModel(columns, self._fetch), row_height, parent)

    def lines(self) -> list[Any]:
        """Return the records in their order."""
        return list(self._lines.values())

    def set_lines(self, records: Sequence[Any], current: int | None = None) -> None:
        """Show these records; current: the id of the one to select."""
        chosen = current if current is not None else self.current_id()
        self._lines = {one.id: one for one in records}
        self.show_ids(list(self._lines), chosen)

    def _fetch(self, ids: list[int], take: Take) -> None:
        take([self._lines[id] for id in ids if id in self._lines])
