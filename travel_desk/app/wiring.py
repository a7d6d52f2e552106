"""Which pages there are, in their order, and what higher duties add to the pages of lower ones."""

from __future__ import annotations

import importlib
import importlib.util
from types import ModuleType

from travel_desk.app import beginnings
from travel_desk.approvals import forms
from travel_desk.approvals import page as sections
from travel_desk.shell.context import Context
from travel_desk.shell.page import Page

_PAGES = (
    ("travel_desk.today.page", "TodayPage"),
    ("travel_desk.officials.page", "OfficialsPage"),
    ("travel_desk.trips.page", "TripsPage"),
    ("travel_desk.custody.page", "PassportsPage"),
    ("travel_desk.papers.page", "PapersPage"),
    ("travel_desk.access.page", "UsersPage"),
    ("travel_desk.policy.page", "RulesPage"),
    ("travel_desk.journal.page", "JournalPage"),
    ("travel_desk.backups.page", "BackupsPage"),
)


def _modules() -> list[tuple[ModuleType, str]]:
    found = []
    for module, page in _PAGES:
        if importlib.util.find_spec(module) is not None:
            found.append((importlib.import_module(module), page))
    return found


_MODULES = _modules()


def pages() -> list[type[Page]]:
    """Return the pages in the order of the sidebar."""
    return [getattr(module, page) for module, page in _MODULES]


def register(context: Context) -> None:
    """Let each duty add its sections, deeds and finders to what lower duties show."""
    for module, _ in _MODULES:
        add = getattr(module, "register", None)
        if add is not None:
            add(context)
    sections.register(context)
    forms.register()
    beginnings.register(context)
