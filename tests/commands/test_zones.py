"""`travel_desk mrz read` says what a zone holds, and ends with 1 where something is wrong with it."""

from __future__ import annotations

import io
import json

import pytest

from travel_desk.__main__ import main

TD3 = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F3004157ZE184226B<<<<<16"
WRONG = TD3.replace("7408122", "7408123")


@pytest.fixture(autouse=True)
def no_desk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)


def test_a_valid_zone_is_printed_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mrz", "read", TD3, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "kind": "TD3",
        "valid": True,
        "document_code": "P",
        "issuing_state": "UTO",
        "number": "L898902C3",
        "surname": "ERIKSSON",
        "given_names": "ANNA MARIA",
        "nationality": "UTO",
        "birth_date": "1974-08-12",
        "expiry_date": "2030-04-15",
        "sex": "F",
        "optional": "ZE184226B",
        "problems": [],
    }


def test_a_wrong_check_digit_names_its_field_and_ends_with_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mrz", "read", WRONG.replace("\n", "\\n"), "--json"]) == 1
    printed = json.loads(capsys.readouterr().out)
    assert not printed["valid"]
    assert printed["problems"] == [
        "The check digit of the date of birth is wrong. Scan again, or compare with the booklet."
    ]


def test_a_zone_is_read_from_the_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(TD3 + "\n"))
    assert main(["mrz", "read", "-"]) == 0
    out = capsys.readouterr().out
    assert "TD3: every check digit is right.\nDocument: P UTO L898902C3\nSurname: ERIKSSON" in out


def test_what_is_wrong_is_printed_for_a_person_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mrz", "read", WRONG]) == 1
    out = capsys.readouterr().out
    assert out.startswith("TD3: not valid.\n")
    assert "date of birth is wrong" in out


def test_what_is_no_zone_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mrz", "read", "5901234123457", "--json"]) == 1
    printed = json.loads(capsys.readouterr().out)
    assert (printed["kind"], printed["birth_date"], printed["surname"]) == (None, None, "")
    assert main(["mrz", "read", ""]) == 1
    assert "Nothing was read" in capsys.readouterr().out


def test_an_input_that_is_no_text_is_trouble(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"P<\xff\xfe"), encoding="utf-8"))
    assert main(["mrz", "read", "-"]) == 2
    assert "UTF-8" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["mrz"], ["mrz", "read"], ["mrz", "write", "x"]])
def test_arguments_that_say_nothing_end_with_2(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "usage:" in capsys.readouterr().err
