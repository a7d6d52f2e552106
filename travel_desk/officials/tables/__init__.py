"""Tables of officials, and what every query of the desk limits persons by: `person_visible`."""

from __future__ import annotations

from datetime import date
from typing import Protocol

import sqlalchemy as sa

from travel_desk.database.metadata import Partial, computed, extra, metadata
from travel_desk.officials.tables import history as history  # its tables belong to the schema

organisation = sa.Table(
    "organisation",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("version", sa.Integer, nullable=False, server_default="1"),
    sa.Column("parent_id", sa.ForeignKey("organisation.id"), index=True),
    sa.Column("name", sa.String(200), nullable=False),
    sa.Column("level", sa.String(20), nullable=False),
    sa.Column("path", sa.String(200), nullable=False, unique=True),
    sa.Column("from_day", sa.Date, nullable=False),
    sa.Column("until_day", sa.Date),
    sa.CheckConstraint("level IN ('federal', 'regional', 'state_company')", name="level"),
    sa.CheckConstraint("until_day IS NULL OR until_day >= from_day", name="days"),
)

person = sa.Table(
    "person",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("version", sa.Integer, nullable=False, server_default="1"),
    sa.Column("native_name", sa.String(120), nullable=False),
    sa.Column("surname", sa.String(120), nullable=False),
    sa.Column("given_names", sa.String(120), nullable=False),
    sa.Column("birth_date", Partial, index=True),
    sa.Column("nationality", sa.CHAR(3), nullable=False),
    sa.Column("personnel_number", sa.String(30), unique=True),
    sa.Column("protected", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("search_text", sa.Text, nullable=False),
    sa.Column("sort_key", sa.String(260), nullable=False),
    # A person who was found to be another one: the row stays, since papers and handovers name it.
    sa.Column("merged_into", sa.ForeignKey("person.id")),
    sa.CheckConstraint("native_name <> '' OR surname <> '' OR given_names <> ''", name="name"),
    sa.CheckConstraint("personnel_number <> ''", name="personnel_number"),
    sa.CheckConstraint("merged_into <> id", name="merged_into"),
)
# The whole list is read from this index alone: ids in the order of names, without the rows.
sa.Index("ix_person_order", person.c.sort_key, person.c.id, person.c.protected, person.c.merged_into)
sa.Index(
    "ix_person_merged_into",
    person.c.merged_into,
    sqlite_where=person.c.merged_into.is_not(None),
    postgresql_where=person.c.merged_into.is_not(None),
)

post = sa.Table(
    "post",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("person_id", sa.ForeignKey("person.id"), nullable=False, index=True),
    sa.Column("organisation_id", sa.ForeignKey("organisation.id"), nullable=False, index=True),
    sa.Column("title", sa.String(200), nullable=False),
    sa.Column("main", sa.Boolean, nullable=False),
    sa.Column("from_day", sa.Date, nullable=False),
    sa.Column("until_day", sa.Date),
    sa.CheckConstraint("title <> ''", name="title"),
    # The day itself strikes the row: it then never counted.
    sa.CheckConstraint("until_day IS NULL OR until_day >= from_day", name="days"),
)
sa.Index(
    "uq_post_open_main",
    post.c.person_id,
    unique=True,
    sqlite_where=sa.text("main = 1 AND until_day IS NULL"),
    postgresql_where=sa.text("main AND until_day IS NULL"),
)

person_category = sa.Table(
    "person_category",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("person_id", sa.ForeignKey("person.id"), nullable=False, index=True),
    sa.Column("category", sa.String(40), nullable=False, index=True),
    sa.Column("paper", sa.String(200), nullable=False, server_default=""),
    sa.Column("from_day", sa.Date, nullable=False),
    sa.Column("until_day", sa.Date),
    sa.CheckConstraint(
        "category IN ('senior_politician', 'senior_official', 'civil_servant', 'state_company_employee', "
        "'military', 'security_service', 'full_access')",
        name="category",
    ),
    sa.CheckConstraint("until_day IS NULL OR until_day >= from_day", name="days"),
)

clearance = sa.Table(
    "clearance",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("person_id", sa.ForeignKey("person.id"), nullable=False, index=True),
    sa.Column("level", sa.String(20), nullable=False),
    sa.Column("from_day", sa.Date, nullable=False),
    sa.Column("until_day", sa.Date),
    sa.Column("restricted_until", sa.Date),
    sa.Column("paper", sa.String(200), nullable=False, server_default=""),
    sa.CheckConstraint("level IN ('restricted', 'confidential', 'secret', 'top_secret')", name="level"),
    sa.CheckConstraint("until_day IS NULL OR until_day >= from_day", name="days"),
    sa.CheckConstraint(
        "restricted_until IS NULL OR (until_day IS NOT NULL AND restricted_until >= until_day)",
        name="restricted",
    ),
)

passport = sa.Table(
    "passport",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("version", sa.Integer, nullable=False, server_default="1"),
    sa.Column("person_id", sa.ForeignKey("person.id"), nullable=False, index=True),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("number", sa.String(9), nullable=False),
    sa.Column("issuing_state", sa.CHAR(3), nullable=False),
    sa.Column("issued_on", sa.Date, nullable=False),
    sa.Column("expires_on", sa.Date, nullable=False),
    sa.UniqueConstraint("issuing_state", "number"),
    sa.CheckConstraint("kind IN ('diplomatic', 'service', 'ordinary')", name="kind"),
    sa.CheckConstraint("expires_on > issued_on", name="days"),
)

computed("travel_desk.officials.store.search:refresh_all")

# Full-text search (SQLite): three letters in a row, of which a word may stand anywhere within a word. A
# shorter word is looked for where words begin, which the two spaces before each of them tell.  It holds no
# copy of the text; triggers keep it beside person.search_text.
PART_SEARCH = "person_part"

extra(
    PART_SEARCH,
    f"CREATE VIRTUAL TABLE {PART_SEARCH} USING fts5("
    "search_text, content = 'person', content_rowid = 'id', tokenize = 'trigram case_sensitive 1')",
    f"DROP TABLE IF EXISTS {PART_SEARCH}",
    f"INSERT INTO {PART_SEARCH}({PART_SEARCH}) VALUES ('rebuild')",
)
extra(
    f"{PART_SEARCH}_insert",
    f"CREATE TRIGGER {PART_SEARCH}_insert AFTER INSERT ON person BEGIN "
    f"INSERT INTO {PART_SEARCH}(rowid, search_text) VALUES (new.id, new.search_text); END",
    f"DROP TRIGGER IF EXISTS {PART_SEARCH}_insert",
)
extra(
    f"{PART_SEARCH}_update",
    f"CREATE TRIGGER {PART_SEARCH}_update AFTER UPDATE OF search_text ON person "
    f"WHEN old.search_text <> new.search_text BEGIN "
    f"INSERT INTO {PART_SEARCH}({PART_SEARCH}, rowid, search_text) "
    f"VALUES ('delete', old.id, old.search_text); "
    f"INSERT INTO {PART_SEARCH}(rowid, search_text) VALUES (new.id, new.search_text); END",
    f"DROP TRIGGER IF EXISTS {PART_SEARCH}_update",
)


class Sight(Protocol):
    """What of a user's scope limits persons (desk.Scope is one)."""

    @property
    def organisation_path(self) -> str:
        """ "" for everything, else the path of the subtree's root."""
        ...

    @property
    def protected(self) -> bool:
        """Whether protected persons are seen."""
        ...


def person_visible(scope: Sight, today: date | None = None) -> sa.ColumnElement[bool]:
    """Return the condition on `person` that a user of `scope` may see the person in a list.

    One who was merged into another is left out: the other stands for both.
    """
    return sa.and_(person.c.merged_into.is_(None), person_in_scope(scope, today))


def person_in_scope(scope: Sight, today: date | None = None) -> sa.ColumnElement[bool]:
    """Return the condition on `person` that the scope of a user reaches the person, merged or not.

    A person is seen by the organisations of the posts that count on `today` (`post_counts`); one who
    never had a post belongs to no organisation and is seen where the scope is the whole desk.
    """
    limits: list[sa.ColumnElement[bool]] = []
    if not scope.protected:
        limits.append(person.c.protected.is_(False))
    if scope.organisation_path:
        # Aliases of its own, so that a query that joins posts itself is not mixed up with these.
        held, place = post.alias("scope_post"), organisation.alias("scope_organisation")
        inside = (
            sa.select(held.c.id)
            .join(place, place.c.id == held.c.organisation_id)
            .where(
                held.c.person_id == person.c.id,
                place.c.path.startswith(scope.organisation_path, autoescape=True),
                post_counts(today, held),
            )
        )
        limits.append(sa.exists(inside.correlate(person)))
    return sa.and_(sa.true(), *limits)


def post_counts(today: date | None = None, table: sa.FromClause = post) -> sa.ColumnElement[bool]:
    """Return the condition on a post (`table`: post or an alias of it) that it says whose a person is.

    Posts that end after `today` count (without `today`: that have no end); where a person has none of
    these, those that ended last do, so that somebody answers for who has left.
    """
    other = post.alias("other_post")
    open_here: sa.ColumnElement[bool] = table.c.until_day.is_(None)
    open_there: sa.ColumnElement[bool] = other.c.until_day.is_(None)
    if today is not None:
        open_here = sa.or_(open_here, table.c.until_day > today)
        open_there = sa.or_(open_there, other.c.until_day > today)
    later = sa.select(other.c.id).where(
        other.c.person_id == table.c.person_id,
        post_held(other),
        sa.or_(open_there, other.c.until_day > table.c.until_day),
    )
    return sa.and_(post_held(table), sa.or_(open_here, ~sa.exists(later.correlate(table))))


def post_held(table: sa.FromClause) -> sa.ColumnElement[bool]:
    """Return the condition on the post table (or an alias of it) that the row was not struck."""
    return sa.or_(table.c.until_day.is_(None), table.c.until_day > table.c.from_day)


def holds_on(table: sa.FromClause, day: date) -> sa.ColumnElement[bool]:
    """Return the condition that a half-open row of `table` counts on `day`."""
    return sa.and_(table.c.from_day <= day, sa.or_(table.c.until_day.is_(None), table.c.until_day > day))
