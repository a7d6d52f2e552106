"""A paper is shown, printed at its true size, saved; a printer that is gone gets a sentence."""

import io
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot
from reportlab.lib.colors import black
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from tests.shell.conftest import Changed, Desk, World
from travel_desk.base.message import Refused, Trouble, msg
from travel_desk.shell import preview, printing
from travel_desk.shell.preview import PaperPreview
from travel_desk.shell.printing import check_printer, draw_pages, print_pages, put_on


@pytest.fixture(scope="module")
def slip() -> bytes:
    """Two A5 pages lying on their side; the first has a black square of 22 mm, 30 mm from the corner."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(210 * mm, 148 * mm))
    canvas.rect(30 * mm, 148 * mm - 52 * mm, 22 * mm, 22 * mm, stroke=0, fill=1)
    canvas.showPage()
    canvas.drawString(20, 20, "second")
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def dark_columns(content: bytes, dpi: int) -> tuple[float, float]:
    """Return left edge and width in mm of what is black on the first page."""
    image = draw_pages(content, dpi)[0].image
    y = round(41 / 25.4 * dpi)
    dark = [x for x in range(image.width()) if image.pixelColor(x, y).lightness() < 100]
    return dark[0] / dpi * 25.4, (dark[-1] - dark[0] + 1) / dpi * 25.4


def test_pages_are_drawn_on_white_in_their_size(slip: bytes) -> None:
    pages = draw_pages(slip, 72)
    assert len(pages) == 2
    assert (round(pages[0].width), round(pages[0].height)) == (595, 420)
    assert (pages[0].image.width(), pages[0].image.height()) == (596, 420)
    assert pages[0].image.pixelColor(2, 2).name() == "#ffffff"


def test_a_square_of_22_mm_is_printed_22_mm_wide(slip: bytes, tmp_path: Path, qapp: object) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    target = tmp_path / "printed.pdf"
    printer.setOutputFileName(str(target))
    put_on(printer, draw_pages(slip, printing.DPI), "TD-2026-000001")
    printed = target.read_bytes()
    left, wide = dark_columns(printed, 300)
    assert left == pytest.approx(30, abs=0.2)
    assert wide == pytest.approx(22, abs=0.2)
    document = pypdfium2.PdfDocument(printed)
    try:
        assert len(document) == 2
        assert document[0].get_size() == pytest.approx((595, 420), abs=1.5)
    finally:
        document.close()


def test_the_stamp_in_a_form_field_is_drawn_too(slip: bytes) -> None:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(100, 100))
    canvas.acroForm.checkbox(x=20, y=20, size=60, checked=True, fillColor=black, borderWidth=0)
    canvas.showPage()
    canvas.save()
    assert draw_pages(file.getvalue(), 72)[0].image.pixelColor(50, 50).lightness() < 100


def test_a_damaged_paper_says_so() -> None:
    with pytest.raises(Trouble, match="damaged"):
        draw_pages(b"not a paper", 72)


def test_an_unknown_printer_is_named_and_nothing_is_printed_elsewhere(slip: bytes, qapp: object) -> None:
    with pytest.raises(Trouble, match="Laser 7 is not there"):
        print_pages(draw_pages(slip, 72), "Laser 7", "TD-2026-000001")
    with pytest.raises(Trouble, match="No printer is chosen"):
        check_printer("")


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """Stand in for a queue: this computer has none."""
    made: list[tuple[str, int]] = []
    monkeypatch.setattr(preview, "printers", lambda: ["Laser 1"])
    monkeypatch.setattr(preview, "default_printer", lambda: "Laser 1")
    monkeypatch.setattr(preview, "check_printer", lambda _name: None)
    monkeypatch.setattr(preview, "print_pages", lambda pages, name, _title: made.append((name, len(pages))))
    return made


Opened = Callable[..., PaperPreview]


@pytest.fixture
def opened(qtbot: QtBot, world: World, slip: bytes) -> Opened:
    def make(**options: object) -> PaperPreview:
        dialog = PaperPreview(world.context, "Approval Slip", slip, "TD-2026-000001.pdf", **options)
        qtbot.addWidget(dialog)
        dialog.open()
        world.rest()
        return dialog

    return make


def test_the_preview_shows_every_page(opened: Opened) -> None:
    assert opened().page_count() == 2


def test_printing_is_a_deed_that_comes_before_the_paper(
    world: World, slip: bytes, printed: list[tuple[str, int]], opened: Opened
) -> None:
    def print_paper(desk: Desk, printer: str) -> Changed:
        desk.done.append(printer)
        return Changed({"papers"}, slip)

    dialog = opened(printing=print_paper)
    dialog.print_action.trigger()
    world.rest()
    world.rest()
    assert world.desk.done == ["Laser 1"]
    assert printed == [("Laser 1", 2)]
    assert world.context.settings.text("printer") == "Laser 1"
    assert world.toasts[-1][0] == "Sent to Laser 1"


def test_a_printer_that_is_gone_is_said_before_anything_is_journaled(
    world: World, monkeypatch: pytest.MonkeyPatch, opened: Opened
) -> None:
    monkeypatch.setattr(preview, "printers", lambda: ["Gone 3"])
    monkeypatch.setattr(preview, "default_printer", lambda: "Gone 3")
    dialog = opened(printing=lambda desk, printer: desk.done.append(printer))
    dialog.print_action.trigger()
    assert "Gone 3 is not there" in dialog.message()
    assert world.desk.done == []
    assert dialog.print_action.isEnabled()


def test_saving_writes_the_same_bytes_and_a_full_disk_is_said(
    world: World, slip: bytes, tmp_path: Path, opened: Opened
) -> None:
    def save_paper(desk: Desk) -> Changed:
        desk.done.append("saved")
        return Changed({"journal"}, slip)

    dialog = opened(saving=save_paper)
    dialog.save_to(str(tmp_path / "slip.pdf"))
    world.rest()
    world.rest()
    assert (tmp_path / "slip.pdf").read_bytes() == slip
    assert world.desk.done == ["saved"]
    dialog.save_to(str(tmp_path / "slip.pdf" / "below a file.pdf"))
    world.rest()
    world.rest()
    assert "can't be written" in dialog.message()
    assert world.desk.done == ["saved"]  # what was not written is not journaled
    assert [path.name for path in tmp_path.iterdir() if path.suffix != ".json"] == ["slip.pdf"]


def test_a_refused_save_leaves_no_file(world: World, tmp_path: Path, opened: Opened) -> None:
    def save_paper(_desk: Desk) -> Changed:
        raise Refused(msg("This paper is void. Issue it anew."))

    dialog = opened(saving=save_paper)
    dialog.save_to(str(tmp_path / "slip.pdf"))
    world.rest()
    assert "void" in dialog.message()
    assert not list(tmp_path.glob("*slip*"))
    assert not list(tmp_path.glob(".part*"))


def test_a_paper_that_became_another_is_saved_as_it_is_now(
    world: World, tmp_path: Path, opened: Opened
) -> None:
    dialog = opened(saving=lambda _desk: Changed({"journal"}, b"%PDF signed meanwhile"))
    dialog.save_to(str(tmp_path / "slip.pdf"))
    world.rest()
    assert (tmp_path / "slip.pdf").read_bytes() == b"%PDF signed meanwhile"
