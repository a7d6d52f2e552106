"""The first start: a desk is made in four steps, or one that exists is opened."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.app.conftest import Person
from travel_desk import examples
from travel_desk.access import actions, example_users
from travel_desk.app.assistant import Assistant, checks
from travel_desk.app.assistant.steps import Step, Wish
from travel_desk.app.before_upgrade import beside, copy_before_upgrade
from travel_desk.app.places import places
from travel_desk.app.program import Program
from travel_desk.base.clock import SystemClock
from travel_desk.base.message import Refused, msg
from travel_desk.shell.preview import PaperPreview
from travel_desk.shell.window import MainWindow


@pytest.fixture
def assistant(program: Program, qtbot: QtBot) -> Assistant:
    program.begin(None)
    found = program.window
    assert isinstance(found, Assistant)
    return found


def step(assistant: Assistant) -> Step:
    shown = assistant.stack.currentWidget()
    assert isinstance(shown, Step)
    return shown


def fill(assistant: Assistant, **texts: str) -> None:
    for name, text in texts.items():
        field = getattr(step(assistant), name)
        setter = getattr(field, "set_text", None) or field.setText
        setter(text)


def test_a_first_start_without_a_desk_offers_three_ways(assistant: Assistant) -> None:
    names = [offer.accessibleName() for offer in assistant.welcome.choices]
    assert names == ["Open the Example Desk", "Make a New Desk…", "Open a Desk That Exists…"]
    assert assistant.focusWidget() is assistant.welcome.choices[0]
    assistant.welcome.make.emit()
    assert assistant.focusWidget() in step(assistant).findChildren(QWidget)


def test_the_fields_of_a_step_stand_in_line(assistant: Assistant) -> None:
    for at, (upper, lower) in enumerate([("country", "address"), ("user_name", "again")]):
        assistant._show_step(at)
        one, other = (getattr(step(assistant), name) for name in (upper, lower))
        assert (
            one.mapTo(assistant, one.rect().topLeft()).x()
            == other.mapTo(assistant, other.rect().topLeft()).x()
        )


def test_a_desk_that_is_not_there_is_told(program: Program, tmp_path: Path) -> None:
    program.begin(tmp_path / "nothing")
    assistant = program.window
    assert isinstance(assistant, Assistant)
    assert "There is no desk in" in assistant.welcome.problem.text()


def test_a_desk_that_a_cut_off_restore_left_aside_is_told(program: Program, tmp_path: Path) -> None:
    for name in ("desk.before-20261105T120000", "desk.before-20261106T120000", "desk.before-x"):
        (tmp_path / name).mkdir()
    for name in ("desk.before-20261105T120000", "desk.before-20261106T120000"):
        (tmp_path / name / "slots.json").touch()
    program.begin(tmp_path / "desk")
    assistant = program.window
    assert isinstance(assistant, Assistant)
    said = assistant.welcome.problem.text()
    assert f"The old desk lies in {tmp_path / 'desk.before-20261106T120000'}." in said


def test_a_desk_is_made_in_four_steps_and_entered(
    assistant: Assistant, program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    person = Person(program, tmp_path / "office", qtbot)
    QTest.mouseClick(assistant.welcome.choices[1], Qt.MouseButton.LeftButton)
    fill(assistant, organisation="Ministry of Water and Land", address="4 Harbour Square")
    fill(assistant, folder=str(tmp_path / "office"))
    assistant.next()
    fill(assistant, name="Ada Quill", user_name="Ada", password="river-lamp-otter", again="river-lamp-otte")
    assistant.next()
    assert "differ" in step(assistant).problem.text()
    fill(assistant, again="river-lamp-otter")
    assistant.next()
    backups = tmp_path / "stick"
    backups.mkdir()
    fill(assistant, pin="slip-pin", again="slip-pin", backups=str(backups))
    assistant.next()
    person.sees(lambda: assistant.stack.currentWidget() is assistant.recovery)
    assert assistant.focusWidget() is assistant.recovery.look_button
    assistant.recovery.look_button.click()
    person.sees(lambda: assistant.findChildren(PaperPreview))
    assistant.findChildren(PaperPreview)[0].reject()
    assert not assistant.recovery.enter_button.isEnabled()
    assistant.recovery.sure.setChecked(True)
    code = assistant.recovery.code
    assistant.recovery.enter_button.click()
    person.works()
    window = program.window
    assert isinstance(window, MainWindow)
    assert "Ministry of Water and Land" in window.windowTitle()
    with qtbot.waitSignal(program.locked, timeout=15_000):
        program.lock()
    desk = actions.log_in_by_recovery(
        tmp_path / "office", code, "ada", "stone-lamp-otter", SystemClock(), "here"
    )
    assert desk.setting("backup_place", "") == str(backups)


def test_what_will_not_do_is_said_at_the_step_where_it_is_mended(assistant: Assistant) -> None:
    assistant.welcome.make.emit()
    assistant.next()
    assert step(assistant).problem.text() == "Enter the name of the organisation."
    assistant.back()
    assert assistant.stack.currentWidget() is assistant.welcome


def test_the_steps_go_back_without_losing_what_was_typed(assistant: Assistant, tmp_path: Path) -> None:
    assistant.welcome.make.emit()
    fill(assistant, organisation="Ministry", folder=str(tmp_path / "office"))
    assistant.next()
    assistant.back()
    assert step(assistant) is assistant.steps[0]
    assert assistant.steps[0].organisation.value() == "Ministry"  # type: ignore[attr-defined]


def test_a_disk_that_refuses_leads_back_with_a_sentence(
    assistant: Assistant, program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    assistant.welcome.make.emit()
    fill(assistant, organisation="Ministry", folder=str(tmp_path / "file" / "office"))
    assistant.next()
    fill(assistant, name="Ada", user_name="ada", password="river-lamp-otter", again="river-lamp-otter")
    assistant.next()
    fill(assistant, pin="slip-pin", again="slip-pin")
    assistant.next()
    person = Person(program, tmp_path, qtbot)
    person.sees(assistant.welcome.problem.text)
    assert "could not be made" in assistant.welcome.problem.text()


def test_the_example_desk_is_made_and_its_login_shown(
    assistant: Assistant, program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def small(folder: Path, progress: examples.Progress, **_: object) -> None:
        folder.mkdir()
        (folder / "slots.json").touch()
        (folder / example_users.MARK).touch()
        progress(1, 2, msg("The staff list"))

    monkeypatch.setattr(examples, "make", small)
    assistant.welcome.choices[0].setFocus()
    QTest.keyClick(assistant.welcome.choices[0], Qt.Key.Key_Return)
    Person(program, places().example, qtbot).sees(lambda: program.login is not None)
    assert program.folder == places().example
    assert program.login is not None
    assert program.login.users.count() == len(example_users.USERS)


def test_a_folder_that_is_chosen_must_hold_a_desk(assistant: Assistant, person: Person) -> None:
    assistant.found(str(person.folder.parent))
    assert "There is no desk in" in assistant.welcome.problem.text()
    assistant.found(str(person.folder))
    assert person.program.login is not None


def test_from_the_login_to_another_desk_and_back(person: Person) -> None:
    person.comes()
    person.login.other_desk.emit()
    assistant = person.program.window
    assert isinstance(assistant, Assistant)
    assistant.back_button.click()
    assert person.program.login is not None


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        (Wish(), "organisation"),
        (Wish(organisation="M"), "country"),
        (Wish(organisation="M", country="Utopia"), "desk"),
        (Wish(organisation="M", country="Utopia", desk="D"), "folder"),
        (Wish(organisation="M", country="Utopia", desk="D", folder="relative"), "folder"),
        (Wish(organisation="M", country="Utopia", desk="D", folder=str(Path(__file__).parent)), "folder"),
    ],
)
def test_an_office_needs_its_names_and_an_empty_folder(wish: Wish, field: str) -> None:
    with pytest.raises(Refused) as refused:
        checks.check_office(wish)
    assert refused.value.field == field


def test_a_pin_is_long_enough_and_not_the_password() -> None:
    for pin in ("12345", "the password"):
        with pytest.raises(Refused) as refused:
            checks.check_pin(pin, "the password")
        assert refused.value.field == "pin"


def test_backups_lie_elsewhere_than_the_desk(tmp_path: Path) -> None:
    checks.check_backups("", str(tmp_path))
    inside = tmp_path / "desk" / "backups"
    inside.mkdir(parents=True)
    for place in (str(inside), str(tmp_path / "missing")):
        with pytest.raises(Refused) as refused:
            checks.check_backups(place, str(tmp_path / "desk"))
        assert refused.value.field == "place"


def test_a_copy_is_taken_beside_the_desk_before_an_upgrade(person: Person) -> None:
    desk = actions.log_in(person.folder, "administrator", "a long enough password", SystemClock(), "here")
    copy_before_upgrade(person.folder, SystemClock())(desk.database)
    assert len(list(beside(person.folder).glob("travel-desk-*"))) == 1
    desk.close()
