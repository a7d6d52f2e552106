"""Tables of rows in files: CSV and XLSX as they come, and as the desk gives them out."""

from travel_desk.sheets.reading import look, rows
from travel_desk.sheets.records import Cell, Choice, Found, OutColumn, Progress, Row
from travel_desk.sheets.writing import write

__all__ = ["Cell", "Choice", "Found", "OutColumn", "Progress", "Row", "look", "rows", "write"]
