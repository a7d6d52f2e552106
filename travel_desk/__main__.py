"""Arguments → the program's window, or a command that needs none.

Exit codes: 0 done, 1 refused (a rule, a role, a wrong password), 2 trouble (disk, display, arguments).
Nothing slow is imported here, so that the login window is painted at once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from travel_desk.base.message import Message, msg

if TYPE_CHECKING:
    import argparse

DONE, REFUSED, TROUBLE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program or one command; returns the exit code.

    arguments: without the program's name; None for those of the process.
    """
    arguments = sys.argv[1:] if arguments is None else arguments
    window = _window(arguments)
    if window is None:
        options = _parser().parse_args(arguments)
        if options.command:
            from travel_desk import commands  # only here: the window does not wait for it

            return commands.run(options)
        window = options.desk, options.measure_login, options.example
    problem = no_display()
    if problem is not None:
        sys.stderr.write(f"{_said(problem)}\n")
        return TROUBLE
    from travel_desk.app.start import start  # only here: a command needs no window

    folder, measure, example = window
    return start(folder, example=example, measure=measure)


def _window(arguments: Sequence[str]) -> tuple[Path | None, bool, bool] | None:
    """Return desk, --measure-login and --example where only the window is asked for; argparse takes 6 ms."""
    measure, example = "--measure-login" in arguments, "--example" in arguments
    rest = [a for a in arguments if a not in ("--measure-login", "--example")]
    if not rest:
        return None, measure, example
    if len(rest) == 2 and rest[0] == "--desk" and not rest[1].startswith("-"):
        return Path(rest[1]), measure, example
    return None


def no_display() -> Message | None:
    """Return what to say where no window can be shown on this machine, None where one can."""
    if sys.platform in ("win32", "darwin"):
        return None
    wanted = os.environ.get("QT_QPA_PLATFORM", "").split(":")[0]
    if wanted not in ("", "xcb", "wayland"):
        return None
    if wanted != "xcb" and os.environ.get("WAYLAND_DISPLAY"):
        return None
    display = os.environ.get("DISPLAY", "")
    if not display:
        return msg(
            "No display: Travel Desk needs a screen. Start it from a desktop; the commands that need no "
            "window are listed by: travel_desk --help"
        )
    return (
        None
        if _answers(display)
        else msg(
            "No display: the screen {display} does not answer. Start Travel Desk from a desktop.",
            display=display,
        )
    )


def _answers(display: str) -> bool:
    """Ask the X server itself, since Qt ends the process without a word where it gets no answer."""
    import ctypes  # only with a screen to ask

    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # Qt brings or names what is missing
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(display.encode(), None)
    failed = bool(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    return not failed


def _parser() -> argparse.ArgumentParser:
    import argparse  # not for the window alone

    from travel_desk.commands import add_commands  # light: the commands import what they use when they run

    parser = argparse.ArgumentParser(
        prog="travel_desk",
        description="Travel Desk: requests, approvals, passports in custody and signed slips.",
        epilog="Without a command the window opens. Exit codes: 0 done, 1 refused, 2 trouble.",
        allow_abbrev=False,
    )
    parser.add_argument("--desk", type=Path, metavar="FOLDER", help="open the desk in FOLDER")
    parser.add_argument(
        "--example", action="store_true", help="open the example desk where no desk was opened here yet"
    )
    parser.add_argument("--measure-login", action="store_true", help="end when the login window is painted")
    add_commands(parser)
    return parser


def _said(message: Message) -> str:
    from travel_desk.base.language import screen_language  # only where there is something to say

    return screen_language().say(message)


if __name__ == "__main__":
    sys.exit(main())
