"""Merging organisations into one that goes on or begins."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from travel_desk.base.language import screen_language, tr, trn
from travel_desk.officials import actions, queries
from travel_desk.officials.dialogs.organisations_change import DayAndPaper
from travel_desk.officials.dialogs.parts import choices, narrow, short
from travel_desk.officials.queries import Outlook, PlaceHit
from travel_desk.officials.rules import NEW, Level, Merge, Organisation
from travel_desk.shell.buttons import label
from travel_desk.shell.context import Context
from travel_desk.shell.dialog import DeedDialog
from travel_desk.shell.fields import Choice, Suggestion, TextField, TokensField, columns, labelled


class MergeOrganisations(DeedDialog):
    """Choose what becomes one, and which one that is. places: the tree as the user sees it, by id."""

    def __init__(
        self, context: Context, parent: QWidget, places: Mapping[int, Organisation], first: Organisation
    ) -> None:
        super().__init__(
            context,
            tr("Merge Organisations"),
            primary=tr("Merge Organisations"),
            parent=parent,
            width=680,
        )
        self.places, self.first = places, first
        self.which = TokensField(
            context, queries.find_organisations, _present, hint=tr("Type a part of another name")
        )
        self.into: Choice[int] = Choice()
        narrow(self.into)
        self.name = TextField(hint=tr("Name of the new organisation"))
        self.level = Choice(choices(Level), first.level)
        self.above: Choice[int] = Choice(self._above())
        narrow(self.above)
        self.when = DayAndPaper(self)
        self.told = label("", "muted", wrap=True)
        self._lay_out()
        self.which.set_value([Suggestion(first.id, short(first.name), short(self._name(first.parent_id)))])
        self.which.changed.connect(self._follow)
        self.into.changed.connect(self._show_new)
        self.when.day.changed.connect(self._look)
        self._follow()
        self.which.setFocus()

    def submit(self) -> None:
        """Merge them."""
        day, into = self.when.day.day(), self.into.value() or NEW
        chosen = [one for one in self.which.value() if one in self.places]
        if self.when.missing() or day is None:
            return
        order = Merge(
            tuple(one for one in chosen if one != into),
            day,
            self.when.paper.value(),
            None if into == NEW else into,
            self.name.value(),
            self.level.value() or Level.FEDERAL,
            self.above.value() or None,
            {one: self.places[one].version for one in chosen},
        )
        self.run(actions.merge_organisations, order)

    def _lay_out(self) -> None:
        self.body.addWidget(self.field("from_ids", labelled(tr("These become one"), self.which)))
        self.body.addWidget(self.field("into_id", labelled(tr("Which goes on"), self.into)))
        self.new = columns(
            [
                (self.field("name", labelled(tr("New name"), self.name)), 3),
                self.field("level", labelled(tr("Level"), self.level)),
                (self.field("parent_id", labelled(tr("Stands under"), self.above)), 2),
            ]
        )
        self.body.addWidget(self.new)
        self.body.addWidget(self.when.row())
        self.body.addWidget(self.told)
        self.body.addStretch(1)

    def _follow(self) -> None:
        chosen = [one for one in self.which.value() if one in self.places]
        text = tr("A new organisation, which begins that day")
        goes_on = [(one, tr("{name} goes on", name=short(self.places[one].name))) for one in chosen]
        self.into.set_choices([(NEW, text), *goes_on], self.into.value())
        self._show_new()
        self._look()

    def _show_new(self) -> None:
        new = self.into.value() == NEW
        for field in (self.name, self.level, self.above):
            field.setEnabled(new)

    def _look(self) -> None:
        day, chosen = self.when.day.day(), self.which.value()
        if day is not None and chosen:
            self.context.read(queries.outlook, chosen, day, done=self._say, channel="outlook", owner=self)

    def _say(self, found: Outlook) -> None:
        count, units = len(found.posts) + found.hidden, len(found.units)
        parts = [
            trn("{count} post", "{count} posts", count),
            trn("{count} unit", "{count} units", units),
        ]
        self.told.setText(
            tr(
                "They hold {what}. What ends hands these over; units of the same name become one.",
                what=screen_language().value(parts),
            )
        )

    def _above(self) -> list[tuple[int, str]]:
        root = (0, tr("Root of the tree"))
        parent = self.places.get(self.first.parent_id or 0)
        return [(parent.id, parent.name), root] if parent is not None else [root]

    def _name(self, organisation_id: int | None) -> str:
        found = self.places.get(organisation_id or 0)
        return found.name if found is not None else ""


def _present(hit: PlaceHit) -> Suggestion:
    return Suggestion(hit.id, short(hit.name), short(hit.above))
