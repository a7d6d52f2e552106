"""What stands around the rows of an XLSX file (ECMA-376): its parts, sheets, styles, shared texts.

The parts are read with defusedxml, never with openpyxl's classes: these refuse a whole file for a
colour they do not know, and nothing but texts, numbers and dates is wanted here. A file is measured
before anything of it is unpacked: a few kilobytes may unpack to gigabytes ("ZIP bomb").
"""

from __future__ import annotations

import posixpath
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.parsers import expat
from zipfile import BadZipFile, LargeZipFile, ZipFile

from travel_desk.base.message import Refused, Trouble, msg
from travel_desk.sheets.encodings import no_table
from travel_desk.sheets.escapes import unescape
from travel_desk.sheets.records import unreadable
from travel_desk.sheets.xlsx_cells import Forbidden

MAX_PARTS = 2_000
MAX_UNPACKED = 4 << 30  # a million rows of 15 cells take about one
MAX_RATIO = 200
"""A part may unpack to so many times its size, once it is larger than `SMALL`; real sheets reach 50."""
SMALL = 8 << 20
MAX_STRINGS = 256 << 20
_DAMAGED = (BadZipFile, zlib.error, EOFError, SyntaxError, expat.ExpatError)
_WORKBOOK = "xl/workbook.xml"
_BUILT_IN_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})  # 18.8.30


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook. part: where its rows stand in the file."""

    name: str
    part: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Book:
    """An open XLSX file. epoch: the day 0 of its dates. dates: the styles that show a number as a date."""

    archive: ZipFile
    sheets: tuple[Sheet, ...]
    epoch: datetime
    dates: frozenset[str]

    def strings(self) -> list[str]:
        """Return the shared texts; raises Refused where they are too large to be those of a list."""
        names = {name.lower(): name for name in self.archive.namelist()}
        part = names.get("xl/sharedstrings.xml")
        if part is None:
            return []
        if self.archive.getinfo(part).file_size > MAX_STRINGS:
            raise too_large()
        found = []
        with self.archive.open(part) as source:
            for element in elements(source, "si"):
                found.append(text_of(element))
        return found


@contextmanager
def open_book(path: Path) -> Iterator[Book]:
    """Open an XLSX file after measuring it; what goes wrong while it is open gets a sentence too.

    Raises Refused for what is no XLSX file or too large, Trouble for a damaged file or as the disk does.
    """
    from defusedxml import DefusedXmlException  # type: ignore[import-untyped]

    try:
        with ZipFile(path) as archive:
            _measure(archive)
            yield _book(archive)
    except (
        DefusedXmlException,
        Forbidden,
        LargeZipFile,
        NotImplementedError,
        RecursionError,
        MemoryError,
    ) as error:
        raise too_large() from error
    except (*_DAMAGED, KeyError, ValueError, RuntimeError) as error:
        # SyntaxError is what ElementTree's ParseError is.
        raise Trouble(
            msg(
                "This file is damaged. Open it in a spreadsheet program, save it anew as .xlsx and choose "
                "that file."
            )
        ) from error
    except OSError as error:
        raise unreadable() from error


def elements(source: Any, name: str) -> Iterator[Any]:
    """Give each finished element of this local name; it is cleared when the next one is asked for.

    Entities and document types are refused: they are how an XML bomb is built.
    """
    from defusedxml.ElementTree import iterparse  # type: ignore[import-untyped]

    end = "}" + name
    for _, element in iterparse(source, forbid_dtd=True):
        if element.tag.endswith(end):
            yield element
            element.clear()


def text_of(element: Any) -> str:
    """Return the text of an `si` or `is` element: its runs joined, without reading aids (rPh)."""
    parts = []
    for child in element:
        if child.tag.endswith("}t"):
            parts.append(child.text or "")
        elif child.tag.endswith("}r"):
            parts.extend(run.text or "" for run in child if run.tag.endswith("}t"))
    return unescape("".join(parts))


def too_large() -> Refused:
    """Return what is raised for a file that unpacks to more than any list is."""
    return Refused(
        msg(
            "This file unpacks to far more than a list would. It was not opened. Ask whoever sent it, or "
            "save only the list from it as a new file."
        )
    )


def _measure(archive: ZipFile) -> None:
    parts = archive.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise Refused(msg("This file is protected by a password. Save it without one and choose it again."))
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise too_large()
    for part in parts:
        if part.file_size > SMALL and part.file_size > MAX_RATIO * max(1, part.compress_size):
            raise too_large()
    names = {part.filename for part in parts}
    if "xl/workbook.bin" in names or "content.xml" in names:
        raise Refused(msg("This kind of spreadsheet can't be read. Save it as .xlsx and choose that file."))
    if not any(name.startswith("xl/") for name in names):
        raise no_table()


def _book(archive: ZipFile) -> Book:
    from defusedxml.ElementTree import fromstring

    main = _main_part(archive)
    book = fromstring(archive.read(main), forbid_dtd=True)
    targets = _targets(archive, main)
    sheets, epoch = [], datetime(1899, 12, 30)  # noqa: DTZ001  # days, not instants
    for element in book.iter():
        if element.tag.endswith("}sheet"):
            link = next((value for name, value in element.attrib.items() if name.endswith("}id")), "")
            part = targets.get(link, "")
            if part in archive.namelist() and "worksheets/" in part:  # charts are sheets too
                hidden = element.get("state", "visible") != "visible"
                sheets.append(Sheet(element.get("name", ""), part, hidden))
        elif element.tag.endswith("}workbookPr") and element.get("date1904") in ("1", "true"):
            epoch = datetime(1904, 1, 1)  # noqa: DTZ001
    if not sheets:
        raise Refused(msg("This file has no sheet with a table. Choose another one."))
    return Book(archive, tuple(sheets), epoch, _date_styles(archive))


def _main_part(archive: ZipFile) -> str:
    if _WORKBOOK in archive.namelist():
        return _WORKBOOK
    found = [part for part in _targets(archive, "").values() if part.lower().endswith("workbook.xml")]
    if not found:
        raise no_table()
    return found[0]


def _targets(archive: ZipFile, part: str) -> dict[str, str]:
    """Return where the relations of a part lead: id -> name of a part (OPC, ECMA-376 part 2)."""
    from defusedxml.ElementTree import fromstring

    folder, name = posixpath.split(part)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    if relations not in archive.namelist():
        return {}
    found = {}
    for relation in fromstring(archive.read(relations), forbid_dtd=True):
        target = relation.get("Target", "")
        whole = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
        found[relation.get("Id", "")] = posixpath.normpath(whole)
    return found


def _date_styles(archive: ZipFile) -> frozenset[str]:
    """Return the numbers of the cell styles that show a number as a date."""
    if "xl/styles.xml" not in archive.namelist():
        return frozenset()
    from defusedxml.ElementTree import fromstring
    from openpyxl.styles.numbers import is_date_format  # takes 170 ms to import

    styles = fromstring(archive.read("xl/styles.xml"), forbid_dtd=True)
    own = {
        element.get("numFmtId", ""): is_date_format(element.get("formatCode", ""))
        for element in styles.iter()
        if element.tag.endswith("}numFmt")
    }
    formats = next((element for element in styles if element.tag.endswith("}cellXfs")), ())
    known = (element.get("numFmtId", "0") for element in formats)
    return frozenset(
        str(at) for at, format in enumerate(known) if own.get(format, format in map(str, _BUILT_IN_DATES))
    )
