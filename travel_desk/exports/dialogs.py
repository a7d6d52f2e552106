"""The dialog that exports a list: kind of file, where to, the question as it will stand on the file."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QFrame, QHBoxLayout, QProgressBar, QVBoxLayout
from shiboken6 import isValid

from travel_desk.base.language import tr, trn
from travel_desk.base.message import Refused
from travel_desk.exports import actions, rules
from travel_desk.exports.rules import Column, ExportOrder, Kind, Part, Written
from travel_desk.shell import fonts
from travel_desk.shell.buttons import button, label
from travel_desk.shell.context import Context, Said
from travel_desk.shell.dialog import DeedDialog
from travel_desk.shell.fields import Choice, TextField, labelled
from travel_desk.shell.page import ListPage

CHUNK = 500  # rows fetched at a time
_CHANNEL = "export"


class _Bridge(QObject):
    """Brings how far the work is from its thread to the window; `stop` is read there."""

    told = Signal(int, int)
    stop = False

    def tell(self, done: int, of: int) -> None:
        """Say how far it is; raises Trouble where the user stopped it."""
        if self.stop:
            raise actions.stopped()
        self.told.emit(done, of)


class ExportDialog(DeedDialog):
    """Export what a page's list answers now: counted when the dialog opens, asked anew by id."""

    def __init__(self, context: Context, page: ListPage) -> None:
        super().__init__(
            context, tr("Export List"), primary=tr("Export List"), secondary=tr("Close"), parent=page,
            width=560,
        )  # fmt: skip
        self._page = page
        self._ids: Sequence[int] = ()
        self._question = page.question_lines()
        self._stamp = tr(
            "Exported {moment} by {name}", moment=context.clock.now(), name=context.desk.session.name
        )
        self._bridge = _Bridge()
        self._bridge.told.connect(self._show_progress)
        self.kind = Choice([(kind, tr(kind.label)) for kind in Kind], Kind.XLSX)
        self.path = TextField(self._suggested(), tr("Whole path of the file"), length=1000)
        self.replace = QCheckBox(tr("Replace the file that stands there"))
        self.replace.hide()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(fonts.scaled(6))
        self.bar.setAccessibleName(tr("Lines written"))
        self.bar.hide()
        self._lay_out()
        self.kind.changed.connect(self._kind_changed)
        self.path.changed.connect(self._path_changed)
        ask = page.ask_exported_ids()
        self.do.setEnabled(False)
        self._say_count(tr("Counting…"))
        context.read(ask.query, *ask.args, done=self._counted, failed=self._refused, owner=self)

    def submit(self) -> None:
        """Write the file beside its place, off the writer's thread; the deed follows."""
        kind = self.kind.value() or Kind.XLSX
        try:
            path = rules.target(self.path.value(), kind, str(self.context.desk.folder.absolute()))
            order = self._order(kind, path)
            rules.check_order(order, path.exists())
        except Refused as error:
            self._refused(error)
            return
        except OSError:  # the name is longer than the disk takes, or its folder may not be looked into
            self.problem(tr("There can be no file of this name. Choose another one."), "path")
            return
        self.clear_problem()
        self.set_busy(True)
        self.leave.setText(tr("Stop"))
        self._bridge.stop = False
        self.bar.setRange(0, 100)
        self.bar.setValue(0)
        self.bar.show()
        # No bound method: a file written for a dialog that has gone must be taken away again.
        self.context.read(
            actions.write_list, order, self._bridge.tell, done=lambda written: _finish(self, written),
            failed=self._stopped, channel=_CHANNEL,
        )  # fmt: skip

    def reject(self) -> None:
        """Close; while the list is being written, stop that first."""
        if self._busy:
            self._bridge.stop = True
            return
        super().reject()

    def choose(self) -> None:
        """Ask where to by the usual dialog, which also asks whether a file may be replaced."""
        kind = self.kind.value() or Kind.XLSX
        dialog = QFileDialog(self, tr("Export List"), self.path.value(), f"{tr(kind.label)} (*.{kind.value})")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(kind.value)
        dialog.fileSelected.connect(self.chosen)
        dialog.open()

    def chosen(self, path: str) -> None:
        """Take a path from the file dialog, where replacing was agreed to if need be."""
        self.path.set_value(path)
        self.replace.setChecked(Path(path).exists())
        self.replace.setVisible(self.replace.isChecked())

    # -- parts -----------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.body.addWidget(label(tr("Stands above the list in the file"), "caption"))
        card = QFrame()
        card.setProperty("look", "card")
        lines = QVBoxLayout(card)
        lines.setContentsMargins(12, 10, 12, 10)
        lines.setSpacing(4)
        lines.addWidget(label(self._page.title(), "strong"))
        for line in (*self._question, self._stamp):
            lines.addWidget(label(line, "muted", wrap=True))
        self.body.addWidget(card)
        self.body.addWidget(self.field("kind", labelled(tr("Kind of file"), self.kind)))
        file = QHBoxLayout()
        file.setSpacing(8)
        file.addWidget(self.field("path", labelled(tr("File"), self.path)), 1)
        beside = QVBoxLayout()
        beside.addSpacing(fonts.scaled(17))  # the caption above the field
        beside.addWidget(button(tr("Choose File…"), self.choose))
        beside.addStretch(1)
        file.addLayout(beside)
        self.body.addLayout(file)
        self.body.addWidget(self.field("replace", self.replace))
        self.body.addWidget(self.bar)
        self.body.addStretch(1)

    def _suggested(self) -> str:
        """Return a file in the folder of the last export, else among the documents, else at home."""
        of = QStandardPaths.StandardLocation
        folders = [
            self.context.settings.text("export_folder"),
            *(QStandardPaths.writableLocation(one) for one in (of.DocumentsLocation, of.HomeLocation)),
        ]
        folder = next((one for one in folders if one and Path(one).is_dir()), "")
        name = rules.suggested_name(self._page.title(), self.context.clock.today(), Kind.XLSX)
        return str(Path(folder) / name)

    def _order(self, kind: Kind, path: Path) -> ExportOrder:
        page = self._page
        parts = []
        for at in range(0, len(self._ids), CHUNK):
            ids = list(self._ids[at : at + CHUNK])
            ask = page.ask_export(ids)
            parts.append(Part(ids, ask.query, ask.args))
        columns = tuple(Column(one.title, one.value, one.kind) for one in page.export_columns())
        return ExportOrder(
            page.key, kind, path, page.title(), self._question, self._stamp, columns, tuple(parts),
            page.export_persons, self.replace.isChecked(),
        )  # fmt: skip

    def _counted(self, ids: Sequence[int]) -> None:
        self._ids = ids
        self._say_count(trn("{count} line", "{count} lines", len(ids)))
        self.do.setEnabled(True)

    def _path_changed(self) -> None:
        self.replace.setChecked(False)
        self.replace.hide()

    def _kind_changed(self) -> None:
        kind, path = self.kind.value(), Path(self.path.value())
        if kind is not None and path.suffix.lower() in {f".{one.value}" for one in Kind}:
            self.path.set_value(str(path.with_suffix(f".{kind.value}")))

    def _show_progress(self, done: int, of: int) -> None:
        self.bar.setValue(done * 100 // of)
        self._say_count(tr("{count} of {total}", count=done, total=of))

    def _stopped(self, error: Said) -> None:
        if isValid(self):
            self._rest()
            self._refused(error)

    def _rest(self) -> None:
        self.set_busy(False)
        self.bar.hide()
        self.leave.setText(tr("Close"))
        self._say_count(trn("{count} line", "{count} lines", len(self._ids)))

    def _say_count(self, text: str) -> None:
        self.footnote(text, self._page.icon, "muted")

    def _refused(self, error: Said) -> None:
        if error.field == "replace":
            self.replace.show()
        super()._refused(error)
        self.grow()

    def _end(self, written: Written) -> None:
        self._rest()
        if self._bridge.stop:
            actions.discard(written)
            self._refused(actions.stopped())
            return
        self.run(actions.export_list, written, done=partial(self._tell, written.order.path))

    def _tell(self, path: Path, rows: int) -> None:
        self.context.settings.put("export_folder", str(path.parent))
        text = trn(
            "{count} line exported to {name}", "{count} lines exported to {name}", rows, name=path.name
        )
        self.context.toast(text)


def _finish(dialog: ExportDialog, written: Written) -> None:
    if isValid(dialog):
        dialog._end(written)
    else:
        actions.discard(written)
