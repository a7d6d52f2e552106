"""What is read of the journal: the list, one entry, and the raw chain for its verification."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa

from travel_desk.base.language import screen_language
from travel_desk.base.message import Message
from travel_desk.base.roles import Role
from travel_desk.desk import Desk, Scope
from travel_desk.desk.chain import Head, head
from travel_desk.desk.tables import journal_entry, journal_value, user
from travel_desk.journal.rules import RawEntry, RawValue
from travel_desk.journal.rules.words import VERBS, field_words, kind_words, verb_words
from travel_desk.officials.tables import person, person_in_scope

HIDDEN = "•••"
"""What stands for a personal value that the user may not see."""
_PRIVATE = frozenset(
    {"purpose", "host", "funding_note", "reason", "reasons", "report", "late_reason", "conditions"}
)
"""Fields that may tell a private reason: shown to users who may see those."""


@dataclass(frozen=True, slots=True)
class Question:
    """What to look for. text: words in names, papers' numbers, fields. area: a group of verbs, "" for all.

    user_id: whose entries, 0 for everyone's. first, last: local days on which it was recorded.
    """

    text: str = ""
    area: str = ""
    user_id: int = 0
    first: date | None = None
    last: date | None = None
    kind: str = ""
    subject: int = 0


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry in the list: what, about whom or what, who did it."""

    id: int
    verb: Message
    about: str
    who: str
    role: Role
    recorded: datetime
    late: bool


@dataclass(frozen=True, slots=True)
class Change:
    """From what to what. personal: it lies beside the chain; erased: it was erased by rule."""

    name: Message
    before: str
    after: str
    personal: bool = False
    erased: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry in full."""

    row: EntryRow
    happened: datetime
    workstation: str
    second: str
    kind: str
    kind_words: Message
    subject: int
    facts: tuple[tuple[Message, str], ...]
    changes: tuple[Change, ...]
    hash: str
    previous: str


AREAS: dict[str, tuple[str, ...]] = {
    "custody": ("take_in", "hand_out", "bring_back", "give_back", "open_inventory", "add_safe", "add_place"),
    "trips": (
        "draft_trip", "change_trip", "submit_trip", "withdraw_request", "attach_file", "save_file",
        "record_departure", "record_homecoming", "close_request", "undo_withdrawal", "undo_departure",
        "undo_homecoming", "register_past_trips",
    ),
    "decisions": ("decide_approve", "decide_conditions", "decide_send_back", "decide_refuse"),
    "papers": (
        "void_slip",
        "issue_slip", "sign_paper", "print_paper", "save_paper", "void_paper", "set_letterhead",
        "replace_certificate", "renew_revocations", "print_daily_sheet",
    ),
    "register": (
        "open_dossier", "add_organisation", "change_organisation", "register_person", "register_people",
        "change_person", "add_post", "end_post", "add_category", "end_category", "add_clearance",
        "end_clearance", "register_passport", "change_passport",
        "rename_organisation", "move_organisation", "merge_organisations", "split_organisation",
        "import_officials", "discard_repairs", "export_list", "tell_apart", "merge_people", "split_people",
    ),
    "desk": (
        "create_desk", "log_in", "create_user", "change_user", "reset_password", "change_password",
        "deactivate_user", "replace_recovery", "change_settings", "verify_journal", "back_up", "restore",
    ),
}  # fmt: skip
"""The groups of verbs that the list can be limited to."""


def entry_ids(desk: Desk, question: Question) -> list[int]:
    """Return the numbers of the entries that match, the newest first."""
    chosen = sa.select(journal_entry.c.number).order_by(journal_entry.c.number.desc())
    for condition in _conditions(question, desk):
        chosen = chosen.where(condition)
    with desk.read("see_journal") as connection:
        return list(connection.execute(chosen).scalars())


def entry_rows(desk: Desk, ids: Sequence[int]) -> list[EntryRow]:
    """Return some entries, in the order of `ids`."""
    with desk.read("see_journal") as connection:
        found = {
            row.number: row for row in connection.execute(_wide().where(journal_entry.c.number.in_(ids)))
        }
        seen = _visible(connection, desk, {row.person_id for row in found.values()})
    return [_row(found[one], seen) for one in ids if one in found]


def entry(desk: Desk, number: int) -> Entry | None:
    """Return one entry in full, None where there is none."""
    with desk.read("see_journal") as connection:
        row = connection.execute(_wide().where(journal_entry.c.number == number)).first()
        if row is None:
            return None
        body = json.loads(row.body)
        values = connection.execute(
            sa.select(journal_value).where(journal_value.c.entry == number).order_by(journal_value.c.position)
        ).all()
        seen = _visible(connection, desk, {row.person_id, *(value.person_id for value in values)})
        second = connection.execute(sa.select(user.c.name).where(user.c.id == body["second"])).scalar()
    changes = [Change(field_words(name), _code(a), _code(b)) for name, (a, b) in body["changes"].items()]
    changes += [_personal(value, seen, desk.scope) for value in values]
    return Entry(
        _row(row, seen),
        row.happened_at,
        row.workstation,
        second or "",
        row.kind,
        kind_words(row.kind),
        row.subject_id,
        tuple((field_words(name), _code(value)) for name, value in body["facts"].items()),
        tuple(changes),
        row.hash.hex(),
        row.previous.hex(),
    )


def users(desk: Desk) -> list[tuple[int, str]]:
    """Return everyone who has ever been a user, by name, for the filter."""
    with desk.read("see_journal") as connection:
        rows = connection.execute(sa.select(user.c.id, user.c.name).order_by(user.c.name)).all()
    return [(row.id, row.name) for row in rows]


def present_head(desk: Desk) -> Head:
    """Return the head of the journal as it stands."""
    with desk.read("see_journal") as connection:
        return head(connection)


@dataclass(frozen=True, slots=True)
class Verified:
    """When the journal was last verified, and whether it was sound."""

    at: datetime
    sound: bool


def last_verified(desk: Desk) -> Verified | None:
    """Return the last verification, None where there was none; every user may know it."""
    kept: dict[str, Any] = desk.setting("journal_verified", {})
    return Verified(datetime.fromisoformat(kept["at"]), bool(kept["sound"])) if kept else None


def raw_entries(connection: sa.Connection) -> Iterator[RawEntry]:
    """Yield every entry as it lies in the database, in the order of the numbers, with its values."""
    held = _values_by_entry(connection)
    following = next(held, None)
    rows = connection.execution_options(yield_per=2000).execute(
        sa.select(journal_entry).order_by(journal_entry.c.number)
    )
    for row in rows:
        values: tuple[RawValue, ...] = ()
        while following is not None and following[0] < row.number:
            following = next(held, None)
        if following is not None and following[0] == row.number:
            values = following[1]
            following = next(held, None)
        yield RawEntry(
            row.number,
            row.previous,
            row.hash,
            row.body,
            row.recorded_at,
            row.happened_at,
            (row.verb, row.user_id, row.role, row.workstation, row.kind, row.subject_id, row.person_id),
            values,
        )


def _values_by_entry(connection: sa.Connection) -> Iterator[tuple[int, tuple[RawValue, ...]]]:
    rows = connection.execution_options(yield_per=2000).execute(
        sa.select(journal_value).order_by(journal_value.c.entry, journal_value.c.position)
    )
    number, gathered = 0, list[RawValue]()
    for row in rows:
        if row.entry != number and gathered:
            yield number, tuple(gathered)
            gathered = []
        number = row.entry
        gathered.append(RawValue(row.name, row.person_id, row.digest, row.salt, row.content))
    if gathered:
        yield number, tuple(gathered)


def _conditions(question: Question, desk: Desk) -> list[sa.ColumnElement[bool]]:
    entries = journal_entry.c
    found: list[sa.ColumnElement[bool]] = []
    if question.area:
        found.append(entries.verb.in_(AREAS[question.area]))
    if question.user_id:
        found.append(entries.user_id == question.user_id)
    if question.first:
        found.append(entries.recorded_at >= _midnight(question.first))
    if question.last:
        found.append(entries.recorded_at < _midnight(question.last + timedelta(days=1)))
    if question.kind:
        found += [entries.kind == question.kind, entries.subject_id == question.subject]
    return found + [_has(word, desk) for word in question.text.split()]


def _has(word: str, desk: Desk) -> sa.ColumnElement[bool]:
    """Return the condition that an entry has to do with a word: number, verb, user, person, or fact."""
    entries = journal_entry.c
    folded = word.casefold()
    verbs = [verb for verb, words in VERBS.items() if folded in screen_language().say(words).casefold()]
    people = sa.select(person.c.id).where(
        person.c.search_text.contains(folded, autoescape=True), person_in_scope(desk.scope, desk.today())
    )
    names = sa.select(user.c.id).where(sa.func.lower(user.c.name).contains(folded, autoescape=True))
    facts = sa.cast(entries.body, sa.Text).contains(word, autoescape=True)
    found = [entries.verb.in_(verbs), entries.user_id.in_(names), entries.person_id.in_(people), facts]
    if word.isascii() and word.isdigit() and len(word) < 16:
        found.append(entries.number == int(word))
    return sa.or_(*found)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time()).astimezone().astimezone(UTC)


def _wide() -> sa.Select[tuple[Any, ...]]:
    names = (
        user.c.name.label("who"),
        person.c.native_name,
        (person.c.surname + " " + person.c.given_names).label("latin"),
    )
    joined = journal_entry.outerjoin(user, user.c.id == journal_entry.c.user_id).outerjoin(
        person, person.c.id == journal_entry.c.person_id
    )
    return sa.select(journal_entry, *names).select_from(joined)


def _visible(connection: sa.Connection, desk: Desk, people: set[int | None]) -> set[int]:
    """Return which of these persons the user's scope reaches; the names of others stay hidden."""
    wanted = [one for one in people if one is not None]
    seen = sa.select(person.c.id).where(person.c.id.in_(wanted), person_in_scope(desk.scope, desk.today()))
    return set(connection.execute(seen).scalars())


def _row(row: sa.Row[tuple[Any, ...]], seen: set[int]) -> EntryRow:
    about = ""
    if row.person_id is not None:
        name = row.native_name or (row.latin or "").strip()
        about = name if row.person_id in seen else HIDDEN
    late = row.recorded_at - row.happened_at > timedelta(minutes=1)
    return EntryRow(
        row.number, verb_words(row.verb), about, row.who or "", Role(row.role), row.recorded_at, late
    )


def _personal(value: sa.Row[tuple[Any, ...]], seen: set[int], scope: Scope) -> Change:
    name = field_words(value.name)
    if value.content is None:
        return Change(name, "", "", personal=True, erased=True)
    outside = value.person_id is not None and value.person_id not in seen
    if outside or (value.name in _PRIVATE and not scope.private):
        return Change(name, HIDDEN, HIDDEN, personal=True)
    content = json.loads(value.content)
    pair = content if isinstance(content, list) and len(content) == 2 else [None, content]
    return Change(name, _said(pair[0]), _said(pair[1]), personal=True)


def _said(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "✓" if value else "–"
        case list():
            return ", ".join(_said(one) for one in value)
        case dict():
            return ", ".join(f"{name} {_said(one)}" for name, one in value.items())
        case _:
            return str(value)


def _code(value: object) -> str:
    """Return a value that is not personal: a day or an instant as people write it, a code as words."""
    if isinstance(value, list):
        return ", ".join(_code(one) for one in value)
    if not isinstance(value, str):
        return _said(value)
    try:
        if len(value) == 10:
            return screen_language().day(date.fromisoformat(value))
        if len(value) == 32 and value[10] == "T":
            return screen_language().instant(datetime.fromisoformat(value))
    except ValueError:
        return value
    return value.replace("_", " ") if value.islower() else value
