"""Tables and columns of the register at a hundred thousand (officials)."""

from __future__ import annotations

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Make them."""
