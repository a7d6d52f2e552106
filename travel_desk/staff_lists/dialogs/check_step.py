"""The third step: what each row comes to, unsure rows decided, organisations said, who vanished."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from travel_desk.base.language import screen_language, tr
from travel_desk.officials.rules import Level, OrganisationOrder
from travel_desk.shell.buttons import ActionButton, label, make_action
from travel_desk.shell.context import Context, Said
from travel_desk.shell.fields import FindField, Suggestion
from travel_desk.shell.page import Filter, FilterBar
from travel_desk.staff_lists import actions, queries
from travel_desk.staff_lists.actions import ListFile
from travel_desk.staff_lists.dialogs import lists
from travel_desk.staff_lists.dialogs.parts import Bridge, Records, Work
from travel_desk.staff_lists.rules import Judgement, PlaceUse, State, Verdict

_CHANNEL = "staff-list-judge"
PLACES, VANISHED = "places", "vanished"


class CheckStep(QWidget):
    """The list judged. judged: called when the judgement changes, None while it is being made."""

    def __init__(
        self,
        context: Context,
        judged: Callable[[Judgement | None], object],
        failed: Callable[[Said], object],
        stopped: Callable[[], object],
    ) -> None:
        super().__init__()
        self.context, self._judged, self._failed, self._stopped = context, judged, failed, stopped
        self.judgement: Judgement | None = None
        self.answers: dict[int, int] = {}
        self.bridge = Bridge(self)
        self.work = Work(self.stop)
        self.bridge.told.connect(self.work.tell)
        self.bar = FilterBar([])
        self.bar.chosen.connect(lambda _key: self._fill())
        self.line = label("", "muted", wrap=True)
        self.rows = Records(lists.row_columns(), tr("Rows of the list"), 40)
        self.places = Records(lists.place_columns(), tr("Organisations that the register does not have"))
        self.missing = Records(lists.vanished_columns(), tr("Missing from the list"), 40)
        self.missing.activated_id.connect(partial(context.open, "person"))
        self.stack = QStackedWidget()
        for table in (self.rows, self.places, self.missing):
            self.stack.addWidget(table)
        self.place = FindField(context, queries.find_places, _present, hint=tr("Organisation"))
        self.places.selected.connect(lambda _id: self._propose())
        self._make_deeds()
        self.place.changed.connect(self._name_deeds)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self.work, self.bar, self.line):
            column.addWidget(widget)
        column.addWidget(self.stack, 1)
        column.addWidget(self.foot)

    def _make_deeds(self) -> None:
        self.same = make_action(tr("Same Person"), partial(self._decide, True, False), self)
        self.other = make_action(tr("Somebody Else"), partial(self._decide, False, False), self)
        self.all_same = make_action(tr("All: Same Person"), partial(self._decide, True, True), self)
        self.all_other = make_action(tr("All: Somebody Else"), partial(self._decide, False, True), self)
        self.is_place = make_action(tr("It Is This One"), self._say_place, self)
        self.add_place = make_action(tr("Add It Below This One"), self._add_place, self)
        self.open_person = make_action(tr("Open Person"), self._open, self, icon="person")
        self.foot = QWidget()
        row = QHBoxLayout(self.foot)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.place, 3)
        self.buttons = {
            action: ActionButton(action)
            for action in (
                self.same, self.other, self.all_same, self.all_other, self.is_place, self.add_place,
                self.open_person,
            )
        }  # fmt: skip
        for made in self.buttons.values():
            row.addWidget(made)
        row.addStretch(1)

    # -- judging ---------------------------------------------------------------------------------

    def judge(self, of: ListFile) -> None:
        """Judge a file; the rows of an earlier one are forgotten."""
        self.answers = {}
        self._begin(tr("Judging every row of {name}…", name=of.path.name))
        self._read(actions.judge_file, of, self.bridge.told.emit)

    def stop(self) -> None:
        """Stop judging."""
        self.context.read(lambda _desk: None, done=lambda _: None, channel=_CHANNEL, owner=self)
        self.work.hide()
        self._stopped()

    def show_judgement(self, found: Judgement) -> None:
        """Show what the rows come to."""
        self.judgement = found
        self.work.hide()
        counts = found.counts()
        keys = [(state.value, tr(state.label), counts[state]) for state in State]
        order = [State.FAULTY, State.UNSURE, State.NEW, State.CHANGED, State.UNCHANGED]
        keys.sort(key=lambda known: order.index(State(known[0])))
        keys.insert(0, (PLACES, tr("Organisations"), len(found.unknown)))
        keys.append((VANISHED, tr("Missing from the list"), len(found.vanished)))
        number = screen_language().number
        filters = [
            Filter(key, tr("{name}: {count}", name=name, count=number(count)))
            for key, name, count in keys
            if count or key == State.NEW
        ]
        self.bar.set_choices(filters, self.bar.key())
        for widget in (self.bar, self.stack, self.foot, self.line):
            widget.show()
        self._fill()
        self._judged(found)

    def list_shown(self) -> Records:
        """Return the list that is shown: rows, organisations, or who is missing."""
        return next(
            one for one in (self.rows, self.places, self.missing) if one is self.stack.currentWidget()
        )

    def _begin(self, line: str) -> None:
        self.judgement = None
        self._judged(None)
        for widget in (self.bar, self.stack, self.foot, self.line):
            widget.hide()
        self.work.begin(line)

    def _read(self, what: Callable[..., Judgement], *args: Any) -> None:
        self.context.read(
            what, *args, done=self.show_judgement, failed=self._fail, channel=_CHANNEL, owner=self
        )

    def _fail(self, error: Said) -> None:
        self.work.hide()
        self._failed(error)

    # -- what is shown ---------------------------------------------------------------------------

    def _fill(self) -> None:
        found, key = self.judgement, self.bar.key()
        if found is None:
            return
        if key == PLACES:
            self.stack.setCurrentWidget(self.places)
            self.places.show_records(lists.place_lines(found))
            self.places.select_id(self.places.current_id() or 1)
        elif key == VANISHED:
            self.stack.setCurrentWidget(self.missing)
            self.missing.show_records(found.vanished)
        else:
            self.stack.setCurrentWidget(self.rows)
            self.rows.show_records(lists.row_lines(found, State(key)))
        self.line.setText(_line(key))
        unsure = key == State.UNSURE.value
        if unsure and self.rows.current_id() is None and found.of(State.UNSURE):
            self.rows.select_id(found.of(State.UNSURE)[0].number)
        for actions_, on in (
            ((self.same, self.other, self.all_same, self.all_other), unsure),
            ((self.is_place, self.add_place), key == PLACES),
            ((self.open_person,), key == VANISHED),
        ):
            for action in actions_:
                self.buttons[action].setVisible(on)
                action.setEnabled(on)
        if key == PLACES:
            self._name_deeds()
        self.place.setVisible(key == PLACES)
        self.foot.setVisible(unsure or key in (PLACES, VANISHED))

    def _name_deeds(self) -> None:
        chosen = self.place.value() is not None
        self.is_place.setEnabled(chosen)
        self.add_place.setText(tr("Add It Below This One") if chosen else tr("Add It as a Root"))

    def _propose(self) -> None:
        line, found = self.places.current(), self.judgement
        if line is not None and found is not None and line.place.like:
            likest = line.place.like[0]
            self.place.set_value(likest, found.ways.get(likest, ""))
        else:
            self.place.set_value(None)
        self._name_deeds()

    # -- what is decided -------------------------------------------------------------------------

    def _decide(self, same: bool, everybody: bool) -> None:
        found = self.judgement
        if found is None:
            return
        current = self.rows.current()
        rows = found.of(State.UNSURE) if everybody else [current.verdict] if current else []
        if same and everybody:
            rows = [one for one in rows if len(one.candidates) == 1]  # of several, somebody has to choose
        elif same and rows:
            lists.ask_who(rows[0], self, partial(self._answer, rows[0]))
            return
        for verdict in rows:
            self.answers[verdict.number] = verdict.candidates[0].id if same else 0
        if rows:
            self._again([verdict.entry.line for verdict in rows])

    def _answer(self, verdict: Verdict, person_id: int) -> None:
        self.answers[verdict.number] = person_id
        self._again([verdict.entry.line])

    def _again(self, lines: Sequence[Any]) -> None:
        found = self.judgement
        assert found is not None
        self._read(actions.judge_lines, found, lines, dict(self.answers))

    def _say_place(self) -> None:
        line, chosen = self.places.current(), self.place.value()
        if line is not None and chosen is not None:
            self._take_place(PlaceUse(line.place.name, chosen))

    def _add_place(self) -> None:
        """Let the organisation be added with the list, below the one chosen; at the root without one."""
        line, found, above = self.places.current(), self.judgement, self.place.value()
        if line is None or found is None:
            return
        parent = found.organisations.get(above or 0)
        level = parent.level if parent is not None else Level.FEDERAL
        since = found.day if parent is None else max(parent.from_day, found.day)
        name = line.place.name.split("/")[-1].strip()
        self._take_place(PlaceUse(line.place.name, None, OrganisationOrder(name, level, since, above)))

    def _take_place(self, use: PlaceUse) -> None:
        assert self.judgement is not None
        self._read(actions.judge_places, self.judgement, [use], dict(self.answers))

    def _open(self) -> None:
        current = self.missing.current()
        if current is not None:
            self.context.open("person", current.id)


def _line(key: str) -> str:
    if key == PLACES:
        return tr("Say which organisation each name means. Their rows are faulty until then.")
    if key == VANISHED:
        return tr(
            "They hold a post, but the list does not have them any more. Nothing is changed of them: open "
            "each person to end the post."
        )
    if key == State.UNSURE.value:
        return tr("The name is in the register. Rows that are not decided wait in the repair list.")
    if key == State.FAULTY.value:
        return tr("These rows wait in the repair list until they are corrected.")
    return ""


def _present(hit: Any) -> Suggestion:
    return Suggestion(hit.id, hit.name, hit.above)
