"""The pseudo-language: shows in tests which text bypasses translation, and what breaks when texts grow.

"Hand Out {name}" becomes "[Ĥåñð Øüţ {name} ~~~~~]": brackets show a text that is cut off, accents one
that was not translated, and it is longer by two fifths, as German or Russian may be.
"""

from __future__ import annotations

import gettext
import string

_PLAIN = "AEIOUYaeiouycnsdzlth"
_ACCENTED = "ÅÉÎÖÜÝåéîöüýçñšðžłţĥ"
_ACCENTS = str.maketrans(_PLAIN, _ACCENTED)


def pseudo(text: str) -> str:
    """Return `text` in brackets, accented and lengthened; its `{fields}` and tags stand as they are."""
    pieces = []
    for literal, field, spec, conversion in string.Formatter().parse(text):
        # Braces that stand for themselves come out of the parser single.
        pieces.append(_accented(literal).replace("{", "{{").replace("}", "}}"))
        if field is not None:
            pieces.append(
                "{" + field + (f"!{conversion}" if conversion else "") + (f":{spec}" if spec else "") + "}"
            )
    return f"[{''.join(pieces)} {'~' * max(1, len(text) * 2 // 5)}]"


def _accented(text: str) -> str:
    """Accent what stands outside of <tags>, so that rich text stays rich text."""
    pieces = []
    for number, piece in enumerate(text.split("<")):
        if not number:
            pieces.append(piece.translate(_ACCENTS))
            continue
        tag, closed, rest = piece.partition(">")
        pieces.append(
            f"<{tag}{closed}{rest.translate(_ACCENTS)}" if closed else f"<{piece.translate(_ACCENTS)}"
        )
    return "".join(pieces)


class PseudoCatalog(gettext.NullTranslations):
    """A catalog that needs no file: it makes each translation when asked."""

    def gettext(self, message: str) -> str:
        """Return the pseudo-translation of a text."""
        return pseudo(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the pseudo-translation of the singular or the plural."""
        return pseudo(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:  # noqa: ARG002
        """Return the pseudo-translation of a text; the context changes nothing."""
        return pseudo(message)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:  # noqa: ARG002
        """Return the pseudo-translation of the singular or the plural; the context changes nothing."""
        return self.ngettext(msgid1, msgid2, n)
