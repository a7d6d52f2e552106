"""A file that leaves the program is written down, whoever lets it out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests import factory
from tests.trips import desks
from travel_desk.base.language import Language
from travel_desk.base.message import Refused
from travel_desk.base.roles import Role
from travel_desk.base.settings import Settings
from travel_desk.desk import Desk, Scope
from travel_desk.desk.tables import journal_entry
from travel_desk.shell import theme
from travel_desk.shell.context import Context
from travel_desk.shell.preview import PaperPreview
from travel_desk.trips import actions, steps
from travel_desk.trips.page import TripsPage
from travel_desk.trips.rules import NewFile, RequestFacts

LETTER = NewFile("Letter.txt", b"Dear host")


@pytest.fixture
def world(tmp_path: Path) -> desks.World:
    return desks.world(tmp_path)


def attached(world: desks.World, file: NewFile = LETTER) -> tuple[RequestFacts, int]:
    one = world.submitted(world.eleni, world.tigist)
    made = actions.attach_file(world.desk, one.trip_id, one.trip_version, file.name, file.content)
    return one, made.value


def saved(desk: Desk) -> list[int]:
    with desk.database.read() as connection:
        asked = sa.select(journal_entry.c.subject_id).where(journal_entry.c.verb == "save_file")
        return list(connection.execute(asked).scalars())


def test_a_saved_file_is_written_down_with_the_request_it_is_about(world: desks.World) -> None:
    one, letter = attached(world)
    auditor = factory.at(world.desk, Role.AUDITOR)
    assert actions.save_file(auditor, letter).value == b"Dear host"
    assert actions.save_file(world.desk, letter, "Office").value == b"Dear host"
    assert saved(world.desk) == [one.id, one.id]


def test_a_file_about_nobody_within_reach_stays_inside(world: desks.World) -> None:
    _, letter = attached(world)
    away = replace(world.desk.session, scope=Scope("/999/", protected=True, private=True))
    world.desk.take_session(away)
    with pytest.raises(Refused, match="outside your scope"):
        actions.save_file(world.desk, letter)
    assert saved(world.desk) == []


def test_a_file_of_a_delegation_leaves_where_one_of_them_is_within_reach(world: desks.World) -> None:
    one, letter = attached(world)
    with world.desk.database.write() as connection:
        connection.exec_driver_sql(f"UPDATE person SET protected = 1 WHERE id = {one.person_id}")
    world.desk.take_session(replace(world.desk.session, scope=Scope("", protected=False, private=True)))
    assert actions.save_file(world.desk, letter).value == b"Dear host"
    assert saved(world.desk) == [world.requests(one.trip_id)[1].id]


def test_an_administrator_saves_nothing_and_nobody_what_is_not_there(world: desks.World) -> None:
    _, letter = attached(world)
    with pytest.raises(Refused, match="Your role may not"):
        actions.save_file(factory.at(world.desk, Role.ADMINISTRATOR), letter)
    with pytest.raises(Refused, match="no such file"):
        actions.save_file(world.desk, 999)


def test_a_file_attached_to_one_request_is_about_it_alone(world: desks.World) -> None:
    one = world.submitted()
    with world.desk.deed("attach_file") as deed:
        deed.allow(steps.about_request(deed.connection, one.id))
        letter = steps.attach(deed, "request", one.id, "Letter.txt", b"Dear host")
        deed.entry("request", one.id)
    assert actions.save_file(world.desk, letter).value == b"Dear host"


@pytest.fixture
def page(world: desks.World, tmp_path: Path, qtbot: QtBot) -> TripsPage:
    theme.apply("light", 13)
    context = Context(world.desk, Settings(tmp_path / "settings.json"), world.desk.clock, world.desk.may)
    made = TripsPage(context)
    qtbot.addWidget(made, before_close_func=lambda _: close(context, qtbot))
    with qtbot.waitExposed(made):
        made.show()
    return made


def close(context: Context, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not context.background.busy())
    context.close()


def rest(page: TripsPage, qtbot: QtBot, until: Callable[[], object]) -> None:
    qtbot.waitUntil(lambda: not page.context.background.busy() and bool(until()))


def test_the_page_saves_through_the_deed(
    world: desks.World, page: TripsPage, tmp_path: Path, qtbot: QtBot
) -> None:
    one, letter = attached(world)
    page.open_file(letter)
    rest(page, qtbot, lambda: page.findChildren(QFileDialog))
    (dialog,) = page.findChildren(QFileDialog)
    target = tmp_path / "copy.txt"
    dialog.fileSelected.emit(str(target))
    rest(page, qtbot, target.exists)
    dialog.close()
    assert target.read_bytes() == b"Dear host"
    assert saved(world.desk) == [one.id]


def test_a_pdf_is_looked_at_first_and_saved_through_the_deed(
    world: desks.World, page: TripsPage, tmp_path: Path, qtbot: QtBot
) -> None:
    from travel_desk.paper.sheet import Sheet

    sheet = Sheet("A5L", language=Language("en"), title="Letter")
    sheet.text(10, 10, "Dear host", 11)
    content = sheet.finish()
    one, letter = attached(world, NewFile("Letter.pdf", content))
    page.open_file(letter)
    rest(page, qtbot, lambda: page.findChildren(PaperPreview))
    (preview,) = page.findChildren(PaperPreview)
    assert preview.save_action.isEnabled()
    assert saved(world.desk) == []
    target = tmp_path / "copy.pdf"
    preview.save_to(str(target))
    rest(page, qtbot, target.exists)
    assert target.read_bytes() == content
    assert saved(world.desk) == [one.id]
    preview.close()
