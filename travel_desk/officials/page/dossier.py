"""The detail pane of a person: headline, facts, passports, and the timeline of posts and categories."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from travel_desk.base.language import screen_language, tr, trn
from travel_desk.officials import queries
from travel_desk.officials.page import words
from travel_desk.officials.queries import Dossier, PassportCard
from travel_desk.officials.rules import holds
from travel_desk.shell.buttons import Kind, button, label
from travel_desk.shell.chips import Chip, ChipText, Tone
from travel_desk.shell.context import Context, Said
from travel_desk.shell.detail import Card, MessageLine, RowLine, Section, Step, Timeline


def facts(found: Dossier, *, posts_too: bool = True) -> list[tuple[str, str]]:
    """Return the facts of a person, caption and value; posts_too: additional posts among them."""
    language, person = screen_language(), found.person
    posts = words.posts_today(found)
    born = language.partial(person.birth_date) if person.birth_date else tr("Unknown")
    pairs = [
        (tr("Personnel number"), person.personnel_number),
        (tr("Born"), born),
        (tr("Nationality"), tr("Utopia") if person.nationality == "UTO" else person.nationality),
    ]
    if posts:
        pairs.insert(2, (tr("In post since"), language.day(posts[0].post.from_day)))
    pairs += [
        (tr("Additional post"), tr("{title}, {place}", title=one.post.title, place=one.organisation))
        for one in posts[1:]
        if posts_too
    ]
    return pairs


def headline_line(found: Dossier) -> str:
    """Return the line under the names: post and organisation."""
    post = words.main_post(found)
    if post is not None:
        return tr("{title} · {place}", title=post.post.title, place=post.organisation)
    return tr("No post today") if found.posts else tr("No official: travels, holds or collects only")


def passports(found: Dossier, show: Callable[[int], object], add: Callable[[], object] | None) -> Section:
    """Return the section of passport cards, two side by side.

    show: opens a booklet by its id. add: registers one; None where the user may not.
    """
    section = Section(tr("Passports"), tr("Add Passport…") if add else "", add)
    if not found.passports:
        section.add(label(tr("No passport is registered."), "muted"))
        return section
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(8)
    for place, card in enumerate(found.passports):
        grid.addWidget(_card(card, found.today, show), place // 2, place % 2)
    for column in range(2):
        grid.setColumnStretch(column, 1)
    section.add(holder)
    return section


def posts(found: Dossier) -> Section | None:
    """Return the section of posts held on the day, with the earlier ones counted; None for no post ever."""
    if not found.posts:
        return None
    section = Section(tr("Posts"))
    held = words.posts_today(found)
    for one in held:
        span = words.span(one.post.from_day, one.post.until_day)
        chips = [] if one.post.main else [ChipText(tr("additional"), Tone.OUTLINE)]
        section.add(RowLine(one.post.title, one.organisation, span, chips))
    if not held:
        section.add(label(tr("No post on this day."), "muted"))
    earlier = len([one for one in found.posts if words.is_over(one.post.until_day, found.today)])
    if earlier:
        section.add(label(trn("{count} earlier post", "{count} earlier posts", earlier), "muted"))
    return section


def standing(found: Dossier) -> Section | None:
    """Return the section of categories and clearances of the day with dates and papers; None for none."""
    section = Section(tr("Categories and clearance"))
    rows = [
        (tr(one.category.label), one.paper, one.from_day, one.until_day)
        for one in found.categories
        if holds(one.from_day, one.until_day, found.today)
    ]
    rows += [
        (tr("Clearance: {level}", level=tr(one.level.label)), one.paper, one.from_day, one.until_day)
        for one in found.clearances
        if holds(one.from_day, one.until_day, found.today)
    ]
    for name, paper, since, until in rows:
        section.add(RowLine(name, paper, words.span(since, until)))
    return section if rows else None


def _card(card: PassportCard, today: date, show: Callable[[int], object]) -> QWidget:
    passport = card.passport
    made = Card()
    top = QHBoxLayout()
    top.addWidget(label(tr(passport.kind.label), "strong"), 1)
    number = button(passport.number, lambda: show(passport.id), Kind.FLAT)
    number.setProperty("look", "link")
    number.setAccessibleName(tr("Open passport {number}", number=passport.number))
    top.addWidget(number)
    made.body.addLayout(top)
    day = screen_language().short_day(passport.expires_on)
    expired = passport.expires_on < today
    made.body.addWidget(
        label(tr("expired {day}", day=day), "danger")
        if expired
        else label(tr("until {day}", day=day), "muted")
    )
    chips = QHBoxLayout()
    chips.addWidget(Chip.of(words.custody_chip(card.custody)))
    chips.addStretch(1)
    made.body.addLayout(chips)
    made.body.addWidget(label(words.passport_line(card), "small", wrap=True))
    made.setAccessibleName(
        tr("{kind} passport {number}", kind=tr(passport.kind.label), number=passport.number)
    )
    return made


def career_steps(found: Dossier) -> list[Step]:
    """Return posts, categories and clearances as entries of a timeline, the latest first."""
    rows: list[tuple[date, Step]] = []
    for placed in found.posts:
        post = placed.post
        title = tr("{title}, {place}", title=post.title, place=placed.organisation)
        line = words.span(post.from_day, post.until_day)
        if not post.main:
            line = tr("{span} · additional post", span=line)
        rows.append((post.from_day, Step(title, line, _mark(found, post.from_day, post.until_day))))
    for held in found.categories:
        line = _with_paper(words.span(held.from_day, held.until_day), held.paper)
        step = Step(tr(held.category.label), line, _mark(found, held.from_day, held.until_day))
        rows.append((held.from_day, step))
    for one in found.clearances:
        line = _with_paper(words.span(one.from_day, one.until_day), one.paper)
        title = tr("Clearance: {level}", level=tr(one.level.label))
        rows.append((one.from_day, Step(title, line, _mark(found, one.from_day, one.until_day))))
    return [step for _, step in sorted(rows, key=lambda row: row[0], reverse=True)]


def _mark(found: Dossier, from_day: date, until_day: date | None) -> str:
    if found.today < from_day:
        return "wait"
    return "now" if until_day is None or found.today < until_day else "past"


def _with_paper(line: str, paper: str) -> str:
    return tr("{span} · {paper}", span=line, paper=paper) if paper else line


class CareerSection(QWidget):
    """The last section of a dossier: posts, categories and clearances as a timeline."""

    def __init__(self, context: Context, person_id: int) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._section = Section(tr("Posts and categories"))
        column.addWidget(self._section)
        self._section.add(label(tr("Loading…"), "muted"))
        context.read(queries.dossier, person_id, done=self._show, failed=self._failed, owner=self)

    def _show(self, found: Dossier) -> None:
        steps = career_steps(found)
        self._put(Timeline(steps) if steps else label(tr("No post and no category is registered."), "muted"))

    def _failed(self, error: Said) -> None:
        self._put(MessageLine(tr(error.message)))

    def _put(self, widget: QWidget) -> None:
        while (item := self._section.body.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self._section.add(widget)
        self._section.body.setAlignment(widget, Qt.AlignmentFlag.AlignTop)
