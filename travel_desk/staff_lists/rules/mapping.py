"""How a list is read: proposed from headers and first rows, remembered by source, kept as plain values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from travel_desk.base.message import Message, Refused, msg
from travel_desk.officials.rules import Level, OrganisationOrder, PassportKind, normalise
from travel_desk.staff_lists.rules.dates import evidence, is_moment
from travel_desk.staff_lists.rules.headers import named
from travel_desk.staff_lists.rules.records import (
    JOINED,
    Cell,
    DateStyle,
    Field,
    Mapping,
    NameOrder,
    PlaceUse,
    Use,
)

_PASSPORT = re.compile(r"[A-Z]{1,2}[ -]?[0-9]{6,8}")
_STATE = re.compile(r"[A-Z]{3}")
_MOST = 80
"""From how many of a hundred filled cells on a column is taken for what its cells look like."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """How a list may be read. unsure: places of columns whose order of dates somebody must say."""

    mapping: Mapping
    unsure: tuple[int, ...] = ()


def propose(
    titles: Sequence[str], first: Sequence[Sequence[Cell]], today: date, known: Mapping | None = None
) -> Proposal:
    """Return how a list with these headers may be read.

    first: the first rows, for what the columns' content looks like. known: the mapping remembered for
    the source: what it says of a header goes before everything else.
    """
    columns = [[row[at] if at < len(row) else None for row in first] for at in range(len(titles))]
    remembered = _remembered(titles, known)
    fields: list[Field | None] = [
        use.field if use else named_field
        for use, named_field in zip(remembered, named(list(titles)), strict=True)
    ]
    if known is None:
        fields = _by_content(fields, columns, today)
    fields = once(fields)
    days = {at: evidence(columns[at]) for at, field in enumerate(fields) if field and field.is_day}
    sure = {one.proposed for one in days.values() if one.sure} - {DateStyle.YEAR_FIRST}
    uses, unsure = [], []
    for at, (title, field) in enumerate(zip(titles, fields, strict=True)):
        old, found = remembered[at], days.get(at)
        style = found.proposed if found else None
        if found and not found.sure:
            if old is not None and old.style is not None:
                style = old.style
            else:
                # The other columns' order is likely this one's too, but somebody has to say so.
                style = min(sure) if len(sure) == 1 else style
                unsure.append(at)
        uses.append(Use(title, field, style))
    return Proposal(replace(known or Mapping(), uses=tuple(uses)), tuple(unsure))


def with_dates(mapping: Mapping, columns: Sequence[int], style: DateStyle) -> Mapping:
    """Return the mapping with some columns (from 0) read in one order of dates."""
    uses = [replace(use, style=style) if at in columns else use for at, use in enumerate(mapping.uses)]
    return replace(mapping, uses=tuple(uses))


def once(fields: Sequence[Field | None]) -> list[Field | None]:
    """Return the fields with each given to its first column only, but those that several may fill."""
    seen: set[Field] = set()
    found: list[Field | None] = []
    for field in fields:
        twice = field is not None and field in seen and field not in JOINED
        found.append(None if twice else field)
        if field is not None:
            seen.add(field)
    return found


def mapping_problems(mapping: Mapping) -> list[Message]:
    """Return what keeps a list from being read so."""
    said = {use.field for use in mapping.uses if use.field is not None}
    found = []
    own_parts = {Field.OWN_SURNAME, Field.OWN_GIVEN_NAMES}
    latin_parts = {Field.SURNAME, Field.GIVEN_NAMES}
    if not said & {Field.FULL_NAME, Field.NATIVE_NAME, *latin_parts, *own_parts}:
        found.append(msg("No column holds the names. Say which one does."))
    if (Field.FULL_NAME in said and said & latin_parts) or (Field.NATIVE_NAME in said and said & own_parts):
        found.append(msg("One column holds whole names, another only a part. Leave one of them out."))
    for field in sorted(said - JOINED):
        if len(mapping.columns_of(field)) > 1:
            found.append(msg("Two columns are read as {field}. Leave one of them out.", field=field.label))
    return found


def to_plain(mapping: Mapping) -> dict[str, Any]:
    """Return a mapping as plain values, as it is kept and as a mapping file holds it."""
    return {
        "columns": [
            {"title": use.title, "field": use.field or "", "dates": use.style or ""} for use in mapping.uses
        ],
        "nationality": mapping.nationality,
        "passport_kind": mapping.passport_kind.value,
        "organisation": mapping.place_id,
        "organisations": [_plain_place(place) for place in mapping.places],
        "name_order": mapping.name_order.value,
    }


def from_plain(content: object) -> Mapping:
    """Return the mapping of plain values; raises Refused where they are none."""
    try:
        return _mapping(content)
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise Refused(
            msg(
                "This is no mapping of columns. Write one with --dry-run --json, or name a source.",
            ),
            field="mapping",
        ) from error


def _mapping(content: Any) -> Mapping:
    uses = tuple(
        Use(
            str(one["title"]),
            Field(one["field"]) if one.get("field") else None,
            DateStyle(one["dates"]) if one.get("dates") else None,
        )
        for one in content["columns"]
    )
    places = tuple(_place(one) for one in content.get("organisations", ()))
    place_id = content.get("organisation")
    return Mapping(
        uses,
        str(content.get("nationality", "UTO")),
        PassportKind(content.get("passport_kind", "ordinary")),
        None if place_id is None else int(place_id),
        places,
        NameOrder(content.get("name_order", "given_first")),
    )


def _plain_place(place: PlaceUse) -> dict[str, Any]:
    if place.order is None:
        return {"name": place.name, "organisation": place.place_id}
    new = place.order
    return {
        "name": place.name,
        "add": {"name": new.name, "under": new.parent_id, "level": new.level.value, "from": new.from_day},
    }


def _place(one: Any) -> PlaceUse:
    if "add" not in one:
        return PlaceUse(str(one["name"]), int(one["organisation"]))
    add = one["add"]
    parent = None if add.get("under") is None else int(add["under"])
    day = add["from"] if isinstance(add["from"], date) else date.fromisoformat(str(add["from"]))
    return PlaceUse(
        str(one["name"]), None, OrganisationOrder(str(add["name"]), Level(add["level"]), day, parent)
    )


def _remembered(titles: Sequence[str], known: Mapping | None) -> list[Use | None]:
    """Return what is remembered of each header; two of one name are told apart by their order."""
    left = list(known.uses) if known else []
    found: list[Use | None] = []
    for title in titles:
        same = next((use for use in left if normalise(use.title) == normalise(title)), None)
        if same is not None:
            left.remove(same)
        found.append(same)
    return found


def _by_content(
    fields: list[Field | None], columns: Sequence[Sequence[Cell]], today: date
) -> list[Field | None]:
    """Give columns without a telling header the field that their cells look like."""
    found = list(fields)
    for at, cells in enumerate(columns):
        filled = [cell for cell in cells if cell is not None and cell != ""]
        if found[at] is not None or len(filled) < 2:
            continue
        if Field.BIRTH_DATE not in found and _are_births(filled, today):
            found[at] = Field.BIRTH_DATE
        elif Field.PASSPORT_NUMBER not in found and _share(_PASSPORT, filled) >= _MOST:
            found[at] = Field.PASSPORT_NUMBER
        elif Field.NATIONALITY not in found and _share(_STATE, filled) >= _MOST:
            found[at] = Field.NATIONALITY
    return found


def _are_births(cells: Sequence[Cell], today: date) -> bool:
    texts = [cell for cell in cells if isinstance(cell, str) or is_moment(cell)]
    if evidence(texts).dates < _MOST or len(texts) < len(cells):
        return False
    years = [int(found[0]) for found in (re.findall(r"\d{4}", str(cell)) for cell in texts) if found]
    return bool(years) and all(today.year - 80 < year < today.year - 15 for year in years)


def _share(form: re.Pattern[str], cells: Sequence[Cell]) -> int:
    return (
        100 * sum(1 for cell in cells if isinstance(cell, str) and form.fullmatch(cell.strip())) // len(cells)
    )
