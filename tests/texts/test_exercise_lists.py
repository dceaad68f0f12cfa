from diary.domain.exercise import NAME_LONGEST, NOTE_LONGEST
from diary.domain.exercise_lists import LISTS
from diary.texts.exercise_lists import (
    ask_pt_plan_text,
    ask_pt_text,
    exercise_of,
    list_name,
    six_weeks_name,
)
from tests.texts.forbidden import forbidden_words


def test_every_exercise_has_a_name_of_its_own_and_promises_nothing() -> None:
    exercises = [exercise_of(each) for found in LISTS for each in found.exercises]
    names = [each.name for each in exercises]
    assert len(set(names)) == len(names)
    for each in exercises:
        assert 0 < len(each.name) <= NAME_LONGEST
        assert len(each.note) <= NOTE_LONGEST
        assert forbidden_words(f"{each.name} {each.note}") == [], each.name


def test_the_lists_and_the_plan_are_called_as_agreed() -> None:
    assert [list_name(each.key) for each in LISTS] == [
        *("Hips", "Thighs", "Calves", "Core", "Warm-up", "Stretching"),
    ]
    assert six_weeks_name() == "Six weeks, three times a week"
    assert ask_pt_text() == "Ask your PT whether these exercises suit you."
    assert ask_pt_plan_text() == "Ask your PT whether this plan suits you."
