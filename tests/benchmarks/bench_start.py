"""From the start of the process to the painted login window, beside a bare window.

The bare window is the one that PySide6's own introduction begins with: a label in the middle. Each
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

BARE = """
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
        timed(lambda: start("-c", BARE)),
    )
