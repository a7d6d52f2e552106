"""Whatever is done to the journal behind the program's back, the chain says which entry breaks it."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travel_desk.base.canonical import canonical
from travel_desk.base.message import Refused
from travel_desk.desk.chain import START, Head, digest_of
from travel_desk.journal.rules import Break, Found, Noted, RawEntry, RawValue, Verdict, read_noted, verify
from travel_desk.journal.rules.walk import EVERY, MOST_BREAKS

NINE = datetime(2026, 11, 5, 9, 0, tzinfo=UTC)


def make(number: int, previous: bytes, verb: str = "log_in", values: int = 0, **facts: object) -> RawEntry:
    """Return a sound entry that follows `previous`."""
    at = NINE + timedelta(minutes=number)
    held = tuple(
        RawValue(f"v{n}", n, hashlib.sha256(b"salt" + b"content%d" % n).digest(), b"salt", b"content%d" % n)
        for n in range(values)
    )
    body = canonical(
        {
            "number": number, "previous": previous, "recorded": at, "happened": at, "verb": verb, "user": 1,
            "role": "clerk", "second": None, "workstation": "w", "kind": "user", "subject": 1, "person": None,
            "facts": facts, "changes": {}, "values": values,
            "values_digest": digest_of((v.name, v.person, v.digest) for v in held),
        }
    )  # fmt: skip
    columns = (verb, 1, "clerk", "w", "user", 1, None)
    return RawEntry(number, previous, hashlib.sha256(body).digest(), body, at, at, columns, held)


def chain(count: int, values: int = 0) -> list[RawEntry]:
    entries: list[RawEntry] = []
    for number in range(1, count + 1):
        entries.append(make(number, entries[-1].hash if entries else START, values=values))
    return entries


def verdict(entries: Sequence[RawEntry], noted: Noted | None = None) -> Verdict:
    *_, last = verify(entries, noted)
    assert isinstance(last, Verdict)
    return last


def breaks(entries: Sequence[RawEntry], noted: Noted | None = None) -> list[tuple[Break, int]]:
    return [(found.kind, found.number) for found in verdict(entries, noted).breaks]


def renumbered(entries: Sequence[RawEntry]) -> list[RawEntry]:
    """Return the entries with the numbers beside the bodies made seamless, as a forger would."""
    return [replace(entry, number=place) for place, entry in enumerate(entries, start=1)]


@given(st.integers(0, 30), st.integers(0, 3))
def test_an_untouched_journal_is_sound(count: int, values: int) -> None:
    entries = chain(count, values)
    found = verdict(entries, Noted(count, entries[-1].hash) if entries else Noted(0, START))
    assert found.sound
    assert (found.count, found.number) == (count, count)
    assert found.hash == (entries[-1].hash if entries else START)


@given(st.integers(1, 12), st.integers(0, 400))
def test_an_edited_body_is_found_at_its_entry(at: int, place: int) -> None:
    entries = chain(12)
    body = bytearray(entries[at - 1].body)
    body[place % len(body)] ^= 1
    entries[at - 1] = replace(entries[at - 1], body=bytes(body))
    assert breaks(entries) == [(Break.EDITED, at)]


@pytest.mark.parametrize("at", [1, 5, 11])
def test_an_edited_body_with_a_new_hash_is_found_by_the_entry_after_it(at: int) -> None:
    entries = chain(12)
    entries[at - 1] = make(at, entries[at - 1].previous, forged=True)
    assert breaks(entries) == [(Break.EDITED, at)]


@pytest.mark.parametrize(
    "change",
    [
        {"recorded": NINE},
        {"happened": NINE},
        {"columns": ("hand_out", 1, "clerk", "w", "user", 1, None)},
        {"columns": ("log_in", 2, "clerk", "w", "user", 1, None)},
        {"previous": bytes(32)},
        {"hash": bytes(31) + b"x"},
        {"body": b"[]"},
        {"body": b"\xff"},
    ],
)
def test_an_edited_column_beside_the_body_is_found(change: dict[str, object]) -> None:
    entries = chain(6)
    entries[3] = replace(entries[3], **change)  # type: ignore[arg-type]
    assert (Break.EDITED, 4) in breaks(entries)


def test_an_entry_of_another_make_is_no_entry() -> None:
    entries = chain(3)
    body = canonical({"number": 2})
    entries[1] = replace(entries[1], body=body, hash=hashlib.sha256(body).digest())
    assert (Break.EDITED, 2) in breaks(entries)


@given(st.integers(1, 11), st.integers(1, 4), st.booleans())
def test_deleted_entries_are_found_where_they_are_missing(at: int, count: int, forger: bool) -> None:
    entries = chain(16)
    del entries[at - 1 : at - 1 + count]
    if forger:
        entries = renumbered(entries)
        assert breaks(entries) == [(Break.DELETED, at)]
    else:
        assert breaks(entries) == [(Break.DELETED, at + count)]


@given(st.integers(1, 11))
def test_an_inserted_entry_is_found(at: int) -> None:
    entries = chain(12)
    entries.insert(at, make(at + 1, entries[at - 1].hash, forged=True))
    assert breaks(renumbered(entries)) == [(Break.INSERTED, at + 1)]


def test_an_inserted_entry_that_follows_nothing_is_found_too() -> None:
    entries = chain(12)
    entries.insert(4, make(5, b"x" * 32, forged=True))
    assert breaks(renumbered(entries)) == [(Break.INSERTED, 5)]


@given(st.integers(1, 11))
def test_two_entries_that_changed_places_are_found(at: int) -> None:
    entries = chain(13)
    entries[at - 1], entries[at] = entries[at], entries[at - 1]
    assert breaks(renumbered(entries)) == [(Break.REORDERED, at + 1)]


@given(st.integers(0, 8), st.integers(1, 5))
def test_an_entry_that_was_moved_to_a_later_place_is_found_there(start: int, by: int) -> None:
    entries = chain(16)
    entries.insert(start + by, entries.pop(start))
    assert breaks(renumbered(entries)) == [(Break.REORDERED, start + by + 1)]


def test_an_entry_that_was_copied_to_a_later_place_is_found() -> None:
    entries = chain(12)
    entries.insert(9, entries[3])
    assert (Break.REORDERED, 10) in breaks(renumbered(entries))


def test_numbers_that_were_shifted_beside_untouched_bodies_are_found() -> None:
    entries = chain(6)
    shifted = entries[:3] + [replace(entry, number=entry.number + 10) for entry in entries[3:]]
    assert breaks(shifted) == [(Break.EDITED, 14)]


def test_an_edited_personal_value_is_found_and_an_erased_one_is_not_a_break() -> None:
    entries = chain(5, values=2)
    kept, other = entries[2].values
    entries[2] = replace(entries[2], values=(kept, replace(other, salt=None, content=None)))
    assert verdict(entries).sound
    entries[2] = replace(entries[2], values=(kept, replace(other, content=b"forged")))
    assert breaks(entries) == [(Break.VALUE, 3)]


@pytest.mark.parametrize("keep", [0, 1])
def test_a_personal_value_that_is_missing_is_found(keep: int) -> None:
    entries = chain(5, values=2)
    entries[2] = replace(entries[2], values=entries[2].values[:keep])
    assert breaks(entries) == [(Break.VALUE, 3)]


def test_a_personal_value_that_is_made_another_person_s_is_found_even_once_erased() -> None:
    entries = chain(5, values=2)
    kept, other = entries[2].values
    entries[2] = replace(entries[2], values=(kept, replace(other, person=99, salt=None, content=None)))
    assert breaks(entries) == [(Break.VALUE, 3)]


def test_the_same_number_of_other_values_is_found() -> None:
    entries = chain(5, values=2)
    first, second = entries[2].values
    entries[2] = replace(entries[2], values=(second, first))
    assert breaks(entries) == [(Break.VALUE, 3)]


def test_a_journal_whose_end_was_cut_off_is_sound_until_a_noted_head_is_compared() -> None:
    entries = chain(12)
    assert breaks(entries[:7]) == []
    assert breaks(entries[:7], Noted(12, entries[-1].hash)) == [(Break.CUT_OFF, 12)]


def test_a_journal_put_back_and_continued_is_found_by_a_noted_head() -> None:
    entries = chain(12)
    other = entries[:7]
    for number in range(8, 15):
        other.append(make(number, other[-1].hash, forged=True))
    assert breaks(other) == []
    assert breaks(other, Noted(12, entries[-1].hash)) == [(Break.ROLLED_BACK, 12)]
    assert verdict(other, Noted(7, entries[6].hash)).sound


def test_a_restored_backup_is_named_beside_what_it_explains() -> None:
    entries = chain(4)
    entries.append(make(5, entries[-1].hash, verb="restore"))
    assert verdict(entries).restores == (5,)


def test_no_more_than_twenty_breaks_are_listed() -> None:
    entries = [replace(entry, hash=bytes(32)) for entry in chain(30)]
    assert len(verdict(entries).breaks) == MOST_BREAKS


def test_a_move_found_after_the_list_is_full_changes_nothing() -> None:
    entries = [replace(entry, hash=bytes(32)) for entry in chain(25)] + [
        make(number, b"%032d" % number) for number in (30, 27)
    ]
    assert len(verdict(entries).breaks) == MOST_BREAKS


def test_the_progress_is_told_now_and_then() -> None:
    entries = chain(3)
    assert list(verify(entries))[:-1] == []
    many = [entries[0]] * (EVERY + 1)
    assert next(iter(verify(many))) == EVERY


@pytest.mark.parametrize("kind", list(Break))
def test_every_break_has_a_sentence_that_names_the_entry(kind: Break) -> None:
    assert "7" in str(Found(kind, 7).sentence)


def test_a_head_is_read_as_it_is_printed() -> None:
    entry = chain(3)[-1]
    printed = str(Head(entry.number, entry.hash))
    assert read_noted(f"  {printed.upper()}\n") == Noted(3, entry.hash)


@pytest.mark.parametrize("text", ["", "abc", "x " + "0" * 64, "٣ " + "0" * 64])
def test_a_head_without_its_number_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="number of the entry"):
        read_noted(text)


@pytest.mark.parametrize("text", ["3", "3 00", "3 " + "0" * 63 + "g"])
def test_a_head_with_signs_missing_or_wrong_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="64 signs"):
        read_noted(text)


@given(st.lists(st.integers(1, 10), min_size=0, max_size=10))
def test_any_selection_of_entries_that_is_not_a_beginning_is_a_break(picked: list[int]) -> None:
    entries = chain(10)
    picture = renumbered([entries[number - 1] for number in picked])
    assert verdict(picture).sound == (picked == list(range(1, len(picked) + 1)))
