"""Each list gives out full records, and no more than the user may see."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from pytestqt.qtbot import QtBot

from tests import factory
from tests.custody import counter
from tests.officials.desk_work import DIPLOMATIC, LAYLA, ORDINARY, layla, limit, ministry
from tests.trips import desks, people
from travel_desk.access.page import UsersPage
from travel_desk.backups.page import BackupsPage
from travel_desk.base.partial import PartialDate
from travel_desk.base.roles import Role
from travel_desk.base.settings import Settings
from travel_desk.custody.page import PassportsPage
from travel_desk.desk import Desk, Scope
from travel_desk.desk.tables import user
from travel_desk.exports import actions as exports
from travel_desk.exports.rules import Column, ExportOrder, Part
from travel_desk.exports.rules import Kind as FileKind
from travel_desk.journal.page import JournalPage
from travel_desk.officials import actions as officials
from travel_desk.officials import queries
from travel_desk.officials.page import OfficialsPage
from travel_desk.officials.rules import ClearanceOrder, PostOrder, Secrecy
from travel_desk.papers.page import PapersPage
from travel_desk.policy.page import RulesPage
from travel_desk.shell import theme
from travel_desk.shell.context import Context
from travel_desk.shell.page import ListPage
from travel_desk.staff_lists import actions as staff_lists
from travel_desk.staff_lists.rules import Field, State
from travel_desk.staff_lists.rules.headers import named
from travel_desk.trips import queries as trips
from travel_desk.trips.page import TripsPage
from travel_desk.trips.queries.exporting import trip_records
from travel_desk.trips.rules import Kind, Traveller


class Pages:
    """Makes pages over a desk as the window would, and tells what they export."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot = qtbot
        self.settings = Settings(folder / "settings.json")
        self.contexts: list[Context] = []

    def exported(self, kind: type[ListPage], desk: Desk) -> list[dict[str, Any]]:
        """Return the exported rows by the titles of their columns."""
        page = self.page(kind, desk)
        ask = page.ask_exported_ids()
        ids = list(ask.query(desk, *ask.args))
        asked = page.ask_export(ids)
        records = list(asked.query(desk, *asked.args))
        assert {record.id for record in records} <= set(ids)
        assert all(isinstance(page.export_persons(record), tuple) for record in records)
        columns = page.export_columns()
        return [{column.title: column.value(record) for column in columns} for record in records]

    def page(self, kind: type[ListPage], desk: Desk) -> ListPage:
        context = Context(desk, self.settings, desk.clock, desk.may)
        self.contexts.append(context)
        page = kind(context)
        self.qtbot.addWidget(page)
        return page


@pytest.fixture(scope="module")
def _themed(qapp: object) -> None:
    theme.apply("light", 13)


@pytest.fixture
def pages(qtbot: QtBot, tmp_path: Path, _themed: None) -> Iterator[Pages]:
    made = Pages(qtbot, tmp_path)
    yield made
    for context in made.contexts:
        qtbot.waitUntil(lambda one=context: not one.background.busy())
        context.close()


def test_the_register_gives_out_all_that_a_staff_list_has(pages: Pages, tmp_path: Path) -> None:
    desk = factory.desk(tmp_path)
    place, person = layla(desk)
    below = ministry(desk, "Finance", place)
    officials.add_post(desk, person, 1, PostOrder(below, "Head of Finance", date(2026, 1, 5), replaces=True))
    officials.add_clearance(
        desk, person, 2, ClearanceOrder(Secrecy.SECRET, date(2025, 3, 1), paper="Order 4")
    )
    officials.register_passport(desk, person, 3, ORDINARY)
    (row,) = pages.exported(OfficialsPage, desk)
    assert row["Personnel number"] == "PN 20-04417"
    assert row["Name in own script"] == LAYLA.native_name
    assert (row["Surname"], row["Given names"], row["Birth date"]) == (
        "AL HADDAD",
        "LAYLA",
        date(1979, 3, 14),
    )
    assert row["Organisation"] == "Ministry of Water and Land / Finance"
    assert (row["Post"], row["In the post from"]) == ("Head of Finance", date(2026, 1, 5))
    assert (row["Clearance"], row["Clearance from"]) == ("Secret", date(2025, 3, 1))
    assert row["Categories"] == "Senior politician"
    assert (row["Passport number"], row["Passport expires"]) == (DIPLOMATIC.number, DIPLOMATIC.expires_on)
    assert row["Other passports"] == "A2290187 (Ordinary)"
    assert row["Protected"] == "No"


def test_an_exported_register_names_the_fields_of_a_staff_list(pages: Pages, tmp_path: Path) -> None:
    titles = [one.title for one in pages.page(OfficialsPage, factory.desk(tmp_path)).export_columns()]
    fields = dict(zip(titles, named(titles), strict=True))
    assert fields.pop("Other passports") is None
    assert None not in fields.values()
    in_parts = {Field.FULL_NAME, Field.OWN_SURNAME, Field.OWN_GIVEN_NAMES}
    assert set(Field) - set(fields.values()) <= {*in_parts, Field.POST_UNTIL}


@pytest.mark.parametrize("kind", list(FileKind))
def test_an_exported_register_comes_back_unchanged(pages: Pages, tmp_path: Path, kind: FileKind) -> None:
    desk = factory.desk(tmp_path)
    layla(desk)
    path = tmp_path / f"list.{kind.value}"
    page = pages.page(OfficialsPage, desk)
    ids = list(queries.person_ids(desk, queries.Question()))
    ask = page.ask_export(ids)
    columns = tuple(Column(one.title, one.value, one.kind) for one in page.export_columns())
    part = Part(ids, ask.query, ask.args)
    order = ExportOrder("officials", kind, path, "Officials", (), "", columns, (part,), page.export_persons)
    exports.export_list(desk, exports.write_list(desk, order))
    looked = staff_lists.look(desk, path)
    file = staff_lists.ListFile(path, looked.found, looked.proposal.mapping, "export", desk.today())
    judged = staff_lists.judge_file(desk, file)
    assert [verdict.state for verdict in judged.verdicts] == [State.UNCHANGED]


def test_a_part_of_a_birth_date_is_given_out_as_it_is(pages: Pages, tmp_path: Path) -> None:
    desk = factory.desk(tmp_path)
    _, person = layla(desk)
    officials.change_person(desk, person, 1, replace(LAYLA, birth_date=PartialDate(1979, 3)))
    assert pages.exported(OfficialsPage, desk)[0]["Birth date"] == "1979-03"
    officials.change_person(desk, person, 2, replace(LAYLA, birth_date=None))
    assert pages.exported(OfficialsPage, desk)[0]["Birth date"] == ""


def test_nobody_outside_the_scope_is_given_out(pages: Pages, tmp_path: Path) -> None:
    desk = factory.desk(tmp_path)
    _, person = layla(desk)
    page = pages.page(OfficialsPage, desk)
    limit(desk, "/99/")
    assert pages.exported(OfficialsPage, desk) == []
    ask = page.ask_export([person])  # an id that was seen before
    assert ask.query(desk, *ask.args) == []


def test_a_delegation_is_given_out_one_row_a_traveller(pages: Pages, tmp_path: Path) -> None:
    world = desks.world(tmp_path)
    one = world.submitted(world.eleni, world.tigist)
    rows = pages.exported(TripsPage, world.desk)
    assert [row["Leader"] for row in rows] == ["Yes", "No"]
    assert rows[0]["Request"] == one.number
    assert (rows[0]["First day"], rows[0]["Last day"]) == (date(2026, 11, 23), date(2026, 11, 27))
    assert rows[0]["Countries"] == "Uganda, Kenya"
    assert rows[0]["Purpose"] == "Basin Waters Forum"
    assert rows[0]["Submitted"] == factory.NOON.astimezone().date()


def test_a_private_reason_is_given_out_to_whom_it_is_told_only(pages: Pages, tmp_path: Path) -> None:
    world = desks.world(tmp_path)
    world.submitted(world.eleni, kind=Kind.TREATMENT, purpose="Treatment of the heart")
    desk = world.desk
    assert pages.exported(TripsPage, desk)[0]["Purpose"] == "Treatment of the heart"
    scope = replace(desk.session.scope, private=False)
    desk.take_session(replace(desk.session, scope=scope))
    (row,) = pages.exported(TripsPage, desk)
    assert "heart" not in str(row)
    assert row["Private"] == "Yes"


def test_passports_are_given_out_with_where_they_are(pages: Pages, tmp_path: Path) -> None:
    at = counter.open_counter(tmp_path)
    (row,) = pages.exported(PassportsPage, at.desk)
    assert (row["Passport number"], row["Where it is"]) == (counter.NUMBER, "With the holder")
    at.take_in()
    (row,) = pages.exported(PassportsPage, at.desk)
    assert (row["Where it is"], row["Review on"], row["Due back"]) == ("In custody", counter.REVIEW, None)
    assert row["Place"].startswith("Safe 1")
    (paper, *_) = pages.exported(PapersPage, at.desk)
    assert (paper["Kind"], paper["Times printed"]) == ("Receipt for a passport", 0)


def test_a_substitute_leaves_the_desk_by_name_only_for_whom_may_see_them(
    pages: Pages, tmp_path: Path
) -> None:
    world = desks.world(tmp_path)
    desk = world.desk
    hidden = people.official(
        desk, "Ганбаатар", "GANBAATAR BOLD", organisation_id=world.ministry, protected=True
    )
    stands_in = Traveller(world.eleni, True, world.passport(world.eleni), hidden)
    one = world.submitted(travellers=(stands_in,))
    page = pages.page(TripsPage, desk)
    (record,) = trip_records(desk, [one.trip_id])
    assert page.export_persons(record) == (world.eleni, hidden)
    assert pages.exported(TripsPage, desk)[0]["Substitute"] == "Ганбаатар"
    limit(desk, "", protected=False)
    (record,) = trip_records(desk, [one.trip_id])
    assert page.export_persons(record) == (world.eleni,)
    assert pages.exported(TripsPage, desk)[0]["Substitute"] == ""
    assert trips.trip_detail(desk, one.trip_id).requests[0].substitute_name == ""


def test_the_journal_of_an_exported_list_names_whom_its_rows_name(pages: Pages, tmp_path: Path) -> None:
    world = desks.world(tmp_path)
    world.submitted(world.aasa)
    with world.desk.database.write() as connection:
        connection.execute(sa.update(user).where(user.c.user_name == "clerk").values(person_id=world.aasa))
    head = factory.at(world.desk, Role.DESK_HEAD)
    head.take_session(replace(head.session, scope=Scope("", protected=True, private=True)))
    for kind in (UsersPage, JournalPage):
        page = pages.page(kind, head)
        ids = page.ask_exported_ids()
        ask = page.ask_export(list(ids.query(head, *ids.args)))
        named = {one for record in ask.query(head, *ask.args) for one in page.export_persons(record)}
        assert world.aasa in named


def test_the_lists_of_administration_are_given_out(pages: Pages, tmp_path: Path) -> None:
    head = factory.at(desks.world(tmp_path).desk, Role.DESK_HEAD)
    for kind in (UsersPage, RulesPage, JournalPage):
        rows = pages.exported(kind, head)
        assert rows
        assert {t for row in rows for t, value in row.items() if value is None} <= {"Last login", "Last day"}
    assert pages.exported(BackupsPage, head) == []


def test_the_journal_says_whose_entries_and_of_which_days(pages: Pages, tmp_path: Path) -> None:
    desk = factory.desk(tmp_path, Role.AUDITOR)
    page = pages.page(JournalPage, desk)
    assert isinstance(page, JournalPage)
    page.reload(frozenset())
    pages.qtbot.waitUntil(lambda: page.who.count() > 1)
    page.who.set_value(1)
    page.first.set_day(date(2026, 11, 1))
    page.last.set_day(date(2026, 11, 5))
    page.search.setText("paper")
    assert page.question_lines() == (
        "Search: “paper”",
        "Who: Ada Administrator",
        "From Sun 1 Nov 2026",
        "Until Thu 5 Nov 2026",
    )


def test_tab_and_filter_stand_in_the_question(pages: Pages, tmp_path: Path) -> None:
    page = pages.page(TripsPage, factory.desk(tmp_path))
    assert page.question_lines() == ("Pending",)
    page.filter_bar.set_key("late")
    assert page.question_lines() == ("Pending", "Filter: Late")
