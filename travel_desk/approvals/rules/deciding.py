"""When an office may decide, and what its decision owes.

The rules are those of domain.md ("Words", "Where things stand", "The official's side"): an office
decides its own open stage, nobody decides two stages of a round in person, a refusal names reasons,
rule, where and until when to appeal, a condition is a sentence that is printed on the slip, and nothing
is dated into the future.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from travel_desk.approvals.rules.records import Decider, Made, Order, Refusal, StageFacts
from travel_desk.base.message import Message, Refused, msg
from travel_desk.trips.rules import RequestFacts

LONGEST_CONDITION = 160
MOST_CONDITIONS = 12
LONGEST_TEXT = 4000
LONGEST_LINE = 160
LONGEST_APPEAL = 366
DEFAULT_APPEAL_DAYS = 30


def stage_facts(facts: RequestFacts, seen: int, stage_id: int, made: Made | None) -> StageFacts:
    """Return stage `stage_id` of a request as it stands; raises Refused where its route has none such.

    seen: the version of the request that the user saw. made: the decision that the stage already has.
    """
    stage = next((one for one in facts.stages if one.id == stage_id), None)
    if stage is None:
        raise Refused(_changed(facts.number))
    return StageFacts(
        id=stage.id,
        position=stage.position,
        count=len(facts.stages),
        office_name=stage.office_name,
        state=stage.state.value,
        request_number=facts.number,
        request_state=facts.state.value,
        submitted_on=None if facts.submitted_at is None else facts.submitted_at.astimezone().date(),
        changed=facts.version != seen,
        made=made,
    )


def decide_approve(facts: StageFacts, order: Order, decider: Decider, today: date) -> None:
    """Ask whether this stage may be approved; raises Refused with the field that is wrong."""
    _check_stage(facts)
    _check_order(facts, order, decider, today)


def decide_conditions(
    facts: StageFacts, order: Order, conditions: Sequence[str], decider: Decider, today: date
) -> None:
    """Ask whether this stage may be approved with these conditions; raises Refused."""
    _check_stage(facts)
    _check_order(facts, order, decider, today)
    check_conditions(conditions)


def decide_send_back(facts: StageFacts, order: Order, reasons: str, decider: Decider, today: date) -> None:
    """Ask whether the request may be sent back to the traveller for correction; raises Refused."""
    _check_stage(facts)
    _check_order(facts, order, decider, today)
    _check_text(
        reasons, "reasons", msg("Write what the traveller must correct, so that it can come again at once.")
    )


def decide_refuse(facts: StageFacts, order: Order, refusal: Refusal, decider: Decider, today: date) -> None:
    """Ask whether the request may be refused so; raises Refused with the field that is wrong.

    domain.md, "The official's side": a refusal names its reasons, the rule and where to appeal.
    """
    _check_stage(facts)
    _check_order(facts, order, decider, today)
    check_refusal(refusal, today)


def check_refusal(refusal: Refusal, today: date) -> None:
    """Ask whether a refusal says all that it owes the official; raises Refused naming the field."""
    _check_text(refusal.reasons, "reasons", msg("Write the reasons: they are printed in the refusal letter."))
    _check_line(refusal.rule_text, "rule_text", msg("Name the rule and its act: a refusal rests on a rule."))
    _check_line(refusal.article, "article", msg("Name the article of the act that the refusal rests on."))
    _check_line(refusal.appeal_to, "appeal_to", msg("Name the office that hears an appeal."))
    if refusal.appeal_until <= today:
        raise Refused(
            msg("The last day to appeal must lie after today: give the official time to write."),
            field="appeal_until",
        )
    if refusal.appeal_until > today + timedelta(days=LONGEST_APPEAL):
        raise Refused(
            msg("The last day to appeal is more than a year away: check the year."), field="appeal_until"
        )


def check_conditions(conditions: Sequence[str]) -> None:
    """Ask whether these conditions may be printed on a slip; raises Refused."""
    if not conditions:
        raise Refused(msg("Write at least one condition, one a line."), field="conditions")
    if len(conditions) > MOST_CONDITIONS:
        raise Refused(
            msg("At most {most} conditions fit on a slip: join some of them.", most=MOST_CONDITIONS),
            field="conditions",
        )
    for number, text in enumerate(conditions, 1):
        if len(text) > LONGEST_CONDITION:
            raise Refused(
                msg(
                    "Condition {number} is longer than {longest} characters: shorten it or split it in two.",
                    number=number,
                    longest=LONGEST_CONDITION,
                ),
                field="conditions",
            )


def conditions_of(text: str) -> tuple[str, ...]:
    """Return the conditions typed into one field, one a line, without blank lines and repetitions.

    A number or a dash that was typed before a condition is dropped, since the slip numbers them.
    """
    lines = (line.strip().lstrip("-–•*").strip() for line in text.splitlines())
    cleaned = (_unnumbered(line) for line in lines)
    return tuple(dict.fromkeys(line for line in cleaned if line))


def suggested_appeal(today: date, days: int | None) -> date:
    """Return the last day to appeal that the rule gives (`days`, or 30 where it says nothing)."""
    return today + timedelta(days=days or DEFAULT_APPEAL_DAYS)


def _check_stage(facts: StageFacts) -> None:
    if facts.made is not None:
        raise Refused(
            msg(
                "Meanwhile {name} decided for {office}: {decision}, recorded {moment}. Nothing was changed; "
                "read the request again.",
                name=facts.made.decided_name,
                office=facts.office_name,
                decision=facts.made.kind.label,
                moment=facts.made.recorded_at,
            )
        )
    if facts.request_state not in ("submitted", "in_approval") or facts.state not in ("waiting", "open"):
        raise Refused(
            msg(
                "Request {number} is no longer waiting for a decision: read it again.",
                number=facts.request_number,
            )
        )
    if facts.changed:
        raise Refused(_changed(facts.request_number))
    if facts.state == "waiting":
        raise Refused(
            msg(
                "It is not the turn of {office} yet: the offices before it decide first.",
                office=facts.office_name,
            )
        )


def _changed(number: str) -> Message:
    return msg(
        "Request {number} was changed while you had it open. Read it again, then decide; "
        "what you typed is kept.",
        number=number,
    )


def _check_order(facts: StageFacts, order: Order, decider: Decider, today: date) -> None:
    _check_line(order.decided_name, "decided_name", msg("Name the person who decided."))
    _check_line(
        order.capacity, "capacity", msg("Say in what capacity they decided, such as head of the office.")
    )
    in_person = decider.approver and order.decided_name.strip() == decider.name
    if in_person and decider.decided_for:
        # The route has several offices so that several people look: one can't be all of them.
        raise Refused(
            msg(
                "You decided this request for {office} already. For {next} another user decides, or you "
                "record its decision paper: who decided there, and the reference.",
                office=decider.decided_for,
                next=facts.office_name,
            ),
            field="decided_name",
        )
    if not in_person and not order.paper.strip():
        raise Refused(
            msg("Give the reference of the decision paper: you record what somebody else decided."),
            field="paper",
        )
    if len(order.paper) > LONGEST_LINE:
        raise Refused(_too_long(LONGEST_LINE), field="paper")
    if order.decided_on > today:
        raise Refused(
            msg("{day} lies in the future: record a decision when it is made.", day=order.decided_on),
            field="decided_on",
        )
    if facts.submitted_on is not None and order.decided_on < facts.submitted_on:
        raise Refused(
            msg(
                "The request was submitted {submitted}: a decision of {day} cannot be about it.",
                submitted=facts.submitted_on,
                day=order.decided_on,
            ),
            field="decided_on",
        )


def _check_line(text: str, field: str, missing: Message) -> None:
    if not text.strip():
        raise Refused(missing, field=field)
    if len(text) > LONGEST_LINE:
        raise Refused(_too_long(LONGEST_LINE), field=field)


def _check_text(text: str, field: str, missing: Message) -> None:
    if not text.strip():
        raise Refused(missing, field=field)
    if len(text) > LONGEST_TEXT:
        raise Refused(_too_long(LONGEST_TEXT), field=field)


def _too_long(longest: int) -> Message:
    return msg("This is longer than {longest} characters: shorten it.", longest=longest)


def _unnumbered(line: str) -> str:
    digits = len(line) - len(line.lstrip("0123456789"))
    if 0 < digits <= 2 and line[digits : digits + 1] in (".", ")"):
        return line[digits + 1 :].strip()
    return line
