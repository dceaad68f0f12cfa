"""A small diary for each rule about knees, runs and the diary, and the day on which it is open."""

from __future__ import annotations

from diary.domain.day import Day, PlanAnswer
from diary.domain.diary import Diary
from diary.domain.knee import Area, KneeDay, Quality, Sign
from diary.domain.person import Person, Season
from diary.domain.rules.engine import Outside, evaluate
from diary.domain.rules.findings import OpenReminder, Rule
from diary.domain.run import Finish, Run, RunKind
from diary.domain.settings import Settings
from tests.builders import Given, a_diary, a_knee_day, a_plan, a_run_knee, a_session
from tests.domain.rules.days import day, left_knee, run_on, signs


def skipped_runs() -> Diary:
    """Two days without the run that was planned, and one cut short."""
    days = [Day(day(number), plan=PlanAnswer.SKIPPED_KNEE) for number in (0, 5)]
    return a_diary(days, [run_on(13, finish=Finish.CUT_SHORT_KNEE)])


def held_back() -> Diary:
    """Three days held back for worry."""
    plan = PlanAnswer.AS_PLANNED
    return a_diary([Day(day(number), plan=plan, held_back=True) for number in (0, 5, 13)])


def red_mornings() -> Diary:
    """Two runs with a much worse morning after each."""
    said, runs = {}, []
    for number in (0, 2):
        said[number], said[number + 1] = a_knee_day(morning=1), a_knee_day(morning=4)
        runs.append(run_on(number, left=a_run_knee(2)))
    return left_knee(said, *runs)


def long_run() -> list[Run]:
    """Three runs, the last much longer than those before."""
    distances = {0: 10_000.0, 35: 11_000.0, 40: 14_600.0}
    return [run_on(number, distance_m=metres) for number, metres in distances.items()]


def few_sessions(**other: Given) -> Diary:
    """Two weeks with one session and with two, out of season."""
    sessions = {f"s{number}": a_session(f"s{number}", day(number)) for number in (1, 3, 9)}
    person = Person(season=Season.OFF)
    return left_knee(
        dict.fromkeys(range(14), 1), **{"person": person, "sessions": sessions, **other}
    )


def easy_runs(*steps: float) -> Diary:
    """Easy runs of 8 km in 48 minutes, and hints about steps taken up after them."""
    runs = [
        run_on(number, kind=RunKind.EASY, cadence_spm=spm, distance_m=8000.0, moving_s=2880.0)
        for number, spm in zip((0, 3, 5, 7), steps or (152.0, 152.0, 150.0, 152.0), strict=True)
    ]
    return a_diary(runs=runs, settings=Settings(cadence_taken_up_on=day(8)))


def three_weeks_of_a_plan() -> Diary:
    """The same score on every day of a plan, with eight of nine sessions done."""
    done = (0, 2, 4, 7, 9, 11, 14, 16)
    sessions = {f"s{number}": a_session(f"s{number}", day(number)) for number in done}
    plans = {"plan-1": a_plan(from_on=day(0))}
    return left_knee(dict.fromkeys(range(22), 3), plans=plans, sessions=sessions)


SHARP = KneeDay(areas=(Area.INNER,), qualities=(Quality.SHARP,))
DIARIES: dict[Rule, tuple[Diary, int]] = {
    Rule.WORSE: (left_knee({n: 2 if n < 60 else 5 for n in range(81)}), 75),
    Rule.WATCH: (left_knee({n: 2 if n < 60 else 5 for n in range(81)}), 69),
    Rule.PERSIST: (left_knee(dict.fromkeys(range(17), 3)), 16),
    Rule.SWELL: (signs(Sign.SWELLING, dict.fromkeys(range(3), True)), 2),
    Rule.LOCK: (signs(Sign.LOCKING, dict.fromkeys(range(3), True)), 2),
    Rule.SHARP: (left_knee({0: SHARP, 3: SHARP}), 3),
    Rule.NIGHT: (signs(Sign.NIGHT_PAIN, dict.fromkeys(range(3), True)), 2),
    Rule.GIVEWAY: (signs(Sign.GIVING_WAY, dict.fromkeys(range(2), True)), 1),
    Rule.NEXTDAY: (red_mornings(), 3),
    Rule.RESP: (left_knee({0: a_knee_day(morning=1)}, run_on(0, left=a_run_knee(7, 4))), 0),
    Rule.SKIP: (skipped_runs(), 13),
    Rule.SPIKE: (a_diary(runs=long_run()), 40),
    Rule.LAYOFF: (a_diary(runs=[run_on(0), run_on(21)]), 21),
    Rule.FEAR: (held_back(), 13),
    Rule.RECUR: (left_knee({13: 4}, run_on(0, left=a_run_knee(8)), run_on(10)), 13),
    Rule.REST: (a_diary(runs=[run_on(number) for number in range(7)]), 6),
    Rule.STRENGTH: (few_sessions(), 13),
    Rule.CADENCE: (easy_runs(), 8),
    Rule.PLATEAU: (three_weeks_of_a_plan(), 21),
    Rule.GAP: (left_knee({0: 2}), 5),
    Rule.VISIT: (left_knee({15: 2, 16: 2}, person=Person(next_visit_on=day(20))), 18),
    Rule.NOW: (signs(Sign.NO_WEIGHT, {0: True}), 0),
    Rule.SOON: (signs(Sign.LOCKING, {0: True}), 1),
    Rule.BACKUP: (left_knee(dict.fromkeys(range(20), 1)), 19),
}
OUTSIDE = Outside(backed_up_on=day(2))


def reminder_of(rule: Rule) -> tuple[OpenReminder, Diary]:
    """What the rule has open in its diary, and the diary."""
    diary, number = DIARIES[rule]
    found = evaluate(diary, day(number), OUTSIDE).open
    (reminder,) = (each for each in found if each.rule is rule)
    return reminder, diary
