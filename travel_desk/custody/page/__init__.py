"""The page of passports: where each lies, on what ground, until when, and how it got there."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from travel_desk.base.language import tr
from travel_desk.custody import dialogs, queries
from travel_desk.custody.dialogs import words
from travel_desk.custody.page import exporting, facts
from travel_desk.custody.page.sections import register
from travel_desk.custody.queries import Case, PassportRow
from travel_desk.custody.queries.exporting import PassportRecord, passport_records
from travel_desk.custody.rules import Kind, State
from travel_desk.shell.buttons import make_action
from travel_desk.shell.cells import Chips, Lines, name_cell
from travel_desk.shell.context import Context
from travel_desk.shell.detail import Detail, Timeline
from travel_desk.shell.page import Ask, EmptyState, ExportColumn, Filter, ListPage
from travel_desk.shell.rows import Column

__all__ = ["PassportsPage", "register"]

_NEXT = {
    State.WITH_HOLDER: (Kind.TAKE_IN,),
    State.IN_CUSTODY: (Kind.HAND_OUT, Kind.GIVE_BACK),
    State.GROUND_LAPSED: (Kind.GIVE_BACK, Kind.HAND_OUT),
    State.HANDED_OUT: (Kind.BRING_BACK,),
    State.OVERDUE: (Kind.BRING_BACK,),
}


class PassportsPage(ListPage):
    """All passports that the user may see, by where they are."""

    key = "passports"
    icon = "passport"
    kind = "passport"
    verb = "see_custody"
    subjects = frozenset({"passports", "custody", "persons"})
    opens = frozenset({"passport"})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setProperty("own_deeds", True)

    @staticmethod
    def title() -> str:
        """Return the name in the sidebar."""
        return tr("Passports")

    def columns(self) -> list[Column]:
        """Return holder, booklet, where it is, place and day."""
        return [
            Column(tr("Holder"), 200, _holder, stretch=True),
            Column(tr("Passport"), 130, _booklet),
            Column(tr("Where it is"), 150, _where),
            Column(tr("Place and day"), 190, facts.place_and_day),
        ]

    def filters(self) -> list[Filter]:
        """Return the chips above the list; what is late stands before what is in order."""
        return [
            Filter("all", tr("All")),
            Filter("overdue", tr("Overdue")),
            Filter("ground_lapsed", tr("Ground lapsed")),
            Filter("in_custody", tr("In custody")),
            Filter("handed_out", tr("Handed out")),
            Filter("with_holder", tr("With the holder")),
        ]

    def search_hint(self) -> str:
        """Return the hint of the search."""
        return tr("Name or passport number")

    def primary(self) -> QAction | None:
        """Return the deed of the header."""
        return make_action(
            tr("Safes and Places…"),
            self.open_safes,
            self,
            icon="safe",
            enabled=self.context.allowed("add_safe"),
        )

    def menu_actions(self) -> list[QAction]:
        """Return the deed that begins the register of custody."""
        return [
            make_action(
                tr("Opening Inventory…"),
                self.open_inventory,
                self,
                icon="safe",
                shortcut="Ctrl+Shift+I",
                enabled=self.context.allowed("open_inventory"),
            )
        ]

    def menu_title(self) -> str:
        """Return the name of the page's menu."""
        return tr("&Passport")

    def empty(self) -> EmptyState:
        """Say where passports come from."""
        return EmptyState(
            tr("No passport is registered yet"),
            tr("Passports belong to persons: open a person in Officials and add the passport there."),
            "passport",
        )

    def ask_ids(self, text: str, filter: str) -> Ask:
        """Ask for the passports of a list."""
        return Ask(queries.passport_ids, queries.Filter(filter or "all"), text)

    def ask_rows(self, ids: list[int]) -> Ask:
        """Ask for some rows."""
        return Ask(queries.passport_rows, ids)

    def export_columns(self) -> list[ExportColumn]:
        """Return the columns of the exported list."""
        return exporting.columns()

    def ask_export(self, ids: list[int]) -> Ask:
        """Ask for the full records of some rows."""
        return Ask(passport_records, ids)

    def export_persons(self, record: PassportRecord) -> tuple[int, ...]:
        """Return whom a record is about."""
        return (record.row.person_id,)

    def ask_subject(self, id: int) -> Ask:
        """Ask for one passport."""
        return Ask(queries.case_of, id)

    def fill(self, detail: Detail, subject: Case) -> None:
        """Show one passport: whose, where, on what ground, and every movement."""
        booklet, state = subject.custody.booklet, subject.custody.state(subject.today)
        post = " · ".join(part for part in (subject.post, subject.organisation) if part)
        holder = make_action(
            tr("Open the Holder"),
            partial(self.context.open, "person", booklet.holder_id),
            self,
            icon="person",
        )
        name = booklet.native_name or booklet.latin
        latin = booklet.latin if booklet.native_name else ""
        detail.headline(name, latin, post, facts.chips(subject), [holder])
        self.show_actions([self._deed(kind, booklet.id) for kind in _NEXT[state]], also=[holder])
        for text, level in facts.messages(subject):
            detail.message(text, level)
        detail.facts(facts.of_booklet(subject))
        detail.facts(facts.of_custody(subject))
        if subject.movements:
            last = subject.movements[-1]
            section = detail.section(
                tr("Movements of {number}", number=booklet.number),
                tr("Open Last Receipt"),
                partial(self.context.open, "paper", last.receipt_id),
            )
            section.add(Timeline(words.steps(subject.movements)))
        else:
            detail.section(tr("Movements of {number}", number=booklet.number)).add(
                facts.nothing(tr("It was never in custody."))
            )

    def open_safes(self) -> None:
        """Open safes and places."""
        dialogs.open_safes(self.context, self)

    def open_inventory(self) -> None:
        """Open the dialog of the opening inventory."""
        dialogs.open_inventory(self.context, self)

    def take_in(self, passport: int) -> None:
        """Open the dialog that takes a passport in."""
        dialogs.open_deed(self.context, Kind.TAKE_IN, passport, self)

    def hand_out(self, passport: int) -> None:
        """Open the dialog that hands a passport out."""
        dialogs.open_deed(self.context, Kind.HAND_OUT, passport, self)

    def bring_back(self, passport: int) -> None:
        """Open the dialog that takes a passport back."""
        dialogs.open_deed(self.context, Kind.BRING_BACK, passport, self)

    def give_back(self, passport: int) -> None:
        """Open the dialog that gives a passport back for good."""
        dialogs.open_deed(self.context, Kind.GIVE_BACK, passport, self)

    def _deed(self, kind: Kind, passport: int) -> QAction:
        do = {
            Kind.TAKE_IN: self.take_in,
            Kind.HAND_OUT: self.hand_out,
            Kind.BRING_BACK: self.bring_back,
            Kind.GIVE_BACK: self.give_back,
        }[kind]
        return dialogs.action_for(self.context, kind, partial(do, passport), self)


def _holder(row: PassportRow) -> Lines:
    return name_cell(row.native_name, row.latin)


def _booklet(row: PassportRow) -> Lines:
    return Lines(row.number, tr(row.kind.label), caption=True)


def _where(row: PassportRow) -> Chips:
    return Chips((words.state_chip(row.state),))
