"""The dialog of a new official: checked while typing, warned of duplicates, kept as a draft, done whole."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt

from tests.officials.window import Window
from travel_desk.base.partial import PartialDate
from travel_desk.officials import queries
from travel_desk.officials.dialogs import AddPost, ChangePerson, RegisterPassport, RegisterPerson
from travel_desk.officials.queries import Question
from travel_desk.officials.rules import (
    Category,
    PassportKind,
    PersonOrder,
)


def fill_in_jule(window: Window, dialog: RegisterPerson) -> None:
    window.type(dialog.person.native, "Jule Fährmann")
    window.type(dialog.person.surname, "faehrmann")
    window.type(dialog.person.given, "jule")
    window.type(dialog.person.birth, "2.1.1985")


def post_in_energy(window: Window, dialog: RegisterPerson) -> None:
    window.find(dialog.place, "ministry of energy")
    window.type(dialog.post_title, "Legal Adviser")


def printed_days(window: Window, dialog: RegisterPerson) -> None:
    window.type(dialog.passport.issued, "1.2.2026")
    window.type(dialog.passport.expires, "1.2.2031")


# -- a new official


def test_a_new_official_with_post_and_passport_is_registered_and_shown(window: Window) -> None:
    dialog = window.do("New Official…", RegisterPerson)
    fill_in_jule(window, dialog)
    window.type(dialog.person.number, "pn 26-99999")
    window.find(dialog.place, "ministry of energy")
    window.type(dialog.post_title, "Legal Adviser")
    window.type(dialog.since, "1.10.2026")
    dialog.category.set_value(Category.SENIOR_OFFICIAL)
    window.type(dialog.paper, "Order 9")
    dialog.passport.kind.set_value(PassportKind.DIPLOMATIC)
    window.type(dialog.passport.number, "d 1234567")
    window.type(dialog.passport.issued, "1.2.2026")
    window.type(dialog.passport.expires, "1.2.2031")
    assert dialog.do.text() == "Register Official"
    window.press_and_close(dialog)
    person = queries.person_ids(window.desk, Question("faehrmann"))[0]
    window.opened(person)
    found = queries.dossier(window.desk, person)
    assert found.person == PersonOrder(
        "Jule Fährmann", "FAEHRMANN", "JULE", PartialDate(1985, 1, 2), "UTO", "PN 26-99999"
    )
    assert (found.posts[0].post.title, found.posts[0].post.from_day) == ("Legal Adviser", date(2026, 10, 1))
    assert found.categories[0].paper == "Order 9"
    assert found.passports[0].passport.number == "D1234567"


def test_who_only_travels_is_registered_without_post_and_passport(window: Window) -> None:
    dialog = window.do("New Official…", RegisterPerson)
    window.type(dialog.person.native, "Сарнай")
    assert dialog.do.text() == "Register Official"
    window.qtbot.waitUntil(lambda: dialog.do.text() == "Register Person")
    window.press_and_close(dialog)
    person = queries.person_ids(window.desk, Question("сарнаи"))[0]
    assert queries.dossier(window.desk, person).posts == ()


def test_what_is_wrong_is_told_while_typing_and_goes_when_mended(window: Window) -> None:
    dialog = window.do("New Official…", RegisterPerson)
    notes = {name: label.note for name, label in dialog.person.labels.items()}
    window.type(dialog.person.native, "Åsa Sørensen")
    assert "AASA SOERENSEN" in notes["native_name"].text()
    window.type(dialog.person.surname, "Sørensen")
    assert "“Ø”" in notes["surname"].text()
    window.type(dialog.person.surname, "soerensen")
    assert notes["surname"].text() == ""
    assert dialog.person.surname.text() == "SOERENSEN"
    window.type(dialog.person.nationality, "x")
    assert "three letters" in notes["nationality"].text()
    window.type(dialog.person.birth, "1985")
    assert notes["birth_date"].text() == ""


def test_a_likely_duplicate_is_told_and_can_be_opened_instead(window: Window, person: int) -> None:
    dialog = window.do("New Official…", RegisterPerson)
    window.type(dialog.person.surname, "haddad")
    window.type(dialog.person.given, "leila")
    window.type(dialog.person.birth, "14.3.1979")
    window.qtbot.waitUntil(lambda: "Same birth date and like name" in dialog.alike_note.text())
    assert dialog.do.text() == "Register as Another Person"
    window.search("zzzz")
    window.click(dialog, "Open It Instead")
    window.settled(41)
    assert window.page.table.current_id() == person


def test_a_likely_duplicate_can_be_registered_as_another_person(window: Window, person: int) -> None:
    dialog = window.do("New Official…", RegisterPerson)
    window.type(dialog.person.surname, "al haddad")
    window.type(dialog.person.birth, "14.3.1979")
    window.qtbot.waitUntil(lambda: dialog.do.text() == "Register as Another Person")
    window.press_and_close(dialog)
    assert len(queries.person_ids(window.desk, Question("al haddad"))) >= 2
    assert person in queries.person_ids(window.desk, Question("al haddad"))


def test_no_name_no_warning(window: Window) -> None:
    dialog = window.do("New Official…", RegisterPerson)
    with window.qtbot.waitSignal(dialog.person.alike_found) as told:
        window.type(dialog.person.birth, "14.3.1979")
    assert told.args == [[]]


def test_an_unfinished_official_is_kept_as_a_draft_and_continued(window: Window) -> None:
    dialog = window.do("New Official…", RegisterPerson)
    fill_in_jule(window, dialog)
    window.find(dialog.place, "ministry of energy")
    window.type(dialog.passport.issued, "1.2.2026")
    place, content = dialog.place.value(), dialog.collect()
    window.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    window.qtbot.waitUntil(lambda: not any(d.isVisible() for d in window.main.findChildren(RegisterPerson)))
    again = window.do("New Official…", RegisterPerson)
    window.qtbot.waitUntil(lambda: again.person.native.value() == "Jule Fährmann")
    assert again.collect() == content
    assert again.place.value() == place


@pytest.mark.parametrize(
    ("break_it", "sentence"),
    [
        (lambda w, d: w.type(d.person.birth, "32.13.1985"), "14.3.1979"),
        (lambda w, d: w.type(d.person.native, ""), ""),
        (lambda w, d: w.type(d.place, "Ministry of Nothing"), "Choose the organisation"),
        (lambda w, d: w.find(d.place, "ministry of energy"), "what the official does"),
        (
            lambda w, d: (post_in_energy(w, d), w.type(d.since, "")),
            "post began",
        ),
        (lambda w, d: w.type(d.passport.number, "D1234567"), "printed in the passport"),
        (
            lambda w, d: printed_days(w, d),
            "5 to 9",
        ),
        (lambda w, d: w.type(d.person.number, "-"), "personnel number"),
    ],
)
def test_a_registration_that_is_not_whole_is_not_sent(window: Window, break_it, sentence: str) -> None:  # type: ignore[no-untyped-def]
    dialog = window.do("New Official…", RegisterPerson)
    fill_in_jule(window, dialog)
    break_it(window, dialog)
    if not sentence:
        for field in (dialog.person.surname, dialog.person.given):
            window.type(field, "")
        sentence = "Enter a name"
    assert sentence in window.refused(dialog)


def test_drafts_are_gone_on_with_from_other_pages(window: Window, person: int) -> None:
    _go_on(window, "draft:register_person", 0)
    fresh = window.dialog(RegisterPerson)
    window.type(fresh.person.native, "Сарнай")
    with window.qtbot.waitSignal(window.context.opened) as told:
        window.press_and_close(fresh)
    assert told.args[0] == "person"
    for kind, dialog in (
        ("change_person", ChangePerson),
        ("add_post", AddPost),
        ("register_passport", RegisterPassport),
    ):
        _go_on(window, f"draft:{kind}", person)
        window.dialog(dialog).reject()


def _go_on(window: Window, kind: str, id: int) -> None:
    window.context.deeds.make(window.context, kind, id, window.page)[0].trigger()
