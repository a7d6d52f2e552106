"""The opening inventory: two persons count what lies in the safes, and the desk begins with it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdfium2 import PdfDocument
from sqlalchemy.exc import IntegrityError

from tests import factory
from tests.custody import counter
from tests.custody.counter import GIVEN_ON, HELD_ON, NUMBER, REVIEW, TODAY, Counter, approved_trip
from tests.trips import people
from travel_desk.base.language import Language
from travel_desk.base.message import Refused, msg
from travel_desk.base.roles import Role
from travel_desk.custody import actions, forms, queries, rules
from travel_desk.custody.rules import (
    BookletState,
    Found,
    GiveBack,
    Ground,
    GroundKind,
    Handling,
    Inventory,
    Kind,
    NewPlaces,
    State,
)
from travel_desk.custody.tables import handover
from travel_desk.desk import Credentials, Desk, Scope
from travel_desk.desk.tables import journal_entry, journal_value
from travel_desk.journal import actions as journal
from travel_desk.paper.letterhead import Letterhead
from travel_desk.papers import queries as papers
from travel_desk.papers.tables import paper
from travel_desk.staff_lists.rules import Cell
from travel_desk.trips.rules import FileRow

SECOND = Credentials("desk_head", factory.PASSWORD)
OTHER = "S0299999"


@pytest.fixture
def at(tmp_path: Path) -> Counter:
    return counter.open_counter(tmp_path)


def line(at: Counter, place: int = 0, passport: int = 0) -> Found:
    return Found(passport or at.passport, at.places[place], HELD_ON, REVIEW)


def count(at: Counter, *rows: Found, reason: str = "") -> actions.Opened:
    return actions.open_inventory(at.desk, Inventory(rows, reason=reason), SECOND).value


def pages(desk: Desk, paper_id: int) -> list[str]:
    with desk.database.read() as connection:
        name = connection.execute(sa.select(paper.c.stored_name).where(paper.c.id == paper_id)).scalar_one()
        pdf = PdfDocument(desk.files.get(connection, name))
    return [str(page.get_textpage().get_text_bounded()) for page in pdf]


def test_what_two_persons_counted_is_in_custody_under_one_list(at: Counter) -> None:
    other = people.booklet(at.desk, at.person, OTHER, date(2031, 1, 1), "service")
    deposit = Ground(GroundKind.DEPOSIT, "letter of 3 May", "Travel Abroad Act, article 9")
    second = Found(other, at.places[2], deposit, date(2027, 1, 5), BookletState.WORN)
    opened = count(at, line(at), second)
    assert (opened.booklets, opened.number) == (2, "TD-I-2026-000001")
    for passport, place in ((at.passport, "Safe 1, A-01"), (other, "Safe 1, A-03")):
        custody = queries.custody_of(at.desk, passport)
        assert custody.state(TODAY) is State.IN_CUSTODY
        assert custody.last is not None
        assert (custody.last.kind, custody.last.receipt) == (Kind.INVENTORY, opened.number)
        assert custody.last.place is not None
        assert custody.last.place.label == place
    [said] = pages(at.desk, opened.paper)
    for words in (
        "Opening inventory", "TD-I-2026-000001", "Safe 1", "Custodian User (Custodian) and Desk Head User",
        "Held between trips, order 2026-14", "Travel Abroad Act, article 8(1)", "5 May 2027", NUMBER,
        "HADDAD, LAYLA", "Diplomatic", "Left with the desk by the holder, letter of 3 May", OTHER,
        "Service, worn", "5 Jan 2027", "2 booklets, counted and entered", "Counted by", "Second person",
        "one copy stays with the safe",
    ):  # fmt: skip
        assert words in said


def test_the_journal_has_one_entry_with_a_line_a_booklet(at: Counter) -> None:
    other = people.booklet(at.desk, at.person, OTHER, date(2031, 1, 1), "service")
    opened = count(at, line(at), line(at, 1, other))
    with at.desk.database.read() as connection:
        entry = connection.execute(
            sa.select(journal_entry).where(journal_entry.c.verb == "open_inventory")
        ).one()
        values = connection.execute(sa.select(journal_value).where(journal_value.c.entry == entry.number))
        told = [(row.name, row.person_id, json.loads(row.content)[1]) for row in values]
    body = json.loads(entry.body)
    assert body["facts"] == {"count": 2, "inventory": opened.number, "safes": ["Safe 1"]}
    assert body["second"] == 4
    shared = ["rule", HELD_ON.text, HELD_ON.article]
    assert [(name, person, content[:5]) for name, person, content in told] == [
        ("booklet", at.person, [NUMBER, "Safe 1, A-01", *shared]),
        ("booklet", at.person, [OTHER, "Safe 1, A-02", *shared]),
    ]
    auditor = factory.at(at.desk, Role.AUDITOR)
    assert journal.verify_journal(auditor).value.sound


def test_later_movements_follow_the_inventory_as_they_follow_a_taking_in(at: Counter) -> None:
    trip = approved_trip(at.desk, at.person, at.passport)
    opened = count(at, line(at))
    out = at.hand_out(trip)
    assert opened.number in pages(at.desk, out.paper)[0]
    assert "opening inventory" in pages(at.desk, out.paper)[0]
    at.bring_back(at.places[1])
    at.give_back()
    at.take_in()
    past = queries.movements(at.desk, at.passport)
    kinds = [Kind.INVENTORY, Kind.HAND_OUT, Kind.BRING_BACK, Kind.GIVE_BACK, Kind.TAKE_IN]
    assert [one.kind for one in past] == kinds
    assert past[2].review_on == REVIEW


def test_a_booklet_of_the_inventory_can_be_given_back_at_once(at: Counter) -> None:
    count(at, line(at))
    actions.give_back(at.desk, at.passport, 1, GiveBack(Handling(NUMBER), GIVEN_ON))
    assert queries.custody_of(at.desk, at.passport).state(TODAY) is State.WITH_HOLDER


def test_the_list_is_kept_for_printing_and_counted_among_the_papers(at: Counter) -> None:
    opened = count(at, line(at))
    detail = papers.paper_detail(at.desk, opened.paper)
    assert (detail.row.number, detail.subject_kind, detail.subject_id) == (opened.number, "safe", at.safe)
    assert papers.counts(at.desk)["unprinted"] == 1


def test_a_count_of_last_week_needs_its_reason(at: Counter) -> None:
    week_ago = factory.NOON - timedelta(days=7)
    order = Inventory((line(at),), week_ago)
    with pytest.raises(Refused, match="reason for the late entry"):
        actions.open_inventory(at.desk, order, SECOND)
    actions.open_inventory(at.desk, replace(order, late_reason="The program came today."), SECOND)
    [first] = queries.movements(at.desk, at.passport)
    assert (first.happened_at, first.late_reason) == (week_ago, "The program came today.")


def test_a_booklet_that_is_found_once_the_desk_takes_in_needs_a_written_reason(at: Counter) -> None:
    other = people.booklet(at.desk, at.person, OTHER, date(2031, 1, 1), "service")
    assert not queries.has_begun(at.desk)
    at.take_in()
    assert queries.has_begun(at.desk)
    order = Inventory((line(at, 1, other),))
    for reason, words in (("  ", "Write why these are counted in"), ("x" * 201, "At most 200 characters")):
        with pytest.raises(Refused, match=words) as refused:
            actions.open_inventory(at.desk, replace(order, reason=reason), SECOND)
        assert refused.value.field == "reason"
    why = "Found behind the shelf when safe 2 was emptied"
    opened = actions.open_inventory(at.desk, replace(order, reason=f" {why} "), SECOND).value
    assert why in " ".join(pages(at.desk, opened.paper)[0].split())
    with at.desk.database.read() as connection:
        told = connection.execute(sa.select(journal_value.c.content).where(journal_value.c.name == "reason"))
        assert [json.loads(one) for one in told.scalars()] == [[None, why]]


def test_nobody_counts_alone(at: Counter) -> None:
    for second in (
        Credentials("custodian", factory.PASSWORD),
        Credentials("clerk", factory.PASSWORD),
        Credentials("desk_head", "a wrong password it is"),
    ):
        with pytest.raises(Refused):
            actions.open_inventory(at.desk, Inventory((line(at),)), second)
    assert queries.movements(at.desk, at.passport) == ()


def test_only_a_custodian_opens_an_inventory(at: Counter) -> None:
    head = factory.at(at.desk, Role.DESK_HEAD)
    with pytest.raises(Refused, match="Your role may not"):
        actions.open_inventory(head, Inventory((line(at),)), Credentials("auditor", factory.PASSWORD))


def test_the_second_person_does_not_count_their_own_passport(at: Counter) -> None:
    counter.be_official(at.desk, "desk_head", at.person)
    with pytest.raises(Refused, match="second person can't confirm their own case"):
        count(at, line(at))


def test_the_custodian_does_not_count_their_own_passport(at: Counter) -> None:
    counter.be_official(at.desk, "custodian", at.person)
    own = factory.log_in(at.desk.folder, "custodian")
    with pytest.raises(Refused, match="Line 1: This is your own passport"):
        actions.open_inventory(own, Inventory((line(at),)), Credentials("auditor", factory.PASSWORD))


def test_a_passport_of_a_protected_person_is_left_to_who_may_see_it(at: Counter) -> None:
    hidden = people.official(at.desk, "", "SHADE NADIA", protected=True, number="S0000777")
    booklet = queries.passports_of(at.desk, hidden)[0].id
    at.desk.take_session(replace(at.desk.session, scope=Scope("", protected=False, private=True)))
    with pytest.raises(Refused, match=r"Line 2: .* outside your scope"):
        count(at, line(at), line(at, 1, booklet))


def test_each_line_says_what_is_wrong_with_it(at: Counter) -> None:
    other = people.booklet(at.desk, at.person, OTHER, date(2031, 1, 1), "service")
    at.take_in()
    wrong = {
        "was in custody at this desk already": [line(at, 1)],
        "Safe 1, A-01 holds another passport": [line(at, 0, other)],
        "There is no such place": [replace(line(at, 1, other), place_id=999)],
        "not in the register": [line(at, 1, 999)],
        "Line 2: S0299999 stands in line 1 already": [line(at, 1, other), line(at, 2, other)],
        "Write the ground": [replace(line(at, 1, other), ground=Ground(GroundKind.RULE, "", "x"))],
        "Choose on what ground": [replace(line(at, 1, other), ground=GIVEN_ON)],
        "review of the ground must lie after": [replace(line(at, 1, other), review_on=TODAY)],
        "The list is empty": [],
    }
    for words, rows in wrong.items():
        with pytest.raises(Refused, match=words):
            count(at, *rows, reason="Found late")
    third = people.booklet(at.desk, at.person, "A0000001", date(2031, 1, 1), "ordinary")
    with pytest.raises(Refused, match="Line 2: Safe 1, A-02 stands in line 1 already"):
        count(at, line(at, 1, other), line(at, 1, third), reason="Found late")
    assert queries.movements(at.desk, other) == ()
    assert papers.counts(at.desk)["all"] == 1


def test_a_list_without_end_is_refused(at: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("travel_desk.custody.rules.inventory.MOST_LINES", 1)
    with pytest.raises(Refused, match="at most 1 booklets"):
        count(at, line(at), line(at, 1))


def test_all_lines_are_kept_or_none(at: Counter) -> None:
    other = people.booklet(at.desk, at.person, OTHER, date(2031, 1, 1), "service")
    with at.desk.database.write() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER full_disk BEFORE INSERT ON handover WHEN NEW.passport_id = "
            f"{other} BEGIN SELECT RAISE(ABORT, 'no more'); END"
        )
    with pytest.raises(IntegrityError, match="no more"):
        count(at, line(at), line(at, 1, other))
    assert queries.movements(at.desk, at.passport) == ()
    assert papers.counts(at.desk)["all"] == 0
    with at.desk.database.read() as connection:
        assert not connection.execute(sa.select(handover.c.id)).all()


def test_a_long_list_runs_over_pages_and_is_signed_on_the_last(at: Counter) -> None:
    places = actions.add_place(at.desk, at.safe, 2, NewPlaces("B", "001-120")).value
    rows = []
    for number, place in enumerate(places):
        booklet = people.booklet(at.desk, at.person, f"S{number:07}", date(2031, 1, 1), "service")
        rows.append(Found(booklet, place, HELD_ON, REVIEW))
    opened = count(at, *rows)
    found = pages(at.desk, opened.paper)
    assert len(found) == 4
    assert all("Place" in page and "S0" in page for page in found[:3])
    assert "120 booklets, counted and entered" in found[-1]
    assert "120 booklets, counted and entered" not in "".join(found[:-1])


def test_the_preview_names_the_faults_of_all_lines(at: Counter) -> None:
    known = rules.Known()
    found = list(rules.inventory_problems([line(at), line(at)], known, factory.NOON))
    assert [number for number, _ in found] == [1, 2]


@given(
    st.lists(
        st.tuples(*[st.one_of(st.none(), st.text(max_size=10), st.floats(), st.integers(), st.dates())] * 4),
        max_size=4,
    )
)
@settings(max_examples=60, deadline=None)
def test_whatever_stands_in_the_cells_a_line_is_read_or_says_what_is_wrong(
    rows: list[tuple[Cell, ...]],
) -> None:
    titles = ["Passport number", "Place", "Review by", "State"]
    read = rules.read_counted(titles, [FileRow(n, one) for n, one in enumerate(rows, 2)], TODAY)
    assert [one.row for one in read] == list(range(2, len(rows) + 2))
    assert all(one.number or one.problem for one in read)


def test_a_row_of_a_file_that_cant_be_read_keeps_its_fault() -> None:
    rows = [
        FileRow(2, ("d 0081426", 46000.0, None), msg("The quotation marks are not closed.")),
        FileRow(3, ("D0081426", "Safe 1", "B")),
    ]
    first, second = rules.read_counted(["Passeport", "Coffre", "Étagère"], rows, TODAY)
    assert (first.number, str(first.problem)) == (NUMBER, "The quotation marks are not closed.")
    assert (second.number, second.place, second.problem) == (NUMBER, "Safe 1 B", None)


@pytest.mark.parametrize("count_of_lines", range(27, 38))
def test_nobody_signs_a_page_without_a_line(count_of_lines: int) -> None:
    content = {
        "counted_by": {"name": "Mira Okafor", "role": "custodian"},
        "second": "Petra Halvorsen",
        "happened": factory.NOON.isoformat(),
        "recorded": factory.NOON.isoformat(),
        "grounds": [["order", "order 12/2026", "article 7", "2027-05-05"]],
        "lines": [
            ["Safe 1", "A", f"{n:02}", f"S{n:07}", "service", "OKAFOR, MIRA", 0, "whole"]
            for n in range(count_of_lines)
        ],
    }
    head = Letterhead("Utopia", "Ministry of Public Service", "Travel Desk")
    told: list[tuple[int, int]] = []
    pdf = PdfDocument(
        forms.render_inventory(
            content, head, Language("en"), "TD-I-2026-000001", progress=lambda *at: told.append(at)
        )
    )
    last = str(pdf[len(pdf) - 1].get_textpage().get_text_bounded())
    assert "counted and entered" in last
    assert f"S{count_of_lines - 1:07}" in last
    assert told[-1] == (count_of_lines, count_of_lines)
