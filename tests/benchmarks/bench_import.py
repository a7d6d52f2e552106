"""Taking in a staff list of 100,000 persons beside a raw executemany of the very same rows."""

from __future__ import annotations

import csv
import math
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from tests import factory
from tests.benchmarks.harness import Pair, Unit, benchmark
from travel_desk.base.roles import Role
from travel_desk.desk import Desk
from travel_desk.officials import actions as officials
from travel_desk.officials import examples
from travel_desk.officials.rules import OrganisationOrder, Registration
from travel_desk.staff_lists import actions, rules
from travel_desk.staff_lists.rules import ImportOrder

PERSONS = 100_000
DAY = factory.NOON.date()
TABLES = (
    "person", "post", "person_category", "clearance", "passport", "staff_list_member", "journal_value",
)  # fmt: skip


@cache
def _empty() -> Path:
    """Return a desk with the organisations of Utopia and nobody in them."""
    folder = Path(tempfile.mkdtemp(prefix="travel-desk-import-"))
    desk = factory.desk(folder, Role.CLERK)
    ids: dict[str, int] = {}
    for place in examples.places():
        above = ids[f"/{place.above}"] if place.above else None
        order = OrganisationOrder(place.name, place.level, examples.FOUNDED, above)
        ids[place.key] = officials.add_organisation(desk, order).value
    desk.close()
    return folder / "desk"


@cache
def _people() -> list[Registration]:
    desk = factory.log_in(_empty(), Role.CLERK.value)
    try:
        with desk.database.read() as connection:
            rows = connection.exec_driver_sql(
                "SELECT o.id, o.name, coalesce(a.name, '') FROM organisation o "
                "LEFT JOIN organisation a ON a.id = o.parent_id"
            )
            ids = {f"{above}/{name}": id for id, name, above in rows}
    finally:
        desk.close()
    return examples.registrations(PERSONS, ids, DAY, all_scripts=True)


@cache
def _order() -> ImportOrder:
    return rules.order_of_registrations("Utopia", _people(), DAY)


@benchmark(f"import of {PERSONS:,} persons: the write / raw executemany", most=1.5, rounds=3, warm_up=0)
def write(stack: ExitStack) -> Pair:
    def by_deed() -> float:
        with _fresh() as desk:
            held = _timed_writes(desk)
            actions.import_officials(desk, _order())
            return held[0]

    return Pair(by_deed, _by_driver)


@benchmark(
    f"import of {PERSONS:,} persons: file to COMMIT / raw executemany",
    most=math.inf,
    rounds=1,
    warm_up=0,
)
def whole(stack: ExitStack) -> Pair:
    """Report the whole way beside the same yardstick: reading, judging, preparing and writing a CSV file.

    Nothing is allowed or forbidden here: the writing above is what keeps others waiting, this is what the
    clerk waits for. The two bring the same people; a file says less of each than the rows do.
    """
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    path = _written(folder / "utopia.csv")

    def by_file() -> float:
        with _fresh() as desk:
            begun = time.perf_counter()
            looked = actions.look(desk, path)
            of = actions.ListFile(path, looked.found, looked.proposal.mapping, "Utopia", DAY)
            actions.import_officials(desk, rules.order_of(actions.judge_file(desk, of)))
            return time.perf_counter() - begun

    return Pair(by_file, _by_driver)


def _by_driver() -> float:
    """Write the rows of an import with nothing but the driver; return the seconds of BEGIN to COMMIT."""
    rows = _rows_of_an_import()
    with _fresh() as desk, desk.database.outside() as driver:
        entry, columns = rows["journal_entry"], ", ".join("?" for _ in rows["journal_entry"][0])
        begun = time.perf_counter()
        driver.execute("BEGIN IMMEDIATE")
        driver.executemany(f"INSERT INTO journal_entry VALUES ({columns})", entry)
        driver.execute("INSERT INTO staff_list_source VALUES (1, 'Utopia', '{}')")
        for table in TABLES:
            marks = ", ".join("?" for _ in rows[table][0])
            driver.executemany(f"INSERT INTO {table} VALUES ({marks})", rows[table])
        driver.execute("COMMIT")
        return time.perf_counter() - begun


@benchmark(
    f"import of {PERSONS:,} persons: read and judge a CSV file",
    most=120_000,
    unit=Unit.MS,
    rounds=1,
    warm_up=0,
)
def judge(stack: ExitStack) -> Pair:
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    path = _written(folder / "utopia.csv")

    def whole() -> float:
        with _fresh() as desk:
            begun = time.perf_counter()
            looked = actions.look(desk, path)
            of = actions.ListFile(path, looked.found, looked.proposal.mapping, "Utopia", DAY)
            judgement = actions.judge_file(desk, of)
            took = time.perf_counter() - begun
        good = judgement.counts()[rules.State.NEW]
        assert good > PERSONS * 0.9, judgement.counts()
        return took

    return Pair(whole)


def _written(path: Path) -> Path:
    """Write a staff list of the people of Utopia, as a ministry would send it."""
    places = {one.id: one for one in _organisations()}
    titles = [
        "Personnel number", "Name in own script", "Surname", "Given names", "Date of birth", "Organisation",
        "Post", "In the post since", "Category",
    ]  # fmt: skip
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, delimiter=";")
        out.writerow(titles)
        for one in _people():
            who, post = one.person, one.posts[0] if one.posts else None
            place = places[post.organisation_id] if post else None
            above = places.get(place.parent_id or 0) if place else None
            way = f"{above.name} / {place.name}" if above and place else place.name if place else ""
            out.writerow(
                [
                    who.personnel_number, who.native_name, who.surname, who.given_names, who.birth_date, way,
                    post.title if post else "", post.from_day if post else "",
                    ", ".join(category.category for category in one.categories),
                ]
            )  # fmt: skip
    return path


def _organisations() -> list[Any]:
    from travel_desk.staff_lists import reading

    with _fresh() as desk, desk.database.read() as connection:
        return reading.all_organisations(connection)


@cache
def _rows_of_an_import() -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows that an import writes, as the driver reads them back."""
    with _fresh() as desk:
        with desk.database.read() as connection:
            last = connection.execute(sa.text("SELECT max(number) FROM journal_entry")).scalar()
        actions.import_officials(desk, _order())
        with desk.database.outside() as driver:
            found = {table: driver.execute(f"SELECT * FROM {table}").fetchall() for table in TABLES[:-1]}
            entry = f"SELECT * FROM journal_entry WHERE number > {last}"
            found["journal_entry"] = driver.execute(entry).fetchall()
            values = f"SELECT * FROM journal_value WHERE entry > {last}"
            found["journal_value"] = driver.execute(values).fetchall()
    return found


@contextmanager
def _fresh() -> Iterator[Desk]:
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(_empty(), Path(folder) / "desk")
        desk = factory.log_in(Path(folder) / "desk", Role.CLERK.value)
        try:
            yield desk
        finally:
            desk.close()


def _timed_writes(desk: Desk) -> list[float]:
    """Let the desk's next writing transactions tell how long each took, from BEGIN to COMMIT."""
    held: list[float] = []
    write: Callable[[], Any] = desk.database.write

    @contextmanager
    def timed() -> Iterator[sa.Connection]:
        begun = time.perf_counter()
        with write() as connection:
            yield connection
        held.append(time.perf_counter() - begun)

    desk.database.write = timed  # type: ignore[method-assign]
    return held
