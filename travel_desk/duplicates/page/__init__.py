"""The page of duplicates: entries that may be one person, and those that were merged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QShowEvent

from travel_desk.base.language import screen_language, tr, trn
from travel_desk.base.message import Refused
from travel_desk.duplicates import actions, dialogs, queries
from travel_desk.duplicates.page.adding import register
from travel_desk.duplicates.page.compare import Compared, latin_of, name_of
from travel_desk.duplicates.page.exporting import exported
from travel_desk.duplicates.page.merged import fill_merged
from travel_desk.duplicates.queries import Line, Looked, MergeView, PairView
from travel_desk.duplicates.rules import Sign
from travel_desk.shell.buttons import button, make_action
from travel_desk.shell.cells import Chips, Text, name_cell
from travel_desk.shell.chips import ChipText, Tone
from travel_desk.shell.context import Context, Said
from travel_desk.shell.detail import Detail, MessageLine
from travel_desk.shell.page import Ask, EmptyState, ExportColumn, Filter, ListPage
from travel_desk.shell.rows import Column

__all__ = ["DuplicatesPage", "register"]

_MERGED = "merged"
_PLACE = (
    1_000_000_000  # ids of merges stand behind those of pairs, so that a list never takes one for the other
)
_ICONS = {
    Sign.NAME: "officials", Sign.BIRTH: "calendar", Sign.PASSPORT: "passport", Sign.PERSONNEL: "person",
    Sign.ORGANISATION: "organisation",
}  # fmt: skip


class DuplicatesPage(ListPage):
    """Pairs of entries that may be one person, with the reasons in words, and merged entries.

    The register is looked through only while the page is seen: it takes seconds where it is large.
    """

    key = "duplicates"
    icon = "copy"
    kind = "duplicate"
    verb = "see_duplicates"
    subjects = frozenset({"persons", "duplicates", "passports"})
    opens = frozenset({"duplicates"})
    administration = True
    row_height = 48
    detail_width = 496

    progressed = Signal(int, int)

    def __init__(self, context: Context) -> None:
        self.looked = Looked()
        self._due = True
        self._own = False  # the next change is of this page's own doing: nothing to look for anew
        self._stopped = False
        super().__init__(context)
        self.progressed.connect(self._say_progress)

    @staticmethod
    def title() -> str:
        """Return the name in the sidebar."""
        return tr("Duplicates")

    def menu_title(self) -> str:
        """Return the name of the menu."""
        return tr("D&uplicates")

    def segments(self) -> list[Filter]:
        """Return what may be one person, and what was merged."""
        return [Filter("pairs", tr("To Decide")), Filter(_MERGED, tr("Merged"))]

    def filters(self) -> list[Filter]:
        """Return what two entries may share."""
        if self._merged():
            return []
        return [
            Filter("", tr("All")),
            Filter("birth", tr("Birth date")),
            Filter("passport", tr("Passport")),
            Filter("personnel", tr("Personnel number")),
            Filter("organisation", tr("Organisation")),
            Filter("name", tr("Name only")),
        ]

    def search_hint(self) -> str:
        """Return the hint of the search."""
        return tr("Name or personnel number")

    def columns(self) -> list[Column]:
        """Return both entries and what they share."""
        return [
            Column(tr("Entry"), 190, lambda row: name_cell(row.one.native_name, row.one.latin)),
            Column(tr("Other entry"), 190, lambda row: name_cell(row.other.native_name, row.other.latin)),
            Column(tr("Shared or merged"), 200, _shared, stretch=True),
        ]

    def menu_actions(self) -> list[QAction]:
        """Return the deed that looks anew."""
        if self._look_action is None:
            self._look_action = make_action(tr("Look Again"), self.look, self, icon="refresh")
        return [self._look_action]

    _look_action: QAction | None = None

    def empty(self) -> EmptyState:
        """Return what stands where nothing was found, or nothing is merged."""
        if self._merged():
            return EmptyState(
                tr("No entries are merged"),
                tr("Entries that you merge under “To Decide” are listed here and can be split again."),
                "copy",
            )
        return EmptyState(
            tr("No two entries look like one person"),
            tr(
                "{count} persons were compared by name, birth date, passport and personnel number. Look "
                "again after a staff list was taken in.",
                count=self.looked.persons,
            ),
            "check-circle",
            button(tr("Look Again"), self.look),
            "success",
        )

    def ask_ids(self, text: str, filter: str) -> Ask:
        """Ask which of the found pairs answer, or for the merges."""
        if self._merged():
            return Ask(_merge_places, text)
        return Ask(queries.pair_ids, self.looked, text, filter)

    def ask_rows(self, ids: list[int]) -> Ask:
        """Ask for the lines."""
        if self._merged():
            return Ask(_merge_lines, ids)
        return Ask(queries.pair_rows, self.looked, ids)

    def export_columns(self) -> list[ExportColumn]:
        """Return the columns of the exported list: of the pairs, or of the merges."""
        return exported(self._merged())

    def export_persons(self, record: Line) -> tuple[int, ...]:
        """Return both entries."""
        return record.one.id, record.other.id

    def ask_subject(self, id: int) -> Ask:
        """Ask for two entries side by side, or for a merge."""
        if id > _PLACE:
            return Ask(queries.merge_view, id - _PLACE)
        pair = self.looked.pairs[id - 1]
        return Ask(queries.pair_view, pair.one, pair.other)

    def fill(self, detail: Detail, subject: PairView | MergeView) -> None:
        """Show a pair, or a merge."""
        if isinstance(subject, MergeView):
            split = self._deed("split_people", tr("Split Again…"), partial(self.split, subject), "undo")
            fill_merged(self, detail, subject, split)
            return
        one, other = name_of(subject.one), name_of(subject.other)
        line = tr("Perhaps the same person as {name}", name=other)
        detail.headline(one, latin_of(subject.one), line)
        merge = self._deed("merge_people", tr("Merge…"), partial(self.merge, subject), "copy")
        apart = self._deed(
            "tell_apart", tr("Not the Same Person"), partial(self.tell_apart, subject), "users"
        )
        self.show_actions([merge, apart])
        why = detail.section(tr("What speaks for it, and what against"))
        for reason in subject.reasons:
            why.add(MessageLine(tr(reason)))
        detail.add(Compared(subject, partial(self.context.open, "person")))

    def _deed(self, verb: str, text: str, slot: Any, icon: str) -> QAction:
        return make_action(text, slot, self, icon=icon, enabled=self.context.allowed(verb))

    # -- deeds ---------------------------------------------------------------------------------

    def merge(self, subject: PairView) -> None:
        """Ask which entry stays, and merge."""
        dialog = dialogs.MergeDialog(self.context, subject, self)
        dialog.deed_done.connect(
            lambda _merge: self._decided(tr("Merged. It can be split again under Merged."))
        )
        dialog.open()

    def split(self, subject: MergeView) -> None:
        """Ask what goes with the entry that is split off, and split."""
        dialog = dialogs.SplitDialog(self.context, subject, self)
        dialog.deed_done.connect(
            lambda _person: self._decided(tr("Split again: both entries stand for themselves."))
        )
        dialog.open()

    def tell_apart(self, subject: PairView) -> None:
        """Remember that these are two persons."""
        sides = ((one.id, one.side.version) for one in (subject.one, subject.other))
        self.context.run(actions.tell_apart, *sides, done=lambda _nothing: self._decided(), owner=self)

    def _decided(self, said: str = "") -> None:
        """Leave the pair that is decided on; the list is asked again when the change is announced."""
        self._own = True
        self.leave_subject()
        if said:
            self.context.toast(said)

    def leave_subject(self) -> None:
        """Show no subject."""
        self.subject_id = None
        self._drop_actions()
        self._clear_detail()
        self.frame.clear_footer()
        self.menus_changed.emit()

    # -- looking -------------------------------------------------------------------------------

    def reload(self, subjects: frozenset[str]) -> None:
        """Look again, at once where the page is seen, else when it is."""
        if self._own:
            self._own = False
            self._ask(fresh=False)
        elif self.isVisible():
            self.look()
        else:
            self._due = True

    def open_subject(self, kind: str, id: int) -> None:
        """Show the page: a look leads here, no single pair."""

    def showEvent(self, event: QShowEvent) -> None:
        """Look where something changed since the page was last seen."""
        super().showEvent(event)
        if self._due:
            self.look()

    def look(self) -> None:
        """Look through the register."""
        self._due = self._stopped = False
        stop = button(tr("Stop"), self._stop)
        self._telling = EmptyState(
            tr("Comparing the entries"), tr("Names, birth dates and numbers…"), "search", stop
        )
        self.frame.show_state(self._telling)
        self.context.read(
            queries.find_duplicates,
            self._told,
            done=self._take,
            failed=self._not_found,
            channel="duplicates-look",
            owner=self,
        )

    def _told(self, done: int, whole: int) -> None:
        # On the reader's thread: only signals may leave it.
        if self._stopped:
            raise Refused(queries.STOPPED)
        self.progressed.emit(done, whole)

    def _stop(self) -> None:
        self._stopped = True

    def _say_progress(self, done: int, whole: int) -> None:
        part = 100 * done // max(whole, 1)
        self.frame.say_count(tr("{part} %", part=part))

    def _take(self, looked: Looked) -> None:
        self.looked = looked
        if not self._merged() and self.subject_id is not None:
            self.leave_subject()
        if looked.left_out:
            self.context.toast(
                trn(
                    "{count} name is shared by too many entries to compare each with each.",
                    "{count} names are shared by too many entries to compare each with each.",
                    looked.left_out,
                )
            )
        self._ask(fresh=not self._merged())

    def _tell(self, text: str, fresh: bool, ids: Sequence[int]) -> None:
        super()._tell(text, fresh, ids)
        if not text and not self._merged() and not self.filter_bar.key():
            self.counted.emit(len(ids))

    def _not_found(self, error: Said) -> None:
        again = button(tr("Look Again"), self.look)
        self.frame.show_state(EmptyState(tr("Nothing was compared"), tr(error.message), "search", again))

    def _segment_chosen(self) -> None:
        self.leave_subject()
        super()._segment_chosen()

    def _merged(self) -> bool:
        # Asked while the page is being built too, before it has segments.
        return hasattr(self, "segment_bar") and self.segment == _MERGED


def _merge_places(desk: Any, text: str) -> list[int]:
    return [_PLACE + one for one in queries.merge_ids(desk, text)]


def _merge_lines(desk: Any, ids: list[int]) -> list[Line]:
    return [
        replace(row, id=_PLACE + row.id) for row in queries.merge_rows(desk, [one - _PLACE for one in ids])
    ]


def _shared(row: Line) -> Chips | Text:
    if row.merged_at is not None:
        return Text(tr("Merged {when}", when=screen_language().instant(row.merged_at)), muted=True)
    return Chips(tuple(ChipText(tr(sign.label), Tone.NEUTRAL, _ICONS[sign]) for sign in row.signs))
