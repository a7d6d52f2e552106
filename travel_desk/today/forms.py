"""The daily sheet: what waits on this day, and the head of the journal, printed and signed in ink.

The head carries the journal's state out of the machine: whoever holds the sheets of past days can tell
whether an entry was cut off or rolled back since (`travel_desk verify`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from travel_desk.base.language import Language
from travel_desk.base.message import msg, msgn
from travel_desk.paper import letterhead as heads
from travel_desk.paper import parts, seal
from travel_desk.paper.letterhead import Letterhead
from travel_desk.paper.names import drawn_name
from travel_desk.paper.proof import Stamp, check_code
from travel_desk.paper.sheet import Sheet
from travel_desk.paper.tables import Column, table
from travel_desk.papers.forms import language_of
from travel_desk.today.rules import Group, Line

__all__ = ["content", "language_of", "render"]

_LEFT, _RIGHT = 15.0, 198.0
_BODY_END = 276.0
_PROOF_HEIGHT = 47.0


def content(
    groups: Sequence[Group], language: Language, day: date, user: str, now: datetime, number: int, sha256: str
) -> dict[str, Any]:
    """Return what the sheet of `day` prints, as plain values to be frozen with it.

    language: of the paper, in which the lines are said. number, sha256: the journal's head before this
    sheet is recorded, its hash in 64 hex digits.
    """
    say = language.say
    return {
        "day": day.isoformat(),
        "user": user,
        "at": now.isoformat(),
        "head": {"number": number, "hash": sha256},
        "groups": [
            {
                "title": say(group.key.head),
                "more": group.more,
                "lines": [
                    {
                        "who": _who(line),
                        "what": say(line.what) + "\n" + say(line.note),
                        "marks": "\n".join(say(mark.text) for mark in line.marks),
                    }
                    for line in group.lines
                ],
            }
            for group in groups
        ],
    }


def _who(line: Line) -> str:
    """Return the native name over the Latin one; the Latin one alone where no font draws the other."""
    drawn = drawn_name(line.native_name, line.latin)
    return "\n".join(name for name in (drawn.native, drawn.latin) if name)


def render(
    content: Mapping[str, Any],
    letterhead: Letterhead,
    language: Language,
    number: str,
    stamp: Stamp | None = None,
) -> bytes:
    """Return the daily sheet as a PDF (A4), to be signed in ink.

    content: as `content` froze it. stamp: always None, since the sheet is signed in ink.
    """
    del stamp
    sheet = _draw(content, letterhead, language, number, 1)
    if sheet.page > 1:
        # How many pages there are is known only once they are drawn: once more with the right count.
        sheet = _draw(content, letterhead, language, number, sheet.page)
    return sheet.finish()


def _draw(
    content: Mapping[str, Any], letterhead: Letterhead, language: Language, number: str, pages: int
) -> Sheet:
    sheet = Sheet("A4", language=language, title=number)
    _DailySheet(sheet, content, letterhead, number, pages).draw()
    return sheet


@dataclass
class _DailySheet:
    sheet: Sheet
    content: Mapping[str, Any]
    letterhead: Letterhead
    number: str
    pages: int
    y: float = 0.0

    def draw(self) -> None:
        """Draw all pages."""
        sheet, say = self.sheet, self.sheet.say
        heads.draw_a4(sheet, self.letterhead, say(msg("Daily sheet")), self.number)
        day = date.fromisoformat(self.content["day"])
        sheet.text(_LEFT, 37, sheet.language.long_day(day), 18, "B")
        lines = sum(len(group["lines"]) + group["more"] for group in self.content["groups"])
        words = msgn(
            "{count} line, as it stood {at}. Printed by {user}.",
            "{count} lines, as it stood {at}. Printed by {user}.",
            lines,
            at=datetime.fromisoformat(self.content["at"]),
            user=self.content["user"],
        )
        sheet.fit(_LEFT, 43, _RIGHT - _LEFT, say(words), 9)
        sheet.rule(_LEFT, 47, _RIGHT, 1.6)
        self.y = 56.0
        if not lines:
            sheet.text(_LEFT, self.y, say(msg("Nothing waits today.")), 10)
            self.y += 8
        for group in self.content["groups"]:
            self._group(group)
        self._proof()
        self._foot()

    def _group(self, group: Mapping[str, Any]) -> None:
        sheet, say = self.sheet, self.sheet.say
        self._room(28)
        sheet.text(_LEFT, self.y, group["title"], 11, "B")
        count = len(group["lines"]) + group["more"]
        summary = msgn("{count} line", "{count} lines", count)
        sheet.text(_RIGHT, self.y, say(summary), 8, align="right", ink="label")
        columns = [
            Column(say(msg("Who")), _LEFT, 48, "S"),
            Column(say(msg("What")), 63, 92),
            Column(say(msg("State")), 155, 34, size=8),
            Column(say(msg("Done")), 189, 9, box=True),
        ]
        rows = [[line["who"], line["what"], line["marks"], ""] for line in group["lines"]]
        self.y += 5.2
        while rows:
            end, drawn = table(sheet, self.y, columns, rows, limit=_BODY_END)
            rows = rows[drawn:]
            self.y = end
            if rows:
                self._next_page()
        if group["more"]:
            more = msgn("and {count} more", "and {count} more", group["more"])
            sheet.text(_LEFT, self.y + 4.6, say(more), 8, ink="label")
            self.y += 4.6
        self.y += 9.5

    def _proof(self) -> None:
        self._room(_PROOF_HEIGHT)
        sheet, say, head = self.sheet, self.sheet.say, self.content["head"]
        y = max(self.y, 229.0)
        sheet.rule(_LEFT, y, _RIGHT, 1.6)
        words = msg("Scan with the desk's reader: it must show this number and this day.")
        check_code(sheet, _LEFT, y + 4.1, seal.check_code(self.number, self.content), say(words), 30)
        sheet.text(78, y + 6.4, say(msg("Head of the journal before this sheet")), 8.5, "S")
        sheet.text(78, y + 11.6, say(msg("Entry {number}", number=str(head["number"]))), 11, "D")
        parts.fingerprint(sheet, 78, y + 17.4, head["hash"])
        keep = msg("Keep this sheet. It shows later whether entries were cut off or rolled back.")
        sheet.wrap(78, y + 25.6, 120, say(keep), 7, ink="label")
        parts.signature_line(sheet, 78, y + 37, 120, say(msg("Desk head")), say(msg("Date and time")))

    def _room(self, height: float) -> None:
        if self.y + height > _BODY_END:
            self._next_page()

    def _next_page(self) -> None:
        self._foot()
        self.sheet.new_page()
        self.sheet.text(_RIGHT, 15, self.number, 11, "D", "right")
        self.sheet.rule(_LEFT, 17, _RIGHT, 1.6)
        self.y = 26.0

    def _foot(self) -> None:
        sheet = self.sheet
        left = sheet.say(parts.page_note(self.number, sheet.page, self.pages))
        sheet.text(_LEFT, 287.4, left, 7, ink="label")
        address = ", ".join(text for text in (self.letterhead.desk, self.letterhead.address) if text)
        sheet.fit(_RIGHT, 287.4, 110, address, 7, align="right", ink="label")
