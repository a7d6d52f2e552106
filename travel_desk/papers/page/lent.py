"""Signing and printing one paper from any page: what papers lends to Today, to trips, to custody."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from travel_desk.base.language import tr
from travel_desk.papers import actions, dialogs, queries
from travel_desk.papers.queries import PaperRow
from travel_desk.papers.rules import State
from travel_desk.shell.buttons import make_action
from travel_desk.shell.context import Context
from travel_desk.shell.preview import PaperPreview


def paper_deeds(context: Context, paper: int, parent: QWidget) -> Sequence[QAction]:
    """Return the deeds that sign and print a paper; each reads it when it is pressed.

    A page with deeds of its own for papers (its property "own_deeds") gets none.
    """
    if parent.property("own_deeds"):
        return []

    def sign(rows: Sequence[PaperRow]) -> None:
        if rows and rows[0].state is State.TO_SIGN:
            dialogs.SignDialog(context, rows[:1], parent).open()
        else:
            context.open("paper", paper)

    def look(rows: Sequence[PaperRow]) -> None:
        if not rows or rows[0].state not in {State.SIGNED, State.READY}:
            context.open("paper", paper)
            return
        show = partial(show_preview, context, rows[0], "single", parent)
        context.read(actions.preview, paper, "single", done=lambda content: show(content), owner=parent)

    return [
        _deed(context, paper, parent, "sign_paper", tr("Sign…"), sign),
        _deed(context, paper, parent, "print_paper", tr("Print…"), look),
    ]


def show_preview(
    context: Context,
    row: PaperRow,
    layout: actions.Layout,
    parent: QWidget,
    content: bytes,
    *,
    save: bool = False,
) -> None:
    """Show a paper as it is; one that is stored can be printed and saved, which the journal records.

    content: its pages as PDF. save: ask at once where to save it.
    """
    stored = row.state in {State.SIGNED, State.READY}
    preview = PaperPreview(
        context,
        row.number,
        content,
        f"{row.number}.pdf" if layout == "single" else f"{row.number}-twice.pdf",
        printing=partial(_print, row.id, layout) if stored else None,
        saving=partial(_save, row.id, layout) if stored else None,
        parent=parent,
    )
    preview.print_action.setEnabled(stored and context.allowed("print_paper"))
    preview.save_action.setEnabled(stored and context.allowed("save_paper"))
    preview.open()
    if save:
        preview.save()


def _deed(
    context: Context,
    paper: int,
    parent: QWidget,
    verb: str,
    text: str,
    then: Callable[[Sequence[PaperRow]], object],
) -> QAction:
    def ask() -> None:
        context.read(queries.row_list, [paper], done=then, owner=parent)

    made = make_action(text, ask, parent, enabled=context.allowed(verb))
    made.setObjectName(verb)
    return made


def _print(paper_id: int, layout: actions.Layout, desk: Any, printer: str) -> Any:
    return actions.print_paper(desk, paper_id, printer, layout)


def _save(paper_id: int, layout: actions.Layout, desk: Any) -> Any:
    return actions.save_paper(desk, paper_id, layout)
