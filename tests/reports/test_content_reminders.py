"""The reminders of a visit report: each with the day from which its words hold."""

from __future__ import annotations

from datetime import UTC, date, datetime

from diary.domain.diary import Diary
from diary.domain.rule import Rule
from diary.domain.rules.engine import evaluate
from tests.builders import ON, a_day, a_diary
from tests.reports.diaries import report_of
from tests.reports.told import back


def sore_since(days: int, *, is_over: bool = False) -> Diary:
    """A left knee that has hurt every day for so many days, perhaps up to a week ago."""
    gone = range(8) if is_over else range(0)
    days_of = [a_day(back(each), left=0) for each in gone]
    first = len(gone)
    return a_diary([*days_of, *(a_day(back(each), left=4) for each in range(first, first + days))])


def test_the_day_of_a_reminder_is_the_day_its_words_hold_from() -> None:
    """It came up a week before, with other words."""
    diary = sore_since(23)
    open_now = {each.rule: each for each in evaluate(diary, ON).open}[Rule.PERSIST]
    assert (open_now.fired_on, open_now.since) == (back(8), back(1))
    told = [(each.day, each.title) for each in report_of(diary).reminders.lines]
    assert ("Thu 19 Nov 2026", "Left knee: pain for more than 3 weeks") in told
    assert [day for day, _title in told] == sorted((day for day, _ in told), key=on_of)[::-1]
    # One that is over is told as it came up.
    over = [
        (each.day, each.title) for each in report_of(sore_since(23, is_over=True)).reminders.lines
    ]
    assert ("Wed 4 Nov 2026", "Left knee: pain for more than 2 weeks") in over


def on_of(day: str) -> date:
    """The date of a day as it is printed."""
    return datetime.strptime(day, "%a %d %b %Y").replace(tzinfo=UTC).date()
