"""What the desk asks of users, roles and passwords; plain Python, nothing is read or written here."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta

from travel_desk.base.message import Message, Refused, msg, msgn
from travel_desk.base.roles import Role

PASSWORD_LENGTH = 10
"""The least number of characters of a password."""
BESIDE_USER_NAME = 6
"""How many characters must be left of a password once the user name is taken out of it."""
REKEY = "rekey_due"
"""The setting that stands until a desk that owes a new key has it (after a deactivation or a restore)."""
LONGEST_WAIT = 60
"""The longest wait after a wrong password, in seconds."""

_COMMON = ("password", "passwort", "motdepasse", "contraseña", "qwertyuiop", "0123456789", "1234567890")


@dataclass(frozen=True, slots=True)
class User:
    """A user as the rules see one.

    organisation_path: the path of the subtree that the user sees, such as "/1/4/"; "" for the whole desk.
    protected, private: whether the user sees protected persons and private reasons.
    person_id: the official that the user is, if linked; nobody handles their own case.
    """

    id: int
    version: int
    user_name: str
    name: str
    roles: frozenset[Role]
    active: bool = True
    organisation_path: str = ""
    protected: bool = False
    private: bool = False
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class UserOrder:
    """What a person may enter about a user: the new values as a whole."""

    user_name: str
    name: str
    roles: frozenset[Role]
    organisation_path: str = ""
    protected: bool = False
    private: bool = False
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class Tries:
    """Wrong passwords since the last right one; instants are aware, in UTC."""

    count: int
    first: datetime
    last: datetime


def clean_user_name(text: str) -> str:
    """Return a typed user name as it is kept: NFKC, lower case, without spaces around."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


def check_user_name(user_name: str) -> None:
    """Refuse a user name that is empty, too long, or holds a space or a control character."""
    if not user_name:
        raise Refused(msg("Enter a user name, such as “m.okonjo”."), field="user_name")
    if len(user_name) > 40:
        raise Refused(msg("A user name has at most 40 characters. Choose a shorter one."), field="user_name")
    if user_name == "recovery":
        raise Refused(msg("This word names the recovery slot. Choose another user name."), field="user_name")
    if any(sign.isspace() or unicodedata.category(sign) == "Cc" for sign in user_name):
        raise Refused(msg("A user name holds no spaces. Write a dot instead."), field="user_name")


def password_faults(password: str, user_name: str) -> tuple[Message, ...]:
    """Return what is wrong with a new password, in the order in which a person mends it."""
    faults: list[Message] = []
    folded = clean_user_name(password)
    if len(password) < PASSWORD_LENGTH:
        missing = PASSWORD_LENGTH - len(password)
        faults.append(
            msgn(
                "{count} character is missing; ten are wanted.",
                "{count} characters are missing; ten are wanted.",
                missing,
            )
        )
    name = clean_user_name(user_name)
    if name and name in folded and len(folded.replace(name, "")) < BESIDE_USER_NAME:
        faults.append(msg("The password is little more than the user name. Choose other words."))
    if password and (len(set(folded)) < 4 or any(word in folded for word in _COMMON)):
        faults.append(msg("This password is among the first that anyone tries. Choose other words."))
    return tuple(faults)


def check_password(password: str, user_name: str) -> None:
    """Refuse a new password that is too short, common, or little more than the user name."""
    for fault in password_faults(password, user_name):
        raise Refused(fault, field="password")


def wait_after(wrong: int) -> int:
    """Return how many seconds to wait after the `wrong`-th wrong password: 1, 2, 4, 8 ... 60."""
    return 0 if wrong < 1 else min(LONGEST_WAIT, 2 ** min(wrong - 1, 10))


def wait_left(tries: Tries | None, now: datetime) -> int:
    """Return how many whole seconds are still to wait at `now`.

    A clock that was set back never makes the wait longer than it was at first.
    """
    if tries is None:
        return 0
    wait = timedelta(seconds=wait_after(tries.count))
    left = min(wait, tries.last + wait - now)
    return max(0, -(-left // timedelta(seconds=1)))


def one_more(tries: Tries | None, now: datetime) -> Tries:
    """Return the tries with one more wrong password at `now`."""
    return Tries(1, now, now) if tries is None else Tries(tries.count + 1, tries.first, now)


def check_order(order: UserOrder) -> None:
    """Refuse a user without a user name, a name or a role."""
    check_user_name(order.user_name)
    if not order.name.strip():
        raise Refused(msg("Enter the name as it stands on papers."), field="name")
    if not order.roles:
        raise Refused(msg("Choose at least one role."), field="roles")


def change_user(me: int, user: User, order: UserOrder, other_administrators: int) -> None:
    """Refuse a change of own roles or scope, of a deactivated user, or of the last administrator.

    me: the id of the user who makes the change.
    other_administrators: how many active administrators there are beside `user`.
    """
    check_order(order)
    if not user.active:
        raise Refused(msg("{name} is deactivated. Create a new user instead.", name=user.name))
    if me == user.id and _rights(user) != _rights(order):
        raise Refused(
            msg("Nobody changes their own roles, scope or link to an official. Ask another administrator."),
            field="roles",
        )
    _keep_an_administrator(user, order.roles, other_administrators)


def deactivate_user(me: int, user: User, other_administrators: int) -> None:
    """Refuse to deactivate oneself, someone already deactivated, or the last administrator."""
    if not user.active:
        raise Refused(msg("{name} is already deactivated.", name=user.name))
    if me == user.id:
        raise Refused(msg("Nobody deactivates themselves. Ask another administrator."))
    _keep_an_administrator(user, frozenset(), other_administrators)


def reset_password(me: int, user: User, password: str) -> None:
    """Refuse to reset one's own password, that of a deactivated user, or to a weak one."""
    if not user.active:
        raise Refused(msg("{name} is deactivated and has no password.", name=user.name))
    if me == user.id:
        raise Refused(msg("Your own password is changed under Desk, Change Password…"))
    check_password(password, user.user_name)


def change_password(user: User, old: str, new: str) -> None:
    """Refuse a new password that is the old one, or weak."""
    if old == new:
        raise Refused(msg("The new password is the old one. Choose another."), field="password")
    check_password(new, user.user_name)


def _rights(user: User | UserOrder) -> tuple[object, ...]:
    return user.roles, user.organisation_path, user.protected, user.private, user.person_id


def _keep_an_administrator(user: User, roles: frozenset[Role], others: int) -> None:
    if Role.ADMINISTRATOR in user.roles and Role.ADMINISTRATOR not in roles and others < 1:
        raise Refused(
            msg(
                "{name} is the last administrator. Make another user an administrator first.", name=user.name
            ),
            field="roles",
        )


_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U
_GROUP, _GROUPS = 4, 8
RECOVERY_BYTES = 19
"""How many random bytes a recovery code holds: 152 bits; the last 8 of its 160 are a check."""


def recovery_code(random: bytes) -> str:
    """Return the recovery code that is printed for `random` (19 bytes): eight groups of four."""
    value = int.from_bytes(random + _check_byte(random), "big")
    signs = "".join(_DIGITS[(value >> 5 * place) & 31] for place in reversed(range(_GROUP * _GROUPS)))
    return "-".join(signs[start : start + _GROUP] for start in range(0, len(signs), _GROUP))


def clean_recovery_code(typed: str) -> str:
    """Return a typed recovery code as it was printed.

    Small letters, any separators, and O for 0 or I and L for 1 are taken as they are meant. Refused
    where signs are missing, or where the check says that something was mistyped.
    """
    text = typed.upper().translate(str.maketrans("OILU", "011V"))
    signs = "".join(sign for sign in text if sign in _DIGITS)
    if len(signs) != _GROUP * _GROUPS:
        raise Refused(
            msg(
                "The recovery code has eight groups of four signs; {count} signs are here.", count=len(signs)
            ),
            field="code",
        )
    value = 0
    for sign in signs:
        value = value << 5 | _DIGITS.index(sign)
    whole = value.to_bytes(RECOVERY_BYTES + 1, "big")
    if whole[-1:] != _check_byte(whole[:-1]):
        raise Refused(
            msg("A sign of the recovery code is mistyped. Compare it with the sheet."), field="code"
        )
    return recovery_code(whole[:-1])


def _check_byte(random: bytes) -> bytes:
    return hashlib.sha256(b"travel-desk recovery " + random).digest()[:1]
