"""Exporting a list: the write side. The file is made first, off the writer; the deed is short."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from travel_desk import sheets
from travel_desk.base import interrupt
from travel_desk.base.canonical import canonical
from travel_desk.base.message import Trouble, msg
from travel_desk.desk import Changed, Desk
from travel_desk.desk.about import Canonical
from travel_desk.exports import places, rules
from travel_desk.exports.rules import ExportOrder, Part, Value, Written

Progress = Callable[[int, int], object]


def write_list(desk: Desk, order: ExportOrder, progress: Progress | None = None) -> Written:
    """Write a list into a file beside its place, with the list's own queries; `export_list` then ends it.

    Nothing is journaled yet and nobody finds the file. progress: gets rows done, of how many; what it
    raises stops the work, as an interruption does, and nothing is left. Raises Refused for a role that may
    not, or for an order that makes no sense, Trouble as the disk does.
    """
    desk.check("export_list")
    rules.check_order(order, order.path.exists())
    if not order.path.parent.is_dir():
        raise Trouble(msg("This folder is not there. Choose another one."), field="path")
    part = places.part_of(order.path)
    persons: set[int] = set()
    columns = [sheets.OutColumn(column.title, column.kind) for column in order.columns]
    try:
        about = (*order.question, order.stamp)
        rows = sheets.write(
            part, order.kind.value, columns, _rows(desk, order, persons, progress), about, order.title
        )
        digest = places.digest_of(part)
        places.sweep(part)
        _check_stop()
    except BaseException:
        places.forget(part)
        raise
    return Written(order, part, rows, digest, tuple(sorted(persons)))


def export_list(desk: Desk, written: Written) -> Changed[int]:
    """Let a written list take its place: one entry says which list, how many rows, and about whom.

    Returns the number of rows. The file is there before the entry is committed; where that fails it is
    taken away again, and what stood in its place comes back. Raises Refused and Trouble likewise.
    """
    order = written.order
    with places.taking_place(written.part, order.path) as place, desk.deed("export_list") as deed:
        given = Canonical(canonical([None, order.name]))
        question = Canonical(canonical([None, " · ".join((order.title, *order.question))]))
        deed.entry(
            "export",
            0,
            facts={
                "list": order.name,
                "file_kind": order.kind.value,
                "rows": written.rows,
                "sha256": written.sha256,
            },
            details=[("question", None, question), *(("exported", one, given) for one in written.persons)],
        )
        place()
    return Changed({"exports"}, written.rows)


def discard(written: Written) -> None:
    """Take a written list away that is not wanted any more."""
    places.forget(written.part)


def _rows(
    desk: Desk, order: ExportOrder, persons: set[int], progress: Progress | None
) -> Iterator[Sequence[Value]]:
    done = 0
    for part in order.parts:
        _check_stop()
        for record in _records(desk, part):
            persons.update(order.persons(record))
            yield [column.value(record) for column in order.columns]
        done += len(part.ids)
        if progress is not None:
            progress(done, order.count)


def _records(desk: Desk, part: Part) -> list[Any]:
    """Return the records of some ids in the order of the list; one id may have several, or none by now."""
    places_of = {id: at for at, id in enumerate(part.ids)}
    found = [record for record in part.query(desk, *part.args) if record.id in places_of]
    return sorted(found, key=lambda record: places_of[record.id])


def _check_stop() -> None:
    stop = interrupt.current.get()
    if stop is not None and stop.is_interrupted:
        raise stopped()


def stopped() -> Trouble:
    """Return what is raised where somebody stopped the export."""
    return Trouble(msg("The export was stopped. No file was written."))
