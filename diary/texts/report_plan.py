"""What a visit report says about the plan: done against asked for, exercises, stages, what is next.

Whoever reads it is not the runner: nothing here says "you".
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from diary.domain.exercise import Exercise, SessionKind
from diary.domain.knee import Knee
from diary.domain.plan import Plan
from diary.domain.run_walk import RunWalk, StageStep
from diary.domain.session import Session, SessionExercise
from diary.domain.settings import SetBy
from diary.texts.labels import label
from diary.texts.numbers import Formats
from diary.texts.plans import dose_text, stage_text
from diary.texts.report import short_days_text
from diary.texts.run_response_chart import side_word
from diary.texts.safety import inside_sentence
from diary.words import _, plural


def section_title() -> str:
    """The heading of everything about the plan."""
    return _("Plan")


def nothing_text() -> str:
    """That there was neither a plan nor an exercise nor a stage."""
    return _("No plan, no exercises and no stages in these days.")


# ---- plans --------------------------------------------------------------------------------------


def plan_label(plan: Plan) -> str:
    """What a plan is called."""
    name = plan.name.strip()
    return _("Plan “{name}”").format(name=name) if name else _("Plan")


def plan_value(plan: Plan, done: int | None) -> str:
    """How far it is and who set it: "5 of 18 sessions done, set by the PT".

    `done` None = nobody can tell.
    """
    who = _("set by the PT") if plan.set_by is SetBy.PT else _("set by the runner")
    if plan.total_sessions is None or done is None:
        return who
    text = plural("{done} of {n} session done", "{done} of {n} sessions done", plan.total_sessions)
    return f"{text.format(done=done, n=plan.total_sessions)}, {who}"


def plan_note(plan: Plan, formats: Formats) -> str:
    """What it asks for and when: "Strength 3 a week; 9 Nov to 20 Dec"."""
    week = plan.per_week
    asked = (
        (label(SessionKind.STRENGTH), week.strength),
        (label(SessionKind.MOBILITY), week.mobility),
        (_("Runs"), week.runs),
    )
    each = _("{what} {n} a week")
    parts = [each.format(what=what, n=n) for what, n in asked if n]
    if plan.until is None:
        parts.append(_("since {day}").format(day=formats.short_day(plan.from_on)))
    else:
        parts.append(short_days_text(plan.from_on, plan.until, formats))
    return "; ".join(parts)


# ---- done against asked for ---------------------------------------------------------------------


def kind_label(kind: SessionKind) -> str:
    """The line of one kind of session."""
    return label(kind)


def runs_label() -> str:
    """The line of runs against the runs a plan names."""
    return _("Runs")


def rate_value(a_week: float, target: int | None, formats: Formats) -> str:
    """How often a week: "2.1 of 3 a week"; without a target "2.1 a week"."""
    shown = round(a_week, 1)
    done = formats.number(shown, 0 if shown.is_integer() else 1)
    if target is None:
        return _("{n} a week").format(n=done)
    return _("{done} of {target} a week").format(done=done, target=target)


def rate_note(
    done: int, asked: int | None, aimed: tuple[date, date] | None, last_on: date, formats: Formats
) -> str:
    """Counts behind it: "5 of about 7 noted since 4 Nov".

    `aimed` are the first and last day of this target, None = every day up to `last_on`.
    """
    if asked is None:
        return _("{done} noted in all").format(done=done)
    text = _("{done} of about {asked} noted").format(done=done, asked=asked)
    if aimed is None:
        return text
    first, last = aimed
    if last >= last_on:
        return _("{text} since {day}").format(text=text, day=formats.short_day(first))
    return _("{text} {days}").format(text=text, days=short_days_text(first, last, formats))


def minutes_note(minutes: int) -> str:
    """Minutes that were noted with sessions, all together."""
    return _("{n} min").format(n=minutes)


# ---- exercises ----------------------------------------------------------------------------------


def exercises_caption() -> str:
    """What the table of exercises is."""
    return _("Exercises")


def exercises_head() -> tuple[str, ...]:
    """Its headings."""
    return (
        _("Exercise"),
        _("Asked for"),
        _("Times done"),
        _("Last done"),
        _("Score after it"),
    )


def done_text(done: SessionExercise, on: date, formats: Formats) -> str:
    """What was done and when: "19 Nov: 2 sets, 5 kg"."""
    dose = dose_text(
        Exercise(
            "x",
            sets=done.sets or None,
            reps=done.reps or None,
            seconds=done.seconds or None,
            load_kg=done.load_kg or None,
        ),
        formats,
    )
    day = formats.short_day(on)
    return _("{day}: {what}").format(day=day, what=dose) if dose else day


def not_done_text() -> str:
    """That it was not noted in these days."""
    return _("not noted")


def after_text(last: Mapping[Knee, int], highest: Mapping[Knee, int]) -> str:
    """The last scores after it, and the highest where that is another: "left 2 (highest 4)"."""
    parts = []
    for knee, score in last.items():
        side = inside_sentence(side_word(knee))
        if highest[knee] > score:
            text = _("{side} {score} (highest {highest})")
            parts.append(text.format(side=side, score=score, highest=highest[knee]))
        else:
            parts.append(_("{side} {score}").format(side=side, score=score))
    return ", ".join(parts)


def after_note(scores: str) -> str:
    """The same where no heading stands above it: "after it left 2"; "" = no score."""
    return _("after it {scores}").format(scores=scores) if scores else ""


def more_exercises_text(count: int) -> str:
    """How many exercises have no row; "" = none."""
    if not count:
        return ""
    return plural("and {n} more exercise", "and {n} more exercises", count).format(n=count)


# ---- stages -------------------------------------------------------------------------------------


def stage_label() -> str:
    """The line of the way back to running."""
    return _("Back to running")


def stage_value(run_walk: RunWalk, stage: int) -> str:
    """The stage that was on: "stage 8 of 8: 25 min run"."""
    return _("stage {n} of {all}: {what}").format(
        n=stage, all=len(run_walk.stages), what=stage_text(run_walk.stages[stage - 1])
    )


def stage_note(
    run_walk: RunWalk, since: date | None, last_run_on: date | None, formats: Formats
) -> str:
    """Since when, the last run at a stage, whether it is paused or was begun on the PT's word."""
    parts = []
    if since is not None:
        parts.append(_("since {day}").format(day=formats.short_day(since)))
    if last_run_on is not None:
        text = _("last run at a stage {day}")
        parts.append(text.format(day=formats.short_day(last_run_on)))
    if run_walk.is_paused:
        parts.append(_("paused"))
    if run_walk.gate.pt_override:
        parts.append(_("begun because the PT said so"))
    return "; ".join(parts)


def steps_caption() -> str:
    """What the table of steps is."""
    return _("Steps from stage to stage")


def steps_head() -> tuple[str, ...]:
    """Its headings."""
    return (_("Day"), _("From stage"), _("To stage"), _("Why"))


def step_row(step: StageStep, formats: Formats) -> tuple[str, ...]:
    """One step."""
    return (
        formats.day(step.on),
        str(step.from_stage),
        str(step.to_stage),
        label(step.reason),
    )


# ---- what is next -------------------------------------------------------------------------------


def next_label() -> str:
    """The line of the session to come."""
    return _("Next session")


def next_text(session: Session, formats: Formats) -> str:
    """The session: "Strength, Mon 23 Nov"."""
    return f"{label(session.kind)}, {formats.weekday_day(session.on)}"
