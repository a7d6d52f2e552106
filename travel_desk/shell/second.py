"""The panel in which a second person confirms a deed with their own password."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from travel_desk.base.language import tr
from travel_desk.shell.buttons import IconLabel, label
from travel_desk.shell.fields.note import FieldNote, columns, labelled
from travel_desk.shell.fields.text import PasswordField, TextField


class SecondPerson(QFrame):
    """User name and password of the second person; `reason` says why one is wanted."""

    def __init__(self, reason: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(8)
        top = QHBoxLayout()
        top.addWidget(IconLabel("officials", "accent"))
        top.addWidget(label(tr("A second person confirms"), "strong"), 1)
        column.addLayout(top)
        column.addWidget(label(reason, "muted", wrap=True))
        self.user = TextField(length=100)
        self.password = PasswordField()
        column.addWidget(
            columns(
                [
                    labelled(tr("User name of the second person"), self.user),
                    labelled(tr("Their password"), self.password),
                ]
            )
        )
        self.note = FieldNote(self.password)
        column.addWidget(self.note)

    def credentials(self) -> tuple[str, str]:
        """Return user name and password as typed."""
        return self.user.value(), self.password.value()

    def is_complete(self) -> bool:
        """Tell whether both were typed."""
        return bool(self.user.value() and self.password.value())

    def clear_password(self) -> None:
        """Forget the password."""
        self.password.clear()
