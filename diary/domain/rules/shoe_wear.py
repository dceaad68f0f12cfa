"""R-SHOE: how far a pair has run, how near its limit it is, and when it will get there.

A run counts for its one pair whatever the sport; a run without a pair counts for none.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, pairwise

from diary.domain.rules.findings import EventKind, Rule, RuleEvent
from diary.domain.run import Run
from diary.domain.settings import Settings
from diary.domain.shoe import Shoe, WearState

TOLERANCE = 1e-9
RATE_DAYS, LONG_RATE_DAYS, HALF_RATE_DAYS = 28, 56, 14
LEAST_RUNS = 2
LEAST_M_PER_WEEK = 1000.0
FARTHEST_DAYS = 365
REFIRE_DAYS = 14
WEEK = 7


@dataclass(frozen=True, slots=True)
class ShoeWear:
    """The wear of a pair on one day: metres, metres a week, share of the limit.

    The forecast is the day the limit is reached at the present rate, None when there is none or
    it is more than a year away; `forecast_from` and `forecast_to` use the higher and the lower of
    the two fortnights before, None where the rate does not come from them or leads nowhere.
    """

    distance_m: float
    limit_m: float
    share: float
    state: WearState
    m_per_week: float
    forecast_on: date | None
    forecast_from: date | None
    forecast_to: date | None

    @property
    def is_forecast_narrow(self) -> bool:
        """True when the two fortnights lead to the same day, or to one and the next."""
        first, last = self.forecast_from, self.forecast_to
        return first is not None and last is not None and abs((last - first).days) <= 1

    def evidence(self) -> dict[str, object]:
        """The numbers by their names in the exchange format."""
        return {
            "distance_m": self.distance_m,
            "limit_m": self.limit_m,
            "state": self.state,
            "m_per_week": self.m_per_week,
            "forecast_on": self.forecast_on,
        }


def shoe_wear(shoe: Shoe, runs_of_shoe: Sequence[Run], settings: Settings, on: date) -> ShoeWear:
    """The wear of a pair on a day, from its runs in any order; later runs are not read."""
    return ShoeUse(shoe, runs_of_shoe, settings).wear(on.toordinal())


def limit_reached_on(
    shoe: Shoe, runs_of_shoe: Sequence[Run], settings: Settings, on: date
) -> date | None:
    """The day of the run with which the limit of a day was reached; None where no run did it."""
    return ShoeUse(shoe, runs_of_shoe, settings).reached_on(on.toordinal())


def days_to_limit(distance_m: float, limit_m: float, m_per_week: float) -> int | None:
    """Days until the limit is reached: 0 when it is, None when not within a year at this rate."""
    left_m = limit_m - distance_m
    if left_m <= TOLERANCE * limit_m:
        return 0
    if m_per_week < LEAST_M_PER_WEEK - TOLERANCE:
        return None
    days = math.ceil(left_m * WEEK / m_per_week - TOLERANCE)
    return days if days <= FARTHEST_DAYS else None


class ShoeUse:
    """A pair with its runs as days and running distance."""

    def __init__(self, shoe: Shoe, runs: Iterable[Run], settings: Settings) -> None:
        self.shoe = shoe
        self.settings = settings
        used = sorted(
            (run.on.toordinal(), run.distance_m) for run in runs if run.distance_m is not None
        )
        self._days = [day for day, _ in used]
        self._sums = list(accumulate((metres for _, metres in used), initial=0.0))
        self._before_m = shoe.initial_distance_m + (shoe.distance_before_span_m or 0.0)
        self._retired = shoe.retired_on.toordinal() if shoe.retired_on is not None else None
        own_m = shoe.limit_m if shoe.limit_m is not None else settings.shoe_limit_m(shoe.kind)
        changes = sorted(shoe.limit_changes, key=lambda change: change.on)
        self._limit_days = [change.on.toordinal() for change in changes]
        # The pair's own limit holds before the first change.
        self._limits_m = [own_m, *(change.limit_m for change in changes)]
        self._found_days = sorted(
            inspection.on.toordinal() for inspection in shoe.inspections if inspection.findings
        )

    def wear(self, day: int) -> ShoeWear:
        """The wear on a day."""
        on = date.fromordinal(day)
        distance_m, limit_m = self._distance_m(day), self._limit_m(day)
        m_per_week, is_from_28_days = self._rate(day)
        is_retired = self._is_retired(day)
        days = None if is_retired else days_to_limit(distance_m, limit_m, m_per_week)
        forecasts: tuple[int | None, int | None] = (None, None)
        if days == 0:
            forecasts = (0, 0)
        elif days is not None and is_from_28_days:
            rates = self._fortnight_rates(day)
            forecasts = (
                days_to_limit(distance_m, limit_m, max(rates)),
                days_to_limit(distance_m, limit_m, min(rates)),
            )
        return ShoeWear(
            distance_m=distance_m,
            limit_m=limit_m,
            share=distance_m / limit_m,
            state=self._state(day),
            m_per_week=m_per_week,
            forecast_on=_later(on, days),
            forecast_from=_later(on, forecasts[0]),
            forecast_to=_later(on, forecasts[1]),
        )

    def reached_on(self, day: int) -> date | None:
        """The day of the run that reached the limit that is in force on a day; None before it."""
        least_m = self._limit_m(day) * (1 - TOLERANCE) - self._before_m
        index = bisect_left(self._sums, least_m)
        if not 0 < index <= bisect_right(self._days, day):
            return None
        return date.fromordinal(self._days[index - 1])

    def events(self, until: int) -> list[RuleEvent]:
        """Every fire, level and clear up to a day; a pair that nothing dates has none yet."""
        events: list[RuleEvent] = []
        shown: WearState | None = None
        last_fire: int | None = None
        stretches = [*self._stretches(until), (until + 1, None)]
        for (start, state), (stop, _) in pairwise(stretches):
            if state in (None, WearState.OK):
                if shown is not None:
                    events.append(self._event(EventKind.CLEAR, start))
                shown = None
            elif shown is not None:
                events.append(self._event(EventKind.LEVEL, start))
                shown = state
            else:
                day = start if last_fire is None else max(start, last_fire + REFIRE_DAYS)
                if day < stop:
                    events.append(self._event(EventKind.FIRE, day))
                    shown, last_fire = state, day
        return events

    def _event(self, kind: EventKind, day: int) -> RuleEvent:
        evidence = self.wear(day).evidence()
        return RuleEvent(Rule.SHOE, self.shoe.id, date.fromordinal(day), kind, evidence)

    def _stretches(self, until: int) -> Iterator[tuple[int, WearState | None]]:
        """Each change of state up to a day as (first day, state); retired is None."""
        last: WearState | None = None
        for day in self._steps(until):
            state = None if self._is_retired(day) else self._state(day)
            if state != last:
                yield day, state
            last = state

    def _steps(self, until: int) -> list[int]:
        """The days on which the state can change, in order.

        Those are the days of limit changes, inspections and retirement and, once the limit can
        be near, the days on which a run enters the rates or leaves them again.
        """
        start, near = self._first_day(), self._first_near_day()
        if start is None:
            return []
        steps = {start, *self._limit_days, *self._found_days}
        if self._retired is not None:
            steps.add(self._retired)
        if near is not None:
            steps.add(near)
            first = bisect_left(self._days, near - LONG_RATE_DAYS)
            # Past the highest limit more distance changes nothing.
            last = bisect_left(self._sums, max(self._limits_m) - self._before_m + 1.0)
            for day in self._days[first:last]:
                steps.update((day, day + RATE_DAYS, day + LONG_RATE_DAYS))
        return sorted(day for day in steps if start <= day <= until)

    def _first_day(self) -> int | None:
        """The first day that tells of the pair; None = nothing is dated."""
        firsts = [*self._days[:1], *self._limit_days[:1], *self._found_days[:1]]
        if self.shoe.first_used_on is not None:
            firsts.append(self.shoe.first_used_on.toordinal())
        return min(firsts, default=None)

    def _first_near_day(self) -> int | None:
        """The first run after which distance or forecast can bring the limit near."""
        if not self._days:
            return None
        settings, least_m = self.settings, min(self._limits_m)
        # No rate is above that of the fullest 28 days.
        fastest_m = max(self._metres(day - RATE_DAYS + 1, day + 1) for day in self._days)
        ahead_m = (settings.shoe_warn_days + 1) * fastest_m / RATE_DAYS
        near_m = min(settings.shoe_warn_share * least_m, least_m - ahead_m) - 1.0 - self._before_m
        index = bisect_left(self._sums, near_m)
        if index == 0:
            return self._days[0]
        return self._days[index - 1] if index <= len(self._days) else None

    def _state(self, day: int) -> WearState:
        distance_m, limit_m = self._distance_m(day), self._limit_m(day)
        if distance_m >= limit_m * (1 - TOLERANCE):
            return WearState.OVER
        if self._has_open_finding(day):
            return WearState.INSPECT
        if distance_m >= limit_m * (self.settings.shoe_warn_share - TOLERANCE):
            return WearState.SOON
        if self._is_retired(day):
            return WearState.OK
        days = days_to_limit(distance_m, limit_m, self._rate(day)[0])
        is_near = days is not None and days <= self.settings.shoe_warn_days
        return WearState.SOON if is_near else WearState.OK

    def _has_open_finding(self, day: int) -> bool:
        """True when a look at the sole since the last limit change found anything.

        A limit changed on the day of the look is the answer to what was seen.
        """
        changes = bisect_right(self._limit_days, day)
        since = self._limit_days[changes - 1] if changes else 0
        looks = bisect_right(self._found_days, day)
        return looks > 0 and self._found_days[looks - 1] > since

    def _distance_m(self, day: int) -> float:
        return self._before_m + self._sums[bisect_right(self._days, day)]

    def _limit_m(self, day: int) -> float:
        """The limit in force: that of the last change up to the day."""
        return self._limits_m[bisect_right(self._limit_days, day)]

    def _rate(self, day: int) -> tuple[float, bool]:
        """Metres a week, and whether they are those of 28 days (else of 56, or 0)."""
        stop = bisect_right(self._days, day)
        for length in (RATE_DAYS, LONG_RATE_DAYS):
            start = bisect_left(self._days, day - length + 1)
            if stop - start >= LEAST_RUNS:
                metres = self._sums[stop] - self._sums[start]
                return metres * WEEK / length, length == RATE_DAYS
        return 0.0, False

    def _fortnight_rates(self, day: int) -> tuple[float, float]:
        """Metres a week in the last 14 days and in the 14 before."""
        newest = self._metres(day - HALF_RATE_DAYS + 1, day + 1)
        before = self._metres(day - RATE_DAYS + 1, day - HALF_RATE_DAYS + 1)
        return newest * WEEK / HALF_RATE_DAYS, before * WEEK / HALF_RATE_DAYS

    def _metres(self, start: int, stop: int) -> float:
        low, high = bisect_left(self._days, start), bisect_left(self._days, stop)
        return self._sums[high] - self._sums[low]

    def _is_retired(self, day: int) -> bool:
        return self._retired is not None and day >= self._retired


def _later(on: date, days: int | None) -> date | None:
    return None if days is None else on + timedelta(days=days)
