"""The dialog of a new official: person, post, category and passport in one deed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from travel_desk.base.language import tr
from travel_desk.officials import actions
from travel_desk.officials.dialogs.parts import choices, day_text, organisation_field, put_day
from travel_desk.officials.dialogs.passport_fields import PassportFields
from travel_desk.officials.dialogs.person import PersonFields
from travel_desk.officials.dialogs.zone import Slot, ZonePanel
from travel_desk.officials.rules import Alike, Category, CategoryOrder, PostOrder, Registration
from travel_desk.shell.buttons import hairline, label
from travel_desk.shell.context import Context
from travel_desk.shell.dialog import DeedDialog
from travel_desk.shell.fields import Choice, DateField, FieldNote, Level, TextField, columns, labelled


class RegisterPerson(DeedDialog):
    """Register a person. Without a post it is somebody who only travels, holds or collects.

    Somebody alike in the register is told before the deed; `open_instead` tells whom to open then.
    kept: False for one that a scan opened, since the draft that is kept may be of somebody else.
    """

    open_instead = Signal(int)

    def __init__(self, context: Context, parent: QWidget, *, kept: bool = True) -> None:
        super().__init__(
            context,
            tr("New Official"),
            primary=tr("Register Official"),
            parent=parent,
            side=True,
            width=1020,
            height=680,
            draft=("register_person", "") if kept else None,
        )
        self._alike: list[Alike] = []
        self.person = PersonFields(self, context)
        self.alike_note = FieldNote(self.person.native)
        self.place, self.post_title = organisation_field(context), TextField()
        self.since = DateField(context.clock, context.clock.today())
        self.category, self.paper = Choice(choices(Category), Category.CIVIL_SERVANT), TextField()
        self.passport = PassportFields(self, context)
        self._lay_out()
        slots = {**self._slots(), **self.passport.slots()}
        self.zone = ZonePanel(self, context, slots, tr("Entered"), self.passport.kind)
        self.person.alike_found.connect(self._warn)
        for field in (self.place, self.post_title):
            field.changed.connect(self._name_deed)
        self.person.native.setFocus()

    def collect(self) -> dict[str, Any]:
        """Return what a draft keeps."""
        return {
            "person": self.person.collect(),
            "place": self.place.value(),
            "place_name": self.place.text(),
            "title": self.post_title.value(),
            "since": day_text(self.since),
            "category": self.category.value(),
            "paper": self.paper.value(),
            "passport": self.passport.collect(),
            "zone": self.zone.text(),
        }

    def restore(self, content: Mapping[str, Any]) -> None:
        """Fill the fields from a draft."""
        self.person.restore(content["person"])
        self.place.set_value(content["place"], content["place_name"])
        self.post_title.set_value(content["title"])
        put_day(self.since, content["since"])
        self.category.set_value(Category(content["category"]))
        self.paper.set_value(content["paper"])
        self.passport.restore(content["passport"])
        self.zone.restore(content.get("zone", ""))

    def scanned(self, text: str) -> bool:
        """Take the lines of a passport's zone."""
        return self.zone.give(text)

    def submit(self) -> None:
        """Register the person."""
        if not self.person.complete(self) or not self._post_complete():
            return
        if not self.passport.is_empty() and not self.passport.complete(self):
            return
        if not self.zone.complete(self):
            return
        self.run(actions.register_person, self.registration())

    def registration(self) -> Registration:
        """Return everything that stands in the fields; those alike that were told are somebody else."""
        since, place, category = self.since.day(), self.place.value(), self.category.value()
        posts: tuple[PostOrder, ...] = ()
        categories: tuple[CategoryOrder, ...] = ()
        if self._has_post() and place is not None and since is not None and category is not None:
            posts = (PostOrder(place, self.post_title.value(), since),)
            categories = (CategoryOrder(category, since, paper=self.paper.value()),)
        booklet = None if self.passport.is_empty() else self.passport.order()
        return Registration(
            self.person.order(),
            posts,
            categories,
            passports=(booklet,) if booklet else (),
            not_same_as=frozenset(one.person.id for one in self._alike),
        )

    def _slots(self) -> dict[str, Slot]:
        """Return the fields of the person that a machine-readable zone speaks of."""
        fields = self.person
        return {
            "surname": Slot(fields.surname.value, fields.surname.set_value, fields.labels["surname"]),
            "given_names": Slot(fields.given.value, fields.given.set_value, fields.labels["given_names"]),
            "birth_date": Slot(fields.birth.partial, fields.birth.set_partial, fields.labels["birth_date"]),
            "nationality": Slot(
                fields.nationality.value, fields.nationality.set_value, fields.labels["nationality"]
            ),
        }

    def _lay_out(self) -> None:
        for row in self.person.rows():
            self.body.addWidget(row)
        self.body.addWidget(self.alike_note)
        self.body.addWidget(self.person.protected)
        self._group(tr("Post; leave it empty for who only travels, holds or collects"))
        place = self.field("organisation_id", labelled(tr("Organisation"), self.place))
        title = self.field("title", labelled(tr("Post"), self.post_title))
        since = self.field("from_day", labelled(tr("Since"), self.since))
        self.body.addWidget(columns([(place, 5), (title, 5), (since, 4)]))
        category = self.field("category", labelled(tr("Category"), self.category))
        paper = self.field("paper", labelled(tr("By which paper"), self.paper))
        self.body.addWidget(columns([(category, 3), (paper, 5)]))
        self._group(tr("Passport; more can be added later"))
        for row in self.passport.rows():
            self.body.addWidget(row)
        self.body.addStretch(1)

    def _group(self, title: str) -> None:
        self.body.addWidget(hairline())
        self.body.addWidget(label(title, "group"))

    def _has_post(self) -> bool:
        return bool(self.place.text().strip() or self.post_title.value())

    def _post_complete(self) -> bool:
        if not self._has_post():
            return True
        if self.place.value() is None:
            unknown = tr("Choose the organisation from those found, or empty the field.")
            self.problem(unknown, "organisation_id")
        elif not self.post_title.value():
            self.problem(tr("Enter what the official does, such as Legal Adviser."), "title")
        elif self.since.day() is None:
            self.problem(tr("Write the day on which the post began."), "from_day")
        else:
            return True
        return False

    def _warn(self, found: list[Alike]) -> None:
        self._alike = found
        if found:
            open_it = partial(self._open_instead, found[0].person.id)
            self.alike_note.say(tr(found[0].message), Level.WARNING, tr("Open It Instead"), open_it)
        else:
            self.alike_note.clear()
        self._name_deed()

    def _name_deed(self) -> None:
        if self._alike:
            self.do.setText(tr("Register as Another Person"))
        elif self._has_post():
            self.do.setText(tr("Register Official"))
        else:
            self.do.setText(tr("Register Person"))

    def _open_instead(self, person_id: int) -> None:
        self.open_instead.emit(person_id)
        self.reject()
