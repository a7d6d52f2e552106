"""The opening inventory: booklets that lay in the safes before the desk began, counted by two persons.

Each booklet is found at a place, on a ground that is reviewed by a day, as if it had been taken in; but
nobody handed it in, so one list for all of them stands where each other movement has its receipt.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from travel_desk.base.message import Message, Refused, msg
from travel_desk.custody.rules.deeds import check_holding_ground, check_review
from travel_desk.custody.rules.records import Booklet, Ground, Handling, Handover, Place
from travel_desk.custody.rules.words import BookletState, Kind

MOST_LINES = 50_000
"""Lines of one inventory: what a paper of a thousand pages holds."""

LONGEST_REASON = 200
"""Characters of the reason for an inventory of a desk that has begun."""

OWN = msg("This is your own passport. Leave it out; another custodian takes it in.")


@dataclass(frozen=True, slots=True)
class Found:
    """One booklet as it was found: the passport's id, its place, on what ground, reviewed by which day."""

    passport_id: int
    place_id: int
    ground: Ground
    review_on: date
    booklet: BookletState = BookletState.WHOLE


@dataclass(frozen=True, slots=True)
class Inventory:
    """What two persons found in the safes.

    happened: when they counted, None for now. late_reason: why it is entered more than a day later.
    reason: why booklets are counted in although the desk takes them in by itself already.
    """

    rows: tuple[Found, ...]
    happened: datetime | None = None
    late_reason: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What the register knows that an inventory is checked against.

    booklets: by id, only those whose holders the user may see. moved: ids of the passports that ever were
    in custody. places, full: all that are named, and the ids of those where a booklet lies.
    own: the official that the user is, if one. begun: a passport was taken in at this desk already.
    """

    booklets: Mapping[int, Booklet] = field(default_factory=dict)
    moved: Collection[int] = frozenset()
    places: Mapping[int, Place] = field(default_factory=dict)
    full: Collection[int] = frozenset()
    own: int | None = None
    begun: bool = False


def open_inventory(order: Inventory, known: Known, happened: datetime) -> tuple[Handover, ...]:
    """Return the handovers of an inventory, in the order of its lines.

    Raises Refused for an empty or endless list, and with the first line in which something is wrong. Once
    the desk has taken a passport in, it wants a written reason: whoever hands a passport in gets a receipt
    (domain.md, "Real rules", custody), and a booklet of an inventory comes without one.
    """
    _check_reason(order.reason.strip(), known.begun)
    if not order.rows:
        raise Refused(msg("The list is empty. Enter the booklets that lie in the safe."), field="rows")
    if len(order.rows) > MOST_LINES:
        raise Refused(
            msg("One inventory holds at most {most} booklets. Make one for each safe.", most=MOST_LINES),
            field="rows",
        )
    for number, problem in inventory_problems(order.rows, known, happened):
        raise Refused(msg("Line {number}: {problem}", number=number, problem=problem), field="rows")
    late = order.late_reason.strip()
    return tuple(_handover(row, known.booklets[row.passport_id], happened, late) for row in order.rows)


def _check_reason(reason: str, begun: bool) -> None:
    if begun and not reason:
        raise Refused(
            msg(
                "Passports were taken in at this desk already. Write why these are counted in without a "
                "receipt for their holders."
            ),
            field="reason",
        )
    if len(reason) > LONGEST_REASON:
        raise Refused(
            msg("At most {count} characters fit on the list: shorten this.", count=LONGEST_REASON),
            field="reason",
        )


def inventory_problems(
    rows: Sequence[Found], known: Known, happened: datetime
) -> Iterator[tuple[int, Message]]:
    """Yield (number of the line from 1, what is wrong) for each line that can't be recorded."""
    passports: dict[int, int] = {}
    places: dict[int, int] = {}
    grounds: dict[tuple[Ground, date], Message | None] = {}
    for number, row in enumerate(rows, 1):
        key = (row.ground, row.review_on)
        if key not in grounds:  # most lines share theirs
            grounds[key] = _ground_problem(row, happened)
        problem = (
            _passport_problem(row.passport_id, known, passports)
            or _place_problem(row.place_id, known, places)
            or grounds[key]
        )
        if problem is not None:
            yield number, problem
        passports.setdefault(row.passport_id, number)
        places.setdefault(row.place_id, number)


def _passport_problem(passport: int, known: Known, before: Mapping[int, int]) -> Message | None:
    booklet = known.booklets.get(passport)
    if booklet is None:
        return msg("This passport is not in the register, or its holder is outside your scope.")
    if booklet.holder_id == known.own:
        return OWN
    if passport in before:
        return msg(
            "{passport} stands in line {line} already.", passport=booklet.number, line=before[passport]
        )
    if passport in known.moved:
        return msg(
            "{passport} was in custody at this desk already. Record its next movement instead.",
            passport=booklet.number,
        )
    return None


def _place_problem(place_id: int, known: Known, before: Mapping[int, int]) -> Message | None:
    place = known.places.get(place_id)
    if place is None:
        return msg("There is no such place. Choose one of the list.")
    if place_id in before:
        return msg("{place} stands in line {line} already.", place=place.label, line=before[place_id])
    if place_id in known.full:
        return msg("{place} holds another passport. Choose a free place.", place=place.label)
    return None


def _ground_problem(row: Found, happened: datetime) -> Message | None:
    try:
        check_holding_ground(row.ground)
        check_review(row.review_on, happened)
    except Refused as error:
        return error.message
    return None


def _handover(row: Found, booklet: Booklet, happened: datetime, late: str) -> Handover:
    ground = Ground(row.ground.kind, row.ground.text.strip(), row.ground.article.strip())
    how = Handling(booklet.number, row.booklet, late_reason=late)
    return Handover(
        booklet.id,
        Kind.INVENTORY,
        booklet.holder_id,
        ground,
        how,
        happened,
        None,
        review_on=row.review_on,
        place_id=row.place_id,
    )
