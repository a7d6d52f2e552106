"""The approval slip: one A5 page that says this person may make this trip in this window.

Its content is frozen when it is issued, as plain values; `render` draws it in the language of the
paper. What does not fit its place stands on a second page, never in smaller type.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from travel_desk.approvals.forms.countries import alpha3, state_name
from travel_desk.approvals.rules import (
    Decided,
    conditions_of_all,
    days_back,
    days_of,
    first_day_of,
    last_day_of,
)
from travel_desk.base.language import Language
from travel_desk.base.message import msg, msgn
from travel_desk.officials.rules import PassportKind
from travel_desk.paper import letterhead as heads
from travel_desk.paper import parts, seal
from travel_desk.paper.letterhead import Letterhead
from travel_desk.paper.names import BY_HAND, LINE, drawn_name
from travel_desk.paper.proof import Stamp, proof_zone
from travel_desk.paper.sheet import Sheet
from travel_desk.trips.rules import RequestFacts

_COUNTRIES_END = 87.6
_CONDITIONS_END = 106.2
_POINT = 25.4 / 72
_NAME_SIZES = (
    (19.0, 11.0, 9.0),
    (17.0, 11.0, 9.0),
    (15.0, 10.0, 8.5),
    (13.0, 9.5, 8.0),
    (12.0, 9.0, 8.0),
    (11.0, 8.5, 7.5),
)


def content(facts: RequestFacts, decisions: Sequence[Decided], back_by: date) -> dict[str, Any]:
    """Return what the slip of an approved request prints, as plain values to be frozen with it.

    decisions: of all offices, the final one last. back_by: the day to bring the passport back by.
    """
    booklet, judged, final = facts.passport, facts.judgement, decisions[-1]
    drawn = drawn_name(facts.native_name, f"{facts.surname} {facts.given_names}".strip())
    return {
        "version": facts.round,
        "request": facts.number,
        "surname": facts.surname,
        "given_names": facts.given_names,
        "native_name": drawn.native,
        BY_HAND: drawn.by_hand,
        "post": facts.post,
        "organisation": facts.organisation,
        "leaves": first_day_of(facts).isoformat(),
        "home": last_day_of(facts).isoformat(),
        "back_by": back_by.isoformat(),
        "back_days": days_back(facts),
        "passport": None
        if booklet is None
        else {
            "kind": booklet.kind.value,
            "number": booklet.number,
            "state": booklet.issuing_state,
            "expires": booklet.expires_on.isoformat(),
        },
        "legs": [{"country": leg.country, "city": leg.city} for leg in facts.legs],
        "conditions": list(conditions_of_all(decisions)),
        "decided": {
            "name": final.decided_name,
            "capacity": final.capacity,
            "office": final.office,
            "on": final.decided_on.isoformat(),
        },
        "rule": None
        if judged is None or judged.rule_id is None
        else {
            "act": judged.act,
            "article": judged.article,
            "since": None if judged.from_day is None else judged.from_day.isoformat(),
        },
    }


def render(
    content: Mapping[str, Any],
    letterhead: Letterhead,
    language: Language,
    number: str,
    stamp: Stamp | None = None,
) -> bytes:
    """Return the slip as a PDF (A5 landscape) with its empty signature field.

    content: as `content` froze it. stamp: what the visible signature says; None while unsigned.
    Raises Refused for a script without a font.
    """
    sheet = Sheet("A5L", language=language, title=number)
    slip = _Slip(sheet, content, letterhead, number)
    slip.draw(stamp)
    return sheet.finish()


@dataclass
class _Slip:
    sheet: Sheet
    content: Mapping[str, Any]
    letterhead: Letterhead
    number: str

    def draw(self, stamp: Stamp | None) -> None:
        """Draw all pages."""
        say, sheet = self.sheet.say, self.sheet
        over = self._overflow()
        pages = 2 if over else 1
        heads.draw(
            sheet, self.letterhead, say(msg("Issue 1 · original")), say(msg("Approval slip")), self.number
        )
        self._band()
        self._traveller()
        self._passport()
        self._countries("countries" in over)
        self._conditions("conditions" in over)
        self._side()
        proof_zone(
            sheet,
            106.9,
            seal.check_code(self.number, self.content),
            say(
                msg(
                    "Scan with the desk's reader. The number it shows must equal this paper, and the name "
                    "and window the desk then shows too. A copy proves nothing until it is read."
                )
            ),
            stamp,
        )
        self._foot(1, pages)
        if over:
            sheet.new_page()
            self._second_page(over)
            self._foot(2, pages)

    def _band(self) -> None:
        say, language = self.sheet.say, self.sheet.language
        leaves, home = _day(self.content["leaves"]), _day(self.content["home"])
        days = msgn("{count} day", "{count} days", days_of(leaves, home))
        parts.band(
            self.sheet,
            23.1,
            15,
            say(msg("APPROVED")),
            (
                parts.BandField(89, say(msg("Leaves not before")), language.day(leaves)),
                parts.BandField(
                    147, say(msg("Home not after")), language.day(home), right=say(days), right_x=196
                ),
            ),
            arrow_after_first=True,
        )

    def _traveller(self) -> None:
        sheet, content = self.sheet, self.content
        sheet.label(10, 43, sheet.say(msg("Name as in the passport")))
        names = [content["surname"], content["given_names"]]
        name = ", ".join(one for one in names if one) or content["native_name"]
        post = " · ".join(text for text in (content["post"], content["organisation"]) if text)
        big, native, small = self._name_sizes(name, post)
        y = sheet.wrap(10, 43.2 + big * 0.363, 124, name, big, "B", leading=1.1)
        y += native * 0.53 - big * 1.1 * _POINT
        if content["native_name"]:
            sheet.fit(10, y, 124, content["native_name"], native, "S")
            y += small * 0.58
        elif content.get(BY_HAND):
            # A slip of before this line was thought of has no such fact.
            sheet.fit(10, y, 124, sheet.say(msg("In own script: {line}", line=LINE)), small)
            y += small * 0.58
        sheet.wrap(10, y, 124, post, small, leading=1.2)
        sheet.rule(10, 64.9, 134, 0.8)

    def _name_sizes(self, name: str, post: str) -> tuple[float, float, float]:
        """Return the largest sizes of name, native name and post at which all fit above the rule."""
        for sizes in _NAME_SIZES:
            big, native, small = sizes
            more = len(self.sheet.lines(name, 124, big, "B")) - 1
            height = big * 0.363 + more * big * 1.1 * _POINT + native * 0.53 + small * 0.58
            height += (len(self.sheet.lines(post, 124, small)) - 1) * small * 1.2 * _POINT
            if 43.2 + height <= 63.8:
                break
        return sizes

    def _passport(self) -> None:
        sheet, booklet = self.sheet, self.content["passport"]
        sheet.label(10, 69.2, sheet.say(msg("Passport")))
        sheet.rule(10, 88.4, 134, 0.8)
        if booklet is None:
            sheet.text(10, 76.2, sheet.say(msg("None named")), 11, "S")
            return
        sheet.text(10, 76.2, booklet["number"], 19, "D")
        kind = PassportKind(booklet["kind"]).label
        words = msg("{kind} passport, {state}", kind=kind, state=state_name(booklet["state"], sheet.language))
        y = sheet.fit(10, 81.3, 58, sheet.say(words), 9)
        expires = msg("Expires {day}", day=sheet.language.short_day(_day(booklet["expires"])))
        sheet.text(10, y, sheet.say(expires), 9)

    def _countries(self, over: bool) -> None:
        sheet = self.sheet
        sheet.label(71, 69.2, sheet.say(msg("Countries and cities")))
        if over:
            count = len(self._stays())
            words = msgn("{count} country, named on page 2", "{count} countries, named on page 2", count)
            sheet.text(71, 75, sheet.say(words), 10, "S")
            return
        self._country_rows(71, 75, 63)

    def _country_rows(self, x: float, y: float, width: float) -> float:
        for code, name, cities in self._stays():
            self.sheet.text(x, y, code, 11, "C")
            end = x + 11 + self.sheet.text(x + 11, y, name, 10.5, "S") + 2.6
            y = self.sheet.wrap(end, y, x + width - end, cities, 9, leading=1.3) + 1.6
        return y

    def _conditions(self, over: bool) -> None:
        sheet, texts = self.sheet, self.content["conditions"]
        sheet.label(10, 92.8, sheet.say(msg("Conditions")))
        if not texts:
            sheet.text(10, 97.2, sheet.say(msg("None")), 9)
        elif over:
            words = msgn(
                "{count} condition, written on page 2", "{count} conditions, written on page 2", len(texts)
            )
            sheet.text(10, 97.2, sheet.say(words), 10, "S")
        else:
            self._numbered(97.2, 124)

    def _numbered(self, y: float, width: float) -> float:
        for number, text in enumerate(self.content["conditions"], 1):
            self.sheet.text(10, y, str(number), 9, "S")
            y = self.sheet.wrap(14.6, y, width - 4.6, text, 9) + 0.1
        return y

    def _side(self) -> None:
        sheet, content = self.sheet, self.content
        sheet.line(137, 41.6, 137, 104.6, 0.5, "hairline")
        note = msgn(
            "{count} working day after coming home",
            "{count} working days after coming home",
            content["back_days"],
        )
        label = sheet.say(msg("Bring the passport back by"))
        parts.boxed_date(sheet, 140, 41.6, 60, label, _day(content["back_by"]), sheet.say(note))
        decided = content["decided"]
        sheet.label(140, 66.2, sheet.say(msg("Decided by")))
        y = sheet.fit(140, 70.8, 60, decided["name"], 10, "S") - 0.5
        y = sheet.fit(140, y, 60, decided["capacity"], 8.5)
        y = sheet.fit(140, y, 60, decided["office"], 8.5)
        y = sheet.fit(140, y, 60, sheet.language.day(_day(decided["on"])), 8.5, "S")
        self._rule(max(y + 1.5, 88.4))

    def _rule(self, y: float) -> None:
        sheet, rule = self.sheet, self.content["rule"]
        sheet.label(140, y, sheet.say(msg("Rule")))
        y += 4.4
        if rule is None:
            y = sheet.fit(140, y, 60, sheet.say(msg("Own organisation decides; no rule asks more")), 8.5, "S")
        else:
            words = msg("{act}, article {article}", act=rule["act"], article=rule["article"])
            y = sheet.fit(140, y, 60, sheet.say(words), 9, "S")
            if rule["since"]:
                since = msg("in force since {day}", day=sheet.language.short_day(_day(rule["since"])))
                y = sheet.wrap(140, y, 60, sheet.say(since), 8.5)
        sheet.text(140, y, sheet.say(msg("Request {number}", number=self.content["request"])), 8.5)

    def _foot(self, page: int, pages: int) -> None:
        say = self.sheet.say
        left = say(parts.page_note(self.number, page, pages))
        address = ", ".join(text for text in (self.letterhead.desk, self.letterhead.address) if text)
        right = msg("Carry with the passport. Hand in to {address}, when you are home.", address=address)
        parts.footer(self.sheet, left, say(right))

    def _second_page(self, over: frozenset[str]) -> None:
        sheet, say = self.sheet, self.sheet.say
        heads.draw(sheet, self.letterhead, "", say(msg("Approval slip")), self.number)
        sheet.rule(10, 24, 200, 1.6)
        y = 30.0
        if "countries" in over:
            sheet.text(10, y, say(msg("Countries and cities")), 11, "B")
            y = self._country_rows(10, y + 6.4, 190) + 3
        if "conditions" in over:
            sheet.text(10, y, say(msg("Conditions")), 11, "B")
            self._numbered(y + 6.4, 190)

    def _overflow(self) -> frozenset[str]:
        """Return which blocks do not fit their place on the first page."""
        sheet, over = self.sheet, set()
        lines = 0
        for _, name, cities in self._stays():
            room = 63 - 11 - sheet.measure(name, 10.5, "S") - 2.6
            lines += len(sheet.lines(cities, room, 9)) if room > 14 else 9
        if 75 + (lines - 1) * 4.13 + (len(self._stays()) - 1) * 1.6 > _COUNTRIES_END:
            over.add("countries")
        texts = self.content["conditions"]
        lines = sum(len(sheet.lines(text, 119.4, 9)) for text in texts)
        if 97.2 + (lines - 1) * 4.2 > _CONDITIONS_END:
            over.add("conditions")
        return frozenset(over)

    def _stays(self) -> list[tuple[str, str, str]]:
        """Return (ISO code of three letters, country, its cities) in the order of the trip."""
        cities: dict[str, list[str]] = {}
        for leg in self.content["legs"]:
            of = cities.setdefault(leg["country"], [])
            if leg["city"] and leg["city"] not in of:
                of.append(leg["city"])
        return [
            (alpha3(code), self.sheet.language.country(code), ", ".join(of)) for code, of in cities.items()
        ]


def _day(text: str) -> date:
    return date.fromisoformat(text)
