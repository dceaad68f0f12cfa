from datetime import date

from diary.domain.exercise import SessionKind
from diary.domain.exercise_lists import LISTS, SIX_WEEKS, ListedKey, ListKey


def test_every_list_and_every_exercise_of_the_articles_is_there() -> None:
    assert [each.key for each in LISTS] == list(ListKey)
    taken = [exercise.key for each in LISTS for exercise in each.exercises]
    assert sorted(taken) == sorted(ListedKey)
    assert {
        *(ListedKey.SQUAT, ListedKey.STEP_UP, ListedKey.PLANK, ListedKey.CRUNCH),
        ListedKey.HIP_FLEXOR_STRETCH,
    } <= set(taken)


def test_each_exercise_says_how_much() -> None:
    for each in LISTS:
        for exercise in each.exercises:
            assert (exercise.reps is None) != (exercise.seconds is None), exercise.key


def test_stretching_counts_for_mobility_and_the_others_for_strength() -> None:
    kinds = {each.key: each.kind for each in LISTS}
    assert kinds[ListKey.STRETCHING] is SessionKind.STRETCHING
    assert kinds[ListKey.HIPS] is SessionKind.STRENGTH


def test_the_ready_plan_is_six_whole_weeks_of_three_sessions() -> None:
    first = date(2026, 11, 20)
    assert SIX_WEEKS.until(first) == date(2026, 12, 31)
    assert SIX_WEEKS.per_week.strength == 3
    assert SIX_WEEKS.total_sessions == SIX_WEEKS.weeks * 3
