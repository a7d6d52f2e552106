"""The columns of an exported list of papers."""

from __future__ import annotations

from travel_desk.base.language import tr
from travel_desk.shell.page import ExportColumn


def columns() -> list[ExportColumn]:
    """Return number, kind, person and state of each paper."""
    return [
        ExportColumn(tr("Number"), lambda row: row.number),
        ExportColumn(tr("Kind"), lambda row: tr(row.kind.label)),
        ExportColumn(tr("Name in own script"), lambda row: row.native),
        ExportColumn(tr("Name as in the passport"), lambda row: row.latin),
        ExportColumn(tr("State"), lambda row: tr(row.state.label)),
        ExportColumn(tr("Issued"), lambda row: row.issued_at, "date"),
        ExportColumn(tr("Signed"), lambda row: row.signed_at, "date"),
        ExportColumn(tr("Times printed"), lambda row: row.prints, "number"),
    ]
