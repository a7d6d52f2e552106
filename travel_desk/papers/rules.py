"""What may be done with a paper, and with the desk's certificate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from travel_desk.base.message import Message, Refused, msg, msgn, msgp

SOON_DAYS = 30
LONGEST_LINE = 120
NOT_SEEN = msg("There is no such paper that you may see.")
LARGEST_EMBLEM = 500_000
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


class Kind(StrEnum):
    """What a paper is; its number series bears the same name."""

    SLIP = "slip"
    RECEIPT = "receipt"
    REFUSAL = "refusal"
    SHEET = "sheet"
    INVENTORY = "inventory"

    @property
    def label(self) -> Message:
        """The words on screens."""
        return _KINDS[self]

    @property
    def digital(self) -> bool:
        """Whether papers of this kind are signed on the screen; the others are signed in ink."""
        return self in {Kind.SLIP, Kind.REFUSAL}


class State(StrEnum):
    """Where a paper stands."""

    TO_SIGN = "to_sign"
    SIGNED = "signed"
    READY = "ready"
    VOID = "void"

    @property
    def label(self) -> Message:
        """The words on screens."""
        return _STATES[self]


class Event(StrEnum):
    """What is done with a paper."""

    SIGN = "sign"
    PRINT = "print"
    SAVE = "save"
    VOID = "void"


_KINDS = {
    Kind.SLIP: msgp("paper", "Approval slip"),
    Kind.RECEIPT: msgp("paper", "Receipt for a passport"),
    Kind.REFUSAL: msgp("paper", "Refusal letter"),
    Kind.SHEET: msgp("paper", "Daily sheet"),
    Kind.INVENTORY: msgp("paper", "Opening inventory"),
}
_STATES = {
    State.TO_SIGN: msgp("paper", "To sign"),
    State.SIGNED: msgp("paper", "Signed"),
    State.READY: msgp("paper", "Ready"),
    State.VOID: msgp("paper", "Void"),
}
_NEXT = {
    (State.TO_SIGN, Event.SIGN): State.SIGNED,
    (State.TO_SIGN, Event.VOID): State.VOID,
    (State.SIGNED, Event.PRINT): State.SIGNED,
    (State.SIGNED, Event.SAVE): State.SIGNED,
    (State.SIGNED, Event.VOID): State.VOID,
    (State.READY, Event.PRINT): State.READY,
    (State.READY, Event.SAVE): State.READY,
    (State.READY, Event.VOID): State.VOID,
}


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """A paper as a deed needs to see it. content: what it says, frozen when it was issued."""

    id: int
    version: int
    number: str
    kind: Kind
    subject_kind: str
    subject_id: int
    person_id: int | None
    language: str
    content: Mapping[str, object]
    state: State
    issued_at: datetime
    stored_name: str | None = None
    sha256: str | None = None
    signed_at: datetime | None = None
    issued_by: int | None = None


@dataclass(frozen=True, slots=True)
class MadeHere:
    """Order: the desk makes its next certificate itself.

    organisation: stands in the certificate of a new root. fresh_root: make a new root too (the old
    password is lost, or the first root came from elsewhere). years: how long it is valid.
    """

    password: str = field(repr=False)
    organisation: str = ""
    fresh_root: bool = False
    years: int = 3


@dataclass(frozen=True, slots=True)
class Brought:
    """Order: take a certificate made elsewhere. pkcs12: with its key; root: PEM or DER; crl: DER."""

    pkcs12: bytes = field(repr=False)
    password: str = field(repr=False)
    root: bytes = b""
    crl: bytes = b""


@dataclass(frozen=True, slots=True)
class HeadLines:
    """Order: what stands at the head and foot of papers from now on; emblem PNG, JPEG or None."""

    country: str
    organisation: str
    desk: str
    address: str
    emblem: bytes | None = None


@dataclass(frozen=True, slots=True)
class CertificateFacts:
    """The desk's certificate as people see it; own: its root is the desk's own."""

    id: int
    version: int
    subject: str
    serial: str
    valid_from: datetime
    valid_until: datetime
    crl_until: datetime
    own: bool


def next_state(state: State, event: Event) -> State:
    """Return where a paper stands after `event`; raises Refused with what to do instead."""
    found = _NEXT.get((state, event))
    if found is not None:
        return found
    if state is State.VOID:
        raise Refused(msg("This paper is void. Issue a new one where it belongs."))
    if event is Event.SIGN:
        raise Refused(msg("This paper is signed already, or is signed in ink."))
    raise Refused(msg("This paper is not signed yet. Sign it first."))


def void_paper(facts: PaperFacts, reason: str) -> str:
    """Return the reason for voiding a paper by itself, trimmed; raises Refused.

    A slip that stands for a request is voided at the request, which is then without one again.
    """
    if facts.kind is Kind.SLIP and facts.subject_kind == "request" and facts.state is not State.VOID:
        raise Refused(
            msg("This slip stands for a request. Open the request under Trips and choose Void Slip there.")
        )
    return check_void(facts.state, reason)


def check_void(state: State, reason: str) -> str:
    """Return the reason for voiding a paper, trimmed; raises Refused where there is none."""
    next_state(state, Event.VOID)
    if not reason.strip():
        raise Refused(msg("Give the reason why this paper is void."), field="reason")
    return reason.strip()


def check_letterhead(lines: HeadLines) -> HeadLines:
    """Return the lines trimmed; raises Refused for one that is missing, too long, or no picture."""
    trimmed = HeadLines(
        lines.country.strip(),
        lines.organisation.strip(),
        lines.desk.strip(),
        lines.address.strip(),
        lines.emblem,
    )
    for name in ("country", "organisation", "desk"):
        if not getattr(trimmed, name):
            raise Refused(msg("Fill this line: it stands at the head of every paper."), field=name)
    for name in ("country", "organisation", "desk", "address"):
        if len(getattr(trimmed, name)) > LONGEST_LINE:
            raise Refused(msg("Keep this line to {most} characters.", most=LONGEST_LINE), field=name)
    emblem = lines.emblem
    if emblem is not None and (len(emblem) > LARGEST_EMBLEM or not emblem.startswith(_PICTURES)):
        raise Refused(msg("Choose a PNG or JPEG picture of at most 500 kB."), field="emblem")
    return trimmed


def check_new_password(password: str, again: str) -> None:
    """Raise Refused where a new certificate password is too short or was not typed twice alike."""
    if len(password) < 8:
        raise Refused(
            msg("Choose a certificate password of at least 8 characters."), field="certificate_password"
        )
    if password != again:
        raise Refused(msg("The two passwords differ. Type them again."), field="again")


def warnings(facts: CertificateFacts | None, today: date) -> tuple[Message, ...]:
    """Return what must be done soon about the certificate and its revocation list, most urgent first."""
    if facts is None:
        return (msg("This desk has no certificate yet, so nothing can be signed. Make or load one."),)
    found = []
    ends, listed = facts.valid_until.astimezone().date(), facts.crl_until.astimezone().date()
    left = (ends - today).days
    if left < 0:
        found.append(msg("The certificate ended on {day}. Replace it.", day=ends))
    elif left <= SOON_DAYS:
        found.append(
            msgn("The certificate ends in {count} day. Replace it in time.",
                 "The certificate ends in {count} days. Replace it in time.", count=left)
        )  # fmt: skip
    left = (listed - today).days
    if left < 0:
        found.append(
            msg("The revocation list ended on {day}. Others can't check new papers: renew it.", day=listed)
        )
    elif left <= SOON_DAYS:
        found.append(
            msgn("The revocation list ends in {count} day. Renew it in time.",
                 "The revocation list ends in {count} days. Renew it in time.", count=left)
        )  # fmt: skip
    return tuple(found)
