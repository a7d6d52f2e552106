"""Zones are read and written as ICAO Doc 9303 has them, and what is wrong with one is said by its field."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from travel_desk.base.message import Refused
from travel_desk.base.partial import PartialDate
from travel_desk.mrz import (
    Kind,
    Zone,
    as_printed,
    begins_like_zone,
    check_digit,
    is_whole,
    looks_like_zone,
    read,
    write,
)

TODAY = date(2026, 11, 23)

# The specimens of Utopia in Doc 9303, parts 4 to 7.
TD3 = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
TD2 = "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6"
TD1 = "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<"
MRV_A = "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL8988901C4XXX4009078F96121096ZE184226B<<<<<<"
MRV_B = "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nL8988901C4XXX4009078F9612109<<<<<<<<"
TD1_LONG = "I<UTOD23145890<7349<<<<<<<<<<<\n3407127M9507122UTO<<<<<<<<<<<2\nSTEVENSON<<PETER<JOHN<<<<<<<<<"
TD2_LONG = "I<UTOSTEVENSON<<PETER<JOHN<<<<<<<<<<\nD23145890<UTO3407127M95071227349<<<8"
SPECIMENS = [TD3, TD2, TD1, MRV_A, MRV_B, TD1_LONG, TD2_LONG]

ANNA = Zone(
    Kind.TD3, "P", "UTO", "ERIKSSON", "ANNA MARIA", "L898902C3", "UTO", PartialDate(1974, 8, 12), "F",
    date(2012, 4, 15), "ZE184226B",
)  # fmt: skip


def said(text: str, today: date = TODAY) -> dict[str, str]:
    """Return what reading finds wrong, by field."""
    return {problem.field: str(problem.message) for problem in read(text, today).problems}


def printed(zone: Zone = ANNA, **changes: object) -> str:
    """Return the lines of a changed specimen."""
    return write(replace(zone, **changes))  # type: ignore[arg-type]


def changed(text: str, line: int, place: int, sign: str) -> str:
    """Return `text` with one sign misread; line and place count from 1."""
    lines = text.split("\n")
    lines[line - 1] = lines[line - 1][: place - 1] + sign + lines[line - 1][place:]
    return "\n".join(lines)


# -- reading -----------------------------------------------------------------------------------


def test_the_specimen_passport_is_read() -> None:
    reading = read(TD3, TODAY)
    assert reading.valid
    assert reading.kind is Kind.TD3
    assert reading.zone == ANNA
    assert reading.text == TD3


@pytest.mark.parametrize("text", SPECIMENS)
def test_each_specimen_is_valid_and_written_as_it_is_printed(text: str) -> None:
    reading = read(text, TODAY)
    assert reading.problems == ()
    assert reading.zone is not None
    assert write(reading.zone) == text


@pytest.mark.parametrize(
    ("text", "kind"),
    [(TD1, "TD1"), (TD2, "TD2"), (TD3, "TD3"), (MRV_A, "MRV-A"), (MRV_B, "MRV-B"), (TD1_LONG, "TD1")],
)
def test_the_kind_shows_in_size_and_first_letter(text: str, kind: str) -> None:
    assert read(text, TODAY).kind == kind


@pytest.mark.parametrize(
    "text",
    [
        TD3.replace("\n", "\r"),
        TD3.replace("\n", "\r\n") + "\r\n",
        TD3.replace("\n", ""),
        "\n\n" + TD3 + "\n \n",
        TD3.lower(),
        "\ufeff" + TD3,
        TD1.replace("\n", ""),
        TD2.replace("\n", ""),
    ],
)
def test_a_zone_is_read_whatever_parts_its_lines(text: str) -> None:
    assert read(text, TODAY).valid


@pytest.mark.parametrize(("text", "number"), [(TD1_LONG, "D23145890734"), (TD2_LONG, "D23145890734")])
def test_a_long_number_goes_on_in_the_optional_data(text: str, number: str) -> None:
    zone = read(text, TODAY).zone
    assert zone is not None
    assert (zone.number, zone.optional) == (number, "")


@pytest.mark.parametrize("first", ["IDBEL600001476<9355<<<<<<<<<<<", "IDBEL000590448<3016<<<<<<<<<<<"])
def test_the_check_digit_of_a_long_number_may_count_the_filler_within_or_not(first: str) -> None:
    assert "number" not in said(first[:30] + TD1_LONG[30:])


def test_a_german_nationality_and_an_unspecified_sex_leave_their_fillers() -> None:
    zone = read(printed(issuing_state="D", nationality="D", sex=""), TODAY).zone
    assert zone is not None
    assert (zone.issuing_state, zone.nationality, zone.sex) == ("D", "D", "")


@pytest.mark.parametrize(
    ("born", "signs"),
    [
        (PartialDate(1979), "79<<<<"),
        (PartialDate(1979, 3), "7903<<"),
        (PartialDate(2000, 2, 29), "000229"),
        (PartialDate(2026, 11, 23), "261123"),
        (PartialDate(1926, 11, 24), "261124"),
        (PartialDate(1926, 12), "2612<<"),
        (PartialDate(2026), "26<<<<"),
        (PartialDate(1927), "27<<<<"),
        (None, "<<<<<<"),
    ],
)
def test_unknown_parts_of_a_birth_are_fillers_and_nobody_is_born_tomorrow(
    born: PartialDate | None, signs: str
) -> None:
    text = printed(birth_date=born)
    assert text.split("\n")[1][13:19] == signs
    reading = read(text, TODAY)
    assert reading.valid
    assert reading.zone is not None
    assert reading.zone.birth_date == born


def test_a_birth_of_which_the_year_is_unknown_is_no_date() -> None:
    lines = printed(birth_date=None).replace("<<<<<<0F", f"<<0812{check_digit('<<0812')}F")
    zone = read(lines, TODAY).zone
    assert zone is not None
    assert zone.birth_date is None


def test_the_29th_of_february_is_sought_in_the_century_that_has_it() -> None:
    text = printed(birth_date=PartialDate(2000, 2, 29))
    zone = read(text, date(2106, 1, 1)).zone
    assert zone is not None
    assert zone.birth_date == PartialDate(2000, 2, 29)


@pytest.mark.parametrize(
    ("day", "today"),
    [
        (date(1976, 1, 1), TODAY),
        (date(2075, 12, 31), TODAY),
        (date(2031, 5, 6), TODAY),
        (date(1999, 5, 6), date(2040, 1, 1)),
        (None, TODAY),
    ],
)
def test_an_expiry_is_within_fifty_years(day: date | None, today: date) -> None:
    reading = read(printed(expiry_date=day), today)
    assert reading.zone is not None
    assert reading.zone.expiry_date == day
    assert reading.valid


def test_optional_data_that_are_empty_may_have_a_zero_or_a_filler() -> None:
    text = printed(optional="")
    assert text[-2] == "<"
    assert read(text, TODAY).valid
    assert read(text[:-2] + "0" + text[-1], TODAY).valid
    assert "optional" in said(text[:-2] + "1" + text[-1])


# -- names -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("surname", "given", "field"),
    [  # the examples of Doc 9303-4, section 4.2.3
        ("HENG", "DEBORAH MING LO", "HENG<<DEBORAH<MING<LO"),
        ("SMITH-JONES", "SUSIE MARGARET", "SMITH<JONES<<SUSIE<MARGARET"),
        ("O'CONNOR", "ENYA SIOBHAN", "OCONNOR<<ENYA<SIOBHAN"),
        ("VAN DER MUELLEN", "MARTIN", "VAN<DER<MUELLEN<<MARTIN"),
        ("AL-BASRI", "HUDA MUHAMMAD JAWAD", "AL<BASRI<<HUDA<MUHAMMAD<JAWAD"),
        ("ARKFREITH", "", "ARKFREITH"),
        ("SATRIYA SUDARPA", "", "SATRIYA<SUDARPA"),
        ("NILAVADHANANANDA", "CHAYAPA DEJTHAMRONG KRASUANG", "NILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<K"),
        ("NILAVADHANANANDA", "ARNPOL PETCH CHARONGUANG", "NILAVADHANANANDA<<ARNPOL<PETCH<CHARONGU"),
        ("PAPANDROPOULOUS", "JONATHON WARREN TREVOR", "PAPANDROPOULOUS<<JONATHON<WARREN<TREVOR"),
        # The standard leaves open which parts give way.
        (
            "BENNELONG WOOLOOMOOLOO WARRANDYTE WARNAMBOOL",
            "DINGO POTOROO",
            "BENNELONG<WOOLOOMOOLOO<WARRANDYTE<WA<<D",
        ),
        ("A" * 35 + " B", "C D", "A" * 35 + "<<C"),
        ("A" * 50, "", "A" * 39),
        ("A" * 38 + " BC", "", "A" * 37 + "<B"),
        ("A BCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJK L M", "", "A<BCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJ<L"),
    ],
)
def test_names_are_written_as_the_standard_shows(surname: str, given: str, field: str) -> None:
    line = printed(surname=surname, given_names=given, optional="").split("\n")[0]
    assert line[5:].rstrip("<") == field.rstrip("<")


def test_a_name_is_compared_as_a_zone_would_print_it() -> None:
    assert as_printed("O'BRIEN-AL HADDAD") == "OBRIEN AL HADDAD"


def test_names_that_fill_their_field_may_be_cut() -> None:
    zone = read(printed(surname="PAPANDROPOULOUS", given_names="JONATHON WARREN TREVOR"), TODAY).zone
    assert zone is not None
    assert zone.may_be_cut
    assert not ANNA.may_be_cut


@pytest.mark.parametrize(
    "names", ["<<ANNA", "ERIKSSON<<ANNA<<MARIA", "ERIKSSON<<<ANNA", "<ERIKSSON<<ANNA", "<" * 39]
)
def test_names_that_are_not_parted_as_they_should_be_are_told(names: str) -> None:
    text = "P<UTO" + names.ljust(39, "<") + TD3[44:]
    assert "not parted" in said(text)["surname"]


# -- what is wrong -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "field", "words"),
    [
        (changed(TD3, 2, 10, "7"), "number", "check digit of the document number is wrong. Scan again"),
        (changed(TD3, 2, 20, "3"), "birth_date", "check digit of the date of birth is wrong. Scan again"),
        (changed(TD3, 2, 14, "8"), "birth_date", "check digit of the date of birth is wrong"),
        (changed(TD3, 2, 28, "8"), "expiry_date", "check digit of the date of expiry is wrong"),
        (changed(TD3, 2, 43, "2"), "optional", "check digit of the optional data is wrong"),
        (changed(TD3, 2, 44, "1"), "composite", "last check digit, over all checked fields, is wrong"),
        (changed(TD3, 2, 8, "B"), "number", "check digit of the document number is wrong. Scan again"),
        (changed(TD3, 2, 16, "O"), "birth_date", "check digit of the date of birth"),
        (changed(TD1, 2, 30, "7"), "composite", "last check digit"),
        (changed(TD3, 1, 1, "X"), "document_code", "begins with P, not with “X”"),
        (changed(TD3, 1, 1, "<"), "document_code", "begins with P, not with “”"),
        (changed(TD2, 1, 1, "P"), "document_code", "begins with A, C, I"),
        (changed(TD3, 1, 3, "0"), "issuing_state", "The issuing state is read as “0TO”, perhaps for OTO"),
        (changed(TD3, 1, 4, "7"), "issuing_state", "The issuing state “U7O” is no country's letters"),
        (changed(TD3, 2, 13, "0"), "nationality", "The nationality is read as “UT0”, perhaps for UTO"),
        (changed(TD3, 2, 11, "<"), "nationality", "The nationality “<TO” is no country's letters"),
        (changed(TD3, 1, 7, "1"), "surname", "the digit 1 among them, perhaps for I"),
        (changed(TD3, 1, 7, "9"), "surname", "the digit 9 among them. Compare"),
        (changed(TD3, 2, 21, "X"), "sex", "neither M nor F"),
        (changed(TD3, 2, 22, "I"), "expiry_date", "check digit of the date of expiry"),
        (changed(TD3, 2, 1, "<"), "number", "begins with a filler"),
        (changed(TD3, 1, 7, "«"), "", "“«” in line 1, place 7 is no sign of a zone, perhaps a filler"),
        (changed(TD3, 2, 7, "Ж"), "", "“Ж” in line 2, place 7 is no sign of a zone: A to Z"),
        (TD1.replace("D231458907", "<<<<<<<<<0"), "number", "no document number"),
        (TD1.replace("D231458907", "D23145890<"), "number", "check digit of the document number is wrong"),
    ],
)
def test_what_is_wrong_is_said_by_its_field(text: str, field: str, words: str) -> None:
    reading = read(text, TODAY)
    assert not reading.valid
    assert reading.zone is not None
    assert words in said(text)[field]


def test_a_letter_in_a_date_is_told_with_the_digit_that_it_may_be() -> None:
    problems = [str(p.message) for p in read(changed(TD3, 2, 16, "O"), TODAY).problems]
    assert any("date of birth has the letter O, perhaps for 0" in text for text in problems)
    problems = [str(p.message) for p in read(changed(TD3, 2, 23, "Z"), TODAY).problems]
    assert any("date of expiry has the letter Z, perhaps for 2" in text for text in problems)


def test_a_number_that_would_be_right_with_one_likely_sign_is_named_but_not_taken() -> None:
    text = printed(number="AB0123456")
    wrong = changed(text, 2, 3, "O")
    assert "it would be right for AB0123456" in said(wrong)["number"]
    zone = read(wrong, TODAY).zone
    assert zone is not None
    assert zone.number == "ABO123456"


@pytest.mark.parametrize(
    ("signs", "field"), [("741312", "birth_date"), ("74<<12", ""), ("7A0812", "birth_date")]
)
def test_a_day_that_no_calendar_has_is_no_birth(signs: str, field: str) -> None:
    text = TD3.replace("7408122F", f"{signs}{check_digit(signs)}F")
    zone = read(text, TODAY).zone
    assert zone is not None
    assert zone.birth_date is None
    assert "is no date" in said(text)["birth_date"]


def test_a_day_that_no_calendar_has_is_no_expiry() -> None:
    for signs in ("120431", "12<<<<"):
        text = TD3.replace("1204159", f"{signs}{check_digit(signs)}")
        zone = read(text, TODAY).zone
        assert zone is not None
        assert zone.expiry_date is None
        assert "is no date" in said(text)["expiry_date"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Nothing was read"),
        (" \n ", "Nothing was read"),
        (TD3.split("\n")[0], "Only one line"),
        (TD3[:-1], "here are 44 + 43"),
        (TD3.replace("\n", "")[:-1], "here are 87"),
        (TD3 + "\n" + TD3, "Two zones were read at once"),
        (TD1 + "\n" + TD1, "Two zones were read at once"),
        ((TD3 + TD3).replace("\n", ""), "Two zones were read at once"),
        ("5901234123457", "here are 13"),
    ],
)
def test_what_is_no_zone_says_why(text: str, words: str) -> None:
    reading = read(text, TODAY)
    assert (reading.kind, reading.zone, reading.valid) == (None, None, False)
    assert words in str(reading.problems[0].message)


@pytest.mark.parametrize("text", [*SPECIMENS, TD3[:44], TD3[:-5], TD3 + TD3, TD3.replace("ERI", "ÉRI")])
def test_a_zone_and_a_part_of_one_look_like_a_zone(text: str) -> None:
    assert looks_like_zone(text)


@pytest.mark.parametrize(
    "text", ["", "5901234123457", "SLIP/2026/00012", "https://example.org/?a=1<2", "P<UTO"]
)
def test_other_barcodes_do_not(text: str) -> None:
    assert not looks_like_zone(text)


def test_a_zone_is_whole_with_its_last_line() -> None:
    assert is_whole(TD1)
    assert not is_whole(TD1[:61])
    assert not is_whole(TD3[:45])


@pytest.mark.parametrize("text", ["P", "p<", "I<UTOD2", "V<D<<", TD3[:50], TD3 + "\n", "ACUTO12"])
def test_what_may_be_the_beginning_of_a_zone_is_known(text: str) -> None:
    assert begins_like_zone(text)


@pytest.mark.parametrize("text", ["", "L", "TD1|", "P9", "P<U1O", "Paula Ek", "A-1"])
def test_what_begins_otherwise_is_none(text: str) -> None:
    assert not begins_like_zone(text)


# -- what a zone cannot hold -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"surname": ""}, "surname"),
        ({"surname": "ÉRIKSSON"}, "surname"),
        ({"given_names": "ANNA 2"}, "given_names"),
        ({"number": ""}, "number"),
        ({"number": "L898902C34"}, "number"),
        ({"number": "l89"}, "number"),
        ({"nationality": "UTOP"}, "nationality"),
        ({"issuing_state": ""}, "issuing_state"),
        ({"document_code": "V"}, "document_code"),
        ({"document_code": "PAS"}, "document_code"),
        ({"sex": "X"}, "sex"),
        ({"optional": "É"}, "optional"),
        ({"optional": "1" * 15}, "optional"),
        ({"optional_2": "1"}, "optional_2"),
        ({"kind": Kind.TD1, "document_code": "I", "number": "1" * 23}, "number"),
        ({"kind": Kind.TD1, "document_code": "I", "number": "12345 67890"}, "number"),
        ({"kind": Kind.TD1, "document_code": "I", "optional_2": "É"}, "optional_2"),
    ],
)
def test_what_a_zone_cannot_hold_is_refused_by_its_field(changes: dict[str, object], field: str) -> None:
    with pytest.raises(Refused) as refused:
        printed(**changes)
    assert refused.value.field == field
