"""R-SWELL, R-LOCK, R-SHARP, R-NIGHT, R-GIVEWAY: a sign on several days close together.

Swelling and locking must not have been denied since: a "no" ends what came before it. The others
only count days (rule book 3.4, 3.6).
"""

from __future__ import annotations

from diary.domain.knee import Knee, Sign
from diary.domain.rules.daily import Evidence, WhileTrue
from diary.domain.rules.facts import DayCounts, KneeFacts
from diary.domain.rules.findings import Rule
from diary.domain.settings import Settings


def sign_rules(
    knee: Knee, facts: KneeFacts, run_days: DayCounts, settings: Settings
) -> list[WhileTrue]:
    """The rules about the signs of one knee."""
    lasting = [
        _lasting(rule, knee, sign, facts, run_days, settings)
        for rule, sign in ((Rule.SWELL, Sign.SWELLING), (Rule.LOCK, Sign.LOCKING))
    ]
    counted = [
        (Rule.SHARP, facts.sharp, settings.sharp_days, settings.sharp_window_days),
        (
            Rule.NIGHT,
            facts.yes[Sign.NIGHT_PAIN],
            settings.night_days,
            settings.night_window_days,
        ),
        (
            Rule.GIVEWAY,
            facts.yes[Sign.GIVING_WAY],
            settings.giveway_days,
            settings.giveway_window_days,
        ),
    ]
    return lasting + [
        WhileTrue(rule, knee.value, days, window, _Counted(days, least, window).on)
        for rule, days, least, window in counted
    ]


def _lasting(
    rule: Rule,
    knee: Knee,
    sign: Sign,
    facts: KneeFacts,
    run_days: DayCounts,
    settings: Settings,
) -> WhileTrue:
    yes, window = facts.yes[sign], settings.sign_window_days
    condition = _Lasting(yes, facts.no[sign], run_days, settings.sign_days, window)
    return WhileTrue(rule, knee.value, yes, window, condition.on)


class _Counted:
    """At least so many days of a window that ends with the day asked."""

    def __init__(self, days: DayCounts, least: int, window: int) -> None:
        self._days, self._least, self._window = days, least, window

    def on(self, day: int) -> Evidence | None:
        found = self._days.between(day - self._window + 1, day + 1)
        return {"days": len(found)} if len(found) >= self._least else None


class _Lasting:
    """The same, but only days since the sign was last denied count."""

    def __init__(
        self, yes: DayCounts, no: DayCounts, run_days: DayCounts, least: int, window: int
    ) -> None:
        self._yes, self._no, self._run_days = yes, no, run_days
        self._least, self._window = least, window

    def on(self, day: int) -> Evidence | None:
        denied = self._no.last_until(day)
        start = day - self._window + 1
        found = self._yes.between(start if denied is None else max(start, denied), day + 1)
        if len(found) < self._least:
            return None
        return {"days": len(found), "run_free_days": self._run_free_days(found[0], day)}

    def _run_free_days(self, first: int, day: int) -> int | None:
        """Days without a run up to the day, counted back no further than the sign goes.

        None before the first run: whoever has not noted one yet may have run all the same.
        """
        last_run = self._run_days.last_until(day)
        return None if last_run is None else day - max(first - 1, last_run)
