"""The filters of the officials page: what each chip asks, and the menu of further ones."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from travel_desk.base.language import tr
from travel_desk.officials.queries import Question
from travel_desk.officials.rules import Category, Level
from travel_desk.shell import icons
from travel_desk.shell.page import Filter


def question_of(text: str, key: str, soon: date) -> Question:
    """Return the question of a search text and a filter's key, such as "custody:overdue".

    soon: before that day a passport soon expires.
    """
    kind, _, value = key.partition(":")
    match kind:
        case "custody":
            return Question(text, custody=frozenset(value.split("+")))
        case "category":
            return Question(text, categories=frozenset({Category(value)}))
        case "level":
            return Question(text, levels=frozenset({Level(value)}))
        case "expiring":
            return Question(text, expiring_before=soon)
        case "official":
            return Question(text, officials=value == "yes")
        case _:
            return Question(text)


def further_filters() -> list[list[Filter]]:
    """Return the filters of the menu, in its groups."""
    shown = {Category.SENIOR_POLITICIAN}
    return [
        [
            Filter("custody:overdue+ground_lapsed", tr("Overdue or ground lapsed")),
            Filter("custody:with_holder", tr("With the holder")),
            Filter("custody:none", tr("No passport")),
            Filter("expiring:", tr("Passport expires within 180 days")),
        ],
        [Filter(f"category:{one.value}", tr(one.label)) for one in Category if one not in shown],
        [
            Filter("level:federal", tr("Federal organisations")),
            Filter("level:regional", tr("Regional organisations")),
        ],
        [
            Filter("official:yes", tr("Officials only")),
            Filter("official:no", tr("Persons who only travel, hold or collect")),
        ],
    ]


class MoreFilters(QToolButton):
    """The last pill: a menu of further filters; `wanted` tells the one that was chosen."""

    wanted = Signal(object)  # Filter

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setText(tr("More Filters"))
        self.setProperty("look", "filter")
        self.setIcon(icons.icon("chevron-down"))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        menu = QMenu(self)
        for group in further_filters():
            for one in group:
                menu.addAction(one.text).triggered.connect(partial(self._choose, one))
            menu.addSeparator()
        self.setMenu(menu)

    def _choose(self, wanted: Filter, _checked: bool = False) -> None:
        self.wanted.emit(wanted)
