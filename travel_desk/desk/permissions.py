"""The permission table: which role may do which deed, and what else is asked.

scoped: the deed is about persons, so scope and (unless `own_case`) one's own case are asked by
`Deed.allow`. own_case: a user may do this even about themselves. second: the roles of which a second
person must confirm with their own password; empty where none is needed.
"""

from __future__ import annotations

from dataclasses import dataclass

from travel_desk.base.roles import Role

_C, _K, _H = Role.CLERK, Role.CUSTODIAN, Role.DESK_HEAD
_P, _U, _A = Role.APPROVER, Role.AUDITOR, Role.ADMINISTRATOR
_DESK = (_C, _K, _H)
_ALL = tuple(Role)


@dataclass(frozen=True, slots=True)
class Permission:
    """What one verb asks of the user."""

    roles: frozenset[Role]
    scoped: bool = False
    own_case: bool = False
    second: frozenset[Role] = frozenset()
    reading: bool = False


def _may(*roles: Role, scoped: bool = False, own: bool = False, second: tuple[Role, ...] = ()) -> Permission:
    return Permission(frozenset(roles), scoped, own, frozenset(second))


def _see(*roles: Role) -> Permission:
    return Permission(frozenset(roles), reading=True)


PERMISSIONS: dict[str, Permission] = {
    # access
    "create_desk": _may(_A),
    "log_in": _may(*_ALL),
    "create_user": _may(_A),
    "change_user": _may(_A),
    "reset_password": _may(_A),
    "change_password": _may(*_ALL),
    "deactivate_user": _may(_A),
    "replace_recovery": _may(_A, second=(_H, _U)),
    "change_settings": _may(_A, _H),
    "see_users": _see(_A, _H, _U),
    # journal
    "see_journal": _see(_U, _H, _A),
    "verify_journal": _may(_U, _H, _A),
    "print_daily_sheet": _may(_C, _K, _H),
    # backups
    "back_up": _may(*_ALL),
    "restore": _may(_A),
    "see_backups": _see(*_ALL),
    # exports
    "export_list": _may(_C, _K, _H, _U, _A),
    # papers
    "see_papers": _see(*_ALL),
    "sign_paper": _may(_C, _H, scoped=True),
    "print_paper": _may(_C, _K, _H, scoped=True, own=True),
    "save_paper": _may(_C, _K, _H, _U, scoped=True, own=True),
    "void_paper": _may(_H, scoped=True),
    "set_letterhead": _may(_A, _H),
    "replace_certificate": _may(_A, _H),
    "renew_revocations": _may(_A, _H),
    # officials
    "see_officials": _see(*_ALL),
    "open_dossier": _may(*_ALL, scoped=True, own=True),
    "add_organisation": _may(_C, _H, _A),
    "change_organisation": _may(_C, _H, _A),
    "rename_organisation": _may(_C, _H, _A),
    "move_organisation": _may(_H, _A),
    "merge_organisations": _may(_H, _A),
    "split_organisation": _may(_H, _A),
    "register_person": _may(_C, _H, scoped=True),
    "register_people": _may(_C, _H, _A),
    "change_person": _may(_C, _H, scoped=True),
    "add_post": _may(_C, _H, scoped=True),
    "end_post": _may(_C, _H, scoped=True),
    "add_category": _may(_C, _H, scoped=True),
    "end_category": _may(_C, _H, scoped=True),
    "add_clearance": _may(_C, _H, scoped=True),
    "end_clearance": _may(_C, _H, scoped=True),
    "register_passport": _may(_C, _K, _H, scoped=True),
    "change_passport": _may(_C, _K, _H, scoped=True),
    # staff lists
    "see_staff_lists": _see(_C, _H, _U, _A),
    "import_officials": _may(_C, _H, _A),
    "discard_repairs": _may(_C, _H, _A),
    # policy
    "see_rules": _see(*_ALL),
    # trips
    "see_trips": _see(*_ALL),
    "draft_trip": _may(_C, _H, scoped=True),
    "change_trip": _may(_C, _H, scoped=True),
    "submit_trip": _may(_C, _H, scoped=True),
    "withdraw_request": _may(_C, _H, scoped=True),
    "attach_file": _may(_C, _K, _H, _P, scoped=True),
    "save_file": _may(_C, _K, _H, _P, _U, scoped=True, own=True),
    "register_past_trips": _may(_C, _H),
    "undo_withdrawal": _may(_C, _H, scoped=True),
    "record_departure": _may(_C, _K, _H, scoped=True),
    "undo_departure": _may(_C, _K, _H, scoped=True),
    "record_homecoming": _may(_C, _K, _H, scoped=True),
    "undo_homecoming": _may(_C, _K, _H, scoped=True),
    "close_request": _may(_C, _H, scoped=True),
    # approvals
    "decide_approve": _may(_P, _H, scoped=True),
    "decide_conditions": _may(_P, _H, scoped=True),
    "decide_send_back": _may(_P, _H, scoped=True),
    "decide_refuse": _may(_P, _H, scoped=True),
    "issue_slip": _may(_C, _H, scoped=True),
    "void_slip": _may(_H, scoped=True),
    # custody
    "see_custody": _see(*_ALL),
    "add_safe": _may(_K, _H),
    "add_place": _may(_K, _H),
    "open_inventory": _may(_K, second=(_H, _U)),
    "take_in": _may(_K, scoped=True),
    "hand_out": _may(_K, scoped=True),
    "bring_back": _may(_K, scoped=True),
    "give_back": _may(_K, _H, scoped=True),
    # duplicates
    "see_duplicates": _see(_C, _H, _U),
    "tell_apart": _may(_C, _H, scoped=True),
    "merge_people": _may(_H, scoped=True),
    "split_people": _may(_H, scoped=True),
}


def role_for(verb: str, roles: frozenset[Role]) -> Role | None:
    """Return the role in which a holder of `roles` may do `verb`; None where none of them may.

    Raises KeyError for a verb that is not in the table: a deed without a rule is a defect.
    """
    return next((role for role in Role if role in PERMISSIONS[verb].roles and role in roles), None)
