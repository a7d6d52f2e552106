"""Past trips that were written in a table: one row a traveller, or more where stays or decisions are several.

Rows of one trip bear its number on paper. What a row repeats is taken from the trip's first row; each row
may add a traveller, a stay and a decision.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import TypeVar

from travel_desk.base.language import available, load
from travel_desk.base.message import Message, Refused, msg
from travel_desk.officials.rules import normalise
from travel_desk.trips.rules.columns import Cells, FileRow, columns_of
from travel_desk.trips.rules.past import PastDecision
from travel_desk.trips.rules.records import Leg
from travel_desk.trips.rules.words import Funding, Kind

E = TypeVar("E", bound=StrEnum)

_WORDS = {
    "number": "trip number|trip|trip no|number|no|numéro|n°|номер|номер поездки|الرقم|رقم الرحلة",
    "personnel": "personnel number|personnel no|staff number|matricule|табельный номер|الرقم الوظيفي",
    "passport": "passport number|passport|numéro de passeport|passeport|номер паспорта|رقم الجواز",
    "kind": "kind|kind of trip|type|type of trip|nature|type de voyage|вид|вид поездки|النوع|نوع الرحلة",
    "purpose": "purpose|purpose of the trip|reason|objet|but|motif|цель|цель поездки|الغرض|الهدف",
    "host": "host|inviter|invited by|hôte|invitant|принимающая сторона|приглашающий|المضيف|الجهة الداعية",
    "funding": "funding|paid by|financement|financé par|финансирование|за счет|التمويل",
    "country": "country|destination|pays|страна|البلد|الدولة",
    "city": "city|town|place|ville|lieu|город|место|المدينة",
    "arrives": "from|arrives|arrival|departure|start|begins|du|départ|début|с|начало|من|تاريخ السفر",
    "leaves": "to|until|leaves|return|end|ends|au|retour|fin|по|до|окончание|إلى|تاريخ العودة",
    "asked": "asked on|requested on|date of request|demandé le|дата обращения|дата заявки|تاريخ الطلب",
    "office": "office|decided by office|authority|autorité|bureau|орган|инстанция|الجهة المقررة",
    "decided_by": "decided by|name|signed by|décidé par|signé par|кем решено|подписал|صاحب القرار",
    "capacity": "capacity|function|title|qualité|fonction|должность|الصفة",
    "decided_on": "decided on|date of decision|décidé le|date de décision|дата решения|تاريخ القرار",
    "paper": "paper|decision number|document|décision n°|документ|номер решения|رقم القرار",
    "outcome": "outcome|decision|result|décision|issue|решение|результат|القرار|النتيجة",
    "reasons": "reasons|reasons for refusal|motifs|причины|الأسباب",
    "left": "left on|actual departure|parti le|выехал|غادر في",
    "home": "came home on|home on|actual return|rentré le|вернулся|عاد في",
    "report": "report|what came of it|results|compte rendu|отчет|итоги|التقرير",
    "act": "act|rule|acte|закон|القانون",
    "article": "article|статья|المادة",
}
_DAYS = ("arrives", "leaves", "asked", "decided_on", "left", "home")
_REFUSED = "refused|refuse|denied|rejected|no|refusé|rejeté|отказано|отказ|مرفوض|رفض"
_APPROVED = "approved|approve|closed|granted|yes|made|approuvé|accordé|effectué|одобрено|разрешено|موافق|منجز"


@dataclass(frozen=True, slots=True)
class PastLine:
    """What one row says. personnel, passport: by which the traveller is known. problem: what it lacks."""

    row: int
    number: str = ""
    personnel: str = ""
    passport: str = ""
    kind: Kind = Kind.VISIT
    purpose: str = ""
    host: str = ""
    funding: Funding = Funding.MINISTRY
    leg: Leg | None = None
    asked_on: date | None = None
    decision: PastDecision | None = None
    left_on: date | None = None
    home_on: date | None = None
    report: str = ""
    act: str = ""
    article: str = ""
    problem: Message | None = None


def read_past_list(titles: Sequence[str], rows: Sequence[FileRow], today: date) -> list[PastLine]:
    """Return what the rows of a table say of past trips, each with what is wrong with it.

    titles: of the columns. today: what years of two figures are reckoned from. Raises Refused where a
    column is missing without which nothing can be entered.
    """
    columns = columns_of(titles, _WORDS)
    if "number" not in columns:
        raise Refused(msg("No column is headed “Trip number”. Name that column so and try again."))
    if not {"personnel", "passport"} & set(columns):
        raise Refused(
            msg("No column is headed “Personnel number” or “Passport number”. Name one so and try again.")
        )
    cells = Cells(columns, rows, _DAYS, today)
    return [_line(row, cells) for row in rows]


def _line(row: FileRow, cells: Cells) -> PastLine:
    number = cells.text(row, "number")
    if row.fault is not None:
        return PastLine(row.number, number, problem=row.fault)
    try:
        return PastLine(
            row.number,
            number,
            cells.text(row, "personnel"),
            "".join(sign for sign in cells.text(row, "passport").upper() if sign.isalnum()),
            _word(Kind, cells.text(row, "kind"), Kind.VISIT),
            cells.text(row, "purpose"),
            cells.text(row, "host"),
            _word(Funding, cells.text(row, "funding"), Funding.MINISTRY),
            _leg(row, cells),
            cells.day(row, "asked"),
            _decision(row, cells),
            cells.day(row, "left"),
            cells.day(row, "home"),
            cells.text(row, "report"),
            cells.text(row, "act"),
            cells.text(row, "article"),
        )
    except Refused as error:
        return PastLine(row.number, number, problem=error.message)


def _leg(row: FileRow, cells: Cells) -> Leg | None:
    country, city = cells.text(row, "country"), cells.text(row, "city")
    if not (country or city):
        return None
    code = _countries().get(normalise(country), country.upper() if len(country) == 2 else "")
    if not code:
        raise Refused(msg("“{text}” is no country that the desk knows.", text=country), field="country")
    return Leg(code, city, cells.day(row, "arrives"), cells.day(row, "leaves"))


def _decision(row: FileRow, cells: Cells) -> PastDecision | None:
    name, day = cells.text(row, "decided_by"), cells.day(row, "decided_on")
    if not name and day is None:
        return None
    if day is None:
        raise Refused(msg("Say when it was decided."), field="decided_on")
    said = normalise(cells.text(row, "outcome"))
    if said in _known_words(_REFUSED):
        favourable = False
    elif not said or said in _known_words(_APPROVED):
        favourable = True
    else:
        raise Refused(
            msg("“{text}” is neither approved nor refused.", text=cells.text(row, "outcome")), field="outcome"
        )
    capacity = cells.text(row, "capacity")
    office = cells.text(row, "office") or capacity
    paper, reasons = cells.text(row, "paper"), cells.text(row, "reasons")
    return PastDecision(office, name, capacity or office, day, favourable, paper, reasons)


def _word(kinds: type[E], text: str, usual: E) -> E:
    if not text:
        return usual
    code = _labels(kinds).get(normalise(text))
    if code is None:
        raise Refused(msg("“{text}” is no word that the desk knows here.", text=text))
    return kinds(code)


@cache
def _labels(kinds: type[StrEnum]) -> Mapping[str, str]:
    """Return the codes of an enumeration by its folded words, in every language of the program."""
    languages = [load(code) for code in available()]
    found = {normalise(language.say(one.label)): one.value for language in languages for one in kinds}  # type: ignore[attr-defined]
    return found | {normalise(one.value): one.value for one in kinds}


@cache
def _known_words(words: str) -> frozenset[str]:
    return frozenset(normalise(word) for word in words.split("|"))


@cache
def _countries() -> Mapping[str, str]:
    """Return ISO 3166-1 alpha-2 codes by the folded names of countries, in every language of the program."""
    found = {"utopia": "UT"}
    for code in available():
        names = load(code).locale.territories
        found |= {normalise(name): two for two, name in names.items() if len(two) == 2 and two.isalpha()}
    return found
