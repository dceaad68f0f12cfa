"""R-SKIP, R-FEAR, R-REST, R-GAP, R-VISIT, R-BACKUP: what a diary as a whole shows.

None of them is about one knee, and none but R-SKIP asks for more than a look.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from diary.domain.rules.daily import Evidence, WhileTrue
from diary.domain.rules.facts import DayCounts, Facts
from diary.domain.rules.findings import Rule
from diary.domain.settings import Settings

SUBJECT = "diary"
GAP_FROM_DAYS, GAP_TO_DAYS = 3, 14
VISIT_DAYS = 3
VISIT_SPAN_DAYS = 28
BACKUP_DAYS = 7


def habit_rules(
    facts: Facts,
    settings: Settings,
    *,
    visit_on: date | None,
    last_visits: Sequence[date],
    backed_up_on: date | None,
) -> list[WhileTrue]:
    """The rules about the diary; `backed_up_on` None = not known, which says nothing."""
    rules = [
        _counted(Rule.SKIP, facts.skips, settings.skip_count, settings.skip_window_days),
        _counted(Rule.FEAR, facts.held_back, settings.fear_count, settings.fear_window_days),
        _rest(facts.run_days, settings.rest_run_days),
        _gap(facts.entries),
    ]
    if visit_on is not None:
        rules.append(_visit(facts, visit_on, last_visits))
    if backed_up_on is not None:
        rules.append(_backup(facts.entries, backed_up_on))
    return rules


def _counted(rule: Rule, days: DayCounts, least: int, window: int) -> WhileTrue:
    def condition(day: int) -> Evidence | None:
        found = days.between(day - window + 1, day + 1)
        if len(found) < least:
            return None
        return {"count": len(found), "dates": [date.fromordinal(each) for each in found]}

    return WhileTrue(rule, SUBJECT, days, window, condition)


def _rest(run_days: DayCounts, least: int) -> WhileTrue:
    def condition(day: int) -> Evidence | None:
        days = run_days.in_a_row_until(day)
        return {"days": days} if days >= least else None

    # True only on a day with a run; it ends on the day after.
    return WhileTrue(Rule.REST, SUBJECT, run_days, 1, condition)


def _gap(entries: DayCounts) -> WhileTrue:
    def condition(day: int) -> Evidence | None:
        last = entries.last_until(day)
        if last is None or not GAP_FROM_DAYS <= day - last <= GAP_TO_DAYS:
            return None
        return {"last_on": date.fromordinal(last)}

    return WhileTrue(Rule.GAP, SUBJECT, entries, GAP_TO_DAYS + 1, condition)


def _visit(facts: Facts, visit_on: date, last_visits: Sequence[date]) -> WhileTrue:
    visit = visit_on.toordinal()

    def condition(day: int) -> Evidence | None:
        if not visit - VISIT_DAYS <= day <= visit:
            return None
        before = [each.toordinal() for each in last_visits if each.toordinal() < day]
        start = max(before) + 1 if before else day - VISIT_SPAN_DAYS + 1
        recorded = len(facts.entries.between(start, day + 1))
        return {"visit_on": visit_on, "recorded": recorded, "days": day - start + 1}

    return WhileTrue(
        Rule.VISIT, SUBJECT, DayCounts({visit - VISIT_DAYS: 1}), VISIT_DAYS + 1, condition
    )


def _backup(entries: DayCounts, backed_up_on: date) -> WhileTrue:
    last = backed_up_on.toordinal()

    def condition(day: int) -> Evidence | None:
        # Nothing new to keep, nothing to remind of; what is dated later is not read yet.
        newest = entries.last_until(day)
        is_new = newest is not None and newest >= last
        return {"last_at": backed_up_on} if day - last >= BACKUP_DAYS and is_new else None

    return WhileTrue(
        Rule.BACKUP, SUBJECT, DayCounts({last + BACKUP_DAYS: 1}), 10_000_000, condition
    )
