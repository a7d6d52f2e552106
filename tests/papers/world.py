"""A small world for tests of papers: a desk with a letterhead and a certificate, and papers to sign."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

import sqlalchemy as sa
from PIL import Image

from tests import factory
from travel_desk.base.language import Language
from travel_desk.base.message import msg
from travel_desk.base.roles import Role
from travel_desk.desk import About, Desk
from travel_desk.officials.tables import organisation, person, post
from travel_desk.paper.letterhead import Letterhead
from travel_desk.paper.proof import Stamp
from travel_desk.papers import forms, steps
from travel_desk.papers.rules import HeadLines
from travel_desk.trips.tables import request, trip

PIN = "certificate password"
LINES = HeadLines("Utopia", "Ministry of Public Service", "Travel Desk", "4 Harbour Square, room 12")
CONTENT = {"name": "ERIKSSON, ANNA MARIA"}


def draw(
    content: Mapping[str, object],
    letterhead: Letterhead,
    language: Language,
    number: str,
    stamp: Stamp | None = None,
) -> bytes:
    """Draw a small slip."""
    from travel_desk.paper import letterhead as heads
    from travel_desk.paper import proof, seal
    from travel_desk.paper.sheet import Sheet

    sheet = Sheet("A5L", language=language, title=number)
    heads.draw(sheet, letterhead, "", language.say(msg("Approval slip")), number)
    sheet.fit(10, 50, 124, str(content["name"]), 19, "B")
    proof.proof_zone(sheet, 106.9, seal.check_code(number, content), number, stamp)
    return sheet.finish()


def draw_ink(content: Mapping[str, object], letterhead: Letterhead, language: Language, number: str) -> bytes:
    """Draw a small receipt, signed in ink."""
    from travel_desk.paper import letterhead as heads
    from travel_desk.paper.sheet import Sheet

    sheet = Sheet("A4", language=language, title=number)
    heads.draw(sheet, letterhead, "", language.say(msg("Receipt for a passport")), number)
    sheet.fit(10, 50, 124, str(content["name"]), 19, "B")
    return sheet.finish()


def desk(tmp_path: Path, role: Role = Role.CLERK, *, certificate: bool = True) -> Desk:
    """Return a desk with letterhead and certificate, two organisations and an official in each."""
    forms.register("slip", draw)
    made = factory.desk(tmp_path, Role.ADMINISTRATOR)
    with made.deed("change_settings") as deed:
        steps.put_letterhead(deed, LINES)
        if certificate:
            steps.make_certificate(deed, LINES.organisation, PIN)
        _people(deed.connection)
        deed.entry("setting", 0)
    made.close()
    return factory.log_in(made.folder, role.value, made.clock)


def slip(
    desk: Desk, person_id: int | None = 1, subject: str = "person", **content: object
) -> steps.PaperIssued:
    """Issue a slip that is to be signed."""
    clerk = factory.at(desk, Role.CLERK)
    with clerk.deed("draft_trip") as deed:
        deed.allow(_anyone())
        issued = steps.issue(deed, "slip", subject, 1, person_id, "en", CONTENT | content)
        deed.entry("paper", issued.id, facts={"number": issued.number})
    clerk.close()
    return issued


def receipt(desk: Desk, person_id: int | None = 1) -> steps.PaperIssued:
    """Issue a receipt, which is ready at once."""
    clerk = factory.at(desk, Role.CLERK)
    with clerk.deed("draft_trip") as deed:
        deed.allow(_anyone())
        issued = steps.issue_ready(deed, "receipt", "handover", 1, person_id, "en", CONTENT, draw_ink)
        deed.entry("paper", issued.id, facts={"number": issued.number})
    clerk.close()
    return issued


def emblem() -> bytes:
    """Return a small picture."""
    picture = io.BytesIO()
    Image.new("RGB", (20, 20), "black").save(picture, "PNG")
    return picture.getvalue()


def private_request(desk: Desk) -> None:
    """Enter request 1 of person 1, on a trip whose reason is private."""
    with desk.database.write() as connection:
        connection.execute(
            sa.insert(trip).values(
                id=1, number="T-2026-0001", kind="treatment", purpose="treatment", host="", funding="own",
                private=True, search_place="", search_purpose="", created_by=1, created_at=factory.NOON,
            )
        )  # fmt: skip
        connection.execute(
            sa.insert(request).values(id=1, trip_id=1, person_id=1, leader=True, state="draft")
        )


def _anyone() -> About:
    return About()


def _people(connection: sa.Connection) -> None:
    day = factory.NOON.date().replace(year=2020)
    for number, path in ((1, "/1/"), (2, "/2/")):
        connection.execute(
            sa.insert(organisation).values(
                id=number, name=f"Ministry {number}", level="federal", path=path, from_day=day
            )
        )
        names = (("Анна Ерікссон", "ERIKSSON", "ANNA MARIA"), ("Davit Moss", "MOSS", "DAVIT"))[number - 1]
        connection.execute(
            sa.insert(person).values(
                id=number, native_name=names[0], surname=names[1], given_names=names[2], nationality="UTO",
                protected=number == 2, search_text=" ".join(names).casefold(), sort_key=names[1],
            )
        )  # fmt: skip
        connection.execute(
            sa.insert(post).values(
                person_id=number, organisation_id=number, title="Director", main=True, from_day=day
            )
        )
