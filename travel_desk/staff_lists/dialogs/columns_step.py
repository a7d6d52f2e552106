"""The second step: which column is what, how its dates are written, what holds where a row says none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from travel_desk.base.language import tr
from travel_desk.base.message import Message, msg
from travel_desk.officials.rules import PassportKind
from travel_desk.shell import fonts
from travel_desk.shell.buttons import label
from travel_desk.shell.context import Context
from travel_desk.shell.fields import Choice, FindField, Suggestion, TextField, columns, labelled
from travel_desk.staff_lists import queries, rules
from travel_desk.staff_lists.actions import Looked
from travel_desk.staff_lists.dialogs.parts import choices
from travel_desk.staff_lists.rules import Cell, DateStyle, Field, Mapping, NameOrder, Use, as_text

_SAMPLES = 3
_WIDE = 46  # signs of the samples that are shown


class _Column(QObject):
    """How one column is read: its title, what its cells look like, field and order of dates."""

    def __init__(self, use: Use, cells: Sequence[Cell], unsure: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.title, self.cells, self.unsure = use.title, cells, unsure
        self.name = label(use.title or tr("(no title)"), "strong")
        self.name.setToolTip(use.title)
        seen = dict.fromkeys(text for text in (as_text(cell).strip() for cell in cells) if text)
        sample = " · ".join(list(seen)[:_SAMPLES])
        self.sample = label(sample if len(sample) <= _WIDE else sample[:_WIDE].rstrip() + "…", "muted")
        self.sample.setMinimumWidth(40)
        left_out: tuple[Field | None, str] = (None, tr("– left out –"))
        self.field: Choice[Field | None] = Choice([left_out, *choices(Field)], use.field)
        self.style: Choice[DateStyle | None] = Choice()
        self.field.setAccessibleName(tr("What column {title} is", title=use.title))
        self.style.setAccessibleName(tr("Order of dates in column {title}", title=use.title))
        self.field.changed.connect(self._follow)
        self._offer(use.style)

    @property
    def use(self) -> Use:
        """How the column is read."""
        field = self.field.value()
        return Use(self.title, field, self.style.value() if field and field.is_day else None)

    @property
    def asks(self) -> bool:
        """Whether somebody has to say which order its dates are in."""
        field = self.field.value()
        return bool(field and field.is_day) and self.style.value() is None

    def _follow(self) -> None:
        field = self.field.value()
        if field is not None and field.is_day:
            found = rules.evidence(self.cells)
            self.unsure = not found.sure
            self._offer(found.proposed)
        else:
            self._offer(None)

    def _offer(self, style: DateStyle | None) -> None:
        field = self.field.value()
        asked = choices(DateStyle)
        ask: tuple[DateStyle | None, str] = (None, tr("Say which order…"))
        self.style.set_choices([ask, *asked] if self.unsure else asked, None if self.unsure else style)
        self.style.setVisible(bool(field and field.is_day))


class ColumnsStep(QWidget):
    """All columns of the list, one beneath the other, and what holds for rows that say nothing."""

    def __init__(self, context: Context, touched: Callable[[], object]) -> None:
        super().__init__()
        self.context, self._touched = context, touched
        self.columns: list[_Column] = []
        self._known = Mapping()
        self.nationality = TextField(length=3)
        self.kind: Choice[PassportKind] = Choice(choices(PassportKind))
        self.order: Choice[NameOrder] = Choice(choices(NameOrder))
        self.place = FindField(
            context, queries.find_places, _present, hint=tr("None: the list names it in each row")
        )
        self.line = label("", "muted", wrap=True)
        self._scroll = QScrollArea()
        self._scroll.setProperty("look", "dialog-body")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.line)
        column.addWidget(self._scroll, 1)
        column.addWidget(
            columns(
                [
                    (labelled(tr("Organisation of all rows"), self.place), 3),
                    (labelled(tr("Nationality unless said"), self.nationality), 2),
                    (labelled(tr("Passport unless said"), self.kind), 2),
                    (labelled(tr("Whole names"), self.order), 2),
                ]
            )
        )
        for field in (self.nationality, self.kind, self.order, self.place):
            field.changed.connect(touched)

    def show_columns(self, looked: Looked, mapping: Mapping | None = None) -> None:
        """Show how the columns may be read, or how they were to be read before."""
        proposal = looked.proposal
        self._known = mapping or proposal.mapping
        unsure = proposal.unsure if mapping is None else ()
        cells = [line.cells for line in looked.first if line.fault is None]
        holder = QWidget()
        holder.setProperty("look", "dialog-body")
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        titles = (tr("Column"), tr("First rows"), tr("Read as"), tr("Order of dates"))
        for at, title in enumerate(titles):
            grid.addWidget(label(title, "caption"), 0, at)
        self.columns = []
        for at, use in enumerate(self._known.uses):
            of = [row[at] if at < len(row) else None for row in cells]
            one = _Column(use, of, at in unsure, holder)
            self.columns.append(one)
            for place, widget in enumerate((one.name, one.sample, one.field, one.style)):
                grid.addWidget(widget, at + 1, place)
            one.field.changed.connect(self._changed)
            one.style.changed.connect(self._changed)
        grid.setRowStretch(len(self.columns) + 1, 1)
        for at, (share, least) in enumerate(((3, 140), (4, 120), (0, 200), (0, 220))):
            grid.setColumnStretch(at, share)
            grid.setColumnMinimumWidth(at, fonts.scaled(least))
        self._scroll.setWidget(holder)
        self.nationality.set_value(self._known.nationality)
        self.place.set_value(None)
        if self._known.place_id is not None:
            self.context.read(queries.place, self._known.place_id, done=self._show_place, owner=self)
        self.kind.set_value(self._known.passport_kind)
        self.order.set_value(self._known.name_order)
        known = tr("Read as the last list of this source was.") if looked.known else ""
        self.line.setText(known or tr("Proposed from the titles and what stands in the columns. Correct it."))

    def mapping(self) -> Mapping:
        """Return how the list is read."""
        return replace(
            self._known,
            uses=tuple(one.use for one in self.columns),
            nationality=self.nationality.value().upper() or "UTO",
            passport_kind=self.kind.value() or PassportKind.ORDINARY,
            place_id=self.place.value(),
            name_order=self.order.value() or NameOrder.GIVEN_FIRST,
        )

    def problem(self) -> Message | None:
        """Return what somebody still has to say."""
        wrong = rules.mapping_problems(self.mapping())
        if wrong:
            return wrong[0]
        asked = next((one for one in self.columns if one.asks), None)
        if asked is None:
            return None
        asked.style.setFocus(Qt.FocusReason.OtherFocusReason)
        return msg("Column “{title}”: say which comes first, the day or the month.", title=asked.title)

    def _show_place(self, found: queries.Place | None) -> None:
        if found is not None:
            self.place.set_value(found.id, found.name)

    def _changed(self) -> None:
        self._touched()


def _present(hit: Any) -> Suggestion:
    return Suggestion(hit.id, hit.name, hit.above)
