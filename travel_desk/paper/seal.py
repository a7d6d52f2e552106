"""The check code of a paper: a Data Matrix that carries the paper's number, which the desk scans to open it.

Payload, version 1, ASCII, fields parted by "|":

    TD1|<number>|<fingerprint>

number: the paper's number. fingerprint: the first 16 hex digits of the SHA-256 of the canonical bytes
of what the paper says, so that a scan also tells whether the register still says the same; "-" where
a paper has none. A reader that meets a higher version refuses it instead of guessing. The
signed seal of ICAO Doc 9303-13 will be a version of its own.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import zxingcpp

from travel_desk.base.canonical import canonical

_NUMBER = re.compile(r"T[A-Z](?:-[A-Z])?-\d{4}-\d{3,9}")
_PAYLOAD = re.compile(rb"TD1\|([A-Z0-9-]{6,24})\|([0-9a-f]{16}|-)")


def check_code(number: str, content: Mapping[str, object] | None = None) -> bytes:
    """Return the payload of the check code for a paper's number and what the paper says.

    Raises ValueError where `number` is no number of a paper, such as TD-2027-004182.
    """
    if not _NUMBER.fullmatch(number):
        raise ValueError(f"no number of a paper: {number!r}")
    mark = fingerprint(content) if content is not None else "-"
    return f"TD1|{number}|{mark}".encode("ascii")


def fingerprint(content: Mapping[str, object]) -> str:
    """Return the 16 hex digits that the check code carries for what a paper says."""
    return hashlib.sha256(canonical(content)).hexdigest()[:16]


def read_number(payload: bytes | str) -> str | None:
    """Return the paper's number in a scanned payload, or None where it is no check code of ours.

    A bare number, as a person types it, is taken too.
    """
    raw = payload.encode("utf-8", "replace") if isinstance(payload, str) else payload
    raw = raw.strip()
    found = _PAYLOAD.fullmatch(raw)
    number = (found[1] if found else raw.upper()).decode("ascii", "replace")
    return number if _NUMBER.fullmatch(number) else None


def read_fingerprint(payload: bytes) -> str | None:
    """Return the fingerprint in a scanned payload; None where there is none."""
    found = _PAYLOAD.fullmatch(payload.strip())
    return None if found is None or found[2] == b"-" else found[2].decode("ascii")


@lru_cache(maxsize=8)
def modules(payload: bytes) -> tuple[tuple[bool, ...], ...]:
    """Return the rows of the Data Matrix for `payload`, without a quiet zone; True is black."""
    # unforced, some lengths give an oblong code that does not fit its place
    code = zxingcpp.create_barcode(payload, zxingcpp.BarcodeFormat.DataMatrix, force_square=True)
    picture: Any = code.to_image(scale=1, add_quiet_zones=False)
    rows: Any = memoryview(picture).tolist()
    return tuple(tuple(cell < 128 for cell in row) for row in rows)
