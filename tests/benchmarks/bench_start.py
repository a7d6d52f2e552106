"""From the start of the process to the painted login window, beside two windows.

The bare window is an empty one: that is the figure the program owes. The hello world of PySide6's own
introduction loads a font too, as every window with text does; it is measured to tell the two apart. Each
process ends at its first paint, so that neither pays for tidying up.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from tests import factory
from tests.benchmarks.harness import Pair, benchmark, timed

EMPTY = """
import os, sys
from PySide6.QtWidgets import QApplication, QWidget
class Window(QWidget):
    def paintEvent(self, event):
        os._exit(0)
application = QApplication(sys.argv)
window = Window()
window.resize(1280, 720)
window.show()
sys.exit(application.exec())
"""
HELLO = """
import os, sys
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
class Window(QWidget):
    def __init__(self):
        super().__init__()
        label = QLabel("Hello World", alignment=Qt.AlignmentFlag.AlignCenter)
        QVBoxLayout(self).addWidget(label)
    def paintEvent(self, event):
        super().paintEvent(event)
        os._exit(0)
application = QApplication(sys.argv)
window = Window()
window.resize(1280, 720)
window.show()
sys.exit(application.exec())
"""


@benchmark("process start to painted login / a bare PySide6 window", most=1.5, rounds=15)
def login(stack: ExitStack) -> Pair:
    return _beside(stack, EMPTY)


@benchmark("process start to painted login / PySide6's hello world", most=1.5, rounds=15)
def login_beside_text(stack: ExitStack) -> Pair:
    return _beside(stack, HELLO)


def _beside(stack: ExitStack, yardstick: str) -> Pair:
    folder = stack.enter_context(tempfile.TemporaryDirectory())
    surroundings = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_CONFIG_HOME": folder,
        "XDG_DATA_HOME": folder,
        "XDG_STATE_HOME": folder,
    }
    surroundings.pop("PYTHONDONTWRITEBYTECODE", None)

    desk = factory.desk(Path(folder))
    desk.close()

    def start(*arguments: str) -> None:
        subprocess.run([sys.executable, *arguments], env=surroundings, check=True, capture_output=True)

    return Pair(
        timed(lambda: start("-m", "travel_desk", "--desk", str(desk.folder), "--measure-login")),
        timed(lambda: start("-c", yardstick)),
    )
