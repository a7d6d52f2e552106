"""Users come, change and leave; the journal says so, and the key slots follow."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests import factory
from tests.access.desk_work import FIRST, HEAD, MIRA, SECOND, entries, id_of, last_entry, log_in
from travel_desk.access import actions, opening, store
from travel_desk.access.actions import FirstUser
from travel_desk.access.opening import WrongPassword
from travel_desk.access.tries import FILE as TRIES
from travel_desk.base.clock import SetClock
from travel_desk.base.message import Refused, Trouble
from travel_desk.base.roles import Role
from travel_desk.database.engine import FILE as DATABASE
from travel_desk.database.keys import Slots
from travel_desk.desk import Credentials, Deed, Desk
from travel_desk.desk.tables import journal_value


class TestANewDesk:
    def test_it_opens_for_its_first_administrator_and_for_its_recovery_code(self, tmp_path: Path) -> None:
        first = FirstUser(" Ada ", "Ada Quill", FIRST)
        desk, code = actions.create_desk(tmp_path / "desk", first, factory.clock(), "here")
        desk.close()
        assert log_in(desk, "ADA", FIRST).session.name == "Ada Quill"
        again = actions.log_in_by_recovery(desk.folder, code, "ada", SECOND, desk.clock, "here")
        assert again.session.roles == {Role.ADMINISTRATOR}

    def test_the_duties_put_their_beginnings_into_the_same_deed(self, tmp_path: Path) -> None:
        def country(deed: Deed) -> None:
            deed.put_setting("country", "UTO")

        desk, _ = actions.create_desk(
            tmp_path / "desk", FirstUser("ada", "Ada", FIRST), factory.clock(), "here", [country]
        )
        assert desk.setting("country", "") == "UTO"
        assert entries(desk) == 1

    def test_a_weak_password_makes_no_desk(self, tmp_path: Path) -> None:
        with pytest.raises(Refused, match="missing"):
            actions.create_desk(tmp_path / "desk", FirstUser("ada", "Ada", "short"), factory.clock(), "here")
        assert not (tmp_path / "desk").exists()


class TestLoggingIn:
    def test_it_is_journaled_with_the_wrong_passwords_before_it(self, administrator: Desk) -> None:
        clock = administrator.clock
        assert isinstance(clock, SetClock)
        for wait in (1, 2, 4):
            with pytest.raises(WrongPassword) as wrong:
                log_in(administrator, "clerk", "not it")
            assert wrong.value.wait == wait
            clock.forward(seconds=wait)
        with pytest.raises(WrongPassword):
            log_in(administrator, "nobody", "not it")
        clerk = log_in(administrator, "clerk")
        facts = last_entry(clerk)["facts"]
        assert isinstance(facts, dict)
        assert (facts["wrong_passwords"], facts["unknown_names"]) == (3, 1)
        assert json.loads((clerk.folder / TRIES).read_bytes()) == {}

    def test_a_right_password_waits_too_while_the_wait_is_not_over(self, administrator: Desk) -> None:
        with pytest.raises(WrongPassword):
            log_in(administrator, "clerk", "not it")
        with pytest.raises(WrongPassword, match="Wait 1 second") as waiting:
            log_in(administrator, "clerk")
        assert waiting.value.wait == 1

    def test_a_clean_login_says_nothing_of_wrong_passwords(self, administrator: Desk) -> None:
        assert last_entry(log_in(administrator, "clerk"))["facts"] == {}

    def test_a_folder_without_a_database_is_told(self, administrator: Desk) -> None:
        administrator.close()
        (administrator.folder / DATABASE).unlink()
        with pytest.raises(Trouble, match="no database"):
            log_in(administrator, "clerk")

    def test_a_database_of_another_desk_is_told_and_closed(self, administrator: Desk) -> None:
        administrator.close()
        for file in administrator.folder.glob(DATABASE + "*"):
            file.write_bytes(b"x" * 8192)
        with pytest.raises(Trouble):
            log_in(administrator, "clerk")

    def test_a_slot_whose_user_left_opens_nothing(self, administrator: Desk) -> None:
        clerk = id_of(administrator, "clerk")
        with administrator.database.write() as connection:
            store.deactivate_user(connection, clerk)
        with pytest.raises(Refused, match="no longer works"):
            log_in(administrator, "clerk")

    def test_an_older_database_is_copied_before_it_is_brought_up(
        self, administrator: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        copied = []
        monkeypatch.setattr(opening, "is_current", lambda _: False)
        monkeypatch.setattr(opening, "upgrade", lambda _: copied.append("upgraded"))
        actions.log_in(
            administrator.folder,
            "clerk",
            factory.PASSWORD,
            administrator.clock,
            "here",
            lambda _: copied.append("copied"),
        )
        log_in(administrator, "clerk")
        assert copied == ["copied", "upgraded", "upgraded"]

    def test_an_upgrade_that_fails_leaves_the_database_closed(
        self, administrator: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(database: object) -> None:
            raise Trouble(actions.msg("no"))

        monkeypatch.setattr(opening, "is_current", lambda _: False)
        with pytest.raises(Trouble):
            actions.log_in(administrator.folder, "clerk", factory.PASSWORD, administrator.clock, "here", fail)


class TestRecovery:
    def test_the_code_gives_an_administrator_a_new_password_and_is_journaled(
        self, administrator: Desk
    ) -> None:
        code = actions.replace_recovery(administrator, HEAD).value
        desk = actions.log_in_by_recovery(
            administrator.folder, code.lower(), "administrator", SECOND, administrator.clock, "here"
        )
        assert last_entry(desk)["facts"] == {"recovery": True}
        assert log_in(administrator, "administrator", SECOND).session.roles == {Role.ADMINISTRATOR}
        with pytest.raises(WrongPassword):
            log_in(administrator, "administrator", factory.PASSWORD)

    def test_an_old_sheet_opens_nothing_any_more(self, administrator: Desk) -> None:
        old = actions.replace_recovery(administrator, HEAD).value
        actions.replace_recovery(administrator, HEAD)
        with pytest.raises(WrongPassword):
            actions.log_in_by_recovery(
                administrator.folder, old, "administrator", SECOND, administrator.clock, "here"
            )

    @pytest.mark.parametrize("name", ["clerk", "nobody"])
    def test_only_an_administrator_comes_in_by_it(self, administrator: Desk, name: str) -> None:
        code = actions.replace_recovery(administrator, HEAD).value
        with pytest.raises(Refused, match="administrators only"):
            actions.log_in_by_recovery(administrator.folder, code, name, SECOND, administrator.clock, "here")

    def test_a_new_code_takes_a_second_person(self, administrator: Desk) -> None:
        with pytest.raises(Refused, match="second person") as refused:
            actions.replace_recovery(administrator)
        assert refused.value.field == "second"

    def test_guessing_the_second_persons_password_has_to_wait(self, administrator: Desk) -> None:
        wrong = Credentials("desk_head", "guess")
        with pytest.raises(Refused) as refused:
            actions.replace_recovery(administrator, wrong)
        assert refused.value.field == "second_password"
        with pytest.raises(Refused, match="Wait"):
            actions.replace_recovery(administrator, HEAD)

    def test_slots_that_the_register_does_not_know_open_nothing(self, administrator: Desk) -> None:
        code = actions.replace_recovery(administrator, HEAD).value
        with administrator.database.write() as connection:
            connection.exec_driver_sql("DELETE FROM recovery_slot")
        administrator.close()
        with pytest.raises(Refused, match="not in the register"):
            actions.log_in_by_recovery(
                administrator.folder, code, "administrator", SECOND, administrator.clock, "counter 2"
            )

    def test_wrong_codes_are_counted_in_the_journal(self, administrator: Desk) -> None:
        code = actions.replace_recovery(administrator, HEAD).value
        wrong = actions.rules.recovery_code(bytes(19))
        clock = administrator.clock
        assert isinstance(clock, SetClock)
        with pytest.raises(WrongPassword):
            actions.log_in_by_recovery(administrator.folder, wrong, "administrator", SECOND, clock, "here")
        clock.forward(seconds=1)
        desk = actions.log_in_by_recovery(administrator.folder, code, "administrator", SECOND, clock, "here")
        facts = last_entry(desk)["facts"]
        assert isinstance(facts, dict)
        assert facts["wrong_passwords"] == 1


class TestUsers:
    def test_a_new_user_logs_in_and_has_to_choose_a_password(self, administrator: Desk) -> None:
        new = actions.create_user(administrator, MIRA, FIRST).value
        mira = log_in(administrator, "mira", FIRST)
        assert (mira.session.user_id, mira.session.name) == (new, "Mira Okonjo")
        with mira.database.read() as connection:
            assert store.must_change(connection, new)
        actions.change_password(mira, FIRST, SECOND)
        with mira.database.read() as connection:
            assert not store.must_change(connection, new)
        assert log_in(administrator, "mira", SECOND).session.user_id == new

    def test_names_stand_beside_the_journal_not_in_it(self, administrator: Desk) -> None:
        actions.create_user(administrator, MIRA, FIRST)
        assert "Mira" not in json.dumps(last_entry(administrator))
        with administrator.database.read() as connection:
            names = set(connection.execute(sa.select(journal_value.c.name)).scalars())
        assert {"name", "user_name"} <= names

    def test_a_taken_user_name_is_refused_and_leaves_the_key_slots_alone(self, administrator: Desk) -> None:
        before = (administrator.folder / "slots.json").read_bytes()
        with pytest.raises(Refused, match="is taken") as refused:
            actions.create_user(administrator, replace(MIRA, user_name="clerk"), FIRST)
        assert refused.value.field == "user_name"
        assert (administrator.folder / "slots.json").read_bytes() == before

    def test_a_deed_that_fails_late_puts_the_key_slots_back(
        self, administrator: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(*_: object, **__: object) -> int:
            raise Trouble(actions.msg("The disk is full."))

        monkeypatch.setattr(store, "create_user", full)
        with pytest.raises(Trouble):
            actions.create_user(administrator, MIRA, FIRST)
        assert not Slots(administrator.folder).has("mira")

    def test_a_clerk_makes_no_users(self, administrator: Desk) -> None:
        with pytest.raises(Refused, match="Your role"):
            actions.create_user(factory.at(administrator, Role.CLERK), MIRA, FIRST)

    def test_roles_and_scope_change_from_what_to_what(self, administrator: Desk) -> None:
        new = actions.create_user(administrator, MIRA, FIRST).value
        order = replace(MIRA, name="Mira B. Okonjo", roles=frozenset({Role.AUDITOR}), organisation_path="/1/")
        actions.change_user(administrator, new, 1, order)
        assert last_entry(administrator)["changes"] == {
            "organisation_path": ["", "/1/"],
            "roles": [["clerk", "custodian"], ["auditor"]],
        }
        mira = log_in(administrator, "mira", FIRST)
        assert (mira.session.name, mira.session.roles) == ("Mira B. Okonjo", {Role.AUDITOR})
        assert mira.scope.organisation_path == "/1/"

    def test_a_change_over_somebody_elses_change_is_refused(self, administrator: Desk) -> None:
        new = actions.create_user(administrator, MIRA, FIRST).value
        actions.change_user(administrator, new, 1, replace(MIRA, name="Mira B."))
        with pytest.raises(Refused, match="Somebody changed this"):
            actions.change_user(administrator, new, 1, replace(MIRA, name="Mira C."))

    def test_an_official_is_linked_to_one_user_only(self, administrator: Desk) -> None:
        with administrator.database.write() as connection:
            connection.exec_driver_sql(
                "INSERT INTO person (id, native_name, surname, given_names, nationality, protected,"
                " search_text, sort_key) VALUES (7, 'x', 'X', '', 'UTO', 0, '', '')"
            )
        linked = replace(MIRA, person_id=7)
        actions.create_user(administrator, linked, FIRST)
        with pytest.raises(Refused, match="already linked"):
            actions.create_user(administrator, replace(linked, user_name="other"), FIRST)

    def test_a_user_that_is_gone_is_told(self, administrator: Desk) -> None:
        with pytest.raises(Refused, match="no longer in the register"), administrator.database.read() as c:
            store.user_of(c, 99)

    def test_a_reset_password_is_a_first_password_again(self, administrator: Desk) -> None:
        clerk = id_of(administrator, "clerk")
        actions.reset_password(administrator, clerk, 1, FIRST)
        assert log_in(administrator, "clerk", FIRST)
        with administrator.database.read() as connection:
            assert store.must_change(connection, clerk)

    def test_the_own_password_is_changed_with_the_old_one_only(self, administrator: Desk) -> None:
        clerk = log_in(administrator, "clerk")
        with pytest.raises(WrongPassword):
            actions.change_password(clerk, "not the old one", SECOND)
        assert isinstance(clerk.clock, SetClock)
        clerk.clock.forward(seconds=1)
        actions.change_password(clerk, factory.PASSWORD, SECOND)
        assert log_in(administrator, "clerk", SECOND)


def test_settings_are_kept_and_journaled(administrator: Desk) -> None:
    actions.change_settings(administrator, {"idle_minutes": 5})
    assert administrator.setting("idle_minutes", 3) == 5
    assert last_entry(administrator)["changes"] == {"idle_minutes": [None, 5]}
