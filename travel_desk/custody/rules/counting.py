"""An opening inventory that was written in a table: its rows as they are read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from travel_desk.base.message import Message, Refused, msg
from travel_desk.custody.rules.words import BookletState
from travel_desk.officials.rules import normalise
from travel_desk.trips.rules import Cells, FileRow, columns_of

_WORDS = {
    "number": (
        "passport number|passport no|passport|booklet|document number|document no|numéro de passeport"
        "|n° de passeport|passeport|номер паспорта|паспорт|رقم الجواز|جواز السفر|passnummer"
        "|número de pasaporte|pasaporte"
    ),
    "place": "place|where|location|lies in|emplacement|lieu|место|المكان|platz|ort|lugar|ubicación",
    "safe": "safe|coffre|coffre fort|сейф|خزنة|الخزنة|tresor|caja fuerte",
    "shelf": "shelf|étagère|rayon|полка|رف|الرف|fach|regal|estante",
    "slot": "slot|casier|ячейка|خانة|الخانة|steckplatz|ranura|casilla",
    "ground": (
        "ground|order|paper|order or paper|motif|ordre|основание|приказ|الأساس|الأمر|grund|motivo|orden"
    ),
    "article": "article|act and article|act|acte et article|статья|закон|المادة|القانون|artikel|artículo",
    "review": (
        "review|review by|review date|review of the ground|révision|date de révision|пересмотр"
        "|дата пересмотра|المراجعة|تاريخ المراجعة|überprüfung|revisión"
    ),
    "state": "state|state of the booklet|condition|état|состояние|الحالة|zustand|estado",
}
_STATES = {
    BookletState.WHOLE: "whole|good|intact|entier|bon|целый|сохранен|سليم|ganz|gut|entero|bueno",
    BookletState.WORN: "worn|usé|изношен|потрепан|بال|abgenutzt|gastado",
    BookletState.DAMAGED: "damaged|endommagé|abîmé|поврежден|تالف|beschädigt|dañado",
}
_BY_WORD = {
    normalise(word): state for state, words in _STATES.items() for word in (state.value, *words.split("|"))
}


@dataclass(frozen=True, slots=True)
class Counted:
    """One booklet as a row or a scan names it.

    row: its number in the file, 0 for a scan. place: the words of a place, "" for the next free one.
    ground, article, review_on: "" and None for what all share. problem: why the row can't be read.
    """

    row: int
    number: str
    place: str = ""
    ground: str = ""
    article: str = ""
    review_on: date | None = None
    booklet: BookletState = BookletState.WHOLE
    problem: Message | None = None


def read_counted(titles: Sequence[str], rows: Sequence[FileRow], today: date) -> list[Counted]:
    """Return the booklets that the rows of a table name, each with what is wrong with its row.

    titles: of the columns. today: what years of two figures are reckoned from. Raises Refused where no
    column holds passport numbers.
    """
    columns = columns_of(titles, _WORDS)
    if "number" not in columns:
        raise Refused(
            msg("No column is headed “Passport number”. Name that column so, save the file and try again.")
        )
    cells = Cells(columns, rows, ["review"], today)
    return [_counted(row, cells) for row in rows]


def place_key(text: str) -> str:
    """Return what two ways of writing a place have in common: "Safe 1, A-01" and "safe 1 a 01"."""
    return normalise(text)


def number_key(text: str) -> str:
    """Return a passport number as it is printed: capitals and figures, nothing between."""
    return "".join(sign for sign in text.upper() if sign.isalnum())


def _counted(row: FileRow, cells: Cells) -> Counted:
    number = number_key(cells.text(row, "number"))
    if row.fault is not None:
        return Counted(row.number, number, problem=row.fault)
    if not number:
        return Counted(row.number, "", problem=msg("The passport number is missing."))
    state = cells.text(row, "state")
    known = _BY_WORD.get(normalise(state), BookletState.WHOLE if not state else None)
    if known is None:
        return Counted(row.number, number, problem=msg("“{text}” is no state of a booklet.", text=state))
    try:
        review = cells.day(row, "review")
    except Refused as error:
        return Counted(row.number, number, problem=error.message)
    place = cells.text(row, "place") or " ".join(
        part for part in (cells.text(row, name) for name in ("safe", "shelf", "slot")) if part
    )
    ground, article = cells.text(row, "ground"), cells.text(row, "article")
    return Counted(row.number, number, place, ground, article, review, known)
