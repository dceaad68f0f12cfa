"""Walks through everything that can be seen, in one look, with one window."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from diary import words
from diary.ui.shots import Dress, put_on
from diary.ui.shots_scene import Scene
from diary.ui.shots_stage import Stage
from diary.ui.shots_table import scenes

DATA = Path(__file__).resolve().parents[2] / "data"
REGENERATE = "python -m tests.ui.looks regenerate"
# Set by that command only: what is drawn and listed becomes what is compared with.
IS_REGENERATING = os.environ.get("REGENERATE_GOLDENS") == "1"

PLAIN = Dress("light", 100, (1280, 800))


class Stages(NamedTuple):
    """The window on the example diary and the one on a diary without entries."""

    filled: Stage
    empty: Stage
    language: str = "en"


def walk(
    stages: Stages, dress: Dress, is_wanted: Callable[[str], bool] = lambda _key: True
) -> Iterator[tuple[Scene, QWidget]]:
    """Show one scene after the other and give it with the window or dialog that is to be seen."""
    # Dialogs are made when they are opened, in the language of that moment.
    words.install(stages.language)
    for stage in (stages.filled, stages.empty):
        wanted = [
            scene
            for scene in scenes()
            if scene.is_empty == (stage is stages.empty) and is_wanted(scene.key)
        ]
        if not wanted:
            continue
        put_on(stage, dress)
        stage.window.activateWindow()
        for scene in wanted:
            for widget in scene.open(stage):
                stage.settle()
                _bring_forward(stage, widget)
                yield scene, widget
            stage.clear()
            if QApplication.activeWindow() is None:
                stage.window.activateWindow()
        stage.window.hide()
    words.install("en")


def _bring_forward(stage: Stage, widget: QWidget) -> None:
    """Give the keys to a window that lost them to one that was closed before and told so late."""
    is_typed_in = widget.windowType() in (Qt.WindowType.Window, Qt.WindowType.Dialog)
    if not widget.isWindow() or not is_typed_in:
        return
    if not widget.isActiveWindow():
        widget.activateWindow()
        stage.settle()
    if QApplication.focusWidget() is None:
        # The screen takes it for active already and tells nobody: after another one it does.
        between = QWidget()
        between.show()
        between.activateWindow()
        stage.settle()
        between.close()
        widget.activateWindow()
        stage.settle()
