"""A desk with a few example officials and the page of officials over it, as the window would hold it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest
from pytestqt.qtbot import QtBot

from tests import factory
from tests.officials.desk_work import layla
from tests.officials.window import Window
from travel_desk.base.roles import Role
from travel_desk.base.settings import Settings
from travel_desk.officials import examples
from travel_desk.officials.page import OfficialsPage, register
from travel_desk.shell import theme
from travel_desk.shell.context import Context
from travel_desk.shell.window import MainWindow

COUNT = 40


@cache
def _filled() -> Path:
    folder = Path(mkdtemp(prefix="travel-desk-officials-"))
    desk = factory.desk(folder, Role.CLERK)
    examples.fill(desk, COUNT)
    desk.close()
    return folder / "desk"


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot, request: pytest.FixtureRequest) -> Iterator[Window]:
    """The officials of the example desk.

    Indirect parameters: a Role logs in another user, "empty" starts with a new desk.
    """
    wanted = getattr(request, "param", Role.CLERK)
    if wanted == "empty":
        desk = factory.desk(tmp_path, Role.CLERK)
    else:
        shutil.copytree(_filled(), tmp_path / "desk")
        desk = factory.log_in(tmp_path / "desk", wanted.value)
    theme.apply("light", 13)
    context = Context(desk, Settings(tmp_path / "settings.json"), desk.clock, desk.may)
    register(context)
    main = MainWindow(
        context, [OfficialsPage], title="Travel Desk", subtitle="Utopia", user=desk.session.name
    )
    qtbot.addWidget(main)
    main.resize(1280, 720)
    with qtbot.waitExposed(main):
        main.show()
    page = main.findChild(OfficialsPage)
    assert isinstance(page, OfficialsPage)
    made = Window(qtbot, desk, context, main, page)
    made.settled()
    yield made
    made.close_dialogs()
    context.close()
    desk.close()


@pytest.fixture
def person(window: Window) -> int:
    """Layla, with her dossier open."""
    _, added = layla(window.desk)
    window.context.announce({"persons"})
    window.settled(41)
    window.choose(added)
    return added
