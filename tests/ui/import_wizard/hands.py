"""What a person does in the import dialog of a real window, and files for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from diary.ui.import_wizard.dialog import ImportDialog
from diary.ui.import_wizard.step_heading import CHECK, DONE
from tests.builders_files import FitSession, fit_file
from tests.ui.house import House

FIRST_START = datetime(2026, 11, 2, 6, 40, tzinfo=UTC)


def start_of(number: int) -> datetime:
    """When the run of a number began: every second day, back from the first."""
    return FIRST_START - timedelta(days=2 * number)


def write_runs(folder: Path, count: int, *, first: int = 0) -> list[Path]:
    """FIT files of runs that differ by day and distance."""
    folder.mkdir(exist_ok=True)
    paths = []
    for number in range(first, first + count):
        session = FitSession(start=start_of(number), distance_m=5000.0 + 10 * number)
        paths.append(folder / f"run-{number}.fit")
        paths[-1].write_bytes(fit_file(session))
    return paths


def open_import(house: House, qtbot: QtBot) -> ImportDialog:
    """Open the first step through the window."""
    house.window.commands.do("import_runs")
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), ImportDialog))
    return the_dialog()


def the_dialog() -> ImportDialog:
    """The import dialog that is in front."""
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ImportDialog)
    return dialog


def read(house: House, qtbot: QtBot, paths: Sequence[Path], step: int = CHECK) -> ImportDialog:
    """Open the import, choose these files and wait for what was found in them."""
    dialog = open_import(house, qtbot)
    house.prompts.files = list(paths)
    press(dialog, "import.files")
    qtbot.waitUntil(lambda: dialog.step == step and not dialog.is_working)
    return dialog


def add(dialog: ImportDialog, qtbot: QtBot) -> None:
    """Press the main button of the third step and wait for the last step."""
    qtbot.mouseClick(dialog.main_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.step == DONE)


def part(dialog: QWidget, name: str) -> QWidget:
    """The part of this name."""
    found = dialog.findChild(QWidget, name)
    assert isinstance(found, QWidget), name
    return found


def press(dialog: QWidget, name: str) -> None:
    """Press the button of this name."""
    button = part(dialog, name)
    assert isinstance(button, QPushButton)
    assert button.isEnabled(), name
    button.click()


def said(dialog: QWidget, name: str) -> str:
    """What the label of this name says."""
    found = part(dialog, name)
    assert isinstance(found, QLabel)
    return found.text()
