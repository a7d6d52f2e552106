"""What stands in the menus whatever page is shown: settings of the window and the desk, backup, help."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from travel_desk.app.about import AboutDialog, KeysDialog
from travel_desk.backups import actions as backups
from travel_desk.backups import queries
from travel_desk.backups.dialogs import BackUpDialog
from travel_desk.base import language
from travel_desk.base.language import tr
from travel_desk.shell.buttons import make_action
from travel_desk.shell.context import Context
from travel_desk.shell.window import MainWindow


def add_to(window: MainWindow, context: Context, speak: Callable[[str], object]) -> None:
    """Add the menus Edit and Help, and the deeds of the whole desk, to a window."""
    from travel_desk.access.dialogs import ChangePasswordDialog, DeskSettingsDialog

    window.add_desk_actions(
        [
            make_action(
                tr("Change Password…"),
                lambda: ChangePasswordDialog(context, window).open(),
                window,
                icon="key",
            ),
            make_action(
                tr("Desk Settings…"),
                lambda: DeskSettingsDialog(context, window).open(),
                window,
                icon="settings",
                enabled=context.allowed("change_settings"),
            ),
            make_action(
                tr("Back Up Now"),
                partial(back_up, context),
                window,
                icon="backup",
                enabled=context.allowed("back_up"),
            ),
        ]
    )
    edit = window.add_menu(tr("&Edit"), _editing(window))
    bar = window.menuBar()
    bar.removeAction(edit.menuAction())
    bar.insertMenu(window.view_menu.menuAction(), edit)
    _add_languages(window, speak)
    window.add_menu(
        tr("&Help"),
        [
            make_action(tr("Keyboard Shortcuts"), lambda: KeysDialog(window).open(), window, icon="help"),
            make_action(tr("About Travel Desk"), lambda: AboutDialog(window).open(), window, icon="info"),
        ],
    )


def back_up(context: Context) -> None:
    """Back the desk up to its place, and say where; ask for the place where none is set."""
    context.read(queries.place, done=lambda place: _back_up_to(context, place), owner=context)


def _back_up_to(context: Context, place: str) -> None:
    if not place and context.allowed("change_settings"):
        BackUpDialog(context, "", QApplication.activeWindow()).open()
        return
    context.toast(tr("The desk is being backed up."))
    context.run(
        backups.back_up,
        place,
        done=lambda folder: context.toast(tr("Backed up to {folder}.", folder=str(folder))),
        owner=context,
    )


def back_up_if_due(context: Context) -> None:
    """Back the desk up where today has no backup yet; a failure is told, nothing else."""
    if context.allowed("back_up"):
        context.run(backups.back_up_if_due, owner=context)


def _add_languages(window: MainWindow, speak: Callable[[str], object]) -> None:
    menu = window.view_menu.addMenu(tr("Language"))
    group = QActionGroup(menu)
    for code in language.available():
        action = make_action(language.Language(code).name, partial(speak, code), window)
        action.setCheckable(True)
        action.setChecked(code == language.screen_language().code)
        group.addAction(action)
        menu.addAction(action)


def _editing(window: QWidget) -> list[QAction]:
    """Return Undo, Cut, Copy and Paste for the field that has the keyboard."""
    deeds = (
        # Ctrl+Z takes a deed back where no field has the keyboard: it stands at that one.
        (tr("Undo Typing"), QKeySequence.StandardKey.UnknownKey, "undo"),
        (tr("Cut"), QKeySequence.StandardKey.Cut, "cut"),
        (tr("Copy"), QKeySequence.StandardKey.Copy, "copy"),
        (tr("Paste"), QKeySequence.StandardKey.Paste, "paste"),
        (tr("Select All"), QKeySequence.StandardKey.SelectAll, "selectAll"),
    )
    made = []
    for text, key, method in deeds:
        action = make_action(text, partial(_edit, method), window)
        action.setShortcut(QKeySequence(key))
        # The field with the keyboard answers the keys itself; here they are shown.
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        made.append(action)
    return made


def _edit(method: str) -> None:
    field = QApplication.focusWidget()
    if isinstance(field, QLineEdit | QPlainTextEdit):
        getattr(field, method)()
