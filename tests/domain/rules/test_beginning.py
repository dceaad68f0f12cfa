from diary.domain.knee import Sign
from diary.domain.rules.beginning import Beginning, beginning_of
from diary.domain.rules.facts import Facts
from diary.domain.rules.findings import Rule
from tests.builders import a_knee_day, a_run_knee
from tests.domain.rules.days import day, left_knee, open_on, run_on, signs
from tests.texts.rule_diaries import SHARP, reminder_of


def bad_day(values: dict[int, int], number: int, rule: Rule) -> Beginning | None:
    diary = left_knee(values)
    (reminder,) = open_on(diary, number, rule)
    return beginning_of(reminder, diary, Facts(diary))


def mornings(values: dict[int, int], number: int, rule: Rule) -> Beginning | None:
    diary = left_knee({on: a_knee_day(morning=value) for on, value in values.items()})
    (reminder,) = open_on(diary, number, rule)
    return beginning_of(reminder, diary, Facts(diary))


RISING = {number: 2 if number < 60 else 5 for number in range(75)}


def test_where_rising_pain_began() -> None:
    assert bad_day(RISING, 74, Rule.WORSE) == Beginning(day(60))
    # Two better days in between do not begin it anew, three do.
    assert bad_day({**RISING, 62: 2, 63: 2}, 74, Rule.WORSE) == Beginning(day(60))
    assert bad_day({**RISING, 57: 5, 58: 2, 59: 2, 60: 2}, 74, Rule.WORSE) == Beginning(day(61))


def test_a_morning_that_was_bad_already_comes_before_the_rest_of_its_day() -> None:
    assert mornings(RISING, 74, Rule.WORSE) == Beginning(day(60), is_on_waking=True)


def test_where_long_pain_began() -> None:
    values = {0: 0, **dict.fromkeys(range(5, 35), 3)}
    for number in (19, 24, 34):
        assert bad_day(values, number, Rule.PERSIST) == Beginning(day(5))
    assert mornings(values, 24, Rule.PERSIST) == Beginning(day(5), is_on_waking=True)


def test_a_run_that_was_too_much_began_on_the_run_or_on_the_morning_after() -> None:
    for knee, on, is_on_waking in ((a_run_knee(7), 0, False), (a_run_knee(2), 1, True)):
        said = {0: a_knee_day(morning=1), 1: a_knee_day(morning=4)}
        diary = left_knee(said, run_on(0, left=knee))
        (reminder,) = open_on(diary, 1, Rule.RESP)
        assert beginning_of(reminder, diary, Facts(diary)) == Beginning(day(on), is_on_waking)


def test_mornings_that_do_not_settle_began_with_the_first_of_them() -> None:
    reminder, diary = reminder_of(Rule.NEXTDAY)
    assert beginning_of(reminder, diary, Facts(diary)) == Beginning(day(1), is_on_waking=True)


def test_pain_after_a_break_began_when_it_was_back() -> None:
    reminder, diary = reminder_of(Rule.RECUR)
    assert beginning_of(reminder, diary, Facts(diary)) == Beginning(day(13))


def test_sharp_pain_began_with_the_first_of_the_days_near_one_another() -> None:
    diary = left_knee(dict.fromkeys((0, 9, 13), SHARP))
    (reminder,) = open_on(diary, 13, Rule.SHARP)
    assert beginning_of(reminder, diary, Facts(diary)) == Beginning(day(9))


def test_a_night_comes_before_the_day_it_was_noted_on() -> None:
    diary = signs(Sign.NIGHT_PAIN, dict.fromkeys((3, 4, 6), True))
    (reminder,) = open_on(diary, 6, Rule.NIGHT)
    assert beginning_of(reminder, diary, Facts(diary)) == Beginning(day(3), is_on_waking=True)


def test_reminders_that_are_not_about_pain_have_no_first_bad_day() -> None:
    others = (
        *(Rule.SWELL, Rule.LOCK, Rule.GIVEWAY, Rule.SKIP, Rule.SPIKE, Rule.LAYOFF, Rule.FEAR),
        *(
            Rule.REST,
            Rule.STRENGTH,
            Rule.CADENCE,
            Rule.PLATEAU,
            Rule.GAP,
            Rule.VISIT,
            Rule.NOW,
            Rule.SOON,
            Rule.BACKUP,
        ),
    )
    for rule in others:
        reminder, diary = reminder_of(rule)
        assert beginning_of(reminder, diary, Facts(diary)) is None
