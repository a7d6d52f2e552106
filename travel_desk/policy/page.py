"""The page of travel rules: each with its legal basis, whom it covers and the route it asks for."""

from __future__ import annotations

from datetime import date

from travel_desk.base.language import screen_language, tr, trn
from travel_desk.officials.rules import Category, Level
from travel_desk.policy import queries
from travel_desk.policy.rules import Stage, Subject, TravelRule
from travel_desk.shell.buttons import label
from travel_desk.shell.cells import Chips, Lines
from travel_desk.shell.chips import ChipText, Tone
from travel_desk.shell.detail import Detail, Step, Timeline
from travel_desk.shell.page import Ask, EmptyState, ExportColumn, Filter, ListPage
from travel_desk.shell.rows import Column

__all__ = ["RulesPage"]

_IN_FORCE = "in_force"


class RulesPage(ListPage):
    """The rule book, to be read. Every request is judged by the rule in force on its own day."""

    key = "rules"
    icon = "rules"
    kind = "rule"
    row_height = 48
    verb = "see_rules"
    administration = True
    subjects = frozenset({"rules"})
    opens = frozenset({"rule"})

    @staticmethod
    def title() -> str:
        """Return the name in the sidebar."""
        return tr("Travel Rules")

    def menu_title(self) -> str:
        """Return the name of the menu."""
        return tr("&Rule")

    def search_hint(self) -> str:
        """Return the hint of the search."""
        return tr("Search rules")

    def columns(self) -> list[Column]:
        """Return the rule with its legal basis, its days, and whether it is in force."""
        today = self.context.clock.today
        return [
            Column(tr("Rule"), 300, _rule_cell, stretch=True),
            Column(tr("In force"), 220, _days_cell),
            Column(tr("State"), 120, lambda row: Chips((state_chip(row, today()),))),
        ]

    def filters(self) -> list[Filter]:
        """Return the chips above the list."""
        return [Filter("", tr("All")), Filter(_IN_FORCE, tr("In force today"))]

    def empty(self) -> EmptyState:
        """Return what stands in an empty rule book."""
        return EmptyState(
            tr("No travel rule is entered"), tr("Requests then end with the own organisation."), "rules"
        )

    def ask_ids(self, text: str, filter: str) -> Ask:
        """Ask for the rules that search and filter leave."""
        return Ask(queries.rule_ids, text, filter == _IN_FORCE)

    def ask_rows(self, ids: list[int]) -> Ask:
        """Ask for some rules."""
        return Ask(queries.rule_rows, ids)

    def export_columns(self) -> list[ExportColumn]:
        """Return the columns of the exported list."""
        return _exported()

    def ask_subject(self, id: int) -> Ask:
        """Ask for one rule."""
        return Ask(queries.travel_rule, id)

    def fill(self, detail: Detail, subject: TravelRule) -> None:
        """Show one rule."""
        title = tr("Travel Rule {number}: {title}", number=str(subject.number), title=subject.title)
        chip = state_chip(subject, self.context.clock.today())
        detail.headline(title, _basis(subject), chips=[chip], look="title")
        self.show_actions([])
        detail.facts(
            [
                (tr("In force since"), tr("{day}", day=subject.from_day)),
                (
                    tr("Last day"),
                    tr("{day}", day=subject.last_day) if subject.last_day else tr("No end is set"),
                ),
                (tr("Act of"), tr("{day}", day=subject.act_date)),
                (tr("Notice"), _working_days(subject.notice_working_days)),
                (tr("Passport back after coming home"), _working_days(subject.days_back_working)),
                (
                    tr("Passport valid after coming home"),
                    trn("{count} day", "{count} days", subject.validity_days),
                ),
                (tr("Appeal to"), subject.appeal_to),
                (tr("Appeal within"), trn("{count} day", "{count} days", subject.appeal_days)),
            ]
        )
        covered = detail.section(tr("Whom it covers"))
        for one in subject.subjects:
            covered.add(label(_subject(one), wrap=True))
        route = detail.section(tr("Route"))
        steps = [_step(number, one) for number, one in enumerate(subject.stages, 1)]
        route.add(Timeline(steps, numbered=True))
        title = tr("Others: their own organisation decides. Each request keeps the rule of its own day.")
        detail.section(tr("Whom it does not cover")).add(label(title, "small", wrap=True))


def state_chip(rule: TravelRule, today: date) -> ChipText:
    """Return whether a rule is in force, has ended, or is still to come."""
    if rule.in_force(today):
        return ChipText(tr("In force"), Tone.SUCCESS, "check")
    if today < rule.from_day:
        return ChipText(tr("Not yet in force"), Tone.INFO, "clock")
    return ChipText(tr("Ended"), Tone.NEUTRAL, "none")


def _basis(rule: TravelRule) -> str:
    return tr("{act}, art. {article}", act=rule.act, article=rule.article)


def _exported() -> list[ExportColumn]:
    return [
        ExportColumn(tr("Number"), lambda row: row.number, "number"),
        ExportColumn(tr("Rule"), lambda row: row.title),
        ExportColumn(tr("Act"), lambda row: row.act),
        ExportColumn(tr("Article"), lambda row: row.article),
        ExportColumn(tr("Act of"), lambda row: row.act_date, "date"),
        ExportColumn(tr("In force since"), lambda row: row.from_day, "date"),
        ExportColumn(tr("Last day"), lambda row: row.last_day, "date"),
        ExportColumn(tr("Notice in working days"), lambda row: row.notice_working_days, "number"),
        ExportColumn(tr("Passport back in working days"), lambda row: row.days_back_working, "number"),
        ExportColumn(tr("Passport valid days after coming home"), lambda row: row.validity_days, "number"),
        ExportColumn(tr("Whom it covers"), lambda row: "; ".join(_subject(one) for one in row.subjects)),
        ExportColumn(tr("Appeal to"), lambda row: row.appeal_to),
        ExportColumn(tr("Appeal within days"), lambda row: row.appeal_days, "number"),
    ]


def _rule_cell(rule: TravelRule) -> Lines:
    title = tr("Travel Rule {number}: {title}", number=str(rule.number), title=rule.title)
    return Lines(title, _basis(rule))


def _days_cell(rule: TravelRule) -> Lines:
    language = screen_language()
    since = tr("since {day}", day=language.short_day(rule.from_day))
    until = tr("until {day}", day=language.short_day(rule.last_day)) if rule.last_day else tr("no end is set")
    return Lines(since, until)


def _working_days(count: int) -> str:
    return trn("{count} working day", "{count} working days", count)


def _category(code: str) -> str:
    return tr(Category(code).label) if code in set(Category) else code


def _subject(one: Subject) -> str:
    if one.level is None:
        return _category(one.category)
    level = Level(one.level).label
    return tr("{category}, level: {level}", category=_category(one.category), level=level)


def _step(number: int, one: Stage) -> Step:
    title = tr("{office}, final", office=one.office_name) if one.final else one.office_name
    line = tr("Decides within {days}", days=_working_days(one.working_days))
    if one.categories:
        only = [_category(code) for code in sorted(one.categories)]
        line = tr("{line} · only for: {categories}", line=line, categories=only)
    return Step(title, line, "now" if one.final else "open", number)
