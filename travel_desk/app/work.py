"""What the first windows have done on the worker thread; imported there, since it is slow to import."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from travel_desk.access import actions, queries
from travel_desk.access.opening import WrongPassword
from travel_desk.app.before_upgrade import copy_before_upgrade
from travel_desk.app.known_user import KnownUser
from travel_desk.base.clock import Clock
from travel_desk.base.language import screen_language, tr
from travel_desk.desk import Desk
from travel_desk.papers.steps import LETTERHEAD

__all__ = ["FONTS", "Opened", "Person", "WrongPassword"]

FONTS = "fonts"
"""The folder, in the desk's own, of fonts that neither the program nor the system brings."""


@dataclass(frozen=True)
class Person:
    """Who wants to open a desk, and where from. code: the recovery code, in place of the old password."""

    user_name: str
    password: str
    workstation: str
    code: str = ""


@dataclass(frozen=True)
class Opened:
    """An open desk and what the windows need to know at once."""

    desk: Desk
    users: tuple[KnownUser, ...]
    must_change: bool
    idle_minutes: int
    title: str


def cut_fonts(own: Path) -> None:
    """Cut the fonts of papers where this machine has none yet, before the first paper waits for it.

    own: the folder of the desk's own fonts, which papers may use too.
    """
    from travel_desk.paper import fonts  # loads reportlab

    fonts.use_folder(own)
    fonts.ready()


def open_desk(folder: Path, who: Person, clock: Clock) -> Opened:
    """Open the desk for a person; raises WrongPassword, Refused or Trouble as the actions do."""
    copy = copy_before_upgrade(folder, clock)
    if who.code:
        desk = actions.log_in_by_recovery(
            folder, who.code, who.user_name, who.password, clock, who.workstation, copy
        )
    else:
        desk = actions.log_in(folder, who.user_name, who.password, clock, who.workstation, copy)
    return opened(desk)


def opened(desk: Desk) -> Opened:
    """Return what the windows need to know of a desk that was just opened."""
    mates = queries.colleagues(desk)
    head: dict[str, str] = desk.setting(LETTERHEAD, {})
    return Opened(
        desk,
        tuple(KnownUser(mate.user_name, mate.name, mate.roles) for mate in mates),
        queries.must_change(desk),
        queries.desk_settings(desk).idle_minutes,
        head.get("organisation", ""),
    )


def choose_password(desk: Desk, old: str, new: str) -> None:
    """Give the user at the desk a password of their own."""
    actions.change_password(desk, old, new)


def users_at_lock(desk: Desk) -> tuple[tuple[KnownUser, ...], int]:
    """Return the users with when each was last here, and how many drafts the one at the desk has."""
    language, now = screen_language(), desk.now()
    users = []
    for mate in queries.colleagues(desk):
        note = ""
        if mate.user_name == desk.session.user_name:
            note = tr("locked {time}", time=language.clock_time(now))
        elif mate.last_login is not None:
            note = _last(
                mate.last_login.astimezone().date(), desk.today(), language.clock_time(mate.last_login)
            )
        users.append(replace(KnownUser(mate.user_name, mate.name, mate.roles), note=note))
    return tuple(users), len(desk.drafts.mine())


def _last(day: date, today: date, time: str) -> str:
    if day == today:
        return tr("last here today {time}", time=time)
    return tr("last here {day}", day=day)
