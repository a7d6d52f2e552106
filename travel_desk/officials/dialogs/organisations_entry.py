"""Entering an organisation, correcting one, and ending one."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from travel_desk.base.language import tr, trn
from travel_desk.officials import actions, queries
from travel_desk.officials.dialogs.parts import choices, last_of, narrow, short, until_of
from travel_desk.officials.queries import Outlook
from travel_desk.officials.rules import Level, Organisation, OrganisationOrder
from travel_desk.shell.buttons import label
from travel_desk.shell.context import Context
from travel_desk.shell.dialog import DeedDialog
from travel_desk.shell.fields import Choice, DateField, TextField, columns, labelled


class ChangeOrganisation(DeedDialog):
    """Enter a new organisation under `parent_place`, or correct what was entered of `place`."""

    def __init__(
        self,
        context: Context,
        parent: QWidget,
        *,
        place: Organisation | None = None,
        parent_place: Organisation | None = None,
    ) -> None:
        super().__init__(
            context,
            tr("Correct Organisation") if place else tr("Add Organisation"),
            primary=tr("Save Correction") if place else tr("Add Organisation"),
            parent=parent,
            width=600,
        )
        self.place = place
        above = place or parent_place
        self.name = TextField(place.name if place else "")
        self.above: Choice[int] = Choice(_above(parent_place))
        narrow(self.above)
        self.level = Choice(choices(Level), above.level if above else Level.FEDERAL)
        self.since = DateField(context.clock, place.from_day if place else context.clock.today())
        self.last = DateField(context.clock, last_of(place.until_day) if place else None)
        if place is not None:
            text = tr(
                "This corrects what was entered wrongly, as if it had always been so. What changed on a day "
                "has a deed of its own: Rename, Move, Merge, Split, End."
            )
            self.body.addWidget(label(text, "muted", wrap=True))
        self.body.addWidget(self.field("name", labelled(tr("Name"), self.name)))
        if place is None:
            self.body.addWidget(self.field("parent_id", labelled(tr("Stands under"), self.above)))
        level = self.field("level", labelled(tr("Level"), self.level))
        since = self.field("from_day", labelled(tr("First day"), self.since))
        last = self.field("until_day", labelled(tr("Last day"), self.last, tr("may be empty")))
        self.body.addWidget(columns([level, since, last]))
        self.body.addStretch(1)
        self.name.setFocus()

    def submit(self) -> None:
        """Add or correct the organisation."""
        since, level = self.since.day(), self.level.value()
        if since is None or level is None:
            self.problem(tr("Write the day on which it began."), "from_day")
            return
        if self.last.is_wrong():
            self.problem(tr("Write the last day, or leave it empty."), "until_day")
            return
        above = self.above.value() or None
        order = OrganisationOrder(self.name.value(), level, since, above, until_of(self.last.day()))
        if self.place is None:
            self.run(actions.add_organisation, order)
        else:
            self.run(actions.change_organisation, self.place.id, self.place.version, order)


class EndOrganisation(DeedDialog):
    """End an organisation on a last day, with the posts in it."""

    def __init__(self, context: Context, parent: QWidget, place: Organisation) -> None:
        super().__init__(
            context,
            tr("End {name}", name=short(place.name)),
            primary=tr("End Organisation"),
            parent=parent,
            width=560,
        )
        self.place = place
        self.last = DateField(context.clock, last_of(place.until_day) or context.clock.today())
        self.paper = TextField(hint=tr("Act or order, such as Decree 12/2026"))
        self.posts = label("", "muted", wrap=True)
        self.body.addWidget(
            columns(
                [
                    self.field("until_day", labelled(tr("Last day"), self.last)),
                    (self.field("paper", labelled(tr("By which paper"), self.paper)), 2),
                ]
            )
        )
        self.body.addWidget(self.posts)
        self.body.addStretch(1)
        self.last.changed.connect(self._look)
        self.last.setFocus()
        self._look()

    def submit(self) -> None:
        """End the organisation."""
        until, place = until_of(self.last.day()), self.place
        if until is None:
            self.problem(tr("Write the last day on which it stands."), "until_day")
            return
        order = OrganisationOrder(
            place.name, place.level, place.from_day, place.parent_id, until, self.paper.value()
        )
        self.run(actions.change_organisation, place.id, place.version, order)

    def _look(self) -> None:
        until = until_of(self.last.day())
        if until is not None:
            self.context.read(
                queries.outlook, [self.place.id], until, done=self._say, channel="outlook", owner=self
            )

    def _say(self, found: Outlook) -> None:
        count = len(found.posts) + found.hidden
        self.posts.setText(
            trn("{count} post ends with it.", "{count} posts end with it.", count)
            if count
            else tr("No post is left in it.")
        )


def _above(chosen: Organisation | None) -> list[tuple[int, str]]:
    """Return where a new organisation may stand: under the one that was chosen, or at the root (0)."""
    root = (0, tr("Nothing: it is a root of the tree"))
    return [(chosen.id, chosen.name), root] if chosen else [root]
