"""The sentence under the table: what is shown, this week, and the usual week."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from diary.domain.diary import Diary
from diary.domain.load import USUAL_FROM_DAYS, LoadHistory, LoadMeasure, UsualWeek
from diary.domain.run import Run
from diary.texts.charts import load_words
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


class WeekLine:
    """The ISO week so far and the usual week; worked out once for a diary and a day."""

    def __init__(self) -> None:
        self._known: tuple[Diary, date] | None = None
        self._week_m = 0.0
        self._usual: UsualWeek | None = None
        self._is_new = True

    def text(self, diary: Diary, on: date, formats: Formats) -> str:
        """Both as a sentence; before five weeks of runs it says why there is no usual week."""
        if self._known is None or self._known[0] is not diary or self._known[1] != on:
            self._known = (diary, on)
            self._work_out(diary, on)
        week = formats.distance(self._week_m)
        if self._usual is None:
            return _("This week {distance}.").format(distance=week) + " " + self._why()
        usual = load_words(
            self._usual.amount,
            LoadMeasure.DISTANCE,
            formats,
            is_incomplete=self._usual.is_incomplete,
        )
        text = _("This week {distance}; usual week {usual}.")
        return text.format(distance=week, usual=usual)

    def _why(self) -> str:
        if self._is_new:
            return _("Your usual week is known five weeks after the first run.")
        return _("Too few days are known to say what is usual.")

    def _work_out(self, diary: Diary, on: date) -> None:
        history = LoadHistory(diary, today=on)
        days = (on - timedelta(days=back) for back in range(on.weekday() + 1))
        loads = (history.loads.get(day) for day in days)
        self._week_m = sum(found.amount for found in loads if found is not None)
        self._usual = history.usual_week(on)
        first_on = history.first_run_on
        self._is_new = first_on is None or on - first_on < timedelta(days=USUAL_FROM_DAYS)
