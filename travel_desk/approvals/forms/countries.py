"""Three-letter codes of countries, as a border officer reads them on a slip (ISO 3166-1 alpha-3)."""

from __future__ import annotations

from functools import cache

from babel.core import get_global

from travel_desk.base.language import Language

# Codes that CLDR still resolves although their countries no longer bear them.
_RETIRED = frozenset({"BUR", "ZAR", "DDR", "FXX", "TMP", "YMD"})


def alpha3(code: str) -> str:
    """Return the alpha-3 code of an alpha-2 code ("CH" gives "CHE"); the code itself where unknown.

    UT is Utopia, whose code in ICAO's specimens (Doc 9303-3) is UTO.
    """
    return "UTO" if code == "UT" else _codes().get(code, code)


def state_name(code: str, language: Language) -> str:
    """Return an issuing state with its alpha-3 code, "Utopia (UTO)"; the code alone where unknown."""
    two = "UT" if code == "UTO" else next((a2 for a2, a3 in _codes().items() if a3 == code), "")
    return f"{language.country(two)} ({code})" if two else code


@cache
def _codes() -> dict[str, str]:
    aliases = get_global("territory_aliases")
    return {
        now[0]: code
        for code, now in aliases.items()
        if len(code) == 3 and code.isalpha() and len(now) == 1 and code not in _RETIRED
    }
