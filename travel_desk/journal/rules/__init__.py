"""What the journal's chain must be, and what its entries are called."""

from travel_desk.journal.rules.records import (
    Break,
    Found,
    Noted,
    RawEntry,
    RawValue,
    Verdict,
    read_noted,
)
from travel_desk.journal.rules.walk import verify

__all__ = ["Break", "Found", "Noted", "RawEntry", "RawValue", "Verdict", "read_noted", "verify"]
