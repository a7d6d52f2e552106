"""Deeds on officials: each verb is one deed with one journal entry."""

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

__all__ = [
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
    "open_dossier",
    "register_passport",
    "register_people",
    "register_person",
]
