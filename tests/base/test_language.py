"""Languages: what is said, and how dates, numbers and countries are written."""

from __future__ import annotations

import os
import string
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from hypothesis import given
from hypothesis import strategies as st

from travel_desk.base.language import (
    Language,
    available,
    in_days,
    load,
    screen_language,
    set_screen_language,
    tr,
    trn,
    trp,
)
from travel_desk.base.message import Message, Trouble, msg, msgn, msgp
from travel_desk.base.partial import PartialDate
from travel_desk.base.pseudo import pseudo

FRIDAY = date(2027, 3, 12)
ENGLISH = Language("en")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    catalog = Catalog(locale="fr")
    catalog.add("Hand Out {what}", "Remettre {what}")
    catalog.add("Open", "Ouverte", context="state")
    catalog.add("Open", "Ouvrir")
    catalog.add(("{count} day", "{count} days"), ("{count} jour", "{count} jours"))
    catalog.add(("{count} open", "{count} open"), ("{count} ouvert", "{count} ouverts"), context="safe")
    with (tmp_path / "fr.mo").open("wb") as file:
        write_mo(file, catalog)
    (tmp_path / "broken.mo").write_bytes(b"no catalog at all")
    (tmp_path / "notes.txt").touch()
    return tmp_path


def test_english_stands_in_the_source() -> None:
    assert load("en").say(msg("Hand Out {what}", what="Passport")) == "Hand Out Passport"
    assert ENGLISH.say(msgp("state", "Open")) == "Open"
    assert [ENGLISH.say(msgn("{count} day", "{count} days", n)) for n in (1, 2)] == ["1 day", "2 days"]


def test_a_catalog_translates_texts_contexts_and_plurals(folder: Path) -> None:
    french = load("fr", folder)
    assert french.say(msg("Hand Out {what}", what="Passport")) == "Remettre Passport"
    assert french.say(msgp("state", "Open")) == "Ouverte"
    assert french.say(msg("Open")) == "Ouvrir"
    # In French nought is singular.
    assert [french.say(msgn("{count} day", "{count} days", n)) for n in (0, 2)] == ["0 jour", "2 jours"]
    assert french.say(Message("{count} open", {"count": 2}, "safe", "{count} open")) == "2 ouverts"


def test_what_is_not_translated_yet_is_said_in_english(folder: Path) -> None:
    assert load("fr", folder).say(msg("Bring Back")) == "Bring Back"


def test_the_languages_that_are_built_can_be_chosen(folder: Path) -> None:
    assert available(folder) == ["en", "broken", "fr"]
    assert available()[0] == "en"


@pytest.mark.parametrize("code", ["broken", "xx"])
def test_a_language_without_a_catalog_is_trouble_with_a_sentence(folder: Path, code: str) -> None:
    with pytest.raises(Trouble) as refused:
        load(code, folder)
    assert refused.value.field == "language"
    assert code in str(refused.value)
    with pytest.raises(Trouble):
        load("xx")


def test_the_language_of_the_screen_is_not_read_again(folder: Path) -> None:
    french = load("fr", folder)
    set_screen_language(french)
    assert load("fr") is french
    assert load("en").say(msg("Open")) == "Open"


def test_a_message_inside_a_message_is_said_in_the_same_language(folder: Path) -> None:
    assert load("fr", folder).say(msg("Hand Out {what}", what=msg("Open"))) == "Remettre Ouvrir"


def test_an_empty_message_is_silent(folder: Path) -> None:
    assert load("fr", folder).say(msg("")) == ""
    assert ENGLISH.say("plain text") == "plain text"


def test_the_screen_speaks_the_language_that_was_set() -> None:
    assert tr("Sign {what}", what="Slip") == "Sign Slip"
    pseudo_language = load("qps")
    set_screen_language(pseudo_language)
    assert screen_language() is pseudo_language
    assert tr("Sign {what}", what="Slip") == "[Sîgñ Slip ~~~~]"
    assert tr(msg("Sign")) == tr("Sign")
    assert trp("state", "Open").startswith("[")
    assert trn("{count} day", "{count} days", count=1) != trn("{count} day", "{count} days", count=2)
    assert pseudo_language.say(Message("{count} open", {"count": 2}, "safe", "{count} open")).startswith(
        "[2 "
    )


@given(st.text(alphabet="aZ {}é<b>/", max_size=30))
def test_the_pseudo_language_keeps_fields_and_tags(text: str) -> None:
    try:
        fields = list(string.Formatter().parse(text))
    except ValueError:
        return  # not a text that could ever be filled
    said = pseudo(text)
    assert [f[1:] for f in string.Formatter().parse(said) if f[1] is not None] == [
        f[1:] for f in fields if f[1] is not None
    ]
    assert said.startswith("[")
    assert said.endswith("]")
    assert len(said) >= len(text) * 1.4


def test_the_pseudo_language_leaves_rich_text_and_conversions_alone() -> None:
    assert pseudo("<b>hand</b> {x!r:>5}") == "[<b>ĥåñð</b> {x!r:>5} ~~~~~~~~]"
    assert pseudo("a < b").startswith("[å < b")
    assert pseudo("{{a}}").startswith("[{{å}} ")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (FRIDAY, "Fri 12 Mar 2027"),
        (datetime(2027, 3, 12, 9, 12, tzinfo=UTC), "Fri 12 Mar 2027, 09:12"),
        (PartialDate(1979, 3), "Mar 1979"),
        (2000, "2,000"),
        (True, "True"),
        (None, "None"),
        (["Ana", "Bo", 3], "Ana, Bo, and 3"),
        ("text", "text"),
    ],
)
def test_a_value_is_written_as_it_is_read(value: object, said: str) -> None:
    assert ENGLISH.value(value) == said


def test_dates_are_written_so_that_nobody_mistakes_day_and_month() -> None:
    french = Language("fr")
    assert ENGLISH.short_day(FRIDAY) == "12 Mar 2027"
    assert ENGLISH.long_day(FRIDAY) == "Friday, 12 March 2027"
    assert french.day(FRIDAY) == "ven., 12 mars 2027"
    assert french.long_day(FRIDAY) == "vendredi, 12 mars 2027"


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (FRIDAY, FRIDAY, "12 Mar 2027"),
        (FRIDAY, date(2027, 3, 16), "12–16 Mar 2027"),
        (FRIDAY, date(2027, 4, 2), "12 Mar – 2 Apr 2027"),
        (date(2026, 12, 30), date(2027, 1, 2), "30 Dec 2026 – 2 Jan 2027"),
    ],
)
def test_a_span_of_days_says_nothing_twice(first: date, last: date, said: str) -> None:
    assert ENGLISH.days(first, last) == said


def test_an_instant_is_told_in_the_zone_asked_for() -> None:
    late = datetime(2027, 3, 12, 23, 30, tzinfo=UTC)
    assert ENGLISH.instant(late, timezone(timedelta(hours=2))) == "Sat 13 Mar 2027, 01:30"
    assert ENGLISH.clock_time(late, timezone(timedelta(hours=-1))) == "22:30"


def test_a_birth_date_tells_no_more_than_is_known() -> None:
    assert ENGLISH.partial(PartialDate(1979, 3, 14)) == "14 Mar 1979"
    assert ENGLISH.partial(PartialDate(1979, 3)) == "Mar 1979"
    assert ENGLISH.partial(PartialDate(1979)) == "1979"


def test_countries_have_their_names_and_utopia_too() -> None:
    assert ENGLISH.country("VN") == "Vietnam"
    assert Language("fr").country("DE") == "Allemagne"
    assert ENGLISH.country("UT") == "Utopia"
    assert ENGLISH.country("??") == "??"


@pytest.mark.parametrize(
    ("code", "rtl"), [("en", False), ("ar", True), ("he_IL", True), ("qps", False), ("qps-ar", True)]
)
def test_the_direction_of_writing_is_known(code: str, rtl: bool) -> None:
    assert Language(code).right_to_left is rtl
    assert (Language(code).locale.text_direction == "rtl") is rtl


@pytest.mark.parametrize("code", ["en", "fr", "ar", "he", "ka", "pt_BR", "sw", "vi", "zh", "it", "uk"])
def test_the_names_that_are_listed_are_those_of_the_cldr(code: str) -> None:
    name = Language(code).locale.get_display_name()
    assert name
    assert Language(code).name == name[:1].title() + name[1:]


def test_a_language_calls_itself_by_its_own_name() -> None:
    assert [Language(c).name for c in ("en", "fr", "pt_BR", "sk", "qps")] == [
        "English", "Français", "Português (Brasil)", "Slovenčina", "qps",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("far", "said"),
    [
        (0, "today"),
        (1, "tomorrow"),
        (-1, "yesterday"),
        (3, "in 3 days"),
        (-2, "2 days ago"),
        (1000, "in 1,000 days"),
    ],
)
def test_how_far_a_day_lies_from_today(far: int, said: str) -> None:
    assert ENGLISH.say(in_days(FRIDAY + timedelta(days=far), FRIDAY)) == said


def test_saying_a_text_does_not_wait_for_babel() -> None:
    script = (
        "import sys; from travel_desk.base.language import tr; tr('{day} Log In', day='x');"
        "print({'babel', 'gettext'} & set(sys.modules))"
    )
    root = Path(__file__).resolve().parents[2]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    said = subprocess.run(
        [sys.executable, "-c", script], cwd=root, env=environment, capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == "set()"


def test_a_name_of_another_direction_at_the_head_does_not_turn_the_sentence() -> None:
    assert tr("{name} travels", name="ليلى") == "\u200eليلى travels"
    assert tr("{name} travels", name="Layla") == "Layla travels"
    assert tr("{count} days", count=3) == "3 days"
