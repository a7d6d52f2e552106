"""The panel beside a trip request: why this route, the route, what to see to before submitting."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from travel_desk.base.language import screen_language, tr
from travel_desk.base.message import Message
from travel_desk.policy.rules import Judgement
from travel_desk.shell.buttons import hairline, label
from travel_desk.shell.detail import MessageLine, Step, Timeline
from travel_desk.shell.fields import Level
from travel_desk.trips.queries import TripCheck
from travel_desk.trips.rules import JointStage, Severity

_LEVELS = {Severity.FINE: Level.OK, Severity.WARNING: Level.WARNING, Severity.PROBLEM: Level.ERROR}


class RoutePanel(QScrollArea):
    """Shows the answer of a check; `texts` tells what stands there, for tests and screen readers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Why this route"))
        self.texts: list[str] = []
        self.show_check(TripCheck())

    def show_check(self, check: TripCheck) -> None:
        """Show what the register says of the draft."""
        holder = QFrame()
        holder.setProperty("look", "panel")
        self._column = QVBoxLayout(holder)
        self._column.setContentsMargins(0, 0, 6, 0)
        self._column.setSpacing(8)
        self.texts = []
        self._why(check.judgements.values())
        self._route(check)
        self._before(check)
        self._column.addStretch(1)
        self._not_applied(check.judgements.values())
        bar = self.verticalScrollBar().value()
        old = self.takeWidget()
        if old is not None:
            old.deleteLater()
        self.setWidget(holder)
        self.verticalScrollBar().setValue(bar)

    def _say(self, text: str, look: str = "") -> None:
        self.texts.append(text)
        self._column.addWidget(label(text, look, wrap=True))

    def _why(self, judgements: Iterable[Judgement]) -> None:
        self._say(tr("Why this route"), "group")
        known = list(judgements)
        if not known:
            self._say(tr("Add a traveller: the rule in force today decides the route."), "muted")
            return
        ruled = max((j for j in known if j.number is not None), key=lambda j: j.number or 0, default=None)
        if ruled is not None and ruled.from_day is not None:
            self._say(
                tr("Travel Rule {number}: {title}", number=str(ruled.number), title=ruled.title), "strong"
            )
            since = screen_language().short_day(ruled.from_day)
            basis = tr("{act}, art. {article} · since {day}", act=ruled.act, article=ruled.article, day=since)
            self._say(basis, "small")
        for judgement in known:
            # The first sentence of a judgement by a rule names the rule, which stands above already.
            said = judgement.why[1:] if judgement.number is not None else judgement.why
            self._say(" ".join(tr(one) for one in said))

    def _route(self, check: TripCheck) -> None:
        if not check.route:
            return
        self._column.addWidget(hairline())
        self._say(tr("Route"), "group")
        steps = [
            Step(
                tr("{office}, final", office=one.office_name) if one.final else one.office_name,
                _line(one, check),
                "now" if one.final else "open",
                number,
            )
            for number, one in enumerate(check.route, 1)
        ]
        self.texts += [f"{step.title}: {step.line}" for step in steps]
        self._column.addWidget(Timeline(steps, numbered=True))

    def _before(self, check: TripCheck) -> None:
        if not check.findings:
            return
        self._column.addWidget(hairline())
        self._say(tr("Before you submit"), "group")
        for finding in check.findings:
            text = tr(finding.message)
            self.texts.append(text)
            level = Level.INFO if finding.missing else _LEVELS[finding.severity]
            icon = "none" if finding.missing else ""
            self._column.addWidget(MessageLine(text, level, icon))

    def _not_applied(self, judgements: Iterable[Judgement]) -> None:
        said: dict[str, Message] = {}
        for judgement in judgements:
            for one in judgement.not_applied:
                said.setdefault(tr(one), one)
        for text in said:
            self._say(text, "small")


def _line(stage: JointStage, check: TripCheck) -> str:
    """Say by when an office decides, and on whom where several travel."""
    if len(check.judgements) == 1:
        return tr("by {day}", day=stage.due)
    return tr("{who} · by {day}", who=_who(stage, check), day=stage.due)


def _who(stage: JointStage, check: TripCheck) -> str:
    count = len(stage.persons)
    if count == len(check.judgements):
        return tr("all {count}", count=count)
    names = [check.people[one].name for one in stage.persons if one in check.people]
    return tr("{names} only", names=names)
