"""Writes papers and certificates, and reads what writing them needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from travel_desk.base.message import Refused, msg
from travel_desk.database.versions import touch
from travel_desk.desk.about import About, Session
from travel_desk.officials.tables import organisation, person, post, post_counts
from travel_desk.papers import rules
from travel_desk.papers.rules import CertificateFacts, Kind, PaperFacts, State
from travel_desk.papers.tables import certificate, paper
from travel_desk.trips.tables import request, trip


@dataclass(frozen=True, slots=True)
class NewPaper:
    """A paper to be issued; stored_name and sha256 where it is rendered within the deed."""

    number: str
    kind: Kind
    subject_kind: str
    subject_id: int
    person_id: int | None
    language: str
    content: dict[str, object]
    issued_at: datetime
    issued_by: int
    stored_name: str | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Signature:
    """What the register keeps of a signature."""

    stored_name: str
    sha256: str
    signed_at: datetime
    signed_by: int
    signer_name: str
    certificate_id: int
    serial: str


@dataclass(frozen=True, slots=True, repr=False)
class Keeping:
    """A certificate with all that belongs to it: root and key (PEM), list (DER), PKCS#12."""

    facts: CertificateFacts
    root: bytes
    root_key: bytes
    crl: bytes
    pkcs12: bytes


def facts(connection: sa.Connection, paper_id: int) -> PaperFacts:
    """Return a paper; raises Refused where there is none of this id."""
    row = connection.execute(sa.select(paper).where(paper.c.id == paper_id)).mappings().first()
    if row is None:
        raise Refused(msg("There is no such paper in the register."))
    return PaperFacts(
        row["id"], row["version"], row["number"], Kind(row["kind"]), row["subject_kind"],
        row["subject_id"], row["person_id"], row["language"], row["content"], State(row["state"]),
        row["issued_at"], row["stored_name"], row["sha256"], row["signed_at"],
        row["issued_by"],
    )  # fmt: skip


def about(connection: sa.Connection, found: PaperFacts, session: Session, today: date) -> About:
    """Return whom a deed with a paper is about; raises Refused for another user's daily sheet.

    The sheet is about nobody and holds what its issuer may see: it is for the issuer, and for whoever
    (session) may see everything. A slip or letter on a trip with a private reason is private.
    """
    if found.person_id is None:
        if found.issued_by != session.user_id and not session.scope.unlimited:
            raise Refused(rules.NOT_SEEN)
        return About((session.scope.organisation_path,))
    paths = connection.execute(
        sa.select(organisation.c.path)
        .join(post, post.c.organisation_id == organisation.c.id)
        .where(post.c.person_id == found.person_id, post_counts(today))
    ).scalars()
    protected = connection.execute(
        sa.select(person.c.protected).where(person.c.id == found.person_id)
    ).scalar_one()
    private = (
        found.subject_kind == "request"
        and connection.execute(
            sa.select(trip.c.private)
            .join(request, request.c.trip_id == trip.c.id)
            .where(request.c.id == found.subject_id)
        ).scalar()
    )
    return About(tuple(paths), protected, bool(private), frozenset({found.person_id}))


def record_issued(connection: sa.Connection, new: NewPaper) -> int:
    """Enter a paper: to sign, or ready where it is stored already; return its id."""
    state = State.READY if new.stored_name else State.TO_SIGN
    row = {name: getattr(new, name) for name in NewPaper.__slots__}
    inserted = connection.execute(sa.insert(paper).values(row | {"state": state, "kind": new.kind.value}))
    return _id(inserted)


def record_signature(connection: sa.Connection, paper_id: int, signature: Signature) -> None:
    """Enter the signature of a paper."""
    _update(
        connection, paper_id, state=State.SIGNED.value, stored_name=signature.stored_name,
        sha256=signature.sha256, signed_at=signature.signed_at, signed_by=signature.signed_by,
        signer_name=signature.signer_name, certificate_id=signature.certificate_id,
        certificate_serial=signature.serial,
    )  # fmt: skip


def record_print(connection: sa.Connection, paper_id: int) -> int:
    """Count one more print and return how many there are now."""
    _update(connection, paper_id, prints=paper.c.prints + 1)
    count: int = connection.execute(sa.select(paper.c.prints).where(paper.c.id == paper_id)).scalar_one()
    return count


def record_void(connection: sa.Connection, paper_id: int, reason: str) -> None:
    """Enter that a paper is void."""
    _update(connection, paper_id, state=State.VOID.value, void_reason=reason)


def active_certificate(connection: sa.Connection) -> Keeping:
    """Return what the desk signs with; raises Refused where it has no certificate."""
    found = find_active_certificate(connection)
    if found is None:
        raise Refused(msg("This desk has no certificate yet. Make or load one under Papers, Certificate."))
    return found


def find_active_certificate(connection: sa.Connection) -> Keeping | None:
    """Return what the desk signs with, or None where it has no certificate yet."""
    return _keeping(connection, certificate.c.active.is_(True))


def certificate_of(connection: sa.Connection, paper_id: int) -> Keeping | None:
    """Return the certificate a paper was signed with; None where it is not signed."""
    mine = sa.select(paper.c.certificate_id).where(paper.c.id == paper_id).scalar_subquery()
    return _keeping(connection, certificate.c.id == mine)


def record_certificate(connection: sa.Connection, new: Keeping, since: datetime) -> int:
    """Enter a certificate as the one the desk signs with from now on; return its id."""
    for old in connection.execute(
        sa.select(certificate.c.id).where(certificate.c.active.is_(True))
    ).scalars():
        connection.execute(sa.update(certificate).where(certificate.c.id == old).values(active=False))
        touch(connection, certificate, old)
    shown = new.facts
    inserted = connection.execute(
        sa.insert(certificate).values(
            active=True, since=since, subject=shown.subject, serial=shown.serial,
            valid_from=shown.valid_from, valid_until=shown.valid_until, crl_until=shown.crl_until,
            root=new.root, root_key=new.root_key, crl=new.crl, pkcs12=new.pkcs12,
        )
    )  # fmt: skip
    return _id(inserted)


def record_revocations(connection: sa.Connection, root: bytes, crl: bytes, until: datetime) -> None:
    """Keep a newer revocation list with every certificate of its root."""
    ids = connection.execute(sa.select(certificate.c.id).where(certificate.c.root == root)).scalars().all()
    for one in ids:
        values = {"crl": crl, "crl_until": until}
        connection.execute(sa.update(certificate).where(certificate.c.id == one).values(values))
        touch(connection, certificate, one)


def _keeping(connection: sa.Connection, condition: sa.ColumnElement[bool]) -> Keeping | None:
    row = connection.execute(sa.select(certificate).where(condition)).mappings().first()
    if row is None:
        return None
    shown = CertificateFacts(
        row["id"], row["version"], row["subject"], row["serial"], row["valid_from"], row["valid_until"],
        row["crl_until"], bool(row["root_key"]),
    )  # fmt: skip
    return Keeping(shown, row["root"], row["root_key"], row["crl"], row["pkcs12"])


def _update(connection: sa.Connection, paper_id: int, **values: Any) -> None:
    connection.execute(sa.update(paper).where(paper.c.id == paper_id).values(**values))
    touch(connection, paper, paper_id)


def _id(inserted: sa.CursorResult[Any]) -> int:
    key = inserted.inserted_primary_key
    assert key is not None
    return int(key[0])
