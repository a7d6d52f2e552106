"""Looking at a paper: its bytes for the preview, and whether they are still what was signed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import sqlalchemy as sa

from travel_desk.base.language import Language
from travel_desk.base.message import Message, Trouble, msg
from travel_desk.desk import Desk
from travel_desk.papers import forms, queries, steps, store
from travel_desk.papers.actions.output import Layout, laid_out
from travel_desk.papers.rules import PaperFacts


@dataclass(frozen=True, slots=True)
class PaperCheck:
    """What checking a stored paper found.

    unchanged: its bytes have the SHA-256 that the register holds. signed: it is signed on the screen and
    the signature holds; None for a paper signed in ink. reasons: a sentence for each.
    """

    unchanged: bool
    signed: bool | None
    reasons: tuple[Message, ...]


def check_paper(desk: Desk, paper_id: int) -> PaperCheck:
    """Check a stored paper: its SHA-256, and its signature as of the moment at which it was signed.

    Raises Refused for a paper that the user may not see, Trouble where its file is missing.
    """
    with desk.read("see_papers") as connection:
        found = _visible(desk, connection, paper_id)
        if found.stored_name is None:
            raise Trouble(msg("This paper is not signed yet, so there is nothing to check."))
        pdf = desk.files.get(connection, found.stored_name)
        keeping = store.certificate_of(connection, paper_id)
    unchanged = hashlib.sha256(pdf).hexdigest() == found.sha256
    first = (
        msg("The file is the one that the register knows (SHA-256).")
        if unchanged
        else msg("The file is not the one that the register knows. Restore it from a backup.")
    )
    if keeping is None or found.signed_at is None:
        return PaperCheck(unchanged, None, (first,))
    from travel_desk.paper.checking import check

    result = check(pdf, keeping.root, [keeping.crl], found.signed_at)
    return PaperCheck(unchanged, result.valid, (first, result.reason))


def preview(desk: Desk, paper_id: int, layout: Layout = "single") -> bytes:
    """Return a paper as it looks: its stored bytes, or drawn from its content while it is unsigned.

    layout: "two_up" shows what the printer gets where it is printed twice on an A4. Raises Refused for
    a paper that the user may not see, Trouble where its file is missing.
    """
    with desk.read("see_papers") as connection:
        found = _visible(desk, connection, paper_id)
        stored = desk.files.get(connection, found.stored_name) if found.stored_name else None
    if stored is None:
        language = forms.language_of(found.language)
        draw = forms.renderer(found.kind)
        stored = draw(found.content, steps.letterhead(desk), language, found.number, None)
    return laid_out(stored, layout)


def sample_sheet(desk: Desk, language: Language) -> bytes:
    """Return a test sheet with the desk's letterhead, which is no paper of the desk."""
    return forms.sample(steps.letterhead(desk), language)


def _visible(desk: Desk, connection: sa.Connection, paper_id: int) -> PaperFacts:
    queries.check_visible(desk, connection, paper_id)
    return store.facts(connection, paper_id)
