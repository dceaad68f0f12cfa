"""Plain words for a plan: exercises, targets, the week, the stages and what comes next in them."""

from __future__ import annotations

from datetime import date

from diary.domain.exercise import Exercise, Side
from diary.domain.plan import Plan
from diary.domain.rules.responses import Light
from diary.domain.rules.stage_sessions import StageSession
from diary.domain.run_walk import RunWalk, Stage
from diary.domain.settings import DistanceUnit, SetBy
from diary.texts.numbers import Formats
from diary.words import _, mark, plural

KG_PER_LB = 0.45359237
_MINUTE = 60


def has_pounds(formats: Formats) -> bool:
    """True where weights are read and typed in pounds: with miles."""
    return formats.unit is DistanceUnit.MI


def weight_unit(formats: Formats) -> str:
    """The unit of a weight."""
    return _("lb") if has_pounds(formats) else _("kg")


def weight_value(kg: float, formats: Formats) -> str:
    """A weight in the person's unit, without the unit."""
    value = round(kg / KG_PER_LB if has_pounds(formats) else kg, 1)
    return formats.number(value, 0 if value.is_integer() else 1)


def dose_text(exercise: Exercise, formats: Formats) -> str:
    """How much of an exercise: "3 x 10, each side", "3 x 2, 5 s each"; "" where nothing is told."""
    much = [formats.number(exercise.sets, 0)] if exercise.sets is not None else []
    hold = "" if exercise.seconds is None else seconds_text(exercise.seconds, formats)
    if exercise.reps is not None:
        much.append(formats.number(exercise.reps, 0))
    elif hold:
        much.append(hold)
    parts = [" x ".join(much)] if much else []
    if len(much) == 1 and exercise.sets is not None:
        count = plural("{n} set", "{n} sets", exercise.sets)
        parts = [count.format(n=exercise.sets)]
    elif len(much) == 1 and exercise.reps is not None:
        parts = [plural("{n} time", "{n} times", exercise.reps).format(n=exercise.reps)]
    if hold and exercise.reps is not None:
        # "3 x 2 x 5 s" would leave open which number is what.
        parts.append(_("{hold} each").format(hold=hold))
    if exercise.side is not None:
        parts.append(_(_SIDES[exercise.side]))
    if exercise.load_kg is not None:
        weight = weight_value(exercise.load_kg, formats)
        parts.append(f"{weight} {weight_unit(formats)}")
    return ", ".join(parts)


_SIDES = {
    Side.LEFT: mark("left side"),
    Side.RIGHT: mark("right side"),
    Side.BOTH: mark("each side"),
}


def exercise_text(exercise: Exercise, formats: Formats) -> str:
    """An exercise with how much of it: "Step-down, 3 x 10, each side"."""
    dose = dose_text(exercise, formats)
    return f"{exercise.name}, {dose}" if dose else exercise.name


def seconds_text(seconds: float, formats: Formats) -> str:
    """How long something is held: "30 s", "5 min"."""
    if seconds >= 2 * _MINUTE and not seconds % _MINUTE:
        return _("{n} min").format(n=formats.number(seconds / _MINUTE, 0))
    return _("{n} s").format(n=formats.number(seconds, 0))


# ---- the plan and the week ----------------------------------------------------------------------


def plan_line(plan: Plan, formats: Formats) -> str:
    """The targets of a plan, who set them and until when: "Strength: 3 a week until 30 Dec"."""
    targets = []
    if plan.per_week.strength is not None:
        targets.append(_("Strength: {n} a week").format(n=plan.per_week.strength))
    if plan.per_week.mobility:
        targets.append(_("Mobility: {n} a week").format(n=plan.per_week.mobility))
    if plan.per_week.runs:
        targets.append(_("Runs: {n} a week").format(n=plan.per_week.runs))
    text = " · ".join(targets)
    if plan.until is not None:
        text = _("{targets} until {day}").format(targets=text, day=formats.day(plan.until))
    who = _("set by your PT") if plan.set_by is SetBy.PT else _("set by you")
    return f"{text} ({who})"


def season_line(target: int, *, is_in_season: bool) -> str:
    """The target of the season where no plan holds."""
    if is_in_season:
        return _("Strength: {n} a week in season").format(n=target)
    return _("Strength: {n} a week off season").format(n=target)


def week_line(done: int, target: int | None) -> str:
    """How far the week is: "2 of 3"; without a target only what was done."""
    if target:
        return _("{done} of {target}").format(done=done, target=target)
    return plural("{n} session", "{n} sessions", done).format(n=done)


def whole_line(done: int, total: int) -> str:
    """How far the whole plan is."""
    text = plural(
        "{done} of {n} session of the plan done", "{done} of {n} sessions of the plan done", total
    )
    return text.format(done=done, n=total)


# ---- running and walking ------------------------------------------------------------------------


def stage_text(stage: Stage) -> str:
    """What is run at a stage: "6 x (3 min run, 2 min walk)"."""
    if not stage.walk_min:
        if stage.repeats == 1:
            return _("{run} min run").format(run=stage.run_min)
        return _("{n} x {run} min run").format(n=stage.repeats, run=stage.run_min)
    if stage.repeats == 1:
        text = _("{run} min run, {walk} min walk")
        return text.format(run=stage.run_min, walk=stage.walk_min)
    return _("{n} x ({run} min run, {walk} min walk)").format(
        n=stage.repeats, run=stage.run_min, walk=stage.walk_min
    )


def stage_line(run_walk: RunWalk) -> str:
    """Which stage is on: "Stage 3 of 8: 6 x (3 min run, 2 min walk)"."""
    return _("Stage {n} of {all}: {what}").format(
        n=run_walk.stage, all=len(run_walk.stages), what=stage_text(run_walk.current)
    )


_RESULTS = {
    Light.GREEN: mark("settled"),
    Light.AMBER: mark("hold"),
    Light.RED: mark("step back"),
}


def stage_run_text(session: StageSession, scores: str, today: date, formats: Formats) -> str:
    """One run at the stage: "Tue 17 Nov: left 2 / 2 / 1, settled"."""
    result = _("no scores yet") if session.light is None else _(_RESULTS[session.light])
    if session.is_provisional and (today - session.on).days <= 1:
        result = _("{result} so far, the next morning is still to come").format(result=result)
    elif session.is_provisional:
        result = _("{result}, without a score the next morning").format(result=result)
    day = formats.weekday_day(session.on)
    if scores:
        return _("{day}: {scores}, {result}").format(day=day, scores=scores, result=result)
    return _("{day}: {result}").format(day=day, result=result)


def session_when(on: date, today: date, formats: Formats) -> str:
    """The day of a session: "Today", "Yesterday" or the day with its year."""
    if on == today:
        return _("Today")
    if (today - on).days == 1:
        return _("Yesterday")
    return formats.day(on)
