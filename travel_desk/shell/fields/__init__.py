"""Fields of dialogs: each has a value, a `changed` signal, and room for a note beneath it."""

from travel_desk.shell.fields.choice import Choice, CountryField, country_codes
from travel_desk.shell.fields.days import BirthField, DateField, MomentField
from travel_desk.shell.fields.files import FilesField, GivenFile
from travel_desk.shell.fields.find import FindField, Suggestion
from travel_desk.shell.fields.note import FieldNote, Level, columns, labelled
from travel_desk.shell.fields.text import PasswordField, SearchField, TextArea, TextField
from travel_desk.shell.fields.tokens import TokensField

__all__ = [
    "BirthField",
    "Choice",
    "CountryField",
    "DateField",
    "FieldNote",
    "FilesField",
    "FindField",
    "GivenFile",
    "Level",
    "MomentField",
    "PasswordField",
    "SearchField",
    "Suggestion",
    "TextArea",
    "TextField",
    "TokensField",
    "columns",
    "country_codes",
    "labelled",
]
