"""A paper as it is: looked at, printed at true size, saved as PDF."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QPixmap
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from travel_desk.base.language import tr
from travel_desk.base.message import Message, Trouble
from travel_desk.shell import fonts, saving
from travel_desk.shell.buttons import ActionButton, Kind, hairline, label, make_action
from travel_desk.shell.context import Context, Said
from travel_desk.shell.fields.choice import Choice
from travel_desk.shell.over import OverDialog
from travel_desk.shell.printing import (
    DPI,
    PagePicture,
    check_printer,
    default_printer,
    draw_pages,
    print_pages,
    printers,
)

SCREEN_DPI = 110.0
MARGIN = 20  # pixels around each page


class PaperPreview(OverDialog):
    """Shows a finished paper.

    content: the PDF. file_name: offered when it is saved; no person's name in it.
    printing: action(desk, printer) -> Changed[bytes], the deed that journals a print and gives the bytes.
    saving: action(desk) -> Changed[bytes], likewise. Without them the bytes shown are used and nothing
    is journaled (a form that is no paper of the desk yet).
    """

    def __init__(
        self,
        context: Context,
        title: str,
        content: bytes,
        file_name: str,
        *,
        printing: Callable[..., Any] | None = None,
        saving: Callable[..., Any] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.context = context
        self.setWindowTitle(title)
        self._title, self._content, self._file_name = title, content, file_name
        self._printing, self._saving = printing, saving
        self._pages = QVBoxLayout()
        self._scroll = QScrollArea()
        self._message = label("", "danger", wrap=True)
        self._message.hide()
        self.print_action = make_action(tr("Print"), self.print, self, icon="print", shortcut="Ctrl+P")
        self.save_action = make_action(tr("Save as PDF…"), self.save, self, icon="save", shortcut="Ctrl+S")
        self.close_action = make_action(tr("Close"), self.reject, self, shortcut="Esc")
        self.printer = Choice[str]([(name, name) for name in printers()], self._last_printer())
        self._build()

    def open(self) -> None:
        """Open over the parent, and draw the pages off the thread."""
        parent = self.parentWidget()
        self.resize(fonts.scaled(1000), fonts.scaled(780))
        if parent is not None:
            self.dim()
            self.resize(min(self.width(), parent.width() - 48), min(self.height(), parent.height() - 48))
        super().open()
        ratio = self.devicePixelRatioF()
        self.context.compute(
            draw_pages, self._content, SCREEN_DPI * ratio, done=self._show, failed=self._failed, owner=self
        )

    def print(self) -> None:
        """Check the printer, do the deed, put the pages on paper."""
        self._say("")
        name = self.printer.value() or ""
        try:
            check_printer(name)
        except Trouble as error:
            self._failed(error)
            return
        self.context.settings.put("printer", name)
        self.print_action.setEnabled(False)
        if self._printing is None:
            self._draw_for_print(self._content)
        else:
            self.context.run(
                self._printing, name, done=self._draw_for_print, refused=self._failed, owner=self
            )

    def save(self) -> None:
        """Ask where, then do the deed and write the file."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self, tr("Save as PDF"), str(Path(folder) / self._file_name), "PDF (*.pdf)")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.fileSelected.connect(self.save_to)
        dialog.open()

    def save_to(self, path: str) -> None:
        """Do the deed and write the file, off the thread."""
        self._say("")

        place = Path(path)
        if self._saving is None:
            self.context.compute(
                saving.write, place, self._content, done=self._saved, failed=self._failed, owner=self
            )
        else:
            self.context.run(
                saving.by_deed(self._saving, place, self._content),
                done=lambda _content: self._saved(place),
                refused=self._failed,
                owner=self,
            )

    def message(self) -> str:
        """Return what stands in the problem line."""
        return self._message.text()

    def page_count(self) -> int:
        """Return how many pages are shown."""
        return self._pages.count()

    def _build(self) -> None:
        holder = QWidget()
        holder.setProperty("look", "desktop")
        self._pages = QVBoxLayout(holder)
        self._pages.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        self._pages.setSpacing(16)
        self._pages.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        scroll = self._scroll
        scroll.setProperty("look", "detail")
        scroll.setAccessibleName(self._title)
        scroll.setWidgetResizable(True)
        scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # the width stays the same
        scroll.setWidget(holder)
        footer = QFrame()
        footer.setProperty("look", "panel")
        row = QHBoxLayout(footer)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(8)
        row.addWidget(label(tr("Printer"), "label"))
        self.printer.setAccessibleName(tr("Printer"))
        self.printer.setMinimumWidth(fonts.scaled(180))
        if self.printer.count() == 0:
            self.printer.setPlaceholderText(tr("No printer found"))
            self.printer.setEnabled(False)
            self.print_action.setEnabled(False)
            self.print_action.setToolTip(tr("This workstation has no printer. Save as PDF instead."))
        row.addWidget(self.printer)
        row.addStretch(1)
        row.addWidget(ActionButton(self.close_action))
        row.addWidget(ActionButton(self.save_action))
        main = ActionButton(self.print_action, Kind.PRIMARY)
        main.setDefault(True)
        row.addWidget(main)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(scroll, 1)
        self._message.setContentsMargins(20, 8, 20, 8)
        column.addWidget(self._message)
        column.addWidget(hairline())
        column.addWidget(footer)

    def _last_printer(self) -> str:
        kept = self.context.settings.text("printer")
        return kept if kept in printers() else default_printer()

    def _show(self, pages: list[PagePicture]) -> None:
        ratio = self.devicePixelRatioF()
        room = int(max(100, self._scroll.viewport().width() - 2 * MARGIN - 2) * ratio)
        for number, page in enumerate(pages, 1):
            picture = QPixmap.fromImage(page.image)
            if picture.width() > room:
                picture = picture.scaledToWidth(room, Qt.TransformationMode.SmoothTransformation)
            picture.setDevicePixelRatio(ratio)
            sheet = QLabel()
            sheet.setPixmap(picture)
            sheet.setProperty("look", "page")
            sheet.setAccessibleName(tr("Page {number} of {count}", number=number, count=len(pages)))
            self._pages.addWidget(sheet, 0, Qt.AlignmentFlag.AlignHCenter)

    def _draw_for_print(self, content: bytes) -> None:
        self.context.compute(
            draw_pages, content, DPI, done=self._print_pages, failed=self._failed, owner=self
        )

    def _print_pages(self, pages: list[PagePicture]) -> None:
        name = self.printer.value() or ""
        try:
            print_pages(pages, name, self._file_name)
        except Trouble as error:
            self._failed(error)
            return
        self.print_action.setEnabled(True)
        self.context.toast(tr("Sent to {printer}", printer=name))

    def _saved(self, path: Path) -> None:
        self.context.toast(tr("Saved as {name}", name=path.name))

    def _failed(self, error: Said) -> None:
        self.print_action.setEnabled(True)
        self._say(error.message)

    def _say(self, message: Message | str) -> None:
        text = tr(message) if isinstance(message, Message) else message
        self._message.setText(text)
        self._message.setVisible(bool(text))


def open_folder(path: Path) -> None:
    """Show a folder in the computer's own program for files."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
