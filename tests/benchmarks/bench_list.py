"""The list of 100,000 officials: the end of it, and a page further, beside Qt's own table on plain SQLite."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from PySide6.QtGui import QPixmap
from PySide6.QtSql import QSqlDatabase, QSqlTableModel
from PySide6.QtWidgets import QAbstractItemView, QAbstractSlider, QTableView

from tests.benchmarks import register
from tests.benchmarks.bench_window import WIDTH, application, until
from tests.benchmarks.harness import Pair, Unit, benchmark, timed
from travel_desk.base.clock import SetClock
from travel_desk.base.settings import Settings
from travel_desk.officials import queries
from travel_desk.officials.page import OfficialsPage
from travel_desk.officials.page.filters import Limits
from travel_desk.shell.context import Context

HEIGHT = 900
PAGES = 40


@benchmark("list of 100,000: jump to the end", 100, Unit.MS, rounds=9)
def jump(stack: ExitStack) -> Pair:
    page = page_of(stack, register.HUNDRED_THOUSAND)
    return Pair(lambda: to_the_end(page))


@benchmark("list of 100,000: scroll a page / QSqlTableModel, plain SQLite", 1.2, rounds=5)
def scroll(stack: ExitStack) -> Pair:
    return scroll_pair(stack, register.HUNDRED_THOUSAND)


@benchmark("list of 100,000: all counts of the chips", 1000, Unit.MS, rounds=5)
def counts(stack: ExitStack) -> Pair:
    return counting_pair(stack, register.HUNDRED_THOUSAND)


def scroll_pair(stack: ExitStack, count: int) -> Pair:
    """Return pages turned of our list, and of Qt's own table."""
    page = page_of(stack, count)
    plain = _plain(stack, count, page.table)
    return Pair(lambda: through(page.table, _shown(page)), lambda: through(plain, lambda: True))


def counting_pair(stack: ExitStack, count: int) -> Pair:
    """Return all counts that the chips show, asked as the page asks them, off the window's thread."""
    desk = register.desk(count)
    stack.callback(desk.close)
    return Pair(timed(lambda: queries.filter_counts(desk, Limits().counted())))


def to_the_end(page: OfficialsPage) -> float:
    """Go from the first line to the last, drawn with all that it says; return the seconds."""
    bar = page.table.verticalScrollBar()
    bar.setValue(0)
    until(_shown(page))
    begun = time.perf_counter()
    bar.setValue(bar.maximum())
    _draw(page.table)
    until(_shown(page))
    _draw(page.table)
    return time.perf_counter() - begun


def through(table: QTableView, is_shown: Callable[[], bool]) -> float:
    """Turn `PAGES` pages of a table from the top, each drawn with all that it says; return the seconds."""
    bar = table.verticalScrollBar()
    bar.setValue(0)
    _draw(table)
    until(is_shown)
    begun = time.perf_counter()
    for _ in range(PAGES):
        bar.triggerAction(QAbstractSlider.SliderAction.SliderPageStepAdd)
        _draw(table)
        if not is_shown():
            until(is_shown)
            _draw(table)
    return time.perf_counter() - begun


def page_of(stack: ExitStack, count: int) -> OfficialsPage:
    """Return the page of officials over `count` persons, with its first lines shown."""
    application()
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    desk = register.desk(count)
    stack.callback(desk.close)
    context = Context(desk, Settings(folder / "settings.json"), SetClock(desk.now()), desk.may)
    stack.callback(context.close)
    page = OfficialsPage(context)
    stack.callback(page.close)
    page.resize(WIDTH, HEIGHT)
    page.show()
    page.reload(page.subjects)
    until(lambda: page.model.rowCount() == count)
    until(_shown(page))
    return page


def _plain(stack: ExitStack, count: int, like: QTableView) -> QTableView:
    """Return Qt's own table, as large as ours, over the same persons in plain SQLite."""
    base = QSqlDatabase.addDatabase("QSQLITE", "plain")
    base.setDatabaseName(str(register.plain(count)))
    assert base.open()
    model = QSqlTableModel(None, base)
    model.setTable("person")
    model.select()
    while model.canFetchMore() and model.rowCount() < (PAGES + 2) * 40:
        model.fetchMore()  # it fetches 256 rows at a time; scrolled to their end it asks for more itself
    table = QTableView()
    table.setModel(model)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.verticalHeader().setDefaultSectionSize(like.verticalHeader().defaultSectionSize())
    table.resize(like.size())
    table.show()
    stack.callback(table.close)
    return table


def _shown(page: OfficialsPage) -> Callable[[], bool]:
    """Return whether every line that can be seen has its row."""
    table, model = page.table, page.model

    def shown() -> bool:
        first, last = table.rowAt(0), table.rowAt(table.viewport().height() - 1)
        ids = model.ids()[first : (last if last >= 0 else model.rowCount() - 1) + 1]
        return bool(ids) and all(model.row(one) is not None for one in ids)

    return shown


def _draw(table: QTableView) -> None:
    picture = QPixmap(table.size())
    table.render(picture)
