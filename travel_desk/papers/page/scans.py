"""A scanned check code opens its paper."""

from __future__ import annotations

import re
from functools import partial

from travel_desk.base.language import tr
from travel_desk.papers import queries
from travel_desk.shell.context import Context

_CODE = "TD1|"
_PAYLOAD = re.compile(r"TD1\|([A-Z0-9-]{6,24})\|(?:[0-9A-F]{16}|-)")
_NUMBER = re.compile(r"T[A-Z](?:-[A-Z])?-\d{4}-\d{3,9}")


def register_scans(context: Context) -> None:
    """Take the check codes that a reader types."""
    context.scans.register(20, take_paper, _may_be_code)


def take_paper(context: Context, text: str) -> bool:
    """Open the paper of a check code, or of its bare number; False for what is neither."""
    raw = text.strip().upper()
    found = _PAYLOAD.fullmatch(raw)
    number = found[1] if found else raw
    if not found and not _NUMBER.fullmatch(raw):
        return False
    context.read(
        queries.by_number, number, done=partial(_open, context, number), channel="scan", owner=context
    )
    return True


def _may_be_code(text: str) -> bool:
    """Tell whether text may be the beginning of a check code; a bare number may be typed by a person."""
    return _CODE.startswith(text.upper()) or text.upper().startswith(_CODE)


def _open(context: Context, number: str, paper_id: int | None) -> None:
    if paper_id is None:
        context.toast(tr("This desk has no paper with the number {number}.", number=number))
    else:
        context.open("paper", paper_id)
