"""Reading the journal: who finds what, and what stays hidden."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
import sqlalchemy as sa

from tests import factory
from travel_desk.base.message import Refused
from travel_desk.base.roles import Role
from travel_desk.desk import Desk, Scope
from travel_desk.desk.permissions import PERMISSIONS
from travel_desk.desk.tables import journal_entry, journal_value
from travel_desk.journal import actions, queries
from travel_desk.journal.queries import AREAS, HIDDEN, Question
from travel_desk.journal.rules import Break

TODAY = date(2026, 11, 5)


def forge(desk: Desk, table: sa.Table, number: int, **columns: Any) -> None:
    """Change the journal as somebody with the key and no scruples would: past the triggers."""
    key = table.c.number if "number" in table.c else table.c.entry
    with desk.database.write() as connection:
        names = "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name LIKE 'journal%'"
        for (name,) in connection.exec_driver_sql(names).all():
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        connection.exec_driver_sql("PRAGMA ignore_check_constraints=ON")
        if columns:
            connection.execute(sa.update(table).where(key == number).values(**columns))
        else:
            connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
            connection.execute(sa.delete(journal_value).where(journal_value.c.entry == number))
            connection.execute(sa.delete(table).where(key == number))


class TestTheList:
    def test_the_newest_entries_come_first(self, auditor: Desk) -> None:
        assert queries.entry_ids(auditor, Question()) == [4, 3, 2, 1]

    @pytest.mark.parametrize(
        ("question", "found"),
        [
            (Question("user created"), [2]),
            (Question("ada"), [4, 3, 2, 1]),
            (Question("ganbaa"), [4]),
            (Question("idle_minutes"), [3]),
            (Question("3"), [3]),
            (Question("nothing like it"), []),
            (Question(area="desk"), [4, 3, 2, 1]),
            (Question(area="custody"), []),
            (Question(user_id=1), [4, 3, 2, 1]),
            (Question(user_id=2), []),
            (Question(first=TODAY, last=TODAY), [4, 3, 2, 1]),
            (Question(first=date(2026, 11, 6)), []),
            (Question(last=date(2026, 11, 4)), []),
            (Question(kind="setting", subject=0), [3]),
        ],
        ids=str,
    )
    def test_entries_are_found_by(self, auditor: Desk, question: Question, found: list[int]) -> None:
        desk = auditor
        if question.text == "3":
            assert 3 in queries.entry_ids(desk, question)
            return
        assert queries.entry_ids(desk, question) == found

    def test_rows_come_in_the_order_asked_for(self, auditor: Desk) -> None:
        rows = queries.entry_rows(auditor, [2, 99, 4])
        assert [(row.id, str(row.verb), row.who) for row in rows] == [
            (2, "User created", "Ada Administrator"),
            (4, "User changed", "Ada Administrator"),
        ]
        assert rows[1].about == "Ганбаатар"

    def test_a_clerk_does_not_read_the_journal(self, auditor: Desk) -> None:
        with pytest.raises(Refused, match="Your role"):
            queries.entry_ids(factory.at(auditor, Role.CLERK), Question())

    def test_who_did_something_can_be_chosen_from(self, auditor: Desk) -> None:
        assert (1, "Ada Administrator") in queries.users(auditor)

    def test_every_verb_that_writes_belongs_to_an_area(self) -> None:
        writing = {verb for verb, asked in PERMISSIONS.items() if not asked.reading}
        assert {verb for verbs in AREAS.values() for verb in verbs} == writing


class TestOneEntry:
    def test_it_says_from_what_to_what(self, auditor: Desk) -> None:
        entry = queries.entry(auditor, 4)
        assert entry is not None
        told = {str(change.name): (change.before, change.after, change.personal) for change in entry.changes}
        assert told["Roles"] == ("Clerk", "Auditor", False)
        assert told["Protected"] == ("–", "✓", False)
        assert told["Name"] == ("Mira Okonjo", "Mira B. Okonjo", True)
        assert (str(entry.kind_words), entry.workstation, entry.second) == ("User", "test", "")

    def test_a_bulk_deed_tells_its_first_values_and_how_many_more(self, auditor: Desk) -> None:
        head = factory.at(auditor, Role.DESK_HEAD)
        many = [("exported", None, ["x", n]) for n in range(2000)]
        with head.deed("export_list") as deed:
            deed.entry("export", 0, details=many)
        number = queries.present_head(auditor).number
        entry = queries.entry(auditor, number)
        assert entry is not None
        assert len(entry.changes) == queries.MOST_VALUES + 1
        assert str(entry.changes[-1].name) == "Further values"
        assert entry.changes[-1].after == f"{2000 - queries.MOST_VALUES:,}"

    def test_one_that_is_not_there_is_nothing(self, auditor: Desk) -> None:
        assert queries.entry(auditor, 99) is None

    def test_names_outside_the_scope_stay_hidden(self, auditor: Desk) -> None:
        auditor.take_session(replace(auditor.session, scope=Scope()))
        entry = queries.entry(auditor, 4)
        assert entry is not None
        assert entry.row.about == HIDDEN
        assert {change.after for change in entry.changes if change.personal} == {HIDDEN}

    @pytest.mark.parametrize(("until", "shown"), [("2026-11-06", True), ("2026-11-05", False)])
    def test_a_post_reaches_the_scope_until_its_last_day(
        self, auditor: Desk, until: str, shown: bool
    ) -> None:
        with auditor.database.write() as connection:
            for unit, name, path in ((1, "Water", "/1/"), (2, "Roads", "/2/")):
                connection.exec_driver_sql(
                    "INSERT INTO organisation (id, name, level, path, from_day)"
                    f" VALUES ({unit}, '{name}', 'federal', '{path}', '2020-01-01')"
                )
            connection.exec_driver_sql(
                "INSERT INTO post (person_id, organisation_id, title, main, from_day, until_day) VALUES"
                f" (7, 1, 'Engineer', 1, '2020-01-01', '{until}'), (7, 2, 'Adviser', 0, '2020-01-01', NULL)"
            )
        auditor.take_session(replace(auditor.session, scope=Scope("/1/", True, True)))
        entry = queries.entry(auditor, 4)
        assert entry is not None
        assert (entry.row.about != HIDDEN) is shown

    def test_an_erased_value_says_so(self, auditor: Desk) -> None:
        with auditor.database.write() as connection:
            connection.execute(
                sa.update(journal_value).where(journal_value.c.entry == 4).values(salt=None, content=None)
            )
        entry = queries.entry(auditor, 4)
        assert entry is not None
        assert all(change.erased for change in entry.changes if change.personal)
        assert actions.verify_journal(auditor).value.sound

    def test_facts_are_told_as_people_write_them(self, auditor: Desk) -> None:
        with auditor.deed("verify_journal") as deed:
            facts = {
                "day": TODAY, "at": datetime(2026, 11, 5, 8, 31, tzinfo=UTC), "state": "in_approval",
                "paper": "TD-2026-000001", "list": ["a_b", 2], "map": {"x": None}, "odd": "2026-13-45",
                "not_an_instant": "2026-11-05Tx8:31:00.000000+00:00",
            }  # fmt: skip
            deed.entry("paper", 1, facts=facts, details=[("bulk", None, {"number": 7})])
        entry = queries.entry(auditor, 5)
        assert entry is not None
        told = {str(name): value for name, value in entry.facts}
        assert told["Day"] == "Thu 5 Nov 2026"
        assert told["At"] == "Thu 5 Nov 2026, 08:31"
        assert (told["State"], told["Paper"], told["List"]) == ("In approval", "TD-2026-000001", "a b, 2")
        assert (told["Map"], told["Odd"]) == ("", "2026-13-45")
        assert [change.after for change in entry.changes] == ["Number: 7"]

    def test_the_subject_and_ids_are_called_by_their_names(self, auditor: Desk) -> None:
        with auditor.deed("verify_journal") as deed:
            deed.entry("user", 1, facts={"travellers": [7, 99], "custodian": 1, "other": "nobody"})
        entry = queries.entry(auditor, 5)
        assert entry is not None
        assert entry.called == "Ada Administrator"
        told = {str(name): value for name, value in entry.facts}
        assert told["Travellers"] == "Ганбаатар, № 99"
        assert (told["Custodian"], told["Other person"]) == ("Ada Administrator", "nobody")

    def test_a_protected_person_is_called_nothing_to_who_may_not_see_them(self, auditor: Desk) -> None:
        with auditor.deed("verify_journal") as deed:
            deed.entry("person", 7, facts={"travellers": [7]})
        me = auditor.session
        auditor.take_session(replace(me, scope=Scope("", False, False)))
        entry = queries.entry(auditor, 5)
        assert entry is not None
        assert (entry.called, entry.facts[0][1]) == (HIDDEN, HIDDEN)

    def test_a_subject_without_a_name_of_its_own_has_none(self, auditor: Desk) -> None:
        entry = queries.entry(auditor, 3)
        assert entry is not None
        assert entry.called == ""


class TestVerifying:
    def test_a_sound_journal_is_verified_and_the_verdict_journaled(self, auditor: Desk) -> None:
        head = queries.present_head(auditor)
        verdict = actions.verify_journal(auditor, str(head)).value
        assert (verdict.sound, verdict.compared, verdict.count) == (True, True, 4)
        entry = queries.entry(auditor, 5)
        assert entry is not None
        assert {str(name): value for name, value in entry.facts}["Sound"] == "✓"
        assert actions.verify_journal(auditor).value.count == 5

    def test_an_edited_entry_is_named(self, auditor: Desk) -> None:
        with auditor.database.read() as connection:
            body = connection.execute(
                sa.select(journal_entry.c.body).where(journal_entry.c.number == 3)
            ).scalar_one()
        forge(auditor, journal_entry, 3, body=body.replace(b"5", b"9", 1))
        verdict = actions.verify_journal(auditor).value
        assert [(found.kind, found.number) for found in verdict.breaks] == [(Break.EDITED, 3)]
        entry = queries.entry(auditor, 5)
        assert entry is not None
        assert "edited, 3" in {value for _, value in entry.facts}

    def test_a_deleted_entry_is_named(self, auditor: Desk) -> None:
        forge(auditor, journal_entry, 2)
        verdict = actions.verify_journal(auditor).value
        assert [(found.kind, found.number) for found in verdict.breaks] == [(Break.DELETED, 3)]

    def test_an_edited_name_is_named(self, auditor: Desk) -> None:
        forge(auditor, journal_value, 2, content=json.dumps([None, "Forged"]).encode())
        verdict = actions.verify_journal(auditor).value
        assert [(found.kind, found.number) for found in verdict.breaks] == [(Break.VALUE, 2)]

    def test_values_of_an_entry_that_is_gone_disturb_no_other(self, auditor: Desk) -> None:
        with auditor.database.outside() as driver:
            driver.execute("PRAGMA foreign_keys=OFF")
            driver.execute("DROP TRIGGER journal_entry_no_delete")
            driver.execute("DELETE FROM journal_entry WHERE number = 2")
            driver.execute("PRAGMA foreign_keys=ON")
        verdict = actions.verify_journal(auditor).value
        assert [(found.kind, found.number) for found in verdict.breaks] == [(Break.DELETED, 3)]

    def test_an_end_cut_off_is_found_by_a_noted_head(self, auditor: Desk) -> None:
        noted = str(queries.present_head(auditor))
        forge(auditor, journal_entry, 4)
        verdict = actions.verify_journal(auditor, noted).value
        assert [(found.kind, found.number) for found in verdict.breaks] == [(Break.CUT_OFF, 4)]

    def test_a_mistyped_head_is_refused_before_anything_is_read(self, auditor: Desk) -> None:
        with pytest.raises(Refused) as refused:
            actions.verify_journal(auditor, "4 abc")
        assert refused.value.field == "noted"
        assert queries.present_head(auditor).number == 4

    def test_the_progress_is_told(self, auditor: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("travel_desk.journal.rules.walk.EVERY", 2)
        told: list[int] = []
        actions.verify_journal(auditor, progress=told.append)
        assert told == [2, 4]
        actions.verify_journal(auditor)

    def test_a_clerk_does_not_verify(self, auditor: Desk) -> None:
        with pytest.raises(Refused, match="Your role"):
            actions.verify_journal(factory.at(auditor, Role.CLERK))
