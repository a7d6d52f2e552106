"""Tables and columns of the opening inventory and past trips."""

from __future__ import annotations

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Make them."""
