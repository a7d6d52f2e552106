"""Tables of the approvals: a decision for each stage that was decided, and its conditions.

What the schema can hold it holds: one decision a stage, a capacity and a name always, reasons where a
request goes back, and for a refusal the rule and where and until when to appeal. Decisions are never
changed: a wrong one is answered by a later one.
"""

from __future__ import annotations

import sqlalchemy as sa

from travel_desk.database.metadata import Instant, append_only, metadata

decision = sa.Table(
    "decision",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("request_id", sa.ForeignKey("request.id"), nullable=False, index=True),
    sa.Column("stage_id", sa.ForeignKey("request_stage.id"), nullable=False, unique=True),
    sa.Column("kind", sa.String(12), nullable=False),
    sa.Column("decided_by", sa.ForeignKey("user.id"), nullable=False),
    sa.Column("decided_name", sa.Text, nullable=False),
    sa.Column("capacity", sa.Text, nullable=False),
    sa.Column("decided_on", sa.Date, nullable=False),
    sa.Column("recorded_at", Instant, nullable=False),
    sa.Column("paper", sa.Text, nullable=False, server_default=""),
    sa.Column("reason_code", sa.String(12), nullable=False, server_default=""),
    sa.Column("reasons", sa.Text, nullable=False, server_default=""),
    sa.Column("rule_text", sa.Text, nullable=False, server_default=""),
    sa.Column("article", sa.Text, nullable=False, server_default=""),
    sa.Column("appeal_to", sa.Text, nullable=False, server_default=""),
    sa.Column("appeal_until", sa.Date),
    sa.CheckConstraint("kind IN ('approve', 'conditions', 'send_back', 'refuse')", name="kind"),
    sa.CheckConstraint("decided_name <> '' AND capacity <> ''", name="decider"),
    sa.CheckConstraint("kind NOT IN ('send_back', 'refuse') OR reasons <> ''", name="reasons"),
    sa.CheckConstraint(
        "kind <> 'refuse' OR (reason_code <> '' AND rule_text <> '' AND article <> '' "
        "AND appeal_to <> '' AND appeal_until IS NOT NULL)",
        name="refusal",
    ),
)

condition = sa.Table(
    "condition",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("decision_id", sa.ForeignKey("decision.id"), nullable=False),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.UniqueConstraint("decision_id", "position"),
    sa.CheckConstraint("position >= 1 AND text <> ''", name="text"),
)

append_only("decision")
append_only("condition")
