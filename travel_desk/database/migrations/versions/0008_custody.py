"""The first schema: tables of custody."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def _safe() -> None:
    op.create_table(
        "safe",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("custodian_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("trim(name) <> ''", name=op.f("ck_safe_name")),
        sa.ForeignKeyConstraint(["custodian_id"], ["user.id"], name=op.f("fk_safe_custodian_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_safe")),
        sa.UniqueConstraint("name", name=op.f("uq_safe_name")),
    )


def _place() -> None:
    op.create_table(
        "place",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("safe_id", sa.Integer(), nullable=False),
        sa.Column("shelf", sa.Text(), nullable=False),
        sa.Column("slot", sa.Text(), nullable=False),
        sa.CheckConstraint("trim(shelf) <> '' AND trim(slot) <> ''", name=op.f("ck_place_label")),
        sa.ForeignKeyConstraint(["safe_id"], ["safe.id"], name=op.f("fk_place_safe_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place")),
        sa.UniqueConstraint("safe_id", "shelf", "slot", name="uq_place_in_safe"),
    )


def _handover() -> None:
    op.create_table(
        "handover",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("passport_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("next_number", sa.Integer(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("previous_number", sa.Integer(), nullable=True),
        sa.Column("previous_kind", sa.Text(), nullable=True),
        sa.Column("previous_happened_at", sa.DateTime(), nullable=True),
        sa.Column("previous_sha256", sa.Text(), nullable=True),
        sa.Column("from_party", sa.Text(), nullable=False),
        sa.Column("to_party", sa.Text(), nullable=False),
        sa.Column("party_person_id", sa.Integer(), nullable=False),
        sa.Column("party_capacity", sa.Text(), nullable=False),
        sa.Column("representative_id", sa.Integer(), nullable=True),
        sa.Column("authority", sa.Text(), server_default="", nullable=False),
        sa.Column("authority_until", sa.Date(), nullable=True),
        sa.Column("by_user", sa.Integer(), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("by_capacity", sa.Text(), nullable=False),
        sa.Column("ground_kind", sa.Text(), nullable=False),
        sa.Column("ground", sa.Text(), nullable=False),
        sa.Column("article", sa.Text(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("due_back", sa.Date(), nullable=True),
        sa.Column("request_id", sa.Integer(), nullable=True),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column("from_place_id", sa.Integer(), nullable=True),
        sa.Column("booklet_state", sa.Text(), nullable=False),
        sa.Column("use", sa.Text(), nullable=True),
        sa.Column("papers_with_it", sa.Text(), server_default="", nullable=False),
        sa.Column("happened_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("late_reason", sa.Text(), server_default="", nullable=False),
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("receipt_sha256", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(ground_kind = 'trip') = (request_id IS NOT NULL)", name=op.f("ck_handover_request")
        ),
        sa.CheckConstraint("(kind = 'bring_back') = (use IS NOT NULL)", name=op.f("ck_handover_used")),
        sa.CheckConstraint("(kind = 'hand_out') = (due_back IS NOT NULL)", name=op.f("ck_handover_due_back")),
        sa.CheckConstraint("(kind = 'hand_out') = (ground_kind = 'trip')", name=op.f("ck_handover_out_on")),
        sa.CheckConstraint(
            "(kind IN ('hand_out', 'give_back')) = (from_party = 'desk')", name=op.f("ck_handover_from_desk")
        ),
        sa.CheckConstraint(
            "(kind IN ('hand_out', 'give_back')) = (from_place_id IS NOT NULL)",
            name=op.f("ck_handover_from_place"),
        ),
        sa.CheckConstraint(
            "(kind IN ('take_in', 'bring_back')) = (place_id IS NOT NULL)", name=op.f("ck_handover_place")
        ),
        sa.CheckConstraint(
            "(kind IN ('take_in', 'bring_back')) = (review_on IS NOT NULL)",
            name=op.f("ck_handover_review_on"),
        ),
        sa.CheckConstraint(
            "(kind IN ('take_in', 'bring_back')) = (to_party = 'desk')", name=op.f("ck_handover_to_desk")
        ),
        sa.CheckConstraint(
            "(representative_id IS NULL) = (trim(authority) = '')", name=op.f("ck_handover_authority")
        ),
        sa.CheckConstraint(
            "booklet_state IN ('whole', 'worn', 'damaged')", name=op.f("ck_handover_booklet_state")
        ),
        sa.CheckConstraint(
            "kind <> 'bring_back' OR (number > 1 AND previous_kind = 'hand_out')",
            name=op.f("ck_handover_bring_back"),
        ),
        sa.CheckConstraint(
            "kind <> 'give_back' OR ground_kind IN ('lapsed', 'lifted', 'left', 'asked')",
            name=op.f("ck_handover_given_on"),
        ),
        sa.CheckConstraint(
            "kind <> 'take_in' OR number = 1 OR previous_kind = 'give_back'", name=op.f("ck_handover_take_in")
        ),
        sa.CheckConstraint(
            "kind IN ('hand_out', 'give_back') OR from_party = 'person:' || CAST(party_person_id AS TEXT)",
            name=op.f("ck_handover_from_person"),
        ),
        sa.CheckConstraint(
            "kind IN ('hand_out', 'give_back') OR ground_kind IN ('order', 'rule', 'deposit')",
            name=op.f("ck_handover_held_on"),
        ),
        sa.CheckConstraint(
            "kind IN ('take_in', 'bring_back') OR (number > 1 AND previous_kind IN ('take_in', 'bring_back'))",
            name=op.f("ck_handover_leaves"),
        ),
        sa.CheckConstraint(
            "kind IN ('take_in', 'bring_back') OR kind IN ('hand_out', 'give_back')",
            name=op.f("ck_handover_kind"),
        ),
        sa.CheckConstraint(
            "kind IN ('take_in', 'bring_back') OR to_party = 'person:' || CAST(party_person_id AS TEXT)",
            name=op.f("ck_handover_to_person"),
        ),
        sa.CheckConstraint("trim(ground) <> '' AND trim(article) <> ''", name=op.f("ck_handover_ground")),
        sa.CheckConstraint(
            "trim(party_capacity) <> '' AND trim(by_name) <> '' AND trim(by_capacity) <> ''",
            name=op.f("ck_handover_capacities"),
        ),
        sa.CheckConstraint("use IN ('used', 'unused')", name=op.f("ck_handover_use")),
        sa.CheckConstraint(
            "(number = 1) = (previous_happened_at IS NULL)", name=op.f("ck_handover_previous_time")
        ),
        sa.CheckConstraint("(number = 1) = (previous_kind IS NULL)", name=op.f("ck_handover_previous_kind")),
        sa.CheckConstraint(
            "(number = 1) = (previous_number IS NULL)", name=op.f("ck_handover_previous_told")
        ),
        sa.CheckConstraint(
            "(number = 1) = (previous_sha256 IS NULL)", name=op.f("ck_handover_previous_receipt")
        ),
        sa.CheckConstraint(
            "happened_at <= recorded_at AND (previous_happened_at IS NULL OR happened_at >= previous_happened_at)",
            name=op.f("ck_handover_times"),
        ),
        sa.CheckConstraint("length(receipt_sha256) = 64", name=op.f("ck_handover_receipt")),
        sa.CheckConstraint("next_number = number + 1", name=op.f("ck_handover_next")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_handover_number")),
        sa.CheckConstraint("previous_number = number - 1", name=op.f("ck_handover_previous")),
        sa.CheckConstraint("representative_id <> party_person_id", name=op.f("ck_handover_representative")),
        sa.CheckConstraint(
            "representative_id IS NOT NULL OR authority_until IS NULL",
            name=op.f("ck_handover_authority_until"),
        ),
        sa.ForeignKeyConstraint(["by_user"], ["user.id"], name=op.f("fk_handover_by_user")),
        sa.ForeignKeyConstraint(["from_place_id"], ["place.id"], name=op.f("fk_handover_from_place_id")),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.id"], name=op.f("fk_handover_paper_id")),
        sa.ForeignKeyConstraint(["party_person_id"], ["person.id"], name=op.f("fk_handover_party_person_id")),
        sa.ForeignKeyConstraint(
            ["passport_id", "next_number"],
            ["handover.passport_id", "handover.number"],
            name="fk_handover_next",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["passport_id", "previous_number", "from_place_id"],
            ["handover.passport_id", "handover.number", "handover.place_id"],
            name="fk_handover_from_place",
        ),
        sa.ForeignKeyConstraint(
            [
                "passport_id",
                "previous_number",
                "number",
                "previous_kind",
                "from_party",
                "previous_happened_at",
                "previous_sha256",
            ],
            [
                "handover.passport_id",
                "handover.number",
                "handover.next_number",
                "handover.kind",
                "handover.to_party",
                "handover.happened_at",
                "handover.receipt_sha256",
            ],
            name="fk_handover_previous",
        ),
        sa.ForeignKeyConstraint(["passport_id"], ["passport.id"], name=op.f("fk_handover_passport_id")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_handover_place_id")),
        sa.ForeignKeyConstraint(
            ["representative_id"], ["person.id"], name=op.f("fk_handover_representative_id")
        ),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_handover_request_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover")),
        sa.UniqueConstraint("paper_id", name=op.f("uq_handover_paper_id")),
        sa.UniqueConstraint(
            "passport_id",
            "number",
            "next_number",
            "kind",
            "to_party",
            "happened_at",
            "receipt_sha256",
            name="uq_handover_as_it_was",
        ),
        sa.UniqueConstraint("passport_id", "number", "place_id", name="uq_handover_place"),
        sa.UniqueConstraint("passport_id", "number", name="uq_handover_number"),
    )
    op.create_index("ix_handover_party", "handover", ["party_person_id"], unique=False)
    op.create_index("ix_handover_request", "handover", ["request_id"], unique=False)
    op.create_index(
        "uq_handover_now",
        "handover",
        ["passport_id"],
        unique=True,
        sqlite_where=sa.text("next_number IS NULL"),
        postgresql_where=sa.text("next_number IS NULL"),
    )
    op.create_index(
        "uq_handover_one_place",
        "handover",
        ["place_id"],
        unique=True,
        sqlite_where=sa.text("next_number IS NULL"),
        postgresql_where=sa.text("next_number IS NULL"),
    )


def upgrade() -> None:
    """Make these tables."""
    _safe()
    _place()
    _handover()
