"""Key slots: one password opens one slot, nobody's name stands in the file, damage is said plainly."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from travel_desk.base.message import Refused, Trouble
from travel_desk.database.keys import FILE, Cost, Slots, default_cost, new_key

CHEAP = Cost(1, 8, 1)


@pytest.fixture
def slots(tmp_path: Path) -> Slots:
    return Slots.create(tmp_path)


def test_the_right_password_gives_the_key_and_a_wrong_one_a_sentence(slots: Slots) -> None:
    key = new_key()
    slots.put("Mira", "green harbour lamp", key, CHEAP)
    assert Slots(slots.folder).unlock(" MIRA ", "green harbour lamp").keys == (key,)
    for name, password in (("Mira", "green harbour lamb"), ("Jonas", "green harbour lamp")):
        with pytest.raises(Refused, match="not the password") as refused:
            slots.unlock(name, password)
        assert refused.value.field == "password"


def test_no_name_and_no_key_stands_in_the_file(slots: Slots) -> None:
    key = new_key()
    slots.put("mira.okonjo", "green harbour lamp", key, CHEAP)
    content = (slots.folder / FILE).read_bytes()
    assert b"mira" not in content
    assert key.hex().encode() not in content
    assert slots.has("mira.okonjo")


def test_a_slot_is_bound_to_its_user(slots: Slots) -> None:
    slots.put("mira", "green harbour lamp", new_key(), CHEAP)
    path = slots.folder / FILE
    rows = json.loads(path.read_text())
    rows["slots"][0]["name"] = slots.name_of("jonas")
    path.write_text(json.dumps(rows))
    with pytest.raises(Refused):
        Slots(slots.folder).unlock("jonas", "green harbour lamp")


def test_who_left_has_no_slot(slots: Slots) -> None:
    slots.put("mira", "green harbour lamp", new_key(), CHEAP)
    slots.put("jonas", "blue harbour lamp", new_key(), CHEAP)
    slots.remove("mira")
    slots.keep_only({slots.name_of("jonas")})
    slots.keep_only({slots.name_of("jonas")})
    assert not slots.has("mira")
    slots.keep_only(set())
    assert not slots.has("jonas")


def test_a_following_key_reaches_only_the_slots_that_the_register_names(slots: Slots) -> None:
    first, second = new_key(), new_key()
    public = slots.put("mira", "green harbour lamp", first, CHEAP)
    slots.put("jonas", "blue harbour lamp", first, CHEAP)
    slots.announce(second, {slots.name_of("mira"): public})
    assert slots.unlock("mira", "green harbour lamp").keys == (first, second)
    assert slots.unlock("jonas", "blue harbour lamp").keys == (first,)
    slots.forget_following()
    assert slots.unlock("mira", "green harbour lamp").keys == (first,)
    slots.announce(second, {slots.name_of("mira"): public})
    slots.promote()
    assert Slots(slots.folder).unlock("mira", "green harbour lamp").keys == (second,)
    assert not slots.has("jonas")


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"format": 2}', b'{"format": 1, "salt": "x", "slots": [{}]}']
)
def test_damaged_slots_are_trouble(slots: Slots, content: bytes) -> None:
    (slots.folder / FILE).write_bytes(content)
    with pytest.raises(Trouble, match="damaged"):
        Slots(slots.folder)


def test_missing_or_unreadable_slots_are_trouble(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="missing"):
        Slots(tmp_path)
    (tmp_path / FILE).mkdir()
    with pytest.raises(Trouble, match="can't be read"):
        Slots(tmp_path)


def test_a_try_costs_what_the_recommendation_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TRAVEL_DESK_TEST_COST")
    assert default_cost() == Cost(3, 64 * 1024, 1)


@settings(max_examples=20)
@given(name=st.text(min_size=1, max_size=20), password=st.text(max_size=30))
def test_any_name_and_password_open_their_slot(
    tmp_path_factory: pytest.TempPathFactory, name: str, password: str
) -> None:
    slots = Slots.create(tmp_path_factory.mktemp("slots"))
    key = new_key()
    slots.put(name, password, key, CHEAP)
    assert slots.unlock(name, password).keys == (key,)


@pytest.mark.parametrize(
    "change",
    [
        {"cost": [3, 2**31, 1]},
        {"cost": [1, 8, 2]},
        {"cost": [0, 8, 1]},
        {"cost": ["a", 8, 1]},
        {"cost": [1, 8]},
        {"private": "QUJD"},
        {"key": ""},
        {"salt": ""},
        {"public": "not base64"},
        {"following": "QUJD"},
    ],
)
def test_a_slot_that_nothing_could_open_is_damage_and_no_wrong_password(
    slots: Slots, change: dict[str, object]
) -> None:
    slots.put("mira", "green harbour lamp", new_key(), CHEAP)
    path = slots.folder / FILE
    rows = json.loads(path.read_text())
    rows["slots"][0].update(change)
    path.write_text(json.dumps(rows))
    with pytest.raises(Trouble, match="Put the file back from a backup"):
        Slots(slots.folder)


@pytest.mark.parametrize("content", [b'{"format": 1, "salt": "", "slots": [7]}', b"[" * 100_000])
def test_slots_that_are_no_slots_are_damage(slots: Slots, content: bytes) -> None:
    (slots.folder / FILE).write_bytes(content)
    with pytest.raises(Trouble, match="damaged"):
        Slots(slots.folder)


def test_half_a_character_is_a_wrong_password(slots: Slots) -> None:
    slots.put("mira", "green harbour lamp", new_key(), CHEAP)
    for name, password in (("mira", "lamp \ud83d"), ("mira\udcff", "green harbour lamp")):
        with pytest.raises(Refused, match="not the password"):
            slots.unlock(name, password)
