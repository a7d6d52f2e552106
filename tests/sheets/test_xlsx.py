"""XLSX files as ministries send them."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.worksheet.worksheet import Worksheet

from travel_desk.base.interrupt import Interrupt, current
from travel_desk.base.message import Refused, Trouble
from travel_desk.sheets import Choice, Found, Row, look, rows, xlsx_book

Fill = Callable[[Worksheet], object]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "staff.xlsx"


def book(path: Path, fill: Fill, **sheets: Fill) -> Path:
    made = openpyxl.Workbook()
    first = made.active
    assert isinstance(first, Worksheet)
    first.title = "Staff"
    fill(first)
    for name, also in sheets.items():
        also(made.create_sheet(name))
    made.save(path)
    return path


def read(path: Path, choice: Choice = Choice()) -> tuple[Found, list[Row]]:  # noqa: B008
    found = look(path, choice)
    return found, list(rows(path, found))


def staff(sheet: Worksheet) -> None:
    sheet.append(["Number", "Name", "Born"])
    sheet.append(["0001", "Haddad", date(1979, 3, 12)])


def _nothing(_sheet: Worksheet) -> None:
    """Leave a sheet empty."""


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pack(path: Path, content: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in content.items():
            archive.writestr(name, part)
    return path


def changed(path: Path, part: str, old: str, new: str) -> Path:
    content = parts(path)
    assert old.encode() in content[part]
    content[part] = content[part].replace(old.encode(), new.encode())
    return pack(path, content)


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "xl/worksheets/sheet1.xml"


def test_texts_numbers_and_dates_come_as_they_are(path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        staff(sheet)
        sheet.append([123.0, 45.5, datetime.fromisoformat("2020-01-02T09:30")])
        sheet.append([-7, True, "12.03.1979"])
        sheet.append([None, 43891, None])

    found, read_rows = read(book(path, fill))
    assert (found.kind, found.sheet, found.header_row, found.columns) == (
        "xlsx", "Staff", 1, ("Number", "Name", "Born"),
    )  # fmt: skip
    assert [row.cells for row in read_rows] == [
        ("0001", "Haddad", date(1979, 3, 12)),
        (123, 45.5, datetime.fromisoformat("2020-01-02T09:30")),
        (-7, True, "12.03.1979"),
        (None, 43891, None),
    ]
    assert type(read_rows[1].cells[0]) is int


def test_dates_of_old_macintosh_files_and_times_are_read(path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["A", "B", "C"])
        sheet.append([date(2020, 2, 3), datetime.fromisoformat("1900-01-01"), "x"])
        for cell, format in zip(sheet[2], ("yyyy-mm-dd", "yyyy-mm-dd", "hh:mm"), strict=True):
            cell.number_format = format
        sheet["C2"].value = 0.5
        sheet["C2"].number_format = "hh:mm"

    _, read_rows = read(book(path, fill))
    assert read_rows[0].cells == (date(2020, 2, 3), date(1900, 1, 1), "12:00")
    changed(path, "xl/workbook.xml", "<workbookPr/>", '<workbookPr date1904="1"/>')
    _, read_rows = read(path)
    assert read_rows[0].cells[0] == date(2024, 2, 4)  # four years and a day on


def test_dates_before_1900_are_read_and_those_of_no_calendar_are_faulty(path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["A", "B"])
        for value in (-5, 99_999_999, 45000):
            sheet.append(["x", value])
            sheet.cell(sheet.max_row, 2).number_format = "yyyy-mm-dd"

    _, read_rows = read(book(path, fill))
    assert [row.cells[1] for row in read_rows] == [date(1899, 12, 25), None, date(2023, 3, 15)]
    assert [bool(row.fault) for row in read_rows] == [False, True, False]


def test_titles_and_empty_rows_above_the_header_are_skipped(path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = "Ministry of Water"
        for at, values in ((7, ("Number", "Name")), (8, (1, "a")), (12, (2, "b"))):
            for column, value in enumerate(values, 1):
                sheet.cell(at, column).value = value  # type: ignore[assignment]

    found, read_rows = read(book(path, fill))
    assert found.header_row == 7
    assert [row.number for row in read_rows] == [8, 12]
    assert look(path, Choice(header_row=8)).columns == ("1", "a")
    with pytest.raises(Refused, match="holds no header"):
        look(path, Choice(header_row=9))


def test_merged_cells_are_noted_and_their_value_stands_in_the_first(path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        staff(sheet)
        for row in range(3, 10):
            sheet.append(["1", f"n{row}", None])
            sheet.merge_cells(f"B{row}:C{row}")

    found, read_rows = read(book(path, fill))
    assert "B3:C3" in str(found.notes[0])
    assert "…" in str(found.notes[0])
    assert read_rows[1].cells == ("1", "n3", None)


def test_a_formula_gives_its_value_or_is_faulty(path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        staff(sheet)
        sheet.append(["=1+1", "a", None])
        sheet.append(['="x"&"y"', "b", None])
        sheet.append(["3", "c", None])

    book(path, fill)
    _, read_rows = read(path)
    assert "A3 holds a formula" in str(read_rows[1].fault)
    changed(path, SHEET, "<f>1+1</f><v></v>", "<f>1+1</f><v>2</v>")
    changed(path, SHEET, '<c r="A4"><f>"x"&amp;"y"</f><v></v>', '<c r="A4" t="str"><f>"x"</f><v>xy</v>')
    _, read_rows = read(path)
    assert [row.cells[0] for row in read_rows] == ["0001", 2, "xy", "3"]
    assert not any(row.fault for row in read_rows)


def test_a_cell_with_an_error_is_faulty_and_named(path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        staff(sheet)
        sheet.append(["2", "#REF!", None])
        sheet.append(["3", "c", None])

    _, read_rows = read(book(path, fill))
    assert "Cell B3 holds the error #REF!" in str(read_rows[1].fault)
    assert read_rows[1].cells == ("2", "#REF!", None)
    assert read_rows[2].fault is None


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ('<c r="A2" t="s"><v>999</v></c>', "A2 can't be read"),
        ('<c r="A2"><v>1e999</v></c>', "A2 can't be read"),
        ('<c r="A2"><v>one</v></c>', "A2 can't be read"),
        ('<c r="A2" t="d"><v>yesterday</v></c>', "A2 can't be read"),
        ('<c r="XFD2"><v>1</v></c>', "far outside"),
        ('<c r="QQQQQ2"><v>1</v></c>', "far outside"),
        ('<c r="E2"><v>1</v></c>', "without a title"),
    ],
)
def test_a_cell_that_can_not_be_read_spoils_its_row_only(path: Path, cell: str, said: str) -> None:
    book(path, staff)
    rest = '</row><row r="3"><c t="d" r="C3"><v>2020-05-01</v></c></row><row><c t="b"><v>0</v></c><c/></row>'
    changed(path, SHEET, "</row></sheetData>", cell + rest + "</sheetData>")
    _, read_rows = read(path)
    assert said in str(read_rows[0].fault)
    assert read_rows[1] == Row(3, (None, None, date(2020, 5, 1)))
    assert read_rows[2] == Row(4, (False, None, None))


def test_rich_text_and_escaped_signs_are_read(path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["Name", "Note"])
        rich = CellRichText("Leila ", TextBlock(InlineFont(b=True), "Haddad"))
        sheet.append([rich, "a_x000A_b"])

    _, read_rows = read(book(path, fill))
    assert read_rows[0].cells == ("Leila Haddad", "a\nb")


def test_the_first_sheet_with_something_on_it_is_read(path: Path) -> None:
    def hidden(sheet: Worksheet) -> None:
        staff(sheet)
        sheet.sheet_state = "hidden"

    book(path, _nothing, Lists=hidden, Real=staff)
    found, read_rows = read(path)
    assert (found.sheets, found.sheet) == (("Staff", "Lists", "Real"), "Real")
    assert "hidden sheets: ['Lists']" in str(found.notes[0])
    assert "several sheets" in str(found.notes[1])
    assert len(read_rows) == 1
    assert look(path, Choice(sheet="Lists")).columns == ("Number", "Name", "Born")
    with pytest.raises(Refused, match="no sheet called"):
        look(path, Choice(sheet="Gone"))
    with pytest.raises(Refused, match="empty"):
        look(path, Choice(sheet="Staff"))


def test_an_empty_workbook_is_refused(path: Path) -> None:
    with pytest.raises(Refused, match="empty"):
        look(book(path, _nothing))


def test_a_thousand_columns_are_refused(path: Path) -> None:
    with pytest.raises(Refused, match="more than 300 columns"):
        look(book(path, lambda sheet: sheet.append([f"c{n}" for n in range(1000)])))


def bomb(size: int) -> bytes:
    return b"<worksheet>" + b" " * size + b"</worksheet>"


def test_a_zip_bomb_is_not_unpacked(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = parts(book(path, staff))
    pack(path, {**content, SHEET: bomb(30 << 20)})
    with pytest.raises(Refused, match="unpacks to far more"):
        look(path)
    pack(path, {**content, **{f"xl/media/{n}": b"" for n in range(2100)}})
    with pytest.raises(Refused, match="unpacks to far more"):
        look(path)
    monkeypatch.setattr(xlsx_book, "MAX_UNPACKED", 1000)
    with pytest.raises(Refused, match="unpacks to far more"):
        look(pack(path, content))


def shared(path: Path) -> Path:
    """Make the name of `staff` a shared text, as Excel and LibreOffice write them."""
    runs = '<si><r><t>Lei</t></r><r><t xml:space="preserve">la </t></r><rPh sb="0" eb="1"><t>x</t></rPh></si>'
    content = parts(book(path, staff))
    content["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}"><si><t>a_x0041_</t></si>{runs}</sst>'.encode()
    content[SHEET] = content[SHEET].replace(b't="inlineStr"><is><t>Haddad</t></is>', b't="s"><v>1</v>')
    return pack(path, content)


def test_shared_texts_are_joined_of_their_runs_without_reading_aids(path: Path) -> None:
    _, read_rows = read(shared(path))
    assert read_rows[0].cells[:2] == ("0001", "Leila ")


def test_texts_in_the_cell_itself_are_read_without_reading_aids(path: Path) -> None:
    runs = "<r><t>Ha</t></r><r><t>ddad</t></r><rPh><t>x</t></rPh><phoneticPr/>"
    book(path, staff)
    changed(path, SHEET, "<is><t>Haddad</t></is>", f"<is>{runs}</is>")
    _, read_rows = read(path)
    assert read_rows[0].cells[1] == "Haddad"


def test_shared_texts_larger_than_any_list_are_not_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_book, "MAX_STRINGS", 10)
    with pytest.raises(Refused, match="unpacks to far more"):
        look(shared(path))


def test_an_xml_bomb_is_refused(path: Path) -> None:
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    book(path, staff)
    changed(path, SHEET, "<worksheet", laughs + "<worksheet")
    with pytest.raises(Refused, match="unpacks to far more"):
        look(path)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old .xls file, or one protected"),
        (b"PK\x03\x04" + b"\0" * 600, "damaged"),
    ],
)
def test_other_files_say_what_to_do(path: Path, content: bytes, said: str) -> None:
    path.write_bytes(content)
    with pytest.raises((Refused, Trouble), match=said):
        look(path)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ({"content.xml": b"<x/>"}, "Save it as .xlsx"),
        ({"xl/workbook.bin": b""}, "Save it as .xlsx"),
        ({"word/document.xml": b"<x/>"}, "no table"),
        ({"xl/other.xml": b"<x/>"}, "no table"),
        ({"xl/workbook.xml": b"<workbook/>"}, "no sheet"),
    ],
)
def test_other_archives_say_what_to_do(path: Path, content: dict[str, bytes], said: str) -> None:
    with pytest.raises(Refused, match=said):
        look(pack(path, content))


def test_a_protected_archive_is_refused(path: Path) -> None:
    raw = bytearray(book(path, staff).read_bytes())
    at = raw.rfind(b"PK\x01\x02")
    raw[at + 8] |= 1  # the flag of encryption in the central directory
    path.write_bytes(raw)
    with pytest.raises(Refused, match="password"):
        look(path)


def test_a_damaged_sheet_is_told_where_it_breaks(path: Path) -> None:
    book(path, staff)
    found = look(path)
    changed(path, SHEET, "</sheetData>", "</sheetDat>")
    with pytest.raises(Trouble, match="damaged"):
        list(rows(path, found))


def test_a_file_that_goes_after_the_look_says_so(path: Path) -> None:
    found = look(book(path, staff))
    path.unlink()
    with pytest.raises(Trouble, match="can't be read"):
        list(rows(path, found))


def test_a_workbook_elsewhere_in_the_archive_is_found(path: Path) -> None:
    content = parts(book(path, staff))
    content["xl/my-workbook.xml"] = content.pop("xl/workbook.xml")
    content["xl/_rels/my-workbook.xml.rels"] = content.pop("xl/_rels/workbook.xml.rels")
    content["_rels/.rels"] = content["_rels/.rels"].replace(b"xl/workbook.xml", b"/xl/my-workbook.xml")
    del content["xl/styles.xml"]
    _, read_rows = read(pack(path, content))
    assert read_rows[0].cells == ("0001", "Haddad", 28926)  # without its style a date is a number


def test_progress_is_told_and_reading_stops_when_interrupted(path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        staff(sheet)
        for number in range(3000):
            sheet.append([number, "a", None])

    found = look(book(path, fill))
    told: list[tuple[int, int]] = []
    assert len(list(rows(path, found, lambda *at: told.append(at)))) == 3001
    assert told[-1][0] == told[-1][1]
    assert told == sorted(told)
    stop = Interrupt()
    token = current.set(stop)
    try:
        reading = rows(path, found)
        next(reading)
        stop.interrupt()
        with pytest.raises(Trouble, match="stopped"):
            list(reading)
    finally:
        current.reset(token)


def test_nothing_heavy_is_imported_before_a_sheet_is_opened() -> None:
    heavy = "[m for m in ('openpyxl', 'defusedxml', 'charset_normalizer') if m in sys.modules]"
    said = f"import sys; import travel_desk.sheets; print({heavy})"
    done = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
