"""A start where nothing can be drawn on, with real processes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import qWarning
from PySide6.QtGui import QGuiApplication

from diary.ui.no_screen import no_screen_told

SENTENCE = "No window can be opened on this screen. All commands work: kneelog --help lists them."


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Qt's parts have other names")
@pytest.mark.parametrize(
    "variables",
    [{"QT_QPA_PLATFORM": "nonsense"}, {"QT_QPA_PLATFORM": "xcb", "DISPLAY": ":4095"}],
    ids=["no such kind", "nobody answers"],
)
def test_a_sentence_comes_first_and_nothing_has_changed(
    variables: dict[str, str], tmp_path: Path
) -> None:
    diary = tmp_path / "My knees.sqlite3"
    done = subprocess.run(
        [sys.executable, "-m", "diary", "--diary", str(diary)],
        env=os.environ | {"HOME": str(tmp_path)} | variables,
        check=False,
        capture_output=True,
        text=True,
    )
    first, *more = done.stderr.splitlines()
    assert (done.returncode, first, done.stdout) == (3, SENTENCE, "")
    # Qt names the package that is missing, if one is.
    assert any("platform plugin" in line for line in more)
    assert not diary.exists()


def test_what_qt_says_otherwise_still_comes(capsys: pytest.CaptureFixture[str]) -> None:
    with no_screen_told():
        qWarning("a font is missing")
    assert capsys.readouterr().err == "a font is missing\n"


def test_a_screen_with_a_list_of_colours_is_refused(
    qapp: QGuiApplication, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def ended(status: int) -> None:
        raise SystemExit(status)

    monkeypatch.setattr(os, "_exit", ended)
    monkeypatch.setattr(type(qapp.primaryScreen()), "depth", lambda _screen: 8)
    with pytest.raises(SystemExit) as refused, no_screen_told():
        pass
    assert (refused.value.code, capsys.readouterr().err) == (3, f"{SENTENCE}\n")
