"""Scans of decision papers are looked at in the program; one that leaves it is written down."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from PySide6.QtWidgets import QDialog, QFileDialog, QPushButton

from tests.approvals import desk_work as work
from tests.approvals.conftest import Foot
from tests.approvals.test_outcome import picture
from travel_desk.approvals import actions, queries
from travel_desk.approvals.page.scans import save_scan
from travel_desk.desk import Desk
from travel_desk.desk.tables import journal_entry
from travel_desk.trips.rules import NewFile


def scanned(foot: Foot, clerk: Desk) -> tuple[int, queries.File]:
    one = work.submitted(clerk)
    scan = NewFile("SO-311.png", picture())
    actions.decide_approve(
        foot.desk, one, work.facts(foot.desk, one).version, work.order(foot.desk, one, "SO-311"), [scan]
    )
    found = queries.outcome(clerk, one)
    assert found is not None
    return one, found.decisions[0].scans[0]


def test_a_scan_is_saved_through_the_deed(foot: Foot, clerk: Desk, tmp_path: Path) -> None:
    one, scan = scanned(foot, clerk)
    section = foot.outcome(one)
    foot.rest()
    link = next(b.text() for b in section.findChildren(QPushButton) if b.text().endswith(scan.name))
    foot.click(link)
    shown = next(d for d in foot.window.findChildren(QDialog) if d.windowTitle() == scan.name)
    foot.click("Save…")
    (dialog,) = shown.findChildren(QFileDialog)
    target = tmp_path / "copy.png"
    dialog.fileSelected.emit(str(target))
    foot.bot.waitUntil(target.exists)
    foot.rest()
    assert target.read_bytes() == picture()
    assert foot.toasts == ["File saved."]
    with clerk.database.read() as connection:
        asked = sa.select(journal_entry.c.subject_id).where(journal_entry.c.verb == "save_file")
        assert connection.execute(asked).scalars().all() == [one]
    assert section.isVisible()


def test_a_folder_that_can_not_be_written_is_said(foot: Foot, clerk: Desk) -> None:
    one, scan = scanned(foot, clerk)
    section = foot.outcome(one)
    save_scan(foot.context, scan, picture(), section)
    (dialog,) = section.findChildren(QFileDialog)
    dialog.fileSelected.emit("/proc/none/x.png")
    foot.bot.waitUntil(lambda: "can't be written there" in " ".join(foot.toasts))
    dialog.close()
    with clerk.database.read() as connection:
        asked = sa.select(journal_entry.c.number).where(journal_entry.c.verb == "save_file")
        assert connection.execute(asked).all() == []  # what was not written is not journaled


def test_who_may_not_save_is_told_that_it_can_not_be_shown(foot: Foot, clerk: Desk) -> None:
    one, scan = scanned(foot, clerk)
    section = foot.outcome(one)
    foot.context.allowed = lambda _verb: False  # type: ignore[method-assign, assignment]
    save_scan(foot.context, scan, picture(), section)
    assert foot.toasts == ["SO-311.png is no picture and no PDF: it can't be shown here."]
