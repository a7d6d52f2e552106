"""From login to lock and back: which window stands, who is at the desk, what happens between.

Holds one desk at a time. Slow modules (`work`, `wiring`) are imported on the worker thread while the user
types, and used from there.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from travel_desk.access import example_users
from travel_desk.app.held import Held
from travel_desk.app.login import LoginWindow
from travel_desk.app.places import is_desk, no_desk
from travel_desk.app.speech import speak
from travel_desk.base.clock import Clock
from travel_desk.base.language import screen_language, tr, trn
from travel_desk.base.message import Message, Refused, Trouble
from travel_desk.base.settings import Settings

if TYPE_CHECKING:
    from travel_desk.app.known_user import KnownUser
    from travel_desk.app.session import DeskSession
    from travel_desk.app.work import Opened
    from travel_desk.shell.background import Background

log = logging.getLogger(__name__)


class Program(QObject):
    """The program as one workstation runs it.

    painted: the first window stands on the screen. entered: the main window stands. locked: the desk is
    closed and its key dropped. ended: nothing is left to wait for.
    """

    painted = Signal()
    entered = Signal()
    locked = Signal()
    ended = Signal()

    def __init__(self, settings: Settings, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.settings = settings
        self.clock = clock
        self.folder: Path | None = None
        self.window: QWidget | None = None
        self.session: DeskSession | None = None
        self.held = Held()
        self._background: Background | None = None
        self._users: tuple[KnownUser, ...] = ()
        self._turns: list[str] = []  # the user names of who was at this desk, the last one last
        self._waiting: Callable[[], None] | None = None
        self._first_password = ""
        self._choosing: Opened | None = None

    @property
    def login(self) -> LoginWindow | None:
        """The login window, where it stands."""
        return self.window if isinstance(self.window, LoginWindow) else None

    @property
    def is_ready(self) -> bool:
        """True once the desk is locked for this process and what it needs is imported."""
        return self.folder is not None and self.held.folder == self.folder

    @property
    def background(self) -> Background:
        """The worker threads of the first windows."""
        if self._background is None:
            from travel_desk.shell.background import Background  # after the first window is painted

            self._background = Background(self)
        return self._background

    def listen_for_defects(self) -> None:
        """Let errors that nobody caught be logged and shown with their report, from now on."""
        from travel_desk.shell.defect import catch_all  # after the first window is painted

        catch_all(self.tell_defect)

    def tell_defect(self, error: Exception) -> None:
        """Show a defect where somebody works at the desk, in the window that stands else."""
        if self.session is not None:
            self.session.context.defect.emit(error)
            return
        from travel_desk.shell.defect import DefectDialog

        DefectDialog(error, self.window).open()

    def begin(self, folder: Path | None, *, example: bool = False) -> None:
        """Show the first window: the login of a desk, or the assistant where there is no desk yet.

        example: let the assistant open the example desk at once, made where it is not there yet.
        """
        last = self.settings.text("last_desk")
        wanted = folder.absolute() if folder else (Path(last) if last else None)
        if wanted is not None and is_desk(wanted):
            self.show_login(wanted)
        else:
            problem = tr(no_desk(wanted)) if wanted else ""
            self.show_assistant(problem)
            if example and not problem:
                QTimer.singleShot(0, self.open_example)

    def open_example(self) -> None:
        """Let the assistant that stands make the example desk, where that is needed, and go to its login."""
        from travel_desk.app.assistant import Assistant  # only without a desk

        if isinstance(self.window, Assistant):
            self.window.open_example()

    def show_login(self, folder: Path, current: str | None = "") -> LoginWindow:
        """Show the login window of the desk in `folder`; current: as in `LoginWindow.show_users`."""
        if folder != self.folder:
            self._users, self._turns = (), []
        self.folder = folder
        example = example_users.is_example(folder)
        login = LoginWindow(tr("Example desk, Utopia") if example else folder.name, _note(example))
        login.show_users(self._users or _documented(example), current)
        login.show_greeting(tr("Log in"), tr("Each user of the desk has their own password."))
        login.asked.connect(self._log_in)
        login.recovery_asked.connect(self._recover)
        login.own_password.connect(self._choose_password)
        login.other_desk.connect(self.show_assistant)
        login.language_chosen.connect(self._speak)
        self.stand(login)
        login.painted.connect(lambda: QTimer.singleShot(0, self._warm_up))
        return login

    def show_assistant(self, problem: str = "") -> None:
        """Show the first-start assistant: open or make a desk."""
        from travel_desk.app.assistant import Assistant  # only without a desk

        self._leave_choosing()
        assistant = Assistant(self, problem, back=self._back_to_login if self.folder else None)
        assistant.opened.connect(self._take_desk)
        assistant.chosen.connect(self.show_login)
        assistant.language_chosen.connect(self._speak)
        self.stand(assistant)
        assistant.painted.connect(lambda: QTimer.singleShot(0, self.painted.emit))

    def lock(self, *, switch: bool = False) -> None:
        """Hide the window, keep the drafts, drop the key, and show the login window.

        switch: somebody else wants to log in; else the same user is expected back.
        """
        session = self.session
        if session is None or self.folder is None:
            return
        self.session = None
        since = screen_language().clock_time(self.clock.now())
        mine = session.user_name
        session.hide()
        # Who takes another's place is most likely who was here before; else nobody is taken for granted.
        other = next((name for name in reversed(self._turns) if name != mine), None)
        login = self.show_login(self.folder, other if switch else mine)
        self._waiting = lambda: None
        if not switch:
            login.show_greeting(tr("Locked since {time}", time=since), "", locked=True)
        session.end(lambda users, drafts, unkept: self._ended(login, users, drafts, unkept, mine, switch))

    def quit(self) -> None:
        """Keep the drafts, close the desk, end the program."""
        session, self.session = self.session, None
        if session is not None:
            session.hide()
            session.end(lambda *_found: self.ended.emit())
        elif self._waiting is not None:  # the desk is still being closed
            self._waiting = self.ended.emit
        else:
            self._leave_choosing()
            self.ended.emit()

    def close(self) -> None:
        """End the worker threads and let go of the desk."""
        if self._background is not None:
            self._background.close()
        self._leave_choosing()
        self.held.release()

    def speak(self, code: str) -> None:
        """Let the screen speak another language, from now on and at the next start."""
        self.settings.put("language", code)
        speak(code)

    def stand(self, window: QWidget) -> None:
        """Let `window` take the place of the one that stands.

        A main window is hidden only: its session deletes it once its drafts are kept.
        """
        old, self.window = self.window, window
        if hasattr(window, "closed"):
            window.closed.connect(self.quit)
        window.show()
        if old is not None:
            old.hide()
            if hasattr(old, "closed"):
                old.blockSignals(True)
                old.deleteLater()
        window.activateWindow()

    def _back_to_login(self) -> None:
        if self.folder is not None:
            self.show_login(self.folder)

    def _warm_up(self) -> None:
        from travel_desk.app.warming import Warming, import_deeds  # after the first window is painted

        self.painted.emit()
        folder, held = self.folder, self.held

        def work() -> None:
            if folder is not None:
                held.take(folder)
            import_deeds()

        self.background.write(work, done=lambda _: Warming(self), failed=self._failed, owner=self)

    def _log_in(self, user_name: str, password: str) -> None:
        self._open(user_name, password)

    def _recover(self, code: str, user_name: str, password: str) -> None:
        self._open(user_name, password, code)

    def _open(self, user_name: str, password: str, code: str = "") -> None:
        login, folder, clock = self.login, self.folder, self.clock
        if login is None or folder is None:
            return
        login.set_busy(True)
        if self._waiting is not None:  # the desk is still being closed
            self._waiting = lambda: self._open(user_name, password, code)
            return
        self._first_password = password
        held = self.held

        def work() -> Opened:
            import platform

            from travel_desk.app import work

            held.take(folder)  # in vain at first where another copy had it
            return work.open_desk(folder, work.Person(user_name, password, platform.node(), code), clock)

        self.background.write(work, done=self._opened, failed=self._failed, owner=self)

    def _opened(self, opened: Opened) -> None:
        login = self.login
        if login is None or opened.desk.folder != self.folder:  # somebody went on to another desk
            opened.desk.close()
            return
        self._users = opened.users
        # The example desk's passwords are printed in its login window and stay as they are.
        example = example_users.is_example(opened.desk.folder)
        if opened.must_change and not example:
            self._choosing = opened
            login.set_busy(False)
            login.ask_own_password()
            return
        self._enter(opened)

    def _choose_password(self, password: str) -> None:
        opened, old, login = self._choosing, self._first_password, self.login
        if login is None or opened is None:
            return
        login.set_busy(True)

        def work() -> Opened:
            from travel_desk.app import work

            work.choose_password(opened.desk, old, password)
            return opened

        self.background.write(work, done=self._enter, failed=self._failed, owner=self)

    def _leave_choosing(self) -> None:
        """Close a desk that was opened with a first password, where no own password was chosen."""
        opened, self._choosing = self._choosing, None
        if opened is not None:
            opened.desk.close()

    def _take_desk(self, opened: Opened) -> None:
        """Enter a desk that the assistant has just made."""
        self.folder = opened.desk.folder
        self._users = opened.users
        self._enter(opened)

    def _enter(self, opened: Opened) -> None:
        from travel_desk.app.session import DeskSession  # imported while the user typed

        self._first_password, self._choosing = "", None
        if self.folder is not None:
            self.settings.put("last_desk", str(self.folder))
        self.session = DeskSession(self, opened)
        mine = self.session.user_name
        self._turns = [*(name for name in self._turns if name != mine), mine]
        self.stand(self.session.window)
        self.session.begin()
        self.entered.emit()

    def _ended(
        self,
        login: LoginWindow,
        users: Sequence[KnownUser],
        drafts: int,
        unkept: Sequence[Message],
        mine: str,
        switch: bool,
    ) -> None:
        self._users = tuple(users)
        waiting, self._waiting = self._waiting, None
        if self.window is login:
            typed = login.form.password.text()
            login.show_users(self._users, login.chosen() if switch else mine)
            login.form.password.setText(typed)
            if not switch:
                login.show_greeting(login.form.title.text(), _kept(drafts, unkept), locked=True)
            elif unkept:
                login.refuse(_kept(drafts, unkept))
        if waiting is not None:
            waiting()
        self.locked.emit()

    def _failed(self, error: Exception) -> None:
        login = self.login
        if login is None:
            return
        login.set_busy(False)
        if isinstance(error, Refused | Trouble):
            login.refuse(tr(error.message), getattr(error, "wait", 0))
        else:
            log.error(
                "defect at login",
                exc_info=RuntimeError(type(error).__name__).with_traceback(error.__traceback__),
            )
            login.refuse(tr("This is a defect of the program. The log says where; please report it."))

    def _speak(self, code: str) -> None:
        """Change the language and make the window that stands anew."""
        self.speak(code)
        login = self.login
        if login is not None and self.folder is not None:
            self.show_login(self.folder, login.chosen())
        elif self.session is None:
            self.show_assistant()


def _note(example: bool) -> str:
    if not example:
        return ""
    return tr(
        "This is the example desk.\nEvery password is “utopia-” and the first role: utopia-clerk, "
        "utopia-desk-head. Papers are signed with {certificate}. Nothing in it is real.",
        certificate=example_users.CERTIFICATE_PASSWORD,
    )


def _documented(example: bool) -> tuple[KnownUser, ...]:
    if not example:
        return ()
    from travel_desk.app.known_user import KnownUser  # names are shown of the example desk only

    return tuple(KnownUser(user.user_name, user.name, user.roles) for user in example_users.USERS)


def _kept(drafts: int, unkept: Sequence[Message]) -> str:
    if unkept:
        return trn(
            "{count} draft could not be kept, so what was typed in it last is lost: {reason}",
            "{count} drafts could not be kept, so what was typed in them last is lost: {reason}",
            len(unkept),
            reason=unkept[0],
        )
    if not drafts:
        return tr("Nothing was lost.")
    return trn(
        "Nothing was lost: {count} draft is kept for you.",
        "Nothing was lost: {count} drafts are kept for you.",
        drafts,
    )
