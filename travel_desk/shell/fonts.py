"""Fonts: the shipped Noto Sans for the common scripts, the system's for the rest, one scale of sizes."""

from __future__ import annotations

import importlib
import logging
from collections.abc import Iterable
from enum import Enum
from functools import cache, lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFont, QFontDatabase, QTextLayout

log = logging.getLogger(__name__)

BASE = 13
PACKAGES = {
    "fontpkg_noto_sans": "Noto Sans",
    "fontpkg_noto_sans_arabic": "Noto Sans Arabic",
    "fontpkg_noto_sans_devanagari": "Noto Sans Devanagari",
    "fontpkg_noto_sans_thai": "Noto Sans Thai",
}
"""The packages of the shipped fonts and the family of each, the main one first."""
NORMAL, SEMIBOLD, BOLD = 400, 600, 700


class Size(Enum):
    """The sizes of type, as pixels at the base size of 13."""

    CAPTION = 11
    SMALL = 12
    BASE = 13
    INPUT = 17
    TITLE = 20
    NATIVE = 22
    COUNTER = 28


_base = BASE


def scaled(pixels: float) -> int:
    """Return a length drawn for the base size of 13 at the size in force."""
    return max(1, round(pixels * _base / BASE))


def set_base(size: int) -> None:
    """Let all type be relative to `size` pixels (kept between 11 and 24)."""
    global _base
    _base = min(24, max(11, size))


def base() -> int:
    """Return the base size in pixels."""
    return _base


def pixel_sizes() -> dict[str, int]:
    """Return the size in pixels of each `Size` by its name in lower case."""
    return {size.name.lower(): scaled(size.value) for size in Size}


def font(size: Size = Size.BASE, weight: int = NORMAL, *, tabular: bool = False) -> QFont:
    """Return a font of the scale; `tabular` gives digits that line up."""
    made = QFont()
    made.setFamilies(list(PACKAGES.values()))
    made.setPixelSize(scaled(size.value))
    made.setWeight(QFont.Weight(weight))
    if size is Size.CAPTION:
        made.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 102)
    if tabular:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made


def mono(size: float = 11.5) -> QFont:
    """Return the fixed-width font of machine-readable zones and keys."""
    made = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    made.setPixelSize(scaled(size))
    return made


def load(packages: Iterable[str] = PACKAGES) -> None:
    """Register the shipped fonts of `packages`, each once.

    A package that is missing is logged; the system's own fonts then serve its script.
    """
    for package in packages:
        _register(package)


@cache
def _register(package: str) -> None:
    try:
        root = Path(importlib.import_module(package).ROOT)
    except ImportError:
        log.warning("font package missing: %s", package)
        return
    for file in (root / "files").glob("*.ttf"):
        if "italic" not in file.name.lower():
            # From its bytes: by its path a variable font would have two weights only.
            QFontDatabase.addApplicationFontFromData(QByteArray(file.read_bytes()))


def use_folder(folder: Path) -> None:
    """Let the TrueType fonts in `folder`, the desk's own, serve what the system has no font for."""
    for file in sorted(folder.glob("*.[tT][tT][fF]")):
        _use_file(file)


@cache
def _use_file(file: Path) -> None:
    if QFontDatabase.addApplicationFont(str(file)) < 0:
        log.warning("not a font: %s", file.name)
    can_show.cache_clear()


@lru_cache(maxsize=4096)
def can_show(text: str) -> bool:
    """Tell whether this workstation has a font for every sign of `text`: no box stands for one."""
    layout = QTextLayout(text, font())
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return all(0 not in run.glyphIndexes() for run in layout.glyphRuns())
