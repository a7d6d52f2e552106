"""The steps of making a desk: each a form that checks itself before the next one is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from travel_desk.access import rules
from travel_desk.app.assistant.checks import check_backups, check_office, check_pin, check_same
from travel_desk.app.login_forms import Problem
from travel_desk.app.password_field import PasswordField
from travel_desk.base.language import tr
from travel_desk.base.message import Refused
from travel_desk.base.roles import Role
from travel_desk.shell import fonts
from travel_desk.shell.buttons import IconLabel, button, label
from travel_desk.shell.fields import CountryField, TextField, columns, labelled
from travel_desk.shell.fields.note import Labelled


@dataclass
class Wish:
    """What was entered so far about the desk to be made."""

    folder: str = ""
    country: str = ""
    organisation: str = ""
    desk: str = ""
    address: str = ""
    user_name: str = ""
    name: str = ""
    password: str = field(default="", repr=False)
    pin: str = field(default="", repr=False)
    backups: str = ""


class Step(QWidget):
    """A headline, a sentence, fields, and a problem line at the end."""

    def __init__(self, icon: str, title: str, line: str) -> None:
        super().__init__()
        self.heading = title
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(10)
        self.column.addWidget(IconLabel(icon, "accent", 20))
        self.column.addWidget(label(title, "title", wrap=True))
        self.column.addWidget(label(line, "muted", wrap=True))
        self.column.addSpacing(6)
        self.problem = Problem()
        self._named: dict[str, Labelled] = {}

    def named(self, name: str, field_: Labelled) -> Labelled:
        """Remember under which name a refusal finds this field."""
        self._named[name] = field_
        return field_

    def names(self) -> frozenset[str]:
        """Return the names of the fields that a refusal may point at."""
        return frozenset(self._named)

    def finish(self) -> None:
        """Add the problem line under the fields."""
        self.column.addWidget(self.problem)
        self.column.addStretch(1)

    def refuse(self, refused: Refused) -> None:
        """Say what will not do, and put the keyboard where it is mended."""
        self.problem.say(tr(refused.message))
        found = self._named.get(refused.field)
        if found is not None:
            found.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def take(self, wish: Wish) -> None:
        """Check what was entered and put it into `wish`; raises Refused where it will not do."""

    def begin(self) -> None:
        """Put the keyboard into the first field."""
        self.problem.clear()
        for named in self._named.values():
            named.field.setFocus(Qt.FocusReason.OtherFocusReason)
            return


class OfficeStep(Step):
    """Country, organisation and where the desk's folder lies."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            "organisation",
            tr("Which office is this?"),
            tr("This stands at the head of every paper. It can be changed later under Papers."),
        )
        self.country = CountryField("UT")
        self.organisation = TextField(hint=tr("Ministry of Water and Land"))
        self.desk = TextField(tr("Travel Desk"))
        self.address = TextField(hint=tr("4 Harbour Square, room 12"))
        self.folder = FolderField(str(folder), tr("Choose the folder of the new desk"))
        self.column.addWidget(
            _halves(
                [
                    self.named("organisation", labelled(tr("Organisation"), self.organisation)),
                    self.named("country", labelled(tr("Country"), self.country)),
                ]
            )
        )
        self.column.addWidget(
            _halves(
                [
                    self.named("desk", labelled(tr("Name of the desk"), self.desk)),
                    self.named("address", labelled(tr("Address"), self.address)),
                ]
            )
        )
        where = tr("Encrypted; a folder of this machine that is empty or new.")
        self.column.addWidget(
            self.named("folder", labelled(tr("Folder of the desk"), self.folder, help=where))
        )
        self.finish()

    def take(self, wish: Wish) -> None:
        """Refuse an office without a name, or a folder that holds something else."""
        wish.country = self.country.currentText() if self.country.value() else ""
        wish.organisation, wish.desk = self.organisation.value(), self.desk.value()
        wish.address, wish.folder = self.address.value(), self.folder.text().strip()
        check_office(wish)


class AdministratorStep(Step):
    """The first user."""

    def __init__(self) -> None:
        super().__init__(
            "person",
            tr("Who looks after the users?"),
            tr("The first user is an administrator, who then makes the users of the desk."),
        )
        self.name = TextField()
        self.user_name = TextField(hint=tr("a.quill"))
        self.password, self.again = PasswordField(), PasswordField()
        self.column.addWidget(
            _halves(
                [
                    self.named("name", labelled(tr("Name, as on papers"), self.name)),
                    self.named("user_name", labelled(tr("User name"), self.user_name)),
                ]
            )
        )
        advice = tr("At least 10 characters. Three or four words that do not belong together are strong.")
        self.column.addWidget(
            _halves(
                [
                    self.named("password", labelled(tr("Password"), self.password)),
                    self.named("again", labelled(tr("Password again"), self.again)),
                ]
            )
        )
        self.column.addWidget(label(advice, "small", wrap=True))
        self.finish()

    def take(self, wish: Wish) -> None:
        """Refuse what the rules of access refuse, and two passwords that differ."""
        wish.user_name = rules.clean_user_name(self.user_name.text())
        wish.name = self.name.value()
        wish.password = self.password.text()
        rules.check_order(rules.UserOrder(wish.user_name, wish.name, frozenset({Role.ADMINISTRATOR})))
        rules.check_password(wish.password, wish.user_name)
        check_same(wish.password, self.again.text())


class SigningStep(Step):
    """The password of the certificate that signs papers, and where backups go."""

    def __init__(self) -> None:
        super().__init__(
            "sign",
            tr("What signs the papers, and where do backups go?"),
            tr("The desk gets a certificate of its own. Its PIN is asked whenever a slip is signed."),
        )
        self.pin, self.again = PasswordField(), PasswordField()
        self.backups = FolderField("", tr("Choose the folder for backups"))
        self.column.addWidget(
            _halves(
                [
                    self.named("pin", labelled(tr("PIN of the certificate"), self.pin)),
                    self.named("again", labelled(tr("PIN again"), self.again)),
                ]
            )
        )
        self.column.addWidget(label(tr("At least 6 characters, other than the password."), "small"))
        where = tr("Best on another disk or a stick. Leave it empty to choose it later.")
        self.column.addWidget(
            self.named("place", labelled(tr("Folder for backups"), self.backups, help=where))
        )
        self.finish()

    def take(self, wish: Wish) -> None:
        """Refuse a weak PIN, and a folder for backups that is missing or lies within the desk."""
        wish.pin, wish.backups = self.pin.text(), self.backups.text().strip()
        check_pin(wish.pin, wish.password)
        check_same(wish.pin, self.again.text())
        check_backups(wish.backups, wish.folder)


def _halves(fields: list[QWidget | tuple[QWidget, int]]) -> QWidget:
    """Return two fields side by side, each as wide as the other whatever they hold: rows are in line."""
    for one in fields:
        if isinstance(one, QWidget):
            one.setSizePolicy(QSizePolicy.Policy.Ignored, one.sizePolicy().verticalPolicy())
    return columns(fields)


class FolderField(QWidget):
    """A line for a folder, and a button that chooses one."""

    def __init__(self, text: str, title: str) -> None:
        super().__init__()
        self._title = title
        self._line = QLineEdit(text)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self._line, 1)
        row.addWidget(button(tr("Choose…"), self._choose))

    def text(self) -> str:
        """Return the folder as typed."""
        return self._line.text()

    def set_text(self, text: str) -> None:
        """Show another folder."""
        self._line.setText(text)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard on; a focus proxy would catch Tab in a circle."""
        self._line.setFocus(event.reason())

    def setAccessibleName(self, name: str) -> None:
        """Name the line, which is what the keyboard reaches."""
        self._line.setAccessibleName(name)
        super().setAccessibleName(name)

    def _choose(self) -> None:
        choose_folder(self, self._title, self.text(), self.set_text)


def choose_folder(parent: QWidget, title: str, start: str, chosen: Callable[[str], object]) -> None:
    """Open the system's dialog for a folder; `chosen` gets its path."""
    dialog = QFileDialog(parent, title, start)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(chosen)
    dialog.resize(fonts.scaled(760), fonts.scaled(480))
    dialog.open()
