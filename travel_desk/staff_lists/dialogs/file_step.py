"""The first step: which file, whose list, of which day; what was found in it, and its first rows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QCompleter, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from travel_desk.base.language import tr
from travel_desk.shell import fonts
from travel_desk.shell.buttons import button, label
from travel_desk.shell.context import Context, Said
from travel_desk.shell.fields import Choice, DateField, TextField, columns, labelled
from travel_desk.shell.page import EmptyState
from travel_desk.staff_lists import actions, queries
from travel_desk.staff_lists.actions import Looked
from travel_desk.staff_lists.dialogs.parts import Sheet
from travel_desk.staff_lists.rules import as_text

_SHOWN = 60
_ENCODINGS = (
    "utf-8", "utf-16-le", "utf-16-be", "cp1251", "cp1252", "cp1250", "cp1256", "cp1253", "cp1254", "koi8-r",
    "iso8859-5", "iso8859-6", "iso8859-15", "cp866",
)  # fmt: skip


class FileStep(QWidget):
    """Choosing a file. looked: called with what was found in it, None while it is being looked at."""

    def __init__(
        self,
        context: Context,
        looked: Callable[[Looked | None], object],
        failed: Callable[[Said], object],
    ) -> None:
        super().__init__()
        self.context, self._looked, self._failed = context, looked, failed
        self.found: Looked | None = None
        self.path = TextField(hint=tr("CSV or XLSX"), length=1000)
        self.choose = button(tr("Choose File…"), self._choose)
        self.source = TextField(hint=tr("Ministry of Water"), length=120)
        self.day = DateField(context.clock, context.clock.today())
        self.encoding: Choice[str] = Choice([("", "–")])
        self.separator: Choice[str] = Choice(_separators(";"))
        self.sheet: Choice[str] = Choice([("", "–")])
        self.header: Choice[int] = Choice(_header_rows(1), 1)
        self.notes = label("", "small", wrap=True)
        self.preview = Sheet(tr("First rows of the file"))
        self._rest = QTimer(self, singleShot=True, interval=350)
        self._rest.timeout.connect(self.look)
        self._filling = False
        self._build()
        self.path.changed.connect(self._touched)
        self.source.editingFinished.connect(self._touched)
        for field in (self.encoding, self.separator, self.sheet, self.header):
            field.changed.connect(self._touched)
        context.read(queries.sources, done=self._offer, owner=self)

    def _build(self) -> None:
        chooser = QWidget()
        row = QHBoxLayout(chooser)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.path, 1)
        row.addWidget(self.choose)
        self.file = labelled(tr("Staff list"), chooser)
        self.path.setAccessibleName(tr("Staff list"))
        self.from_source = labelled(tr("Whose list it is"), self.source)
        self.of_day = labelled(tr("Day of the list"), self.day)
        self.csv = columns(
            [labelled(tr("Encoding"), self.encoding), labelled(tr("Separator"), self.separator)]
        )
        self.xlsx = labelled(tr("Sheet"), self.sheet)
        self.head = labelled(tr("Row of the header"), self.header)
        self.facts = columns([(self.csv, 2), (self.xlsx, 2), self.head])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(columns([(self.file, 3), (self.from_source, 2), self.of_day]))
        column.addWidget(self.facts)
        column.addWidget(self.notes)
        self.nothing = EmptyState(
            tr("Choose the file as the ministry sent it"),
            tr("It is looked at and judged row by row. Nothing is written before the last step."),
            "in",
        )
        column.addWidget(self.preview, 1)
        column.addWidget(self.nothing, 1)
        self._show_facts(False)
        self._say("")

    def choice(self) -> actions.Choice:
        """Return what was set instead of what was found."""
        if self.found is None or str(self.found.path) != self.path.value():
            return actions.Choice()
        return actions.Choice(
            self.encoding.value() or "",
            self.separator.value() or "",
            self.sheet.value() or "",
            self.header.value() or 0,
        )

    def name(self) -> str:
        """Return whose list it is; without a name, the file's own."""
        return self.source.value() or (self.found.path.stem if self.found else "")

    def list_day(self) -> date | None:
        """Return the day of the list."""
        return self.day.day()

    def look(self) -> None:
        """Look at the file that is named, with what was set."""
        self._rest.stop()
        path = self.path.value()
        if not path:
            return
        self._looked(None)
        self.context.read(
            actions.look,
            Path(path),
            self.choice(),
            self.source.value(),
            done=self._show,
            failed=self._fail,
            channel="staff-list-look",
            owner=self,
        )

    def collect(self) -> dict[str, Any]:
        """Return what a draft keeps."""
        day, choice = self.day.day(), self.choice()
        return {
            "path": self.path.value(),
            "source": self.source.value(),
            "day": day.isoformat() if day else "",
            "choice": [choice.encoding, choice.separator, choice.sheet, choice.header_row],
        }

    def restore(self, content: dict[str, Any]) -> None:
        """Fill the fields from a draft and look at the file again."""
        self._filling = True
        self.path.set_value(content["path"])
        self.source.set_value(content["source"])
        self.day.set_day(date.fromisoformat(content["day"]) if content["day"] else None)
        self._filling = False
        self.look()

    def _touched(self) -> None:
        if not self._filling:
            self._rest.start()

    def _show(self, found: Looked) -> None:
        self.found, of = found, found.found
        self._filling = True
        try:
            self._show_facts(True)
            names = list(dict.fromkeys([of.encoding or "utf-8", *_ENCODINGS]))
            self.encoding.set_choices([(name, _encoding_words(name)) for name in names], of.encoding)
            self.separator.set_choices(_separators(of.separator), of.separator)
            self.sheet.set_choices([(name, name) for name in of.sheets], of.sheet)
            self.header.set_choices(_header_rows(of.header_row), of.header_row)
        finally:
            self._filling = False
        shown = found.first[:_SHOWN]
        self.preview.show_rows(
            of.columns, [(line.number, [as_text(cell) for cell in line.cells]) for line in shown]
        )
        self._say("\n".join(tr(note) for note in of.notes))
        self._looked(found)

    def _fail(self, error: Said) -> None:
        self.found = None
        self._show_facts(False)
        self.preview.show_rows([], [])
        self._failed(error)

    def _show_facts(self, on: bool) -> None:
        kind = self.found.found.kind if on and self.found else ""
        self.csv.setVisible(kind == "csv")
        self.xlsx.setVisible(kind == "xlsx")
        self.head.setVisible(on)
        self.facts.setVisible(on)
        self.preview.setVisible(on)
        self.nothing.setVisible(not on)
        if not on:
            self._say("")

    def _say(self, text: str) -> None:
        self.notes.setText(text)
        self.notes.setVisible(bool(text))

    def _offer(self, names: list[str]) -> None:
        completer = QCompleter(names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.source.setCompleter(completer)

    def _choose(self) -> None:
        dialog = QFileDialog(self, tr("Choose a Staff List"), str(Path(self.path.value() or ".").parent))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([tr("Staff lists (*.csv *.xlsx *.txt)"), tr("All files (*)")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.path.set_value)
        dialog.resize(fonts.scaled(760), fonts.scaled(480))
        dialog.open()


def _encoding_words(name: str) -> str:
    words = {
        "utf-8": "UTF-8", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16 BE", "cp1251": "Windows-1251",
        "cp1252": "Windows-1252", "cp1250": "Windows-1250", "cp1256": "Windows-1256",
        "cp1253": "Windows-1253", "cp1254": "Windows-1254", "koi8-r": "KOI8-R", "cp866": "DOS 866",
    }  # fmt: skip
    return words.get(name, name.upper())


def _header_rows(found: int) -> list[tuple[int, str]]:
    return [(row, tr("Row {number}", number=str(row))) for row in range(1, max(30, found) + 1)]


def _separators(found: str) -> list[tuple[str, str]]:
    known = [
        (";", tr("Semicolon ;")),
        (",", tr("Comma ,")),
        ("\t", tr("Tab")),
        ("|", tr("Bar |")),
    ]
    if found and found not in [sign for sign, _ in known]:
        known.append((found, found))
    return known
