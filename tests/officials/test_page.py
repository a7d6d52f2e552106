"""The page of officials: finding somebody, reading a dossier, what the journal knows of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton

from tests.officials.desk_work import DIPLOMATIC, LAYLA, TODAY, journal, layla
from tests.officials.window import Window
from travel_desk.base.language import Language, set_screen_language
from travel_desk.base.roles import Role
from travel_desk.officials import actions, dialogs, queries
from travel_desk.officials.page import find_officials, words
from travel_desk.officials.page.dossier import CareerSection, career_steps
from travel_desk.officials.queries import PassportCard, Question
from travel_desk.officials.rules import (
    Category,
    CategoryOrder,
    ClearanceOrder,
    Level,
    Passport,
    PassportKind,
    PassportOrder,
    PersonOrder,
    PostOrder,
    Registration,
    Secrecy,
)
from travel_desk.shell.cells import CELL
from travel_desk.shell.chips import Chip


def dossiers_opened(window: Window) -> int:
    return sum(verb == "open_dossier" for verb, _, _ in journal(window.desk))


def add_layla(window: Window) -> int:
    """Register Layla, with more of everything, beside the example officials."""
    place, person = layla(window.desk)
    actions.add_post(window.desk, person, 1, PostOrder(place, "Board", TODAY, main=False))
    actions.add_category(
        window.desk, person, 2, CategoryOrder(Category.FULL_ACCESS, TODAY, TODAY.replace(year=2028))
    )
    actions.add_clearance(window.desk, person, 3, ClearanceOrder(Secrecy.SECRET, TODAY, None, None, "List 1"))
    window.context.announce({"persons"})
    window.settled(41)
    return person


def test_the_list_shows_everyone_and_the_search_narrows_it(window: Window) -> None:
    assert window.page.model.rowCount() == 40
    window.search("ministry")
    assert 0 < window.page.model.rowCount() < 40
    window.qtbot.keyClick(window.page.search, Qt.Key.Key_Escape)
    window.settled(40)


def test_nothing_found_says_what_to_do(window: Window) -> None:
    window.search("zzzz")
    assert "Nothing found for “zzzz”" in window.said(window.page)


def test_rows_are_painted_with_names_post_category_and_custody(window: Window) -> None:
    person = add_layla(window)
    window.search("haddad layla")
    place = window.page.model.place_of(person)

    def spoken() -> list[str]:
        return [window.page.model.index(place, column).data(CELL).spoken for column in range(4)]

    window.qtbot.waitUntil(lambda: spoken()[0] != "…")
    assert spoken() == [
        "ليلى الحدّاد, AL HADDAD LAYLA",
        "Deputy Minister, Ministry of Water and Land",
        "Senior politician, Full access",
        "With the holder",
    ]


def test_choosing_a_row_opens_the_dossier_and_the_journal_knows(window: Window) -> None:
    person = add_layla(window)
    window.choose(person)
    window.qtbot.waitUntil(lambda: "List 1" in window.said(window.page.detail))
    said = window.said(window.page.detail)
    for part in (
        "AL HADDAD LAYLA",
        "Deputy Minister · Ministry of Water and Land",
        "PN 20-04417",
        "14 Mar 1979",
        "Mon 3 Feb 2025",
        "Board, Ministry of Water and Land",
        "until 11 Jun 2031",
        "Not under any order",
        "since 5 Nov 2026 · List 1",
        "Senior politician",
    ):
        assert part in said
    assert dossiers_opened(window) == 1


def test_a_dossier_that_is_open_is_read_anew_without_another_entry(window: Window) -> None:
    person = add_layla(window)
    window.choose(person)
    actions.change_person(window.desk, person, 4, replace(LAYLA, native_name="ليلى منصور"))
    window.context.announce({"persons"})
    window.opened(person)
    assert dossiers_opened(window) == 1


def test_running_down_the_list_opens_only_where_one_stops(window: Window) -> None:
    window.page.table.setFocus()
    for _ in range(5):
        window.qtbot.keyClick(window.page.table, Qt.Key.Key_Down)
    last = window.page.table.current_id()
    assert last is not None
    window.opened(last)
    assert dossiers_opened(window) == 1


def test_somebody_else_is_opened_by_a_link_even_where_a_search_hides_them(window: Window) -> None:
    person = add_layla(window)
    window.search("zzzz")
    window.page.open_subject("person", person)
    window.settled(41)
    window.opened(person)
    assert window.page.table.current_id() == person


@pytest.mark.parametrize("window", [Role.AUDITOR], indirect=True)
def test_an_auditor_reads_and_finds_every_change_greyed(window: Window) -> None:
    first = window.page.model.id_at(0)
    assert first is not None
    window.choose(first)
    deeds = {a.text(): a.isEnabled() for a in window.page.menus()[0][1]}
    assert not deeds["New Official…"]
    assert not deeds["Edit Person…"]
    assert not any("Add Passport" in b.text() for b in window.page.detail.findChildren(QPushButton))


@pytest.mark.parametrize("window", ["empty"], indirect=True)
def test_an_empty_register_says_what_to_do_first(window: Window) -> None:
    assert "No official is registered yet" in window.said(window.page)
    assert "organisations first" in window.said(window.page)


def test_a_person_outside_the_scope_is_refused_in_the_detail_pane(window: Window) -> None:
    first = window.page.model.id_at(0)
    assert first is not None
    session = window.desk.session
    window.desk.take_session(replace(session, scope=replace(session.scope, organisation_path="/9999/")))
    window.page.table.select_id(first)
    window.qtbot.waitUntil(lambda: "outside your scope" in window.said(window.page.detail))
    section = CareerSection(window.context, first)
    window.qtbot.addWidget(section)
    section.show()
    window.qtbot.waitUntil(lambda: "outside what you may see" in window.said(section))
    window.desk.take_session(session)
    window.click(window.page.detail, "Try Again")
    window.opened(first)


def test_a_chip_filters_the_list(window: Window) -> None:
    window.page.filter_bar.set_key("level:state_company")
    window.page.reload(frozenset())
    count = len(queries.person_ids(window.desk, Question(levels=frozenset({Level.STATE_COMPANY}))))
    window.settled(count)


def test_the_more_button_offers_the_deeds_of_this_person(window: Window) -> None:
    person = add_layla(window)
    window.choose(person)
    more = [b for b in window.page.detail.findChildren(QToolButton) if b.accessibleName() == "More Deeds"]
    window.qtbot.mouseClick(more[0], Qt.MouseButton.LeftButton)
    window.qtbot.waitUntil(lambda: any(m.isVisible() for m in window.page.findChildren(QMenu)))
    menu = next(m for m in window.page.findChildren(QMenu) if m.isVisible())
    assert [a.text() for a in menu.actions()][:2] == ["Edit Person…", "Add Post…"]
    menu.hide()


def test_a_passport_number_leads_to_the_booklet(window: Window) -> None:
    person = add_layla(window)
    window.choose(person)
    booklet = queries.dossier(window.desk, person).passports[0].passport
    with window.qtbot.waitSignal(window.context.opened) as told:
        window.click(window.page.detail, DIPLOMATIC.number)
    assert told.args == ["passport", booklet.id]


def test_the_palette_finds_persons_by_any_part(window: Window) -> None:
    person = add_layla(window)
    found = find_officials(window.desk, "04417")
    assert [(one.kind, one.id, one.title) for one in found] == [("person", person, "ليلى الحدّاد")]
    assert found[0].subtitle == "AL HADDAD LAYLA · Deputy Minister · Ministry of Water and Land"


def test_who_holds_no_post_is_said_so(window: Window) -> None:
    person = add_layla(window)
    post = [one.post for one in queries.dossier(window.desk, person).posts]
    for at, one in enumerate(post):
        actions.end_post(window.desk, person, 4 + at, one.id, TODAY.replace(day=6))
    window.desk.clock.forward(days=30)  # type: ignore[attr-defined]
    window.choose(person)
    assert "No post today" in window.said(window.page.detail)


def test_each_custody_state_has_its_own_words() -> None:
    states = ("in_custody", "handed_out", "overdue", "ground_lapsed", "none", "with_holder")
    assert len({words.custody_chip(one).text for one in states}) == 6


def test_a_page_in_another_language_is_built_from_nothing_but_ids(window: Window) -> None:
    set_screen_language(Language("de"))
    first = window.page.model.id_at(0)
    assert first is not None
    window.choose(first)


def test_organisations_open_from_the_menu(window: Window) -> None:
    window.do("Organisations…", dialogs.Organisations)


def test_a_booklet_says_where_it_lies_or_when_it_is_due() -> None:
    booklet = Passport(1, 1, 1, PassportKind.SERVICE, "S1234567", "UTO", TODAY, TODAY.replace(year=2031))
    lying = PassportCard(booklet, "in_custody", "Safe 1, A-12", review_on=date(2027, 1, 15))
    out = PassportCard(booklet, "handed_out", due_back=date(2026, 11, 20))
    assert words.passport_line(lying) == "Safe 1, A-12 · review 15 Jan 2027"
    assert words.passport_line(out) == "Due back 20 Nov 2026"
    assert words.passport_line(PassportCard(booklet, "with_holder")) == "Not under any order"


def test_somebody_of_whom_little_is_known_is_shown_with_what_there_is(window: Window) -> None:
    booklet = PassportOrder(PassportKind.ORDINARY, "A7654321", date(2015, 1, 1), date(2025, 1, 1), "D")
    order = Registration(
        PersonOrder(surname="SUKARTA", nationality="D", protected=True), passports=(booklet,)
    )
    person = actions.register_person(window.desk, order).value
    bare = actions.register_person(window.desk, Registration(PersonOrder("Сарнай"))).value
    window.context.announce({"persons"})
    window.settled(42)
    window.choose(person)
    window.qtbot.waitUntil(lambda: "No post and no category" in window.said(window.page.detail))
    said = window.said(window.page.detail)
    assert "expired 1 Jan 2025" in said
    assert "Unknown" in said
    assert "travels, holds or collects only" in said
    assert "Protected" in [chip.text() for chip in window.page.detail.findChildren(Chip)]
    window.choose(bare)
    window.qtbot.waitUntil(lambda: "No passport is registered." in window.said(window.page.detail))


def test_posts_of_the_past_and_of_the_future_stand_in_the_timeline(window: Window) -> None:
    place, person = layla(window.desk)
    post = queries.dossier(window.desk, person).posts[0].post
    actions.end_post(window.desk, person, 1, post.id, date(2026, 6, 1))
    actions.add_post(window.desk, person, 2, PostOrder(place, "Minister", date(2027, 1, 1)))
    steps = career_steps(queries.dossier(window.desk, person))
    assert [(one.title.split(",")[0], one.line, one.mark) for one in steps] == [
        ("Minister", "since 1 Jan 2027", "wait"),
        ("Deputy Minister", "3 Feb 2025 – 31 May 2026", "past"),
        ("Senior politician", "since 3 Feb 2025 · Decree 7", "now"),
    ]


def test_the_page_says_to_others_where_the_booklets_are(window: Window) -> None:
    window.settled()
    found = queries.person_ids(window.desk, Question())
    with_one = next(id for id in found if queries.dossier(window.desk, id).passports)
    window.choose(with_one)
    cards = queries.dossier(window.desk, with_one).passports
    assert window.page.property("booklets") == [card.custody for card in cards]
    assert window.page.property("leaving") is False
