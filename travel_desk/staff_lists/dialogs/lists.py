"""The lists of the check: rows by what they come to, who vanished, organisations that are not known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from travel_desk.base.language import screen_language, tr, trn
from travel_desk.officials.rules import PersonOrder, latin
from travel_desk.shell.cells import Chips, Lines, Text, name_cell
from travel_desk.shell.chips import ChipText, Tone
from travel_desk.shell.rows import Column
from travel_desk.staff_lists.dialogs.parts import problem_words
from travel_desk.staff_lists.rules import Field, Judgement, Present, State, UnknownPlace, Verdict, as_text

TONES = {
    State.NEW: (Tone.SUCCESS, "plus"),
    State.CHANGED: (Tone.INFO, "edit"),
    State.UNCHANGED: (Tone.NEUTRAL, "check"),
    State.UNSURE: (Tone.WARNING, "warning"),
    State.FAULTY: (Tone.DANGER, "cross"),
}

_PARTICULARS = (
    Field.NATIVE_NAME, Field.SURNAME, Field.GIVEN_NAMES, Field.BIRTH_DATE, Field.NATIONALITY,
    Field.PERSONNEL_NUMBER,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RowLine:
    """A row of the list as the check shows it; its id is its number."""

    id: int
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A name of an organisation that is not known; its id is its place in the list."""

    id: int
    place: UnknownPlace
    proposal: str


def row_lines(judgement: Judgement, state: State) -> list[RowLine]:
    """Return the rows of one state."""
    return [RowLine(one.number, one) for one in judgement.of(state)]


def place_lines(judgement: Judgement) -> list[PlaceLine]:
    """Return the names that are not known."""
    return [
        PlaceLine(at, one, judgement.ways.get(one.like[0], "") if one.like else "")
        for at, one in enumerate(judgement.unknown, 1)
    ]


def row_columns() -> list[Column]:
    """Return the columns of rows: number, whom, what it comes to and why."""
    return [
        Column(tr("Row"), 56, lambda line: Text(str(line.id), muted=True)),
        Column(tr("Name"), 220, lambda line: _name(line.verdict)),
        Column(tr("State"), 110, lambda line: Chips((_chip(line.verdict.state),))),
        Column(tr("What it says"), 300, lambda line: _why(line.verdict), stretch=True),
    ]


def vanished_columns() -> list[Column]:
    """Return the columns of persons who are missing from the list."""
    return [
        Column(tr("Name"), 240, lambda one: _both(one.native_name, one.latin)),
        Column(tr("Personnel number"), 140, lambda one: Text(one.personnel_number or "–")),
        Column(
            tr("Post and organisation"), 300, lambda one: Lines(one.title, one.organisation), stretch=True
        ),
    ]


def place_columns() -> list[Column]:
    """Return the columns of names of organisations that are not known."""
    return [
        Column(tr("The list says"), 280, lambda line: Text(line.place.name), stretch=True),
        Column(tr("Rows"), 64, lambda line: Text(screen_language().value(line.place.rows), end=True)),
        Column(tr("Likest in the register"), 320, lambda line: Text(line.proposal or "–", muted=True)),
    ]


def person_words(person: PersonOrder) -> str:
    """Return name, birth date and personnel number in one line."""
    name = " · ".join(
        part for part in (person.native_name, latin(person.surname, person.given_names)) if part
    )
    born = tr("born {day}", day=person.birth_date) if person.birth_date else ""
    return " · ".join(part for part in (name, born, person.personnel_number) if part)


def candidate_words(one: Present) -> str:
    """Return a registered person with what they do."""
    post = next((post.title for post in one.posts if post.main and post.until_day is None), "")
    return " · ".join(part for part in (person_words(one.person), post) if part)


def ask_who(verdict: Verdict, parent: QWidget, take: Callable[[int], object]) -> None:
    """Take the id of whom an unsure row may be; where these are several, a menu asks which one."""
    if len(verdict.candidates) == 1:
        take(verdict.candidates[0].id)
        return
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for one in verdict.candidates:
        made = menu.addAction(candidate_words(one).replace("&", "&&"))
        made.triggered.connect(lambda _checked=False, id=one.id: take(id))
    menu.popup(parent.mapToGlobal(parent.rect().center()))
    menu.setActiveAction(menu.actions()[0])


def _both(native: str, latin_name: str) -> Lines:
    return name_cell(native, latin_name) if native else Lines(latin_name)


def _chip(state: State) -> ChipText:
    tone, icon = TONES[state]
    return ChipText(tr(state.label), tone, icon)


def _name(verdict: Verdict) -> Lines:
    person = verdict.entry.person
    if person.native_name or person.surname or person.given_names:
        return _both(person.native_name, latin(person.surname, person.given_names))
    cells = [as_text(cell) for cell in verdict.entry.line.cells]
    return Lines(" ".join(cell for cell in cells if cell)[:60] or "–", tone="muted")


def _why(verdict: Verdict) -> Lines:
    if verdict.state is State.FAULTY:
        first, *more = verdict.problems
        others = trn("and {count} more", "and {count} more", len(more)) if more else ""
        return Lines(problem_words(first), others)
    if verdict.state is State.UNSURE:
        first_one, *rest = verdict.candidates
        asked = tr("Is it {person}?", person=candidate_words(first_one))
        others = trn("or {count} other", "or {count} others", len(rest)) if rest else ""
        return Lines(" ".join(part for part in (asked, others) if part), _own_words(verdict))
    if verdict.state is State.CHANGED and verdict.change is not None:
        return Lines(", ".join(_changes(verdict)))
    if verdict.order is not None:
        return Lines(verdict.entry.title, verdict.entry.place.name if verdict.entry.place else "")
    return Lines(tr("As in the register"), tone="muted")


def _own_words(verdict: Verdict) -> str:
    """Return what an unsure row says of its person, to be compared with whom it may be."""
    entry = verdict.entry
    born = tr("born {day}", day=entry.person.birth_date) if entry.person.birth_date else ""
    place = entry.place.name if entry.place else ""
    words = (born, entry.person.personnel_number, entry.title, place)
    said = " · ".join(part for part in words if part)
    return tr("In the list: {what}", what=said) if said else tr("In the list: only the name")


def _particulars(before: PersonOrder, after: PersonOrder) -> list[str]:
    """Return which particulars change, from what to what."""
    language = screen_language()
    found = []
    for field in _PARTICULARS:
        old, new = getattr(before, field.value), getattr(after, field.value)
        if old != new:
            old_words, new_words = (language.value(one) if one else "–" for one in (old, new))
            found.append(tr("{field}: {old} → {new}", field=field.label, old=old_words, new=new_words))
    if before.protected != after.protected:
        found.append(tr("protected") if after.protected else tr("no longer protected"))
    return found


def _changes(verdict: Verdict) -> list[str]:
    change = verdict.change
    assert change is not None
    found = _particulars(change.before, change.after)
    for post in change.posts:
        found.append(tr("post {title} from {day}", title=post.title, day=post.from_day))
    if change.ended_posts and not change.posts:
        found.append(tr("end of the post"))
    if change.categories:
        found.append(tr("categories"))
    if change.clearances:
        found.append(tr("clearance"))
    if change.passports or change.changed_passports:
        found.append(tr("passport"))
    return found
