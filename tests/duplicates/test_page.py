"""The page of duplicates: a pair is found, looked at, merged, split again, or told apart."""

from __future__ import annotations

from tests.duplicates.conftest import Window
from travel_desk.duplicates.dialogs import MergeDialog, SplitDialog


def test_look(window: Window) -> None:
    window.find()
    window.choose()
    window.main.grab().save("/tmp/jpics/pair.png")
    window.click(window.page.detail, "Merge…")
    dialog = window.dialog(MergeDialog)
    window.main.grab().save("/tmp/jpics/merge_w.png")
    dialog.grab().save("/tmp/jpics/merge.png")
    window.press(dialog)
    window.main.grab().save("/tmp/jpics/after.png")
    window.segment("merged")
    window.choose()
    window.main.grab().save("/tmp/jpics/merged.png")
    window.click(window.page.detail, "Split Again…")
    dialog = window.dialog(SplitDialog)
    dialog.grab().save("/tmp/jpics/split.png")
