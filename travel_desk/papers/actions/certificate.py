"""Replacing the desk's certificate and renewing its revocation list."""

from __future__ import annotations

from collections.abc import Sequence

from travel_desk.desk import Changed, Desk
from travel_desk.papers import steps, store
from travel_desk.papers.rules import Brought, MadeHere


def replace_certificate(desk: Desk, order: MadeHere | Brought) -> Changed[int]:
    """Sign with another certificate from now on: one made here, or one brought from an authority.

    Papers signed before stay checkable with theirs. Raises Trouble for a wrong password or a
    certificate that is not valid now, Refused for files that do not fit each other.
    """
    from travel_desk.paper.certificates import Authority, make_authority, next_certificate

    with desk.deed("replace_certificate") as deed:
        old = store.find_active_certificate(deed.connection)
        if isinstance(order, Brought):
            authority = Authority(order.root, b"", order.crl, order.pkcs12)
        elif old is None or order.fresh_root or not old.root_key:
            authority = make_authority(order.organisation, deed.now, order.years, order.password)
        else:
            held = Authority(old.root, old.root_key, old.crl, old.pkcs12)
            authority = next_certificate(held, deed.now, order.years, order.password)
        new = steps.keep_certificate(deed, authority, order.password)
        serial = store.active_certificate(deed.connection).facts.serial
        changes = {"serial": (old.facts.serial if old else None, serial)}
        facts = {
            "made_here": isinstance(order, MadeHere),
            "same_root": bool(old and old.root == authority.root),
        }
        deed.entry("certificate", new, facts=facts, changes=changes)
    return Changed({"papers", "settings"}, new)


def renew_revocations(desk: Desk, pin: str, revoked: Sequence[str] = ()) -> Changed[None]:
    """Issue the next revocation list of the desk's own root, valid for 400 days.

    revoked: serials (hex) of certificates whose key is lost or known to others. Raises Trouble for a
    wrong password, Refused where the list belongs to another authority.
    """
    from travel_desk.paper.certificates import Authority, crl_until, renew_crl

    with desk.deed("renew_revocations") as deed:
        held = store.active_certificate(deed.connection)
        authority = Authority(held.root, held.root_key, held.crl, held.pkcs12)
        crl = renew_crl(authority, deed.now, pin, revoked)
        until = crl_until(crl)
        store.record_revocations(deed.connection, held.root, crl, until)
        changes = {"valid_until": (held.facts.crl_until, until)}
        deed.entry("certificate", held.facts.id, facts={"revoked": list(revoked)}, changes=changes)
    return Changed({"papers", "settings"})
