"""Journal: everything done at the desk, who did it and what it changed; and whether its chain stands."""

from __future__ import annotations

import re

from PySide6.QtGui import QAction

from travel_desk.base.language import screen_language, tr
from travel_desk.journal import queries
from travel_desk.journal.page.verify import VerifyDialog
from travel_desk.journal.queries import Change, Entry, EntryRow, Question
from travel_desk.shell import fonts
from travel_desk.shell.buttons import label, make_action
from travel_desk.shell.cells import Lines, Text
from travel_desk.shell.chips import ChipText, Tone
from travel_desk.shell.context import Context
from travel_desk.shell.detail import Detail, Facts, MessageLine
from travel_desk.shell.fields import Choice, DateField, Level
from travel_desk.shell.page import Ask, EmptyState, ExportColumn, Filter, ListPage
from travel_desk.shell.rows import Column

_MANY = 12  # changes of an entry below which what is noted with it would not be seen
_HASH = re.compile("[0-9a-f]{64}")
_OPENED = {"user": "user", "person": "person", "passport": "passport", "trip": "trip", "request": "request"}
_OPENED |= {"paper": "paper", "organisation": "organisation"}


class JournalPage(ListPage):
    """The entries of the journal, the newest first."""

    key = "journal"
    icon = "journal"
    kind = "entry"
    verb = "see_journal"
    administration = True
    subjects = frozenset({"journal"})
    opens = frozenset({"entry"})
    row_height = 44

    @staticmethod
    def title() -> str:
        """Return the name in the sidebar."""
        return tr("Journal")

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.who = Choice[int]([(0, tr("Everyone"))], 0)
        self.who.setAccessibleName(tr("Who did it"))
        self.first, self.last = DateField(context.clock), DateField(context.clock)
        self.first.setPlaceholderText(tr("From day"))
        self.last.setPlaceholderText(tr("Until day"))
        self.first.setAccessibleName(tr("From day"))
        self.last.setAccessibleName(tr("Until day"))
        row = self.filter_bar.layout()
        assert row is not None
        for field, width in ((self.who, 150), (self.first, 142), (self.last, 142)):
            field.setFixedWidth(fonts.scaled(width))
            field.changed.connect(self._narrowed)
            row.addWidget(field)

    def columns(self) -> list[Column]:
        """Return number, what and about whom, who did it, when."""
        return [
            Column(tr("Number"), 76, lambda row: Text(str(row.id), muted=True)),
            Column(tr("What"), 240, lambda row: Lines(tr(row.verb), row.about, caption=True), stretch=True),
            Column(tr("Who"), 170, lambda row: Lines(row.who, tr(row.role.label), caption=True)),
            Column(
                tr("Recorded"), 168, lambda row: Text(screen_language().instant(row.recorded), muted=True)
            ),
        ]

    def filters(self) -> list[Filter]:
        """Return the groups of deeds."""
        return [
            Filter("", tr("All")),
            Filter("custody", tr("Custody")),
            Filter("trips", tr("Trips")),
            Filter("decisions", tr("Decisions")),
            Filter("papers", tr("Papers")),
            Filter("register", tr("Register")),
            Filter("desk", tr("Desk")),
        ]

    def search_hint(self) -> str:
        """Return the hint of the search."""
        return tr("Name, number, what was done")

    def primary(self) -> QAction | None:
        """Return the deed of the header."""
        return make_action(
            tr("Verify Journal…"),
            self.verify_journal,
            self,
            icon="shield",
            shortcut="Ctrl+Shift+V",
            enabled=self.context.allowed("verify_journal"),
        )

    def menu_title(self) -> str:
        """Return the name of the page's menu."""
        return tr("&Journal")

    def empty(self) -> EmptyState:
        """Return what stands where nothing is found."""
        return EmptyState(
            tr("No entry like this"), tr("Change the days or who did it, above the list."), "journal"
        )

    def ask_ids(self, text: str, filter: str) -> Ask:
        """Ask for the numbers of the entries."""
        return Ask(queries.entry_ids, self.question(text, filter))

    def question(self, text: str, area: str) -> Question:
        """Return what the search, the filters and the days ask for."""
        return Question(text, area, self.who.value() or 0, self.first.day(), self.last.day())

    def ask_rows(self, ids: list[int]) -> Ask:
        """Ask for the rows of some entries."""
        return Ask(queries.entry_rows, ids)

    def export_columns(self) -> list[ExportColumn]:
        """Return the columns of the exported list."""
        return _exported()

    def export_persons(self, record: EntryRow) -> tuple[int, ...]:
        """Return whom an entry is about."""
        return () if record.person_id is None else (record.person_id,)

    def question_lines(self) -> tuple[str, ...]:
        """Return filter, search, who and days in words."""
        said = super().question_lines()
        if self.who.value():
            said += (tr("Who: {name}", name=self.who.currentText()),)
        first, last = self.first.day(), self.last.day()
        if first:
            said += (tr("From {day}", day=first),)
        if last:
            said += (tr("Until {day}", day=last),)
        return said

    def ask_subject(self, id: int) -> Ask:
        """Ask for one entry."""
        return Ask(queries.entry, id)

    def reload(self, subjects: frozenset[str]) -> None:
        """Read the list and the users of the filter anew."""
        super().reload(subjects)
        self.context.read(queries.users, done=self._show_users, channel="journal-users", owner=self)

    def fill(self, detail: Detail, subject: Entry) -> None:
        """Show one entry: when, who, from what to what, and its place on the chain."""
        row, language = subject.row, screen_language()
        chips = [ChipText(tr("Entry {number}", number=str(row.id)), Tone.OUTLINE)]
        if row.late:
            chips.append(ChipText(tr("Recorded later"), Tone.WARNING, "clock"))
        detail.headline(tr(row.verb), "", row.about, chips)
        kind = _OPENED.get(subject.kind)
        if kind is not None:
            self.show_actions([self._go(kind, subject)])
        detail.facts(
            [
                (tr("Who"), row.who),
                (tr("In the role"), tr(row.role.label)),
                (tr("Happened"), language.instant(subject.happened)),
                (tr("Recorded"), language.instant(row.recorded)),
                (tr("Workstation"), subject.workstation),
                (tr("Confirmed by"), subject.second),
                (tr("Subject"), f"{tr(subject.kind_words)} {subject.called}".strip()),
            ]
        )
        many = len(subject.changes) > _MANY
        for show in (
            (self._show_facts, self._show_changes) if many else (self._show_changes, self._show_facts)
        ):
            show(detail, subject)
        chain = detail.section(tr("On the chain"))
        for caption, digits in (
            (tr("Hash of this entry"), subject.hash),
            (tr("Entry before"), subject.previous),
        ):
            chain.add(label(caption, "caption"))
            shown = label(_grouped(digits), "", wrap=True, selectable=True)
            shown.setFont(fonts.mono())
            chain.add(shown)

    def verify_journal(self) -> None:
        """Open the dialog that walks the chain."""
        VerifyDialog(self.context, self).open()

    def _show_facts(self, detail: Detail, subject: Entry) -> None:
        if subject.facts:
            noted = detail.section(tr("Noted with it"))
            noted.add(Facts([(tr(name), _readable(text)) for name, text in subject.facts]))

    def _show_changes(self, detail: Detail, subject: Entry) -> None:
        if not subject.changes:
            return
        section = detail.section(tr("From what to what"))
        section.add(Facts([(tr(change.name), _words(change)) for change in subject.changes], across=1))
        if any(change.personal for change in subject.changes):
            section.add(
                MessageLine(
                    tr("Names and free text lie beside the chain, which holds their hash."), Level.INFO
                )
            )

    def _go(self, kind: str, subject: Entry) -> QAction:
        return make_action(
            tr("Go to {subject}", subject=tr(subject.kind_words)),
            lambda: self.context.open(kind, subject.subject),
            self,
            icon="arrow-right",
        )

    def _show_users(self, users: list[tuple[int, str]]) -> None:
        self.who.set_choices([(0, tr("Everyone")), *users], self.who.value() or 0)

    def _narrowed(self) -> None:
        if not (self.first.is_wrong() or self.last.is_wrong()):
            self.search.searched.emit(self.search.text())


def _words(change: Change) -> str:
    if change.erased:
        return tr("erased under a retention rule; the chain still stands")
    if change.before:
        return tr("{before} → {after}", before=change.before, after=change.after or tr("nothing"))
    return change.after or tr("nothing")


def _readable(text: str) -> str:
    """Return a fact so that it fits: the hash of a file in groups, which can be broken into lines."""
    return _grouped(text) if _HASH.fullmatch(text) else text


def _grouped(digits: str) -> str:
    return " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))


def _exported() -> list[ExportColumn]:
    return [
        ExportColumn(tr("Number"), lambda row: row.id, "number"),
        ExportColumn(tr("Recorded"), lambda row: row.recorded, "date"),
        ExportColumn(tr("What"), lambda row: tr(row.verb)),
        ExportColumn(tr("About"), lambda row: row.about),
        ExportColumn(tr("Who"), lambda row: row.who),
        ExportColumn(tr("In the role"), lambda row: tr(row.role.label)),
        ExportColumn(tr("Recorded later"), lambda row: tr("Yes") if row.late else tr("No")),
    ]
