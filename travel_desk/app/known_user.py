"""A user whose name the login window may show."""

from __future__ import annotations

from dataclasses import dataclass

from travel_desk.base.language import tr
from travel_desk.base.roles import Role


@dataclass(frozen=True, slots=True)
class KnownUser:
    """A user whose name this process may show: from the open desk, or of the example desk.

    note: a short remark at the right edge, such as "locked 08:31"; may be empty.
    """

    user_name: str
    name: str
    roles: frozenset[Role]
    note: str = ""

    @property
    def initials(self) -> str:
        """The first letters of the first and the last word of the name."""
        words = self.name.split()
        letters = (words[0][:1] + words[-1][:1]) if len(words) > 1 else self.name[:2]
        return letters.upper()

    def roles_text(self) -> str:
        """Return the roles in the order of the table, as in "Clerk and Custodian"."""
        words = [tr(role.label) for role in Role if role in self.roles]
        if len(words) < 2:
            return "".join(words)
        # No list format of CLDR: its data is slow to load before the first window.
        return tr("{some} and {last}", some=", ".join(words[:-1]), last=words[-1])
