"""Canonical bytes: the one form in which a value is hashed, signed and compared.

JSON with sorted keys, no spaces and UTF-8 (RFC 8785 for what we use of it: no floats), texts in
Unicode normalisation form C, dates and instants in ISO 8601.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from datetime import UTC, date, datetime
from enum import Enum

from travel_desk.base.partial import PartialDate


def plain(value: object) -> object:
    """Return `value` as JSON can hold it.

    Raises TypeError for a float, an unknown type or an instant without a time zone (its bytes would
    depend on the machine), ValueError for two names of a mapping that are the same in canonical form.
    """
    kind = type(value)
    if kind is int or (kind is str and value.isascii()):  # type: ignore[attr-defined]
        return value  # most values by far; every deed is hashed
    match value:
        case None | bool():
            return value
        case Enum():
            return plain(value.value)
        case int():
            return value
        case str():
            return unicodedata.normalize("NFC", value)
        case datetime():
            if value.tzinfo is None:
                raise TypeError("no canonical form for an instant without a time zone")
            return value.astimezone(UTC).isoformat(timespec="microseconds")
        case date():
            return value.isoformat()
        case PartialDate():
            return str(value)
        case bytes():
            return value.hex()
        case Mapping():
            names = [str(plain(k)) for k in value]
            if len(set(names)) < len(names):
                raise ValueError("two names that are the same in canonical form")
            return dict(zip(names, map(plain, value.values()), strict=True))
        case list() | tuple():
            return [plain(v) for v in value]
        case set() | frozenset():
            return sorted((plain(v) for v in value), key=_text)
        case _:
            raise TypeError(f"no canonical form for {type(value).__name__}")


def canonical(value: object) -> bytes:
    """Return the canonical bytes of `value` (UTF-8 JSON); raises TypeError and ValueError as `plain` does."""
    return _text(plain(value)).encode()


# Made once: every deed writes its entry by it.
_text = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
