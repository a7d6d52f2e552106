"""CSV files as ministries send them: whatever is wrong with a row, the rows after it are read."""

from __future__ import annotations

from pathlib import Path

import pytest

from travel_desk.base.interrupt import Interrupt, current
from travel_desk.base.message import Refused, Trouble
from travel_desk.sheets import Choice, Found, Row, look, rows
from travel_desk.sheets.csv_rows import look_csv
from travel_desk.sheets.header import find_header
from travel_desk.sheets.lines import read_lines

HEAD = "Number;Name;Post\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "staff.csv"


def read(path: Path, text: str | bytes, choice: Choice = Choice()) -> tuple[Found, list[Row]]:  # noqa: B008
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    found = look(path, choice)
    return found, list(rows(path, found))


def cells(read_rows: list[Row]) -> list[tuple[object, ...]]:
    return [row.cells for row in read_rows]


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_the_separator_is_found(path: Path, separator: str) -> None:
    text = HEAD.replace(";", separator) + f'1{separator}"Haddad, Leila; A|B"{separator}Head\n' * 3
    found, read_rows = read(path, text)
    assert found.separator == separator
    assert found.columns == ("Number", "Name", "Post")
    assert read_rows[0] == Row(2, ("1", "Haddad, Leila; A|B", "Head"))


def test_texts_with_commas_do_not_make_it_a_comma(path: Path) -> None:
    found, _ = read(path, "Name;Post\n" + "Haddad, Leila;Head, Water\n" * 20)
    assert found.separator == ";"


def test_a_line_of_quoted_texts_tells_the_separator(path: Path) -> None:
    found, _ = read(path, '"Name","Post"\n' + '1,"a;b;c;d;e;f"\n' * 20)
    assert found.separator == ","


def test_excel_may_say_the_separator_in_the_first_line(path: Path) -> None:
    found, read_rows = read(path, "sep=:\nNumber:Name\n1:Haddad\n")
    assert (found.separator, found.header_row, found.columns) == (":", 2, ("Number", "Name"))
    assert cells(read_rows) == [("1", "Haddad")]


def test_the_user_chooses_against_what_was_found(path: Path) -> None:
    text = "Titre\nNo,Nom;Prénom\n1,Bénard;Noël\n"
    choice = Choice(encoding="cp1252", separator=",", header_row=2)
    found, read_rows = read(path, text.encode("cp1252"), choice)
    assert found.columns == ("No", "Nom;Prénom")
    assert cells(read_rows) == [("1", "Bénard;Noël")]


@pytest.mark.parametrize(
    ("choice", "field"),
    [
        (Choice(encoding="nonsense"), "encoding"),
        (Choice(separator="--"), "separator"),
        (Choice(separator='"'), "separator"),
        (Choice(header_row=3), "header_row"),
        (Choice(header_row=99), "header_row"),
    ],
)
def test_a_choice_that_makes_no_sense_is_refused(path: Path, choice: Choice, field: str) -> None:
    path.write_text(HEAD + "1;a;b\n;;\n")
    with pytest.raises(Refused) as refused:
        look(path, choice)
    assert refused.value.field == field


def test_titles_above_the_header_are_skipped(path: Path) -> None:
    text = "Ministry of Water;;\nStaff as of 1 March;;\n;;\n" + HEAD + "1;Haddad;Head\n2;Okafor;\n"
    found, read_rows = read(path, text)
    assert found.header_row == 4
    assert [row.number for row in read_rows] == [5, 6]


def test_titles_without_an_empty_row_are_skipped_too(path: Path) -> None:
    found, _ = read(path, "Staff;;\n" + HEAD + "1;Haddad;Head\n2;Okafor;Clerk\n")
    assert found.header_row == 2


def test_rows_are_numbered_as_a_spreadsheet_shows_them(path: Path) -> None:
    found, read_rows = read(path, HEAD + '1;"two\nlines";x\n\n2;b;y\n;;\n3;c;z\n')
    assert found.header_row == 1
    assert [(row.number, row.cells[1]) for row in read_rows] == [(2, "two\nlines"), (4, "b"), (6, "c")]


def test_a_broken_quotation_mark_spoils_its_own_row_only(path: Path) -> None:
    lines = [f'{n};"Name {n}";Post\n' for n in range(1, 20_001)]
    lines[16_998] = '16999;"Name 16999;Post\n'  # row 17,000 of the file
    found, read_rows = read(path, HEAD + "".join(lines))
    assert found.columns == ("Number", "Name", "Post")
    assert len(read_rows) == 20_000
    (faulty,) = [row for row in read_rows if row.fault]
    assert faulty.number == 17_000
    assert faulty.cells == ("16999", "Name 16999", "Post")
    assert "quotation mark" in str(faulty.fault)


def test_a_broken_quotation_mark_without_any_other_is_found_at_the_end(path: Path) -> None:
    lines = [f"{n};Name {n};Post\n" for n in range(1, 3001)]
    lines[9] = '10;"Name 10;Post\n'
    _, read_rows = read(path, HEAD + "".join(lines))
    assert [row.number for row in read_rows if row.fault] == [11]
    assert len(read_rows) == 3000


def test_quotation_marks_within_a_name_spoil_its_row_only(path: Path) -> None:
    text = HEAD + '1;"LLC "Rose"";x\n2;LLC "Rose";y\n3;c;z\n'
    _, read_rows = read(path, text)
    assert [bool(row.fault) for row in read_rows] == [True, False, False]
    assert read_rows[1].cells == ("2", 'LLC "Rose"', "y")


def test_what_a_broken_row_leaves_behind_is_faulty_too(path: Path) -> None:
    text = HEAD + '1;"Rose "the" first\nof her name";x\n2;b;y\n'
    _, read_rows = read(path, text)
    assert [(row.number, bool(row.fault)) for row in read_rows] == [(2, True), (3, True), (4, False)]
    assert "row above" in str(read_rows[1].fault)


def test_a_text_of_many_lines_in_a_row_of_another_width_is_no_row(path: Path) -> None:
    text = HEAD + '1;"Name 1;x\n2;b;y\n3;c";z;z;z\n4;d;w\n'
    _, read_rows = read(path, text)
    assert [(row.number, bool(row.fault)) for row in read_rows] == [
        (2, True), (3, False), (4, True), (5, False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("2;Иванов;x\n".encode("cp1251"), "not written in UTF-8"),
        (b"2;Jo\0nes;x\n", "damaged"),
        (b"2;" + b"x" * 1_200_000 + b";y\n", "too long"),
        (b"2;a;b;c;d\n", "has 5 cells, the header has 3"),
        (b'2;"' + b"x" * 200_000 + b'";y\n', "too long"),
    ],
)
def test_a_bad_line_is_faulty_and_the_next_one_is_read(path: Path, line: bytes, said: str) -> None:
    text = (HEAD + "1;Ёлкин;x\n" * 5).encode() + line + "3;Щукин;y\n".encode()
    _, read_rows = read(path, text)
    assert [bool(row.fault) for row in read_rows] == [False] * 5 + [True, False]
    assert said in str(read_rows[5].fault)
    assert all(len(row.cells) == 3 for row in read_rows)
    assert read_rows[-1] == Row(8, ("3", "Щукин", "y"))


def test_a_line_in_utf_8_in_an_older_file_is_faulty(path: Path) -> None:
    text = (HEAD + "1;Ёлкин;x\n2;Щукин;y\n" * 9).encode("cp1251") + "3;Сидоров;z\n".encode()
    found, read_rows = read(path, text)
    assert found.encoding == "cp1251"
    assert read_rows[-1].cells == ("3", "Сидоров", "z")
    assert "UTF-8" in str(read_rows[-1].fault)


def test_a_letter_that_an_old_encoding_does_not_have_is_faulty(path: Path) -> None:
    text = (HEAD + "1;Müller;x\n" * 9).encode("cp1252") + b"2;J\x81rg;y\n"
    _, read_rows = read(path, text)
    assert "Windows-1252" in str(read_rows[-1].fault)


def test_files_with_carriage_returns_only_are_read(path: Path) -> None:
    _, read_rows = read(path, (HEAD + "1;a;x\n2;b;y\n").replace("\n", "\r"))
    assert cells(read_rows) == [("1", "a", "x"), ("2", "b", "y")]


def test_a_carriage_return_among_line_feeds_ends_a_row(path: Path) -> None:
    _, read_rows = read(path, HEAD + "1;a;x\r2;b;y\r\n3;c;z")
    assert [(row.number, row.cells[0]) for row in read_rows] == [(2, "1"), (3, "2"), (4, "3")]
    assert not any(row.fault for row in read_rows)


def test_short_rows_are_filled_and_empty_ends_are_cut(path: Path) -> None:
    _, read_rows = read(path, HEAD + "1;a\n2;b;y;;;\n")
    assert cells(read_rows) == [("1", "a", ""), ("2", "b", "y")]
    assert not any(row.fault for row in read_rows)


def test_a_last_column_without_a_title_is_read(path: Path) -> None:
    found, read_rows = read(path, "Number;Name\n" + "1;a;note\n" * 5)
    assert found.columns == ("Number", "Name", "")
    assert read_rows[0].cells == ("1", "a", "note")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_wide_text_is_read(path: Path, encoding: str) -> None:
    text = HEAD + "1;Ёлкин;x\n" + "2;Jo\0nes;y\n" + "3;c;z"
    found, read_rows = read(path, text.encode(encoding))
    assert found.encoding.startswith("utf-16")
    assert [(row.cells[0], bool(row.fault)) for row in read_rows] == [("1", False), ("2", True), ("3", False)]


def test_wide_text_that_is_damaged_is_faulty_where_it_is(path: Path) -> None:
    damaged = "2;".encode("utf-16-le") + b"\x00\xd8" + ";y\n".encode("utf-16-le")
    long = ("3;" + "x" * 1_200_000 + ";y\n").encode("utf-16-le")
    whole = (HEAD + "1;a;x\n" * 40).encode("utf-16") + damaged + long + "4;d;z\n".encode("utf-16-le")
    _, read_rows = read(path, whole)
    assert [row.cells[0] for row in read_rows if row.fault] == ["2", "3"]
    assert read_rows[-1].cells == ("4", "d", "z")


def test_a_file_that_ends_within_a_line_that_is_too_long_ends(path: Path) -> None:
    _, read_rows = read(path, HEAD + "1;a;x\n" + "y" * 2_500_000)
    assert [bool(row.fault) for row in read_rows] == [False, True]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf  \n", "empty"),
        (b";;;\n;;\n", "empty"),
        (b"%PDF-1.7\n...", "no table"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "web page"),
        (b"\x00\x01\x02\x03" * 500, "no table"),
        (";".join(f"c{n}" for n in range(1000)).encode() + b"\n", "more than 300 columns"),
    ],
)
def test_what_is_no_table_is_refused_with_what_to_do(path: Path, content: bytes, said: str) -> None:
    path.write_bytes(content)
    with pytest.raises(Refused, match=said):
        look(path)


def test_a_header_alone_has_no_rows(path: Path) -> None:
    found, read_rows = read(path, HEAD)
    assert (found.columns, read_rows) == (("Number", "Name", "Post"), [])


def test_doubts_about_the_header_are_said(path: Path) -> None:
    found, _ = read(path, "001;Haddad;2020\n002;Okafor;2021\n")
    assert "looks like a row" in str(found.notes[0])
    found, _ = read(path, "Name;Name;Post\na;b;c\n")
    assert "Two columns are called" in str(found.notes[0])


def test_a_missing_file_and_a_folder_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="no longer there"):
        look(tmp_path / "gone.csv")
    with pytest.raises(Trouble, match="can't be read"):
        look(tmp_path)


def test_a_file_that_goes_after_the_look_says_so(path: Path) -> None:
    path.write_text(HEAD + "1;a;b\n")
    found = look(path)
    path.unlink()
    with pytest.raises(Trouble, match="can't be read"):
        list(rows(path, found))


def test_progress_is_told_to_the_end(path: Path) -> None:
    path.write_text(HEAD + "1;a;b\n" * 5000)
    told: list[tuple[int, int]] = []
    found = look(path)
    assert sum(1 for _ in rows(path, found, lambda *at: told.append(at))) == 5000
    size = path.stat().st_size
    assert told[-1] == (size, size)
    assert len(told) > 3
    assert told == sorted(told)


def test_reading_that_is_interrupted_stops(path: Path) -> None:
    path.write_text(HEAD + "1;a;b\n" * 5000)
    found = look(path)
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


def test_a_control_sign_is_no_letter_of_an_iso_encoding(path: Path) -> None:
    _, read_rows = read(path, HEAD.encode() + b"1;J\x81rg;x\n2;J\xf6rg;x\n", Choice(encoding="latin1"))
    assert [bool(row.fault) for row in read_rows] == [True, False]


def test_one_pair_of_bytes_may_be_a_word_of_an_old_encoding(path: Path) -> None:
    text = HEAD + "1;Иванов;x\n" * 5 + "2;Рё;y\n"  # "Рё" in Windows-1251 is "и" in UTF-8
    _, read_rows = read(path, text.encode("cp1251"))
    assert read_rows[-1].cells[1] == "Рё"


def test_a_disk_that_fails_halfway_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="can't be read"):
        list(read_lines(tmp_path / "gone.csv", "utf-8"))
    with pytest.raises(Trouble, match="can't be read"):
        look_csv(tmp_path / "gone.csv", Choice())


def test_a_table_of_numbers_takes_its_first_full_row_for_the_header() -> None:
    header = find_header([["Report"], [1, 2, 3], [4, 5, 6]])
    assert (header.row, header.columns) == (2, ("1", "2", "3"))


def test_a_title_with_nothing_below_is_the_header() -> None:
    assert find_header([["Report"], []]).row == 1
    assert find_header([[], ["Report"], []]).row == 2
    assert find_header([["Report"]]).row == 1
