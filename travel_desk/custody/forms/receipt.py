"""The receipt of a handover: two copies of one A5 half on an A4, signed by both parties in ink.

Its content is frozen when it is issued, as plain values; `render` draws it in the paper's language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from travel_desk.approvals.forms.countries import state_name
from travel_desk.base.language import Language
from travel_desk.base.message import Message, msg, msgn, msgp
from travel_desk.base.roles import Role
from travel_desk.custody.rules import BookletState, Custody, GroundKind, Handover, Kind, Place, Representative
from travel_desk.officials.rules import PassportKind
from travel_desk.paper import letterhead as heads
from travel_desk.paper import parts, seal
from travel_desk.paper.letterhead import Letterhead
from travel_desk.paper.names import BY_HAND, LINE, drawn_name
from travel_desk.paper.proof import Stamp, check_code
from travel_desk.paper.sheet import Sheet

Name = tuple[str, str, str]
"""Native name, surname and given names."""


@dataclass(frozen=True, slots=True)
class Signers:
    """Who signs a receipt.

    user, role: the custodian. representative: name of the person who acts for the holder, if one does.
    """

    user: str
    role: Role
    representative: Name | None = None


def content(
    custody: Custody, made: Handover, place: Place, signers: Signers, now: datetime, days_back: int | None
) -> dict[str, Any]:
    """Return what a receipt prints, as plain values to be frozen with it.

    place: where the booklet is put, or was taken from. days_back: working days after coming home,
    None where the day was set otherwise.
    """
    booklet, last = custody.booklet, made.previous
    return {
        "kind": made.kind.value,
        "passport": {
            "number": booklet.number,
            "kind": booklet.kind.value,
            "state": booklet.issuing_state,
            "expires": booklet.expires_on.isoformat(),
        },
        "holder": _named((booklet.native_name, booklet.surname, booklet.given_names)),
        "representative": _stands_in(made.how.representative, signers.representative),
        "custodian": {"name": signers.user, "role": signers.role.value},
        "ground": {"kind": made.ground.kind.value, "text": made.ground.text, "article": made.ground.article},
        "booklet": made.how.booklet.value,
        "papers_with_it": made.how.papers_with_it.strip(),
        "place": {"safe": place.safe, "shelf": place.shelf, "slot": place.slot},
        "review_on": made.review_on.isoformat() if made.review_on else None,
        "due_back": made.due_back.isoformat() if made.due_back else None,
        "days_back": days_back,
        "happened": made.happened.isoformat(),
        "recorded": now.isoformat(),
        "previous": None
        if last is None
        else {
            "number": last.receipt,
            "kind": last.kind.value,
            "happened": last.happened_at.isoformat(),
            "sha256": last.sha256,
        },
    }


def render(
    content: Mapping[str, object],
    letterhead: Letterhead,
    language: Language,
    number: str,
    stamp: Stamp | None = None,
) -> bytes:
    """Return the receipt as PDF; stamp: always None, since a receipt is signed in ink."""
    del stamp
    sheet = Sheet("A4", language=language, title=number)
    half = _Half(sheet, dict(content), letterhead, number)
    parts.two_copies(sheet, half.draw, sheet.say(msg("cut here")))
    return sheet.finish()


def _named(name: Name) -> dict[str, Any]:
    native, surname, given = name
    drawn = drawn_name(native, ", ".join(part for part in (surname, given) if part))
    return {"native": drawn.native, "latin": drawn.latin, BY_HAND: drawn.by_hand}


def _stands_in(person: Representative | None, name: Name | None) -> dict[str, Any] | None:
    if person is None or name is None:
        return None
    return {**_named(name), "authority": person.authority.strip()}


class _Half:
    """One copy: the upper half of the sheet; the lower one is drawn shifted."""

    def __init__(self, sheet: Sheet, said: dict[str, Any], letterhead: Letterhead, number: str) -> None:
        self.sheet = sheet
        self.said = said
        self.letterhead = letterhead
        self.number = number
        self.kind = Kind(said["kind"])
        self.language = sheet.language

    def draw(self, copy: int) -> None:
        """Draw copy 1 (for the holder) or 2 (for the desk)."""
        sheet = self.sheet
        mark = msg("Copy 1 of 2 · for the holder") if copy == 1 else msg("Copy 2 of 2 · for the desk")
        heads.draw(
            sheet, self.letterhead, sheet.say(mark), sheet.say(msg("Receipt for a passport")), self.number
        )
        self._band()
        self._parties()
        self._middle()
        self._signatures()
        self._proof()
        left = msg("{number} · copy {copy} of 2 · page 1 of 1", number=self.number, copy=copy)
        right = msg("A question about your passport? The desk answers in writing within 3 working days.")
        parts.footer(sheet, sheet.say(left), sheet.say(right))

    def _band(self) -> None:
        say = self.sheet.say
        verdict = _VERDICTS[self.kind]
        fields = (
            parts.BandField(83, say(msg("Passport")), self.said["passport"]["number"], coded=True),
            parts.BandField(
                138, say(msg("Handed over")), self.language.instant(_moment(self.said["happened"]))
            ),
        )
        polarity: parts.Polarity = "framed" if self.kind.inwards else "solid"
        parts.band(self.sheet, 23.1, 12, say(verdict), fields, polarity=polarity)

    def _parties(self) -> None:
        sheet = self.sheet
        desk, other = self._desk_lines(), self._other_lines()
        given, received = (other, desk) if self.kind.inwards else (desk, other)
        for x, width, label, (name, line) in (
            (10, 80, msg("Given by"), given),
            (108, 92, msg("Received by"), received),
        ):
            sheet.label(x, 39.5, sheet.say(label))
            self._name(x, width, name)
            self._small(x, 48.6, width, line)
        parts.arrow(sheet, 91, 103, 43.5)
        sheet.rule(10, 52, 200, 0.8)

    def _desk_lines(self) -> tuple[str, str]:
        custodian, head = self.said["custodian"], self.letterhead
        role = self.sheet.say(Role(custodian["role"]).label)
        return custodian["name"], ", ".join(part for part in (role, head.desk, head.organisation) if part)

    def _other_lines(self) -> tuple[str, str]:
        holder, acting = self.said["holder"], self.said["representative"]
        latin = holder["latin"] or holder["native"]
        if acting is None:
            native = LINE if holder.get(BY_HAND) else holder["native"] or latin
            line = msg("{native} · holder of the passport", native=native)
            return latin, self._marked(line)
        return acting["latin"] or acting["native"], self._marked(msg("for {holder}", holder=latin))

    def _marked(self, line: Message) -> str:
        """Return a line that keeps the direction of the paper, whatever script its name begins in."""
        mark = "\u200f" if self.language.right_to_left else "\u200e"
        return mark + self.sheet.say(line)

    def _name(self, x: float, width: float, name: str) -> None:
        """Draw a name in one line as large as it fits, else in two."""
        sheet = self.sheet
        size = next(
            (size for size in (11.5, 10.5, 9.5, 8.5) if sheet.measure(name, size, "S") <= width), None
        )
        if size is not None:
            sheet.text(x, 44.2, name, size, "S")
        else:
            sheet.wrap(x, 42.4, width, name, 8, "S", leading=1.1)

    def _small(self, x: float, y: float, width: float, text: str) -> None:
        """Draw one line at y, or two smaller ones that end where it would."""
        sheet = self.sheet
        if sheet.measure(text, 9) <= width:
            sheet.text(x, y, text, 9)
        else:
            sheet.wrap(x, y - 0.9, width, text, 7.5, leading=1.2)

    def _middle(self) -> None:
        sheet, say = self.sheet, self.sheet.say
        passport = self.said["passport"]
        sheet.label(10, 56.1, say(msg("Booklet")))
        state = state_name(passport["state"], self.language).removesuffix(f" ({passport['state']})")
        kind = say(_BOOKLETS[PassportKind(passport["kind"])])
        below = sheet.fit(10, 60.3, 60, say(msg("{kind}, {state}", kind=kind, state=state)), 9, "S")
        expires = date.fromisoformat(passport["expires"])
        sheet.fit(
            10, max(64.4, below), 60, say(msg("Expires {day}", day=self.language.short_day(expires))), 9
        )
        self._ground()
        sheet.rule(10, 68.6, 133, 0.5, "hairline")
        self._state_and_place()
        self._boxed()
        sheet.rule(10, 81, 200, 0.5)

    def _ground(self) -> None:
        """Draw ground and article: a line each, or smaller and closer where they need more."""
        sheet, ground = self.sheet, self.said["ground"]
        kind = GroundKind(ground["kind"])
        if kind is GroundKind.TRIP:
            text = sheet.say(msg("{ground}, slip {slip}", ground=kind.label, slip=ground["text"]))
        else:
            named = ground["text"].casefold().startswith(sheet.say(kind.label).casefold())
            said = msg("{ground}, {text}", ground=kind.label, text=ground["text"])
            text = ground["text"] if named else sheet.say(said)
        sheet.label(73, 56.1, sheet.say(msg("Ground")))
        if sheet.measure(text, 9, "S") <= 60 and sheet.measure(ground["article"], 9) <= 60:
            sheet.text(73, 60.3, text, 9, "S")
            sheet.text(73, 64.4, ground["article"], 9)
        else:
            below = sheet.wrap(73, 59.2, 60, text, 7.5, "S", leading=1.05)
            sheet.wrap(73, below, 60, ground["article"], 7.5, leading=1.05)

    def _state_and_place(self) -> None:
        sheet, say, at = self.sheet, self.sheet.say, self.said["place"]
        sheet.label(10, 72.6, say(msg("State of the booklet")))
        x = 10.0
        for state in BookletState:
            x = parts.check_box(sheet, x, 77.2, say(state.label), state.value == self.said["booklet"])
        x = max(73, x)  # the words of another language may be longer
        sheet.label(x, 72.6, say(msg("Placed in") if self.kind.inwards else msg("Taken from")))
        place = Place(0, 0, at["safe"], at["shelf"], at["slot"])
        sheet.fit(x, 77.2, 133 - x, say(place.spoken), 9, "S")

    def _boxed(self) -> None:
        sheet, say = self.sheet, self.sheet.say
        if self.said["due_back"]:
            days = self.said["days_back"]
            note = msgn(
                "{count} working day after coming home", "{count} working days after coming home", days or 0
            )
            day = date.fromisoformat(self.said["due_back"])
            parts.boxed_date(
                sheet,
                139,
                54,
                61,
                say(msg("Bring the passport back by")),
                day,
                say(note) if days else "",
                height=16.6,
            )
        elif self.said["review_on"]:
            day = date.fromisoformat(self.said["review_on"])
            words = msg("without a new ground the desk gives it back")
            parts.boxed_date(
                sheet, 139, 54, 61, say(msg("Review of the ground by")), day, say(words), height=16.6
            )
        else:
            sheet.wrap(139, 60.3, 61, say(msg("The desk holds this passport no longer.")), 9, "S")
        with_it = self.said["papers_with_it"] or say(msgp("papers with a passport", "none"))
        sheet.fit(139, 74.3, 61, say(msg("Papers with it: {papers}.", papers=with_it)), 8.5, ink="label")

    def _signatures(self) -> None:
        sheet, say = self.sheet, self.sheet.say
        desk, other = self._desk_lines()[0], self._other_lines()[0]
        given, received = (other, desk) if self.kind.inwards else (desk, other)
        when = say(msg("Date and time"))
        sheet.label(10, 84.9, say(msg("Given by: signature")))
        sheet.label(108, 84.9, say(msg("Received by: signature")))
        parts.signature_line(sheet, 10, 103, 92, given, when)
        parts.signature_line(sheet, 108, 103, 92, received, when)
        acting = self.said["representative"]
        if acting is not None:
            authority = msg("Authority: {paper}", paper=acting["authority"])
            sheet.fit(10 if self.kind.inwards else 108, 88.6, 92, say(authority), 8)
        sheet.rule(10, 110.8, 200, 1.6)

    def _proof(self) -> None:
        sheet, say = self.sheet, self.sheet.say
        words = msg(
            "Scan with the desk's reader; no network is needed. "
            "It must show the same passport, parties and time as this paper."
        )
        below = check_code(sheet, 10, 114.5, seal.check_code(self.number, self.said), say(words), 66)
        y = max(132.8, below + 0.6)
        sheet.label(36, y, say(msg("Recorded")))
        sheet.text(36, y + 3.6, self.language.instant(_moment(self.said["recorded"])), 8.5, "S")
        last = self.said["previous"]
        sheet.label(108, 117, say(msg("Previous receipt of this passport")))
        if last is None:
            sheet.text(108, 121.1, say(msg("None: this is the first one.")), 9, "S")
            return
        wide = sheet.text(108, 121.1, last["number"], 9, "C")
        before = msg(
            "{day}, {what}",
            day=_moment(last["happened"]).astimezone().date(),
            what=_BEFORE[Kind(last["kind"])],
        )
        sheet.fit(max(148, 108 + wide + 4), 121.1, 52, say(before), 8.5)
        sheet.label(108, 126.2, say(msg("Its fingerprint (SHA-256)")))
        parts.fingerprint(sheet, 108, 130.3, last["sha256"])


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


_VERDICTS = {
    Kind.TAKE_IN: msg("TAKEN IN"),
    Kind.HAND_OUT: msg("HANDED OUT"),
    Kind.BRING_BACK: msg("BROUGHT BACK"),
    Kind.GIVE_BACK: msg("GIVEN BACK"),
}
_BEFORE = {
    Kind.INVENTORY: msgp("previous receipt", "opening inventory"),
    Kind.TAKE_IN: msgp("previous receipt", "taken in"),
    Kind.HAND_OUT: msgp("previous receipt", "handed out"),
    Kind.BRING_BACK: msgp("previous receipt", "brought back"),
    Kind.GIVE_BACK: msgp("previous receipt", "given back"),
}
_BOOKLETS = {
    PassportKind.DIPLOMATIC: msg("Diplomatic passport"),
    PassportKind.SERVICE: msg("Service passport"),
    PassportKind.ORDINARY: msg("Ordinary passport"),
}
