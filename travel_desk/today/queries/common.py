"""What the reads of the day share: whom the user may see, and how a person is named."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from travel_desk.desk import Desk
from travel_desk.officials.rules import latin
from travel_desk.officials.tables import person_visible
from travel_desk.today.rules import Who


def visible(desk: Desk) -> sa.ColumnElement[bool]:
    """Return the condition on person that limits a read to what the user may see today."""
    return person_visible(desk.scope, desk.today())


def who(row: Any) -> Who:
    """Return whom a row with the three columns of a name is about."""
    return Who(row.native_name, latin(row.surname, row.given_names))
