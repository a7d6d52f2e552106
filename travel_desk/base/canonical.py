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
    """Return `value` as JSON can hold it; raises TypeError for a float or an unknown type."""
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
            return value.astimezone(UTC).isoformat(timespec="microseconds")
        case date():
            return value.isoformat()
        case PartialDate():
            return str(value)
        case bytes():
            return value.hex()
        case Mapping():
            return {str(plain(k)): plain(v) for k, v in value.items()}
        case list() | tuple():
            return [plain(v) for v in value]
        case set() | frozenset():
            return sorted((plain(v) for v in value), key=str)
        case _:
            raise TypeError(f"no canonical form for {type(value).__name__}")


def canonical(value: object) -> bytes:
    """Return the canonical bytes of `value` (UTF-8 JSON); raises TypeError as `plain` does."""
    return json.dumps(plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
