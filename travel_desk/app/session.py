"""One user at the desk: the main window, its deeds for the whole desk, the watch for idleness, the end."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QWindow
from PySide6.QtWidgets import QDialog
from shiboken6 import isValid

from travel_desk.app import desk_deeds, foot, wiring, work
from travel_desk.app.known_user import KnownUser
from travel_desk.app.work import Opened
from travel_desk.base.language import tr, trn
from travel_desk.base.message import Message
from travel_desk.desk.permissions import role_for
from travel_desk.shell import fonts
from travel_desk.shell.context import Context
from travel_desk.shell.idle import IdleWatch
from travel_desk.shell.scan import ScanWatch, stands_over
from travel_desk.shell.window import MainWindow

if TYPE_CHECKING:
    from travel_desk.app.program import Program
    from travel_desk.desk import Desk

log = logging.getLogger(__name__)

TITLE_BAR = 32
"""What a window manager puts above a window, in pixels."""


def _ready(_nothing: object) -> None:
    """The fonts of papers are cut: nobody need be told."""


class DeskSession(QObject):
    """The open desk of one user; made by `Program` after the login, ended by lock, switch or quit."""

    def __init__(self, program: Program, opened: Opened) -> None:
        super().__init__(program)
        self._program = program
        self._opened = opened
        self.desk = opened.desk
        self._user_name = opened.desk.session.user_name
        self._roles = opened.desk.session.roles
        self.context = Context(opened.desk, program.settings, program.clock, self.allowed, self)
        fonts.use_folder(opened.desk.folder / work.FONTS)
        wiring.register(self.context)
        self.window = self._make_window()
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.focusWindowChanged.connect(self._listen)
        self.scans = ScanWatch(self.context, self._is_mine, self)
        self.watch = IdleWatch(opened.idle_minutes, self, program.clock)
        self.watch.idle.connect(program.lock)

    @property
    def user_name(self) -> str:
        """The user name of who is at the desk."""
        return self._user_name

    def allowed(self, verb: str) -> bool:
        """Tell whether the user's roles allow a verb; also while the desk is being closed."""
        return role_for(verb, self._roles) is not None

    def begin(self) -> None:
        """Start what waits for the first login of a day."""
        desk_deeds.back_up_if_due(self.context)
        self.context.compute(work.cut_fonts, self.desk.folder / work.FONTS, done=_ready, owner=self)
        self.window.make_all_pages()
        self.context.read(_drafts, done=self._tell_drafts, owner=self)

    def _tell_drafts(self, count: int) -> None:
        if count:
            self.context.toast(
                trn(
                    "{count} draft waits for you: Today lists it.",
                    "{count} drafts wait for you: Today lists them.",
                    count,
                )
            )

    def rebuild(self) -> None:
        """Make the window anew (another language), at the page and place that were shown."""
        self.context.settle(self._rebuild)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Ctrl+Shift+L lock the desk over an open dialog too, where the window's own keys are asleep."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            wanted = self.window.lock_action.shortcut()
            if wanted == QKeySequence(event.keyCombination()):
                self._program.lock()
                return True
        return super().eventFilter(watched, event)

    def hide(self) -> None:
        """Take the window and its dialogs off the screen at once (a dialog is a window of its own)."""
        for dialog in self.window.findChildren(QDialog):
            dialog.hide()
        self.window.hide()

    def end(self, done: Callable[[Sequence[KnownUser], int, Sequence[Message]], object]) -> None:
        """Keep the drafts, close the desk, and tell `done` what came of it.

        done: gets the users, the number of drafts kept, and for each that could not be kept the reason.
        """
        self.watch.set_minutes(0)

        def tell(found: tuple[tuple[KnownUser, ...], int]) -> None:
            unkept = tuple(self.context.unkept)
            self._close()
            done(*found, unkept)

        def settled() -> None:
            self.context.compute(work.users_at_lock, self.desk, done=tell, failed=failed, owner=self)

        def failed(error: object) -> None:
            log.info("the desk is closed without its users: %s", error)
            tell(((), 0))

        self.context.settle(settled)

    def _close(self) -> None:
        self.context.close()
        self.desk.close()
        if self._program.window is self.window:
            self._program.window = None
        self.window.blockSignals(True)
        self.window.deleteLater()
        self.deleteLater()

    def _listen(self, window: QWindow | None) -> None:
        if window is not None and isValid(self.window) and window is not self.window.windowHandle():
            window.installEventFilter(self)

    def _is_mine(self, window: QWindow) -> bool:
        return isValid(self.window) and stands_over(window, self.window)

    def _make_window(self) -> MainWindow:
        window = MainWindow(
            self.context,
            wiring.PAGES,
            title=tr("Travel Desk"),
            subtitle=self._opened.title,
            user=self.desk.session.name,
        )
        room = window.screen().availableSize() - QSize(0, TITLE_BAR)
        window.resize(window.size().boundedTo(room))
        window.lock_wanted.connect(self._program.lock)
        window.switch_user_wanted.connect(lambda: self._program.lock(switch=True))
        window.closing.connect(self._program.quit)
        desk_deeds.add_to(window, self.context, self.speak)
        foot.keep(window, self.context)
        return window

    def speak(self, code: str) -> None:
        """Let the screen speak another language, and make the window anew."""
        self._program.speak(code)
        self.rebuild()

    def _rebuild(self) -> None:
        old = self.window
        if not isValid(old):
            return
        self.window = self._make_window()
        self.window.restoreGeometry(old.saveGeometry())
        self._program.stand(self.window)
        old.blockSignals(True)
        old.deleteLater()


def _drafts(desk: Desk) -> int:
    return len(desk.drafts.mine())
