"""Icons: one small SVG set drawn on a 16 grid, painted in a tone of the theme in force."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QIconEngine, QImage, QPainter, QPixmap, QTransform
from PySide6.QtSvg import QSvgRenderer

from travel_desk import resources
from travel_desk.shell import theme

# Those that point somewhere look the other way where people read from right to left.
MIRRORED = frozenset(
    {"out", "in", "undo", "trips", "arrow-left", "arrow-right", "chevron-left", "chevron-right", "enter"}
    | {"journal", "rules", "sign", "stage"}
)


@lru_cache(maxsize=512)
def _image(name: str, colour: str, pixels: int, mirrored: bool, stroke: str) -> QImage:
    svg = resources.read_text(f"icons/{name}.svg").replace("currentColor", colour)
    if stroke:
        svg = svg.replace('stroke-width="1.5"', f'stroke-width="{stroke}"', 1)
    # Transparent from its bytes: `fill` would ask for a name of `Qt` (shell/early.py).
    clear = bytes(4 * pixels * pixels)
    image = QImage(clear, pixels, pixels, QImage.Format.Format_ARGB32_Premultiplied).copy()
    painter = QPainter(image)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    return image.transformed(QTransform(-1, 0, 0, 1, 0, 0)) if mirrored else image


def _mirror(name: str) -> bool:
    return name in MIRRORED and QGuiApplication.isRightToLeft()


def paint(painter: QPainter, rect: QRect, name: str, colour: str, *, stroke: str = "") -> None:
    """Draw an icon into a rectangle; `colour` is "#RRGGBB", `stroke` another line width."""
    ratio = painter.device().devicePixelRatio()
    image = _image(name, colour, max(1, round(rect.width() * ratio)), _mirror(name), stroke)
    painter.drawImage(QRectF(rect), image)


def pixmap(name: str, tone: str = "text", size: int = 16) -> QPixmap:
    """Return an icon as a picture of `size` logical pixels in one tone (for a QLabel)."""
    ratio = max((screen.devicePixelRatio() for screen in QGuiApplication.screens()), default=1.0)
    colour = getattr(theme.tones(), tone)
    made = QPixmap.fromImage(_image(name, colour, round(size * ratio), _mirror(name), ""))
    made.setDevicePixelRatio(ratio)
    return made


class _Engine(QIconEngine):
    """Paints in the tones of the moment, so that buttons follow a change of theme."""

    def __init__(self, name: str, tone: str) -> None:
        super().__init__()
        self._name = name
        self._tone = tone

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw the icon; a disabled one is muted."""
        tone = "muted" if mode == QIcon.Mode.Disabled else self._tone
        side = min(rect.width(), rect.height())
        box = QRect(0, 0, side, side)
        box.moveCenter(rect.center())
        paint(painter, box, self._name, getattr(theme.tones(), tone))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Return the icon as a picture."""
        made = QPixmap(size)
        made.fill(QColor(0, 0, 0, 0))
        painter = QPainter(made)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return made

    def clone(self) -> QIconEngine:
        """Return another engine of the same icon."""
        return _Engine(self._name, self._tone)


# Qt takes the engine over, but PySide would let Python delete it: each is kept once, by name and tone.
_kept: dict[tuple[str, str], QIcon] = {}


def icon(name: str, tone: str = "text") -> QIcon:
    """Return an icon that is painted in `tone` ("text", "muted", "accent", "accent_text", "danger" ...)."""
    key = (name, tone)
    if key not in _kept:
        _kept[key] = QIcon(_Engine(name, tone))
    return _kept[key]
