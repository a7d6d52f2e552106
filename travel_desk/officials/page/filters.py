"""The filters of the officials page: chips with counts, filters that the user keeps, and what they say."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QToolButton, QWidget

from travel_desk.base.language import screen_language, tr, trn
from travel_desk.officials import actions, queries
from travel_desk.officials.dialogs import FilterDialog, NameFilter
from travel_desk.officials.page import words
from travel_desk.officials.queries import NamedFilter
from travel_desk.officials.rules import CUSTODY, Category, Level, PersonFilter, Secrecy
from travel_desk.shell import icons
from travel_desk.shell.buttons import make_action
from travel_desk.shell.context import Context
from travel_desk.shell.page import Filter, FilterBar

OWN = "own"
"""The key of the chip of a filter that was put together and is not kept."""

_QUICK = {
    "custody:in_custody": PersonFilter(custody=frozenset({"in_custody"})),
    "custody:handed_out": PersonFilter(custody=frozenset({"handed_out"})),
    "category:senior_politician": PersonFilter(categories=frozenset({Category.SENIOR_POLITICIAN})),
    "level:state_company": PersonFilter(levels=frozenset({Level.STATE_COMPANY})),
}


class Limits:
    """What the chips mean: the fixed ones, those of kept filters, and the user's own of the moment."""

    def __init__(self) -> None:
        self.own: PersonFilter | None = None
        self.kept: dict[str, NamedFilter] = {}

    def chips(self) -> list[Filter]:
        """Return the chips without their counts."""
        base = [
            Filter("", tr("All")),
            Filter("custody:in_custody", tr("In custody")),
            Filter("custody:handed_out", tr("Handed out")),
            Filter("category:senior_politician", tr("Senior politicians")),
            Filter("level:state_company", tr("State companies")),
        ]
        kept = [Filter(key, one.name) for key, one in self.kept.items()]
        return [*base, *kept, *([Filter(OWN, tr("Own filter"))] if self.own is not None else [])]

    def wanted(self, key: str) -> PersonFilter:
        """Return the filter of a chip."""
        if key == OWN and self.own is not None:
            return self.own
        return self.kept[key].filter if key in self.kept else _QUICK.get(key, PersonFilter())

    def counted(self) -> dict[str, PersonFilter]:
        """Return the filters of all chips that show a count, by key."""
        return {chip.key: self.wanted(chip.key) for chip in self.chips() if chip.key}


class Filtering(QObject):
    """The chips, the button and the line of words of one page.

    changed: another filter is on. told: what can be done about the one that is on may be another thing.
    """

    changed = Signal()
    told = Signal()
    _wanted_key = ""  # the chip of a filter that was only now kept

    def __init__(self, context: Context, limits: Limits, page: QWidget, bar: FilterBar) -> None:
        super().__init__(page)
        self.context, self.limits, self._page, self._bar = context, limits, page, bar
        self._shown = limits.chips()
        self._counts: dict[str, int] = {}
        self._line: Callable[[str, Sequence[QAction]], None] = lambda _words, _actions: None
        self.open_action = make_action(
            tr("Filters…"), self.open, page, icon="filter", shortcut="Ctrl+Shift+F"
        )
        self.save_action = make_action(tr("Save Filter…"), self.save, page, icon="save")
        self.rename_action = make_action(tr("Rename Filter…"), self.rename, page, icon="edit")
        self.remove_action = make_action(tr("Remove Filter"), self.remove, page, icon="trash")
        self.clear_action = make_action(tr("Clear Filter"), self.clear, page, icon="close")
        self.button = QToolButton(page)
        self.button.setProperty("look", "filter")
        self.button.setText(tr("Filters…"))
        self.button.setIcon(icons.icon("filter"))
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.button.clicked.connect(self.open)
        bar.chosen.connect(lambda _key: self.tell())
        self._place_button()

    def told_by(self, line: Callable[[str, Sequence[QAction]], None]) -> None:
        """Let `line` show what is said of the filter and what can be done about it."""
        self._line = line
        self.tell()

    def menu_actions(self) -> list[QAction]:
        """Return what can be done about filters now."""
        return [self.open_action, *self._deeds()]

    def reread(self) -> None:
        """Read the kept filters and all counts anew."""
        self.context.read(queries.saved_filters, done=self._take, channel="officials-kept", owner=self._page)

    def open(self) -> None:
        """Open the dialog of filters with what is on."""
        states = [(code, words.custody_chip(code).text) for code in CUSTODY]
        dialog = FilterDialog(self.context, self.limits.wanted(self._bar.key()), states, self._page)
        dialog.chosen.connect(self.limit)
        dialog.open()

    def limit(self, wanted: PersonFilter) -> None:
        """Turn a filter on: the chip that says it, else the own one."""
        known = [key for key, one in self.limits.counted().items() if one == wanted and key != OWN]
        if wanted.is_empty or known:
            self.limits.own = None
            self._offer(known[0] if known else "")
        else:
            self.limits.own = wanted
            self._counts.pop(OWN, None)
            self._offer(OWN)
        self._count()
        self.changed.emit()

    def clear(self) -> None:
        """Limit nothing."""
        self.limit(PersonFilter())

    def save(self) -> None:
        """Keep the filter that is on under a name."""
        dialog = NameFilter(self.context, self.limits.wanted(self._bar.key()), self._page)
        dialog.deed_done.connect(self._saved)
        dialog.open()

    def rename(self) -> None:
        """Give the kept filter that is on another name."""
        known = self.limits.kept.get(self._bar.key())
        if known is not None:
            NameFilter(self.context, known.filter, self._page, known).open()

    def remove(self) -> None:
        """Forget the kept filter that is on; Undo keeps it again."""
        known = self.limits.kept.get(self._bar.key())
        if known is not None:
            self._bar.set_key("")
            self.tell()
            self.changed.emit()
            self.context.run(actions.remove_filter, known.id)

    def tell(self) -> None:
        """Say in words what the chip that is on means, where its own text does not."""
        key = self._bar.key()
        wanted = self.limits.wanted(key)
        if key == OWN or key in self.limits.kept:
            self._line(filter_words(wanted), self._deeds())
        else:
            self._line("", ())
        self.told.emit()

    def _deeds(self) -> list[QAction]:
        key = self._bar.key()
        if key in self.limits.kept:
            return [self.rename_action, self.remove_action]
        return [self.save_action, self.clear_action] if key == OWN else []

    def _saved(self, id: int) -> None:
        self._wanted_key = f"kept:{id}"

    def _take(self, kept: list[NamedFilter]) -> None:
        before = self.limits.wanted(self._bar.key())
        on = self._bar.key()
        self.limits.kept = {f"kept:{one.id}": one for one in kept}
        if self._wanted_key in self.limits.kept:
            on, self._wanted_key, self.limits.own = self._wanted_key, "", None
        self._offer(on)
        self._count()
        if self.limits.wanted(self._bar.key()) != before:
            self.changed.emit()

    def _offer(self, key: str) -> None:
        """Show the chips as they are by now, one of them on, each with the count last known."""
        chips = self.limits.chips()
        if chips == self._shown:
            self._bar.set_key(key)
        else:
            self._shown = chips
            layout = self._bar.layout()
            assert layout is not None
            layout.removeWidget(self.button)
            self._bar.set_choices(chips, key)
            self._place_button()
            self._show_counts({})
        self.tell()

    def _place_button(self) -> None:
        layout = self._bar.layout()
        assert layout is not None
        layout.addWidget(self.button)

    def _count(self) -> None:
        """Ask off the window's thread how many each chip leaves; a newer question stops an older one."""
        self.context.read(
            queries.filter_counts,
            self.limits.counted(),
            done=self._show_counts,
            channel="officials-counts",
            owner=self._page,
        )

    def _show_counts(self, counts: dict[str, int]) -> None:
        self._counts |= counts
        language = screen_language()
        self._bar.set_texts(
            {
                chip.key: tr("{filter} {count}", filter=chip.text, count=language.value(known))
                for chip in self.limits.chips()
                if (known := self._counts.get(chip.key)) is not None
            }
        )


def filter_words(wanted: PersonFilter) -> str:
    """Return what a filter leaves, in words."""
    said: list[str] = []
    if wanted.organisation_id is not None:
        said.append(tr("{organisation} and all below it", organisation=wanted.organisation))
    said += _listed([tr(one.label) for one in Level if one in wanted.levels])
    said += _listed([tr(one.label) for one in Category if one in wanted.categories])
    said += _listed([words.custody_chip(one).text for one in CUSTODY if one in wanted.custody])
    if wanted.expiring_in is not None:
        said.append(_expiring(wanted.expiring_in))
    if wanted.clearances:
        levels = ", ".join(tr(one.label) for one in sorted(wanted.clearances, key=list(Secrecy).index))
        said.append(tr("Clearance: {levels}", levels=levels))
    if wanted.restricted_in is not None:
        said.append(_restricted(wanted.restricted_in))
    if wanted.officials is not None:
        told = tr("Officials only") if wanted.officials else tr("Persons who only travel, hold or collect")
        said.append(told)
    return " · ".join(said)


def _listed(texts: list[str]) -> list[str]:
    return [", ".join(texts)] if texts else []


def _expiring(days: int) -> str:
    return trn("Passport expires within {count} day", "Passport expires within {count} days", count=days)


def _restricted(days: int) -> str:
    if not days:
        return tr("Travel restricted after a clearance")
    return trn(
        "Travel still restricted in {count} day", "Travel still restricted in {count} days", count=days
    )
