"""Which pages there are, in their order, and what higher duties add to the pages of lower ones."""

from __future__ import annotations

from travel_desk.access import page as access
from travel_desk.app import beginnings
from travel_desk.approvals import forms
from travel_desk.approvals import page as approvals
from travel_desk.backups.page import BackupsPage
from travel_desk.custody import page as custody
from travel_desk.duplicates import page as duplicates
from travel_desk.exports import page as exports
from travel_desk.journal.page import JournalPage
from travel_desk.officials import page as officials
from travel_desk.papers import page as papers
from travel_desk.policy.page import RulesPage
from travel_desk.shell.context import Context
from travel_desk.shell.page import Page
from travel_desk.staff_lists import page as staff_lists
from travel_desk.today.page import TodayPage
from travel_desk.trips import page as trips

PAGES: tuple[type[Page], ...] = (
    TodayPage,
    officials.OfficialsPage,
    trips.TripsPage,
    custody.PassportsPage,
    papers.PapersPage,
    access.UsersPage,
    RulesPage,
    JournalPage,
    BackupsPage,
    duplicates.DuplicatesPage,
)
"""The pages in the order of the sidebar."""


def register(context: Context) -> None:
    """Let each duty add its sections, deeds and finders to what lower duties show."""
    for duty in (
        exports, officials, staff_lists, trips, approvals, custody, papers, access, duplicates, beginnings,
    ):  # fmt: skip
        duty.register(context)
    forms.register()
