"""What the approvals add to the Trips page: the decision at its foot, the decisions made, the slip."""

from __future__ import annotations

from travel_desk.approvals.page import history
from travel_desk.approvals.page.deeds import request_deeds, slip_deeds
from travel_desk.approvals.page.outcome import OutcomeSection
from travel_desk.approvals.page.panel import DecisionPanel
from travel_desk.base.language import tr
from travel_desk.shell.context import Context

__all__ = ["DecisionPanel", "OutcomeSection", "register", "request_deeds"]


def register(context: Context) -> None:
    """Add decisions and slips to trips and requests; app calls it once for each window."""
    context.sections.register("trip", 10, DecisionPanel)
    context.sections.register("request", 10, OutcomeSection)
    context.deeds.register("request", 10, request_deeds)
    context.deeds.register("slip", 10, slip_deeds)
    context.histories.register("person", 30, lambda: tr("Decisions"), history.happenings, icon="stage")
