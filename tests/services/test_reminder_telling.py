"""What may be told by itself: how much, how new, and what not in the first week."""

from datetime import timedelta

from diary.domain.change import apply
from diary.domain.diary import Diary
from diary.domain.rule import Rule
from diary.domain.rules.findings import EventKind, Findings, OpenReminder, RuleEvent
from diary.services.reminder_acts import snooze
from diary.services.reminder_states import counted, in_first_week, shown, to_tell
from tests.builders import a_day, a_diary, a_knee_day, a_run, a_run_knee, a_score, a_source
from tests.services.test_reminder_states import (
    ON,
    PERSON,
    WEEK,
    ago,
    card,
    cards,
    noon,
    rising,
)


def findings(*reminders: tuple[Rule, str, int]) -> Findings:
    """Open reminders by rule, subject and how many days ago they came up."""
    opened = tuple(
        OpenReminder(rule, subject, rule.level, ago(back), {}, ago(back), ON)
        for rule, subject, back in reminders
    )
    events = tuple(
        RuleEvent(each.rule, each.subject, each.fired_on, EventKind.FIRE, {}) for each in opened
    )
    return Findings(ON, opened, events)


OLD = a_diary([a_day(ago(30), left=1)], person=PERSON)


def told(found: Findings, diary: Diary = OLD) -> list[str]:
    return [each.rule.value for each in to_tell(shown(found, diary, ON), diary, ON)]


def test_budgets_limit_what_is_told_and_not_what_is_listed() -> None:
    acts = [(rule, "left", 1) for rule in (Rule.PERSIST, Rule.SWELL, Rule.LOCK, Rule.NIGHT)]
    notes = [(Rule.SHOE, f"s{number}", 1) for number in range(6)]
    found = findings((Rule.NOW, "left", 0), *acts, *notes)
    assert told(found) == ["U1", "R-PERSIST", "R-SWELL", "R-LOCK", *["R-SHOE"] * 5]
    assert len(shown(found, OLD, ON)) == 11


def test_only_what_came_up_within_seven_days_is_told_or_counted() -> None:
    found = findings((Rule.PERSIST, "left", 7), (Rule.SWELL, "left", 8), (Rule.SHOE, "s", 3))
    assert told(found) == ["R-PERSIST", "R-SHOE"]
    assert counted(shown(found, OLD, ON), ON) == 1


def test_a_watch_is_a_line_on_the_page_and_no_more() -> None:
    found = findings((Rule.WATCH, "left", 0))
    assert told(found) == []
    assert len(shown(found, OLD, ON)) == 1


def test_what_sleeps_or_is_put_away_is_neither_told_nor_counted() -> None:
    diary = rising()
    asleep = apply(diary, snooze(card(diary), diary, WEEK, noon()))
    rules = [each.rule for each in to_tell(cards(asleep), asleep, ON)]
    assert Rule.WORSE not in rules
    assert counted(cards(asleep), ON) < counted(cards(diary), ON) or rules == []


def test_the_first_week_tells_only_safety_shoes_long_runs_and_imports() -> None:
    runs = [a_run("typed", ago(1)), a_run("read", ago(1), source=a_source(imported_at=noon()))]
    new = a_diary([a_day(ago(2), left=8)], runs, person=PERSON)
    found = findings(
        *((Rule.NOW, "left", 0), (Rule.NIGHT, "left", 0), (Rule.SPIKE, "typed", 0)),
        *((Rule.LAYOFF, "typed", 0), (Rule.LAYOFF, "read", 0), (Rule.SHOE, "s", 0)),
    )
    assert told(found, new) == ["U1", "R-SPIKE", "R-LAYOFF", "R-SHOE"]
    assert len(shown(found, new, ON)) == 6


def test_a_diary_is_as_old_as_what_was_told_it_first() -> None:
    assert in_first_week(a_diary(), ON)
    assert in_first_week(a_diary([a_day(ago(6), left=1)]), ON)
    assert not in_first_week(a_diary([a_day(ago(7), left=1)]), ON)
    assert in_first_week(a_diary(runs=[a_run("r", ago(300), source=a_source())]), ON)
    assert not in_first_week(a_diary(runs=[a_run("r", ago(300))]), ON)


def test_days_and_runs_that_are_filled_in_later_make_a_diary_no_older() -> None:
    today = a_score(8, noon())
    back_filled = a_day(ago(40), left=a_knee_day(worst=today))
    assert in_first_week(a_diary([back_filled, a_day(ON, left=8)], person=PERSON), ON)
    assert in_first_week(a_diary([a_day(ago(40), note="sore", recorded_at=noon())]), ON)
    assert in_first_week(a_diary(runs=[a_run("r", ago(40), left=a_run_knee(today))]), ON)
    # One score of that time is enough, whatever was corrected since.
    told_then = a_knee_day(a_score(3, noon(ago(40))), today)
    assert not in_first_week(a_diary([a_day(ago(40), left=told_then)], person=PERSON), ON)


def test_a_month_filled_in_on_the_first_day_tells_nothing_but_signs() -> None:
    typed = [a_day(ago(back), left=a_knee_day(worst=a_score(5, noon()))) for back in range(40)]
    found = findings((Rule.NOW, "left", 0), (Rule.PERSIST, "left", 1))
    assert told(found, a_diary(typed, person=PERSON)) == ["U1"]
    week = noon() - timedelta(days=7)
    older = [a_day(ago(back), left=a_knee_day(worst=a_score(5, week))) for back in range(7, 40)]
    assert told(found, a_diary(older, person=PERSON)) == ["U1", "R-PERSIST"]
