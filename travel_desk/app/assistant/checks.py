"""What the assistant refuses before it makes a desk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from travel_desk.base.message import Refused, msg

if TYPE_CHECKING:
    from travel_desk.app.assistant.steps import Wish

PIN_LENGTH = 6


def check_office(wish: Wish) -> None:
    """Refuse an office without a name, and a folder that will not do."""
    if not wish.organisation:
        raise Refused(msg("Enter the name of the organisation."), field="organisation")
    if not wish.country:
        raise Refused(msg("Choose the country."), field="country")
    if not wish.desk:
        raise Refused(msg("Enter the name of the desk as it stands on papers."), field="desk")
    folder = Path(wish.folder)
    if not wish.folder or not folder.is_absolute():
        raise Refused(msg("Choose the folder in which the desk lies."), field="folder")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refused(msg("This folder is not empty. Choose a new one for the desk."), field="folder")


def check_pin(pin: str, password: str) -> None:
    """Refuse a short PIN, or one that is the password."""
    if len(pin) < PIN_LENGTH:
        raise Refused(msg("The PIN has at least 6 characters."), field="pin")
    if pin == password:
        raise Refused(msg("The PIN is the password. Choose another one."), field="pin")


def check_same(first: str, second: str) -> None:
    """Refuse two secrets that differ."""
    if first != second:
        raise Refused(msg("The two differ. Type the second one again."), field="again")


def check_backups(place: str, folder: str) -> None:
    """Refuse a folder for backups that is not there, or lies within the desk; "" means later."""
    if not place:
        return
    path = Path(place)
    if not path.is_dir():
        raise Refused(msg("This folder is not there. Make it first, or choose another one."), field="place")
    if path.absolute().is_relative_to(Path(folder).absolute()):
        raise Refused(
            msg("A backup within the desk’s own folder would be lost with it. Choose another disk."),
            field="place",
        )
