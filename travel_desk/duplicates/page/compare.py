"""Two entries side by side: each field with both values, those that differ marked by an icon and a word."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from travel_desk.base.language import screen_language, tr
from travel_desk.custody.rules import State
from travel_desk.duplicates.dialogs import words
from travel_desk.duplicates.queries import PairView, SideView
from travel_desk.shell.buttons import IconLabel, Kind, button, label


class Compared(QWidget):
    """The grid of a pair. open_person: shows the dossier of an entry by its id."""

    def __init__(self, view: PairView, open_person: Callable[[int], object]) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(2)
        self._sides = (view.one, view.other)
        self._heads(open_person)
        here, there = (words.values(side.side.person) for side in self._sides)
        for name, caption in words.CAPTIONS.items():
            self._row(tr(caption), here[name], there[name], name in view.differing)
        self._blocks()
        for column in range(2):
            self._grid.setColumnStretch(column, 1)

    def _heads(self, open_person: Callable[[int], object]) -> None:
        for column, side in enumerate(self._sides):
            made = button(tr("Open Dossier"), partial(open_person, side.id), Kind.FLAT)
            made.setAccessibleName(tr("Open the dossier of {name}", name=name_of(side)))
            head = QHBoxLayout()
            head.addWidget(label(tr("First entry") if column == 0 else tr("Second entry"), "group"))
            head.addStretch(1)
            head.addWidget(made)
            self._grid.addLayout(head, 0, column)

    def _row(self, caption: str, one: str, other: str, differs: bool) -> None:
        if not one and not other:
            return
        at = self._grid.rowCount()
        above = QHBoxLayout()
        above.setContentsMargins(0, 6, 0, 0)
        above.setSpacing(6)
        above.addWidget(label(caption, "caption"))
        differs = differs and bool(one and other)  # what one entry does not know contradicts nothing
        if differs:
            above.addWidget(IconLabel("transfer", "warning", 12))
            above.addWidget(label(tr("differs"), "small"))
        above.addStretch(1)
        self._grid.addLayout(above, at, 0, 1, 2)
        for column, value in enumerate((one, other)):
            look = ("strong" if differs else "") if value else "muted"
            shown = label(value or tr("unknown"), look, wrap=True, selectable=True)
            said = tr("{caption}: {value}", caption=caption, value=value or tr("unknown"))
            shown.setAccessibleName(tr("{said} (differs)", said=said) if differs else said)
            self._grid.addWidget(shown, at + 1, column, Qt.AlignmentFlag.AlignTop)

    def _blocks(self) -> None:
        """Add posts, passports and what else belongs to each."""
        self._lines(tr("Posts today"), [side.posts for side in self._sides])
        self._lines(tr("Passports"), [_booklets(side) for side in self._sides])
        self._lines(tr("Belongs to it"), [words.belongings(side.belongings) for side in self._sides])

    def _lines(self, caption: str, lines: Sequence[Sequence[str]]) -> None:
        if any(lines):
            one, other = ("\n".join(of) or tr("none") for of in lines)
            self._row(caption, one, other, False)


def name_of(side: SideView) -> str:
    """Return the name of an entry: in its own script, else in Latin letters."""
    person = side.side.person
    return person.native_name or f"{person.surname} {person.given_names}".strip()


def latin_of(side: SideView) -> str:
    """Return the Latin name of an entry that also has one in its own script, else ""."""
    person = side.side.person
    return f"{person.surname} {person.given_names}".strip() if person.native_name else ""


def _booklets(side: SideView) -> list[str]:
    day = screen_language().short_day
    return [
        tr(
            "{kind} {number}, {state}, until {day}: {custody}",
            kind=tr(one.kind),
            number=one.number,
            state=one.state,
            day=day(one.expires_on),
            custody=tr(State(one.custody).label),
        )
        for one in side.booklets
    ]
