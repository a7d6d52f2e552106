"""How each trip of the example goes: its deeds, each at its moment, told in the order of time."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import partial

from travel_desk.approvals import actions as approvals
from travel_desk.approvals.rules import Order, Reason, Refusal
from travel_desk.base.workdays import add_working_days, is_working
from travel_desk.custody import actions as custody
from travel_desk.custody import reading as places
from travel_desk.custody.rules import BringBack, Ground, GroundKind, Handling, HandOut, TakeIn, Use, review_on
from travel_desk.examples.cast import Cast
from travel_desk.examples.plots import Plot
from travel_desk.papers import actions as papers
from travel_desk.trips import actions as trips
from travel_desk.trips.rules import State, Traveller, TripDraft

DECIDED = {"stage 1": 0, "stage 2": 1, "stage 3": 2, "sent back": 1, "refused": 1}
"""How many stages are decided where the route is not gone to its end."""
_GONE = ("closed", "home", "departed", "overdue", "slip", "approved")
_OFFICERS = {
    "security_office": ("Irma Solberg", "Head of Section"),
    "head_of_organisation": ("Pavel Anderhub", "Head of Ministry"),
    "head_of_government": ("Henrik Solvang", "Head of the Office"),
}
BASIS = "Travel Order 14/2026, article 7"


class Storyteller:
    """Tells the plots as deeds. free: the ids of empty places, taken from the end."""

    def __init__(self, cast: Cast, free: list[int], until: datetime) -> None:
        self.cast = cast
        self._free = free
        self._until = until
        self._queue: list[tuple[datetime, int, Callable[[], None]]] = []
        self._count = 0
        self._requests: dict[int, list[int]] = {}

    def plan(self, plot: Plot) -> None:
        """Put all deeds of one trip in the queue."""
        if plot.outcome == "draft":
            self._add(plot.asked_on, 10, lambda: self._draft(plot))
            return
        self._add(plot.asked_on, 9, lambda: self._submit(plot))
        if plot.outcome == "withdrawn":
            self._add(add_working_days(plot.asked_on, 2), 14, lambda: self._withdraw(plot))
            return
        decided = DECIDED.get(plot.outcome, 3)
        for turn in range(decided):
            day = add_working_days(plot.asked_on, 1 + 2 * turn)
            self._add(day, 11 + turn, partial(self._decide, plot, turn))
        if plot.outcome in ("slip", "departed", "home", "closed", "overdue"):
            ready = min(add_working_days(plot.asked_on, 6), add_working_days(plot.leaves, -1))
            self._add(ready, 15, lambda: self._slip(plot))
            self._add(max(ready, add_working_days(plot.leaves, -3)), 16, lambda: self._hand_out(plot))
        if plot.outcome in ("departed", "home", "closed", "overdue"):
            self._add(plot.leaves, 17, lambda: self._depart(plot), any_day=True)
        if plot.outcome in ("home", "closed", "overdue"):
            self._add(plot.home + timedelta(days=1), 9, lambda: self._come_home(plot))
        if plot.outcome in ("home", "closed") and (plot.outcome == "closed" or plot.number % 2):
            self._add(plot.home + timedelta(days=2), 10, lambda: self._bring_back(plot))
        if plot.outcome == "closed":
            self._add(plot.home + timedelta(days=6), 11, lambda: self._close(plot))

    def tell(self, progress: Callable[[int, int], None]) -> None:
        """Do all deeds in the order of time; progress is called with (done, in all)."""
        queued = len(self._queue)
        for done in range(queued):
            moment, _, do = heapq.heappop(self._queue)
            self.cast.at(moment)
            do()
            progress(done + 1, queued)

    def plan_taking_in(self, passport: int, number: str, day: date) -> None:
        """Put it in the queue that a passport is handed in under the hand-in order on a day."""
        self._add(day, 13, lambda: self._take_in(passport, number))

    def _take_in(self, passport: int, number: str) -> None:
        today = self.cast.clock.today()
        ground = Ground(GroundKind.ORDER, "Hand-in order 12/2026", BASIS)
        order = TakeIn(Handling(number), ground, review_on(today), self._free.pop())
        self._print(custody.take_in(self.cast.custodian, passport, 0, order).value.paper)

    def _print(self, paper: int) -> None:
        papers.print_paper(self.cast.clerk, paper, "Counter printer")

    def _add(self, day: date, hour: int, do: Callable[[], None], any_day: bool = False) -> None:
        while not any_day and not is_working(day):
            day += timedelta(days=1)
        self._count += 1
        moment = datetime.combine(day, time(hour, self._count % 60)).astimezone()
        if moment < self._until:
            heapq.heappush(self._queue, (moment, self._count, do))

    def _draft_of(self, plot: Plot) -> TripDraft:
        travellers = tuple(
            Traveller(person, leader=place == 0, passport_id=passport)
            for place, (person, passport) in enumerate(plot.travellers)
        )
        return TripDraft(
            plot.kind, plot.purpose, plot.host, plot.legs, travellers, plot.funding,
            late_reason="The host moved the meeting forward; letter in the file." if plot.late else "",
        )  # fmt: skip

    def _draft(self, plot: Plot) -> None:
        trips.draft_trip(self.cast.clerk, self._draft_of(plot))

    def _submit(self, plot: Plot) -> None:
        trip = trips.submit_trip(self.cast.clerk, self._draft_of(plot)).value
        self._requests[plot.number] = [one.id for one in self.cast.requests_of(trip)]

    def _withdraw(self, plot: Plot) -> None:
        for request in self._requests[plot.number]:
            version = self.cast.facts(request).version
            trips.withdraw_request(self.cast.clerk, request, version, "The meeting was called off.")

    def _decide(self, plot: Plot, turn: int) -> None:
        last = turn + 1 == DECIDED.get(plot.outcome, 3)
        for request in self._requests[plot.number]:
            facts = self.cast.facts(request)
            if facts.open_stage is None or facts.state is not State.IN_APPROVAL:
                continue
            name, capacity = _OFFICERS[facts.open_stage.office_code]
            paper = f"{facts.open_stage.office_code[:2].upper()}-{plot.number + 100}"
            order = Order(facts.open_stage.id, name, capacity, self.cast.clock.today(), paper)
            if last and plot.outcome == "sent back":
                why = "The letter of invitation is missing."
                approvals.decide_send_back(self.cast.approver, request, facts.version, order, why)
            elif last and plot.outcome == "refused":
                refusal = self._refusal(request)
                made = approvals.decide_refuse(
                    self.cast.approver, request, facts.version, order, refusal
                ).value
                if made.paper and plot.number % 4:
                    papers.sign_paper(self.cast.head, made.paper, 1, self.cast.signer)
                    self._print(made.paper)
            elif plot.number % 9 == 4 and facts.open_stage.final:
                conditions = ["No onward travel to any other country.", "Written report within 7 days."]
                approvals.decide_conditions(self.cast.approver, request, facts.version, order, conditions)
            else:
                approvals.decide_approve(self.cast.approver, request, facts.version, order)

    def _refusal(self, request: int) -> Refusal:
        rule = self.cast.facts(request).judgement
        assert rule is not None
        until = self.cast.clock.today() + timedelta(days=30)
        why = "Two inspectors of the same section would be away at once, and no substitute is named."
        return Refusal(
            Reason.ABSENCE, why, rule.act or "Public Service Act 3/2001", rule.article or "12",
            rule.appeal_to or "Appeals Board for the Public Service", until,
        )  # fmt: skip

    def _slip(self, plot: Plot) -> None:
        for request in self._requests[plot.number]:
            facts = self.cast.facts(request)
            if facts.state is not State.APPROVED:
                continue
            slip = approvals.issue_slip(self.cast.clerk, request, facts.version).value
            if plot.outcome == "slip" and plot.number % 4 == 0:
                continue  # waits for its signature
            papers.sign_paper(self.cast.head, slip.paper, 1, self.cast.signer)
            if plot.outcome != "slip" or plot.number % 3:
                self._print(slip.paper)

    def _hand_out(self, plot: Plot) -> None:
        for request, (_person, passport) in zip(self._requests[plot.number], plot.travellers, strict=True):
            facts = self.cast.facts(request)
            if facts.state is not State.SLIP_ISSUED or (plot.outcome == "slip" and plot.number % 4 == 0):
                continue
            with self.cast.custodian.database.read() as connection:
                held = places.custody_of(connection, passport)
            if not held.last or not held.last.place or facts.due_back is None:
                continue
            self._free.append(held.last.place.id)
            order = HandOut(Handling(held.booklet.number), request, facts.due_back)
            self._print(custody.hand_out(self.cast.custodian, passport, held.version, order).value.paper)

    def _depart(self, plot: Plot) -> None:
        for request in self._requests[plot.number]:
            facts = self.cast.facts(request)
            if facts.state is State.SLIP_ISSUED:
                trips.record_departure(self.cast.clerk, request, facts.version, plot.leaves)

    def _come_home(self, plot: Plot) -> None:
        for request in self._requests[plot.number]:
            facts = self.cast.facts(request)
            if facts.state is State.DEPARTED:
                late = "The traveller reported on the next working day."
                trips.record_homecoming(
                    self.cast.clerk, request, facts.version, plot.home, "Went as planned.", late
                )

    def _bring_back(self, plot: Plot) -> None:
        for _person, passport in plot.travellers:
            with self.cast.custodian.database.read() as connection:
                held = places.custody_of(connection, passport)
            if held.last is None or held.last.kind.inwards:
                continue
            order = BringBack(Handling(held.booklet.number), Use.USED, self._free.pop(0))
            done = custody.bring_back(self.cast.custodian, passport, held.version, order).value
            self._print(done.paper)

    def _close(self, plot: Plot) -> None:
        for request in self._requests[plot.number]:
            facts = self.cast.facts(request)
            if facts.state is State.HOME:
                trips.close_request(self.cast.clerk, request, facts.version)
