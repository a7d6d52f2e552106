"""One organisation beside the tree: what it is, what became of it, and the deeds on it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QAction

from travel_desk.base.language import in_days, screen_language, tr, trn
from travel_desk.officials.dialogs.parts import last_of
from travel_desk.officials.queries import Branch, Chapter, Story
from travel_desk.shell import taborder
from travel_desk.shell.chips import ChipText, Tone
from travel_desk.shell.context import Context
from travel_desk.shell.detail import Detail, Step, Timeline


class OrganisationPane(Detail):
    """The detail of the organisation that is chosen in the tree."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.setAccessibleName(tr("Details"))

    def show_story(self, found: Story, branch: Branch, deeds: Sequence[QAction], units: int) -> None:
        """Show an organisation; deeds: what may be done with it. units: how many stand under it now."""
        self.clear()
        place = found.place
        self.headline(place.name, "", found.above, self._chips(found), look="headline")
        if deeds:
            self.buttons(list(deeds))
        language = screen_language()
        facts = [
            (tr("Officials in it"), language.value(branch.people)),
            (tr("With its units"), language.value(branch.total)),
            (tr("First day"), language.day(place.from_day)),
            (tr("Units"), language.value(units)),
        ]
        last = last_of(place.until_day)
        if last is not None:
            facts.append((tr("Last day"), language.day(last)))
        self.facts(facts)
        section = self.section(tr("What became of it"))
        section.add(Timeline([step(one, at == 0) for at, one in enumerate(found.chapters)]))
        taborder.order([self])

    def _chips(self, found: Story) -> list[ChipText]:
        place, today = found.place, self.context.clock.today()
        chips = [ChipText(tr(place.level.label), Tone.OUTLINE)]
        if place.until_day is not None:
            if place.until_day <= today:
                chips.append(ChipText(tr("Ended"), Tone.NEUTRAL, "cross"))
            else:
                text = tr("Ends {when}", when=in_days(place.until_day, today))
                chips.append(ChipText(text, Tone.WARNING, "clock"))
        return chips


def step(one: Chapter, newest: bool) -> Step:
    """Return one chapter of an organisation's story as an entry of a timeline."""
    when = screen_language().day(one.day)
    line = tr("{day} · {paper}", day=when, paper=one.paper) if one.paper else when
    return Step(_title(one), line, "now" if newest else "past")


def _title(one: Chapter) -> str:
    others = screen_language().value(list(one.others))
    match one.kind, one.role:
        case "begin", _:
            return tr("In the register since its first day")
        case "rename", _:
            return tr("Renamed from {old} to {new}", old=one.old, new=one.new)
        case "move", _:
            root = tr("the root of the tree")
            return tr("Moved from {old} to {new}", old=one.old or root, new=one.new or root)
        case "merge", "from":
            return tr("Ended in {others}", others=others)
        case "merge", "new":
            return tr("Began as a merger of {others}", others=others)
        case "merge", _:
            return trn("Took in {others}", "Took in {others}", len(one.others), others=others)
        case "split", "from":
            return tr("Was split into {others}", others=others)
        case "split", _:
            return tr("Began as a part of {others}", others=others)
        case _:
            return tr("Ended")
