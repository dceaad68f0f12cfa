"""Runs, rides and walks of the example, without scores and shoes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from random import Random

from diary.domain.run import (
    Aid,
    Finish,
    Hills,
    Run,
    RunKind,
    RunSource,
    SourceFormat,
    Sport,
    Surface,
    WarmUp,
    start_order,
)
from diary.services.sample_story import SUNDAY, Story

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY = range(SUNDAY)
CUT_SHORT_WITHIN_DAYS = range(8, 15)
SKIPPED_WITHIN_DAYS = range(3, 10)


@dataclass(frozen=True, slots=True)
class Outing:
    """What was planned: distance in metres, pace in seconds a kilometre, local start."""

    sport: Sport
    distance_m: float
    pace_s: float
    start: time
    kind: RunKind | None = None
    surface: Surface | None = None
    hills: Hills | None = None
    rpe: int | None = None


def activities(story: Story, on: date) -> list[Run]:
    """What was done on a day, in order of start."""
    if story.age(on) == 0 or story.is_away(on) or is_skipped(story, on):
        return []
    dice = story.dice(on, "outing")
    outings = _of_story(story, on, dice) if story.is_story(on) else _of_before(on, dice)
    runs = [_run(story, on, outing, dice) for outing in outings]
    if is_cut_short(story, on):
        runs = [_cut_short(run) for run in runs]
    return sorted(runs, key=start_order)


def is_skipped(story: Story, on: date) -> bool:
    """True on the Tuesday of the last days on which the knee said no."""
    return on.weekday() == TUESDAY and story.age(on) in SKIPPED_WITHIN_DAYS


def is_cut_short(story: Story, on: date) -> bool:
    """True on the Thursday of the week before."""
    return on.weekday() == THURSDAY and story.age(on) in CUT_SHORT_WITHIN_DAYS


def _of_story(story: Story, on: date, dice: Random) -> Iterator[Outing]:
    """Three or four runs a week, shorter ones when the knee is sore, now and then a ride."""
    share = 0.75 if story.is_sore(on) else 1.0
    match on.weekday():
        case 1:
            yield _easy(dice, 6500 * share)
        case 3 if dice.random() < 0.4 and not story.is_sore(on):
            yield _fast(dice)
        case 3:
            yield _easy(dice, 7500 * share)
        case 5 if dice.random() < 0.5 and not story.is_sore(on):
            yield _easy(dice, 5500)
        case 6 if on == story.jump_on:
            yield replace(_long(dice, 16200), rpe=7, hills=Hills.HILLY)
        case 6:
            yield _long(dice, 10400 * share)
        case 2 if dice.random() < 0.35:
            yield _ride(dice)
        case 4 if dice.random() < 0.25:
            yield _walk(dice)
        case _:
            pass


def _of_before(on: date, dice: Random) -> Iterator[Outing]:
    """Four or five runs a week, rides to work and walks."""
    weekday = on.weekday()
    if weekday in (MONDAY, WEDNESDAY, FRIDAY):
        yield _ride(dice)
    if weekday in (WEDNESDAY, SATURDAY) or (weekday == SUNDAY and dice.random() < 0.6):
        yield _walk(dice)
    if weekday == SUNDAY:
        yield _long(dice, 10200)
    elif weekday in (TUESDAY, SATURDAY) or (weekday == MONDAY and dice.random() < 0.5):
        yield _easy(dice, 6600)
    elif weekday == THURSDAY:
        yield _fast(dice) if dice.random() < 0.4 else _easy(dice, 7200)


def _easy(dice: Random, metres: float) -> Outing:
    return Outing(
        Sport.RUN,
        metres * dice.uniform(0.88, 1.1),
        dice.uniform(350, 375),
        time(dice.choice((7, 18)), dice.randrange(0, 40)),
        RunKind.EASY,
        dice.choice((Surface.ROAD, Surface.ROAD, Surface.CONCRETE)),
        Hills.FLAT,
        dice.choice((3, 3, 4)),
    )


def _fast(dice: Random) -> Outing:
    return Outing(
        Sport.RUN,
        dice.uniform(7200, 8400),
        dice.uniform(310, 330),
        time(18, dice.randrange(0, 30)),
        dice.choice((RunKind.TEMPO, RunKind.INTERVALS)),
        dice.choice((Surface.ROAD, Surface.TRACK)),
        Hills.FLAT,
        dice.choice((6, 7)),
    )


def _long(dice: Random, metres: float) -> Outing:
    is_trail = dice.random() < 0.5
    return Outing(
        Sport.RUN,
        metres * dice.uniform(0.94, 1.06),
        dice.uniform(365, 390),
        time(9, dice.randrange(0, 50)),
        RunKind.LONG,
        Surface.TRAIL if is_trail else Surface.ROAD,
        Hills.ROLLING if is_trail else Hills.FLAT,
        dice.choice((4, 5)),
    )


def _ride(dice: Random) -> Outing:
    at = time(dice.choice((8, 17)), dice.randrange(5, 55))
    return Outing(Sport.RIDE, dice.uniform(9000, 18000), dice.uniform(150, 190), at)


def _walk(dice: Random) -> Outing:
    at = time(dice.choice((13, 20)), dice.randrange(5, 55))
    return Outing(Sport.WALK, dice.uniform(2500, 4800), dice.uniform(640, 720), at)


def _run(story: Story, on: date, outing: Outing, dice: Random) -> Run:
    """The outing as it was done; most were read from a watch, some typed in."""
    started_at = story.at(on, outing.start)
    identity = story.identity(started_at, outing.sport)
    is_typed = outing.sport is Sport.RUN and dice.random() < 0.3
    distance_m = round(outing.distance_m, -2 if is_typed else -1)
    moving_s = float(round(distance_m / 1000 * outing.pace_s))
    run = Run(
        identity,
        on,
        outing.sport,
        started_at,
        story.zone,
        kind=outing.kind,
        surface=outing.surface,
        hills=outing.hills,
        distance_m=distance_m,
        moving_s=moving_s,
        rpe=outing.rpe,
        finish=Finish.AS_PLANNED if outing.kind else None,
    )
    if outing.sport is Sport.RUN and story.is_sore(on):
        run = replace(run, warmup=WarmUp.FROM_5_TO_10, aids=(Aid.TAPE,))
    return run if is_typed else _from_watch(run, dice)


def _from_watch(run: Run, dice: Random) -> Run:
    """With what a watch adds."""
    avg_hr = dice.randrange(138, 152) + 3 * ((run.rpe or 1) - 3)
    moving_s, distance_m = run.moving_s or 0.0, run.distance_m or 0.0
    elapsed_s = moving_s + dice.randrange(0, 150)
    climb = {Hills.ROLLING: 14.0, Hills.HILLY: 19.0}.get(run.hills or Hills.FLAT, 5.0)
    ascent_m = float(round(distance_m / 1000 * climb))
    name = f"{run.started_at:%Y-%m-%d-%H%M}.fit"
    ended_at = None if run.started_at is None else run.started_at + timedelta(seconds=elapsed_s)
    return replace(
        run,
        elapsed_s=elapsed_s,
        ascent_m=ascent_m,
        descent_m=ascent_m,
        avg_hr=avg_hr,
        max_hr=avg_hr + dice.randrange(14, 26),
        cadence_spm=float(dice.randrange(162, 169)) if run.is_run else None,
        source=RunSource(
            name,
            SourceFormat.FIT,
            sha256=hashlib.sha256(run.id.encode()).hexdigest(),
            imported_at=ended_at,
        ),
    )


def _cut_short(run: Run) -> Run:
    if not run.is_run or not run.distance_m or not run.moving_s:
        return run
    done_m = float(round(run.distance_m * 0.55, -1))
    moving_s = float(round(run.moving_s * done_m / run.distance_m))
    return replace(
        run,
        kind=RunKind.EASY,
        planned_distance_m=round(run.distance_m, -3),
        distance_m=done_m,
        moving_s=moving_s,
        elapsed_s=moving_s + 45.0 if run.source else None,
        finish=Finish.CUT_SHORT_KNEE,
        pain_onset_m=float(round(done_m * 0.6, -2)),
    )
