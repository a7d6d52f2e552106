"""What an export is: which list, in what kind of file, where to, and about whom."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from os.path import normpath
from pathlib import Path, PurePath
from typing import Any, Literal

from travel_desk.base.message import Message, Refused, msg, msgp

Value = str | int | float | date | datetime | bool | None
LONGEST_SHEET = 1_000_000
"""Rows of a list in one sheet; a sheet has 1,048,576 in Excel and LibreOffice."""


class Kind(StrEnum):
    """The kind of file that a list is exported to."""

    XLSX = "xlsx"
    CSV = "csv"

    @property
    def label(self) -> Message:
        """The words on screens."""
        return _KINDS[self]


_KINDS = {
    Kind.XLSX: msgp("kind of file", "Spreadsheet (XLSX)"),
    Kind.CSV: msgp("kind of file", "Text table (CSV)"),
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its title, the value of a record in it, what its cells hold."""

    title: str
    value: Callable[[Any], Value]
    kind: Literal["text", "date", "number"] = "text"


@dataclass(frozen=True, slots=True)
class Part:
    """Some rows of the list: their ids in order, and the query `query(desk, *args)` for their records."""

    ids: Sequence[int]
    query: Callable[..., Sequence[Any]]
    args: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class ExportOrder:
    """A wish to export a list.

    name: the list's key ("officials"). title, question, stamp: what stands above the table: the list, what
    it answers, who exported it when. parts: the rows, a few hundred each. persons: whom a record is
    about. replace: a file that stands at `path` already may go.
    """

    name: str
    kind: Kind
    path: Path
    title: str
    question: tuple[str, ...]
    stamp: str
    columns: tuple[Column, ...]
    parts: tuple[Part, ...]
    persons: Callable[[Any], tuple[int, ...]]
    replace: bool = False

    @property
    def count(self) -> int:
        """How many rows were asked for."""
        return sum(len(part.ids) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Written:
    """A list that lies written beside its place. part: that file; rows, sha256: what is in it."""

    order: ExportOrder
    part: Path
    rows: int
    sha256: str
    persons: tuple[int, ...] = field(repr=False)


def suggested_name(title: str, day: date, kind: Kind) -> str:
    """Return a file name such as "Officials 2026-11-23.xlsx"."""
    clean = "".join(" " if sign in '<>:"/\\|?*' or ord(sign) < 32 else sign for sign in title)
    return f"{' '.join(clean.split())[:80]} {day.isoformat()}.{kind.value}"


def target(text: str, kind: Kind, desk_folder: str) -> Path:
    """Return the file that a typed or chosen path means, with the ending of its kind.

    Raises Refused for no path, a part of a path, or a place within the desk's own folder.
    """
    text = text.strip()
    if not text:
        raise Refused(msg("Say which file the list is to be written to."), field="path")
    if "\0" in text or not PurePath(text).is_absolute() or text.endswith(("/", "\\")):
        raise Refused(
            msg("This is not the whole path of a file. Choose the file instead of typing its name."),
            field="path",
        )
    path = Path(normpath(text))
    if path.is_relative_to(normpath(desk_folder)):
        raise Refused(
            msg("Files in the desk's own folder belong to the desk. Choose another folder."), field="path"
        )
    other = {f".{one.value}" for one in Kind} - {f".{kind.value}"}
    if path.suffix.lower() in other:
        return path.with_suffix(f".{kind.value}")
    return path if path.suffix.lower() == f".{kind.value}" else path.with_name(f"{path.name}.{kind.value}")


def check_order(order: ExportOrder, there: bool) -> None:
    """Refuse an empty list, more rows than a sheet has, a file that nobody said may be replaced.

    there: whether a file stands at the order's path.
    """
    if not order.count:
        raise Refused(msg("This list is empty. Change the search or the filter, then export it."))
    if order.kind is Kind.XLSX and order.count > LONGEST_SHEET:
        raise Refused(
            msg(
                "A spreadsheet holds {most} rows, this list has {count}. Choose CSV, or filter the list.",
                most=LONGEST_SHEET,
                count=order.count,
            ),
            field="kind",
        )
    if there and not order.replace:
        raise Refused(
            msg("There is a file of this name already. Say that it may be replaced, or choose another name."),
            field="replace",
        )
