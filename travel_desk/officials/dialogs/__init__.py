"""The dialogs of officials. Each opens over the window with `open()`."""

from travel_desk.officials.dialogs.filters import FilterDialog, NameFilter
from travel_desk.officials.dialogs.organisations import Organisations
from travel_desk.officials.dialogs.organisations_change import MoveOrganisation, RenameOrganisation
from travel_desk.officials.dialogs.organisations_entry import ChangeOrganisation, EndOrganisation
from travel_desk.officials.dialogs.organisations_merge import MergeOrganisations
from travel_desk.officials.dialogs.organisations_split import SplitOrganisation
from travel_desk.officials.dialogs.passports import (
    ChangePassport,
    RegisterPassport,
    change_passport,
    register_passport,
)
from travel_desk.officials.dialogs.person import ChangePerson, change_person
from travel_desk.officials.dialogs.posts import AddPost, add_post, end_post
from travel_desk.officials.dialogs.register import RegisterPerson
from travel_desk.officials.dialogs.standing import (
    AddCategory,
    AddClearance,
    add_category,
    add_clearance,
    end_category,
    end_clearance,
)

__all__ = [
    "AddCategory",
    "AddClearance",
    "AddPost",
    "ChangeOrganisation",
    "ChangePassport",
    "ChangePerson",
    "EndOrganisation",
    "FilterDialog",
    "MergeOrganisations",
    "MoveOrganisation",
    "NameFilter",
    "Organisations",
    "RegisterPassport",
    "RegisterPerson",
    "RenameOrganisation",
    "SplitOrganisation",
    "add_category",
    "add_clearance",
    "add_post",
    "change_passport",
    "change_person",
    "end_category",
    "end_clearance",
    "end_post",
    "register_passport",
]
