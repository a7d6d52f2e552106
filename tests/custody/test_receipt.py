"""After a handover its receipt lies ready to print, wherever the handover was begun."""

from __future__ import annotations

from tests.custody.conftest import Window
from tests.custody.counter import NUMBER
from travel_desk.custody import queries
from travel_desk.custody.dialogs import TakeInDialog
from travel_desk.papers import page as papers
from travel_desk.shell.preview import PaperPreview


def test_the_receipt_opens_ready_to_print(window: Window) -> None:
    at = window.at
    papers.register(window.context)
    window.choose()
    taking = window.do("Take In…", TakeInDialog)
    taking.text.set_value("order 2026-14")
    taking.article.set_value("Travel Abroad Act, article 8(1)")
    window.scan(taking, NUMBER)
    window.done(taking)
    window.bot.waitUntil(lambda: any(one.isVisible() for one in window.main.findChildren(PaperPreview)))
    window.rest()
    (shown,) = window.main.findChildren(PaperPreview)
    assert shown.windowTitle() == queries.movements(at.desk, at.passport)[0].receipt
    assert shown.print_action.isEnabled()
    assert shown.page_count() >= 1
    shown.reject()
    window.rest()
