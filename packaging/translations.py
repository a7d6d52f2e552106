"""Keep the translation catalogs: extract, update, compile, add.

translations.py extract       collect every text of the source into travel_desk.pot (not committed)
translations.py update        extract, and bring every .po in line with it
translations.py compile       build the .mo files that the program reads (not committed)
translations.py add CODE      begin a new language, such as "de" or "pt_BR"
translations.py status        how much of each language is translated
"""

from __future__ import annotations

import io
import re
import string
import sys
from collections.abc import Callable
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as BabelMessage
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "resources" / "translations"
TEMPLATE = FOLDER / "travel_desk.pot"
HEAD = """\
# Travel Desk in another language. MIT licence, the Travel Desk authors.
# `packaging/translations.py update` brings this file in line with the source; see README.md.
#"""
KEYWORDS: dict[str, tuple[object, ...] | None] = {
    "tr": None,
    "trp": ((1, "c"), 2),
    "trn": (1, 2),
    "msg": None,
    "msgp": ((1, "c"), 2),
    "msgn": (1, 2),
}


def template() -> Catalog:
    """Return a catalog of every text that the source says, in the order of files and lines."""
    catalog = _catalog()
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


def _catalog(code: str | None = None) -> Catalog:
    return Catalog(
        locale=code,
        project="Travel Desk",
        version="0.1",
        charset="utf-8",
        header_comment=HEAD,
        fuzzy=False,
    )


def _read(path: Path) -> Catalog:
    fresh = _catalog(path.stem)
    with path.open("rb") as file:
        for message in read_po(file, locale=path.stem):
            if message.id:
                fresh[message.id] = message
    return fresh


# Lines of the head that would hold names or dates of nobody.
_NOBODY = (
    rb"Report-Msgid-Bugs-To|POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team|Generated-By"
)


def _write(path: Path, catalog: Catalog) -> None:
    content = io.BytesIO()
    write_po(content, catalog, width=100, include_lineno=False, ignore_obsolete=True, omit_header=False)
    written = re.sub(rb'^"(?:%s):.*\n' % _NOBODY, b"", content.getvalue(), flags=re.MULTILINE)
    if not path.exists() or path.read_bytes() != written:
        path.write_bytes(written)


def extract() -> None:
    """Write the template of all texts."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    _write(TEMPLATE, template())


def update() -> None:
    """Bring each language in line with the source; what is gone is dropped, what is new stands empty."""
    extract()
    fresh = template()
    for path in sorted(FOLDER.glob("*.po")):
        catalog = _read(path)
        catalog.update(fresh, no_fuzzy_matching=True, update_creation_date=False)
        _write(path, catalog)


def build() -> None:
    """Build each language's .mo; a fault in a translation is named and nothing is built from it."""
    bad = 0
    for path in sorted(FOLDER.glob("*.po")):
        catalog = _read(path)
        for fault in faults(catalog):
            print(f"{path.name}: {fault}", file=sys.stderr)
            bad += 1
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, catalog)
    if bad:
        sys.exit(1)


def faults(catalog: Catalog) -> list[str]:
    """Return what is wrong in a catalog: a translation whose fields differ from those of its text."""
    found = [f"{message.id!r}: {error}" for message, errors in catalog.check() for error in errors]
    for message in catalog:
        said = _said(message)
        if message.id and any(said):
            texts = [message.id] if isinstance(message.id, str) else message.id
            wanted = set().union(*(_fields(text) for text in texts))
            found += [f"{message.id!r}: fields differ in {s!r}" for s in said if not _fields(s) <= wanted]
            # One day may be said without its number; the last plural form may not.
            found += [
                f"{message.id!r}: a field is missing in {s!r}" for s in said[-1:] if _fields(s) < wanted
            ]
    return found


def _said(message: BabelMessage) -> list[str]:
    string = message.string or ""
    return [string] if isinstance(string, str) else list(string)


def _fields(text: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(text) if field is not None}


def add(code: str) -> None:
    """Begin a language: an empty catalog with the right plural forms."""
    path = FOLDER / f"{code}.po"
    if path.exists():
        sys.exit(f"{path.name} is already there; `translations.py update` brings it in line.")
    fresh = template()
    catalog = _catalog(code)
    catalog.update(fresh, no_fuzzy_matching=True)
    _write(path, catalog)


def status() -> None:
    """Print how much of each language is translated."""
    for path in sorted(FOLDER.glob("*.po")):
        messages = [m for m in _read(path) if m.id]
        done = sum(1 for m in messages if all(_said(m)) and not m.fuzzy)
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
