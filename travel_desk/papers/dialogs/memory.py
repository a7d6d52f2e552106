"""The opened certificate, kept in memory from the first signature until the desk is locked."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject

from travel_desk.shell.context import Context


class OpenedCertificate(QObject):
    """Holds the certificate that was opened with its password; never written anywhere."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.signer: Any = None
        context.locking.connect(self.forget)

    @classmethod
    def of(cls, context: Context) -> OpenedCertificate:
        """Return the one of this context, which lives as long as the log-in."""
        found = context.findChild(cls)
        return found if isinstance(found, cls) else cls(context)

    def forget(self) -> None:
        """Let the certificate go: its password is asked for again."""
        self.signer = None
