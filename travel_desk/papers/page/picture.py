"""The first page of a paper as a picture in the detail pane; a click looks at the whole paper."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel

from travel_desk.base.language import tr
from travel_desk.papers import actions
from travel_desk.shell import fonts
from travel_desk.shell.context import Context, Said
from travel_desk.shell.printing import PagePicture, draw_pages

_DPI = 130.0


class PaperPicture(QLabel):
    """Asks for the paper, draws its first page off the thread, and fits it to the width of the pane.

    look: opens the whole paper (Enter, Space or a click).
    """

    def __init__(self, context: Context, paper_id: int, number: str, look: Callable[[], object]) -> None:
        super().__init__()
        self._context, self._look = context, look
        self._page: QPixmap | None = None
        self.setProperty("look", "page")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(tr("Look at {number}", number=number))
        self.setToolTip(tr("Look at the Paper"))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setMinimumHeight(fonts.scaled(120))
        context.read(actions.preview, paper_id, done=self._draw, failed=self._failed, owner=self)

    def minimumSizeHint(self) -> QSize:
        """Let the pane be as narrow as it likes."""
        return QSize(60, 60)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Look at the whole paper."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._look()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Look at the whole paper by Enter or Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._look()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the page to the new width."""
        super().resizeEvent(event)
        self._fit()

    def _draw(self, content: bytes) -> None:
        dpi = _DPI * self.devicePixelRatioF()
        self._context.compute(draw_pages, content, dpi, done=self._show, failed=self._failed, owner=self)

    def _show(self, pages: list[PagePicture]) -> None:
        self._page = QPixmap.fromImage(pages[0].image)
        self._fit()

    def _failed(self, error: Said) -> None:
        self.setWordWrap(True)
        self.setText(tr(error.message))

    def _fit(self) -> None:
        if self._page is None:
            return
        ratio = self.devicePixelRatioF()
        wide = max(60, self.width() - 2)
        picture = self._page.scaledToWidth(int(wide * ratio), Qt.TransformationMode.SmoothTransformation)
        picture.setDevicePixelRatio(ratio)
        self.setPixmap(picture)
        self.setFixedHeight(int(picture.height() / ratio) + 2)
