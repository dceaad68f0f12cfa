"""Every text a person reads can be translated: it is found, it is whole, and nothing goes past."""

from __future__ import annotations

import ast
from pathlib import Path
from types import ModuleType

import pytest

from tests.architecture.source import ROOT, modules
from tests.architecture.words import written_texts


@pytest.fixture(scope="module")
def script() -> ModuleType:
    import texts  # noqa: PLC0415 - a script of packaging/, on the path through the fixture below

    return texts


@pytest.fixture(scope="module", autouse=True)
def _packaging_is_on_the_path() -> object:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "packaging"))
        yield


def test_every_text_is_found(script: ModuleType) -> None:
    found: set[str] = set()
    for message in script.extracted():
        found |= set(message.id if isinstance(message.id, tuple) else (message.id,))
    assert found - {""} == set(written_texts())
    assert len(found) > 1000


def test_no_text_is_put_together_before_it_is_looked_up() -> None:
    """A sentence with its numbers in it already is in no catalogue."""
    wrong = [
        f"{module.path}:{call.lineno}"
        for module in modules()
        if module.is_in("diary")
        for call, name in module.calls()
        if name.split(".")[-1] in {"_", "plural", "mark"}
        for word in call.args[:2]
        if isinstance(word, ast.JoinedStr | ast.BinOp)
        or (isinstance(word, ast.Call) and ast.unparse(word.func).endswith(".format"))
    ]
    assert wrong == []


def test_a_catalogue_goes_from_the_source_to_the_program(
    script: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from diary import words  # noqa: PLC0415 - the language is put back below

    source = tmp_path / "diary" / "a.py"
    source.parent.mkdir()
    source.write_text('_("Left knee")\nplural("{n} run", "{n} runs", 2)\n')
    assert script.main(["de"], tmp_path) == 0
    file = tmp_path / "resources/translations/de/LC_MESSAGES/kneelog.po"
    text = file.read_text()
    assert '#: diary/a.py\nmsgid "Left knee"\nmsgstr ""' in text
    file.write_text(text.replace('"Left knee"\nmsgstr ""', '"Left knee"\nmsgstr "Linkes Knie"'))
    source.write_text(source.read_text() + '_("Right knee")\n')
    assert script.main([], tmp_path) == 0
    assert 'msgid "Right knee"' in file.read_text()
    monkeypatch.setattr(words, "resource_path", (tmp_path / "resources").joinpath)
    words.install("de")
    assert words._("Left knee") == "Linkes Knie"
    assert words._("Right knee") == "Right knee"
    assert words.languages() == ["system", "en", "de"]
    monkeypatch.undo()
    words.install("en")
