"""Tables of papers: what was issued, and the certificates it was signed with."""

from __future__ import annotations

import sqlalchemy as sa

from travel_desk.database.metadata import Instant, Json, metadata

certificate = sa.Table(
    "certificate",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("version", sa.Integer, nullable=False, server_default="1"),
    sa.Column("active", sa.Boolean(name="active"), nullable=False),
    sa.Column("since", Instant, nullable=False),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("serial", sa.String(40), nullable=False, unique=True),
    sa.Column("valid_from", Instant, nullable=False),
    sa.Column("valid_until", Instant, nullable=False),
    sa.Column("crl_until", Instant, nullable=False),
    sa.Column("root", sa.LargeBinary, nullable=False),
    sa.Column("root_key", sa.LargeBinary, nullable=False),
    sa.Column("crl", sa.LargeBinary, nullable=False),
    sa.Column("pkcs12", sa.LargeBinary, nullable=False),
)
# A desk signs with one certificate at a time.
sa.Index(
    "uq_certificate_one_active",
    certificate.c.active,
    unique=True,
    sqlite_where=sa.text("active = 1"),
    postgresql_where=sa.text("active"),
)

paper = sa.Table(
    "paper",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("version", sa.Integer, nullable=False, server_default="1"),
    sa.Column("number", sa.String(24), nullable=False, unique=True),
    sa.Column("kind", sa.String(10), nullable=False),
    sa.Column("subject_kind", sa.String(20), nullable=False),
    sa.Column("subject_id", sa.Integer, nullable=False),
    sa.Column("person_id", sa.ForeignKey("person.id"), index=True),
    sa.Column("language", sa.String(10), nullable=False),
    sa.Column("content", Json, nullable=False),
    sa.Column("state", sa.String(10), nullable=False, index=True),
    sa.Column("issued_at", Instant, nullable=False),
    sa.Column("issued_by", sa.ForeignKey("user.id"), nullable=False),
    sa.Column("stored_name", sa.String(64)),
    sa.Column("sha256", sa.String(64)),
    sa.Column("signed_at", Instant),
    sa.Column("signed_by", sa.ForeignKey("user.id")),
    sa.Column("signer_name", sa.Text, nullable=False, server_default=""),
    sa.Column("certificate_id", sa.ForeignKey("certificate.id")),
    sa.Column("certificate_serial", sa.String(40), nullable=False, server_default=""),
    sa.Column("prints", sa.Integer, nullable=False, server_default="0"),
    sa.Column("void_reason", sa.Text, nullable=False, server_default=""),
    sa.CheckConstraint("kind IN ('slip', 'receipt', 'refusal', 'sheet', 'inventory')", name="kind"),
    sa.CheckConstraint("state IN ('to_sign', 'signed', 'ready', 'void')", name="state"),
    sa.CheckConstraint("(stored_name IS NULL) = (sha256 IS NULL)", name="stored_whole"),
    sa.CheckConstraint("state NOT IN ('signed', 'ready') OR stored_name IS NOT NULL", name="stored"),
    sa.CheckConstraint("state <> 'to_sign' OR stored_name IS NULL", name="not_stored_unsigned"),
    sa.CheckConstraint(
        "(signed_at IS NULL) = (signed_by IS NULL) AND (signed_at IS NULL) = (certificate_id IS NULL)",
        name="signed_whole",
    ),
    sa.CheckConstraint("state <> 'signed' OR signed_at IS NOT NULL", name="signed"),
    sa.CheckConstraint("(state = 'void') = (void_reason <> '')", name="void_has_reason"),
    sa.CheckConstraint("prints >= 0", name="prints"),
    sa.Index("ix_paper_subject", "subject_kind", "subject_id"),
)
