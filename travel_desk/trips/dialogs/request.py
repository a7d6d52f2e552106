"""The trip request dialog: everything of a trip on one sheet, checked while it is typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from travel_desk.base.language import tr, trn
from travel_desk.base.message import Message
from travel_desk.mrz import looks_like_zone, read
from travel_desk.officials.rules import zones
from travel_desk.shell.buttons import ActionButton, make_action
from travel_desk.shell.context import Context
from travel_desk.shell.dialog import DeedDialog
from travel_desk.trips import actions, queries
from travel_desk.trips.dialogs.form import TripForm, present
from travel_desk.trips.dialogs.kept import from_plain, to_plain
from travel_desk.trips.dialogs.panel import RoutePanel
from travel_desk.trips.queries import CopiedTrip, KeptDraft, TravellerHit, TripCheck
from travel_desk.trips.rules import Finding, Severity, TripDraft

CHECK_PAUSE = 120  # milliseconds after the last change


class TripRequestDialog(DeedDialog):
    """A new trip, a draft that is continued, or a trip whose requests were sent back.

    person: the traveller a new trip begins with, from a dossier. trip: of the register, to be changed.
    """

    def __init__(
        self,
        context: Context,
        parent: QWidget | None = None,
        *,
        person: int | None = None,
        trip: int | None = None,
    ) -> None:
        subject = f"trip:{trip}" if trip else f"person:{person}" if person else "new"
        super().__init__(
            context,
            tr("Trip Request") if trip else tr("New Trip Request"),
            primary=tr("Submit Request"),
            secondary=tr("Close, Keep Draft"),
            parent=parent,
            side=True,
            width=1184,
            height=752,
            draft=("trip", subject),
        )
        self.trip = trip
        self.version = 0
        self._person = person
        self._typed = False
        self._continued = False
        self._check = TripCheck()
        self._new_person = [
            deed for deed in context.deeds.make(context, "new_person", 0, self) if deed.isEnabled()
        ]
        self.form = TripForm(context, create=self.new_person if self._new_person else None)
        self.panel = RoutePanel()
        self.body.addWidget(self.form)
        self.body.addStretch(1)
        self.side.setAlignment(self.panel, self.side.alignment())
        self.side.addWidget(self.panel, 1)
        for name, labelled in self.form.labelled.items():
            self.field(name, labelled, watch=False)
        self._checking = QTimer(self, singleShot=True, interval=CHECK_PAUSE)
        self._checking.timeout.connect(self.ask_check)
        self.form.changed.connect(self._changed)
        self.form.passports_chosen.connect(self._checking.start)
        copy = make_action(tr("Copy Last Trip"), self.copy_last_trip, self, icon="copy")
        self.copy_button: ActionButton = self.add_footer_action(copy)
        self.copy_action = copy
        self.start_over_action = make_action(tr("Start Over"), self.start_over, self, icon="undo")
        self.start_over_action.setVisible(False)
        self.add_footer_action(self.start_over_action)
        for deed in self._new_person:
            self.add_footer_action(deed)
        self._say_primary()

    # -- opening ---------------------------------------------------------------------------------

    def open(self) -> None:
        """Open; a draft that this user left unfinished goes before what the register holds."""
        super().open()
        self.form.purpose.setFocus()
        self._checking.start()
        if self.trip is not None:
            self.context.read(queries.kept_draft, self.trip, done=self._from_register, owner=self)
        elif self._person is not None:
            self.context.read(queries.travellers, [self._person], done=self._begin_with, owner=self)

    def _from_register(self, kept: KeptDraft) -> None:
        self.version = kept.version
        self.setWindowTitle(tr("Trip Request {number}", number=kept.number))
        self.form.say_attached([file.name for file in kept.attachments])
        if not self._continued:
            self._fill(kept.draft, kept.travellers)

    def _begin_with(self, found: Mapping[int, TravellerHit]) -> None:
        """Put the person of the dossier first, unless a restored draft says who travels."""
        if self._continued:
            return
        before, self._restoring = self._restoring, True
        try:
            first = [present(hit) for hit in found.values()]
            rest = [one for one in self.form.travellers.suggestions() if one.id not in found]
            self.form.travellers.set_value([*first, *rest])
        finally:
            self._restoring = before

    def collect(self) -> dict[str, Any]:
        """Return what a draft keeps, with what the fields show of the persons."""
        names = {
            str(one.id): [one.first, one.second, one.trailing] for one in self.form.travellers.suggestions()
        }
        substitute = self.form.substitute
        names[str(substitute.value())] = [substitute.text(), "", ""]
        return {"draft": to_plain(self.form.draft()), "names": names, "version": self.version}

    def restore(self, content: Mapping[str, Any]) -> None:
        """Fill the form with a draft; raises KeyError or ValueError for one that can't be read."""
        draft = from_plain(content["draft"])
        names = {int(one): said for one, said in content["names"].items() if one.isdigit()}
        hits = {one: TravellerHit(one, said[0], said[1], said[2], "") for one, said in names.items()}
        self._fill(draft, hits)
        self._typed = self._continued = True
        self.start_over_action.setVisible(True)

    def start_over(self) -> None:
        """Put the restored draft aside and begin with an empty form, or with what the register holds."""
        self._typed = self._continued = False
        self.start_over_action.setVisible(False)
        self.footnote("")
        self._fill(TripDraft(), {})
        self.discard_draft()
        if self.trip is not None:
            self.context.read(queries.kept_draft, self.trip, done=self._from_register, owner=self)
        elif self._person is not None:
            self.context.read(queries.travellers, [self._person], done=self._begin_with, owner=self)

    def _fill(self, draft: TripDraft, people: Mapping[int, TravellerHit]) -> None:
        before, self._restoring = self._restoring, True
        try:
            self.form.set_draft(draft, {one: present(hit) for one, hit in people.items()})
        finally:
            self._restoring = before
        self._checking.start()

    # -- while typing ----------------------------------------------------------------------------

    def _changed(self) -> None:
        if not self._restoring:
            self._typed = True
            self.touched()
        self._say_primary()
        self._checking.start()

    def _say_primary(self) -> None:
        count = len(self.form.travellers.value())
        text = (
            tr("Submit Request")
            if count < 2
            else trn("Submit {count} Request", "Submit {count} Requests", count)
        )
        self.do.setText(text)
        self.copy_action.setEnabled(count > 0)
        self.form.say_travellers(count)

    def ask_check(self) -> None:
        """Ask the register what a submission would find now; an older question is dropped."""
        self.context.read(
            queries.check_draft,
            replace(self.form.draft(), files=()),
            self.trip,
            done=self._checked,
            channel=f"trip-check-{id(self)}",
            owner=self,
        )

    def _checked(self, check: TripCheck) -> None:
        self._check = check
        if self.form.show_check(check):
            self.panel.show_check(check)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the last check found."""
        return self._check.findings

    # -- deeds -----------------------------------------------------------------------------------

    def submit(self) -> None:
        """Submit one request a traveller; what is still lacking is said at its field."""
        problem = next((f for f in self.findings if f.severity is Severity.PROBLEM), None)
        if problem is not None and not self._checking.isActive():
            self.problem(problem.message, problem.field)
            return
        self.run(actions.submit_trip, self.form.draft(), self.trip, self.version, done=self._submitted)

    def _submitted(self, trip: int) -> None:
        count = len(self.form.travellers.value())
        self.context.toast(trn("{count} request submitted.", "{count} requests submitted.", count))
        self.context.open("trip", trip)

    def reject(self) -> None:
        """Close and keep the draft: in the register once there is a traveller, else for this user."""
        draft = self.form.draft()
        verb = "change_trip" if self.trip is not None else "draft_trip"
        if not self._typed or not draft.travellers or not self.context.allowed(verb) or self._busy:
            super().reject()
            return
        self.keep_draft()
        self.set_busy(True)
        keep = self._keep_in_register
        if self.trip is None:
            keep(actions.draft_trip, draft)
        else:
            keep(actions.change_trip, self.trip, self.version, draft)

    def _keep_in_register(self, action: Callable[..., Any], *args: Any) -> None:
        def kept(_trip: int) -> None:
            self._finished = True
            self.discard_draft()
            self.context.toast(tr("Draft kept. It stands under Trips, Pending."))
            self.accept()

        def only_here(_error: object) -> None:
            # The register refuses it as it is (days in the wrong order): it stays this user's draft.
            self.set_busy(False)
            DeedDialog.reject(self)

        self.context.run(action, *args, done=kept, refused=only_here, owner=self)

    def problem(self, message: Message | str, field: str = "") -> None:
        """Show a sentence at its field; "legs.1" stands at the legs."""
        super().problem(message, field.partition(".")[0])

    def new_person(self, typed: str = "") -> None:
        """Have somebody registered who is to travel; they join the travellers."""
        self.setProperty("typed", typed)
        for deed in self._new_person:
            deed.trigger()
        self.setProperty("typed", "")

    def take_person(self, person: int) -> None:
        """Let somebody travel who was just registered."""
        self.context.read(queries.travellers, [person], done=self._join, owner=self)

    def scanned(self, text: str) -> bool:
        """Let the bearer of a scanned passport travel."""
        if not looks_like_zone(text):
            return False
        reading = read(text, self.context.clock.today())
        if reading.zone is None or not reading.valid:
            self.footnote(tr(reading.problems[0].message), "scan", "muted")
        elif zones.is_visa(reading.zone):
            self.footnote(tr(zones.NOT_A_PASSPORT), "scan", "muted")
        else:
            number = reading.zone.number
            printed = zones.printed_values(reading.zone)
            self.context.read(
                queries.traveller_with,
                printed["number"],
                printed["issuing_state"],
                done=partial(self._join_bearer, number),
                owner=self,
            )
        return True

    def _join_bearer(self, number: str, hit: TravellerHit | None) -> None:
        if hit is None:
            told = tr("Nobody in the register has the passport {number}.", number=number)
            self.footnote(told, "scan", "muted")
            return
        self._join({hit.id: hit})

    def _join(self, found: Mapping[int, TravellerHit]) -> None:
        for hit in found.values():
            self.form.travellers.add(present(hit))
        self.form.travellers.setFocus()

    def copy_last_trip(self) -> None:
        """Fill the form with the leader's last trip: places without days."""
        leader = self.form.leader()
        if leader is not None:
            self.context.read(queries.last_trip, leader, done=self._copied, owner=self)

    def _copied(self, last: CopiedTrip | None) -> None:
        if last is None:
            self.footnote(tr("No earlier trip of this traveller is in the register."), "info", "muted")
            return
        self.form.copy(last.draft)
        self.footnote(tr("Copied from {number}, without its days", number=last.number), "copy", "muted")
