"""Tables of trips: the trip, its legs, one request a traveller, the stages of its route, attachments."""

from __future__ import annotations

import sqlalchemy as sa

from travel_desk.database.metadata import Instant, Json, append_only, metadata

KINDS = ("visit", "conference", "training", "negotiation", "treatment", "holiday", "family", "other")
FUNDING = ("ministry", "host", "shared", "own")
STATES = (
    "draft",
    "submitted",
    "in_approval",
    "approved",
    "refused",
    "sent_back",
    "withdrawn",
    "slip_issued",
    "departed",
    "home",
    "closed",
)
STAGE_STATES = ("waiting", "open", "approved", "conditions", "sent_back", "refused")

trip = sa.Table(
    "trip",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("version", sa.Integer, nullable=False, server_default="1"),
    sa.Column("number", sa.String(20), nullable=False, unique=True),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("purpose", sa.Text, nullable=False),
    sa.Column("host", sa.Text, nullable=False),
    sa.Column("funding", sa.String(20), nullable=False),
    sa.Column("funding_note", sa.Text, nullable=False, server_default=""),
    sa.Column("private", sa.Boolean, nullable=False),
    sa.Column("search_place", sa.Text, nullable=False),  # number and places: open to whoever sees the trip
    sa.Column("search_purpose", sa.Text, nullable=False),  # purpose and host: closed where `private`
    sa.Column("created_by", sa.Integer, nullable=False),
    sa.Column("created_at", Instant, nullable=False),
    sa.CheckConstraint(f"kind IN {KINDS}", name="kind"),
    sa.CheckConstraint(f"funding IN {FUNDING}", name="funding"),
)

leg = sa.Table(
    "leg",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("trip_id", sa.ForeignKey("trip.id"), nullable=False),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("country", sa.String(2), nullable=False),
    sa.Column("city", sa.String(200), nullable=False),
    sa.Column("arrives", sa.Date),  # a draft may not know its days yet
    sa.Column("leaves", sa.Date),
    sa.CheckConstraint("arrives IS NULL OR leaves IS NULL OR leaves >= arrives", name="days_in_order"),
    sa.UniqueConstraint("trip_id", "position"),
)

request = sa.Table(
    "request",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("version", sa.Integer, nullable=False, server_default="1"),
    sa.Column("number", sa.String(20), unique=True),  # given at the first submission
    sa.Column("trip_id", sa.ForeignKey("trip.id"), nullable=False),
    sa.Column("person_id", sa.ForeignKey("person.id"), nullable=False, index=True),
    sa.Column("leader", sa.Boolean, nullable=False),
    sa.Column("passport_id", sa.ForeignKey("passport.id"), index=True),
    sa.Column("substitute_id", sa.ForeignKey("person.id"), index=True),
    sa.Column("state", sa.String(20), nullable=False, index=True),
    sa.Column("submitted_at", Instant),
    sa.Column("late_reason", sa.Text, nullable=False, server_default=""),
    sa.Column("judgement", Json),  # the frozen facts and the rule it was judged by
    sa.Column("rule_id", sa.ForeignKey("travel_rule.id")),
    sa.Column("submitted_legs", Json),  # the legs as they were at the last submission
    sa.Column("round", sa.Integer, nullable=False, server_default="0"),
    sa.Column("due_back", sa.Date),
    sa.Column("departed_on", sa.Date),
    sa.Column("home_on", sa.Date),
    sa.Column("report", sa.Text, nullable=False, server_default=""),
    sa.Column("end_reason", sa.Text, nullable=False, server_default=""),  # why withdrawn, a note at closing
    sa.CheckConstraint(f"state IN {STATES}", name="state"),
    sa.CheckConstraint(
        "state IN ('draft', 'withdrawn') OR (number IS NOT NULL AND submitted_at IS NOT NULL"
        " AND judgement IS NOT NULL AND round > 0)",
        name="judged_when_submitted",
    ),
    sa.CheckConstraint("state NOT IN ('departed', 'home') OR departed_on IS NOT NULL", name="departed"),
    sa.CheckConstraint("state <> 'home' OR home_on IS NOT NULL", name="home"),
    sa.CheckConstraint("home_on IS NULL OR home_on >= departed_on", name="days_in_order"),
    sa.CheckConstraint("substitute_id IS NULL OR substitute_id <> person_id", name="substitute"),
    sa.UniqueConstraint("trip_id", "person_id"),
)

request_stage = sa.Table(
    "request_stage",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("request_id", sa.ForeignKey("request.id"), nullable=False),
    sa.Column("round", sa.Integer, nullable=False),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("office_code", sa.String(40), nullable=False),
    sa.Column("office_name", sa.String(200), nullable=False),
    sa.Column("working_days", sa.Integer, nullable=False),
    sa.Column("final", sa.Boolean, nullable=False),
    sa.Column("reached_at", Instant),
    sa.Column("due", sa.Date),  # planned at submission, counted anew when the stage is reached
    sa.Column("state", sa.String(20), nullable=False),
    # A request that was sent back comes again to the office that did it: the decisions of those before
    # it stand, each at the stage of the round in which it was made.
    sa.Column("carried_from", sa.ForeignKey("request_stage.id")),
    sa.CheckConstraint(f"state IN {STAGE_STATES}", name="state"),
    sa.CheckConstraint("carried_from IS NULL OR state IN ('approved', 'conditions')", name="carried"),
    sa.CheckConstraint("state = 'waiting' OR (reached_at IS NOT NULL AND due IS NOT NULL)", name="reached"),
    sa.UniqueConstraint("request_id", "round", "position"),
)

sa.Index(
    "ix_request_stage_open",
    request_stage.c.request_id,
    unique=True,
    sqlite_where=request_stage.c.state == "open",
    postgresql_where=request_stage.c.state == "open",
)

past_decision = sa.Table(
    "past_decision",  # made on paper before the desk began: entered with the trip, by name and capacity
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("request_id", sa.ForeignKey("request.id"), nullable=False, index=True),
    sa.Column("stage_id", sa.ForeignKey("request_stage.id"), nullable=False, unique=True),
    sa.Column("kind", sa.String(12), nullable=False),
    sa.Column("decided_name", sa.Text, nullable=False),
    sa.Column("capacity", sa.Text, nullable=False),
    sa.Column("decided_on", sa.Date, nullable=False),
    sa.Column("paper", sa.Text, nullable=False, server_default=""),
    sa.Column("reasons", sa.Text, nullable=False, server_default=""),
    sa.Column("recorded_at", Instant, nullable=False),
    sa.Column("recorded_by", sa.ForeignKey("user.id"), nullable=False),
    sa.CheckConstraint("kind IN ('approve', 'conditions', 'refuse')", name="kind"),
    sa.CheckConstraint("trim(decided_name) <> '' AND trim(capacity) <> ''", name="decider"),
)
append_only("past_decision")

attachment = sa.Table(
    "attachment",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("subject_kind", sa.String(40), nullable=False),
    sa.Column("subject_id", sa.Integer, nullable=False),
    sa.Column("name", sa.String(255), nullable=False),
    sa.Column("media_type", sa.String(100), nullable=False),
    sa.Column("size", sa.Integer, nullable=False),
    sa.Column("stored_name", sa.String(64), nullable=False),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("added_at", Instant, nullable=False),
    sa.Column("added_by", sa.Integer, nullable=False),
    sa.Index("ix_attachment_subject", "subject_kind", "subject_id"),
)
