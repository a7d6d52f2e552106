from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests import factory
from tests.papers import world
from travel_desk.base.clock import SetClock
from travel_desk.base.message import Refused, Trouble
from travel_desk.base.roles import Role
from travel_desk.desk import Desk
from travel_desk.paper import certificates
from travel_desk.papers import actions, queries, steps
from travel_desk.papers.rules import Brought, HeadLines, MadeHere
from travel_desk.papers.tables import certificate


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return world.desk(tmp_path, Role.DESK_HEAD)


def forward(desk: Desk, **by: float) -> None:
    assert isinstance(desk.clock, SetClock)
    desk.clock.forward(**by)


def test_a_new_desk_signs_with_a_certificate_of_its_own(desk: Desk) -> None:
    facts = queries.certificate_facts(desk)
    assert facts is not None
    assert facts.own
    assert "Ministry of Public Service" in facts.subject
    assert facts.valid_until - facts.valid_from > timedelta(days=3 * 365)
    assert queries.certificate_warnings(desk) == ()
    root, crl = queries.root_certificate(desk)
    assert root.startswith(b"-----BEGIN CERTIFICATE")
    assert certificates.crl_until(crl) == facts.crl_until


def test_a_desk_without_a_certificate_is_told_so(tmp_path: Path) -> None:
    desk = world.desk(tmp_path, Role.DESK_HEAD, certificate=False)
    assert queries.certificate_facts(desk) is None
    assert "no certificate yet" in str(queries.certificate_warnings(desk)[0])
    with pytest.raises(Refused, match="no certificate yet"):
        queries.root_certificate(desk)
    actions.replace_certificate(desk, MadeHere(world.PIN, "Ministry"))
    assert queries.certificate_facts(desk) is not None


def test_the_next_certificate_stands_under_the_same_root_and_old_papers_stay_good(desk: Desk) -> None:
    issued = world.slip(desk)
    actions.sign_paper(desk, issued.id, 1, world.PIN)
    before = queries.certificate_facts(desk)
    root = queries.root_certificate(desk)[0]
    forward(desk, days=1000)
    changed = actions.replace_certificate(desk, MadeHere(world.PIN))
    assert changed.subjects == {"papers", "settings"}
    after = queries.certificate_facts(desk)
    assert before is not None
    assert after is not None
    assert after.serial != before.serial
    assert queries.root_certificate(desk)[0] == root
    actions.renew_revocations(desk, world.PIN, [before.serial])
    assert actions.check_paper(desk, issued.id).signed
    with desk.database.read() as connection:
        active = connection.execute(sa.select(certificate.c.active).order_by(certificate.c.id)).scalars()
        assert list(active) == [False, True]


def test_a_lost_password_means_a_new_root_and_old_papers_stay_good(desk: Desk) -> None:
    issued = world.slip(desk)
    actions.sign_paper(desk, issued.id, 1, world.PIN)
    root = queries.root_certificate(desk)[0]
    with pytest.raises(Trouble, match="password is wrong"):
        actions.replace_certificate(desk, MadeHere("a new password"))
    actions.replace_certificate(desk, MadeHere("a new password", "Ministry", fresh_root=True))
    assert queries.root_certificate(desk)[0] != root
    assert actions.check_paper(desk, issued.id).signed


def test_a_certificate_of_another_authority_is_taken_with_its_root_and_list(desk: Desk) -> None:
    made = certificates.make_authority("State Authority", desk.now(), 2, "theirs")
    actions.replace_certificate(desk, Brought(made.pkcs12, "theirs", made.root, made.crl))
    facts = queries.certificate_facts(desk)
    assert facts is not None
    assert not facts.own
    issued = world.slip(desk)
    actions.sign_paper(desk, issued.id, 1, "theirs")
    assert actions.check_paper(desk, issued.id).signed
    with pytest.raises(Refused, match="another authority"):
        actions.renew_revocations(desk, "theirs")
    actions.replace_certificate(desk, MadeHere(world.PIN, "Ministry"))
    again = queries.certificate_facts(desk)
    assert again is not None
    assert again.own


def test_files_that_do_not_fit_change_nothing(desk: Desk) -> None:
    made = certificates.make_authority("State Authority", desk.now(), 2, "theirs")
    before = queries.certificate_facts(desk)
    root, crl = queries.root_certificate(desk)
    for order, error in (
        (Brought(made.pkcs12, "wrong", made.root, made.crl), Trouble),
        (Brought(b"no certificate", "theirs", made.root, made.crl), Refused),
        (Brought(made.pkcs12, "theirs", root, crl), Refused),
        (Brought(made.pkcs12, "theirs", b"", b""), Refused),
    ):
        with pytest.raises(error):
            actions.replace_certificate(desk, order)
    assert queries.certificate_facts(desk) == before


def test_an_expired_certificate_is_not_taken(desk: Desk) -> None:
    made = certificates.make_authority("State Authority", desk.now() - timedelta(days=900), 2, "theirs")
    with pytest.raises(Trouble, match="ended on"):
        actions.replace_certificate(desk, Brought(made.pkcs12, "theirs", made.root, made.crl))


def test_a_revocation_list_is_renewed_before_it_ends(desk: Desk) -> None:
    forward(desk, days=390)
    (warning,) = queries.certificate_warnings(desk)
    assert "Renew it in time" in str(warning)
    with pytest.raises(Trouble, match="password is wrong"):
        actions.renew_revocations(desk, "another")
    actions.renew_revocations(desk, world.PIN)
    assert queries.certificate_warnings(desk) == ()


def test_a_clerk_changes_neither_certificate_nor_letterhead(desk: Desk) -> None:
    clerk = factory.at(desk, Role.CLERK)
    for deed in (
        lambda: actions.replace_certificate(clerk, MadeHere(world.PIN)),
        lambda: actions.renew_revocations(clerk, world.PIN),
        lambda: actions.set_letterhead(clerk, world.LINES),
    ):
        with pytest.raises(Refused, match="role"):
            deed()


def test_the_letterhead_is_changed_for_papers_from_now_on(desk: Desk) -> None:
    emblem = world.emblem()
    old = world.receipt(desk)
    with pytest.raises(Refused, match="damaged") as caught:
        actions.set_letterhead(desk, HeadLines("U", "M", "T", "", emblem[:40]))
    assert caught.value.field == "emblem"
    lines = HeadLines("Utopia", "Ministry of Travel", "Travel Desk", "1 New Street", emblem)
    assert actions.set_letterhead(desk, lines).subjects == {"settings", "papers"}
    assert queries.head_lines(desk) == lines
    assert steps.letterhead(desk).emblem == emblem
    assert actions.set_letterhead(desk, world.LINES).value is None
    assert queries.head_lines(desk) == world.LINES
    assert queries.paper_detail(desk, old.id).row.prints == 0


def test_a_paper_of_a_corrected_subject_is_voided_by_its_deed(desk: Desk) -> None:
    issued = world.slip(desk)
    with desk.deed("change_settings") as deed:
        assert steps.void(deed, issued.id, "corrected") == issued.number
        deed.entry("setting", 0)
    assert queries.paper_detail(desk, issued.id).void_reason == "corrected"
