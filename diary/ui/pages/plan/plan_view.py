"""What the page of the plan shows of a diary, as values; no Qt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from diary.domain.diary import Diary
from diary.domain.exercise import SessionKind
from diary.domain.person import Season
from diary.domain.plan import Plan
from diary.domain.session import Session, day_order
from diary.domain.sessions_by_week import (
    TARGET_KINDS,
    SessionPlans,
    SessionWeek,
    days_done,
    done_of_plan,
    plan_on,
    runs_week_target,
    session_plans_on,
    target_on,
    week_of,
)
from diary.texts.labels import label
from diary.texts.numbers import Formats
from diary.texts.plans import plan_line, season_line, session_when, week_line, whole_line
from diary.words import _, plural


@dataclass(frozen=True, slots=True)
class DayTickView:
    """One day of the week: `is_to_come` days cannot be ticked yet."""

    on: date
    weekday: str
    is_done: bool
    is_to_come: bool
    spoken: str


@dataclass(frozen=True, slots=True)
class WeekView:
    """One kind of session in the week of today."""

    kind: SessionKind
    title: str
    count: str
    days: tuple[DayTickView, ...]


@dataclass(frozen=True, slots=True)
class HeadView:
    """The plan that holds, its targets in words, and the weeks of its kinds.

    `sessions` are the plans that ask for sessions; that is another one beside a plan for runs.
    """

    plan: Plan | None
    sessions: SessionPlans
    name: str
    line: str
    whole: str
    also: tuple[str, ...]
    weeks: tuple[WeekView, ...]

    @property
    def exercise_plan(self) -> Plan | None:
        """The plan that exercises are part of."""
        return self.sessions.first or self.plan


def has_anything(diary: Diary) -> bool:
    """True when there is something to show on the page."""
    is_kept = diary.plans or diary.exercises or diary.sessions
    return bool(is_kept) or diary.run_walk is not None


def head_view(diary: Diary, today: date, formats: Formats) -> HeadView:
    """The head of the page on a day."""
    plan = plan_on(diary, today)
    sessions = session_plans_on(diary, today)
    return HeadView(
        plan,
        sessions,
        "" if plan is None else plan.name,
        _line(diary, plan, today, formats),
        _whole(diary, sessions.first or plan, today),
        tuple(_also(diary, plan, today, formats)),
        tuple(week_view(diary, kind, today, formats) for kind in _kinds(diary, today)),
    )


def week_view(diary: Diary, kind: SessionKind, today: date, formats: Formats) -> WeekView:
    """The week that today is in, Monday to Sunday, for one kind of session."""
    week = week_of(diary, today, kind)
    done = set(week.done_on)
    days = []
    for n in range(7):
        on = week.from_on + timedelta(days=n)
        days.append(
            DayTickView(
                on,
                _("Today") if on == today else formats.weekday(on),
                on in done,
                on > today,
                _("{kind} done on {day}").format(kind=label(kind), day=formats.day(on)),
            )
        )
    return WeekView(kind, label(kind), week_line(week.done, week.target), tuple(days))


def session_for(there: Sequence[Session]) -> Session | None:
    """The one of today's sessions that is worked on: one not answered yet, else the last one."""
    left = [each for each in there if each.is_done is None]
    return left[0] if left else (there[-1] if there else None)


def past_sessions(diary: Diary, shown: Iterable[Session | None]) -> list[Session]:
    """Every session but those shown above, the newest first."""
    ids = {each.id for each in shown if each is not None}
    sessions = sorted(diary.sessions.values(), key=day_order, reverse=True)
    return [each for each in sessions if each.id not in ids]


def session_line(session: Session, today: date, formats: Formats) -> str:
    """One session in a line: "Thu 19 Nov 2026 · Strength · done · 25 min"."""
    state = {True: _("done"), False: _("skipped"), None: ""}[session.is_done]
    if session.is_done is None and session.on > today:
        state = _("planned")
    parts = [session_when(session.on, today, formats), label(session.kind)]
    parts += [state] if state else []
    if session.minutes is not None:
        parts.append(_("{n} min").format(n=session.minutes))
    return " · ".join(parts)


def session_detail(session: Session, diary: Diary) -> str:
    """What was done in a session, the scores after each exercise, and its note."""
    done = [each.exercise_id for each in session.exercises if each.is_done]
    names = [diary.exercises[each].name for each in done if each in diary.exercises]
    lines = [", ".join(names)] if names else []
    for each in session.exercises:
        kept = diary.exercises.get(each.exercise_id)
        scores = [f"{label(knee).lower()} {score}" for knee, score in each.knees.items()]
        if kept is not None and scores:
            text = _("After {exercise}: {scores}")
            lines.append(text.format(exercise=kept.name, scores=", ".join(scores)))
    lines += [session.text] if session.text else []
    return "\n".join(lines)


# ---- inside ---------------------------------------------------------------------------------


def _kinds(diary: Diary, today: date) -> tuple[SessionKind, ...]:
    """What is asked for today, or was asked for or done on a day of its week."""
    found = tuple(
        kind
        for kind in TARGET_KINDS
        if target_on(diary, today, kind) or _has_week(week_of(diary, today, kind))
    )
    return found or (SessionKind.STRENGTH,)


def _has_week(week: SessionWeek) -> bool:
    return bool(week.target or week.done)


def _is_part(diary: Diary, kind: SessionKind, today: date) -> bool:
    """True when the week of today asks for less than the target of today."""
    return (week_of(diary, today, kind).target or 0) < (target_on(diary, today, kind) or 0)


def _line(diary: Diary, plan: Plan | None, today: date, formats: Formats) -> str:
    if plan is not None:
        return plan_line(plan, formats)
    target = target_on(diary, today, SessionKind.STRENGTH)
    if target is None:
        return _("No target yet.")
    return season_line(target, is_in_season=diary.person.season is Season.IN)


def _whole(diary: Diary, plan: Plan | None, today: date) -> str:
    if plan is None or plan.total_sessions is None:
        return ""
    return whole_line(done_of_plan(plan, today, days_done(diary)), plan.total_sessions)


def _also(diary: Diary, plan: Plan | None, today: date, formats: Formats) -> Iterable[str]:
    """What else holds, was or is to come."""
    if any(_is_part(diary, kind, today) for kind in TARGET_KINDS):
        yield _("The target does not hold on every day of this week, so the week asks for a part.")
    if plan is not None and plan.until == today:
        yield _("Today is the last day of this plan.")
    runs = runs_week_target(diary, today)
    if runs:
        monday = today - timedelta(days=today.weekday())
        ran = sum(monday <= run.on <= today and run.is_run for run in diary.runs.values())
        text = plural("Runs this week: {done} of {n}", "Runs this week: {done} of {n}", runs)
        yield text.format(done=ran, n=runs)
    for other in diary.plans.values():
        name = other.name or _("A plan without a name")
        if other is plan:
            continue
        if other.from_on > today:
            yield _("{plan} begins on {day}.").format(plan=name, day=formats.day(other.from_on))
        elif other.holds_on(today):
            line = plan_line(other, formats)
            text = _(
                "{plan} runs at the same time: {targets}. For what both name, the plan that began"
                " last counts."
            )
            yield text.format(plan=name, targets=line)
    if plan is None and diary.plans:
        ended = [each for each in diary.plans.values() if each.until and each.until < today]
        if ended:
            last = max(ended, key=lambda each: each.until or today)
            name = last.name or _("Your last plan")
            if last.until is not None:
                yield _("{plan} ended on {day}.").format(plan=name, day=formats.day(last.until))
