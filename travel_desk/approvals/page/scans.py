"""The scans of decision papers: looked at, printed and saved, which the journal records."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from travel_desk.approvals import actions
from travel_desk.approvals.queries import File
from travel_desk.base.language import tr
from travel_desk.shell import saving
from travel_desk.shell.buttons import ActionButton, button, make_action
from travel_desk.shell.context import Context
from travel_desk.shell.over import OverDialog
from travel_desk.shell.preview import PaperPreview


def show_scan(context: Context, scan: File, content: bytes, parent: QWidget) -> None:
    """Show a PDF or a picture in the program; ask where to save what is neither."""
    picture = QPixmap()
    if content.startswith(b"%PDF"):
        preview = PaperPreview(
            context,
            scan.name,
            content,
            scan.name,
            printing=lambda desk, printer: actions.save_file(desk, scan.id, printer),
            saving=lambda desk: actions.save_file(desk, scan.id),
            parent=parent,
        )
        for action in (preview.print_action, preview.save_action):
            action.setEnabled(context.allowed("save_file"))
        preview.open()
    elif picture.loadFromData(content):
        _PictureDialog(context, scan, content, picture, parent).open()
    else:
        save_scan(context, scan, content, parent)


def save_scan(context: Context, scan: File, content: bytes, parent: QWidget) -> None:
    """Ask where a scan is to be saved, do the deed, write the file."""
    if not context.allowed("save_file"):
        context.toast(tr("{name} is no picture and no PDF: it can't be shown here.", name=scan.name))
        return
    dialog = QFileDialog(parent, tr("Save Scan"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.selectFile(scan.name)
    dialog.fileSelected.connect(partial(_save, context, scan, content, parent))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def _save(context: Context, scan: File, content: bytes, parent: QWidget, path: str) -> None:
    context.run(
        saving.by_deed(lambda desk: actions.save_file(desk, scan.id), Path(path), content),
        done=lambda _: context.toast(tr("File saved.")),
        owner=parent,
    )


class _PictureDialog(OverDialog):
    """A scanned picture, to be read, saved and closed."""

    def __init__(
        self, context: Context, scan: File, content: bytes, picture: QPixmap, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(scan.name)
        shown = QLabel()
        shown.setAccessibleName(scan.name)
        shown.setPixmap(picture)
        area = QScrollArea()
        area.setWidget(shown)
        self.save_action = make_action(
            tr("Save…"),
            lambda: save_scan(context, scan, content, self),
            self,
            icon="save",
            shortcut="Ctrl+S",
            enabled=context.allowed("save_file"),
        )
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(ActionButton(self.save_action))
        foot.addWidget(button(tr("Close"), self.reject))
        column = QVBoxLayout(self)
        column.addWidget(area, 1)
        column.addLayout(foot)
        self.resize(720, 560)
