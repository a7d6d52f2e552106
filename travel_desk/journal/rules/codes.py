"""What the codes of entries mean in the words of the desk: states, kinds, grounds.

The journal keeps codes, since words change with the language. It stands below the duties whose codes they
are, so the words stand here once more; a test holds that each code of those duties has one.
"""

from __future__ import annotations

from travel_desk.base.message import Message, msgp

CODES: dict[str, Message] = {
    # requests and their stages
    "draft": msgp("code", "Draft"),
    "submitted": msgp("code", "Submitted"),
    "in_approval": msgp("code", "In approval"),
    "approved": msgp("code", "Approved"),
    "conditions": msgp("code", "Approved with conditions"),
    "refused": msgp("code", "Refused"),
    "sent_back": msgp("code", "Sent back for correction"),
    "withdrawn": msgp("code", "Withdrawn"),
    "slip_issued": msgp("code", "Slip issued"),
    "departed": msgp("code", "Departed"),
    "home": msgp("code", "Home"),
    "closed": msgp("code", "Closed"),
    "approve": msgp("code", "Approved"),
    "send_back": msgp("code", "Sent back for correction"),
    "refuse": msgp("code", "Refused"),
    "waiting": msgp("code", "Waiting"),
    "open": msgp("code", "Open"),
    # trips
    "visit": msgp("code", "Visit"),
    "conference": msgp("code", "Conference"),
    "training": msgp("code", "Training"),
    "negotiation": msgp("code", "Negotiation"),
    "treatment": msgp("code", "Treatment"),
    "holiday": msgp("code", "Holiday"),
    "family": msgp("code", "Family"),
    "other": msgp("code", "Other"),
    "ministry": msgp("code", "The ministry pays"),
    "host": msgp("code", "The host pays"),
    "shared": msgp("code", "Both pay"),
    "own": msgp("code", "The traveller pays"),
    # custody
    "with_holder": msgp("code", "With the holder"),
    "in_custody": msgp("code", "In custody"),
    "ground_lapsed": msgp("code", "Ground lapsed"),
    "handed_out": msgp("code", "Handed out"),
    "overdue": msgp("code", "Overdue"),
    "given_back": msgp("code", "Given back"),
    "none": msgp("code", "None"),
    "inventory": msgp("code", "Opening inventory"),
    "take_in": msgp("code", "Taken in"),
    "hand_out": msgp("code", "Handed out"),
    "bring_back": msgp("code", "Brought back"),
    "give_back": msgp("code", "Given back"),
    "order": msgp("code", "Hand-in order"),
    "rule": msgp("code", "Travel rule"),
    "deposit": msgp("code", "Deposit by the holder"),
    "trip": msgp("code", "Approved trip"),
    "lapsed": msgp("code", "Ground lapsed"),
    "lifted": msgp("code", "Ground lifted"),
    "left": msgp("code", "Left office"),
    "asked": msgp("code", "Asked for by the holder"),
    "whole": msgp("code", "Whole"),
    "worn": msgp("code", "Worn"),
    "damaged": msgp("code", "Damaged"),
    "used": msgp("code", "Used"),
    "unused": msgp("code", "Unused"),
    # officials
    "federal": msgp("code", "Federal"),
    "regional": msgp("code", "Regional"),
    "state_company": msgp("code", "State company"),
    "senior_politician": msgp("code", "Senior politician"),
    "senior_official": msgp("code", "Senior official"),
    "civil_servant": msgp("code", "Civil servant"),
    "state_company_employee": msgp("code", "State-company employee"),
    "military": msgp("code", "Military"),
    "security_service": msgp("code", "Security service"),
    "full_access": msgp("code", "Full access"),
    "restricted": msgp("code", "Restricted"),
    "confidential": msgp("code", "Confidential"),
    "secret": msgp("code", "Secret"),
    "top_secret": msgp("code", "Top secret"),
    "diplomatic": msgp("code", "Diplomatic"),
    "service": msgp("code", "Service"),
    "ordinary": msgp("code", "Ordinary"),
    # users and papers
    "clerk": msgp("code", "Clerk"),
    "custodian": msgp("code", "Custodian"),
    "desk_head": msgp("code", "Desk head"),
    "approver": msgp("code", "Approver"),
    "auditor": msgp("code", "Auditor"),
    "administrator": msgp("code", "Administrator"),
    "slip": msgp("code", "Approval slip"),
    "receipt": msgp("code", "Receipt"),
    "refusal": msgp("code", "Refusal"),
    "sheet": msgp("code", "Daily sheet"),
    "to_sign": msgp("code", "To be signed"),
    "signed": msgp("code", "Signed"),
    "ready": msgp("code", "Ready"),
    "void": msgp("code", "Void"),
    "single": msgp("code", "By itself"),
    "two_up": msgp("code", "Twice on A4"),
    # exported lists
    "officials": msgp("code", "Officials"),
    "trips": msgp("code", "Trips"),
    "passports": msgp("code", "Passports"),
    "papers": msgp("code", "Papers"),
    "users": msgp("code", "Users and roles"),
    "rules": msgp("code", "Travel rules"),
    "journal": msgp("code", "Journal"),
    "backups": msgp("code", "Backups"),
    "duplicates": msgp("code", "Duplicates"),
    "xlsx": msgp("code", "Spreadsheet (XLSX)"),
    "csv": msgp("code", "Text table (CSV)"),
}
"""Each code that an entry may bear, in the words of the desk."""

SUBJECTS = {
    "travellers": "person",
    "not_same_as": "person",
    "other": "person",
    "split": "person",
    "merged_person": "person",
    "representative_id": "person",
    "representative": "person",
    "substitute_id": "person",
    "person_id": "person",
    "custodian_id": "user",
    "custodian": "user",
    "parent_id": "organisation",
    "organisation_id": "organisation",
    "passport_id": "passport",
    "booklet": "passport",
    "request_id": "request",
    "trip_id": "trip",
    "paper_id": "paper",
    "place_id": "place",
    "safe_id": "safe",
}
"""Fields whose numbers are ids: which kind of subject they name."""

CODED = frozenset(
    {
        "kind",
        "level",
        "category",
        "state",
        "funding",
        "use",
        "ground_kind",
        "booklet_state",
        "roles",
        "exported",
    }
)
"""Personal fields that hold codes; all others hold free text, which is shown as it was written."""


def code_words(code: str) -> Message | None:
    """Return what a code is called, None for text that is no known code."""
    return CODES.get(code)
