"""The first schema: tables of officials."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def _organisation() -> None:
    op.create_table(
        "organisation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("level", sa.String(length=20), nullable=False),
        sa.Column("path", sa.String(length=200), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("until_day", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "level IN ('federal', 'regional', 'state_company')", name=op.f("ck_organisation_level")
        ),
        sa.CheckConstraint("until_day IS NULL OR until_day >= from_day", name=op.f("ck_organisation_days")),
        sa.ForeignKeyConstraint(["parent_id"], ["organisation.id"], name=op.f("fk_organisation_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("path", name=op.f("uq_organisation_path")),
    )
    op.create_index(op.f("ix_organisation_parent_id"), "organisation", ["parent_id"], unique=False)


def _person() -> None:
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("native_name", sa.String(length=120), nullable=False),
        sa.Column("surname", sa.String(length=120), nullable=False),
        sa.Column("given_names", sa.String(length=120), nullable=False),
        sa.Column("birth_date", sa.String(length=10), nullable=True),
        sa.Column("nationality", sa.CHAR(length=3), nullable=False),
        sa.Column("personnel_number", sa.String(length=30), nullable=True),
        sa.Column("protected", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("sort_key", sa.String(length=260), nullable=False),
        sa.CheckConstraint(
            "native_name <> '' OR surname <> '' OR given_names <> ''", name=op.f("ck_person_name")
        ),
        sa.CheckConstraint("personnel_number <> ''", name=op.f("ck_person_personnel_number")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("personnel_number", name=op.f("uq_person_personnel_number")),
    )
    op.create_index(op.f("ix_person_birth_date"), "person", ["birth_date"], unique=False)
    op.create_index("ix_person_order", "person", ["sort_key", "id", "protected"], unique=False)


def _clearance() -> None:
    op.create_table(
        "clearance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("level", sa.String(length=20), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("until_day", sa.Date(), nullable=True),
        sa.Column("restricted_until", sa.Date(), nullable=True),
        sa.Column("paper", sa.String(length=200), server_default="", nullable=False),
        sa.CheckConstraint(
            "level IN ('restricted', 'confidential', 'secret', 'top_secret')", name=op.f("ck_clearance_level")
        ),
        sa.CheckConstraint(
            "restricted_until IS NULL OR (until_day IS NOT NULL AND restricted_until >= until_day)",
            name=op.f("ck_clearance_restricted"),
        ),
        sa.CheckConstraint("until_day IS NULL OR until_day >= from_day", name=op.f("ck_clearance_days")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_clearance_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clearance")),
    )
    op.create_index(op.f("ix_clearance_person_id"), "clearance", ["person_id"], unique=False)


def _passport() -> None:
    op.create_table(
        "passport",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("number", sa.String(length=9), nullable=False),
        sa.Column("issuing_state", sa.CHAR(length=3), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.CheckConstraint("kind IN ('diplomatic', 'service', 'ordinary')", name=op.f("ck_passport_kind")),
        sa.CheckConstraint("expires_on > issued_on", name=op.f("ck_passport_days")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_passport_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passport")),
        sa.UniqueConstraint("issuing_state", "number", name=op.f("uq_passport_issuing_state_number")),
    )
    op.create_index(op.f("ix_passport_person_id"), "passport", ["person_id"], unique=False)


def _person_category() -> None:
    op.create_table(
        "person_category",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("category", sa.String(length=40), nullable=False),
        sa.Column("paper", sa.String(length=200), server_default="", nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("until_day", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "category IN ('senior_politician', 'senior_official', 'civil_servant', 'state_company_employee', 'military', 'security_service', 'full_access')",
            name=op.f("ck_person_category_category"),
        ),
        sa.CheckConstraint(
            "until_day IS NULL OR until_day >= from_day", name=op.f("ck_person_category_days")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_person_category_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_category")),
    )
    op.create_index(op.f("ix_person_category_category"), "person_category", ["category"], unique=False)
    op.create_index(op.f("ix_person_category_person_id"), "person_category", ["person_id"], unique=False)


def _post() -> None:
    op.create_table(
        "post",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("main", sa.Boolean(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("until_day", sa.Date(), nullable=True),
        sa.CheckConstraint("title <> ''", name=op.f("ck_post_title")),
        sa.CheckConstraint("until_day IS NULL OR until_day >= from_day", name=op.f("ck_post_days")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_post_organisation_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_post_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_post")),
    )
    op.create_index(op.f("ix_post_organisation_id"), "post", ["organisation_id"], unique=False)
    op.create_index(op.f("ix_post_person_id"), "post", ["person_id"], unique=False)
    op.create_index(
        "uq_post_open_main",
        "post",
        ["person_id"],
        unique=True,
        sqlite_where=sa.text("main = 1 AND until_day IS NULL"),
        postgresql_where=sa.text("main AND until_day IS NULL"),
    )


def upgrade() -> None:
    """Make these tables."""
    _organisation()
    _person()
    _clearance()
    _passport()
    _person_category()
    _post()
