"""Deeds on officials: each verb is one deed with one journal entry."""

from travel_desk.officials.actions.changes import (
    merge_organisations,
    move_organisation,
    rename_organisation,
    split_organisation,
)
from travel_desk.officials.actions.filters import remove_filter, rename_filter, save_filter
from travel_desk.officials.actions.organisations import add_organisation, change_organisation
from travel_desk.officials.actions.passports import change_passport, register_passport
from travel_desk.officials.actions.persons import (
    change_person,
    open_dossier,
    register_people,
    register_person,
)
from travel_desk.officials.actions.posts import (
    add_category,
    add_clearance,
    add_post,
    end_category,
    end_clearance,
    end_post,
)
from travel_desk.officials.actions.taking_back import Outcome, take_back_change

__all__ = [
    "Outcome",
    "add_category",
    "add_clearance",
    "add_organisation",
    "add_post",
    "change_organisation",
    "change_passport",
    "change_person",
    "end_category",
    "end_clearance",
    "end_post",
    "merge_organisations",
    "move_organisation",
    "open_dossier",
    "register_passport",
    "register_people",
    "register_person",
    "remove_filter",
    "rename_filter",
    "rename_organisation",
    "save_filter",
    "split_organisation",
    "take_back_change",
]
