"""Starts the real program with a script that uses its window: `python -m tests.leaks.stagehand`.

The program is not built otherwise than for a person: its own `main` runs, and the script begins
when its event loop does. Only the system's dialogs for files are answered from a list.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from diary.bootstrap import main as start
from diary.ui import application as ui
from diary.ui.background import Background
from diary.ui.main_window.later_parts import LaterParts
from diary.ui.main_window.window import MainWindow
from diary.ui.prompts import WindowPrompts
from diary.ui.shots_stage import Stage
from diary.ui.tray.icon import TrayIcon
from tests.leaks.hand import Hand
from tests.leaks.scripts import SCRIPTS


@dataclass
class Answers:
    """What the person chooses in the system's dialogs."""

    files: list[Path] = field(default_factory=list)
    folder: Path | None = None

    def choose_files(
        self, title: str, patterns: Sequence[str] = (), suggested: Path | None = None
    ) -> list[Path]:
        return self.files

    def choose_save_path(self, title: str, suggested: Path) -> Path | None:
        return (self.folder or Path.cwd()) / suggested.name

    def choose_folder(self, title: str, suggested: Path | None) -> Path | None:
        return self.folder


def main() -> int:
    """Start the program with the arguments behind the name of the script and of its record."""
    script, record, *arguments = sys.argv[1:]
    answers = Answers()
    hand = Hand(answers)
    for name in ("choose_files", "choose_save_path", "choose_folder"):
        setattr(WindowPrompts, name, _answering(getattr(answers, name)))
    _note_lines(hand)
    real = ui.application
    begun: list[QObject] = []

    def application() -> QApplication:
        app = real()
        if not begun:
            begun.append(app)
            QTimer.singleShot(0, lambda: _play(script, hand, Path(record)))
        return app

    ui.application = application
    return start(arguments)


def _answering(answer: Callable[..., object]) -> Callable[..., object]:
    return lambda _self, *given, **named: answer(*given, **named)


def _note_lines(hand: Hand) -> None:
    """A tray that is there, and whose lines are written down."""

    def show(_self: TrayIcon, line: str) -> bool:
        hand.record.lines.append(line)
        return True

    there = property(lambda _self: True)
    for kind, name, put in (
        (TrayIcon, "can_show", there),
        (TrayIcon, "show", show),
        (Background, "has_tray", there),
    ):
        setattr(kind, name, put)


def _play(script: str, hand: Hand, record: Path) -> None:
    try:
        hand.step(f"{script} begins", lambda: _begin(script, hand))
    finally:
        record.write_text(json.dumps(hand.record.document(), indent=1))
        window = _window()
        if window is None:
            QApplication.closeAllWindows()
            QTimer.singleShot(0, QApplication.quit)
        else:
            window.end()


def _begin(script: str, hand: Hand) -> None:
    play, needs_diary = SCRIPTS[script]
    if not needs_diary:
        play(hand, None)
        return
    hand.until(_is_ready, "the window with its diary")
    window = _window()
    later = window.findChild(LaterParts) if window is not None else None
    assert window is not None
    assert isinstance(later, LaterParts)
    play(hand, Stage(window, later))


def _window() -> MainWindow | None:
    tops = QApplication.topLevelWidgets() if QApplication.instance() else []
    return next((each for each in tops if isinstance(each, MainWindow)), None)


def _is_ready() -> bool:
    window = _window()
    if window is None or not window.context.journal.is_attached:
        return False
    return window.context.charts.painter is not None and not window.context.tasks.is_busy


if __name__ == "__main__":
    # strace keeps its own status; what went wrong stands in the record.
    status = main()
    sys.stdout.flush()
    os._exit(status)
