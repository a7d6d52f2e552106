"""The dialog of a deed: fields, problem line, draft keeping, a second person, named buttons."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QMenu,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from travel_desk.base.language import screen_language, tr
from travel_desk.base.message import Message
from travel_desk.shell import fonts, taborder
from travel_desk.shell.buttons import ActionButton, IconLabel, Kind, hairline, label, make_action
from travel_desk.shell.context import Context, Said
from travel_desk.shell.fields.note import FieldNote, Labelled, Level
from travel_desk.shell.over import OverDialog, height_of
from travel_desk.shell.problem import ProblemLine
from travel_desk.shell.second import SecondPerson
from travel_desk.shell.side import side_panel

DRAFT_PAUSE = 600  # milliseconds after the last change


class DeedDialog(OverDialog):
    """One deed. A subclass builds `body` (and `side`), then answers `submit`; opened by `open()`.

    title, primary: translated; `primary` names the deed ("Hand Out Passport"). secondary: the safe way out.
    danger: the safe button is the default, the deed's button looks dangerous.
    draft: (kind, subject) under which the unfinished dialog is kept, or None; see `collect`.
    side: True adds a panel at the trailing edge (`self.side`).
    """

    deed_done = Signal(object)  # the value that the action returned

    def __init__(
        self,
        context: Context,
        title: str,
        *,
        primary: str,
        secondary: str = "",
        parent: QWidget | None = None,
        danger: bool = False,
        side: bool = False,
        width: int = 560,
        height: int = 0,
        draft: tuple[str, str] | None = None,
    ) -> None:
        super().__init__(parent)
        self.context = context
        self.setWindowTitle(title)
        self.second: SecondPerson | None = None
        self._fields: dict[str, tuple[QWidget, FieldNote | None]] = {}
        self._draft = draft
        self._restoring = False
        self._dirty = False
        self._busy = False
        self._finished = False
        self._done: Callable[[Any], object] | None = None
        self._close_after = True
        self._want = (width, height)
        self._has_side = side
        self.do = make_action(primary, self._pressed, self, shortcut="Ctrl+Return")
        self.leave = make_action(
            secondary or (tr("Close, Keep Draft") if draft else tr("Close")),
            self.reject,
            self,
            shortcut="Esc",
        )
        self.primary_button = ActionButton(self.do, Kind.DANGER if danger else Kind.PRIMARY)
        self.secondary_button = ActionButton(self.leave)
        default = self.secondary_button if danger else self.primary_button
        default.setDefault(True)
        self.default_button = default
        self._pause = QTimer(self, singleShot=True, interval=DRAFT_PAUSE)
        self._pause.timeout.connect(self.keep_draft)
        context.locking.connect(self.keep_draft)
        self.body = QVBoxLayout()
        self.side = QVBoxLayout()
        self._build(side)

    # -- what a dialog answers -----------------------------------------------------------------

    def submit(self) -> None:
        """Check the fields and call `self.run(action, ...)`; called by the primary button."""
        raise NotImplementedError

    def collect(self) -> dict[str, Any] | None:
        """Return what the fields hold, as JSON can hold it; None keeps no draft."""
        return None

    def restore(self, content: Mapping[str, Any]) -> None:
        """Fill the fields with what `collect` returned."""

    def scanned(self, text: str) -> bool:
        """Take what a reader scanned while this dialog was on top; False where it can use it for nothing."""
        return False

    # -- what a dialog uses --------------------------------------------------------------------

    def field(self, name: str, labelled: Labelled | QWidget, *, watch: bool = True) -> Labelled | QWidget:
        """Know a field by the `field=` of a refusal, so that the sentence stands beneath it; return it.

        watch: its changes keep the draft.
        """
        if isinstance(labelled, Labelled):
            self._fields[name] = (labelled.field, labelled.note)
            widget: QWidget = labelled.field
        else:
            self._fields[name] = (labelled, None)
            widget = labelled
        if watch and hasattr(widget, "changed"):
            widget.changed.connect(self.touched)
        elif watch and isinstance(widget, QAbstractButton):
            widget.toggled.connect(lambda _on: self.touched())
        return labelled

    def touched(self) -> None:
        """Note that something was typed: the problem is put aside, the draft kept after a moment."""
        if self._restoring:
            return
        self._dirty = True
        self.clear_problem()
        if self._draft is not None:
            self._pause.start()

    def run(
        self,
        action: Callable[..., Any],
        *args: Any,
        done: Callable[[Any], object] | None = None,
        close: bool = True,
    ) -> None:
        """Do the deed; a refusal stands in the problem line, success closes the dialog.

        done: gets the value before `deed_done` is told. close: False keeps the dialog open.
        """
        if self._busy:
            return
        self.clear_problem()
        self.set_busy(True)
        self._close_after = close
        self._done = done
        self.context.run(action, *args, done=self._succeeded, refused=self._refused, owner=self)

    def problem(self, message: Message | str, field: str = "") -> None:
        """Show a sentence: beneath its field where it names one, else in the problem line."""
        text = tr(message) if isinstance(message, Message) else message
        widget, note = self._fields.get(field, (None, None))
        if note is not None:
            note.say(text, Level.ERROR)
            self._noted.add(field)
        else:
            self._problem.show_text(text)
        if widget is not None:
            widget.setFocus(Qt.FocusReason.OtherFocusReason)
            self._scroll.ensureWidgetVisible(widget, 0, 60)

    def clear_problem(self) -> None:
        """Take the problem line away, and what `problem` said at fields."""
        self._problem.show_text("")
        for name in self._noted:
            note = self._fields[name][1]
            if note is not None:
                note.clear()
        self._noted.clear()

    def problem_text(self) -> str:
        """Return what the problem line and the notes of `problem` say."""
        notes = [self._fields[name][1] for name in sorted(self._noted)]
        return "\n".join([t for t in (self._problem.text(), *(n.text() for n in notes if n)) if t])

    def footnote(self, text: str, icon: str = "check", tone: str = "success") -> None:
        """Say something at the bottom, beside the buttons."""
        self._foot_icon.set(icon, tone)
        self._foot_icon.setVisible(bool(text))
        self._foot_text.setText(text)

    def add_footer_action(self, action: QAction) -> ActionButton:
        """Add a flat button at the bottom ("Copy Last Trip"); return it."""
        made = ActionButton(action, Kind.FLAT)
        self._foot_row.insertWidget(2, made)
        # It stands in the dialog's own menu too (Menu key, right click).
        action.setParent(self._menu)
        self._menu.addAction(action)
        return made

    def ask_second(self, reason: str) -> SecondPerson:
        """Add the panel in which a second person confirms with their own password; return it."""
        self.second = SecondPerson(reason)
        self.body.insertWidget(max(0, self.body.count() - 1), self.second)
        self._fields["second"] = (self.second.user, self.second.note)
        self._fields["second_password"] = (self.second.password, self.second.note)
        return self.second

    def set_busy(self, busy: bool) -> None:
        """Lock the dialog while the deed is being done."""
        self._busy = busy
        self._content.setEnabled(not busy)
        self.do.setEnabled(not busy)
        self.setCursor(Qt.CursorShape.BusyCursor if busy else Qt.CursorShape.ArrowCursor)

    def keep_draft(self) -> None:
        """Keep what was typed, now."""
        self._pause.stop()
        if self._draft is None or not self._dirty or self._finished:
            return
        content = self.collect()
        if content is None:
            return
        self._dirty = False
        self.context.draft_save(*self._draft, content, self._draft_kept, self._draft_unkept, self)

    def load_draft(self) -> None:
        """Fill the dialog with the draft kept for it, if there is one."""
        if self._draft is not None:
            self.context.draft_load(*self._draft, done=self._restored, owner=self)

    def discard_draft(self) -> None:
        """Forget the draft."""
        self._pause.stop()
        self._dirty = False
        if self._draft is not None:
            self.context.draft_discard(*self._draft)

    # -- Qt -------------------------------------------------------------------------------------

    def open(self) -> None:
        """Open over the parent window, which is dimmed; a draft kept for the dialog is filled in."""
        parent = self.parentWidget()
        self.ensurePolished()
        wide = fonts.scaled(self._want[0])
        high = fonts.scaled(self._want[1]) if self._want[1] else self._needed(wide)
        if parent is not None:
            wide, high = min(wide, parent.width() - 48), min(high, parent.height() - 48)
            self.dim()
        self.resize(wide, max(high, fonts.scaled(180)))
        taborder.order([self.layout()])
        super().open()
        self._focus_first()
        self.load_draft()

    def grow(self) -> None:
        """Be as high as what the dialog holds by now, as far as the window beneath has room for it."""
        QTimer.singleShot(0, self, self._grow)  # what was added takes its room only then

    def _grow(self) -> None:
        high, parent = self._needed(self.width()), self.parentWidget()
        most = parent.height() - 48 if parent is not None else high
        self.resize(self.width(), max(self.height(), min(high, most)))

    def _needed(self, wide: int) -> int:
        """Return how high the dialog must be to show all that it holds, in pixels."""
        inside = wide - (fonts.scaled(300) if self._has_side else 0)
        return height_of(self._scroll, inside) + fonts.scaled(60)

    def _focus_first(self) -> None:
        """Put the keyboard into the first field, unless the dialog chose a place itself or is a danger."""
        now = self.focusWidget()
        inside = self._scroll.widget()
        chosen = now is not None and inside is not None and inside.isAncestorOf(now)
        if self._fields and not chosen and self.default_button is self.primary_button:
            next(iter(self._fields.values()))[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def reject(self) -> None:
        """Close by the safe way: keep the draft, do nothing."""
        if self._busy:
            return
        self.keep_draft()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep the draft when the window manager closes the dialog; stay while a deed is being done."""
        if self._busy:
            event.ignore()
            return
        self.keep_draft()
        super().closeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the default button; inside a text of several lines it is a new line."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.default_button.click()
            return
        super().keyPressEvent(event)

    # -- inside ---------------------------------------------------------------------------------

    def _build(self, side: bool) -> None:
        self._noted: set[str] = set()
        self._problem = ProblemLine()
        self._menu = QMenu(self)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._pop_menu)
        holder = QWidget()
        holder.setProperty("look", "dialog-body")
        self.body = QVBoxLayout(holder)
        self.body.setContentsMargins(20, 16, 20, 16)
        self.body.setSpacing(12)
        self._scroll = QScrollArea()
        self._scroll.setProperty("look", "dialog-body")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(holder)
        self._content = QWidget()
        row = QHBoxLayout(self._content)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._scroll, 1)
        if side:
            row.addWidget(hairline(vertical=True))
            self.side = side_panel(row)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._content, 1)
        whole.addWidget(self._problem)
        whole.addWidget(hairline())
        whole.addWidget(self._footer())

    def _footer(self) -> QWidget:
        footer = QFrame()
        footer.setProperty("look", "panel")
        self._foot_row = QHBoxLayout(footer)
        self._foot_row.setContentsMargins(16, 10, 16, 10)
        self._foot_row.setSpacing(8)
        self._foot_icon = IconLabel("check", "success", 14)
        self._foot_icon.hide()
        self._foot_text = label("", "small", wrap=True)
        self._foot_row.addWidget(self._foot_icon)
        self._foot_row.addWidget(self._foot_text, 1)
        self._foot_row.addWidget(self.secondary_button)
        self._foot_row.addWidget(self.primary_button)
        return footer

    def _pop_menu(self, spot: QPoint) -> None:
        if not self._menu.isEmpty():
            self._menu.popup(self.mapToGlobal(spot))

    def _pressed(self) -> None:
        if not self._busy:
            self.submit()

    def _succeeded(self, value: Any) -> None:
        self.set_busy(False)
        if self._close_after:
            self._finished = True
            self.discard_draft()
        if self._done is not None:
            self._done(value)
        self.deed_done.emit(value)
        if self._close_after:
            self.accept()

    def _draft_kept(self) -> None:
        time = screen_language().clock_time(self.context.clock.now())
        self.footnote(tr("Draft kept {time}", time=time))

    def _draft_unkept(self, error: Said) -> None:
        """Say that what was typed stands nowhere but here, and try again at the next chance."""
        self._dirty = True
        self.footnote(tr("Draft not kept"), "warning", "warning")
        if self.isVisible():
            self.problem(error.message)
        else:
            self.context.toast(tr(error.message))

    def _refused(self, error: Said) -> None:
        self.set_busy(False)
        if self.second is not None:
            self.second.clear_password()
        self.problem(error.message, error.field)

    def _restored(self, content: Mapping[str, Any] | None) -> None:
        if not content:
            return
        self._restoring = True
        try:
            self.restore(content)
        except (LookupError, ValueError, TypeError, AttributeError):
            self.problem(tr("What was kept of this can’t be read: another release wrote it. Type it anew."))
            return
        finally:
            self._restoring = False
        self.footnote(tr("Continued from your draft"), "edit", "muted")
