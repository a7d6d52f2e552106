"""The catalogs of languages: what is collected from the source, and that each translation can be filled."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from tests.house.scan import ROOT
from travel_desk.base.language import available, load
from travel_desk.base.message import msg, msgn

FOLDER = ROOT / "resources" / "translations"
_spec = importlib.util.spec_from_file_location("translations", ROOT / "packaging" / "translations.py")
assert _spec
assert _spec.loader
translations = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(translations)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.po")), ids=lambda path: path.stem)
def test_each_translation_keeps_the_fields_of_its_text(path: Path) -> None:
    assert translations.faults(translations._read(path)) == []


def test_screens_messages_and_papers_are_all_collected() -> None:
    found = translations.template()
    assert found.get("today") is not None
    assert found.get("Clerk", "role") is not None
    assert found.get("in {count} day").pluralizable


def test_a_planted_fault_in_a_translation_is_found() -> None:
    catalog = Catalog(locale="fr")
    catalog.add("{name} is away", "{nom} est absent")
    catalog.add("{name} is here", "est ici")
    catalog.add(("{count} day", "{count} days"), ("un jour", "{count} jours"))
    catalog.add("Not translated {yet}", "")
    assert len(translations.faults(catalog)) == 2


def test_every_language_with_a_catalog_can_be_chosen_once_it_is_built(tmp_path: Path) -> None:
    for path in FOLDER.glob("*.po"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    script = f"""
import importlib.util, pathlib
spec = importlib.util.spec_from_file_location("translations", {str(ROOT / "packaging" / "translations.py")!r})
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
module.FOLDER = pathlib.Path({str(tmp_path)!r})
module.build()
"""
    subprocess.run([sys.executable, "-c", script], check=True)
    assert available(tmp_path) == ["en", *sorted(path.stem for path in FOLDER.glob("*.po"))]
    french = load("fr", tmp_path)
    assert french.say(msg("today")) == "aujourd’hui"
    assert french.say(msgn("in {count} day", "in {count} days", 3)) == "dans 3 jours"
