"""An import-linter contract that holds the table "who may import whom" of the house, file by file.

import-linter's own contract types hold the order of rooms and duties and the heavy libraries (see
pyproject.toml); they cannot say "the store of the same duty, but the rules of any lower one". This one
looks at each direct import inside travel_desk and asks the table below.

Where an import is refused: the deed lives in the wrong room, or wants a step lent by the lower duty.
"""

from __future__ import annotations

from dataclasses import dataclass

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output

ROOM_RIGHTS = {
    # room: the rooms of ours that it may import; no duty is ever among them
    "resources": {"resources"},
    "base": {"base", "resources"},
    "database": {"base", "database", "resources"},
    # machine-readable zones (ICAO Doc 9303) and transliteration; CSV and XLSX files: no duty, no Qt
    "mrz": {"base", "mrz", "resources"},
    "sheets": {"base", "sheets", "resources"},
    "paper": {"base", "paper", "resources"},
    "shell": {"base", "shell", "resources"},
    "desk": {"base", "database", "desk", "resources"},
}


@dataclass(frozen=True)
class Rights:
    """What one kind of file in a duty may import, beside base.

    own: kinds of its own duty; lower: kinds of lower duties; any: kinds of every duty, higher ones
    too (tables, which form one schema); rooms: rooms that are no duty.
    """

    own: frozenset[str] = frozenset()
    lower: frozenset[str] = frozenset()
    any: frozenset[str] = frozenset()
    rooms: frozenset[str] = frozenset()


def _rights(own: str = "", lower: str = "", any: str = "", rooms: str = "") -> Rights:
    return Rights(*(frozenset(text.split()) for text in (own, lower, any, rooms)))


RIGHTS = {
    "rules": _rights(own="rules", lower="rules", rooms="mrz"),
    # tables: database.metadata holds the one MetaData; Scope of the desk limits what a query sees
    # and the words of a CHECK are the enumerations of the rules
    "tables": _rights(own="rules tables", any="tables", rooms="database desk"),
    # store: `about` of a person (whom a deed must be allowed for) is a step of a lower duty
    "store": _rights(
        own="rules tables store reading", lower="rules steps reading", any="tables", rooms="database desk mrz"
    ),
    "queries": _rights(
        own="rules queries reading", lower="rules reading", any="tables", rooms="database desk"
    ),
    "forms": _rights(own="rules forms", lower="rules forms", rooms="paper"),
    # steps: what a duty lends to a higher one: no deed of its own
    "steps": _rights(
        own="rules store forms steps starter reading",
        lower="rules steps reading",
        any="tables",
        rooms="desk paper database",
    ),
    "actions": _rights(
        own="rules store forms queries steps actions starter reading opening",
        lower="rules steps reading",
        rooms="desk paper mrz sheets",
    ),
    # starter: data that a new desk begins with
    "starter": _rights(own="rules starter", lower="rules"),
    # reading: what stores and queries of a duty both read, and those of higher duties with them
    "reading": _rights(own="rules reading", lower="rules reading", any="tables", rooms="database mrz"),
    # opening: keys and migration, before there is a desk that an action could be given
    "opening": _rights(own="rules store opening", lower="rules steps", any="tables", rooms="database desk"),
    # examples: what the example desk is filled with, through the real actions
    "examples": _rights(own="rules queries actions examples", lower="rules", rooms="desk"),
    "dialogs": _rights(own="rules queries actions dialogs", lower="rules", rooms="shell desk mrz"),
    "page": _rights(own="rules queries actions dialogs page", lower="rules", rooms="shell desk mrz"),
}
# The duties whose subject is the database itself: its keys and its copies.
DATABASE_DUTIES = frozenset({"access", "backups"})
# A file of any other name is plain help for its own duty.
HELP = _rights(own="rules")
# What wires the duties together: windows, commands, the example desk, a new desk.
ABOVE_ALL = frozenset({"app", "commands", "examples", "founding", "__main__"})
NO_DUTY = frozenset({"", *ABOVE_ALL, *ROOM_RIGHTS})


class TableContract(Contract):
    """Each direct import of one of our modules by another stands in the table.

    duties: the duties from low to high.
    """

    type_name = "table"
    duties = fields.ListField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Return the imports that the table refuses, with file and line."""
        del verbose
        faults = []
        for importer in sorted(m for m in graph.modules if m.startswith("travel_desk")):
            for imported in sorted(graph.find_modules_directly_imported_by(importer)):
                if imported.startswith("travel_desk"):
                    why = refusal(importer, imported, list(self.duties))  # type: ignore[call-overload]
                    if why:
                        details = graph.get_import_details(importer=importer, imported=imported)
                        lines = ", ".join(str(d["line_number"]) for d in details)
                        faults.append(f"{importer} -> {imported} (line {lines}): {why}")
        return ContractCheck(kept=not faults, metadata={"faults": faults})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Print the imports that were refused."""
        for fault in check.metadata["faults"]:
            output.print_error(fault)


def refusal(importer: str, imported: str, duties: list[str]) -> str:
    """Return why module `importer` may not import module `imported`; empty where it may."""
    room, kind = _place(importer)
    other_room, other_kind = _place(imported)
    if room in ABOVE_ALL or room == "" or other_room in {"", "base", "resources"}:
        return "" if other_room not in ABOVE_ALL or room in ABOVE_ALL else "nobody imports what wires all"
    if room in ROOM_RIGHTS:
        return "" if other_room in ROOM_RIGHTS[room] else f"{room} may not import {other_room}"
    if room not in duties:
        return f"{room} has no place in the order of duties"
    rights = RIGHTS.get(kind, HELP)
    kind = kind or "the package itself"
    if other_room in NO_DUTY:
        direct = other_room == "database" and room in DATABASE_DUTIES and kind in {"actions", "steps"}
        return "" if direct or other_room in rights.rooms else f"{kind} may not import {other_room}"
    return _between_duties(rights, kind, room, other_room, other_kind, duties)


def _between_duties(
    rights: Rights, kind: str, room: str, other_room: str, other_kind: str, duties: list[str]
) -> str:
    if other_kind in rights.any:
        return ""
    if room == other_room:
        helped = bool(other_kind) and other_kind not in RIGHTS and kind not in {"rules", "tables"}
        return (
            ""
            if helped or other_kind in rights.own
            else f"{kind} may not import {other_kind or 'the package'}"
        )
    if other_room not in duties:
        return f"{other_room} has no place in the order of duties"
    if duties.index(other_room) > duties.index(room):
        return f"{room} is a lower duty than {other_room}"
    return "" if other_kind in rights.lower else f"{kind} may not import {other_kind} of a lower duty"


def _place(module: str) -> tuple[str, str]:
    """Return room and kind of a module: "travel_desk.trips.page.rows" is ("trips", "page")."""
    parts = [*module.split(".")[1:], "", ""]
    return parts[0], parts[1]
