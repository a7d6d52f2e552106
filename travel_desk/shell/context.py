"""What every page and dialog is given: background work, navigation, toasts, the registries."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from travel_desk.base.clock import Clock
from travel_desk.base.language import tr
from travel_desk.base.message import Message, Refused, Trouble, msg
from travel_desk.base.settings import Settings
from travel_desk.shell import theme
from travel_desk.shell.background import Background, owner_of
from travel_desk.shell.registry import Deeds, Finders, Histories, ListDeeds, Scans, Sections

log = logging.getLogger(__name__)

Said = Refused | Trouble
Done = Callable[[Any], object]


class Undo(Protocol):
    """How a deed is taken back: a sentence that says what was done, and the deed that undoes it."""

    @property
    def label(self) -> Message: ...  # noqa: D102
    @property
    def action(self) -> Callable[..., Any]: ...  # noqa: D102
    @property
    def args(self) -> tuple[Any, ...]: ...  # noqa: D102


class Context(QObject):
    """The one object by which a page reaches everything outside itself.

    desk: what actions and queries get as first argument; the shell only hands it on.
    allowed: tells whether the user's roles may do a verb (given by app).
    """

    changed = Signal(object)  # frozenset[str]
    toasted = Signal(str, object)  # text, Callable[[], None] | None
    opened = Signal(str, int)  # kind, id
    defect = Signal(object)  # Exception
    locking = Signal()  # dialogs keep their drafts now

    def __init__(
        self,
        desk: Any,
        settings: Settings,
        clock: Clock,
        allowed: Callable[[str], bool] = lambda _verb: True,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self.settings = settings
        self.clock = clock
        self.sections = Sections()
        self.deeds = Deeds()
        self.list_deeds = ListDeeds()
        self.finders = Finders()
        self.scans = Scans()
        self.histories = Histories()
        self.background = Background(self)
        self._allowed = allowed
        # Why drafts could not be kept since the last `settle` began: a toast is not seen under a lock.
        self.unkept: list[Message] = []

    @property
    def tones(self) -> theme.Tones:
        """The colours of the theme in force."""
        return theme.tones()

    def allowed(self, verb: str) -> bool:
        """Tell whether the user may do `verb`, to grey what they may not; the action refuses anyway."""
        return self._allowed(verb)

    def run(
        self,
        action: Callable[..., Any],
        *args: Any,
        done: Done | None = None,
        refused: Callable[[Said], object] | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Do the deed `action(desk, *args)` on the writer thread, then tell everyone what changed.

        done: gets `changed.value` on the GUI thread. refused: gets the Refused or Trouble; without
        it the sentence is a toast. A defect is logged and reported; `refused` then gets a Trouble so
        that a dialog is no longer busy. owner: once it is destroyed, nobody is called back.
        """
        waiting = owner or owner_of(done) or owner_of(refused)
        # The announcement is owed even when who asked is gone: the owner is asked at `done` only.
        self.background.write(
            action,
            self.desk,
            *args,
            done=partial(self._after, done, waiting),
            failed=partial(self._failed, refused, waiting),
            owner=self,
        )

    def read(
        self,
        query: Callable[..., Any],
        *args: Any,
        done: Done,
        failed: Callable[[Said], object] | None = None,
        channel: str | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Ask `query(desk, *args)` on a reader thread and give `done` the answer.

        channel: a newer read on the same channel interrupts the older one, whose answer is dropped.
        failed: gets the Refused or Trouble; without it the sentence is a toast.
        """
        waiting = owner or owner_of(done)
        self.background.read(
            query,
            self.desk,
            *args,
            done=done,
            failed=partial(self._failed, failed, waiting),
            channel=channel,
            owner=waiting,
        )

    def compute(
        self,
        work: Callable[..., Any],
        *args: Any,
        done: Done,
        failed: Callable[[Said], object] | None = None,
        channel: str | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Do `work(*args)`, which needs no desk (drawing pages, reading a file), on a reader thread."""
        waiting = owner or owner_of(done)
        self.background.read(
            work,
            *args,
            done=done,
            failed=partial(self._failed, failed, waiting),
            channel=channel,
            owner=waiting,
        )

    def open(self, kind: str, id: int) -> None:
        """Go to the page that shows subjects of `kind`, at subject `id`."""
        self.opened.emit(kind, id)

    def toast(self, text: str, undo: Callable[[], None] | None = None) -> None:
        """Show a short message; with `undo` it carries an Undo button."""
        self.toasted.emit(text, undo)

    def announce(self, subjects: Iterable[str]) -> None:
        """Tell the pages that these subjects changed."""
        told = frozenset(subjects)
        if told:
            self.changed.emit(told)

    def draft_save(
        self,
        kind: str,
        subject: str,
        content: Mapping[str, Any],
        done: Callable[[], object] | None = None,
        failed: Callable[[Said], object] | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Keep an unfinished dialog, encrypted, for this user; then call `done`.

        failed: gets the Trouble; without it, or once `owner` is destroyed, the sentence is a toast.
        """

        def kept(_: None) -> None:
            if done is not None and _alive(owner):
                done()

        def unkept(error: Exception) -> None:
            if isinstance(error, Refused | Trouble):
                self.unkept.append(error.message)
            else:
                self.unkept.append(msg("a defect of the program"))
            self._failed(failed if _alive(owner) else None, owner, error)

        save = self._drafts("save")
        self.background.write(save, kind, subject, dict(content), done=kept, failed=unkept, owner=self)

    def draft_load(self, kind: str, subject: str, done: Done, owner: QObject | None = None) -> None:
        """Give `done` the content kept for a dialog, or None."""
        self.background.write(
            self._drafts("load"), kind, subject, done=done, failed=self._draft_failed, owner=owner
        )

    def draft_discard(self, kind: str, subject: str) -> None:
        """Forget the content kept for a dialog."""
        self.background.write(self._drafts("discard"), kind, subject, failed=self._draft_failed)

    def settle(self, done: Callable[[], object]) -> None:
        """Call `done` once all deeds and drafts asked for so far are written (before a lock).

        `unkept` then tells why drafts could not be written.
        """
        self.unkept = []
        self.locking.emit()
        self.background.write(lambda: None, done=lambda _: done(), owner=self)

    def close(self) -> None:
        """End the background work; called once, when the window closes."""
        self.background.close()

    def _drafts(self, verb: str) -> Callable[..., Any]:
        desk = self.desk
        return lambda *args: getattr(desk.drafts, verb)(*args)

    def _draft_failed(self, error: Exception) -> None:
        self._failed(None, None, error)

    def _after(self, done: Done | None, waiting: QObject | None, changed: Any) -> None:
        if done is not None and _alive(waiting):
            done(getattr(changed, "value", changed))
        # Every deed wrote an entry, whatever else it changed.
        self.announce({*getattr(changed, "subjects", ()), "journal"})
        undo: Undo | None = getattr(changed, "undo", None)
        if undo is not None:
            self.toast(tr(undo.label), partial(self.run, undo.action, *undo.args))
        note = getattr(changed, "note", None)
        if note is not None:
            self.toast(tr(note))

    def _failed(
        self, refused: Callable[[Said], object] | None, waiting: QObject | None, error: Exception
    ) -> None:
        if not isinstance(error, Refused | Trouble):
            log.error("defect", exc_info=stripped(error))
            self.defect.emit(error)
            if refused is None:
                return
            error = Trouble(msg("This is a defect of the program. Nothing was changed; please report it."))
        if refused is None:
            self.toast(tr(error.message))
        elif _alive(waiting):
            refused(error)


def _alive(owner: QObject | None) -> bool:
    return owner is None or isValid(owner)


def stripped(error: BaseException) -> Exception:
    """Return an error of the same name and place whose text holds no values (they may be personal)."""
    return RuntimeError(type(error).__name__).with_traceback(error.__traceback__)
