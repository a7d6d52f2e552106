"""Signs that an XML file can't hold, written as _xHHHH_ (ECMA-376 part 1, 22.9.2.19, ST_Xstring)."""

from __future__ import annotations

import re

# What XML 1.0 (2.2) does not allow, and the carriage return, which parsers make a line feed; and what
# would be read as such an escape although it is not one.
_NEEDED = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")


def escape(text: str) -> str:
    """Return `text` as it may stand in a cell of an XLSX file."""
    return _NEEDED.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def unescape(text: str) -> str:
    """Return the text that `escape` was given."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
