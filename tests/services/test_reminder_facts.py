from datetime import timedelta

from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.rules.facts import Facts
from diary.domain.rules.run_outlook import run_outlook
from tests.builders import a_day, a_diary, a_knee_day, a_run, a_run_knee
from tests.services.test_reminders import TODAY, Desk

YESTERDAY = TODAY - timedelta(days=1)


def running() -> Diary:
    runs = [a_run(f"run-{n}", TODAY - timedelta(days=n)) for n in range(2, 60, 3)]
    last = a_run("last", YESTERDAY, left=a_run_knee(after=4))
    return a_diary([a_day(YESTERDAY, left=a_knee_day(morning=4))], [*runs, last])


def test_there_are_no_facts_before_the_whole_diary_is_loaded() -> None:
    desk = Desk(running())
    assert desk.reminders.facts is None
    desk.load()
    assert desk.reminders.facts is not None


def test_facts_follow_every_change() -> None:
    desk = Desk(running())
    desk.load()
    desk.score(TODAY, left=a_knee_day(morning=7))
    facts, diary = desk.reminders.facts, desk.journal.diary
    assert facts is not None
    assert run_outlook(facts, diary, TODAY) == run_outlook(Facts(diary), diary, TODAY)
    assert facts.knees[Knee.LEFT].morning(TODAY.toordinal()) == 7
