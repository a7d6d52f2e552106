"""The columns of an exported list of trips: one row a traveller."""

from __future__ import annotations

from datetime import date

from travel_desk.base.language import screen_language, tr
from travel_desk.shell.page import ExportColumn
from travel_desk.trips.queries.exporting import TripRecord
from travel_desk.trips.rules import first_day, last_day


def columns() -> list[ExportColumn]:
    """Return request, traveller, trip and what became of it."""
    return [*_traveller(), *_trip(), *_days()]


def _traveller() -> list[ExportColumn]:
    return [
        ExportColumn(tr("Trip"), lambda one: one.request.trip_number),
        ExportColumn(tr("Request"), lambda one: one.request.number),
        ExportColumn(tr("State"), lambda one: tr(one.request.state.label)),
        ExportColumn(tr("Personnel number"), lambda one: one.personnel_number),
        ExportColumn(tr("Name in own script"), lambda one: one.request.native_name),
        ExportColumn(tr("Surname"), lambda one: one.request.surname),
        ExportColumn(tr("Given names"), lambda one: one.request.given_names),
        ExportColumn(tr("Post"), lambda one: one.request.post),
        ExportColumn(tr("Organisation"), lambda one: one.request.organisation),
        ExportColumn(tr("Leader"), lambda one: tr("Yes") if one.request.leader else tr("No")),
    ]


def _trip() -> list[ExportColumn]:
    return [
        ExportColumn(tr("Kind of trip"), lambda one: tr(one.request.kind.label)),
        ExportColumn(tr("Private"), lambda one: tr("Yes") if one.request.private else tr("No")),
        ExportColumn(tr("Purpose"), lambda one: one.request.purpose),
        ExportColumn(tr("Host"), lambda one: one.request.host),
        ExportColumn(tr("Countries"), _countries),
        ExportColumn(tr("Cities"), lambda one: ", ".join(leg.city for leg in one.request.legs if leg.city)),
        ExportColumn(tr("First day"), lambda one: first_day(one.request.legs), "date"),
        ExportColumn(tr("Last day"), lambda one: last_day(one.request.legs), "date"),
        ExportColumn(tr("Funding"), lambda one: tr(one.request.funding.label)),
        ExportColumn(tr("Substitute"), lambda one: one.request.substitute_name),
    ]


def _days() -> list[ExportColumn]:
    return [
        ExportColumn(tr("Passport"), lambda one: one.request.passport.number if one.request.passport else ""),
        ExportColumn(tr("Submitted"), _submitted, "date"),
        ExportColumn(tr("Departed"), lambda one: one.request.departed_on, "date"),
        ExportColumn(tr("Home"), lambda one: one.request.home_on, "date"),
        ExportColumn(tr("Passport due back"), lambda one: one.request.due_back, "date"),
    ]


def _countries(one: TripRecord) -> str:
    return ", ".join(dict.fromkeys(screen_language().country(leg.country) for leg in one.request.legs))


def _submitted(one: TripRecord) -> date | None:
    at = one.request.submitted_at
    return at.astimezone().date() if at else None
