"""The main window: sidebar, header with the menus, the page that is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QMenu, QMenuBar, QStackedWidget, QVBoxLayout, QWidget

from travel_desk.base.language import tr
from travel_desk.shell import fonts, taborder, theme
from travel_desk.shell.buttons import hairline, make_action
from travel_desk.shell.context import Context
from travel_desk.shell.copies import PlainCopies
from travel_desk.shell.defect import DefectDialog
from travel_desk.shell.finder import FinderPanel
from travel_desk.shell.header import Header
from travel_desk.shell.page.base import Page
from travel_desk.shell.sidebar import Sidebar
from travel_desk.shell.toast import Toast, say


class MainWindow(QMainWindow):
    """Holds the pages of one session. `pages` are classes; one is made when it is first shown.

    title, subtitle: beside the mark ("Travel Desk", the organisation). user: name of who is logged in.
    """

    lock_wanted = Signal()
    switch_user_wanted = Signal()
    closing = Signal()
    theme_chosen = Signal(str)

    def __init__(
        self,
        context: Context,
        pages: Sequence[type[Page]],
        *,
        title: str = "",
        subtitle: str = "",
        user: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.context = context
        self._classes = {page.key: page for page in pages if not page.verb or context.allowed(page.verb)}
        self._pages: dict[str, Page] = {}
        self._stale: dict[str, frozenset[str]] = {}
        self._shown = ""
        self._page_menus: dict[str, list[QMenu]] = {}
        self.setWindowTitle(f"{tr('Travel Desk')} – {subtitle}" if subtitle else tr("Travel Desk"))
        self.setProperty("look", "window")
        self.setMinimumSize(960, 600)
        self._make_actions()
        self.sidebar = Sidebar(list(self._classes.values()), title or tr("Travel Desk"), subtitle)
        self.header = Header(context.clock, self.find_action, self.lock_action, user, self._user_menu())
        self.stack = QStackedWidget()
        self._build()
        self.toast = Toast(self)
        PlainCopies(self)
        self.finder = FinderPanel(context, self, self.commands)
        self._build_menus()
        self.sidebar.chosen.connect(self.show_page)
        context.changed.connect(self._announced)
        context.opened.connect(self.open_subject)
        context.toasted.connect(self._say)
        context.defect.connect(self._defect)
        self._restore()

    # -- pages ----------------------------------------------------------------------------------

    def page(self, key: str) -> Page:
        """Return a page, made at first use; raises KeyError for one that this user doesn't have."""
        if key not in self._pages:
            kind = self._classes[key]
            made = kind(self.context)
            self._pages[key] = made
            self._stale[key] = kind.subjects
            made.counted.connect(lambda count: self.sidebar.set_count(key, count))
            made.menus_changed.connect(partial(self._menus_changed, key))
            self.stack.addWidget(made)
            self._menus_changed(key)
            self.order_tabs()
        return self._pages[key]

    def keys(self) -> list[str]:
        """Return the keys of the pages that this user has, in their order."""
        return list(self._classes)

    def current_page(self) -> Page | None:
        """Return the page that is shown."""
        return self._pages.get(self._shown)

    def show_page(self, key: str) -> None:
        """Show a page; it reloads if something of its own changed since it was last shown."""
        page = self.page(key)
        self._shown = key
        self.stack.setCurrentWidget(page)
        self.sidebar.select(key)
        stale = self._stale.pop(key, None)
        if stale is not None:
            page.reload(stale)
        self._show_menus()
        self.context.settings.put("page", key)

    def _go(self, key: str) -> None:
        """Show a page and put the keyboard into it."""
        self.show_page(key)
        self.page(key).take_keyboard()

    def open_subject(self, kind: str, id: int) -> None:
        """Go to the page that shows subjects of this kind."""
        self.finder.close_panel()  # a scan may come while it is open
        for key, known in self._classes.items():
            if kind in known.opens:
                page = self.page(key)
                self.show_page(key)
                page.open_subject(kind, id)
                return
        self.context.toast(tr("You may not see this. Ask the desk head."))

    def make_all_pages(self) -> None:
        """Make and load the pages not shown yet, one at each turn of the event loop, for their counts."""
        waiting = [key for key in self._classes if key not in self._pages]
        if not waiting:
            return
        page = self.page(waiting[0])
        page.reload(self._stale.pop(waiting[0], page.subjects))
        QTimer.singleShot(0, self, self.make_all_pages)

    def _say(self, text: str, undo: Callable[[], None] | None) -> None:
        say(self.toast, text, undo)

    def commands(self) -> list[tuple[str, QAction]]:
        """Return all actions of the menus with the title of their menu, for the finder."""
        found: list[tuple[str, QAction]] = []
        for entry in self.header.menu_bar.actions():
            menu = entry.menu()
            if isinstance(menu, QMenu) and entry.isVisible():
                found += [
                    (entry.text(), a) for a in menu.actions() if not a.isSeparator() and a.menu() is None
                ]
        return [pair for pair in found if pair[1] is not self.find_action]

    def menuBar(self) -> QMenuBar:
        """Return the menu bar in the header (a QMainWindow would make another one)."""
        return self.header.menu_bar

    def enter_menu(self) -> None:
        """Go to the menu bar by F10, as the desktop's other programs do."""
        bar = self.menuBar()
        shown = [action for action in bar.actions() if action.isVisible()]
        bar.setFocus(Qt.FocusReason.MenuBarFocusReason)
        bar.setActiveAction(shown[0])

    def order_tabs(self) -> None:
        """Let Tab go from the sidebar over header and page to the message at the bottom."""
        taborder.order([self.sidebar, self.header, self.stack, self.toast, self.finder])

    # -- inside ---------------------------------------------------------------------------------

    def _build(self) -> None:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(hairline())
        column.addWidget(self.stack, 1)
        whole = QWidget()
        whole.setProperty("look", "window")
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addWidget(hairline(vertical=True))
        row.addWidget(right, 1)
        self.setCentralWidget(whole)

    def _make_actions(self) -> None:
        QShortcut(QKeySequence("F10"), self, activated=self.enter_menu)  # type: ignore[call-overload]
        self.find_action = make_action(
            tr("Find Anything…"), lambda: self.finder.pop(), self, icon="search", shortcut="Ctrl+K"
        )
        self.search_action = make_action(
            tr("Search This Page"), self._search_page, self, icon="search", shortcut="Ctrl+F"
        )
        self.reload_action = make_action(tr("Reload"), self._reload_page, self, icon="refresh", shortcut="F5")
        self.lock_action = make_action(
            tr("Lock"), self.lock_wanted.emit, self, icon="lock", shortcut="Ctrl+Shift+L"
        )
        self.switch_action = make_action(
            tr("Switch User…"), self.switch_user_wanted.emit, self, icon="users", shortcut="Ctrl+Shift+U"
        )
        self.quit_action = make_action(tr("Quit"), self.close, self, shortcut="Ctrl+Q")

    def _user_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addActions([self.lock_action, self.switch_action])
        return menu

    def _build_menus(self) -> None:
        bar = self.header.menu_bar
        desk = bar.addMenu(tr("&Desk"))
        desk.addActions([self.find_action, self.search_action, self.reload_action])
        desk.addSeparator()
        desk.addActions([self.lock_action, self.switch_action])
        self.desk_menu = desk
        self._desk_end = desk.addSeparator()
        desk.addAction(self.quit_action)
        view = bar.addMenu(tr("&View"))
        for at, (key, page) in enumerate(self._classes.items()):
            keys = f"Ctrl+{at + 1}" if at < 9 else ""
            view.addAction(
                make_action(page.title(), partial(self._go, key), self, icon=page.icon, shortcut=keys)
            )
        view.addSeparator()
        for text, choice in ((tr("Light"), "light"), (tr("Dark"), "dark"), (tr("As the System"), "system")):
            view.addAction(make_action(text, partial(self._dress, choice), self))
        view.addSeparator()
        view.addAction(make_action(tr("Larger Text"), partial(self._resize_text, 1), self, shortcut="Ctrl++"))
        view.addAction(
            make_action(tr("Smaller Text"), partial(self._resize_text, -1), self, shortcut="Ctrl+-")
        )
        view.addAction(make_action(tr("Normal Text"), partial(self._resize_text, 0), self, shortcut="Ctrl+0"))
        self.view_menu = view

    def add_desk_actions(self, actions: Sequence[QAction]) -> None:
        """Add deeds of the whole desk (settings, backup) to the first menu."""
        for action in actions:
            self.desk_menu.insertAction(self._desk_end, action)

    def add_menu(self, title: str, actions: Sequence[QAction]) -> QMenu:
        """Add a menu that stays whatever page is shown."""
        menu = self.header.menu_bar.addMenu(title)
        menu.addActions(list(actions))
        return menu

    def _menus_changed(self, key: str) -> None:
        """Make the menus of one page anew; those of pages that are not shown are kept out of sight."""
        bar = self.header.menu_bar
        for old in self._page_menus.pop(key, []):
            bar.removeAction(old.menuAction())
            old.deleteLater()
        made: list[QMenu] = []
        for title, actions in self._pages[key].menus():
            menu = QMenu(title, bar)
            menu.addActions(actions)
            bar.insertMenu(self.view_menu.menuAction(), menu)
            made.append(menu)
        self._page_menus[key] = made
        self._show_menus()

    def _show_menus(self) -> None:
        for key, menus in self._page_menus.items():
            for menu in menus:
                menu.menuAction().setVisible(key == self._shown)
        self.header.fit()

    def _announced(self, subjects: frozenset[str]) -> None:
        for key, page in self._pages.items():
            mine = subjects & type(page).subjects
            if not mine:
                continue
            if key == self._shown:
                page.reload(mine)
            else:
                self._stale[key] = self._stale.get(key, frozenset()) | mine

    def _search_page(self) -> None:
        page = self.current_page()
        if page is not None:
            page.focus_search()

    def _reload_page(self) -> None:
        page = self.current_page()
        if page is not None:
            page.reload(type(page).subjects)

    def _dress(self, choice: str) -> None:
        self.context.settings.put("theme", choice)
        theme.apply(choice, fonts.base())
        self.theme_chosen.emit(choice)

    def _resize_text(self, by: int) -> None:
        size = fonts.base() + by if by else fonts.BASE
        size = min(20, max(11, size))
        self.context.settings.put("font_size", size)
        theme.apply(self.context.settings.text("theme", "system"), size)

    def _defect(self, error: Exception) -> None:
        DefectDialog(error, self).open()

    def _restore(self) -> None:
        kept = self.context.settings.text("window")
        if not kept or not self.restoreGeometry(QByteArray.fromBase64(kept.encode())):
            self.resize(1440, 900)

    def showEvent(self, event: QShowEvent) -> None:
        """Show the page used last, at the first show."""
        super().showEvent(event)
        if not self._shown and self._classes:
            last = self.context.settings.text("page")
            self.show_page(last if last in self._classes else next(iter(self._classes)))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the window and tell the app, which keeps drafts and ends the session."""
        state = bytes(self.saveGeometry().toBase64().data()).decode()
        self.context.settings.put("window", state)
        self.closing.emit()
        super().closeEvent(event)
