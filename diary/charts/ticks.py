"""Few, fixed ticks: dates that suit the span and round numbers that suit the load."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from typing import Literal, NamedTuple

from diary.domain.period import ONE_DAY, Span
from diary.texts.numbers import Formats

Unit = Literal["day", "week", "month", "year"]

MOST_DATE_TICKS = 9
MOST_LOAD_TICKS = 5
_STEPS: tuple[tuple[Unit, int], ...] = (
    ("day", 1),
    ("day", 2),
    ("week", 1),
    ("week", 2),
    ("month", 1),
    ("month", 2),
    ("month", 3),
    ("month", 6),
    ("year", 1),
    ("year", 2),
    ("year", 5),
    ("year", 10),
    ("year", 20),
)
_ROUND = (1.0, 2.0, 2.5, 5.0, 10.0)


class DateTick(NamedTuple):
    """A tick on a day; `year` is the second line of its label, empty where it is clear."""

    on: date
    text: str
    year: str


def date_ticks(span: Span, most: int, formats: Formats) -> list[DateTick]:
    """At most `most` ticks (and 9): days, Mondays, firsts of months or of years.

    Years have four digits and stand under the first tick and wherever they change.
    """
    limit = max(2, min(most, MOST_DATE_TICKS))
    unit, days = next(
        (
            (unit, found)
            for unit, step in _STEPS
            if len(found := list(islice(_ticks(span, unit, step), limit + 1))) <= limit
        ),
        ("year", [span.start]),
    )
    ticks: list[DateTick] = []
    for on in days:
        text = {"month": formats.month(on), "year": str(on.year)}.get(unit, formats.short_day(on))
        is_new_year = not ticks or ticks[-1].on.year != on.year
        ticks.append(DateTick(on, text, str(on.year) if is_new_year and unit != "year" else ""))
    return ticks


def _ticks(span: Span, unit: Unit, step: int) -> Iterator[date]:
    if unit in ("day", "week"):
        days = step * (7 if unit == "week" else 1)
        on = span.start
        if unit == "week":
            on += timedelta((7 - on.weekday()) % 7)
        last = span.end - ONE_DAY
        while on <= last:
            yield on
            if (last - on).days < days:
                return
            on += timedelta(days)
        return
    months = step * (12 if unit == "year" else 1)
    number = span.start.year * 12 + span.start.month - 1
    number -= number % months
    while (year := number // 12) <= date.max.year:
        on = date(max(year, 1), number % 12 + 1, 1)
        if on >= span.end:
            return
        if on in span:
            yield on
        number += months


def load_ticks(highest: float, most: int = MOST_LOAD_TICKS) -> list[float]:
    """Round numbers from 0 up to at most `highest`, at most `most` (two or more) of them."""
    if highest <= 0:
        return [0.0]
    power = 10.0 ** (math.floor(math.log10(highest)) - 1)
    steps = (each * power * scale for scale in (1, 10) for each in _ROUND)
    step = next(each for each in steps if highest / each * (1 + 1e-9) < most)
    return [step * number for number in range(int(highest / step * (1 + 1e-9)) + 1)]


def tick_digits(ticks: list[float]) -> int:
    """How many decimals tell the ticks apart."""
    step = ticks[1] if len(ticks) > 1 else 1.0
    return next((digits for digits in range(3) if math.isclose(step, round(step, digits))), 3)
