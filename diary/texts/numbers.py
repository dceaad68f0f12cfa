"""Numbers, distances, times and dates as the person reads them; never the locale's short dates."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, time

from diary.domain.settings import DistanceUnit
from diary.domain.units import METRES, format_duration, pace_s
from diary.texts.labels import label
from diary.words import _, mark, plural

DAY_NAMES = tuple(mark(name) for name in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"))
MONTH_NAMES = (
    mark("Jan"),
    mark("Feb"),
    mark("Mar"),
    mark("Apr"),
    mark("May"),
    mark("Jun"),
    mark("Jul"),
    mark("Aug"),
    mark("Sep"),
    mark("Oct"),
    mark("Nov"),
    mark("Dec"),
)
_DAYS_OF_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Formats:
    """How numbers and dates are written for one person.

    `day_names` start with Monday; empty tuples take the English names through the catalogue. Days
    of another year than `year` are always written with theirs; None = only where a text asks.
    """

    unit: DistanceUnit = DistanceUnit.KM
    decimal_mark: str = "."
    day_names: tuple[str, ...] = ()
    month_names: tuple[str, ...] = ()
    year: int | None = None

    def read_on(self, today: date) -> Formats:
        """The same for texts that are read on a day: those of another year have their year."""
        return replace(self, year=today.year)

    def number(self, value: float, digits: int = 1) -> str:
        """A number with a fixed count of decimals and the person's decimal mark."""
        return f"{value:.{digits}f}".replace(".", self.decimal_mark)

    def distance_value(self, metres: float, digits: int = 1) -> str:
        """A distance in the person's unit, without the unit."""
        return self.number(metres / METRES[self.unit], digits)

    def distance(self, metres: float, digits: int = 1) -> str:
        """A distance with its unit: "8.2 km"."""
        return f"{self.distance_value(metres, digits)} {self.unit_label()}"

    def unit_label(self) -> str:
        """The unit: "km" or "mi"."""
        return label(self.unit)

    def duration(self, seconds: float) -> str:
        """A duration: "45:10", "1:05:00"."""
        return format_duration(seconds)

    def pace(self, s_per_km: float) -> str:
        """A pace per unit of distance without the unit: "5:30"."""
        return format_duration(pace_s(s_per_km, self.unit))

    def day(self, on: date) -> str:
        """With the year: "Fri 20 Nov 2026"."""
        return f"{self.weekday(on)} {on.day} {self.month(on)} {on.year}"

    def weekday_day(self, on: date) -> str:
        """Without the year: "Fri 20 Nov"."""
        return f"{self.weekday(on)} {self.short_day(on)}"

    def short_day(self, on: date) -> str:
        """Day and month: "20 Nov"."""
        text = f"{on.day} {self.month(on)}"
        return text if self.year in {None, on.year} else f"{text} {on.year}"

    def weekday(self, on: date) -> str:
        """Short name of the weekday: "Fri"."""
        names = self.day_names
        return names[on.weekday()] if names else _(DAY_NAMES[on.weekday()])

    def month(self, on: date) -> str:
        """Short name of the month: "Nov"."""
        names = self.month_names
        return names[on.month - 1] if names else _(MONTH_NAMES[on.month - 1])

    def time_of_day(self, at: time) -> str:
        """Clock time: "18:05"."""
        return f"{at:%H:%M}"


def stretch_text(days: int) -> str:
    """How long something was, in years from one year on: "21 days", "more than a year"."""
    years = int(days / _DAYS_OF_YEAR)
    if not years:
        return plural("{n} day", "{n} days", days).format(n=days)
    if years == 1:
        return _("more than a year")
    return plural("{n} year", "{n} years", years).format(n=years)
