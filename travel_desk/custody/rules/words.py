"""The words of custody: kinds of handover, grounds, states of a booklet, where a passport is."""

from __future__ import annotations

from enum import StrEnum

from travel_desk.base.message import Message, msg, msgp


class Kind(StrEnum):
    """The kind of a handover (domain.md, "handover").

    An inventory is the first movement of a booklet that lay in the safe before the desk began: nobody
    handed it in, it was found and counted there.
    """

    INVENTORY = "inventory"
    TAKE_IN = "take_in"
    HAND_OUT = "hand_out"
    BRING_BACK = "bring_back"
    GIVE_BACK = "give_back"

    @property
    def label(self) -> Message:
        """What was done, as a timeline says it."""
        return _KINDS[self]

    @property
    def inwards(self) -> bool:
        """True where the desk holds the booklet afterwards."""
        return self in (Kind.INVENTORY, Kind.TAKE_IN, Kind.BRING_BACK)


class GroundKind(StrEnum):
    """The kind of ground on which a booklet is held, leaves, or is given back."""

    ORDER = "order"
    RULE = "rule"
    DEPOSIT = "deposit"
    TRIP = "trip"
    LAPSED = "lapsed"
    LIFTED = "lifted"
    LEFT = "left"
    ASKED = "asked"

    @property
    def label(self) -> Message:
        """The ground in a few words."""
        return _GROUNDS[self]


HOLDING = (GroundKind.ORDER, GroundKind.RULE, GroundKind.DEPOSIT)
"""Grounds on which the desk may hold a booklet."""

GIVING = (GroundKind.LAPSED, GroundKind.LIFTED, GroundKind.LEFT, GroundKind.ASKED)
"""Grounds on which the desk gives a booklet back for good."""


class BookletState(StrEnum):
    """In what state a booklet changes hands."""

    WHOLE = "whole"
    WORN = "worn"
    DAMAGED = "damaged"

    @property
    def label(self) -> Message:
        """The word on screens and papers."""
        return _BOOKLETS[self]


class Use(StrEnum):
    """Whether the traveller used the booklet."""

    USED = "used"
    UNUSED = "unused"

    @property
    def label(self) -> Message:
        """The word on screens."""
        return _USES[self]


class State(StrEnum):
    """Where a passport stands in custody, as lists and chips say it."""

    IN_CUSTODY = "in_custody"
    GROUND_LAPSED = "ground_lapsed"
    HANDED_OUT = "handed_out"
    OVERDUE = "overdue"
    WITH_HOLDER = "with_holder"

    @property
    def label(self) -> Message:
        """The words of the chip."""
        return _STATES[self]


_KINDS = {
    Kind.INVENTORY: msgp("handover", "Counted at the opening"),
    Kind.TAKE_IN: msgp("handover", "Taken in"),
    Kind.HAND_OUT: msgp("handover", "Handed out"),
    Kind.BRING_BACK: msgp("handover", "Brought back"),
    Kind.GIVE_BACK: msgp("handover", "Given back"),
}
_GROUNDS = {
    GroundKind.ORDER: msgp("ground", "Hand-in order"),
    GroundKind.RULE: msgp("ground", "Held between trips"),
    GroundKind.DEPOSIT: msgp("ground", "Left with the desk by the holder"),
    GroundKind.TRIP: msgp("ground", "Approved trip"),
    GroundKind.LAPSED: msgp("ground", "The ground has lapsed"),
    GroundKind.LIFTED: msgp("ground", "The ground was lifted"),
    GroundKind.LEFT: msgp("ground", "The holder left office"),
    GroundKind.ASKED: msgp("ground", "The holder asked for it"),
}
_BOOKLETS = {
    BookletState.WHOLE: msgp("state of a booklet", "whole"),
    BookletState.WORN: msgp("state of a booklet", "worn"),
    BookletState.DAMAGED: msgp("state of a booklet", "damaged"),
}
_USES = {
    Use.USED: msgp("use of a booklet", "Used for the trip"),
    Use.UNUSED: msgp("use of a booklet", "Not used"),
}
_STATES = {
    State.IN_CUSTODY: msg("In custody"),
    State.GROUND_LAPSED: msg("Ground lapsed"),
    State.HANDED_OUT: msg("Handed out"),
    State.OVERDUE: msg("Overdue"),
    State.WITH_HOLDER: msg("With the holder"),
}
