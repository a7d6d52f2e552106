"""The deed of every list: Export List…, in its menu and by Ctrl+Shift+E."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtGui import QAction

from travel_desk.base.language import tr
from travel_desk.exports.dialogs import ExportDialog
from travel_desk.shell.buttons import make_action
from travel_desk.shell.context import Context
from travel_desk.shell.page import ListPage


def register(context: Context) -> None:
    """Add Export List… to each list page that tells its columns."""
    context.list_deeds.register(list_deeds)


def list_deeds(context: Context, page: ListPage) -> Sequence[QAction]:
    """Return the deed for one page, none where its list is not given out."""
    if not page.export_columns():
        return []
    export = make_action(
        tr("Export List…"), partial(export_list, context, page), page, icon="save", shortcut="Ctrl+Shift+E",
        enabled=context.allowed("export_list"),
    )  # fmt: skip
    return [export]


def export_list(context: Context, page: ListPage) -> None:
    """Open the dialog for what the page's list answers now."""
    ExportDialog(context, page).open()
