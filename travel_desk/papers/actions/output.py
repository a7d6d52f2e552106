"""What leaves the desk on paper or as a file, what is voided, and the head of papers."""

from __future__ import annotations

from typing import Literal

from travel_desk.desk import Changed, Deed, Desk, Seen
from travel_desk.papers import rules, steps, store
from travel_desk.papers.rules import Event, HeadLines, PaperFacts

Layout = Literal["single", "two_up"]


def print_paper(desk: Desk, paper_id: int, printer: str, layout: Layout = "single") -> Changed[bytes]:
    """Journal one more print and return the stored bytes for the printer: always the same bytes.

    printer: its name. layout: "two_up" puts an A5 paper twice on one A4. Raises Refused for a paper
    that is unsigned or void, Trouble where its file is missing or damaged.
    """
    with desk.deed("print_paper") as deed:
        found, pdf = _stored(deed, paper_id, Event.PRINT)
        count = store.record_print(deed.connection, paper_id)
        facts = {"number": found.number, "printer": printer, "layout": layout, "print": count}
        deed.entry("paper", paper_id, facts=facts, person=found.person_id)
    return Changed({"papers"}, laid_out(pdf, layout))


def laid_out(pdf: bytes, layout: Layout) -> bytes:
    """Return what the printer gets: the paper itself, or each of its A5 pages twice on an A4."""
    if layout == "single":
        return pdf
    from travel_desk.paper.imposing import two_up

    return two_up(pdf)


def save_paper(desk: Desk, paper_id: int, layout: Layout = "single") -> Changed[bytes]:
    """Journal that a paper leaves the desk as a PDF file and return its stored bytes.

    layout: as in `print_paper`; a sheet with the paper twice is another file, without its signature.
    Raises Refused for a paper that is unsigned or void, Trouble where its file is missing or damaged.
    """
    with desk.deed("save_paper") as deed:
        found, pdf = _stored(deed, paper_id, Event.SAVE)
        facts = {"number": found.number, "layout": layout}
        deed.entry("paper", paper_id, facts=facts, person=found.person_id)
    return Changed({"papers"}, laid_out(pdf, layout))


def void_paper(desk: Desk, paper_id: int, version: int, reason: str) -> Changed[int]:
    """Void a paper for a reason; it stays in the register and can't be printed any more.

    Raises Refused where it is void already, where the reason is missing, and for the slip of a request.
    """
    with desk.deed("void_paper", seen=Seen("paper", paper_id, version)) as deed:
        found = store.facts(deed.connection, paper_id)
        _allow(deed, found)
        reason = rules.void_paper(found, reason)
        store.record_void(deed.connection, paper_id, reason)
        deed.entry(
            "paper",
            paper_id,
            facts={"number": found.number},
            changes={"state": (found.state, rules.State.VOID)},
            personal={"reason": (None, reason)},
            person=found.person_id,
        )
    return Changed({"papers"}, paper_id)


def set_letterhead(desk: Desk, lines: HeadLines) -> Changed[None]:
    """Change what stands at the head and foot of papers rendered from now on.

    Raises Refused for a line that is missing or too long, or an emblem that is no picture.
    """
    with desk.deed("set_letterhead") as deed:
        before = steps.letterhead(deed)
        after = steps.put_letterhead(deed, lines)
        names = ("country", "organisation", "desk", "address")
        changes: dict[str, tuple[object, object]] = {
            name: (getattr(before, name), getattr(after, name)) for name in names
        }
        changes["emblem"] = (before.emblem is not None, after.emblem is not None)
        deed.entry("setting", 0, facts={"setting": steps.LETTERHEAD}, changes=changes)
    return Changed({"settings", "papers"})


def _stored(deed: Deed, paper_id: int, event: Event) -> tuple[PaperFacts, bytes]:
    found = store.facts(deed.connection, paper_id)
    _allow(deed, found)
    rules.next_state(found.state, event)
    assert found.stored_name is not None  # the schema: signed and ready papers are stored
    return found, deed.desk.files.get(deed.connection, found.stored_name)


def _allow(deed: Deed, found: PaperFacts) -> None:
    deed.allow(store.about(deed.connection, found, deed.session, deed.today))
