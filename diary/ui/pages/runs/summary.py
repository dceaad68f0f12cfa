"""The sentence under the table: what is shown, this week, and the usual week."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from diary.domain.diary import Diary
from diary.domain.load import LoadHistory
from diary.domain.period import Span
from diary.domain.run import Run
from diary.texts.numbers import Formats
from diary.words import _, plural


def shown_text(shown: Iterable[Run], formats: Formats) -> str:
    """How many runs are shown and how far they go: "42 runs, 312.4 km."."""
    runs = others = 0
    metres = 0.0
    for activity in shown:
        if activity.is_run:
            runs += 1
            metres += activity.distance_m or 0.0
        else:
            others += 1
    count = plural("{n} run", "{n} runs", runs).format(n=runs)
    parts = [f"{count}, {formats.distance(metres)}"]
    if others:
        parts.append(plural("{n} other activity", "{n} other activities", others).format(n=others))
    return _("{parts}.").format(parts=", ".join(parts))


def week_text(diary: Diary, on: date, formats: Formats) -> str:
    """The ISO week so far and the usual week, as far as it is known."""
    history = LoadHistory(diary)
    monday = on - timedelta(days=on.weekday())
    week_m = sum(
        found.amount
        for day, found in history.loads.items()
        if day in Span(monday, on + timedelta(days=1))
    )
    usual = history.usual_week(on)
    if usual is None:
        return _("This week {distance}.").format(distance=formats.distance(week_m))
    return _("This week {distance}; usual week {usual}.").format(
        distance=formats.distance(week_m), usual=formats.distance(usual.amount)
    )
