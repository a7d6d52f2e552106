"""The dialog of a merge: which entry stays, which values stand, what goes over."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QVBoxLayout, QWidget

from travel_desk.base.language import screen_language, tr
from travel_desk.duplicates import actions
from travel_desk.duplicates.dialogs import words
from travel_desk.duplicates.queries import PairView, SideView
from travel_desk.duplicates.rules import FIELDS, MainPost, MergeOrder
from travel_desk.shell.buttons import label
from travel_desk.shell.context import Context
from travel_desk.shell.detail import MessageLine
from travel_desk.shell.dialog import DeedDialog
from travel_desk.shell.fields import Choice, columns, labelled


class MergeDialog(DeedDialog):
    """Merge two entries of one person. What they agree in is not asked."""

    def __init__(self, context: Context, view: PairView, parent: QWidget) -> None:
        super().__init__(
            context,
            tr("Merge Two Entries"),
            primary=tr("Merge Entries"),
            secondary=tr("Keep Both"),
            parent=parent,
            side=True,
            width=860,
        )
        self.view = view
        self._sides = {side.id: side for side in (view.one, view.other)}
        first = max(self._sides.values(), key=lambda side: (sum(side.belongings.values()), -side.id))
        self.stays = Choice([(one, _entry(side)) for one, side in self._sides.items()], first.id)
        self.fields = {name: self._choice(name) for name in FIELDS if name in view.differing}
        self.main_post = Choice([(post.id, _post(post)) for post in view.main_posts])
        self._lay_out()
        self.stays.changed.connect(self._prefer)
        self._prefer()

    def submit(self) -> None:
        """Merge."""
        stays = self.stays.value()
        assert stays is not None
        goes = self._other(stays)
        taken = frozenset(name for name, field in self.fields.items() if field.value() == goes.id)
        order = MergeOrder(
            stays, self._sides[stays].side.version, goes.id, goes.side.version, taken, self.main_post.value()
        )
        self.run(actions.merge_people, order)

    def _choice(self, name: str) -> Choice[int]:
        return Choice([(one, value or tr("(unknown)")) for one, value in self._shown(name).items()])

    def _shown(self, name: str) -> dict[int, str]:
        """Return the value of a field in either entry, as it is shown."""
        return {one: words.values(side.side.person)[name] for one, side in self._sides.items()}

    def _lay_out(self) -> None:
        about = tr("The other one leaves the lists; opening it leads here.")
        self.body.addWidget(self.field("stays", labelled(tr("Entry that stays"), self.stays, help=about)))
        if self.fields:
            self.body.addWidget(label(tr("Which values stand from now on"), "group"))
        fields = [self._labelled(name, field) for name, field in self.fields.items()]
        for at in range(0, len(fields), 2):
            self.body.addWidget(columns(fields[at : at + 2]))
        if self.view.main_posts:
            help_ = tr("What the other entry held at the same time becomes an additional post.")
            self.body.addWidget(
                self.field("main_post", labelled(tr("Main post"), self.main_post, help=help_))
            )
        self.body.addStretch(1)
        self.side.addWidget(label(tr("Goes over to the entry that stays"), "group"))
        self._goes = QVBoxLayout()
        self.side.addLayout(self._goes)
        self.side.addSpacing(8)
        for text in (
            tr("Handovers, the journal and signed papers are not changed: they name the entry they name."),
            tr("The merge can be taken apart again under Merged."),
        ):
            self.side.addWidget(MessageLine(text))
        self.side.addStretch(1)

    def _labelled(self, name: str, field: Choice[int]) -> QWidget:
        """Return a field that also shows the value which is not chosen."""
        made, shown = labelled(tr(words.CAPTIONS[name]), field), self._shown(name)

        def tell() -> None:
            other = next(value for one, value in shown.items() if one != field.value())
            made.trailing.setText(tr("instead of {value}", value=other) if other else "")

        field.changed.connect(tell)
        tell()
        return self.field(name, made)

    def _prefer(self) -> None:
        """Choose the values of the entry that stays, where they say as much, and say what goes over."""
        stays = self.stays.value()
        assert stays is not None
        goes = self._other(stays)
        for name, field in self.fields.items():
            field.set_value(stays if self._tells_most(name, stays, goes.id) else goes.id)
        for post in self.view.main_posts:
            if post.mine == (stays == self.view.one.id):
                self.main_post.set_value(post.id)
        while (item := self._goes.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for line in words.belongings(goes.belongings) or [tr("Nothing belongs to it.")]:
            shown = label(line)
            shown.ensurePolished()
            shown.setMinimumHeight(shown.sizeHint().height())  # the panel was measured without it
            self._goes.addWidget(shown)

    def _tells_most(self, name: str, stays: int, goes: int) -> bool:
        """Tell whether the value of the entry that stays says at least as much as the other."""
        if name == "birth_date":
            here, there = (str(self._sides[one].side.born or "") for one in (stays, goes))
            return len(here) >= len(there)
        return bool(self._shown(name)[stays])

    def _other(self, one: int) -> SideView:
        return next(side for side in self._sides.values() if side.id != one)


def _post(post: MainPost) -> str:
    """Return a main post as the choice names it; one with an end by its days."""
    if post.until_day is None:
        return post.title
    language = screen_language()
    return tr(
        "{post}, {first} – {last}",
        post=post.title,
        first=language.day(post.from_day),
        last=language.day(post.until_day - timedelta(days=1)),
    )


def _entry(side: SideView) -> str:
    """Return an entry as the choice names it: both forms of the name and the personnel number."""
    person = side.side.person
    latin = f"{person.surname} {person.given_names}".strip()
    return " · ".join(part for part in (person.native_name, latin, person.personnel_number) if part)
