"""Fields in which one thing is chosen from few, and countries."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Generic, TypeVar

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLabel, QWidget

from travel_desk.base.language import Language, screen_language, tr
from travel_desk.shell import fonts, icons, theme

T = TypeVar("T")

# Territories that CLDR names but ISO 3166-1 does not assign to a country.
_NOT_ISO = frozenset(
    {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"}
)


class _Combo(QComboBox):
    """A combo box with the chevron of the icon set; the wheel passes it by.

    On Linux the name that readers hear of a combo box is its value; what it is they learn from a label
    beside it. Where none is seen, as in a table, there is a hidden one.
    """

    _told: QLabel | None = None

    def setAccessibleName(self, name: str) -> None:
        """Name the box, and its line where it has one: the keyboard is there."""
        super().setAccessibleName(name)
        line = self.lineEdit()
        if line is not None:
            line.setAccessibleName(name)
        if self._told is not None:
            self._told.setText(name)

    def showEvent(self, event: QShowEvent) -> None:
        """See to the label for readers."""
        super().showEvent(event)
        beside = self.parentWidget()
        if self._told is not None or beside is None:
            return
        direct = Qt.FindChildOption.FindDirectChildrenOnly
        if any(one.buddy() is self for one in beside.findChildren(QLabel, options=direct)):
            return
        self._told = QLabel(self.accessibleName(), beside)
        self._told.hide()
        self._told.setBuddy(self)
        self.destroyed.connect(self._told.deleteLater)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the wheel scroll the dialog: a choice must not change in passing."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box and the chevron."""
        super().paintEvent(event)
        side = fonts.scaled(14)
        x = 10 if self.isRightToLeft() else self.width() - side - 10
        tone = "text" if self.isEnabled() else "muted"
        spot = QRect(x, (self.height() - side) // 2, side, side)
        icons.paint(QPainter(self), spot, "chevron-down", getattr(theme.tones(), tone))


class Choice(_Combo, Generic[T]):
    """One of few: pairs of value and translated text."""

    changed = Signal()

    def __init__(
        self, choices: Sequence[tuple[T, str]] = (), value: T | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._values: list[T] = []
        self.set_choices(choices, value)
        self.currentIndexChanged.connect(lambda _index: self.changed.emit())

    def set_choices(self, choices: Sequence[tuple[T, str]], value: T | None = None) -> None:
        """Offer other choices; `value` is chosen if it is among them, else the first."""
        self.blockSignals(True)
        self.clear()
        self._values = [chosen for chosen, _ in choices]
        self.addItems([text for _, text in choices])
        if value in self._values:
            self.setCurrentIndex(self._values.index(value))
        self.blockSignals(False)

    def value(self) -> T | None:
        """Return the value chosen, None where there is nothing to choose."""
        at = self.currentIndex()
        return self._values[at] if 0 <= at < len(self._values) else None

    def set_value(self, value: T) -> None:
        """Choose a value; one that is not offered is ignored."""
        if value in self._values:
            self.setCurrentIndex(self._values.index(value))


@cache
def _countries(language: Language) -> tuple[tuple[str, str], ...]:
    pairs = ((code, language.country(code)) for code in country_codes())
    return tuple(sorted(pairs, key=lambda known: known[1].casefold()))


def country_codes() -> frozenset[str]:
    """Return the ISO 3166-1 alpha-2 codes, and UT for Utopia, ICAO's specimen state."""
    known = [str(code) for code in screen_language().locale.territories]
    real = {code for code in known if len(code) == 2 and code.isalpha() and code not in _NOT_ISO}
    return frozenset(real | {"UT"})


class CountryField(_Combo):
    """A country by its name in the language of the screen; typing finds it, also by its code."""

    changed = Signal()

    def __init__(self, code: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._known = _countries(screen_language())
        self.addItems([name for _, name in self._known])
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.setCompleter(completer)
        line = self.lineEdit()
        assert line is not None
        line.setPlaceholderText(tr("Country"))
        self.set_value(code)
        self.currentTextChanged.connect(lambda _text: self.changed.emit())

    def value(self) -> str:
        """Return the code of the country, empty where the text names none."""
        said = self.currentText().strip().casefold()
        for code, name in self._known:
            if said in (name.casefold(), code.casefold()):
                return code
        return ""

    def set_value(self, code: str) -> None:
        """Show a country by its code; an empty or unknown one empties the field."""
        at = next((at for at, (known, _) in enumerate(self._known) if known == code), -1)
        self.setCurrentIndex(at)
        if at < 0:
            self.setEditText("")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Write the name out when the field is left; a popup of the completer may still be open then."""
        super().focusOutEvent(event)
        self._settle()

    def _settle(self) -> None:
        code = self.value()
        if code:
            self.set_value(code)
