"""The model of a list holds ids and fetches rows by window."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.shell.conftest import Person
from travel_desk.shell.cells import CELL, ID, Chips, Dots, Lines, Text, name_cell
from travel_desk.shell.chips import ChipText, Tone
from travel_desk.shell.rows import KEPT, WINDOW, Column, RowsModel, Take
from travel_desk.shell.table import RowsView


class Source:
    """Answers at once or when told to, and remembers what was asked."""

    def __init__(self) -> None:
        self.asked: list[list[int]] = []
        self.waiting: list[tuple[list[int], Take]] = []
        self.at_once = True

    def fetch(self, ids: list[int], take: Take) -> None:
        self.asked.append(ids)
        if self.at_once:
            take(persons(ids))
        else:
            self.waiting.append((ids, take))


def persons(ids: Sequence[int]) -> list[Person]:
    return [Person(id, f"Имя {id}", f"NAME {id}", "Adviser") for id in ids]


@pytest.fixture
def source() -> Source:
    return Source()


@pytest.fixture
def model(qtbot: QtBot, source: Source) -> RowsModel:
    columns = [
        Column("Name", 100, lambda row: name_cell(row.native, row.latin)),
        Column("Post", 100, lambda row: Text(row.post), stretch=True),
    ]
    return RowsModel(columns, source.fetch)


def test_the_model_keeps_the_rules_of_qt(
    qtbot: QtBot, model: RowsModel, source: Source, qtmodeltester: ModelTester
) -> None:
    model.set_ids(range(1, 251))
    qtmodeltester.check(model)
    for place in (0, 120, 249):
        model.index(place, 0).data()
    qtbot.waitUntil(lambda: len(source.asked) == 3)
    qtmodeltester.check(model)
    model.set_ids([3, 1])
    qtmodeltester.check(model)
    model.set_ids([])
    qtmodeltester.check(model)


def test_only_the_windows_that_are_looked_at_are_fetched(
    qtbot: QtBot, model: RowsModel, source: Source
) -> None:
    model.set_ids(range(1, 100_001))
    assert model.rowCount() == 100_000
    assert isinstance(model.index(50_000, 0).data(CELL), Text)
    model.index(50_001, 0).data()
    with qtbot.waitSignal(model.rows_arrived):
        pass
    assert source.asked == [list(range(50_001, 50_001 + WINDOW))]
    assert model.index(50_000, 0).data(CELL) == Lines("Имя 50001", "NAME 50001", caption=True)
    assert model.index(50_000, 0).data(ID) == 50_001


def test_rows_of_a_question_that_was_put_aside_are_dropped(
    qtbot: QtBot, model: RowsModel, source: Source
) -> None:
    source.at_once = False
    model.set_ids([1, 2])
    model.index(0, 0).data()
    qtbot.waitUntil(lambda: bool(source.waiting))
    model.set_ids([3])
    ids, take = source.waiting[0]
    take(persons(ids))
    assert model.row(1) is None


def test_known_rows_stand_until_they_are_fetched_anew(qtbot: QtBot, model: RowsModel, source: Source) -> None:
    model.set_ids([1, 2])
    model.index(0, 0).data()
    qtbot.waitUntil(lambda: model.row(1) is not None)
    model.set_ids([2, 1])
    assert model.index(1, 1).data() == "Adviser"
    qtbot.waitUntil(lambda: len(source.asked) == 2)


def test_rows_seen_long_ago_are_forgotten_and_fetched_again(
    qtbot: QtBot, model: RowsModel, source: Source
) -> None:
    model.set_ids(range(1, KEPT + 2 * WINDOW + 1))
    for place in range(0, KEPT + 2 * WINDOW, WINDOW):
        model.index(place, 0).data()
        qtbot.waitUntil(lambda p=place: model.row(p + 1) is not None)
    assert model.row(1) is None
    count = len(source.asked)
    model.index(0, 0).data()
    qtbot.waitUntil(lambda: len(source.asked) == count + 1)


def test_a_reader_hears_both_lines_and_all_chips() -> None:
    assert name_cell("ليلى", "LAYLA", "and 2 more").spoken == "ليلى, LAYLA and 2 more"
    assert name_cell("", "SARNAI").first == "SARNAI"
    chips = Chips((ChipText("Military"), ChipText("+1", Tone.OUTLINE, hint="Civil servant")))
    assert chips.spoken == "Military, Civil servant"
    assert Dots(1, 3, "2 of 3").spoken == "2 of 3"
    assert Text("4 days").spoken == "4 days"


def test_the_columns_fill_the_table_and_give_way_when_it_is_narrow(qtbot: QtBot, model: RowsModel) -> None:
    view = RowsView(model)
    qtbot.addWidget(view)
    model.set_ids([1, 2, 3])
    view.resize(600, 300)
    view.show()
    assert view.columnWidth(0) == 100
    assert view.columnWidth(0) + view.columnWidth(1) == view.viewport().width()
    view.resize(150, 300)
    assert view.columnWidth(0) + view.columnWidth(1) <= view.viewport().width() + 2


def test_the_selected_row_is_kept_when_the_list_is_shown_anew(qtbot: QtBot, model: RowsModel) -> None:
    view = RowsView(model)
    qtbot.addWidget(view)
    model.set_ids([1, 2, 3])
    told: list[object] = []
    view.selected.connect(told.append)
    assert view.select_id(2)
    view.show_ids([3, 2, 1, 7], 2)
    assert view.current_id() == 2
    assert told == [2]
    view.show_ids([3], 2)
    assert view.current_id() is None
    assert not view.select_id(99)


def test_enter_opens_and_focus_takes_the_first_row(qtbot: QtBot, model: RowsModel) -> None:
    view = RowsView(model)
    qtbot.addWidget(view)
    model.set_ids([5, 6])
    with qtbot.waitActive(view):
        view.show()
    view.clearFocus()
    view.setFocus(Qt.FocusReason.ActiveWindowFocusReason)  # given back after a dialog: nothing is chosen
    assert view.hasFocus()
    assert view.current_id() is None
    view.clearFocus()
    view.setFocus(Qt.FocusReason.TabFocusReason)
    assert view.current_id() == 5
    qtbot.keyClick(view, Qt.Key.Key_Down)
    with qtbot.waitSignal(view.activated_id) as told:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert told.args == [6]


def test_every_kind_of_cell_is_painted_in_both_directions(qtbot: QtBot) -> None:
    cells = [
        lambda _row: Lines("ليلى الحدّاد", "AL HADDAD", caption=True, icon="person"),
        lambda _row: Lines("Water", tone="danger", strong=True),
        lambda _row: Text("46", end=True),
        lambda _row: Chips(tuple(ChipText(f"Category {n}", Tone.OUTLINE) for n in range(5))),
        lambda _row: Dots(1, 3, "2 of 3", late=True),
    ]
    columns = [Column(f"C{at}", 110, cell) for at, cell in enumerate(cells)]
    model = RowsModel(columns, lambda ids, take: take(persons(ids)))
    view = RowsView(model)
    qtbot.addWidget(view)
    view.cells.needle = "wat had"
    view.resize(560, 120)
    model.set_ids([1, 2])
    view.show()
    qtbot.waitUntil(lambda: model.row(1) is not None)
    view.select_id(1)
    straight = view.grab().toImage()
    view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert view.grab().toImage() != straight


def test_what_follows_the_first_ids_is_added_and_what_is_known_stays(
    qtbot: QtBot, model: RowsModel, source: Source, qtmodeltester: ModelTester
) -> None:
    qtmodeltester.check(model)
    model.set_ids(range(1, 151))
    for place in (0, 149):
        model.index(place, 0).data()
    qtbot.waitUntil(lambda: model.row(150) is not None)
    assert model.complete_ids(range(1, 301))
    assert model.rowCount() == 300
    assert model.index(0, 0).data(CELL) == Lines("Имя 1", "NAME 1", caption=True)
    model.index(180, 0).data()
    qtbot.waitUntil(lambda: model.row(181) is not None)
    assert len(source.asked) == 3  # the window that was asked for in part, once more
    assert model.complete_ids(range(1, 301))
    assert not model.complete_ids([5, 4])
    assert model.rowCount() == 300
