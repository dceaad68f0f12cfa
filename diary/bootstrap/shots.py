"""How the pictures of the window are made: on a copy of the diary, with choices of nobody."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, cast

from diary.bootstrap.allocator import give_memory_back
from diary.bootstrap.files import create_store
from diary.bootstrap.window import load_painter, window_parts

if TYPE_CHECKING:
    from diary.charts.picture import ChartPainter
    from diary.cli.parts import ShotLook
    from diary.ui.shots_stage import Stage
    from diary.ui.theme import ThemeName

_SCREEN = {"name": "paper", "x": 0, "y": 0, "width": 1920, "height": 1200} | {
    "logicalDpi": 96,
    "logicalBaseDpi": 96,
    "dpr": 1,
}


def run_shots(
    out: Path, *, looks: Sequence[ShotLook], is_wanted: Callable[[str], bool], diary: Path
) -> Sequence[Path]:
    """Draw pages and dialogs without a screen; neither diary nor choices are used or changed."""
    from diary.storage.backups.making import copy_diary  # noqa: PLC0415 - used here only
    from diary.ui.application import application  # noqa: PLC0415 - Qt
    from diary.ui.shots import Dress, hush_platform, take_shots  # noqa: PLC0415 - Qt

    dresses = [Dress(cast("ThemeName", theme), text, size) for theme, text, size in looks]
    with TemporaryDirectory(prefix="kneelog-shots-") as folder, ExitStack() as open_stages:
        _draw_into_memory(Path(folder))
        hush_platform()
        give_memory_back()
        application()
        filled, empty = (Path(folder) / name / diary.name for name in ("filled", "empty"))
        for path in (filled, empty):
            path.parent.mkdir()
        copy_diary(diary, filled)
        create_store(empty).close()
        painter = load_painter()
        stages = [
            (open_stages.enter_context(_stage(path, painter)), path == empty)
            for path in (filled, empty)
        ]
        return take_shots(stages, out, dresses, is_wanted)


def _draw_into_memory(folder: Path) -> None:
    """Let Qt draw for a screen that is not there, large enough for every dialog."""
    file = folder / "screen.json"
    file.write_text(json.dumps({"screens": [_SCREEN]}), encoding="utf-8")
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={file}"


@contextmanager
def _stage(path: Path, painter: ChartPainter) -> Iterator[Stage]:
    """The window on a diary, opened, with all that it remembers beside that file."""
    from diary.services.known_diaries import (  # noqa: PLC0415 - imported where it is used
        FILE_NAME,
        KnownDiaries,
    )
    from diary.ui.application import build_context  # noqa: PLC0415 - Qt
    from diary.ui.look import WindowLook  # noqa: PLC0415 - Qt
    from diary.ui.main_window.later_parts import LaterParts  # noqa: PLC0415 - Qt
    from diary.ui.main_window.window import MainWindow  # noqa: PLC0415 - Qt
    from diary.ui.shots_stage import Stage  # noqa: PLC0415 - Qt

    parts = window_parts(path)
    known = KnownDiaries(path.parent / FILE_NAME, path.parent)
    parts.config_folder = parts.diaries_folder = path.parent
    parts.known = lambda: known
    opened = parts.open_diary(path)
    parts.journal.replace_diary(opened.diary)
    parts.journal.attach(opened.store)
    try:
        context = build_context(parts)
        context.charts.take(painter)
        WindowLook(context.ui_state).apply()
        window = MainWindow(context, path)
        later = LaterParts(window, parts)
        later.join()
        yield Stage(window, later)
        context.undo.clear()
        context.tasks.close()
        window.deleteLater()
    finally:
        parts.journal.detach()
