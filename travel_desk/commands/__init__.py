"""The same deeds without a window; each command is refused and journaled as in the window.

Exit codes: 0 done, 1 refused (a rule, a role, a wrong password), 2 trouble (disk, arguments). Nothing
slow is imported before a command runs.
"""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Callable
from dataclasses import dataclass

from travel_desk.base.message import Refused, Trouble

DONE, REFUSED, TROUBLE = 0, 1, 2


@dataclass(frozen=True)
class Command:
    """A command: its name, its line in --help, what it takes, and the module that does it.

    function: of the module; "" where it is called like the command.
    """

    name: str
    line: str
    arguments: Callable[[argparse.ArgumentParser], None]
    module: str
    function: str = ""


def _backup(parser: argparse.ArgumentParser) -> None:
    _user(parser)
    parser.add_argument("place", metavar="DIR", help="the folder that the backup goes into")


def _restore(parser: argparse.ArgumentParser) -> None:
    _user(parser)
    parser.add_argument("backup", metavar="DIR", help="the folder of the backup")
    parser.add_argument(
        "--own-slots", action="store_true", help="take the backup's passwords, not the desk's present ones"
    )


def _verify(parser: argparse.ArgumentParser) -> None:
    _user(parser)
    parser.add_argument(
        "--head", default="", help="a head noted elsewhere: number and hash, as on a daily sheet"
    )
    parser.add_argument("--backup", metavar="DIR", default="", help="check this backup too")


def _example(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", metavar="DIR", help="a new folder for the example desk")
    parser.add_argument("--persons", type=int, default=20_000, help="how many persons (default 20000)")
    parser.add_argument("--trips", type=int, default=3000, help="how many trips (default 3000)")
    _json(parser)


def _tour(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", metavar="DIR", help="where screenshots and papers are left")
    parser.add_argument("--persons", type=int, default=2000, help="how many persons (default 2000)")
    parser.add_argument("--few", action="store_true", help="light pictures; dark ones of the main pages only")


def _mrz(parser: argparse.ArgumentParser) -> None:
    reading = parser.add_subparsers(dest="deed", metavar="read", required=True).add_parser(
        "read", help="say what a zone holds and what is wrong with it"
    )
    reading.add_argument(
        "text", metavar="TEXT", help="the lines of the zone, parted by \\n; - reads the input"
    )
    _json(reading)


def _import(parser: argparse.ArgumentParser) -> None:
    kinds = parser.add_subparsers(dest="kind", metavar="officials", required=True)
    officials = kinds.add_parser("officials", help="take in a staff list (CSV or XLSX)")
    officials.add_argument("file", metavar="FILE", help="the staff list")
    officials.add_argument("--dry-run", action="store_true", help="judge every row and write nothing")
    officials.add_argument(
        "--mapping", metavar="M", default="", help="a source whose mapping is remembered, or a mapping file"
    )
    officials.add_argument("--source", metavar="NAME", default="", help="whose list it is (default: FILE)")
    officials.add_argument("--day", metavar="DAY", default="", help="the day of the list (default: today)")
    officials.add_argument(
        "--dates", choices=("day_first", "month_first"), default="", help="the order of ambiguous dates"
    )
    _user(officials)


def _user(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--user", required=True, metavar="NAME", help="who does it; the password is asked")
    _json(parser)


def _json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print what came of it as JSON")


COMMANDS = (
    Command("tour", "do the desk's main job in real windows, leaving pictures and papers", _tour, "touring"),
    Command("backup", "copy the whole desk into a new folder and check the copy", _backup, "backups"),
    Command("restore", "put a backup in the place of the desk", _restore, "backups"),
    Command("verify", "walk the journal's chain and every page and file", _verify, "verifying"),
    Command("mrz", "read the machine-readable zone of a passport, visa or card", _mrz, "zones"),
    Command("import", "take in a staff list of officials", _import, "importing", "take_in"),
    Command("example", "make the example desk of Utopia in a new folder", _example, "example"),
)  # fmt: skip


def add_commands(parser: argparse.ArgumentParser) -> None:
    """Let `parser` know all commands, one line each."""
    several = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    for command in COMMANDS:
        own = several.add_parser(command.name, help=command.line, description=command.line.capitalize() + ".")
        command.arguments(own)


def run(options: argparse.Namespace) -> int:
    """Run the command that the arguments name; returns the exit code, says what went wrong in a sentence."""
    import importlib

    from travel_desk.base.language import screen_language
    from travel_desk.base.log import start_log

    start_log(None)
    command = next(c for c in COMMANDS if c.name == options.command)
    module = importlib.import_module(f"{__name__}.{command.module}")
    try:
        done: int = getattr(module, command.function or command.name)(options)
    except (Refused, Trouble) as error:
        sys.stderr.write(screen_language().say(error.message) + "\n")
        return REFUSED if isinstance(error, Refused) else TROUBLE
    except Exception:
        logging.getLogger(__name__).exception("a defect")
        return TROUBLE
    return done
