"""What the read side of the journal returns, and the groups of verbs that its list can be limited to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from travel_desk.base.message import Message
from travel_desk.base.roles import Role


@dataclass(frozen=True, slots=True)
class Question:
    """What to look for. text: words in names, papers' numbers, fields. area: a group of verbs, "" for all.

    user_id: whose entries, 0 for everyone's. first, last: local days on which it was recorded.
    """

    text: str = ""
    area: str = ""
    user_id: int = 0
    first: date | None = None
    last: date | None = None
    kind: str = ""
    subject: int = 0


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry in the list: what, about whom or what, who did it.

    person_id: whom `about` names; None where it names nobody, or somebody whom the user may not see.
    """

    id: int
    verb: Message
    about: str
    who: str
    role: Role
    recorded: datetime
    late: bool
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """From what to what. personal: it lies beside the chain; erased: it was erased by rule."""

    name: Message
    before: str
    after: str
    personal: bool = False
    erased: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry in full. called: what the subject is called: a number, a name; "" where it has none."""

    row: EntryRow
    happened: datetime
    workstation: str
    second: str
    kind: str
    kind_words: Message
    subject: int
    called: str
    facts: tuple[tuple[Message, str], ...]
    changes: tuple[Change, ...]
    hash: str
    previous: str


AREAS: dict[str, tuple[str, ...]] = {
    "custody": ("take_in", "hand_out", "bring_back", "give_back", "open_inventory", "add_safe", "add_place"),
    "trips": (
        "draft_trip", "change_trip", "submit_trip", "withdraw_request", "attach_file", "save_file",
        "record_departure", "record_homecoming", "close_request", "undo_withdrawal", "undo_departure",
        "undo_homecoming", "register_past_trips",
    ),
    "decisions": ("decide_approve", "decide_conditions", "decide_send_back", "decide_refuse"),
    "papers": (
        "void_slip",
        "issue_slip", "sign_paper", "print_paper", "save_paper", "void_paper", "set_letterhead",
        "replace_certificate", "renew_revocations", "print_daily_sheet",
    ),
    "register": (
        "open_dossier", "add_organisation", "change_organisation", "register_person", "register_people",
        "change_person", "add_post", "end_post", "add_category", "end_category", "add_clearance",
        "end_clearance", "register_passport", "change_passport",
        "rename_organisation", "move_organisation", "merge_organisations", "split_organisation",
        "import_officials", "discard_repairs", "export_list", "tell_apart", "merge_people", "split_people",
    ),
    "desk": (
        "create_desk", "log_in", "create_user", "change_user", "reset_password", "change_password",
        "deactivate_user", "replace_recovery", "change_settings", "verify_journal", "back_up", "restore",
    ),
}  # fmt: skip
"""The groups of verbs that the list can be limited to."""


@dataclass(frozen=True, slots=True)
class Verified:
    """When the journal was last verified, and whether it was sound."""

    at: datetime
    sound: bool
