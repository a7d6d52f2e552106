"""What a merge asks: that nothing shows that two entries are two persons, and that nothing is in work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from travel_desk.base.message import Message, Refused, msg
from travel_desk.duplicates.rules.reasons import FIELDS
from travel_desk.duplicates.rules.records import Between, MainPost, MergeOrder
from travel_desk.officials.rules import PersonOrder


def merge_people(
    stays: PersonOrder, goes: PersonOrder, between: Between, order: MergeOrder
) -> tuple[PersonOrder, tuple[int, ...]]:
    """Return the values of the entry that stays, and the posts that are no longer main posts.

    Raises Refused where the two can't be one person, or where something about them is in work.
    """
    if order.stays == order.goes:
        raise Refused(msg("An entry can't be merged with itself. Choose two."))
    for against in (_two_persons(between), _in_work(between)):
        if against is not None:
            raise Refused(against)
    return _values(stays, goes, order.taken), _no_longer_main(between.main_posts, order.main_post)


def _two_persons(between: Between) -> Message | None:
    """Return what shows that the two are two persons, None where nothing does."""
    if between.same_trips:
        return msg(
            "Both travel on trip {trips}: take one of them off that trip first, or tell the two apart.",
            trips=list(between.same_trips),
        )
    if between.substitutes:
        return msg(
            "One stands in for the other on trip {trips}: nobody is their own substitute. Change the "
            "substitute first, or tell the two apart.",
            trips=list(between.substitutes),
        )
    if between.met:
        return msg(
            "One acted for the other when a passport changed hands (receipt {receipts}). If that was right, "
            "they are two persons: tell them apart.",
            receipts=list(between.met),
        )
    if between.both_users:
        return msg(
            "Each of the two is a user of the desk. Let the administrator deactivate or unlink one first."
        )
    return None


def _in_work(between: Between) -> Message | None:
    """Return what must be finished first, None where nothing is in work."""
    out = [one.number for one in between.booklets if one.out]
    if out:
        return msg(
            "Passport {numbers} of the entry that goes is handed out. Record first that it was brought back, "
            "or let that entry stay.",
            numbers=out,
        )
    if between.drafted:
        return msg(
            "Trip {trips} of the entry that goes is being drafted. Submit or discard it first, or let that "
            "entry stay.",
            trips=list(between.drafted),
        )
    if between.drafts:
        return msg(
            "{names} keeps an unfinished dialog about one of the two. It must be finished or discarded "
            "first.",
            names=list(between.drafts),
        )
    return None


def _values(stays: PersonOrder, goes: PersonOrder, taken: frozenset[str]) -> PersonOrder:
    chosen = {name: getattr(goes, name) for name in FIELDS if name in taken}
    return replace(stays, **chosen, protected=stays.protected or goes.protected)


def _no_longer_main(posts: Sequence[MainPost], chosen: int | None) -> tuple[int, ...]:
    """Return the ids of the main posts that become additional ones: nobody has two main posts at once.

    posts: those of either entry that meet one of the other. The entry of the chosen post keeps its own.
    """
    if not posts:
        return ()
    mine = {post.id: post.mine for post in posts}
    if chosen not in mine:
        raise Refused(
            msg("Each has a main post at the same time. Choose which one stays the main post."),
            field="main_post",
        )
    return tuple(post.id for post in posts if post.mine != mine[chosen])


def split_people(out: Sequence[str]) -> None:
    """Ask whether a merge may be taken apart; out: numbers of handed-out passports that would go back."""
    if out:
        raise Refused(
            msg(
                "Passport {numbers}, which would go back, is handed out. Record first that it was brought "
                "back.",
                numbers=list(out),
            )
        )
