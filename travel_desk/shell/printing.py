"""Printing of finished papers: pages drawn by PDFium, put on the sheet at their true size."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from travel_desk.base.message import Trouble, msg

DPI = 300  # of a page drawn for a printer: each module of a check code is still 5 dots wide
_pdfium = Lock()  # PDFium must not be entered by two threads


@dataclass(frozen=True, slots=True)
class PagePicture:
    """One page as a picture; width and height in points (1/72 inch)."""

    image: QImage
    width: float
    height: float


def draw_pages(content: bytes, dpi: float) -> list[PagePicture]:
    """Return all pages of a PDF, drawn on white at `dpi`; for a reader thread.

    Raises Trouble if the file can't be drawn.
    """
    import pypdfium2  # type: ignore[import-untyped]  # late: not needed before a paper is looked at

    with _pdfium:
        try:
            document = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError:
            raise Trouble(msg("This paper can't be drawn: its file is damaged. Restore it from a backup."))
        try:
            # Without this the visible stamp of a signature, which is a form field, would not be drawn.
            document.init_forms()
            return [_draw(page, dpi) for page in document]
        finally:
            document.close()


def _draw(page: object, dpi: float) -> PagePicture:
    width, height = page.get_size()  # type: ignore[attr-defined]
    bitmap = page.render(scale=dpi / 72, may_draw_forms=True, fill_color=(255, 255, 255, 255))  # type: ignore[attr-defined]
    shape = QImage.Format.Format_BGR888 if bitmap.n_channels == 3 else QImage.Format.Format_RGB32
    image = QImage(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, shape).copy()
    return PagePicture(image, width, height)


def printers() -> list[str]:
    """Return the names of the printers of this computer."""
    return list(QPrinterInfo.availablePrinterNames())


def default_printer() -> str:
    """Return the name of the computer's own choice, empty where there is none."""
    return QPrinterInfo.defaultPrinterName()


def check_printer(name: str) -> None:
    """Raise Trouble if the printer is unknown, gone or in error.

    Qt itself would silently print to another one.
    """
    info = QPrinterInfo.printerInfo(name)
    if not name or info.isNull():
        if not name:
            raise Trouble(msg("No printer is chosen. Choose one, or save the paper as PDF."), field="printer")
        raise Trouble(
            msg("The printer {name} is not there. Switch it on, choose another, or save as PDF.", name=name),
            field="printer",
        )
    if info.state() == QPrinter.PrinterState.Error:
        raise Trouble(
            msg("The printer {name} reports an error. Look at it, or choose another printer.", name=name),
            field="printer",
        )


def print_pages(pages: list[PagePicture], name: str, title: str, copies: int = 1) -> None:
    """Print pages at their true size; raises Trouble as `check_printer` does, or if printing fails.

    title: what the queue shows; it must name no person.
    """
    check_printer(name)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPrinterName(name)
    put_on(printer, pages, title, copies)


def put_on(printer: QPrinter, pages: list[PagePicture], title: str, copies: int = 1) -> None:
    """Draw pages on a printer that is set up (a queue, or a PDF file in tests)."""
    printer.setDocName(title)
    printer.setResolution(DPI)
    printer.setCopyCount(copies)
    printer.setFullPage(True)
    _set_page(printer, pages[0])
    painter = QPainter()
    if not painter.begin(printer):
        raise Trouble(
            msg("The printer did not take the paper. Look at it, then print again."), field="printer"
        )
    try:
        for at, page in enumerate(pages):
            if at:
                _set_page(printer, page)
                if not printer.newPage():
                    raise Trouble(msg("The printer stopped. Look at it, then print again."), field="printer")
            dots = printer.resolution() / 72
            painter.drawImage(QRectF(0, 0, page.width * dots, page.height * dots), page.image)
    finally:
        painter.end()


def _set_page(printer: QPrinter, page: PagePicture) -> None:
    upright = page.width <= page.height
    size = QSizeF(page.width, page.height) if upright else QSizeF(page.height, page.width)
    layout = QPageLayout(
        QPageSize(size, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch),
        QPageLayout.Orientation.Portrait if upright else QPageLayout.Orientation.Landscape,
        QMarginsF(0, 0, 0, 0),
    )
    layout.setMode(QPageLayout.Mode.FullPageMode)
    printer.setPageLayout(layout)
