"""The dialogs of duplicates: merging two entries, splitting them again."""

from travel_desk.duplicates.dialogs.merge import MergeDialog
from travel_desk.duplicates.dialogs.split import SplitDialog

__all__ = ["MergeDialog", "SplitDialog"]
