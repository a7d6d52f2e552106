from __future__ import annotations

from pathlib import Path

import platformdirs
import pytest

from travel_desk.paper import cutting
from travel_desk.paper.cutting import Cut

THAI = Cut("fontpkg_noto_sans_thai", "NotoSansThai[wdth,wght].ttf", 600, whole=True)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(platformdirs, "user_cache_dir", lambda *_args, **_kwargs: str(tmp_path))
    return tmp_path / "fonts"


def test_a_face_is_cut_once_and_is_the_same_again(cache: Path) -> None:
    first = cutting.cut(THAI, "TDThai-S")
    (kept,) = cache.iterdir()
    assert kept.read_bytes() == first
    kept.unlink()
    assert cutting.cut(THAI, "TDThai-S") == first
    kept.write_bytes(b"from the cache")
    assert cutting.cut(THAI, "TDThai-S") == b"from the cache"


def test_a_cache_folder_that_cannot_be_written_stops_nothing(cache: Path) -> None:
    cache.write_bytes(b"a file where the folder should be")
    assert cutting.cut(THAI, "TDThai-S")[:4] == b"\x00\x01\x00\x00"


def test_another_recipe_makes_another_file(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cutting.cut(THAI, "TDThai-S")
    monkeypatch.setattr(cutting, "_RECIPE", 999)
    cutting.cut(THAI, "TDThai-S")
    assert len(list(cache.iterdir())) == 2
