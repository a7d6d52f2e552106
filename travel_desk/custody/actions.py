"""The deeds of custody: safes and places, the opening inventory, and the four handovers with their receipts.

A handover is one transaction: the rules decide, the receipt is rendered and stored, the movement
is recorded at the end of its chain. `version` is the number of the last movement that the user saw
(`Custody.version`): who saw an older one is told what happened meanwhile.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from travel_desk.base.language import load
from travel_desk.base.roles import Role
from travel_desk.custody import reading, rules, store
from travel_desk.custody.rules import (
    DAYS_BEFORE,
    BringBack,
    Calendar,
    Custody,
    GiveBack,
    Handling,
    HandOut,
    Handover,
    Inventory,
    NewPlaces,
    NewSafe,
    Place,
    TakeIn,
)
from travel_desk.desk import About, Changed, Credentials, Deed, Desk, Seen
from travel_desk.officials.steps import about
from travel_desk.papers.steps import issue_ready

_CHANGED = {"custody", "passports", "papers"}
HOLDER = "holder"


@dataclass(frozen=True, slots=True)
class Recorded:
    """A handover that was recorded: its id, and its receipt to be printed."""

    handover: int
    paper: int
    number: str


@dataclass(frozen=True, slots=True)
class Opened:
    """An opening inventory that was recorded: how many booklets, and its list to be printed."""

    booklets: int
    paper: int
    number: str


def add_safe(desk: Desk, order: NewSafe) -> Changed[int]:
    """Add a safe with its responsible custodian and return its id; raises Refused."""
    with desk.deed("add_safe") as deed:
        names, users = store.safe_names(deed.connection), store.custodians(deed.connection)
        name = rules.add_safe(order, names, users)
        made = store.add_safe(deed.connection, name, order.custodian_id)
        deed.entry("safe", made, facts={"name": name, "custodian": order.custodian_id})
    return Changed({"custody"}, made)


def add_place(desk: Desk, safe: int, version: int, order: NewPlaces) -> Changed[list[int]]:
    """Add one slot or a row of slots to a shelf of a safe and return their ids; raises Refused."""
    with desk.deed("add_place", seen=Seen("safe", safe, version)) as deed:
        name = store.safe_name(deed.connection, safe)
        shelf, slots = rules.add_place(order, store.labels(deed.connection, safe))
        made = store.add_places(deed.connection, safe, shelf, slots)
        deed.entry("safe", safe, facts={"name": name, "shelf": shelf, "slots": list(slots)})
    return Changed({"custody"}, made)


def open_inventory(desk: Desk, order: Inventory, second: Credentials) -> Changed[Opened]:
    """Record the booklets that lay in the safes before the desk began, as two persons counted them.

    second: whoever counted with the custodian. One list for both to sign, one movement a booklet. Raises
    Refused naming the first line in which something is wrong.
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
        opened = _record_inventory(deed, order, found, known)
    return Changed(_CHANGED, opened)


def take_in(desk: Desk, passport: int, version: int, order: TakeIn) -> Changed[Recorded]:
    """Take a passport into custody on a ground, at a place; raises Refused."""
    with desk.deed("take_in", happened=order.how.happened, late_reason=order.how.late_reason) as deed:
        custody = _custody(deed, passport, version, order.how)
        made = rules.take_in(custody, order, deed.happened)
        recorded = _record(deed, custody, made, _free(deed, order.place_id))
    return Changed(_CHANGED, recorded)


def hand_out(desk: Desk, passport: int, version: int, order: HandOut) -> Changed[Recorded]:
    """Hand a passport out against an approved trip whose slip is issued; raises Refused."""
    with desk.deed("hand_out", happened=order.how.happened, late_reason=order.how.late_reason) as deed:
        custody = _custody(deed, passport, version, order.how)
        trip = reading.trip_of(deed.connection, order.request_id)
        language = load(_language(deed))
        calendar = _calendar(deed)
        made = rules.hand_out(custody, trip, order, deed.happened, calendar, language)
        # The receipt says how the day was counted only where it was counted so.
        counted = trip.days_back if made.due_back == rules.after_home(trip, calendar) else None
        recorded = _record(deed, custody, made, _lies(custody), counted)
    return Changed(_CHANGED | {"requests"}, recorded)


def bring_back(desk: Desk, passport: int, version: int, order: BringBack) -> Changed[Recorded]:
    """Take a passport back that was handed out for a trip; raises Refused."""
    with desk.deed("bring_back", happened=order.how.happened, late_reason=order.how.late_reason) as deed:
        custody = _custody(deed, passport, version, order.how)
        made = rules.bring_back(custody, order, deed.happened)
        recorded = _record(deed, custody, made, _free(deed, order.place_id))
    return Changed(_CHANGED | {"requests"}, recorded)


def give_back(desk: Desk, passport: int, version: int, order: GiveBack) -> Changed[Recorded]:
    """Give a passport back to its holder for good; raises Refused."""
    with desk.deed("give_back", happened=order.how.happened, late_reason=order.how.late_reason) as deed:
        custody = _custody(deed, passport, version, order.how)
        made = rules.give_back(custody, order, deed.happened)
        recorded = _record(deed, custody, made, _lies(custody))
    return Changed(_CHANGED, recorded)


def _custody(deed: Deed, passport: int, version: int, how: Handling) -> Custody:
    """Return where the passport is, having asked scope, own case and what the user saw."""
    custody = reading.custody_of(deed.connection, passport)
    whom = about(deed.connection, custody.booklet.holder_id, today=deed.today)
    if how.representative is not None:
        # Nobody hands a passport to themselves, on whosoever's authority.
        whom = replace(whom, persons=whom.persons | {how.representative.person_id})
    deed.allow(whom)
    rules.check_seen(custody, version)
    return custody


def _free(deed: Deed, place_id: int) -> Place:
    place, occupied = reading.place_of(deed.connection, place_id)
    rules.check_place(place, occupied)
    return place


def _lies(custody: Custody) -> Place:
    """Return where the booklet lies; the rules have made sure that it lies somewhere."""
    assert custody.last is not None
    assert custody.last.place is not None
    return custody.last.place


def _calendar(deed: Deed) -> Calendar:
    week = deed.desk.calendar()
    return Calendar(week.holidays, week.weekend, deed.setting("hand_out_days_before", DAYS_BEFORE))


def _language(deed: Deed) -> str:
    return str(deed.setting("paper_language", "en"))


def _record(
    deed: Deed, custody: Custody, made: Handover, place: Place, days_back: int | None = None
) -> Recorded:
    """Issue the receipt, record the handover and write the journal entry."""
    # Drawing loads reportlab: only when a paper is made.
    from travel_desk.custody import forms

    role = _role(deed)
    other = made.how.representative
    name = reading.name_of(deed.connection, other.person_id) if other else None
    said = forms.content(
        custody, made, place, forms.Signers(deed.session.name, role, name), deed.now, days_back
    )
    holder = custody.booklet.holder_id
    issued = issue_ready(
        deed, "receipt", "passport", made.passport_id, holder, _language(deed), said, forms.render
    )
    assert issued.sha256 is not None
    handover = store.record_handover(deed.connection, made, _signing(deed, role, issued.id, issued.sha256))
    _enter(deed, custody, made, place, issued.number, deed.happened)
    return Recorded(handover, issued.id, issued.number)


def _record_inventory(
    deed: Deed, order: Inventory, found: tuple[Handover, ...], known: rules.Known
) -> Opened:
    """Issue the inventory list, record its booklets and write the one journal entry."""
    # Drawing loads reportlab: only when a paper is made.
    from travel_desk.custody import forms

    assert deed.second is not None
    role = _role(deed)
    signers = forms.Counters(deed.session.name, role, deed.second.name)
    said = forms.inventory_content(found, known, signers, deed.now)
    safe = known.places[order.rows[0].place_id].safe_id
    issued = issue_ready(deed, "inventory", "safe", safe, None, _language(deed), said, forms.render_inventory)
    assert issued.sha256 is not None
    signing = _signing(deed, role, issued.id, issued.sha256)
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


def _role(deed: Deed) -> Role:
    return Role.CUSTODIAN if Role.CUSTODIAN in deed.session.roles else Role.DESK_HEAD


def _signing(deed: Deed, role: Role, paper: int, sha256: str) -> store.Signing:
    session = deed.session
    return store.Signing(session.user_id, session.name, role.value, HOLDER, deed.now, paper, sha256)


def _enter(
    deed: Deed, custody: Custody, made: Handover, place: Place, receipt: str, happened: datetime
) -> None:
    """Write the journal entry: codes and days in the facts, names and texts as personal values."""
    before = custody.state(happened.astimezone().date()).value
    after = {True: "in_custody", False: "with_holder"}[made.kind.inwards]
    other = made.how.representative
    said = {
        "passport": custody.booklet.number,
        "ground": made.ground.text,
        "authority": other.authority if other else "",
        "papers_with_it": made.how.papers_with_it,
    }
    deed.entry(
        "passport",
        made.passport_id,
        facts={
            "movement": made.number,
            "receipt": receipt,
            "ground": made.ground.kind.value,
            "place": place.label,
            "state": made.how.booklet.value,
            "review_on": made.review_on,
            "due_back": made.due_back,
            "request": made.request_id,
            "representative": other.person_id if other else None,
        },
        changes={"custody": (before, "handed_out" if made.due_back else after)},
        personal={name: ("", value) for name, value in said.items()},
        person=custody.booklet.holder_id,
    )
