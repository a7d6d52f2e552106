"""The fonts of papers: five Latin faces, the packaged scripts, and what the system has for the rest.

A face is named by one letter: R regular (400), S semibold (600), B bold (700), C and D the semibold
and bold whose zero is slashed and whose I has serifs, for numbers of papers and passports and for codes.
"""

from __future__ import annotations

import io
import os
import struct
import threading
from functools import cache
from pathlib import Path
from typing import Any, Literal

import uharfbuzz as hb  # type: ignore[import-untyped]
from fontTools import unicodedata as scripts  # type: ignore[import-untyped]
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from travel_desk.base.message import Refused, msg
from travel_desk.paper.cutting import Cut, cut

Face = Literal["R", "S", "B", "C", "D"]

_LATIN = ("fontpkg_noto_sans", "NotoSans[wdth,wght].ttf")
_WEIGHT = {"R": 400, "S": 600, "B": 700, "C": 600, "D": 700}
# ISO 15924 code -> font package, file, size against the Latin (Arabic letters are drawn smaller)
_PACKAGED = {
    "Arab": ("fontpkg_noto_sans_arabic", "NotoSansArabic[wdth,wght].ttf", 1.07),
    "Deva": ("fontpkg_noto_sans_devanagari", "NotoSansDevanagari[wdth,wght].ttf", 1.0),
    "Thai": ("fontpkg_noto_sans_thai", "NotoSansThai[wdth,wght].ttf", 1.0),
}
# ISO 15924 code -> the names, without weight, under which systems have a TrueType font for it
_SYSTEM = {
    "Hebr": ("NotoSansHebrew", "DejaVuSans"),
    "Geor": ("NotoSansGeorgian", "DejaVuSans"),
    "Armn": ("NotoSansArmenian", "DejaVuSans"),
    "Ethi": ("NotoSansEthiopic", "Abyssinica"),
    "Hani": ("DroidSansFallbackFull", "DroidSansFallback"),
    "Hira": ("DroidSansFallbackFull", "DroidSansFallback"),
    "Kana": ("DroidSansFallbackFull", "DroidSansFallback"),
    "Hang": ("DroidSansFallbackFull", "DroidSansFallback"),
    "Beng": ("NotoSansBengali",),
    "Taml": ("NotoSansTamil",),
    "Telu": ("NotoSansTelugu",),
    "Knda": ("NotoSansKannada",),
    "Mlym": ("NotoSansMalayalam",),
    "Gujr": ("NotoSansGujarati",),
    "Guru": ("NotoSansGurmukhi",),
    "Sinh": ("NotoSansSinhala",),
    "Khmr": ("NotoSansKhmer",),
    "Laoo": ("NotoSansLao",),
    "Mymr": ("NotoSansMyanmar",),
}
_DROID = frozenset({"Hani", "Hira", "Kana", "Hang"})
_LOCK = threading.RLock()


class PaperFont(TTFont):
    """A TrueType font that also draws shaped glyphs, and says in the PDF what they were written for.

    A glyph that no character stands for is drawn by a private code, 0xF0000 + its number: the same
    in every document, so that the same paper is the same bytes.
    """

    def __init__(self, name: str, content: bytes, scale: float = 1.0) -> None:
        super().__init__(name, io.BytesIO(content), asciiReadable=False, shapable=False)
        self.scale = scale
        self._upem: int = hb.Face(hb.Blob(content)).upem
        self._hb = hb.Font(hb.Face(hb.Blob(content)))

    def has(self, code: int) -> bool:
        """Tell whether the font has a glyph for a character code."""
        return code in self.face.charToGlyph

    def shape(self, text: str, right_to_left: bool) -> list[tuple[int, int, int, int, int]]:
        """Return the glyphs in the order in which they are drawn, from left to right.

        Each is (glyph number, index of the character, advance, x offset, y offset), in 1/1000 em.
        """
        buffer = hb.Buffer()
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if right_to_left else "ltr"
        # dlig redraws some names as one sign (the name Muhammad); kern is left out as for Latin
        hb.shape(self._hb, buffer, {"dlig": False})
        per = 1000 / self._upem
        return [
            (i.codepoint, i.cluster, *(round(v * per) for v in (p.x_advance, p.x_offset, p.y_offset)))
            for i, p in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        ]

    def code(self, glyph: int) -> str:
        """Return the private character that draws a glyph."""
        code = 0xF0000 + glyph
        if code not in self.face.charToGlyph:
            with _LOCK:
                self.face.charToGlyph[code] = glyph
                self.face.charWidths[code] = self.face.hmetrics[glyph][0] * 1000 / self._upem
        return chr(code)

    def meant(self, document: Any, code: str, text: str) -> None:
        """Note for `document` that the private character `code` was drawn for `text`."""
        state: Any = self._assignState(document)  # type: ignore[attr-defined]
        if not hasattr(state, "meant"):
            state.meant = {}
        state.meant.setdefault(ord(code), text)

    def addObjects(self, document: Any) -> None:
        """Embed the font, then say of each code which characters it stands for (ToUnicode)."""
        state: Any = self._assignState(document)  # type: ignore[attr-defined]
        meant: dict[int, str] = getattr(state, "meant", {})
        subsets = [list(subset) for subset in state.subsets]
        super().addObjects(document)
        if meant:
            streams = document.idToObject
            names = [name for name in streams if name.startswith("toUnicodeCMap:") and self._base in name]
            for name, subset in zip(names, subsets, strict=True):
                streams[name].content = _to_unicode(subset, meant)

    @property
    def _base(self) -> str:
        return str(self.face.name.decode("ascii"))


def ready() -> None:
    """Cut and load the five Latin faces: seconds at the very first start, milliseconds afterwards."""
    for face in _WEIGHT:
        base(face)  # type: ignore[arg-type]


def base(face: Face) -> PaperFont:
    """Return the Latin, Greek and Cyrillic font of a face."""
    return _packaged("", face)


def font_for(char: str, face: Face) -> PaperFont:
    """Return the font that draws one character of a face.

    Raises Refused, naming what to install, where this workstation has no font for its script.
    """
    script = str(scripts.script(char))
    if script in _PACKAGED:
        found = _packaged(script, face)
        if found.has(ord(char)):
            return found
    latin = base(face)
    if latin.has(ord(char)):
        return latin
    for name in _SYSTEM.get(script, ("DejaVuSans",)):
        system = _system(name, face)
        if system is not None and system.has(ord(char)):
            return system
    for own in _own_files():
        font = _loaded(own)
        if font is not None and font.has(ord(char)):
            return font
    if script in {"Zyyy", "Zinh", "Zzzz"}:
        raise Refused(
            msg("This workstation has no font for the sign {sign}. Write the text without it.", sign=char)
        )
    package = "fonts-droid-fallback" if script in _DROID else "fonts-noto-core"
    raise Refused(
        msg(
            "This workstation has no font for the script {script}. Install a TrueType font for it"
            " (the package {package} on Debian), or lay one into the folder “fonts” of the desk, then make"
            " the paper again.",
            script=str(scripts.script_name(script, "?")).replace("_", " "),
            package=package,
        )
    )


def missing(text: str) -> str:
    """Return the first sign of `text` that no font of this workstation draws; "" where all are drawn."""
    for char in text:
        try:
            font_for(char, "S")
        except Refused:
            return char
    return ""


def use_folder(folder: Path) -> None:
    """Let the TrueType fonts in `folder` draw what neither the packages nor the system have.

    folder: the desk's own `fonts`; it need not be there.
    """
    _own.clear()
    _own.append(folder)
    _own_files.cache_clear()


_own: list[Path] = []


@cache
def _own_files() -> tuple[Path, ...]:
    return tuple(path for folder in _own for path in sorted(folder.glob("*.[tT][tT][fF]")))


@cache
def _loaded(path: Path) -> PaperFont | None:
    try:
        return _registered(f"TD-{path.stem}", path.read_bytes())
    except (OSError, TTFError, ValueError, IndexError, struct.error):
        return None  # a damaged font is as good as none


@cache
def _packaged(script: str, face: Face) -> PaperFont:
    if script:
        package, file, scale = _PACKAGED[script]
        face = {"C": "S", "D": "B"}.get(face, face)  # type: ignore[assignment]
        wanted = Cut(package, file, _WEIGHT[face], whole=True)
    else:
        scale = 1.0
        wanted = Cut(*_LATIN, _WEIGHT[face], coded_from={"C": "TD-S", "D": "TD-B"}.get(face, ""))
    name = f"TD{script}-{face}"
    try:
        return _registered(name, cut(wanted, name), scale)
    except (TTFError, ValueError, IndexError, struct.error):
        # the disk lost a part of the face that was kept: cut it anew
        return _registered(name, cut(wanted, name, anew=True), scale)


def _registered(name: str, content: bytes, scale: float = 1.0) -> PaperFont:
    with _LOCK:
        if name in pdfmetrics.getRegisteredFontNames():
            found = pdfmetrics.getFont(name)
            assert isinstance(found, PaperFont)
            return found
        font = PaperFont(name, content, scale)
        pdfmetrics.registerFont(font)
        return font


@cache
def _system(name: str, face: Face) -> PaperFont | None:
    files = _system_files()
    endings = ["-Regular", ""] if face == "R" else ["-Bold", "-Regular", ""]
    for ending in endings:
        path = files.get(f"{name}{ending}.ttf")
        found = _loaded(path) if path is not None else None
        if found is not None:
            return found
    return None


@cache
def _system_files() -> dict[str, Path]:
    folders = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".local/share/fonts"]
    folders += [Path(os.environ.get("WINDIR", "/nowhere")) / "Fonts"]
    return {path.name: path for folder in folders for path in sorted(folder.rglob("*.ttf"))}


def _to_unicode(subset: list[int], meant: dict[int, str]) -> str:
    texts = [meant.get(code, chr(code)) or "\u200b" for code in subset]
    rows = [f"<{i:02X}> <{text.encode('utf-16-be').hex().upper()}>" for i, text in enumerate(texts)]
    blocks = [rows[i : i + 100] for i in range(0, len(rows), 100)]
    body = "\n".join(f"{len(b)} beginbfchar\n" + "\n".join(b) + "\nendbfchar" for b in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /TD def\n"
        "/CMapType 2 def\n1 begincodespacerange\n<00> <FF>\nendcodespacerange\n"
        f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    )
