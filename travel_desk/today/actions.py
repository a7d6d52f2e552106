"""The one deed of this duty: printing the daily sheet."""

from __future__ import annotations

from dataclasses import dataclass

from travel_desk.desk import Changed, Desk
from travel_desk.desk.chain import head
from travel_desk.papers.steps import issue_ready
from travel_desk.today.queries import groups_of


@dataclass(frozen=True, slots=True)
class Printed:
    """A daily sheet that is stored and ready for the printer."""

    paper: int
    number: str


def print_daily_sheet(desk: Desk) -> Changed[Printed]:
    """Issue the daily sheet: what waits today, and the journal's head before this deed.

    The sheet is a paper of its own series, stored within the deed. Raises Refused for a role that may
    not print it, Trouble as the disk does.
    """
    from travel_desk.today import forms  # loads reportlab

    with desk.deed("print_daily_sheet") as deed:
        code = deed.setting("paper_language", "en")
        last = head(deed.connection)
        language = forms.language_of(code)
        groups = groups_of(deed.connection, desk, language)
        frozen = forms.content(
            groups, language, deed.today, desk.session.name, deed.now, last.number, last.hash.hex()
        )
        issued = issue_ready(deed, "sheet", "journal", last.number, None, code, frozen, forms.render)
        deed.entry(
            "paper",
            issued.id,
            facts={
                "sheet": issued.number,
                "head": last.number,
                "hash": last.hash.hex(),
                "lines": sum(group.count for group in groups),
            },
        )
    return Changed({"papers"}, Printed(issued.id, issued.number))
