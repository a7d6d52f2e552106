"""Which travel rule judges a request, by which route, and how that judgement is frozen."""

from travel_desk.policy.rules.book import (
    DAYS_BACK_WORKING,
    HEAD_OF_GOVERNMENT,
    HEAD_OF_ORGANISATION,
    SECURITY_OFFICE,
    VALIDITY_DAYS,
    Judgement,
    PersonFacts,
    RuleBook,
    Stage,
    Subject,
    TravelRule,
    judge,
)
from travel_desk.policy.rules.frozen import freeze, thaw

__all__ = [
    "DAYS_BACK_WORKING", "HEAD_OF_GOVERNMENT", "HEAD_OF_ORGANISATION", "SECURITY_OFFICE", "VALIDITY_DAYS",
    "Judgement", "PersonFacts", "RuleBook", "Stage", "Subject", "TravelRule", "freeze", "judge", "thaw",
]  # fmt: skip
