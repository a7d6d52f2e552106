"""The dialogs of posts: adding one, ending one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QCheckBox, QWidget

from travel_desk.base.language import tr
from travel_desk.officials import actions
from travel_desk.officials.dialogs.ending import EndDialog, Ended
from travel_desk.officials.dialogs.parts import day_text, last_of, organisation_field, put_day, until_of
from travel_desk.officials.queries import Dossier
from travel_desk.officials.rules import PostOrder, holds
from travel_desk.shell.context import Context
from travel_desk.shell.dialog import DeedDialog
from travel_desk.shell.fields import DateField, TextField, columns, labelled


class AddPost(DeedDialog):
    """Add a post: the main one, which may end the present main post, or an additional one."""

    def __init__(self, context: Context, found: Dossier, parent: QWidget) -> None:
        super().__init__(
            context,
            tr("Add Post"),
            primary=tr("Add Post"),
            parent=parent,
            width=600,
            draft=("add_post", str(found.id)),
        )
        self.found = found
        self.place, self.post_title = organisation_field(context), TextField()
        self.since, self.last = DateField(context.clock, context.clock.today()), DateField(context.clock)
        self.additional = QCheckBox(tr("Additional post, beside the main one"))
        self.replaces = QCheckBox("")
        self._lay_out()
        self._show_main()
        self.additional.toggled.connect(self._show_main)
        for box in (self.additional, self.replaces):
            box.toggled.connect(self.touched)
        self.place.setFocus()

    def collect(self) -> dict[str, Any]:
        """Return what a draft keeps."""
        return {
            "place": self.place.value(),
            "place_name": self.place.text(),
            "title": self.post_title.value(),
            "since": day_text(self.since),
            "last": day_text(self.last),
            "additional": self.additional.isChecked(),
            "replaces": self.replaces.isChecked(),
        }

    def restore(self, content: Mapping[str, Any]) -> None:
        """Fill the fields from a draft."""
        self.place.set_value(content["place"], content["place_name"])
        self.post_title.set_value(content["title"])
        put_day(self.since, content["since"])
        put_day(self.last, content["last"])
        self.additional.setChecked(content["additional"])
        self.replaces.setChecked(content["replaces"])

    def submit(self) -> None:
        """Add the post."""
        since, place = self.since.day(), self.place.value()
        if place is None:
            self.problem(tr("Choose the organisation from those found."), "organisation_id")
        elif since is None:
            self.problem(tr("Write the day on which the post begins."), "from_day")
        elif self.last.is_wrong():
            self.problem(tr("Write the last day, or leave it empty."), "until_day")
        else:
            main = not self.additional.isChecked()
            order = PostOrder(
                place,
                self.post_title.value(),
                since,
                until_of(self.last.day()),
                main,
                main and self.replaces.isChecked(),
            )
            self.run(actions.add_post, self.found.id, self.found.version, order)

    def _lay_out(self) -> None:
        self.body.addWidget(self.field("organisation_id", labelled(tr("Organisation"), self.place)))
        self.body.addWidget(self.field("title", labelled(tr("Post"), self.post_title)))
        since = self.field("from_day", labelled(tr("First day"), self.since))
        last = self.field("until_day", labelled(tr("Last day"), self.last, tr("may be empty")))
        self.body.addWidget(columns([since, last]))
        self.body.addWidget(self.additional)
        self.body.addWidget(self.field("main", self.replaces, watch=False))
        self.body.addStretch(1)

    def _show_main(self) -> None:
        today = self.context.clock.today()
        mains = [one.post for one in self.found.posts if one.post.main]
        present = next((one for one in mains if holds(one.from_day, one.until_day, today)), None)
        self.replaces.setVisible(present is not None and not self.additional.isChecked())
        if present is not None:
            title = present.title
            self.replaces.setText(tr("It ends the present main post, {title}, the day before", title=title))


def add_post(context: Context, parent: QWidget, found: Dossier) -> None:
    """Open the dialog that adds a post."""
    AddPost(context, found, parent).open()


def end_post(context: Context, parent: QWidget, found: Dossier) -> None:
    """Open the dialog that ends a post."""
    rows = [
        Ended(
            one.post.id,
            tr("{title}, {place}", title=one.post.title, place=one.organisation),
            one.post.from_day,
            last_of(one.post.until_day),
        )
        for one in sorted(found.posts, key=lambda one: one.post.until_day is not None)
    ]
    EndDialog(context, found, parent, tr("End Post"), tr("Post"), rows, actions.end_post).open()
