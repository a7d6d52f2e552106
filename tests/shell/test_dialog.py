"""The dialog of a deed: what is typed is never lost, a refusal stands where the work is."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.shell.conftest import Changed, Desk, World
from travel_desk.base.message import Refused, Trouble, msg
from travel_desk.shell.buttons import label, make_action
from travel_desk.shell.dialog import DeedDialog
from travel_desk.shell.fields import TextArea, TextField, labelled
from travel_desk.shell.scrim import Scrim


def rename(desk: Desk, name: str) -> Changed:
    if name == "refused":
        raise Refused(msg("That name is taken. Choose another."), field="name")
    if name == "trouble":
        raise Trouble(msg("The disk is full. Free some space and try again."))
    if name == "defect":
        raise ZeroDivisionError
    desk.done.append(name)
    return Changed({"safes"}, name)


def footnote(dialog: DeedDialog) -> str:
    return dialog._foot_text.text()


class Rename(DeedDialog):
    """Name a safe."""

    def __init__(self, world: World, parent: QWidget, **options: Any) -> None:
        super().__init__(
            world.context,
            "Rename Safe",
            primary="Rename Safe",
            parent=parent,
            draft=("rename", "7"),
            **options,
        )
        self.note = TextArea()
        self.name = TextField()
        self.body.addWidget(self.field("name", labelled("Name", self.name)))
        self.body.addWidget(self.field("note", labelled("Note", self.note)))

    def collect(self) -> dict[str, Any]:
        return {"name": self.name.value(), "note": self.note.value()}

    def restore(self, content: Mapping[str, Any]) -> None:
        self.name.set_value(content["name"])
        self.note.set_value(content["note"])

    def submit(self) -> None:
        if not self.name.value():
            self.problem("Write a name.", "name")
            return
        self.run(rename, self.name.value())


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1000, 700)
    with qtbot.waitActive(made):
        made.show()
    return made


@pytest.fixture
def opened(qtbot: QtBot, world: World, window: QWidget) -> Callable[..., Rename]:
    def make(**options: Any) -> Rename:
        dialog = Rename(world, window, **options)
        with qtbot.waitActive(dialog):
            dialog.open()
        world.rest()
        return dialog

    return make


def test_enter_does_the_deed_and_the_dialog_closes(
    qtbot: QtBot, world: World, opened: Callable[..., Rename]
) -> None:
    dialog = opened()
    qtbot.keyClicks(dialog.name, "Safe 1")
    with qtbot.waitSignal(dialog.deed_done) as told:
        qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    assert told.args == ["Safe 1"]
    assert world.desk.done == ["Safe 1"]
    assert not dialog.isVisible()


def test_the_window_behind_is_dimmed_while_the_dialog_is_open(
    window: QWidget, opened: Callable[..., Rename]
) -> None:
    dialog = opened()
    scrim = window.findChild(Scrim)
    assert scrim.isVisible()
    window.resize(1100, 720)
    assert scrim.size() == window.size()
    dialog.reject()
    assert not scrim.isVisible()


def test_what_is_missing_is_said_beneath_its_field_which_takes_the_keyboard(
    qtbot: QtBot, opened: Callable[..., Rename]
) -> None:
    dialog = opened()
    dialog.note.setFocus()
    dialog.do.trigger()
    assert dialog.problem_text() == "Write a name."
    assert dialog.name.hasFocus()
    assert dialog.name.accessibleDescription() == "Write a name."
    qtbot.keyClicks(dialog.name, "S")
    assert dialog.problem_text() == ""


def test_a_refusal_that_names_a_field_stands_beneath_it(
    qtbot: QtBot, world: World, opened: Callable[..., Rename]
) -> None:
    dialog = opened()
    dialog.name.set_value("refused")
    dialog.do.trigger()
    qtbot.waitUntil(lambda: "taken" in dialog.problem_text())
    assert dialog.isVisible()
    assert dialog.name.property("marked") == "error"
    assert dialog.do.isEnabled()


def test_trouble_stands_in_the_problem_line(qtbot: QtBot, opened: Callable[..., Rename]) -> None:
    dialog = opened()
    dialog.name.set_value("trouble")
    dialog.do.trigger()
    qtbot.waitUntil(lambda: "disk is full" in dialog.problem_text())


@pytest.mark.expects_log
def test_after_a_defect_the_dialog_can_be_used_again(
    qtbot: QtBot, world: World, opened: Callable[..., Rename]
) -> None:
    dialog = opened()
    dialog.name.set_value("defect")
    dialog.do.trigger()
    assert not dialog.do.isEnabled()
    qtbot.waitUntil(lambda: "defect" in dialog.problem_text())
    assert dialog.do.isEnabled()


def test_closing_keeps_the_draft_and_opening_again_continues_it(
    qtbot: QtBot, world: World, opened: Callable[..., Rename]
) -> None:
    dialog = opened()
    qtbot.keyClicks(dialog.name, "Half a na")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    world.rest()
    assert world.desk.drafts.kept["rename", "7"]["name"] == "Half a na"
    again = opened()
    assert again.name.value() == "Half a na"


def test_a_draft_is_kept_while_typing_and_at_once_before_a_lock(
    qtbot: QtBot, world: World, opened: Callable[..., Rename]
) -> None:
    dialog = opened()
    qtbot.keyClicks(dialog.name, "A")
    qtbot.waitUntil(lambda: ("rename", "7") in world.desk.drafts.kept)
    qtbot.keyClicks(dialog.name, "B")
    world.context.settle(lambda: None)
    world.rest()
    assert world.desk.drafts.kept["rename", "7"]["name"] == "AB"


def test_a_draft_that_could_not_be_kept_is_said_and_tried_again(
    qtbot: QtBot, world: World, opened: Callable[..., Rename], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise Trouble(msg("The disk is full."))

    dialog = opened()
    with monkeypatch.context() as patch:
        patch.setattr(world.desk.drafts, "save", full)
        qtbot.keyClicks(dialog.name, "Half")
        qtbot.waitUntil(lambda: dialog.problem_text() == "The disk is full.")
        assert footnote(dialog) == "Draft not kept"
    dialog.keep_draft()
    qtbot.waitUntil(lambda: footnote(dialog).startswith("Draft kept"))
    assert world.desk.drafts.kept["rename", "7"]["name"] == "Half"


def test_a_draft_that_could_not_be_kept_while_closing_is_said_in_the_window(
    qtbot: QtBot, world: World, opened: Callable[..., Rename], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise Trouble(msg("The disk is full."))

    dialog = opened()
    qtbot.keyClicks(dialog.name, "Half")
    monkeypatch.setattr(world.desk.drafts, "save", full)
    dialog.reject()
    qtbot.waitUntil(lambda: [text for text, _ in world.toasts] == ["The disk is full."])


def test_the_draft_is_forgotten_once_the_deed_is_done(
    qtbot: QtBot, world: World, opened: Callable[..., Rename]
) -> None:
    world.desk.drafts.kept["rename", "7"] = {"name": "Safe 2", "note": ""}
    dialog = opened()
    with qtbot.waitSignal(dialog.deed_done):
        dialog.do.trigger()
    world.rest()
    assert world.desk.drafts.kept == {}


def test_an_untouched_dialog_keeps_no_draft(world: World, opened: Callable[..., Rename]) -> None:
    dialog = opened()
    dialog.close()
    world.rest()
    assert world.desk.drafts.kept == {}


def test_where_the_deed_is_dangerous_the_safe_button_is_the_default(
    qtbot: QtBot, world: World, opened: Callable[..., Rename]
) -> None:
    dialog = opened(danger=True, secondary="Keep the Name")
    dialog.name.set_value("Safe 9")
    qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    world.rest()
    assert world.desk.done == []
    assert not isValid(dialog)


def test_the_dialog_stays_while_its_deed_is_done(
    qtbot: QtBot, world: World, opened: Callable[..., Rename]
) -> None:
    dialog = opened()
    dialog.name.set_value("Safe 1")
    dialog.do.trigger()
    dialog.reject()
    dialog.close()
    assert dialog.isVisible()
    world.rest()
    assert not isValid(dialog)
    assert world.desk.done == ["Safe 1"]


def test_tab_goes_as_the_fields_stand_whatever_was_made_first(
    qtbot: QtBot, opened: Callable[..., Rename]
) -> None:
    dialog = opened()
    dialog.name.setFocus()
    reached = []
    for _ in range(3):
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        reached.append(dialog.focusWidget())
    assert reached == [dialog.note, dialog.secondary_button, dialog.primary_button]


def test_a_second_person_confirms_with_their_own_password(
    qtbot: QtBot, world: World, opened: Callable[..., Rename]
) -> None:
    dialog = opened()
    second = dialog.ask_second("Two people rename a safe.")
    assert not second.is_complete()
    second.user.set_value("jonas")
    second.password.set_value(" secret ")
    assert second.credentials() == ("jonas", " secret ")
    assert second.is_complete()
    dialog.problem("That password is wrong.", "second_password")
    assert second.password.hasFocus()
    dialog.name.set_value("trouble")
    dialog.do.trigger()
    qtbot.waitUntil(lambda: "disk" in dialog.problem_text())
    assert second.credentials()[1] == ""


def test_the_footer_takes_a_further_deed_and_a_note(opened: Callable[..., Rename]) -> None:
    dialog = opened(side=True)
    pressed: list[int] = []
    button = dialog.add_footer_action(make_action("Copy Last Name", lambda: pressed.append(1), dialog))
    button.click()
    dialog.footnote("Receipt follows", "check")
    assert pressed == [1]
    assert button.text() == "Copy Last Name"


def test_a_dialog_grows_with_what_it_holds_as_far_as_its_window(
    qtbot: QtBot, window: QWidget, opened: Callable[..., Rename]
) -> None:
    dialog = opened()
    before = dialog.height()
    dialog.body.insertWidget(0, label("\n".join(["The chain is broken here."] * 12)))
    dialog.grow()
    qtbot.waitUntil(lambda: before < dialog.height() < window.height() - 48)
    dialog.body.insertWidget(0, label("\n".join(["The chain is broken here."] * 80)))
    dialog.grow()
    qtbot.waitUntil(lambda: dialog.height() == window.height() - 48)
