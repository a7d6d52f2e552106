"""The header of the window: menus, Find Anything, the date, lock and user."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QMenuBar, QPushButton, QSizePolicy, QToolButton, QWidget

from travel_desk.base.clock import Clock
from travel_desk.base.language import screen_language, tr
from travel_desk.shell import fonts, icons, theme
from travel_desk.shell.buttons import label

_LEVELS = 4  # how far the header gives way, see `Header.fit`


class Header(QWidget):
    """Holds the menu bar itself; `find` opens the finder, `lock` and `user` serve the session."""

    def __init__(self, clock: Clock, find: QAction, lock: QAction, user: str, user_menu: QMenu) -> None:
        super().__init__()
        self._clock = clock
        self.setProperty("look", "window")
        self.menu_bar = QMenuBar()
        self.menu_bar.setNativeMenuBar(False)
        self.menu_bar.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(8)
        row.addWidget(self.menu_bar, 4)
        self.find_button = self._find(find)
        row.addWidget(self.find_button, 3)
        self.date = label("", "muted")
        row.addWidget(self.date)
        self.lock_button = QToolButton()
        self.lock_button.setDefaultAction(lock)
        self.lock_button.setProperty("kind", "icon")
        self.lock_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.lock_button.setIconSize(QSize(fonts.scaled(16), fonts.scaled(16)))
        row.addWidget(self.lock_button)
        self._user = user
        self.user_button = UserButton(user)
        self.user_button.setMenu(user_menu)
        row.addWidget(self.user_button)
        self._timer = QTimer(self, interval=10_000)
        self._timer.timeout.connect(self._tick)
        self._timer.start()
        theme.on_change(self._measure)
        self._measure()
        self._tick()

    def fit(self) -> None:
        """Give the menus all their room, so that none hides behind an arrow.

        Where the window is narrow or the text large, the date goes first, then the words of the search,
        then the user's name.
        """
        wanted = self.menu_bar.sizeHint().width()
        for level in range(_LEVELS):
            self._shrink(level)
            beside = self.layout_width() + wanted
            if beside <= self.width():
                break
        self.menu_bar.setMinimumWidth(wanted if beside <= self.width() else 0)

    def layout_width(self) -> int:
        """Return the room in pixels that all but the menus takes at least."""
        row = self.layout()
        assert row is not None
        edges = row.contentsMargins()
        shown = [
            w for w in (self.find_button, self.date, self.lock_button, self.user_button) if not w.isHidden()
        ]
        rooms = [
            self.find_button.minimumWidth() if one is self.find_button else one.sizeHint().width()
            for one in shown
        ]
        return sum(rooms) + len(shown) * row.spacing() + edges.left() + edges.right()

    def _shrink(self, level: int) -> None:
        self.date.setVisible(level < 1)
        found = level < 2
        self.find_button.setText(tr("Find anything") if found else "")
        self._keys.setVisible(found)
        words = self.find_button.fontMetrics().horizontalAdvance(tr("Find anything"))
        least = words + self._keys.sizeHint().width() + fonts.scaled(56) if found else fonts.scaled(40)
        self.find_button.setMinimumWidth(least)
        self.find_button.setMaximumWidth(max(least, fonts.scaled(264)) if found else least)
        self.user_button.setText(self._user if level < 3 else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self.fit()

    def _find(self, find: QAction) -> QPushButton:
        made = QPushButton(tr("Find anything"))
        made.setMinimumHeight(fonts.scaled(28))
        made.setProperty("look", "find")
        made.setIcon(icons.icon("search", "muted"))
        made.setIconSize(QSize(fonts.scaled(16), fonts.scaled(16)))
        made.setAccessibleName(tr("Find anything"))
        made.setAutoDefault(False)
        made.clicked.connect(find.trigger)
        keys = find.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        inner = QHBoxLayout(made)
        inner.setContentsMargins(8, 0, 8, 0)
        inner.addStretch(1)
        hint = self._keys = label(keys, "key")
        hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        hint.setFixedHeight(fonts.scaled(18))
        inner.addWidget(hint, 0, Qt.AlignmentFlag.AlignVCenter)
        return made

    def _measure(self) -> None:
        self.setFixedHeight(fonts.scaled(44))
        self.fit()

    def _tick(self) -> None:
        now = self._clock.now()
        language = screen_language()
        self.date.setText(f"{language.day(now.astimezone().date())} · {language.clock_time(now)}")


class UserButton(QToolButton):
    """Who is logged in: a disc with initials, the name, a chevron; opens the menu of the session."""

    def __init__(self, user: str) -> None:
        super().__init__()
        self._initials = "".join(word[0] for word in user.split()[:2]).upper()
        self.setText(user)
        self.setProperty("look", "user")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("User {name}", name=user))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button, then disc and chevron in the room that the style sheet leaves."""
        super().paintEvent(event)
        of = theme.tones()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side, y = fonts.scaled(22), (self.height() - fonts.scaled(22)) // 2
        rtl = self.isRightToLeft()
        disc = QRect(self.width() - side - 6 if rtl else 6, y, side, side)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(of.color("accent_soft"))
        painter.drawEllipse(disc)
        painter.setPen(of.color("accent"))
        painter.setFont(fonts.font(fonts.Size.CAPTION, fonts.SEMIBOLD))
        painter.drawText(disc, int(Qt.AlignmentFlag.AlignCenter), self._initials)
        small = fonts.scaled(14)
        x = 6 if rtl else self.width() - small - 6
        icons.paint(painter, QRect(x, (self.height() - small) // 2, small, small), "chevron-down", of.text)
