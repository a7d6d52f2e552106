"""Categories, clearances, kinds of passports and yes or no, as lists in six languages write them."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache
from typing import TypeVar

from travel_desk.base.message import Message, msg
from travel_desk.officials.rules import Category, PassportKind, Secrecy, normalise

E = TypeVar("E", bound=StrEnum)

_BETWEEN = re.compile(r"[;,/|\n،؛]+")

_CATEGORIES = {
    Category.SENIOR_POLITICIAN: (
        "politician|minister|deputy minister|haut responsable politique|responsable politique|политик"
        "|высшее должностное лицо|سياسي كبير|سياسي|spitzenpolitiker|politiker|alto cargo político|político"
    ),
    Category.SENIOR_OFFICIAL: (
        "senior civil servant|haut fonctionnaire|старший чиновник|руководитель|مسؤول كبير|مسؤول رفيع"
        "|leitender beamter|alto funcionario"
    ),
    Category.CIVIL_SERVANT: (
        "civil service|public servant|fonctionnaire|госслужащий|государственный служащий|чиновник|موظف"
        "|موظف حكومي|موظف مدني|beamter|beamtin|beamte|funcionario|funcionaria|funcionario público"
    ),
    Category.STATE_COMPANY_EMPLOYEE: (
        "state company employee|state company|employé d'une société d'état|société d'état"
        "|работник госкомпании|госкомпания|موظف شركة حكومية|شركة حكومية|mitarbeiter eines staatsbetriebs"
        "|staatsbetrieb|empleado de empresa estatal|empresa estatal"
    ),
    Category.MILITARY: "soldier|armed forces|militaire|военнослужащий|военный|عسكري|soldat|militär|militar",
    Category.SECURITY_SERVICE: (
        "security|member of the security services|service de sécurité|служба безопасности"
        "|سلك الأمن|جهاز الأمن|sicherheitsdienst|servicio de seguridad"
    ),
    Category.FULL_ACCESS: (
        "full access to classified information|accès complet|полный доступ|وصول كامل|voller zugang"
        "|acceso completo"
    ),
}
_SECRECY = {
    Secrecy.RESTRICTED: (
        "diffusion restreinte|для служебного пользования|дсп|محدود|محدود التداول"
        "|vs nur für den dienstgebrauch|vs nfd|difusión limitada"
    ),
    Secrecy.CONFIDENTIAL: "confidentiel|конфиденциально|سري|vs vertraulich|vertraulich|confidencial",
    Secrecy.SECRET: "secret|форма 3|секретно|سري جدا|geheim|secreto",
    Secrecy.TOP_SECRET: (
        "très secret|форма 1|форма 2|совершенно секретно|سري للغاية|streng geheim|alto secreto"
    ),
}
_KINDS = {
    PassportKind.DIPLOMATIC: ("d|pd|diplomatique|дипломатический|دبلوماسي|diplomatenpass|diplomático"),
    PassportKind.SERVICE: (
        "s|ps|official|officiel|de service|служебный|خدمة|لمهمة|رسمي|dienstpass|amtlicher pass|oficial"
        "|de servicio"
    ),
    PassportKind.ORDINARY: (
        "p|o|n|regular|normal|ordinaire|общегражданский|обычный|загранпаспорт|عادي|reisepass|gewöhnlich"
        "|ordinario|corriente"
    ),
}
_YES = "yes|y|true|1|x|oui|vrai|да|истина|نعم|ja|wahr|sí|si|verdadero|✓|✔"
_NO = "no|n|false|0|-|non|faux|нет|ложь|لا|nein|falsch|falso"


def read_categories(text: str) -> tuple[Category, ...] | Message:
    """Return the categories of a cell, separated by comma, semicolon or slash, each once."""
    found: dict[Category, None] = {}
    for part in _BETWEEN.split(text):
        if not part.strip():
            continue
        known = _of(_categories(), part)
        if known is None:
            return msg("“{text}” is no category that the desk knows.", text=part.strip())
        found[known] = None
    return tuple(found)


def read_secrecy(text: str) -> Secrecy | Message:
    """Return the level of a clearance."""
    known = _of(_levels(), text)
    return known if known is not None else msg("“{text}” is no clearance that the desk knows.", text=text)


def read_kind(text: str) -> PassportKind | Message:
    """Return the kind of a passport."""
    known = _of(_kinds(), text)
    return known if known is not None else msg("“{text}” is no kind of passport.", text=text)


def read_yes(text: str) -> bool | Message:
    """Return whether a cell says yes."""
    word = normalise(text) or text.strip()
    if word in _folded(_YES):
        return True
    if word in _folded(_NO):
        return False
    return msg("Write yes or no instead of “{text}”.", text=text)


def _of(known: dict[str, E], text: str) -> E | None:
    return known.get(normalise(text))


@cache
def _categories() -> dict[str, Category]:
    return {word: one for one in Category for word in _all_words(one, one.label, _CATEGORIES[one])}


@cache
def _levels() -> dict[str, Secrecy]:
    return {word: one for one in Secrecy for word in _all_words(one, one.label, _SECRECY[one])}


@cache
def _kinds() -> dict[str, PassportKind]:
    return {word: one for one in PassportKind for word in _all_words(one, one.label, _KINDS[one])}


def _all_words(one: StrEnum, label: Message, words: str) -> list[str]:
    return [normalise(word) for word in (one.value, str(label), *words.split("|"))]


@cache
def _folded(words: str) -> frozenset[str]:
    return frozenset(normalise(word) or word for word in words.split("|"))
