"""What staff lists add to the page of officials: the deeds that take a list in and repair what waits."""

from __future__ import annotations

from PySide6.QtGui import QAction

from travel_desk.base.language import tr
from travel_desk.shell.buttons import make_action
from travel_desk.shell.context import Context
from travel_desk.shell.page import Page
from travel_desk.staff_lists.dialogs import ImportAssistant, RepairLists

_AT = "officials"


def register(context: Context) -> None:
    """Add the deeds to the menu of officials."""
    context.list_deeds.register(_deeds)


def _deeds(context: Context, page: Page) -> list[QAction]:
    if page.key != _AT:
        return []
    return [
        make_action(
            tr("Take In Staff List…"),
            lambda: ImportAssistant(context, page).open(),
            page,
            icon="in",
            shortcut="Ctrl+Shift+T",
            enabled=context.allowed("import_officials"),
        ),
        make_action(
            tr("Repair Lists…"),
            lambda: RepairLists(context, page).open(),
            page,
            icon="edit",
            enabled=context.allowed("see_staff_lists"),
        ),
    ]
