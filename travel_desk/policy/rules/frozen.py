"""How a judgement is frozen with the request it decided, and read again years later.

Plain values that canonical JSON can hold; the sentences stay untranslated, so that they can be read in
any language.
"""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Any

from travel_desk.base.message import Message
from travel_desk.policy.rules.book import Judgement, PersonFacts, Stage


def freeze(judgement: Judgement) -> dict[str, Any]:
    """Return `judgement` as texts, whole numbers, lists and mappings."""
    return {one.name: _frozen(getattr(judgement, one.name)) for one in fields(Judgement)}


def thaw(content: dict[str, Any]) -> Judgement:
    """Return the judgement that `freeze` made into `content`.

    Raises KeyError or ValueError for content that `freeze` did not make. A field that an older
    release did not know gets its default.
    """
    values = {name: _thawed(value) for name, value in content.items()}
    values["person"] = PersonFacts(
        person_id=values["person"]["person_id"],
        name=values["person"]["name"],
        categories=frozenset(values["person"]["categories"]),
        levels=frozenset(values["person"]["levels"]),
    )
    values["stages"] = tuple(
        Stage(**{**stage, "categories": frozenset(stage["categories"])}) for stage in values["stages"]
    )
    return Judgement(**values)


def _frozen(value: object) -> Any:
    match value:
        case date():
            return {"day": value.isoformat()}
        case Message():
            values = {name: _frozen(one) for name, one in value.values.items()}
            return {"message": [value.text, values, value.context, value.plural]}
        case Stage() | PersonFacts():
            return {one.name: _frozen(getattr(value, one.name)) for one in fields(value)}
        case frozenset():
            return sorted(value)
        case tuple() | list():
            return [_frozen(one) for one in value]
    return value


def _thawed(value: Any) -> Any:
    match value:
        case {"day": str(day), **others} if not others:
            return date.fromisoformat(day)
        case {"message": [text, values, context, plural]}:
            return Message(text, {name: _thawed(one) for name, one in values.items()}, context, plural)
        case dict():
            return {name: _thawed(one) for name, one in value.items()}
        case list():
            return tuple(_thawed(one) for one in value)
    return value
