"""The deeds of this duty on one person, for the headline's icons and the menu; drafts gone on with."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from travel_desk.base.language import tr
from travel_desk.officials import actions, dialogs
from travel_desk.officials.queries import Dossier
from travel_desk.shell.buttons import make_action
from travel_desk.shell.context import Context
from travel_desk.shell.page import Page

Opens = Callable[[Context, QWidget, Dossier], None]


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
    context = page.context
    return {
        verb: make_action(
            text,
            partial(opens, context, page, found),
            page,
            icon=icon,
            enabled=there and context.allowed(verb),
        )
        for verb, text, opens, icon, there in plan
    }


def register_drafts(context: Context) -> None:
    """Let other pages go on with an unfinished dialog: a deed of the kind "draft:" and the dialog's.

    And "new_person": a dialog in which somebody is missing has them registered and takes them, see
    `_new_for`.
    """
    context.deeds.register("new_person", 10, _new_for)
    context.deeds.register("draft:register_person", 10, _new_person)
    kinds: dict[str, Opens] = {
        "change_person": dialogs.change_person,
        "add_post": dialogs.add_post,
        "register_passport": dialogs.register_passport,
    }
    for kind, opens in kinds.items():
        context.deeds.register(f"draft:{kind}", 10, partial(_on_person, opens))


def _new_person(context: Context, _id: int, parent: QWidget) -> list[QAction]:
    def go_on() -> None:
        dialog = dialogs.RegisterPerson(context, parent.window())
        dialog.deed_done.connect(partial(context.open, "person"))
        dialog.open_instead.connect(partial(context.open, "person"))
        dialog.open()

    return [make_action(tr("New Official…"), go_on, parent, enabled=context.allowed("register_person"))]


def _new_for(context: Context, _id: int, parent: QWidget) -> list[QAction]:
    """Return the deed that registers whoever `parent` lacks.

    Its property "typed" begins the name; its method `take_person(id)` is given who was registered, or
    who was found to be in the register already.
    """

    def begin() -> None:
        dialog = dialogs.RegisterPerson(context, parent)
        dialog.person.native.set_value(parent.property("typed") or "")
        take = getattr(parent, "take_person", partial(context.open, "person"))
        dialog.deed_done.connect(take)
        dialog.open_instead.connect(take)
        dialog.open()

    made = make_action(
        tr("New Person…"),
        begin,
        parent,
        icon="person",
        shortcut="Ctrl+Shift+N",
        enabled=context.allowed("register_person"),
    )
    made.setObjectName("register_person")
    return [made]


def _on_person(opens: Opens, context: Context, id: int, parent: QWidget) -> list[QAction]:
    def go_on() -> None:
        # The dialog shows who it is about: that is an opened dossier like any other.
        context.run(actions.open_dossier, id, done=partial(opens, context, parent.window()))

    return [make_action(tr("Go On…"), go_on, parent)]
