"""Diaries every chart is drawn from: six for the golden pictures, and bad ones that must not hurt.

They are made here and not by the example diary of the program, which may change any day.
"""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from diary.domain.day import Care, Day
from diary.domain.diary import Diary
from diary.domain.exercise import SessionKind
from diary.domain.knee import Area, Knee, KneeDay, Score, Sign
from diary.domain.pain_and_load import range_of_days
from diary.domain.period import Span
from diary.domain.person import Person
from diary.domain.plan import Plan, WeeklyTargets
from diary.domain.run import Run
from diary.domain.session import Session
from tests.builders import a_day, a_diary, a_knee_day, a_run, a_run_knee, a_shoe
from tests.charts.example import LAST_ON, example_diary

YEAR = 365


@dataclass(frozen=True)
class Shown:
    """A diary, the days of it that are shown, and the knees."""

    diary: Diary
    span: Span
    knees: tuple[Knee, ...] = (Knee.LEFT, Knee.RIGHT)


def back(days: int) -> date:
    """So many days before the last one."""
    return LAST_ON - timedelta(days)


def _last(days: int) -> Span:
    return range_of_days(LAST_ON, days)


# ---- what the golden pictures show -----------------------------------------------------------


def full_diary(days: int) -> Diary:
    """The example of charts, with spots, signs answered yes and no, and care on some days."""
    diary = example_diary(days)
    draw = random.Random(days)
    kept = {on: _with_more(day, draw) for on, day in diary.days.items()}
    return replace(diary, days=kept)


def _with_more(day: Day, draw: random.Random) -> Day:
    areas = draw.sample(
        [Area.FRONT, Area.BELOW, Area.OUTER, Area.INSIDE], draw.choice([0, 1, 1, 2])
    )
    care = {each: draw.random() < 0.5 for each in (Care.STRENGTH, Care.ICE) if draw.random() < 0.5}
    left = day.knee(Knee.LEFT)
    signs = {Sign.GIVING_WAY: False, **left.signs} if draw.random() < 0.4 else left.signs
    said = replace(left, areas=tuple(areas), signs=signs)
    return replace(day.with_knee(Knee.LEFT, said), care=care)


def no_scores() -> Shown:
    """A diary of a person who has only given a time zone."""
    return Shown(Diary(person=Person(timezone="Europe/Berlin")), _last(84))


def one_knee() -> Shown:
    """Twelve weeks of the left knee alone."""
    diary = full_diary(140)
    kept = {on: replace(day, knees=_only_left(day)) for on, day in diary.days.items()}
    person = replace(diary.person, tracked_knees=(Knee.LEFT,))
    return Shown(replace(diary, days=kept, person=person), _last(84), (Knee.LEFT,))


def _only_left(day: Day) -> dict[Knee, KneeDay]:
    return {knee: said for knee, said in day.knees.items() if knee is Knee.LEFT}


def gaps_of_months() -> Shown:
    """A year and a half in which nothing was written for two months, and later for three."""
    diary = full_diary(540)

    def is_kept(on: date) -> bool:
        return not (back(430) < on <= back(370) or back(200) < on <= back(110))

    days = {on: day for on, day in diary.days.items() if is_kept(on)}
    runs = {key: run for key, run in diary.runs.items() if is_kept(run.on)}
    return Shown(replace(diary, days=days, runs=runs), _last(540))


GOLDEN: Mapping[str, Callable[[], Shown]] = {
    "three-weeks": lambda: Shown(full_diary(140), _last(21)),
    "one-year": lambda: Shown(full_diary(YEAR), _last(YEAR)),
    "ten-years": lambda: Shown(full_diary(10 * YEAR), _last(10 * YEAR)),
    "no-data": no_scores,
    "one-knee": one_knee,
    "gaps-of-months": gaps_of_months,
}


def with_plan(shown: Shown) -> Shown:
    """The same with sessions, two plans one after the other, and cadence taken up.

    The first plan begins after a quarter of the days shown; there is a week between the two.
    """
    days = shown.span
    is_real = 1971 <= days.start.year <= 2199
    if len(days) < 14 or not is_real or not shown.diary.runs:
        return shown
    draw = random.Random(len(days))
    turns = [days.start + timedelta(len(days) * part // 8) for part in (2, 5)]
    plans = {
        "p1": Plan(
            "p1",
            turns[0],
            until=turns[1] - timedelta(8),
            per_week=WeeklyTargets(strength=3, mobility=2),
        ),
        "p2": Plan("p2", turns[1], per_week=WeeklyTargets(strength=2, runs=3)),
    }
    sessions = {}
    for number, on in enumerate(days):
        if on.weekday() in (0, 2, 4) and draw.random() < 0.75:
            key = f"s{number}"
            is_done = draw.random() < 0.85
            sessions[key] = Session(key, on, SessionKind.STRENGTH, is_done=is_done)
        if on.weekday() == 6 and draw.random() < 0.5:
            key = f"m{number}"
            sessions[key] = Session(key, on, SessionKind.STRETCHING, is_done=True)
    runs = {
        key: replace(run, cadence_spm=150.0 + draw.randrange(14))
        for key, run in shown.diary.runs.items()
    }
    settings = replace(shown.diary.settings, cadence_taken_up_on=turns[0])
    diary = replace(shown.diary, runs=runs, plans=plans, sessions=sessions, settings=settings)
    return replace(shown, diary=diary)


# ---- what must give a right picture or the empty state, never a warning ----------------------


def _steady(value: int, days: int = 60) -> Diary:
    """Every score the same for so many days, with a run every other day."""
    said = a_run_knee(during=value, after=value)
    runs = [
        a_run(f"r{age}", back(age), shoe_id="shoe-1", left=said, right=said)
        for age in range(0, days, 2)
    ]
    both = {"left": a_knee_day(value, value), "right": a_knee_day(value, value)}
    return a_diary([a_day(back(age), **both) for age in range(days)], runs, [a_shoe()])


def _ultra() -> Diary:
    diary = _steady(3)
    far = a_run("far", back(10), distance_m=250_000.0, moving_s=140_000.0, rpe=10, left=9)
    return replace(diary, runs={**diary.runs, far.id: far})


def _without_runs() -> Diary:
    return a_diary([a_day(back(age), left=2, right=1) for age in range(YEAR)])


def _only_runs() -> Diary:
    runs = [a_run(f"r{age}", back(age), distance_m=5000.0) for age in range(0, 84, 2)]
    return a_diary(runs=runs, shoes=[a_shoe()])


def _across_zones() -> Diary:
    """Days on both sides of the date line and of the end of summer time."""
    zones = ("Pacific/Auckland", "Europe/Lisbon", "Pacific/Honolulu", "Pacific/Kiritimati")
    days, runs = [], []
    for age in range(84):
        on, zone = back(age), zones[age // 4 % len(zones)]
        at = datetime.combine(on, time(23, 30), UTC)
        said = Score(age % 7, at, zone)
        days.append(a_day(on, left=a_knee_day(said, said)))
        runs.append(
            Run(
                f"r{age}",
                on,
                started_at=at,
                timezone=zone,
                distance_m=6000.0,
                moving_s=2000.0,
                knees={Knee.LEFT: a_run_knee(during=said, after=said)},
            )
        )
    return a_diary(days, runs, person=Person(timezone="Europe/Lisbon"))


def _hollow_runs() -> Diary:
    """Runs that lack distance or time, and effort, and one of no length at all."""
    runs = [
        a_run("a", back(3), distance_m=None),
        a_run("b", back(2), distance_m=0.0, moving_s=0.0),
        a_run("c", back(1), moving_s=None, left=4),
    ]
    return a_diary([a_day(back(age), left=1) for age in range(5)], runs)


BAD: Mapping[str, Callable[[], Shown]] = {
    "an empty diary": lambda: Shown(a_diary(), _last(7)),
    "no days at all": lambda: Shown(_steady(2), Span(LAST_ON, LAST_ON)),
    "one day": lambda: Shown(a_diary([a_day(LAST_ON, left=4)]), _last(1)),
    "one day in a year": lambda: Shown(a_diary([a_day(back(90), left=4)]), _last(YEAR)),
    "one run": lambda: Shown(a_diary(runs=[a_run("r", LAST_ON, left=3)]), _last(1)),
    "all 0": lambda: Shown(_steady(0), _last(60)),
    "all 10": lambda: Shown(_steady(10), _last(60)),
    "all 10 for two years": lambda: Shown(_steady(10, 730), _last(730)),
    "a run of 250 km": lambda: Shown(_ultra(), _last(60)),
    "a year without runs": lambda: Shown(_without_runs(), _last(YEAR)),
    "runs without scores": lambda: Shown(_only_runs(), _last(84)),
    "runs that lack their numbers": lambda: Shown(_hollow_runs(), _last(7)),
    "dates across a zone change": lambda: Shown(_across_zones(), _last(84)),
    "before the first entry": lambda: Shown(_steady(2), Span(back(400), back(300))),
    "after the last entry": lambda: Shown(_steady(2), Span(back(-10), back(-90))),
    "no knee": lambda: Shown(_steady(2), _last(60), ()),
    "the first days there are": lambda: Shown(_steady(2), Span(date.min, date(1, 2, 1))),
    "the last days there are": lambda: Shown(_steady(2), Span(date(9999, 12, 1), date.max)),
    "fifty years": lambda: Shown(_steady(2), _last(50 * YEAR)),
}
