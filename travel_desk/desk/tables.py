"""Tables that every deed needs: users, the journal, number series, settings, drafts and saved filters.

They live in this room, below the duties, because `Desk.deed` reads or writes them each time; the
duty access writes the users, the duty journal reads the journal.
"""

from __future__ import annotations

import sqlalchemy as sa

from travel_desk.base.roles import Role
from travel_desk.database.metadata import Instant, Json, append_only, extra, metadata

user = sa.Table(
    "user",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("version", sa.Integer, nullable=False, server_default="1"),
    sa.Column("user_name", sa.Text, nullable=False, unique=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("active", sa.Boolean(name="active"), nullable=False),
    sa.Column("person_id", sa.ForeignKey("person.id"), unique=True),
    sa.Column("organisation_path", sa.Text, nullable=False, server_default=""),
    sa.Column("protected", sa.Boolean(name="protected"), nullable=False),
    sa.Column("private", sa.Boolean(name="private"), nullable=False),
    sa.Column("slot", sa.String(64)),
    sa.Column("slot_public", sa.LargeBinary(32)),
    sa.Column("must_change", sa.Boolean(name="must_change"), nullable=False),
    sa.Column("last_login", Instant),
    sa.CheckConstraint("length(user_name) > 0 AND length(name) > 0", name="named"),
    sa.CheckConstraint(
        "active = 0 OR (slot IS NOT NULL AND slot_public IS NOT NULL)", name="active_has_slot"
    ),
)

user_role = sa.Table(
    "user_role",
    metadata,
    sa.Column("user_id", sa.ForeignKey("user.id"), primary_key=True),
    sa.Column("role", sa.String(16), primary_key=True),
    sa.CheckConstraint("role IN ({})".format(", ".join(f"'{r.value}'" for r in Role)), name="role"),
)

recovery_slot = sa.Table(
    "recovery_slot",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("slot", sa.String(64), nullable=False),
    sa.Column("slot_public", sa.LargeBinary(32), nullable=False),
    sa.CheckConstraint("id = 1", name="only_one"),
)

journal_entry = sa.Table(
    "journal_entry",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("previous", sa.LargeBinary(32), nullable=False, unique=True),
    sa.Column("hash", sa.LargeBinary(32), nullable=False, unique=True),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("recorded_at", Instant, nullable=False),
    sa.Column("happened_at", Instant, nullable=False),
    sa.Column("verb", sa.String(40), nullable=False),
    sa.Column("user_id", sa.Integer, nullable=False),
    sa.Column("role", sa.String(16), nullable=False),
    sa.Column("workstation", sa.Text, nullable=False),
    sa.Column("kind", sa.String(40), nullable=False),
    sa.Column("subject_id", sa.Integer, nullable=False),
    sa.Column("person_id", sa.Integer),
    sa.CheckConstraint("happened_at <= recorded_at", name="not_in_the_future"),
    sa.Index("ix_journal_entry_subject", "kind", "subject_id"),
    sa.Index("ix_journal_entry_person", "person_id"),
)

journal_value = sa.Table(
    "journal_value",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("entry", sa.ForeignKey("journal_entry.number"), nullable=False),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("name", sa.String(60), nullable=False),
    sa.Column("person_id", sa.Integer),
    sa.Column("digest", sa.LargeBinary(32), nullable=False),
    sa.Column("salt", sa.LargeBinary(16)),
    sa.Column("content", sa.LargeBinary),
    sa.UniqueConstraint("entry", "position"),
    sa.CheckConstraint("(salt IS NULL) = (content IS NULL)", name="erased_whole"),
    sa.Index("ix_journal_value_person", "person_id"),
)

append_only("journal_entry")
extra(
    "journal_value_no_delete",
    "CREATE TRIGGER journal_value_no_delete BEFORE DELETE ON journal_value "
    "BEGIN SELECT RAISE(ABORT, 'journal_value is append-only'); END",
    "DROP TRIGGER IF EXISTS journal_value_no_delete",
)
extra(
    "journal_value_only_erased",
    "CREATE TRIGGER journal_value_only_erased BEFORE UPDATE ON journal_value "
    "WHEN NEW.content IS NOT NULL OR NEW.salt IS NOT NULL OR NEW.digest IS NOT OLD.digest "
    "OR NEW.entry IS NOT OLD.entry OR NEW.position IS NOT OLD.position OR NEW.name IS NOT OLD.name "
    "BEGIN SELECT RAISE(ABORT, 'journal_value can only be erased'); END",
    "DROP TRIGGER IF EXISTS journal_value_only_erased",
)

series = sa.Table(
    "series",
    metadata,
    sa.Column("name", sa.String(20), primary_key=True),
    sa.Column("year", sa.Integer, primary_key=True),
    sa.Column("generation", sa.Integer, primary_key=True),
    sa.Column("last", sa.Integer, nullable=False),
    sa.CheckConstraint("last > 0", name="counts_from_one"),
)

setting = sa.Table(
    "setting",
    metadata,
    sa.Column("name", sa.String(60), primary_key=True),
    sa.Column("value", Json, nullable=False),
)

draft = sa.Table(
    "draft",
    metadata,
    sa.Column("user_id", sa.ForeignKey("user.id"), primary_key=True),
    sa.Column("kind", sa.String(40), primary_key=True),
    sa.Column("subject", sa.String(60), primary_key=True),
    sa.Column("content", Json, nullable=False),
    sa.Column("saved_at", Instant, nullable=False),
)

saved_filter = sa.Table(
    "saved_filter",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("user_id", sa.ForeignKey("user.id"), nullable=False),
    sa.Column("kind", sa.String(40), nullable=False),
    sa.Column("name", sa.String(60), nullable=False),
    sa.Column("content", Json, nullable=False),
    sa.UniqueConstraint("user_id", "kind", "name"),
    sa.CheckConstraint("name <> ''", name="name"),
)
