"""What officials lend to higher duties: no deed of their own."""

from travel_desk.officials.steps.about import about, about_facts
from travel_desk.officials.steps.bulk import (
    Busy,
    NewPeople,
    add_organisation,
    add_people,
    busy,
    change_people,
    moved_on,
    prepare_people,
)

__all__ = [
    "Busy",
    "NewPeople",
    "about",
    "about_facts",
    "add_organisation",
    "add_people",
    "busy",
    "change_people",
    "moved_on",
    "prepare_people",
]
