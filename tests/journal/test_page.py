"""The page of the journal: found, read, verified."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from travel_desk.base.settings import Settings
from travel_desk.desk import Desk
from travel_desk.journal import actions, queries
from travel_desk.journal.page import JournalPage, VerifyDialog
from travel_desk.journal.rules import Break, Found, Verdict
from travel_desk.shell import theme
from travel_desk.shell.buttons import ActionButton
from travel_desk.shell.context import Context


@pytest.fixture
def page(auditor: Desk, tmp_path: Path, qtbot: QtBot) -> Iterator[JournalPage]:
    theme.apply("light")
    context = Context(auditor, Settings(tmp_path / "s.json"), auditor.clock, auditor.may)
    made = JournalPage(context)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    context.changed.connect(made.reload)
    with qtbot.waitExposed(made):
        made.show()
    made.reload(made.subjects)
    qtbot.waitUntil(lambda: made.model.rowCount() == 4 and made.who.count() > 1)
    yield made
    context.close()


def texts(page: JournalPage) -> str:
    return "\n".join(label.text() for label in page.detail.findChildren(QLabel))


def test_an_entry_is_read_from_what_to_what_and_leads_to_its_subject(page: JournalPage, qtbot: QtBot) -> None:
    opened: list[tuple[str, int]] = []
    page.context.opened.connect(lambda kind, number: opened.append((kind, number)))
    page.open_subject("entry", 4)
    qtbot.waitUntil(lambda: "User changed" in texts(page))
    assert "Mira Okonjo → Mira B. Okonjo" in texts(page)
    button = next(b for b in page.detail.findChildren(ActionButton) if b.text() == "Go to User")
    button.click()
    assert opened == [("user", 7)]


def test_an_entry_about_no_subject_has_nothing_to_go_to(page: JournalPage, qtbot: QtBot) -> None:
    page.open_subject("entry", 3)
    qtbot.waitUntil(lambda: "Settings changed" in texts(page))
    assert not [b for b in page.detail.findChildren(ActionButton) if b.text().startswith("Go to")]


def test_erased_values_say_so(page: JournalPage, auditor: Desk, qtbot: QtBot) -> None:
    with auditor.database.write() as connection:
        connection.exec_driver_sql("UPDATE journal_value SET salt = NULL, content = NULL WHERE entry = 4")
    page.open_subject("entry", 4)
    qtbot.waitUntil(lambda: "erased under a retention rule" in texts(page))


def test_the_list_is_narrowed_by_days_and_by_who(page: JournalPage, qtbot: QtBot) -> None:
    page.first.set_day(page.context.clock.today())
    qtbot.wait(1)
    qtbot.waitUntil(lambda: page.model.rowCount() == 4)
    page.who.set_value(2)
    qtbot.waitUntil(lambda: page.model.rowCount() == 0)
    page.who.set_value(0)
    qtbot.waitUntil(lambda: page.model.rowCount() == 4)
    page.last.setText("what")
    page.last.textEdited.emit("what")
    assert page.last.is_wrong()


def test_the_journal_is_verified_in_its_dialog(page: JournalPage, qtbot: QtBot) -> None:
    assert page.primary_action is not None
    page.primary_action.trigger()
    dialog: Any = next(w for w in QApplication.topLevelWidgets() if isinstance(w, VerifyDialog))
    dialog.noted.setPlainText(str(queries.present_head(page.context.desk)))
    with qtbot.waitSignal(dialog.deed_done, timeout=10_000):
        dialog.primary_button.click()
    said = [label.text() for label in dialog.results.findChildren(QLabel)]
    assert any(text.startswith("The chain stands: 4 entries") for text in said)
    assert any("noted head" in text for text in said)
    dialog.noted.setPlainText("nonsense")
    dialog.primary_button.click()
    qtbot.waitUntil(lambda: "Begin with the number" in dialog.problem_text())
    dialog.done(0)


def test_each_break_is_said_and_a_restore_explained(page: JournalPage) -> None:
    dialog = VerifyDialog(page.context, page)
    verdict = Verdict(9, 9, bytes(32), (Found(Break.ROLLED_BACK, 7),), True, (8,))
    said = [text for text, _ in dialog.verdict_lines(verdict)]
    assert len(said) == 3
    assert "Entry 7 is not the one that was noted" in said[0]
    assert "Entry 8 journals a restored backup" in said[1]
    alone = Verdict(9, 9, bytes(32), (Found(Break.EDITED, 7),))
    assert len(dialog.verdict_lines(alone)) == 2
    sound = Verdict(1, 1, bytes(32), ())
    assert len(dialog.verdict_lines(sound)) == 1
    dialog._show_progress(1)
    dialog.done(0)


def test_a_new_entry_appears(page: JournalPage, auditor: Desk, qtbot: QtBot) -> None:
    page.context.run(actions.verify_journal)
    qtbot.waitUntil(lambda: page.model.rowCount() == 5)
    assert page.menus()[0][0] == "&Journal"
    assert page.empty() is not None
