"""A page that knows where the booklets are is offered the handovers that fit, and no others."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QWidget

from tests.custody.conftest import Window
from travel_desk.custody import queries
from travel_desk.custody.dialogs.words import ground_of
from travel_desk.custody.rules import Ground, GroundKind


def offered(window: Window, kind: str, booklets: list[str] | None, leaving: bool | None) -> dict[str, bool]:
    """Return the deeds offered on a page with these properties, and which of them are enabled."""
    page = QWidget(window.main)
    if booklets is not None:
        page.setProperty("booklets", booklets)
        page.setProperty("leaving", leaving)
    made = window.context.deeds.make(window.context, kind, 1, page)
    return {action.objectName(): action.isEnabled() for action in made}


@pytest.mark.parametrize(
    ("booklets", "leaving", "deeds"),
    [
        ([], False, {}),
        (["with_holder"], True, {"take_in": True}),
        (["in_custody"], True, {"hand_out": True, "give_back": True}),
        (["in_custody"], False, {"hand_out": False, "give_back": True}),
        (["overdue"], True, {"bring_back": True}),
        (["in_custody", "with_holder"], True, {"hand_out": True, "take_in": True, "give_back": True}),
        (None, None, {"hand_out": True, "take_in": True, "bring_back": True, "give_back": True}),
    ],
)
def test_a_dossier_offers_what_its_booklets_allow(
    window: Window, booklets: list[str] | None, leaving: bool | None, deeds: dict[str, bool]
) -> None:
    assert offered(window, "person", booklets, leaving) == deeds


@pytest.mark.parametrize(
    ("booklets", "leaving", "deeds"),
    [
        ([], False, {}),
        (["in_custody"], True, {"hand_out": True}),
        (["in_custody"], False, {}),
        (["handed_out"], False, {"bring_back": True}),
        (None, None, {"hand_out": True, "bring_back": True}),
    ],
)
def test_a_request_offers_no_handover_before_its_slip(
    window: Window, booklets: list[str] | None, leaving: bool | None, deeds: dict[str, bool]
) -> None:
    assert offered(window, "request", booklets, leaving) == deeds


def test_the_kind_of_a_ground_is_said_once(window: Window) -> None:
    window.at.take_in()
    (taken,) = queries.movements(window.at.desk, window.at.passport)
    for text, said in (
        ("Hand-in order 12/2026", "Hand-in order 12/2026"),
        ("12/2026", "Hand-in order, 12/2026"),
    ):
        assert ground_of(replace(taken, ground=Ground(GroundKind.ORDER, text, "8(1)"))) == said
