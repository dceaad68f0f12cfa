"""A run as it is being typed: what the fields of its form hold; no Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from diary.domain.diary import Diary
from diary.domain.errors import InvalidValueError
from diary.domain.knee import Knee, Moment
from diary.domain.period import local
from diary.domain.run import Aid, Finish, Hills, Run, RunKind, Surface, WarmUp
from diary.domain.run_walk import RunWalk
from diary.domain.settings import DistanceUnit
from diary.domain.units import parse_distance_m, parse_duration_s, parse_number
from diary.services.entries import Stamp
from diary.services.shoe_offer import likely_shoe
from diary.texts.numbers import Formats

ONE_FOOT_LEAST, ONE_FOOT_MOST = 60, 115
RUN_MOMENTS = (Moment.DURING, Moment.AFTER)

Kept = TypeVar("Kept")


@dataclass(frozen=True, slots=True)
class RunDraft:
    """What the fields of the run form hold; texts as typed, `scores` only those answered.

    Nothing is answered that nobody said: what stands folded away may never be seen.
    """

    on: date
    start: str = ""
    distance: str = ""
    time: str = ""
    shoe_id: str | None = None
    scores: Mapping[tuple[Knee, Moment], int] = field(default_factory=dict)
    finish: Finish | None = None
    kind: RunKind | None = None
    surface: Surface | None = None
    hills: Hills | None = None
    rpe: int | None = None
    warmup: WarmUp | None = None
    cadence: str = ""
    climb: str = ""
    onset_distance: str = ""
    onset_time: str = ""
    limped: Mapping[Knee, bool] = field(default_factory=dict)
    turned_sharp: Mapping[Knee, bool] = field(default_factory=dict)
    form_faded: bool | None = None
    aids: tuple[Aid, ...] | None = None
    note: str = ""
    run_walk_stage: int | None = None

    @property
    def has_onset(self) -> bool:
        """True when there was pain that began somewhere: it hurt, or the knee ended the run."""
        return self.has_pain_during or self.finish is Finish.CUT_SHORT_KNEE

    @property
    def has_more(self) -> bool:
        """True when anything is answered that stands under "More"."""
        # That a run at a stage is a run-walk is seen from the stage, which is not folded away.
        kind = None if self.run_walk_stage is not None else self.kind
        chosen = (kind, self.surface, self.hills, self.warmup)
        answers = (*chosen, self.rpe, self.form_faded, self.aids)
        typed = (self.cadence, self.climb, self.onset_distance, self.onset_time, self.note)
        is_answered = any(answer is not None for answer in answers)
        return is_answered or any((*typed, self.limped, self.turned_sharp))

    @property
    def has_pain_during(self) -> bool:
        """True when a score above 0 was given for during the run."""
        return any(
            value > 0 for (_knee, moment), value in self.scores.items() if moment is Moment.DURING
        )


@dataclass(frozen=True, slots=True)
class RunSheet:
    """What a draft becomes a run on: the run it began as (None = a new one) and who, when."""

    run_id: str
    base: Run | None
    opened: RunDraft
    unit: DistanceUnit
    stamp: Stamp


def new_draft(diary: Diary, on: date) -> RunDraft:
    """An empty form with the pair that is likely, which everybody sees; nothing else is guessed."""
    shoe = likely_shoe(diary)
    return RunDraft(on, shoe_id=shoe.id if shoe else None)


def stage_draft(diary: Diary, on: date, run_walk: RunWalk, formats: Formats) -> RunDraft:
    """A form for a run at the stage that is on: its kind, its stage and how long it is meant."""
    start = new_draft(diary, on)
    return replace(
        start,
        kind=RunKind.RUN_WALK,
        time=formats.duration(run_walk.current.whole_min * 60),
        run_walk_stage=run_walk.stage,
    )


def draft_of(run: Run, formats: Formats, zone: str | None) -> RunDraft:
    """A run as the form shows it; `zone` is where a start without a zone is shown."""
    start = ""
    if run.started_at is not None:
        start = formats.time_of_day(local(run.started_at, run.timezone or zone).time())
    return RunDraft(
        on=run.on,
        start=start,
        distance=_shown(run.distance_m, lambda metres: formats.distance_value(metres, 2)),
        time=_shown(run.duration_s, formats.duration),
        shoe_id=run.shoe_id,
        scores=_scores_of(run),
        finish=run.finish,
        kind=run.kind,
        surface=run.surface,
        hills=run.hills,
        rpe=run.rpe,
        warmup=run.warmup,
        cadence=_shown(run.cadence_spm, lambda steps: formats.number(steps, 0)),
        climb=_shown(run.ascent_m, lambda metres: formats.number(metres, 0)),
        onset_distance=_shown(run.pain_onset_m, lambda metres: formats.distance_value(metres, 2)),
        onset_time=_shown(run.pain_onset_s, formats.duration),
        limped=_said(run, "limped"),
        turned_sharp=_said(run, "turned_sharp"),
        form_faded=run.form_faded,
        aids=run.aids,
        note=run.note,
        run_walk_stage=run.run_walk_stage,
    )


def like_draft(draft: RunDraft, on: date) -> RunDraft:
    """The draft of a run like another one: its route and routine, never how the knee was."""
    return RunDraft(
        on,
        distance=draft.distance,
        time=draft.time,
        shoe_id=draft.shoe_id,
        kind=draft.kind,
        surface=draft.surface,
        hills=draft.hills,
        warmup=draft.warmup,
        climb=draft.climb,
        aids=draft.aids,
    )


def one_foot(cadence: str) -> int | None:
    """The steps of both feet when a cadence looks like one foot only; else None."""
    try:
        steps = parse_number("cadence_spm", cadence)
    except InvalidValueError:
        return None
    return round(steps * 2) if ONE_FOOT_LEAST <= steps <= ONE_FOOT_MOST else None


def pace_of(draft: RunDraft, unit: DistanceUnit) -> float | None:
    """Seconds a kilometre from what is typed; None while that makes no pace."""
    try:
        metres = parse_distance_m(draft.distance, unit)
        seconds = parse_duration_s(draft.time)
    except InvalidValueError:
        return None
    return seconds / (metres / 1000) if metres > 0 and seconds > 0 else None


def _shown(value: Kept | None, words: Callable[[Kept], str]) -> str:
    return "" if value is None else words(value)


def _said(run: Run, name: str) -> dict[Knee, bool]:
    answers = {knee: getattr(run.knee(knee), name) for knee in Knee}
    return {knee: answer for knee, answer in answers.items() if answer is not None}


def _scores_of(run: Run) -> dict[tuple[Knee, Moment], int]:
    return {
        (knee, moment): score.value
        for knee in Knee
        for moment in RUN_MOMENTS
        if (score := run.knee(knee).score(moment)) is not None
    }
