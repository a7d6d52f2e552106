"""What a list page tells of itself to be exported: full records in columns, and the question it answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from travel_desk.base.language import tr
from travel_desk.shell.page.asking import Ask, AskingPage
from travel_desk.shell.page.filters import Segments

Value = str | int | float | date | datetime | bool | None


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """One column of an exported list: its translated title, and the value of a record in it.

    value: a whole value, not what a cell shows; it is asked off the window's thread.
    """

    title: str
    value: Callable[[Any], Value]
    kind: Literal["text", "date", "number"] = "text"


class ExportedPage(AskingPage):
    """The part of a list page that an export asks."""

    segment_bar: Segments

    # -- what a page answers -------------------------------------------------------------------

    def export_columns(self) -> list[ExportColumn]:
        """Return the columns of the exported list; empty where the list is not given out."""
        return []

    def ask_export(self, ids: list[int]) -> Ask:
        """Return the question whose answer is the full records (each with `.id`) of some ids."""
        return self.ask_rows(ids)

    def export_persons(self, record: Any) -> tuple[int, ...]:
        """Return the ids of the persons whom an exported record is about, for the journal."""
        return ()

    # -- what the shell does -------------------------------------------------------------------

    def question_lines(self) -> tuple[str, ...]:
        """Return what the list on the screen answers, in words: tab, filter and search, a line each."""
        said = []
        segments, filters = self.segments(), self.filters()
        said += [one.text for one in segments if one.key == self.segment_bar.key()]
        key = self.filter_bar.key()
        if filters and key != filters[0].key:
            said += [tr("Filter: {name}", name=one.text) for one in filters if one.key == key]
        text = self.search.text().strip()
        if text:
            said.append(tr("Search: “{text}”", text=text))
        return tuple(said)

    def ask_exported_ids(self) -> Ask:
        """Return the question for all ids that the list answers now."""
        return self.ask_ids(self.search.text().strip(), self.filter_bar.key())
