"""The deeds of this duty on one person, for the headline's icons and the menu."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QAction

from travel_desk.base.language import tr
from travel_desk.officials import dialogs
from travel_desk.officials.queries import Dossier
from travel_desk.shell.buttons import make_action
from travel_desk.shell.page import Page

Opens = Callable[[Page, Dossier], None]


def own_deeds(page: Page, found: Dossier) -> dict[str, QAction]:
    """Return the deeds by their verb, in the order of the menu; greyed where there is nothing to do."""
    plan: list[tuple[str, str, Opens, str, bool]] = [
        ("change_person", tr("Edit Person…"), dialogs.change_person, "edit", True),
        ("add_post", tr("Add Post…"), dialogs.add_post, "plus", True),
        ("end_post", tr("End Post…"), dialogs.end_post, "", bool(found.posts)),
        ("add_category", tr("Add Category…"), dialogs.add_category, "plus", True),
        ("end_category", tr("End Category…"), dialogs.end_category, "", bool(found.categories)),
        ("add_clearance", tr("Add Clearance…"), dialogs.add_clearance, "plus", True),
        ("end_clearance", tr("End Clearance…"), dialogs.end_clearance, "", bool(found.clearances)),
        ("register_passport", tr("Add Passport…"), dialogs.register_passport, "passport", True),
        ("change_passport", tr("Correct Passport…"), dialogs.change_passport, "", bool(found.passports)),
    ]
    return {
        verb: make_action(
            text, partial(opens, page, found), page, icon=icon, enabled=there and page.context.allowed(verb)
        )
        for verb, text, opens, icon, there in plan
    }
