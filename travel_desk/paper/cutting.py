"""Cuts static fonts out of the variable ones that the font packages bring, once a workstation.

ReportLab embeds no variable font. Cutting a face takes a second or two, so a cut face is kept in the
user's cache folder under a name that carries the fingerprint of its source: a newer font package
makes a new cut, and an unfinished cut is never read (written whole or not at all).
"""

from __future__ import annotations

import hashlib
import io
import logging
from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from travel_desk.base.settings import write_whole

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

log = logging.getLogger(__name__)

_RECIPE = 3  # raised when the cutting below changes
_FEATURES = ["ccmp", "locl", "mark", "mkmk"]
# Latin, Greek, Cyrillic and the signs between words: Noto Sans holds more, a paper needs no more.
_LATIN = [range(0x20, 0x530), range(0x1AB0, 0x1AF0), range(0x1C80, 0x1C90), range(0x1D00, 0x2150)]
_LATIN += [range(0x2150, 0x2300), range(0x25CC, 0x25CD), range(0x2C60, 0x2E60), range(0xA640, 0xA7FF)]


@dataclass(frozen=True, slots=True)
class Cut:
    """One face to be cut.

    package, file: where the variable font lies (a font package of PyPI and a file in it).
    weight: 400, 600 or 700.
    coded_from: the name of the plain face of this weight, where zero shall have a slash and I serifs
    (numbers and codes); empty for a plain face.
    whole: keep every letter and every shaping feature (scripts that need them).
    """

    package: str
    file: str
    weight: int
    coded_from: str = ""
    whole: bool = False


def cut(wanted: Cut, name: str, *, anew: bool = False) -> bytes:
    """Return the bytes of the static TrueType font for `wanted`, from the cache or newly cut.

    name: its PostScript name, which must differ from face to face. anew: do not take it from the cache.
    A cache folder that can't be written is logged only: the face is then cut anew at each start.
    """
    source = resources.files(wanted.package).joinpath("files", wanted.file).read_bytes()
    key = hashlib.sha256(f"{_RECIPE} {wanted} {name}".encode() + source).hexdigest()[:16]
    path = _folder() / f"{name}-{key}.ttf"
    if not anew:
        try:
            return path.read_bytes()
        except OSError:
            pass  # not cut yet
    if wanted.coded_from:
        content = _coded(cut(replace(wanted, coded_from=""), wanted.coded_from), name)
    else:
        content = _cut(source, wanted, name)
    try:
        write_whole(path, content)
    except OSError as error:
        log.info("cut font not kept: %s", error.strerror)
    return content


def _folder() -> Path:
    return Path(platformdirs.user_cache_dir("travel_desk", appauthor=False)) / "fonts"


def _cut(source: bytes, wanted: Cut, name: str) -> bytes:
    # fontTools costs a third of a second to import, and is wanted at the first start only
    from fontTools.subset import Options, Subsetter  # type: ignore[import-untyped]
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont  # type: ignore[import-untyped]

    font = TTFont(io.BytesIO(source), recalcTimestamp=False)
    options = Options()
    options.hinting = False
    options.recalc_timestamp = False
    options.glyph_names = True
    options.layout_features = ["*"] if wanted.whole else _FEATURES
    subsetter = Subsetter(options)
    letters = set(font.getBestCmap())
    if not wanted.whole:
        letters &= {code for part in _LATIN for code in part}
    subsetter.populate(unicodes=letters, glyphs=[] if wanted.whole else ["zero.slash", "I.salt"])
    subsetter.subset(font)
    instantiateVariableFont(font, {"wght": wanted.weight, "wdth": 100}, inplace=True)
    return _saved(font, name)


def _coded(plain: bytes, name: str) -> bytes:
    from fontTools.ttLib import TTFont

    font = TTFont(io.BytesIO(plain), recalcTimestamp=False)
    for table in font["cmap"].tables:
        table.cmap.update({ord("0"): "zero.slash", ord("I"): "I.salt"})
    return _saved(font, name)


def _saved(font: TTFont, name: str) -> bytes:
    for record in font["name"].names:
        if record.nameID == 6:
            record.string = name
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()
