"""Native names get the Latin letters of ICAO Doc 9303-3, section 6, and are found by usual spellings."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travel_desk.mrz import spellings, transliterate

LETTERS = st.text(st.characters(exclude_categories=["Cs", "Cn"]), max_size=30)
NAMES = st.text(st.sampled_from("ЖЇґўёђљѓәқ’ -'ΑΥεύγκμπντΐ ليلىةّ\u200cგჭßøüAé,.漢देİı"), max_size=20)


@pytest.mark.parametrize(
    ("native", "latin"),
    [
        ("Åsa Sørensen", "AASA SOERENSEN"),
        ("Günther Weiß", "GUENTHER WEISS"),
        ("Þóra Æsa Œuvre", "THORA AESA OEUVRE"),
        ("Ċetta Łukasz Đặng", "CETTA LUKASZ DANG"),
        ("Nguyễn Thị Hòa", "NGUYEN THI HOA"),
        ("Müller, Jürgen jr.", "MUELLER JUERGEN JR"),
        ("d’Almeida", "D'ALMEIDA"),
        ("Saint–Exupéry", "SAINT-EXUPERY"),
        ("ﬁona Ĳsbrand", "FIONA IJSBRAND"),
        ("Işıl İnci Əli", "ISIL INCI ELI"),
    ],
)
def test_latin_letters_lose_their_accents_as_table_a_says(native: str, latin: str) -> None:
    assert transliterate(native) == latin


@pytest.mark.parametrize(
    ("native", "latin"),
    [
        ("Верховська", "VERKHOVSKA"),
        ("Ёлкина Щербакова Подъячий", "ELKINA SHCHERBAKOVA PODIEIACHII"),
        ("Її Юлія Мар’яна Григорівна", "YII YULIIA MARIANA HRYHORIVNA"),
        ("Гончар-Їжак", "HONCHAR-YIZHAK"),
        ("Аўгуст Гёрка", "AUHUST HIORKA"),
        ("Ђорђевић Жељко Шћепановић", "DORDEVIC ZELJKO SCEPANOVIC"),
        ("Ѓорѓи Ќосев Џајков", "GJORGJI KJOSEV DJAJKOV"),
        ("Љубица Хаџи", "LJUBICA HADZI"),
        ("Әлия Қасымова Һаким", "ALIIA KASYMOVA HAKIM"),
        ("Петро́в", "PETROV"),
    ],
)
def test_cyrillic_goes_by_table_b_and_its_exceptions(native: str, latin: str) -> None:
    assert transliterate(native) == latin


def test_a_language_that_the_letters_do_not_prove_may_be_given() -> None:
    assert transliterate("Щерев Георгиев") == "SHCHEREV GEORGIEV"
    assert transliterate("Щерев Георгиев", "bg") == "SHTEREV GEORGIEV"
    assert transliterate("Гончар", "uk") == "HONCHAR"
    assert transliterate("Цица", "sr") == "CICA"


@pytest.mark.parametrize(
    ("native", "latin"),
    [
        # The worked example of Doc 9303-3, appendix B.
        ("ابو بكر محمد بن زكريا الرازي", "ABW BKR MXHMD BN ZKRYA ALRAZY"),
        ("فاطمة", "FAXTTMXAH"),
        ("فاطمة الزهراء", "FAXTTMXAH ALZHRAXE"),
        ("فاطمةُ\u200c", "FAXTTMXAH"),
        ("حياةي", "XHYAXTAY"),
        ("الحدّاد", "ALXHDDAD"),
        ("محمَّد", "MXHMMD"),
        ("پهلوی گلژ", "PHLWXYA XGGLXJ"),
        ("ـــ", ""),
        ("ّ", ""),
    ],
)
def test_arabic_goes_by_table_c(native: str, latin: str) -> None:
    assert transliterate(native) == latin


@pytest.mark.parametrize("native", ["", "-", "李小燕", "Παππάς", "देशमुख", "Agent 7", "Ivan 李"])
def test_a_sign_without_a_rule_gives_nothing(native: str) -> None:
    assert transliterate(native) == ""


@given(LETTERS | NAMES)
def test_only_what_a_passport_prints_comes_out(native: str) -> None:
    for made in (transliterate(native), *spellings(native)):
        assert set(made) <= set(string.ascii_uppercase + " '-")
        assert made == " ".join(made.split())


@pytest.mark.parametrize(
    ("native", "typed"),
    [
        ("Хабаров", {"KHABAROV", "HABAROV"}),
        ("Достоевский", {"DOSTOEVSKII", "DOSTOEVSKIY", "DOSTOEVSKY"}),
        ("Мария", {"MARIIA", "MARIYA", "MARIA"}),
        ("Наталья", {"NATALIA", "NATALYA"}),
        ("Цюй", {"TSIUI", "TSYUY", "CJUJ"}),
        ("Їжак", {"YIZHAK", "JIZAK"}),
        ("Гриценко", {"GRITSENKO", "HRYTSENKO"}),
        ("Ђоковић", {"DJOKOVIC", "DOKOVIC"}),
        ("Търновски", {"TARNOVSKI"}),
        ("Қасым", {"KASYM", "QASYM"}),
        ("Παπαδόπουλος", {"PAPADOPOULOS"}),
        ("Μπούτσικας Χρύσα", {"BOUTSIKAS CHRYSA", "BOUTSIKAS HRYSA"}),
        ("Ευάγγελος", {"EVANGELOS"}),
        ("Λαύκας", {"LAFKAS", "LAUKAS"}),
        ("Χαράλαμπος", {"CHARALAMPOS", "HARALABOS"}),
        ("Καραϊσκάκης", {"KARAISKAKIS"}),
        ("Φωτεινή", {"FOTEINI", "PHOTEINE"}),
        ("გიორგი ჭავჭავაძე", {"GIORGI CHAVCHAVADZE"}),
        ("Müller", {"MUELLER", "MULLER"}),
        ("Åse Sørensen", {"AASE SOERENSEN", "ASE SORENSEN"}),
        ("ليلى", {"LAYLA", "LEILA", "LILA"}),
        ("الحدّاد", {"HADDAD", "AL HADDAD", "ALHADDAD"}),
        ("الشمري", {"ALSHMRI", "AL SHMRI", "ALXSHMRY"}),
        ("بهروز زیبایی", {"BHRUZ ZIBAYI"}),
        ("Їжак-Γ", {"YIZHAK-"}),
        ("Tan 李", {"TAN"}),
        ("Müller, Ж-", {"MUELLER ZH-"}),
        ("Agent7", set()),
        ("李小燕", set()),
        ("", set()),
    ],
)
def test_a_native_name_is_found_by_what_people_type(native: str, typed: set[str]) -> None:
    assert typed <= set(spellings(native))
    assert bool(spellings(native)) == bool(typed)


def test_the_standard_spelling_stands_first_where_there_is_one() -> None:
    assert spellings("Григорій Їжак")[0] == "HRYHORII YIZHAK"
