"""Every duty's tables in one MetaData: what migrations are checked against and triggers are made from."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

import sqlalchemy as sa

import travel_desk
from travel_desk.database.metadata import metadata


@cache
def all_tables() -> sa.MetaData:
    """Import the `tables` module of every room and return the MetaData they share.

    Found by name, so that this room need not know the duties above it.
    """
    for room in pkgutil.iter_modules(travel_desk.__path__, "travel_desk."):
        if room.ispkg and importlib.util.find_spec(f"{room.name}.tables") is not None:
            importlib.import_module(f"{room.name}.tables")
    return metadata
