"""The deed that enters trips from the old files: decided and ended on paper before the desk began."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from travel_desk import sheets
from travel_desk.desk import About, Changed, Deed, Desk
from travel_desk.trips import reading, rules
from travel_desk.trips.rules import FileRow, PastLine, PastTraveller, PastTrip
from travel_desk.trips.store.past import add_past_trips


def register_past_trips(desk: Desk, orders: Sequence[PastTrip]) -> Changed[list[int]]:
    """Enter trips that were decided and ended on paper; returns their ids in the order given.

    One journal entry chains a digest over one detail row a traveller. Nothing is issued and nothing waits:
    each request is closed or refused from the start. Raises Refused naming the first trip in which
    something is wrong.
    """
    with desk.deed("register_past_trips") as deed:
        session = deed.session
        ids = {who.person_id for order in orders for who in order.travellers}
        known = reading.past_known(
            deed.connection, ids, session.scope, deed.today, session.person_id, [one.number for one in orders]
        )
        known = replace(known, private=session.scope.private)
        rules.register_past_trips(orders, known)
        deed.allow(About((session.scope.organisation_path,)))
        made = add_past_trips(deed.connection, orders, known.people, session.user_id, deed.now)
        _write_entry(deed, orders, made)
    return Changed({"trips", "requests"}, made)


def read_past_file(path: Path, today: date, progress: sheets.Progress | None = None) -> list[PastLine]:
    """Return what a CSV or XLSX file says of past trips; nothing is looked up and nothing kept.

    today: what years of two figures are reckoned from. progress: as `sheets.rows` tells it. Raises
    Refused for what is no such table, Trouble where the file can't be read.
    """
    found = sheets.look(path)
    rows = [FileRow(row.number, row.cells, row.fault) for row in sheets.rows(path, found, progress)]
    return rules.read_past_list(found.columns, rows, today)


def _write_entry(deed: Deed, orders: Sequence[PastTrip], made: Sequence[int]) -> None:
    """Write the journal entry: how many in the facts, each traveller's trip as a detail row of their own."""
    details = [
        ("past_trip", who.person_id, _told(order, who)) for order in orders for who in order.travellers
    ]
    deed.entry("trip", made[0], facts={"count": len(made), "requests": len(details)}, details=details)


def _told(order: PastTrip, who: PastTraveller) -> dict[str, object]:
    return {
        "number": order.number.strip(),
        "kind": order.kind,
        "purpose": order.purpose.strip(),
        "host": order.host.strip(),
        "funding": order.funding,
        "legs": [[one.country, one.city, one.arrives, one.leaves] for one in order.legs],
        "passport": who.passport_id,
        "departed_on": who.left_on,
        "home_on": who.home_on,
        "decisions": [
            [one.office, one.name, one.capacity, one.day, one.favourable, one.paper] for one in who.decisions
        ],
        "reasons": [one.reasons for one in who.decisions if one.reasons],
        "report": who.report.strip(),
    }
