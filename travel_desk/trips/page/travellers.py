"""The travellers of a trip in its pane: each is a request of its own, decided by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from travel_desk.base.language import tr
from travel_desk.shell.buttons import Kind, button, label
from travel_desk.shell.chips import Chip, ChipText, Tone
from travel_desk.trips.page.words import place, state_chip
from travel_desk.trips.queries import PersonTrip
from travel_desk.trips.rules import RequestFacts, State

_TICKED = frozenset({State.IN_APPROVAL, State.APPROVED})


class Travellers(QWidget):
    """One line a traveller. Ticks say whom a decision is for; a click on a name shows that one's route."""

    ticked = Signal(object)  # list[int]: ids of requests
    chosen = Signal(int)  # id of a request

    def __init__(
        self, requests: Sequence[RequestFacts], before: Mapping[int, PersonTrip], current: int
    ) -> None:
        super().__init__()
        self._boxes: dict[int, QCheckBox] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        several = len(requests) > 1
        for one in requests:
            column.addWidget(self._line(one, before.get(one.person_id), several, one.id == current))

    def requests(self) -> list[int]:
        """Return the requests that are ticked."""
        return [id for id, box in self._boxes.items() if box.isChecked()]

    def _line(self, one: RequestFacts, last: PersonTrip | None, several: bool, current: bool) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        box = QCheckBox()
        box.setAccessibleName(tr("Decide on {name}", name=one.name))
        box.setChecked(one.state in _TICKED)
        box.setEnabled(one.state in _TICKED)
        box.toggled.connect(lambda _on: self.ticked.emit(self.requests()))
        self._boxes[one.id] = box
        box.setParent(self)
        box.setVisible(several)
        if several:
            row.addWidget(box, 0, Qt.AlignmentFlag.AlignTop)
        names = QVBoxLayout()
        names.setSpacing(0)
        if several and not current:
            names.addWidget(self._link(one), 0, Qt.AlignmentFlag.AlignLeading)
        else:
            names.addWidget(label(one.name, "strong" if several else "", wrap=True, selectable=True))
        latin = one.latin if one.latin != one.name else ""
        below = " · ".join(part for part in (latin, _last(last)) if part)
        names.addWidget(label(below, "caption", wrap=True, selectable=True))
        row.addLayout(names, 1)
        if several and one.leader:
            row.addWidget(Chip.of(ChipText(tr("Leader"), Tone.ACCENT)), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(Chip.of(state_chip(one.state)), 0, Qt.AlignmentFlag.AlignVCenter)
        return line

    def _link(self, one: RequestFacts) -> QWidget:
        link = button(one.name, lambda: self.chosen.emit(one.id), Kind.FLAT)
        link.setProperty("look", "link")
        link.setToolTip(tr("Show the route of {name}", name=one.name))
        link.setAccessibleDescription(tr("Show the route of {name}", name=one.name))
        return link


def _last(last: PersonTrip | None) -> str:
    return tr("Last trip: {place}", place=place(last.city, last.country)) if last else tr("No earlier trip")
