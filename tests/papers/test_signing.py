from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests import factory
from tests.papers import world
from travel_desk.base.clock import SetClock
from travel_desk.base.language import Language
from travel_desk.base.message import Refused, Trouble
from travel_desk.base.roles import Role
from travel_desk.desk import Desk, Scope
from travel_desk.desk.tables import journal_entry, user
from travel_desk.paper import seal
from travel_desk.papers import actions, forms, queries
from travel_desk.papers.rules import State
from travel_desk.papers.tables import paper


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return world.desk(tmp_path)


def forward(desk: Desk, **by: float) -> None:
    assert isinstance(desk.clock, SetClock)
    desk.clock.forward(**by)


def limited(desk: Desk, role: Role, **values: object) -> Desk:
    with desk.database.write() as connection:
        connection.execute(sa.update(user).where(user.c.user_name == role.value).values(**values))
    return factory.at(desk, role)


def test_an_issued_slip_waits_for_its_signature_and_is_then_signed(desk: Desk) -> None:
    issued = world.slip(desk)
    assert issued.number == "TD-2026-000001"
    assert [row.id for row in queries.unsigned(desk)] == [issued.id]
    changed = actions.sign_paper(desk, issued.id, 1, world.PIN)
    assert changed.subjects == {"papers"}
    assert queries.unsigned(desk) == []
    detail = queries.paper_detail(desk, issued.id)
    assert detail.row.state is State.SIGNED
    assert detail.signer_name == "Clerk User"
    found = actions.check_paper(desk, issued.id)
    assert found.unchanged
    assert found.signed
    assert len(found.reasons) == 2


def test_the_journal_says_which_bytes_were_signed_with_which_certificate(desk: Desk) -> None:
    issued = world.slip(desk)
    actions.sign_paper(desk, issued.id, 1, world.PIN)
    with desk.database.read() as connection:
        row = connection.execute(sa.select(journal_entry).order_by(journal_entry.c.number.desc())).first()
    assert row is not None
    assert (row.verb, row.kind, row.subject_id, row.person_id) == ("sign_paper", "paper", issued.id, 1)
    detail = queries.paper_detail(desk, issued.id)
    assert detail.sha256.encode() in row.body
    assert hashlib.sha256(queries.paper_bytes(desk, issued.id)).hexdigest() == detail.sha256
    assert b"ERIKSSON" not in row.body


def test_the_stamp_names_the_signer_office_and_time(desk: Desk) -> None:
    from tests.paper.test_sheet import text_of

    issued = world.slip(desk)
    actions.sign_paper(desk, issued.id, 1, world.PIN)
    text = text_of(queries.paper_bytes(desk, issued.id))
    assert "Clerk User" in text
    assert "Travel Desk, Clerk" in text
    assert "Thu 5 Nov 2026" in text


def test_every_print_gives_the_same_bytes_and_is_counted(desk: Desk) -> None:
    issued = world.slip(desk)
    actions.sign_paper(desk, issued.id, 1, world.PIN)
    first = actions.print_paper(desk, issued.id, "Office").value
    forward(desk, days=300)
    assert actions.print_paper(desk, issued.id, "Office").value == first
    assert actions.save_paper(desk, issued.id).value == first
    assert queries.paper_bytes(desk, issued.id) == actions.preview(desk, issued.id) == first
    assert queries.paper_detail(desk, issued.id).row.prints == 2


def test_two_slips_on_one_sheet_are_printed_or_saved_beside_the_paper_itself(desk: Desk) -> None:
    issued = world.slip(desk)
    actions.sign_paper(desk, issued.id, 1, world.PIN)
    both = actions.print_paper(desk, issued.id, "Office", "two_up").value
    assert both != queries.paper_bytes(desk, issued.id)
    assert both.startswith(b"%PDF")
    assert actions.save_paper(desk, issued.id, "two_up").value[:4] == b"%PDF"
    assert actions.save_paper(desk, issued.id).value == queries.paper_bytes(desk, issued.id)


def test_a_receipt_is_ready_at_once_and_signed_in_ink(desk: Desk) -> None:
    issued = world.receipt(desk)
    assert issued.number == "TD-H-2026-000001"
    assert hashlib.sha256(queries.paper_bytes(desk, issued.id)).hexdigest() == issued.sha256
    with pytest.raises(Refused, match="signed in ink"):
        actions.sign_paper(desk, issued.id, 1, world.PIN)
    found = actions.check_paper(desk, issued.id)
    assert (found.unchanged, found.signed) == (True, None)
    custodian = factory.at(desk, Role.CUSTODIAN)
    assert actions.print_paper(custodian, issued.id, "Office").value == queries.paper_bytes(desk, issued.id)


def test_an_unsigned_slip_can_be_looked_at_but_not_printed(desk: Desk) -> None:
    issued = world.slip(desk)
    assert actions.preview(desk, issued.id).startswith(b"%PDF")
    with pytest.raises(Refused, match="Sign it first"):
        actions.print_paper(desk, issued.id, "Office")
    with pytest.raises(Refused, match="Sign it first"):
        actions.save_paper(desk, issued.id)
    with pytest.raises(Trouble, match="not stored"):
        queries.paper_bytes(desk, issued.id)
    with pytest.raises(Trouble, match="nothing to check"):
        actions.check_paper(desk, issued.id)


def test_a_wrong_password_signs_nothing(desk: Desk) -> None:
    issued = world.slip(desk)
    with pytest.raises(Trouble, match="password is wrong") as caught:
        actions.sign_paper(desk, issued.id, 1, "another")
    assert caught.value.field == "certificate_password"
    assert queries.paper_detail(desk, issued.id).row.state is State.TO_SIGN


def test_an_expired_certificate_signs_nothing_and_says_so(desk: Desk) -> None:
    issued = world.slip(desk)
    forward(desk, days=4 * 366)
    with pytest.raises(Trouble, match="ended on"):
        actions.sign_paper(desk, issued.id, 1, world.PIN)
    assert queries.paper_detail(desk, issued.id).row.state is State.TO_SIGN


def test_a_desk_without_a_certificate_says_how_to_get_one(tmp_path: Path) -> None:
    desk = world.desk(tmp_path, certificate=False)
    issued = world.slip(desk)
    with pytest.raises(Refused, match="no certificate yet"):
        actions.sign_paper(desk, issued.id, 1, world.PIN)


def test_a_paper_that_somebody_else_signed_meanwhile_is_refused(desk: Desk) -> None:
    issued = world.slip(desk)
    head = factory.at(desk, Role.DESK_HEAD)
    actions.sign_paper(head, issued.id, 1, world.PIN)
    with pytest.raises(Refused, match="signed already"):
        actions.sign_paper(desk, issued.id, 1, world.PIN)


def test_a_version_that_moved_while_the_card_was_looked_for_is_refused(desk: Desk) -> None:
    issued = world.slip(desk)
    with desk.database.write() as connection:
        connection.execute(sa.update(paper).values(version=7))
    with pytest.raises(Refused, match="changed this"):
        actions.sign_paper(desk, issued.id, 1, world.PIN)


def test_an_auditor_signs_nothing(desk: Desk) -> None:
    issued = world.slip(desk)
    with pytest.raises(Refused, match="may not sign"):
        actions.sign_paper(factory.at(desk, Role.AUDITOR), issued.id, 1, world.PIN)


def test_a_batch_signs_what_it_can_with_one_password(desk: Desk) -> None:
    first, second, third = (world.slip(desk) for _ in range(3))
    actions.sign_paper(desk, second.id, 1, world.PIN)
    done = actions.sign_papers(desk, [(one.id, 1) for one in (first, second, third)], world.PIN)
    assert done.value.signed == (first.id, third.id)
    ((number, why),) = done.value.left
    assert number == second.number
    assert "signed already" in str(why)
    assert done.subjects == {"papers"}


def test_a_batch_of_nothing_left_changes_nothing(desk: Desk) -> None:
    issued = world.slip(desk)
    signer = actions.open_certificate(desk, world.PIN)
    assert actions.sign_papers(desk, [(issued.id, 1)], signer).value.signed == (issued.id,)
    assert actions.sign_papers(desk, [(issued.id, 2)], signer).subjects == set()


def test_a_certificate_replaced_meanwhile_needs_its_password_again(desk: Desk) -> None:
    from travel_desk.papers.rules import MadeHere

    issued = world.slip(desk)
    signer = actions.open_certificate(desk, world.PIN)
    actions.replace_certificate(factory.at(desk, Role.DESK_HEAD), MadeHere(world.PIN))
    with pytest.raises(Refused, match="replaced meanwhile"):
        actions.sign_paper(desk, issued.id, 1, signer)


def test_a_paper_of_another_organisation_is_not_seen_nor_signed_nor_printed(desk: Desk) -> None:
    mine, other = world.slip(desk, 1), world.slip(desk, 2)
    clerk = limited(desk, Role.CLERK, organisation_path="/1/")
    assert queries.papers(clerk) == [mine.id]
    assert list(queries.rows(clerk, [mine.id, other.id])) == [mine.id]
    assert queries.by_number(clerk, other.number) is None
    for look in (queries.paper_detail, queries.paper_bytes, actions.preview, actions.check_paper):
        with pytest.raises(Refused, match="no such paper"):
            look(clerk, other.id)
    with pytest.raises(Refused, match="outside your scope"):
        actions.sign_paper(clerk, other.id, 1, world.PIN)
    with pytest.raises(Refused, match="outside your scope"):
        actions.print_paper(clerk, other.id, "Office")


def test_a_paper_of_a_protected_person_is_for_those_who_may_see_them(desk: Desk) -> None:
    issued = world.slip(desk, 2)
    clerk = limited(desk, Role.CLERK, protected=False)
    assert queries.papers(clerk) == []
    with pytest.raises(Refused, match="protected"):
        actions.sign_paper(clerk, issued.id, 1, world.PIN)


def test_nobody_signs_their_own_slip_but_everybody_may_print_it(desk: Desk) -> None:
    issued = world.slip(desk, 1)
    official = limited(desk, Role.CLERK, person_id=1)
    with pytest.raises(Refused, match="your own case"):
        actions.sign_paper(official, issued.id, 1, world.PIN)
    actions.sign_paper(factory.at(desk, Role.DESK_HEAD), issued.id, 1, world.PIN)
    assert actions.print_paper(official, issued.id, "Office").value.startswith(b"%PDF")


def test_a_slip_for_a_private_reason_is_for_those_who_may_see_it(desk: Desk) -> None:
    world.private_request(desk)
    issued = world.slip(desk, subject="request")
    clerk = limited(desk, Role.CLERK, private=False)
    assert queries.papers(clerk) == []
    with pytest.raises(Refused, match="private"):
        actions.sign_paper(clerk, issued.id, 1, world.PIN)
    assert actions.sign_paper(desk, issued.id, 1, world.PIN).value == issued.id


def test_a_sheet_is_for_its_issuer_and_for_whoever_may_see_everything(desk: Desk) -> None:
    issued = world.receipt(desk, None)
    head = factory.at(desk, Role.DESK_HEAD)
    for sees in (limited(desk, Role.CLERK, organisation_path="/1/"), head):
        assert queries.papers(sees) == [issued.id]
        assert actions.preview(sees, issued.id).startswith(b"%PDF")
        assert actions.print_paper(sees, issued.id, "Office").value.startswith(b"%PDF")
    for less in ({"organisation_path": "/1/"}, {"protected": False}, {"private": False}):
        other = limited(desk, Role.DESK_HEAD, **less)
        assert queries.papers(other) == []
        for look in (queries.paper_detail, queries.paper_bytes, actions.preview, actions.save_paper):
            with pytest.raises(Refused, match="no such paper"):
                look(other, issued.id)
        with pytest.raises(Refused, match="no such paper"):
            actions.print_paper(other, issued.id, "Office")


def test_a_voided_paper_keeps_its_number_and_cannot_be_printed(desk: Desk) -> None:
    issued = world.slip(desk)
    actions.sign_paper(desk, issued.id, 1, world.PIN)
    head = factory.at(desk, Role.DESK_HEAD)
    actions.void_paper(head, issued.id, 2, "the trip was amended")
    detail = queries.paper_detail(desk, issued.id)
    assert (detail.row.state, detail.void_reason) == (State.VOID, "the trip was amended")
    with pytest.raises(Refused, match="void"):
        actions.print_paper(desk, issued.id, "Office")
    with pytest.raises(Refused, match="void"):
        actions.void_paper(head, issued.id, 3, "again")
    assert world.slip(desk).number == "TD-2026-000002"


def test_a_paper_is_found_by_number_scan_and_name(desk: Desk) -> None:
    first, second = world.slip(desk, 1), world.slip(desk, 2)
    scanned = seal.read_number(seal.check_code(first.number, {"a": 1}))
    assert scanned is not None
    assert queries.by_number(desk, scanned) == first.id
    assert queries.papers(desk, text="moss") == [second.id]
    assert queries.papers(desk, text="td-2026 ерікссон") == [first.id]
    assert queries.by_number(desk, "TD-2026-999999") is None


def test_the_lists_show_what_is_to_sign_and_to_print(desk: Desk) -> None:
    slip, receipt = world.slip(desk), world.receipt(desk)
    assert queries.counts(desk) == {"all": 2, "to_sign": 1, "unprinted": 1, "signed": 1, "void": 0}
    actions.print_paper(desk, receipt.id, "Office")
    assert queries.papers(desk, "unprinted") == []
    assert queries.papers(desk, "to_sign") == [slip.id]
    assert [row.number for row in queries.of_subject(desk, "handover", 1)] == [receipt.number]


def test_a_damaged_file_is_said_and_a_swapped_one_is_found(desk: Desk) -> None:
    first, second = world.slip(desk), world.slip(desk, name="SOMEBODY ELSE")
    for one in (first, second):
        actions.sign_paper(desk, one.id, 1, world.PIN)
    with desk.database.write() as connection:
        rows = connection.execute(sa.select(paper.c.id, paper.c.stored_name)).all()
        names = {row.id: row.stored_name for row in rows}
        connection.execute(
            sa.update(paper).where(paper.c.id == first.id).values(stored_name=names[second.id])
        )
    found = actions.check_paper(desk, first.id)
    assert not found.unchanged
    name = names[second.id]
    assert name is not None
    desk.files.path(name).write_bytes(b"damaged")
    with pytest.raises(Trouble, match="damaged"):
        actions.print_paper(desk, second.id, "Office")
    assert queries.paper_detail(desk, second.id).row.prints == 0


def test_the_test_sheet_carries_the_letterhead(desk: Desk) -> None:
    from tests.paper.test_sheet import text_of

    assert "Ministry of Public Service" in text_of(actions.sample_sheet(desk, Language("en")))


def test_a_paper_speaks_its_own_language_and_the_screens_where_they_agree() -> None:
    from travel_desk.base.language import screen_language

    assert forms.language_of("en") is screen_language()
    assert forms.language_of("fr").code == "fr"


def test_a_paper_that_is_not_there_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused, match="no such paper"):
        actions.sign_paper(desk, 99, 1, world.PIN)
    assert desk.scope == Scope("", True, True)
