"""The page of officials: the register as a list, a person's dossier beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from travel_desk.base.language import tr
from travel_desk.officials import actions, dialogs, queries
from travel_desk.officials.page import dossier, exporting, history, words
from travel_desk.officials.page.deeds import own_deeds, register_drafts
from travel_desk.officials.page.dossier import CareerSection
from travel_desk.officials.page.dossier_view import DossierView
from travel_desk.officials.page.filters import Filtering, Limits, filter_words
from travel_desk.officials.page.scans import register_scans, waiting
from travel_desk.officials.queries import Dossier, PersonRow, Question
from travel_desk.officials.queries.exporting import PersonRecord, person_records
from travel_desk.shell.buttons import make_action
from travel_desk.shell.cells import Chips, Lines, name_cell
from travel_desk.shell.context import Context
from travel_desk.shell.detail import Detail
from travel_desk.shell.page import Ask, EmptyState, ExportColumn, Filter, ListPage
from travel_desk.shell.registry import Found
from travel_desk.shell.rows import Column

__all__ = ["CareerSection", "OfficialsPage", "find_officials", "register"]

_REST = 120  # milliseconds that a row stays current before its dossier is opened


def register(context: Context) -> None:
    """Add what this duty shows outside its page: the last section of a dossier, drafts, persons in Ctrl+K."""
    context.sections.register("person", 90, CareerSection)
    register_drafts(context)
    context.finders.add(lambda: tr("Officials"), find_officials)
    register_scans(context)
    history.register(context)


def find_officials(desk: Any, text: str) -> list[Found]:
    """Return what Ctrl+K finds among persons; runs off the window's thread."""
    return [
        Found("person", hit.id, hit.native_name or hit.latin, _subtitle(hit), "person")
        for hit in queries.find_people(desk, text)
    ]


def _subtitle(hit: queries.PersonHit) -> str:
    latin = hit.latin if hit.native_name else ""
    return " · ".join(part for part in (latin, hit.post, hit.organisation) if part)


class OfficialsPage(ListPage):
    """The register of officials. Opening a dossier is a deed of its own, written to the journal."""

    key = "officials"
    icon = "officials"
    kind = "person"
    verb = "see_officials"
    subjects = frozenset({"persons", "organisations", "passports", "custody", "requests", "filters"})
    opens = frozenset({"person"})
    _opened: int | None = None  # whose dossier was opened last
    _dossier: Dossier | None = None  # what the pane shows
    _wide = False  # the dossier is wanted over the whole width
    _offered: Sequence[QAction] = ()  # deeds on the person of the pane

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        self.limits = Limits()
        super().__init__(context, parent)
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self._open_dossier)
        self.filtering = Filtering(context, self.limits, self, self.filter_bar)
        self.filtering.told_by(self.frame.filter_line.say)
        self.filtering.changed.connect(lambda: self._ask(fresh=True))
        self.filtering.told.connect(self.menus_changed)
        self.wide_action = make_action(
            tr("Open Dossier"), self.open_wide, self, icon="person", shortcut="Ctrl+D", enabled=False
        )
        self.view = DossierView(context, self)
        self.view.hide()
        self.view.left.connect(self.close_wide)
        self.view.turned.connect(self.menus_changed)
        whole = self.layout()
        assert whole is not None
        whole.addWidget(self.view)

    @staticmethod
    def title() -> str:
        """Return the name in the sidebar."""
        return tr("Officials")

    def menu_title(self) -> str:
        """Return the name of the menu."""
        return tr("&Official")

    def search_hint(self) -> str:
        """Return the hint of the search."""
        return tr("Name, number, post")

    def columns(self) -> list[Column]:
        """Return name, post and organisation, category, passport."""
        return [
            Column(tr("Name"), 196, lambda row: name_cell(row.native_name, row.latin, words.name_note(row))),
            Column(tr("Post and organisation"), 216, _post_cell, stretch=True),
            Column(tr("Category"), 156, lambda row: Chips(words.category_chips(row.categories))),
            Column(tr("Passport"), 136, lambda row: Chips((words.custody_chip(row.custody),))),
        ]

    def filters(self) -> list[Filter]:
        """Return the chips above the list: fixed ones, those that the user keeps, and the own one."""
        return self.limits.chips()

    def primary(self) -> QAction | None:
        """Return the deed of the header."""
        text = tr("New Official…")
        return self._deed("register_person", text, self.register_person, "plus", "Ctrl+Shift+N")

    def menu_actions(self) -> list[QAction]:
        """Return the deeds that belong to no person."""
        own = [self._deed("add_organisation", tr("Organisations…"), self.show_organisations, "organisation")]
        if self._wide:
            return [*self.view.menu_actions(), *own]
        return [self.wide_action, *self.filtering.menu_actions(), *own]

    def menus(self) -> list[tuple[str, list[QAction]]]:
        """Return the page's menu; while a past day is shown, it offers nothing that would be done today."""
        if self._wide and self.view.is_past():
            return [(self.menu_title(), self.view.menu_actions())]
        return super().menus()

    def empty(self) -> EmptyState:
        """Return what stands in an empty register."""
        return EmptyState(
            tr("No official is registered yet"),
            tr("Enter the organisations first (menu Official), then the first official."),
            "officials",
            self.primary_action,
        )

    def ask_ids(self, text: str, filter: str) -> Ask:
        """Ask for the ids of all persons that search and filter leave."""
        return Ask(queries.person_ids, self._question(text, filter))

    def ask_first(self, text: str, filter: str) -> Ask:
        """Ask for the first of these ids."""
        return Ask(queries.person_first, self._question(text, filter))

    def _question(self, text: str, filter: str) -> Question:
        return queries.question_of(self.limits.wanted(filter), text, self.context.clock.today())

    def ask_rows(self, ids: list[int]) -> Ask:
        """Ask for the rows of some persons."""
        return Ask(queries.person_rows, ids)

    def export_columns(self) -> list[ExportColumn]:
        """Return the columns of the exported list."""
        return exporting.columns()

    def ask_export(self, ids: list[int]) -> Ask:
        """Ask for the full records of some rows."""
        return Ask(person_records, ids)

    def export_persons(self, record: PersonRecord) -> tuple[int, ...]:
        """Return whom a record is about."""
        return (record.id,)

    def ask_subject(self, id: int) -> Ask:
        """Ask for a dossier that is open already."""
        return Ask(queries.dossier, id)

    def fill(self, detail: Detail, subject: Dossier) -> None:
        """Show a dossier; the sections of higher duties follow."""
        deeds = own_deeds(self, subject)
        own = list(deeds.values())
        more = make_action(tr("More Deeds"), None, self, icon="more")
        head = detail.headline(
            subject.person.native_name or _latin(subject),
            _latin(subject) if subject.person.native_name else "",
            dossier.headline_line(subject),
            words.headline_chips(subject),
            [deeds["change_person"], more],
        )
        more.triggered.connect(lambda: self._pop_up(head, more, own))
        # What higher duties may know of the person to leave out deeds that can't apply now.
        self.setProperty("booklets", [card.custody for card in subject.passports])
        self.setProperty("leaving", subject.leaving)
        self.show_actions([])
        self._offered = [*self.subject_actions, deeds["change_person"]]
        self.subject_actions = [*self.subject_actions, *own, more]
        detail.facts(dossier.facts(subject))
        add = deeds["register_passport"]
        do = add.trigger if add.isEnabled() else None
        detail.add(dossier.passports(subject, partial(self.context.open, "passport"), do))

    def register_person(self) -> None:
        """Open the dialog of a new official."""
        dialog = dialogs.RegisterPerson(self.context, self)
        dialog.deed_done.connect(lambda id: self.open_subject("person", id))
        dialog.open_instead.connect(lambda id: self.open_subject("person", id))
        dialog.open()

    def show_organisations(self) -> None:
        """Open the tree of organisations."""
        dialogs.Organisations(self.context, self).open()

    # -- the dossier over the whole width ----------------------------------------------------------

    def activate(self, id: int) -> None:
        """Enter or a double click on a row: open the dossier over the whole width."""
        self.open_wide()

    def open_wide(self) -> None:
        """Show the person of the pane over the whole width; the list keeps its place behind it."""
        if self.subject_id is None:
            return
        self._wide = True
        if self._dossier is not None and self._dossier.id == self.subject_id:
            self._show_wide(self._dossier)
        else:
            self._rest.stop()
            self._open_dossier()

    def close_wide(self) -> None:
        """Go back to the list, where it was left."""
        if not self._wide:
            return
        self._wide = False
        self.view.hide()
        self.view.forget()
        self.frame.show()
        self._to_table()
        self.menus_changed.emit()

    def open_subject(self, kind: str, id: int) -> None:
        """Select a person in the list."""
        if id != self.subject_id:
            self.close_wide()
        super().open_subject(kind, id)

    def reload(self, subjects: frozenset[str]) -> None:
        """Read the list, its filters and what is shown anew."""
        super().reload(subjects)
        self.filtering.reread()
        self.view.reread()

    def focus_search(self) -> None:
        """Search the list, which a dossier over the whole width makes room for."""
        self.close_wide()
        super().focus_search()

    def _show_wide(self, found: Dossier) -> None:
        fresh = self.view.isHidden()
        self.frame.hide()
        self.view.show()
        self.view.show_deeds(self._offered)
        self.view.show_person(found)
        if fresh:
            self.view.detail.setFocus(Qt.FocusReason.OtherFocusReason)
        self.menus_changed.emit()

    def _fill(self, id: int, subject: Dossier) -> None:
        """Fill the pane, and the whole width where that is wanted and shows no past day."""
        asked = id
        if subject.id != id:
            # An entry that was merged into another one leads to that one, which stands for both.
            self.subject_id = self._opened = id = subject.id
            self.table.find_again(id)
        self._dossier = subject
        self.view.show_deeds(())
        super()._fill(id, subject)
        self.wide_action.setEnabled(True)
        if self._wide and not self.view.is_past():
            self._show_wide(subject)
        waiting(self.context).opened(asked, subject)

    # -- opening a dossier is a deed -------------------------------------------------------------

    def _load(self, id: int) -> None:
        """Open the dossier once the row rests; one that is open is only read anew."""
        if id == self._opened:
            super()._load(id)
            return
        self.subject_id = id
        self._rest.start()

    def _open_dossier(self) -> None:
        id = self.subject_id
        if id is not None:
            self.context.run(
                actions.open_dossier,
                id,
                done=partial(self._show_dossier, id),
                refused=self._detail_failed,
                owner=self,
            )

    def _show_dossier(self, id: int, found: Dossier) -> None:
        if self.subject_id == id:
            self._opened = id
            self._fill(id, found)

    def question_lines(self) -> tuple[str, ...]:
        """Return what the list answers; a filter that was put together is said in words."""
        wanted = self.limits.wanted(self.filter_bar.key())
        own = [] if wanted.is_empty else [filter_words(wanted)]
        return (*super().question_lines(), *own)

    def _put_aside(self) -> None:
        """Put search and filter aside, and what is said of them."""
        super()._put_aside()
        self.filtering.tell()

    # -- parts -----------------------------------------------------------------------------------

    def _deed(
        self, verb: str, text: str, do: Callable[[], object], icon: str = "", shortcut: str = ""
    ) -> QAction:
        enabled = self.context.allowed(verb)
        return make_action(text, do, self, icon=icon, shortcut=shortcut, enabled=enabled)

    def _pop_up(self, head: QWidget, more: QAction, own: list[QAction]) -> None:
        menu = QMenu(self)
        menu.addActions(own)
        menu.aboutToHide.connect(menu.deleteLater)
        place = next(one for one in head.findChildren(QToolButton) if one.defaultAction() is more)
        menu.popup(place.mapToGlobal(QPoint(0, place.height())))


def _latin(found: Dossier) -> str:
    return f"{found.person.surname} {found.person.given_names}".strip()


def _post_cell(row: PersonRow) -> Lines:
    if row.title:
        return Lines(row.title, row.organisation)
    return Lines(tr("No post") if row.official else tr("No official"), "", tone="muted")
