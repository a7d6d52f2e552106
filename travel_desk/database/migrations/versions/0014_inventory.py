"""The opening inventory and past trips: one more kind of handover and of paper, decisions made on paper.

Handover and paper are made anew with all their rows, since SQLite changes no CHECK of a table that
stands; foreign keys are off meanwhile, and their triggers went with the old table.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

_NEW = "{table}_of_0014"

_CHECKS = {
    "request": "(ground_kind = 'trip') = (request_id IS NOT NULL)",
    "used": "(kind = 'bring_back') = (use IS NOT NULL)",
    "due_back": "(kind = 'hand_out') = (due_back IS NOT NULL)",
    "out_on": "(kind = 'hand_out') = (ground_kind = 'trip')",
    "from_desk": "(kind IN ('hand_out', 'give_back')) = (from_party = 'desk')",
    "from_place": "(kind IN ('hand_out', 'give_back')) = (from_place_id IS NOT NULL)",
    "place": "(kind IN ('inventory', 'take_in', 'bring_back')) = (place_id IS NOT NULL)",
    "review_on": "(kind IN ('inventory', 'take_in', 'bring_back')) = (review_on IS NOT NULL)",
    "to_desk": "(kind IN ('inventory', 'take_in', 'bring_back')) = (to_party = 'desk')",
    "authority": "(representative_id IS NULL) = (trim(authority) = '')",
    "booklet_state": "booklet_state IN ('whole', 'worn', 'damaged')",
    "bring_back": "kind <> 'bring_back' OR (number > 1 AND previous_kind = 'hand_out')",
    "given_on": "kind <> 'give_back' OR ground_kind IN ('lapsed', 'lifted', 'left', 'asked')",
    "take_in": "kind <> 'take_in' OR number = 1 OR previous_kind = 'give_back'",
    "from_person": "kind IN ('hand_out', 'give_back') OR from_party = 'person:' || CAST(party_person_id AS TEXT)",
    "held_on": "kind IN ('hand_out', 'give_back') OR ground_kind IN ('order', 'rule', 'deposit')",
    "leaves": "kind IN ('inventory', 'take_in', 'bring_back') OR (number > 1 AND previous_kind IN ('inventory', 'take_in', 'bring_back'))",
    "kind": "kind IN ('inventory', 'take_in', 'bring_back') OR kind IN ('hand_out', 'give_back')",
    "to_person": "kind IN ('inventory', 'take_in', 'bring_back') OR to_party = 'person:' || CAST(party_person_id AS TEXT)",
    "ground": "trim(ground) <> '' AND trim(article) <> ''",
    "capacities": "trim(party_capacity) <> '' AND trim(by_name) <> '' AND trim(by_capacity) <> ''",
    "use": "use IN ('used', 'unused')",
    "previous_time": "(number = 1) = (previous_happened_at IS NULL)",
    "previous_kind": "(number = 1) = (previous_kind IS NULL)",
    "previous_told": "(number = 1) = (previous_number IS NULL)",
    "previous_receipt": "(number = 1) = (previous_sha256 IS NULL)",
    "times": "happened_at <= recorded_at AND (previous_happened_at IS NULL OR happened_at >= previous_happened_at)",
    "receipt": "length(receipt_sha256) = 64",
    "inventory": "kind <> 'inventory' OR number = 1",
    "next": "next_number = number + 1",
    "number": "number >= 1",
    "previous": "previous_number = number - 1",
    "representative": "representative_id <> party_person_id",
    "authority_until": "representative_id IS NOT NULL OR authority_until IS NULL",
}


def _handover() -> None:
    op.create_table(
        _NEW.format(table="handover"),
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
        *(sa.CheckConstraint(text, name=op.f(f"ck_handover_{name}")) for name, text in _CHECKS.items()),
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
    _take_the_place_of("handover")
    op.create_index("ix_handover_party", "handover", ["party_person_id"], unique=False)
    op.create_index("ix_handover_request", "handover", ["request_id"], unique=False)
    for name, column, where in (
        ("uq_handover_now", "passport_id", "next_number IS NULL"),
        ("uq_handover_one_place", "place_id", "next_number IS NULL"),
        ("uq_handover_receipt", "paper_id", "kind != 'inventory'"),
    ):
        op.create_index(
            name,
            "handover",
            [column],
            unique=True,
            sqlite_where=sa.text(where),
            postgresql_where=sa.text(where),
        )


def _paper() -> None:
    op.create_table(
        _NEW.format(table="paper"),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("number", sa.String(length=24), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("subject_kind", sa.String(length=20), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("issued_at", sa.DateTime(), nullable=False),
        sa.Column("issued_by", sa.Integer(), nullable=False),
        sa.Column("stored_name", sa.String(length=64), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("signed_at", sa.DateTime(), nullable=True),
        sa.Column("signed_by", sa.Integer(), nullable=True),
        sa.Column("signer_name", sa.Text(), server_default="", nullable=False),
        sa.Column("certificate_id", sa.Integer(), nullable=True),
        sa.Column("certificate_serial", sa.String(length=40), server_default="", nullable=False),
        sa.Column("prints", sa.Integer(), server_default="0", nullable=False),
        sa.Column("void_reason", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint("(state = 'void') = (void_reason <> '')", name=op.f("ck_paper_void_has_reason")),
        sa.CheckConstraint(
            "kind IN ('slip', 'receipt', 'refusal', 'sheet', 'inventory')", name=op.f("ck_paper_kind")
        ),
        sa.CheckConstraint("state <> 'signed' OR signed_at IS NOT NULL", name=op.f("ck_paper_signed")),
        sa.CheckConstraint(
            "state <> 'to_sign' OR stored_name IS NULL", name=op.f("ck_paper_not_stored_unsigned")
        ),
        sa.CheckConstraint("state IN ('to_sign', 'signed', 'ready', 'void')", name=op.f("ck_paper_state")),
        sa.CheckConstraint(
            "state NOT IN ('signed', 'ready') OR stored_name IS NOT NULL", name=op.f("ck_paper_stored")
        ),
        sa.CheckConstraint(
            "(signed_at IS NULL) = (signed_by IS NULL) AND (signed_at IS NULL) = (certificate_id IS NULL)",
            name=op.f("ck_paper_signed_whole"),
        ),
        sa.CheckConstraint("(stored_name IS NULL) = (sha256 IS NULL)", name=op.f("ck_paper_stored_whole")),
        sa.CheckConstraint("prints >= 0", name=op.f("ck_paper_prints")),
        sa.ForeignKeyConstraint(["certificate_id"], ["certificate.id"], name=op.f("fk_paper_certificate_id")),
        sa.ForeignKeyConstraint(["issued_by"], ["user.id"], name=op.f("fk_paper_issued_by")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_paper_person_id")),
        sa.ForeignKeyConstraint(["signed_by"], ["user.id"], name=op.f("fk_paper_signed_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper")),
        sa.UniqueConstraint("number", name=op.f("uq_paper_number")),
    )
    _take_the_place_of("paper")
    op.create_index(op.f("ix_paper_person_id"), "paper", ["person_id"], unique=False)
    op.create_index(op.f("ix_paper_state"), "paper", ["state"], unique=False)
    op.create_index("ix_paper_subject", "paper", ["subject_kind", "subject_id"], unique=False)


def _take_the_place_of(table: str) -> None:
    """Let the table that was just made hold the rows of `table` and bear its name; both have its columns."""
    new = _NEW.format(table=table)
    columns = ", ".join(one["name"] for one in sa.inspect(op.get_bind()).get_columns(table))
    op.execute(f"INSERT INTO {new} ({columns}) SELECT {columns} FROM {table}")
    op.drop_table(table)
    op.rename_table(new, table)


def _past_decision() -> None:
    op.create_table(
        "past_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("stage_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("decided_name", sa.Text(), nullable=False),
        sa.Column("capacity", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("paper", sa.Text(), server_default="", nullable=False),
        sa.Column("reasons", sa.Text(), server_default="", nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind IN ('approve', 'conditions', 'refuse')", name=op.f("ck_past_decision_kind")),
        sa.CheckConstraint(
            "trim(decided_name) <> '' AND trim(capacity) <> ''", name=op.f("ck_past_decision_decider")
        ),
        sa.ForeignKeyConstraint(["recorded_by"], ["user.id"], name=op.f("fk_past_decision_recorded_by")),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_past_decision_request_id")),
        sa.ForeignKeyConstraint(["stage_id"], ["request_stage.id"], name=op.f("fk_past_decision_stage_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_past_decision")),
        sa.UniqueConstraint("stage_id", name=op.f("uq_past_decision_stage_id")),
    )
    op.create_index(op.f("ix_past_decision_request_id"), "past_decision", ["request_id"], unique=False)


def upgrade() -> None:
    """Make them."""
    _paper()
    _handover()
    _past_decision()
