"""Where what is handed on is put at first."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths

from diary.ui.visits import places


def test_a_folder_that_nobody_made_is_not_proposed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = tmp_path / "Documents"
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _place: str(named))
    assert places.documents() == Path.home()
    named.mkdir()
    assert places.documents() == named
