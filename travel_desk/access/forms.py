"""The papers of this duty: the recovery sheet."""

from __future__ import annotations

from datetime import datetime

from travel_desk.base.language import Language
from travel_desk.base.message import msg
from travel_desk.paper.letterhead import Letterhead, draw_letter
from travel_desk.paper.sheet import Sheet


def recovery_sheet(
    code: str, folder: str, made: datetime, letterhead: Letterhead, language: Language
) -> bytes:
    """Return the recovery code of a desk on one A4 page, to be locked away.

    code: eight groups of four signs. folder: the name of the desk's folder, so that the sheet is found
    to belong to it. made: when the code was made.
    """
    sheet = Sheet("A4", language=language, title=sheet_title(language))
    draw_letter(sheet, letterhead, "", sheet.say(msg("Recovery sheet")))
    sheet.wrap(
        22,
        48,
        170,
        sheet.say(
            msg(
                "This code opens the desk when no password does. Whoever holds it can open everything. Lock "
                "it away where two people of the office are needed to take it out, never with a backup."
            )
        ),
        11,
    )
    sheet.box(22, 70, 170, 40, 0.8)
    groups = code.split("-")
    for place, group in enumerate(groups):
        x, y = 43.25 + 42.5 * (place % 4), 86.5 if place < 4 else 101.5
        sheet.text(x, y, group, 22, "D", "centre")
    sheet.label(22, 120, sheet.say(msg("Desk")))
    sheet.fit(22, 125.5, 82, folder, 11, "S")
    sheet.label(110, 120, sheet.say(msg("Made on")))
    sheet.text(110, 125.5, language.instant(made), 11, "S")
    _how(sheet)
    _deposit(sheet)
    sheet.text(22, 282, sheet.say(msg("A new sheet makes this one worthless.")), 8)
    return sheet.finish()


def sheet_title(language: Language) -> str:
    """Return the title of the sheet in a viewer."""
    return language.say(msg("Recovery sheet"))


def _how(sheet: Sheet) -> None:
    sheet.text(22, 146, sheet.say(msg("How to use it")), 12, "B")
    steps = (
        msg("In the login window choose “Use the Recovery Code…”."),
        msg("Type the code; small letters and missing dashes do no harm. There is no I, L, O or U in it."),
        msg("Give an administrator’s user name and a new password for them."),
        msg("Then make a new recovery sheet under Users and Roles, and destroy this one."),
    )
    y = 154.0
    for place, step in enumerate(steps, start=1):
        sheet.text(22, y, str(place), 11, "S")
        y = sheet.wrap(29, y, 160, sheet.say(step), 11) + 1.5


def _deposit(sheet: Sheet) -> None:
    y = 222
    for x, words in ((22, msg("Locked away at")), (84, msg("Day")), (146, msg("By whom"))):
        sheet.rule(x, y, x + 46, 0.4)
        sheet.label(x, y + 4, sheet.say(words))
