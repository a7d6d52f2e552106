"""A slip on which a passport is out stands until the passport is back."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from tests import factory
from tests.custody import counter
from travel_desk.approvals import actions as approvals
from travel_desk.base.message import Refused
from travel_desk.base.roles import Role
from travel_desk.desk import Desk
from travel_desk.trips.tables import request


def version(desk: Desk, request_id: int) -> int:
    with desk.database.read() as connection:
        asked = sa.select(request.c.version).where(request.c.id == request_id)
        return int(connection.execute(asked).scalar_one())


def test_a_slip_is_not_voided_while_the_passport_is_out_on_it(tmp_path: Path) -> None:
    at = counter.open_counter(tmp_path)
    trip = counter.approved_trip(at.desk, at.person, at.passport)
    at.take_in()
    at.hand_out(trip)
    head = factory.at(at.desk, Role.DESK_HEAD)
    with pytest.raises(Refused, match="Bring it back first"):
        approvals.void_slip(head, trip, version(head, trip), "The trip was called off.")
    at.bring_back()
    approvals.void_slip(head, trip, version(head, trip), "The trip was called off.")
    with pytest.raises(Refused):
        at.hand_out(trip)
