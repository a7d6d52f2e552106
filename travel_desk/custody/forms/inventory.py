"""The list of an opening inventory: every booklet that two persons found, on A4, signed by both in ink.

It is printed twice: one copy stays with the safe, the other with whoever counted along. Its content is
frozen when it is issued, as plain values; what many lines share (ground, article, review) stands once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from travel_desk.base.language import Language
from travel_desk.base.message import Message, msg, msgn
from travel_desk.base.roles import Role
from travel_desk.custody.rules import Booklet, BookletState, GroundKind, Handover, Known, Place
from travel_desk.officials.rules import PassportKind
from travel_desk.paper import letterhead as heads
from travel_desk.paper import parts, seal
from travel_desk.paper.letterhead import Letterhead
from travel_desk.paper.proof import Stamp, check_code
from travel_desk.paper.sheet import Sheet
from travel_desk.paper.tables import Column, row_height, table

_LEFT, _RIGHT = 15.0, 198.0
_BODY_END = 279.0
_SIGNATURES = 49.0
_ON_A_PAGE = 60  # lines, more than fit
_LEFT_OVER = 3  # lines above the signatures, at least


@dataclass(frozen=True, slots=True)
class Counters:
    """Who counted and signs: the custodian with the role, and the second person."""

    user: str
    role: Role
    second: str


def inventory_content(
    found: Sequence[Handover], known: Known, counters: Counters, now: datetime, reason: str = ""
) -> dict[str, Any]:
    """Return what an inventory list prints, as plain values to be frozen with it.

    found: the handovers in the order of the lines. known: their booklets and places. reason: why they are
    counted in although the desk had begun, "" where it had not.
    """
    grounds: dict[tuple[str, ...], int] = {}
    lines = []
    for made in found:
        assert made.place_id is not None
        assert made.review_on is not None
        ground = (
            made.ground.kind.value,
            made.ground.text,
            made.ground.article,
            made.review_on.isoformat(),
        )
        booklet, place = known.booklets[made.passport_id], known.places[made.place_id]
        lines.append(
            [
                place.safe,
                place.shelf,
                place.slot,
                booklet.number,
                booklet.kind.value,
                _holder(booklet),
                grounds.setdefault(ground, len(grounds)),
                made.how.booklet.value,
            ]
        )
    return {
        "counted_by": {"name": counters.user, "role": counters.role.value},
        "second": counters.second,
        "happened": found[0].happened.isoformat(),
        "recorded": now.isoformat(),
        "reason": reason,
        "grounds": [list(one) for one in grounds],
        "lines": lines,
    }


def render_inventory(
    content: Mapping[str, Any],
    letterhead: Letterhead,
    language: Language,
    number: str,
    stamp: Stamp | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> bytes:
    """Return the list as a PDF (A4), to be printed twice and signed in ink by both.

    content: as `inventory_content` froze it. stamp: always None, since the list is signed in ink.
    progress: told how many lines are drawn, of how many.
    """
    del stamp
    sheet = Sheet("A4", language=language, title=number)
    _List(sheet, content, letterhead, number, progress).draw()
    return sheet.finish()


def _holder(booklet: Booklet) -> str:
    """Return the name as it is printed in the booklet, or the native one where it has no other."""
    return ", ".join(part for part in (booklet.surname, booklet.given_names) if part) or booklet.native_name


class _List:
    """The pages of one list; the last one bears the signatures."""

    def __init__(
        self,
        sheet: Sheet,
        said: Mapping[str, Any],
        letterhead: Letterhead,
        number: str,
        progress: Callable[[int, int], None] | None,
    ) -> None:
        self.sheet = sheet
        self.said = said
        self.letterhead = letterhead
        self.number = number
        self.progress = progress
        self.kinds = {one.value: sheet.say(one.label) for one in PassportKind}
        self.states = {one.value: sheet.say(one.label) for one in BookletState}
        self.reviews = [sheet.language.short_day(date.fromisoformat(one[3])) for one in said["grounds"]]

    def draw(self) -> None:
        """Draw all pages: what the booklets are held on, then the booklets."""
        sheet, say = self.sheet, self.sheet.say
        heads.draw_a4(sheet, self.letterhead, say(msg("Opening inventory")), self.number)
        y = self._band()
        grounds = [self._ground(at, *one) for at, one in enumerate(self.said["grounds"], 1)]
        y = self._table(y, self._ground_columns(), grounds) + 8
        rows = [self._row(at, line) for at, line in enumerate(self.said["lines"], 1)]
        y = self._table(y, self._columns(), rows, self.progress, signed=True)
        if y + _SIGNATURES > _BODY_END:
            y = self._next_page() - 6
        self._signatures(y)
        self._foot()

    def _table(
        self,
        y: float,
        columns: list[Column],
        rows: list[list[str]],
        told: Callable[[int, int], None] | None = None,
        *,
        signed: bool = False,
    ) -> float:
        """Draw a table over as many pages as it needs and return where it ends.

        told: is told how many rows are drawn, of how many. signed: the signatures follow it.
        """
        at = 0
        if y + 16 > _BODY_END:
            y = self._next_page()
        while True:
            here = rows[at : at + _ON_A_PAGE]
            if signed and len(rows) - at <= _ON_A_PAGE:
                here = self._with_signatures(y, columns, here)
            y, drawn = table(self.sheet, y, columns, here, limit=_BODY_END)
            at += drawn
            if told is not None:
                told(at, len(rows))
            if at == len(rows):
                return y
            y = self._next_page()

    def _with_signatures(self, y: float, columns: list[Column], rows: list[list[str]]) -> list[list[str]]:
        """Return the rows for this page, the last ones left over where the signatures need another.

        Nobody signs a page without a line of the list.
        """
        end = y + 1.6 + sum(row_height(self.sheet, columns, row) for row in rows)
        if end <= _BODY_END < end + _SIGNATURES and len(rows) > _LEFT_OVER:
            return rows[:-_LEFT_OVER]
        return rows

    def _band(self) -> float:
        """Draw what was counted, when and by whom; returns where the table begins."""
        sheet, say, lines = self.sheet, self.sheet.say, self.said["lines"]
        safes = list(dict.fromkeys(line[0] for line in lines))
        words = safes[0] if len(safes) == 1 else say(msgn("{count} safe", "{count} safes", len(safes)))
        counted = sheet.language.instant(datetime.fromisoformat(self.said["happened"]))
        sheet.rule(_LEFT, 27.6, _RIGHT, 2.0)
        sheet.text(_LEFT, 36.4, words, sheet.room(words, 18, "B", 76, 11), "B")
        for x, caption, value in (
            (96, msg("Counted"), counted),
            (166, msg("Booklets"), sheet.language.value(len(lines))),
        ):
            sheet.label(x, 31.6, say(caption))
            sheet.text(x, 36.6, value, 11, "B")
        sheet.rule(_LEFT, 40, _RIGHT, 2.0)
        role = Role(self.said["counted_by"]["role"]).label
        by = msg(
            "Counted by {name} ({role}) and {second}. These booklets lay in the safes when the desk began.",
            name=self.said["counted_by"]["name"],
            role=role,
            second=self.said["second"],
        )
        y = sheet.fit(_LEFT, 44.8, _RIGHT - _LEFT, say(by), 9)
        if reason := self.said.get("reason"):  # older lists have none
            late = msg("Counted in after the desk had begun: {reason}", reason=reason)
            y = sheet.fit(_LEFT, y, _RIGHT - _LEFT, say(late), 9)
        return y + 4.4

    def _ground_columns(self) -> list[Column]:
        say = self.sheet.say
        return [
            Column(say(msg("No.")), _LEFT, 11, "S"),
            Column(say(msg("Ground")), 26, 71),
            Column(say(msg("Act and article")), 97, 77),
            Column(say(msg("Review by")), 174, 24),
        ]

    def _ground(self, at: int, kind: str, text: str, article: str, _review: str) -> list[str]:
        say = self.sheet.say
        label = GroundKind(kind).label
        named = text.casefold().startswith(say(label).casefold())
        first = text if named else say(msg("{ground}, {text}", ground=label, text=text))
        return [self.sheet.language.value(at), first, article, self.reviews[at - 1]]

    def _columns(self) -> list[Column]:
        say = self.sheet.say
        return [
            Column(say(msg("No.")), _LEFT, 11, size=7.5),
            Column(say(msg("Place")), 26, 33, "S"),
            Column(say(msg("Passport")), 59, 23, "D"),
            Column(say(msg("Kind and state")), 82, 25, size=7.5),
            Column(say(msg("Holder")), 107, 53, "S", size=8),
            Column(say(msg("Ground")), 160, 14, size=8),
            Column(say(msg("Review by")), 174, 24, size=8),
        ]

    def _row(self, at: int, line: Sequence[Any]) -> list[str]:
        safe, shelf, slot, number, kind, holder, ground, state = line
        whole = state == BookletState.WHOLE.value
        kinds = self.kinds[kind] if whole else f"{self.kinds[kind]}, {self.states[state]}"
        say = self.sheet.language.value
        label = Place(0, 0, safe, shelf, slot).label
        return [say(at), label, number, kinds, holder, say(ground + 1), self.reviews[ground]]

    def _signatures(self, y: float) -> None:
        """Draw the total, both lines to sign on and the check code below y."""
        sheet, say = self.sheet, self.sheet.say
        count = len(self.said["lines"])
        total = msgn("{count} booklet, counted and entered.", "{count} booklets, counted and entered.", count)
        sheet.text(_LEFT, y + 6.4, say(total), 10, "S")
        told = msg(
            "Printed twice and signed by both: one copy stays with the safe, one with the second person."
        )
        sheet.fit(_LEFT, y + 11, 135, say(told), 8, ink="label")
        when = say(msg("Date and time"))
        for x, caption, name in (
            (_LEFT, msg("Counted by"), self.said["counted_by"]["name"]),
            (84, msg("Second person"), self.said["second"]),
        ):
            sheet.label(x, y + 17, say(caption))
            parts.signature_line(sheet, x, y + 35, 64, name, when)
        self._code(y)

    def _code(self, y: float) -> None:
        words: Message = msg("Scan with the desk's reader: it must show this number.")
        payload = seal.check_code(self.number, self.said)
        check_code(self.sheet, 154, y + 14, payload, self.sheet.say(words), 18)

    def _next_page(self) -> float:
        """Begin a page and return where its table begins."""
        self._foot()
        self.sheet.new_page()
        self.sheet.text(_RIGHT, 15, self.number, 11, "D", "right")
        self.sheet.rule(_LEFT, 17, _RIGHT, 1.6)
        return 23.0

    def _foot(self) -> None:
        sheet = self.sheet
        page = msg("{number} · page {page}", number=self.number, page=sheet.page)
        sheet.text(_LEFT, 287.4, sheet.say(page), 7, ink="label")
        keep = msg("For the safe room only. Do not carry out.")
        sheet.text(_RIGHT, 287.4, sheet.say(keep), 7, align="right", ink="label")
