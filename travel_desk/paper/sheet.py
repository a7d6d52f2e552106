"""One paper being drawn: millimetres from the top left, text in every script, black on white.

The bytes depend on what is drawn and on nothing else: no time, no machine, no random names.
"""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

from reportlab.lib.units import mm
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFString
from reportlab.pdfgen.canvas import Canvas

from travel_desk.base.language import Language
from travel_desk.base.message import Message
from travel_desk.paper import seal, shaping
from travel_desk.paper.fonts import Face, base

Align = Literal["left", "right", "centre"]
Ink = Literal["black", "label", "hairline", "white", "fill"]
Format = Literal["A5L", "A4"]

SIZES: dict[str, tuple[float, float]] = {"A5L": (210.0, 148.0), "A4": (210.0, 297.0)}
LEADING = 1.32
SIGNATURE_FIELD = "Signature1"
_GREY = {"black": 0.0, "label": 0x3D / 255, "hairline": 0x8A / 255, "white": 1.0, "fill": 0xEF / 255}
_POINT = 25.4 / 72  # millimetres in a point
_FINISH = threading.Lock()  # reading a font while it is embedded moves a position that all papers share


class Sheet:
    """A paper of one or more pages of one size.

    format: "A5L" (210 x 148 mm, the upper half of an A4) or "A4".
    language: what the paper is written in. title: the PDF's title; never a personal value.
    All positions and lengths are millimetres from the top left, y at the baseline of a text; sizes of
    type and weights of rules are points.
    """

    def __init__(self, format: Format = "A5L", *, language: Language, title: str = "") -> None:
        self.width, self.height = SIZES[format]
        self.language = language
        self._out = io.BytesIO()
        self._dx = self._dy = 0.0
        self.page = 1
        self._canvas = Canvas(
            self._out,
            pagesize=(self.width * mm, self.height * mm),
            invariant=1,
            pageCompression=1,
            initialFontName=base("R").fontName,  # type: ignore[arg-type]  # the stubs say a number
            lang=language.code,
        )
        self._canvas.setTitle(title)
        self._canvas.setAuthor("")
        self._canvas.setSubject("")
        self._canvas.setCreator("Travel Desk")
        self._canvas.setProducer("Travel Desk")
        self._canvas.setViewerPreference("PrintScaling", "None")

    # text

    def say(self, message: Message | str) -> str:
        """Return a message in the language of the paper."""
        return self.language.say(message)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float = 9,
        face: Face = "R",
        align: Align = "left",
        ink: Ink = "black",
    ) -> float:
        """Draw one line with its baseline at y and return its width in mm; x is the named edge.

        Raises Refused for a script without a font.
        """
        line = shaping.lay_out(text, face, size)
        start = x * mm - {"left": 0.0, "right": line.width, "centre": line.width / 2}[align]
        self._canvas.setFillGray(_GREY[ink])
        for piece in line.pieces:
            self._piece(piece, start, y)
        return line.width / mm

    def measure(self, text: str, size: float = 9, face: Face = "R") -> float:
        """Return the width of one line in mm."""
        return shaping.width(text, face, size) / mm

    def lines(self, text: str, width: float, size: float = 9, face: Face = "R") -> list[str]:
        """Return `text` broken into lines no wider than `width` mm."""
        return shaping.break_lines(text, face, size, width * mm)

    def wrap(
        self,
        x: float,
        y: float,
        width: float,
        text: str,
        size: float = 9,
        face: Face = "R",
        *,
        leading: float = LEADING,
        align: Align = "left",
        ink: Ink = "black",
    ) -> float:
        """Draw a paragraph from the baseline y and return the baseline of the line after it.

        leading: from baseline to baseline, as a multiple of the size.
        """
        for line in self.lines(text, width, size, face):
            self.text(x, y, line, size, face, align, ink)
            y += size * leading * _POINT
        return y

    def fit(
        self,
        x: float,
        y: float,
        width: float,
        text: str,
        size: float = 9,
        face: Face = "R",
        *,
        align: Align = "left",
        ink: Ink = "black",
    ) -> float:
        """Draw a text that should stand in one line: at `size`, or at 90 % of it, or else in several lines.

        Returns the baseline of the line after it.
        """
        smaller = max(7.0, round(size * 0.9, 2))
        chosen = size if self.measure(text, size, face) <= width else smaller
        return self.wrap(x, y, width, text, chosen, face, align=align, ink=ink)

    def room(self, text: str, size: float, face: Face, width: float, least: float) -> float:
        """Return the size at which `text` fits into `width` mm: `size`, or smaller down to `least`."""
        wide = self.measure(text, size, face)
        return size if wide <= width else max(least, size * width / wide)

    def label(self, x: float, y: float, text: str, align: Align = "left") -> None:
        """Draw a label: 7 points, dark grey; the value's baseline lies 4.3 mm lower (size 9)."""
        self.text(x, y, text, 7, "R", align, "label")

    # rules and boxes

    def rule(self, x1: float, y: float, x2: float, weight: float = 0.5, ink: Ink = "black") -> None:
        """Draw a horizontal rule."""
        self.line(x1, y, x2, y, weight, ink)

    def line(
        self, x1: float, y1: float, x2: float, y2: float, weight: float = 0.5, ink: Ink = "black"
    ) -> None:
        """Draw a straight line."""
        self._canvas.setStrokeGray(_GREY[ink])
        self._canvas.setLineWidth(weight)
        self._canvas.line(self._x(x1), self._y(y1), self._x(x2), self._y(y2))

    def dashed(self, x1: float, y: float, x2: float, weight: float = 0.5) -> None:
        """Draw a dashed horizontal rule, for a cut."""
        self._canvas.setDash(3, 3)
        self.rule(x1, y, x2, weight)
        self._canvas.setDash()

    def box(
        self, x: float, y: float, width: float, height: float, weight: float = 0.8, fill: Ink | None = None
    ) -> None:
        """Draw a box from its top left; weight 0 draws no frame, fill None no ground.

        The frame lies inside the measures.
        """
        if fill is not None:
            self._canvas.setFillGray(_GREY[fill])
            self._canvas.rect(self._x(x), self._y(y + height), width * mm, height * mm, stroke=0, fill=1)
        if weight:
            half = weight / 2
            self._canvas.setStrokeGray(0)
            self._canvas.setLineWidth(weight)
            self._canvas.rect(
                self._x(x) + half, self._y(y + height) + half, width * mm - weight, height * mm - weight
            )

    def polygon(self, *points: tuple[float, float], ink: Ink = "black") -> None:
        """Fill a closed shape."""
        path = self._canvas.beginPath()
        (x, y), *rest = points
        path.moveTo(self._x(x), self._y(y))
        for x, y in rest:
            path.lineTo(self._x(x), self._y(y))
        path.close()
        self._canvas.setFillGray(_GREY[ink])
        self._canvas.drawPath(path, stroke=0, fill=1)

    def disc(self, x: float, y: float, radius: float, ink: Ink = "black") -> None:
        """Fill a disc about its centre."""
        self._canvas.setFillGray(_GREY[ink])
        self._canvas.circle(self._x(x), self._y(y), radius * mm, stroke=0, fill=1)

    def picture(self, content: bytes, x: float, y: float, width: float, height: float) -> None:
        """Draw a PNG or JPEG into a rectangle, in its proportions; raises OSError if it is no picture."""
        from reportlab.lib.utils import ImageReader

        self._canvas.drawImage(
            ImageReader(io.BytesIO(content)),
            self._x(x),
            self._y(y + height),
            width * mm,
            height * mm,
            mask="auto",
            preserveAspectRatio=True,
            anchor="c",
        )

    @contextmanager
    def clip(self, x: float, y: float, width: float, height: float) -> Iterator[None]:
        """Draw only inside a rectangle."""
        self._canvas.saveState()
        path = self._canvas.beginPath()
        path.rect(self._x(x), self._y(y + height), width * mm, height * mm)
        self._canvas.clipPath(path, stroke=0, fill=0)
        yield
        self._canvas.restoreState()

    @contextmanager
    def shifted(self, dx: float = 0.0, dy: float = 0.0) -> Iterator[None]:
        """Draw everything inside dx to the right and dy further down (the second copy on a page)."""
        self._dx, self._dy = self._dx + dx, self._dy + dy
        yield
        self._dx, self._dy = self._dx - dx, self._dy - dy

    def datamatrix(self, payload: bytes, x: float, y: float, size: float = 22.0) -> None:
        """Draw the check code `payload` (of `seal.check_code`) as a square of `size` mm."""
        rows = seal.modules(payload)
        cell = size * mm / len(rows)
        path = self._canvas.beginPath()
        for down, row in enumerate(rows):
            bottom = self._y(y) - (down + 1) * cell
            for start, length in _runs(row):
                # rows overlap a little, else viewers show hairlines between them
                path.rect(self._x(x) + start * cell, bottom - 0.02, length * cell, cell + 0.04)
        self._canvas.setFillGray(0)
        self._canvas.drawPath(path, stroke=0, fill=1)

    # the file

    def signature_field(self, x: float, y: float, width: float, height: float) -> None:
        """Lay the empty signature field over a part of this page; a paper has at most one."""
        canvas: Any = self._canvas
        rect = [self._x(x), self._y(y + height), self._x(x + width), self._y(y)]
        field = PDFDictionary(
            {
                "Type": PDFName("Annot"),
                "Subtype": PDFName("Widget"),
                "FT": PDFName("Sig"),
                "T": PDFString(SIGNATURE_FIELD),
                "Rect": PDFArray([round(v, 3) for v in rect]),
                "F": 132,  # print, locked
                "P": canvas._doc.thisPageRef(),
            }
        )
        reference = canvas._doc.Reference(field)
        canvas._addAnnotation(reference)
        form = PDFDictionary({"Fields": PDFArray([reference]), "SigFlags": 1})
        canvas._doc.Catalog.AcroForm = canvas._doc.Reference(form)

    def new_page(self) -> None:
        """Begin the next page."""
        self._canvas.showPage()
        self.page += 1

    def finish(self) -> bytes:
        """Return the PDF; nothing can be drawn afterwards."""
        self._canvas.showPage()
        with _FINISH:
            self._canvas.save()
        return self._out.getvalue()

    def _x(self, x: float) -> float:
        return (x + self._dx) * mm

    def _y(self, y: float) -> float:
        return (self.height - y - self._dy) * mm

    def _piece(self, piece: shaping.Piece, start: float, y: float) -> None:
        canvas: Any = self._canvas
        for char, meant in zip(piece.text, piece.meant, strict=False):
            piece.font.meant(canvas._doc, char, meant)
        canvas.setFont(piece.font.fontName, piece.size)
        canvas.drawString(start + self._dx * mm + piece.x, self._y(y) + piece.y, piece.text)


def _runs(row: tuple[bool, ...]) -> list[tuple[int, int]]:
    """Return (start, length) of each run of black modules."""
    runs: list[tuple[int, int]] = []
    for at, black in enumerate(row):
        if not black:
            continue
        if runs and sum(runs[-1]) == at:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((at, 1))
    return runs
