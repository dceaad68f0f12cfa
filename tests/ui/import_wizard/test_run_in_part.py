"""The whole of a run that the diary has in part: it needs a look, and its numbers are offered."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from diary.domain.person import Person
from diary.domain.run import RunSource, SourceFormat
from diary.ui.import_wizard.check_model import Column
from diary.ui.import_wizard.compare_dialog import CompareDialog
from diary.ui.import_wizard.dialog import ImportDialog
from tests.builders import a_diary, a_run
from tests.ui.conftest import Build
from tests.ui.house import ZONE, House
from tests.ui.import_wizard.hands import add, press, read, said, start_of, write_runs


def a_run_in_part(build: Build, folder: Path, qtbot: QtBot) -> tuple[House, ImportDialog]:
    """A diary with the first part of a run, and the check of its whole beside another run."""
    start = start_of(1)
    part = a_run(
        "part",
        start.date(),
        started_at=start,
        timezone=ZONE,
        distance_m=2000.0,
        moving_s=600.0,
        elapsed_s=610.0,
        source=RunSource("phone.gpx", SourceFormat.GPX, "aa"),
    )
    house = build(a_diary(runs=[part], person=Person(timezone=ZONE)))
    return house, read(house, qtbot, write_runs(folder / "watch", 2))


def test_the_whole_of_a_run_that_is_here_in_part_needs_a_look(
    build: Build, qtbot: QtBot, tmp_path: Path
) -> None:
    house, dialog = a_run_in_part(build, tmp_path, qtbot)
    check = dialog.check
    row = check.model.rowCount() - 1
    check.table.go_to(row)
    assert check.model.text_at(row, Column.STATE) == "Needs a look: longer than the run here"
    assert "Compare and take its numbers." in said(dialog, "import.chosen.advice")
    # It is no second run, by whatever is ticked.
    assert not check.bar.fix.isEnabled()
    check.model.tick_shown()
    check.model.tick_shown()
    assert not check.model.is_taken(check.model.planned_at(row))
    press(dialog, "import.compare")
    comparing = dialog.findChild(CompareDialog)
    assert comparing is not None
    for name in ("distance_m", "moving_s", "elapsed_s", "avg_hr"):
        assert comparing.choice(name).choice() == "take"
    assert check.model.text_at(row, Column.STATE).startswith("Needs a look")
    press(comparing, "import.comparing.use")
    assert check.model.text_at(row, Column.STATE) == "Will be changed"
    add(dialog, qtbot)
    run = house.stored().runs["part"]
    assert (run.distance_m, run.elapsed_s, run.avg_hr) == (5010.0, 1520.0, 140)
    assert len(house.stored().runs) == 2


def test_the_whole_of_a_run_may_be_left_out(build: Build, qtbot: QtBot, tmp_path: Path) -> None:
    house, dialog = a_run_in_part(build, tmp_path, qtbot)
    row = dialog.check.model.rowCount() - 1
    dialog.check.table.go_to(row)
    press(dialog, "import.compare")
    comparing = dialog.findChild(CompareDialog)
    assert comparing is not None
    press(comparing, "import.comparing.use")
    press(dialog, "import.skip")
    assert dialog.check.model.text_at(row, Column.STATE) == "Left out"
    add(dialog, qtbot)
    assert house.stored().runs["part"].distance_m == 2000.0
