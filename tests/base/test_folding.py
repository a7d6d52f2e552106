"""What a search finds is what is marked in the list, whatever the letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travel_desk.base.folding import fold, hits


@pytest.mark.parametrize(
    ("text", "needle", "marked"),
    [
        ("Süleyman Çağlar", "cag", ["Çağ"]),
        ("Trần Đức Anh", "duc tran", ["Đức", "Trần"]),
        ("Trần Đức Anh", "duc", ["Đức"]),
        ("Großmann", "gross", ["Groß"]),
        ("Æthel Ælfric", "ae", ["Æ", "Æ"]),
        ("Luísa d’Almeida", "dalm", ["d’Alm"]),
        ("Jose\u0301 Maria", "jose", ["Jose\u0301"]),
        ("Ministry of Water and Land", "water l", ["Water", "L"]),
        ("Underwater", "water", ["water"]),
        ("Underwater", "wa", []),
        ("فاطمة", "فاطمه", ["فاطمة"]),
        ("İzmir", "izmir", ["İzmir"]),
        ("Đ", "", []),
    ],
)
def test_what_is_found_is_marked(text: str, needle: str, marked: list[str]) -> None:
    assert [text[at : at + length] for at, length in hits(text, needle)] == marked


@given(st.text(max_size=20), st.text(max_size=6))
def test_marks_lie_within_the_text(text: str, needle: str) -> None:
    for at, length in hits(text, needle):
        assert length > 0
        assert 0 <= at <= at + length <= len(text)


@given(st.text(max_size=20))
def test_folding_twice_is_folding_once_for_the_marks_of_a_search(text: str) -> None:
    assert all(0 <= at < len(text) for at, _length in hits(text, fold(text)))
