"""Pictures of the windows as they stand, in light and dark, and pictures of papers."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from travel_desk.commands.touring.hands import Hands
from travel_desk.shell import fonts, theme
from travel_desk.shell.window import MainWindow

THEMES = ("light", "dark")
LARGE, SMALL = QSize(1440, 900), QSize(1280, 720)
PAPER_DPI = 120
QUALITY = 70  # of PNG: nearly as small as can be, in three quarters of the time
_BAR = 30  # pixels of the title bar that a window manager would draw over a dialog


class Camera:
    """Takes numbered pictures into `folder`.

    few: in the light theme alone where no smaller pair is taken too; to change the theme takes its time.
    """

    def __init__(self, hands: Hands, folder: Path, few: bool = False) -> None:
        self.hands = hands
        self.folder = folder
        self.few = few
        self.count = 0

    def take(self, name: str, *, small: bool = False, wait: bool = True) -> None:
        """Take the next picture, in each theme.

        small: another pair on a screen of 1280 by 720. wait: until the program has come to rest.
        """
        self.count += 1
        stem = f"{self.count:02}-{name}"
        self._pair(stem, wait, both=small or not self.few)
        window = self.hands.program.window
        if small and isinstance(window, MainWindow):
            dialogs = [(one, one.geometry()) for one in _over(window) if isinstance(one, QDialog)]
            window.resize(SMALL)
            for dialog, before in dialogs:
                dialog.setGeometry(_fitted(before, window))
            self._pair(f"{stem}-1280x720", wait)
            window.resize(LARGE)
            for dialog, before in dialogs:
                dialog.setGeometry(before)
            self.hands.rest()

    def paper(self, name: str, content: bytes) -> None:
        """Keep a paper as it is, and a picture of each of its pages."""
        (self.folder / f"paper-{name}.pdf").write_bytes(content)
        from travel_desk.shell.printing import draw_pages

        pages = draw_pages(content, PAPER_DPI)
        for number, page in enumerate(pages, 1):
            more = f"-{number}" if len(pages) > 1 else ""
            self._save(page.image, self.folder / f"paper-{name}{more}.png")

    def _pair(self, stem: str, wait: bool, both: bool = True) -> None:
        """Take a picture in the theme that is worn, then in the other one, which is worn from then on."""
        if wait:
            self.hands.rest()
        for turn in range(2 if both else 1):
            dark = theme.tones().dark
            if turn:
                dark = not dark
                theme.apply(THEMES[dark], fonts.base())
                QApplication.processEvents()
            self._save(self._picture(), self.folder / f"{stem}-{THEMES[dark]}.png")

    def _picture(self) -> QImage:
        """Return the window that stands with its dialogs and menus over it, as a screen would show them."""
        window = self.hands.program.window
        if window is None:
            raise self.hands.fail("no window stands.")
        image = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        painter = QPainter(image)
        corner = window.mapToGlobal(QPoint(0, 0))
        for one in _over(window):
            spot = one.mapToGlobal(QPoint(0, 0)) - corner
            painter.drawPixmap(spot, one.grab())
            if isinstance(one, QDialog):
                _frame(painter, QRect(spot, one.size()), one.windowTitle())
        painter.end()
        return image

    def _save(self, image: QImage, path: Path) -> None:
        if not image.save(str(path), quality=QUALITY):
            raise self.hands.fail(f"the picture {path.name} can't be written.")


def _over(window: QWidget) -> list[QWidget]:
    """Return the other windows that are seen, the lowest first."""
    found = [one for one in QApplication.topLevelWidgets() if one.isVisible() and one is not window]
    return sorted(found, key=_depth)


def _fitted(before: QRect, window: QWidget) -> QRect:
    """Return where a dialog would have opened on a small screen."""
    size = before.size().boundedTo(SMALL - QSize(48, 48))
    fitted = QRect(QPoint(0, 0), size)
    fitted.moveCenter(QRect(window.mapToGlobal(QPoint(0, 0)), SMALL).center() + QPoint(0, _BAR // 2))
    return fitted


def _depth(widget: QWidget) -> int:
    above, depth = widget.parentWidget(), 0
    while above is not None:
        above, depth = above.parentWidget(), depth + 1
    return depth


def _frame(painter: QPainter, rect: QRect, title: str) -> None:
    """Draw the title bar that a window manager would give a dialog."""
    of = theme.tones()
    bar = QRect(rect.left(), rect.top() - _BAR, rect.width(), _BAR)
    painter.fillRect(bar, QColor(of.window))
    painter.setPen(QPen(QColor(of.border), 1))
    painter.drawRect(bar.united(rect).adjusted(-1, -1, 0, 0))
    painter.setPen(QColor(of.text))
    painter.setFont(fonts.font(fonts.Size.BASE, fonts.SEMIBOLD))
    painter.drawText(bar.adjusted(16, 0, -16, 0), int(Qt.AlignmentFlag.AlignVCenter), title)
