from __future__ import annotations

import io
import subprocess
from datetime import date
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import zxingcpp

from travel_desk.base.language import Language
from travel_desk.base.message import Refused
from travel_desk.paper import fonts, parts, seal, shaping
from travel_desk.paper.imposing import two_up
from travel_desk.paper.letterhead import Letterhead, draw, draw_a4, draw_letter
from travel_desk.paper.sheet import Sheet
from travel_desk.paper.tables import Column, table

ENGLISH = Language("en")
HEAD = Letterhead("Utopia", "Ministry of Public Service", "Travel Desk", "4 Harbour Square")
NUMBER = "TD-2027-004182"


def slip() -> bytes:
    sheet = Sheet("A5L", language=ENGLISH, title=NUMBER)
    draw(sheet, HEAD, "Issue 1 · original", "Approval slip", NUMBER)
    fields = (
        parts.BandField(89, "Leaves", "Fri 12 Mar 2027"),
        parts.BandField(147, "Home", "X1", coded=True, right="8 days"),
    )
    parts.band(sheet, 23.1, 15, "APPROVED", fields, arrow_after_first=True)
    sheet.fit(10, 50, 124, "ERIKSSON, ANNA MARIA", 19, "B")
    sheet.text(10, 56, "Анна Марія Ерікссон", 11, "S")
    sheet.text(10, 76, "L898902C3", 19, "D")
    parts.boxed_date(sheet, 140, 41.5, 60, "Bring back by", date(2027, 3, 26), "5 working days")
    sheet.datamatrix(seal.check_code(NUMBER, {"a": 1}), 10, 111)
    parts.footer(sheet, sheet.say(parts.page_note(NUMBER, 1, 1)), "Carry with the passport.")
    return sheet.finish()


def text_of(pdf: bytes) -> str:
    page = pypdfium2.PdfDocument(pdf)[0]
    return str(page.get_textpage().get_text_bounded()).replace("\r\n", "\n")


def drawn(text: str, face: fonts.Face = "S") -> bytes:
    sheet = Sheet("A5L", language=ENGLISH)
    sheet.text(20, 40, text, 20, face)
    return sheet.finish()


def test_the_same_paper_is_the_same_bytes_each_time() -> None:
    first = slip()
    drawn("سلمى نमस्ते")  # what other papers need must not show in this one
    assert slip() == first


def test_a_paper_tells_nothing_of_the_machine_or_the_day() -> None:
    pdf = pikepdf.Pdf.open(io.BytesIO(slip()))
    assert str(pdf.docinfo["/CreationDate"]).startswith("D:2000")
    assert str(pdf.docinfo["/Creator"]) == "Travel Desk"


def test_every_font_is_embedded() -> None:
    pdf = pikepdf.Pdf.open(io.BytesIO(slip()))
    found = [
        obj for obj in pdf.objects if isinstance(obj, pikepdf.Dictionary) and obj.get("/Type") == "/Font"
    ]
    assert found
    assert all("/FontFile2" in font.FontDescriptor for font in found)


def test_a_slip_is_a5_landscape_and_small() -> None:
    content = slip()
    width, height = pypdfium2.PdfDocument(content)[0].get_size()
    assert (round(width * 25.4 / 72), round(height * 25.4 / 72)) == (210, 148)
    assert len(content) < 60_000


def test_names_in_latin_and_cyrillic_can_be_copied_out() -> None:
    text = text_of(slip())
    assert "ERIKSSON, ANNA MARIA" in text
    assert "Анна Марія Ерікссон" in text
    assert "L898902C3" in text
    assert NUMBER in text


@pytest.mark.parametrize("name", ["سلمى كريم الفارسي", "محمد", "नमस्ते दुनिया", "สวัสดี", "Nguyễn Ái", "Ё́лкин"])
def test_names_in_every_packaged_script_are_shaped(name: str) -> None:
    line = shaping.lay_out(name, "B", 10)
    assert line.width > 0
    assert all(0 not in (p.font.face.charToGlyph[ord(c)] for c in p.text) for p in line.pieces)
    assert drawn(name) == drawn(name)


def test_arabic_letters_join() -> None:
    apart = sum(shaping.width(letter, "R", 10) for letter in "سلمى")
    assert shaping.width("سلمى", "R", 10) < apart * 0.95


def test_arabic_text_can_be_copied_out() -> None:
    text = text_of(drawn("كريم"))
    assert set("كريم") <= set(text)


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("\u062c\u0648 (UTO) 12", ["12", ") ", "UTO", "\u062c\u0648 ("]),
        ("\u062c\u0648 [UTO", ["UTO", "\u062c\u0648 ["]),
        ("A (\u062c\u0648) B", ["A (", "\u062c\u0648", ") B"]),
        ("A (\u062c\u0648 1 B) C", ["A (", "1", "\u062c\u0648 ", " B) C"]),
        ("\u062c ) 7 (", [" (", "7", "\u062c ) "]),
        ("\u062c ((x) \u0648", [") \u0648", "x", "\u062c (("]),
    ],
)
def test_codes_stay_left_to_right_in_arabic_and_brackets_keep_their_pairs(
    written: str, seen: list[str]
) -> None:
    runs = ["".join(run) for run, _ in shaping._runs(written)]
    assert "|".join(runs) == "|".join(seen)


def test_brackets_round_arabic_are_mirrored() -> None:
    line = shaping.lay_out("(\u0633\u0644\u0645\u0649)", "R", 10)
    first, last = line.pieces[0], line.pieces[-1]
    assert first.x < last.x
    assert ord(first.text) - 0xF0000 == fonts.base("R").face.charToGlyph[ord("(")]


def test_invisible_marks_are_not_drawn() -> None:
    assert shaping.width("A\u200eB\u200f", "R", 10) == pytest.approx(shaping.width("AB", "R", 10))


def test_tabs_and_line_breaks_in_a_name_are_spaces_and_soft_hyphens_are_nothing() -> None:
    assert shaping.width("A\tB\u00a0C\u00adD", "R", 10) == pytest.approx(shaping.width("A B CD", "R", 10))


def test_a_sign_that_no_font_has_is_named() -> None:
    with pytest.raises(Refused, match="for the sign 🧀"):
        shaping.lay_out("Anna 🧀", "R", 10)


def test_a_face_that_the_disk_spoilt_is_cut_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import platformdirs
    from reportlab.pdfbase import pdfmetrics

    monkeypatch.setattr(platformdirs, "user_cache_dir", lambda *_args, **_kwargs: str(tmp_path))
    fonts._packaged.cache_clear()
    before = pdfmetrics._fonts.pop("TDThai-R", None)  # type: ignore[attr-defined]
    fonts.font_for("ส", "R")
    (kept,) = (tmp_path / "fonts").iterdir()
    good = kept.read_bytes()
    for spoilt in (b"", good[:5000]):
        kept.write_bytes(spoilt)
        fonts._packaged.cache_clear()
        pdfmetrics._fonts.pop("TDThai-R")  # type: ignore[attr-defined]
        assert fonts.font_for("ส", "R").has(ord("ส"))
        assert kept.read_bytes() == good
    fonts._packaged.cache_clear()
    if before is not None:
        pdfmetrics._fonts["TDThai-R"] = before  # type: ignore[attr-defined]


def test_a_script_without_a_font_names_what_to_install() -> None:
    with pytest.raises(Refused, match=r"Egyptian Hieroglyphs.*fonts-noto-core"):
        shaping.lay_out("𓀀", "R", 10)


def test_a_font_of_the_system_is_taken_where_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    if "DejaVuSans.ttf" not in fonts._system_files():
        pytest.skip("no DejaVu here")
    assert fonts.font_for("ש", "R").fontName == "TD-DejaVuSans"
    assert fonts.font_for("ש", "B").fontName == "TD-DejaVuSans-Bold"


def test_a_damaged_font_of_the_system_is_as_good_as_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "NotoSansTamil-Regular.ttf"
    broken.write_bytes(b"not a font")
    monkeypatch.setattr(fonts, "_system_files", lambda: {broken.name: broken})
    fonts._system.cache_clear()
    with pytest.raises(Refused, match="Tamil"):
        fonts.font_for("த", "R")
    fonts._system.cache_clear()


def test_numbers_have_a_slashed_zero() -> None:
    plain, coded = fonts.base("B"), fonts.base("D")
    assert plain.face.charToGlyph[ord("O")] == coded.face.charToGlyph[ord("O")]
    assert plain.face.charToGlyph[ord("0")] != coded.face.charToGlyph[ord("0")]
    assert plain.face.charToGlyph[ord("I")] != coded.face.charToGlyph[ord("I")]


def test_a_long_name_is_made_a_little_smaller_then_takes_two_lines() -> None:
    sheet = Sheet("A5L", language=ENGLISH)
    one = sheet.fit(10, 50, 124, "ERIKSSON, ANNA", 19, "B")
    almost = sheet.fit(10, 50, sheet.measure("ERIKSSON, ANNA", 19, "B") * 0.95, "ERIKSSON, ANNA", 19, "B")
    two = sheet.fit(10, 50, 60, "ERIKSSON, ANNA MARIA ELISABETH", 19, "B")
    assert almost < one < two


def test_a_word_wider_than_its_place_is_broken_and_nothing_is_lost() -> None:
    word = "Donaudampfschifffahrtsgesellschaft"
    lines = shaping.break_lines(f"Die {word}\nin Wien", "R", 10, 60)
    assert "".join(lines).replace(" ", "") == f"Die{word}inWien"
    assert all(shaping.width(line, "R", 10) <= 60 for line in lines)


def test_a_table_goes_on_upon_the_next_page_where_it_is_full() -> None:
    sheet = Sheet("A4", language=ENGLISH)
    columns = [Column("Slot", 15, 30, "D"), Column("Amount", 45, 30, right=True)]
    rows = [[f"{at}\nsecond line", "150"] for at in range(50)]
    _, drawn_rows = table(sheet, 20, columns, rows, limit=280)
    assert 0 < drawn_rows < 50
    sheet.new_page()
    _, rest = table(sheet, 20, columns, rows[drawn_rows:])
    assert drawn_rows + rest == 50
    assert sheet.page == 2


def test_all_parts_can_be_drawn_in_both_polarities_and_on_two_copies() -> None:
    sheet = Sheet("A4", language=ENGLISH)

    def half(copy: int) -> None:
        draw(sheet, HEAD, str(copy), "Receipt", "TD-H-2027-009514")
        fields = (parts.BandField(83, "Passport", "L898902C3", coded=True),)
        parts.band(sheet, 23.1, 12, "TAKEN IN", fields, polarity="framed")
        at = parts.check_box(sheet, 10, 77, "whole", True)
        parts.check_box(sheet, at, 77, "worn", False)
        parts.boxed_date(sheet, 139, 54, 61, "Review by", date(2027, 9, 22), height=16.6)
        parts.arrow(sheet, 103, 91, 43.5)
        parts.signature_line(sheet, 10, 103, 92, "Mira Okafor", "Date and time")
        parts.fingerprint(sheet, 108, 130, "db12" * 16)

    parts.two_copies(sheet, half, "cut here")
    sheet.new_page()
    parts.band(sheet, 23, 15, "ORAL ORDER", polarity="hatched", note="written decision still to come")
    draw_letter(sheet, HEAD, "Decision", NUMBER)
    draw_a4(sheet, HEAD, "Manifest", NUMBER)
    text = text_of(sheet.finish())
    assert text.count("TD-H-2027-009514") == 2
    assert text.count("db12 db12") >= 2


def test_the_desks_own_emblem_is_drawn() -> None:
    picture = io.BytesIO()
    from PIL import Image

    Image.new("RGB", (20, 20), "black").save(picture, "PNG")
    sheet = Sheet("A5L", language=ENGLISH)
    draw(sheet, Letterhead("U", "M", "T", "", picture.getvalue()), "", "Slip", NUMBER)
    pdf = pikepdf.Pdf.open(io.BytesIO(sheet.finish()))
    assert any(getattr(o, "Subtype", None) == "/Image" for o in pdf.objects if isinstance(o, pikepdf.Stream))


@pytest.mark.parametrize("dpi", [110, 200, 300])
def test_the_check_code_is_read_back_from_the_page(dpi: int) -> None:
    picture = pypdfium2.PdfDocument(slip())[0].render(scale=dpi / 72).to_pil()
    found = zxingcpp.read_barcodes(picture.convert("L"))
    assert [seal.read_number(code.bytes) for code in found] == [NUMBER]
    assert seal.read_fingerprint(found[0].bytes) == seal.fingerprint({"a": 1})


def test_two_slips_stand_on_one_a4_at_true_size() -> None:
    both = two_up(slip())
    page = pypdfium2.PdfDocument(both)[0]
    assert [round(v * 25.4 / 72) for v in page.get_size()] == [210, 297]
    picture = page.render(scale=200 / 72).to_pil().convert("L")
    codes = zxingcpp.read_barcodes(picture)
    assert len(codes) == 2
    top = min(codes, key=lambda code: code.position.top_left.y).position
    # the finder patterns of a 22 mm code lie 22 mm apart
    assert (top.top_right.x - top.top_left.x) / 200 * 25.4 == pytest.approx(22, abs=0.5)
    assert two_up(slip()) == both


def test_each_page_of_a_long_slip_stands_twice_on_an_a4_of_its_own() -> None:
    sheet = Sheet("A5L", language=ENGLISH, title=NUMBER)
    sheet.text(10, 10, "Conditions", 11)
    sheet.new_page()
    sheet.text(10, 10, "More conditions", 11)
    both = pypdfium2.PdfDocument(two_up(sheet.finish()))
    found = [page.get_textpage().get_text_bounded().replace("\r\n", " ") for page in both]
    assert [text.split() for text in found] == [["Conditions"] * 2, ["More", "conditions"] * 2]


def test_poppler_finds_no_fault() -> None:
    done = subprocess.run(["pdftotext", "-", "-"], input=slip(), capture_output=True, check=True)
    assert done.stderr == b""


def test_long_names_in_the_letterhead_do_not_run_into_the_band() -> None:
    long = Letterhead(
        "The United Federal Republic of Utopia", "Ministry of " + "Public Service and " * 6, "Travel Desk"
    )
    sheet = Sheet("A5L", language=ENGLISH)
    draw(sheet, long, "", "Approval slip", NUMBER)
    page = pypdfium2.PdfDocument(sheet.finish())[0]
    lowest = min(one.get_bounds()[1] for one in page.get_objects())
    assert (page.get_height() - lowest) * 25.4 / 72 < 23.1
    assert "Travel Desk" in page.get_textpage().get_text_bounded()


def test_long_words_of_another_language_keep_their_place() -> None:
    sheet = Sheet("A5L", language=Language("uk"))
    fields = (parts.BandField(60, "Leaves", "понеділок, 12 березня 2027"), parts.BandField(100, "Home", "x"))
    parts.band(sheet, 23, 15, "ПОГОДЖЕНО З УМОВАМИ", fields, arrow_after_first=True)
    parts.boxed_date(sheet, 140, 40, 30, "Повернути паспорт не пізніше", date(2027, 3, 26))
    assert sheet.room("ПОГОДЖЕНО З УМОВАМИ", 24, "B", 43, 11) < 24
    assert sheet.finish().startswith(b"%PDF")


def test_papers_drawn_at_the_same_time_are_the_same() -> None:
    from concurrent.futures import ThreadPoolExecutor

    expected = [slip(), drawn("سلمى कविता สวัสดี")]
    with ThreadPoolExecutor(6) as pool:
        found = [pool.submit(drawn, "سلمى कविता สวัสดี") if at % 2 else pool.submit(slip) for at in range(36)]
        assert all(one.result() == expected[at % 2] for at, one in enumerate(found))
