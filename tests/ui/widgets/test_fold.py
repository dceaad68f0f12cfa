from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from diary.ui.widgets.fold import FoldButton

Show = Callable[..., QWidget]


@pytest.fixture
def fold(show: Show) -> FoldButton:
    made = FoldButton("More signs", about="Left knee", name="today.left.more_signs")
    show(made)
    return made


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_a_key_unfolds_and_folds(fold: FoldButton, qtbot: QtBot, key: Qt.Key) -> None:
    told: list[bool] = []
    fold.fold_toggled.connect(told.append)
    qtbot.keyClick(fold, key)
    assert fold.is_open()
    assert fold.accessibleDescription() == "Unfolded"
    qtbot.keyClick(fold, key)
    assert told == [True, False]
    assert fold.accessibleDescription() == "Folded"


def test_it_says_how_many_answers_are_inside(fold: FoldButton) -> None:
    assert fold.text() == "More signs"
    fold.set_count(2)
    assert fold.text() == "More signs (2)"
    assert fold.accessibleName() == "Left knee: More signs (2)"
    fold.set_count(0)
    assert fold.text() == "More signs"


def test_opened_from_code_it_tells_nobody(fold: FoldButton) -> None:
    told: list[bool] = []
    fold.fold_toggled.connect(told.append)
    fold.set_open(is_open=True)
    assert fold.is_open()
    assert not told
