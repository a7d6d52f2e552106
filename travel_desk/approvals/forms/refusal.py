"""The refusal letter: what was refused, why, by which rule, where and until when to appeal.

domain.md, "The official's side": a refusal names its reasons, the rule and where to appeal. Its content is
frozen when the decision is recorded; a long one runs on upon further pages.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from travel_desk.approvals.rules import Order, Refusal, StageFacts, first_day_of, last_day_of
from travel_desk.base.language import Language
from travel_desk.base.message import Message, msg
from travel_desk.paper import letterhead as heads
from travel_desk.paper import parts, seal
from travel_desk.paper.letterhead import Letterhead
from travel_desk.paper.names import BY_HAND, LINE, drawn_name
from travel_desk.paper.proof import Stamp, check_code, ink_box, signature_box
from travel_desk.paper.sheet import LEADING, Sheet
from travel_desk.trips.rules import Funding, RequestFacts

_LEFT, _IN, _RIGHT = 22.0, 30.0, 192.0
_PROOF = 240.0
_BODY_END = 268.0
_POINT = 25.4 / 72


def content(
    facts: RequestFacts, stage: StageFacts, order: Order, refusal: Refusal, handled_by: str, today: date
) -> dict[str, Any]:
    """Return what the letter of a refused request prints, as plain values to be frozen with it.

    handled_by: the user who records it. today: the day of the letter.
    """
    legs = [{"country": leg.country, "city": leg.city} for leg in facts.legs]
    drawn = drawn_name(facts.name, facts.latin)
    return {
        "request": facts.number,
        "date": today.isoformat(),
        "received": None if stage.submitted_on is None else stage.submitted_on.isoformat(),
        "handled_by": handled_by,
        "name": drawn.native or facts.latin,
        BY_HAND: drawn.by_hand,
        "latin": facts.latin,
        "post": facts.post,
        "organisation": facts.organisation,
        "purpose": facts.purpose,
        "funding": facts.funding.value,
        "leaves": first_day_of(facts).isoformat(),
        "home": last_day_of(facts).isoformat(),
        "legs": legs,
        "decided": {
            "name": order.decided_name.strip(),
            "capacity": order.capacity.strip(),
            "office": stage.office_name,
            "on": order.decided_on.isoformat(),
            "position": stage.position,
            "count": stage.count,
        },
        "reasons": [line.strip() for line in refusal.reasons.splitlines() if line.strip()],
        "rule": refusal.rule_text.strip(),
        "article": refusal.article.strip(),
        "appeal_to": refusal.appeal_to.strip(),
        "appeal_until": refusal.appeal_until.isoformat(),
    }


def render(
    content: Mapping[str, Any],
    letterhead: Letterhead,
    language: Language,
    number: str,
    stamp: Stamp | None = None,
) -> bytes:
    """Return the letter as a PDF (A4) with its empty signature field on the last page.

    content: as `content` froze it. stamp: what the visible signature says; None while unsigned.
    Raises Refused for a script without a font.
    """
    pages = _draw(content, letterhead, language, number, stamp, 1)
    if pages.sheet.page > 1:
        # How many pages there are is known only once they are drawn: once more with the right count.
        pages = _draw(content, letterhead, language, number, stamp, pages.sheet.page)
    return pages.sheet.finish()


def _draw(
    content: Mapping[str, Any],
    letterhead: Letterhead,
    language: Language,
    number: str,
    stamp: Stamp | None,
    pages: int,
) -> _Letter:
    letter = _Letter(Sheet("A4", language=language, title=number), content, letterhead, number, pages)
    letter.draw(stamp)
    return letter


@dataclass
class _Letter:
    sheet: Sheet
    content: Mapping[str, Any]
    letterhead: Letterhead
    number: str
    pages: int
    y: float = 0.0

    def draw(self, stamp: Stamp | None) -> None:
        """Draw all pages."""
        heads.draw_letter(self.sheet, self.letterhead, self._say(msg("Decision on a request")), self.number)
        self._address()
        self._particulars()
        self._asked()
        self._decision()
        self._reasons()
        self._rule()
        self._appeal()
        self._proof(stamp)
        self._foot()

    def _address(self) -> None:
        sheet, content = self.sheet, self.content
        sheet.label(_LEFT, 43.2, self._say(msg("By hand, against signature")))
        y = sheet.fit(_LEFT, 47.8, 104, content["name"], 10.5, "S")
        if content["latin"] and content["latin"] != content["name"]:
            y = sheet.fit(_LEFT, y, 104, content["latin"], 10)
        if content.get(BY_HAND):
            y = sheet.fit(_LEFT, y, 104, self._say(msg("In own script: {line}", line=LINE)), 10)
        for line in (content["post"], content["organisation"]):
            if line:
                y = sheet.fit(_LEFT, y, 104, line, 10)

    def _particulars(self) -> None:
        content, day = self.content, self.sheet.language.day
        rows = [
            (msg("Date"), day(_day(content["date"]))),
            (msg("Your request"), content["request"]),
            (msg("Received"), day(_day(content["received"])) if content["received"] else ""),
            (msg("Handled by"), content["handled_by"]),
        ]
        y = 47.8
        for label, value in rows:
            self.sheet.text(132, y, self._say(label), 8, ink="label")
            y = max(self.sheet.fit(156, y, 36, value, 8.5, "S"), y + 4.9)

    def _asked(self) -> None:
        sheet, content = self.sheet, self.content
        sheet.text(_LEFT, 79, self._say(msg("Your request to travel was refused")), 20, "B")
        funding = _FUNDED[Funding(content["funding"])]
        words = msg(
            "You asked to travel to {places} from {leaves} to {home}. Purpose: {purpose}. {funding}",
            places=self._places(),
            leaves=_day(content["leaves"]),
            home=_day(content["home"]),
            purpose=content["purpose"].rstrip(". "),
            funding=funding,
        )
        self.y = sheet.wrap(_LEFT, 88, 170, self._say(words), 10.5) + 7.5

    def _decision(self) -> None:
        sheet, decided = self.sheet, self.content["decided"]
        self._head("1", msg("The decision"))
        top = self.y - 1.4
        sheet.box(_IN, top, _RIGHT - _IN, 17, 0, "fill")
        sheet.box(_IN, top, 1.6, 17, 0, "black")
        word = sheet.text(_IN + 5, top + 6.9, self._say(msg("Refused")), 14, "B")
        x = max(62.0, _IN + 12 + word)
        by = msg("by {name}, {capacity}", name=decided["name"], capacity=decided["capacity"])
        below = sheet.fit(x, top + 6.9, _RIGHT - x - 3, self._say(by), 9.5, "S")
        where = msg(
            "{office}, {day}, stage {position} of {count}",
            office=decided["office"],
            day=_day(decided["on"]),
            position=decided["position"],
            count=decided["count"],
        )
        sheet.fit(x, max(below, top + 12.6), _RIGHT - x - 3, self._say(where), 9.5)
        self.y = top + 17 + 8

    def _reasons(self) -> None:
        reasons = self.content["reasons"]
        self._head("2", msg("The reasons"))
        for at, reason in enumerate(reasons):
            lines = self.sheet.lines(reason, _RIGHT - 37, 10)
            for number, line in enumerate(lines):
                self._room(4.65)
                if number == 0 and len(reasons) > 1:
                    self.sheet.text(_IN, self.y, f"{_letter(at)})", 10, "S")
                self.sheet.text(37 if len(reasons) > 1 else _IN, self.y, line, 10)
                self.y += 10 * LEADING * _POINT
            self.y += 1.3
        self.y += 5.5

    def _rule(self) -> None:
        self._room(16)
        self._head("3", msg("The rule"))
        words = msg("{rule}, article {article}", rule=self.content["rule"], article=self.content["article"])
        self.y = self.sheet.wrap(_IN, self.y, _RIGHT - _IN, self._say(words), 10, "S") + 5.5

    def _appeal(self) -> None:
        sheet, content = self.sheet, self.content
        self._room(52, _PROOF)
        self._head("4", msg("If you do not agree"))
        top = self.y - 1.4
        sheet.box(_IN, top, _RIGHT - _IN, 25, 1.6)
        sheet.text(35, top + 5.3, self._say(msg("Appeal until")), 8.5, "S")
        sheet.text(35, top + 13.2, sheet.language.day(_day(content["appeal_until"])), 16, "B")
        sheet.text(35, top + 20.4, self._say(msg("The letter must be there on that day.")), 8)
        sheet.line(103, top + 3, 103, top + 22, 0.5, "hairline")
        sheet.text(108, top + 5.3, self._say(msg("to")), 8.5, "S")
        y = sheet.fit(108, top + 10.6, 81, content["appeal_to"], 10.5, "S")
        sheet.fit(108, y + 0.5, 81, self._say(msg("in writing, with the number of this letter")), 9)
        words = msg("You may ask again at any time. This refusal takes no passport from you.")
        self.y = sheet.wrap(_IN, top + 31, _RIGHT - _IN, self._say(words), 9.5)

    def _proof(self, stamp: Stamp | None) -> None:
        sheet, y = self.sheet, _PROOF
        sheet.rule(_LEFT, y, _RIGHT, 1.6)
        words = msg("Scan with the desk's reader. It must show this number, and the desk your name.")
        payload = seal.check_code(self.number, self.content)
        check_code(sheet, _LEFT, y + 4.1, payload, self._say(words), 33)
        signature_box(sheet, 83.5, y + 3.5, 55, 26.5, stamp)
        ink_box(sheet, 142, y + 3.5, 50, 26.5)
        sheet.label(_LEFT, 277, self._say(msg("Received on")))
        sheet.rule(39, 277.6, 82, 0.6)
        sheet.label(86, 277, self._say(msg("Signature of the recipient")))
        sheet.rule(120, 277.6, _RIGHT, 0.6)

    def _foot(self) -> None:
        sheet = self.sheet
        left = self._say(parts.page_note(self.number, sheet.page, self.pages))
        sheet.text(_LEFT, 285, left, 7, ink="label")
        head = self.letterhead
        address = ", ".join(text for text in (head.desk, head.address) if text)
        sheet.fit(_RIGHT, 285, 110, address, 7, align="right", ink="label")

    def _head(self, number: str, title: Message) -> None:
        self._room(14)
        self.sheet.text(_LEFT, self.y, number, 12, "B")
        self.sheet.text(_IN, self.y, self._say(title), 12, "B")
        self.y += 6.4

    def _room(self, height: float, end: float = _BODY_END) -> None:
        """Go on upon a new page where `height` mm no longer fit above `end`."""
        if self.y + height <= end:
            return
        self._foot()
        self.sheet.new_page()
        self.sheet.text(_RIGHT, 18, self.number, 11, "D", "right")
        self.sheet.rule(_LEFT, 20, _RIGHT, 1.6)
        self.y = 30.0

    def _places(self) -> list[str]:
        language = self.sheet.language
        return [
            language.say(
                msg("{country} ({city})", country=language.country(leg["country"]), city=leg["city"])
            )
            for leg in self.content["legs"]
        ]

    def _say(self, message: Message) -> str:
        return self.sheet.say(message)


_FUNDED = {
    Funding.MINISTRY: msg("The ministry was to pay."),
    Funding.HOST: msg("The host was to pay."),
    Funding.SHARED: msg("The host and the ministry were to share the cost."),
    Funding.OWN: msg("You were to pay yourself."),
}


def _letter(at: int) -> str:
    return "abcdefghijklmnopqrstuvwxyz"[at] if at < 26 else str(at + 1)


def _day(text: str) -> date:
    return date.fromisoformat(text)
