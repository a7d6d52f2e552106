"""The example desk of Utopia: two thousand persons and two hundred trips, made by the real deeds."""

from travel_desk.access.example_users import CERTIFICATE_PASSWORD
from travel_desk.examples.make import Size, make

__all__ = ["CERTIFICATE_PASSWORD", "Size", "make"]
