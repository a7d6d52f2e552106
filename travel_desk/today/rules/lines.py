"""What waits for the desk today: plain facts go in, lines in their groups come out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from travel_desk.base.language import in_days
from travel_desk.base.message import Message, msg, msgn, msgp
from travel_desk.today.rules.records import (
    Button,
    Custody,
    Expiring,
    Facts,
    Flow,
    Group,
    GroupKey,
    Held,
    Leaving,
    Line,
    Mark,
    Overdue,
    Unfinished,
    Waiting,
)

EXPIRING_DAYS = 90
"""How far ahead an expiring passport is shown; half of the 180 days that most trips want."""

MOST_LINES = {GroupKey.PAPERS: 12, GroupKey.EXPIRING: 8}
"""How many lines of a group that can wait are shown; the pages Papers and Passports list them all."""


def groups_of(facts: Facts, today: date) -> tuple[Group, ...]:
    """Return the groups of the day that have lines, in order; the most pressing line stands first."""
    waiting = sorted(facts.waiting, key=lambda w: (w.sent_back, w.due or date.max, w.leaves))
    unfinished = sorted(facts.unfinished, key=lambda p: (not p.to_sign, p.issued_on))
    late = sum(1 for w in waiting if not w.sent_back and w.due is not None and w.due < today)
    lines = {
        GroupKey.GIVE_BACK: [give_back_line(h, today) for h in sorted(facts.held, key=lambda h: h.review_on)],
        GroupKey.LEAVING: [leaving_line(one, today) for one in sorted(facts.leaving, key=lambda x: x.leaves)],
        GroupKey.DECISIONS: [waiting_line(w, today) for w in waiting],
        GroupKey.OVERDUE: [overdue_line(o, today) for o in sorted(facts.overdue, key=lambda o: o.due_back)],
        GroupKey.PAPERS: [paper_line(p, today) for p in unfinished],
        GroupKey.EXPIRING: [
            expiring_line(e, today)
            for e in sorted(facts.expiring, key=lambda e: (e.next_trip is None, e.expires_on))
        ],
    }
    more = {key: max(0, len(of) - MOST_LINES.get(key, len(of))) for key, of in lines.items()}
    notes = {GroupKey.GIVE_BACK: msg("the ground for keeping them has lapsed")}
    if late:
        notes[GroupKey.DECISIONS] = msgn("{count} late", "{count} late", late)
    for key, left in more.items():
        if left:
            notes[key] = msgn("{count} more", "{count} more", left)
    return tuple(
        Group(key, tuple(of[: len(of) - more[key]]), notes.get(key, Message("")), more[key])
        for key, of in lines.items()
        if of
    )


def give_back_line(held: Held, today: date) -> Line:
    """Return the line of a passport that is held without a ground that still stands."""
    return Line(
        GroupKey.GIVE_BACK,
        held.who.native_name,
        held.who.latin,
        msg("{kind} passport {number} · {place}", kind=held.kind, number=held.number, place=held.place),
        msg("{ground} · review due {review}", ground=held.ground, review=held.review_on),
        (Mark("danger", "warning", msg("Lapsed {when}", when=in_days(held.review_on, today))),),
        Button("give_back", msg("Give Back…"), "passport", held.passport_id),
        urgent=True,
    )


def leaving_line(leaving: Leaving, today: date) -> Line:
    """Return the line of a traveller who leaves, with the next deed that leaving still needs."""
    return Line(
        GroupKey.LEAVING,
        leaving.who.native_name,
        leaving.who.latin,
        msg("{when} · {where}", when=_leaves(leaving.leaves, today), where=leaving.where),
        msgn(
            "{span}, {count} day · {purpose}",
            "{span}, {count} days · {purpose}",
            (leaving.home - leaving.leaves).days + 1,
            purpose=leaving.purpose,
            span=leaving.span,
        ),
        (_PASSPORT_MARKS[leaving.custody], _slip_mark(leaving)),
        _leaving_button(leaving),
        urgent=leaving.leaves <= today,
    )


def waiting_line(waiting: Waiting, today: date) -> Line:
    """Return the line of a request that waits for a decision or was sent back."""
    open_it = Button("open", msg("Open Request"), "request", waiting.request_id)
    decide = Button("decide", msg("Decide…"), "request", waiting.request_id)
    late = waiting.due is not None and waiting.due < today and not waiting.sent_back
    return Line(
        GroupKey.DECISIONS,
        waiting.who.native_name,
        waiting.who.latin,
        msg("Sent back to the traveller by {office}", office=waiting.office)
        if waiting.sent_back
        else msg("Waiting for {office}", office=waiting.office),
        msg("Leaves {leaves} · {where}", leaves=waiting.leaves, where=waiting.where),
        (_due_mark(waiting, today),),
        decide if waiting.decidable and not waiting.sent_back else open_it,
        urgent=late or (waiting.due == today and not waiting.sent_back),
    )


def overdue_line(overdue: Overdue, today: date) -> Line:
    """Return the line of a passport that should have been brought back."""
    return Line(
        GroupKey.OVERDUE,
        overdue.who.native_name,
        overdue.who.latin,
        msg(
            "Home since {home} · passport {number} not brought back",
            home=overdue.home_on,
            number=overdue.number,
        )
        if overdue.home_on is not None
        else msg("Passport {number} not brought back", number=overdue.number),
        msg("Was due {due}", due=overdue.due_back),
        (
            Mark(
                "danger",
                "warning",
                msgn("{count} day overdue", "{count} days overdue", (today - overdue.due_back).days),
            ),
        ),
        Button("bring_back", msg("Bring Back…"), "passport", overdue.passport_id),
        urgent=True,
    )


def paper_line(paper: Unfinished, today: date) -> Line:
    """Return the line of a paper that waits for its signature or its print."""
    return Line(
        GroupKey.PAPERS,
        paper.who.native_name,
        paper.who.latin,
        msg("{kind} {number}", kind=PAPER_KINDS.get(paper.kind, msg("Paper")), number=paper.number),
        msg("Issued {when}", when=in_days(paper.issued_on, today)),
        (
            Mark("warning", "sign", msg("To sign"))
            if paper.to_sign
            else Mark("info", "print", msg("Not printed yet")),
        ),
        Button("sign_paper", msg("Sign…"), "paper", paper.paper_id)
        if paper.to_sign
        else Button("print_paper", msg("Print…"), "paper", paper.paper_id),
    )


def expiring_line(expiring: Expiring, today: date) -> Line:
    """Return the line of a passport that expires soon."""
    return Line(
        GroupKey.EXPIRING,
        expiring.who.native_name,
        expiring.who.latin,
        msg(
            "{kind} passport {number} expires {expires}",
            kind=expiring.kind,
            number=expiring.number,
            expires=expiring.expires_on,
        ),
        msg("Next trip leaves {leaves}", leaves=expiring.next_trip)
        if expiring.next_trip is not None
        else msg("No trip planned"),
        (
            Mark(
                "warning" if expiring.next_trip is not None else "info",
                "clock",
                msgp("passport expires", "{when}", when=in_days(expiring.expires_on, today)),
            ),
        ),
        Button("open", msg("Show Passport"), "passport", expiring.passport_id),
    )


def seven_days(today: date, leaves: Sequence[date], homes: Sequence[date]) -> tuple[Flow, ...]:
    """Return today and the six days after it with how many travellers leave and come home."""
    days = [today + timedelta(days=n) for n in range(7)]
    return tuple(Flow(day, sum(d == day for d in leaves), sum(d == day for d in homes)) for day in days)


PAPER_KINDS = {
    "slip": msgp("paper", "Approval slip"),
    "receipt": msgp("paper", "Handover receipt"),
    "refusal": msgp("paper", "Refusal letter"),
    "sheet": msgp("paper", "Daily sheet"),
    "inventory": msgp("paper", "Opening inventory"),
}

_PASSPORT_MARKS = {
    Custody.HERE: Mark("success", "check", msg("Passport ready")),
    Custody.OUT: Mark("success", "check", msg("Handed out")),
    Custody.HOLDER: Mark("neutral", "person", msg("With the holder")),
    Custody.NONE: Mark("danger", "cross", msg("No passport chosen")),
}


def _slip_mark(leaving: Leaving) -> Mark:
    if not leaving.slip_state:
        return Mark("danger", "cross", msg("No slip yet"))
    if leaving.slip_state == "to_sign":
        return Mark("warning", "sign", msg("Slip to sign"))
    if not leaving.prints:
        return Mark("warning", "print", msg("Not printed"))
    return Mark("success", "check", msg("Slip printed"))


def _leaving_button(leaving: Leaving) -> Button:
    if leaving.slip_id is None:
        return Button("issue_slip", msg("Issue Slip"), "request", leaving.request_id)
    if leaving.slip_state == "to_sign":
        return Button("sign_paper", msg("Sign Slip…"), "paper", leaving.slip_id)
    if not leaving.prints:
        return Button("print_paper", msg("Print Slip…"), "paper", leaving.slip_id)
    if leaving.custody is Custody.HERE and leaving.passport_id is not None:
        return Button("hand_out", msg("Hand Out Passport…"), "passport", leaving.passport_id)
    return Button("record_departure", msg("Record Departure…"), "request", leaving.request_id)


def _leaves(day: date, today: date) -> Message:
    if day == today:
        return msg("Today")
    if day > today:
        return msg("Tomorrow")
    return msg("Should have left {day}", day=day)


def _due_mark(waiting: Waiting, today: date) -> Mark:
    if waiting.sent_back:
        return Mark("neutral", "undo", msg("With the traveller"))
    if waiting.due is None:
        return Mark("neutral", "clock", msg("No day set"))
    if waiting.due < today:
        late = (today - waiting.due).days
        return Mark("danger", "clock", msgn("{count} day late", "{count} days late", late))
    if waiting.due == today:
        return Mark("warning", "clock", msg("Due today"))
    if waiting.due == today + timedelta(days=1):
        return Mark("warning", "clock", msg("Due tomorrow"))
    return Mark("neutral", "clock", msg("Due {day}", day=waiting.due))
