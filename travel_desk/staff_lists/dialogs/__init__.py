"""The dialogs of staff lists: the assistant that takes one in, and the lists that wait for repair."""

from travel_desk.staff_lists.dialogs.assistant import ImportAssistant
from travel_desk.staff_lists.dialogs.repairs import RepairDialog, RepairLists

__all__ = ["ImportAssistant", "RepairDialog", "RepairLists"]
