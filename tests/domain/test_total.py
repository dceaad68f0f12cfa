"""Totals of forms: their ranges, the sum of OSTRC-O2, and whether two of them differ clearly."""

import math
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given

from diary.domain.errors import InvalidValueError
from diary.domain.knee import Knee
from diary.domain.total import (
    SCALES,
    Direction,
    Meaning,
    Scale,
    Total,
    change_between,
    change_to,
    meaning_of,
    ostrc_total,
)
from tests.builders import ON, a_total, totals
from tests.domain.rules.days import VECTORS

WEEK = timedelta(days=7)
# Pain has no total of a form, yet the same words for a change.
PAIN = (Direction.LOW_IS_BETTER, 2)


# ---- ranges -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("scale", "most"), [(each, SCALES[each].most) for each in Scale])
def test_a_total_lies_in_the_range_of_its_form(scale: Scale, most: int) -> None:
    for fits in (0, most):
        assert Total("t", ON, scale, fits).total == fits
    for total in (-1, most + 1, math.nan, math.inf):
        with pytest.raises(InvalidValueError) as refused:
            Total("t", ON, scale, total)
        assert refused.value.field == "total"


def test_only_forms_that_are_not_sums_have_parts_of_a_point() -> None:
    assert Total("t", ON, Scale.KOOS_PF, 62.5).total == 62.5
    with pytest.raises(InvalidValueError):
        Total("t", ON, Scale.LEFS, 62.5)


@pytest.mark.parametrize(
    ("given_as", "field"),
    [
        ({"id": ""}, "id"),
        ({"direction": Direction.HIGH_IS_BETTER}, "direction"),
        ({"answers": (1, 1, 0, 1), "total": 24}, "answers"),
        ({"scale": Scale.OSTRC_O2, "answers": (1, 1, 0, 1), "total": 25}, "total"),
        ({"scale": Scale.OSTRC_O2, "answers": (1, 1), "total": 16}, "answers"),
        ({"scale": Scale.OSTRC_O2, "answers": (1, 1, 4, 1), "total": 24}, "answers"),
    ],
)
def test_what_does_not_go_together_is_refused(given_as: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidValueError) as refused:
        replace(a_total(), **given_as)
    assert refused.value.field == field


@given(totals())
def test_minus_zero_is_zero(total: Total) -> None:
    assert math.copysign(1, total.total) == 1


# ---- OSTRC-O2 ---------------------------------------------------------------------------------


@pytest.mark.parametrize("vector", VECTORS["ostrc2"])
def test_the_answers_are_summed_as_the_vectors_say(vector: dict[str, Any]) -> None:
    assert ostrc_total(tuple(vector["answers"])) == vector["score"]


@pytest.mark.parametrize("first", [0, 3])
def test_the_first_question_ends_the_form_at_either_end(first: int) -> None:
    assert ostrc_total((first, 2, 2, 2)) == ostrc_total((first,))


@pytest.mark.parametrize("answers", [(), (1,), (2, 0, 0), (1, 1, 1, 1, 1)])
def test_a_form_with_answers_missing_has_no_sum(answers: tuple[int, ...]) -> None:
    with pytest.raises(InvalidValueError):
        ostrc_total(answers)


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ((), None),
        ((0,), False),
        ((0, 3, 3, 3), False),
        ((3,), True),
        ((1, 1, 1, 3), False),
        ((1, 2, 0, 0), True),
        ((2, 1, 1, 1), False),
        ((1, 0, 2, 0), True),
    ],
)
def test_a_problem_is_substantial_by_its_second_and_third_answer(
    answers: tuple[int, ...], expected: bool | None
) -> None:
    points = ostrc_total(answers) if answers else 40
    assert Total("t", ON, Scale.OSTRC_O2, points, None, answers).is_substantial is expected


# ---- change -----------------------------------------------------------------------------------


@pytest.mark.parametrize("vector", VECTORS["change"])
def test_a_change_is_what_the_vectors_say(vector: dict[str, Any]) -> None:
    old, new = vector["old"], vector["new"]
    said = Meaning(vector["result"].replace(" ", "_"))
    if vector["scale"] == "NPRS":
        assert meaning_of(old, new, *PAIN) is said
        return
    before = a_total("a", ON - WEEK, old, Scale(vector["scale"]))
    after = a_total("b", ON, new, Scale(vector["scale"]))
    change = change_between(before, after)
    assert change is not None
    assert (change.meaning, change.by) == (said, new - old)


@pytest.mark.parametrize(
    "after",
    [
        a_total("b", ON - timedelta(days=1)),
        a_total("b", ON - WEEK * 2),
        a_total("b", knee=Knee.RIGHT),
        a_total("b", knee=None),
        a_total("b", scale=Scale.LEFS),
    ],
)
def test_what_is_not_alike_or_too_close_is_not_compared(after: Total) -> None:
    assert change_between(a_total("a", ON - WEEK), after) is None


def test_forms_with_two_directions_are_compared_within_one() -> None:
    before = a_total("a", ON - WEEK, 40, Scale.KOOS_PS, direction=Direction.HIGH_IS_BETTER)
    after = a_total("b", ON, 40, Scale.KOOS_PS, direction=Direction.LOW_IS_BETTER)
    assert change_between(before, after) is None
    change = change_between(before, replace(after, direction=Direction.HIGH_IS_BETTER, total=90))
    assert change is not None
    assert (change.by, change.matters, change.meaning) == (50, None, None)


def test_a_total_is_compared_with_the_newest_that_is_a_week_older() -> None:
    first, second = a_total("a", ON - WEEK * 3, 50), a_total("b", ON - WEEK, 60)
    too_close, last = a_total("c", ON - timedelta(days=2), 65), a_total("d", ON, 70)
    change = change_to(last, [second, too_close, last, first])
    assert change is not None
    assert change.before == second
    assert change_to(first, [first, second]) is None
