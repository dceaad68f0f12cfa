from __future__ import annotations

import pytest

from diary.domain.reading import Caution, ImportStatus, ReadProblem, Refusal
from diary.texts.imports import (
    deleted_before_text,
    import_error_text,
    import_status_text,
    import_warning_text,
    import_warning_texts,
    scores_found_text,
)


def test_every_code_has_words() -> None:
    assert len({import_status_text(status) for status in ImportStatus}) == len(ImportStatus)
    assert len({import_warning_text(code) for code in Caution}) == len(Caution)
    assert len({import_error_text(code, "x") for code in Refusal}) == len(Refusal)


def test_errors_name_the_file_whatever_it_is_called() -> None:
    for code in Refusal:
        assert import_error_text(code, "{0} {name} %s <b>.fit").startswith("{0} {name} %s <b>.fit ")


def test_a_run_told_by_a_list_alone_says_what_became_of_its_file() -> None:
    missing = import_warning_text(Refusal.MISSING_MEMBER)
    damaged = {import_warning_text(code) for code in Refusal if code != Refusal.MISSING_MEMBER}
    assert "not in the archive" in missing
    assert len(damaged) == 1
    assert missing not in damaged


def test_scores_that_nobody_asked_for_are_named_with_the_way_to_add_them() -> None:
    assert scores_found_text(1) == (
        "1 knee score is in the files and was left out; --scores adds it."
    )
    assert scores_found_text(3).startswith("3 knee scores are in the files")


@pytest.mark.parametrize(
    ("name", "code", "said"),
    [
        ("Runs.xlsx", Refusal.TRUNCATED, "is a spreadsheet. Save it as CSV"),
        ("Runs.ods", Refusal.UNSUPPORTED, "is a spreadsheet. Save it as CSV"),
        ("letter.docx", Refusal.TRUNCATED, "is a document."),
        ("holiday.JPG", Refusal.UNSUPPORTED, "is a picture or a film"),
        ("export.zip", Refusal.TRUNCATED, "Download it or copy it again."),
        ("shopping.csv", Refusal.NOT_AN_ACTIVITY, "no columns of runs or of knee scores"),
        ("watch.fit", Refusal.NOT_AN_ACTIVITY, "settings, a route, a workout"),
        ("secret.xlsx", Refusal.ENCRYPTED, "locked with a password"),
    ],
)
def test_the_advice_fits_the_kind_of_file(name: str, code: Refusal, said: str) -> None:
    text = import_error_text(code, name)
    assert text.startswith(name)
    assert said in text


def test_what_a_system_says_of_a_file_goes_before_its_kind() -> None:
    unreadable = {
        detail: import_error_text(Refusal.UNREADABLE, "Runs.xlsx", detail=detail)
        for detail in ("FileNotFoundError", "PermissionError", "empty")
    }
    assert unreadable == {
        "FileNotFoundError": "Runs.xlsx is not there. Check its name and its folder.",
        "PermissionError": "Runs.xlsx cannot be opened. Check that you may read it.",
        "empty": "Runs.xlsx is empty. Copy or export it again.",
    }


def test_below_its_name_a_file_is_not_named_again() -> None:
    text = import_error_text(Refusal.UNSUPPORTED, "Runs.xlsx", is_named=False)
    assert text.startswith("This file is a spreadsheet.")


def test_warnings_name_their_rows() -> None:
    dropped = [
        ReadProblem(Caution.FIELD_DROPPED, f"row {row}: avg_hr 999", "run") for row in range(2, 13)
    ]
    odd = ReadProblem(Caution.FIELD_DROPPED, "row 40: pain 12")
    sport = ReadProblem(Caution.SPORT_GUESSED, "row 7")
    cut = ReadProblem(Caution.CUT_SHORT)
    lines = import_warning_texts([*dropped, odd, sport, cut], without_scores=True)
    dropped_text = "A value that cannot be right, or a part of the file, was left out"
    assert lines == [
        f"{dropped_text} (rows 2, 3, 4, 5, 6, 7, 8, 9 and 3 more).",
        "The file does not say which sport this was: check it (row 7).",
        "The file breaks off: what comes after that is missing.",
    ]
    assert import_warning_texts([odd])[0].endswith("(row 40).")


def test_what_was_deleted_is_named_with_the_way_back() -> None:
    assert deleted_before_text(1) == "1 was deleted before and was left out; --again adds it."
    assert deleted_before_text(361).startswith("361 were deleted before")
