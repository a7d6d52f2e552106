"""Who sees which users, and how they are found."""

from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests import factory
from travel_desk.access import actions, forms, queries
from travel_desk.access.rules import UserOrder
from travel_desk.base.language import Language
from travel_desk.base.message import Refused
from travel_desk.base.roles import Role
from travel_desk.desk import Desk
from travel_desk.officials.tables import organisation
from travel_desk.paper.letterhead import Letterhead

MIRA = UserOrder("mira", "Mira Okonjo", frozenset({Role.CLERK, Role.CUSTODIAN}), "/1/2/")


@pytest.fixture
def staffed(administrator: Desk) -> Desk:
    with administrator.database.write() as connection:
        for path, name in (("/1/", "Ministry"), ("/1/2/", "Water Board"), ("/3/", "Agency")):
            number = int(path.strip("/").split("/")[-1])
            connection.execute(
                sa.insert(organisation).values(
                    id=number, name=name, level="federal", path=path, from_day=date(2020, 1, 1)
                )
            )
        connection.exec_driver_sql(
            "INSERT INTO person (id, native_name, surname, given_names, nationality, protected,"
            " personnel_number, search_text, sort_key) VALUES (7, 'Ганбаатар', 'GANBAATAR', '', 'UTO', 0,"
            " 'PN 20', 'ганбаатар ganbaatar', 'ganbaatar')"
        )
    actions.create_user(administrator, MIRA, "river-lamp-otter")
    return administrator


def test_users_are_found_by_name_user_name_and_role(staffed: Desk) -> None:
    mira = queries.user_ids(staffed, "oko")
    assert mira == queries.user_ids(staffed, "MIRA") == queries.user_ids(staffed, "mira okonjo")
    assert set(mira) < set(queries.user_ids(staffed, "", "custodian"))
    assert queries.user_ids(staffed, "nobody") == []
    assert len(queries.user_ids(staffed)) == 7


def test_those_who_left_stand_apart(staffed: Desk) -> None:
    mira = queries.user_ids(staffed, "mira")[0]
    actions.deactivate_user(staffed, mira, 1)
    assert queries.user_ids(staffed, "", "left") == [mira]
    assert mira not in queries.user_ids(staffed)


def test_a_user_is_shown_with_scope_roles_and_deeds(staffed: Desk) -> None:
    mira = queries.user_ids(staffed, "mira")[0]
    row = queries.user_detail(staffed, mira)
    assert row is not None
    assert (row.organisation, row.official, row.deeds, row.must_change) == ("Water Board", "", 0, True)
    assert row.user.roles == MIRA.roles
    own = queries.user_detail(staffed, 1)
    assert own is not None
    assert own.own
    assert own.deeds == 2
    assert queries.user_detail(staffed, 99) is None
    assert [one.id for one in queries.user_rows(staffed, [mira, 99, 1])] == [mira, 1]


def test_only_those_who_look_after_users_see_the_list(staffed: Desk) -> None:
    clerk = factory.at(staffed, Role.CLERK)
    with pytest.raises(Refused, match="Your role"):
        queries.user_ids(clerk)
    assert "Mira Okonjo" in [one.name for one in queries.colleagues(clerk)]
    assert not queries.must_change(clerk)


def test_the_tree_of_organisations_is_laid_out_by_name_and_depth(staffed: Desk) -> None:
    found = [(place.name, place.depth) for place in queries.places(staffed)]
    assert found == [("Agency", 0), ("Ministry", 0), ("Water Board", 1)]


def test_an_official_is_found_for_the_link(staffed: Desk) -> None:
    assert [one.id for one in queries.find_officials(staffed, "Ганб")] == [7]
    assert queries.find_officials(staffed, "pn 20")[0].latin == "GANBAATAR"
    assert queries.find_officials(staffed, "nobody") == []


def test_the_settings_of_the_desk_have_defaults(staffed: Desk) -> None:
    assert queries.desk_settings(staffed) == queries.DeskSettings(3, "")


def test_the_recovery_sheet_bears_the_code_and_the_head(tmp_path: Path, administrator: Desk) -> None:
    code = "DXNX-BBYM-D1X8-QWPG-W12K-Q595-W0NP-2HMQ"
    head = Letterhead("Utopia", "Ministry of Water and Land", "Travel Desk")
    sheet = forms.recovery_sheet(code, "office", administrator.now(), head, Language("en"))
    import pypdfium2

    text = pypdfium2.PdfDocument(sheet)[0].get_textpage().get_text_range()
    for part in (*code.split("-"), "office", "Ministry of Water and Land", "Thu 5 Nov 2026"):
        assert part in text
