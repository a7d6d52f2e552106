"""Taking a judged list in: everything is prepared before the transaction, which then only writes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from travel_desk.base.message import Refused, msg
from travel_desk.desk import Changed, Deed, Desk
from travel_desk.desk.chain import head
from travel_desk.officials import steps
from travel_desk.officials.rules import Problem
from travel_desk.staff_lists import queries, reading, rules, store
from travel_desk.staff_lists.actions.readying import Ready, make_ready
from travel_desk.staff_lists.rules import ImportOrder, Outcome, PlaceUse

Progress = Callable[[int, int], None]
"""Told how many persons are written, of how many."""


def import_officials(
    desk: Desk,
    order: ImportOrder,
    progress: Progress | None = None,
    stopped: Callable[[], bool] = lambda: False,
) -> Changed[Outcome]:
    """Take a judged list in: one entry, whatever its size. A list that changes nothing writes nothing.

    Rows for which it is too late since somebody changed what they were judged by go to the repair list:
    the person, a booklet, a number, an organisation, or somebody like them was registered. stopped: asked
    while persons are written; True takes all of it back. Raises Refused for a place outside the user's
    scope, the user's own entry, an organisation that can't be added, or where it was stopped.
    """
    desk.check("import_officials")
    if any(one.change.person_id == desk.session.person_id for one in order.changes):
        raise Refused(rules.OWN)
    if order.changes_nothing and order.repair_list is None and _is_known(desk, order):
        return Changed(set(), Outcome(None, unchanged=len(order.unchanged)))
    with desk.read("see_staff_lists") as connection:
        ready = make_ready(connection, order, desk.scope, desk.today())
    told = _Telling(progress, stopped, len(order.added) + len(order.changes))
    with desk.deed("import_officials") as deed:
        if order.repair_list is not None:
            queries.check_reachable(deed.connection, order.repair_list, deed.session)
            _check_waiting(deed, order, order.repair_list)
        if ready.head != head(deed.connection).number:
            ready = make_ready(deed.connection, order, deed.session.scope, desk.today())
        outcome = _Taking(deed, order, ready, told).take()
    subjects = {"persons", "passports", "staff_lists"} | ({"organisations"} if order.places else set())
    return Changed(subjects, outcome)


def discard_repairs(desk: Desk, list_id: int) -> Changed[int]:
    """Discard the rows of a list that wait to be corrected; returns how many there were.

    Raises Refused where none are left, and for a list outside the user's scope.
    """
    with desk.deed("discard_repairs") as deed:
        queries.check_reachable(deed.connection, list_id, deed.session)
        count = store.drop_repairs(deed.connection, list_id)
        if not count:
            raise Refused(msg("This repair list is done, or somebody discarded it. Reload and look again."))
        deed.entry("staff_list", list_id, facts={"count": count})
    return Changed({"staff_lists"}, count)


@dataclass(slots=True)
class _Telling:
    """Counts the persons written, tells how many, and stops where somebody asked for it."""

    progress: Progress | None
    stopped: Callable[[], bool]
    whole: int
    done: int = 0

    def __call__(self, more: int) -> None:
        """Count some more persons; raises Refused where it was stopped."""
        self.done += more
        if self.stopped():
            raise Refused(msg("Stopped. Nothing of the list was taken in."))
        if self.progress is not None:
            self.progress(self.done, self.whole)


class _Taking:
    """One list being taken in, within its deed."""

    def __init__(self, deed: Deed, order: ImportOrder, ready: Ready, told: _Telling) -> None:
        self.deed, self.order, self.ready, self.told = deed, order, ready, told

    def take(self) -> Outcome:
        """Write it all, say it to the journal, and return what came of it."""
        deed, order, ready = self.deed, self.order, self.ready
        changes = ready.changes
        places = self._add_places()
        ids, details = steps.add_people(deed, ready.people, places, self.told)
        details += steps.change_people(deed, [one.change for one in changes], places, self.told)
        by_line = dict(zip((id(one) for one in ready.added), ids, strict=True))
        list_id = self._keep(list(ids), places)
        repairs = len(order.repairs) + len(ready.late)
        deed.entry(
            "staff_list",
            list_id,
            facts={
                "source": order.source, "day": order.day, "sha256": order.digest, "added": len(ids),
                "updated": len(changes), "unchanged": len(order.unchanged), "repairs": repairs,
                "vanished": len(order.vanished), "organisations": sorted(places.values()),
            },
            details=details,
        )  # fmt: skip
        return Outcome(
            list_id,
            tuple(by_line.get(id(one)) for one in order.added),
            len(changes),
            len(order.unchanged),
            repairs,
            len(ready.late),
        )

    def _add_places(self) -> dict[int, int]:
        """Add the organisations that the list brings; return their ids by the keys that stood for them."""
        return {
            use.key: steps.add_organisation(self.deed, use.order)
            for use in self.order.places
            if use.order is not None
        }

    def _keep(self, ids: list[int], places: dict[int, int]) -> int:
        """Write source, list, members and repair rows; return the list's id."""
        connection, order, late = self.deed.connection, self.order, self.ready.late
        mapping = replace(order.mapping, places=_settled(order.mapping.places, places))
        settled = replace(order, mapping=mapping)
        source = store.keep_source(connection, order.source, mapping)
        repairs = [*order.repairs, *(rules.repair(one.line, (Problem("late", rules.LATE),)) for one in late)]
        changed = [one.change.person_id for one in self.ready.changes]
        store.add_members(connection, source, [*ids, *changed, *order.unchanged])
        if order.repair_list is not None:
            store.drop_repairs(connection, order.repair_list)
            store.add_repairs(connection, order.repair_list, repairs)
            return order.repair_list
        counts = (len(ids), len(changed), len(order.unchanged))
        list_id = store.add_list(connection, source, settled, counts, self.deed.now)
        store.add_repairs(connection, list_id, repairs)
        return list_id


def _check_waiting(deed: Deed, order: ImportOrder, list_id: int) -> None:
    """Refuse rows of a repair list that somebody took in or discarded since it was opened."""
    lines = [*(one.line for one in order.added), *(one.line for one in order.changes)]
    rows = {line.number for line in lines if line is not None} | {one.number for one in order.repairs}
    if not rows <= store.waiting(deed.connection, list_id):
        raise Refused(
            msg(
                "Some of these rows were taken in or discarded meanwhile. Close the repair list and open it "
                "again."
            )
        )


def _is_known(desk: Desk, order: ImportOrder) -> bool:
    with desk.read("see_staff_lists") as connection:
        return reading.source_id(connection, order.source) is not None


def _settled(uses: tuple[PlaceUse, ...], places: dict[int, int]) -> tuple[PlaceUse, ...]:
    """Return what names stand for, with those that were added by their ids."""
    return tuple(PlaceUse(use.name, places[use.key]) if use.key in places else use for use in uses)
