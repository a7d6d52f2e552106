"""What the decision bar says: for which office it decides, and why it can't where it can't."""

from __future__ import annotations

from collections.abc import Sequence

from travel_desk.approvals.queries import Case, Deciding
from travel_desk.base.language import tr, trn


def opened(cases: Sequence[Case]) -> list[Case]:
    """Return the cases that an office has before it and that are not the user's own."""
    return [case for case in cases if case.open and not case.own]


def offices(cases: Sequence[Case]) -> list[str]:
    """Return the names of the offices that have these cases before them, each once, in their order."""
    stages = [case.facts.open_stage for case in cases]
    return list(dict.fromkeys(stage.office_name for stage in stages if stage is not None))


def sentences(found: Deciding, slips: int) -> list[str]:
    """Return what stands at the head of the bar; none where all is plain.

    slips: how many slips can be issued from here; 0 where none can.
    """
    said = _deciding(found) if any(case.open for case in found.cases) else []
    if slips:
        said.append(
            trn(
                "Every office has decided. {count} slip can be issued.",
                "Every office has decided. {count} slips can be issued.",
                slips,
            )
            if not said
            else trn("{count} slip can be issued.", "{count} slips can be issued.", slips)
        )
    return said


def _deciding(found: Deciding) -> list[str]:
    mine = opened(found.cases)
    waiting = offices(mine)
    if not found.may:
        names = _named(offices(found.cases))
        return [tr("Waits for a decision of: {offices}. Your role enters no decisions.", offices=names)]
    said = []
    if any(case.open and case.own for case in found.cases):
        said.append(tr("This is your own case: somebody else decides it."))
    if len(waiting) > 1:
        names = _named(waiting)
        said.append(
            tr(
                "The ticked travellers wait at different offices: {offices}. Tick those of one office.",
                offices=names,
            )
        )
        return said
    before = next((case.decided_for for case in mine if case.decided), "")
    if before:
        said.append(
            tr(
                "You decided for {before} yourself: enter what {office} decided from its paper.",
                before=before,
                office=waiting[0],
            )
        )
    if len(mine) > 1:
        said.append(
            trn(
                "Decides {count} traveller, each by itself. Tick one alone to refuse.",
                "Decides {count} travellers, each by itself. Tick one alone to refuse.",
                len(mine),
            )
        )
    return said


def _named(names: Sequence[str]) -> str:
    return ", ".join(names)
