"""The columns of an exported list of duplicates."""

from __future__ import annotations

from travel_desk.base.language import tr
from travel_desk.shell.page import ExportColumn


def exported(merged: bool) -> list[ExportColumn]:
    """Return both entries by both names, and what they share, or (merged) when they were merged."""
    entries = [
        ExportColumn(tr("Entry"), lambda row: row.one.native_name),
        ExportColumn(tr("Entry in Latin letters"), lambda row: row.one.latin),
        ExportColumn(tr("Other entry"), lambda row: row.other.native_name),
        ExportColumn(tr("Other entry in Latin letters"), lambda row: row.other.latin),
    ]
    if merged:
        return [*entries, ExportColumn(tr("Merged on"), lambda row: row.merged_at, "date")]
    return [*entries, ExportColumn(tr("Shared"), lambda row: ", ".join(tr(one.label) for one in row.signs))]
