"""The fields of a trip request and what is said at each of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from travel_desk.base.language import screen_language, tr, trn
from travel_desk.desk import Desk
from travel_desk.policy.rules import VALIDITY_DAYS
from travel_desk.shell import taborder
from travel_desk.shell.buttons import label
from travel_desk.shell.chips import ChipText, Tone
from travel_desk.shell.context import Context
from travel_desk.shell.fields import (
    Choice,
    FilesField,
    FindField,
    GivenFile,
    Level,
    Suggestion,
    TextField,
    TokensField,
    columns,
    labelled,
)
from travel_desk.shell.fields.note import Labelled
from travel_desk.trips import queries
from travel_desk.trips.dialogs.legs import LegsField
from travel_desk.trips.dialogs.passports import Owner, PassportsField
from travel_desk.trips.queries import TravellerHit, TripCheck
from travel_desk.trips.rules import (
    Finding,
    Funding,
    Kind,
    NewFile,
    PersonOnTrip,
    Severity,
    Traveller,
    TripDraft,
    days_abroad,
    usual_passport,
)

_LEVELS = {Severity.PROBLEM: Level.ERROR, Severity.WARNING: Level.WARNING, Severity.FINE: Level.OK}


class TripForm(QWidget):
    """The sheet of a trip request; `changed` tells every change by the user or by program.

    labelled: its fields by the names that findings and refusals use. create: called with the name typed
    where a traveller is not in the register yet.
    """

    changed = Signal()
    passports_chosen = Signal()  # by the form itself, for a traveller who was just added

    def __init__(
        self,
        context: Context,
        parent: QWidget | None = None,
        *,
        create: Callable[[str], object] | None = None,
    ) -> None:
        super().__init__(parent)
        self.kind: Choice[Kind] = Choice([(one, tr(one.label)) for one in Kind], Kind.VISIT)
        self.purpose = TextField(length=500)
        self.host = TextField(length=300)
        self.legs = LegsField(context.clock)
        self.late_reason = TextField(length=500)
        self.travellers = TokensField(
            context, queries.find_travellers, present, hint=tr("Name of a traveller"), create=create
        )
        self.passports = PassportsField()
        self.funding: Choice[Funding] = Choice([(one, tr(one.label)) for one in Funding], Funding.MINISTRY)
        self.funding_note = TextField(hint=tr("Amount, budget line"), length=200)
        self.substitute = FindField(context, queries.find_travellers, present, hint=tr("Who stands in"))
        self.files = FilesField(context, tr("Attach File…"))
        self._people: Mapping[int, PersonOnTrip] = {}
        self._chosen: dict[int, int | None] = {}
        self._leader: int | None = None
        self._others: dict[int, int | None] = {}
        self._quiet = False
        self.labelled: dict[str, Labelled] = {
            "kind": labelled(tr("Kind"), self.kind),
            "purpose": labelled(tr("Purpose"), self.purpose),
            "host": labelled(tr("Inviter and host"), self.host),
            "legs": labelled(tr("Legs"), self.legs),
            "late_reason": labelled(tr("Reason for late notice"), self.late_reason),
            "travellers": labelled(tr("Travellers"), self.travellers),
            "passports": labelled(tr("Passports"), self.passports),
            "funding": labelled(tr("Funding"), self.funding),
            "funding_note": labelled(tr("Note on funding"), self.funding_note),
            "substitute": labelled(tr("Substitute in office"), self.substitute),
            "files": labelled(tr("Attachments"), self.files),
        }
        self._attached = label("", "small", wrap=True)
        self._attached.hide()
        self._build()
        for one in self.labelled.values():
            one.field.changed.connect(self._tell)  # type: ignore[attr-defined]

    def _build(self) -> None:
        of = self.labelled
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(columns([(of["kind"], 3), (of["purpose"], 6), (of["host"], 6)]))
        column.addWidget(of["legs"])
        column.addWidget(of["late_reason"])
        column.addWidget(of["travellers"])
        column.addWidget(of["passports"])
        column.addWidget(columns([(of["funding"], 5), (of["funding_note"], 5), (of["substitute"], 5)]))
        column.addWidget(of["files"])
        column.addWidget(self._attached)
        of["late_reason"].hide()
        of["passports"].hide()
        of["passports"].label.hide()  # the table says it at its head
        of["passports"].trailing.hide()
        before: QWidget = self.kind
        for field in (self.purpose, self.host):
            QWidget.setTabOrder(before, field)
            before = field

    # -- what the form holds ---------------------------------------------------------------------

    def draft(self) -> TripDraft:
        """Return what is typed."""
        self._chosen.update(self.passports.value())
        people = self.travellers.value()
        leader = self.leader()
        return TripDraft(
            kind=self.kind.value() or Kind.OTHER,
            purpose=self.purpose.value(),
            host=self.host.value(),
            legs=self.legs.value(),
            travellers=tuple(
                Traveller(
                    one,
                    one == leader,
                    self._chosen.get(one),
                    self.substitute.value() if one == leader else self._others.get(one),
                )
                for one in people
            ),
            funding=self.funding.value() or Funding.MINISTRY,
            funding_note=self.funding_note.value(),
            late_reason=self.late_reason.value(),
            files=tuple(NewFile(file.name, file.content) for file in self.files.value()),
        )

    def leader(self) -> int | None:
        """Return who leads: who was chosen, else the first traveller."""
        people = self.travellers.value()
        chosen = self.passports.leader() or self._leader
        return chosen if chosen in people else (people[0] if people else None)

    def set_draft(self, draft: TripDraft, people: Mapping[int, Suggestion]) -> None:
        """Show a draft; people: what the fields show of its travellers and substitute."""
        self._quiet = True
        self.kind.set_value(draft.kind)
        self.purpose.set_value(draft.purpose)
        self.host.set_value(draft.host)
        self.legs.set_value(draft.legs)
        self.late_reason.set_value(draft.late_reason)
        self.funding.set_value(draft.funding)
        self.funding_note.set_value(draft.funding_note)
        self._chosen = {t.person_id: t.passport_id for t in draft.travellers}
        self._others = {t.person_id: t.substitute_id for t in draft.travellers}
        leading = next((t for t in draft.travellers if t.leader), None)
        self._leader = leading.person_id if leading else None
        self.passports.show_owners((), {}, None, 0)
        self.travellers.set_value([people[t.person_id] for t in draft.travellers if t.person_id in people])
        substitute = leading.substitute_id if leading else None
        known = people.get(substitute) if substitute is not None else None
        self.substitute.set_value(known.id if known else None, known.first if known else "")
        self.files.set_value([GivenFile(file.name, file.content) for file in draft.files])
        self._quiet = False
        self._tell()

    def copy(self, last: TripDraft) -> None:
        """Take kind, purpose, host, places and funding of an earlier trip; the travellers stay."""
        now = self.draft()
        people = {one.id: one for one in self.travellers.suggestions()}
        self.set_draft(
            replace(
                now,
                kind=last.kind,
                purpose=last.purpose,
                host=last.host,
                legs=last.legs,
                funding=last.funding,
                funding_note=last.funding_note,
            ),
            people,
        )

    def say_attached(self, names: Sequence[str]) -> None:
        """Name the files that the trip has in the register already."""
        self._attached.setText(tr("Attached already: {names}", names=list(names)) if names else "")
        self._attached.setVisible(bool(names))

    def say_travellers(self, count: int) -> None:
        """Say how many travel."""
        text = trn("{count} traveller", "{count} travellers", count) if count > 1 else ""
        self.labelled["travellers"].trailing.setText(text)

    # -- what the check says ---------------------------------------------------------------------

    def show_check(self, check: TripCheck) -> bool:
        """Say at each field what was found; show each traveller's passports and days abroad.

        Returns False where a passport was just chosen for a new traveller: another check follows.
        """
        self._people = {**self._people, **check.people}
        if self._show_passports(check):
            self.passports_chosen.emit()
            return False
        for field in ("purpose", "legs", "travellers", "passports", "substitute", "late_reason"):
            self._say(field, check.findings)
        notice = [f for f in check.findings if f.field == "late_reason" and f.severity is not Severity.FINE]
        self.labelled["late_reason"].setVisible(bool(notice) or bool(self.late_reason.value()))
        self.legs.summary.setText(days_text(self.draft()))
        leader = self.leader()
        several = len(self.travellers.value()) > 1
        for one in self.travellers.value():
            leads = several and one == leader
            self.travellers.mark(one, ChipText(tr("Leader"), Tone.ACCENT) if leads else None)
        return True

    def _say(self, field: str, findings: Sequence[Finding]) -> None:
        note = self.labelled[field].note
        weights = (Severity.PROBLEM, Severity.WARNING)
        found = [f for f in findings if f.field.partition(".")[0] == field and not f.missing]
        found = sorted((f for f in found if f.severity in weights), key=lambda f: weights.index(f.severity))
        if not found:
            note.clear()
            return
        worst = found[0]
        other = self._booklet(worst)
        text = "\n".join(dict.fromkeys(tr(f.message) for f in found))
        if other is None:
            note.say(text, _LEVELS[worst.severity])
        else:
            person, passport, said = other
            note.say(
                text,
                _LEVELS[worst.severity],
                tr("Use {passport}", passport=said),
                lambda: self.passports.choose(person, passport),
            )

    def _booklet(self, finding: Finding) -> tuple[int, int, str] | None:
        """Return person, passport and words of the passport that a finding points to; None without."""
        if finding.person_id is None or finding.passport_id is None:
            return None
        owner = self._people.get(finding.person_id)
        booklet = owner.booklet(finding.passport_id) if owner else None
        if booklet is None:
            return None
        said = tr("{kind} {number}", kind=booklet.kind.label, number=booklet.number)
        return finding.person_id, booklet.id, said

    def _show_passports(self, check: TripCheck) -> bool:
        draft = self.draft()
        known = [one for one in self.travellers.value() if one in self._people]
        home = draft.last_day
        fresh = False
        for one in known:
            if self._chosen.get(one) is None and one not in self.passports.value():
                validity = check.judgements[one].validity_days if one in check.judgements else VALIDITY_DAYS
                self._chosen[one] = usual_passport(self._people[one], home, validity)
                fresh = fresh or self._chosen[one] is not None
        owners = [_owner(self._people[one], draft, check) for one in known]
        self._quiet = True
        self.passports.show_owners(owners, self._chosen, self.leader(), check.year)
        taborder.order([self.layout()])
        self._quiet = False
        self.labelled["passports"].setVisible(bool(owners))
        return fresh

    def _find(self, desk: Desk, text: str) -> list[TravellerHit]:
        """Find who is not on the trip yet (asked on a reader thread)."""
        return [hit for hit in queries.find_travellers(desk, text) if hit.id not in self._taken]

    def _tell(self) -> None:
        self._taken = frozenset(self.travellers.value())
        if not self._quiet:
            self.changed.emit()


def present(hit: TravellerHit) -> Suggestion:
    """Return what a field shows of a person: names, and post and organisation to tell them apart."""
    both = tr("{post} · {organisation}", post=hit.post, organisation=hit.organisation)
    second = hit.latin if hit.native_name and hit.latin != hit.native_name else ""
    return Suggestion(
        hit.id, hit.native_name or hit.latin, second, both if hit.post and hit.organisation else hit.post
    )


def days_text(draft: TripDraft) -> str:
    """Return "5 days abroad, Thu 12 Nov 2026 to Mon 16 Nov 2026 …", nothing while days are missing."""
    first, last = draft.first_day, draft.last_day
    if first is None or last is None or last < first:
        return ""
    language = screen_language()
    return trn(
        "{count} day abroad, {first} to {last}. Both border days count.",
        "{count} days abroad, {first} to {last}. Both border days count.",
        days_abroad(first, last),
        first=language.day(first),
        last=language.day(last),
    )


def _owner(person: PersonOnTrip, draft: TripDraft, check: TripCheck) -> Owner:
    before = check.abroad.get(person.person_id, 0)
    first, last = draft.first_day, draft.last_day
    if first is None or last is None or last < first:
        days = tr("{count}", count=before)
    else:
        days = tr("{before} + {now}", before=before, now=days_abroad(first, last, check.year))
    return Owner(person.person_id, person.name, person.latin, person.booklets, days)
