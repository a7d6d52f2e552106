"""Reading papers: lists by filter, one paper, its bytes, the certificate. Limited by the user's scope."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from travel_desk.base.message import Message, Refused, Trouble, msg
from travel_desk.desk import Desk
from travel_desk.desk.tables import user
from travel_desk.officials.tables import person, person_visible
from travel_desk.papers import rules
from travel_desk.papers.rules import CertificateFacts, HeadLines, Kind, State
from travel_desk.papers.tables import certificate, paper
from travel_desk.trips.tables import request, trip

FILTERS = ("all", "to_sign", "unprinted", "signed", "void")


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper in a list; native, latin: names of its person, empty where it has none."""

    id: int
    version: int
    number: str
    kind: Kind
    state: State
    issued_at: datetime
    signed_at: datetime | None
    prints: int
    native: str
    latin: str
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class PaperDetail:
    """One paper with all that the register holds of it, except its content."""

    row: PaperRow
    person_id: int | None
    subject_kind: str
    subject_id: int
    language: str
    issued_by: str
    signer_name: str
    serial: str
    sha256: str
    void_reason: str


def papers(desk: Desk, filter: str = "all", text: str = "") -> list[int]:
    """Return the ids of papers, newest first.

    filter: one of FILTERS ("unprinted": signed or ready, never printed). text: a part of the number, or
    of the person's name.
    """
    query = _seen(desk, sa.select(paper.c.id)).where(_filtered(filter))
    for word in text.split():
        query = query.where(
            paper.c.number.contains(word.upper(), autoescape=True)
            | person.c.search_text.contains(word.casefold(), autoescape=True)
        )
    with desk.read("see_papers") as connection:
        return list(connection.execute(query.order_by(paper.c.id.desc())).scalars())


def rows(desk: Desk, ids: Sequence[int]) -> dict[int, PaperRow]:
    """Return the papers of these ids, as far as the user may see them."""
    query = _seen(desk, sa.select(*_ROW)).where(paper.c.id.in_(ids))
    with desk.read("see_papers") as connection:
        return {row.id: _row(row) for row in connection.execute(query)}


def row_list(desk: Desk, ids: Sequence[int]) -> list[PaperRow]:
    """Return the papers of these ids, in any order, as far as the user may see them."""
    return list(rows(desk, ids).values())


def find(desk: Desk, text: str, limit: int = 6) -> list[PaperRow]:
    """Return the newest papers whose number holds `text`, which may be a scanned check code."""
    number = _scanned(text)
    if len(number) < 3:
        return []
    query = _seen(desk, sa.select(*_ROW)).where(paper.c.number.contains(number, autoescape=True))
    with desk.read("see_papers") as connection:
        found = connection.execute(query.order_by(paper.c.id.desc()).limit(limit))
        return [_row(row) for row in found]


def counts(desk: Desk) -> dict[str, int]:
    """Return how many papers each filter shows."""
    parts = [sa.func.sum(sa.case((_filtered(name), 1), else_=0)) for name in FILTERS]
    with desk.read("see_papers") as connection:
        found = connection.execute(_seen(desk, sa.select(*parts))).one()
    return {name: count or 0 for name, count in zip(FILTERS, found, strict=True)}


def unsigned(desk: Desk) -> list[PaperRow]:
    """Return the papers that wait for a signature, oldest first."""
    ids = papers(desk, "to_sign")
    found = rows(desk, ids)
    return [found[one] for one in reversed(ids)]


def paper_detail(desk: Desk, paper_id: int) -> PaperDetail:
    """Return one paper; raises Refused where the user may not see it or there is none."""
    issuer = user.alias("issuer")
    query = _seen(
        desk,
        sa.select(
            *_ROW, paper.c.person_id, paper.c.subject_kind, paper.c.subject_id, paper.c.language,
            issuer.c.name.label("issued_by"), paper.c.signer_name, paper.c.certificate_serial,
            paper.c.sha256, paper.c.void_reason,
        ),
        issuer,
    ).where(paper.c.id == paper_id)  # fmt: skip
    with desk.read("see_papers") as connection:
        found = connection.execute(query).first()
    if found is None:
        raise Refused(rules.NOT_SEEN)
    return PaperDetail(
        _row(found), found.person_id, found.subject_kind, found.subject_id, found.language,
        found.issued_by, found.signer_name, found.certificate_serial, found.sha256 or "", found.void_reason,
    )  # fmt: skip


def by_number(desk: Desk, number: str) -> int | None:
    """Return the id of the paper of this number (typed or scanned), or None."""
    query = _seen(desk, sa.select(paper.c.id)).where(paper.c.number == _scanned(number))
    with desk.read("see_papers") as connection:
        return connection.execute(query).scalar()


def of_subject(desk: Desk, subject_kind: str, subject_id: int) -> list[PaperRow]:
    """Return the papers of one subject, such as a request, newest first."""
    query = _seen(desk, sa.select(*_ROW)).where(
        paper.c.subject_kind == subject_kind, paper.c.subject_id == subject_id
    )
    with desk.read("see_papers") as connection:
        return [_row(row) for row in connection.execute(query.order_by(paper.c.id.desc()))]


def of_person(desk: Desk, person_id: int) -> list[PaperRow]:
    """Return the papers about a person, newest first."""
    query = _seen(desk, sa.select(*_ROW)).where(paper.c.person_id == person_id)
    with desk.read("see_papers") as connection:
        return [_row(row) for row in connection.execute(query.order_by(paper.c.id.desc()))]


def paper_bytes(desk: Desk, paper_id: int) -> bytes:
    """Return the stored bytes of a paper, for the preview.

    Raises Refused where the user may not see it, Trouble where it is not stored or damaged.
    """
    with desk.read("see_papers") as connection:
        check_visible(desk, connection, paper_id)
        name = connection.execute(sa.select(paper.c.stored_name).where(paper.c.id == paper_id)).scalar()
        if name is None:
            raise Trouble(msg("This paper is not signed yet, so it is not stored."))
        return desk.files.get(connection, name)


def check_visible(desk: Desk, connection: sa.Connection, paper_id: int) -> None:
    """Raise Refused where a paper lies outside the user's scope, or there is none of this id."""
    query = _seen(desk, sa.select(paper.c.id)).where(paper.c.id == paper_id)
    if connection.execute(query).scalar() is None:
        raise Refused(rules.NOT_SEEN)


def certificate_facts(desk: Desk) -> CertificateFacts | None:
    """Return the certificate that the desk signs with, or None."""
    with desk.read("see_papers") as connection:
        row = connection.execute(sa.select(certificate).where(certificate.c.active.is_(True))).first()
    if row is None:
        return None
    return CertificateFacts(
        row.id, row.version, row.subject, row.serial, row.valid_from, row.valid_until, row.crl_until,
        bool(row.root_key),
    )  # fmt: skip


def certificate_warnings(desk: Desk) -> tuple[Message, ...]:
    """Return what must be done soon about the certificate and its revocation list."""
    return rules.warnings(certificate_facts(desk), desk.today())


def root_certificate(desk: Desk) -> tuple[bytes, bytes]:
    """Return the root (PEM or DER) and the revocation list (DER), for those who check papers elsewhere.

    Raises Refused where the desk has no certificate.
    """
    with desk.read("see_papers") as connection:
        row = connection.execute(
            sa.select(certificate.c.root, certificate.c.crl).where(certificate.c.active.is_(True))
        ).first()
    if row is None:
        raise Refused(msg("This desk has no certificate yet. Make or load one under Papers, Certificate."))
    return row.root, row.crl


def head_lines(desk: Desk) -> HeadLines:
    """Return what stands at the head and foot of papers."""
    kept: dict[str, str] = desk.setting("letterhead", {})
    emblem = kept.get("emblem")
    return HeadLines(
        kept.get("country", ""), kept.get("organisation", ""), kept.get("desk", ""),
        kept.get("address", ""), bytes.fromhex(emblem) if emblem else None,
    )  # fmt: skip


_ROW = (
    paper.c.id, paper.c.version, paper.c.number, paper.c.kind, paper.c.state, paper.c.issued_at,
    paper.c.signed_at, paper.c.prints, person.c.native_name, person.c.surname, person.c.given_names,
    paper.c.person_id,
)  # fmt: skip


def _scanned(text: str) -> str:
    """Return the number in a scanned check code ("TD1|number|fingerprint"), else the text itself."""
    parts = text.strip().upper().split("|")
    return parts[1] if len(parts) == 3 and parts[0] == "TD1" else parts[0]


def _seen(desk: Desk, query: sa.Select[Any], issuer: sa.FromClause | None = None) -> sa.Select[Any]:
    tables = paper.outerjoin(person, person.c.id == paper.c.person_id)
    if issuer is not None:
        tables = tables.join(issuer, issuer.c.id == paper.c.issued_by)
    if desk.scope.unlimited:
        return query.select_from(tables)
    # A sheet, about nobody and everybody, holds what its issuer may see.
    issued = paper.c.person_id.is_(None) & (paper.c.issued_by == desk.session.user_id)
    about = paper.c.person_id.is_not(None) & person_visible(desk.scope, desk.today())
    limits: list[sa.ColumnElement[bool]] = [issued | about]
    if not desk.scope.private:
        secret = sa.select(request.c.id).join(trip, trip.c.id == request.c.trip_id).where(trip.c.private)
        limits.append(sa.not_((paper.c.subject_kind == "request") & paper.c.subject_id.in_(secret)))
    return query.select_from(tables).where(*limits)


def _filtered(name: str) -> sa.ColumnElement[bool]:
    stored = paper.c.state.in_([State.SIGNED.value, State.READY.value])
    return {
        "all": sa.true(),
        "to_sign": paper.c.state == State.TO_SIGN.value,
        "unprinted": stored & (paper.c.prints == 0),
        "signed": stored,
        "void": paper.c.state == State.VOID.value,
    }[name]


def _row(row: sa.Row[Any]) -> PaperRow:
    latin = ", ".join(part for part in (row.surname, row.given_names) if part)
    return PaperRow(
        row.id, row.version, row.number, Kind(row.kind), State(row.state), row.issued_at,
        row.signed_at, row.prints, row.native_name or "", latin, row.person_id,
    )  # fmt: skip
