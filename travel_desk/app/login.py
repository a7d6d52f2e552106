"""The login window: who is at the desk, on the left; the password, on the right.

It is painted before anything slow is imported, so it uses Qt, base and the light parts of the shell only.
It decides nothing: it tells what was asked for by signals, and `entrance` answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from travel_desk.app.first_parts import LanguageButton, brand
from travel_desk.app.login_forms import Form, OwnPasswordForm, PasswordForm, RecoveryForm
from travel_desk.base.language import tr
from travel_desk.shell import fonts, icons
from travel_desk.shell.buttons import IconLabel, Kind, button, hairline, label

if TYPE_CHECKING:
    from travel_desk.app.known_user import KnownUser
    from travel_desk.app.known_users import UserList


class LoginWindow(QWidget):
    """Login, lock and recovery in one window.

    asked: user name and password. recovery_asked: code, user name, new password. own_password: the
    password somebody chose. other_desk, closed: without values. language_chosen: a language code.
    painted: the first time that the window is on the screen.
    """

    asked = Signal(str, str)
    recovery_asked = Signal(str, str, str)
    own_password = Signal(str)
    other_desk = Signal()
    language_chosen = Signal(str)
    closed = Signal()
    painted = Signal()

    def __init__(self, place: str, note: str = "", parent: QWidget | None = None) -> None:
        """Make the window of the desk at `place` (a folder's name); `note` stands at the bottom right."""
        super().__init__(parent)
        self.setObjectName("login")
        self.setWindowTitle(tr("Travel Desk"))
        self.setWindowIcon(icons.icon("desk", "accent"))
        self._painted = False
        self._locked = self._named = False
        self._list: UserList | None = None
        self._asking: Form | None = None  # the form that waits for an answer
        self.languages = LanguageButton(self.language_chosen.emit)
        self.form = PasswordForm(tr("Log In"), self._recover, self.languages)
        self.form.submitted.connect(self._ask)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.form)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._left(place))
        row.addWidget(hairline(vertical=True))
        row.addWidget(self._right(note), 1)
        self.resize(fonts.scaled(838), fonts.scaled(590))
        self.setMinimumSize(fonts.scaled(640), fonts.scaled(470))
        self.show_users(())

    @cached_property
    def users(self) -> UserList:
        """The list of who is at the desk, made when there are names to show."""
        from travel_desk.app.known_users import UserList  # 5 ms for lists and their styles

        made = self._list = UserList()
        made.setFrameShape(QFrame.Shape.NoFrame)
        made.chosen.connect(self._choose)
        # A name that was pressed, by the mouse or by Enter, is followed by its password.
        made.itemClicked.connect(lambda: self._to_first_field(self.form))
        made.itemActivated.connect(lambda: self._to_first_field(self.form))
        self._names.addWidget(made)
        return made

    @cached_property
    def recovery(self) -> RecoveryForm:
        """The form of the recovery slot, made when first wanted: the first paint does not wait for it."""
        form = RecoveryForm(self._back)
        form.submitted.connect(self._ask_recovery)
        self._stack.addWidget(form)
        return form

    @cached_property
    def own(self) -> OwnPasswordForm:
        """The form for a password of one's own, made when first wanted."""
        form = OwnPasswordForm()
        form.submitted.connect(lambda: self.own_password.emit(form.password.text()))
        self._stack.addWidget(form)
        return form

    def show_users(self, users: Sequence[KnownUser], current: str | None = "") -> None:
        """Show whose names this process may show; with none, the user name is typed.

        current: the user name of who is chosen, "" for the first of them, None for nobody.
        """
        self._named = bool(users)
        self._nobody.setVisible(not users)
        self._who.setVisible(bool(users))
        if users or self._list is not None:
            self.users.setVisible(bool(users))
            self.users.show_users(users, current)
        self._choose(self._user())

    def show_greeting(self, title: str, subtitle: str, *, locked: bool = False) -> None:
        """Say why the window is here: "Log in" or "Locked since 08:31", and a line beneath."""
        self._locked = locked
        self.form.title.setText(title)
        self.form.subtitle.setText(subtitle)
        self.form.rename(tr("Unlock") if locked else tr("Log In"))

    def current_form(self) -> Form:
        """Return the form that is shown."""
        form = self._stack.currentWidget()
        assert isinstance(form, Form)
        return form

    def refuse(self, text: str, wait: int = 0) -> None:
        """Say why it was refused, in the form that asked; no further try for `wait` seconds."""
        form = self._asking or self.current_form()
        self._asking = None
        form.refuse(text, wait)
        self._make_room()

    def set_busy(self, busy: bool) -> None:
        """Show that the desk is being opened; no other form takes the place of the one that asked."""
        form = self._asking or self.current_form()
        self._asking = form if busy else None
        form.set_busy(busy, tr("Opening the Desk") if busy else "")
        if self._list is not None:
            self._list.setEnabled(not busy)

    def ask_own_password(self) -> None:
        """Ask for a password of one's own."""
        self._show(self.own)

    def showEvent(self, event: QShowEvent) -> None:
        """Put the keyboard where the typing begins."""
        super().showEvent(event)
        if self._named and self._user() is None:
            self.users.setFocus()
        else:
            self._to_first_field(self.current_form())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell when the window stands on the screen for the first time."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            self.painted.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that nobody wants to log in."""
        super().closeEvent(event)
        self.closed.emit()

    def _left(self, place: str) -> QWidget:
        side = QWidget()
        side.setObjectName("loginSide")
        side.setFixedWidth(fonts.scaled(343))
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 24, 0, 0)
        column.setSpacing(0)
        column.addLayout(brand(place))
        column.addSpacing(20)
        self._who = label(tr("Who is at the desk?"), "group")
        self._who.setContentsMargins(16, 0, 16, 6)
        self._nobody = label(
            tr("Names stand here once somebody has logged in: no name lies open on this machine’s disk."),
            "muted",
            wrap=True,
        )
        self._nobody.setContentsMargins(16, 0, 24, 0)
        self._names = QVBoxLayout()
        column.addWidget(self._who)
        column.addLayout(self._names, 1)
        column.addWidget(self._nobody)
        column.addStretch(0)
        column.addWidget(hairline())
        other = button(tr("Open Another Desk…"), self.other_desk.emit, Kind.FLAT, "backup")
        foot = QHBoxLayout()
        foot.setContentsMargins(8, 6, 8, 6)
        foot.addWidget(other)
        foot.addStretch(1)
        column.addLayout(foot)
        return side

    def _right(self, note: str) -> QWidget:
        side = QFrame()
        side.setObjectName("loginBody")
        side.setAutoFillBackground(True)
        side.setBackgroundRole(side.palette().ColorRole.Base)
        column = QVBoxLayout(side)
        margin = fonts.scaled(64)
        column.setContentsMargins(margin, fonts.scaled(40), margin, 24)
        column.addWidget(self._stack, 1)
        self._note = _note(note) if note else None
        if self._note is not None:
            column.addWidget(self._note)
        return side

    def _choose(self, user: KnownUser | None) -> None:
        self.form.ask_user_name(user is None and not self._named)
        name = self.form.password
        if user is None:
            self.form.name_label(name, tr("Password"))
        else:
            self.form.name_label(name, tr("Password of {name}", name=user.name))
        self.form.empty()

    def chosen(self) -> str | None:
        """Return the user name of who is chosen in the list, None where nobody is."""
        user = self._user()
        return user.user_name if user is not None else None

    def _user(self) -> KnownUser | None:
        return self._list.user() if self._list is not None else None

    def _ask(self) -> None:
        user = self._user()
        if user is None and self._named:
            self.form.problem.say(tr("Choose your name in the list."))
            self.users.setFocus()
            return
        name = user.user_name if user is not None else self.form.user_name.text()
        self.asked.emit(name, self.form.password.text())

    def _ask_recovery(self) -> None:
        form = self.recovery
        self.recovery_asked.emit(form.code.text(), form.user_name.text(), form.password.text())

    def _recover(self) -> None:
        self._show(self.recovery)

    def _back(self) -> None:
        self._show(self.form)

    def _show(self, form: Form) -> None:
        if self._asking is not None:
            return
        form.empty()
        self._stack.setCurrentWidget(form)
        if self._note is not None:
            self._note.setVisible(form is self.form)  # it speaks of passwords
        self._make_room()
        self._to_first_field(form)

    def _make_room(self) -> None:
        """Grow where the form that is shown needs more height than the window has: nothing is cut."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            needed = layout.totalHeightForWidth(self.width())
            if needed > self.height():
                self.resize(self.width(), needed)

    @staticmethod
    def _to_first_field(form: Form) -> None:
        next(field for field in form.fields if not field.isHidden()).setFocus()


def _note(text: str) -> QWidget:
    card = QFrame()
    card.setProperty("look", "card")
    row = QHBoxLayout(card)
    row.setContentsMargins(12, 10, 12, 10)
    row.setSpacing(10)
    row.addWidget(IconLabel("info", "accent"))
    title, _, rest = text.partition("\n")
    column = QVBoxLayout()
    column.setSpacing(2)
    column.addWidget(label(title, "strong"))
    column.addWidget(label(rest, "muted", wrap=True, selectable=True))
    row.addLayout(column, 1)
    return card
