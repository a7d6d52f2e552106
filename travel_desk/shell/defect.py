"""What a person sees of a defect: a sentence and a report that holds no personal value."""

from __future__ import annotations

import logging
import platform
import sys
import traceback
from collections.abc import Callable
from types import TracebackType

from PySide6 import __version__ as qt_version
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from travel_desk import __version__
from travel_desk.base.language import tr
from travel_desk.shell import fonts
from travel_desk.shell.buttons import IconLabel, Kind, button, label
from travel_desk.shell.context import stripped
from travel_desk.shell.over import OverDialog

log = logging.getLogger(__name__)


def report(error: BaseException) -> str:
    """Return the report of a defect: versions, the kind of error and the places it passed.

    The text of the error and all values stay out: they may name a person.
    """
    lines = [
        f"Travel Desk {__version__}, Python {platform.python_version()}",
        f"Qt {qt_version}, {platform.system()}",
    ]
    link: BaseException | None = error
    seen: set[int] = set()
    while link is not None and id(link) not in seen:  # an error may be its own cause
        seen.add(id(link))
        lines.append(type(link).__name__)
        for frame in traceback.extract_tb(link.__traceback__):
            name = frame.filename.replace("\\", "/").split("/site-packages/")[-1]
            name = name[name.rfind("travel_desk/") :] if "travel_desk/" in name else name.rsplit("/", 1)[-1]
            lines.append(f"  {name}:{frame.lineno} {frame.name}")
        link = link.__cause__ or link.__context__
    return "\n".join(lines)


def catch_all(show: Callable[[Exception], object]) -> None:
    """Let `show` (such as `context.defect.emit`) hear of errors that nobody caught in a slot or event.

    They are logged without their values first. Replaces `sys.excepthook`.
    """

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if not isinstance(error, Exception):
            sys.__excepthook__(kind, error, trace)
            return
        log.error("defect", exc_info=stripped(error))
        show(error)

    sys.excepthook = hook


class DefectDialog(OverDialog):
    """Says that the program has a defect, what that means for the work, and gives the report."""

    def __init__(self, error: BaseException, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Defect in the program"))
        self.report = report(error)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(IconLabel("warning", "danger", 24), 0, Qt.AlignmentFlag.AlignTop)
        text = tr(
            "The program has a defect: what you asked for was not done, and nothing was half done. "
            "You can go on working. Please send this report to whoever looks after the program; "
            "it holds no names and no numbers of passports."
        )
        top.addWidget(label(text, wrap=True), 1)
        column.addLayout(top)
        box = QPlainTextEdit(self.report)
        box.setReadOnly(True)
        box.setTabChangesFocus(True)
        box.setFont(fonts.mono())
        box.setAccessibleName(tr("Report"))
        column.addWidget(box, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(button(tr("Copy Report"), self.copy, icon="copy"))
        close = button(tr("Close"), self.accept, Kind.PRIMARY)
        close.setDefault(True)
        row.addWidget(close)
        column.addLayout(row)
        self.resize(fonts.scaled(600), fonts.scaled(360))
        close.setFocus()

    def copy(self) -> None:
        """Put the report on the clipboard."""
        QGuiApplication.clipboard().setText(self.report)
