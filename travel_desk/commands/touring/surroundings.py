"""Where the tour takes place: no screen, and folders that are nobody's."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

WIDE, HIGH = 1920, 1080  # pixels of the screen that is not there


def surround(place: Path) -> None:
    """Let Qt draw off screen, and let settings, log and desks lie beneath `place`.

    Another platform that QT_QPA_PLATFORM names is kept, for who wants to watch. Nothing
    of Qt may be imported yet.
    """
    screen = {
        "name": "tour", "x": 0, "y": 0, "width": WIDE, "height": HIGH,
        "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1,
    }  # fmt: skip
    described = place / "screen.json"
    described.write_text(json.dumps({"screens": [screen]}), encoding="utf-8")
    if os.environ.get("QT_QPA_PLATFORM", "offscreen") == "offscreen":
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={described}"
    for name in ("CONFIG", "DATA", "STATE"):
        os.environ[f"XDG_{name}_HOME"] = str(place / name.lower())
    for name in ("QT_SCALE_FACTOR", "QT_STYLE_OVERRIDE", "QT_FONT_DPI"):
        os.environ.pop(name, None)


def hush() -> None:
    """Let Qt say what is worth saying: not what a platform without a screen does not support."""
    from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler  # after `surround`

    def tell(_kind: QtMsgType, _where: QMessageLogContext, text: str) -> None:
        if not text.startswith("This plugin does not support"):
            sys.stderr.write(f"{text}\n")

    qInstallMessageHandler(tell)
