"""The dialogs of booklets: registering one, correcting what the register says of one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from travel_desk.base.language import tr
from travel_desk.officials import actions
from travel_desk.officials.dialogs.passport_fields import PassportFields
from travel_desk.officials.dialogs.zone import Slot, ZonePanel
from travel_desk.officials.queries import Dossier
from travel_desk.officials.rules import Passport
from travel_desk.shell.context import Context
from travel_desk.shell.dialog import DeedDialog
from travel_desk.shell.fields import Choice, labelled

_WIDTH, _HEIGHT = 880, 624  # the panel of the zone shows without scrolling


class RegisterPassport(DeedDialog):
    """Register a booklet of a person."""

    def __init__(self, context: Context, found: Dossier, parent: QWidget) -> None:
        super().__init__(
            context,
            tr("Add Passport"),
            primary=tr("Add Passport"),
            parent=parent,
            side=True,
            width=_WIDTH,
            height=_HEIGHT,
            draft=("register_passport", str(found.id)),
        )
        self.found = found
        self.passport = PassportFields(self, context)
        slots = {**_known(found), **self.passport.slots()}
        self.zone = ZonePanel(self, context, slots, tr("At the desk"), self.passport.kind)
        for row in self.passport.rows():
            self.body.addWidget(row)
        self.body.addStretch(1)
        self.passport.number.setFocus()

    def collect(self) -> dict[str, Any]:
        """Return what a draft keeps."""
        return {**self.passport.collect(), "zone": self.zone.text()}

    def restore(self, content: Mapping[str, Any]) -> None:
        """Fill the fields from a draft."""
        self.passport.restore(content)
        self.zone.restore(content.get("zone", ""))

    def scanned(self, text: str) -> bool:
        """Take the lines of a booklet's zone."""
        return self.zone.give(text)

    def submit(self) -> None:
        """Register the booklet."""
        if self.passport.complete(self) and self.zone.complete(self):
            self.run(actions.register_passport, self.found.id, self.found.version, self.passport.order())


class ChangePassport(DeedDialog):
    """Correct what the register says of one of a person's booklets."""

    def __init__(self, context: Context, found: Dossier, parent: QWidget) -> None:
        super().__init__(
            context,
            tr("Correct Passport"),
            primary=tr("Save Passport"),
            parent=parent,
            side=True,
            width=_WIDTH,
            height=_HEIGHT,
        )
        self.booklets = {card.passport.id: card.passport for card in found.passports}
        self.which = Choice([(one.id, _line(one)) for one in self.booklets.values()])
        first = next(iter(self.booklets.values()))
        self.passport = PassportFields(self, context, first)
        self.body.addWidget(self.field("which", labelled(tr("Passport"), self.which)))
        for row in self.passport.rows():
            self.body.addWidget(row)
        self.body.addStretch(1)
        slots = {**_known(found), **self.passport.slots()}
        self.zone = ZonePanel(self, context, slots, tr("At the desk"), fills=False)
        self.which.changed.connect(self._show)
        self.passport.number.setFocus()

    def scanned(self, text: str) -> bool:
        """Take the lines of a zone, and choose the booklet that has its number."""
        if not self.zone.give(text):
            return False
        zone = self.zone.reading.zone if self.zone.reading else None
        for one in self.booklets.values():
            if zone is not None and zone.number == one.number:
                self.which.set_value(one.id)
        return True

    def submit(self) -> None:
        """Correct the booklet."""
        old = self.booklets[self.which.value() or 0]
        if self.passport.complete(self) and self.zone.complete(self):
            self.run(actions.change_passport, old.id, old.version, self.passport.order())

    def _show(self) -> None:
        one = self.booklets[self.which.value() or 0]
        days = {"issued": one.issued_on.isoformat(), "expires": one.expires_on.isoformat()}
        kept = {"kind": one.kind.value, "number": one.number, "state": one.issuing_state, **days}
        self.passport.restore(kept)


def _known(found: Dossier) -> dict[str, Slot]:
    """Return what the register says of the bearer, to be compared and not changed here."""
    person = found.person
    return {
        "surname": Slot(lambda: person.surname),
        "given_names": Slot(lambda: person.given_names),
        "birth_date": Slot(lambda: person.birth_date),
        "nationality": Slot(lambda: person.nationality),
    }


def _line(passport: Passport) -> str:
    return tr("{kind} {number}", kind=tr(passport.kind.label), number=passport.number)


def register_passport(context: Context, parent: QWidget, found: Dossier) -> None:
    """Open the dialog that registers a booklet."""
    RegisterPassport(context, found, parent).open()


def change_passport(context: Context, parent: QWidget, found: Dossier) -> None:
    """Open the dialog that corrects a booklet."""
    ChangePassport(context, found, parent).open()
