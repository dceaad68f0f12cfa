import pytest

from diary.domain.hand_over import HandOverCode, HandOverProblem, HandOverRefusedError, Part
from diary.texts.hand_over import (
    left_out_text,
    not_shown_text,
    part_word,
    problem_of_file_text,
    refused_text,
    wholeness_text,
)
from diary.texts.problems import problem_text

TOLD = list(HandOverCode)[list(HandOverCode).index(HandOverCode.CHANGED) :]
REFUSED = [code for code in HandOverCode if code not in TOLD]


@pytest.mark.parametrize("code", REFUSED)
def test_every_refusal_says_what_to_do(code: HandOverCode) -> None:
    error = HandOverRefusedError(code, "diary.json")
    text = refused_text(error)
    assert text.endswith((".", "here."))
    assert problem_text(error) == text


@pytest.mark.parametrize("code", TOLD)
def test_everything_odd_has_a_sentence(code: HandOverCode) -> None:
    assert problem_of_file_text(HandOverProblem(code, "report.pdf")).endswith(".")


def test_words_for_what_was_left_out_and_for_a_whole_file() -> None:
    assert left_out_text(Part) == (
        "Left out: notes, start times, name, shoes, runs and run-walk stages,"
        " painkiller names, reminders, left knee, right knee."
    )
    assert (left_out_text(()), part_word("dreams")) == ("", "dreams")
    assert (not_shown_text(1), not_shown_text(3)) == (
        "1 field is not shown.",
        "3 fields are not shown.",
    )
    assert wholeness_text(is_complete=True) == "complete"
    assert wholeness_text(is_complete=False) == "damaged or changed"
