"""Who leaves, who comes by the recovery code, and what a full disk or a kill in between leaves behind."""

from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests import factory
from tests.access.desk_work import HEAD, MIRA, SECOND, id_of, last_entry, log_in
from travel_desk.access import actions, opening, store
from travel_desk.access.opening import WrongPassword
from travel_desk.base.message import Trouble, msg
from travel_desk.base.roles import Role
from travel_desk.database.keys import Slots
from travel_desk.desk import Desk
from travel_desk.desk.tables import setting


def full_at_commit(patch: pytest.MonkeyPatch) -> None:
    """Let the disk be full at the moment of the commit, when the key slots are written already."""

    def full(*_: object, **__: object) -> None:
        raise Trouble(msg("The disk is full."))

    patch.setattr("travel_desk.desk.chain.append", full)


class TestAFullDiskAtTheCommit:
    @pytest.mark.parametrize("deed", ["change", "reset", "recovery", "create"])
    def test_the_old_passwords_still_open_the_desk(
        self, administrator: Desk, monkeypatch: pytest.MonkeyPatch, deed: str
    ) -> None:
        clerk = id_of(administrator, "clerk")
        order = replace(MIRA, user_name="mira")
        deeds = {
            "change": lambda: actions.change_password(administrator, factory.PASSWORD, SECOND),
            "reset": lambda: actions.reset_password(administrator, clerk, 1, SECOND),
            "recovery": lambda: actions.replace_recovery(administrator, HEAD),
            "create": lambda: actions.create_user(administrator, order, SECOND),
        }
        before = (administrator.folder / "slots.json").read_bytes()
        with monkeypatch.context() as patch:
            full_at_commit(patch)
            with pytest.raises(Trouble, match="full"):
                deeds[deed]()
        assert (administrator.folder / "slots.json").read_bytes() == before


class TestAKillBeforeTheCommit:
    @pytest.mark.parametrize("deed", ["reset", "recovery"])
    def test_what_the_register_never_heard_of_is_taken_back_at_the_next_login(
        self, administrator: Desk, monkeypatch: pytest.MonkeyPatch, deed: str
    ) -> None:
        code = actions.replace_recovery(administrator, HEAD).value
        clerk = id_of(administrator, "clerk")
        before = (administrator.folder / "slots.json").read_bytes()
        slots = Slots(administrator.folder)
        if deed == "reset":
            slots.put("clerk", SECOND, administrator.database.key)
        else:
            store.new_recovery(slots, administrator.database.key)
        (administrator.folder / opening.BEFORE).write_bytes(before)
        administrator.close()
        log_in(administrator, "desk_head").close()
        assert not (administrator.folder / opening.BEFORE).exists()
        if deed == "reset":
            assert log_in(administrator, "clerk").session.user_id == clerk
        else:
            assert actions.log_in_by_recovery(
                administrator.folder, code, "administrator", SECOND, administrator.clock, "here"
            )

    def test_a_copy_from_another_desk_brings_nobody_in(self, administrator: Desk, tmp_path: Path) -> None:
        (tmp_path / "other").mkdir()
        other = Slots.create(tmp_path / "other")
        other.put("clerk", SECOND, bytes(48))
        before = (administrator.folder / "slots.json").read_bytes()
        (administrator.folder / opening.BEFORE).write_bytes((tmp_path / "other" / "slots.json").read_bytes())
        administrator.close()
        log_in(administrator, "desk_head").close()
        assert (administrator.folder / "slots.json").read_bytes() == before

    def test_a_disk_without_room_for_the_copy_is_told(
        self, administrator: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(path: Path, content: bytes) -> None:
            raise OSError(28, "No space left on device")

        with monkeypatch.context() as patch:
            patch.setattr(opening, "write_whole", full)
            with pytest.raises(Trouble, match="could not be written"):
                actions.change_password(administrator, factory.PASSWORD, SECOND)
        assert log_in(administrator, "administrator")


class TestLeaving:
    def test_a_re_key_that_the_disk_hinders_is_told_and_done_at_the_next_login(
        self, administrator: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(*_: object) -> None:
            raise Trouble(msg("The disk is full."))

        with monkeypatch.context() as patch:
            patch.setattr(opening, "rekey_database", full)
            told = actions.deactivate_user(administrator, id_of(administrator, "clerk"), 1).value
        assert told is not None
        assert administrator.setting(opening.REKEY, False)
        administrator.close()
        again = log_in(administrator, "administrator")
        assert not again.setting(opening.REKEY, False)

    def test_who_leaves_logs_in_no_more_and_the_old_key_opens_nothing(self, administrator: Desk) -> None:
        clerk = id_of(administrator, "clerk")
        old = Slots(administrator.folder).unlock("clerk", factory.PASSWORD).keys[0]
        actions.deactivate_user(administrator, clerk, 1)
        with pytest.raises(WrongPassword):
            log_in(administrator, "clerk")
        assert administrator.database.key != old
        with pytest.raises(Trouble):
            Desk.open(administrator.folder, old, "", administrator.clock, "stolen copy")
        assert log_in(administrator, "custodian").session.roles == {Role.CUSTODIAN}
        assert administrator.setting(opening.REKEY, False) is False

    def test_the_recovery_sheet_still_opens_the_desk(self, administrator: Desk) -> None:
        code = actions.replace_recovery(administrator, HEAD).value
        actions.deactivate_user(administrator, id_of(administrator, "clerk"), 1)
        assert actions.log_in_by_recovery(
            administrator.folder, code, "administrator", SECOND, administrator.clock, "here"
        )

    def test_a_rekeying_that_was_cut_off_is_done_at_the_next_login(
        self, administrator: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        old = administrator.database.key
        monkeypatch.setattr(opening, "rekey", lambda _: None)
        actions.deactivate_user(administrator, id_of(administrator, "clerk"), 1)
        monkeypatch.undo()
        administrator.close()
        custodian = log_in(administrator, "custodian")
        assert custodian.database.key != old
        with custodian.database.read() as connection:
            due = sa.select(setting.c.value).where(setting.c.name == opening.REKEY)
            assert connection.execute(due).first() is None

    @pytest.mark.parametrize("moment", ["announced", "renamed"])
    def test_a_kill_within_the_rekeying_leaves_a_desk_that_opens(
        self, administrator: Desk, monkeypatch: pytest.MonkeyPatch, moment: str
    ) -> None:
        class Killed(BaseException):
            pass

        def kill(*_: object) -> None:
            raise Killed

        at = (
            "travel_desk.database.engine.Database.replace_by"
            if moment == "announced"
            else ("travel_desk.database.keys.Slots.promote")
        )
        monkeypatch.setattr(at, kill)
        with pytest.raises(Killed):
            actions.deactivate_user(administrator, id_of(administrator, "clerk"), 1)
        monkeypatch.undo()
        administrator.close()
        custodian = log_in(administrator, "custodian")
        slots = Slots(custodian.folder)
        assert not any(slot.following for slot in slots.slots.values())
        custodian.close()
        assert log_in(administrator, "auditor").session.roles == {Role.AUDITOR}

    def test_a_password_change_cut_off_before_the_commit_is_put_right_at_login(
        self, administrator: Desk
    ) -> None:
        Slots(administrator.folder).put("clerk", SECOND, administrator.database.key)
        clerk = log_in(administrator, "clerk", SECOND)
        assert last_entry(clerk)["facts"] == {"slot_reconciled": True}
        actions.deactivate_user(administrator, id_of(administrator, "auditor"), 1)
        clerk.close()
        assert log_in(administrator, "clerk", SECOND)

    def test_a_slot_that_nobody_owns_is_dropped_at_the_next_login(self, administrator: Desk) -> None:
        Slots(administrator.folder).put("intruder", SECOND, administrator.database.key)
        log_in(administrator, "clerk")
        assert not Slots(administrator.folder).has("intruder")
