"""What staff lists add to the page of officials: the deeds that take a list in and repair what waits."""

from __future__ import annotations

from types import ModuleType

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from travel_desk.base.language import tr, trn
from travel_desk.shell.buttons import make_action
from travel_desk.shell.context import Context
from travel_desk.shell.page import Page
from travel_desk.staff_lists import queries

_AT = "officials"


def register(context: Context) -> None:
    """Add the deeds to the menu of officials, and let other pages go on with an unfinished dialog."""
    context.list_deeds.register(_deeds)
    context.deeds.register("draft:import_officials", 10, _go_on_import)
    context.deeds.register("draft:repair_list", 10, _go_on_repair)


def _deeds(context: Context, page: Page) -> list[QAction]:
    if page.key != _AT:
        return []
    return [
        make_action(
            tr("Take In Staff List…"),
            lambda: _dialogs().ImportAssistant(context, page).open(),
            page,
            icon="in",
            shortcut="Ctrl+Shift+T",
            enabled=context.allowed("import_officials"),
        ),
        _Repairs(context, page).action,
    ]


def _go_on_import(context: Context, _id: int, parent: QWidget) -> list[QAction]:
    enabled = context.allowed("import_officials")
    text = tr("Take In Staff List…")
    return [
        make_action(text, lambda: _dialogs().ImportAssistant(context, parent).open(), parent, enabled=enabled)
    ]


def _go_on_repair(context: Context, id: int, parent: QWidget) -> list[QAction]:
    enabled = context.allowed("import_officials")
    text = tr("Open Repair List…")
    return [
        make_action(
            text, lambda: _dialogs().RepairDialog(context, id, parent).open(), parent, enabled=enabled
        )
    ]


class _Repairs(QObject):
    """The deed that opens the repair lists; its text says how many rows wait."""

    def __init__(self, context: Context, page: Page) -> None:
        super().__init__(page)
        self._context = context
        self.action = make_action(
            tr("Repair Lists…"),
            lambda: _dialogs().RepairLists(context, page).open(),
            page,
            icon="edit",
            enabled=context.allowed("see_staff_lists"),
        )
        context.changed.connect(self._changed)
        self._changed(frozenset({"staff_lists"}))

    def _changed(self, subjects: frozenset[str]) -> None:
        if "staff_lists" in subjects and self.action.isEnabled():
            self._context.read(
                queries.repair_lists, done=self._show, channel="repair-lists-count", owner=self
            )

    def _show(self, found: list[queries.Waiting]) -> None:
        rows = sum(one.rows for one in found)
        said = trn("Repair Lists ({count} row)…", "Repair Lists ({count} rows)…", rows)
        self.action.setText(said if rows else tr("Repair Lists…"))


def _dialogs() -> ModuleType:
    """Return the dialogs; they are large and opened seldom, so the main window is not loaded with them."""
    from travel_desk.staff_lists import dialogs

    return dialogs
