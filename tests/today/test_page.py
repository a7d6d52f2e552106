"""The Today page, used with mouse and keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.approvals import desk_work as work
from tests.today.test_rules import EXPIRING, HELD, LEAVING, OVERDUE, PAPER, TODAY, WAITING
from travel_desk.approvals import actions as approvals
from travel_desk.base.clock import SetClock
from travel_desk.base.message import Trouble, msg
from travel_desk.base.settings import Settings
from travel_desk.desk import Desk
from travel_desk.papers.tables import paper
from travel_desk.shell import theme
from travel_desk.shell.buttons import make_action
from travel_desk.shell.chips import chip_size
from travel_desk.shell.context import Context
from travel_desk.today import queries, rules
from travel_desk.today.page import TodayPage
from travel_desk.today.page.drafts import draft_name, draft_subject
from travel_desk.today.page.model import ACTION, MARKS, DayModel, chip_of
from travel_desk.today.page.rail import Rail
from travel_desk.today.page.view import DayView
from travel_desk.today.queries import Day
from travel_desk.today.rules import Facts
from travel_desk.trips.rules import Leg

EVERYTHING = Facts([HELD], [LEAVING] * 3, [WAITING] * 4, [OVERDUE], [PAPER], [EXPIRING] * 9)


@dataclass
class Desktop:
    """What a person does at the Today page."""

    bot: QtBot
    desk: Desk
    context: Context
    page: TodayPage
    opened: list[tuple[str, int]] = field(default_factory=list)
    toasts: list[str] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)

    def rest(self) -> None:
        self.bot.waitUntil(lambda: not self.context.background.busy())
        QApplication.processEvents()

    def reload(self) -> None:
        self.page.reload(self.page.subjects)
        self.rest()

    def said(self) -> str:
        labels = [one.text() for one in self.page.findChildren(QLabel) if one.isVisible()]
        return "\n".join(labels)

    def key(self, key: Qt.Key) -> None:
        self.bot.keyClick(self.page.view, key)

    def lend(self, kind: str, verb: str, done: list[tuple[str, int]]) -> None:
        """Register a deed as another duty would."""

        def make(_context: Context, id: int, parent: QWidget) -> list[QAction]:
            action = make_action("Deed", lambda: done.append((verb, id)), parent)
            action.setObjectName(verb)
            return [action]

        self.context.deeds.register(kind, 1, make)


@pytest.fixture
def clerk(tmp_path: Path) -> Desk:
    return work.clerk(tmp_path)


@pytest.fixture
def open_page(tmp_path: Path, qtbot: QtBot) -> Iterator[Callable[..., Desktop]]:
    made: list[Desktop] = []

    def open_one(desk: Desk, width: int = 1232, before: Callable[[Context], None] | None = None) -> Desktop:
        theme.apply("light", 13)
        context = Context(desk, Settings(tmp_path / "settings.json"), desk.clock, desk.may)
        if before is not None:
            before(context)
        page = TodayPage(context)
        qtbot.addWidget(page)
        page.resize(width, 760)
        with qtbot.waitExposed(page):
            page.show()
        one = Desktop(qtbot, desk, context, page)
        context.opened.connect(lambda kind, id: one.opened.append((kind, id)))
        context.toasted.connect(lambda text, _undo: one.toasts.append(text))
        page.counted.connect(one.counts.append)
        made.append(one)
        one.reload()
        return one

    yield open_one
    for one in made:
        one.rest()
        one.context.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def forward(desk: Desk, **by: float) -> None:
    assert isinstance(desk.clock, SetClock)
    desk.clock.forward(**by)


def leaving(clerk: Desk) -> int:
    """Approve a trip that leaves tomorrow."""
    legs = (Leg("OM", "Muscat", TODAY + timedelta(days=1), TODAY + timedelta(days=3)),)
    one = work.submitted(clerk, None, legs)
    work.approve_all(work.approver(clerk), one)
    return one


def test_a_quiet_day_says_so(clerk: Desk, open_page: Callable[..., Desktop]) -> None:
    at = open_page(clerk)
    assert "Thursday, 5 November 2026" in at.said()
    assert "Nothing waits today" in at.said()
    assert "Good afternoon, Clerk User. 0 lines on the sheet." in at.said()
    assert at.counts == [0]


def test_the_day_greets_by_its_hour_and_begins_anew_at_midnight(
    clerk: Desk, open_page: Callable[..., Desktop]
) -> None:
    at = open_page(clerk)
    forward(clerk, hours=8)
    at.reload()
    assert "Good evening" in at.said()
    forward(clerk, hours=12)
    at.page.hide()
    at.page.show()
    at.rest()
    assert "Friday, 6 November 2026" in at.said()
    assert "Good morning" in at.said()
    at.page.hide()
    at.page.show()


def test_a_line_does_the_deed_that_another_duty_lends(clerk: Desk, open_page: Callable[..., Desktop]) -> None:
    one = leaving(clerk)
    at = open_page(clerk)
    line = at.page.view.current_line()
    assert line is not None
    assert (line.button.verb, line.button.id) == ("issue_slip", one)
    at.key(Qt.Key.Key_Return)
    assert at.opened == [("request", one)]
    done: list[tuple[str, int]] = []
    at.lend("request", "issue_slip", done)
    button = next(b for b in at.page.view.findChildren(QPushButton) if b.isVisible())
    assert button.text() == "Issue Slip"
    at.bot.mouseClick(button, Qt.MouseButton.LeftButton)
    at.page.do_line.trigger()
    assert done == [("issue_slip", one)] * 2


def test_keys_move_from_line_to_line_over_the_heads(clerk: Desk, open_page: Callable[..., Desktop]) -> None:
    at = open_page(clerk)
    view = at.page.view
    view.show_groups(rules.groups_of(EVERYTHING, TODAY))
    at.page._stack.setCurrentWidget(view)
    places = view.rows.line_places()
    assert view.currentIndex().row() == places[0]
    for key, place in (
        (Qt.Key.Key_Down, 1),
        (Qt.Key.Key_Down, 2),
        (Qt.Key.Key_Up, 1),
        (Qt.Key.Key_Home, 0),
        (Qt.Key.Key_Up, 0),
        (Qt.Key.Key_End, len(places) - 1),
        (Qt.Key.Key_Down, len(places) - 1),
    ):
        at.key(key)
        assert view.currentIndex().row() == places[place]
    at.key(Qt.Key.Key_PageUp)
    assert view.currentIndex().row() < places[-2]
    at.key(Qt.Key.Key_PageDown)
    at.key(Qt.Key.Key_F2)
    at.bot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    kept = view.current_line()
    view.show_groups(rules.groups_of(EVERYTHING, TODAY))
    assert view.current_line() == kept
    view.show_groups(())
    assert view.current_line() is None
    at.key(Qt.Key.Key_Down)
    view.do_current()
    assert at.opened == []


def test_a_click_on_a_painted_button_does_its_deed(clerk: Desk, open_page: Callable[..., Desktop]) -> None:
    at = open_page(clerk)
    view = at.page.view
    view.show_groups(rules.groups_of(EVERYTHING, TODAY))
    at.page._stack.setCurrentWidget(view)
    QApplication.processEvents()
    place = view.rows.line_places()[2]
    at.bot.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(view.rows.index(place, 0)).center()
    )
    assert at.opened == []
    spot = view.visualRect(view.rows.index(place + 1, ACTION)).center()
    at.bot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert at.opened == [("request", LEAVING.request_id)]


@pytest.mark.parametrize(("look", "direction"), [("light", "LeftToRight"), ("dark", "RightToLeft")])
def test_the_list_is_painted_in_both_themes_and_directions(qtbot: QtBot, look: str, direction: str) -> None:
    theme.apply(look, 13)
    view = DayView()
    qtbot.addWidget(view)
    view.setLayoutDirection(getattr(Qt.LayoutDirection, direction))
    view.resize(700, 600)
    view.show_groups(rules.groups_of(EVERYTHING, TODAY))
    view.show()
    view.setColumnWidth(2, 60)
    picture = view.grab().toImage()
    assert len({picture.pixel(x, 60) for x in range(0, 700, 3)}) > 5


def test_the_model_is_sound_and_speaks(qapp: QApplication, qtmodeltester: ModelTester) -> None:
    model = DayModel()
    model.show(rules.groups_of(EVERYTHING, TODAY))
    qtmodeltester.check(model)
    spoken = Qt.ItemDataRole.AccessibleTextRole
    assert model.index(0, 0).data(spoken) == "To give back, 1"
    assert model.index(0, 1).data(spoken) == ""
    assert model.index(1, 0).data(spoken) == "Сарнай, SARNAI"
    assert model.index(1, 2).data(spoken) == "Lapsed 3 days ago"
    assert model.index(1, 3).data(spoken) == "Give Back…"
    assert model.index(1, 3).data(Qt.ItemDataRole.FontRole) is None
    assert model.headerData(3, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole) == "Next step"
    assert model.row(99) is None
    assert model.index(99, 0).data() is None
    line = model.line(1)
    assert line is not None
    model.show(())
    assert model.place_of(line) == -1


def test_the_daily_sheet_is_issued_and_offered_to_the_printer(
    clerk: Desk, open_page: Callable[..., Desktop]
) -> None:
    at = open_page(clerk)
    at.page.sheet.trigger()
    at.rest()
    assert at.toasts == ["Daily sheet TD-D-2026-000001 is ready."]
    with clerk.database.read() as connection:
        sheet = connection.execute(paper.select()).one()
    assert at.opened == [("paper", sheet.id)]


def test_other_duties_put_their_deeds_into_the_head_and_the_menu(
    clerk: Desk, open_page: Callable[..., Desktop]
) -> None:
    def before(context: Context) -> None:
        context.deeds.register("today", 1, lambda _c, _id, parent: [make_action("New Trip…", None, parent)])

    at = open_page(clerk, before=before)
    assert "New Trip…" in [one.text() for one in at.page.findChildren(QPushButton)]
    ((title, actions),) = at.page.menus()
    assert title == "&Today"
    assert [one.text() for one in actions] == ["Next Step of This Line", "Daily Sheet…", "New Trip…"]
    at.page.focus_search()
    assert TodayPage.title() == "Today"


def test_the_rail_gives_way_in_a_narrow_window(clerk: Desk, open_page: Callable[..., Desktop]) -> None:
    at = open_page(clerk, width=800)
    assert "Next seven days" not in at.said()
    at.page.resize(1000, 700)
    assert "Next seven days" in at.said()


def test_the_week_is_told_in_words_too(clerk: Desk, open_page: Callable[..., Desktop]) -> None:
    leaving(clerk)
    at = open_page(clerk)
    assert "1 out · 0 home" in at.said()
    at.page.rail.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    at.page.grab()


def test_a_kept_draft_is_gone_on_with_where_it_was_begun(
    clerk: Desk, open_page: Callable[..., Desktop]
) -> None:
    clerk.drafts.save("trip", "new", {"a": 1})
    at = open_page(clerk)
    done: list[tuple[str, int]] = []
    assert "1 draft kept\nTrip request" in at.said()
    resume = next(b for b in at.page.rail.findChildren(QPushButton) if b.text() == "Resume")
    at.bot.mouseClick(resume, Qt.MouseButton.LeftButton)
    assert at.toasts == ["Open this dialog again: it begins with what you had typed."]
    at.lend("draft", "trip", done)
    at.bot.mouseClick(resume, Qt.MouseButton.LeftButton)
    assert done == [("trip", 0)]


def test_of_several_drafts_one_is_chosen(clerk: Desk, open_page: Callable[..., Desktop]) -> None:
    clerk.drafts.save("take_in", "3", {"a": 1})
    clerk.drafts.save("trip", "person:8", {"a": 1})
    clerk.drafts.save("odd", "x", {"a": 1})
    at = open_page(clerk)
    done: list[tuple[str, int]] = []
    at.lend("person", "submit_trip", done)
    resume = next(b for b in at.page.rail.findChildren(QPushButton) if b.text() == "Resume")
    for name in ("Take in", "Trip request"):
        at.bot.mouseClick(resume, Qt.MouseButton.LeftButton)
        menu = at.page.rail.findChildren(QMenu)[-1]
        next(one for one in menu.actions() if one.text().startswith(name)).trigger()
        menu.close()
    assert at.opened == [("passport", 3)]
    assert done == [("submit_trip", 8)]


def test_a_draft_of_another_release_is_named_and_leads_nowhere(clerk: Desk) -> None:
    clerk.drafts.save("odd", "x", {"a": 1})
    (draft,) = clerk.drafts.mine()
    assert (draft_name(draft), draft_subject(draft)) == ("Unfinished dialog", ("", 0))


def test_safes_are_counted_in_the_rail(qtbot: QtBot) -> None:
    rail = Rail()
    qtbot.addWidget(rail)
    flows = rules.seven_days(TODAY, [TODAY] * 3, [TODAY])
    rail.show_day(Day(TODAY, "Mira", (), flows, (queries.SafeLine("Safe 1", 118),), ()))
    said = [one.text() for one in rail.findChildren(QLabel)]
    assert "118 passports" in said


def test_a_register_that_cannot_be_read_says_so_and_tries_again(
    clerk: Desk, open_page: Callable[..., Desktop]
) -> None:
    at = open_page(clerk)
    at.page._failed(Trouble(msg("The disk is gone.")))
    assert "The day can't be read\nThe disk is gone." in at.said()
    again = next(b for b in at.page.findChildren(QPushButton) if b.text() == "Try Again")
    at.bot.mouseClick(again, Qt.MouseButton.LeftButton)
    at.rest()
    assert "Nothing waits today" in at.said()


def test_papers_and_expiring_passports_open_where_they_are(
    clerk: Desk, open_page: Callable[..., Desktop]
) -> None:
    head = work.approver(clerk)
    one = work.submitted(clerk)
    work.approve_all(head, one)
    slip = approvals.issue_slip(clerk, one, work.facts(clerk, one).version).value
    at = open_page(clerk)
    assert at.counts == [1]
    done: list[tuple[str, int]] = []
    at.lend("paper", "sign_paper", done)
    at.key(Qt.Key.Key_Enter)
    assert done == [("sign_paper", slip.paper)]


@pytest.mark.parametrize("width", [824, 1100])
def test_no_chip_is_cut_however_narrow_the_list(qtbot: QtBot, width: int) -> None:
    theme.apply("light", 13)
    view = DayView()
    qtbot.addWidget(view)
    view.resize(width, 700)
    view.show_groups(rules.groups_of(EVERYTHING, TODAY))
    view.show()
    QApplication.processEvents()
    room = view.columnWidth(MARKS)
    for at in view.rows.line_places():
        line = view.rows.line(at)
        assert line is not None
        chips = [chip_of(mark) for mark in line.marks]
        wide = [chip_size(chip.text, chip.icon, chip.tone) for chip in chips]
        if view.stacked and len(chips) > 1:
            assert view.rowHeight(at) >= sum(size.height() for size in wide[:2])
            assert max(size.width() for size in wide) <= room
        else:
            assert sum(size.width() for size in wide) <= room
    view.grab()
