"""How a list page asks: all ids of a question, the first ones sooner, rows by window; and what it says.

A newer question interrupts an older one. Where the first ids come much sooner than all of them
(`ask_first`), they are shown at once and the rest is added beneath.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Protocol

from PySide6.QtGui import QAction

from travel_desk.base.language import screen_language, tr
from travel_desk.base.message import Refused, Trouble
from travel_desk.shell.buttons import button
from travel_desk.shell.fields.text import SearchField
from travel_desk.shell.page.base import Page
from travel_desk.shell.page.filters import Filter, FilterBar
from travel_desk.shell.page.frame import ListFrame
from travel_desk.shell.page.states import EmptyState
from travel_desk.shell.rows import RowsModel, Take
from travel_desk.shell.table import RowsView


class Ask:
    """A question to the desk: `query(desk, *args)`, asked on a reader thread."""

    def __init__(self, query: Callable[..., Any], *args: Any) -> None:
        self.query = query
        self.args = args


class First(Protocol):
    """What `ask_first` is answered by: the first ids; whole where these are all."""

    @property
    def ids(self) -> Sequence[int]: ...  # noqa: D102
    @property
    def whole(self) -> bool: ...  # noqa: D102


class AskingPage(Page):
    """The asking part of a list page. total: how many there are without search and filter."""

    search: SearchField
    filter_bar: FilterBar
    frame: ListFrame
    table: RowsView
    model: RowsModel
    primary_action: QAction | None
    subject_id: int | None = None
    total = 0
    _sought: int | None = None  # who is to be shown in the list, wherever it stands there

    # -- what a page answers -------------------------------------------------------------------

    def ask_ids(self, text: str, filter: str) -> Ask:
        """Return the question whose answer is the list of all ids, for a search text and a filter key."""
        raise NotImplementedError

    def ask_first(self, text: str, filter: str) -> Ask | None:
        """Return the question whose answer is the first of these ids (a `First`), where that comes sooner."""
        return None

    def ask_rows(self, ids: list[int]) -> Ask:
        """Return the question whose answer is the records (each with `.id`) of some ids, in any order."""
        raise NotImplementedError

    def filters(self) -> list[Filter]:
        """Return the filter chips, the first one on at first; empty for none."""
        return []

    def segments(self) -> list[Filter]:
        """Return the tabs beside the title; empty for none. The one on is `self.segment`."""
        return []

    def empty(self) -> EmptyState:
        """Return what stands where nothing is registered yet: say what to do first."""
        return EmptyState(tr("Nothing here yet"), action=self.primary_action)

    # -- what the shell does -------------------------------------------------------------------

    def show_all(self) -> None:
        """Put search and filter aside."""
        self._put_aside()
        self._ask(fresh=True)

    def _put_aside(self) -> None:
        keys = self.filters()
        if keys:
            self.filter_bar.set_key(keys[0].key)
        self.search.put_aside()

    def _ask(self, *, fresh: bool) -> None:
        """Ask anew. fresh: another question, shown from its top; else selection and place stay."""
        text, key = self.search.text().strip(), self.filter_bar.key()
        self.frame.show_loading()
        first = self.ask_first(text, key) if fresh or not self.model.rowCount() else None
        if first is None:
            self._read_ids(self.ask_ids(text, key), partial(self._show_ids, text, fresh))
        else:
            self._read_ids(first, partial(self._show_first, text, fresh))

    def _read_ids(self, ask: Ask, done: Callable[[Any], object]) -> None:
        self.context.read(
            ask.query, *ask.args, done=done, failed=self._failed, channel=f"{self.key}-ids", owner=self
        )

    def _show_first(self, text: str, fresh: bool, first: First) -> None:
        if first.whole:
            self._show_ids(text, fresh, first.ids)
            return
        self._put_ids(text, fresh, first.ids)
        rest = self.ask_ids(text, self.filter_bar.key())
        self._read_ids(rest, partial(self._show_rest, text, fresh))

    def _show_rest(self, text: str, fresh: bool, ids: Sequence[int]) -> None:
        if self.model.complete_ids(ids):
            self._find_again()
            self._tell(text, fresh, ids)
        else:
            self._show_ids(text, fresh, ids)

    def _find_again(self) -> None:
        """Mark the subject in what the list has only now got; one that was opened from elsewhere is shown."""
        self.table.find_again(self.subject_id, scroll=self._sought == self.subject_id)
        self._sought = None

    def _show_ids(self, text: str, fresh: bool, ids: Sequence[int]) -> None:
        self._put_ids(text, fresh, ids)
        self._sought = None
        self._tell(text, fresh, ids)

    def _put_ids(self, text: str, fresh: bool, ids: Sequence[int]) -> None:
        self.table.cells.needle = text
        sought = self._sought is not None and self._sought == self.subject_id
        self.table.show_ids(ids, self.subject_id, keep_place=not fresh and not sought)
        if ids:
            self.frame.show_table()

    def _tell(self, text: str, fresh: bool, ids: Sequence[int]) -> None:
        """Say how many there are, and what is so where there are none."""
        unfiltered = not text and self.filter_bar.key() == next((f.key for f in self.filters()), "")
        if unfiltered and not self.segments():
            self.total = len(ids)
            self.counted.emit(len(ids))
        self._say_count(len(ids), unfiltered)
        open_id = self.subject_id
        if not ids:
            left = open_id is not None and not fresh
            self.frame.show_state(self._nothing(text, unfiltered, left))
        if open_id is not None and not fresh:
            self._load(open_id)

    def _load(self, id: int) -> None:
        """Show one subject in the detail pane."""
        raise NotImplementedError

    def _say_count(self, count: int, unfiltered: bool) -> None:
        if unfiltered or self.total < count:
            self.frame.say_count(screen_language().value(count))
        else:
            self.frame.say_count(tr("{count} of {total}", count=count, total=self.total))

    def _nothing(self, text: str, unfiltered: bool, left: bool) -> EmptyState:
        """Return what stands in place of an empty list. left: what is open was in it until now."""
        if unfiltered:
            return self.empty()
        everything = button(tr("Show All"), self.show_all)
        if left:
            return EmptyState(
                tr("No longer in this list"),
                tr("What is open beside has changed: search and filter no longer find it."),
                "check-circle",
                everything,
            )
        if text:
            told = tr("Check the spelling, or write fewer letters.")
            if self.filter_bar.key() != next((f.key for f in self.filters()), ""):
                told = tr("Check the spelling, or write fewer letters. The filter above may hide it too.")
            return EmptyState(tr("Nothing found for “{text}”", text=text), told, "search", everything)
        return EmptyState(tr("Nothing matches this filter"), "", "filter", everything)

    def _failed(self, error: Refused | Trouble) -> None:
        again = button(tr("Try Again"), self._try_again)
        self.frame.show_state(
            EmptyState(tr("This list can't be shown"), tr(error.message), "warning", again, "danger")
        )

    def _try_again(self) -> None:
        self._ask(fresh=False)

    def _fetch(self, ids: list[int], take: Take) -> None:
        ask = self.ask_rows(ids)
        self.context.read(ask.query, *ask.args, done=take, failed=self._failed, owner=self)
