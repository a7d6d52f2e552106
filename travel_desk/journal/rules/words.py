"""What the entries of the journal are called on screens: one sentence a verb, and the words of subjects."""

from __future__ import annotations

from travel_desk.base.message import Message, msg, msgp

VERBS: dict[str, Message] = {
    "create_desk": msg("Desk made"),
    "log_in": msg("Logged in"),
    "create_user": msg("User created"),
    "change_user": msg("User changed"),
    "reset_password": msg("Password reset"),
    "change_password": msg("Own password changed"),
    "deactivate_user": msg("User deactivated"),
    "replace_recovery": msg("Recovery slot replaced"),
    "change_settings": msg("Settings changed"),
    "verify_journal": msg("Journal verified"),
    "print_daily_sheet": msg("Daily sheet printed"),
    "back_up": msg("Backed up"),
    "restore": msg("Backup restored"),
    "export_list": msg("List exported"),
    "sign_paper": msg("Paper signed"),
    "print_paper": msg("Paper printed"),
    "save_paper": msg("Paper saved as a file"),
    "void_paper": msg("Paper voided"),
    "set_letterhead": msg("Letterhead set"),
    "replace_certificate": msg("Certificate replaced"),
    "renew_revocations": msg("Revocation list renewed"),
    "open_dossier": msg("Dossier opened"),
    "add_organisation": msg("Organisation added"),
    "change_organisation": msg("Organisation changed"),
    "rename_organisation": msg("Organisation renamed"),
    "move_organisation": msg("Organisation moved"),
    "merge_organisations": msg("Organisations merged"),
    "split_organisation": msg("Organisation split"),
    "register_person": msg("Person registered"),
    "register_people": msg("Persons registered together"),
    "change_person": msg("Person changed"),
    "add_post": msg("Post added"),
    "end_post": msg("Post ended"),
    "add_category": msg("Category added"),
    "end_category": msg("Category ended"),
    "add_clearance": msg("Clearance added"),
    "end_clearance": msg("Clearance ended"),
    "register_passport": msg("Passport registered"),
    "change_passport": msg("Passport changed"),
    "import_officials": msg("Staff list taken in"),
    "discard_repairs": msg("Repair list discarded"),
    "register_past_trips": msg("Past trips entered"),
    "draft_trip": msg("Trip request drafted"),
    "change_trip": msg("Trip request changed"),
    "submit_trip": msg("Trip request submitted"),
    "withdraw_request": msg("Request withdrawn"),
    "attach_file": msg("File attached"),
    "save_file": msg("Attached file saved or printed"),
    "record_departure": msg("Departure recorded"),
    "record_homecoming": msg("Homecoming recorded"),
    "undo_withdrawal": msg("Discarded draft taken up again"),
    "undo_departure": msg("Departure taken back"),
    "undo_homecoming": msg("Homecoming taken back"),
    "close_request": msg("Request closed"),
    "decide_approve": msg("Request approved"),
    "decide_conditions": msg("Request approved with conditions"),
    "decide_send_back": msg("Request sent back for correction"),
    "decide_refuse": msg("Request refused"),
    "issue_slip": msg("Slip issued"),
    "void_slip": msg("Slip voided"),
    "add_safe": msg("Safe added"),
    "add_place": msg("Place in a safe added"),
    "open_inventory": msg("Opening inventory taken"),
    "take_in": msg("Passport taken in"),
    "hand_out": msg("Passport handed out"),
    "bring_back": msg("Passport brought back"),
    "give_back": msg("Passport given back"),
    "tell_apart": msg("Two persons told apart"),
    "merge_people": msg("Two entries of a person merged"),
    "split_people": msg("A merged person split again"),
}
"""Each verb of the permission table that writes, in the words of the desk."""

KINDS: dict[str, Message] = {
    "user": msgp("subject", "User"),
    "setting": msgp("subject", "Settings"),
    "person": msgp("subject", "Person"),
    "organisation": msgp("subject", "Organisation"),
    "passport": msgp("subject", "Passport"),
    "trip": msgp("subject", "Trip"),
    "request": msgp("subject", "Request"),
    "paper": msgp("subject", "Paper"),
    "safe": msgp("subject", "Safe"),
    "place": msgp("subject", "Place"),
    "journal": msgp("subject", "Journal"),
    "backup": msgp("subject", "Backup"),
    "export": msgp("subject", "Exported list"),
    "staff_list": msgp("subject", "Staff list"),
    "certificate": msgp("subject", "Certificate"),
}
"""Kinds of subjects in the words of the desk."""

FIELDS: dict[str, Message] = {
    "name": msg("Name"),
    "user_name": msg("User name"),
    "roles": msg("Roles"),
    "organisation_path": msg("Organisation seen"),
    "protected": msg("Protected"),
    "private": msg("Private reasons"),
    "person_id": msg("Linked official"),
    "active": msg("Active"),
    "state": msg("State"),
    "late_reason": msg("Reason for the late entry"),
    "wrong_passwords": msg("Wrong passwords before"),
    "unknown_names": msg("Wrong tries on unknown names"),
    "recovery": msg("By the recovery code"),
    "number": msg("Number"),
    "purpose": msg("Purpose"),
    "paper": msg("Paper"),
    "day": msg("Day"),
    "parent_id": msg("Stands under"),
    "merged": msg("Merged"),
    "to": msg("To"),
    "from": msg("From"),
    "into": msg("Became"),
    "parts": msg("Parts"),
    "posts": msg("Posts"),
    "organisations": msg("Organisations"),
    "taken_back": msg("Taken back"),
    "inventory": msg("Opening inventory"),
    "safes": msg("Safes"),
    "booklet": msg("Booklet"),
    "native_by_hand": msg("Native name to be written by hand"),
    "past_trip": msg("Past trip"),
    "list": msg("List"),
    "file_kind": msg("Kind of file"),
    "rows": msg("Rows"),
    "sha256": msg("SHA-256 of the file"),
    "question": msg("Question"),
    "exported": msg("Exported in the list"),
    "source": msg("Source"),
    "added": msg("Added"),
    "updated": msg("Changed"),
    "unchanged": msg("Unchanged"),
    "repairs": msg("Rows in the repair list"),
    "vanished": msg("Missing from the list"),
    "count": msg("Count"),
}
"""Names of fields in the words of the desk; a field that is not here is shown by its own name."""


def verb_words(verb: str) -> Message:
    """Return what a verb is called; a verb of an older program by its own name."""
    return VERBS.get(verb) or Message(verb.replace("_", " "))


def kind_words(kind: str) -> Message:
    """Return what a kind of subject is called."""
    return KINDS.get(kind) or Message(kind.replace("_", " "))


def field_words(name: str) -> Message:
    """Return what a field is called."""
    return FIELDS.get(name) or Message(name.replace("_", " ").capitalize())
