"""What a list of persons can be limited to, as it is chosen, said and kept: days are counted from today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from travel_desk.officials.rules.records import Category, Level, Secrecy

CUSTODY = ("overdue", "ground_lapsed", "handed_out", "in_custody", "with_holder", "none")
"""Custody states that a person's booklets may be asked for; "none" is a person without a booklet."""


@dataclass(frozen=True, slots=True)
class PersonFilter:
    """Limits that hold together; within one of them any of the values will do. Empty ones limit nothing.

    organisation_id, organisation: the root of a subtree, and its name when it was chosen. expiring_in: a
    passport expires within so many days. restricted_in: after a clearance, travel is still restricted so
    many days from today. officials: True for officials only, False for persons who are none.
    """

    organisation_id: int | None = None
    organisation: str = ""
    levels: frozenset[Level] = frozenset()
    categories: frozenset[Category] = frozenset()
    custody: frozenset[str] = frozenset()
    expiring_in: int | None = None
    clearances: frozenset[Secrecy] = frozenset()
    restricted_in: int | None = None
    officials: bool | None = None

    @property
    def is_empty(self) -> bool:
        """Whether it limits nothing."""
        return self == PersonFilter(organisation=self.organisation)

    def plain(self) -> dict[str, Any]:
        """Return the limits as JSON can hold them; those that limit nothing are left out."""
        found = {}
        for field in fields(self):
            value = getattr(self, field.name)
            if value != field.default:
                found[field.name] = sorted(value) if isinstance(value, frozenset) else value
        return found

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> PersonFilter:
        """Return the filter of such values; what this version does not know is left out."""
        return cls(
            _whole(content.get("organisation_id")),
            str(content.get("organisation", "")),
            frozenset(Level(one) for one in _known(content, "levels", tuple(Level))),
            frozenset(Category(one) for one in _known(content, "categories", tuple(Category))),
            frozenset(_known(content, "custody", CUSTODY)),
            _whole(content.get("expiring_in")),
            frozenset(Secrecy(one) for one in _known(content, "clearances", tuple(Secrecy))),
            _whole(content.get("restricted_in")),
            content["officials"] if isinstance(content.get("officials"), bool) else None,
        )


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _known(content: Mapping[str, Any], name: str, known: tuple[str, ...]) -> list[str]:
    return [one for one in content.get(name, ()) if one in known]
