"""Files given with a request or a decision: chosen or dropped, read off the thread, kept in memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFocusEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QToolButton, QWidget

from travel_desk.base.language import tr
from travel_desk.base.message import Refused, Trouble, msg
from travel_desk.shell import fonts, icons
from travel_desk.shell.buttons import IconLabel, Kind, button, label
from travel_desk.shell.context import Context, Said
from travel_desk.shell.fields.note import FieldNote, Level
from travel_desk.shell.flow import FlowLayout

LARGEST = 20_000_000


@dataclass(frozen=True, slots=True)
class GivenFile:
    """One file: its name without folder, and its bytes."""

    name: str
    content: bytes


def read_file(path: Path) -> GivenFile:
    """Return a file; raises Refused if it is empty or over 20 MB, Trouble if it can't be read."""
    try:
        size = path.stat().st_size
        if not path.is_file():  # a folder; or a pipe or device, whose reading might never end
            raise OSError("no file")
        if size > LARGEST:
            raise Refused(msg("{name} is over 20 MB. Scan it with a lower resolution.", name=path.name))
        content = path.read_bytes()
    except (OSError, ValueError):  # ValueError: a path that no file can have
        raise Trouble(msg("{name} can't be read. Copy it to this computer and try again.", name=path.name))
    if not content:
        raise Refused(msg("{name} is empty. Choose another file.", name=path.name))
    return GivenFile(path.name, content)


class FilesField(QWidget):
    """Files as tokens and a button that attaches more. `kinds` is a filter of the file dialog."""

    changed = Signal()

    def __init__(
        self, context: Context, button_text: str = "", kinds: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context, self._kinds = context, kinds
        self._files: list[tuple[GivenFile, QFrame]] = []
        self._note: FieldNote | None = None
        self.setAcceptDrops(True)
        self._flow = FlowLayout(self, 6)
        self.attach = button(button_text or tr("Attach File…"), self.choose, Kind.FLAT, "attach")
        self._flow.addWidget(self.attach)

    def set_note(self, note: FieldNote) -> None:
        """Give the field the note in which it says what it can't read."""
        self._note = note

    def value(self) -> list[GivenFile]:
        """Return the files."""
        return [file for file, _ in self._files]

    def set_value(self, files: Sequence[GivenFile]) -> None:
        """Show other files."""
        for file, _ in list(self._files):
            self.remove(file)
        for file in files:
            self.add(file)

    def choose(self) -> None:
        """Ask for files."""
        dialog = QFileDialog(self, tr("Attach File"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        if self._kinds:
            dialog.setNameFilter(self._kinds)
        dialog.filesSelected.connect(self.take)
        dialog.open()

    def take(self, paths: Sequence[str]) -> None:
        """Read files by their paths, off the thread, and add them."""
        for path in paths:
            self._context.compute(read_file, Path(path), done=self.add, failed=self._failed, owner=self)

    def add(self, file: GivenFile) -> None:
        """Add one file; the same content twice is kept once."""
        if file in self.value():
            return
        token = QFrame()
        token.setProperty("look", "file")
        row = QHBoxLayout(token)
        row.setContentsMargins(8, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(IconLabel("attach", "text", 13))
        row.addWidget(label(file.name))
        off = QToolButton()
        off.setProperty("kind", "icon")
        off.setIcon(icons.icon("close", "muted"))
        off.setIconSize(QSize(fonts.scaled(13), fonts.scaled(13)))
        off.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        off.setAccessibleName(tr("Take Off {name}", name=file.name))
        off.clicked.connect(lambda: self.remove(file))
        row.addWidget(off)
        self._flow.insert(len(self._files), token)
        self._files.append((file, token))
        QWidget.setTabOrder(self.attach.previousInFocusChain() or self, off)
        if self._note is not None:
            self._note.clear()
        self.changed.emit()

    def remove(self, file: GivenFile) -> None:
        """Take one file off."""
        for known in [known for known in self._files if known[0] is file]:
            self._files.remove(known)
            self._flow.removeWidget(known[1])
            known[1].hide()
            known[1].deleteLater()
        self.changed.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard on; a focus proxy would catch Tab in a circle."""
        self.attach.setFocus(event.reason())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept files."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add the files dropped."""
        self.take([url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()])

    def _failed(self, error: Said) -> None:
        if self._note is not None:
            self._note.say(tr(error.message), Level.ERROR)
        else:
            self._context.toast(tr(error.message))
