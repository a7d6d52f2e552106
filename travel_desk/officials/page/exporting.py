"""The columns of an exported list of officials: what a staff list is called by, so that it reads back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from travel_desk.base.language import tr, trp
from travel_desk.officials.queries.exporting import Booklet, PersonRecord
from travel_desk.shell.page import ExportColumn
from travel_desk.shell.page.exporting import Value


def columns() -> list[ExportColumn]:
    """Return one column for each field that a staff list has, in the words of the screen."""
    return [
        ExportColumn(trp("column of a staff list", "Personnel number"), lambda one: one.personnel_number),
        ExportColumn(trp("column of a staff list", "Name in own script"), lambda one: one.native_name),
        ExportColumn(trp("column of a staff list", "Surname"), lambda one: one.surname),
        ExportColumn(trp("column of a staff list", "Given names"), lambda one: one.given_names),
        ExportColumn(trp("column of a staff list", "Birth date"), _born, "date"),
        ExportColumn(trp("column of a staff list", "Nationality"), lambda one: one.nationality),
        ExportColumn(trp("column of a staff list", "Organisation"), lambda one: one.organisation),
        ExportColumn(trp("column of a staff list", "Post"), lambda one: one.title),
        ExportColumn(trp("column of a staff list", "In the post from"), lambda one: one.post_from, "date"),
        ExportColumn(trp("column of a staff list", "Categories"), _categories),
        ExportColumn(
            trp("column of a staff list", "Clearance"), lambda one: tr(one.level.label) if one.level else ""
        ),
        ExportColumn(trp("column of a staff list", "Clearance from"), lambda one: one.level_from, "date"),
        ExportColumn(
            trp("column of a staff list", "Passport kind"), _passport(lambda one: tr(one.kind.label))
        ),
        ExportColumn(trp("column of a staff list", "Passport number"), _passport(lambda one: one.number)),
        ExportColumn(
            trp("column of a staff list", "Issuing state"), _passport(lambda one: one.issuing_state)
        ),
        ExportColumn(
            trp("column of a staff list", "Passport issued"), _passport(lambda one: one.issued_on), "date"
        ),
        ExportColumn(
            trp("column of a staff list", "Passport expires"), _passport(lambda one: one.expires_on), "date"
        ),
        ExportColumn(tr("Other passports"), _others),
        ExportColumn(
            trp("column of a staff list", "Protected"), lambda one: tr("Yes") if one.protected else tr("No")
        ),
    ]


def _born(one: PersonRecord) -> date | str:
    """Return a whole date as one, a part of a date as text."""
    born = one.birth_date
    if born is None:
        return ""
    return date(born.year, born.month, born.day) if born.day else str(born)


def _categories(one: PersonRecord) -> str:
    return ", ".join(tr(category.label) for category in one.categories)


def _passport(of: Callable[[Booklet], Value]) -> Callable[[PersonRecord], Value]:
    """Return what reads something of the first passport, nothing where there is none."""
    return lambda one: of(one.passports[0]) if one.passports else ""


def _others(one: PersonRecord) -> str:
    return ", ".join(f"{booklet.number} ({tr(booklet.kind.label)})" for booklet in one.passports[1:])
