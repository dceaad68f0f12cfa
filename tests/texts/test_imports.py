from __future__ import annotations

from diary.domain.reading import Caution, ImportStatus, Refusal
from diary.texts.imports import import_error_text, import_status_text, import_warning_text


def test_every_code_has_words() -> None:
    assert len({import_status_text(status) for status in ImportStatus}) == len(ImportStatus)
    assert len({import_warning_text(code) for code in Caution}) == len(Caution)
    assert len({import_error_text(code, "x") for code in Refusal}) == len(Refusal)


def test_errors_name_the_file_whatever_it_is_called() -> None:
    for code in Refusal:
        assert import_error_text(code, "{0} {name} %s <b>.fit").startswith("{0} {name} %s <b>.fit ")
