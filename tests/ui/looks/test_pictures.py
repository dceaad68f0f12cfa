from pathlib import Path

import pytest
from PySide6.QtWidgets import QFrame
from pytestqt.qtbot import QtBot

from tests.ui.looks import pictures


@pytest.fixture
def frame(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> QFrame:
    """A grey page with a golden picture, in a folder of its own."""
    monkeypatch.setattr(pictures, "FOLDER", tmp_path)
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))
    shown = QFrame()
    qtbot.addWidget(shown)
    shown.resize(200, 100)
    shown.setStyleSheet("background: #888888")
    with monkeypatch.context() as patch:
        patch.setattr(pictures, "IS_REGENERATING", True)
        assert pictures.compared("page", shown) == ""
    return shown


def test_what_looks_as_it_did_is_let_through(frame: QFrame) -> None:
    assert pictures.compared("page", frame) == ""
    frame.setStyleSheet("background: #8A8A8A")
    assert pictures.compared("page", frame) == ""


@pytest.mark.parametrize("style", ["background: #AAAAAA", "background: #888888; border: 4px solid"])
def test_what_looks_different_is_told_and_drawn(frame: QFrame, style: str, tmp_path: Path) -> None:
    frame.setStyleSheet(style)
    said = pictures.compared("page", frame)
    assert "python -m tests.ui.looks regenerate" in said
    written = {file.name for file in (tmp_path / "kneelog-looks").iterdir()}
    assert written == {"page.png", "page-difference.png"}


def test_another_size_and_a_missing_picture_are_told(frame: QFrame) -> None:
    frame.resize(220, 100)
    assert "is now" in pictures.compared("page", frame)
    assert "is missing" in pictures.compared("other", frame)
