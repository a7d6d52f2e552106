"""What the assistant has done on the worker thread; imported there, since it is slow to import."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from travel_desk import examples
from travel_desk.access.actions import FirstUser
from travel_desk.app.assistant.steps import Wish
from travel_desk.app.held import Held
from travel_desk.app.places import places
from travel_desk.app.work import Opened, opened
from travel_desk.base.clock import Clock
from travel_desk.base.language import screen_language
from travel_desk.base.settings import write_whole
from travel_desk.founding import Founding, found
from travel_desk.papers import steps as papers
from travel_desk.papers.rules import HeadLines


@dataclass(frozen=True)
class Made:
    """A new desk, open for its administrator, with the recovery code and its sheet (a PDF)."""

    opened: Opened
    code: str = field(repr=False)
    sheet: bytes = field(repr=False)


def make_desk(wish: Wish, clock: Clock, workstation: str, held: Held) -> Made:
    """Make the desk that was wished, and hold it; raises Refused or Trouble as `found` does."""
    from travel_desk.access import forms

    folder = Path(wish.folder)
    first = FirstUser(wish.user_name, wish.name, wish.password)
    lines = HeadLines(wish.country, wish.organisation, wish.desk, wish.address)
    desk, code = found(Founding(folder, first, lines, wish.pin, wish.backups), clock, workstation)
    held.take(folder)
    sheet = forms.recovery_sheet(code, folder.name, clock.now(), papers.letterhead(desk), screen_language())
    return Made(opened(desk), code, sheet)


def make_example(folder: Path, progress: examples.Progress) -> Path:
    """Make the example desk in `folder` where it is not there yet; returns the folder."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    if not folder.exists():
        size = places().example_size
        examples.make(folder, progress, size=examples.Size(*size) if size else None)
    return folder


def save_sheet(sheet: bytes, path: Path) -> None:
    """Write the recovery sheet to a file that the user chose."""
    write_whole(path, sheet)
