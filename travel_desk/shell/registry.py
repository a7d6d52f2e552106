"""What a higher duty adds to a lower one's page: sections, deeds, histories, and what Ctrl+K finds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from travel_desk.base.message import Message, Refused
from travel_desk.shell.chips import ChipText, Tone

if TYPE_CHECKING:
    from travel_desk.shell.context import Context

SectionFactory = Callable[["Context", int], QWidget]
DeedFactory = Callable[["Context", int, QWidget], Sequence[QAction]]
ListDeedFactory = Callable[["Context", Any], Sequence[QAction]]


class Sections:
    """Sections of a detail pane, by the kind of its subject."""

    def __init__(self) -> None:
        self._known: dict[str, list[tuple[int, SectionFactory]]] = {}

    def register(self, kind: str, order: int, factory: SectionFactory) -> None:
        """Add a section to the detail of each subject of `kind`; lower `order` stands higher."""
        self._known.setdefault(kind, []).append((order, factory))
        self._known[kind].sort(key=lambda known: known[0])

    def make(self, context: Context, kind: str, id: int) -> list[QWidget]:
        """Return the sections of one subject, in their order."""
        return [factory(context, id) for _, factory in self._known.get(kind, ())]


class Deeds:
    """Deeds that others add to the buttons and menus of a subject."""

    def __init__(self) -> None:
        self._known: dict[str, list[tuple[int, DeedFactory]]] = {}

    def register(self, kind: str, order: int, make: DeedFactory) -> None:
        """Add deeds to each subject of `kind`; `make(context, id, parent)` returns QActions of `parent`."""
        self._known.setdefault(kind, []).append((order, make))
        self._known[kind].sort(key=lambda known: known[0])

    def make(self, context: Context, kind: str, id: int, parent: QWidget) -> list[QAction]:
        """Return the deeds of one subject, in their order."""
        return [action for _, make in self._known.get(kind, ()) for action in make(context, id, parent)]


class ListDeeds:
    """Deeds that others add to the menu of every list page, such as exporting its list."""

    def __init__(self) -> None:
        self._known: list[ListDeedFactory] = []

    def register(self, make: ListDeedFactory) -> None:
        """Add deeds to each list page; `make(context, page)` returns QActions of the page."""
        self._known.append(make)

    def make(self, context: Context, page: QWidget) -> list[QAction]:
        """Return the deeds of one page, in the order of registration."""
        return [action for make in self._known for action in make(context, page)]


@dataclass(frozen=True, slots=True)
class Found:
    """One hit of Ctrl+K: what it opens and the two lines that show it."""

    kind: str
    id: int
    title: str
    subtitle: str = ""
    icon: str = ""
    chip: ChipText | None = None


Query = Callable[[Any, str], Sequence[Found]]


@dataclass(frozen=True, slots=True)
class Finder:
    """One section of Ctrl+K and the query `query(desk, text)` that fills it."""

    title: Callable[[], str]
    query: Query


class Finders:
    """The sections of Ctrl+K, in the order in which they were added."""

    def __init__(self) -> None:
        self._known: list[Finder] = []

    def add(self, title: Callable[[], str] | str, query: Query) -> None:
        """Add a section; `title` may be a function so that it follows the language."""
        self._known.append(Finder(title if callable(title) else (lambda: title), query))

    def all(self) -> Sequence[Finder]:
        """Return all sections."""
        return tuple(self._known)


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened to a subject, for its timeline.

    kind, id: what a click opens; "" for nothing. at: the instant, where it is known, which orders the
    things of one day.
    """

    day: date
    title: str
    line: str = ""
    icon: str = ""
    tone: Tone = Tone.NEUTRAL
    kind: str = ""
    id: int = 0
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """One thing as it stood on a day, such as a trip with the state it had; kind, id as above."""

    first: str
    second: str = ""
    middle: str = ""
    chip: ChipText | None = None
    kind: str = ""
    id: int = 0


HistoryQuery = Callable[[Any, int, date], Sequence[Happening]]
StandingQuery = Callable[[Any, int, date], Sequence[Standing]]


@dataclass(frozen=True, slots=True)
class Told:
    """What one duty tells of a subject up to a day. refused: why it does not, where the user may not see."""

    title: str
    icon: str
    happenings: tuple[Happening, ...] = ()
    standings: tuple[Standing, ...] | None = None
    refused: Message | None = None


@dataclass(frozen=True, slots=True)
class _History:
    order: int
    title: Callable[[], str]
    icon: str
    query: HistoryQuery
    standing: StandingQuery | None


class Histories:
    """What happened to a subject, from all duties: the parts of the one timeline of its dossier."""

    def __init__(self) -> None:
        self._known: dict[str, list[_History]] = {}

    def register(
        self,
        kind: str,
        order: int,
        title: Callable[[], str],
        query: HistoryQuery,
        *,
        icon: str = "clock",
        standing: StandingQuery | None = None,
    ) -> None:
        """Add a part to the timeline of each subject of `kind`.

        query: `query(desk, id, on)` returns what happened up to the day `on`, in any order; it runs off
        the window's thread. title: names the part among the filters. standing: likewise returns what
        stood on that day, for a block of its own.
        """
        self._known.setdefault(kind, []).append(_History(order, title, icon, query, standing))
        self._known[kind].sort(key=lambda known: known.order)

    def tell(self, desk: Any, kind: str, id: int, on: date) -> list[Told]:
        """Ask all parts, in their order, off the window's thread; one that the user may not see says so."""
        return [self._part(one, desk, id, on) for one in self._known.get(kind, ())]

    @staticmethod
    def _part(one: _History, desk: Any, id: int, on: date) -> Told:
        try:
            happened = tuple(one.query(desk, id, on))
            stood = tuple(one.standing(desk, id, on)) if one.standing is not None else None
        except Refused as error:
            return Told(one.title(), one.icon, refused=error.message)
        return Told(one.title(), one.icon, happened, stood)


ScanHandler = Callable[["Context", str], bool]
Tells = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class _ScanKind:
    handler: ScanHandler
    begins: Tells
    goes_on: Tells


class Scans:
    """Who takes what a reader scanned while no dialog is open."""

    def __init__(self) -> None:
        self._known: list[tuple[int, _ScanKind]] = []

    def register(
        self,
        order: int,
        handler: ScanHandler,
        begins: Tells = lambda _text: False,
        goes_on: Tells = lambda _text: False,
    ) -> None:
        """Offer scans to `handler(context, text)`, which returns True where it took one; low order first.

        begins: whether text may be the beginning of what the handler takes; only such text is kept out of
        a field of text. goes_on: whether more lines belong to the lines read so far.
        """
        self._known.append((order, _ScanKind(handler, begins, goes_on)))
        self._known.sort(key=lambda known: known[0])

    def begins(self, text: str) -> bool:
        """Tell whether `text` may be the beginning of something that a handler takes."""
        return any(kind.begins(text) for _, kind in self._known)

    def goes_on(self, text: str) -> bool:
        """Tell whether more lines belong to what was read so far."""
        return any(kind.goes_on(text) for _, kind in self._known if kind.begins(text))

    def take(self, context: Context, text: str) -> bool:
        """Offer a whole scan to the handlers; True where one took it."""
        return any(kind.handler(context, text) for _, kind in self._known)
