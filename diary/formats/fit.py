"""FIT: each session is one activity; a part without a session is summed up from its records."""

from __future__ import annotations

from datetime import datetime, timedelta

from diary.domain.reading import Caution, Refusal
from diary.domain.run import HEART_RATE_LEAST, HEART_RATE_MOST, Sport, Surface
from diary.formats.fit_records import rebuilt
from diary.formats.fit_time import instant
from diary.formats.fit_walk import (
    TIMESTAMP,
    Part,
    Summary,
    heart_rates,
    parts,
    walk,
)
from diary.formats.recorded import Recorded, plausible_offset
from diary.formats.refused import RefusedError
from diary.formats.track import Mean

LARGEST_BYTES = 24 * 1024 * 1024
SESSIONS_MOST = 200
_ACTIVITY_FILE = 4
_GENERIC = 0
_LOCAL_TIMESTAMP = 5
# Session fields by number; what they are divided by.
_START, _SPORT, _SUB_SPORT, _AVG_HR, _AVG_CADENCE = 2, 5, 6, 16, 18
_SCALES = {7: 1000.0, 8: 1000.0, 9: 100.0, 92: 128.0, 193: 10.0}
_ELAPSED, _TIMER, _DISTANCE, _MAX_HR, _ASCENT, _DESCENT = 7, 8, 9, 17, 22, 23
_CADENCE_FRACTION, _RPE = 92, 193
_SPORTS = {
    1: Sport.RUN,
    2: Sport.RIDE,
    5: Sport.SWIM,
    11: Sport.WALK,
    17: Sport.HIKE,
    21: Sport.RIDE,
}
_SURFACES = {
    1: Surface.TREADMILL,
    2: Surface.ROAD,
    3: Surface.TRAIL,
    4: Surface.TRACK,
    45: Surface.TREADMILL,
}


def read_fit(data: bytes) -> list[Recorded]:
    """The activities in a FIT file, those of chained files too.

    Raises `RefusedError`: not_an_activity for settings and the like, truncated for an activity
    that breaks off before anything was recorded.
    """
    found, ends_clean = parts(data)
    summaries = [walk(data, part) for part in found]
    recorded = [each for summary in summaries for each in _activities(data, summary)]
    is_cut = not ends_clean or any(_is_cut(summary) for summary in summaries)
    if not recorded:
        is_activity = any(summary.file_type in (None, _ACTIVITY_FILE) for summary in summaries)
        if is_cut and is_activity:
            raise RefusedError(Refusal.TRUNCATED)
        raise RefusedError(Refusal.NOT_AN_ACTIVITY)
    if any(part.is_crc_wrong for part in found):
        recorded[0].warn(Caution.CRC_WRONG)
    if is_cut:
        recorded[0].warn(Caution.CUT_SHORT)
    return recorded


def _is_cut(summary: Summary) -> bool:
    return summary.part.is_cut or not summary.is_whole


def _activities(data: bytes, summary: Summary) -> list[Recorded]:
    if summary.file_type not in (None, _ACTIVITY_FILE):
        return []
    if summary.sessions:
        sessions = summary.sessions[:SESSIONS_MOST]
        found = [_recorded(session) for session in sessions]
        if len(summary.sessions) > SESSIONS_MOST:
            found[0].warn(Caution.CUT_SHORT, f"{len(summary.sessions)} sessions")
        if summary.has_heart_rates:
            _fill_heart_rates(data, summary.part, found)
    else:
        again = rebuilt(data, summary.part) if summary.has_records else None
        if again is None:
            return []
        again.warn(Caution.CUT_SHORT, "no summary")
        found = [again]
    for recorded in found:
        _set_offset(recorded, summary)
    return found


def _recorded(session: dict[int, float]) -> Recorded:
    scaled = {number: value / _SCALES.get(number, 1.0) for number, value in session.items()}
    recorded = Recorded(
        started_at=_start(scaled),
        surface=None,
        distance_m=scaled.get(_DISTANCE),
        moving_s=scaled.get(_TIMER),
        elapsed_s=scaled.get(_ELAPSED),
        ascent_m=scaled.get(_ASCENT),
        descent_m=scaled.get(_DESCENT),
        avg_hr=scaled.get(_AVG_HR),
        max_hr=scaled.get(_MAX_HR),
        cadence=_cadence(scaled),
        rpe=scaled.get(_RPE),
    )
    number = scaled.get(_SPORT)
    if number is not None:
        recorded.sport = _SPORTS.get(int(number), Sport.OTHER)
        if number == _GENERIC:
            recorded.warn(Caution.SPORT_GUESSED)
    if recorded.sport is Sport.RUN:
        recorded.surface = _SURFACES.get(int(scaled.get(_SUB_SPORT, 0)))
    return recorded


def _start(scaled: dict[int, float]) -> datetime | None:
    if _START in scaled:
        return instant(scaled[_START])
    if TIMESTAMP in scaled:
        return instant(scaled[TIMESTAMP]) - timedelta(seconds=scaled.get(_ELAPSED, 0.0))
    return None


def _cadence(scaled: dict[int, float]) -> float | None:
    whole = scaled.get(_AVG_CADENCE)
    return None if whole is None else whole + scaled.get(_CADENCE_FRACTION, 0.0)


def _set_offset(recorded: Recorded, summary: Summary) -> None:
    here, there = summary.activity.get(_LOCAL_TIMESTAMP), summary.activity.get(TIMESTAMP)
    if here is None or there is None:
        return
    recorded.offset = plausible_offset(timedelta(seconds=here - there))
    if recorded.offset is None:
        recorded.warn(Caution.ZONE_GUESSED)


def _fill_heart_rates(data: bytes, part: Part, found: list[Recorded]) -> None:
    """Take the mean and maximum of the records where the session has none."""
    lacking = [each for each in found if not each.avg_hr and each.started_at is not None]
    spans: list[tuple[datetime, datetime, Mean, Recorded]] = []
    for each in lacking:
        assert each.started_at is not None  # noqa: S101 - chosen above
        length = timedelta(seconds=each.elapsed_s or each.moving_s or 0.0)
        mean = Mean(HEART_RATE_LEAST, HEART_RATE_MOST)
        spans.append((each.started_at, each.started_at + length, mean, each))
    if not spans:
        return
    for timestamp, heart_rate in heart_rates(data, part):
        at = instant(timestamp)
        for start, end, mean, _each in spans:
            if start <= at <= end:
                mean.add(heart_rate)
    for _start_at, _end_at, mean, each in spans:
        each.avg_hr = mean.mean
        each.max_hr = each.max_hr or mean.maximum
