"""Draws every page and dialog into pictures, without showing anything."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, QtMsgType, qInstallMessageHandler

from diary.ui.look import WindowLook
from diary.ui.shots_scene import Scene
from diary.ui.shots_stage import Stage
from diary.ui.shots_table import scenes
from diary.ui.theme import ThemeName, set_reduced_motion

# What the platform that draws into memory says of windows that nobody sees.
_OF_NO_CONCERN = "This plugin does not support"


class Dress(NamedTuple):
    """How a picture looks: theme, text size in per cent, width and height in pixels."""

    theme: ThemeName
    text_percent: int
    size: tuple[int, int]


def take_shots(
    stages: Iterable[tuple[Stage, bool]],
    out: Path,
    dresses: Collection[Dress],
    is_wanted: Callable[[str], bool] = lambda _key: True,
) -> list[Path]:
    """Write one PNG a scene and dress into the folder `out` and return the files in that order.

    Each stage comes with whether its diary is the empty one. At large text a window may need more
    pixels than asked for. `is_wanted` gets the key of a scene.
    """
    out.mkdir(parents=True, exist_ok=True)
    set_reduced_motion(is_reduced=True)
    written = []
    for stage, is_empty in stages:
        wanted = [
            scene for scene in scenes() if scene.is_empty == is_empty and is_wanted(scene.key)
        ]
        stage.window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        for dress in dresses:
            put_on(stage, dress)
            written += [file for scene in wanted for file in _drawn(stage, scene, dress, out)]
        stage.window.hide()
    return written


def hush_platform() -> None:
    """Leave out what Qt says to the terminal of windows that nobody sees; all else is told."""

    def tell(_kind: QtMsgType, _context: object, text: str) -> None:
        if not text.startswith(_OF_NO_CONCERN):
            sys.stderr.write(f"{text}\n")

    qInstallMessageHandler(tell)


def put_on(stage: Stage, dress: Dress) -> None:
    """Give the window of a stage theme, text size and size."""
    state = stage.context.ui_state
    state.set("theme", dress.theme)
    state.set("text_percent", dress.text_percent)
    WindowLook(state).apply()
    stage.window.resize(QSize(*dress.size))
    stage.window.show()
    stage.settle()


def _drawn(stage: Stage, scene: Scene, dress: Dress, out: Path) -> Iterator[Path]:
    for widget in scene.open(stage):
        stage.settle()
        name = f"{scene.key}-{dress.theme}-{dress.text_percent}"
        file = out / f"{name}-{widget.width()}x{widget.height()}.png"
        if not widget.grab().save(str(file)):
            raise OSError(f"{file} could not be written")
        yield file
    stage.clear()
