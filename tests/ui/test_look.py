"""Where a window stands and how large it may be."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication

from diary.ui.look import LEAST_HEIGHT, LEAST_WIDTH, least_size


@pytest.mark.parametrize(
    ("screen", "least"),
    [
        ((1920, 1080), (LEAST_WIDTH, LEAST_HEIGHT)),
        ((640, 480), (640, 480)),
        # 1366x768 at twice the size.
        ((683, 384), (683, 384)),
        ((2000, 500), (LEAST_WIDTH, 500)),
    ],
)
def test_no_window_has_to_be_larger_than_its_screen(
    screen: tuple[int, int],
    least: tuple[int, int],
    qapp: QGuiApplication,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(type(qapp.primaryScreen()), "availableSize", lambda _screen: QSize(*screen))
    assert least_size() == QSize(*least)
