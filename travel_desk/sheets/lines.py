"""The lines of a text file, decoded one by one, so that one bad line spoils no other."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from travel_desk.base.message import Message, msg
from travel_desk.sheets.encodings import UTF_8, WIDE, is_utf_8, mark_of, spoken
from travel_desk.sheets.records import unreadable

LONGEST = 1_000_000
"""Signs in one line: a longer one is no row of a list."""
_CONTROLS = re.compile("[\x80-\x9f]")  # every byte is a sign of ISO 8859, but these are of no text
_CHUNK = 1 << 20
_LATIN_1252 = frozenset({"cp1252", "latin-1", "iso8859-1", "iso8859-15"})


class Line(NamedTuple):
    """One line with its end; `at` is where it stops in the file, in bytes."""

    text: str
    at: int
    fault: Message | None = None


def read_lines(path: Path, encoding: str) -> Iterator[Line]:
    """Give the lines of a file; what can't be decoded is replaced (U+FFFD) and said in `fault`.

    Raises Trouble where the disk does not give the file.
    """
    try:
        with path.open("rb") as file:
            file.seek(mark_of(encoding, file.read(4)))
            yield from (_wide(file, encoding) if encoding in WIDE else _narrow(file, encoding))
    except OSError as error:
        raise unreadable() from error


def _narrow(file: BinaryIO, encoding: str) -> Iterator[Line]:
    """Lines of an encoding in which a line feed is one byte 10 and nothing else."""
    at = file.tell()
    head = file.read(_CHUNK)
    file.seek(at)
    end = b"\r" if b"\n" not in head and b"\r" in head else b"\n"
    left, dropped = b"", 0
    while chunk := file.read(_CHUNK):
        *lines, rest = (left + chunk).split(end)
        for raw in lines:
            at += len(raw) + 1 + dropped
            if dropped or len(raw) > LONGEST:
                yield Line(raw[:100].decode(encoding, "replace") + "\n", at, too_long())
                dropped = 0
            else:
                yield _decoded(raw, at, encoding)
        left = rest
        if len(left) > LONGEST:
            left, dropped = left[:100], dropped + len(left) - 100
    if dropped:
        yield Line(left[:100].decode(encoding, "replace") + "\n", at + dropped + len(left), too_long())
    elif left:
        yield _decoded(left, at + len(left), encoding)


def _decoded(raw: bytes, at: int, encoding: str) -> Line:
    """Return one line (without its end) as text, or what can be shown of it."""
    if raw.isascii():
        text = raw.decode("ascii")
        return Line(text + "\n", at, _zeros(text))
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        return Line(raw.decode(encoding, "replace") + "\n", at, _undecoded(encoding))
    if encoding != UTF_8 and is_utf_8(raw):
        # Two such pairs, or one in a Latin encoding ("Ã©"), are no words of an eight-bit encoding.
        unicode = raw.decode(UTF_8)
        if encoding in _LATIN_1252 or len(raw) - len(unicode) > 1:
            return Line(unicode + "\n", at, _other(encoding))
    if encoding.startswith("iso8859") and _CONTROLS.search(text):
        return Line(text + "\n", at, _undecoded(encoding))
    return Line(text + "\n", at, _zeros(text))


def _wide(file: BinaryIO, encoding: str) -> Iterator[Line]:
    """Lines of UTF-16, decoded in large parts."""
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    at, left, dropped, end = file.tell(), "", 0, ""
    while not end:
        raw = file.read(_CHUNK)
        text = left + decoder.decode(raw, final=not raw)
        end = "" if raw else "end"
        *lines, left = text.split("\n") if raw or not text else [*text.split("\n"), ""]
        for line in lines:
            at += 2 * (len(line) + 1) + dropped
            fault = too_long() if dropped or len(line) > LONGEST else None
            if fault is None:
                fault = _undecoded(encoding) if "\ufffd" in line else _zeros(line)
            yield Line((line[:100] if dropped or len(line) > LONGEST else line) + "\n", at, fault)
            dropped = 0
        if len(left) > LONGEST:
            left, dropped = left[:100], dropped + 2 * len(left)


def _zeros(text: str) -> Message | None:
    if "\0" in text:
        return msg("This row holds signs that no text has; the file is damaged here. Write the row anew.")
    return None


def too_long() -> Message:
    """Return the sentence for a line that no row of a list is as long as."""
    return msg("This line is too long for a row of a list. Check where the file is damaged.")


def _undecoded(encoding: str) -> Message:
    return msg(
        "Some letters of this row are not written in {encoding} like the rest of the file. Write them anew.",
        encoding=spoken(encoding),
    )


def _other(encoding: str) -> Message:
    return msg(
        "This row is written in UTF-8, the rest of the file in {encoding}. Check its letters.",
        encoding=spoken(encoding),
    )
