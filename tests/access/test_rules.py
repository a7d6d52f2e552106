"""Who may be a user, what a password must be, how long a wrong one waits."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travel_desk.access import rules
from travel_desk.access.example_users import MARK, USERS, is_example
from travel_desk.access.rules import Tries, User, UserOrder
from travel_desk.base.message import Refused
from travel_desk.base.roles import Role

NOW = datetime(2026, 11, 5, 8, 42, tzinfo=UTC)
ADMINISTRATOR = User(1, 1, "admin", "Ada Quill", frozenset({Role.ADMINISTRATOR}))
CLERK = User(2, 1, "mira", "Mira Okonjo", frozenset({Role.CLERK}))


def order_of(user: User, **changes: object) -> UserOrder:
    order = UserOrder(
        user.user_name,
        user.name,
        user.roles,
        user.organisation_path,
        user.protected,
        user.private,
        user.person_id,
    )
    return replace(order, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize("password", ["", "short", "nine-chrs"])
def test_a_password_under_ten_characters_is_refused_and_the_number_missing_is_told(password: str) -> None:
    with pytest.raises(Refused, match=f"{10 - len(password)} character") as refused:
        rules.check_password(password, "mira")
    assert refused.value.field == "password"


@pytest.mark.parametrize("password", ["mira.okonjo", "Mira.Okonjo1", "MIRA.OKONJO!!"])
def test_the_user_name_with_little_more_is_no_password(password: str) -> None:
    with pytest.raises(Refused, match="little more than the user name"):
        rules.check_password(password, "mira.okonjo")


@pytest.mark.parametrize("password", ["password123", "Qwertyuiop", "aaaaaaaaaaaa", "12121212121"])
def test_what_everyone_tries_first_is_no_password(password: str) -> None:
    with pytest.raises(Refused, match="first that anyone tries"):
        rules.check_password(password, "mira")


@pytest.mark.parametrize("user", USERS, ids=lambda user: user.user_name)
def test_the_passwords_of_the_example_desk_keep_the_rules(user: object) -> None:
    assert rules.password_faults(user.password, user.user_name) == ()  # type: ignore[attr-defined]


def test_the_example_desk_is_known_by_its_mark(tmp_path) -> None:  # type: ignore[no-untyped-def]
    assert not is_example(tmp_path)
    (tmp_path / MARK).touch()
    assert is_example(tmp_path)


def test_a_user_name_is_kept_in_lower_case_without_spaces_around() -> None:
    assert rules.clean_user_name("  Mira.OKONJO ") == "mira.okonjo"


@pytest.mark.parametrize("name", ["", "m okonjo", "m\tokonjo", "x" * 41, "a\x00b", "recovery"])
def test_a_user_name_is_neither_empty_nor_long_nor_holds_spaces(name: str) -> None:
    with pytest.raises(Refused) as refused:
        rules.check_user_name(name)
    assert refused.value.field == "user_name"


def test_the_wait_after_a_wrong_password_doubles_up_to_a_minute() -> None:
    assert [rules.wait_after(n) for n in range(10)] == [0, 1, 2, 4, 8, 16, 32, 60, 60, 60]


def test_the_wait_runs_out() -> None:
    tries = Tries(3, NOW, NOW)
    assert rules.wait_left(None, NOW) == 0
    assert rules.wait_left(tries, NOW) == 4
    assert rules.wait_left(tries, NOW + timedelta(seconds=3, milliseconds=1)) == 1
    assert rules.wait_left(tries, NOW + timedelta(seconds=4)) == 0


@given(st.integers(1, 10**6), st.timedeltas(timedelta(days=-10_000), timedelta(days=10_000)))
def test_a_clock_set_back_or_forth_never_waits_longer_than_the_wait(count: int, off: timedelta) -> None:
    assert 0 <= rules.wait_left(Tries(count, NOW, NOW), NOW + off) <= rules.wait_after(count) <= 60


def test_one_more_wrong_password_keeps_when_the_first_was() -> None:
    later = NOW + timedelta(seconds=9)
    assert rules.one_more(None, NOW) == Tries(1, NOW, NOW)
    assert rules.one_more(Tries(1, NOW, NOW), later) == Tries(2, NOW, later)


def test_a_user_needs_a_user_name_a_name_and_a_role() -> None:
    rules.check_order(order_of(CLERK))
    for field, value in (("user_name", ""), ("name", " "), ("roles", frozenset())):
        with pytest.raises(Refused) as refused:
            rules.check_order(order_of(CLERK, **{field: value}))
        assert refused.value.field == field


def test_nobody_changes_their_own_roles_or_scope() -> None:
    for change in (
        {"roles": frozenset(Role)},
        {"protected": True},
        {"organisation_path": "/1/4/"},
        {"person_id": 9},
    ):
        with pytest.raises(Refused, match="Nobody changes their own roles"):
            rules.change_user(1, ADMINISTRATOR, order_of(ADMINISTRATOR, **change), 1)


def test_anyone_with_the_right_may_correct_their_own_name() -> None:
    rules.change_user(1, ADMINISTRATOR, order_of(ADMINISTRATOR, name="Ada B. Quill"), 0)


def test_the_last_administrator_stays_one() -> None:
    with pytest.raises(Refused, match="last administrator"):
        rules.change_user(2, ADMINISTRATOR, order_of(ADMINISTRATOR, roles=frozenset({Role.CLERK})), 0)
    with pytest.raises(Refused, match="last administrator"):
        rules.deactivate_user(2, ADMINISTRATOR, 0)
    rules.change_user(2, ADMINISTRATOR, order_of(ADMINISTRATOR, roles=frozenset({Role.CLERK})), 1)
    rules.deactivate_user(2, ADMINISTRATOR, 1)


def test_a_deactivated_user_stays_as_they_are() -> None:
    gone = replace(CLERK, active=False)
    with pytest.raises(Refused, match="deactivated"):
        rules.change_user(1, gone, order_of(gone), 1)
    with pytest.raises(Refused, match="already deactivated"):
        rules.deactivate_user(1, gone, 1)
    with pytest.raises(Refused, match="has no password"):
        rules.reset_password(1, gone, "long enough words")


def test_nobody_deactivates_themselves() -> None:
    with pytest.raises(Refused, match="deactivates themselves"):
        rules.deactivate_user(1, ADMINISTRATOR, 4)


def test_an_administrator_resets_the_password_of_others_only() -> None:
    rules.reset_password(1, CLERK, "river-lamp-otter")
    with pytest.raises(Refused, match="Change Password"):
        rules.reset_password(2, CLERK, "river-lamp-otter")
    with pytest.raises(Refused, match="missing"):
        rules.reset_password(1, CLERK, "short")


def test_a_changed_password_is_another_one() -> None:
    rules.change_password(CLERK, "river-lamp-otter", "stone-lamp-otter")
    with pytest.raises(Refused, match="the old one"):
        rules.change_password(CLERK, "river-lamp-otter", "river-lamp-otter")
