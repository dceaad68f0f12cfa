from __future__ import annotations

from diary.domain.reading import Caution, ImportStatus, Refusal
from diary.texts.imports import (
    import_error_text,
    import_status_text,
    import_warning_text,
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
    assert scores_found_text(1) == "1 knee score is in it and was left out; --scores adds it."
    assert scores_found_text(3).startswith("3 knee scores are in it")
