"""Leads through the tour: begins the program, tells the steps, knows who logs in with what."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from travel_desk.access.example_users import USERS
from travel_desk.app.places import places
from travel_desk.app.program import Program
from travel_desk.app.speech import speak
from travel_desk.base import language
from travel_desk.base.clock import SystemClock
from travel_desk.base.log import start_log
from travel_desk.base.message import Trouble
from travel_desk.base.settings import Settings
from travel_desk.commands.touring.camera import LARGE, Camera
from travel_desk.commands.touring.hands import Hands
from travel_desk.commands.touring.people import Official
from travel_desk.desk import Desk
from travel_desk.papers.actions import Layout, preview
from travel_desk.papers.page import PapersPage
from travel_desk.shell import fonts, theme
from travel_desk.shell.fields import SearchField
from travel_desk.shell.window import MainWindow

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


class Guide:
    """What all scenes of the tour share. traveller: whom it is about, once that is known."""

    def __init__(self, program: Program, folder: Path, few: bool = False) -> None:
        self.program = program
        self.folder = folder
        self.hands = Hands(program)
        self.camera = Camera(self.hands, folder, few)
        self.traveller: Official | None = None
        self._steps = 0

    @property
    def who(self) -> Official:
        """The official who travels."""
        assert self.traveller is not None
        return self.traveller

    @property
    def desk(self) -> Desk:
        """The desk that is open, to look up whom the tour is about; nothing is done with it."""
        if self.program.session is None:
            raise self.hands.fail("nobody is logged in.")
        return self.program.session.desk

    @property
    def window(self) -> MainWindow:
        """The main window."""
        window = self.program.window
        if not isinstance(window, MainWindow):
            raise self.hands.fail("the main window does not stand.")
        return window

    def step(self, text: str) -> None:
        """Tell the next step."""
        self._steps += 1
        self.hands.step = text
        sys.stdout.write(f"{self._steps:2}  {text}\n")
        sys.stdout.flush()

    def log_in(self, user_name: str) -> None:
        """Log in as a user of the example desk, whose password its login window tells."""
        one = next(user for user in USERS if user.user_name == user_name)
        hands = self.hands
        hands.wait(lambda: self.program.login is not None, "the login window does not stand.")
        hands.row("Who is at the desk?", one.name)
        # After a wrong password no further try is taken for some seconds.
        hands.wait(self._may_try, "the login takes no password.", 60)
        hands.fill(f"Password of {one.name}", one.password)
        hands.key(Qt.Key.Key_Return)
        self.entered()

    def _may_try(self) -> bool:
        login = self.program.login
        return login is not None and login.form.primary.isEnabled()

    def entered(self) -> None:
        """Wait until the main window stands, on a screen of the usual size."""
        said = ""

        def look() -> bool:
            nonlocal said
            login = self.program.login
            said = login.current_form().problem.text() if login is not None else said
            return isinstance(self.program.window, MainWindow)

        self.hands.wait(look, lambda: f"nobody gets in. {said}", 60)
        self.window.resize(LARGE)
        self.hands.rest()

    def switch(self, user_name: str) -> None:
        """Let another user of the example desk take the place of the one who is there."""
        self.hands.key(Qt.Key.Key_U, CTRL | SHIFT)
        self.log_in(user_name)

    def go(self, page: str) -> None:
        """Go to a page by the View menu."""
        self.hands.menu("View", page)
        self.hands.rest()

    def look_for(self, text: str, view: str, row: str = "") -> None:
        """Search on the page that is shown, and click what was found. row: what stands in its row."""
        hands = self.hands
        hands.rest()
        hands.key(Qt.Key.Key_F, CTRL)
        hands.wait(
            lambda: isinstance(QApplication.focusWidget(), SearchField),
            "Ctrl+F does not lead into the search.",
        )
        hands.key(Qt.Key.Key_A, CTRL)
        hands.type(text)
        hands.rest()
        hands.row(view, row or text)
        hands.rest()

    def find_anything(self, text: str) -> None:
        """Open the search over everything and type."""
        hands = self.hands
        hands.key(Qt.Key.Key_K, CTRL)
        hands.wait(self.window.finder.isVisible, "Ctrl+K does not open the search over everything.")
        hands.type(text)
        hands.rest()

    def keep_paper(self, name: str) -> None:
        """Save the paper that is shown as PDF in the folder of the tour, and close it."""
        hands = self.hands
        path = self.folder / f"paper-{name}.pdf"
        preview = hands.window()
        hands.click("Save as PDF…")
        hands.wait(
            lambda: isinstance(QApplication.activeModalWidget(), QFileDialog), "no file can be chosen."
        )
        line = next(one for one in hands.visible(QLineEdit) if one.objectName() == "fileNameEdit")
        hands.press(line)
        hands.key(Qt.Key.Key_A, CTRL)
        hands.type(str(path))
        hands.key(Qt.Key.Key_Return)
        hands.wait(path.is_file, f"{path.name} was not saved.")
        hands.rest()
        hands.wait(lambda: hands.window() is preview, "the dialog of files stays open.")
        self.camera.paper(name, path.read_bytes())
        hands.click("Close")
        hands.rest()

    def read_paper(self, name: str, layout: Layout) -> None:
        """Keep the paper that is shown in a layout that is printed but not saved, as its preview shows it."""
        page = self.window.current_page()
        if not isinstance(page, PapersPage) or page.subject_id is None:
            raise self.hands.fail("no paper is shown.")
        self.camera.paper(name, preview(self.desk, page.subject_id, layout))


def walk(folder: Path, persons: int, few: bool = False) -> None:
    """Do the whole tour; raises Trouble where a step fails. few: see `Camera`."""
    from travel_desk.commands.touring import scenes

    start_log(places().state)
    app = QApplication.instance() or QApplication(["travel_desk", "-style", "fusion"])
    assert isinstance(app, QApplication)
    app.setProperty(theme.FUSION, True)
    app.setQuitOnLastWindowClosed(False)
    places().example_size = (persons, max(45, persons // 10))
    settings = Settings(places().config / "settings.json")
    speak(language.SOURCE)
    theme.apply("light", fonts.BASE)
    program = Program(settings, SystemClock())
    guide = Guide(program, folder, few)
    try:
        for scene in scenes.ALL:
            scene(guide)
    except Trouble:
        guide.camera.take("stopped-here", wait=False)
        raise
    finally:
        if program.session is not None:
            program.session.desk.close()
        program.close()
