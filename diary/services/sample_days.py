"""What was said about each day of the example: scores, signs, plan, care and notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random

from diary.domain.day import Care, Day, Limit, Painkiller, PlanAnswer
from diary.domain.knee import (
    MAIN_SIGNS,
    Area,
    Knee,
    KneeDay,
    Quality,
    Score,
    ScoreSource,
    Sign,
    SwellingSize,
    WorseWith,
)
from diary.domain.run import Run, RunKnee
from diary.services.sample_runs import (
    FRIDAY,
    MONDAY,
    TUESDAY,
    WEDNESDAY,
    is_cut_short,
    is_skipped,
)
from diary.services.sample_story import SWELLING_AGE, VISIT_AGE, Story

MORNING, EVENING = time(7, 4), time(21, 20)
LATE_DAYS = 3
PAINKILLER_AGES = (2, 6, 12)
HELD_BACK_AGES = (3, 9)

_NOTES = (
    "Slept badly",
    "Long day at the desk",
    "New route along the river",
    "Legs tired, knee fine",
    "Rain all day",
    "Garden work in the afternoon",
)
_SORE_NOTES = (
    "Stairs at the office were not fun",
    "Fine while running, sore at dinner",
    "Ached after the film, two hours of sitting",
    "Went down the hill carefully",
)


@dataclass(frozen=True, slots=True)
class Told:
    """A day and its activities with their scores; no day when nothing was written down."""

    day: Day | None
    runs: tuple[Run, ...]


def told(story: Story, on: date, runs: Sequence[Run]) -> Told:
    """What was written down about a day."""
    if story.is_away(on):
        return Told(Day(on, away=True), tuple(runs))
    if story.is_missed(on):
        return Told(None, tuple(runs))
    dice = story.dice(on, "day")
    is_late = story.age(on) > LATE_DAYS and dice.random() < 0.02
    entry = _Entry(story, on, dice, is_late)
    scored = tuple(entry.with_scores(run) for run in runs)
    knees = {knee: entry.knee_day(knee, runs) for knee in Knee}
    knees[Knee.LEFT] = _with_signs(story, on, knees[Knee.LEFT], dice)
    day = Day(on, knees, entry.at(MORNING if story.age(on) == 0 else EVENING))
    return Told(_with_answers(story, day, runs, dice), scored)


@dataclass(frozen=True, slots=True)
class _Entry:
    """The scores of one day, typed as the day went or all together some days later."""

    story: Story
    on: date
    dice: Random
    is_late: bool

    def at(self, local: time) -> datetime:
        on = self.on + timedelta(days=LATE_DAYS) if self.is_late else self.on
        return self.story.at(on, local)

    def value(self, knee: Knee) -> int:
        return self.story.left(self.on) if knee is Knee.LEFT else self.story.right(self.on)

    def with_scores(self, run: Run) -> Run:
        if not run.is_run:
            return run
        ended_at = (run.started_at or self.at(EVENING)) + timedelta(seconds=run.duration_s or 0)
        knees = {knee: self._run_knee(knee, ended_at) for knee in Knee}
        return replace(run, knees=knees)

    def _run_knee(self, knee: Knee, ended_at: datetime) -> RunKnee:
        value, is_clear = self.value(knee), is_cut_short(self.story, self.on)
        shared = self.story.dice(self.on, f"{knee} run").choice((0, 0, 1))
        during = value if is_clear else max(0, value - shared)
        limped = False if knee is Knee.LEFT and is_clear else None
        return RunKnee(
            self._score(during, ended_at + timedelta(minutes=8)),
            self._score(value, ended_at + timedelta(minutes=95)),
            limped=limped,
        )

    def knee_day(self, knee: Knee, runs: Sequence[Run]) -> KneeDay:
        """Morning as last evening left it; the worst only when there was no run to score."""
        value = self.value(knee)
        if self.story.age(self.on) == 0:
            return KneeDay(self._score(max(value, 3) if knee is Knee.LEFT else value, None))
        before = self.on - timedelta(days=1)
        rested = self.story.left(before) if knee is Knee.LEFT else 0
        morning = max(0, min(value, rested - self.dice.choice((0, 1, 1))))
        is_asked = not any(run.is_run for run in runs)
        has_morning = not is_asked or self.dice.random() < 0.85
        return KneeDay(
            self._score(morning, None) if has_morning else None,
            self._score(value, self.at(EVENING)) if is_asked else None,
        )

    def _score(self, value: int, at: datetime | None) -> Score:
        recorded_at = self.at(MORNING) if at is None else at
        if self.is_late:
            recorded_at = self.at(EVENING)
        is_quiet = self.value(Knee.LEFT) == 0 and self.value(Knee.RIGHT) == 0
        source = ScoreSource.NO_PAIN if is_quiet else ScoreSource.TYPED
        return Score(value, recorded_at, self.story.zone, source)


def _with_signs(story: Story, on: date, said: KneeDay, dice: Random) -> KneeDay:
    """Spots and signs: asked for while it is worse, else now and then."""
    value, is_today = story.left(on), story.age(on) == 0
    if not is_today and (not value or dice.random() < (0.35 if story.is_sore(on) else 0.7)):
        return said
    areas = (Area.FRONT, Area.BELOW) if value >= 4 and dice.random() < 0.3 else (Area.FRONT,)
    if not (is_today or story.is_sore(on)):
        return replace(said, areas=areas)
    yes = {Sign.STIFF_AFTER_SITTING, Sign.STAIRS_HURT}
    if not is_today:
        yes = {sign for sign in sorted(yes) if dice.random() < 0.6}
    if story.age(on) == SWELLING_AGE:
        yes.add(Sign.SWELLING)
    return replace(
        said,
        areas=areas,
        qualities=(Quality.DULL,),
        worse_with=(WorseWith.DOWNHILL,) if is_today or dice.random() < 0.4 else None,
        signs={sign: sign in yes for sign in MAIN_SIGNS},
        swelling_size=SwellingSize.SLIGHT if Sign.SWELLING in yes else None,
    )


def _with_answers(story: Story, day: Day, runs: Sequence[Run], dice: Random) -> Day:
    if story.age(day.on) == 0:
        return day
    is_sore, age = story.is_sore(day.on), story.age(day.on)
    plan = _plan(story, day.on, runs, dice)
    care, minutes = _care(story, day.on, dice)
    notes = _SORE_NOTES if is_sore else _NOTES
    note = dice.choice(notes) if dice.random() < (0.25 if is_sore else 0.06) else ""
    limits = {}
    if is_sore and dice.random() < 0.5:
        yes = {Limit.STAIRS, *([Limit.SITTING_LONG] if dice.random() < 0.5 else [])}
        limits = {limit: limit in yes for limit in Limit}
    return replace(
        day,
        plan=plan,
        held_back=None if plan is None else age in HELD_BACK_AGES,
        limits=limits,
        care=care,
        care_own=("Warm bath",) if is_sore and dice.random() < 0.15 else (),
        care_minutes=minutes,
        painkiller=Painkiller("Ibuprofen", time(19, 30)) if age in PAINKILLER_AGES else None,
        note=note,
    )


def _plan(story: Story, on: date, runs: Sequence[Run], dice: Random) -> PlanAnswer | None:
    if is_skipped(story, on):
        return PlanAnswer.SKIPPED_KNEE
    if any(run.is_run for run in runs):
        return PlanAnswer.CUT_SHORT if is_cut_short(story, on) else PlanAnswer.AS_PLANNED
    if on.weekday() == TUESDAY:
        return PlanAnswer.SKIPPED_OTHER
    return PlanAnswer.NONE_PLANNED if dice.random() < 0.4 else None


def _care(story: Story, on: date, dice: Random) -> tuple[dict[Care, bool], dict[Care, int]]:
    """Strength twice a week; ice, tablets and the visit once the knee is sore."""
    age = story.age(on)
    yes = set()
    if on.weekday() in (MONDAY, WEDNESDAY) and dice.random() < 0.8 and story.is_story(on):
        yes.add(Care.STRENGTH)
    if on.weekday() == FRIDAY and dice.random() < 0.5:
        yes.add(Care.MOBILITY)
    if story.is_sore(on) and dice.random() < 0.4:
        yes.add(Care.ICE)
    if age in PAINKILLER_AGES:
        yes.add(Care.PAINKILLER)
    if age == VISIT_AGE:
        yes.add(Care.PT_VISIT)
    minutes = {Care.ICE: 10} if Care.ICE in yes else {}
    return {care: True for care in Care if care in yes}, minutes
