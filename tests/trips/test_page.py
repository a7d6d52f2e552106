"""The Trips page with real rows, and what trips add to a dossier and to Ctrl+K."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.trips import desks, people
from travel_desk.base.message import Trouble
from travel_desk.base.settings import Settings
from travel_desk.desk import Desk
from travel_desk.desk.chain import head
from travel_desk.shell import theme
from travel_desk.shell.buttons import ActionButton
from travel_desk.shell.chips import Chip
from travel_desk.shell.context import Context
from travel_desk.shell.preview import PaperPreview
from travel_desk.trips import actions, page
from travel_desk.trips.dialogs import DepartureDialog, TripRequestDialog, WithdrawDialog
from travel_desk.trips.page import TripsPage, words
from travel_desk.trips.page.files import read_attachment
from travel_desk.trips.page.person import PersonTrips
from travel_desk.trips.queries import Group, TripDetail
from travel_desk.trips.rules import Event, Kind, Leg, NewFile, Traveller, TripDraft


class Screen:
    """The page in a window over a real desk."""

    def __init__(self, world: desks.World, qtbot: QtBot, tmp_path: Path) -> None:
        theme.apply("light")
        self.world, self.qtbot = world, qtbot
        self.context = Context(world.desk, Settings(tmp_path / "settings.json"), world.desk.clock)
        self.defects: list[Exception] = []
        self.opened: list[tuple[str, int]] = []
        self.context.defect.connect(self.defects.append)
        self.context.opened.connect(lambda kind, id: self.opened.append((kind, id)))
        page.register(self.context)
        self.page = TripsPage(self.context)
        self.page.resize(1232, 856)
        qtbot.addWidget(self.page)
        self.context.changed.connect(self.page.reload)
        self.page.show()

    def settle(self) -> None:
        """Wait until nothing is on its way."""
        for _ in range(3):
            QApplication.processEvents()
            self.qtbot.waitUntil(lambda: not self.context.background.busy(), timeout=5000)

    def show(self, kind: str, id: int) -> str:
        self.page.reload(self.page.subjects)
        self.settle()
        self.page.open_subject(kind, id)
        self.settle()
        return self.text()

    def text(self) -> str:
        labels = self.page.detail.findChildren(QLabel)
        buttons = self.page.detail.findChildren(QPushButton)
        chips = self.page.detail.findChildren(Chip)
        said = [one.text() for one in [*labels, *buttons] if one.isVisibleTo(self.page)]
        return "\n".join([*said, *(one.accessibleName() for one in chips)])

    def segment(self, group: Group) -> None:
        for one in self.page.segment_bar._buttons:
            if one.choice.key == group.value:
                one.click()
        self.settle()

    def deeds(self) -> list[str]:
        return [one.text() for one in self.page.subject_actions]

    def deed(self, verb: str) -> QAction:
        return next(one for one in self.page.subject_actions if one.objectName() == verb)

    def dialog(self, kind: type[QWidget]) -> QWidget:
        self.settle()
        return next(w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible())


@pytest.fixture
def screen(qtbot: QtBot, tmp_path: Path) -> Iterator[Screen]:
    made = Screen(desks.world(tmp_path), qtbot, tmp_path)
    yield made
    for one in QApplication.topLevelWidgets():
        if one is not made.page and one.isVisible():
            one.close()
    made.settle()
    made.context.close()
    assert made.defects == []


def test_the_list_shows_each_pending_trip_and_counts_its_filters(screen: Screen) -> None:
    world = screen.world
    world.submitted(world.eleni, world.suleyman)
    actions.draft_trip(world.desk, TripDraft(travellers=(Traveller(world.aasa, True),)))
    counted: list[int] = []
    screen.page.counted.connect(counted.append)
    screen.page.reload(screen.page.subjects)
    screen.settle()
    assert screen.page.model.rowCount() == 2
    model = screen.page.model
    cells = [model.data(model.index(0, column)) for column in range(4)]
    screen.settle()
    cells = [str(model.data(model.index(0, column))) for column in range(4)]
    assert cells[0] == "Ελένη Μαυρίδη, MAVRIDI ELENI and 1 more"
    assert cells[1].startswith("With the Head of Organisation, Kampala, Uganda · 23–27 Nov 2026")
    assert cells[2] == "1 of 2"
    assert cells[3] == "Tue 10 Nov 2026"
    assert counted[-1] == 2
    texts = [one.text() for one in screen.page.filter_bar._buttons]
    assert texts == ["All 2", "Late 0", "Sent back 0", "Drafts 1", "Delegations 1", "Private 0"]


def test_the_pane_shows_facts_travellers_route_and_what_to_read(screen: Screen) -> None:
    world = screen.world
    letter = NewFile("Invitation.pdf", b"%PDF")
    late = (
        Leg("UG", "Kampala", date(2026, 11, 12), date(2026, 11, 14)),
        Leg("KE", "Kisumu", date(2026, 11, 14), date(2026, 11, 16)),
    )
    one = world.submitted(
        world.eleni, world.tigist, legs=late, files=(letter,), late_reason="The host moved it."
    )
    said = screen.show("trip", one.trip_id)
    for words_ in (
        "Kampala and Kisumu, 12–16 Nov 2026",
        "Basin Waters Forum · delegation of 2 · T-2026-0001",
        "Travel Rule 2, art. 3",
        "Host pays travel and stay",
        "Route of Ελένη Μαυρίδη",
        "Head of Government’s Office, final",
        "“The host moved it.”",
        "Passports valid long enough after coming home",
        "Invitation.pdf",
        "Kisumu, Kenya · 14–16 Nov 2026",
        "Travel Rule 1 does not apply: it ended on Mon 31 Aug 2026.",
    ):
        assert words_ in said, words_
    boxes = [one for one in screen.page.detail.findChildren(QCheckBox) if one.isVisible()]
    assert len(boxes) == 2
    assert screen.page.travellers is not None
    boxes[0].click()
    assert screen.page.travellers.requests() == [world.requests(one.trip_id)[1].id]


def test_a_click_on_a_name_shows_that_travellers_route(screen: Screen) -> None:
    world = screen.world
    one = world.submitted(world.eleni, world.tigist)
    screen.show("trip", one.trip_id)
    name = next(b for b in screen.page.detail.findChildren(QPushButton) if b.text() == "Тігіст Бекеле")
    name.click()
    screen.settle()
    assert "Route of Тігіст Бекеле" in screen.text()
    assert "Security Office" in screen.text()


def test_opening_a_request_turns_to_the_part_of_the_list_it_is_in(screen: Screen) -> None:
    world = screen.world
    one = world.submitted()
    world.decide(one.id, Event.APPROVE, Event.ISSUE_SLIP)
    screen.show("request", one.id)
    screen.qtbot.waitUntil(lambda: screen.page.segment == Group.APPROVED.value)
    screen.settle()
    said = screen.text()
    assert list(screen.page.model.ids()) == [one.trip_id]
    assert "Slip issued" in said
    assert "Fri 4 Dec 2026" in said
    assert screen.deeds() == ["Record Departure…", "Attach File…"]


def test_every_part_of_the_list_says_what_is_next(screen: Screen) -> None:
    world = screen.world
    one = world.submitted()
    world.decide(one.id, Event.APPROVE, Event.ISSUE_SLIP)
    world.desk.clock.set(datetime(2026, 11, 28, 9, tzinfo=UTC))  # type: ignore[attr-defined]
    now = world.request(one.trip_id)
    actions.record_departure(world.desk, now.id, now.version, date(2026, 11, 27), "Told late.")
    assert "Home yesterday" in screen.show("trip", one.trip_id)
    assert screen.deeds() == ["Record Homecoming…", "Attach File…"]
    now = world.request(one.trip_id)
    actions.record_homecoming(world.desk, now.id, now.version, date(2026, 11, 28), "A treaty.")
    screen.page.reload(screen.page.subjects)
    screen.settle()
    assert "A treaty." in screen.text()
    assert screen.deeds() == ["Close Request…", "Attach File…"]
    screen.segment(Group.CLOSED)
    assert screen.page.model.rowCount() == 0


def test_a_trip_that_was_sent_back_is_corrected_from_the_pane(screen: Screen) -> None:
    one = screen.world.submitted()
    screen.world.decide(one.id, Event.SEND_BACK)
    said = screen.show("trip", one.trip_id)
    assert "Sent back" in said
    assert screen.deeds() == ["Correct Request…", "Attach File…", "Withdraw Request…"]
    screen.deed("change_trip").trigger()
    dialog = screen.dialog(TripRequestDialog)
    screen.qtbot.waitUntil(lambda: dialog.windowTitle() == "Trip Request T-2026-0001", timeout=5000)


def test_a_private_reason_is_not_shown_to_whom_it_is_hidden_from(screen: Screen) -> None:
    world = screen.world
    one = world.submitted(kind=Kind.TREATMENT, purpose="Heart clinic")
    scope = replace(world.desk.session.scope, private=False)
    world.desk.take_session(replace(world.desk.session, scope=scope))
    said = screen.show("trip", one.trip_id)
    assert "Private reason" in said
    assert "Heart" not in said
    assert "Treatment" not in said


def test_a_trip_that_may_not_be_seen_says_so(screen: Screen) -> None:
    screen.show("trip", 99)
    assert "outside what you may see" in screen.text()


def test_withdrawing_and_leaving_open_their_dialogs(screen: Screen) -> None:
    one = screen.world.submitted()
    screen.show("trip", one.trip_id)
    screen.deed("withdraw_request").trigger()
    screen.dialog(WithdrawDialog).close()
    screen.world.decide(one.id, Event.APPROVE, Event.ISSUE_SLIP)
    lent = screen.context.deeds.make(screen.context, "request", one.id, screen.page)
    assert [action.objectName() for action in lent] == ["record_departure", "record_homecoming"]
    lent[0].trigger()
    screen.dialog(DepartureDialog).close()


def trip_of(screen: Screen, id: int) -> TripDetail:
    asked = screen.page.ask_subject(id)
    found = asked.query(screen.world.desk, *asked.args)
    assert isinstance(found, TripDetail)
    return found


def entries(desk: Desk) -> int:
    with desk.database.read() as connection:
        return head(connection).number


def test_a_file_is_attached_and_shown(screen: Screen, tmp_path: Path) -> None:
    one = screen.world.submitted()
    screen.show("trip", one.trip_id)
    file = tmp_path / "Letter.txt"
    file.write_bytes(b"Dear host")
    screen.page._attach(trip_of(screen, one.trip_id), str(file))
    screen.settle()
    screen.page.refresh_detail()
    screen.settle()
    assert "Letter.txt" in screen.text()
    assert read_attachment(str(file)).name == "Letter.txt"
    with pytest.raises(Trouble, match="can't be read"):
        read_attachment(str(tmp_path / "gone"))
    [attached] = trip_of(screen, one.trip_id).attachments
    screen.page._save_file(attached.id, b"Dear host", str(tmp_path / "copy.txt"))
    screen.settle()
    assert (tmp_path / "copy.txt").read_bytes() == b"Dear host"
    before = entries(screen.world.desk)
    screen.page._save_file(attached.id, b"Dear host", str(file / "below a file"))
    screen.settle()
    assert entries(screen.world.desk) == before  # nothing is journaled that was not written


def test_new_trip_request_opens_from_the_header_which_shrinks_on_a_narrow_window(screen: Screen) -> None:
    assert screen.page.primary_action is not None
    made = next(b for b in screen.page.findChildren(ActionButton) if b.action is screen.page.primary_action)
    assert made.text() == "New Trip Request…"
    screen.page.resize(1000, 700)
    QApplication.processEvents()
    assert (made.text(), made.accessibleName()) == ("", "New Trip Request…")
    screen.page.primary_action.trigger()
    screen.dialog(TripRequestDialog).close()


def test_a_dossier_lists_trips_and_begins_a_new_one(screen: Screen) -> None:
    world = screen.world
    for day in (1, 4, 8, 11, 15, 18):
        world.submitted(legs=(Leg("NO", "Oslo", date(2026, 12, day), date(2026, 12, day + 1)),))
    section = PersonTrips(screen.context, world.eleni)
    screen.qtbot.addWidget(section)
    section.show()
    screen.settle()
    lines = [b.text() for b in section.findChildren(QPushButton)]
    assert lines == ["Oslo, Norway"] * 5 + ["Show All 6"]
    section.findChildren(QPushButton)[-1].click()
    QApplication.processEvents()
    assert len([b for b in section.findChildren(QPushButton) if b.isVisible()]) == 6
    next(b for b in section.findChildren(QPushButton) if b.isVisible()).click()
    assert screen.opened[-1][0] == "request"
    screen.context.announce({"trips"})
    screen.settle()
    new = screen.context.deeds.make(screen.context, "person", world.eleni, screen.page)
    assert [one.text() for one in new] == ["New Trip Request…"]
    new[0].trigger()
    dialog = screen.dialog(TripRequestDialog)
    assert isinstance(dialog, TripRequestDialog)
    screen.qtbot.waitUntil(lambda: dialog.form.travellers.value() == [world.eleni], timeout=5000)


def test_a_dossier_without_trips_says_so(screen: Screen) -> None:
    section = PersonTrips(screen.context, screen.world.aasa)
    screen.qtbot.addWidget(section)
    section.show()
    screen.settle()
    assert "No trip is in the register." in [one.text() for one in section.findChildren(QLabel)]


def test_ctrl_k_finds_trips(screen: Screen) -> None:
    world = screen.world
    one = world.submitted()
    found = page.find_trips(world.desk, "kisumu")
    assert [(hit.kind, hit.id, hit.title) for hit in found] == [
        ("trip", one.trip_id, "Kampala, Uganda, 23–27 Nov 2026")
    ]
    assert found[0].subtitle.startswith(f"{one.trip_number} · ")


def test_an_empty_list_says_what_to_do_first(screen: Screen) -> None:
    screen.page.reload(screen.page.subjects)
    screen.settle()
    assert "Take a request at the counter" in screen.page.empty().text()
    screen.segment(Group.ABROAD)
    assert screen.page.empty().text() == "No trip is here now"


TODAY = date(2026, 11, 5)


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 11, 3), "2 days late"),
        (TODAY, "Due today"),
        (date(2026, 11, 6), "Tomorrow"),
        (date(2026, 11, 9), "Mon 9 Nov 2026"),
    ],
)
def test_a_due_day_says_how_far_it_is(day: date, text: str) -> None:
    assert words.due_chip(day, TODAY).text == text


def test_what_is_not_known_yet_is_said_as_open() -> None:
    assert words.days(None, TODAY) == "days open"
    assert words.place("", "") == "place open"
    assert words.place("Djibouti", "DJ") == "Djibouti"
    assert words.places(()) == "Place open"


def test_a_pdf_is_shown_in_the_program(screen: Screen) -> None:
    import io

    from reportlab.pdfgen.canvas import Canvas

    held = io.BytesIO()
    canvas = Canvas(held)
    canvas.showPage()
    canvas.save()
    one = screen.world.submitted(files=(NewFile("Letter.pdf", held.getvalue()),))
    screen.show("trip", one.trip_id)
    link = next(b for b in screen.page.detail.findChildren(QPushButton) if b.text() == "Letter.pdf")
    link.click()
    screen.dialog(PaperPreview).close()


def test_a_passport_that_expires_soon_is_said_before_deciding(screen: Screen) -> None:
    world = screen.world
    soon = people.booklet(world.desk, world.eleni, "D7", date(2027, 1, 15))
    trip = actions.submit_trip(
        world.desk, world.draft(travellers=(Traveller(world.eleni, True, soon),))
    ).value
    assert "expires 49 days after coming home; 180 are wanted." in screen.show("trip", trip)


def test_the_page_says_to_others_where_the_passport_is_once_it_may_move(screen: Screen) -> None:
    one = screen.world.submitted()
    screen.show("request", one.id)
    assert (screen.page.property("booklets"), screen.page.property("leaving")) == ([], False)
    screen.world.decide(one.id, Event.APPROVE, Event.ISSUE_SLIP)
    screen.show("request", one.id)
    assert (screen.page.property("booklets"), screen.page.property("leaving")) == (["with_holder"], True)
