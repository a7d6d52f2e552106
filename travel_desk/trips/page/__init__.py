"""The page of trips: what waits for a decision, what is approved, who is abroad, what is closed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from travel_desk.base.language import tr
from travel_desk.shell import fonts, saving
from travel_desk.shell.buttons import ActionButton, make_action
from travel_desk.shell.context import Context
from travel_desk.shell.detail import Detail
from travel_desk.shell.page import Ask, EmptyState, ExportColumn, Filter, ListPage
from travel_desk.shell.preview import PaperPreview
from travel_desk.shell.registry import Found
from travel_desk.shell.rows import Column
from travel_desk.trips import actions, queries
from travel_desk.trips.dialogs import TripRequestDialog
from travel_desk.trips.page import deeds, exporting, history, pane, words
from travel_desk.trips.page.files import read_attachment
from travel_desk.trips.page.person import PersonTrips, person_deeds
from travel_desk.trips.page.travellers import Travellers
from travel_desk.trips.queries import Counts, Group, Question, TripDetail
from travel_desk.trips.queries import Filter as Chosen
from travel_desk.trips.queries.exporting import TripRecord, trip_records
from travel_desk.trips.rules import RequestFacts

_NARROW = 1180  # pixels of the page at base size, below which list and pane would crowd each other

__all__ = ["TripsPage", "find_trips", "register"]


def register(context: Context) -> None:
    """Add what this duty shows outside its page: trips in dossiers, deeds on requests, trips in Ctrl+K."""
    context.sections.register("person", 20, PersonTrips)
    context.deeds.register("person", 10, person_deeds)
    context.deeds.register("request", 20, deeds.request_deeds)
    context.finders.add(lambda: tr("Trips"), find_trips)
    context.histories.register(
        "person", 20, lambda: tr("Trips"), history.happenings, icon="trips", standing=history.standings
    )


def find_trips(desk: Any, text: str) -> list[Found]:
    """Return what Ctrl+K finds among trips; runs off the window's thread."""
    return [
        Found(
            "trip",
            row.trip_id,
            tr(
                "{place}, {days}",
                place=words.place(row.place, row.country),
                days=words.days(row.first, row.last),
            ),
            " · ".join(part for part in (row.number, words.traveller_cell(row).spoken) if part),
            "trips",
            words.state_chip(row.state),
        )
        for row in queries.find_trips(desk, text)
    ]


class TripsPage(ListPage):
    """The trips by where they stand; the pane shows one trip with a request for each traveller."""

    key = "trips"
    icon = "trips"
    # The sections and deeds of "trip" and "request" are placed by `fill`, in the foot and the buttons.
    kind = ""
    row_height = 48
    detail_width = 480
    verb = "see_trips"
    subjects = frozenset({"trips", "requests", "persons", "papers", "custody"})
    opens = frozenset({"trip", "request"})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        self._current: int | None = None  # the request whose route the pane shows
        self._turning_to: int | None = None  # a trip that was opened from elsewhere
        self.travellers: Travellers | None = None
        super().__init__(context, parent)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a narrow window the header's button shows its sign only, so that the pane keeps its width."""
        super().resizeEvent(event)
        narrow = self.width() < fonts.scaled(_NARROW)
        for one in self.findChildren(ActionButton):
            if one.action is self.primary_action:
                one.setText("" if narrow else one.action.text())
                one.setAccessibleName(one.action.text())

    @staticmethod
    def title() -> str:
        """Return the name in the sidebar."""
        return tr("Trips")

    def menu_title(self) -> str:
        """Return the name of the menu."""
        return tr("&Trip")

    def search_hint(self) -> str:
        """Return the hint of the search."""
        return tr("Search trips")

    def columns(self) -> list[Column]:
        """Return traveller, where it is, stage, and what is due."""
        clock = self.context.clock
        return [
            Column(tr("Traveller"), 184, words.traveller_cell),
            Column(tr("Where it is"), 300, lambda row: words.where_cell(row, clock.today()), stretch=True),
            Column(tr("Stage"), 98, lambda row: words.stage_cell(row, clock.today())),
            Column(tr("Due"), 148, lambda row: words.due_cell(row, clock.today())),
        ]

    def segments(self) -> list[Filter]:
        """Return the four parts."""
        return [Filter(one.value, tr(one.label)) for one in Group]

    def filters(self) -> list[Filter]:
        """Return the chips of the part that is on."""
        return [Filter(one.value, tr(one.label)) for one in self._group().filters]

    def primary(self) -> QAction | None:
        """Return the deed of the header."""
        return make_action(
            tr("New Trip Request…"),
            self.submit_trip,
            self,
            icon="plus",
            shortcut="Ctrl+N",
            enabled=self.context.allowed("submit_trip"),
        )

    def menu_actions(self) -> list[QAction]:
        """Return the deed that fills the register from the old files."""
        return [deeds.past_trips(self.context, self)]

    def empty(self) -> EmptyState:
        """Return what stands in an empty part."""
        if self._group() is Group.PENDING:
            line = tr("Take a request at the counter: New Trip Request.")
            return EmptyState(tr("No trip waits for anything"), line, "trips", self.primary_action)
        return EmptyState(tr("No trip is here now"), "", "trips")

    def ask_ids(self, text: str, filter: str) -> Ask:
        """Ask for the ids that search and filter leave; the counts of the chips come with them."""
        question = Question(self._group(), Chosen(filter) if filter else Chosen.ALL, text)
        self.context.read(
            queries.trip_counts, question, done=self._show_counts, channel="trips-counts", owner=self
        )
        return Ask(queries.trip_ids, question)

    def ask_rows(self, ids: list[int]) -> Ask:
        """Ask for the rows of some trips."""
        return Ask(queries.trip_rows, ids, self._group())

    def export_columns(self) -> list[ExportColumn]:
        """Return the columns of the exported list."""
        return exporting.columns()

    def ask_export(self, ids: list[int]) -> Ask:
        """Ask for the full records of some rows."""
        return Ask(trip_records, ids)

    def export_persons(self, record: TripRecord) -> tuple[int, ...]:
        """Return whom a record is about."""
        request = record.request
        if request.substitute_id is None or not request.substitute_name:
            return (request.person_id,)
        return request.person_id, request.substitute_id

    def ask_subject(self, id: int) -> Ask:
        """Ask for one trip."""
        return Ask(queries.trip_detail, id)

    def open_subject(self, kind: str, id: int) -> None:
        """Show a trip, or the trip of a request with that traveller's route."""
        if kind == "request":
            self._current = id
            self.context.read(queries.trip_of, id, done=self._seek, owner=self)
        else:
            self._seek(id)

    def fill(self, detail: Detail, subject: TripDetail) -> None:
        """Show one trip; the foot holds what higher duties add."""
        today = self.context.clock.today()
        self._follow(subject)
        current = self._shown(subject)
        self._current = current.id
        foot = self.context.sections.make(self.context, "trip", subject.trip_id)
        pane.headline(detail, subject, current, today)
        self._offer(subject, current, foot)
        pane.facts(detail, subject, current)
        title = tr("Travellers, each decided by itself") if len(subject.requests) > 1 else tr("Traveller")
        self.travellers = Travellers(subject.requests, subject.before, current.id)
        self.travellers.chosen.connect(self._choose)
        self.travellers.ticked.connect(self._tell_ticked)
        detail.section(title).add(self.travellers)
        pane.route(detail, subject, current, today)
        pane.before_deciding(detail, subject, self.open_file)
        for section in self.context.sections.make(self.context, "request", current.id):
            detail.add(section)
        pane.particulars(detail, subject, current)
        pane.why(detail, current)
        for section in foot:
            self.footer.addWidget(section)
        self._tell_ticked(self.travellers.requests())

    # -- deeds -----------------------------------------------------------------------------------

    def submit_trip(self) -> None:
        """Open an empty trip request."""
        TripRequestDialog(self.context, self).open()

    def attach_file(self, trip: TripDetail) -> None:
        """Ask for a file and attach it to the trip."""
        dialog = QFileDialog(self, tr("Attach File"))
        dialog.fileSelected.connect(lambda path: self._attach(trip, path))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def open_file(self, attachment: int) -> None:
        """Show an attached PDF in the program; another file is saved where the user says."""
        self.context.read(
            queries.attachment_content, attachment, done=partial(self._show_file, attachment), owner=self
        )

    # -- inside ----------------------------------------------------------------------------------

    def _group(self) -> Group:
        known = getattr(self, "segment_bar", None)
        return Group(known.key()) if known is not None and known.key() else Group.PENDING

    def _show_counts(self, counts: Counts) -> None:
        texts = {
            one.value: tr("{filter} {count}", filter=tr(one.label), count=count)
            for one, count in counts.filters.items()
        }
        self.filter_bar.set_texts(texts)
        self.counted.emit(counts.pending)

    def _seek(self, trip: int) -> None:
        self._turning_to = trip
        super().open_subject("trip", trip)

    def _follow(self, trip: TripDetail) -> None:
        """Turn to the part of the list in which a trip stands that was opened from elsewhere."""
        if self._turning_to != trip.trip_id:
            return
        self._turning_to = None
        states = {one.state for one in trip.requests}
        if states & self._group().states:
            return
        group = next(one for one in Group if states & one.states)
        self.segment_bar.set_key(group.value)
        self.filter_bar.set_choices(self.filters())
        QTimer.singleShot(0, self, lambda: self.reload(self.subjects))

    def _shown(self, trip: TripDetail) -> RequestFacts:
        here = [one for one in trip.requests if one.state in self._group().states]
        known = next((one for one in trip.requests if one.id == self._current), None)
        return known or (here or list(trip.requests))[0]

    def _offer(self, trip: TripDetail, current: RequestFacts, foot: Sequence[QWidget]) -> None:
        attach = make_action(
            tr("Attach File…"),
            lambda: self.attach_file(trip),
            self,
            icon="attach",
            enabled=self.context.allowed("attach_file"),
        )
        attach.setObjectName("attach_file")
        attach.setProperty("never_first", True)
        own = deeds.own_deeds(self.context, current, self)
        # What higher duties may know of the request to leave out deeds that can't apply now.
        moving = current.state in deeds.MOVING and current.id in trip.booklets
        self.setProperty("booklets", [trip.booklets[current.id]] if moving else [])
        self.setProperty("leaving", current.state in deeds.LEAVING)
        made = self.context.deeds.make(self.context, "request", current.id, self)
        more = [one for one in made if one.objectName() not in deeds.LENT]  # own deeds know more
        whole = self.context.deeds.make(self.context, "trip", trip.trip_id, self)
        danger = [one for one in [*more, *own] if one.objectName() in ("void_slip", "withdraw_request")]
        more = [one for one in more if one not in danger]
        steps = [one for one in own if one not in danger]
        whole = [*deeds.trip_deeds(self.context, trip, self), *whole]
        files = [] if trip.hidden else [attach]
        # What stands in the foot has its buttons there.
        also = [one for part in foot for one in getattr(part, "deeds", list)()]
        self.show_actions([*whole, *more, *steps, *files, *danger], danger, also)

    def _choose(self, request: int) -> None:
        self._current = request
        self.refresh_detail()

    def _tell_ticked(self, requests: list[int]) -> None:
        for at in range(self.footer.count()):
            item = self.footer.itemAt(at)
            widget = item.widget() if item is not None else None
            take = getattr(widget, "set_requests", None)
            if callable(take):
                take(requests)

    def _attach(self, trip: TripDetail, path: str) -> None:
        self.context.compute(
            read_attachment,
            path,
            done=lambda file: self.context.run(
                actions.attach_file, trip.trip_id, trip.version, file.name, file.content, owner=self
            ),
            owner=self,
        )

    def _show_file(self, attachment: int, file: tuple[str, bytes]) -> None:
        name, content = file
        if content.startswith(b"%PDF"):
            preview = PaperPreview(
                self.context,
                name,
                content,
                name,
                printing=lambda desk, printer: actions.save_file(desk, attachment, printer),
                saving=lambda desk: actions.save_file(desk, attachment),
                parent=self,
            )
            for action in (preview.print_action, preview.save_action):
                action.setEnabled(self.context.allowed("save_file"))
            preview.open()
            return
        dialog = QFileDialog(self, tr("Save Attachment"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(name)
        dialog.fileSelected.connect(partial(self._save_file, attachment, content))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _save_file(self, attachment: int, content: bytes, path: str) -> None:
        """Let the file leave the program, which the journal records, and write it."""
        self.context.run(
            saving.by_deed(lambda desk: actions.save_file(desk, attachment), Path(path), content),
            done=lambda _: self.context.toast(tr("File saved.")),
            owner=self,
        )
