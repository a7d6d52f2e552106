"""Verifying the journal: it is read from end to end, and the verdict is journaled."""

from __future__ import annotations

from collections.abc import Callable

from travel_desk.desk import Changed, Desk
from travel_desk.journal import queries
from travel_desk.journal.rules import Verdict, read_noted, verify


def verify_journal(
    desk: Desk, noted: str = "", progress: Callable[[int], object] | None = None
) -> Changed[Verdict]:
    """Walk the whole chain and journal what was found.

    noted: a head typed from elsewhere ("number hash"), "" for none; Refused where it is mistyped.
    progress: called with the number of entries read so far. The chain is read in one snapshot, beside
    which others may go on writing.
    """
    wanted = read_noted(noted) if noted.strip() else None
    desk.check("verify_journal")
    verdict = None
    with desk.read("see_journal") as connection:
        for found in verify(queries.raw_entries(connection), wanted):
            if isinstance(found, Verdict):
                verdict = found
            elif progress is not None:
                progress(found)
    assert verdict is not None
    with desk.deed("verify_journal") as deed:
        facts: dict[str, object] = {"entries": verdict.count, "head": verdict.hash, "sound": verdict.sound}
        if verdict.breaks:
            facts["breaks"] = [[found.kind.value, found.number] for found in verdict.breaks]
        if wanted is not None:
            facts["compared_with"] = wanted.number
        deed.put_setting(
            "journal_verified", {"at": deed.now, "sound": verdict.sound, "number": verdict.number}
        )
        deed.entry("journal", verdict.number, facts=facts)
    return Changed({"journal"}, verdict)
