from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID
from hypothesis import given, settings
from hypothesis import strategies as st

from travel_desk.base.language import Language
from travel_desk.base.message import Refused, Trouble
from travel_desk.paper import certificates, proof, signing
from travel_desk.paper.certificates import Authority, make_authority, next_certificate, renew_crl
from travel_desk.paper.checking import check
from travel_desk.paper.sheet import Sheet

NOW = datetime(2027, 3, 4, 8, 12, tzinfo=UTC)
DAY = timedelta(days=1)
PIN = "certificate password"
STAMP = proof.Stamp("4F 2A", "Iris Valdemar", "Travel Desk, desk head", NOW)


@pytest.fixture(scope="module")
def authority() -> Authority:
    return make_authority("Ministry of Public Service", NOW, 3, PIN)


def paper(stamp: proof.Stamp | None = STAMP) -> bytes:
    sheet = Sheet("A5L", language=Language("en"), title="TD-2027-004182")
    sheet.text(10, 50, "ERIKSSON, ANNA MARIA", 19, "B")
    proof.proof_zone(sheet, 106.9, b"TD1|TD-2027-004182|-", "Scan.", stamp)
    return sheet.finish()


@pytest.fixture(scope="module")
def signed(authority: Authority) -> bytes:
    return signing.sign(paper(), signing.load(authority.pkcs12, PIN), NOW)


def test_a_signed_paper_is_found_good_by_its_root_and_list(authority: Authority, signed: bytes) -> None:
    found = check(signed, authority.root, [authority.crl], NOW)
    assert found.valid
    assert found.covers_whole
    assert "Ministry of Public Service" in found.signer
    assert found.serial == signing.load(authority.pkcs12, PIN).serial
    assert str(found.reason).startswith("Signed by")


def test_the_signed_paper_begins_with_the_drawn_one(signed: bytes) -> None:
    assert signed.startswith(paper())


def test_without_the_revocation_list_nothing_is_trusted(authority: Authority, signed: bytes) -> None:
    found = check(signed, authority.root, [], NOW)
    assert not found.valid
    assert "not one that this desk trusts" in str(found.reason)


def test_a_list_that_ended_before_the_signature_does_not_count(authority: Authority) -> None:
    later = NOW + 500 * DAY
    signed = signing.sign(paper(), signing.load(authority.pkcs12, PIN), later)
    assert not check(signed, authority.root, [authority.crl], later).valid
    renewed = renew_crl(authority, later, PIN)
    assert check(signed, authority.root, [renewed], later).valid


def test_a_revoked_signer_is_refused_from_the_day_of_revocation_on(
    authority: Authority, signed: bytes
) -> None:
    serial = signing.load(authority.pkcs12, PIN).serial
    revoked = renew_crl(authority, NOW + DAY, PIN, [serial])
    later = check(signed, authority.root, [revoked], NOW + 2 * DAY)
    assert not later.valid
    assert "revoked" in str(later.reason)
    assert check(signed, authority.root, [revoked], NOW).valid


def test_a_revocation_is_kept_in_every_later_list(authority: Authority) -> None:
    serial = signing.load(authority.pkcs12, PIN).serial
    first = renew_crl(authority, NOW + DAY, PIN, [serial])
    held = Authority(authority.root, authority.root_key, first, authority.pkcs12)
    second = x509.load_der_x509_crl(renew_crl(held, NOW + 2 * DAY, PIN, [serial]))
    assert [entry.serial_number for entry in second] == [int(serial, 16)]
    number = second.extensions.get_extension_for_class(x509.CRLNumber).value.crl_number
    assert number == 3


def test_another_root_is_not_trusted(signed: bytes) -> None:
    other = make_authority("Somebody else", NOW, 3, PIN)
    assert not check(signed, other.root, [other.crl], NOW).valid


def test_a_certificate_that_ended_does_not_spoil_what_it_signed_before(
    authority: Authority, signed: bytes
) -> None:
    assert check(signed, authority.root, [authority.crl], NOW).valid
    assert not check(signed, authority.root, [authority.crl], NOW + 4 * 366 * DAY).valid


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_a_changed_byte_of_what_was_signed_is_found(data: st.DataObject) -> None:
    authority = make_authority("Ministry", NOW, 3, PIN)
    signed = signing.sign(paper(), signing.load(authority.pkcs12, PIN), NOW)
    at = data.draw(st.integers(0, len(paper()) - 1))
    changed = bytearray(signed)
    changed[at] ^= 1 << data.draw(st.integers(0, 7))
    assert not check(bytes(changed), authority.root, [authority.crl], NOW).valid


def test_what_is_added_after_the_signature_is_found(authority: Authority, signed: bytes) -> None:
    found = check(signed + b"\n%more\n", authority.root, [authority.crl], NOW)
    assert not found.valid
    assert "added" in str(found.reason)


def test_an_unsigned_paper_and_a_torn_file_get_a_sentence(authority: Authority, signed: bytes) -> None:
    assert "one signature" in str(check(paper(), authority.root, [authority.crl], NOW).reason)
    assert "damaged" in str(check(b"no pdf", authority.root, [authority.crl], NOW).reason)
    assert "damaged" in str(check(signed[:2000], authority.root, [authority.crl], NOW).reason)


def test_a_signature_that_is_no_cms_gets_a_sentence(authority: Authority, signed: bytes) -> None:
    at = signed.index(b"/Contents <") + len(b"/Contents <")
    found = check(signed[:at] + b"00" * 40 + signed[at + 80 :], authority.root, [authority.crl], NOW)
    assert not found.valid


def test_a_wrong_password_is_said() -> None:
    authority = make_authority("Ministry", NOW, 3, PIN)
    with pytest.raises(Trouble, match="password is wrong") as caught:
        signing.load(authority.pkcs12, "another")
    assert caught.value.field == "certificate_password"
    with pytest.raises(Trouble, match="password is wrong"):
        renew_crl(authority, NOW, "another")


@pytest.mark.parametrize("password", ["a\0b", "half \ud83d", "", "p" * 100_000])
def test_a_password_that_no_file_can_have_is_a_wrong_one(authority: Authority, password: str) -> None:
    with pytest.raises(Trouble, match="password is wrong"):
        signing.load(authority.pkcs12, password)


@pytest.mark.parametrize("content", [b"", b"garbage", b"-----BEGIN CERTIFICATE-----"])
def test_a_file_that_is_no_certificate_is_said(content: bytes) -> None:
    with pytest.raises(Refused, match="PKCS#12"):
        signing.load(content, PIN)


def test_an_expired_certificate_signs_nothing(authority: Authority) -> None:
    signer = signing.load(authority.pkcs12, PIN)
    with pytest.raises(Trouble, match="ended on"):
        signing.sign(paper(), signer, NOW + 4 * 366 * DAY)
    with pytest.raises(Trouble, match="valid only from"):
        signing.sign(paper(), signer, NOW - DAY)


def test_a_paper_without_a_place_for_a_signature_is_a_defect(authority: Authority) -> None:
    sheet = Sheet("A5L", language=Language("en"))
    with pytest.raises(ValueError, match="no signature field"):
        signing.sign(sheet.finish(), signing.load(authority.pkcs12, PIN), NOW)


def test_an_empty_password_makes_no_certificate() -> None:
    with pytest.raises(Refused):
        make_authority("Ministry", NOW, 3, "")


def test_the_next_certificate_stands_under_the_same_root(authority: Authority) -> None:
    later = next_certificate(authority, NOW + 30 * DAY, 3, PIN)
    assert later.root == authority.root
    old, new = (signing.load(a.pkcs12, PIN) for a in (authority, later))
    assert old.serial != new.serial
    signed = signing.sign(paper(), new, NOW + 31 * DAY)
    assert check(signed, authority.root, [authority.crl], NOW + 31 * DAY).valid
    certificates.check_material(later.root, later.crl, new.certificate)


def test_a_root_that_is_not_ours_can_neither_renew_nor_issue(authority: Authority) -> None:
    held = Authority(authority.root, b"", authority.crl, authority.pkcs12)
    with pytest.raises(Refused, match="another authority"):
        renew_crl(held, NOW, PIN)
    with pytest.raises(Refused, match="another authority"):
        next_certificate(held, NOW, 3, PIN)


def test_files_of_different_authorities_do_not_go_together(authority: Authority) -> None:
    other = make_authority("Somebody else", NOW, 3, PIN)
    mine = signing.load(authority.pkcs12, PIN).certificate
    with pytest.raises(Refused, match="do not belong together"):
        certificates.check_material(other.root, other.crl, mine)
    with pytest.raises(Refused, match="not signed by this root"):
        certificates.check_material(authority.root, other.crl, mine)
    with pytest.raises(Refused, match="do not belong together"):
        certificates.check_material(b"nothing", b"", mine)


def test_an_rsa_certificate_of_another_authority_signs_too() -> None:
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "State Root")])
    root = _certificate(name, key, key, ca=True)
    own = rsa.generate_private_key(65537, 2048)
    mine = _certificate(name, own, key, ca=False)
    crl = (
        x509.CertificateRevocationListBuilder(name, NOW - DAY, NOW + DAY)
        .sign(key, hashes.SHA256())
        .public_bytes(serialization.Encoding.DER)
    )
    locked = serialization.BestAvailableEncryption(PIN.encode())
    signer = signing.load(pkcs12.serialize_key_and_certificates(b"", own, mine, [root], locked), PIN)
    der = root.public_bytes(serialization.Encoding.DER)
    certificates.check_material(der, crl, signer.certificate)
    assert check(signing.sign(paper(), signer, NOW), der, [crl], NOW).valid
    assert signer.spaced_serial.startswith("… ")
    assert len(signer.spaced_serial.split()) == 7


def test_a_key_that_papers_cannot_be_signed_with_is_said() -> None:
    key = ed25519.Ed25519PrivateKey.generate()
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Root")])
    issuer = rsa.generate_private_key(65537, 2048)
    odd = _certificate(name, key, issuer, ca=False)
    locked = serialization.BestAvailableEncryption(PIN.encode())
    with pytest.raises(Refused, match="can't sign"):
        signing.load(pkcs12.serialize_key_and_certificates(b"", key, odd, None, locked), PIN)


def test_the_stamp_says_who_when_and_with_what_and_an_unsigned_paper_says_so() -> None:
    from tests.paper.test_sheet import text_of

    stamped = text_of(paper())
    assert "Iris Valdemar" in stamped
    assert "4F 2A" in stamped
    assert "Not signed yet" in text_of(paper(None))


@pytest.mark.parametrize(
    ("hours", "words"),
    [(1, "09:12 UTC+1"), (0, "08:12 UTC"), (-3.5, "04:42 UTC-3:30"), (5.75, "13:57 UTC+5:45")],
)
def test_the_stamp_says_in_which_zone_its_time_stands(hours: float, words: str) -> None:
    from datetime import timezone

    stamp = proof.Stamp("4F", "Iris", "Desk", NOW, timezone(timedelta(hours=hours)))
    assert proof._moment(Language("en"), stamp) == f"Thu 4 Mar 2027, {words}"


def _certificate(name: x509.Name, key: object, issuer: rsa.RSAPrivateKey, *, ca: bool) -> x509.Certificate:
    usage = x509.KeyUsage(not ca, not ca, False, False, False, ca, ca, False, False)
    subject = name if ca else x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Desk")])
    builder = x509.CertificateBuilder(
        name,
        subject,
        key.public_key(),
        x509.random_serial_number() | 1 << 150,
        NOW - DAY,
        NOW + 30 * DAY,  # type: ignore[attr-defined]
    )
    builder = builder.add_extension(x509.BasicConstraints(ca, None), critical=True)
    return builder.add_extension(usage, critical=True).sign(issuer, hashes.SHA256())
