"""The trip request dialog and the small dialogs of a request, with real widgets on a real desk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.trips import desks, people
from travel_desk.base.settings import Settings
from travel_desk.shell import theme
from travel_desk.shell.context import Context
from travel_desk.shell.fields import GivenFile
from travel_desk.trips import actions, queries
from travel_desk.trips.dialogs import (
    CloseDialog,
    DepartureDialog,
    HomecomingDialog,
    TripRequestDialog,
    WithdrawDialog,
)
from travel_desk.trips.dialogs.form import present
from travel_desk.trips.dialogs.kept import MOST_BYTES, from_plain, to_plain
from travel_desk.trips.queries import Group, Question
from travel_desk.trips.rules import Event, Funding, Kind, Leg, NewFile, State, Traveller, TripDraft

LEGS = (Leg("UG", "Kampala", date(2026, 11, 23), date(2026, 11, 25)),)


class Table:
    """A window with a context over a real desk."""

    def __init__(self, world: desks.World, qtbot: QtBot, tmp_path: Path) -> None:
        theme.apply("light")
        self.world, self.qtbot = world, qtbot
        self.context = Context(world.desk, Settings(tmp_path / "settings.json"), world.desk.clock)
        self.toasts: list[str] = []
        self.context.toasted.connect(lambda text, _undo: self.toasts.append(text))
        self.context.defect.connect(self._defect)
        self.defects: list[Exception] = []
        self.window = QWidget()
        self.window.resize(1280, 800)
        qtbot.addWidget(self.window)
        self.window.show()

    def _defect(self, error: Exception) -> None:
        self.defects.append(error)

    def settle(self) -> None:
        """Wait until nothing is on its way."""
        self.qtbot.waitUntil(lambda: not self.context.background.busy(), timeout=5000)

    def open(self, **about: int) -> TripRequestDialog:
        dialog = TripRequestDialog(self.context, self.window, **about)
        dialog.open()
        self.checked(dialog)
        return dialog

    def checked(self, dialog: TripRequestDialog) -> None:
        """Wait until the last change was checked."""
        self.qtbot.waitUntil(
            lambda: not dialog._checking.isActive() and not self.context.background.busy(), timeout=5000
        )

    def hit(self, person: int) -> queries.TravellerHit:
        return queries.travellers(self.world.desk, [person])[person]

    def pending(self) -> tuple[int, ...]:
        return queries.trip_ids(self.world.desk, Question(Group.PENDING))


@pytest.fixture
def table(qtbot: QtBot, tmp_path: Path) -> Iterator[Table]:
    made = Table(desks.world(tmp_path), qtbot, tmp_path)
    yield made
    made.context.close()
    assert made.defects == []


def fill(table: Table, dialog: TripRequestDialog, *travellers: int) -> None:
    form = dialog.form
    form.purpose.set_value("Basin Waters Forum")
    form.legs.set_value(LEGS)
    for one in travellers:
        form.travellers.add(present(table.hit(one)))
    table.checked(dialog)


def test_an_empty_dialog_says_what_is_lacking_without_a_red_field(table: Table) -> None:
    dialog = table.open()
    assert dialog.form.labelled["purpose"].note.text() == ""
    assert "Write what the trip is for." in dialog.panel.texts
    assert dialog.do.text() == "Submit Request"
    assert not dialog.copy_action.isEnabled()


def test_a_request_is_typed_by_keyboard_alone_and_submitted(table: Table) -> None:
    dialog = table.open()
    form, qtbot = dialog.form, table.qtbot
    qtbot.keyClicks(form.purpose, "Basin Waters Forum")
    row = form.legs._rows[0]
    row.country.setFocus()
    qtbot.keyClicks(row.country.lineEdit(), "Ugan")
    qtbot.keyClick(row.country, Qt.Key.Key_Tab)
    qtbot.keyClicks(row.city, "Kampala")
    qtbot.keyClicks(row.arrives, "23.11.26")
    qtbot.keyClicks(row.leaves, "25.11.26")
    assert form.legs.value() == LEGS
    qtbot.keyClicks(form.travellers.line, "mavridi")
    qtbot.waitUntil(lambda: form.travellers.finding.popup().isVisible(), timeout=5000)
    qtbot.keyClick(form.travellers.line, Qt.Key.Key_Return)
    table.checked(dialog)
    with qtbot.waitSignal(dialog.deed_done, timeout=5000):
        qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    table.settle()
    one = table.world.request(table.pending()[0])
    assert (one.state, one.purpose, one.person_id) == (
        State.IN_APPROVAL,
        "Basin Waters Forum",
        table.world.eleni,
    )
    assert one.passport is not None
    assert "1 request submitted." in table.toasts
    assert table.world.desk.drafts.mine() == []


def test_tab_past_the_last_cell_adds_a_leg_and_tab_in_an_empty_one_leaves_the_table(table: Table) -> None:
    dialog = table.open()
    legs = dialog.form.legs
    legs.set_value(LEGS)
    table.qtbot.keyClick(legs._rows[0].leaves, Qt.Key.Key_Tab)
    assert len(legs._rows) == 2
    assert legs._rows[1].arrives.day() == date(2026, 11, 25)
    assert legs.value() == LEGS
    table.qtbot.keyClick(legs._rows[1].country, Qt.Key.Key_Tab)
    assert len(legs._rows) == 1
    legs.add_action.trigger()
    legs.add_action.trigger()
    assert len(legs._rows) == 2
    legs.remove_leg(legs._rows[0])
    legs.remove_leg(legs._rows[0])
    assert legs.value() == ()
    assert len(legs._rows) == 1


def test_the_route_and_why_stand_beside_a_delegation_as_it_is_typed(table: Table) -> None:
    world = table.world
    dialog = table.open(person=world.eleni)
    fill(table, dialog, world.tigist, world.suleyman)
    assert dialog.do.text() == "Submit 3 Requests"
    said = "\n".join(dialog.panel.texts)
    assert "Travel Rule 2: trips of senior officials" in said
    assert "is a senior politician, federal, so the Head of Government’s Office decides last." in said
    assert "Head of Organisation: all 3 · by Fri 13 Nov 2026" in said
    assert "Security Office: Тігіст Бекеле only · by Tue 10 Nov 2026" in said
    assert "Travel Rule 1 does not apply: it ended on Mon 31 Aug 2026." in said
    assert dialog.form.legs.summary.text().startswith("3 days abroad, Mon 23 Nov 2026 to Wed 25 Nov 2026")


def test_another_traveller_leads_when_chosen(table: Table) -> None:
    world = table.world
    dialog = table.open(person=world.eleni)
    fill(table, dialog, world.suleyman)
    assert dialog.form.leader() == world.eleni
    dialog.form.passports._leads[world.suleyman].click()
    assert [t.person_id for t in dialog.form.draft().travellers if t.leader] == [world.suleyman]


def test_late_notice_asks_for_its_reason_where_it_is_written(table: Table) -> None:
    dialog = table.open(person=table.world.eleni)
    fill(table, dialog)
    reason = dialog.form.labelled["late_reason"]
    assert not reason.isVisibleTo(dialog)
    dialog.form.legs.set_value((Leg("UG", "Kampala", date(2026, 11, 12), date(2026, 11, 14)),))
    table.checked(dialog)
    assert reason.isVisibleTo(dialog)
    assert reason.note.text() == "5 working days’ notice; Travel Rule 2 asks for 10. Write the reason."
    dialog.submit()
    assert dialog.problem_text() == reason.note.text()
    dialog.form.late_reason.set_value("The host moved the forum.")
    table.checked(dialog)
    assert reason.note.text() == "Late notice, reason written: 5 working days instead of 10"


def test_a_passport_that_lasts_is_one_click_away(table: Table) -> None:
    world = table.world
    lasting = people.booklet(world.desk, world.suleyman, "A7", date(2031, 1, 1), "ordinary")
    short = people.booklet(world.desk, world.suleyman, "D9", date(2027, 3, 1))
    dialog = table.open(person=world.suleyman)
    fill(table, dialog)
    dialog.form.passports.choose(world.suleyman, short)
    table.checked(dialog)
    note = dialog.form.labelled["passports"].note
    assert "expires 96 days after coming home; 180 are wanted." in note.text()
    assert note._link is not None
    note._link.click()
    table.checked(dialog)
    chosen = dialog.form.draft().travellers[0].passport_id
    assert chosen in (lasting, world.passport(world.suleyman))
    assert note.text() == ""


def test_a_problem_keeps_the_dialog_open_and_stands_at_its_field(table: Table) -> None:
    dialog = table.open(person=table.world.eleni)
    fill(table, dialog)
    dialog.form.legs.set_value((Leg("UG", "Kampala", date(2026, 11, 25), date(2026, 11, 23)),))
    table.checked(dialog)
    dialog.submit()
    assert "before arriving" in dialog.problem_text()
    assert dialog.isVisible()
    assert table.pending() == ()


def test_what_somebody_else_did_meanwhile_is_said_in_the_dialog(table: Table) -> None:
    dialog = table.open(person=table.world.eleni)
    fill(table, dialog)
    table.world.submitted(legs=LEGS)
    dialog.submit()
    table.qtbot.waitUntil(lambda: "is in Kampala" in dialog.problem_text(), timeout=5000)


def test_closing_keeps_the_draft_in_the_register_for_all_to_see(table: Table) -> None:
    dialog = table.open(person=table.world.eleni)
    fill(table, dialog)
    dialog.form.files.add(GivenFile("Letter.pdf", b"%PDF"))
    dialog.leave.trigger()
    table.qtbot.waitUntil(lambda: bool(table.pending()), timeout=5000)
    table.settle()
    trip = table.pending()[0]
    assert table.world.request(trip).state is State.DRAFT
    again = table.open(trip=trip)
    table.checked(again)
    assert again.windowTitle() == "Trip Request T-2026-0001"
    assert again.form.draft().legs == LEGS
    assert again.form._attached.text() == "Attached already: Letter.pdf"
    again.form.host.set_value("A host")
    table.checked(again)
    again.leave.trigger()
    table.qtbot.waitUntil(lambda: table.world.request(trip).host == "A host", timeout=5000)


def test_closing_an_untouched_dialog_keeps_nothing(table: Table) -> None:
    dialog = table.open(person=table.world.eleni)
    assert dialog.form.travellers.value() == [table.world.eleni]
    dialog.leave.trigger()
    table.settle()
    assert table.pending() == ()


def test_a_draft_that_the_register_can_not_hold_stays_with_the_user_and_comes_back(table: Table) -> None:
    world = table.world
    dialog = table.open(person=world.eleni)
    fill(table, dialog)
    dialog.form.substitute.set_value(world.aasa, "Åsa Lindqvist")
    dialog.form.legs.set_value((Leg("UG", "Kampala", date(2026, 11, 25), date(2026, 11, 23)),))
    dialog.leave.trigger()
    table.qtbot.waitUntil(lambda: bool(world.desk.drafts.mine()), timeout=5000)
    table.settle()
    assert table.pending() == ()
    again = table.open(person=world.eleni)
    table.qtbot.waitUntil(lambda: again.form.purpose.value() == "Basin Waters Forum", timeout=5000)
    assert again.form.draft().travellers[0].substitute_id == world.aasa
    assert again.form.travellers.value() == [world.eleni]
    again.start_over_action.trigger()
    table.checked(again)
    assert again.form.purpose.value() == ""
    assert again.form.travellers.value() == [world.eleni]


def test_a_draft_of_another_release_is_put_aside(table: Table) -> None:
    table.world.desk.drafts.save("trip", "new", {"draft": {"kind": "cruise"}, "names": {}})
    dialog = table.open()
    table.qtbot.waitUntil(lambda: "another release wrote it" in dialog.problem_text(), timeout=5000)
    assert dialog.form.draft() == TripDraft()


def test_the_last_trip_is_copied_without_its_days(table: Table) -> None:
    world = table.world
    dialog = table.open(person=world.eleni)
    dialog.copy_action.trigger()
    table.checked(dialog)
    assert dialog.form.purpose.value() == ""
    world.submitted(funding=Funding.HOST, kind=Kind.NEGOTIATION)
    dialog.copy_action.trigger()
    table.checked(dialog)
    draft = dialog.form.draft()
    assert (draft.kind, draft.purpose, draft.funding) == (
        Kind.NEGOTIATION,
        "Basin Waters Forum",
        Funding.HOST,
    )
    assert draft.legs == (Leg("UG", "Kampala"), Leg("KE", "Kisumu"))
    assert draft.travellers[0].person_id == world.eleni


texts = st.text(max_size=20)
drafts = st.builds(
    TripDraft,
    kind=st.sampled_from(Kind),
    purpose=texts,
    host=texts,
    legs=st.lists(
        st.builds(
            Leg,
            country=st.sampled_from(["", "UG"]),
            city=texts,
            arrives=st.none() | st.dates(),
            leaves=st.none() | st.dates(),
        ),
        max_size=3,
    ).map(tuple),
    travellers=st.lists(
        st.builds(Traveller, st.integers(1, 9), st.booleans(), st.none() | st.integers(1, 9), st.none()),
        max_size=3,
    ).map(tuple),
    funding=st.sampled_from(Funding),
    funding_note=texts,
    late_reason=texts,
    files=st.lists(st.builds(NewFile, texts, st.binary(max_size=20)), max_size=2).map(tuple),
)


@given(drafts)
def test_a_draft_is_kept_and_read_again_as_it_was(draft: TripDraft) -> None:
    assert from_plain(to_plain(draft)) == draft


def test_huge_files_are_not_kept_with_an_unfinished_draft() -> None:
    huge = TripDraft(files=(NewFile("scan.pdf", b"x" * (MOST_BYTES + 1)),))
    assert from_plain(to_plain(huge)).files == ()


def test_withdrawing_asks_why_and_a_draft_is_simply_put_away(table: Table) -> None:
    one = table.world.submitted()
    dialog = WithdrawDialog(table.context, one, table.window)
    dialog.open()
    dialog.do.trigger()
    table.qtbot.waitUntil(lambda: "Write why" in dialog.problem_text(), timeout=5000)
    dialog.reason.set_value("The forum is off.")
    with table.qtbot.waitSignal(dialog.deed_done, timeout=5000):
        dialog.do.trigger()
    assert table.world.request(one.trip_id).state is State.WITHDRAWN
    draft = table.world.request(actions.draft_trip(table.world.desk, table.world.draft()).value)
    second = WithdrawDialog(table.context, draft, table.window)
    second.open()
    assert second.do.text() == "Discard Draft"
    with table.qtbot.waitSignal(second.deed_done, timeout=5000):
        second.do.trigger()


def test_departure_and_homecoming_are_recorded_with_their_real_days(table: Table) -> None:
    world = table.world
    one = world.submitted()
    world.decide(one.id, Event.APPROVE, Event.ISSUE_SLIP)
    world.desk.clock.set(datetime(2026, 11, 24, 9, tzinfo=UTC))  # type: ignore[attr-defined]
    leaving = DepartureDialog(table.context, world.request(one.trip_id), table.window)
    leaving.open()
    assert leaving._asked.note.text() == "Approved was Mon 23 Nov 2026."
    leaving.day.clear()
    table.qtbot.keyClicks(leaving.day, "x")
    leaving.submit()
    assert "Write the day" in leaving.problem_text()
    leaving.day.set_day(date(2026, 11, 23))
    with table.qtbot.waitSignal(leaving.deed_done, timeout=5000):
        leaving.do.trigger()
    world.desk.clock.set(datetime(2026, 11, 30, 9, tzinfo=UTC))  # type: ignore[attr-defined]
    home = HomecomingDialog(table.context, world.request(one.trip_id), table.window)
    home.open()
    home.restore({"day": "2026-11-27", "late_reason": "The weekend.", "report": "A treaty."})
    assert home._late.isVisibleTo(home)
    assert home.collect() == {"day": "2026-11-27", "late_reason": "The weekend.", "report": "A treaty."}
    with table.qtbot.waitSignal(home.deed_done, timeout=5000):
        home.do.trigger()
    closing = CloseDialog(table.context, world.request(one.trip_id), table.window)
    closing.open()
    closing.restore({"report": "A treaty, signed.", "note": "Passport is back."})
    assert closing.collect() == {"report": "A treaty, signed.", "note": "Passport is back."}
    with table.qtbot.waitSignal(closing.deed_done, timeout=5000):
        closing.do.trigger()
    done = world.request(one.trip_id)
    assert (done.state, done.home_on, done.report) == (
        State.CLOSED,
        date(2026, 11, 27),
        "A treaty, signed.",
    )
