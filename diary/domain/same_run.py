"""Whether two entries are about one run: the same file, the same start, or equal numbers of a day.

What is compared stays true when the person or the computer moves to another zone: instants are
compared as instants, and a day only counts as another one when no zone could make it the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum

from diary.domain.errors import InvalidValueError
from diary.domain.period import local
from diary.domain.run import Run, SourceFormat, Sport

SAME_START = timedelta(minutes=2)
SAME_DISTANCE_SHARE = 0.02
# Nobody starts two recordings of a run in one second: one that breaks off is the beginning of the
# other.
ONE_START = timedelta(seconds=1)
# Equal as far as either is ever shown: 0.01 km and a second.
EQUAL_DISTANCE_M = 10.0
EQUAL_TIME_S = 1.0
# Where one of two runs has no distance, they must at least have lasted about as long.
ALIKE_TIME_SHARE = 0.10
ALIKE_TIME_S = 60.0
# Two devices end a recording some seconds apart; one that broke off ended earlier than that.
EARLIER_SHARE = 0.02
# The beginning of a ride is about as fast as all of it.
ALIKE_SPEED_FACTOR = 1.5

# The clocks of the earth are at most this far from UTC.
_WEST, _EAST = timedelta(hours=-12), timedelta(hours=14)
_EXTERNAL_ID_SHORTEST = 5
# One recording may be called a run by one source and a walk by another, but no ride.
_KINDS = {Sport.RUN: 1, Sport.WALK: 1, Sport.HIKE: 1, Sport.RIDE: 2, Sport.SWIM: 3}
_BY_DEVICE = frozenset({SourceFormat.FIT, SourceFormat.TCX, SourceFormat.GPX})
_TO_THE_SECOND = _BY_DEVICE | {
    SourceFormat.STRAVA_CSV,
    SourceFormat.GARMIN_CSV,
    SourceFormat.GARMIN_JSON,
    SourceFormat.APPLE_HEALTH,
}


class Sameness(IntEnum):
    """By what two entries are known to be one run, the surest last."""

    EQUAL_NEXT_DAY = 1
    EQUAL = 2
    START = 3
    SOURCE = 4


@dataclass(frozen=True, slots=True)
class RunTrace:
    """What tells a run again: all there is of one that was removed for good.

    `started_at` aware UTC, `wall` the clock on the wall at the start; `moving_s` and `elapsed_s` as
    far as they are known, as is `sport`. `format_key` says what it was imported from.
    """

    id: str
    on: date
    started_at: datetime | None = None
    wall: datetime | None = None
    distance_m: float | None = None
    moving_s: float | None = None
    elapsed_s: float | None = None
    sha256: str = ""
    external_id: str = ""
    format_key: str = ""
    sport: Sport | None = None

    @property
    def times_s(self) -> tuple[float, ...]:
        """Moving and elapsed time, as far as they are known."""
        return tuple(time for time in (self.moving_s, self.elapsed_s) if time is not None)

    @property
    def is_by_device(self) -> bool:
        """True when the start is that of a recording."""
        return self.format_key in _BY_DEVICE

    def starts_alike(self, other: RunTrace) -> bool:
        """True when both starts are known and are within 2 minutes of each other.

        A recording's instant is exact. What a table says may be local time read in another zone
        than it was written in, so there the clocks on the wall may agree instead.
        """
        if self.started_at is None or other.started_at is None:
            return False
        if abs(self.started_at - other.started_at) <= SAME_START:
            return True
        if self.is_by_device and other.is_by_device:
            return False
        assert self.wall is not None and other.wall is not None  # noqa: S101, PT018 - with a start
        return abs(self.wall - other.wall) <= SAME_START


def trace_of(run: Run) -> RunTrace:
    """What tells this run again."""
    source = run.source
    return RunTrace(
        id=run.id,
        on=run.on,
        started_at=run.started_at,
        wall=wall_clock(run.started_at, run.timezone),
        distance_m=run.distance_m,
        moving_s=run.moving_s,
        elapsed_s=run.elapsed_s,
        sha256="" if source is None else source.sha256 or "",
        external_id="" if source is None else source.external_id or "",
        format_key="" if source is None else source.format.value,
        sport=run.sport,
    )


def wall_clock(started_at: datetime | None, timezone: str | None) -> datetime | None:
    """The local time at a start, without zone; UTC where no zone is kept that is known."""
    if started_at is None:
        return None
    try:
        return local(started_at, timezone).replace(tzinfo=None)
    except InvalidValueError:
        return started_at.replace(tzinfo=None)


def sameness(one: RunTrace, other: RunTrace) -> Sameness | None:
    """By what two entries are one run; None = they are two."""
    if _is_same_source(one, other):
        return Sameness.SOURCE
    if _is_after_the_end(one, other):
        return None
    if one.starts_alike(other) and (_is_one_recording(one, other) or are_alike(one, other)):
        return Sameness.START
    if _starts_speak_against(one, other) or not _are_equal(one, other):
        return None
    if one.on == other.on:
        return Sameness.EQUAL
    return Sameness.EQUAL_NEXT_DAY if _days(one) & _days(other) else None


def is_beginning(part: RunTrace, whole: RunTrace) -> bool:
    """True when one is a recording that breaks off and the other the whole of it.

    It is shorter, and more than a little, and no number that both have speaks against that; what
    they were recorded with does not matter. A run of the same file was shortened by hand.
    """
    is_same_file = bool(part.sha256) and part.sha256 == whole.sha256
    if is_same_file or not _is_one_recording(part, whole) or are_alike(part, whole):
        return False
    found = {_is_shorter(part, whole), _ends_earlier(part, whole)}
    return True in found and False not in found


def _is_shorter(part: RunTrace, whole: RunTrace) -> bool | None:
    """True for less distance; None where one of the two has none."""
    if not part.distance_m or not whole.distance_m:
        return None
    return part.distance_m < whole.distance_m


def _ends_earlier(part: RunTrace, whole: RunTrace) -> bool | None:
    """True for less time; None where the two do not say the same of it.

    From start to end, else moving: a recording with pauses may have lasted longer than the whole of
    it moved.
    """
    for mine, others in ((part.elapsed_s, whole.elapsed_s), (part.moving_s, whole.moving_s)):
        if mine is not None and others is not None:
            return mine < others * (1 - EARLIER_SHARE)
    return None


def start_apart(one: RunTrace, other: RunTrace) -> timedelta:
    """How far two starts are from each other; a day where one is not known."""
    if one.started_at is None or other.started_at is None or one.wall is None or other.wall is None:
        return timedelta(days=1) + abs(one.on - other.on)
    return abs(_ahead(one, other))


def _is_same_source(one: RunTrace, other: RunTrace) -> bool:
    """The same activity of the same file, or of two exports that name it alike."""
    if one.started_at is None or other.started_at is None or one.sha256 != other.sha256:
        return _has_one_name(one, other)
    # One file may hold several; the distance may have been put right by hand since.
    is_one_start = one.started_at == other.started_at or one.wall == other.wall
    return is_one_start if one.sha256 else _has_one_name(one, other)


def _has_one_name(one: RunTrace, other: RunTrace) -> bool:
    """True when one names the other as its origin, or both the same one; sources number from 1."""
    names = {one.external_id, one.id} & {other.external_id, other.id}
    return any(len(name) >= _EXTERNAL_ID_SHORTEST for name in names)


def _is_one_recording(one: RunTrace, other: RunTrace) -> bool:
    """True for recordings of one second, however much of the run each of them holds."""
    if one.started_at is None or other.started_at is None or _are_other_kinds(one, other):
        return False
    are_by_device = one.is_by_device and other.is_by_device
    return are_by_device and abs(one.started_at - other.started_at) <= ONE_START


def _are_other_kinds(one: RunTrace, other: RunTrace) -> bool:
    """True for a run and a ride, told by their speeds too.

    A file that breaks off may not say what it was; a slow ride is then taken for a run.
    """
    kinds = {_KINDS.get(each.sport) for each in (one, other) if each.sport is not None} - {None}
    return len(kinds) > 1 and not _are_as_fast(one, other)


def _are_as_fast(one: RunTrace, other: RunTrace) -> bool:
    for mine_s, others_s in ((one.elapsed_s, other.elapsed_s), (one.moving_s, other.moving_s)):
        if mine_s and others_s and one.distance_m and other.distance_m:
            speeds = one.distance_m / mine_s, other.distance_m / others_s
            return max(speeds) <= min(speeds) * ALIKE_SPEED_FACTOR
    return False


def _is_after_the_end(one: RunTrace, other: RunTrace) -> bool:
    """True when one of two that start alike had ended before the other began.

    Repetitions that were recorded one by one start within 2 minutes of each other. What was typed,
    or stands in any table, says too little about the second for that.
    """
    if not {one.format_key, other.format_key} <= _TO_THE_SECOND or not one.starts_alike(other):
        return False
    ahead = _ahead(one, other)
    lasted_s = max((one if ahead > timedelta() else other).times_s, default=0.0)
    # Starts are kept without their part of a second.
    return abs(ahead) > ONE_START and 0 < lasted_s <= (abs(ahead) + ONE_START).total_seconds()


def _ahead(one: RunTrace, other: RunTrace) -> timedelta:
    """How much later the other starts, by the clocks that are nearer to each other."""
    if one.started_at is None or other.started_at is None or one.wall is None or other.wall is None:
        return timedelta()
    return min(other.started_at - one.started_at, other.wall - one.wall, key=abs)


def are_alike(one: RunTrace, other: RunTrace) -> bool:
    """Distances within 2 %; times about as long where a distance is not known."""
    if one.distance_m and other.distance_m:
        apart = abs(one.distance_m - other.distance_m)
        return apart <= SAME_DISTANCE_SHARE * max(one.distance_m, other.distance_m)
    if not one.times_s or not other.times_s:
        return True
    return any(
        abs(mine - others) <= max(ALIKE_TIME_S, ALIKE_TIME_SHARE * max(mine, others))
        for mine in one.times_s
        for others in other.times_s
    )


def _starts_speak_against(one: RunTrace, other: RunTrace) -> bool:
    """True when two starts are known to be those of two runs.

    Two recordings, two entries of one file, or two that one source tells apart, that start at
    different times are two runs, however equal their numbers. A start that was typed may be the
    hour of typing.
    """
    if one.started_at is None or other.started_at is None or one.starts_alike(other):
        return False
    are_of_one_file = bool(one.sha256) and one.sha256 == other.sha256
    is_one_source = bool(one.format_key) and one.format_key == other.format_key
    are_told_apart = is_one_source and bool(one.external_id) and bool(other.external_id)
    return are_of_one_file or are_told_apart or (one.is_by_device and other.is_by_device)


def _are_equal(one: RunTrace, other: RunTrace) -> bool:
    """Equal distance and an equal time, moving or elapsed, as far as both say something.

    One that was removed for good has no time, and two without distance are equal in that.
    """
    if bool(one.distance_m) != bool(other.distance_m):
        return False
    if one.distance_m and other.distance_m:
        if abs(one.distance_m - other.distance_m) >= EQUAL_DISTANCE_M:
            return False
        if not one.times_s or not other.times_s:
            return True
    return _has_equal_time(one.times_s, other.times_s)


def _has_equal_time(ones: Sequence[float], others: Sequence[float]) -> bool:
    return any(abs(mine - other) < EQUAL_TIME_S for mine in ones for other in others)


def _days(trace: RunTrace) -> set[date]:
    """The days that the run may count for; which one a recording gets depends on the zone."""
    if trace.started_at is None or not trace.is_by_device:
        return {trace.on}
    ends = (trace.started_at + _WEST).date(), (trace.started_at + _EAST).date()
    return {trace.on, *ends}
