"""R-LAG: whether a knee tends to hurt more on the day after more running; asked for, never run.

One planned test for each knee, so that nobody can look until something shows: the day's highest
score against the distance of the day before, over the latest days of the diary. Slow changes and
the rhythm of the week are taken out first; then the link is compared with that of the same diary
with its loads moved in a circle, which keeps everything of them but their place. Rule book 5.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import sqrt

from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.load import LoadHistory
from diary.domain.period import ONE_DAY, Span
from diary.domain.rules.pain_series import day_values
from diary.domain.settings import Settings
from diary.domain.trends import LEAST_PAIRS, median, painkiller_days

PLANNED_LAG_DAYS = 1
# Shown beside the planned one, never tested (rule book 5).
BACKGROUND_LAGS = (0, 2, 3, 4, 5, 6, 7)
CLEAR_P = 0.05
LEAST_VALUES = 3
LEAST_SHARE_LEFT = 0.2
LEAST_DAYS_TO_TELL = 28
LEAST_AFTER_RUNS = 10
LEAST_AFTER_REST = 8

_WEEK = 7
_TREND_DAYS = 29
_TREND_LEAST = 8
_WEEKDAY_LEAST = 4
# A lag of up to seven days has a load on every day from here on.
_FIRST_PLACE = 7
_LEAST_SHIFT = 8
_TOLERANCE = 1e-9
_DIGITS = 9


class LagNeed(StrEnum):
    """What a diary must have enough of before the test says anything."""

    DAYS = "days"
    SCORES = "scores"
    RUN_DAYS = "run_days"
    VALUES = "values"
    PAIRS = "pairs"


@dataclass(frozen=True, slots=True)
class Shortage:
    """Something there is too little of: `have` of at least `least` days, or of different scores."""

    need: LagNeed
    have: int
    least: int


@dataclass(frozen=True, slots=True)
class Link:
    """How pain and the load before it went together, once trend and weekdays are taken out.

    `rho` is Spearman's rank link over `days` pairs; `as_strong` of `shifts` copies of the diary
    with moved loads have one at least as strong.
    """

    rho: float
    days: int
    as_strong: int
    shifts: int

    @property
    def p(self) -> float:
        """The share of copies with such a link, the diary itself among them; one-sided."""
        return (1 + self.as_strong) / (1 + self.shifts)

    @property
    def is_clear(self) -> bool:
        """True when so strong a link is rare among the copies."""
        return self.rho > 0 and self.p < CLEAR_P


@dataclass(frozen=True, slots=True)
class LoadTest:
    """What the test found in one diary, or why it says nothing: `shortages`, or weeks too regular.

    `span` are the days looked at, None in an empty diary. `share_left` is how much of the variance
    of the loads trend and weekdays leave. `background` has the link at other lags, without a test.
    """

    knee: Knee
    span: Span | None
    shortages: tuple[Shortage, ...] = ()
    is_too_regular: bool = False
    share_left: float | None = None
    link: Link | None = None
    background: tuple[tuple[int, float | None], ...] = ()
    painkiller_days: int = 0


@dataclass(frozen=True, slots=True)
class AfterRuns:
    """The middle scores of days after a run and of days after a rest day, with their counts."""

    run_days: int
    after_runs: float
    rest_days: int
    after_rest: float


def load_test(diary: Diary, knee: Knee, today: date) -> LoadTest:
    """Test one knee over the latest days up to `today`; takes some hundredths of a second."""
    settings = diary.settings
    history = LoadHistory(diary, today=today)
    values = day_values(diary)[knee]
    span = _window(diary, history, today)
    if span is None:
        return LoadTest(knee, None, _shortages(settings, 0, [], []))
    pains: list[float | None] = [values.get(on.toordinal()) for on in span]
    loads = [history.known_amount(on) for on in span]
    scored = (on for on, pain in zip(span, pains, strict=True) if pain is not None)
    painkillers = painkiller_days(diary.days, scored)
    shortages = _shortages(settings, len(span), pains, loads)
    if shortages:
        return LoadTest(knee, span, shortages, painkiller_days=painkillers)
    return _tested(knee, span, loads, pains, painkillers)


def _tested(
    knee: Knee,
    span: Span,
    loads: Sequence[float | None],
    pains: Sequence[float | None],
    painkillers: int,
) -> LoadTest:
    left, share = prepared_loads(loads)
    if share < LEAST_SHARE_LEFT:
        return LoadTest(
            knee, span, is_too_regular=True, share_left=share, painkiller_days=painkillers
        )
    pain = without_rhythm(pains)
    pairs = len(_pairs(left, pain, PLANNED_LAG_DAYS, 0)[0])
    link = link_of(left, pain) if pairs >= LEAST_PAIRS else None
    if link is None:
        few = Shortage(LagNeed.PAIRS, pairs, LEAST_PAIRS)
        # Enough pairs without a link: nothing is left of the scores that could vary.
        short = few if pairs < LEAST_PAIRS else Shortage(LagNeed.VALUES, 1, LEAST_VALUES)
        return LoadTest(knee, span, (short,), share_left=share, painkiller_days=painkillers)
    background = tuple((lag, spearman(*_pairs(left, pain, lag, 0))) for lag in BACKGROUND_LAGS)
    return LoadTest(
        knee,
        span,
        share_left=share,
        link=link,
        background=background,
        painkiller_days=painkillers,
    )


def after_runs(diary: Diary, knee: Knee, span: Span, today: date | None = None) -> AfterRuns | None:
    """The scores of days after a run beside those after a rest day; None while there are too few.

    A day's score is its highest. Days after an unknown day are left out. What is dated after
    `today` ends no silence.
    """
    history, values = LoadHistory(diary, today=today), day_values(diary)[knee]
    after: dict[bool, list[float]] = {True: [], False: []}
    for on in span:
        value = values.get(on.toordinal())
        if value is not None and on > date.min and history.load(on - ONE_DAY) is not None:
            after[on - ONE_DAY in history.loads].append(value)
    runs, rests = after[True], after[False]
    middles = median(runs), median(rests)
    is_enough = len(runs) >= LEAST_AFTER_RUNS and len(rests) >= LEAST_AFTER_REST
    if not is_enough or len(runs) + len(rests) < LEAST_DAYS_TO_TELL or None in middles:
        return None
    return AfterRuns(len(runs), middles[0] or 0.0, len(rests), middles[1] or 0.0)


def link_of(loads: Sequence[float | None], pains: Sequence[float | None]) -> Link | None:
    """The link of prepared pain with the prepared load of the day before; None if undefined.

    Both have one value for every day, None = unknown.
    """
    loads_then, pains_then = _pairs(loads, pains, PLANNED_LAG_DAYS, 0)
    rho = spearman(loads_then, pains_then)
    if rho is None:
        return None
    moved = [
        spearman(*_pairs(loads, pains, PLANNED_LAG_DAYS, shift))
        for shift in range(_LEAST_SHIFT, len(loads) - _LEAST_SHIFT + 1)
    ]
    known = [each for each in moved if each is not None]
    as_strong = sum(each >= rho - _TOLERANCE for each in known)
    return Link(rho, len(loads_then), as_strong, len(known))


def prepared_loads(loads: Sequence[float | None]) -> tuple[list[float | None], float]:
    """Loads without trend and weekdays, and the share of their variance that is left (0 to 1)."""
    left = without_rhythm(loads)
    before = _variance(loads)
    return left, _variance(left) / before if before > _TOLERANCE else 0.0


def without_rhythm(values: Sequence[float | None]) -> list[float | None]:
    """What is left of daily values without their 29-day mean, then without weekday means.

    Unknown (None) where fewer than 8 of the 29, or 4 of the same weekday, are known.
    """
    half = _TREND_DAYS // 2
    detrended = [
        _less(value, values[max(0, place - half) : place + half + 1], _TREND_LEAST)
        for place, value in enumerate(values)
    ]
    return [
        _less(value, detrended[place % _WEEK :: _WEEK], _WEEKDAY_LEAST)
        for place, value in enumerate(detrended)
    ]


def spearman(first: Sequence[float], second: Sequence[float]) -> float | None:
    """Spearman's rank correlation, equal values sharing their mean rank; None without variation."""
    one, other = _centred_ranks(first), _centred_ranks(second)
    product = sum(a * b for a, b in zip(one, other, strict=True))
    spread = sqrt(sum(a * a for a in one)) * sqrt(sum(b * b for b in other))
    return product / spread if spread else None


def _window(diary: Diary, history: LoadHistory, today: date) -> Span | None:
    """The latest days with entries: what comes after the last one is not a time of rest."""
    kept = [on for on, day in diary.days.items() if day.knees and on <= today]
    last_on = max([*kept, *(on for on in history.loads if on <= today)], default=None)
    if last_on is None or history.first_on is None:
        return None
    start = last_on.toordinal() + 1 - diary.settings.lag_max_days
    start = max(start, history.first_on.toordinal())
    return Span(date.fromordinal(start), last_on + ONE_DAY)


def _shortages(
    settings: Settings,
    days: int,
    pains: Sequence[float | None],
    loads: Sequence[float | None],
) -> tuple[Shortage, ...]:
    known = [value for value in pains if value is not None]
    found = {
        LagNeed.DAYS: (days, settings.lag_min_days),
        LagNeed.SCORES: (len(known), settings.lag_min_pain_days),
        LagNeed.RUN_DAYS: (sum(1 for load in loads if load), settings.lag_min_run_days),
        LagNeed.VALUES: (len(set(known)), LEAST_VALUES),
    }
    return tuple(
        Shortage(need, have, least) for need, (have, least) in found.items() if have < least
    )


def _pairs(
    loads: Sequence[float | None], pains: Sequence[float | None], lag: int, shift: int
) -> tuple[list[float], list[float]]:
    """Known pain with the known load `lag` days before, the loads moved on by `shift` days."""
    count, then, now = len(loads), [], []
    for place in range(_FIRST_PLACE, count):
        pain, load = pains[place], loads[(place - lag - shift) % count]
        if pain is not None and load is not None:
            then.append(load)
            now.append(pain)
    return then, now


def _less(value: float | None, around: Sequence[float | None], least: int) -> float | None:
    """The value less the mean of those around it; equal values stay equal."""
    known = [each for each in around if each is not None]
    if value is None or len(known) < least:
        return None
    return round(value - sum(known) / len(known), _DIGITS)


def _variance(values: Sequence[float | None]) -> float:
    known = [value for value in values if value is not None]
    if not known:
        return 0.0
    mean = sum(known) / len(known)
    return sum((value - mean) ** 2 for value in known) / len(known)


def _centred_ranks(values: Sequence[float]) -> list[float]:
    """Ranks around their mean."""
    order = sorted(range(len(values)), key=values.__getitem__)
    middle = (len(values) - 1) / 2
    ranks = [0.0] * len(values)
    start = 0
    while start < len(order):
        value, end = values[order[start]], start + 1
        while end < len(order) and values[order[end]] == value:
            end += 1
        shared = (start + end - 1) / 2 - middle
        for place in order[start:end]:
            ranks[place] = shared
        start = end
    return ranks
