"""What officials tell in the dossier of a person: posts, categories, clearances and booklets by day."""

from __future__ import annotations

from datetime import date
from typing import Any

from travel_desk.base.language import tr
from travel_desk.officials import queries
from travel_desk.officials.page import words
from travel_desk.officials.queries import Dossier, PlacedPost, Turn
from travel_desk.shell.chips import Tone
from travel_desk.shell.context import Context
from travel_desk.shell.registry import Happening


def register(context: Context) -> None:
    """Add the parts of this duty to the timeline of a person."""
    known = context.histories
    known.register("person", 0, lambda: tr("Posts"), posts, icon="organisation")
    known.register("person", 5, lambda: tr("Categories"), standing, icon="shield")
    known.register("person", 10, lambda: tr("Passports"), passports, icon="passport")


def posts(desk: Any, person: int, on: date) -> list[Happening]:
    """Return when posts began, went on elsewhere and ended, up to a day."""
    found, turns = queries.career(desk, person, on)
    if found is None:
        return []
    followed = {turn.next_id: turn for turn in turns if turn.next_id is not None}
    carried = {turn.post_id: turn for turn in turns if turn.kind != "rename"}
    rows = []
    for placed in found.posts:
        rows += _post(placed, followed.get(placed.post.id), carried.get(placed.post.id), on)
    rows += [
        Happening(
            turn.day,
            tr("{old} was renamed {new}", old=turn.old, new=turn.new),
            turn.paper,
            "organisation",
        )
        for turn in turns
        if turn.kind == "rename"
    ]
    return _up_to(rows, on)


def standing(desk: Any, person: int, on: date) -> list[Happening]:
    """Return when categories and clearances began and ended, up to a day."""
    found, _ = queries.career(desk, person, on)
    return _up_to(_standing(found, on), on) if found is not None else []


def passports(desk: Any, person: int, on: date) -> list[Happening]:
    """Return when booklets were issued and expired, up to a day."""
    found, _ = queries.career(desk, person, on)
    rows = []
    for card in found.passports if found is not None else ():
        booklet = card.passport
        name = tr("{kind} passport {number}", kind=tr(booklet.kind.label), number=booklet.number)
        rows.append(
            Happening(
                booklet.issued_on, tr("{passport} issued", passport=name), "", "passport", Tone.NEUTRAL,
                "passport", booklet.id,
            )
        )  # fmt: skip
        if booklet.expires_on <= on:
            rows.append(
                Happening(
                    booklet.expires_on, tr("{passport} expires", passport=name), "", "clock", Tone.WARNING,
                    "passport", booklet.id,
                )
            )  # fmt: skip
    return rows


def _up_to(rows: list[Happening], on: date) -> list[Happening]:
    return [one for one in rows if one.day <= on]


def _post(placed: PlacedPost, came: Turn | None, went: Turn | None, on: date) -> list[Happening]:
    post, where = placed.post, placed.organisation
    line = where if post.main else tr("{place} · additional post", place=where)
    if came is not None:
        title = tr("{title} goes on in {place}", title=post.title, place=where)
        rows = [Happening(post.from_day, title, _why(came), "organisation")]
    else:
        rows = [
            Happening(post.from_day, tr("Post: {title}", title=post.title), line, "organisation", Tone.ACCENT)
        ]
    goes_on = went is not None and went.next_id is not None
    if post.until_day is not None and post.until_day <= on and not goes_on:
        why = f"{line} · {_why(went)}" if went is not None else line
        rows.append(
            Happening(post.until_day, tr("Post ended: {title}", title=post.title), why, "organisation")
        )
    return rows


def _why(turn: Turn) -> str:
    text = {
        "merge": tr("organisations were merged"),
        "split": tr("the organisation was split"),
    }.get(turn.kind, tr("the organisation ended"))
    return tr("{what}: {paper}", what=text, paper=turn.paper) if turn.paper else text


def _standing(found: Dossier, on: date) -> list[Happening]:
    rows = []
    for held in found.categories:
        name = tr(held.category.label)
        rows.append(
            Happening(
                held.from_day, tr("Category: {category}", category=name), held.paper, "shield", Tone.ACCENT
            )
        )
        if held.until_day is not None and held.until_day <= on:
            rows.append(
                Happening(
                    held.until_day, tr("Category ended: {category}", category=name), held.paper, "shield"
                )
            )
    for one in found.clearances:
        name = tr(one.level.label)
        rows.append(
            Happening(one.from_day, tr("Clearance: {level}", level=name), one.paper, "key", Tone.ACCENT)
        )
        if one.until_day is not None and one.until_day <= on:
            line = one.paper
            if one.restricted_until is not None:
                last = words.last_day(one.restricted_until)
                line = tr("travel stays restricted until {day}", day=last)
            rows.append(Happening(one.until_day, tr("Clearance ended: {level}", level=name), line, "key"))
    return rows
