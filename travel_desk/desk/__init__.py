"""The open desk: session, permission table, deeds, the journal's chain, numbers, drafts, filters."""

from travel_desk.desk.about import About, Changed, Credentials, Scope, Seen, Session, Undo
from travel_desk.desk.create import NewDesk, create
from travel_desk.desk.deed import Deed, Defect
from travel_desk.desk.desk import Desk, Holidays
from travel_desk.desk.drafts import DraftRecord
from travel_desk.desk.filters import SavedFilter

__all__ = [
    "About",
    "Changed",
    "Credentials",
    "Deed",
    "Defect",
    "Desk",
    "DraftRecord",
    "Holidays",
    "NewDesk",
    "SavedFilter",
    "Scope",
    "Seen",
    "Session",
    "Undo",
    "create",
]
