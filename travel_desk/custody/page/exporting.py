"""The columns of an exported list of passports."""

from __future__ import annotations

from datetime import date

from travel_desk.base.language import tr
from travel_desk.custody.queries.exporting import PassportRecord
from travel_desk.custody.rules import State
from travel_desk.shell.page import ExportColumn

_OUT = frozenset({State.HANDED_OUT, State.OVERDUE})


def columns() -> list[ExportColumn]:
    """Return holder, booklet, and where it is."""
    return [
        ExportColumn(tr("Passport number"), lambda one: one.row.number),
        ExportColumn(tr("Passport kind"), lambda one: tr(one.row.kind.label)),
        ExportColumn(tr("Issuing state"), lambda one: one.row.issuing_state),
        ExportColumn(tr("Passport issued"), lambda one: one.issued_on, "date"),
        ExportColumn(tr("Passport expires"), lambda one: one.row.expires_on, "date"),
        ExportColumn(tr("Personnel number"), lambda one: one.personnel_number),
        ExportColumn(tr("Name in own script"), lambda one: one.row.native_name),
        ExportColumn(tr("Surname"), lambda one: one.surname),
        ExportColumn(tr("Given names"), lambda one: one.given_names),
        ExportColumn(tr("Where it is"), lambda one: tr(one.row.state.label)),
        ExportColumn(tr("Place"), lambda one: one.row.place),
        ExportColumn(tr("Due back"), _due, "date"),
        ExportColumn(tr("Review on"), _review, "date"),
    ]


def _due(one: PassportRecord) -> date | None:
    return one.row.day if one.row.state in _OUT else None


def _review(one: PassportRecord) -> date | None:
    return None if one.row.state in _OUT else one.row.day
