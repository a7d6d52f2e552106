"""The right half of the login window: password, recovery code, a password of one's own."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from travel_desk.app.password_field import PasswordField
from travel_desk.base.language import tr
from travel_desk.shell import early, fonts
from travel_desk.shell.buttons import IconLabel, Kind, button, label


class Form(QWidget):
    """A headline, labelled fields, one problem line and one primary button.

    `submitted` is told when the button is pressed and every field holds something.
    """

    submitted = Signal()

    def __init__(self, icon: str, deed: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._deed = deed
        self._waiting = 0
        self._busy = False
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(4)
        self.column.addWidget(IconLabel(icon, "text", 20))
        self.column.addSpacing(8)
        self.title = label("", "")
        self.title.setFont(fonts.font(fonts.Size.NATIVE, fonts.SEMIBOLD))
        self.title.setWordWrap(True)
        self.subtitle = label("", "muted", wrap=True)
        self.column.addWidget(self.title)
        self.column.addWidget(self.subtitle)
        self.column.addSpacing(16)
        self.fields: list[QLineEdit] = []
        self.labels: list[QLabel] = []
        self.problem = Problem()
        self.primary: QPushButton = button(deed, self.submit, Kind.PRIMARY)
        self.primary.setDefault(True)
        self.primary.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        # A little over a second: the wait must be over on the desk’s clock too.
        self._second = QTimer(self, interval=1020)
        self._second.setProperty("timerType", early.PRECISE_TIMER)
        self._second.timeout.connect(self._count_down)

    def add(self, text: str, field: QLineEdit) -> QLineEdit:
        """Add a field under its label; returns it."""
        named = label(text, "label")
        named.setBuddy(field)
        field.setAccessibleName(text)
        field.returnPressed.connect(self.submit)
        field.textEdited.connect(self.problem.clear)
        self.column.addWidget(named)
        self.column.addWidget(field)
        self.column.addSpacing(6)
        self.fields.append(field)
        self.labels.append(named)
        return field

    def finish(self) -> None:
        """Add the problem line and the button under the fields."""
        self.column.addWidget(self.problem)
        self.column.addSpacing(8)
        frame = QWidget()
        frame.setFixedHeight(fonts.scaled(42))
        row = QHBoxLayout(frame)
        row.setContentsMargins(0, 0, 0, 0)
        self.primary.setProperty("place", "form")  # in line with the fields above it
        row.addWidget(self.primary)
        self.column.addWidget(frame)

    def name_label(self, field: QLineEdit, text: str) -> None:
        """Give a field another label."""
        self.labels[self.fields.index(field)].setText(text)
        field.setAccessibleName(text)

    def submit(self) -> None:
        """Tell that the form is filled in, or go to the first empty field."""
        empty = [field for field in self.fields if not field.text() and not field.isHidden()]
        if self._busy or self._waiting:
            return
        if empty:
            empty[0].setFocus()
            self.problem.say(tr("Fill in: {field}.", field=empty[0].accessibleName()))
            return
        self.submitted.emit()

    def rename(self, deed: str) -> None:
        """Give the button another name."""
        self._deed = deed
        self._show_button()

    def set_busy(self, busy: bool, text: str = "") -> None:
        """Show that the answer is on its way; typing and pressing again do nothing meanwhile."""
        self._busy = busy
        self._show_button(text)

    def refuse(self, text: str, wait: int = 0) -> None:
        """Say why it was refused and, for `wait` seconds, take no further try."""
        self._busy = False
        self._waiting = wait
        if wait:
            self._second.start()
        self.problem.say(text)
        self._show_button()
        for field in self.fields:
            if field.echoMode() == QLineEdit.EchoMode.Password:
                field.clear()
        wanted = [field for field in self.fields if not field.text() and not field.isHidden()]
        (wanted or self.fields)[0].setFocus()

    def empty(self) -> None:
        """Forget what was typed."""
        for field in self.fields:
            field.clear()
        self.problem.clear()

    def _count_down(self) -> None:
        self._waiting = max(0, self._waiting - 1)
        if not self._waiting:
            self._second.stop()
        self._show_button()

    def _show_button(self, text: str = "") -> None:
        if self._waiting:
            text = tr("Wait {seconds} s", seconds=str(self._waiting))
        self.primary.setText(text or self._deed)
        self.primary.setEnabled(not self._busy and not self._waiting)


class Problem(QWidget):
    """A line in the colour of danger; it takes no room while it has nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = label("", "danger", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        beside_first_line = QVBoxLayout()
        beside_first_line.addWidget(IconLabel("refused", "danger", 14))
        beside_first_line.addStretch(1)
        row.addLayout(beside_first_line)
        row.addWidget(self._text, 1)
        self.hide()

    def say(self, text: str) -> None:
        """Show a sentence; "" hides the line."""
        self._text.setText(text)
        self.setVisible(bool(text))

    def clear(self) -> None:
        """Say nothing."""
        self.say("")

    def text(self) -> str:
        """Return what the line says."""
        return self._text.text()


class PasswordForm(Form):
    """User name (where no name may be shown) and password."""

    def __init__(self, deed: str, recover: Callable[[], object], trailing: QWidget) -> None:
        super().__init__("lock", deed)
        self.user_name = self.add(tr("User name"), QLineEdit())
        self.password = self.add(tr("Password"), PasswordField())
        self.finish()
        row = QHBoxLayout()
        row.setContentsMargins(0, 4, 0, 0)
        self.recover_button = _link(tr("Use the Recovery Code…"), recover)
        row.addWidget(self.recover_button)
        row.addStretch(1)
        row.addWidget(trailing)
        self.column.addLayout(row)
        self.column.addStretch(1)

    def ask_user_name(self, wanted: bool) -> None:
        """Show or hide the field for the user name."""
        self.user_name.setVisible(wanted)
        self.labels[0].setVisible(wanted)


class RecoveryForm(Form):
    """The printed recovery code, an administrator, and a new password for them."""

    def __init__(self, back: Callable[[], object]) -> None:
        super().__init__("key", tr("Open With the Recovery Code"))
        self.title.setText(tr("Recovery code"))
        self.subtitle.setText(
            tr("The printed code opens the desk when no password does. An administrator gets a new password.")
        )
        self.code = self.add(tr("Recovery code"), QLineEdit())
        self.user_name = self.add(tr("Administrator’s user name"), QLineEdit())
        self.password = self.add(tr("New password, at least 10 characters"), PasswordField())
        self.again = self.add(tr("New password again"), PasswordField())
        self.finish()
        row = QHBoxLayout()
        row.setContentsMargins(0, 4, 0, 0)
        row.addWidget(_link(tr("Back to the Password"), back))
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addStretch(1)

    def submit(self) -> None:
        """Tell it only where both new passwords are the same."""
        if self.password.text() != self.again.text():
            self.problem.say(tr("The two new passwords differ. Type them again."))
            self.again.clear()
            return
        super().submit()


class OwnPasswordForm(Form):
    """A password of one's own, in the place of the first one that the administrator gave."""

    def __init__(self) -> None:
        super().__init__("key", tr("Keep This Password"))
        self.title.setText(tr("Choose your own password"))
        self.subtitle.setText(tr("The administrator knows the first one. Nobody will know this one but you."))
        self.password = self.add(tr("New password, at least 10 characters"), PasswordField())
        self.again = self.add(tr("New password again"), PasswordField())
        self.finish()
        self.column.addStretch(1)

    def submit(self) -> None:
        """Tell it only where both passwords are the same."""
        if self.password.text() != self.again.text():
            self.problem.say(tr("The two passwords differ. Type them again."))
            self.again.clear()
            return
        super().submit()


def _link(text: str, do: Callable[[], object]) -> QPushButton:
    made = button(text, do, Kind.FLAT)
    made.setProperty("place", "link")
    return made
