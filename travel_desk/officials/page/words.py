"""How officials are said on screens: chips of custody states, lines of posts, spans of days."""

from __future__ import annotations

from datetime import date, timedelta

from travel_desk.base.language import in_days, screen_language, tr
from travel_desk.officials.queries import Dossier, PassportCard, PersonRow, PlacedPost
from travel_desk.officials.rules import Category, Clearance, HeldCategory, holds
from travel_desk.shell.chips import ChipText, Tone

ENDING_SOON = 60
"""Days before the end of the main post from which on the dossier says so."""
_DAY = timedelta(days=1)


def custody_chip(code: str) -> ChipText:
    """Return the chip of a custody state; "none" for a person without a passport."""
    match code:
        case "in_custody":
            return ChipText(tr("In custody"), Tone.ACCENT, "safe")
        case "handed_out":
            return ChipText(tr("Handed out"), Tone.INFO, "out")
        case "overdue":
            return ChipText(tr("Overdue"), Tone.DANGER, "warning")
        case "ground_lapsed":
            return ChipText(tr("Ground lapsed"), Tone.DANGER, "warning")
        case "none":
            return ChipText(tr("No passport"), Tone.NEUTRAL, "none")
        case _:
            return ChipText(tr("With the holder"), Tone.NEUTRAL, "person")


def category_chips(categories: tuple[Category, ...]) -> tuple[ChipText, ...]:
    """Return the chips of a list's cell; those that don't fit become a "+1" there."""
    return tuple(ChipText(tr(one.label), Tone.OUTLINE) for one in categories)


def name_note(row: PersonRow) -> str:
    """Return what stands behind the Latin name: that it is the only one."""
    return tr("(one name)") if row.latin and " " not in row.latin else ""


def last_day(until_day: date) -> date:
    """Return the last day of a half-open span, as people say it."""
    return until_day - _DAY


def span(from_day: date, until_day: date | None) -> str:
    """Return a span of days as a line: "since 3 Feb 2025", "1 Jan 2020 – 2 Feb 2025"."""
    language = screen_language()
    if until_day is None:
        return tr("since {day}", day=language.short_day(from_day))
    return language.days(from_day, last_day(until_day))


def is_over(until_day: date | None, today: date) -> bool:
    """Tell whether a half-open span has ended."""
    return until_day is not None and until_day <= today


def main_post(found: Dossier) -> PlacedPost | None:
    """Return the post that is held today, the main one first."""
    return next(iter(posts_today(found)), None)


def posts_today(found: Dossier) -> list[PlacedPost]:
    """Return the posts held today, the main one first."""
    held = [one for one in found.posts if holds(one.post.from_day, one.post.until_day, found.today)]
    return sorted(held, key=lambda one: not one.post.main)


def headline_chips(found: Dossier) -> list[ChipText]:
    """Return the chips under the name: categories and clearances of today, protection."""
    chips = [
        ChipText(_until(tr(one.category.label), one), Tone.OUTLINE)
        for one in found.categories
        if holds(one.from_day, one.until_day, found.today)
    ]
    for one in found.clearances:
        if holds(one.from_day, one.until_day, found.today):
            text = tr("Clearance: {level}", level=tr(one.level.label))
            chips.append(ChipText(_until(text, one), Tone.OUTLINE))
        elif one.restricted_until and found.today < one.restricted_until:
            text = tr("Travel restricted until {day}", day=_short(last_day(one.restricted_until)))
            chips.append(ChipText(text, Tone.WARNING, "lock"))
    main = main_post(found)
    if main is not None and main.post.until_day is not None and not found.past:
        last = last_day(main.post.until_day)
        if (last - found.today).days <= ENDING_SOON:
            text = tr("Post ends {when}", when=in_days(last, found.today))
            chips.append(ChipText(text, Tone.WARNING, "clock"))
    if found.person.protected:
        chips.append(ChipText(tr("Protected"), Tone.WARNING, "shield"))
    return list(dict.fromkeys(chips))  # two entries that were merged may say the same


def passport_line(card: PassportCard) -> str:
    """Return the last line of a passport's card: where it lies and until when."""
    if card.place and card.review_on:
        return tr("{place} · review {day}", place=card.place, day=_short(card.review_on))
    if card.due_back and card.taken_by:
        return tr("With {name} · due back {day}", name=card.taken_by, day=_short(card.due_back))
    if card.due_back:
        return tr("Due back {day}", day=_short(card.due_back))
    if card.since and card.custody == "with_holder":
        return tr("Given back {day}", day=_short(card.since))
    return tr("Not under any order")


def _until(text: str, row: HeldCategory | Clearance) -> str:
    if row.until_day is None:
        return text
    return tr("{text} until {day}", text=text, day=_short(last_day(row.until_day)))


def _short(day: date) -> str:
    return screen_language().short_day(day)
