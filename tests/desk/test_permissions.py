"""The permission table, verb by verb and role by role, as a person wrote it down to be checked."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import travel_desk
from tests import factory
from travel_desk.base.message import Refused
from travel_desk.base.roles import Role
from travel_desk.desk import About, Desk, Scope, Session
from travel_desk.desk.deed import check_scope
from travel_desk.desk.permissions import PERMISSIONS, role_for

LETTERS = dict(zip("ckhpua", Role, strict=True))

# clerk, custodian, desk head (h), approver (p), auditor (u), administrator
TABLE = """
create_desk          -----a
log_in               ckhpua
create_user          -----a
change_user          -----a
reset_password       -----a
change_password      ckhpua
deactivate_user      -----a
replace_recovery     -----a  second
change_settings      --h--a
see_users            --h-ua reading
see_journal          --h-ua reading
verify_journal       --h-ua
print_daily_sheet    ckh---
back_up              ckhpua
restore              -----a
see_backups          ckhpua reading
export_list          ckh-ua
see_papers           ckhpua reading
sign_paper           c-h--- scoped
print_paper          ckh--- scoped own
save_paper           ckh-u- scoped own
void_paper           --h--- scoped
set_letterhead       --h--a
replace_certificate  --h--a
renew_revocations    --h--a
see_officials        ckhpua reading
open_dossier         ckhpua scoped own
add_organisation     c-h--a
change_organisation  c-h--a
rename_organisation  c-h--a
move_organisation    --h--a
merge_organisations  --h--a
split_organisation   --h--a
register_person      c-h--- scoped
register_people      c-h--a
change_person        c-h--- scoped
add_post             c-h--- scoped
end_post             c-h--- scoped
add_category         c-h--- scoped
end_category         c-h--- scoped
add_clearance        c-h--- scoped
end_clearance        c-h--- scoped
register_passport    ckh--- scoped
change_passport      ckh--- scoped
see_staff_lists      c-h-ua reading
import_officials     c-h--a
discard_repairs      c-h--a
see_rules            ckhpua reading
see_trips            ckhpua reading
draft_trip           c-h--- scoped
change_trip          c-h--- scoped
submit_trip          c-h--- scoped
withdraw_request     c-h--- scoped
attach_file          ckhp-- scoped
save_file            ckhpu- scoped own
register_past_trips  c-h---
undo_withdrawal      c-h--- scoped
record_departure     ckh--- scoped
undo_departure       ckh--- scoped
record_homecoming    ckh--- scoped
undo_homecoming      ckh--- scoped
close_request        c-h--- scoped
decide_approve       --hp-- scoped
decide_conditions    --hp-- scoped
decide_send_back     --hp-- scoped
decide_refuse        --hp-- scoped
issue_slip           c-h--- scoped
void_slip            --h--- scoped
see_custody          ckhpua reading
add_safe             -kh---
add_place            -kh---
open_inventory       -k----  second
take_in              -k---- scoped
hand_out             -k---- scoped
bring_back           -k---- scoped
give_back            -kh--- scoped
see_duplicates       c-h-u- reading
tell_apart           c-h--- scoped
merge_people         --h--- scoped
split_people         --h--- scoped
"""

LINES = {line.split()[0]: line.split()[1:] for line in TABLE.strip().splitlines()}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return factory.desk(tmp_path_factory.mktemp("permissions"), Role.ADMINISTRATOR)


def test_every_verb_has_a_line() -> None:
    assert set(LINES) == set(PERMISSIONS)


@pytest.mark.parametrize("verb", sorted(PERMISSIONS))
def test_each_role_may_do_what_its_line_says_and_no_more(desk: Desk, verb: str) -> None:
    letters, *marks = LINES[verb]
    permission = PERMISSIONS[verb]
    assert [bool(m in marks) for m in ("scoped", "own", "second", "reading")] == [
        permission.scoped, permission.own_case, bool(permission.second), permission.reading,
    ]  # fmt: skip
    me = desk.session
    for letter, role in LETTERS.items():
        desk.take_session(Session(me.user_id, me.user_name, me.name, frozenset({role}), me.scope))
        assert desk.may(verb) is (letter in letters)
        if letter not in letters:
            with pytest.raises(Refused, match="Your role may not do this"):
                desk.check(verb)
    desk.take_session(me)


def test_who_holds_several_roles_acts_in_the_one_that_may() -> None:
    assert role_for("hand_out", frozenset({Role.CLERK, Role.CUSTODIAN})) is Role.CUSTODIAN
    assert role_for("hand_out", frozenset({Role.CLERK})) is None


@pytest.mark.parametrize("path", ["", "/1/"])
@pytest.mark.parametrize("protected", [True, False])
@pytest.mark.parametrize("private", [True, False])
@pytest.mark.parametrize("theirs", [("/1/2/",), ("/3/",), ("/3/", "/1/"), ()])
@pytest.mark.parametrize("is_protected", [True, False])
@pytest.mark.parametrize("is_private", [True, False])
def test_scope_lets_through_exactly_whom_it_reaches(
    path: str, protected: bool, private: bool, theirs: tuple[str, ...], is_protected: bool, is_private: bool
) -> None:
    session = Session(1, "a", "A", frozenset({Role.CLERK}), Scope(path, protected, private))
    reaches = (
        (not path or "/1/" in theirs or "/1/2/" in theirs)
        and protected >= is_protected
        and private >= is_private
    )
    about = About(theirs, is_protected, is_private)
    if reaches:
        check_scope(session, about)
    else:
        with pytest.raises(Refused):
            check_scope(session, about)


def test_every_line_of_the_table_is_asked_by_a_deed_or_a_reading() -> None:
    asked: dict[str, set[str]] = {"deed": set(), "read": set()}
    for path in Path(travel_desk.__path__[0]).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
                first = node.args[0]
                if node.func.attr in asked and isinstance(first, ast.Constant):
                    asked[node.func.attr].add(str(first.value))
    assert {verb for verb, line in PERMISSIONS.items() if not line.reading} == asked["deed"]
    assert {verb for verb, line in PERMISSIONS.items() if line.reading} <= asked["read"]
