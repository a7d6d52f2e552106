"""Keep the translation catalogs: extract, update, compile, add.

translations.py extract       collect every text of the source into travel_desk.pot (not committed)
translations.py update        extract, and bring every .po in line with it
translations.py compile       build the .mo files that the program reads (not committed)
translations.py add CODE      begin a new language, such as "de" or "pt_BR"
translations.py status        how much of each language is translated
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "resources" / "translations"
TEMPLATE = FOLDER / "travel_desk.pot"
KEYWORDS: dict[str, tuple[object, ...] | None] = {
    "tr": None,
    "trp": ((1, "c"), 2),
    "trn": (1, 2),
    "msg": None,
    "msgp": ((1, "c"), 2),
    "msgn": (1, 2),
    # Inside base/language.py itself, which makes a few messages by hand.
    "Message": None,
}


def template() -> Catalog:
    """Return a catalog of every text that the source says, in the order of files and lines."""
    catalog = Catalog(project="Travel Desk", charset="utf-8")
    found = extract_from_dir(
        ROOT / "travel_desk",
        method_map=[("**.py", "python")],
        keywords=KEYWORDS,  # type: ignore[arg-type]  # the stubs know only whole-number positions
        comment_tags=["Translators:"],
        strip_comment_tags=True,
    )
    for path, line, text, comments, context in found:
        # No line numbers in what is committed: they would change with every edit.
        del line
        if text:
            catalog.add(text, locations=[(f"travel_desk/{path}", 0)], auto_comments=comments, context=context)
    return catalog


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.stem)


def _write(path: Path, catalog: Catalog) -> None:
    content = io.BytesIO()
    write_po(content, catalog, width=100, include_lineno=False, ignore_obsolete=True, omit_header=False)
    if not path.exists() or path.read_bytes() != content.getvalue():
        path.write_bytes(content.getvalue())


def extract() -> None:
    """Write the template of all texts."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    _write(TEMPLATE, template())


def update() -> None:
    """Bring each language in line with the source; what is gone is dropped, what is new stands empty."""
    extract()
    fresh = _read(TEMPLATE)
    for path in sorted(FOLDER.glob("*.po")):
        catalog = _read(path)
        stamp = catalog.creation_date, catalog.revision_date
        catalog.update(fresh, no_fuzzy_matching=True, update_creation_date=False)
        catalog.creation_date, catalog.revision_date = stamp
        _write(path, catalog)


def build() -> None:
    """Build each language's .mo; a fault in a translation is named and nothing is built from it."""
    bad = 0
    for path in sorted(FOLDER.glob("*.po")):
        catalog = _read(path)
        for message, errors in catalog.check():
            for error in errors:
                print(f"{path.name}: {message.id!r}: {error}", file=sys.stderr)
                bad += 1
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, catalog)
    if bad:
        sys.exit(1)


def add(code: str) -> None:
    """Begin a language: an empty catalog with the right plural forms."""
    path = FOLDER / f"{code}.po"
    if path.exists():
        sys.exit(f"{path.name} is already there; `translations.py update` brings it in line.")
    fresh = template()
    catalog = Catalog(locale=code, project="Travel Desk", charset="utf-8")
    catalog.update(fresh, no_fuzzy_matching=True)
    _write(path, catalog)


def status() -> None:
    """Print how much of each language is translated."""
    for path in sorted(FOLDER.glob("*.po")):
        messages = [m for m in _read(path) if m.id]
        done = sum(1 for m in messages if (all(m.string) if m.pluralizable else m.string) and not m.fuzzy)
        print(f"{path.stem}: {done} of {len(messages)} texts")


COMMANDS: dict[str, Callable[..., None]] = {
    "extract": extract,
    "update": update,
    "compile": build,
    "add": add,
    "status": status,
}


def main(arguments: list[str]) -> int:
    """Do the command named; exit code 2 with the list of commands where it is none of them."""
    command = COMMANDS.get(arguments[0]) if arguments else None
    if command is None or len(arguments) != (2 if command is add else 1):
        print(__doc__, file=sys.stderr)
        return 2
    command(*arguments[1:])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
