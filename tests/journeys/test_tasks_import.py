"""Bringing in runs and taking them back, by mouse and by keyboard, in the presses allowed.

The system's own dialog for choosing files stands outside the program: a press on the files and one
on its button are counted for it.
"""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from diary.domain.change import Change, ChangeSet
from diary.ui.import_wizard.dialog import ImportDialog
from diary.ui.import_wizard.step_heading import CHECK, DONE
from tests.builders import a_run
from tests.builders_files import FitSession, fit_file
from tests.journeys.conftest import OpenTask
from tests.journeys.hands import Hands, closed, in_front, part_of, stored_once
from tests.journeys.sample import task_diary
from tests.journeys.task_table import Way
from tests.ui.house import NOW, ZONE, House

Key = Qt.Key
NEW, HERE = 37, 5
IN_THE_DIALOG_OF_THE_SYSTEM = 2
both_ways = pytest.mark.parametrize("way", ["mouse", "keys"])


def a_session(number: int) -> FitSession:
    """A run of the years before the diary begins."""
    start = NOW - timedelta(days=400 + 2 * number)
    return FitSession(start=start, distance_m=6000.0 + 20 * number)


def some_that_are_here() -> ChangeSet:
    """The same runs as in the last of the files, typed by hand."""
    sessions = [a_session(number) for number in range(NEW, NEW + HERE)]
    runs = [
        a_run(
            f"typed-{number}",
            session.start.date(),
            started_at=session.start,
            timezone=ZONE,
            distance_m=session.distance_m,
            moving_s=session.timer_s,
            note="typed",
        )
        for number, session in enumerate(sessions)
    ]
    return ChangeSet(tuple(Change(None, run) for run in runs))


def watch_files(folder: Path) -> list[Path]:
    folder.mkdir()
    paths = [folder / f"run-{number}.fit" for number in range(NEW + HERE)]
    for number, path in enumerate(paths):
        path.write_bytes(fit_file(a_session(number)))
    return paths


def before_it() -> int:
    return len(task_diary().runs) + HERE


def bring_in(house: House, hands: Hands, way: Way, qtbot: QtBot) -> ImportDialog:
    """From any page to the last step."""
    if way == "mouse":
        hands.menu(house, "import_runs")
    else:
        hands.ctrl(Key.Key_I)
    dialog = in_front(qtbot, "import")
    assert isinstance(dialog, ImportDialog)
    if way == "mouse":
        hands.click(part_of(dialog, "import.files"))
        hands.tally.presses += IN_THE_DIALOG_OF_THE_SYSTEM
        hands.tally.points += IN_THE_DIALOG_OF_THE_SYSTEM
    else:
        hands.press(Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.step == CHECK and not dialog.is_working)
    if way == "mouse":
        hands.click(dialog.main_button)
    else:
        hands.ctrl(Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.step == DONE)
    return dialog


@both_ways
def test_11_bring_in_runs_and_12_undo_it(
    task_house: OpenTask, hands: Hands, way: Way, qtbot: QtBot, tmp_path: Path
) -> None:
    house = task_house(some_that_are_here())
    house.prompts.files = watch_files(tmp_path / "watch")
    before = dict(house.diary.runs)
    assert len(before) == before_it()
    hands.start(11)
    dialog = bring_in(house, hands, way, qtbot)
    hands.finish(way)
    text = f"{NEW} runs added, {HERE} left as they were."
    assert dialog.findChild(type(dialog.done_step)) is dialog.done_step
    assert text in part_of(dialog, "import.outcome").text()  # type: ignore[attr-defined] # a label
    stored = stored_once(house, qtbot, lambda diary: len(diary.runs) == len(before) + NEW)
    assert {run_id: stored.runs[run_id] for run_id in before} == before

    hands.start(12)
    if way == "mouse":
        hands.click(part_of(dialog, "import.undo"))
    else:
        hands.tab()
        hands.press(Key.Key_Space)
    hands.finish(way)
    stored = stored_once(house, qtbot, lambda diary: len(diary.runs) == len(before))
    assert dict(stored.runs) == before


def test_12_undo_from_the_menu(
    task_house: OpenTask, hands: Hands, qtbot: QtBot, tmp_path: Path
) -> None:
    house = task_house()
    house.prompts.files = watch_files(tmp_path / "watch")[:NEW]
    before = dict(house.diary.runs)
    hands.start(11)
    dialog = bring_in(house, hands, "mouse", qtbot)
    dialog.main_button.click()
    closed(qtbot)
    assert len(house.diary.runs) == len(before) + NEW
    hands.start(12)
    hands.menu(house, "undo")
    hands.finish("mouse")
    assert dict(house.diary.runs) == before
