from __future__ import annotations

import pytest
from babel import Locale

from diary.domain.month_words import month_of

LANGUAGES = ["en", "de", "fr", "es", "nl", "it", "pt", "sv", "da", "nb", "fi", "pl", "cs", "sk"]
LANGUAGES += ["sl", "hu", "ro", "tr", "id", "ca", "et", "lv", "lt", "ru", "uk", "bg"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_of_a_month_is_that_month(language: str) -> None:
    names = Locale(language).months
    for form in ("format", "stand-alone"):
        for width in ("abbreviated", "wide"):
            for month, name in names[form][width].items():
                words = [word.strip(".") for word in name.replace("\u2019", " ").split()]
                assert {month_of(word) for word in words if len(word) > 2} <= {month}, name


@pytest.mark.parametrize(
    ("word", "month"),
    [("Mrz", 3), ("sept.", 9), ("MAY", 5), ("févr", 2), ("juil.", 7), ("junio", 6), ("augu", 8)],
)
def test_other_forms(word: str, month: int) -> None:
    assert month_of(word) == month


@pytest.mark.parametrize("word", ["", "de", "jux", "ju", "mondag", "monday", "7"])
def test_what_is_no_month(word: str) -> None:
    assert month_of(word) is None
