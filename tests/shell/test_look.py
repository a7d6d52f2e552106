"""Colours that everybody can read, fonts of every weight, icons of one style, chips, timelines."""

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontDatabase, QFontInfo, QIcon, QImage, QPainter
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from travel_desk import resources
from travel_desk.shell import fonts, icons, theme
from travel_desk.shell.buttons import IconLabel, Kind, button, hairline, icon_button, label, make_action
from travel_desk.shell.chips import Chip, ChipText, Tone, chip_size, ground, ink
from travel_desk.shell.detail import ButtonRow, Card, Detail, RowLine, Step, Timeline
from travel_desk.shell.fields import Level
from travel_desk.shell.flow import FlowLayout
from travel_desk.shell.theme import DARK, LIGHT, Tones


def luminance(colour: str) -> float:
    def part(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    c = QColor(colour)
    return 0.2126 * part(c.redF()) + 0.7152 * part(c.greenF()) + 0.0722 * part(c.blueF())


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("of", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_can_be_read_on_every_ground(of: Tones) -> None:
    for text in (of.text, of.muted, of.accent, of.danger):
        for under in (of.base, of.window, of.alternate, of.popup, of.selection):
            assert contrast(text, under) >= 4.5, (text, under)
    assert contrast(of.accent_text, of.accent) >= 4.5
    assert contrast(of.text, of.hit) >= 4.5
    for tone in ("accent", "info", "success", "warning", "danger"):
        assert contrast(getattr(of, tone), getattr(of, f"{tone}_soft")) >= 4.5
        assert contrast(getattr(of, tone), of.base) >= 4.5
    assert contrast(of.input_border, of.base) >= 3


def test_the_style_sheet_knows_colours_only_as_roles_of_the_palette() -> None:
    sheet = resources.read_text("styles/desk.qss")
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b|rgba?\(", sheet)
    assert "palette(" in sheet


def test_the_theme_follows_the_setting(qapp: QApplication) -> None:
    theme.apply("dark")
    assert theme.tones() is DARK
    assert qapp.palette().base().color() == QColor(DARK.base)
    theme.apply("light")
    assert qapp.palette().base().color() == QColor(LIGHT.base)
    assert theme.wants_dark("system") in (True, False)


def test_another_size_of_text_scales_everything() -> None:
    theme.apply("light", 20)
    assert fonts.font().pixelSize() == 20
    assert fonts.scaled(37) == 57
    theme.apply("light", 99)
    assert fonts.base() == 24


def test_the_shipped_fonts_have_the_weights_that_are_used() -> None:
    fonts.load()
    assert set(fonts.PACKAGES.values()) <= set(QFontDatabase.families())
    drawn = set()
    for weight in (fonts.NORMAL, fonts.SEMIBOLD, fonts.BOLD):
        image = QImage(300, 40, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.setFont(fonts.font(fonts.Size.TITLE, weight))
        painter.drawText(4, 28, "Олена ليلى अनन्या")
        painter.end()
        drawn.add(bytes(image.constBits()))
    assert len(drawn) == 3
    assert QFontInfo(fonts.font()).family() == "Noto Sans"
    assert fonts.font(tabular=True) != fonts.font()


@pytest.mark.parametrize("file", resources.names("icons"))
def test_every_icon_is_drawn_in_one_style_and_one_colour(qapp: QApplication, file: str) -> None:
    svg = resources.read_text(f"icons/{file}")
    assert 'viewBox="0 0 16 16"' in svg
    assert 'stroke="currentColor"' in svg
    assert not re.search(r"#[0-9a-fA-F]{3,6}", svg)
    image = icons.pixmap(file.removesuffix(".svg"), "danger", 32).toImage()
    inked = [
        image.pixelColor(x, y) for x in range(32) for y in range(32) if image.pixelColor(x, y).alpha() == 255
    ]
    assert inked
    assert all(colour == QColor(LIGHT.danger) for colour in inked)


def test_icons_that_point_look_the_other_way_from_right_to_left(qapp: QApplication) -> None:
    out, clock = icons.pixmap("out").toImage(), icons.pixmap("clock").toImage()
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert icons.pixmap("out").toImage() == out.flipped(Qt.Orientation.Horizontal)
    assert icons.pixmap("clock").toImage() == clock


def test_an_icon_follows_the_theme_and_greys_when_disabled(qapp: QApplication) -> None:
    lock = icons.icon("lock")
    light = lock.pixmap(16, 16).toImage()
    assert lock.pixmap(16, 16, QIcon.Mode.Disabled).toImage() != light
    theme.apply("dark")
    assert icons.icon("lock") is lock
    assert icons.icon("lock").pixmap(16, 16).toImage() != light


@pytest.mark.parametrize("tone", list(Tone))
def test_a_chip_says_its_status_in_text_icon_and_colour(qtbot: QtBot, tone: Tone) -> None:
    chip = Chip.of(ChipText("In custody", tone, "safe", hint="In custody at Safe 1"))
    qtbot.addWidget(chip)
    assert chip.accessibleName() == "In custody at Safe 1"
    assert chip.sizeHint() == chip_size("In custody", "safe", tone)
    assert contrast(ink(tone), ground(tone)) >= 4.5
    before = chip.grab().toImage()
    chip.set("Handed out", Tone.INFO, "out")
    assert chip.text() == "Handed out"
    assert chip.tone() is Tone.INFO
    assert chip.grab().toImage() != before


def test_chips_begin_a_new_line_where_they_do_not_fit(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(holder, 4)
    for at in range(6):
        flow.addWidget(Chip(f"Category {at}"))
    holder.resize(600, 200)
    holder.show()
    assert flow.heightForWidth(120) > flow.heightForWidth(600)
    first = flow.itemAt(0).widget()
    assert first.x() == 0
    holder.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    flow.setGeometry(holder.rect())
    assert first.geometry().right() == holder.width() - 1
    assert flow.itemAt(99) is None
    assert flow.takeAt(99) is None


def test_a_detail_pane_is_headline_facts_sections_and_a_timeline(qtbot: QtBot) -> None:
    detail = Detail()
    qtbot.addWidget(detail)
    opened: list[int] = []
    holder = QWidget()
    qtbot.addWidget(holder)
    edit = make_action("Edit…", lambda: opened.append(1), holder, icon="edit", shortcut="F2", hint="Names")
    detail.headline("ليلى الحدّاد", "AL HADDAD LAYLA", "Deputy Minister", [ChipText("Leaves today")], [edit])
    detail.buttons([make_action("Refuse…", None, holder)], danger=[])
    detail.facts([("Born", "14 March 1979"), ("Nothing", "")])
    section = detail.section("Trips", "Show all 7", lambda: opened.append(7))
    section.add(RowLine("Nairobi", "Forum", "5–9 Nov", [ChipText("Closed")], do=lambda: opened.append(2)))
    section.add(RowLine("Oslo", do=lambda: opened.append(3), do_text="Open"))
    section.add(Timeline([Step("Taken in", "today", "now"), Step("Handed out", mark="past")]))
    stages = [Step("Security", mark="done", number=1), Step("Head", "", "open", 2, ChipText("Due today"))]
    section.add(Timeline([*stages, Step("Final", mark="wait", number=3)], numbered=True))
    card = Card()
    card.body.addWidget(label("Diplomatic", "strong"))
    detail.add(card)
    detail.message("Valid 180 days after coming home", Level.OK)
    detail.add(ButtonRow([edit], danger=[edit]))
    detail.resize(460, 700)
    detail.show()
    detail.grab()
    said = [found.text() for found in detail.findChildren(QLabel)]
    assert "14 March 1979" in said
    assert "Nothing" not in said
    detail.clear()
    assert not detail.widget().findChildren(QLabel)


def test_a_label_stands_at_the_leading_edge_whatever_its_script(qtbot: QtBot) -> None:
    said = label("AL HADDAD LAYLA", wrap=True, selectable=True)
    qtbot.addWidget(said)
    assert said.alignment() & Qt.AlignmentFlag.AlignLeft
    said.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert said.alignment() & Qt.AlignmentFlag.AlignRight
    middle = label("Nothing here yet")
    qtbot.addWidget(middle)
    middle.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    middle.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert middle.alignment() & Qt.AlignmentFlag.AlignHCenter


def test_a_button_follows_its_action_and_shows_where_the_keyboard_is(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    pressed: list[int] = []
    action = make_action("Hand Out…", lambda: pressed.append(1), holder, icon="out", shortcut="Ctrl+H")
    row = ButtonRow([action])
    row.setParent(holder)
    holder.resize(300, 60)
    with qtbot.waitActive(holder):
        holder.show()
    made = row.findChildren(QWidget)[0]
    made.clearFocus()
    plain = holder.grab().toImage()
    made.setFocus(Qt.FocusReason.TabFocusReason)
    assert holder.grab().toImage() != plain
    qtbot.mouseClick(made, Qt.MouseButton.LeftButton)
    action.setText("Hand Out Passport…")
    action.setEnabled(False)
    assert pressed == [1]
    assert made.text() == "Hand Out Passport…"
    assert not made.isEnabled()
    assert made.toolTip() == "Ctrl+H"
    action.setVisible(False)
    assert not made.isVisible()
    assert icon_button(action, holder).accessibleName() == "Hand Out Passport…"
    for kind in Kind:
        button("Refuse…", lambda: None, kind, "cross").grab()
    hairline(vertical=True)
    IconLabel("lock", "accent").set("unlock", "muted")


def test_every_tone_is_a_colour() -> None:
    for of in (LIGHT, DARK):
        for name in of._fields:
            value = getattr(of, name)
            assert not isinstance(value, str) or QColor(value).isValid()


def test_resources_are_found_by_name() -> None:
    assert resources.has("icons/lock.svg")
    assert not resources.has("icons/balloon.svg")
    assert resources.names("no such folder") == []
    with pytest.raises(FileNotFoundError):
        resources.read("icons/balloon.svg")
