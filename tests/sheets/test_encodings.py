"""A file's encoding is found from what stands in it, and said where it is doubtful."""

from __future__ import annotations

import codecs

import pytest

from travel_desk.base.message import Refused
from travel_desk.sheets.encodings import check_encoding, find_encoding, spoken

RUSSIAN = "Табельный номер;Фамилия;Имя\n0001;Иванова;Мария\n0002;Щербаков;Пётр\n0003;Ёлкин;Юрий\n"
SERBIAN = "Број;Презиме;Име\n1;Ђорђевић;Љубица\n2;Јовановић;Милош\n3;Николић;Његош\n"
UKRAINIAN = "Номер;Прізвище;Ім'я\n1;Шевченко;Їжак\n2;Ґалаґан;Ірина\n3;Коваленко;Юрій\n"
GREEK = "Αριθμός;Επώνυμο;Όνομα\n1;Παπαδόπουλος;Γεώργιος\n2;Ιωάννου;Ελένη\n3;Άννινος;Ήρα\n"
ARABIC = "الرقم;الاسم;الوظيفة\n1;ليلى الحداد;مدير عام\n2;محمد عبد الله;وزير\n3;يوسف النجار;سفير\n"
HEBREW = "מספר;שם;תפקיד\n1;דוד כהן;מנהל\n2;רחל לוי;שרה\n3;יוסף מזרחי;שגריר\n"
FRENCH = "Matricule;Nom;Prénom\n1;Lefèvre;Françoise\n2;Bénard;Noël\n3;Côté;Étienne\n"
GERMAN = "Nummer;Name;Vorname\n1;Müller;Jürgen\n2;Groß;Käthe\n3;Schröder;Björn\n"
DANISH = "Nummer;Navn\n1;Sørensen, Søren\n2;Bjørn, Åse\n3;Kjær, Mærsk\n"
SPANISH = "Número;Apellido\n1;Muñoz García\n2;Ibáñez Núñez\n3;Martín Peña\n"
POLISH = "Numer;Nazwisko;Imię\n1;Wiśniewski;Łukasz\n2;Dąbrowska;Małgorzata\n3;Wójcik;Źdźbło\n"
CZECH = "Číslo;Příjmení;Jméno\n1;Dvořák;Jiří\n2;Novotná;Šárka\n3;Žižka;Růžena\n"
HUNGARIAN = "Szám;Családnév\n1;Szőke Győző\n2;Erdős Ödön\n3;Füzesi Tünde\n"
TURKISH = "Sicil;Soyadı;Adı\n1;Yılmaz;Işıl\n2;Şahin;Gökçe\n3;Çağlar;Ümit\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "iso8859-5"),
        (RUSSIAN, "cp866"),
        (SERBIAN, "cp1251"),
        (SERBIAN, "iso8859-5"),
        (UKRAINIAN, "cp1251"),
        (UKRAINIAN.replace("ґ", "г").replace("Ґ", "Г"), "koi8-u"),
        (GREEK, "cp1253"),
        (GREEK, "iso8859-7"),
        (ARABIC, "cp1256"),
        (ARABIC, "iso8859-6"),
        (HEBREW, "cp1255"),
        (FRENCH, "cp1252"),
        (GERMAN, "cp1252"),
        (DANISH, "cp1252"),
        (SPANISH, "cp1252"),
        (POLISH, "cp1250"),
        (POLISH, "iso8859-2"),
        (CZECH, "cp1250"),
        (CZECH, "iso8859-2"),
        (HUNGARIAN, "cp1250"),
        (TURKISH, "cp1254"),
        (RUSSIAN, "utf-8"),
        (ARABIC, "utf-16-le"),
        (RUSSIAN, "utf-16-be"),
        ("Number;Name\n1;Smith\n", "utf-8"),
    ],
)
def test_a_list_of_names_is_read_in_the_encoding_it_was_written_in(text: str, encoding: str) -> None:
    raw = text.encode(encoding)
    found = find_encoding(raw)
    assert raw.decode(found.name) == text, found
    assert not found.notes


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ],
)
def test_a_mark_says_it_all(mark: bytes, encoding: str) -> None:
    found = find_encoding(mark + GREEK.encode(encoding))
    assert (found.name, found.mark) == (encoding, len(mark))


def test_one_name_in_capitals_is_enough() -> None:
    assert find_encoding("1;ИВАНОВ\n".encode("cp1251")).name == "cp1251"
    assert find_encoding("1;Иванов\n".encode("koi8-r")).name == "koi8-r"


def test_a_few_lines_in_another_encoding_are_told() -> None:
    mixed = (RUSSIAN * 5).encode() + "9;Сидоров;Пётр\n".encode("cp1251")
    found = find_encoding(mixed)
    assert found.name == "utf-8"
    assert "another encoding" in str(found.notes[0])
    mostly = (RUSSIAN * 5).encode("cp1251") + "9;Сидоров;Пётр\n".encode()
    found = find_encoding(mostly)
    assert found.name == "cp1251"
    assert "another encoding" in str(found.notes[0])


def test_what_no_list_of_ours_knows_is_guessed_and_said_to_be_a_guess() -> None:
    text = "番号;氏名;役職\n1;山田太郎;課長\n2;鈴木花子;大使\n3;佐藤一郎;外務大臣\n" * 8
    found = find_encoding(text.encode("shift_jis"))
    assert "not certain" in str(found.notes[-1])


def test_a_picture_is_no_table() -> None:
    with pytest.raises(Refused, match="no table"):
        find_encoding(bytes(range(256)) * 40)


def test_a_text_with_a_few_zeros_is_still_a_text() -> None:
    assert find_encoding(b"1;Smith\n" * 400 + b"2;Jo\0nes\n").name == "utf-8"


@pytest.mark.parametrize(
    ("name", "known"), [("windows-1251", "cp1251"), ("UTF8", "utf-8"), ("latin1", "iso8859-1")]
)
def test_the_user_may_choose(name: str, known: str) -> None:
    assert check_encoding(name) == known


@pytest.mark.parametrize("name", ["klingon", "base64", "cp037", "utf-7\0", "utf-32"])
def test_what_is_no_encoding_of_a_table_can_not_be_chosen(name: str) -> None:
    with pytest.raises(Refused, match="no encoding") as refused:
        check_encoding(name)
    assert refused.value.field == "encoding"


def test_encodings_are_called_what_people_call_them() -> None:
    assert [spoken(name) for name in ("cp1251", "utf-8", "koi8-r", "iso8859-5", "cp866")] == [
        "Windows-1251", "UTF-8", "KOI8-R", "ISO-8859-5", "CP866",
    ]  # fmt: skip
