"""The roles of the desk."""

from __future__ import annotations

from enum import StrEnum

from travel_desk.base.message import Message, msgp


class Role(StrEnum):
    """What a user of the desk may be; one user may hold several."""

    CLERK = "clerk"
    CUSTODIAN = "custodian"
    DESK_HEAD = "desk_head"
    APPROVER = "approver"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"

    @property
    def label(self) -> Message:
        """The word for the role on screens and papers."""
        return _LABELS[self]


_LABELS = {
    Role.CLERK: msgp("role", "Clerk"),
    Role.CUSTODIAN: msgp("role", "Custodian"),
    Role.DESK_HEAD: msgp("role", "Desk head"),
    Role.APPROVER: msgp("role", "Approver"),
    Role.AUDITOR: msgp("role", "Auditor"),
    Role.ADMINISTRATOR: msgp("role", "Administrator"),
}
