"""What the detail pane says of a passport: chips, facts in two columns, and what can't wait."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from travel_desk.base.language import in_days, screen_language, tr
from travel_desk.custody.dialogs import words
from travel_desk.custody.queries import Case, PassportRow
from travel_desk.custody.rules import Kind, State
from travel_desk.shell.buttons import label
from travel_desk.shell.cells import Lines
from travel_desk.shell.chips import ChipText, Tone
from travel_desk.shell.fields import Level


def place_and_day(row: PassportRow) -> Lines:
    """Return where a passport lies and until which day, or when it is due back."""
    if row.day is None:
        return Lines("")
    day = screen_language().short_day(row.day)
    if row.place:
        return Lines(row.place, tr("review {day}", day=day))
    return Lines(tr("due back {day}", day=day))


def chips(case: Case) -> list[ChipText]:
    """Return the chips under the headline: state, kind, expiry where it is near."""
    booklet = case.custody.booklet
    found = [words.state_chip(case.custody.state(case.today)), ChipText(tr(booklet.kind.label), Tone.OUTLINE)]
    if booklet.expires_on < case.today:
        found.append(ChipText(tr("Expired"), Tone.DANGER, "warning"))
    return found


def messages(case: Case) -> list[tuple[str, Level]]:
    """Return what can't wait: a ground that lapsed, a booklet that is overdue."""
    last, state = case.custody.last, case.custody.state(case.today)
    if last is None:
        return []
    if state is State.GROUND_LAPSED and last.review_on:
        text = tr("The ground lapsed on {day}. Give the passport back.", day=last.review_on)
        return [(text, Level.ERROR)]
    if state is State.OVERDUE and last.due_back:
        text = tr(
            "It was due back on {day}, {ago}.", day=last.due_back, ago=tr(in_days(last.due_back, case.today))
        )
        return [(text, Level.ERROR)]
    return []


def of_booklet(case: Case) -> list[tuple[str, str]]:
    """Return what is printed in the booklet."""
    booklet = case.custody.booklet
    return [
        (tr("Passport number"), booklet.number),
        (tr("Issued by"), words.issued_by(booklet)),
        (tr("Issued"), words.day(booklet.issued_on)),
        (tr("Expires"), words.day(booklet.expires_on)),
    ]


def of_custody(case: Case) -> list[tuple[str, str]]:
    """Return where it is, since when, on what ground and until when."""
    last = case.custody.last
    if last is None or last.kind is Kind.GIVE_BACK:
        return [(tr("Where it is"), tr("With the holder"))]
    found = [
        (tr("Where it lies"), last.place.label) if last.place else (tr("Handed out to"), _receiver(case)),
        (tr("Since"), words.moment(last.happened_at)),
        (tr("Ground"), words.ground_of(last)),
        (tr("Act and article"), last.ground.article),
    ]
    if last.review_on:
        far = tr(in_days(last.review_on, case.today))
        found.append((tr("Review of the ground"), tr("{day}, {far}", day=last.review_on, far=far)))
    if last.due_back:
        far = tr(in_days(last.due_back, case.today))
        found.append((tr("Due back"), tr("{day}, {far}", day=last.due_back, far=far)))
    found.append((tr("State of the booklet"), tr(last.booklet.label).capitalize()))
    return [*found, (tr("Papers with it"), last.papers_with_it)]


def nothing(text: str) -> QWidget:
    """Return a muted line that says there is nothing."""
    return label(text, "muted", wrap=True)


def _receiver(case: Case) -> str:
    last = case.custody.last
    holder = case.custody.booklet.native_name or case.custody.booklet.latin
    if last is not None and last.representative:
        return tr("{who}, for {holder}", who=last.representative, holder=holder)
    return holder
