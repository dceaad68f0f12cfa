"""The way from what was typed in the form of a run to a `Run`; no Qt.

A field that was not touched keeps the exact value it had, whatever its shown form rounds away.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from diary.domain.checks import in_range
from diary.domain.errors import InvalidValueError, Reason
from diary.domain.knee import Knee, Score
from diary.domain.period import local, zone_of
from diary.domain.run import EMPTY_RUN_KNEE, TYPED_TIME_MOST_S, Run, RunKnee
from diary.domain.typed_time import parse_time_of_day
from diary.domain.units import parse_distance_m, parse_duration_s, parse_number
from diary.ui.dialogs.run_draft import RUN_MOMENTS, RunDraft, RunSheet

DISTANCE_LEAST_M, DISTANCE_MOST_M = 100.0, 250_000.0
TIME_LEAST_S = 60.0
CADENCE_LEAST, CADENCE_MOST = 120, 230
CLIMB_MOST_M = 5000.0

FieldErrors = dict[str, InvalidValueError]


def run_of(draft: RunDraft, sheet: RunSheet) -> tuple[Run | None, FieldErrors]:
    """The run that was typed, or None and what is wrong by field."""
    return _Filling(draft, sheet).run()


class _Filling:
    """One way through the fields of a draft, collecting what is wrong."""

    def __init__(self, draft: RunDraft, sheet: RunSheet) -> None:
        self._draft = draft
        self._sheet = sheet
        self._errors: FieldErrors = {}

    def run(self) -> tuple[Run | None, FieldErrors]:
        draft, base = self._draft, self._sheet.base
        self._check_day()
        started_at = self._started_at()
        distance_m = self._distance_m()
        moving_s, elapsed_s = self._times_s()
        if distance_m is None and moving_s is None and elapsed_s is None and not self._errors:
            error = InvalidValueError("distance_m", Reason.REQUIRED, other="moving_s")
            self._errors["distance_m"] = error
        cadence_spm, ascent_m = self._cadence_spm(), self._ascent_m()
        onset_m = self._onset_m(distance_m)
        onset_s = self._onset_s(moving_s if moving_s is not None else elapsed_s)
        if self._errors:
            return None, self._errors
        start = base if base is not None else Run(self._sheet.run_id, draft.on, distance_m=0)
        try:
            run = replace(
                start,
                on=draft.on,
                started_at=started_at,
                timezone=self._zone_of(started_at),
                distance_m=distance_m,
                moving_s=moving_s,
                elapsed_s=elapsed_s,
                shoe_id=draft.shoe_id,
                knees=self._knees(),
                finish=draft.finish,
                kind=draft.kind,
                surface=draft.surface,
                hills=draft.hills,
                rpe=draft.rpe,
                warmup=draft.warmup,
                cadence_spm=cadence_spm,
                ascent_m=ascent_m,
                pain_onset_m=onset_m,
                pain_onset_s=onset_s,
                form_faded=draft.form_faded,
                aids=draft.aids,
                note=draft.note.strip(),
                run_walk_stage=draft.run_walk_stage,
            )
        except InvalidValueError as error:
            return None, {error.field: error}
        return run, {}

    def _check_day(self) -> None:
        stamp, base = self._sheet.stamp, self._sheet.base
        if base is not None and self._draft.on == base.on:
            return
        if self._draft.on > local(stamp.recorded_at, stamp.timezone).date():
            self._errors["on"] = InvalidValueError("on", Reason.IN_FUTURE, self._draft.on)

    def _is_untouched(self, name: str) -> bool:
        same: bool = getattr(self._draft, name) == getattr(self._sheet.opened, name)
        return self._sheet.base is not None and same

    def _read(self, name: str, parse: Callable[[str], float]) -> float | None:
        text = str(getattr(self._draft, name)).strip()
        if not text:
            return None
        try:
            return parse(text)
        except InvalidValueError as error:
            self._errors[error.field] = error
            return None

    def _distance_m(self) -> float | None:
        base = self._sheet.base
        if base is not None and self._is_untouched("distance"):
            return base.distance_m

        def parse(text: str) -> float:
            metres = parse_distance_m(text, self._sheet.unit)
            in_range("distance_m", metres, DISTANCE_LEAST_M, DISTANCE_MOST_M)
            return metres

        return self._read("distance", parse)

    def _times_s(self) -> tuple[float | None, float | None]:
        base = self._sheet.base
        if base is not None and self._is_untouched("time"):
            return base.moving_s, base.elapsed_s

        def parse(text: str) -> float:
            seconds = parse_duration_s(text)
            in_range("moving_s", seconds, TIME_LEAST_S, TYPED_TIME_MOST_S)
            return seconds

        moving_s = self._read("time", parse)
        elapsed_s = base.elapsed_s if base is not None else None
        # An elapsed time below the time just typed cannot be right any more.
        is_kept = moving_s is not None and elapsed_s is not None and elapsed_s >= moving_s
        return moving_s, elapsed_s if is_kept else None

    def _cadence_spm(self) -> float | None:
        base = self._sheet.base
        if base is not None and self._is_untouched("cadence"):
            return base.cadence_spm

        def parse(text: str) -> float:
            steps = parse_number("cadence_spm", text)
            in_range("cadence_spm", steps, CADENCE_LEAST, CADENCE_MOST)
            return steps

        return self._read("cadence", parse)

    def _ascent_m(self) -> float | None:
        base = self._sheet.base
        if base is not None and self._is_untouched("climb"):
            return base.ascent_m

        def parse(text: str) -> float:
            metres = parse_number("ascent_m", text)
            in_range("ascent_m", metres, 0, CLIMB_MOST_M)
            return metres

        return self._read("climb", parse)

    def _onset_m(self, distance_m: float | None) -> float | None:
        base = self._sheet.base
        if base is not None and self._is_untouched("onset_distance"):
            return base.pain_onset_m
        if not self._draft.has_onset:
            return None

        def parse(text: str) -> float:
            metres = parse_distance_m(text, self._sheet.unit, "pain_onset_m")
            in_range("pain_onset_m", metres, 0, distance_m or DISTANCE_MOST_M)
            return metres

        return self._read("onset_distance", parse)

    def _onset_s(self, duration_s: float | None) -> float | None:
        base = self._sheet.base
        if base is not None and self._is_untouched("onset_time"):
            return base.pain_onset_s
        if not self._draft.has_onset:
            return None

        def parse(text: str) -> float:
            seconds = parse_duration_s(text, "pain_onset_s")
            in_range("pain_onset_s", seconds, 0, duration_s or TYPED_TIME_MOST_S)
            return seconds

        return self._read("onset_time", parse)

    def _zone(self) -> str | None:
        base = self._sheet.base
        return (base.timezone if base else None) or self._sheet.stamp.timezone

    def _zone_of(self, started_at: datetime | None) -> str | None:
        """The zone that is kept: a start that was not touched may go without one."""
        base = self._sheet.base
        if started_at is None or (base is not None and started_at == base.started_at):
            return base.timezone if base is not None else None
        return self._zone()

    def _started_at(self) -> datetime | None:
        base, draft = self._sheet.base, self._draft
        is_same_start = base is not None and self._is_untouched("start")
        if base is not None and is_same_start and self._is_untouched("on"):
            return base.started_at
        if not draft.start.strip():
            return None
        try:
            at = parse_time_of_day(draft.start)
        except InvalidValueError as error:
            self._errors["started_at"] = error
            return None
        if base is not None and base.started_at is not None and is_same_start:
            at = local(base.started_at, self._zone()).time()
        started_at = datetime.combine(draft.on, at, zone_of(self._zone())).astimezone(UTC)
        if started_at > self._sheet.stamp.recorded_at:
            self._errors["started_at"] = InvalidValueError(
                "started_at", Reason.IN_FUTURE, draft.start
            )
        return started_at

    def _knees(self) -> dict[Knee, RunKnee]:
        """The scores typed; one that was not changed keeps when and how it was recorded."""
        base, stamp = self._sheet.base, self._sheet.stamp
        knees = {}
        for knee in Knee:
            said = base.knee(knee) if base is not None else EMPTY_RUN_KNEE
            limped, sharp = self._draft.limped.get(knee), self._draft.turned_sharp.get(knee)
            said = replace(said, limped=limped, turned_sharp=sharp)
            for moment in RUN_MOMENTS:
                value, old = self._draft.scores.get((knee, moment)), said.score(moment)
                if value == (None if old is None else old.value):
                    continue
                score = None
                if value is not None:
                    score = Score(value, stamp.recorded_at, stamp.timezone, stamp.source)
                said = said.with_score(moment, score)
            knees[knee] = said
        return knees
