"""What a scanned passport does where no dialog is open: it opens its bearer, or registers them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from travel_desk.base.language import screen_language, tr
from travel_desk.mrz import Reading, Zone, begins_like_zone, is_whole, looks_like_zone, read
from travel_desk.officials import dialogs
from travel_desk.officials.dialogs.zone_table import captions
from travel_desk.officials.queries import Dossier
from travel_desk.officials.queries.bearers import bearer
from travel_desk.officials.rules import zones
from travel_desk.shell.context import Context

# Where one of these is wrong, the booklet itself cannot be looked for.
_KEYS = frozenset({"", "number", "issuing_state", "composite", "document_code"})


class Waiting(QObject):
    """A zone that waits until its bearer's dossier is open: only then is it in the journal who saw it."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._person_id: int | None = None
        self._then: Callable[[Dossier], object] | None = None

    def wait(self, person_id: int | None, then: Callable[[Dossier], object] | None) -> None:
        """Call `then` with the dossier of a person once it is opened; what waited before is forgotten."""
        self._person_id, self._then = person_id, then

    def opened(self, person_id: int, found: Dossier) -> None:
        """A dossier was opened: compare what waited for it; another one's ends the waiting."""
        then = self._then if person_id == self._person_id else None
        self.wait(None, None)
        if then is not None:
            then(found)


def register_scans(context: Context) -> None:
    """Take the zones that a reader types."""
    context.scans.register(10, take_zone, begins_like_zone, lambda text: not is_whole(text))


def take_zone(context: Context, text: str) -> bool:
    """Open whose passport was scanned; False for what is no zone. What was misread is a sentence."""
    if not looks_like_zone(text):
        return False
    reading = read(text, context.clock.today())
    zone = reading.zone
    wrong = next((problem.message for problem in reading.problems if problem.field in _KEYS), None)
    if wrong is not None:
        context.toast(tr(wrong))
    elif zone is None:
        return False
    elif zones.is_visa(zone):
        context.toast(tr(zones.NOT_A_PASSPORT))
    else:
        printed = zones.printed_values(zone)
        window = QApplication.activeWindow()
        context.read(
            bearer,
            printed["number"],
            printed["issuing_state"],
            done=partial(_found, context, reading, zone, window),
            channel="scan",
            owner=context,
        )
    return True


def _found(
    context: Context, reading: Reading, zone: Zone, window: QWidget | None, person_id: int | None
) -> None:
    over = window if window is not None and isValid(window) else None
    if person_id is not None:
        waiting(context).wait(person_id, partial(_compare, context, reading, zone, over))
        context.open("person", person_id)
    elif not reading.valid:
        context.toast(tr(reading.problems[0].message))
    elif over is None or not context.allowed("register_person"):
        context.toast(tr("Nobody in the register has the passport {number}.", number=zone.number))
    else:
        dialog = dialogs.RegisterPerson(context, over, kept=False)
        dialog.deed_done.connect(partial(context.open, "person"))
        dialog.open_instead.connect(partial(context.open, "person"))
        dialog.open()
        dialog.scanned(reading.text)


def waiting(context: Context) -> Waiting:
    """Return what waits for a dossier to be opened in this window."""
    found = context.findChild(Waiting)
    return found if isinstance(found, Waiting) else Waiting(context)


def _compare(context: Context, reading: Reading, zone: Zone, over: QWidget | None, found: Dossier) -> None:
    """Show what is printed beside the register where the two differ or a sign was misread."""
    printed = zones.printed_values(zone)
    card = next((card for card in found.passports if card.passport.number == printed["number"]), None)
    entered: dict[str, zones.Value] = {
        "surname": found.person.surname,
        "given_names": found.person.given_names,
        "birth_date": found.person.birth_date,
        "nationality": found.person.nationality,
        "expires_on": card.passport.expires_on if card is not None else None,
    }
    differing = [one.field for one in zones.compare(zone, entered) if one.match is zones.Match.DIFFERS]
    if reading.valid and not differing:
        return
    if over is not None and isValid(over) and found.passports and context.allowed("change_passport"):
        dialog = dialogs.ChangePassport(context, found, over)
        dialog.open()
        dialog.scanned(reading.text)
    elif not differing:
        context.toast(tr(reading.problems[0].message))
    else:
        names = dict(captions())
        context.toast(
            tr(
                "The booklet and the register differ: {fields}. Tell the desk head.",
                fields=screen_language().listed([names[field] for field in differing]),
            )
        )
