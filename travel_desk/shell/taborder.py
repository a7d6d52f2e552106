"""Tab goes through a window as its layouts stand, whatever the order in which the parts were made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QTextEdit,
    QWidget,
)

_WHOLE = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
)


def stops(root: QWidget | QLayout | None) -> Iterator[QWidget]:
    """Yield the widgets below `root` that take Tab, in the order of the layouts."""
    if root is None:
        return
    if isinstance(root, QLayout):
        for at in range(root.count()):
            item = root.itemAt(at)
            if item is not None:
                yield from stops(item.widget() or item.layout())
        return
    if root.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield root
    if isinstance(root, _WHOLE):
        return
    if isinstance(root, QScrollArea):
        yield from stops(root.widget())
    elif isinstance(root, QSplitter | QStackedWidget):
        for at in range(root.count()):
            yield from stops(root.widget(at))
    else:
        yield from stops(root.layout())


def order(roots: Sequence[QWidget | QLayout | None]) -> None:
    """Let Tab go through `roots` one after the other, each as its layouts stand."""
    chain = [stop for root in roots for stop in stops(root)]
    for before, after in pairwise(chain):
        QWidget.setTabOrder(before, after)
