"""A dossier tells all that happened, from every duty, and how everything stood on a past day."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests import factory
from tests.databases.freeze import HERE
from tests.officials import tree_work as t
from tests.officials.desk_work import TODAY, journal, layla, limit, refused
from tests.thread.main_job import MainJob
from travel_desk.app import wiring
from travel_desk.base.roles import Role
from travel_desk.base.settings import Settings
from travel_desk.desk import Desk
from travel_desk.officials import actions, queries
from travel_desk.officials.page import history
from travel_desk.officials.rules import (
    Category,
    CategoryOrder,
    ClearanceOrder,
    Level,
    Move,
    OrganisationOrder,
    PassportKind,
    PassportOrder,
    PostOrder,
    Rename,
    Secrecy,
)
from travel_desk.shell.context import Context
from travel_desk.shell.registry import Told

NOVEMBER = date(2026, 11, 5)


@pytest.fixture(scope="module")
def ended(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, Context]]:
    """A desk on which one official travelled and came home, as the auditor sees it two weeks later."""
    folder = tmp_path_factory.mktemp("ended")
    with zipfile.ZipFile(sorted(HERE.glob("*.zip"))[0]) as packed:
        packed.extractall(folder / "desk")
    job = MainJob(folder / "desk")
    job.clock.set(factory.NOON + timedelta(days=40))
    desk = job.open("ines")
    context = Context(desk, Settings(folder / "settings.json"), desk.clock, desk.may)
    wiring.register(context)
    yield desk, context
    context.close()
    desk.close()


def told(ended: tuple[Desk, Context], on: date) -> dict[str, Told]:
    desk, context = ended
    return {one.title: one for one in context.histories.tell(desk, "person", 1, on)}


def titles(part: Told) -> list[str]:
    return [one.title for one in part.happenings]


def test_every_duty_tells_its_part(qtbot: QtBot, ended: tuple[Desk, Context]) -> None:
    parts = told(ended, ended[0].today())
    assert titles(parts["Posts"]) == ["Post: Deputy Director"]
    assert titles(parts["Categories"]) == ["Category: Senior official"]
    assert titles(parts["Passports"]) == ["Service passport L898902C3 issued"]
    assert titles(parts["Trips"]) == ["Request submitted", "Left on a trip", "Came home", "Trip closed"]
    assert titles(parts["Decisions"]) == [
        "Approved: Head of Organisation",
        "Approved: Head of Government’s Office",
    ]
    assert [one.split(": ")[1].split(" ·")[0] for one in titles(parts["Movements"])] == [
        "Brought back, Safe 1, A-02",
        "Handed out",
        "Taken in, Safe 1, A-01",
    ]
    assert "Approval slip signed" in titles(parts["Papers"])
    assert all(one.kind for name in ("Trips", "Decisions", "Papers") for one in parts[name].happenings)


def test_a_request_and_its_papers_stood_differently_then(ended: tuple[Desk, Context]) -> None:
    def stood(on: date) -> tuple[list[str], list[str]]:
        parts = told(ended, on)
        trips, papers = parts["Trips"].standings, parts["Papers"].standings
        assert trips is not None
        assert papers is not None
        return (
            [one.chip.text for one in trips if one.chip],
            [f"{one.second} {one.chip.text}" for one in papers if one.chip],
        )

    assert stood(NOVEMBER - timedelta(days=1)) == ([], [])
    assert stood(NOVEMBER) == (
        ["Slip issued"],
        ["Approval slip Signed", "Receipt for a passport Ready"],
    )
    assert stood(date(2026, 11, 28))[0] == ["Abroad"]
    assert stood(ended[0].today())[0] == ["Closed"]


def test_a_passport_lay_where_it_lay_on_that_day(ended: tuple[Desk, Context]) -> None:
    def where(on: date) -> tuple[str, str, date | None]:
        card = queries.dossier(ended[0], 1, on).passports[0]
        return card.custody, card.place, card.since

    assert where(NOVEMBER - timedelta(days=1)) == ("with_holder", "", None)
    assert where(NOVEMBER) == ("in_custody", "Safe 1, A-01", NOVEMBER)
    assert where(date(2026, 11, 28)) == ("handed_out", "", date(2026, 11, 25))
    assert where(date(2026, 12, 3)) == ("in_custody", "Safe 1, A-02", date(2026, 12, 2))
    assert queries.dossier(ended[0], 1, date(2025, 8, 13)).passports == ()


# -- posts and organisations


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return factory.desk(tmp_path, Role.DESK_HEAD)


def lines(desk: Desk, person: int, on: date = TODAY) -> list[str]:
    found = sorted(history.posts(desk, person, on), key=lambda one: one.day)
    return [f"{one.day:%Y-%m-%d} {one.title} | {one.line}" for one in found]


def test_a_past_day_shows_the_name_and_the_place_of_that_day(desk: Desk) -> None:
    place, person = layla(desk)
    nature = t.new_ministry(desk, "Office of Nature")
    actions.rename_organisation(desk, place, 1, Rename("Ministry of Rivers", t.MAY, "Decree 4/2026"))
    actions.move_organisation(desk, place, 2, Move(nature, t.JUNE, "Decree 5/2026"))

    def where(on: date | None) -> str:
        return queries.dossier(desk, person, on).posts[0].organisation

    assert where(None) == "Ministry of Rivers, Office of Nature"
    assert where(date(2026, 5, 20)) == "Ministry of Rivers"
    assert where(date(2026, 4, 30)) == "Ministry of Water and Land"
    assert queries.dossier(desk, person, date(2020, 1, 1)).posts == ()
    assert lines(desk, person) == [
        "2025-02-03 Post: Deputy Minister | Ministry of Rivers, Office of Nature",
        "2026-05-01 Ministry of Water and Land was renamed Ministry of Rivers | Decree 4/2026",
    ]
    assert lines(desk, person, date(2026, 4, 30)) == [
        "2025-02-03 Post: Deputy Minister | Ministry of Water and Land"
    ]


def test_a_post_goes_on_where_its_organisation_went(desk: Desk) -> None:
    place, person = layla(desk)
    energy = t.new_ministry(desk, "Ministry of Energy")
    actions.merge_organisations(desk, t.merge(desk, [place, energy], name="Ministry of Nature"))
    assert lines(desk, person) == [
        "2025-02-03 Post: Deputy Minister | Ministry of Water and Land",
        "2026-05-01 Deputy Minister goes on in Ministry of Nature | organisations were merged: Decree 5/2026",
    ]
    assert (
        queries.dossier(desk, person, date(2026, 4, 1)).posts[0].organisation == "Ministry of Water and Land"
    )


def test_a_post_that_ended_says_why(desk: Desk) -> None:
    place, person = layla(desk)
    board = PostOrder(place, "Board", date(2026, 1, 1), date(2026, 2, 1), main=False)
    actions.add_post(desk, person, 1, board)
    version = t.place(desk, place).version
    end = OrganisationOrder("Ministry of Water and Land", Level.FEDERAL, date(2000, 1, 1), None, t.MAY)
    actions.change_organisation(desk, place, version, end)
    assert lines(desk, person)[1:] == [
        "2026-01-01 Post: Board | Ministry of Water and Land · additional post",
        "2026-02-01 Post ended: Board | Ministry of Water and Land · additional post",
        "2026-05-01 Post ended: Deputy Minister | Ministry of Water and Land · the organisation ended",
    ]


def test_categories_clearances_and_booklets_begin_and_end(desk: Desk) -> None:
    _, person = layla(desk)
    then = date(2026, 2, 1)
    old = PassportOrder(PassportKind.ORDINARY, "A1111111", date(2015, 1, 1), date(2025, 1, 1))
    actions.register_passport(desk, person, 1, old)
    actions.add_category(desk, person, 2, CategoryOrder(Category.MILITARY, date(2020, 1, 1), then, "Order 3"))
    order = ClearanceOrder(Secrecy.SECRET, date(2020, 1, 1), then, date(2031, 2, 1), "List 1")
    actions.add_clearance(desk, person, 3, order)
    confidential = ClearanceOrder(Secrecy.CONFIDENTIAL, then, date(2026, 3, 1), None, "List 2")
    actions.add_clearance(desk, person, 4, confidential)
    found = [f"{one.title} | {one.line}" for one in history.standing(desk, person, TODAY)]
    assert "Category: Military | Order 3" in found
    assert "Category ended: Military | Order 3" in found
    assert "Clearance: Secret | List 1" in found
    assert "Clearance ended: Secret | travel stays restricted until Fri 31 Jan 2031" in found
    assert "Clearance ended: Confidential | List 2" in found
    assert [one.title for one in history.passports(desk, person, TODAY)][-2:] == [
        "Ordinary passport A1111111 issued",
        "Ordinary passport A1111111 expires",
    ]


def test_nothing_is_told_of_somebody_out_of_sight(desk: Desk) -> None:
    _, person = layla(desk)
    limit(desk, "/999/")
    for part in (history.posts, history.standing, history.passports):
        assert part(desk, person, TODAY) == []


# -- opening a dossier at a day


def test_the_day_that_was_asked_for_stands_in_the_journal(desk: Desk) -> None:
    _, person = layla(desk)
    then = actions.open_dossier(desk, person, date(2026, 3, 12)).value
    assert (then.today, then.past) == (date(2026, 3, 12), True)
    assert then.registered_on == TODAY
    assert journal(desk)[-1] == ("open_dossier", "person", person)
    now = actions.open_dossier(desk, person, TODAY).value
    assert (now.today, now.past) == (TODAY, False)
    tomorrow = TODAY + timedelta(days=1)
    assert "not come yet" in refused("on", actions.open_dossier, desk, person, tomorrow)


def test_one_who_came_in_with_many_has_a_day_too(desk: Desk) -> None:
    place, _ = layla(desk)
    person = actions.register_people(desk, [t.registration_of("JULE", place)]).value[0]
    assert queries.dossier(desk, person).registered_on == TODAY
