"""The files of a trip: attached, and taken out of the program again."""

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


def save_file(desk: Desk, attachment: int, printer: str = "") -> Changed[bytes]:
    """Let an attached file leave the program and return its content; raises Refused and Trouble.

    printer: its name where the file is printed, "" where it is saved.
    """
    with desk.deed("save_file") as deed:
        content, file, about = steps.release_file(deed, attachment)
        deed.entry(
            "request",
            about.id,
            facts={"attachment": file.id, "size": file.size, "printer": printer},
            personal={"file": ("", file.name)},
            person=about.person_id,
        )
    return Changed(set(), content)
