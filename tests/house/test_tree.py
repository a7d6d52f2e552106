"""What is committed: no address of a package registry, no path of a machine, locks with hashes."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.house.scan import ROOT

# In pieces, so that this file does not hold what it looks for.
REGISTRIES = [
    "pypi" + r"\.(?:org|python)",
    "python" + "hosted",
    "registry" + r"\.npmjs",
    "deb" + r"\.debian\.org",
    "archive" + r"\.ubuntu",
    "(?:extra-)?index" + "-url[ =]+(?:http|/)",
    "find" + "-links +[/h]",
    "proxy" + r"\.golang",
]
REGISTRY = re.compile("|".join(REGISTRIES), re.IGNORECASE)
MACHINE = re.compile(r"(?<![\w.)}])/(?:work|root|home|Users)" + "/")
LOCKS = ["run", "test"]


def _committed() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, check=False,
    )  # fmt: skip
    if listed.returncode:
        pytest.skip("not a clone")
    return [ROOT / name.decode() for name in listed.stdout.split(b"\0") if name]


def _lines(pattern: re.Pattern[str]) -> list[str]:
    found = []
    for path in _committed():
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except (UnicodeDecodeError, OSError):
            continue  # a picture, a frozen database, a link, or a file that a neighbour just removed
        found += [
            f"{path.relative_to(ROOT)}:{n}: {line.strip()}"
            for n, line in enumerate(lines, 1)
            if pattern.search(line)
        ]
    return found


def test_no_address_of_a_package_registry_is_committed() -> None:
    assert _lines(REGISTRY) == []


def test_no_path_of_a_machine_is_committed() -> None:
    assert _lines(MACHINE) == []


def test_planted_addresses_and_paths_are_found() -> None:
    assert REGISTRY.search("https://" + "pypi" + ".org/simple")
    assert REGISTRY.search("pip install --index" + "-url https://example.org")
    assert MACHINE.search('open("/' + 'home/clerk/x")')
    assert not MACHINE.search("at home/abroad")


def test_no_built_catalog_is_committed() -> None:
    assert [path.name for path in _committed() if path.suffix in {".mo", ".pot", ".pyc"}] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_each_locked_package_has_a_version_and_hashes(lock: str) -> None:
    text = (ROOT / "packaging" / "requirements" / f"{lock}.txt").read_text()
    packages = re.findall(r"^[a-z0-9][\w.\-\[\]]*.*(?:\n    .*)*", text, re.MULTILINE | re.IGNORECASE)
    assert packages
    assert [p.splitlines()[0] for p in packages if "==" not in p or "--hash=sha256:" not in p] == []


def test_the_program_is_tested_with_the_versions_it_runs_with() -> None:
    pinned = [
        dict(re.findall(r"^([\w.\-]+)(?:\[[\w,]+\])?==(\S+)", path.read_text(), re.MULTILINE))
        for path in (ROOT / "packaging" / "requirements" / f"{lock}.txt" for lock in LOCKS)
    ]
    run, test = pinned
    assert {name: test.get(name) for name in run} == run


def test_every_picture_and_file_that_the_readme_names_is_there() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    named = re.findall(r"\]\(([^):#]+)\)", text)
    if not (ROOT / "packaging" / "pictures").exists():  # the tour takes them
        named = [name for name in named if not name.startswith("packaging/pictures/")]
    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []
