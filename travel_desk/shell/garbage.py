"""Collecting garbage in the window's thread only.

Python collects reference cycles in whichever thread happens to make an object. A Qt object that dies so in
a thread of the background stops the program for ever: its destructor holds a lock of Qt while it waits
for the interpreter, and the window's thread holds the interpreter while it waits for that lock.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

PAUSE = 500  # milliseconds between two looks


class Collector(QObject):
    """While one of these is at work, cycles are collected by a timer of the window's thread alone."""

    _working = 0

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._ended = False
        Collector._working += 1
        gc.disable()
        self._timer = QTimer(self, interval=PAUSE)
        self._timer.timeout.connect(collect)
        self._timer.start()

    def end(self) -> None:
        """Let Python collect by itself again, once nobody else is at work."""
        self._timer.stop()
        if not self._ended:
            self._ended = True
            Collector._working -= 1
        if not Collector._working:
            gc.enable()


def collect() -> None:
    """Collect the youngest generations that have grown beyond Python's thresholds, as Python does."""
    counts, thresholds = gc.get_count(), gc.get_threshold()
    for generation in (2, 1, 0):
        if counts[generation] > thresholds[generation]:
            gc.collect(generation)
            return
