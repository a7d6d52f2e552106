"""Colours and sizes: two sets of tones, the palettes made of them, the one style sheet.

The style sheet speaks of colours only as `palette(...)`. Two roles that nothing else uses carry what
Qt has no role for: LinkVisited is the danger text, Light the soft accent.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from travel_desk import resources
from travel_desk.shell import fonts


class Tones(NamedTuple):
    """The colours of one theme, each as "#RRGGBB"; read by delegates and own painting."""

    dark: bool
    window: str
    base: str
    alternate: str
    popup: str
    text: str
    muted: str
    accent: str
    accent_text: str
    accent_soft: str
    selection: str
    success: str
    success_soft: str
    warning: str
    warning_soft: str
    danger: str
    danger_soft: str
    info: str
    info_soft: str
    neutral_soft: str
    hairline: str
    border: str
    input_border: str
    hit: str
    scrim: str
    scrim_alpha: int

    def color(self, name: str) -> QColor:
        """Return one tone by its name, such as "accent" or "danger_soft"."""
        return QColor(getattr(self, name))


LIGHT = Tones(
    dark=False,
    window="#F3F5F4",
    base="#FFFFFF",
    alternate="#F8FAF9",
    popup="#FFFFFF",
    text="#1B2226",
    muted="#57626A",
    accent="#14607A",
    accent_text="#FFFFFF",
    accent_soft="#E0EFF4",
    selection="#DCECF2",
    success="#1B6A42",
    success_soft="#E2F2E8",
    warning="#875000",
    warning_soft="#FBF0DA",
    danger="#AE261E",
    danger_soft="#FBE8E6",
    info="#484DA0",
    info_soft="#EAEBF8",
    neutral_soft="#ECEFEF",
    hairline="#E0E5E4",
    border="#C6CDCF",
    input_border="#7F8A91",
    hit="#FBE6A6",
    scrim="#141C20",
    scrim_alpha=77,
)
DARK = Tones(
    dark=True,
    window="#191D20",
    base="#202528",
    alternate="#252A2E",
    popup="#282E32",
    text="#E5EAEC",
    muted="#A2ADB4",
    accent="#6CC2DB",
    accent_text="#0A2028",
    accent_soft="#1C3A45",
    selection="#1F3D49",
    success="#77CF9F",
    success_soft="#1C392A",
    warning="#E8B565",
    warning_soft="#3E3019",
    danger="#F49A92",
    danger_soft="#472725",
    info="#ABB1F3",
    info_soft="#2C2F58",
    neutral_soft="#2E353A",
    hairline="#31383D",
    border="#485259",
    input_border="#7C8890",
    hit="#5E4C14",
    scrim="#000000",
    scrim_alpha=128,
)


class _Theme(QObject):
    """The theme in force; `changed` is told after the application wears it."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.tones = LIGHT
        self.worn = False


_theme = _Theme()


def tones() -> Tones:
    """Return the tones in force."""
    return _theme.tones


def notifier() -> QObject:
    """Return the object whose `changed` signal tells of another theme or font size."""
    return _theme


def on_change(slot: object) -> None:
    """Call `slot` (a bound method of a QObject) whenever theme or font size changes."""
    _theme.changed.connect(slot)


FUSION = "begun_in_fusion"
"""The property of an application that was begun with `-style fusion`: to ask its style takes 9 ms."""


def wants_dark(choice: str) -> bool:
    """Tell whether the setting "theme" ("light", "dark" or "system") means the dark one now."""
    if choice in ("light", "dark"):
        return choice == "dark"
    if not _theme.worn:
        # The palette is still the system's, and says it without building `Qt` (shell/early.py).
        return QGuiApplication.palette().color(QPalette.ColorRole.Window).lightness() < 128
    from PySide6.QtCore import Qt

    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def apply(
    choice: str = "system", size: int = fonts.BASE, packages: Iterable[str] = tuple(fonts.PACKAGES)
) -> None:
    """Dress the whole application: style, palette, fonts and style sheet.

    choice: "light", "dark" or "system". size: the base font size in pixels (11 to 24). packages: the
    shipped fonts that must be there now; the others may follow by `fonts.load`.
    """
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    fonts.load(packages)
    fonts.set_base(size)
    _theme.tones = DARK if wants_dark(choice) else LIGHT
    if not app.property(FUSION) and app.style().objectName().lower() != "fusion":
        app.setStyle("Fusion")
    _theme.worn = True
    app.setPalette(make_palette(_theme.tones))
    app.setFont(fonts.font())
    # Set anew after the palette: palette(...) is looked up when the sheet is set.
    app.setStyleSheet("")
    app.setStyleSheet(style_sheet())
    _theme.changed.emit()


def style_sheet() -> str:
    """Return the style sheet with the sizes of the font in force."""
    values = {f"f{name}": f"{px}px" for name, px in fonts.pixel_sizes().items()}
    shade = "dark" if _theme.tones.dark else "light"
    # The mark of check boxes: a style sheet can take a picture from a file only.
    file = str(resources.root().joinpath("styles", f"check-{shade}.svg")).replace("\\", "/")
    values["check"] = f'url("{file}")'
    return re.sub(
        r"\$([a-z]+)(\d*)",
        lambda found: f"{fonts.scaled(int(found[2]))}px" if found[2] else values[found[1]],
        resources.read_text("styles/desk.qss"),
    )


def make_palette(of: Tones) -> QPalette:
    """Return the palette of some tones."""
    role = QPalette.ColorRole
    roles = {
        role.Window: of.window,
        role.Button: of.base,
        role.Base: of.base,
        role.AlternateBase: of.alternate,
        role.ToolTipBase: of.popup,
        role.ToolTipText: of.text,
        role.Text: of.text,
        role.WindowText: of.text,
        role.ButtonText: of.text,
        role.PlaceholderText: of.muted,
        role.Accent: of.accent,
        role.Link: of.accent,
        role.LinkVisited: of.danger,
        role.Light: of.accent_soft,
        role.BrightText: of.accent_text,
        role.Highlight: of.selection,
        role.HighlightedText: of.text,
        role.Midlight: of.neutral_soft,
        role.Mid: of.hairline,
        role.Dark: of.border,
        role.Shadow: of.input_border,
    }
    palette = QPalette()
    for which, colour in roles.items():
        palette.setColor(which, QColor(colour))
    for which in (role.Text, role.WindowText, role.ButtonText, role.PlaceholderText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(of.muted))
    palette.setColor(QPalette.ColorGroup.Disabled, role.Button, QColor(of.window))
    return palette
