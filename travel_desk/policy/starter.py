"""The two starter rules of Utopia, the example country; a desk of another country replaces them.

What they say is the change of law of domain.md: until 31 August 2026 only military personnel, members
of the security services and those with full access to classified information were restricted; since
1 September 2026 senior politicians and officials, federal and regional, and employees of state
companies need the head of government's office for any trip abroad.  Acts and articles are invented.
"""

from __future__ import annotations

from datetime import date

from travel_desk.officials.rules import Category
from travel_desk.policy.rules import (
    HEAD_OF_GOVERNMENT,
    HEAD_OF_ORGANISATION,
    SECURITY_OFFICE,
    Stage,
    Subject,
    TravelRule,
)

OFFICES: tuple[tuple[str, str, int], ...] = (
    (SECURITY_OFFICE, "Security Office", 10),
    (HEAD_OF_ORGANISATION, "Head of Organisation", 20),
    (HEAD_OF_GOVERNMENT, "Head of Government’s Office", 90),
)
"""Code, name and rank of the offices that decide; the highest rank is the final authority."""

_CHANGE = date(2026, 9, 1)
_GUARDED = (Category.MILITARY, Category.SECURITY_SERVICE, Category.FULL_ACCESS)

_SECURITY = Stage(SECURITY_OFFICE, OFFICES[0][1], 3, False, frozenset(str(c) for c in _GUARDED))

RULES: tuple[TravelRule, ...] = (
    TravelRule(
        id=1,
        number=1,
        title="trips of persons with access to secrets",
        act="State Secrets Travel Regulation 8/2019",
        article="12",
        act_date=date(2019, 2, 4),
        from_day=date(2019, 3, 1),
        until_day=_CHANGE,
        notice_working_days=10,
        days_back_working=5,
        validity_days=180,
        appeal_to="Minister of the Interior",
        appeal_days=15,
        subjects=tuple(Subject(c) for c in _GUARDED),
        stages=(_SECURITY, Stage(HEAD_OF_ORGANISATION, OFFICES[1][1], 5, True)),
    ),
    TravelRule(
        id=2,
        number=2,
        title="trips of senior officials",
        act="Travel Order 14/2026",
        article="3",
        act_date=date(2026, 7, 20),
        from_day=_CHANGE,
        until_day=None,
        notice_working_days=10,
        days_back_working=5,
        validity_days=180,
        appeal_to="Administrative Court of Utopia",
        appeal_days=30,
        subjects=(
            Subject(Category.SENIOR_POLITICIAN, "federal"),
            Subject(Category.SENIOR_POLITICIAN, "regional"),
            Subject(Category.SENIOR_OFFICIAL, "federal"),
            Subject(Category.SENIOR_OFFICIAL, "regional"),
            Subject(Category.STATE_COMPANY_EMPLOYEE),
            *(Subject(c) for c in _GUARDED),
        ),
        stages=(
            _SECURITY,
            Stage(HEAD_OF_ORGANISATION, OFFICES[1][1], 3, False),
            Stage(HEAD_OF_GOVERNMENT, OFFICES[2][1], 5, True),
        ),
    ),
)
