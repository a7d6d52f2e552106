"""A name that no font draws: Latin and a line to write it on; a font of the desk's own draws it again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder  # type: ignore[import-untyped]
from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped]

from travel_desk.base.message import Refused
from travel_desk.paper import fonts, shaping
from travel_desk.paper.names import BY_HAND, DrawnName, drawn_name, fact, is_by_hand, note

ANKH = "\U000132f9"  # a hieroglyph: no font that papers are drawn with has it


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "fonts"
    fonts.use_folder(tmp_path / "none")


def a_font_of(sign: str, path: Path) -> None:
    """Make a TrueType font with a box for one sign."""
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    for point in ((0, 500), (500, 500), (500, 0)):
        pen.lineTo(point)
    pen.closePath()
    box = pen.glyph()
    made = FontBuilder(1000, isTTF=True)
    made.setupGlyphOrder([".notdef", "box"])
    made.setupCharacterMap({ord(sign): "box", 32: "box"})
    made.setupGlyf({".notdef": box, "box": box})
    made.setupHorizontalMetrics({".notdef": (600, 0), "box": (600, 0)})
    made.setupHorizontalHeader(ascent=800, descent=-200)
    made.setupNameTable({"familyName": "Own", "styleName": "Regular", "psName": "Own-Regular"})
    made.setupOS2()
    made.setupPost()
    path.parent.mkdir(exist_ok=True)
    made.save(path)


@pytest.mark.parametrize("native", ["", "Anna Ericsson", "Нурлан Әлиев", "Ελένη", "ليلى", "अनिता", "Ђорђе"])
def test_a_name_that_fonts_draw_stands_as_it_is(native: str) -> None:
    assert drawn_name(native, "LATIN") == DrawnName(native, "LATIN")
    assert fonts.missing(native) == ""


def test_the_latin_name_and_a_line_stand_for_a_name_without_a_font() -> None:
    assert drawn_name(f"A {ANKH}", "NAKHT ANKH") == DrawnName("", "NAKHT ANKH", by_hand=True)
    assert fonts.missing(f"A {ANKH}") == ANKH


def test_a_name_without_font_and_without_latin_says_what_to_install() -> None:
    with pytest.raises(Refused, match=r"Egyptian Hieroglyphs.*folder “fonts” of the desk"):
        drawn_name(ANKH, "")


def test_a_paper_with_such_a_line_is_told_and_noted() -> None:
    for content in ({BY_HAND: True}, {"holder": {"latin": "A", BY_HAND: True}, "number": 1}):
        assert is_by_hand(content)
        assert fact(content) == {BY_HAND: True}
        assert "Write the native name there" in str(note(content))
    for content in ({BY_HAND: False}, {"holder": {BY_HAND: False}}, {}):
        assert (fact(content), note(content)) == ({}, None)


def test_a_font_in_the_folder_of_the_desk_draws_the_name(folder: Path) -> None:
    a_font_of(ANKH, folder / "own.ttf")
    (folder / "broken.ttf").write_bytes(b"no font")
    fonts.use_folder(folder)
    assert drawn_name(ANKH, "ANKH") == DrawnName(ANKH, "ANKH")
    assert shaping.lay_out(f"Anna {ANKH}", "R", 10).width > shaping.width("Anna ", "R", 10)


def test_georgian_and_chinese_are_drawn_where_the_system_has_the_fonts() -> None:
    for native, file in (("გიორგი", "DejaVuSans.ttf"), ("王小明", "DroidSansFallbackFull.ttf")):
        drawn = drawn_name(native, "LATIN")
        assert drawn.by_hand is (file not in fonts._system_files())
