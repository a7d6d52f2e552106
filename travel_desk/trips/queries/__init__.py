"""Read side of trips: permission asked, limited by what the user may see, plain records."""

from travel_desk.trips.queries.details import attachment_content, request_now, trip_detail, trip_of
from travel_desk.trips.queries.drafts import (
    check_draft,
    find_travellers,
    kept_draft,
    last_trip,
    traveller_with,
    travellers,
)
from travel_desk.trips.queries.history import RequestThen, requests_then
from travel_desk.trips.queries.lists import find_trips, trip_counts, trip_ids, trip_rows, trips_of
from travel_desk.trips.queries.past import PastRow, past_rows
from travel_desk.trips.queries.records import (
    AttachmentRow,
    CopiedTrip,
    Counts,
    Decided,
    Filter,
    Group,
    KeptDraft,
    PersonTrip,
    Question,
    StageLine,
    TravellerHit,
    TripCheck,
    TripDetail,
    TripRow,
)

__all__ = [
    "AttachmentRow",
    "CopiedTrip",
    "Counts",
    "Decided",
    "Filter",
    "Group",
    "KeptDraft",
    "PastRow",
    "PersonTrip",
    "Question",
    "RequestThen",
    "StageLine",
    "TravellerHit",
    "TripCheck",
    "TripDetail",
    "TripRow",
    "attachment_content",
    "check_draft",
    "find_travellers",
    "find_trips",
    "kept_draft",
    "last_trip",
    "past_rows",
    "request_now",
    "requests_then",
    "traveller_with",
    "travellers",
    "trip_counts",
    "trip_detail",
    "trip_ids",
    "trip_of",
    "trip_rows",
    "trips_of",
]
