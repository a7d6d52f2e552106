"""The list of officials drawn, and the memory of the main window; each beside a bare one."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from PySide6.QtCore import QEventLoop, QStringListModel, QTimer
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QTableView

from tests.benchmarks import example
from tests.benchmarks.harness import Pair, Unit, benchmark, timed
from travel_desk.base.clock import SetClock
from travel_desk.base.settings import Settings
from travel_desk.officials.page import OfficialsPage
from travel_desk.shell import fonts, theme
from travel_desk.shell.context import Context

ROWS = 100
WIDTH = 1440


@benchmark("key derived to 100 rows drawn / bare driver and table", 150, Unit.MS, rounds=15, warm_up=2)
def rows(stack: ExitStack) -> Pair:
    application()
    settings = Settings(Path(stack.enter_context(tempfile.TemporaryDirectory())) / "settings.json")
    example.key()

    def draw_list() -> None:
        desk = example.desk()
        context = Context(desk, settings, SetClock(desk.now()), desk.may)
        page = OfficialsPage(context)
        page.resize(WIDTH, fonts.scaled(page.row_height) * (ROWS + 6))
        page.show()
        page.reload(page.subjects)
        ids = page.model.ids
        until(lambda: len(ids()) >= ROWS and all(page.model.row(id) for id in ids()[:ROWS]))
        _draw(page.table)
        assert page.table.rowAt(page.table.viewport().height() - 1) >= ROWS - 1 or len(ids()) < ROWS
        _Put.away = [page, context, desk]

    def draw_bare() -> None:
        desk = example.desk()
        with desk.database.outside() as driver:
            found = driver.execute(
                "SELECT native_name FROM person ORDER BY sort_key LIMIT ?", (ROWS,)
            ).fetchall()
        table = QTableView()
        table.setModel(QStringListModel([name for (name,) in found], table))
        table.resize(WIDTH, 44 * (ROWS + 6))
        table.show()
        _draw(table)
        table.close()
        desk.close()

    def drawn() -> float:
        taken = timed(draw_list)()
        _Put.all_away()
        return taken

    return Pair(drawn, timed(draw_bare))


@benchmark("resident memory with the main window / a bare window", 180, Unit.MIB, rounds=3, warm_up=0)
def memory(stack: ExitStack) -> Pair:
    folder = stack.enter_context(tempfile.TemporaryDirectory())
    example.folder()

    def resident(*arguments: str) -> Callable[[], float]:
        def measure() -> float:
            said = subprocess.run(
                [sys.executable, "-m", "tests.benchmarks.main_window", *arguments],
                env={**os.environ, "XDG_CONFIG_HOME": folder}, capture_output=True, text=True, check=True,
            )  # fmt: skip
            return float(said.stdout)

        return measure

    return Pair(resident(str(example.folder()), folder), resident())


def application() -> QApplication:
    """Return the application, dressed as the program dresses it."""
    found = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(found, QApplication)
    theme.apply("light", fonts.BASE)
    return found


def until(is_so: Callable[[], bool], seconds: float = 20) -> None:
    """Let the application work until something is so."""
    end = time.monotonic() + seconds
    loop = QEventLoop()
    watch = QTimer(interval=0)
    watch.timeout.connect(lambda: loop.quit() if is_so() or time.monotonic() > end else None)
    watch.start()
    loop.exec()
    assert is_so(), "nothing was drawn"


def _draw(table: QTableView) -> None:
    picture = QPixmap(table.size())
    table.render(picture)


class _Put:
    """What a round leaves to be closed once its time is taken."""

    away: list[object]

    @classmethod
    def all_away(cls) -> None:
        page, context, desk = cls.away
        page.close()  # type: ignore[attr-defined]
        context.close()  # type: ignore[attr-defined]
        desk.close()  # type: ignore[attr-defined]
