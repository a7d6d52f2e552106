"""Judging lists against the register; nothing is written. Runs off the window's thread, can be stopped."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from travel_desk import sheets
from travel_desk.base.message import Refused, Trouble, msg
from travel_desk.desk import Desk
from travel_desk.desk.chain import head
from travel_desk.sheets import Choice, Found
from travel_desk.staff_lists import queries, reading, rules
from travel_desk.staff_lists.rules import (
    Cell,
    Entry,
    Field,
    Judge,
    Judgement,
    Line,
    Places,
    PlaceUse,
    Reader,
    State,
    UnknownPlace,
    Verdict,
)

Progress = Callable[[int, int], None]
"""Told how much is read, of how much (0 where nobody knows)."""

FIRST = 1000
"""Rows that the proposal of a mapping looks at; the preview shows the first of them."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found out about a file. first: its first rows. proposal: how it may be read."""

    path: Path
    found: Found
    first: tuple[Line, ...]
    proposal: rules.Proposal
    known: bool = False


@dataclass(frozen=True, slots=True)
class ListFile:
    """A file, how it is read, and what its list is: of which source, of which day."""

    path: Path
    found: Found
    mapping: rules.Mapping
    source: str
    day: date


def look(
    desk: Desk,
    path: Path,
    choice: Choice = Choice(),  # noqa: B008
    source: str = "",
    mapping: rules.Mapping | None = None,
) -> Looked:
    """Find out what a file holds and how its columns may be read.

    choice: what the user set instead of what was found. source: whose mapping is remembered. mapping:
    what goes before it. Raises Refused and Trouble as `sheets.look` does.
    """
    desk.check("import_officials")
    found = sheets.look(path, choice)
    first = []
    for row in sheets.rows(path, found):
        first.append(Line(row.number, row.cells, row.fault))
        if len(first) == FIRST:
            break
    known = mapping or remembered(desk, source)
    sample = [line.cells for line in first if line.fault is None]
    proposal = rules.propose(found.columns, sample, desk.today(), known)
    return Looked(path, found, tuple(first), proposal, known is not None)


def remembered(desk: Desk, source: str) -> rules.Mapping | None:
    """Return how the lists of a source are read; None for a source that is not known."""
    with desk.read("see_staff_lists") as connection:
        return reading.mapping_of(connection, source)


def judge_file(desk: Desk, of: ListFile, progress: Progress | None = None) -> Judgement:
    """Judge every row of a file.

    Raises Refused where the mapping reads no list so, Trouble as the disk does.
    """
    desk.check("import_officials")
    for problem in rules.mapping_problems(of.mapping):
        raise Refused(problem, field="mapping")
    digest = _digest(of.path)
    rows = sheets.rows(of.path, of.found, progress)
    lines = (Line(row.number, row.cells, row.fault) for row in rows)
    found = _Judging(desk, of.mapping, of.source, of.day).all(lines)
    return replace(found, file_name=of.path.name, digest=digest)


def judge_repairs(
    desk: Desk,
    list_id: int,
    corrected: Mapping[int, Sequence[str]] = {},
    answers: Mapping[int, int] = {},
) -> Judgement:
    """Judge the rows of a repair list as they stand, or as they were corrected.

    corrected: row number -> its cells. answers: as `judge_lines` takes them. Raises Refused where the
    list is gone or outside the user's scope.
    """
    desk.check("import_officials")
    with desk.read("see_staff_lists") as connection:
        queries.check_reachable(connection, list_id, desk.session)
        waiting = reading.repair_list(connection, list_id)
    lines = []
    for one in waiting.rows:
        fault = next((problem.message for problem in one.problems if not problem.field), None)
        cells = corrected.get(one.number)
        lines.append(Line(one.number, tuple(cells or one.cells), None if cells else fault))
    found = _Judging(desk, waiting.mapping, waiting.source, waiting.day).all(lines, answers)
    return replace(found, vanished=(), file_name=waiting.file_name, repair_list=list_id)


def judge_lines(
    desk: Desk,
    judgement: Judgement,
    lines: Iterable[Line],
    answers: Mapping[int, int] = {},
) -> Judgement:
    """Judge some rows of a list again: with corrected cells, or with what was said of unsure ones.

    answers: row number -> the person's id, or 0 for somebody else. Who vanished is told anew.
    """
    new = {line.number: line for line in lines}
    others = [one for one in judgement.verdicts if one.number not in new]
    judging = _Judging(desk, judgement.mapping, judgement.source, judgement.day)
    judging.judge.take(others)
    found = judgement.replaced(judging.some(list(new.values()), answers))
    if judgement.repair_list is not None:
        return found  # its rows are a part of the list: nobody is missing from it
    return replace(found, vanished=tuple(judging.vanished(found.verdicts)))


def judge_places(
    desk: Desk,
    judgement: Judgement,
    places: Sequence[PlaceUse],
    answers: Mapping[int, int] = {},
) -> Judgement:
    """Judge the rows anew whose organisation was not known, now that names were said to be `places`.

    Raises Refused for an organisation that can't be added where it was said to stand.
    """
    uses = {use.name: use for use in (*judgement.mapping.places, *places)}
    mapping = replace(judgement.mapping, places=tuple(uses.values()))
    judging = _Judging(desk, mapping, judgement.source, judgement.day)
    unread = [one for one in judgement.of(State.FAULTY) if _lacks_place(one)]
    gone = {one.number for one in unread}
    judging.judge.take(one for one in judgement.verdicts if one.number not in gone)
    found = judgement.replaced(judging.some([one.entry.line for one in unread], answers))
    return replace(
        found,
        mapping=judging.mapping,
        unknown=judging.unknown(),
        vanished=tuple(judging.vanished(found.verdicts)),
        organisations=judging.places.by_id,
        ways=judging.ways(),
    )


def _lacks_place(verdict: Verdict) -> bool:
    return any(problem.field == Field.ORGANISATION for problem in verdict.problems)


class _Judging:
    """One list being judged."""

    def __init__(self, desk: Desk, mapping: rules.Mapping, source: str, day: date) -> None:
        self.desk, self.source, self.day = desk, source, day
        self.mapping = rules.keyed(mapping)
        self.today = desk.today()
        with desk.read("see_staff_lists") as connection:
            self.head = head(connection).number
            organisations = reading.all_organisations(connection)
            self.source_id = reading.source_id(connection, source)
        self.places = Places(organisations, self.mapping, day)
        self.reader = Reader(self.mapping, self.places, self.today)
        own = desk.session.person_id
        self.judge = Judge(self.mapping, self.places, desk.scope, day, self.today, own)

    def all(self, lines: Iterable[Line], answers: Mapping[int, int] = {}) -> Judgement:
        """Judge a whole list."""
        verdicts: list[Verdict] = []
        chunk: list[Line] = []
        for line in lines:
            chunk.append(line)
            if len(chunk) == reading.CHUNK:
                verdicts += self.some(chunk, answers)
                chunk = []
        verdicts += self.some(chunk, answers)
        return Judgement(
            self.source,
            self.day,
            self.mapping,
            tuple(verdicts),
            self.unknown(),
            tuple(self.vanished(verdicts)),
            self.places.by_id,
            self.ways(),
            self.head,
        )

    def some(self, lines: Sequence[Line], answers: Mapping[int, int] = {}) -> list[Verdict]:
        """Judge some rows, at most some hundred at a time."""
        found: list[Verdict] = []
        for at in range(0, len(lines), reading.CHUNK):
            entries = [self.reader.read(line) for line in lines[at : at + reading.CHUNK]]
            register = self._register([one for one in entries if one.line.fault is None])
            found += [self.judge.judge(one, register.known(one), answers.get(one.number)) for one in entries]
        return found

    def ways(self) -> dict[int, str]:
        """Return the names on the way to each organisation, by id."""
        return {one.id: self.places.way(one) for one in self.places.by_id.values()}

    def _register(self, entries: Sequence[Entry]) -> reading.Register:
        with self.desk.read("see_staff_lists") as connection:
            return reading.Register(connection, entries, self.desk.scope, self.today, self.source_id)

    def unknown(self) -> tuple[UnknownPlace, ...]:
        """Return the names of organisations that were asked for and not found, the most frequent first."""
        found = sorted(self.places.unknown.items(), key=lambda known: (-known[1], known[0]))
        return tuple(
            UnknownPlace(name, rows, tuple(one.id for one in self.places.like(name))) for name, rows in found
        )

    def vanished(self, verdicts: Sequence[Verdict]) -> list[rules.Vanished]:
        """Return who is missing from a list of which these are the rows."""
        present = {one.id for verdict in verdicts for one in verdict.candidates}
        places = {one.entry.place.id for one in verdicts if one.entry.place is not None}
        with self.desk.read("see_staff_lists") as connection:
            return reading.vanished(connection, self.source_id, places, present, self.desk.scope, self.day)


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise Trouble(msg("The file is no longer there. Choose it again.")) from error


__all__ = [
    "Cell",
    "Choice",
    "Found",
    "ListFile",
    "Looked",
    "judge_file",
    "judge_lines",
    "judge_places",
    "judge_repairs",
    "look",
    "remembered",
]
