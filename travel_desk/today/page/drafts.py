"""How a kept draft is named, and where somebody goes on with it."""

from __future__ import annotations

import re

from travel_desk.base.language import tr
from travel_desk.base.message import Message, msg
from travel_desk.desk import DraftRecord

# The kind of a draft: its name, and the kind of subject on whose page it was begun.
_KNOWN: dict[str, tuple[Message, str]] = {
    "trip": (msg("Trip request"), "trip"),
    "decision": (msg("Decision"), "trip"),
    "refuse": (msg("Refusal"), "request"),
    "withdraw_request": (msg("Withdrawal"), "request"),
    "record_departure": (msg("Departure"), "request"),
    "record_homecoming": (msg("Homecoming"), "request"),
    "close_request": (msg("Closing a request"), "request"),
    "open_inventory": (msg("Opening inventory"), "passport"),
    "take_in": (msg("Take in"), "passport"),
    "hand_out": (msg("Hand out"), "passport"),
    "bring_back": (msg("Bring back"), "passport"),
    "give_back": (msg("Give back"), "passport"),
    "register_person": (msg("New official"), "person"),
    "change_person": (msg("Official"), "person"),
    "create_user": (msg("New user"), ""),
    "add_post": (msg("Post"), "person"),
    "register_passport": (msg("Passport"), "person"),
    "import_officials": (msg("Staff list"), "person"),
    "repair_list": (msg("Repair list"), "staff_list"),
}


def draft_name(draft: DraftRecord) -> str:
    """Return what an unfinished dialog is called."""
    known = _KNOWN.get(draft.kind)
    return tr(known[0]) if known is not None else tr("Unfinished dialog")


def draft_subject(draft: DraftRecord) -> tuple[str, int]:
    """Return kind and id of the subject that a draft is about; the id is 0 where there is none yet.

    The subject of a draft is written as "17" or "trip:17"; anything else has no id.
    """
    found = re.fullmatch(r"(?:(\w+):)?(\d+)", draft.subject)
    kind = _KNOWN[draft.kind][1] if draft.kind in _KNOWN else ""
    if found is None:
        return kind, 0
    return found[1] or kind, int(found[2])
