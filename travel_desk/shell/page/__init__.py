"""What a page of the window is, and the list page that most are."""

from travel_desk.shell.page.asking import Ask
from travel_desk.shell.page.base import Page
from travel_desk.shell.page.exporting import ExportColumn
from travel_desk.shell.page.filters import Filter, FilterBar, Segments
from travel_desk.shell.page.list import ListPage
from travel_desk.shell.page.states import EmptyState

__all__ = ["Ask", "EmptyState", "ExportColumn", "Filter", "FilterBar", "ListPage", "Page", "Segments"]
