"""What the dialogs of all four handovers share: whose booklet, which booklet, when, and who signs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from travel_desk.base.language import tr
from travel_desk.custody import queries
from travel_desk.custody.actions import Recorded
from travel_desk.custody.dialogs.booklet import BookletCheck, Verdict, WrongBooklet
from travel_desk.custody.dialogs.parties import Parties
from travel_desk.custody.queries import Case
from travel_desk.custody.rules import BookletState, Handling, Kind, Place
from travel_desk.shell.buttons import hairline, label
from travel_desk.shell.chips import Chip, ChipText
from travel_desk.shell.context import Context
from travel_desk.shell.dialog import DeedDialog
from travel_desk.shell.fields import Choice, MomentField, TextField, columns, labelled
from travel_desk.shell.fields.note import Labelled

LATE = timedelta(days=1)


class HandingDialog(DeedDialog):
    """A handover of one booklet. A subclass adds its fields with `build` and answers `order`.

    case: what is known of the passport. kind: of the handover.
    """

    def __init__(
        self, context: Context, case: Case, kind: Kind, title: str, leave: str, parent: QWidget | None
    ) -> None:
        booklet = case.custody.booklet
        super().__init__(
            context, title, primary=title, secondary=leave, parent=parent,
            draft=(kind.value, str(booklet.id)), width=980, height=700,
        )  # fmt: skip
        self.case = case
        self.kind = kind
        self.check = BookletCheck(context, case.custody, place_before(case))
        self.wrong = WrongBooklet(context, self.reject)
        self.happened = MomentField(context.clock)
        self.state = Choice([(one, tr(one.label).capitalize()) for one in BookletState], BookletState.WHOLE)
        self.late_reason = TextField(hint=tr("Why it is entered only now"), length=200)
        self.late: Labelled = labelled(tr("Reason for the late entry"), self.late_reason)
        self.papers = TextField(hint=tr("None"), length=60)
        self.parties = Parties(context, case, kind)
        self.top = QHBoxLayout()
        self._lay_out()
        self.check.changed.connect(self.follow)
        self.check.confirmed.connect(self._confirmed)
        self.happened.changed.connect(self.follow)
        self.parties.changed.connect(self.touched)
        self.check.line.textEdited.connect(self.clear_problem)
        self.follow()

    # -- what a handover answers ---------------------------------------------------------------

    def build(self, body: QVBoxLayout) -> None:
        """Add the handover's own fields between the cards and the parties."""
        raise NotImplementedError

    def blocked(self) -> bool:
        """Tell whether something else than the booklet stands against the handover now."""
        return False

    # -- what the dialogs use ------------------------------------------------------------------

    def handling(self) -> Handling:
        """Return what the shared fields say."""
        moment = self.happened.moment()
        return Handling(
            self.check.value(),
            self.state.value() or BookletState.WHOLE,
            None if moment is None or self.is_now() else moment,
            self.late_reason.value() if self.is_late() else "",
            self.parties.representative(),
            self.papers.value(),
        )

    def is_now(self) -> bool:
        """Tell whether the handover happens while it is recorded."""
        moment = self.happened.moment()
        return moment is not None and self.context.clock.now() - moment < timedelta(minutes=5)

    def is_late(self) -> bool:
        """Tell whether the handover is recorded more than a day after it happened."""
        moment = self.happened.moment()
        return moment is not None and self.context.clock.now() - moment > LATE

    def happened_on(self) -> date:
        """Return the local day of the handover, today while it can't be read."""
        moment = self.happened.moment()
        return moment.astimezone().date() if moment else self.case.today

    def ready(self) -> bool:
        """Tell whether the right booklet is in the hand and nothing else stands against it."""
        return self.check.verdict is Verdict.SAME and not self.blocked()

    def follow(self) -> None:
        """Let banner, buttons and the reason of a late entry follow what was typed."""
        self.wrong.follow(self.check)
        self.late.setVisible(self.is_late())
        self.do.setEnabled(self.ready())
        wrong = self.check.verdict in (Verdict.OTHER, Verdict.UNREADABLE)
        self.default_button = self.primary_button if self.ready() else self.secondary_button
        self.default_button.setDefault(True)
        if wrong:
            self.footnote(tr("Waiting for another scan"), "scan", "muted")
        elif self.check.verdict is Verdict.SAME:
            self.footnote(tr("The receipt follows with the handover: two copies, signed in ink"), "check")
        else:
            self.footnote(tr("Scan the booklet, or type the number printed in it"), "scan", "muted")

    def set_busy(self, busy: bool) -> None:
        """Lock the dialog while the deed is being done; afterwards the booklet decides again."""
        super().set_busy(busy)
        if not busy:
            self.do.setEnabled(self.ready())

    def show_receipt(self, recorded: Recorded) -> None:
        """Say what was recorded and show the receipt ready to print, in its two copies."""
        self.context.toast(
            tr(
                "{what}. Receipt {number} prints in two copies.",
                what=tr(self.kind.label),
                number=recorded.number,
            )
        )
        window = self.parentWidget()
        lent = self.context.deeds.make(self.context, "paper", recorded.paper, window) if window else []
        for deed in lent:
            if deed.objectName() == "print_paper" and deed.isEnabled():
                deed.trigger()
                return
        self.context.open("paper", recorded.paper)

    def collect(self) -> dict[str, Any]:
        """Return what a draft keeps of the shared fields; a booklet is scanned anew each time."""
        moment = self.happened.moment()
        return {
            "state": (self.state.value() or BookletState.WHOLE).value,
            "happened": None if moment is None or self.is_now() else moment.isoformat(),
            "late_reason": self.late_reason.value(),
            "papers": self.papers.value(),
            "party": self.parties.collect(),
        }

    def restore(self, content: Mapping[str, Any]) -> None:
        """Fill the shared fields from a draft."""
        if content.get("happened"):
            self.happened.set_moment(datetime.fromisoformat(content["happened"]))
        self.state.set_value(BookletState(content["state"]))
        self.late_reason.set_value(content["late_reason"])
        self.papers.set_value(content["papers"])
        self.parties.restore(content["party"])

    def open(self) -> None:
        """Open with the keyboard where the scan goes."""
        super().open()
        self.check.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def scanned(self, text: str) -> bool:
        """Take every scan as the booklet in the hand: what it is not is said beside the expected one."""
        self.check.give(text)
        return True

    def _confirmed(self) -> None:
        if self.ready():
            self.primary_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        booklet = self.case.custody.booklet
        self.top.setSpacing(12)
        self.top.addWidget(label(booklet.native_name or booklet.latin, "native"))
        post = ", ".join(part for part in (self.case.post, self.case.organisation) if part)
        line = " · ".join(part for part in (booklet.latin if booklet.native_name else "", post) if part)
        self.top.addWidget(label(line, "muted", wrap=True), 1)
        self.body.addLayout(self.top)
        self.body.addWidget(self.wrong)
        self.field("read", self.check, watch=False)
        self.body.addWidget(self.check)
        self.build(self.body)
        self.field("late_reason", self.late)
        papers = self.field("papers_with_it", labelled(tr("Papers with it"), self.papers))
        self.body.addWidget(columns([papers, self.late]))
        self.body.addWidget(hairline())
        self.field("representative", self.parties.who, watch=False)
        self.field("authority", self.parties.authority, watch=False)
        self.field("authority_until", self.parties.until, watch=False)
        self.body.addWidget(self.parties)
        self.body.addStretch(1)

    def happened_field(self) -> Labelled | QWidget:
        """Return the field of the moment under its label."""
        return self.field("happened", labelled(tr("Happened"), self.happened))

    def state_field(self) -> Labelled | QWidget:
        """Return the field of the booklet's state under its label."""
        return self.field("state", labelled(tr("State of the booklet"), self.state))


class PlaceField(Choice[int]):
    """A free place, the suggested one first; the others are asked for when the field is made."""

    offered = Signal()  # the free places are there; nothing was typed

    def __init__(self, context: Context, suggested: Place | None) -> None:
        self._suggested = suggested
        super().__init__([(suggested.id, suggested.label)] if suggested else [])
        context.read(queries.free_places, done=self._offer, owner=self)

    def _offer(self, places: list[Place]) -> None:
        chosen = self.value()
        known = {place.id: place for place in ([self._suggested] if self._suggested else []) + places}
        self.set_choices([(place.id, place.label) for place in known.values()], chosen)
        if not known:
            self.setToolTip(tr("No place is free. Add places in Safes and Places."))
        self.offered.emit()


def place_before(case: Case) -> str:
    """Return where the booklet is before the handover, for the head of its card."""
    last = case.custody.last
    if last is not None and last.place is not None:
        return tr("In {place}", place=last.place.label)
    return tr(case.custody.state(case.today).label)


def chip(text: ChipText) -> Chip:
    """Return a chip that stands at the end of a line."""
    return Chip.of(text)


def side_by_side(*fields: Labelled | QWidget) -> QWidget:
    """Return fields side by side, each with the same share."""
    return columns(list(fields))
