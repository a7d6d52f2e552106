"""The desk's own root, its certificate and its revocation list (X.509, RFC 5280).

A new desk makes a root that signs nothing but the desk's certificates and their revocation list. All
keys are P-256. The root's key is kept under the certificate password, since it is needed only to
renew the list (a watched deed) or to make the next certificate.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from travel_desk.base.message import Refused, Trouble, msg

CRL_DAYS = 400
_ROOT_YEARS = 20
_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Authority:
    """What a desk signs with: root certificate (PEM), its key (encrypted PEM, empty where somebody else
    is the authority), the revocation list (DER), and the desk's certificate with its key (PKCS#12).
    """

    root: bytes
    root_key: bytes
    crl: bytes
    pkcs12: bytes


@dataclass(frozen=True, slots=True)
class Particulars:
    """What a certificate says of itself; serial in hex; crl_until: when its revocation list ends."""

    subject: str
    serial: str
    valid_from: datetime
    valid_until: datetime
    crl_until: datetime


def make_authority(organisation: str, now: datetime, years: int, password: str) -> Authority:
    """Return a new root, a desk certificate valid for `years`, and an empty revocation list.

    organisation: stands in both names. now: aware. password: opens the PKCS#12 and the root's key;
    raises Refused for an empty one.
    """
    if not password:
        raise Refused(msg("Give a password for the certificate."), field="certificate_password")
    key = ec.generate_private_key(ec.SECP256R1())
    name = _name(organisation, "Travel Desk Root")
    until = now + timedelta(days=366 * max(_ROOT_YEARS, years + 1))
    builder = _builder(name, name, key.public_key(), now - _HOUR, until)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    builder = builder.add_extension(_usage(authority=True), critical=True)
    root = builder.sign(key, hashes.SHA256())
    root_key = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(password.encode()),
    )
    return Authority(
        root.public_bytes(serialization.Encoding.PEM),
        root_key,
        _crl(root, key, now, 1, []),
        _desk_certificate(root, key, organisation, now, years, password),
    )


def next_certificate(authority: Authority, now: datetime, years: int, password: str) -> Authority:
    """Return the authority with a new desk certificate made under the same root.

    Raises Trouble for a wrong password, Refused where the root's key is not here.
    """
    root, key = _root(authority, password)
    organisation = root.subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)[0].value
    fresh = _desk_certificate(root, key, str(organisation), now, years, password)
    return Authority(authority.root, authority.root_key, authority.crl, fresh)


def renew_crl(authority: Authority, now: datetime, password: str, revoked: Sequence[str] = ()) -> bytes:
    """Return the next revocation list (DER): all that the last one revoked, and the serials `revoked` (hex).

    It is valid for 400 days. Raises Trouble for a wrong password, Refused where the root's key is not here.
    """
    root, key = _root(authority, password)
    last = x509.load_der_x509_crl(authority.crl)
    before = [(r.serial_number, r.revocation_date_utc) for r in last]
    known = {serial for serial, _ in before}
    number = last.extensions.get_extension_for_class(x509.CRLNumber).value.crl_number
    new = [(int(serial, 16), now) for serial in revoked if int(serial, 16) not in known]
    return _crl(root, key, now, number + 1, before + new)


def particulars(authority: Authority, certificate: bytes) -> Particulars:
    """Return what the desk's certificate (DER) and its revocation list say."""
    found = x509.load_der_x509_certificate(certificate)
    return Particulars(
        _said(found.subject),
        f"{found.serial_number:X}",
        found.not_valid_before_utc,
        found.not_valid_after_utc,
        crl_until(authority.crl),
    )


def _said(name: x509.Name) -> str:
    parts = [name.get_attributes_for_oid(oid) for oid in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME)]
    return ", ".join(str(part[0].value) for part in parts if part) or name.rfc4514_string()


def crl_until(content: bytes) -> datetime:
    """Return the instant until which a revocation list (DER) counts."""
    crl = x509.load_der_x509_crl(content)
    return crl.next_update_utc or crl.last_update_utc


def check_material(root: bytes, crl: bytes, certificate: bytes) -> None:
    """Raise Refused where a certificate brought from elsewhere does not fit its root or its list.

    root: PEM or DER; crl: DER; certificate: DER. The root must have issued both.
    """
    try:
        authority = load_root(root)
        issued = x509.load_der_x509_certificate(certificate)
        listed = x509.load_der_x509_crl(crl)
        issued.verify_directly_issued_by(authority)
        key = authority.public_key()
        assert isinstance(key, ec.EllipticCurvePublicKey | rsa.RSAPublicKey)
        genuine = listed.is_signature_valid(key)
    except Exception as error:
        raise Refused(
            msg(
                "The root certificate, the revocation list and the certificate do not belong together."
                " Ask for all three from the same authority."
            )
        ) from error
    if not genuine:
        raise Refused(msg("The revocation list is not signed by this root. Ask the authority for its list."))


def load_root(content: bytes) -> x509.Certificate:
    """Return a certificate from PEM or DER; raises ValueError for anything else."""
    if content.lstrip().startswith(b"-----"):
        return x509.load_pem_x509_certificate(content)
    return x509.load_der_x509_certificate(content)


def _root(authority: Authority, password: str) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    if not authority.root_key:
        raise Refused(
            msg("This certificate comes from another authority. Ask that authority, then replace the files.")
        )
    try:
        key = serialization.load_pem_private_key(authority.root_key, password.encode())
    except ValueError as error:
        raise wrong_password() from error
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    return load_root(authority.root), key


def wrong_password() -> Trouble:
    """Return the sentence for a wrong certificate password."""
    return Trouble(
        msg("The certificate password is wrong. Nothing was signed; type it again."),
        field="certificate_password",
    )


def _desk_certificate(
    root: x509.Certificate,
    key: ec.EllipticCurvePrivateKey,
    organisation: str,
    now: datetime,
    years: int,
    password: str,
) -> bytes:
    own = ec.generate_private_key(ec.SECP256R1())
    until = min(now + timedelta(days=366 * years), root.not_valid_after_utc)
    builder = _builder(_name(organisation, "Travel Desk"), root.subject, own.public_key(), now - _HOUR, until)
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    builder = builder.add_extension(_usage(authority=False), critical=True)
    issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key())
    certificate = builder.add_extension(issuer, critical=False).sign(key, hashes.SHA256())
    return pkcs12.serialize_key_and_certificates(
        b"travel desk", own, certificate, [root], serialization.BestAvailableEncryption(password.encode())
    )


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, first: datetime, last: datetime
) -> x509.CertificateBuilder:
    serial = secrets.randbits(46) | 1 << 46  # six bytes: short enough for a stamp
    return (
        x509.CertificateBuilder(issuer, subject, key, serial, first, last)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )  # fmt: skip


def _crl(
    root: x509.Certificate,
    key: ec.EllipticCurvePrivateKey,
    now: datetime,
    number: int,
    revoked: Sequence[tuple[int, datetime]],
) -> bytes:
    builder = x509.CertificateRevocationListBuilder(
        root.subject, now - _HOUR, now + timedelta(days=CRL_DAYS)
    ).add_extension(x509.CRLNumber(number), critical=False)
    issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key())
    builder = builder.add_extension(issuer, critical=False)
    for serial, when in revoked:
        entry = x509.RevokedCertificateBuilder(serial, when).build()
        builder = builder.add_revoked_certificate(entry)
    return builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


def _usage(*, authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=not authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )


def _name(organisation: str, common: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation[:64]),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )
