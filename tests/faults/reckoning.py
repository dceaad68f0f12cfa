"""Zones, changes of the clock, days and weeks, worked out without the program.

What is expected of the program's days comes from here alone, and nothing of `diary` is imported.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from random import Random
from zoneinfo import ZoneInfo

# Changes of half an hour and of two, at midnight, in the middle of Ramadan; offsets of 45 minutes;
# days that were left out when a country went over the date line.
ZONES = (
    *("Australia/Lord_Howe", "Asia/Kathmandu", "Africa/Casablanca", "Pacific/Apia"),
    *("America/St_Johns", "Atlantic/Azores", "America/Santiago", "Asia/Tehran"),
    *("Europe/Lisbon", "Europe/Berlin", "Pacific/Kiritimati", "America/Caracas"),
    *("Asia/Pyongyang", "America/Sao_Paulo", "Antarctica/Troll", "Pacific/Chatham"),
)
FIRST_YEAR, LAST_YEAR = 1976, 2036
# The day of the diary turns at three in the night.
_TURN = timedelta(hours=3)
_STEP = timedelta(days=4)
_SECOND = timedelta(seconds=1)
_MINUTES = (-180, -60, -30, 30, 60, 180)
_EDGES = (time(0), time(2, 59, 59), time(3), time(23, 59, 59))
_WEEK = 7
_SKIPPED = {
    "Pacific/Apia": datetime(2011, 12, 30, 10, tzinfo=UTC),
    "Pacific/Kiritimati": datetime(1994, 12, 31, 10, 40, tzinfo=UTC),
}


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant (UTC) and the zone that the computer is in then."""

    at: datetime
    zone: str

    @property
    def day(self) -> date:
        """The day of the diary then."""
        return day_of(self.at, self.zone)


def day_of(at: datetime, zone: str) -> date:
    """The day that the diary is on: what the clock on the wall shows, three hours earlier."""
    offset = ZoneInfo(zone).utcoffset(at.astimezone(ZoneInfo(zone)))
    assert offset is not None
    return (at.replace(tzinfo=None) + offset - _TURN).date()


def calendar_day(at: datetime, zone: str) -> date:
    """The day on the wall's calendar."""
    return at.astimezone(ZoneInfo(zone)).date()


def monday_of(day: date) -> date:
    """The Monday of the week; day 1 of the calendar was one."""
    return date.fromordinal(day.toordinal() - (day.toordinal() - 1) % _WEEK)


@cache
def transitions(zone: str) -> tuple[datetime, ...]:
    """The first instants (UTC) with another offset than before, over all the years."""
    place = ZoneInfo(zone)

    def offset(at: datetime) -> timedelta | None:
        return at.astimezone(place).utcoffset()

    found = []
    at = datetime(FIRST_YEAR, 1, 1, tzinfo=UTC)
    while at.year <= LAST_YEAR:
        after = at + _STEP
        if offset(at) != offset(after):
            low, high = at, after
            while high - low > _SECOND:
                middle = low + timedelta(seconds=(high - low) // _SECOND // 2)
                low, high = (middle, high) if offset(middle) == offset(at) else (low, middle)
            found.append(high)
        at = after
    return tuple(found)


def changes(draw: Random, count: int) -> Iterator[tuple[str, datetime]]:
    """So many changes of the clock, zone by zone in turn; days that were left out come first."""
    waiting: dict[str, list[datetime]] = {}
    for number in range(count):
        zone = ZONES[number % len(ZONES)]
        if not waiting.get(zone):
            waiting[zone] = draw.sample(transitions(zone), len(transitions(zone)))
            skipped = _SKIPPED.get(zone)
            if skipped is not None and number < len(ZONES):
                waiting[zone].append(skipped)
        yield zone, waiting[zone].pop()


def around(at: datetime, zone: str, draw: Random, count: int) -> list[Moment]:
    """Moments before, at and after a change, and at the edges of its days, in their order."""
    always = {at - _SECOND, at, at + _SECOND}
    others = {at + timedelta(minutes=minutes) for minutes in _MINUTES}
    for shift in (-1, 0, 1):
        on = calendar_day(at, zone) + timedelta(days=shift)
        others |= set(edges_of(on, zone))
    # What is a week away stands in another week.
    others |= {at - timedelta(days=_WEEK), at + timedelta(days=_WEEK)}
    more = draw.sample(sorted(others - always), count - len(always))
    return [Moment(each, zone) for each in sorted((*always, *more))]


def edges_of(on: date, zone: str) -> Iterator[datetime]:
    """Where days begin and turn by the clock on the wall; both times where an hour comes twice."""
    for edge in _EDGES:
        for fold in (0, 1):
            wall = datetime.combine(on, edge, ZoneInfo(zone)).replace(fold=fold)
            yield wall.astimezone(UTC)


# ---- days that are seldom ---------------------------------------------------------------------


def odd_days(draw: Random, count: int) -> Iterator[tuple[str, str, list[Moment]]]:
    """29 February, and the week in which a year ends, of every year in turn; each somewhere."""
    for number in range(count):
        year = FIRST_YEAR + number % (LAST_YEAR - FIRST_YEAR + 1)
        zone = draw.choice(ZONES)
        if number % 2 and not year % 4:
            name = f"29 February {year}"
            days = [date(year, 2, 28), date(year, 2, 29), date(year, 3, 1)]
        else:
            name = f"the end of {year}"
            days = [date(year, 12, 27) + timedelta(days=each) for each in range(9)]
        instants = {each for on in days for each in edges_of(on, zone)}
        noons = {datetime.combine(on, time(12), ZoneInfo(zone)).astimezone(UTC) for on in days}
        chosen = noons | set(draw.sample(sorted(instants), 6))
        yield name, zone, [Moment(each, zone) for each in sorted(chosen)]


# ---- journeys ---------------------------------------------------------------------------------

# Hours since the start, and the zone that the computer shows then: on the plane still that of the
# departure, or already that of the arrival.
_LEGS: dict[str, tuple[tuple[float, str], ...]] = {
    "over the date line to the east": (
        *((0.0, "Pacific/Auckland"), (4.5, "Pacific/Auckland"), (8.0, "Pacific/Honolulu")),
        *((9.2, "Pacific/Honolulu"), (20.0, "Pacific/Honolulu"), (30.0, "America/Los_Angeles")),
        *((33.0, "America/Los_Angeles"), (47.0, "America/Los_Angeles")),
    ),
    "over the date line to the west": (
        *((0.0, "America/Los_Angeles"), (3.0, "America/Los_Angeles"), (9.5, "Pacific/Apia")),
        *((11.0, "Pacific/Apia"), (25.0, "Pacific/Apia"), (29.5, "Pacific/Pago_Pago")),
        *((31.0, "Pacific/Pago_Pago"), (40.0, "Asia/Tokyo"), (55.0, "Asia/Tokyo")),
    ),
    "around half of the world": (
        *((0.0, "America/St_Johns"), (2.5, "America/St_Johns"), (4.0, "Atlantic/Azores")),
        *((7.0, "Europe/Lisbon"), (13.0, "Asia/Tehran"), (15.5, "Asia/Tehran")),
        *((20.0, "Asia/Kathmandu"), (29.0, "Asia/Kathmandu"), (43.0, "Europe/Berlin")),
    ),
}
JOURNEYS = tuple(_LEGS)


def journeys(draw: Random, count: int) -> Iterator[tuple[str, list[Moment]]]:
    """So many journeys, each of the three in turn, begun at any hour of any day."""
    start = datetime(FIRST_YEAR, 1, 2, tzinfo=UTC)
    minutes = (datetime(LAST_YEAR, 12, 28, tzinfo=UTC) - start) // timedelta(minutes=1)
    for number in range(count):
        name = JOURNEYS[number % len(JOURNEYS)]
        begun = start + timedelta(minutes=draw.randrange(minutes))
        yield name, [Moment(begun + timedelta(hours=after), zone) for after, zone in _LEGS[name]]


# ---- clocks that are wrong --------------------------------------------------------------------


def jumps(draw: Random, count: int) -> Iterator[list[Moment]]:
    """Moments in the order in which they are lived, on a clock that is set back and forth."""
    for _ in range(count):
        zone = draw.choice(ZONES)
        true = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=draw.randrange(525_600))
        lived = []
        for step in range(10):
            true += timedelta(minutes=draw.randrange(1, 600))
            lived.append(Moment(true + (wrong_by(draw, true) if step % 2 else timedelta()), zone))
        yield lived


def wrong_by(draw: Random, true: datetime) -> timedelta:
    """How far a clock is off: hours, days, years, all the way to 1970 or to 2036."""
    sign = draw.choice((-1, 1))
    return draw.choice(
        (
            sign * timedelta(minutes=draw.randrange(1, 24 * 60)),
            sign * timedelta(days=draw.randrange(1, 40)),
            sign * timedelta(days=draw.randrange(300, 3500)),
            datetime(1970, 1, 2, 0, 5, tzinfo=UTC) - true,
            datetime(2036, 12, 28, 23, 50, tzinfo=UTC) - true,
        )
    )
