"""The deeds of duplicates: telling two persons apart, merging two entries, splitting them again."""

from travel_desk.duplicates.actions.apart import tell_apart
from travel_desk.duplicates.actions.merging import merge_people
from travel_desk.duplicates.actions.splitting import split_people

__all__ = ["merge_people", "split_people", "tell_apart"]
