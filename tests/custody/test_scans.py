"""A reader's scan is the booklet in the hand, wherever the keyboard is in the dialog."""

from __future__ import annotations

from datetime import date

from tests.custody.conftest import Window
from tests.custody.counter import NUMBER
from travel_desk.base.partial import PartialDate
from travel_desk.custody.dialogs import GiveBackDialog
from travel_desk.custody.dialogs.booklet import Verdict
from travel_desk.mrz import Kind, Zone, write

ZONE = Zone(
    Kind.TD3, "PD", "UTO", "AL HADDAD", "LAYLA", NUMBER, "UTO", PartialDate(1979, 3, 14), "F",
    date(2031, 6, 11),
)  # fmt: skip


def test_a_scanned_zone_is_compared_with_the_booklet_that_is_expected(window: Window) -> None:
    window.at.take_in()
    window.choose()
    dialog = window.do("Give Back…", GiveBackDialog)
    assert dialog.scanned(write(ZONE))
    assert dialog.check.verdict is Verdict.SAME
    assert dialog.scanned("5901234123457")
    assert dialog.check.verdict is Verdict.UNREADABLE
    assert dialog.scanned(write(ZONE).split("\n")[0])
    assert dialog.check.verdict is Verdict.NOTHING
    assert dialog.scanned(NUMBER)
    assert dialog.check.verdict is Verdict.SAME
