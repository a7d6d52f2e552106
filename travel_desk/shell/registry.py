"""What a higher duty adds to a lower one's page: sections, deeds, and what Ctrl+K finds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from travel_desk.shell.chips import ChipText

if TYPE_CHECKING:
    from travel_desk.shell.context import Context

SectionFactory = Callable[["Context", int], QWidget]
DeedFactory = Callable[["Context", int, QWidget], Sequence[QAction]]


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
