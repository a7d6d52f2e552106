"""What waits today, as the register stands; limited to the persons whom the user may see.

One transaction reads all groups, so that the page and the daily sheet never show half of a deed.
"""

from travel_desk.today.queries.day import Day, SafeLine, count, day, groups_of

__all__ = ["Day", "SafeLine", "count", "day", "groups_of"]
