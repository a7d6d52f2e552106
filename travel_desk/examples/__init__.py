"""The example desk of Utopia: twenty thousand persons and three thousand trips, by the real deeds."""

from travel_desk.access.example_users import CERTIFICATE_PASSWORD
from travel_desk.examples.make import Size, make
from travel_desk.examples.progress import Progress

__all__ = ["CERTIFICATE_PASSWORD", "Progress", "Size", "make"]
