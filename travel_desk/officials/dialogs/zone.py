"""The panel of a booklet's machine-readable zone: what is printed beside what is entered."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import (
    QCheckBox,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from travel_desk.base.language import tr
from travel_desk.mrz import Reading, Zone, looks_like_zone, read
from travel_desk.officials.dialogs.zone_table import ZoneTable
from travel_desk.officials.rules import PassportKind, zones
from travel_desk.officials.rules.zones import Compared, Match, Value
from travel_desk.shell import fonts
from travel_desk.shell.buttons import Kind, button, label
from travel_desk.shell.context import Context
from travel_desk.shell.dialog import DeedDialog
from travel_desk.shell.fields import Choice, FieldNote, Level, TextArea
from travel_desk.shell.fields.note import Labelled

_WIDTH = 348


@dataclass(frozen=True)
class Slot:
    """A field of the dialog that a zone speaks of: how it is asked and filled.

    fill: None where the value comes from the register and is not this dialog's to change. labelled: where
    a wrong check digit is marked.
    """

    value: Callable[[], Value]
    fill: Callable[[Any], object] | None = None
    labelled: Labelled | None = None


class ZonePanel(QWidget):
    """Takes the lines of a zone, by a reader or pasted, fills what is empty and shows what differs.

    Nothing that a person entered is overwritten before they press Take What Is Printed. After a wrong check
    digit the deed waits until they say that they compared. caption: the heading of what is not printed.
    kind: the choice of the passport's kind, set where the zone tells it. fills: False where the fields come
    filled from the register, to be compared first.
    """

    def __init__(
        self,
        dialog: DeedDialog,
        context: Context,
        slots: Mapping[str, Slot],
        caption: str,
        kind: Choice[PassportKind] | None = None,
        *,
        fills: bool = True,
    ) -> None:
        super().__init__()
        self.context, self._slots, self._kind, self._fills = context, dict(slots), kind, fills
        self._defaults = {name: slot.value() for name, slot in self._slots.items()}
        self.reading: Reading | None = None
        self.lines = TextArea(lines=3, length=400, hint=tr("Lines of the zone"))
        self.lines.setProperty("look", "zone")
        self.lines.setFont(fonts.mono(11))
        self.lines.setFixedHeight(3 * fonts.scaled(15) + 10)
        self.lines.setWordWrapMode(QTextOption.WrapMode.NoWrap)
        self.lines.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.lines.setAccessibleName(tr("Machine-readable zone"))
        self.verdict = FieldNote(self.lines)
        self.take = button(tr("Take What Is Printed"), self._take_all, Kind.FLAT, "arrow-left")
        self.compared = QCheckBox(tr("Compared with the booklet"))
        self._build(caption)
        dialog.field("zone_compared", self.compared, watch=False)
        dialog.field("zone", self.lines)
        self.lines.changed.connect(self._typed)
        self.compared.toggled.connect(self.refresh)
        for slot in self._slots.values():
            if slot.labelled is not None and hasattr(slot.labelled.field, "changed"):
                slot.labelled.field.changed.connect(self.refresh)
        self._stand_in(dialog)

    def give(self, text: str) -> bool:
        """Take what a reader scanned; False where it is no zone."""
        if not looks_like_zone(text):
            return False
        self.lines.set_value(read(text, self.context.clock.today()).text)
        return True

    def text(self) -> str:
        """Return the lines, for a draft."""
        return self.lines.value()

    def restore(self, text: str) -> None:
        """Show the lines of a draft, whose fields hold already what was taken from them."""
        self.lines.blockSignals(True)
        self.lines.set_value(text)
        self.lines.blockSignals(False)
        self._read(fill=False)

    def complete(self, dialog: DeedDialog) -> bool:
        """Tell whether the deed may go on: after a wrong check digit a person must have compared."""
        if not self._is_wrong() or self.compared.isChecked():
            return True
        dialog.problem(
            tr("Compare each field with the booklet, then tick “Compared with the booklet”."), "zone_compared"
        )
        return False

    def refresh(self) -> None:
        """Show anew what is entered beside what is printed."""
        found = self._compared()
        self.take.setVisible(any(one.match is Match.DIFFERS and self._can_fill(one.field) for one in found))
        self.table.show_values(found)
        self._mark()

    # -- inside ---------------------------------------------------------------------------------

    def _stand_in(self, dialog: DeedDialog) -> None:
        """Stand at the trailing edge of the dialog, scrolling where the window is low."""
        scroll = QScrollArea()
        scroll.setProperty("look", "side")
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setAccessibleName(tr("What is printed"))
        # With the keyboard one comes here only where there is something to scroll.
        keys = (Qt.FocusPolicy.NoFocus, Qt.FocusPolicy.TabFocus)
        bar = scroll.verticalScrollBar()
        bar.rangeChanged.connect(lambda _least, most: scroll.setFocusPolicy(keys[most > 0]))
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self)
        for see_through in (self, scroll.viewport()):
            see_through.setAutoFillBackground(False)
        dialog.side.setContentsMargins(14, 14, 0, 0)
        dialog.side.setAlignment(Qt.AlignmentFlag(0))
        dialog.side.addWidget(scroll, 1)
        panel = dialog.side.parentWidget()
        if panel is not None:
            panel.setFixedWidth(fonts.scaled(_WIDTH))

    def _build(self, caption: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 16, 16)
        column.setSpacing(8)
        column.addWidget(label(tr("Machine-readable zone"), "group"))
        hint = tr("Scan the lines below the photograph, or paste them here.")
        column.addWidget(label(hint, "muted", wrap=True))
        column.addWidget(self.lines)
        column.addWidget(self.verdict)
        column.addWidget(self.compared)
        self.table = ZoneTable(caption, set(self._slots))
        column.addWidget(self.take, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.table)
        column.addStretch(1)
        for widget in (self.table, self.take, self.compared):
            widget.hide()

    def _typed(self) -> None:
        self._read(fill=True)

    def _read(self, *, fill: bool) -> None:
        text = self.lines.value()
        reading = read(text, self.context.clock.today()) if text else None
        unlike = self.reading is None or reading is None or reading.text != self.reading.text
        if unlike:
            self.compared.setChecked(False)
        self.reading = reading
        zone = self._zone()
        if zone is not None and fill and self._fills:
            self._fill([one for one in self._compared() if self._may_fill(one)])
            kind = zones.printed_kind(zone)
            if self._kind is not None and kind is not None:
                self._kind.set_value(kind)
        self._say()
        self.table.setVisible(zone is not None)
        self.compared.setVisible(self._is_wrong())
        self.refresh()

    def _zone(self) -> Zone | None:
        """Return the zone of a passport or card; None for a visa's and for what is none."""
        zone = self.reading.zone if self.reading is not None else None
        return None if zone is None or zones.is_visa(zone) else zone

    def _is_wrong(self) -> bool:
        return self._zone() is not None and self.reading is not None and not self.reading.valid

    def _compared(self) -> Sequence[Compared]:
        zone = self._zone()
        if zone is None:
            return ()
        return zones.compare(zone, {name: slot.value() for name, slot in self._slots.items()})

    def _may_fill(self, one: Compared) -> bool:
        """Tell whether a field holds nothing of a person's own: it is empty or as the dialog came."""
        return not one.entered or one.entered == self._defaults.get(one.field)

    def _can_fill(self, field: str) -> bool:
        return field in self._slots and self._slots[field].fill is not None

    def _fill(self, wanted: Sequence[Compared]) -> None:
        for one in wanted:
            slot = self._slots.get(one.field)
            if slot is not None and slot.fill is not None and one.printed and one.match is not Match.SAME:
                slot.fill(one.printed)
                self._defaults[one.field] = one.printed  # the next zone may write over it

    def _take_all(self) -> None:
        self._fill([one for one in self._compared() if one.match is Match.DIFFERS])
        self.refresh()
        self.lines.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self) -> None:
        """Say what came of reading the lines."""
        reading = self.reading
        if reading is None:
            self.verdict.clear()
        elif reading.zone is not None and self._zone() is None:
            self.verdict.say(tr(zones.NOT_A_PASSPORT), Level.WARNING)
        elif reading.valid:
            self.verdict.say(tr("Every check digit is right."), Level.OK)
        else:
            self.verdict.say("\n".join(tr(problem.message) for problem in reading.problems), Level.WARNING)

    def _wrong_fields(self) -> set[str]:
        """Return the fields of the dialog that were misread, until a person compared."""
        if not self._is_wrong() or self.compared.isChecked() or self.reading is None:
            return set()
        return {zones.field_of(problem.field) for problem in self.reading.problems}

    def _mark(self) -> None:
        """Mark the misread fields, where nothing else is said of them, and no others."""
        wrong, mark = self._wrong_fields(), tr("Misread: compare it with the booklet.")
        for name, slot in self._slots.items():
            if slot.labelled is None:
                continue
            note = slot.labelled.note
            if name in wrong and not note.text():
                note.say(mark, Level.WARNING)
            elif name not in wrong and note.text() == mark:
                note.clear()
