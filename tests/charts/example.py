"""A believable diary for charts: a knee that hurts, calms down and flares up again."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from diary.domain.day import Day
from diary.domain.diary import Diary
from diary.domain.event import Event, EventKind
from diary.domain.knee import Knee, KneeDay, Score, Sign, SwellingSize
from diary.domain.person import Person
from diary.domain.run import Run, RunKind, RunKnee
from diary.domain.shoe import Shoe

LAST_ON = date(2026, 11, 20)


def score(value: int, on: date, *, is_late: bool = False) -> Score:
    days = 3 if is_late else 0
    return Score(value, datetime.combine(on + timedelta(days), time(20), UTC), "Europe/Berlin")


def example_diary(days: int, last_on: date = LAST_ON, seed: int = 1) -> Diary:
    """A diary that ends on `last_on`: about one day of ten is missing, a tenth is late."""
    draw = random.Random(seed)
    first_on = last_on - timedelta(days - 1)
    shoes = {
        "s1": Shoe(
            "s1", "Red 3", first_used_on=first_on, retired_on=first_on + timedelta(days // 2)
        ),
        "s2": Shoe("s2", "Blue 12", first_used_on=first_on + timedelta(days // 4)),
    }
    kept: dict[date, Day] = {}
    runs: dict[str, Run] = {}
    for number in range(days):
        on = first_on + timedelta(number)
        level = _level(number / max(days - 1, 1))
        is_late = draw.random() < 0.06
        if on.weekday() in (1, 3, 5, 6) and draw.random() < 0.85:
            runs[f"r{number}"] = _run(
                f"r{number}", on, level, draw, "s1" if number < days // 2 else "s2"
            )
        if draw.random() > 0.12:
            kept[on] = _day(on, level, draw, is_late=is_late)
    _add_signs(kept, last_on)
    return Diary(
        person=Person(timezone="Europe/Berlin"),
        days=kept,
        runs=runs,
        shoes=shoes,
        events=_events(first_on, days),
    )


def _level(share: float) -> float:
    if share < 0.2:
        return 7.5 - share * 20
    return 1.5 if share < 0.85 else 1.5 + (share - 0.85) * 25


def _value(level: float, draw: random.Random) -> int:
    return min(10, max(0, round(level + draw.gauss(0, 0.8))))


def _day(on: date, level: float, draw: random.Random, *, is_late: bool) -> Day:
    left = KneeDay(
        morning=score(_value(level - 0.5, draw), on, is_late=is_late),
        worst=score(_value(level, draw), on, is_late=is_late),
    )
    right = KneeDay(morning=score(_value(0.1, draw), on, is_late=is_late))
    return Day(on, knees={Knee.LEFT: left, Knee.RIGHT: right})


def _run(run_id: str, on: date, level: float, draw: random.Random, shoe_id: str) -> Run:
    is_long = on.weekday() == 6
    distance_m = (11_000 if is_long else 6_500) * draw.uniform(0.7, 1.3) * (1.2 - level / 12)
    during = RunKnee(during=score(_value(level, draw), on), after=score(_value(level, draw), on))
    return Run(
        run_id,
        on,
        kind=RunKind.LONG if is_long else RunKind.EASY,
        distance_m=distance_m,
        moving_s=distance_m * 0.34,
        rpe=draw.choice([3, 4, 5, 6, None]),
        shoe_id=shoe_id,
        knees={Knee.LEFT: during},
    )


def _add_signs(kept: dict[date, Day], last_on: date) -> None:
    for back in (7, 8, 9):
        on = last_on - timedelta(back)
        day = kept.get(on, Day(on))
        said = replace(
            day.knee(Knee.LEFT), signs={Sign.SWELLING: True}, swelling_size=SwellingSize.CLEAR
        )
        kept[on] = day.with_knee(Knee.LEFT, said)
    kept[last_on] = replace(kept.get(last_on, Day(last_on)), note="downhill end")


def _events(first_on: date, days: int) -> dict[str, Event]:
    events = [
        Event("e1", first_on + timedelta(days // 3), EventKind.PT_VISIT),
        Event(
            "e2",
            first_on + timedelta(days // 2 + 6),
            EventKind.HOLIDAY,
            until=first_on + timedelta(days // 2 + 14),
        ),
        Event("e3", first_on + timedelta(days * 3 // 4), EventKind.RACE, text="10 km $city$ run"),
    ]
    return {event.id: event for event in events}
