"""`import officials`: a staff list judged row by row and taken in, as the window does it."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from pathlib import Path

from travel_desk.base.language import tr
from travel_desk.base.message import Message, Refused, Trouble, msg
from travel_desk.commands import DONE
from travel_desk.commands.asking import answer, open_desk
from travel_desk.desk import Desk
from travel_desk.staff_lists import actions, rules
from travel_desk.staff_lists.rules import Judgement, Mapping, State


def take_in(options: argparse.Namespace) -> int:
    """Judge FILE and take its good rows in; the others wait in the repair list."""
    path = Path(options.file)
    with open_desk(options) as desk:
        judgement = _judged(desk, options, path)
        outcome = None
        if not options.dry_run:
            outcome = actions.import_officials(desk, rules.order_of(judgement), _show).value
    counts = judgement.counts()
    values: dict[str, object] = {
        "file": path.name,
        "source": judgement.source,
        "day": judgement.day,
        "dry_run": options.dry_run,
        "counts": {state.value: count for state, count in counts.items()},
        "faulty": [_plain(one) for one in judgement.of(State.FAULTY)],
        "unsure": [
            {"row": one.number, "candidates": [person.id for person in one.candidates]}
            for one in judgement.of(State.UNSURE)
        ],
        "vanished": [one.id for one in judgement.vanished],
        "unknown_organisations": {one.name: one.rows for one in judgement.unknown},
        "mapping": rules.to_plain(judgement.mapping),
    }
    if outcome is not None:
        values |= {
            "added": [one for one in outcome.added if one is not None],
            "updated": outcome.updated,
            "repair_list": outcome.list_id if outcome.repairs else None,
        }
    answer(options, values, _said(judgement, options.dry_run))
    if not options.json:
        for one in judgement.of(State.FAULTY, State.UNSURE):
            sys.stdout.write(f"  {tr(_row_line(one))}\n")
    return DONE


def _judged(desk: Desk, options: argparse.Namespace, path: Path) -> Judgement:
    mapping = _mapping(desk, options.mapping)
    looked = actions.look(desk, path, source=options.source, mapping=mapping)
    if looked.proposal.unsure and not options.dates:
        titles = [looked.proposal.mapping.uses[at].title for at in looked.proposal.unsure]
        raise Refused(
            msg(
                "Which comes first in these columns, the day or the month: {titles}? Say it with --dates "
                "day_first or --dates month_first.",
                titles=titles,
            ),
            field="dates",
        )
    proposed = looked.proposal.mapping
    if options.dates:
        proposed = rules.with_dates(proposed, looked.proposal.unsure, rules.DateStyle(options.dates))
    day = _day(options.day) if options.day else desk.today()
    of = actions.ListFile(path, looked.found, proposed, options.source or path.stem, day)
    return actions.judge_file(desk, of, None)


def _mapping(desk: Desk, named: str) -> Mapping | None:
    """Return the mapping of a file, or of a source that is remembered."""
    if not named:
        return None
    known = actions.remembered(desk, named)
    if known is not None:
        return known
    try:
        return rules.from_plain(json.loads(Path(named).read_text(encoding="utf-8")))
    except OSError as error:
        raise Refused(
            msg("There is no source and no file “{name}”. Name one of them with --mapping.", name=named)
        ) from error
    except ValueError as error:
        raise Trouble(msg("{name} is no mapping: it is not JSON. Write it anew.", name=named)) from error


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Refused(msg("{text} is no day. Write it as 2026-11-05.", text=text)) from error


def _said(judgement: Judgement, dry_run: bool) -> Message:
    counts = judgement.counts()
    values = {state.value: counts[state] for state in State}
    if not (counts[State.NEW] or counts[State.CHANGED] or counts[State.FAULTY] or counts[State.UNSURE]):
        return msg(
            "Nothing changed: the register has all {count} rows as they are.", count=values["unchanged"]
        )
    if dry_run:
        return msg(
            "{new} new, {changed} changed, {unchanged} unchanged, {unsure} unsure, {faulty} faulty. Nothing "
            "was written.",
            **values,
        )
    return msg(
        "{new} new, {changed} changed, {unchanged} unchanged. {unsure} unsure and {faulty} faulty rows wait "
        "in the repair list.",
        **values,
    )


def _row_line(verdict: rules.Verdict) -> Message:
    problem = next(iter(verdict.problems), None)
    reason = problem.message if problem else rules.UNSURE
    return msg("Row {number}: {reason}", number=str(verdict.number), reason=reason)


def _plain(verdict: rules.Verdict) -> dict[str, object]:
    return {
        "row": verdict.number,
        "problems": [{"field": one.field, "reason": tr(one.message)} for one in verdict.problems],
    }


def _show(done: int, of: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{done * 100 // max(of, 1)} %" + ("\n" if done == of else ""))
        sys.stderr.flush()
