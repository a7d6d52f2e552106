"""Founding a complete desk: what every duty puts into a new one, in one deed."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from travel_desk.access.actions import FirstUser, create_desk
from travel_desk.base.clock import Clock
from travel_desk.desk import Deed, Desk
from travel_desk.papers import steps as papers
from travel_desk.papers.rules import HeadLines
from travel_desk.policy.steps import enter_starter_rules


@dataclass(frozen=True)
class Founding:
    """What is asked before a desk is made.

    lines: what stands on its papers. certificate: the password of the certificate that signs them.
    backups: the folder that backups go to, "" to choose it later.
    """

    folder: Path
    first: FirstUser
    lines: HeadLines
    certificate: str = field(repr=False)
    backups: str = ""


def found(wish: Founding, clock: Clock, workstation: str) -> tuple[Desk, str]:
    """Make a desk with its letterhead, its own certificate and the starter rules.

    Returns it open for its first administrator, and the recovery code to print. Raises Refused for
    what will not do (with its field), Trouble as the disk does; then nothing is left in the folder.
    """

    def put_head(deed: Deed) -> None:
        papers.put_letterhead(deed, wish.lines)

    def put_certificate(deed: Deed) -> None:
        papers.make_certificate(deed, wish.lines.organisation, wish.certificate)

    def put_place(deed: Deed) -> None:
        deed.put_setting("backup_place", wish.backups)

    steps = (put_head, put_certificate, enter_starter_rules, put_place)
    return create_desk(wish.folder, wish.first, clock, workstation, steps)
