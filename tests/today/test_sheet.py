"""The daily sheet carries the lines of the day and the journal's head out of the machine."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.approvals import desk_work as work
from tests.approvals.test_forms import ENGLISH, HEAD, text_of
from tests.today.test_rules import EXPIRING, HELD, TODAY, WAITING
from travel_desk.base.message import Refused
from travel_desk.base.roles import Role
from travel_desk.desk.chain import head
from travel_desk.desk.tables import journal_entry
from travel_desk.papers.tables import paper
from travel_desk.today import actions, forms, rules
from travel_desk.today.rules import Facts

NOW = datetime(2026, 11, 5, 8, 42, tzinfo=UTC)


def drawn(facts: Facts) -> list[str]:
    groups = rules.groups_of(facts, TODAY)
    content = forms.content(groups, ENGLISH, TODAY, "Mira Okonjo", NOW, 1234, "ab" * 32)
    return text_of(forms.render(content, HEAD, ENGLISH, "TD-D-2026-000007"))


def test_the_sheet_lists_what_waits_and_names_the_head() -> None:
    (page,) = drawn(Facts([HELD]))
    for said in (
        "Thursday, 5 November 2026", "1 line, as it stood Thu 5 Nov 2026, 08:42. Printed by Mira Okonjo.",
        "To give back", "Diplomatic passport D0047712", "Lapsed 3 days ago", "Entry 1234",
        "abab abab abab abab abab abab abab abab", "TD-D-2026-000007 · page 1 of 1",
    ):  # fmt: skip
        assert said in page


def test_a_quiet_day_has_a_sheet_too() -> None:
    assert "Nothing waits today." in drawn(Facts())[0]


def test_a_long_day_runs_on_over_several_pages() -> None:
    pages = drawn(Facts([HELD], waiting=[WAITING] * 60, expiring=[EXPIRING] * 12))
    assert len(pages) == 4
    assert "page 2 of 4" in pages[1]
    assert "and 4 more" in pages[-1] + pages[-2]
    assert "Entry 1234" in pages[-1]


def test_printing_the_sheet_is_a_deed_that_carries_the_head_before_it(tmp_path: Path) -> None:
    clerk = work.clerk(tmp_path)
    work.submitted(clerk)
    with clerk.database.read() as connection:
        before = head(connection)
    printed = actions.print_daily_sheet(clerk).value
    assert printed.number == "TD-D-2026-000001"
    with clerk.database.read() as connection:
        row = connection.execute(sa.select(paper).where(paper.c.id == printed.paper)).one()
        entry = connection.execute(
            sa.select(journal_entry.c.verb).order_by(journal_entry.c.number.desc()).limit(1)
        ).scalar_one()
        pdf = clerk.files.get(connection, row.stored_name)
    assert (row.kind, row.state, entry) == ("sheet", "ready", "print_daily_sheet")
    assert row.content["head"] == {"number": before.number, "hash": before.hash.hex()}
    (page,) = text_of(pdf)
    assert "MAVRIDI ELENI" in page
    assert before.hash.hex()[:4] in page


def test_an_auditor_prints_no_sheet(tmp_path: Path) -> None:
    from tests import factory

    auditor = factory.at(work.clerk(tmp_path), Role.AUDITOR)
    with pytest.raises(Refused, match="Your role may not"):
        actions.print_daily_sheet(auditor)
