"""What is said of totals of forms."""

import pytest

from diary.domain.total import Direction, Scale, Total, change_between
from diary.texts.numbers import Formats
from diary.texts.totals import (
    change_text,
    ostrc_names,
    scale_text,
    substantial_text,
    total_name,
    total_text,
)
from tests.builders import ON, a_total

PLAIN, GERMAN = Formats(), Formats(decimal_mark=",")
BEFORE = ON.replace(day=2)


@pytest.mark.parametrize(
    ("scale", "told", "expected"),
    [
        (Scale.LEFS, None, "0 to 80, higher is better"),
        (Scale.OSTRC_O2, None, "0 to 100, lower is better"),
        (Scale.KOOS_PS, None, "0 to 100, ask which end is better"),
        (Scale.KOOS_PS, Direction.LOW_IS_BETTER, "0 to 100, lower is better"),
    ],
)
def test_a_form_says_what_its_numbers_mean(
    scale: Scale, told: Direction | None, expected: str
) -> None:
    assert scale_text(scale, told) == expected


def test_a_total_is_named_by_form_knee_and_day() -> None:
    assert total_name(a_total(), PLAIN) == "AKPS, left knee: 70 of 100, Fri 20 Nov 2026"
    parts = Total("t", ON, Scale.KOOS_PF, 62.5)
    assert total_text(parts, GERMAN) == "KOOS-PF: 62,5 of 100"


@pytest.mark.parametrize(
    ("scale", "old", "new", "expected"),
    [
        (Scale.AKPS, 70, 80, "changed by +10 (a change of 10 or more usually matters): better"),
        (
            Scale.AKPS,
            70,
            79,
            "changed by +9 (a change of 10 or more usually matters): no clear change",
        ),
        (Scale.LEFS, 60, 51, "changed by −9 (a change of 9 or more usually matters): worse"),  # noqa: RUF001 - the minus people read
        (
            Scale.UWRI,
            20,
            20,
            "changed by 0 (a change of 8 or more usually matters): no clear change",
        ),
        (Scale.OSTRC_O2, 24, 59, "changed by +35 (for this form no size is agreed on)"),
    ],
)
def test_a_change_says_by_how_much_and_how_much_matters(
    scale: Scale, old: int, new: int, expected: str
) -> None:
    change = change_between(a_total("a", BEFORE, old, scale), a_total("b", ON, new, scale))
    assert change is not None
    assert change_text(change, PLAIN) == expected


def test_the_four_answers_have_one_word_each() -> None:
    assert ostrc_names() == ("Participation", "Training", "Performance", "Pain")
    bad = Total("t", ON, Scale.OSTRC_O2, 100, None, (3,))
    assert substantial_text(bad) == "clearly cost training or performance"
    assert substantial_text(Total("t", ON, Scale.OSTRC_O2, 0, None, (0,))) == ""
