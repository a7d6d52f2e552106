"""A context over a pretended desk, a page of persons, and a dressed application."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.shell.scan_bench import Bench, a_bench
from travel_desk.base.clock import SetClock
from travel_desk.base.message import Message, Trouble, msg
from travel_desk.base.settings import Settings
from travel_desk.shell import theme
from travel_desk.shell.buttons import make_action
from travel_desk.shell.cells import Chips, Lines, name_cell
from travel_desk.shell.chips import ChipText, Tone
from travel_desk.shell.context import Context
from travel_desk.shell.detail import Detail
from travel_desk.shell.page import Ask, EmptyState, Filter, ListPage, Page
from travel_desk.shell.rows import Column

NOW = datetime(2026, 11, 5, 8, 42, tzinfo=UTC)
NAMES = [
    ("ليلى الحدّاد", "AL HADDAD LAYLA", "Ministry of Water"),
    ("Олена Верховська", "VERKHOVSKA OLENA", "Ministry of Energy"),
    ("अनन्या देशमुख", "DESHMUKH ANANYA", "State Water Company"),
    ("Åsa Lindqvist", "LINDQVIST AASA", "Ministry of Energy"),
]


class Drafts:
    """Drafts in memory."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], dict[str, Any]] = {}

    def save(self, kind: str, subject: str, content: dict[str, Any]) -> None:
        self.kept[kind, subject] = content

    def load(self, kind: str, subject: str) -> dict[str, Any] | None:
        return self.kept.get((kind, subject))

    def discard(self, kind: str, subject: str) -> None:
        self.kept.pop((kind, subject), None)


class Desk:
    """What stands in for the open desk: the shell only hands it on."""

    def __init__(self) -> None:
        self.drafts = Drafts()
        self.done: list[str] = []
        self.broken = False
        self.count = 8
        self.head = 2  # how many a first answer has, where a page asks for one


@dataclass(frozen=True)
class Undo:
    label: Message
    action: Callable[..., Any]
    args: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Changed:
    subjects: set[str]
    value: Any = None
    undo: Undo | None = None


@dataclass(frozen=True)
class Person:
    id: int
    native: str
    latin: str
    post: str


def person_ids(desk: Desk, text: str, filter: str) -> list[int]:
    if desk.broken:
        raise Trouble(msg("The disk can't be read. Call whoever looks after this computer."))
    wanted = [id for id in range(1, desk.count + 1) if text.lower() in " ".join(NAMES[id % 4]).lower()]
    return [id for id in wanted if filter != "energy" or "Energy" in NAMES[id % 4][2]]


def person_rows(desk: Desk, ids: list[int]) -> list[Person]:
    return [Person(id, *NAMES[id % 4]) for id in ids]


def person(desk: Desk, id: int) -> Person:
    if id > desk.count:
        raise Trouble(msg("This person is no longer in the register."))
    return Person(id, *NAMES[id % 4])


class PersonsPage(ListPage):
    """The page that the tests work at."""

    key = "persons"
    icon = "officials"
    kind = "person"
    subjects = frozenset({"persons"})
    opens = frozenset({"person"})
    verb = "see_officials"

    @staticmethod
    def title() -> str:
        return "Officials"

    def columns(self) -> list[Column]:
        return [
            Column("Name", 200, lambda row: name_cell(row.native, row.latin)),
            Column("Post", 200, lambda row: Lines("Adviser", row.post), stretch=True),
            Column("Passport", 140, lambda _row: Chips((ChipText("In custody", Tone.ACCENT, "safe"),))),
        ]

    def filters(self) -> list[Filter]:
        return [Filter("", "All"), Filter("energy", "Energy")]

    def primary(self) -> QAction:
        self.made_new = 0
        return make_action("New Official…", self.make_new, self, icon="plus", shortcut="Ctrl+Shift+N")

    def make_new(self) -> None:
        self.made_new += 1

    def empty(self) -> EmptyState:
        return EmptyState("No officials yet", "Register the first one.", "officials", self.primary_action)

    def ask_ids(self, text: str, filter: str) -> Ask:
        return Ask(person_ids, text, filter)

    def ask_rows(self, ids: list[int]) -> Ask:
        return Ask(person_rows, ids)

    def ask_subject(self, id: int) -> Ask:
        return Ask(person, id)

    def fill(self, detail: Detail, subject: Person) -> None:
        edit = make_action("Edit Official…", None, self, icon="edit")
        detail.headline(subject.native, subject.latin, subject.post, [ChipText("Civil servant")], [edit])
        self.show_actions([make_action("New Trip Request…", None, self, icon="plus")], also=[edit])
        detail.facts([("Born", "14 March 1979"), ("Empty", "")])


class TripsPage(Page):
    """A second page."""

    key = "trips"
    icon = "trips"
    subjects = frozenset({"trips"})
    opens = frozenset({"request"})
    reloads: list[frozenset[str]]

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.reloads = []
        self.opened: list[tuple[str, int]] = []

    @staticmethod
    def title() -> str:
        return "Trips"

    def reload(self, subjects: frozenset[str]) -> None:
        self.reloads.append(subjects)
        self.counted.emit(46)

    def open_subject(self, kind: str, id: int) -> None:
        self.opened.append((kind, id))


class JournalPage(TripsPage):
    """A page under Administration that not everyone may see."""

    key = "journal"
    icon = "journal"
    subjects = frozenset({"journal"})
    opens = frozenset()
    verb = "see_journal"
    administration = True

    @staticmethod
    def title() -> str:
        return "Journal"


@dataclass
class World:
    """The pieces a test works with."""

    context: Context
    desk: Desk
    bot: QtBot
    toasts: list[tuple[str, Callable[[], None] | None]] = field(default_factory=list)

    def rest(self) -> None:
        """Wait until all background work has come home."""
        self.bot.waitUntil(lambda: not self.context.background.busy())
        QApplication.processEvents()


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> Iterator[None]:
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    theme.apply("light", 13)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    # What a test closed is gone before the next one begins.
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def denied() -> set[str]:
    """Verbs that the user may not do."""
    return set()


@pytest.fixture
def world(qtbot: QtBot, tmp_path: Path, denied: set[str]) -> Iterator[World]:
    desk = Desk()
    context = Context(
        desk, Settings(tmp_path / "settings.json"), SetClock(NOW), lambda verb: verb not in denied
    )
    made = World(context, desk, qtbot)
    context.toasted.connect(lambda text, undo: made.toasts.append((text, undo)))
    yield made
    context.close()


@pytest.fixture
def bench(qtbot: QtBot, world: World) -> Iterator[Bench]:
    """A window on which a reader and a person type."""
    yield from a_bench(qtbot, world.context)
