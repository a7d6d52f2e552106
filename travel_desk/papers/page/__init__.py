"""The page of papers: what is to sign, to print, signed and void, with the paper itself beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from travel_desk.base.language import screen_language, tr
from travel_desk.base.message import Message
from travel_desk.papers import actions, dialogs, queries
from travel_desk.papers.page import exporting, history
from travel_desk.papers.page.lent import paper_deeds, show_preview
from travel_desk.papers.page.picture import PaperPicture
from travel_desk.papers.page.scans import register_scans
from travel_desk.papers.page.words import detail_chips, facts, list_chip
from travel_desk.papers.queries import PaperDetail, PaperRow
from travel_desk.papers.rules import Kind, State
from travel_desk.shell.buttons import make_action
from travel_desk.shell.cells import Chips, Lines, Text, name_cell
from travel_desk.shell.context import Context
from travel_desk.shell.detail import Detail, MessageLine
from travel_desk.shell.fields import Level
from travel_desk.shell.page import Ask, EmptyState, ExportColumn, Filter, ListPage
from travel_desk.shell.preview import PaperPreview
from travel_desk.shell.registry import Found
from travel_desk.shell.rows import Column

_SUBJECTS = {"request", "trip", "person", "passport"}  # subject kinds that have a page


def register(context: Context) -> None:
    """Let Ctrl+K and a scanned check code find papers, and other pages sign and print them."""
    context.deeds.register("paper", 10, paper_deeds)
    context.finders.add(lambda: tr("Papers"), find_papers)
    register_scans(context)
    context.histories.register(
        "person", 50, lambda: tr("Papers"), history.happenings, icon="paper", standing=history.standings
    )


def find_papers(desk: Any, text: str) -> Sequence[Found]:
    """Return what Ctrl+K finds among papers: a number typed or scanned, or a part of one."""
    return [
        Found("paper", row.id, row.number, row.native or row.latin, "paper", list_chip(row))
        for row in queries.find(desk, text)
    ]


class PapersPage(ListPage):
    """All papers of the desk."""

    key = "papers"
    icon = "paper"
    kind = "paper"
    verb = "see_papers"
    subjects = frozenset({"papers", "settings"})
    opens = frozenset({"paper"})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setProperty("own_deeds", True)  # it knows more of a paper than the deeds lent to others
        holder = self.filter_bar.parentWidget()
        self._warnings = QVBoxLayout()
        layout = holder.layout() if holder is not None else None
        assert isinstance(layout, QVBoxLayout)
        layout.addLayout(self._warnings)

    @staticmethod
    def title() -> str:
        """Return the name in the sidebar."""
        return tr("Papers")

    def menu_title(self) -> str:
        """Return the name of the page's menu."""
        return tr("P&apers")

    def search_hint(self) -> str:
        """Return the hint of the search."""
        return tr("Number or name")

    def columns(self) -> list[Column]:
        """Return number, person, day and state."""
        return [
            Column(tr("Number"), 168, lambda row: Lines(row.number, tr(row.kind.label))),
            Column(tr("Person"), 200, lambda row: name_cell(row.native, row.latin), stretch=True),
            Column(
                tr("Issued"), 132, lambda row: Text(screen_language().day(row.issued_at.astimezone().date()))
            ),
            Column(tr("State"), 110, lambda row: Chips((list_chip(row),))),
        ]

    def filters(self) -> list[Filter]:
        """Return the chips above the list."""
        return [
            Filter("all", tr("All")),
            Filter("to_sign", tr("To sign")),
            Filter("unprinted", tr("To print")),
            Filter("signed", tr("Signed or ready")),
            Filter("void", tr("Void")),
        ]

    def primary(self) -> QAction | None:
        """Return the deed of the header: sign all that wait."""
        allowed = self.context.allowed("sign_paper")
        return make_action(tr("Sign All…"), self.sign_all, self, icon="sign", enabled=allowed)

    def menu_actions(self) -> list[QAction]:
        """Return letterhead, certificate and test sheet."""
        return [
            self._deed("set_letterhead", tr("Letterhead…"), self.set_letterhead),
            self._deed("replace_certificate", tr("Certificate…"), self.replace_certificate, "key"),
            self._deed("see_papers", tr("Test Sheet…"), self.show_sample, "print"),
        ]

    def empty(self) -> EmptyState:
        """Return what stands where no paper was issued yet."""
        return EmptyState(
            tr("No papers yet"),
            tr("Slips, receipts and refusals stand here once they are issued. Begin with the letterhead."),
            "paper",
            self._deed("set_letterhead", tr("Letterhead…"), self.set_letterhead),
        )

    def ask_ids(self, text: str, filter: str) -> Ask:
        """Ask for all ids."""
        return Ask(queries.papers, filter or "all", text)

    def ask_rows(self, ids: list[int]) -> Ask:
        """Ask for the rows of some ids."""
        return Ask(queries.row_list, ids)

    def export_columns(self) -> list[ExportColumn]:
        """Return the columns of the exported list."""
        return exporting.columns()

    def export_persons(self, record: PaperRow) -> tuple[int, ...]:
        """Return whom a record is about."""
        return () if record.person_id is None else (record.person_id,)

    def ask_subject(self, id: int) -> Ask:
        """Ask for one paper."""
        return Ask(queries.paper_detail, id)

    def reload(self, subjects: frozenset[str]) -> None:
        """Read list and certificate anew."""
        super().reload(subjects)
        self.context.read(queries.certificate_warnings, done=self._warn, channel="papers-warn", owner=self)

    def fill(self, detail: Detail, subject: PaperDetail) -> None:
        """Show one paper: its deeds, its picture, what the register holds."""
        row = subject.row
        detail.headline(row.native or tr(row.kind.label), row.latin, row.number, detail_chips(subject))
        deeds, danger = self._deeds(subject)
        self.show_actions(deeds, danger)
        if subject.void_reason:
            detail.message(tr("Void: {reason}", reason=subject.void_reason), Level.WARNING)
        detail.add(PaperPicture(self.context, row.id, row.number, partial(self.look_at, subject)))
        detail.facts(facts(subject))

    # deeds

    def sign_all(self) -> None:
        """Open the signing of all papers that wait."""
        self.context.read(queries.unsigned, done=self._sign, owner=self)

    def sign_paper(self, row: PaperRow) -> None:
        """Open the signing of one paper."""
        self._sign([row])

    def look_at(self, subject: PaperDetail, *, two_up: bool = False, save: bool = False) -> None:
        """Show a paper as it is, to print it or save it as PDF."""
        layout: actions.Layout = "two_up" if two_up else "single"
        self.context.read(
            actions.preview, subject.row.id, layout, owner=self,
            done=partial(self._show_preview, subject, layout, save),
        )  # fmt: skip

    def void_paper(self, row: PaperRow) -> None:
        """Open the voiding of a paper."""
        dialogs.VoidDialog(self.context, row, self).open()

    def check_paper(self, row: PaperRow) -> None:
        """Check the stored paper and say what was found beneath its facts."""
        self.context.read(actions.check_paper, row.id, done=partial(self._checked, row.id), owner=self)

    def set_letterhead(self) -> None:
        """Open the letterhead."""
        dialogs.LetterheadDialog(self.context, self).open()

    def replace_certificate(self) -> None:
        """Open the certificate."""
        dialogs.CertificateDialog(self.context, self).open()

    def show_sample(self) -> None:
        """Show the test sheet of printer and letterhead."""
        self.context.read(actions.sample_sheet, screen_language(), done=self._show_sample, owner=self)

    def _deeds(self, subject: PaperDetail) -> tuple[list[QAction], list[QAction]]:
        row, deed = subject.row, self._deed
        sign = deed("sign_paper", tr("Sign…"), partial(self.sign_paper, row), "sign")
        look = deed("print_paper", tr("Print…"), partial(self.look_at, subject), "print")
        twice = deed("print_paper", tr("Print Twice on A4…"), partial(self.look_at, subject, two_up=True))
        save = deed("save_paper", tr("Save as PDF…"), partial(self.look_at, subject, save=True), "save")
        check = deed("see_papers", tr("Check"), partial(self.check_paper, row), "shield")
        about = self._about(subject)
        if row.state is State.TO_SIGN:
            void = self._void(subject)
            return [sign, *about, *void], void
        if row.state is State.VOID:
            return ([check, *about] if subject.sha256 else about), []
        printing = [look, twice] if row.kind is Kind.SLIP else [look]
        void = self._void(subject)
        return [*printing, save, check, *about, *void], void

    def _void(self, subject: PaperDetail) -> list[QAction]:
        """Return the deed that voids a paper; that of a slip is lent by the duty that issued it."""
        if subject.row.kind is Kind.SLIP and subject.subject_kind == "request":
            return self.context.deeds.make(self.context, "slip", subject.subject_id, self)
        return [self._deed("void_paper", tr("Void…"), partial(self.void_paper, subject.row))]

    def _deed(self, verb: str, text: str, do: Callable[[], object], icon: str = "") -> QAction:
        return make_action(text, do, self, icon=icon, enabled=self.context.allowed(verb))

    def _about(self, subject: PaperDetail) -> list[QAction]:
        if subject.subject_kind not in _SUBJECTS:
            return []
        kind, id = subject.subject_kind, subject.subject_id
        titles = {"request": tr("Show Request"), "trip": tr("Show Trip"), "person": tr("Show Person")}
        text = titles.get(kind, tr("Show Passport"))
        return [make_action(text, partial(self.context.open, kind, id), self, icon="enter")]

    # answers

    def _sign(self, rows: Sequence[PaperRow]) -> None:
        if not rows:
            self.context.toast(tr("No paper waits for a signature"))
            return
        dialogs.SignDialog(self.context, rows, self).open()

    def _show_preview(self, subject: PaperDetail, layout: actions.Layout, save: bool, content: bytes) -> None:
        show_preview(self.context, subject.row, layout, self, content, save=save)

    def _show_sample(self, content: bytes) -> None:
        PaperPreview(self.context, tr("Test Sheet"), content, "test-sheet.pdf", parent=self).open()

    def _checked(self, id: int, found: actions.PaperCheck) -> None:
        if self.subject_id != id:
            return
        good = found.unchanged and found.signed is not False
        for reason in found.reasons:
            self.detail.message(tr(reason), Level.OK if good else Level.ERROR)
        self.context.toast(tr("Checked: in order") if good else tr("Checked: not in order, see below"))

    def _warn(self, warnings: Sequence[Message]) -> None:
        while (item := self._warnings.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for warning in warnings:
            self._warnings.addWidget(MessageLine(tr(warning), Level.WARNING))
