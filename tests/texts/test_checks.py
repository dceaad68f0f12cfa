import pytest

from diary.domain.file_problem import Problem, ProblemCode
from diary.texts.checks import check_text

DETAILS = {"found": 7, "known": 2, "detail": "page 5", "counted": 9}


@pytest.mark.parametrize("code", ProblemCode)
@pytest.mark.parametrize("where", ["", "runs", "runs/0190", "knee_days/0190", "index odd"])
def test_every_problem_has_its_words(code: ProblemCode, where: str) -> None:
    text = check_text(Problem(code, where, DETAILS))
    assert text.endswith(".")
    assert not set("{}") & set(text)


def test_a_place_is_told_in_words_and_the_row_by_its_id() -> None:
    text = check_text(Problem(ProblemCode.CHANGED_ROW, "knee_days/0190"))
    assert text.endswith("(answers about a knee, 0190).")


def test_what_is_missing_is_told_with_its_numbers() -> None:
    problem = Problem(ProblemCode.COUNT, "scores", {"counted": 9, "found": 7})
    assert check_text(problem) == "Of scores 9 were written, and 7 are there."
    lost = Problem(ProblemCode.COUNT, "scores", {"counted": None, "found": 7})
    assert check_text(lost) == "How many there should be of scores cannot be read."


@pytest.mark.parametrize("code", [ProblemCode.HEADER, ProblemCode.STRUCTURE])
def test_damage_names_both_ways_out(code: ProblemCode) -> None:
    text = check_text(Problem(code, details={"detail": "page 5"}))
    assert "Restore a backup, or save what can be read." in text
