"""Fields: a value, a `changed` signal, a note beneath."""

import os
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QCalendarWidget, QDialog, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.shell.conftest import NAMES, NOW, Desk, Person, World, person_ids, person_rows
from travel_desk.base.clock import SetClock
from travel_desk.base.message import Trouble
from travel_desk.base.partial import PartialDate
from travel_desk.shell.buttons import label
from travel_desk.shell.chips import Chip, ChipText, Tone
from travel_desk.shell.fields import (
    BirthField,
    Choice,
    CountryField,
    DateField,
    FieldNote,
    FilesField,
    FindField,
    GivenFile,
    Level,
    MomentField,
    PasswordField,
    Suggestion,
    TextArea,
    TextField,
    TokensField,
    columns,
    country_codes,
    labelled,
)
from travel_desk.shell.fields.files import read_file

CLOCK = SetClock(NOW)


@pytest.fixture
def form(qtbot: QtBot) -> Iterator[QDialog]:
    made = QDialog()
    qtbot.addWidget(made)
    QVBoxLayout(made)
    made.resize(600, 500)
    return made


def put(qtbot: QtBot, form: QDialog, *widgets: QWidget) -> None:
    for widget in widgets:
        form.layout().addWidget(widget)
    with qtbot.waitActive(form):
        form.show()
    widgets[0].setFocus()


def find_people(desk: Desk, text: str) -> list[Person]:
    return person_rows(desk, person_ids(desk, text, "")[:4])


def present(hit: Person) -> Suggestion:
    return Suggestion(hit.id, hit.native, hit.latin, hit.post)


def test_a_day_is_typed_and_written_out_when_the_field_is_left(qtbot: QtBot, form: QDialog) -> None:
    field, other = DateField(CLOCK), TextField()
    put(qtbot, form, labelled("Arrives", field), other)
    field.setFocus()
    with qtbot.waitSignal(field.changed):
        qtbot.keyClicks(field, "12/11")
    assert field.day() == date(2026, 11, 12)
    other.setFocus()
    assert field.text() == "Thu 12 Nov 2026"


def test_a_day_that_cannot_be_read_is_said_beneath_when_the_field_is_left(
    qtbot: QtBot, form: QDialog
) -> None:
    field, other = DateField(CLOCK), TextField()
    holder = labelled("Arrives", field)
    put(qtbot, form, holder, other)
    field.setFocus()
    qtbot.keyClicks(field, "31.2.2026")
    assert holder.note.text() == ""
    other.setFocus()
    assert "no such day" in holder.note.text()
    assert field.text() == "31.2.2026"
    assert field.day() is None
    assert field.is_wrong()
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "+3")
    assert holder.note.text() == ""
    assert field.value() == date(2026, 11, 8)


def test_up_and_down_move_a_day_and_the_calendar_opens_by_keyboard(qtbot: QtBot, form: QDialog) -> None:
    field = DateField(CLOCK, date(2026, 11, 12))
    put(qtbot, form, field)
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert field.day() == date(2026, 11, 13)
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = field.findChild(QCalendarWidget)
    assert calendar.selectedDate().day() == 12
    calendar.clicked.emit(calendar.selectedDate().addDays(4))
    assert field.day() == date(2026, 11, 16)


def test_a_moment_is_now_at_first_and_never_in_the_future(qtbot: QtBot, form: QDialog) -> None:
    field, other = MomentField(CLOCK), TextField()
    holder = labelled("Happened", field)
    put(qtbot, form, holder, other)
    assert field.text() == "Today, 08:42"
    assert field.moment() == NOW
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "6.11. 09:00")
    other.setFocus()
    assert "not happened yet" in holder.note.text()
    assert field.moment() is None
    field.set_moment(datetime(2026, 11, 4, 14, 5, tzinfo=UTC))
    assert holder.note.text() == ""
    assert field.text() == "Wed 4 Nov 2026, 14:05"
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert field.moment() == NOW.replace(hour=14, minute=5).replace(day=4)
    field.set_value(None)
    assert field.text() == ""


def test_a_birth_date_may_be_known_in_part(qtbot: QtBot, form: QDialog) -> None:
    field, other = BirthField(PartialDate(1979, 3)), TextField()
    holder = labelled("Born", field)
    put(qtbot, form, holder, other)
    assert field.text() == "Mar 1979"
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "14.3.79")
    other.setFocus()
    assert "year alone" in holder.note.text()
    field.set_value(PartialDate(1980))
    assert field.partial() == PartialDate(1980)


def test_a_choice_holds_values_and_lets_the_wheel_pass(qtbot: QtBot, form: QDialog) -> None:
    field = Choice[str]([("visit", "Visit"), ("holiday", "Holiday")], "holiday")
    put(qtbot, form, labelled("Kind", field))
    assert field.value() == "holiday"
    wheel = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        field.rect().topLeft(),
        field.rect().bottomRight(),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    field.wheelEvent(wheel)
    assert not wheel.isAccepted()
    with qtbot.waitSignal(field.changed):
        field.set_value("visit")
    field.set_value("unknown")
    assert field.value() == "visit"
    field.set_choices([])
    assert field.value() is None


def test_a_country_is_found_by_name_or_code(qtbot: QtBot, form: QDialog) -> None:
    field, other = CountryField(), TextField()
    put(qtbot, form, labelled("Country", field), other)
    assert field.value() == ""
    field.setFocus()
    qtbot.keyClicks(field, "ke")
    assert field.value() == "KE"
    qtbot.keyClick(QApplication.activePopupWidget(), Qt.Key.Key_Escape)
    qtbot.keyClick(field.lineEdit(), Qt.Key.Key_Tab)
    assert other.hasFocus()
    assert field.currentText() == "Kenya"
    field.set_value("UT")
    assert field.currentText() == "Utopia"
    field.set_value("")
    assert field.value() == ""


def test_the_countries_are_those_of_iso_3166_and_utopia() -> None:
    codes = country_codes()
    assert len(codes) == 250
    assert {"UT", "KE", "GB", "AX", "PS"} <= codes
    assert not codes & {"EU", "XK", "ZZ", "AC"}


def test_a_person_is_found_while_typing_and_taken_by_enter(qtbot: QtBot, world: World, form: QDialog) -> None:
    field = FindField(world.context, find_people, present, hint="Name or number")
    put(qtbot, form, field, TextField())
    qtbot.keyClicks(field, "haddad")
    qtbot.waitUntil(lambda: field.finding.popup().isVisible())
    assert [hit.id for hit in field.finding.popup().model.hits] == [4, 8]
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.value() == 8
    assert field.text() == NAMES[0][0]
    assert not field.finding.popup().isVisible()
    assert form.isVisible()
    qtbot.keyClicks(field, "x")
    assert field.value() is None


def test_escape_closes_the_hits_and_not_the_dialog(qtbot: QtBot, world: World, form: QDialog) -> None:
    field = FindField(world.context, find_people, present)
    put(qtbot, form, field)
    qtbot.keyClicks(field, "li")
    qtbot.waitUntil(lambda: field.finding.popup().isVisible())
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert form.isVisible()
    assert not field.finding.popup().isVisible()
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: field.finding.popup().isVisible())
    qtbot.keyClick(field, Qt.Key.Key_Up)
    qtbot.mouseClick(
        field.finding.popup().list.viewport(),
        Qt.MouseButton.LeftButton,
        pos=field.finding.popup().list.visualRect(field.finding.popup().model.index(0)).center(),
    )
    assert field.value() == 3


def test_somebody_who_is_not_there_can_be_created(qtbot: QtBot, world: World, form: QDialog) -> None:
    created: list[str] = []
    field = FindField(world.context, find_people, present, create=created.append)
    put(qtbot, form, field)
    qtbot.keyClicks(field, "zed")
    qtbot.waitUntil(lambda: field.finding.popup().isVisible())
    button = field.finding.popup().create_button
    assert button is not None
    assert button.text() == "New Person “zed”…"
    button.click()
    assert created == ["zed"]
    field.clear()
    qtbot.keyClicks(field, " ")
    world.rest()
    assert not field.finding.popup().isVisible()


def test_several_travellers_are_tokens_and_backspace_takes_the_last_off(
    qtbot: QtBot, world: World, form: QDialog
) -> None:
    field = TokensField(world.context, find_people, present, hint="Add traveller")
    put(qtbot, form, labelled("Travellers", field))
    assert field.line.accessibleName() == "Travellers"
    field.line.setFocus()
    field.set_value([Suggestion(1, "Олена", "OLENA"), Suggestion(2, "अनन्या", "ANANYA")])
    qtbot.keyClicks(field.line, "lind")
    qtbot.waitUntil(lambda: field.finding.popup().isVisible())
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert field.value() == [1, 2, 3]
    field.add(Suggestion(3, "Åsa"))
    assert field.value() == [1, 2, 3]
    field.mark(1, ChipText("Leader", Tone.ACCENT))
    assert [chip.text() for chip in field.findChildren(Chip)] == ["Leader"]
    field.mark(1, None)
    qtbot.keyClick(field.line, Qt.Key.Key_Backspace)
    assert [hit.id for hit in field.suggestions()] == [1, 2]
    qtbot.mouseClick(field._tokens[0].off, Qt.MouseButton.LeftButton)
    assert field.value() == [2]


def test_files_are_read_kept_once_and_taken_off(
    qtbot: QtBot, world: World, form: QDialog, tmp_path: Path
) -> None:
    field = FilesField(world.context)
    holder = labelled("Attachments", field)
    put(qtbot, form, holder)
    scan, empty = tmp_path / "invitation.pdf", tmp_path / "empty.pdf"
    scan.write_bytes(b"%PDF")
    empty.write_bytes(b"")
    field.take([str(scan)])
    world.rest()
    field.take([str(scan)])
    world.rest()
    assert field.value() == [GivenFile("invitation.pdf", b"%PDF")]
    field.take([str(empty)])
    qtbot.waitUntil(lambda: "empty" in holder.note.text())
    field.take([str(tmp_path / "gone.pdf")])
    qtbot.waitUntil(lambda: "can't be read" in holder.note.text())
    field.remove(field.value()[0])
    assert field.value() == []
    field.set_value([GivenFile("a", b"a"), GivenFile("b", b"b")])
    assert len(field.value()) == 2


def test_files_can_be_dropped(qtbot: QtBot, world: World, tmp_path: Path) -> None:
    field = FilesField(world.context)
    qtbot.addWidget(field)
    scan = tmp_path / "letter.pdf"
    scan.write_bytes(b"%PDF")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(scan))])
    drop = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    field.dropEvent(drop)
    world.rest()
    assert [file.name for file in field.value()] == ["letter.pdf"]


def test_a_file_that_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    large = tmp_path / "large.pdf"
    large.write_bytes(b"12345")
    monkeypatch.setattr("travel_desk.shell.fields.files.LARGEST", 4)
    with pytest.raises(Exception, match="lower resolution"):
        read_file(large)


def test_what_is_no_file_is_never_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe", tmp_path / "gone", Path("/dev/zero"), Path("a\0b")):
        with pytest.raises(Trouble, match="can't be read"):
            read_file(path)


def test_a_password_can_be_looked_at(qtbot: QtBot) -> None:
    field = PasswordField()
    qtbot.addWidget(field)
    field.set_value(" pass ")
    assert field.value() == " pass "
    field.actions()[0].trigger()
    assert field.echoMode() == QLineEdit.EchoMode.Normal
    field.actions()[0].trigger()
    assert field.echoMode() == QLineEdit.EchoMode.Password


def test_a_text_of_several_lines_lets_tab_pass(qtbot: QtBot, form: QDialog) -> None:
    area, other = TextArea("", "Reasons"), TextField()
    put(qtbot, form, area, other)
    with qtbot.waitSignal(area.changed):
        qtbot.keyClicks(area, " late host ")
    qtbot.keyClick(area, Qt.Key.Key_Tab)
    assert other.hasFocus()
    assert area.value() == "late host"


def test_a_note_tells_screen_readers_and_may_offer_a_way_out(qtbot: QtBot) -> None:
    field = TextField()
    holder = labelled("Passport", field, "3 of 5", "As printed in the booklet")
    qtbot.addWidget(holder)
    holder.show()
    assert holder.note.text() == "As printed in the booklet"
    used: list[str] = []
    holder.note.say("It expires too soon.", Level.WARNING, "Use Diplomatic D1", lambda: used.append("D1"))
    assert field.accessibleDescription() == "It expires too soon."
    assert field.property("marked") == "warning"
    link = holder.note.findChildren(QWidget)[-1]
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert used == ["D1"]
    holder.note.clear()
    assert not holder.note.isVisible()
    assert isinstance(columns([(holder, 2), FieldNote()]), QWidget)


def test_days_are_counted_from_another_field_once_it_has_a_day(qtbot: QtBot) -> None:
    arrives, leaves = DateField(SetClock(NOW)), DateField(SetClock(NOW))
    leaves.count_from(arrives)
    for field in (arrives, leaves):
        qtbot.addWidget(field)
    qtbot.keyClicks(leaves, "+5")
    assert leaves.day() == date(2026, 11, 10)
    arrives.set_day(date(2026, 12, 1))
    leaves.clear()
    qtbot.keyClicks(leaves, "+5")
    assert leaves.day() == date(2026, 12, 6)
    leaves.clear()
    qtbot.keyClicks(leaves, "today")
    assert leaves.day() == date(2026, 11, 5)


def test_a_text_beyond_all_measure_is_cut_and_never_widens_the_pane(qtbot: QtBot) -> None:
    area = TextArea(length=100)
    qtbot.addWidget(area)
    area.set_value("x" * 100_000)
    assert area.value() == "x" * 100
    qtbot.keyClicks(area, "yy")
    assert len(area.value()) == 100
    long = label("z" * 4000, wrap=True)
    qtbot.addWidget(long)
    assert long.minimumSizeHint().width() < 800
