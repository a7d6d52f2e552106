"""What papers lend to higher duties: issuing a paper, its letterhead, a new desk's certificate.

A step works within the caller's deed and writes no journal entry of its own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, cast

from travel_desk.base.canonical import plain
from travel_desk.desk import Deed, moving
from travel_desk.desk.moving import Moved
from travel_desk.papers import rules, store
from travel_desk.papers.forms import language_of as language_of  # lent to duties that render in a deed
from travel_desk.papers.rules import CertificateFacts, Kind
from travel_desk.papers.tables import paper

if TYPE_CHECKING:
    from travel_desk.base.language import Language
    from travel_desk.paper.certificates import Authority
    from travel_desk.paper.letterhead import Letterhead

WHOSE = (paper.c.person_id,)
"""The column that says whom a paper is about; its content never changes."""
LETTERHEAD = "letterhead"
InkRenderer = Callable[[Mapping[str, object], "Letterhead", "Language", str], bytes]


@dataclass(frozen=True, slots=True)
class PaperIssued:
    """A paper that now stands in the register; sha256 of its bytes where it is stored already."""

    id: int
    number: str
    sha256: str | None = None


class _Settings(Protocol):
    def setting(self, name: str, default: Any) -> Any: ...


def issue(
    deed: Deed,
    kind: Kind | str,
    subject_kind: str,
    subject_id: int,
    person_id: int | None,
    language: str,
    content: Mapping[str, object],
    number: str | None = None,
) -> PaperIssued:
    """Issue a paper that is signed later on the screen: its number and frozen content, "to sign".

    number: one drawn already from the kind's series; None draws it here.
    """
    number = number or deed.number(Kind(kind).value)
    frozen = cast("dict[str, object]", plain(content))
    new = store.NewPaper(
        number, Kind(kind), subject_kind, subject_id, person_id, language, frozen,
        deed.now, deed.session.user_id,
    )  # fmt: skip
    return PaperIssued(store.record_issued(deed.connection, new), number)


def issue_ready(
    deed: Deed,
    kind: Kind | str,
    subject_kind: str,
    subject_id: int,
    person_id: int | None,
    language: str,
    content: Mapping[str, object],
    render: InkRenderer,
    number: str | None = None,
) -> PaperIssued:
    """Issue a paper that is signed in ink: rendered and stored within the deed, "ready" to print.

    render: draws it from its frozen content, letterhead, language and number. Raises Trouble as the
    disk does, Refused for a script without a font.
    """
    number = number or deed.number(Kind(kind).value)
    frozen = cast("dict[str, object]", plain(content))
    pdf = render(frozen, letterhead(deed), language_of(language), number)
    sha256 = hashlib.sha256(pdf).hexdigest()
    new = store.NewPaper(
        number, Kind(kind), subject_kind, subject_id, person_id, language, frozen,
        deed.now, deed.session.user_id, deed.put_file(pdf), sha256,
    )  # fmt: skip
    return PaperIssued(store.record_issued(deed.connection, new), number, sha256)


def void(deed: Deed, paper_id: int, reason: str) -> str:
    """Void a paper within another deed (its subject was corrected) and return its number.

    Raises Refused where it is void already or the reason is missing.
    """
    found = store.facts(deed.connection, paper_id)
    store.record_void(deed.connection, paper_id, rules.check_void(found.state, reason))
    return found.number


def letterhead(source: _Settings) -> Letterhead:
    """Return the letterhead of the desk; source: the open desk, or the deed in progress."""
    from travel_desk.paper.letterhead import Letterhead

    kept = source.setting(LETTERHEAD, {})
    emblem = kept.get("emblem")
    return Letterhead(
        kept.get("country", ""), kept.get("organisation", ""), kept.get("desk", ""),
        kept.get("address", ""), bytes.fromhex(emblem) if emblem else None,
    )  # fmt: skip


def put_letterhead(deed: Deed, lines: rules.HeadLines) -> rules.HeadLines:
    """Keep the letterhead (of a new desk, or changed) and return it; raises Refused as the rules do."""
    kept = rules.check_letterhead(lines)
    if kept.emblem is not None:
        from travel_desk.paper.letterhead import check_emblem

        check_emblem(kept.emblem)
    names = ("country", "organisation", "desk", "address", "emblem")
    deed.put_setting(LETTERHEAD, {name: getattr(kept, name) for name in names})
    return kept


def make_certificate(deed: Deed, organisation: str, password: str, years: int = 3) -> int:
    """Make a root, a certificate and a revocation list of the desk's own; return the certificate's id."""
    from travel_desk.paper.certificates import make_authority

    authority = make_authority(organisation, deed.now, years, password)
    return keep_certificate(deed, authority, password)


def keep_certificate(deed: Deed, authority: Authority, password: str) -> int:
    """Keep a certificate as the one the desk signs with from now on; return its id.

    Raises Trouble for a wrong password or a certificate that is not valid now, Refused where root,
    list and certificate do not belong together.
    """
    from travel_desk.paper import certificates, signing

    signer = signing.load(authority.pkcs12, password)
    signing.check_validity(signer, deed.now)
    certificates.check_material(authority.root, authority.crl, signer.certificate)
    told = certificates.particulars(authority, signer.certificate)
    shown = CertificateFacts(
        0, 1, told.subject, told.serial, told.valid_from, told.valid_until, told.crl_until,
        bool(authority.root_key),
    )  # fmt: skip
    keeping = store.Keeping(shown, authority.root, authority.root_key, authority.crl, authority.pkcs12)
    return store.record_certificate(deed.connection, keeping, deed.now)


def rows_of(deed: Deed, person_id: int) -> list[Moved]:
    """Return the papers of an entry of a person."""
    return moving.rows_of(deed.connection, WHOSE, person_id)


def move_person(deed: Deed, from_id: int, to_id: int) -> list[Moved]:
    """Give the papers of one entry of a person to another; return what moved."""
    return moving.move_person(deed.connection, WHOSE, from_id, to_id)


def move_back(deed: Deed, moved: Sequence[Moved], now_with: int, back_to: int) -> list[Moved]:
    """Give those of `moved` back that are still with `now_with`; return them."""
    return moving.move_back(deed.connection, WHOSE, moved, now_with, back_to)
