"""Names in scripts that this workstation may have no font for."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.paper.test_names import ANKH, a_font_of
from travel_desk.shell import fonts, theme
from travel_desk.shell.cells import name_cell
from travel_desk.shell.detail import Headline


@pytest.fixture(autouse=True)
def _dressed(qtbot: QtBot) -> None:
    theme.apply("light")
    fonts.can_show.cache_clear()


@pytest.mark.parametrize("name", ["Anna", "Нурлан Әлиев", "Ђорђе", "Ελένη", "ليلى الحدّاد", "अनिता"])
def test_names_in_the_shipped_scripts_are_shown(name: str) -> None:
    assert fonts.can_show(name)
    assert name_cell(name, "LATIN").first == name


def test_the_latin_name_stands_first_where_no_font_shows_the_native_one(qtbot: QtBot) -> None:
    cell = name_cell(ANKH, "NAKHT")
    assert (cell.first, cell.second) == ("NAKHT", "no font for the native name")
    head = Headline(ANKH, "NAKHT")
    qtbot.addWidget(head)
    said = [label.text() for label in head.findChildren(QLabel)]
    assert said == ["NAKHT", "no font for the native name"]


def test_a_font_in_the_folder_of_the_desk_shows_it(tmp_path: Path) -> None:
    sign = "\U000132fa"
    a_font_of(sign, tmp_path / "fonts" / "own.ttf")
    assert not fonts.can_show(sign)
    fonts.use_folder(tmp_path / "fonts")
    assert fonts.can_show(sign)


@pytest.mark.expects_log
def test_a_broken_font_is_logged_and_passed_over(tmp_path: Path) -> None:
    (tmp_path / "broken.ttf").write_bytes(b"no font")
    fonts.use_folder(tmp_path)
