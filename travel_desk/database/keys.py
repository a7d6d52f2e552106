"""Key slots: how a password opens the desk.

The desk has one random key. Each user has a slot: an X25519 key pair whose private half is sealed
under Argon2id of the password (RFC 9106) and bound to the user's name, and the desk's key sealed
to the public half (X25519, HKDF-SHA-256, AES-256-GCM). So the desk can be re-keyed when someone
leaves without knowing anybody's password. No name stands in the file: a slot is named by
HMAC-SHA-256 of the user's name under a random salt of the desk.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import unicodedata
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from travel_desk.base.message import Refused, Trouble, msg
from travel_desk.base.settings import write_whole

FILE = "slots.json"
KEY_BYTES = 48  # SQLCipher's raw key (32) and its salt (16)
RECOVERY = "recovery"
_FORMAT = 1
_ANY_TEXT = ("utf-8", "surrogatepass")  # half a character that was pasted is a wrong password, no defect
_LENGTHS = {"salt": (16,), "public": (32,), "private": (60,), "key": (108,), "following": (0, 108)}
_MOST = (64, 1 << 21, 64)  # passes, KiB and lanes: more than that no desk ever asked for


@dataclass(frozen=True)
class Cost:
    """What one try of a password costs: Argon2id passes, memory in KiB, lanes."""

    passes: int = 3
    memory: int = 64 * 1024
    lanes: int = 1


@dataclass(frozen=True)
class Slot:
    """One way into the desk. `following` holds the next key while the desk is being re-keyed."""

    name: str
    cost: Cost
    salt: bytes
    public: bytes
    private: bytes = field(repr=False)
    key: bytes = field(repr=False)
    following: bytes = b""


@dataclass(frozen=True)
class Unlocked:
    """What a password opened: the keys to try in turn, and the slot's name."""

    slot: str
    keys: tuple[bytes, ...] = field(repr=False)


class Slots:
    """The key slots of one desk, as they stand in its folder; every change replaces the file whole.

    Raises Trouble where the file is missing, cut short or of another make.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.salt, self.slots = _read(folder / FILE)

    @classmethod
    def create(cls, folder: Path) -> Slots:
        """Start an empty set of slots in `folder`; raises OSError as the disk does."""
        _write(folder / FILE, os.urandom(32), {})
        return cls(folder)

    def name_of(self, user_name: str) -> str:
        """Return the slot name of a user: a keyed hash, 64 hexadecimal digits."""
        return hmac.new(self.salt, _normal(user_name), hashlib.sha256).hexdigest()

    def has(self, user_name: str) -> bool:
        """Tell whether this user has a slot."""
        return self.name_of(user_name) in self.slots

    def put(self, user_name: str, password: str, key: bytes, cost: Cost | None = None) -> bytes:
        """Make or replace the slot of a user; returns its public half (32 bytes)."""
        name = self.name_of(user_name)
        cost = cost or default_cost()
        pair = X25519PrivateKey.generate()
        public = pair.public_key().public_bytes_raw()
        salt = os.urandom(16)
        sealed = _seal(_stretch(password, salt, cost), pair.private_bytes_raw(), name.encode())
        self._save({**self.slots, name: Slot(name, cost, salt, public, sealed, _seal_to(public, key, name))})
        return public

    def remove(self, user_name: str) -> None:
        """Take a user's slot away; a user without one is left as it is."""
        name = self.name_of(user_name)
        self._save({n: s for n, s in self.slots.items() if n != name})

    def keep_only(self, names: set[str]) -> None:
        """Drop every slot whose name is not in `names` (reconciling with the users at open)."""
        kept = {n: s for n, s in self.slots.items() if n in names}
        if kept != self.slots:
            self._save(kept)

    def take_back(self, before: Path, known: Mapping[str, bytes], but: str) -> None:
        """Put back slots from `before`, a copy of this file from before a deed that was cut off.

        Only those come back whose public half is the one that the register knows (`known`: name -> public
        half), so that a copy from elsewhere brings nobody in; the slot named `but` stays as it is.
        """
        salt, slots = _read(before)
        back = {
            name: slot
            for name, slot in slots.items()
            if salt == self.salt and name != but and known.get(name) == slot.public
        }
        lost = {n: s for n, s in back.items() if n not in self.slots or self.slots[n].public != s.public}
        if lost:
            self._save({**self.slots, **lost})

    def unlock(self, user_name: str, password: str) -> Unlocked:
        """Open the slot of a user; raises Refused for a wrong name or password alike."""
        name = self.name_of(user_name)
        slot = self.slots.get(name) or _decoy(name)
        secret = _stretch(password, slot.salt, slot.cost)
        try:
            pair = X25519PrivateKey.from_private_bytes(_unseal(secret, slot.private, name.encode()))
            keys = [_unseal_with(pair, blob, name) for blob in (slot.key, slot.following) if blob]
        except InvalidTag:
            raise Refused(
                msg("That was not the password of this user. Try again."), field="password"
            ) from None
        return Unlocked(name, tuple(keys))

    def announce(self, key: bytes, publics: Mapping[str, bytes]) -> None:
        """Lay a following key beside the present one, sealed to `publics` (slot name -> public half).

        Slots that `publics` does not name get none. The public halves come from the register, not
        from this file, so that nobody can slip one in.
        """
        self._save(
            {
                n: replace(s, following=_seal_to(publics[n], key, n) if n in publics else b"")
                for n, s in self.slots.items()
            }
        )

    def promote(self) -> None:
        """Make the following key the present one; slots without one are dropped."""
        self._save(
            {n: replace(s, key=s.following, following=b"") for n, s in self.slots.items() if s.following}
        )

    def forget_following(self) -> None:
        """Drop the following key: the re-keying did not happen."""
        self._save({n: replace(s, following=b"") for n, s in self.slots.items()})

    def _save(self, slots: dict[str, Slot]) -> None:
        _write(self.folder / FILE, self.salt, slots)
        self.slots = slots


def default_cost() -> Cost:
    """Return what a try costs; tests make it cheap by TRAVEL_DESK_TEST_COST (never below 8 KiB)."""
    cheap = os.environ.get("TRAVEL_DESK_TEST_COST")
    return Cost(1, max(8, int(cheap)), 1) if cheap else Cost()


def new_key() -> bytes:
    """Return a fresh desk key (48 bytes)."""
    return os.urandom(KEY_BYTES)


def _normal(user_name: str) -> bytes:
    return unicodedata.normalize("NFKC", user_name).strip().casefold().encode(*_ANY_TEXT)


def _stretch(password: str, salt: bytes, cost: Cost) -> bytes:
    secret = unicodedata.normalize("NFKC", password).encode(*_ANY_TEXT)
    return hash_secret_raw(secret, salt, cost.passes, cost.memory, cost.lanes, 32, Type.ID)


def _seal(key: bytes, content: bytes, bound: bytes) -> bytes:
    nonce = os.urandom(12)
    return nonce + AESGCM(key).encrypt(nonce, content, bound)


def _unseal(key: bytes, sealed: bytes, bound: bytes) -> bytes:
    return AESGCM(key).decrypt(sealed[:12], sealed[12:], bound)


def _shared(mine: X25519PrivateKey, theirs: bytes, name: str) -> bytes:
    secret = mine.exchange(X25519PublicKey.from_public_bytes(theirs))
    return HKDF(SHA256(), 32, None, b"travel-desk slot " + name.encode()).derive(secret)


def _seal_to(public: bytes, content: bytes, name: str) -> bytes:
    once = X25519PrivateKey.generate()
    here = once.public_key().public_bytes_raw()
    return here + _seal(_shared(once, public, name), content, here + public)


def _unseal_with(pair: X25519PrivateKey, sealed: bytes, name: str) -> bytes:
    there, public = sealed[:32], pair.public_key().public_bytes_raw()
    return _unseal(_shared(pair, there, name), sealed[32:], there + public)


def _decoy(name: str) -> Slot:
    """Return a slot that nothing opens, so that an unknown name takes as long as a known one."""
    return Slot(name, default_cost(), bytes(16), bytes(32), bytes(64), bytes(64))


def _write(path: Path, salt: bytes, slots: dict[str, Slot]) -> None:
    rows = [
        {"name": s.name, "cost": [s.cost.passes, s.cost.memory, s.cost.lanes]}
        | {n: b64encode(getattr(s, n)).decode() for n in _LENGTHS}
        for s in slots.values()
    ]
    content = {"format": _FORMAT, "salt": b64encode(salt).decode(), "slots": rows}
    write_whole(path, json.dumps(content, indent=1).encode())


def _slot(row: Mapping[str, Any]) -> Slot:
    """Return a slot as it stands in the file; raises ValueError where nothing could ever open it."""
    content = {name: b64decode(row[name]) for name in _LENGTHS}
    cost = [int(one) for one in row["cost"]]
    sound = all(len(content[name]) in lengths for name, lengths in _LENGTHS.items())
    sound = sound and all(0 < one <= most for one, most in zip(cost, _MOST, strict=True))
    if not sound or cost[1] < 8 * cost[2]:  # Argon2 wants 8 KiB a lane (RFC 9106, 3.1)
        raise ValueError("no key slot")
    return Slot(name=str(row["name"]), cost=Cost(*cost), **content)


def _read(path: Path) -> tuple[bytes, dict[str, Slot]]:
    try:
        content = json.loads(path.read_bytes())
        if content["format"] != _FORMAT:
            raise ValueError("format")
        slots = [_slot(row) for row in content["slots"]]
        salt = b64decode(content["salt"])
    except FileNotFoundError:
        raise Trouble(
            msg("The key slots of this desk (slots.json) are missing. Put the file back from a backup.")
        ) from None
    except OSError as error:
        raise Trouble(
            msg(
                "The key slots of this desk can't be read ({reason}). Check the folder's permissions.",
                reason=error.strerror or "",
            )
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Trouble(
            msg("The key slots of this desk (slots.json) are damaged. Put the file back from a backup.")
        ) from error
    return salt, {slot.name: slot for slot in slots}
