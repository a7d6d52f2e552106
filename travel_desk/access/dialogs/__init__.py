"""The dialogs of users, passwords, the recovery slot and the desk's settings."""

from travel_desk.access.dialogs.desk import DeskSettingsDialog
from travel_desk.access.dialogs.passwords import (
    ChangePasswordDialog,
    ReplaceRecoveryDialog,
    ResetPasswordDialog,
)
from travel_desk.access.dialogs.user import DeactivateDialog, UserDialog

__all__ = [
    "ChangePasswordDialog",
    "DeactivateDialog",
    "DeskSettingsDialog",
    "ReplaceRecoveryDialog",
    "ResetPasswordDialog",
    "UserDialog",
]
