"""The dialogs of officials, used with mouse and keys: checked while typing, kept as drafts, done whole."""

from __future__ import annotations

from datetime import date

from tests.officials.window import Window
from travel_desk.base.partial import PartialDate
from travel_desk.officials import actions, queries
from travel_desk.officials.dialogs import (
    AddCategory,
    AddClearance,
    AddPost,
    ChangePassport,
    ChangePerson,
    RegisterPassport,
)
from travel_desk.officials.dialogs.ending import EndDialog
from travel_desk.officials.rules import (
    Category,
    ClearanceOrder,
    PersonOrder,
    Registration,
    Secrecy,
)

# -- changing a person


def test_a_person_is_edited_and_the_toast_offers_undo(window: Window, person: int) -> None:
    dialog = window.do("Edit Person…", ChangePerson)
    window.type(dialog.person.surname, "mansour")
    dialog.person.protected.setChecked(True)
    with window.qtbot.waitSignal(window.context.toasted) as told:
        window.press_and_close(dialog)
    found = queries.dossier(window.desk, person).person
    assert (found.surname, found.protected) == ("MANSOUR", True)
    undo = told.args[1]
    undo()
    window.qtbot.waitUntil(lambda: queries.dossier(window.desk, person).person.surname == "AL HADDAD")


def test_editing_warns_of_somebody_else_who_is_alike_and_refuses_what_is_wrong(
    window: Window, person: int
) -> None:
    twin = PersonOrder("Jule Fährmann", "FAEHRMANN", "JULE", PartialDate(1985, 1, 2))
    actions.register_person(window.desk, Registration(twin))
    dialog = window.do("Edit Person…", ChangePerson)
    window.type(dialog.person.surname, "faehrmann")
    window.type(dialog.person.given, "jule")
    window.type(dialog.person.birth, "2.1.1985")
    window.qtbot.waitUntil(lambda: "like name" in dialog.person.labels["birth_date"].note.text())
    window.type(dialog.person.nationality, "")
    assert "three letters" in window.refused(dialog)


def test_a_draft_of_an_edit_fits_only_the_version_it_was_begun_on(window: Window, person: int) -> None:
    found = queries.dossier(window.desk, person)
    dialog = window.do("Edit Person…", ChangePerson)
    window.type(dialog.person.surname, "mansour")
    dialog.keep_draft()
    content = dialog.collect()
    dialog.restore({**content, "version": found.version + 1, "surname": "OTHER"})
    assert dialog.person.surname.value() == "MANSOUR"
    dialog.restore({**content, "surname": "OTHER"})
    assert dialog.person.surname.value() == "OTHER"


# -- posts, categories, clearances


def test_a_post_replaces_the_present_one(window: Window, person: int) -> None:
    dialog = window.do("Add Post…", AddPost)
    window.find(dialog.place, "ministry of energy")
    window.type(dialog.post_title, "Minister")
    assert "Deputy Minister" in dialog.replaces.text()
    assert "main post already" in window.refused(dialog)
    dialog.replaces.setChecked(True)
    window.press_and_close(dialog)
    posts = queries.dossier(window.desk, person).posts
    assert [one.post.title for one in posts] == ["Minister", "Deputy Minister"]


def test_an_additional_post_is_kept_as_a_draft_and_added(window: Window, person: int) -> None:
    dialog = window.do("Add Post…", AddPost)
    dialog.additional.setChecked(True)
    assert not dialog.replaces.isVisible()
    window.type(dialog.post_title, "Member of the Board")
    window.type(dialog.last, "31.12.2026")
    content = dialog.collect()
    dialog.reject()
    again = window.do("Add Post…", AddPost)
    window.qtbot.waitUntil(lambda: again.post_title.value() == "Member of the Board")
    assert again.collect() == content
    assert "Choose the organisation" in window.refused(again)
    window.find(again.place, "state water")
    window.type(again.since, "x")
    assert "begins" in window.refused(again)
    window.type(again.since, "1.11.2026")
    window.type(again.last, "x")
    assert "last day" in window.refused(again)
    window.type(again.last, "31.12.2026")
    window.press_and_close(again)
    post = queries.dossier(window.desk, person).posts[0].post
    assert (post.main, post.until_day) == (False, date(2027, 1, 1))


def test_a_post_ends_on_its_last_day(window: Window, person: int) -> None:
    dialog = window.do("End Post…", EndDialog)
    window.type(dialog.last, "x")
    assert "last day" in window.refused(dialog)
    window.type(dialog.last, "31.10.2026")
    window.press_and_close(dialog)
    assert queries.dossier(window.desk, person).posts[0].post.until_day == date(2026, 11, 1)


def test_a_post_entered_by_mistake_is_struck(window: Window, person: int) -> None:
    dialog = window.do("End Post…", EndDialog)
    dialog.mistake.setChecked(True)
    assert not dialog.last.isEnabled()
    window.press_and_close(dialog)
    assert queries.dossier(window.desk, person).posts == ()


def test_a_category_is_added_and_ended(window: Window, person: int) -> None:
    dialog = window.do("Add Category…", AddCategory)
    dialog.category.set_value(Category.FULL_ACCESS)
    window.type(dialog.since, "")
    assert "first day" in window.refused(dialog)
    window.type(dialog.since, "1.11.2026")
    window.type(dialog.last, "x")
    assert "last day" in window.refused(dialog)
    window.type(dialog.last, "30.6.2028")
    window.type(dialog.paper, "List 3")
    window.press_and_close(dialog)
    window.qtbot.waitUntil(lambda: "Full access until 30 Jun 2028" in _chips(window))
    ending = window.do("End Category…", EndDialog)
    ending.row.set_value(queries.dossier(window.desk, person).categories[1].id)
    assert ending.last.day() == date(2028, 6, 30)
    window.type(ending.last, "4.11.2026")
    window.press_and_close(ending)
    window.qtbot.waitUntil(lambda: "Full access" not in _chips(window))


def test_a_clearance_is_given_and_ended_with_a_restriction(window: Window, person: int) -> None:
    dialog = window.do("Add Clearance…", AddClearance)
    dialog.level.set_value(Secrecy.TOP_SECRET)
    window.type(dialog.since, "1.1.2026")
    window.press_and_close(dialog)
    window.qtbot.waitUntil(lambda: "Clearance: Top secret" in _chips(window))
    ending = window.do("End Clearance…", EndDialog)
    assert ending.restricted is not None
    window.type(ending.last, "4.11.2026")
    window.type(ending.restricted, "x")
    assert "restriction" in window.refused(ending)
    window.type(ending.restricted, "4.11.2031")
    window.press_and_close(ending)
    window.qtbot.waitUntil(lambda: "Travel restricted until 4 Nov 2031" in _chips(window))


def test_a_clearance_entered_by_mistake_is_struck(window: Window, person: int) -> None:
    actions.add_clearance(window.desk, person, 1, ClearanceOrder(Secrecy.SECRET, date(2026, 1, 1)))
    window.context.announce({"persons"})
    window.qtbot.waitUntil(lambda: "Clearance: Secret" in _chips(window))
    ending = window.do("End Clearance…", EndDialog)
    ending.mistake.setChecked(True)
    window.press_and_close(ending)
    assert queries.dossier(window.desk, person).clearances == ()


def _chips(window: Window) -> str:
    from travel_desk.shell.chips import Chip

    return "\n".join(chip.text() for chip in window.page.detail.findChildren(Chip))


# -- passports


def test_a_passport_is_added_with_a_remark_on_its_dates(window: Window, person: int) -> None:
    dialog = window.do("Add Passport…", RegisterPassport)
    window.type(dialog.passport.number, "A-1")
    window.type(dialog.passport.issued, "1.2.2017")
    window.type(dialog.passport.expires, "1.2.2027")
    assert "5 to 9" in dialog.passport.labels["number"].note.text()
    window.type(dialog.passport.number, "A2290187")
    assert "expires on" in dialog.passport.labels["expires_on"].note.text()
    content = dialog.collect()
    dialog.reject()
    again = window.do("Add Passport…", RegisterPassport)
    window.qtbot.waitUntil(lambda: again.passport.number.value() == "A2290187")
    assert again.collect() == content
    window.press_and_close(again)
    assert len(queries.dossier(window.desk, person).passports) == 2


def test_a_passport_that_is_registered_already_is_refused_at_its_number(window: Window, person: int) -> None:
    dialog = window.do("Add Passport…", RegisterPassport)
    window.type(dialog.passport.number, "D0081426")
    window.type(dialog.passport.issued, "1.2.2017")
    window.type(dialog.passport.expires, "1.2.2027")
    assert "in the register already" in window.refused(dialog)
    assert person


def test_a_passport_is_corrected(window: Window, person: int) -> None:
    found = queries.dossier(window.desk, person)
    booklet = found.passports[0].passport
    other = actions.register_passport(window.desk, person, found.version, _ordinary()).value
    window.context.announce({"persons"})
    window.qtbot.waitUntil(lambda: "Ordinary" in window.said(window.page.detail))
    dialog = window.do("Correct Passport…", ChangePassport)
    dialog.which.set_value(other)
    assert dialog.passport.number.value() == "A2290187"
    dialog.which.set_value(booklet.id)
    window.type(dialog.passport.number, "")
    assert "5 to 9" in window.refused(dialog)
    window.type(dialog.passport.number, "D0081427")
    window.press_and_close(dialog)
    numbers = {card.passport.number for card in queries.dossier(window.desk, person).passports}
    assert numbers == {"D0081427", "A2290187"}


def _ordinary():  # type: ignore[no-untyped-def]
    from tests.officials.desk_work import ORDINARY

    return ORDINARY
