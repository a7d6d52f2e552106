"""Text in every script, ready to draw: ordered by the bidirectional algorithm, split by font, shaped.

Plain Latin, Greek and Cyrillic text takes a short way. All else goes through python-bidi (levels),
fonts per run, and HarfBuzz. Lines are broken in logical order; each line is ordered by itself.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from bidi import algorithm as bidi  # type: ignore[import-untyped]

from travel_desk.paper.fonts import Face, PaperFont, base, font_for

_PLAIN = re.compile(
    r"[\u0020-\u02ff\u0370-\u0482\u048a-\u052f\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u20a0-\u214f]*"
)
_SPACES = re.compile(r"[\t\n\r\v\f\u00a0\u2028\u2029]")
_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b\ufeff]")  # nothing of them is drawn
_MARKS = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


_BRACKETS = {"(": ")", "[": "]", "{": "}"}


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters of one font, drawn at (x, y) points from the start of the line.

    meant: for shaped glyphs, what each drawn character was written for; empty for plain text.
    """

    font: PaperFont
    size: float
    x: float
    y: float
    text: str
    meant: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text ready to draw; width in points."""

    width: float
    pieces: tuple[Piece, ...]


def lay_out(text: str, face: Face, size: float) -> Line:
    """Return one line of `text` in a face at a size in points; raises Refused for a script without font."""
    text = _SPACES.sub(" ", _UNSEEN.sub("", unicodedata.normalize("NFC", text)))
    font = base(face)
    if _PLAIN.fullmatch(text) and all(font.has(ord(c)) for c in text):
        return Line(font.stringWidth(text, size), (Piece(font, size, 0.0, 0.0, text),))
    x = 0.0
    pieces: list[Piece] = []
    for run, right_to_left in _runs(text):
        for part, run_font in _by_font(run, face, right_to_left):
            shaped, x = _shape(part, run_font, size * run_font.scale, x, right_to_left)
            pieces += shaped
    return Line(x, tuple(pieces))


def width(text: str, face: Face, size: float) -> float:
    """Return the width of one line of `text` in points."""
    return lay_out(text, face, size).width


def break_lines(text: str, face: Face, size: float, limit: float) -> list[str]:
    """Return `text` in lines no wider than `limit` points; a word that is wider is broken."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        if width(paragraph, face, size) <= limit:  # most lines of a long list: measured once
            lines.append(paragraph)
            continue
        line = ""
        for word in paragraph.split(" "):
            longer = f"{line} {word}" if line else word
            if width(longer, face, size) <= limit:
                line = longer
                continue
            if line:
                lines.append(line)
            *full, line = _broken(word, face, size, limit)
            lines += full
        lines.append(line)
    return lines


def _broken(word: str, face: Face, size: float, limit: float) -> list[str]:
    parts = [""]
    for char in word:
        fits = not parts[-1] or width(parts[-1] + char, face, size) <= limit
        if fits or unicodedata.combining(char):
            parts[-1] += char
        else:
            parts.append(char)
    return parts


def _runs(text: str) -> list[tuple[str, bool]]:
    """Return the runs of one direction from left to right, each in logical order (UAX 9, rule L2)."""
    storage = bidi.get_empty_storage()
    level = bidi.get_base_level(text)
    storage["base_level"] = level
    storage["base_dir"] = ("L", "R")[level]
    bidi.get_embedding_levels(text, storage, False, False)
    bidi.explicit_embed_and_overrides(storage, False)
    bidi.resolve_weak_types(storage, False)
    _pair_brackets(storage)
    bidi.resolve_neutral_types(storage, False)
    bidi.resolve_implicit_levels(storage, False)
    runs: list[tuple[int, str]] = []
    for char in storage["chars"]:
        if runs and runs[-1][0] == char["level"]:
            runs[-1] = (char["level"], runs[-1][1] + char["ch"])
        else:
            runs.append((char["level"], char["ch"]))
    for low in range(max((r[0] for r in runs), default=0), 0, -1):
        runs = _reverse_from(runs, low)
    return [(run, bool(lvl % 2)) for lvl, run in runs]


def _pair_brackets(storage: Any) -> None:
    """Give each pair of brackets one direction (UAX 9, rule N0), which python-bidi leaves out."""
    for run in storage["runs"]:
        chars = storage["chars"][run["start"] : run["start"] + run["length"]]
        strong = ["R" if c["type"] in {"R", "EN", "AN"} else c["type"] for c in chars]
        for first, last in _bracket_pairs(chars):
            around = "R" if chars[first]["level"] % 2 else "L"
            inside = set(strong[first + 1 : last]) & {"L", "R"}
            if not inside:
                continue
            before = next((t for t in reversed(strong[:first]) if t in {"L", "R"}), run["sor"])
            side = around if around in inside or before == around else before
            for at in (first, last):
                chars[at]["type"] = strong[at] = side


def _bracket_pairs(chars: list[dict[str, Any]]) -> list[tuple[int, int]]:
    pairs: list[tuple[int, int]] = []
    waiting: list[tuple[str, int]] = []
    for at, char in enumerate(chars):
        if char["ch"] in _BRACKETS:
            waiting.append((_BRACKETS[char["ch"]], at))
        elif char["ch"] in _BRACKETS.values():
            while waiting:
                closing, start = waiting.pop()
                if closing == char["ch"]:
                    pairs.append((start, at))
                    break
    return sorted(pairs)


def _reverse_from(runs: list[tuple[int, str]], low: int) -> list[tuple[int, str]]:
    out: list[tuple[int, str]] = []
    held: list[tuple[int, str]] = []
    for run in runs:
        if run[0] >= low:
            held.insert(0, run)
        else:
            out += [*held, run]
            held = []
    return out + held


def _by_font(run: str, face: Face, right_to_left: bool) -> list[tuple[str, PaperFont]]:
    parts: list[tuple[str, PaperFont]] = []
    for char in run:
        if char in _MARKS:
            continue
        last = parts[-1][1] if parts else None
        keeps = unicodedata.combining(char) or unicodedata.category(char) in {"Mn", "Mc", "Cf"}
        font = last if last is not None and keeps else font_for(char, face)
        if char == " " and last is not None and last.has(32):
            font = last
        if font is last:
            parts[-1] = (parts[-1][0] + char, font)
        else:
            parts.append((char, font))
    return parts[::-1] if right_to_left else parts


def _shape(
    text: str, font: PaperFont, size: float, x: float, right_to_left: bool
) -> tuple[list[Piece], float]:
    glyphs = font.shape(text, right_to_left)
    starts = sorted({g[1] for g in glyphs} | {len(text)})
    ends = dict(pairwise(starts))
    pieces: list[Piece] = []
    seen: set[int] = set()
    for glyph, cluster, advance, right, up in glyphs:
        meant = "" if cluster in seen else text[cluster : ends[cluster]]
        seen.add(cluster)
        pieces.append(
            Piece(font, size, x + right * size / 1000, up * size / 1000, font.code(glyph), (meant,))
        )
        x += advance * size / 1000
    return pieces, x
