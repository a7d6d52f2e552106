"""The files of a trip: attached."""

from __future__ import annotations

from travel_desk.desk import Changed, Desk, Seen
from travel_desk.trips import steps, store


def attach_file(desk: Desk, trip: int, version: int, name: str, content: bytes) -> Changed[int]:
    """Attach a file to a trip (an invitation, a host's letter); returns the attachment's id."""
    with desk.deed("attach_file", seen=Seen("trip", trip, version)) as deed:
        requests = store.states_of(deed.connection, trip)
        for request_id, _ in requests.values():
            deed.allow(steps.about_request(deed.connection, request_id, deed.today))
        attachment = steps.attach(deed, "trip", trip, name, content)
        deed.entry(
            "trip",
            trip,
            facts={"attachment": attachment, "size": len(content)},
            personal={"file": ("", store.file_name(name))},
            person=next(iter(requests)),
        )
    return Changed({"trips", "requests"}, attachment)
