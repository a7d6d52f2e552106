"""How records are written to the journal: field by field, in plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from enum import Enum
from typing import Any

from travel_desk.officials.rules import Registration


def values_of(record: Any) -> dict[str, object]:
    """Return the fields of one order as plain values, in their order."""
    return {one.name: _plain(getattr(record, one.name)) for one in fields(record)}


def from_nothing(values: Mapping[str, object]) -> dict[str, tuple[object, object]]:
    """Return what a new subject changed: each field from nothing to its value; empty ones left out."""
    return {name: (None, value) for name, value in values.items() if value not in (None, "", False, [])}


def between(old: Any, new: Any) -> dict[str, tuple[object, object]]:
    """Return field -> (from, to) of two orders of one kind; the journal leaves equal pairs out."""
    before, after = values_of(old), values_of(new)
    return {name: (before[name], after[name]) for name in before}


def registration_values(order: Registration) -> dict[str, object]:
    """Return a whole registration as plain values."""
    return {
        "person": values_of(order.person),
        "posts": [values_of(one) for one in order.posts],
        "categories": [values_of(one) for one in order.categories],
        "clearances": [values_of(one) for one in order.clearances],
        "passports": [values_of(one) for one in order.passports],
    }


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    return value
