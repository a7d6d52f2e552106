"""Search while typing in a register of 100,000: the first window with posts, organisations and custody.

The yardstick is RAW below: one statement with the same joins and order, on the same encrypted file, by
the bare driver. Both answer the same keystrokes: names in every script, letter by letter, numbers, posts,
two words, common and rare.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from itertools import islice
from typing import Any

from tests.benchmarks import register
from tests.benchmarks.harness import Pair, Unit, benchmark, timed
from travel_desk.desk import Desk
from travel_desk.officials import queries, rules
from travel_desk.officials.queries import Question

ROWS = 100
TODAY = str(register.TODAY)
RAW = """
SELECT person.id, native_name, surname, given_names, protected, title, organisation.name, above.name,
       (SELECT group_concat(category) FROM person_category
        WHERE person_id = person.id AND from_day <= :today AND (until_day IS NULL OR until_day > :today)),
       (SELECT min(CASE WHEN handover.kind IN ('take_in', 'bring_back') AND review_on < :today THEN 1
                        WHEN handover.kind IN ('take_in', 'bring_back') THEN 3
                        WHEN handover.kind = 'hand_out' AND due_back < :today THEN 0
                        WHEN handover.kind = 'hand_out' THEN 2 ELSE 4 END)
        FROM passport LEFT JOIN handover ON passport_id = passport.id AND next_number IS NULL
        WHERE passport.person_id = person.id)
FROM person_part JOIN person ON person.id = person_part.rowid
LEFT JOIN post ON post.person_id = person.id AND main AND post.from_day <= :today
     AND (post.until_day IS NULL OR post.until_day > :today)
LEFT JOIN organisation ON organisation.id = organisation_id
LEFT JOIN organisation AS above ON above.id = organisation.parent_id
WHERE person_part MATCH :text AND merged_into IS NULL
ORDER BY sort_key, person.id LIMIT 100
"""


@benchmark("search while typing, 100,000 / RAW of bench_search.py", 2.0, rounds=3)
def typing(stack: ExitStack) -> Pair:
    return typing_pair(stack, register.HUNDRED_THOUSAND)


@benchmark("search while typing, 100,000: 99th percentile", 50, Unit.MS, rounds=5)
def slowest(stack: ExitStack) -> Pair:
    desk = opened(stack, register.HUNDRED_THOUSAND)
    return Pair(lambda: percentile(desk, register.HUNDRED_THOUSAND, 99))


@benchmark("search while typing, 100,000: all ids / the same sorted by SQL", 2.0, rounds=3)
def all_ids(stack: ExitStack) -> Pair:
    desk = opened(stack, register.HUNDRED_THOUSAND)
    driver: Any = stack.enter_context(desk.database.outside())
    typed = keystrokes(register.HUNDRED_THOUSAND)[::2]

    def by_desk() -> None:
        for text in typed:
            queries.person_ids(desk, Question(text))

    def by_driver() -> None:
        for text in typed:
            driver.execute(
                "SELECT person.id FROM person_part JOIN person ON person.id = person_part.rowid "
                "WHERE person_part MATCH ? AND merged_into IS NULL ORDER BY sort_key, person.id",
                (_match(text),),
            ).fetchall()

    return Pair(timed(by_desk), timed(by_driver))


def typing_pair(stack: ExitStack, count: int) -> Pair:
    """Return every keystroke answered by the desk, and by RAW."""
    desk = opened(stack, count)
    driver: Any = stack.enter_context(desk.database.outside())
    typed = keystrokes(count)

    def by_desk() -> None:
        for text in typed:
            first_window(desk, text)

    def by_driver() -> None:
        for text in typed:
            driver.execute(RAW, {"text": _match(text), "today": TODAY}).fetchall()

    return Pair(timed(by_desk), timed(by_driver))


def first_window(desk: Desk, text: str) -> list[queries.PersonRow]:
    """Answer a keystroke as the page of officials does: the first ids, then their rows."""
    first = queries.person_first(desk, Question(text))
    return queries.person_rows(desk, first.ids[:ROWS])


def percentile(desk: Desk, count: int, hundredth: int, answer: Callable[..., object] = first_window) -> float:
    """Return how long the slowest but so many of a hundred keystrokes take, in seconds."""
    taken = []
    for text in keystrokes(count):
        begun = time.perf_counter()
        answer(desk, text)
        taken.append(time.perf_counter() - begun)
    return sorted(taken)[len(taken) * hundredth // 100]


@cache
def keystrokes(count: int) -> tuple[str, ...]:
    """Return what somebody types who looks for a few dozen persons, each text as far as it is typed."""
    typed: list[str] = []
    for one in islice(register.people(count), 7, 4007, 200):
        typed += _letters(one.person.native_name.split()[-1], 1, 2, 3, 5)
        typed += _letters(one.person.surname or one.person.given_names, 1, 2, 3, 4, 6)
        typed.append(f"{one.person.surname[:4]} {one.person.given_names[:2]}".strip())
        typed += _letters(one.person.personnel_number[3:], 2, 4, 8)
        typed += [booklet.number for booklet in one.passports[:1]]
        typed += [held.title.lower()[:6] for held in one.posts[:1]]
    return tuple(typed)


def _letters(word: str, *lengths: int) -> Iterator[str]:
    return (word[:length] for length in lengths if len(word) >= length)


def _match(text: str) -> str:
    """Return what RAW asks the full-text table: parts of words, or the beginnings of shorter ones."""
    return " AND ".join(f'"{word.rjust(3)}"' for word in rules.words(text))


def opened(stack: ExitStack, count: int) -> Desk:
    """Return the desk with `count` persons, put away with the benchmark."""
    desk = register.desk(count)
    stack.callback(desk.close)
    return desk
