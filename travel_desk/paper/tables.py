"""A table on a paper: no vertical rules, no stripes; a 1 pt rule under the head and at the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from travel_desk.paper.fonts import Face
from travel_desk.paper.sheet import LEADING, Sheet

_POINT = 25.4 / 72
_BOX = 3.6  # mm, to be ticked with a pen


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, its left edge and width in mm; key columns are semibold, amounts stand right.

    box: each row has a box to tick by hand in it, in the place of a text.
    """

    title: str
    x: float
    width: float
    face: Face = "R"
    right: bool = False
    size: float = 8.5
    box: bool = False


def table(
    sheet: Sheet,
    y: float,
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    *,
    limit: float = 0.0,
) -> tuple[float, int]:
    """Draw the head (labels at baseline y) and as many rows as fit above `limit` mm (0: all).

    A cell may hold several lines parted by a line break; the second is smaller. Returns the y of
    the closing rule and how many rows were drawn, so that the caller goes on upon a new page.
    """
    left, right = columns[0].x, columns[-1].x + columns[-1].width
    for column in columns:
        sheet.label(*_edge(column, y), column.title, "right" if column.right else "left")
    y += 1.6
    sheet.rule(left, y, right, 1.0)
    drawn = 0
    for row in rows:
        cells = [_cell(sheet, c, text) for c, text in zip(columns, row, strict=True)]
        height = _height(cells)
        if limit and y + height > limit:
            break
        if drawn:
            sheet.rule(left, y, right, 0.5, "hairline")
        for column, cell in zip(columns, cells, strict=True):
            if column.box:
                sheet.box(column.x + 0.5, y + (height - _BOX) / 2, _BOX, _BOX)
            else:
                _draw(sheet, column, cell, y)
        y += height
        drawn += 1
    sheet.rule(left, y, right, 1.0)
    return y, drawn


def row_height(sheet: Sheet, columns: Sequence[Column], row: Sequence[str]) -> float:
    """Return the height in mm that `table` gives a row."""
    return _height([_cell(sheet, c, text) for c, text in zip(columns, row, strict=True)])


def _height(cells: Sequence[Sequence[tuple[str, float, Face]]]) -> float:
    return max(sum(size * LEADING * _POINT for _, size, _ in cell) for cell in cells) + 2.1


def _edge(column: Column, y: float) -> tuple[float, float]:
    return (column.x + column.width if column.right else column.x), y


def _cell(sheet: Sheet, column: Column, text: str) -> list[tuple[str, float, Face]]:
    lines: list[tuple[str, float, Face]] = []
    for at, part in enumerate(text.split("\n")):
        size, face = (column.size, column.face) if at == 0 else (7.5, "R")
        lines += [(line, size, face) for line in sheet.lines(part, column.width - 2, size, face)]
    return lines


def _draw(sheet: Sheet, column: Column, cell: list[tuple[str, float, Face]], y: float) -> None:
    y += 1.05
    for line, size, face in cell:
        y += size * LEADING * _POINT
        x, base = _edge(column, y - size * 0.28 * _POINT)
        sheet.text(x, base, line, size, face, "right" if column.right else "left")
