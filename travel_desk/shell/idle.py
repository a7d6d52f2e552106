"""Notices that nobody touches keyboard or mouse, so that the window can lock."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal

from travel_desk.base.clock import Clock

_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
    }
)


class IdleWatch(QObject):
    """Tells `idle` once after `minutes` without a touch; 0 watches nothing. `touch` begins anew.

    clock: tells how long the machine slept, since a timer stands still meanwhile; the first touch after
    too long a sleep is no touch but the end.
    """

    idle = Signal()

    def __init__(self, minutes: float, parent: QObject | None = None, clock: Clock | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._touched: datetime | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.idle)
        self.set_minutes(minutes)
        app = QCoreApplication.instance()
        assert app is not None
        app.installEventFilter(self)

    def set_minutes(self, minutes: float) -> None:
        """Wait another time from now on."""
        self._timer.setInterval(round(minutes * 60_000))
        self.touch()

    def touch(self) -> None:
        """Begin to count anew."""
        self._touched = self._clock.now() if self._clock else None
        if self._timer.interval() > 0:
            self._timer.start()
        else:
            self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take note of every touch and let it pass."""
        if event.type() in _TOUCHES:
            if self._timer.isActive() and self._slept():
                self._timer.stop()
                self.idle.emit()
                return True
            self.touch()
        return False

    def _slept(self) -> bool:
        """Tell whether more time passed on the wall than the timer knows of."""
        if self._clock is None or self._touched is None:
            return False
        return self._clock.now() - self._touched > timedelta(milliseconds=self._timer.interval())
