"""The detail pane of two merged entries: what the merge brought, and what came since."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtGui import QAction

from travel_desk.base.language import screen_language, tr
from travel_desk.base.message import Message
from travel_desk.duplicates.queries import MergeView, Row
from travel_desk.shell.buttons import label, make_action
from travel_desk.shell.detail import Detail, RowLine, Section
from travel_desk.shell.page import ListPage

_MOST = 12


def fill_merged(page: ListPage, detail: Detail, view: MergeView, split: QAction) -> None:
    """Show a merge; split: the deed that takes it apart."""
    gone = view.gone.name
    detail.headline(view.stands.name, view.stands.latin if view.stands.native_name else "")
    dossier = make_action(
        tr("Open Dossier"), partial(page.context.open, "person", view.stands.id), page, icon="person"
    )
    page.show_actions([split, dossier])
    detail.facts(
        [
            (tr("Merged entry"), gone),
            (tr("In Latin letters"), view.gone.latin if view.gone.native_name else ""),
            (tr("Merged"), screen_language().instant(view.merged_at)),
            (tr("By"), view.merged_by),
        ]
    )
    _list(detail.section(tr("Came with the merged entry")), view.back, tr("Nothing belonged to it."))
    if view.added:
        _list(detail.section(tr("Added since, to the entry that stands")), view.added, "")
    detail.message(tr("Handovers, the journal and signed papers still name the entry they were written for."))


def row_text(text: str | Message) -> str:
    """Return what a row is shown by."""
    return tr(text) if isinstance(text, Message) else text


def _list(section: Section, rows: Sequence[Row], nothing: str) -> None:
    if not rows:
        section.add(label(nothing, "muted"))
    for row in rows[:_MOST]:
        section.add(RowLine(row_text(row.text), middle=tr(row.kind)))
    if len(rows) > _MOST:
        section.add(label(tr("and {count} more", count=len(rows) - _MOST), "muted"))
