import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from diary import words
from diary.words import _, plural


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    words.install("en")
    yield
    words.install("en")


def test_without_a_catalogue_the_source_text_is_shown() -> None:
    words.install("xx")
    assert _("Left knee") == "Left knee"
    assert plural("{n} run", "{n} runs", 1) == "{n} run"
    assert plural("{n} run", "{n} runs", 0) == "{n} runs"


def test_the_empty_text_stays_empty() -> None:
    assert _("") == ""
    words.install("pseudo")
    assert _("") == ""


def test_a_catalogue_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    catalogue = Catalog(locale="de")
    catalogue.add("Left knee", "Linkes Knie")
    catalogue.add(("{n} run", "{n} runs"), ("{n} Lauf", "{n} Läufe"))
    folder = tmp_path / "translations" / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "kneelog.mo").open("wb") as file:
        write_mo(file, catalogue)
    monkeypatch.setattr(words, "resource_path", tmp_path.joinpath)
    words.install("de")
    assert _("Left knee") == "Linkes Knie"
    assert plural("{n} run", "{n} runs", 3) == "{n} Läufe"
    assert _("Not in it") == "Not in it"
    words.install("en")
    assert _("Left knee") == "Left knee"


def test_the_environment_decides_when_no_language_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(words, "resource_path", tmp_path.joinpath)
    words.install(None)
    assert _("Left knee") == "Left knee"


def test_the_variable_names_a_language_for_one_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KNEELOG_LANGUAGE", "pseudo")
    words.install("en")
    assert _("Left knee") == "Left knee"
    for language in (None, words.SYSTEM):
        words.install("en")
        words.install(language)
        assert _("Left knee").startswith("⟦Léft")


def test_a_person_can_choose_the_system_english_and_what_there_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(words, "resource_path", tmp_path.joinpath)
    assert words.languages() == ["system", "en"]
    for language in ("nl", "de", "en"):
        folder = tmp_path / "translations" / language / "LC_MESSAGES"
        folder.mkdir(parents=True)
        (folder / "kneelog.mo").touch()
    assert words.languages() == ["system", "en", "de", "nl"]


@pytest.mark.parametrize(
    "text",
    ["No", "Done for today", "{knee}: {spot}", "%(n)d of %s", "&Save run", "{n:.1f} km, 40 %"],
)
def test_pseudo_is_longer_bracketed_and_keeps_placeholders(text: str) -> None:
    words.install("pseudo")
    shown = _(text)
    assert shown.startswith("⟦")
    assert shown.endswith("⟧")
    assert len(shown) >= 1.4 * len(text)
    marks = re.compile(r"\{[^}]*\}|%\(\w+\)\w|%s|&")
    assert marks.findall(shown) == marks.findall(text)


def test_pseudo_covers_plurals() -> None:
    words.install("pseudo")
    assert "rün" in plural("{n} run", "{n} runs", 1).replace("ñ", "n")
    assert plural("{n} run", "{n} runs", 2).format(n=2).startswith("⟦2 ")
