"""How papers are shown: chips of their state, and what the register holds of one."""

from __future__ import annotations

from travel_desk.base.language import screen_language, tr, trn
from travel_desk.papers.queries import PaperDetail, PaperRow
from travel_desk.papers.rules import State
from travel_desk.shell.chips import ChipText, Tone

_LOOK = {
    State.TO_SIGN: (Tone.WARNING, "sign"),
    State.SIGNED: (Tone.SUCCESS, "check"),
    State.READY: (Tone.SUCCESS, "check"),
    State.VOID: (Tone.NEUTRAL, "refused"),
}


def list_chip(row: PaperRow) -> ChipText:
    """Return the one chip of a row: what is to be done with the paper next, or how it ended."""
    if row.state in {State.SIGNED, State.READY}:
        if not row.prints:
            return ChipText(tr("To print"), Tone.INFO, "print")
        return ChipText(tr("Printed"), Tone.SUCCESS, "check")
    return state_chips(row)[0]


def state_chips(row: PaperRow) -> tuple[ChipText, ...]:
    """Return where a paper stands, and that it still has to be printed."""
    tone, icon = _LOOK[row.state]
    chips = [ChipText(tr(row.state.label), tone, icon)]
    if row.state in {State.SIGNED, State.READY} and not row.prints:
        chips.append(ChipText(tr("To print"), Tone.INFO, "print"))
    return tuple(chips)


def detail_chips(subject: PaperDetail) -> list[ChipText]:
    """Return the chips of the headline: what it is, where it stands."""
    row = subject.row
    return [ChipText(tr(row.kind.label), Tone.OUTLINE), *state_chips(row)]


def facts(subject: PaperDetail) -> list[tuple[str, str]]:
    """Return what the register holds of a paper, as pairs of caption and value."""
    row, say = subject.row, screen_language()
    found = [
        (tr("Issued"), say.instant(row.issued_at)),
        (tr("Issued by"), subject.issued_by),
        (tr("Signed"), say.instant(row.signed_at) if row.signed_at else ""),
        (tr("Signed by"), subject.signer_name),
        (tr("Certificate"), subject.serial),
        (tr("Prints"), trn("{count} time", "{count} times", row.prints) if row.prints else ""),
    ]
    if subject.sha256:
        fours = [subject.sha256[at : at + 4] for at in range(0, 64, 4)]
        found.append((tr("Fingerprint (SHA-256)"), " ".join(fours)))
    return found
