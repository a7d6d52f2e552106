"""Signs a paper: PAdES B-B with the desk's PKCS#12 certificate, into the field that the sheet laid.

The fast way of libraries.md: the key is parsed once (`load`), room for the signature is reserved, so
that nothing is signed twice. The visible stamp is part of the drawn paper. ECDSA and RSA keys.
"""

from __future__ import annotations

import asyncio
import io
from dataclasses import dataclass
from datetime import datetime

from asn1crypto import pkcs12 as asn1_pkcs12  # type: ignore[import-untyped]
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko_certvalidator.registry import SimpleCertificateStore

from travel_desk.base.message import Refused, Trouble, msg
from travel_desk.paper.certificates import Authority as Authority
from travel_desk.paper.certificates import make_authority as make_authority
from travel_desk.paper.certificates import renew_crl as renew_crl
from travel_desk.paper.certificates import wrong_password
from travel_desk.paper.sheet import SIGNATURE_FIELD

_ROOM = 16384  # bytes for the signature in hex: a chain of three RSA-4096 certificates fits
Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


class _KeySigner(signers.Signer):
    """pyHanko's signer with a key that was parsed once, not at each signature."""

    def __init__(self, certificate: asn1_x509.Certificate, key: Key, store: SimpleCertificateStore) -> None:
        super().__init__(signing_cert=certificate, cert_registry=store, embed_roots=False)
        self._key = key

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        """Return the raw signature over `data`; room is reserved, so pyHanko asks for no dry run."""
        assert digest_algorithm == "sha256"
        assert not dry_run
        if isinstance(self._key, rsa.RSAPrivateKey):
            return self._key.sign(data, padding.PKCS1v15(), hashes.SHA256())
        return self._key.sign(data, ec.ECDSA(hashes.SHA256()))


@dataclass(frozen=True, slots=True, repr=False)
class Signer:
    """An opened certificate: keep it in memory only, and only until the desk is locked.

    serial: hex. certificate: DER.
    """

    serial: str
    valid_from: datetime
    valid_until: datetime
    certificate: bytes
    inner: _KeySigner

    @property
    def spaced_serial(self) -> str:
        """The serial as a stamp shows it: "4F 2A 91 07", the last six bytes of a long one."""
        digits = self.serial.rjust(len(self.serial) + len(self.serial) % 2, "0")
        pairs = [digits[i : i + 2] for i in range(0, len(digits), 2)]
        return " ".join(pairs if len(pairs) <= 6 else ["…", *pairs[-6:]])


def load(content: bytes, password: str) -> Signer:
    """Open a PKCS#12 file. Raises Trouble for a wrong password, Refused for a file that can't sign."""
    try:
        asn1_pkcs12.Pfx.load(content, strict=True).native  # noqa: B018  # is it PKCS#12 at all?
    except (ValueError, TypeError) as error:
        raise Refused(
            msg(
                "This file is no certificate with its key (PKCS#12). Choose a file that ends in .p12 or .pfx."
            ),
            field="pkcs12",
        ) from error
    try:
        if "\0" in password:  # the library gives up without an exception of its own
            raise ValueError("no password")
        key, certificate, others = pkcs12.load_key_and_certificates(content, password.encode())
    except ValueError as error:
        raise wrong_password() from error
    if certificate is None or not isinstance(key, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey):
        raise Refused(
            msg("This certificate can't sign: its file must hold an RSA or elliptic-curve key."),
            field="pkcs12",
        )
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    store.register_multiple([_plain(other) for other in others])
    inner = _KeySigner(_plain(certificate), key, store)
    return Signer(
        f"{certificate.serial_number:X}",
        certificate.not_valid_before_utc,
        certificate.not_valid_after_utc,
        certificate.public_bytes(serialization.Encoding.DER),
        inner,
    )


def check_validity(signer: Signer, now: datetime) -> None:
    """Raise Trouble where the certificate is not valid at `now`, saying until when it was and what to do."""
    if now > signer.valid_until:
        raise Trouble(
            msg(
                "The desk's certificate ended on {day}. Nothing was signed. Make or load a new one under"
                " Papers, Certificate, then sign again.",
                day=signer.valid_until.astimezone().date(),
            )
        )
    if now < signer.valid_from:
        raise Trouble(
            msg(
                "The desk's certificate is valid only from {day}. Check the clock of this workstation.",
                day=signer.valid_from.astimezone().date(),
            )
        )


def sign(pdf: bytes, signer: Signer, now: datetime) -> bytes:
    """Return the PDF signed at `now` in its signature field (PAdES B-B, certified: no changes allowed).

    Raises Trouble for a certificate that is not valid at `now`; ValueError where the paper has no
    signature field.
    """
    check_validity(signer, now)
    metadata = signers.PdfSignatureMetadata(
        field_name=SIGNATURE_FIELD,
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES,
    )
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    if not any(True for _ in fields.enumerate_sig_fields(writer)):
        raise ValueError("the paper has no signature field")
    session = signers.PdfSigner(metadata, signer=signer.inner).init_signing_session(
        writer, existing_fields_only=True
    )
    session.system_time = now
    return asyncio.run(_signed(session))


async def _signed(session: PdfSigningSession) -> bytes:
    document = session.prepare_tbs_document(None, bytes_reserved=_ROOM)
    digest, output = document.digest_tbs_document()
    await document.perform_signature(
        document_digest=digest.document_digest,
        pdf_cms_signed_attrs=PdfCMSSignedAttributes(signing_time=session.system_time),
    )
    output.seek(0)
    return bytes(output.read())


def _plain(certificate: x509.Certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))
