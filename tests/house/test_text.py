"""Everything that a person reads can be translated."""

from __future__ import annotations

import ast

import pytest

from tests.house import scan

NAMES_OF_LANGUAGES = frozenset({"travel_desk/base/message.py", "travel_desk/base/language.py"})


def test_no_text_on_screen_or_paper_bypasses_translation() -> None:
    assert scan.faults(scan.untranslated, "travel_desk") == []


def test_translating_calls_hold_one_literal_and_all_its_values() -> None:
    assert scan.faults(scan.bad_translating_calls, "travel_desk", but=NAMES_OF_LANGUAGES) == []


def test_messages_are_made_where_the_extraction_sees_them() -> None:
    assert scan.faults(scan.hand_made_messages, "travel_desk", but=NAMES_OF_LANGUAGES) == []


@pytest.mark.parametrize(
    "line",
    [
        'label.setText("Hand out")',
        'QLabel("Passport", parent)',
        'QLabel(text="Passport")',
        'self.setWindowTitle(f"Trip {number}")',
        'button.setToolTip("Sign" if signed else "Print")',
        'menu.addAction("Void" + name)',
        'field.setPlaceholderText("{} days".format(3))',
        'combo.addItems(["Visit", "Holiday"])',
        'sheet.text(10, 20, "Approved", 9)',
        'self.sheet.label(10, 20, "Purpose")',
        'context.toast("Saved")',
        'raise Refused("Not today")',
    ],
)
def test_a_planted_text_is_found(line: str) -> None:
    assert list(scan.untranslated(ast.parse(line)))


@pytest.mark.parametrize(
    "line",
    [
        'label.setText(tr("Hand out"))',
        'label.setText("–")',
        'label.setText(f"{first} · {last}")',
        'label.setText(f"<b>{name}</b>")',
        'label.setText(names.get("key"))',
        'sheet.text(10, 20, language.say(msg("Approved")), 9, face="B")',
        'raise Refused(msg("Not today"), field="day")',
        'request.text("value")',
    ],
)
def test_a_translated_text_or_a_mark_passes(line: str) -> None:
    assert not list(scan.untranslated(ast.parse(line)))


@pytest.mark.parametrize(
    "line",
    [
        'tr(f"{name} is away")',
        'tr("Trip " + number)',
        'tr("Trip %s" % number)',
        'tr("Trip {}".format(number))',
        'tr("Sign" if ready else "Print")',
        "msg(text)",
        "msg(FIRST + SECOND)",
        'trn("one day", many, count=2)',
        'trp(where, "Open")',
        'msgp("state")',
        'def f():\n    return msg("It is: {state}.")',
        'tr("{name} is away")',
        'msgn("{count} day for {who}", "{count} days for {who}", count=3)',
    ],
)
def test_a_planted_call_that_cannot_be_translated_is_found(line: str) -> None:
    assert list(scan.bad_translating_calls(ast.parse(line)))


@pytest.mark.parametrize(
    "line",
    [
        'tr("{name} is away", name=name)',
        "tr(error.message)",
        "tr(label)",
        "tr(_LABELS[kind])",
        "tr(in_days(day, today))",
        'trn("{count} day", "{count} days", count=3)',
        'trn("{count} day", "{count} days", 3)',
        'msg("one text " "in two pieces")',
        'msg("{a} and {b}", **values)',
        'INSTEAD = {Event.CLOSE: msg("It is: {state}.")}',
    ],
)
def test_a_call_that_can_be_translated_passes(line: str) -> None:
    assert not list(scan.bad_translating_calls(ast.parse(line)))


def test_a_message_made_past_the_extraction_is_found() -> None:
    assert list(scan.hand_made_messages(ast.parse('Message("Away")')))
    assert not list(scan.hand_made_messages(ast.parse("Message(self.text, values)")))
