"""Safes and places, and the four handovers, each with its receipt.

A handover is one transaction: the rules decide, the receipt is rendered and stored, the movement
is recorded at the end of its chain. `version` is the number of the last movement that the user saw
(`Custody.version`): who saw an older one is told what happened meanwhile.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from travel_desk.base.language import load
from travel_desk.base.message import Message
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
    NewPlaces,
    NewSafe,
    Place,
    TakeIn,
)
from travel_desk.desk import Changed, Deed, Desk, Seen
from travel_desk.officials.steps import about
from travel_desk.papers.steps import issue_ready

CHANGED = {"custody", "passports", "papers"}
HOLDER = "holder"


@dataclass(frozen=True, slots=True)
class Recorded:
    """A handover that was recorded: its id, and its receipt to be printed.

    note: what the user should read beside it.
    """

    handover: int
    paper: int
    number: str
    note: Message | None = None


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


def take_in(desk: Desk, passport: int, version: int, order: TakeIn) -> Changed[Recorded]:
    """Take a passport into custody on a ground, at a place; raises Refused."""
    with desk.deed("take_in", happened=order.how.happened, late_reason=order.how.late_reason) as deed:
        custody = _custody(deed, passport, version, order.how)
        made = rules.take_in(custody, order, deed.happened)
        recorded = _record(deed, custody, made, _free(deed, order.place_id))
    return Changed(CHANGED, recorded, note=recorded.note)


def hand_out(desk: Desk, passport: int, version: int, order: HandOut) -> Changed[Recorded]:
    """Hand a passport out against an approved trip whose slip is issued; raises Refused."""
    with desk.deed("hand_out", happened=order.how.happened, late_reason=order.how.late_reason) as deed:
        custody = _custody(deed, passport, version, order.how)
        trip = reading.trip_of(deed.connection, order.request_id)
        language = load(language_of(deed))
        calendar = _calendar(deed)
        made = rules.hand_out(custody, trip, order, deed.happened, calendar, language)
        # The receipt says how the day was counted only where it was counted so.
        counted = trip.days_back if made.due_back == rules.after_home(trip, calendar) else None
        recorded = _record(deed, custody, made, _lies(custody), counted)
    return Changed(CHANGED | {"requests"}, recorded, note=recorded.note)


def bring_back(desk: Desk, passport: int, version: int, order: BringBack) -> Changed[Recorded]:
    """Take a passport back that was handed out for a trip; raises Refused."""
    with desk.deed("bring_back", happened=order.how.happened, late_reason=order.how.late_reason) as deed:
        custody = _custody(deed, passport, version, order.how)
        made = rules.bring_back(custody, order, deed.happened)
        recorded = _record(deed, custody, made, _free(deed, order.place_id))
    return Changed(CHANGED | {"requests"}, recorded, note=recorded.note)


def give_back(desk: Desk, passport: int, version: int, order: GiveBack) -> Changed[Recorded]:
    """Give a passport back to its holder for good; raises Refused."""
    with desk.deed("give_back", happened=order.how.happened, late_reason=order.how.late_reason) as deed:
        custody = _custody(deed, passport, version, order.how)
        made = rules.give_back(custody, order, deed.happened)
        recorded = _record(deed, custody, made, _lies(custody))
    return Changed(CHANGED, recorded, note=recorded.note)


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


def language_of(deed: Deed) -> str:
    """Return the code of the language of the desk's papers."""
    return str(deed.setting("paper_language", "en"))


def _record(
    deed: Deed, custody: Custody, made: Handover, place: Place, days_back: int | None = None
) -> Recorded:
    """Issue the receipt, record the handover and write the journal entry."""
    # Drawing loads reportlab: only when a paper is made.
    from travel_desk.custody import forms
    from travel_desk.paper import names

    role = role_of(deed)
    other = made.how.representative
    name = reading.name_of(deed.connection, other.person_id) if other else None
    said = forms.content(
        custody, made, place, forms.Signers(deed.session.name, role, name), deed.now, days_back
    )
    holder = custody.booklet.holder_id
    issued = issue_ready(
        deed, "receipt", "passport", made.passport_id, holder, language_of(deed), said, forms.render
    )
    assert issued.sha256 is not None
    handover = store.record_handover(deed.connection, made, signing_of(deed, role, issued.id, issued.sha256))
    _enter(deed, custody, made, place, {"receipt": issued.number, **names.fact(said)})
    return Recorded(handover, issued.id, issued.number, names.note(said))


def role_of(deed: Deed) -> Role:
    """Return in what capacity the user signs for the desk."""
    return Role.CUSTODIAN if Role.CUSTODIAN in deed.session.roles else Role.DESK_HEAD


def signing_of(deed: Deed, role: Role, paper: int, sha256: str) -> store.Signing:
    """Return what is recorded of every movement that a paper stands for."""
    session = deed.session
    return store.Signing(session.user_id, session.name, role.value, HOLDER, deed.now, paper, sha256)


def _enter(deed: Deed, custody: Custody, made: Handover, place: Place, receipt: Mapping[str, object]) -> None:
    """Write the journal entry: codes and days in the facts, names and texts as personal values."""
    before = custody.state(deed.happened.astimezone().date()).value
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
            **receipt,
            "ground": made.ground.kind.value,
            "place": place.label,
            "state": made.how.booklet.value,
            "review_on": made.review_on,
            "due_back": made.due_back,
            "request_id": made.request_id,
            "representative": other.person_id if other else None,
        },
        changes={"custody": (before, "handed_out" if made.due_back else after)},
        personal={name: ("", value) for name, value in said.items()},
        person=custody.booklet.holder_id,
    )
