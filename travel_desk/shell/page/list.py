"""A list page: header, search, filters, rows, and the detail of the row that is selected."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from travel_desk.base.language import tr
from travel_desk.base.message import Refused, Trouble
from travel_desk.shell import fonts, taborder
from travel_desk.shell.buttons import ActionButton, button
from travel_desk.shell.context import Context
from travel_desk.shell.detail import Detail
from travel_desk.shell.fields.text import SearchField
from travel_desk.shell.page.asking import Ask
from travel_desk.shell.page.exporting import ExportedPage
from travel_desk.shell.page.filters import FilterBar, Segments
from travel_desk.shell.page.frame import ListFrame
from travel_desk.shell.page.states import EmptyState
from travel_desk.shell.rows import Column, RowsModel
from travel_desk.shell.table import RowsView


class ListPage(ExportedPage):
    """Most pages. A page of a duty sets the class attributes and answers the methods below.

    kind: what its rows are, for `context.open`, sections and deeds of higher duties.
    row_height: pixels at base size (37 officials, 48 with chips under lines).
    """

    kind: ClassVar[str] = ""
    row_height: ClassVar[int] = 37
    detail_width: ClassVar[int] = 464

    # -- what a page answers -------------------------------------------------------------------

    def columns(self) -> list[Column]:
        """Return the columns."""
        raise NotImplementedError

    def ask_subject(self, id: int) -> Ask:
        """Return the question whose answer is what `fill` shows of one subject."""
        raise NotImplementedError

    def fill(self, detail: Detail, subject: Any) -> None:
        """Show a subject in the empty detail pane; registered sections follow by themselves."""
        raise NotImplementedError

    def primary(self) -> QAction | None:
        """Return the deed of the header's button; asked once."""
        return None

    def search_hint(self) -> str:
        """Return the hint of the search field."""
        return tr("Search")

    def menu_title(self) -> str:
        """Return the name of the page's menu."""
        return self.title()

    def menu_actions(self) -> list[QAction]:
        """Return further deeds of the page's menu that belong to no subject."""
        return []

    # -- what the shell does -------------------------------------------------------------------

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.subject_id: int | None = None
        self.subject_actions: list[QAction] = []
        self._list_deeds: Sequence[QAction] | None = None
        self._made: list[QAction] = []
        self._shown_id: int | None = None
        self.segment_bar = Segments(self.segments())
        self.filter_bar = FilterBar(self.filters())
        self.search = SearchField(self.search_hint())
        self.primary_action = self.primary()
        self.model = RowsModel(self.columns(), self._fetch, self)
        self.table = RowsView(self.model, self.row_height)
        self.table.setAccessibleName(self.title())
        self.frame = ListFrame(
            self.title(), self.table, self.search, self.segment_bar, self.filter_bar, self.primary_action
        )
        self.detail = self.frame.detail
        self.footer = self.frame.footer
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.frame)
        width = context.settings.number(f"detail_width/{self.key}", 0)
        self.frame.want_width(width or fonts.scaled(self.detail_width))
        self.frame.pulled.connect(lambda wide: context.settings.put(f"detail_width/{self.key}", wide))
        self.search.searched.connect(lambda _text: self._ask(fresh=True))
        self.search.left_downwards.connect(self._to_table)
        self.filter_bar.chosen.connect(lambda _key: self._ask(fresh=True))
        self.segment_bar.chosen.connect(lambda _key: self._segment_chosen())
        self.table.selected.connect(self._select)
        self.table.activated_id.connect(self.activate)
        self.table.menu_wanted.connect(self._menu)
        self._clear_detail()

    @property
    def segment(self) -> str:
        """The key of the tab that is on."""
        return self.segment_bar.key()

    def reload(self, subjects: frozenset[str]) -> None:
        """Ask for the ids anew; selection and scroll position stay."""
        self._ask(fresh=False)

    def open_subject(self, kind: str, id: int) -> None:
        """Select a subject; a search or filter that hides it is put aside."""
        if self.model.place_of(id) >= 0:
            self.table.select_id(id)
            if self.subject_id == id:
                self._load(id)
            return
        self.subject_id = self._sought = id
        self._put_aside()
        self._load(id)
        self._ask(fresh=False)

    def activate(self, id: int) -> None:
        """Enter or a double click on a row: go to the detail pane."""
        first = next((w for w in self.detail.findChildren(ActionButton) if w.isEnabled()), None)
        (first or self.detail).setFocus(Qt.FocusReason.TabFocusReason)

    def menus(self) -> list[tuple[str, list[QAction]]]:
        """Return one menu: the page's own deed, those of the whole list, then those of the subject."""
        own = [self.primary_action] if self.primary_action is not None else []
        if self._list_deeds is None:
            self._list_deeds = self.context.list_deeds.make(self.context, self)
        actions = [*own, *self.menu_actions(), *self._list_deeds, *self.subject_actions]
        return [(self.menu_title(), actions)] if actions else []

    def focus_search(self) -> None:
        """Put the keyboard into the search."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def refresh_detail(self) -> None:
        """Read the subject that is shown anew."""
        if self.subject_id is not None:
            self._load(self.subject_id)

    def _segment_chosen(self) -> None:
        keys = self.filters()
        self.filter_bar.set_choices(keys)
        self._ask(fresh=True)

    def take_keyboard(self) -> None:
        """Put the keyboard into the list; into the search while there is none."""
        if self.frame.is_table():
            self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.focus_search()

    def _to_table(self) -> None:
        if self.frame.is_table():
            self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def _select(self, id: int | None) -> None:
        if id is None or id == self.subject_id:
            return
        self._load(id)

    def _load(self, id: int) -> None:
        self.subject_id = id
        ask = self.ask_subject(id)
        self.context.read(
            ask.query,
            *ask.args,
            done=lambda subject: self._fill(id, subject),
            failed=self._detail_failed,
            channel=f"{self.key}-detail",
            owner=self,
        )

    def _fill(self, id: int, subject: Any) -> None:
        again = self._shown_id == id
        bar = self.detail.verticalScrollBar().value() if again else 0
        self._shown_id = id
        self._keep_keyboard()
        self._drop_actions()
        self.detail.clear()
        self.frame.clear_footer()
        before = set(self._own_actions())
        self.fill(self.detail, subject)
        self._made = [action for action in self._own_actions() if action not in before]
        for section in self.context.sections.make(self.context, self.kind, id):
            self.detail.add(section)
        taborder.order([self])
        self.detail.verticalScrollBar().setValue(bar)
        self.menus_changed.emit()

    def _keep_keyboard(self) -> None:
        """Take the keyboard to the list before its pane goes: Qt would hand it to whatever comes next.

        Under an open dialog the window's own focus is meant, which it gets back.
        """
        at, pane = self.window().focusWidget(), self.footer.parentWidget()
        if at is not None and pane is not None and pane.isAncestorOf(at):
            place = self.table if self.frame.is_table() else self.detail
            place.setFocus(Qt.FocusReason.ActiveWindowFocusReason)  # given back: no other row is chosen

    def show_actions(
        self, own: Sequence[QAction], danger: Sequence[QAction] = (), also: Sequence[QAction] = ()
    ) -> None:
        """Add the subject's deeds, and those that higher duties registered, as buttons and to the menu.

        Called by `fill`, once. The first is the primary button. also: deeds that have their button
        elsewhere (an icon in the headline) and stand in the menu only.
        """
        assert self.subject_id is not None
        more = self.context.deeds.make(self.context, self.kind, self.subject_id, self)
        if more or own:
            self.detail.buttons([*more, *own], danger)
        self.subject_actions = [*more, *own, *also]

    def _own_actions(self) -> list[QAction]:
        return self.findChildren(QAction, options=Qt.FindChildOption.FindDirectChildrenOnly)

    def _drop_actions(self) -> None:
        """Forget what the last `fill` made; left behind, its shortcuts would be there twice."""
        for action in {*self._made, *self.subject_actions}:
            if action.parent() is self:
                self.removeAction(action)
                action.deleteLater()
        self._made = []
        self.subject_actions = []

    def _clear_detail(self) -> None:
        self.detail.clear()
        self.detail.add(EmptyState(tr("Choose a line to see it here"), icon=self.icon), line=False)
        self.detail.setAccessibleName(tr("Details"))

    def _detail_failed(self, error: Refused | Trouble) -> None:
        self._drop_actions()
        self.detail.clear()
        self.frame.clear_footer()
        again = button(tr("Try Again"), self.refresh_detail)
        self.detail.message(tr(error.message))
        self.detail.add(again, line=False)
        self.menus_changed.emit()

    def _menu(self, spot: QPoint) -> None:
        if not self.subject_actions:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(self.subject_actions)
        menu.popup(spot)
