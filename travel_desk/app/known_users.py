"""The list of who is at the desk, on the left of the login window."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from travel_desk.app.known_user import KnownUser
from travel_desk.base.language import tr
from travel_desk.shell import fonts, theme

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent
    from PySide6.QtWidgets import QStyle

_USER = Qt.ItemDataRole.UserRole


class UserList(QListWidget):
    """The known users; `chosen` tells the user under the cursor."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("userList")
        self.setAccessibleName(tr("Who is at the desk?"))
        self.setItemDelegate(_UserDelegate(self))
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setStyleSheet("QListView { background: palette(window); }")
        self.currentItemChanged.connect(self._tell)

    def show_users(self, users: Sequence[KnownUser], current: str | None = "") -> None:
        """Show `users` and put the cursor on the one named `current`, else on the first; None: on nobody."""
        self.blockSignals(True)
        self.clear()
        for user in users:
            item = QListWidgetItem()
            item.setData(_USER, user)
            item.setText(user.name)
            item.setData(
                Qt.ItemDataRole.AccessibleDescriptionRole, f"{user.roles_text()} {user.note}".strip()
            )
            self.addItem(item)
        self.blockSignals(False)
        rows = [row for row, user in enumerate(users) if user.user_name == current]
        self.setCurrentRow(-1 if current is None else rows[0] if rows else 0)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose nobody by the keyboard's coming alone, as a list does by itself."""
        if self.currentItem() is not None:
            super().focusInEvent(event)
            return
        self.blockSignals(True)
        super().focusInEvent(event)
        self.setCurrentRow(-1)
        self.blockSignals(False)

    def user(self) -> KnownUser | None:
        """Return the user under the cursor."""
        item = self.currentItem()
        found = item.data(_USER) if item is not None else None
        return found if isinstance(found, KnownUser) else None

    def _tell(self) -> None:
        self.chosen.emit(self.user())


class _UserDelegate(QStyledItemDelegate):
    """Paints a row: a disc with initials, the name over the roles, the note at the far edge."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of a row: 52 at the base size."""
        return QSize(120, fonts.scaled(52))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one user."""
        from PySide6.QtWidgets import (
            QStyle,
        )  # its enumerations take 4 ms, for which an empty list need not wait

        user = index.data(_USER)
        if not isinstance(user, KnownUser):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        mirror = _Mirror(rect, painter.layoutDirection() == Qt.LayoutDirection.RightToLeft)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        self._ground(painter, mirror, selected, bool(state & QStyle.StateFlag.State_MouseOver))
        self._disc(painter, mirror, user, selected)
        self._words(painter, mirror, user, selected)
        painter.restore()

    def _ground(self, painter: QPainter, mirror: _Mirror, selected: bool, hovered: bool) -> None:
        tones = theme.tones()
        if selected:
            painter.fillRect(mirror.rect, tones.color("selection"))
            painter.fillRect(mirror.part(0, 0, 3, mirror.rect.height()), tones.color("accent"))
        elif hovered:
            painter.fillRect(mirror.rect, tones.color("neutral_soft"))

    def _disc(self, painter: QPainter, mirror: _Mirror, user: KnownUser, selected: bool) -> None:
        tones = theme.tones()
        size = fonts.scaled(32)
        disc = mirror.part(16, (mirror.rect.height() - size) // 2, size, size)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tones.color("accent" if selected else "accent_soft"))
        painter.drawEllipse(disc)
        painter.setPen(tones.color("accent_text" if selected else "accent"))
        painter.setFont(fonts.font(fonts.Size.CAPTION, fonts.BOLD))
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, user.initials)

    def _words(self, painter: QPainter, mirror: _Mirror, user: KnownUser, selected: bool) -> None:
        tones = theme.tones()
        left, height = 16 + fonts.scaled(32) + 12, mirror.rect.height()
        caption = fonts.font(fonts.Size.CAPTION)
        painter.setFont(caption)
        painter.setPen(tones.color("muted"))
        note = painter.fontMetrics().horizontalAdvance(user.note) + 12 if user.note else 0
        width = mirror.rect.width() - left - 16
        whole = mirror.part(left, height // 2 + 1, width, height // 2 - 4)
        _elided(painter, whole, user.note, Qt.AlignmentFlag.AlignTop | mirror.end)
        lower = mirror.part(left, height // 2 + 1, width - note, height // 2 - 4)
        _elided(painter, lower, user.roles_text(), Qt.AlignmentFlag.AlignTop | mirror.start)
        painter.setFont(fonts.font(fonts.Size.BASE, fonts.SEMIBOLD if selected else fonts.NORMAL))
        painter.setPen(tones.color("text"))
        upper = mirror.part(left, 4, width, height // 2 - 3)
        _elided(painter, upper, user.name, Qt.AlignmentFlag.AlignBottom | mirror.start)


class _Mirror:
    """A row whose parts are measured from its leading edge, whichever side that is."""

    def __init__(self, rect: QRect, right_to_left: bool) -> None:
        self.rect = rect
        self._turned = right_to_left
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        self.start, self.end = (right, left) if right_to_left else (left, right)

    def part(self, lead: int, top: int, width: int, height: int) -> QRect:
        """Return the rectangle that begins `lead` pixels from the leading edge."""
        x = self.rect.right() + 1 - lead - width if self._turned else self.rect.left() + lead
        return QRect(x, self.rect.top() + top, width, height)


def _elided(painter: QPainter, rect: QRect, text: str, flags: Qt.AlignmentFlag) -> None:
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, flags | Qt.AlignmentFlag.AlignAbsolute, shown)
