"""Signing: the paper is rendered and signed between two deeds, so nothing is locked meanwhile."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from travel_desk.base.message import Message, Refused, Trouble, msg
from travel_desk.desk import Changed, Desk, Seen
from travel_desk.desk.permissions import role_for
from travel_desk.papers import forms, rules, steps, store
from travel_desk.papers.rules import Event, PaperFacts

if TYPE_CHECKING:
    from travel_desk.paper.signing import Signer


@dataclass(frozen=True, slots=True)
class Signed:
    """What signing several papers came to: ids that are signed, and (number, why) of those that are not."""

    signed: tuple[int, ...]
    left: tuple[tuple[str, Message], ...]


def open_certificate(desk: Desk, pin: str) -> Signer:
    """Open the desk's certificate with its password, to sign several papers with; keep it in memory only.

    Raises Trouble for a wrong password or a certificate that is not valid now, Refused where there is none.
    """
    from travel_desk.paper import signing

    with desk.read("see_papers") as connection:
        keeping = store.active_certificate(connection)
    signer = signing.load(keeping.pkcs12, pin)
    signing.check_validity(signer, desk.now())
    return signer


def sign_paper(desk: Desk, paper_id: int, version: int, pin: str | Signer) -> Changed[int]:
    """Sign a paper: render it from its frozen content with the stamp, sign, store, record.

    version: what the user saw. pin: the certificate password, or the certificate already opened.
    Raises Refused for a paper that is not to be signed, Trouble for a wrong password or a certificate
    that is not valid.
    """
    with desk.read("see_papers") as connection:
        found = store.facts(connection, paper_id)
    rules.next_state(found.state, Event.SIGN)
    signer = open_certificate(desk, pin) if isinstance(pin, str) else pin
    at = desk.now()
    pdf = _signed(desk, found, signer, at)
    sha256 = hashlib.sha256(pdf).hexdigest()
    with desk.deed("sign_paper", seen=Seen("paper", paper_id, version)) as deed:
        deed.allow(store.about(deed.connection, found, deed.session, deed.today))
        certificate = store.active_certificate(deed.connection).facts
        if certificate.serial != signer.serial:
            raise Refused(msg("The desk's certificate was replaced meanwhile. Type its password again."))
        store.record_signature(
            deed.connection,
            paper_id,
            store.Signature(
                deed.put_file(pdf), sha256, at, deed.session.user_id, deed.session.name,
                certificate.id, signer.serial,
            ),
        )  # fmt: skip
        facts = {"number": found.number, "sha256": sha256, "certificate": signer.serial}
        deed.entry(
            "paper",
            paper_id,
            facts=facts,
            changes={"state": (found.state, rules.State.SIGNED)},
            person=found.person_id,
        )
    return Changed({"papers"}, paper_id)


def sign_papers(desk: Desk, papers: Sequence[tuple[int, int]], pin: str | Signer) -> Changed[Signed]:
    """Sign several papers, given as (id, version), each as a deed of its own.

    A paper that is refused is left and said; the others are signed. Raises Trouble or Refused as
    `open_certificate` does, before anything is signed.
    """
    signer = open_certificate(desk, pin) if isinstance(pin, str) else pin
    signed: list[int] = []
    left: list[tuple[str, Message]] = []
    for paper_id, version in papers:
        try:
            sign_paper(desk, paper_id, version, signer)
            signed.append(paper_id)
        except (Refused, Trouble) as error:
            left.append((_number(desk, paper_id), error.message))
    return Changed({"papers"} if signed else set(), Signed(tuple(signed), tuple(left)))


def _signed(desk: Desk, found: PaperFacts, signer: Signer, at: datetime) -> bytes:
    from travel_desk.paper import signing
    from travel_desk.paper.proof import Stamp

    letterhead = steps.letterhead(desk)
    language = forms.language_of(found.language)
    role = role_for("sign_paper", desk.session.roles)
    if role is None:
        raise Refused(msg("Your role may not sign papers. Ask a clerk or the desk head."))
    office = language.say(msg("{desk}, {role}", desk=letterhead.desk, role=role.label))
    stamp = Stamp(signer.spaced_serial, desk.session.name, office, at)
    pdf = forms.renderer(found.kind)(found.content, letterhead, language, found.number, stamp)
    return signing.sign(pdf, signer, at)


def _number(desk: Desk, paper_id: int) -> str:
    with desk.read("see_papers") as connection:
        return store.facts(connection, paper_id).number
