"""The plan in a visit report: done against asked for, exercises, stages, and what is next.

A day without a session is not known to be one without: the counts say what was noted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from diary.domain.day import Care
from diary.domain.exercise import KeptExercise, SessionKind
from diary.domain.knee import Knee
from diary.domain.pain_and_load import first_day
from diary.domain.period import Span
from diary.domain.plan import Plan, begin_order
from diary.domain.run_walk import RunWalk
from diary.domain.session import Session, day_order
from diary.domain.sessions_by_week import (
    TARGET_KINDS,
    days_done,
    done_days,
    done_of_plan,
    runs_target_on,
    target_on,
)
from diary.reports.content_parts import Comparison, Fact, PlanSection, Table
from diary.reports.content_scope import ReportScope
from diary.texts import report_plan as say
from diary.texts.plans import dose_text
from diary.texts.report_summary import unknown_text

MOST_PLANS, MOST_EXERCISES, MOST_STEPS = 3, 12, 12
_WEEK = 7
_CARE = {SessionKind.STRENGTH: Care.STRENGTH, SessionKind.MOBILITY: Care.MOBILITY}


def plan_section(scope: ReportScope) -> PlanSection:
    """Everything of the plan that the days shown have to do with."""
    facts = (*plan_facts(scope), *next_facts(scope))
    exercises, left = _exercises(scope)
    steps = _steps(scope)
    is_nothing = not (facts or exercises.rows or steps.rows)
    return PlanSection(
        title=say.section_title(),
        facts=facts,
        exercises=exercises,
        lines=tuple(_line(row) for row in exercises.rows),
        more=say.more_exercises_text(left),
        steps=steps,
        nothing=say.nothing_text() if is_nothing else "",
    )


def told_care(scope: ReportScope) -> frozenset[Care]:
    """The care that has a line of the plan, and needs no other."""
    return frozenset(_CARE[kind] for kind in TARGET_KINDS if _has_line(scope, kind))


def plan_comparisons(scope: ReportScope) -> Iterator[Comparison]:
    """Strength in a line of the summary, where it was aimed at or done."""
    done = done_days(scope.diary, SessionKind.STRENGTH)
    now = _session_rate(scope, scope.span, SessionKind.STRENGTH, done)
    if now is None or (now.target is None and not now.done):
        return
    before = None
    if scope.before is not None:
        before = _session_rate(scope, scope.before, SessionKind.STRENGTH, done)
    if before is not None and before.days < _WEEK:
        # A target of the last day before says nothing of what was done in a week.
        before = None
    yield Comparison(
        say.kind_label(SessionKind.STRENGTH),
        unknown_text() if before is None else _value(before, scope),
        _value(now, scope),
        _counts(now, scope),
    )


# ---- facts --------------------------------------------------------------------------------------


def plan_facts(scope: ReportScope) -> Iterator[Fact]:
    """The plans of these days, what was done of them, and the stage that was on."""
    count = days_done(scope.diary)
    for plan in _plans(scope)[:MOST_PLANS]:
        # A file does not hold what was done before its first day.
        is_cut = scope.file_from is not None and plan.from_on < scope.file_from
        done = None if is_cut else done_of_plan(plan, scope.last_on, count)
        value = say.plan_value(plan, done)
        yield Fact(say.plan_label(plan), value, say.plan_note(plan, scope.formats))
    for kind in TARGET_KINDS:
        if _has_line(scope, kind):
            yield from _kind_fact(scope, kind)
    yield from _runs_fact(scope)
    yield from _stage_fact(scope)


def _plans(scope: ReportScope) -> list[Plan]:
    """The plans that held on a day shown, the newest first."""
    held = (
        plan
        for plan in scope.diary.plans.values()
        if plan.from_on <= scope.last_on and (plan.until or scope.last_on) >= scope.span.start
    )
    return sorted(held, key=begin_order, reverse=True)


def _has_line(scope: ReportScope, kind: SessionKind) -> bool:
    """True when a plan of these days asks for it, or a session of it was done."""
    if any(plan.per_week.of(kind) for plan in _plans(scope)):
        return True
    return any(each.is_done and each.kind is kind for each in _sessions(scope))


def _sessions(scope: ReportScope) -> list[Session]:
    """The sessions of the days shown, in order."""
    shown = (each for each in scope.diary.sessions.values() if each.on in scope.span)
    return sorted(shown, key=day_order)


def _kind_fact(scope: ReportScope, kind: SessionKind) -> Iterator[Fact]:
    noted = sum(
        each.minutes or 0 for each in _sessions(scope) if each.is_done and each.kind is kind
    )
    days = (scope.diary.days[on] for on in scope.span if on in scope.diary.days)
    noted += sum(day.care_minutes.get(_CARE[kind], 0) for day in days)
    rate = _session_rate(scope, scope.span, kind, done_days(scope.diary, kind))
    yield from _rate_fact(scope, say.kind_label(kind), rate, noted)


def _runs_fact(scope: ReportScope) -> Iterator[Fact]:
    if not any(plan.per_week.runs for plan in _plans(scope)):
        return
    done = [run.on for run in scope.runs]
    rate = _rate(scope, scope.span, done, lambda on: runs_target_on(scope.diary, on))
    yield from _rate_fact(scope, say.runs_label(), rate, 0)


def _rate_fact(scope: ReportScope, name: str, rate: _Rate | None, minutes: int) -> Iterator[Fact]:
    if rate is None:
        return
    parts = [_counts(rate, scope)]
    if minutes:
        parts.append(say.minutes_note(minutes))
    yield Fact(name, _value(rate, scope), "; ".join(parts))


def next_facts(scope: ReportScope) -> Iterator[Fact]:
    """The first session that is planned and to come; nothing where there is none."""
    first_on = max(scope.today, scope.last_on)
    planned = [
        each
        for each in scope.diary.sessions.values()
        if each.is_done is None and each.on >= first_on
    ]
    for session in sorted(planned, key=day_order)[:1]:
        yield Fact(say.next_label(), say.next_text(session, scope.formats))


# ---- how often a week ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Rate:
    """How often something was done on days that are known; `target` is the one of the last of them.

    Where it was another before, or there was none, only its own days are counted: `aimed`.
    """

    done: int
    days: int
    target: int | None = None
    aimed: tuple[date, date] | None = None


def _session_rate(
    scope: ReportScope, span: Span, kind: SessionKind, done: Sequence[date]
) -> _Rate | None:
    return _rate(scope, span, done, lambda on: target_on(scope.diary, on, kind))


def _rate(
    scope: ReportScope,
    span: Span,
    done: Sequence[date],
    target_of: Callable[[date], int | None],
) -> _Rate | None:
    """None where nothing at all is known of these days."""
    began = min((on for on in (first_day(scope.diary), *done[:1]) if on is not None), default=None)
    if began is None:
        return None
    days = [on for on in span if began <= on <= scope.today]
    if not days:
        return None
    held = {on: target_of(on) or None for on in days}
    aimed = [on for on in days if held[on] is not None]
    same = days
    if aimed:
        others = [on for on in days if on < aimed[-1] and held[on] != held[aimed[-1]]]
        same = [on for on in aimed if not others or on > others[-1]]
    target = held[same[-1]]
    counted = sum(same[0] <= on <= same[-1] for on in done)
    return _Rate(
        counted, len(same), target, None if len(same) == len(days) else (same[0], same[-1])
    )


def _value(rate: _Rate, scope: ReportScope) -> str:
    a_week = rate.done * _WEEK / max(rate.days, _WEEK)
    return say.rate_value(a_week, rate.target, scope.formats)


def _counts(rate: _Rate, scope: ReportScope) -> str:
    asked = None if rate.target is None else max(1, round(rate.target * rate.days / _WEEK))
    last_on = min(scope.last_on, scope.today)
    return say.rate_note(rate.done, asked, rate.aimed, last_on, scope.formats)


# ---- exercises ----------------------------------------------------------------------------------


def _exercises(scope: ReportScope) -> tuple[Table, int]:
    """What was asked for and done, plan by plan, and how many exercises have no row."""
    sessions = _sessions(scope)
    asked = [key for plan in _plans(scope) for key in plan.exercise_ids]
    done = [each.exercise_id for session in sessions for each in session.exercises]
    keys = [key for key in dict.fromkeys((*asked, *done)) if key in scope.diary.exercises]
    rows = tuple(
        _exercise_row(scope, scope.diary.exercises[key], sessions) for key in keys[:MOST_EXERCISES]
    )
    table = Table(say.exercises_caption(), say.exercises_head(), rows, frozenset({2}))
    return table, max(0, len(keys) - MOST_EXERCISES)


def _exercise_row(
    scope: ReportScope, kept: KeptExercise, sessions: Sequence[Session]
) -> tuple[str, ...]:
    said = [(each.on, done) for each in sessions if (done := each.exercise(kept.id)) is not None]
    times = [(on, done) for on, done in said if done.is_done]
    last: dict[Knee, int] = {}
    highest: dict[Knee, int] = {}
    for _on, done in said:
        for knee, score in done.knees.items():
            last[knee] = score
            highest[knee] = max(score, highest.get(knee, score))
    in_order = {knee: last[knee] for knee in Knee if knee in last}
    return (
        kept.name.strip(),
        dose_text(kept.exercise, scope.formats),
        str(len(times)),
        say.done_text(times[-1][1], times[-1][0], scope.formats) if times else say.not_done_text(),
        say.after_text(in_order, highest),
    )


def _line(row: Sequence[str]) -> Fact:
    """A row where there is no room for a table: what was last done, and the scores after it."""
    name, *_rest, last, after = row
    return Fact(name, last, say.after_note(after))


# ---- stages -------------------------------------------------------------------------------------


def _stage_fact(scope: ReportScope) -> Iterator[Fact]:
    run_walk = scope.diary.run_walk
    if run_walk is None or not _is_begun(scope, run_walk):
        return
    stage, since = _stage_on(run_walk, scope.last_on)
    runs = [run.on for run in scope.runs if run.run_walk_stage is not None]
    yield Fact(
        say.stage_label(),
        say.stage_value(run_walk, stage),
        say.stage_note(run_walk, since, runs[-1] if runs else None, scope.formats),
    )


def _is_begun(scope: ReportScope, run_walk: RunWalk) -> bool:
    return run_walk.started_on is None or run_walk.started_on <= scope.last_on


def _stage_on(run_walk: RunWalk, on: date) -> tuple[int, date | None]:
    """The stage that was on at the end of a day, and since when."""
    taken = [step for step in run_walk.steps if step.on <= on]
    later = [step for step in run_walk.steps if step.on > on]
    stage = later[0].from_stage if later else run_walk.stage
    # The stages may be fewer now than they were then.
    return min(stage, len(run_walk.stages)), taken[-1].on if taken else run_walk.started_on


def _steps(scope: ReportScope) -> Table:
    run_walk = scope.diary.run_walk
    taken = () if run_walk is None else run_walk.steps
    shown = [step for step in taken if step.on in scope.span][::-1][:MOST_STEPS]
    rows = tuple(say.step_row(step, scope.formats) for step in shown)
    return Table(say.steps_caption(), say.steps_head(), rows, frozenset({1, 2}))
