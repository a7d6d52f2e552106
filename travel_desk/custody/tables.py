"""Safes, places and handovers; the schema itself keeps each booklet in exactly one place.

The handovers of one passport are a chain of numbers 1, 2, 3 … linked in both directions:

- a later row names what it follows (`previous_number`, kind, party, time, receipt) and a composite
  foreign key compares all of it with the row before, whose `next_number` must already point here;
- an earlier row's `next_number` must exist (a deferred foreign key: asked at commit);
- so exactly one row of a passport has no next: where the booklet is now. A partial unique index
  over these rows keeps two booklets out of one place.

A booklet that lay in the safe before the desk began starts its chain with the kind "inventory"; all
rows of one inventory share its paper.

What a kind of handover must name (ground, review date, due date, request, place) are CHECKs. Rows
can't be changed (but for `next_number`, once) nor deleted: triggers.

A party is "desk" or "person:17"; the person is the one who answers for the booklet, also where a
representative gives or takes it.
"""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from travel_desk.database.metadata import Instant, extra, metadata

DESK = "desk"

safe = sa.Table(
    "safe",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("version", sa.Integer, nullable=False, server_default="1"),
    sa.Column("name", sa.Text, nullable=False, unique=True),
    sa.Column("custodian_id", sa.Integer, sa.ForeignKey("user.id"), nullable=False),
    sa.CheckConstraint("trim(name) <> ''", name="name"),
)

place = sa.Table(
    "place",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("safe_id", sa.Integer, sa.ForeignKey("safe.id"), nullable=False),
    sa.Column("shelf", sa.Text, nullable=False),
    sa.Column("slot", sa.Text, nullable=False),
    sa.UniqueConstraint("safe_id", "shelf", "slot", name="uq_place_in_safe"),
    sa.CheckConstraint("trim(shelf) <> '' AND trim(slot) <> ''", name="label"),
)

_INWARDS = "kind IN ('inventory', 'take_in', 'bring_back')"
_OUTWARDS = "kind IN ('hand_out', 'give_back')"
_PERSON = "'person:' || CAST(party_person_id AS TEXT)"

# A comparison with NULL passes a CHECK, so what must be there is asked by IS NULL or a NOT NULL column.
_CHECKS = [
    sa.CheckConstraint(text, name=name)
    for name, text in {
        "number": "number >= 1",
        "next": "next_number = number + 1",
        "previous": "previous_number = number - 1",
        "previous_told": "(number = 1) = (previous_number IS NULL)",
        "previous_kind": "(number = 1) = (previous_kind IS NULL)",
        "previous_time": "(number = 1) = (previous_happened_at IS NULL)",
        "previous_receipt": "(number = 1) = (previous_sha256 IS NULL)",
        "kind": f"{_INWARDS} OR {_OUTWARDS}",
        "inventory": "kind <> 'inventory' OR number = 1",
        "take_in": "kind <> 'take_in' OR number = 1 OR previous_kind = 'give_back'",
        "bring_back": "kind <> 'bring_back' OR (number > 1 AND previous_kind = 'hand_out')",
        "leaves": f"{_INWARDS} OR (number > 1 AND previous_kind IN ('inventory', 'take_in', 'bring_back'))",
        "to_desk": f"({_INWARDS}) = (to_party = 'desk')",
        "from_desk": f"({_OUTWARDS}) = (from_party = 'desk')",
        "to_person": f"{_INWARDS} OR to_party = {_PERSON}",
        "from_person": f"{_OUTWARDS} OR from_party = {_PERSON}",
        "capacities": "trim(party_capacity) <> '' AND trim(by_name) <> '' AND trim(by_capacity) <> ''",
        "representative": "representative_id <> party_person_id",
        "authority": "(representative_id IS NULL) = (trim(authority) = '')",
        "authority_until": "representative_id IS NOT NULL OR authority_until IS NULL",
        "ground": "trim(ground) <> '' AND trim(article) <> ''",
        "held_on": f"{_OUTWARDS} OR ground_kind IN ('order', 'rule', 'deposit')",
        "out_on": "(kind = 'hand_out') = (ground_kind = 'trip')",
        "given_on": "kind <> 'give_back' OR ground_kind IN ('lapsed', 'lifted', 'left', 'asked')",
        "review_on": f"({_INWARDS}) = (review_on IS NOT NULL)",
        "due_back": "(kind = 'hand_out') = (due_back IS NOT NULL)",
        "request": "(ground_kind = 'trip') = (request_id IS NOT NULL)",
        "place": f"({_INWARDS}) = (place_id IS NOT NULL)",
        "from_place": f"({_OUTWARDS}) = (from_place_id IS NOT NULL)",
        "booklet_state": "booklet_state IN ('whole', 'worn', 'damaged')",
        "used": "(kind = 'bring_back') = (use IS NOT NULL)",
        "use": "use IN ('used', 'unused')",
        "times": "happened_at <= recorded_at AND (previous_happened_at IS NULL"
        " OR happened_at >= previous_happened_at)",
        "receipt": "length(receipt_sha256) = 64",
    }.items()
]

handover = sa.Table(
    "handover",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("passport_id", sa.Integer, sa.ForeignKey("passport.id"), nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("next_number", sa.Integer),
    sa.Column("kind", sa.Text, nullable=False),
    # The movement before this one, as it was: compared by foreign key.
    sa.Column("previous_number", sa.Integer),
    sa.Column("previous_kind", sa.Text),
    sa.Column("previous_happened_at", Instant),
    sa.Column("previous_sha256", sa.Text),
    # Both parties.
    sa.Column("from_party", sa.Text, nullable=False),
    sa.Column("to_party", sa.Text, nullable=False),
    sa.Column("party_person_id", sa.Integer, sa.ForeignKey("person.id"), nullable=False),
    sa.Column("party_capacity", sa.Text, nullable=False),
    sa.Column("representative_id", sa.Integer, sa.ForeignKey("person.id")),
    sa.Column("authority", sa.Text, nullable=False, server_default=""),
    sa.Column("authority_until", sa.Date),
    sa.Column("by_user", sa.Integer, sa.ForeignKey("user.id"), nullable=False),
    sa.Column("by_name", sa.Text, nullable=False),
    sa.Column("by_capacity", sa.Text, nullable=False),
    # On what ground, until when.
    sa.Column("ground_kind", sa.Text, nullable=False),
    sa.Column("ground", sa.Text, nullable=False),
    sa.Column("article", sa.Text, nullable=False),
    sa.Column("review_on", sa.Date),
    sa.Column("due_back", sa.Date),
    sa.Column("request_id", sa.Integer, sa.ForeignKey("request.id")),
    # Where it lies afterwards, where it lay before, and in what state.
    sa.Column("place_id", sa.Integer, sa.ForeignKey("place.id")),
    sa.Column("from_place_id", sa.Integer, sa.ForeignKey("place.id")),
    sa.Column("booklet_state", sa.Text, nullable=False),
    sa.Column("use", sa.Text),
    sa.Column("papers_with_it", sa.Text, nullable=False, server_default=""),
    # Both times, and the receipt.
    sa.Column("happened_at", Instant, nullable=False),
    sa.Column("recorded_at", Instant, nullable=False),
    sa.Column("late_reason", sa.Text, nullable=False, server_default=""),
    sa.Column("paper_id", sa.Integer, sa.ForeignKey("paper.id"), nullable=False),
    sa.Column("receipt_sha256", sa.Text, nullable=False),
    sa.UniqueConstraint("passport_id", "number", name="uq_handover_number"),
    sa.UniqueConstraint("passport_id", "number", "place_id", name="uq_handover_place"),
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
    sa.ForeignKeyConstraint(
        ["passport_id", "next_number"],
        ["handover.passport_id", "handover.number"],
        name="fk_handover_next",
        deferrable=True,
        initially="DEFERRED",
    ),
    sa.ForeignKeyConstraint(
        ["passport_id", "previous_number", "from_place_id"],
        ["handover.passport_id", "handover.number", "handover.place_id"],
        name="fk_handover_from_place",
    ),
    *_CHECKS,
)

sa.Index(
    "uq_handover_one_place",
    handover.c.place_id,
    unique=True,
    sqlite_where=handover.c.next_number.is_(None),
    postgresql_where=handover.c.next_number.is_(None),
)
sa.Index(
    "uq_handover_now",
    handover.c.passport_id,
    unique=True,
    sqlite_where=handover.c.next_number.is_(None),
    postgresql_where=handover.c.next_number.is_(None),
)
# Each receipt is for one movement; an opening inventory is one paper for all its booklets.
sa.Index(
    "uq_handover_receipt",
    handover.c.paper_id,
    unique=True,
    sqlite_where=handover.c.kind != "inventory",
    postgresql_where=handover.c.kind != "inventory",
)
sa.Index("ix_handover_party", handover.c.party_person_id)
sa.Index("ix_handover_request", handover.c.request_id)


def _unchangeable() -> dict[str, str]:
    """Return the triggers that let a handover be neither changed (but for its next) nor deleted."""
    fixed = ", ".join(f'"{column.name}"' for column in handover.c if column.name != "next_number")
    events = {
        "handover_no_update": f"BEFORE UPDATE OF {fixed} ON handover",
        "handover_no_relink": "BEFORE UPDATE OF next_number ON handover WHEN OLD.next_number IS NOT NULL",
        "handover_no_delete": "BEFORE DELETE ON handover",
    }
    says = "SELECT RAISE(ABORT, 'handover is append-only')"
    return {name: f"CREATE TRIGGER {name} {event} BEGIN {says}; END" for name, event in events.items()}


TRIGGERS = _unchangeable()
for _name, _create in TRIGGERS.items():
    extra(_name, _create, f"DROP TRIGGER IF EXISTS {_name}")


def now_with(passport_id: sa.ColumnElement[int]) -> sa.ColumnElement[bool]:
    """Return the condition of an outer join of `handover` that leaves a passport's current row, or none."""
    return sa.and_(handover.c.passport_id == passport_id, handover.c.next_number.is_(None))


def custody_state(today: date) -> sa.Case[str]:
    """Return the state of a passport joined by `now_with`, as a code of custody.rules.State.

    "with_holder", "in_custody", "ground_lapsed" (its review date has passed), "handed_out" or
    "overdue" (its due date has passed).
    """
    inside = handover.c.kind.in_(("inventory", "take_in", "bring_back"))
    outside = handover.c.kind == "hand_out"
    return sa.case(
        (sa.and_(inside, handover.c.review_on < today), "ground_lapsed"),
        (inside, "in_custody"),
        (sa.and_(outside, handover.c.due_back < today), "overdue"),
        (outside, "handed_out"),
        else_="with_holder",
    )
