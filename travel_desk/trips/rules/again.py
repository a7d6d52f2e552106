"""Where a request comes again after it was sent back for correction.

It returns to the office that sent it back: those before it keep what they decided. Only where what they
decided on is no longer the same (the trip's legs, or the offices on the way) is the whole route asked anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from travel_desk.policy.rules import Stage
from travel_desk.trips.rules.records import Leg, RouteStage
from travel_desk.trips.rules.words import StageState


class Why(StrEnum):
    """Why a request comes again where it does."""

    SAME = "same_stage"
    TRIP = "trip_changed"
    ROUTE = "route_changed"


@dataclass(frozen=True, slots=True)
class Again:
    """Where a request comes again. kept: the stages whose decisions stand, in the order of the route."""

    why: Why
    kept: tuple[RouteStage, ...] = ()

    @property
    def stage(self) -> int:
        """The place of the stage that decides next, from 1."""
        return len(self.kept) + 1


def comes_again(
    before: Sequence[RouteStage], legs_before: Sequence[Leg], route: Sequence[Stage], legs: Sequence[Leg]
) -> Again | None:
    """Return where a request comes again; None where it was not sent back.

    before: the stages of its last round. legs_before: what was decided on then. route, legs: as they
    are judged and travelled now.
    """
    sent_back = next((stage for stage in before if stage.state is StageState.SENT_BACK), None)
    if sent_back is None:
        return None
    if [_told(one) for one in legs_before] != [_told(one) for one in legs]:
        return Again(Why.TRIP)
    offices = [stage.office_code for stage in before if stage.position <= sent_back.position]
    if offices != [stage.office_code for stage in route[: len(offices)]]:
        return Again(Why.ROUTE)
    return Again(Why.SAME, tuple(stage for stage in before if stage.position < sent_back.position))


def _told(leg: Leg) -> tuple[object, ...]:
    return (leg.country, " ".join(leg.city.casefold().split()), leg.arrives, leg.leaves)
