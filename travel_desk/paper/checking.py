"""Checks a signed paper with the desk's own root pinned, and no network at all.

The revocation list is required: softer modes accept a revoked signer (libraries.md, Signing). The whole
file must be covered by the one signature, else a file cut back or added to would pass.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from asn1crypto import crl as asn1_crl  # type: ignore[import-untyped]
from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives import serialization
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from travel_desk.base.message import Message, msg
from travel_desk.paper.certificates import load_root

# what fails is said in the Check; pyHanko would log it too, with a traceback
logging.getLogger("pyhanko.sign.validation").setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class Check:
    """What checking a file found.

    valid: everything holds. signer: the certificate's subject; serial: its serial in hex.
    covers_whole: the signature covers the entire file. reason: a sentence, in either case.
    """

    valid: bool
    signer: str
    serial: str
    covers_whole: bool
    reason: Message


def check(pdf: bytes, root: bytes, crls: Sequence[bytes], now: datetime) -> Check:
    """Check a signed paper as of the instant `now`.

    root: the only trusted certificate, PEM or DER. crls: revocation lists, DER; a newer one than `now`
    counts too. now: for a stored paper the instant at which the register says it was signed, so that a
    certificate that ended later does not spoil it.
    """
    try:
        signatures = PdfFileReader(io.BytesIO(pdf)).embedded_regular_signatures
    except (PdfError, ValueError, KeyError, TypeError, OSError):
        return _no(msg("This file is damaged or is no PDF."))
    if len(signatures) != 1:
        count = len(signatures)
        return _no(msg("This paper must carry one signature, but carries {count}.", count=count))
    context = ValidationContext(
        trust_roots=[_certificate(root)],
        crls=[asn1_crl.CertificateList.load(crl) for crl in crls],
        allow_fetching=False,
        revocation_mode="require",
        moment=now,
        retroactive_revinfo=True,
    )
    try:
        status: Any = validate_pdf_signature(signatures[0], context)
    except (SignatureValidationError, PdfError, ValueError) as error:
        return _no(msg("The signature can't be read: {why}.", why=str(error)))
    return _judged(status)


def _judged(status: Any) -> Check:
    whole = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    certificate = status.signing_cert
    names = certificate.subject.native
    known = [names[part] for part in ("common_name", "organization_name") if part in names]
    subject = ", ".join(known) or str(certificate.subject.human_friendly)
    serial = f"{certificate.serial_number:X}"
    if not (status.intact and status.valid):
        reason = msg("The file was changed after it was signed.")
    elif not whole:
        reason = msg("Something was added to the file, or cut off it, after it was signed.")
    elif status.revoked:
        reason = msg("The certificate {serial} had been revoked.", serial=serial)
    elif not status.trusted:
        reason = msg("The certificate {serial} is not one that this desk trusts.", serial=serial)
    elif not status.bottom_line:
        reason = msg("The signature does not hold by the rules of its certificate.")
    else:
        reason = msg("Signed by {signer}, unchanged since.", signer=subject)
    valid = bool(status.bottom_line) and whole
    return Check(valid, subject, serial, whole, reason)


def _no(reason: Message) -> Check:
    return Check(False, "", "", False, reason)


def _certificate(root: bytes) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(load_root(root).public_bytes(serialization.Encoding.DER))
