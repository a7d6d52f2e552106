from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel
from pytestqt.qtbot import QtBot

from tests.papers import world
from travel_desk.base.roles import Role
from travel_desk.base.settings import Settings
from travel_desk.desk import Desk
from travel_desk.paper import certificates
from travel_desk.papers import actions, queries
from travel_desk.papers.dialogs import (
    CertificateDialog,
    LetterheadDialog,
    OpenedCertificate,
    SignDialog,
    VoidDialog,
)
from travel_desk.papers.page import PapersPage, find_papers, register
from travel_desk.papers.page.picture import PaperPicture
from travel_desk.papers.rules import State
from travel_desk.shell import theme
from travel_desk.shell.context import Context
from travel_desk.shell.fields import GivenFile
from travel_desk.shell.preview import PaperPreview

D = TypeVar("D", bound=QDialog)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return world.desk(tmp_path, Role.DESK_HEAD)


@pytest.fixture
def context(desk: Desk, tmp_path: Path, qtbot: QtBot) -> Iterator[Context]:
    theme.apply("light")
    made = Context(desk, Settings(tmp_path / "settings.json"), desk.clock, desk.may)
    yield made
    for window in QApplication.topLevelWidgets():
        window.close()
    made.close()


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> PapersPage:
    made = PapersPage(context)
    qtbot.addWidget(made)
    made.resize(1200, 760)
    context.changed.connect(made.reload)
    with qtbot.waitExposed(made):
        made.show()
    made.reload(made.subjects)
    return made


def dialog(qtbot: QtBot, kind: type[D]) -> D:
    def find() -> D | None:
        open_ones = [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]
        return open_ones[-1] if open_ones else None

    qtbot.waitUntil(lambda: find() is not None)
    found = find()
    assert found is not None
    return found


def shown(page: PapersPage) -> str:
    return "\n".join(label.text() for label in page.detail.findChildren(QLabel))


def choose(qtbot: QtBot, page: PapersPage, paper_id: int) -> None:
    number = queries.paper_detail(page.context.desk, paper_id).row.number
    page.open_subject("paper", paper_id)
    qtbot.waitUntil(lambda: number in shown(page))


def paper_in(page: PapersPage) -> PaperPicture:
    found = page.detail.findChildren(PaperPicture)[-1]
    assert isinstance(found, PaperPicture)
    return found


def press(page: PapersPage, text: str) -> None:
    (action,) = [one for one in page.subject_actions if one.text() == text]
    assert action.isEnabled()
    action.trigger()


def test_the_list_shows_what_is_to_be_done_next_and_the_filters_narrow_it(
    desk: Desk, page: PapersPage, qtbot: QtBot
) -> None:
    signed, waiting = world.slip(desk), world.slip(desk, 2)
    actions.sign_paper(desk, signed.id, 1, world.PIN)
    page.reload(page.subjects)
    qtbot.waitUntil(lambda: page.model.rowCount() == 2)
    assert [f.text for f in page.filters()] == ["All", "To sign", "To print", "Signed or ready", "Void"]
    for key, ids in (("to_sign", [waiting.id]), ("unprinted", [signed.id]), ("void", [])):
        page.filter_bar.set_key(key)
        page.reload(page.subjects)
        qtbot.waitUntil(lambda ids=ids: page.model.rowCount() == len(ids))  # type: ignore[misc]


def test_an_empty_desk_says_what_to_do_first(page: PapersPage, qtbot: QtBot) -> None:
    assert "Begin with the letterhead" in page.empty().text()


def test_a_slip_is_signed_from_its_detail_with_the_certificate_password(
    desk: Desk, page: PapersPage, qtbot: QtBot
) -> None:
    issued = world.slip(desk)
    choose(qtbot, page, issued.id)
    press(page, "Sign…")
    opened = dialog(qtbot, SignDialog)
    qtbot.waitUntil(lambda: any("Travel Desk, Ministry" in one.text() for one in opened.findChildren(QLabel)))
    opened.primary_button.click()
    assert "Type the certificate password" in opened.problem_text()
    qtbot.keyClicks(opened.password, "wrong")
    opened.primary_button.click()
    qtbot.waitUntil(lambda: "password is wrong" in opened.problem_text())
    opened.password.clear()
    qtbot.keyClicks(opened.password, world.PIN)
    with qtbot.waitSignal(opened.deed_done):
        qtbot.keyClick(opened.password, Qt.Key.Key_Return)
    assert queries.paper_detail(desk, issued.id).row.state is State.SIGNED
    qtbot.waitUntil(lambda: any(one.text() == "Print…" for one in page.subject_actions))


def test_all_that_wait_are_signed_at_once_and_the_password_is_asked_only_once(
    desk: Desk, page: PapersPage, context: Context, qtbot: QtBot
) -> None:
    for _ in range(8):
        world.slip(desk)
    assert page.primary_action is not None
    page.primary_action.trigger()
    opened = dialog(qtbot, SignDialog)
    assert opened.do.text() == "Sign 8 Papers"
    opened.password.set_value(world.PIN)
    with qtbot.waitSignal(opened.deed_done):
        opened.primary_button.click()
    assert queries.unsigned(desk) == []
    world.slip(desk)
    page.sign_all()
    again = dialog(qtbot, SignDialog)
    assert not again.password.isVisible()
    with qtbot.waitSignal(again.deed_done):
        again.primary_button.click()
    assert queries.unsigned(desk) == []
    context.settle(lambda: None)
    assert OpenedCertificate.of(context).signer is None
    said: list[str] = []
    context.toasted.connect(lambda text, _undo: said.append(text))
    page.sign_all()
    qtbot.waitUntil(lambda: said == ["No paper waits for a signature"])


def test_a_paper_that_was_signed_meanwhile_is_said_and_the_others_are_signed(
    desk: Desk, page: PapersPage, qtbot: QtBot
) -> None:
    first, second = world.slip(desk), world.slip(desk)
    page.sign_all()
    opened = dialog(qtbot, SignDialog)
    actions.sign_paper(desk, first.id, 1, world.PIN)
    opened.password.set_value(world.PIN)
    opened.primary_button.click()
    qtbot.waitUntil(lambda: f"{first.number}: This paper is signed already" in opened.problem_text())
    assert queries.paper_detail(desk, second.id).row.state is State.SIGNED


def test_a_desk_without_certificate_cannot_sign_and_says_so(tmp_path: Path, qtbot: QtBot) -> None:
    desk = world.desk(tmp_path, Role.DESK_HEAD, certificate=False)
    world.slip(desk)
    context = Context(desk, Settings(tmp_path / "settings.json"), desk.clock)
    page = PapersPage(context)
    qtbot.addWidget(page)
    page.show()
    page.reload(page.subjects)
    qtbot.waitUntil(lambda: any("no certificate yet" in one.text() for one in page.findChildren(QLabel)))
    page.sign_all()
    opened = dialog(qtbot, SignDialog)
    qtbot.waitUntil(lambda: not opened.do.isEnabled())
    opened.reject()
    page.replace_certificate()
    made = dialog(qtbot, CertificateDialog)
    qtbot.waitUntil(lambda: made.what.value() == "fresh")
    made.password.set_value("short")
    made.primary_button.click()
    assert "at least 8" in made.problem_text()
    made.password.set_value(world.PIN)
    made.again.set_value(world.PIN)
    with qtbot.waitSignal(made.deed_done):
        made.primary_button.click()
    assert queries.certificate_facts(desk) is not None
    page.reload(page.subjects)
    context.close()


def test_an_expired_certificate_is_said_before_anybody_signs(
    desk: Desk, page: PapersPage, qtbot: QtBot
) -> None:
    world.slip(desk)
    desk.clock.forward(days=4 * 366)  # type: ignore[attr-defined]
    page.sign_all()
    opened = dialog(qtbot, SignDialog)
    opened.password.set_value(world.PIN)
    opened.primary_button.click()
    qtbot.waitUntil(lambda: "ended on" in opened.problem_text())


def test_the_paper_itself_stands_in_the_detail_and_opens_by_keyboard(
    desk: Desk, page: PapersPage, qtbot: QtBot
) -> None:
    issued = world.slip(desk)
    choose(qtbot, page, issued.id)
    qtbot.waitUntil(lambda: page.table.current_id() == issued.id)
    qtbot.waitUntil(lambda: not paper_in(page).pixmap().isNull())
    picture = paper_in(page)
    assert picture.accessibleName() == f"Look at {issued.number}"
    qtbot.keyClick(picture, Qt.Key.Key_Tab)
    qtbot.keyClick(picture, Qt.Key.Key_Return)
    preview = dialog(qtbot, PaperPreview)
    qtbot.waitUntil(lambda: preview.page_count() == 1)
    assert not preview.print_action.isEnabled()
    preview.reject()
    qtbot.mouseClick(picture, Qt.MouseButton.LeftButton)
    dialog(qtbot, PaperPreview).reject()


def test_a_signed_paper_is_saved_as_pdf_through_its_deed(
    desk: Desk, page: PapersPage, qtbot: QtBot, tmp_path: Path
) -> None:
    issued = world.slip(desk)
    actions.sign_paper(desk, issued.id, 1, world.PIN)
    choose(qtbot, page, issued.id)
    press(page, "Print…")
    preview = dialog(qtbot, PaperPreview)
    preview.save_to(str(tmp_path / "slip.pdf"))
    qtbot.waitUntil(lambda: (tmp_path / "slip.pdf").exists())
    assert (tmp_path / "slip.pdf").read_bytes() == queries.paper_bytes(desk, issued.id)
    preview.reject()
    press(page, "Print Twice on A4…")
    twice = dialog(qtbot, PaperPreview)
    qtbot.waitUntil(lambda: twice.page_count() == 1)
    twice.reject()


def test_saving_asks_where(desk: Desk, page: PapersPage, qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QFileDialog

    issued = world.receipt(desk)
    choose(qtbot, page, issued.id)
    press(page, "Save as PDF…")
    asked = dialog(qtbot, QFileDialog)
    assert asked.selectedFiles()[0].endswith(f"{issued.number}.pdf")
    asked.reject()


def test_a_check_says_what_was_found(desk: Desk, page: PapersPage, qtbot: QtBot) -> None:
    issued = world.slip(desk)
    actions.sign_paper(desk, issued.id, 1, world.PIN)
    choose(qtbot, page, issued.id)
    press(page, "Check")
    qtbot.waitUntil(lambda: "unchanged since" in shown(page), timeout=10_000)


def test_a_paper_is_voided_with_a_reason(desk: Desk, page: PapersPage, qtbot: QtBot) -> None:
    issued = world.slip(desk)
    choose(qtbot, page, issued.id)
    press(page, "Void…")
    opened = dialog(qtbot, VoidDialog)
    opened.primary_button.click()
    qtbot.waitUntil(lambda: "Give the reason" in opened.problem_text())
    opened.reason.set_value("the trip was amended")
    with qtbot.waitSignal(opened.deed_done):
        opened.primary_button.click()
    qtbot.waitUntil(lambda: "Void: the trip was amended" in shown(page))
    assert [one.text() for one in page.subject_actions] == ["Show Person"]


def test_the_subject_of_a_paper_is_one_press_away(
    desk: Desk, page: PapersPage, context: Context, qtbot: QtBot
) -> None:
    issued = world.slip(desk)
    choose(qtbot, page, issued.id)
    with qtbot.waitSignal(context.opened) as went:
        press(page, "Show Person")
    assert went.args == ["person", 1]
    receipt = world.receipt(desk)
    page.reload(page.subjects)
    choose(qtbot, page, receipt.id)
    assert "Show Person" not in [one.text() for one in page.subject_actions]


def test_the_letterhead_is_changed_in_its_dialog(desk: Desk, page: PapersPage, qtbot: QtBot) -> None:
    page.set_letterhead()
    opened = dialog(qtbot, LetterheadDialog)
    qtbot.waitUntil(lambda: opened.country.value() == "Utopia")
    opened.desk.set_value("")
    opened.primary_button.click()
    qtbot.waitUntil(lambda: "Fill this line" in opened.problem_text())
    opened.desk.set_value("Office of Travel")
    opened.emblem.set_value([GivenFile("emblem.png", world.emblem())])
    with qtbot.waitSignal(opened.deed_done):
        opened.primary_button.click()
    assert queries.head_lines(desk).desk == "Office of Travel"
    page.set_letterhead()
    again = dialog(qtbot, LetterheadDialog)
    qtbot.waitUntil(lambda: len(again.emblem.value()) == 1)
    again.reject()


def test_the_test_sheet_is_shown(desk: Desk, page: PapersPage, qtbot: QtBot) -> None:
    page.show_sample()
    preview = dialog(qtbot, PaperPreview)
    qtbot.waitUntil(lambda: preview.page_count() == 1)
    preview.reject()
    page.set_letterhead()
    opened = dialog(qtbot, LetterheadDialog)
    opened.show_sample()
    dialog(qtbot, PaperPreview).reject()
    opened.reject()


def test_certificate_and_list_are_looked_after_in_one_dialog(
    desk: Desk, page: PapersPage, qtbot: QtBot
) -> None:
    before = queries.certificate_facts(desk)
    for what, words in (("renew", "Renew Revocation List"), ("next", "Make Certificate")):
        page.replace_certificate()
        opened = dialog(qtbot, CertificateDialog)
        opened.what.set_value(what)
        assert opened.do.text() == words
        opened.primary_button.click()
        assert "Type the certificate password" in opened.problem_text()
        opened.password.set_value(world.PIN)
        with qtbot.waitSignal(opened.deed_done):
            opened.primary_button.click()
    after = queries.certificate_facts(desk)
    assert before is not None
    assert after is not None
    assert after.serial != before.serial


def test_a_certificate_of_another_authority_needs_its_three_files(
    desk: Desk, page: PapersPage, qtbot: QtBot
) -> None:
    made = certificates.make_authority("State Authority", desk.now(), 2, "theirs")
    page.replace_certificate()
    opened = dialog(qtbot, CertificateDialog)
    opened.what.set_value("brought")
    opened.password.set_value("theirs")
    opened.pkcs12.set_value([GivenFile("desk.p12", made.pkcs12)])
    opened.primary_button.click()
    assert "all three belong together" in opened.problem_text()
    opened.root.set_value([GivenFile("root.pem", made.root)])
    opened.crl.set_value([GivenFile("list.crl", made.crl)])
    with qtbot.waitSignal(opened.deed_done):
        opened.primary_button.click()
    facts = queries.certificate_facts(desk)
    assert facts is not None
    assert not facts.own
    page.replace_certificate()
    again = dialog(qtbot, CertificateDialog)
    qtbot.waitUntil(lambda: again.what.value() == "brought")
    again.reject()


def test_ctrl_k_and_a_scan_find_a_paper(desk: Desk, context: Context) -> None:
    from travel_desk.paper.seal import check_code

    register(context)
    issued = world.slip(desk)
    for text in (issued.number, issued.number.lower()[3:], check_code(issued.number, {"a": 1}).decode()):
        (found,) = find_papers(desk, text)
        assert (found.kind, found.id, found.title) == ("paper", issued.id, issued.number)
    assert find_papers(desk, "TD") == []
    assert queries.by_number(desk, check_code(issued.number).decode()) == issued.id


def test_what_a_role_may_not_do_is_grey(tmp_path: Path, qtbot: QtBot) -> None:
    desk = world.desk(tmp_path, Role.AUDITOR)
    issued = world.slip(desk)
    context = Context(desk, Settings(tmp_path / "settings.json"), desk.clock, desk.may)
    page = PapersPage(context)
    qtbot.addWidget(page)
    page.reload(page.subjects)
    choose(qtbot, page, issued.id)
    greys = {one.text() for one in [*page.subject_actions, *page.menu_actions()] if not one.isEnabled()}
    assert greys == {"Sign…", "Void…", "Letterhead…", "Certificate…"}
    assert page.primary_action is not None
    assert not page.primary_action.isEnabled()
    context.close()
