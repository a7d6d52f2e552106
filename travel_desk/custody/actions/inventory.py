"""The deed that begins a desk with the booklets in its safes, and the table that they may be listed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from travel_desk import sheets
from travel_desk.custody import reading, rules, store
from travel_desk.custody.actions.handovers import CHANGED, language_of, role_of, signing_of
from travel_desk.custody.rules import Counted, Handover, Inventory
from travel_desk.desk import About, Changed, Credentials, Deed, Desk
from travel_desk.papers.steps import issue_ready
from travel_desk.trips.rules import FileRow


@dataclass(frozen=True, slots=True)
class Opened:
    """An opening inventory that was recorded: how many booklets, and its list to be printed."""

    booklets: int
    paper: int
    number: str


def open_inventory(
    desk: Desk, order: Inventory, second: Credentials, progress: sheets.Progress | None = None
) -> Changed[Opened]:
    """Record the booklets that lay in the safes before the desk began, as two persons counted them.

    second: whoever counted with the custodian. order.reason: wanted once the desk has taken a passport in;
    it stands on the list and in the journal. progress: told how many lines of the list are drawn. One
    list for both to sign, one movement a booklet. Raises Refused naming the first line in which something
    is wrong.
    """
    with desk.deed(
        "open_inventory", happened=order.happened, late_reason=order.late_reason, second=second
    ) as deed:
        known = reading.known_of(
            deed.connection,
            {row.passport_id for row in order.rows},
            {row.place_id for row in order.rows},
            deed.session.scope,
            deed.today,
            deed.session.person_id,
        )
        found = rules.open_inventory(order, known, deed.happened)
        holders = frozenset(made.party_id for made in found)
        deed.allow(About((deed.session.scope.organisation_path,), persons=holders))
        opened = _record_inventory(deed, order, found, known, progress)
    return Changed(CHANGED, opened)


def read_inventory_file(path: Path, today: date, progress: sheets.Progress | None = None) -> list[Counted]:
    """Return the booklets that a CSV or XLSX file lists; nothing is looked up and nothing kept.

    today: what years of two figures are reckoned from. progress: as `sheets.rows` tells it. Raises
    Refused for what is no such table, Trouble where the file can't be read.
    """
    found = sheets.look(path)
    rows = [FileRow(row.number, row.cells, row.fault) for row in sheets.rows(path, found, progress)]
    return rules.read_counted(found.columns, rows, today)


def _record_inventory(
    deed: Deed,
    order: Inventory,
    found: tuple[Handover, ...],
    known: rules.Known,
    progress: sheets.Progress | None,
) -> Opened:
    """Issue the inventory list, record its booklets and write the one journal entry."""
    # Drawing loads reportlab: only when a paper is made.
    from travel_desk.custody import forms

    assert deed.second is not None
    role = role_of(deed)
    signers = forms.Counters(deed.session.name, role, deed.second.name)
    reason = order.reason.strip()
    said = forms.inventory_content(found, known, signers, deed.now, reason)
    safe = known.places[order.rows[0].place_id].safe_id
    render = partial(forms.render_inventory, progress=progress)
    issued = issue_ready(deed, "inventory", "safe", safe, None, language_of(deed), said, render)
    assert issued.sha256 is not None
    signing = signing_of(deed, role, issued.id, issued.sha256)
    store.record_inventory(deed.connection, found, signing)
    places = (known.places[row.place_id] for row in order.rows)
    deed.entry(
        "safe",
        safe,
        facts={
            "inventory": issued.number,
            "count": len(found),
            "safes": sorted({place.safe for place in places}),
        },
        personal={"reason": (None, reason)} if reason else {},
        details=[("booklet", made.party_id, _told(made, known)) for made in found],
    )
    return Opened(len(found), issued.id, issued.number)


def _told(made: Handover, known: rules.Known) -> list[object]:
    """Return one line of an inventory for the journal: booklet, place, ground, review, state."""
    assert made.place_id is not None
    ground = made.ground
    return [
        known.booklets[made.passport_id].number,
        known.places[made.place_id].label,
        ground.kind.value,
        ground.text,
        ground.article,
        made.review_on,
        made.how.booklet.value,
    ]
