"""What a decision is and when it may be made, and when a slip; plain records, no database, no screen."""

from travel_desk.approvals.rules.deciding import (
    DEFAULT_APPEAL_DAYS,
    LONGEST_CONDITION,
    LONGEST_LINE,
    MOST_CONDITIONS,
    check_conditions,
    check_refusal,
    conditions_of,
    decide_approve,
    decide_conditions,
    decide_refuse,
    decide_send_back,
    suggested_appeal,
)
from travel_desk.approvals.rules.records import (
    Decider,
    Kind,
    Made,
    Order,
    Reason,
    Refusal,
    SlipFacts,
    StageFacts,
)
from travel_desk.approvals.rules.slip import (
    days_of,
    issue_slip,
    joined,
)

__all__ = [
    "DEFAULT_APPEAL_DAYS",
    "LONGEST_CONDITION",
    "LONGEST_LINE",
    "MOST_CONDITIONS",
    "Decider",
    "Kind",
    "Made",
    "Order",
    "Reason",
    "Refusal",
    "SlipFacts",
    "StageFacts",
    "check_conditions",
    "check_refusal",
    "conditions_of",
    "days_of",
    "decide_approve",
    "decide_conditions",
    "decide_refuse",
    "decide_send_back",
    "issue_slip",
    "joined",
    "suggested_appeal",
]
