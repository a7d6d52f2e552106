"""What duplicates add to the pages of lower duties: the way here, and merges in a person's timeline."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from travel_desk.base.language import tr
from travel_desk.duplicates import queries
from travel_desk.shell.buttons import make_action
from travel_desk.shell.context import Context
from travel_desk.shell.page import Page
from travel_desk.shell.registry import Happening


def register(context: Context) -> None:
    """Add the way to the page to the menu of officials, where a clerk looks for it, and the merges."""
    context.list_deeds.register(_find_deed)
    context.histories.register("person", 60, lambda: tr("Merged entries"), _merges, icon="copy")


def _find_deed(context: Context, page: QWidget) -> list[QAction]:
    if not isinstance(page, Page) or page.key != "officials":
        return []
    return [
        make_action(
            tr("Find Duplicates…"),
            partial(context.open, "duplicates", 0),
            page,
            icon="copy",
            enabled=context.allowed("see_duplicates"),
        )
    ]


def _merges(desk: Any, person: int, on: date) -> list[Happening]:
    """Return when other entries of a person were merged into the one that stands, up to a day."""
    return [
        Happening(
            line.merged_at.astimezone().date(),
            tr("Another entry of the person was merged"),
            line.other.name,
            "copy",
            at=line.merged_at,
        )
        for line in queries.merges_of(desk, person)
        if line.merged_at is not None and line.merged_at.astimezone().date() <= on
    ]
