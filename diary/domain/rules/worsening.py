"""R-WORSE and R-WATCH of one knee, day by day: fire, clear, re-base, and how a watch ends.

A tier takes at most one step a day. R-WORSE goes first; its fire ends a watch.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from datetime import date

from diary.domain.knee import Knee
from diary.domain.rules.findings import EventKind, Rule, RuleEvent
from diary.domain.rules.pain_level import (
    LONG_AGO,
    RECENT_DAYS,
    TOLERANCE,
    TWO_WEEKS,
    PainLevel,
    Usual,
    level_against,
    pain_level,
    usual_level,
)
from diary.domain.rules.pain_series import PainSeries
from diary.domain.settings import Settings

# What a day says anew; the usual level and where it comes from stay those of the fire.
_OF_THE_DAY = (
    "recent",
    "week",
    "two",
    "now",
    "level",
    "n_recent",
    "n_prev",
    "painkiller_days",
)


@dataclass(frozen=True, slots=True)
class Tier:
    """Where one of the two rules stands.

    `open_since` is the day of the fire while it is open; `usual` is frozen at the fire;
    `quiet_days` counts evaluated days in a row on which the last week was near that usual.
    """

    open_since: int | None = None
    last_fire: int | None = None
    usual: float = 0.0
    quiet_days: int = 0

    def opened(self, day: int, usual: float) -> Tier:
        """The tier after firing on a day."""
        return Tier(day, day, usual)

    def may_fire(self, day: int, cooldown_days: int) -> bool:
        """True when it is not open and its last fire is long enough ago."""
        if self.open_since is not None:
            return False
        return self.last_fire is None or day - self.last_fire >= cooldown_days

    def after(self, recent: float | None, clear_below: float) -> Tier:
        """The tier after one more day; None = too few entries, which counts for nothing."""
        if recent is None:
            return self
        is_quiet = recent - self.usual < clear_below - TOLERANCE
        quiet_days = self.quiet_days + 1 if is_quiet else 0
        return Tier(self.open_since, self.last_fire, self.usual, quiet_days)

    def closed(self) -> Tier:
        """The tier when its reminder has ended."""
        return Tier(None, self.last_fire)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where both rules of a knee stand after a day; only days from `usual_since` make the usual."""

    worse: Tier = field(default_factory=Tier)
    watch: Tier = field(default_factory=Tier)
    usual_since: int = LONG_AGO


@dataclass(frozen=True, slots=True)
class KneeRules:
    """What both rules of one knee read: its day values, the settings, the painkiller days."""

    knee: Knee
    series: PainSeries
    settings: Settings
    painkiller_days: Container[int]

    @property
    def first_state(self) -> Standing:
        """Where both rules stand before the first entry."""
        return Standing()

    @property
    def first(self) -> int:
        """The first day with a value."""
        return self.series.first

    def advance(
        self, standing: Standing, start: int, stop: int
    ) -> tuple[Standing, list[RuleEvent]]:
        """Evaluate the days from `start` up to but without `stop`, one after another."""
        events: list[RuleEvent] = []
        day = max(start, self.series.first)
        # Nothing can change any more after that.
        stop = min(stop, self.series.last + RECENT_DAYS + self.settings.worse_rebase_days + 1)
        while day < stop:
            if standing.worse.open_since is None and standing.watch.open_since is None:
                found = self._next_high_day(day, stop, standing.usual_since)
                if found is None:
                    break
                day = found
            standing = self._step(standing, day, events)
            day += 1
        return standing, events

    def level_on(self, day: int, since: int) -> PainLevel:
        """The numbers of a day."""
        return pain_level(self.series, day, self.settings, since)

    def latest(self, standing: Standing, on: int) -> dict[Rule, Mapping[str, object]]:
        """The numbers of a day for each rule open since before, against the usual of its fire.

        A day with too few entries to be evaluated has none.
        """
        found: dict[Rule, Mapping[str, object]] = {}
        for rule, tier in ((Rule.WORSE, standing.worse), (Rule.WATCH, standing.watch)):
            if tier.open_since in (None, on) or self.series.is_beyond(on):
                continue
            usual = Usual(tier.usual, None, 0)
            numbers = level_against(self.series, on, self.settings, usual)
            if numbers.n_recent >= self.settings.worse_min_recent:
                evidence = numbers.evidence(self._painkillers(on))
                found[rule] = {name: evidence[name] for name in _OF_THE_DAY}
        return found

    def is_learning(self, standing: Standing, on: int) -> bool:
        """True when the day has too few entries behind it for a usual level."""
        return self.level_on(on, standing.usual_since).base is None

    def _next_high_day(self, day: int, stop: int, since: int) -> int | None:
        """The next day whose last week is far enough above usual for one of the rules."""
        settings, series = self.settings, self.series
        least = settings.worse_act
        if settings.worse_watch is not None:
            least = min(least, settings.worse_watch)
        least -= TOLERANCE
        sums, counts, fewest = series.sums, series.counts, settings.worse_min_recent
        for at in range(day - series.origin, stop - series.origin):
            n = counts[at + 1] - counts[at - RECENT_DAYS + 1]
            # Scores are not below 0, so the mean itself bounds the rise.
            if n < fewest or (total := sums[at + 1] - sums[at - RECENT_DAYS + 1]) < least * n:
                continue
            base = usual_level(series, at + series.origin, since, settings).base
            if base is not None and total / n - base >= least:
                return at + series.origin
        return None

    def _step(self, standing: Standing, day: int, events: list[RuleEvent]) -> Standing:
        worse, since = standing.worse, standing.usual_since
        if worse.open_since is not None:
            worse, since = self._worse_open(worse, worse.open_since, since, day, events)
        else:
            worse = self._worse_idle(worse, since, day, events)
        is_worse = worse.open_since is not None
        watch = standing.watch
        if watch.open_since is not None:
            fired = watch.open_since
            watch = watch.after(self._recent(day), self.settings.watch_clear_delta)
            if is_worse or self._is_long_enough(watch, day - fired):
                self._tell(events, Rule.WATCH, EventKind.CLEAR, day, since)
                watch = watch.closed()
        elif not is_worse:
            watch = self._watch_idle(watch, since, day, events)
        return Standing(worse, watch, since)

    def _worse_open(
        self, tier: Tier, fired: int, since: int, day: int, events: list[RuleEvent]
    ) -> tuple[Tier, int]:
        settings = self.settings
        tier = tier.after(self._recent(day), settings.worse_clear_delta)
        if tier.quiet_days >= settings.worse_clear_days:
            self._tell(events, Rule.WORSE, EventKind.CLEAR, day, since)
            return tier.closed(), since
        if day - fired >= settings.worse_rebase_days:
            self._tell(events, Rule.WORSE, EventKind.REBASE, day, fired)
            return tier.closed(), fired
        return tier, since

    def _worse_idle(self, tier: Tier, since: int, day: int, events: list[RuleEvent]) -> Tier:
        settings = self.settings
        if not tier.may_fire(day, settings.worse_cooldown_days):
            return tier
        found = self.level_on(day, since)
        if (
            found.level is None
            or found.base is None
            or found.recent is None
            or found.level < settings.worse_act - TOLERANCE
            or found.recent < settings.worse_min_level - TOLERANCE
        ):
            return tier
        self._tell(events, Rule.WORSE, EventKind.FIRE, day, since)
        return tier.opened(day, found.base)

    def _watch_idle(self, tier: Tier, since: int, day: int, events: list[RuleEvent]) -> Tier:
        settings = self.settings
        least = settings.worse_watch
        if least is None or not tier.may_fire(day, settings.worse_cooldown_days):
            return tier
        found = self.level_on(day, since)
        if found.level is None or found.base is None or found.level < least - TOLERANCE:
            return tier
        self._tell(events, Rule.WATCH, EventKind.FIRE, day, since)
        return tier.opened(day, found.base)

    def _is_long_enough(self, watch: Tier, open_days: int) -> bool:
        """True when a watch has been quiet, or open, for as long as it lasts at most."""
        settings = self.settings
        is_quiet = watch.quiet_days >= settings.worse_clear_days
        return is_quiet or open_days >= settings.worse_rebase_days

    def _recent(self, day: int) -> float | None:
        """Mean of the last week; None with too few entries to evaluate the day."""
        total, n = self.series.total(day - RECENT_DAYS + 1, day + 1)
        return total / n if n >= self.settings.worse_min_recent else None

    def _tell(
        self, events: list[RuleEvent], rule: Rule, kind: EventKind, day: int, since: int
    ) -> None:
        evidence = self.level_on(day, since).evidence(self._painkillers(day))
        events.append(RuleEvent(rule, self.knee.value, date.fromordinal(day), kind, evidence))

    def _painkillers(self, day: int) -> int:
        """On how many recorded days of the last two weeks a painkiller was ticked."""
        return sum(
            each in self.painkiller_days and self.series.value(each) is not None
            for each in range(day - TWO_WEEKS + 1, day + 1)
        )
