"""A passport under the reader opens its bearer, fills a dialog, and shows printed beside registered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from tests.officials.desk_work import layla
from tests.officials.window import Window
from travel_desk.base.partial import PartialDate
from travel_desk.base.roles import Role
from travel_desk.mrz import Kind, Zone, as_printed, write
from travel_desk.officials import queries
from travel_desk.officials.dialogs import ChangePassport, RegisterPassport, RegisterPerson
from travel_desk.officials.rules import PassportKind
from travel_desk.shell.dialog import DeedDialog
from travel_desk.shell.scan import ScanWatch, stands_over

LAYLA = Zone(
    Kind.TD3, "PD", "UTO", "AL HADDAD", "LAYLA", "D0081426", "UTO", PartialDate(1979, 3, 14), "F",
    date(2031, 6, 11), "ZE184226B",
)  # fmt: skip
ANNA = replace(LAYLA, surname="ERIKSSON", given_names="ANNA MARIA", number="L898902C3", document_code="PS")


def misread(zone: Zone, right: str, wrong: str) -> str:
    text = write(zone)
    assert right in text
    return text.replace(right, wrong, 1)


def scan(window: Window, text: str) -> str:
    """Scan with no dialog open; return what the toast says once all answers are there."""
    said: list[str] = []
    window.context.toasted.connect(lambda text, _undo: said.append(text))
    assert window.context.scans.take(window.context, text)
    busy = window.context.background.busy
    window.qtbot.waitUntil(lambda: not busy() and not window.page._rest.isActive())
    window.qtbot.waitUntil(lambda: not busy())  # the dossier, once the row rested
    QApplication.processEvents()
    return "\n".join(said)


def dialogs(window: Window) -> list[str]:
    return [dialog.windowTitle() for dialog in window.main.findChildren(DeedDialog) if dialog.isVisible()]


# -- on the list -------------------------------------------------------------------------------


def test_a_scanned_passport_opens_whose_it_is(window: Window) -> None:
    _, added = layla(window.desk)
    window.context.announce({"persons"})
    assert scan(window, write(LAYLA)) == ""
    window.opened(added)
    assert not window.main.findChildren(ChangePassport)


def test_what_differs_from_the_register_is_shown_beside_it_and_taken_over(
    window: Window, person: int
) -> None:
    scan(window, write(replace(LAYLA, expiry_date=date(2031, 6, 12))))
    dialog = window.dialog(ChangePassport)
    assert "differs" in window.said(dialog.zone.table)
    assert "12 Jun 2031" in window.said(dialog.zone.table)
    assert dialog.passport.expires.day() == date(2031, 6, 11)
    window.click(dialog, "Take What Is Printed")
    assert dialog.passport.expires.day() == date(2031, 6, 12)
    assert "differs" not in window.said(dialog.zone.table)
    window.press_and_close(dialog)
    assert queries.dossier(window.desk, person).passports[0].passport.expires_on == date(2031, 6, 12)


def test_nothing_is_compared_before_the_dossier_is_opened(window: Window, person: int) -> None:
    other = next(id for id in queries.person_ids(window.desk, queries.Question()) if id != person)
    window.context.open("person", other)
    window.opened(other)
    text = write(replace(LAYLA, expiry_date=date(2031, 6, 12)))
    window.context.scans.take(window.context, text)
    window.qtbot.waitUntil(lambda: window.page._rest.isActive())
    window.context.open("person", other)  # before the row rested
    window.opened(other)
    window.context.open("person", person)
    window.opened(person)
    assert dialogs(window) == []
    scan(window, text)
    window.dialog(ChangePassport)


def test_a_misread_date_opens_the_bearer_and_asks_to_compare(window: Window, person: int) -> None:
    scan(window, misread(LAYLA, "790314", "790315"))
    dialog = window.dialog(ChangePassport)
    assert "date of birth is wrong" in window.said(dialog.zone)
    assert "Compare each field" in window.refused(dialog)
    dialog.zone.compared.setChecked(True)
    assert dialog.zone.complete(dialog)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (misread(LAYLA, "D0081426", "D0081427"), "check digit of the document number is wrong"),
        (write(LAYLA).split("\n")[0], "Only one line of the zone was read"),
        (write(replace(LAYLA, kind=Kind.MRV_A, document_code="V")), "This is a visa"),
        (misread(ANNA, "790314", "790315"), "check digit of the date of birth is wrong. Scan again"),
    ],
)
def test_what_cannot_be_looked_for_is_a_sentence(window: Window, person: int, text: str, said: str) -> None:
    assert said in scan(window, text)
    assert dialogs(window) == []


def test_a_passport_that_nobody_has_opens_the_registration_filled(window: Window) -> None:
    window.main.activateWindow()
    window.qtbot.waitUntil(lambda: QApplication.activeWindow() is not None)
    scan(window, write(ANNA))
    dialog = window.dialog(RegisterPerson)
    order = dialog.person.order()
    assert (order.surname, order.given_names, order.birth_date) == (
        "ERIKSSON", "ANNA MARIA", PartialDate(1979, 3, 14),
    )  # fmt: skip
    assert dialog.passport.number.value() == "L898902C3"
    assert dialog.passport.kind.value() is PassportKind.SERVICE
    assert "Every check digit is right." in window.said(dialog.zone)
    window.type(dialog.passport.issued, "11.6.2021")
    window.press_and_close(dialog)
    window.qtbot.waitUntil(lambda: "ERIKSSON" in window.said(window.page.detail))


@pytest.mark.parametrize("window", [Role.AUDITOR], indirect=True)
def test_who_may_not_register_is_told_that_nobody_has_it(window: Window) -> None:
    assert "Nobody in the register has the passport L898902C3." in scan(window, write(ANNA))
    assert dialogs(window) == []


@pytest.mark.parametrize("window", [Role.AUDITOR], indirect=True)
def test_who_may_not_correct_is_told_what_differs(window: Window) -> None:
    ids = queries.person_ids(window.desk, queries.Question())
    found = next(one for one in (queries.dossier(window.desk, id) for id in ids) if one.passports)
    card, order = found.passports[0].passport, found.person
    names = (as_printed(order.surname), as_printed(order.given_names))
    zone = Zone(
        Kind.TD3, "P", card.issuing_state, *names, card.number, order.nationality, order.birth_date, "",
        card.expires_on,
    )  # fmt: skip
    assert "differ: Born. Tell" in scan(window, write(replace(zone, birth_date=PartialDate(1931, 1, 2))))
    lines = write(zone)
    wrong = lines[:-17] + str((int(lines[-17]) + 1) % 10) + lines[-16:]
    assert "check digit of the date of expiry is wrong" in scan(window, wrong)


def test_other_texts_are_none_of_its_business(window: Window) -> None:
    assert not window.context.scans.take(window.context, "5901234123457")
    assert window.context.scans.begins("P<UTO")
    assert window.context.scans.goes_on(write(LAYLA).split("\n")[0])
    assert not window.context.scans.goes_on(write(LAYLA))


# -- in the dialogs ----------------------------------------------------------------------------


def test_a_reader_fills_the_dialog_that_is_open_and_no_field_by_its_keys(window: Window, person: int) -> None:
    watch = ScanWatch(window.context, lambda found: stands_over(found, window.main), window.main)
    dialog = window.do("Add Passport…", RegisterPassport)
    window.qtbot.waitUntil(lambda: QApplication.focusWidget() is dialog.passport.number)
    handle = dialog.windowHandle()
    for at, sign in enumerate(write(replace(LAYLA, number="D0081427")) + "\n"):
        key, text = (Qt.Key.Key_Return, "\r") if sign == "\n" else (Qt.Key(ord(sign)), sign)
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
            event.setTimestamp(1000 + 4 * at)
            QApplication.sendEvent(handle, event)
    assert dialog.passport.number.value() == "D0081427"
    assert dialog.passport.expires.day() == date(2031, 6, 11)
    assert dialog.passport.kind.value() is PassportKind.DIPLOMATIC
    assert "differs" not in window.said(dialog.zone.table)
    watch.deleteLater()


def test_lines_are_pasted_where_there_is_no_reader(window: Window, person: int) -> None:
    dialog = window.do("Add Passport…", RegisterPassport)
    dialog.zone.lines.setFocus()
    QApplication.clipboard().setText(write(replace(LAYLA, number="D0081427", surname="HADDAD")))
    dialog.zone.lines.paste()
    assert dialog.passport.number.value() == "D0081427"
    assert "differs" in window.said(dialog.zone.table)
    window.type(dialog.passport.issued, "11.6.2021")
    window.press_and_close(dialog)
    assert {card.passport.number for card in queries.dossier(window.desk, person).passports} == {
        "D0081426", "D0081427",
    }  # fmt: skip


def test_what_a_person_typed_is_not_written_over(window: Window) -> None:
    dialog = RegisterPerson(window.context, window.main)
    dialog.open()
    window.type(dialog.person.surname, "erikson")
    assert dialog.scanned(write(ANNA))
    assert (dialog.person.surname.value(), dialog.person.given.value()) == ("ERIKSON", "ANNA MARIA")
    window.click(dialog, "Take What Is Printed")
    assert dialog.person.surname.value() == "ERIKSSON"
    assert not dialog.zone.take.isVisible()
    window.type(dialog.person.surname, "eriksson-lind")
    assert dialog.zone.take.isVisible()


def test_a_second_scan_replaces_the_first(window: Window) -> None:
    dialog = RegisterPerson(window.context, window.main)
    dialog.open()
    dialog.scanned(write(LAYLA))
    dialog.scanned(write(ANNA))
    assert (dialog.person.surname.value(), dialog.passport.number.value()) == ("ERIKSSON", "L898902C3")


def test_a_misread_field_is_filled_but_marked_until_a_person_compared(window: Window) -> None:
    dialog = RegisterPerson(window.context, window.main)
    dialog.open()
    dialog.scanned(misread(ANNA, "790314", "790315"))
    note = dialog.person.labels["birth_date"].note
    assert dialog.person.birth.partial() == PartialDate(1979, 3, 15)
    assert "Misread" in note.text()
    window.type(dialog.passport.issued, "11.6.2021")
    assert "Misread" in note.text()
    assert "Compare each field" in window.refused(dialog)
    window.type(dialog.person.birth, "14.3.1979")
    dialog.zone.compared.setChecked(True)
    assert note.text() == ""
    window.press_and_close(dialog)


def test_lines_that_are_none_or_a_visa_s_fill_nothing(window: Window) -> None:
    dialog = RegisterPerson(window.context, window.main)
    dialog.open()
    assert not dialog.scanned("5901234123457")
    dialog.scanned(write(replace(ANNA, kind=Kind.MRV_A, document_code="V")))
    assert "This is a visa" in window.said(dialog.zone)
    dialog.zone.lines.set_value("P<UTO")
    assert "here are 5" in window.said(dialog.zone)
    dialog.zone.lines.set_value("")
    assert "here are" not in window.said(dialog.zone)
    assert dialog.person.surname.value() == ""
    assert not dialog.zone.table.isVisible()


def test_a_draft_keeps_the_lines_and_what_a_person_made_of_them(window: Window) -> None:
    dialog = RegisterPerson(window.context, window.main)
    dialog.open()
    dialog.scanned(write(ANNA))
    window.type(dialog.person.surname, "lind")
    kept = dialog.collect()
    again = RegisterPerson(window.context, window.main, kept=False)
    again.open()
    again.restore(kept)
    assert again.person.surname.value() == "LIND"
    assert "differs" in window.said(again.zone.table)
    older = {name: value for name, value in kept.items() if name != "zone"}
    again.restore(older)
    assert again.zone.text() == ""


def test_the_booklet_of_the_zone_is_chosen_for_correction(window: Window, person: int) -> None:
    adding = window.do("Add Passport…", RegisterPassport)
    adding.scanned(write(replace(LAYLA, number="D0081427")))
    window.type(adding.passport.issued, "11.6.2021")
    window.press_and_close(adding)
    window.opened(person)
    found = queries.dossier(window.desk, person)
    dialog = ChangePassport(window.context, found, window.main)
    dialog.open()
    for number in ("D0081427", "D0081426"):
        assert dialog.scanned(write(replace(LAYLA, number=number)))
        assert dialog.passport.number.value() == number
    assert not dialog.scanned("5901234123457")
