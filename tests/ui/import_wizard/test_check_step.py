"""The third step: filters, ticks, shoes, what is put right, and two runs side by side."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from time import perf_counter

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from diary.domain.period import local
from diary.domain.person import Person
from diary.domain.reading import ImportStatus
from diary.domain.run import Run, RunSource, SourceFormat, Sport
from diary.services.import_plan import (
    Doubt,
    ImportChoices,
    ImportPlan,
    PlannedFile,
    PlannedRun,
    PlannedState,
    ShoeUse,
)
from diary.texts.numbers import Formats
from diary.ui.import_wizard.check_model import Column
from diary.ui.import_wizard.compare_dialog import CompareDialog
from diary.ui.import_wizard.dialog import ImportDialog
from diary.ui.import_wizard.fix_dialog import FixDialog
from tests.builders import a_diary, a_run, a_shoe
from tests.builders_files import FitSession, fit_file
from tests.ui.conftest import Build
from tests.ui.house import ZONE, House, Keyboard, focus_name
from tests.ui.import_wizard.hands import (
    add,
    part,
    press,
    read,
    said,
    start_of,
    write_runs,
)


@pytest.fixture
def house(build: Build) -> House:
    return build(a_diary(shoes=[a_shoe("blue", "Blue 12")], person=Person(timezone=ZONE)))


def a_doubtful_file(folder: Path, number: int) -> Path:
    """A run of which the watch knew no distance."""
    path = folder / f"no-distance-{number}.fit"
    path.write_bytes(fit_file(FitSession(start=start_of(number), distance_m=None)))
    return path


def a_ride(folder: Path, number: int) -> Path:
    path = folder / f"ride-{number}.fit"
    path.write_bytes(fit_file(FitSession(start=start_of(number), sport=2, distance_m=30_000.0)))
    return path


def days_shown(dialog: ImportDialog) -> list[str]:
    model = dialog.check.model
    return [model.text_at(row, Column.DAY) for row in range(model.rowCount())]


def go_to(dialog: ImportDialog, state: PlannedState) -> PlannedRun:
    """Go to the first row of a state."""
    shown = dialog.check.model.shown()
    row = next(row for row, each in enumerate(shown) if each.state is state)
    dialog.check.table.go_to(row)
    return shown[row]


def test_rows_are_counted_by_what_they_are(house: House, qtbot: QtBot, tmp_path: Path) -> None:
    here = write_runs(tmp_path / "before", 1)
    dialog = read(house, qtbot, here)
    add(dialog, qtbot)
    dialog.accept()
    folder = tmp_path / "watch"
    paths = [*write_runs(folder, 3), a_doubtful_file(folder, 7), a_ride(folder, 8)]
    dialog = read(house, qtbot, paths)
    row = dialog.check.filter.row
    assert row is not None
    texts = {key: row.chip(key).label for key in ("all", "new", "here", "look", "not_a_run")}
    assert texts == {
        "all": "All 5",
        "new": "New 2",
        "here": "Already here 1",
        "look": "Needs a look 1",
        "not_a_run": "Not runs 1",
    }
    assert dialog.main_button.text() == "Add 3 activities"
    row.chip("look").click()
    assert len(days_shown(dialog)) == 1
    row.chip("all").click()
    assert len(days_shown(dialog)) == 5


def test_space_and_a_click_tick(house: House, keys: Keyboard, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = read(house, qtbot, write_runs(tmp_path / "watch", 3))
    keys.press(Qt.Key.Key_Space)
    assert dialog.main_button.text() == "Add 2 runs"
    keys.press(Qt.Key.Key_Space)
    keys.ctrl(Qt.Key.Key_A)
    keys.press(Qt.Key.Key_Space)
    assert dialog.main_button.text() == "Nothing to add"
    assert not dialog.main_button.isEnabled()
    table = dialog.check.table
    at = table.visualRect(dialog.check.model.index(1, Column.ADD)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert dialog.main_button.text() == "Add 1 run"
    add(dialog, qtbot)
    [run] = house.stored().runs.values()
    assert run.started_at == start_of(1)


def test_a_run_without_distance_is_fixed(
    house: House, keys: Keyboard, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "watch"
    paths = [*write_runs(folder, 1), a_doubtful_file(folder, 7)]
    dialog = read(house, qtbot, paths)
    assert dialog.main_button.text() == "Add 1 run"
    go_to(dialog, PlannedState.LOOK)
    press(dialog, "import.fix")
    fixing = dialog.findChild(FixDialog)
    assert fixing is not None
    qtbot.waitUntil(fixing.isActiveWindow)
    assert focus_name() == "import.fixing.distance.edit"
    keys.type("8,2,1")
    keys.ctrl(Qt.Key.Key_Return)
    assert fixing.isVisible()
    edit = part(fixing, "import.fixing.distance.edit")
    assert isinstance(edit, QLineEdit)
    assert edit.accessibleDescription()
    edit.setText("8,2")
    press(fixing, "import.fixing.save")
    assert dialog.main_button.text() == "Add 2 runs"
    add(dialog, qtbot)
    assert sorted(run.distance_m or 0 for run in house.stored().runs.values()) == [5000.0, 8200.0]


def test_what_needs_a_look_can_be_skipped_one_after_the_other(
    house: House, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "watch"
    write_runs(folder, 1)
    paths = [a_doubtful_file(folder, number) for number in (5, 7)]
    dialog = read(house, qtbot, [folder / "run-0.fit", *paths])
    first = go_to(dialog, PlannedState.LOOK)
    press(dialog, "import.skip")
    second = dialog.check.table.current()
    assert second is not None
    assert second.run.id != first.run.id
    assert second.state is PlannedState.LOOK
    press(dialog, "import.skip")
    add(dialog, qtbot)
    assert len(house.stored().runs) == 1


def test_two_runs_are_compared_field_by_field(build: Build, qtbot: QtBot, tmp_path: Path) -> None:
    [path] = write_runs(tmp_path / "watch", 1)
    start = start_of(0)
    typed = a_run(
        "typed",
        start.date(),
        started_at=start,
        timezone=ZONE,
        distance_m=5040.0,
        moving_s=1500.0,
        note="cold",
    )
    house = build(a_diary(runs=[typed], person=Person(timezone=ZONE)))
    dialog = read(house, qtbot, [path])
    assert not dialog.main_button.isEnabled()
    go_to(dialog, PlannedState.HERE)
    press(dialog, "import.compare")
    comparing = dialog.findChild(CompareDialog)
    assert comparing is not None
    with pytest.raises(KeyError):
        comparing.choice("note")
    comparing.choice("distance_m").chip("take").click()
    press(comparing, "import.comparing.use")
    assert dialog.main_button.text() == "Change 1 run"
    add(dialog, qtbot)
    run = house.stored().runs["typed"]
    assert (run.distance_m, run.note) == (5000.0, "cold")


def test_empty_fields_are_filled_when_that_is_ticked(
    build: Build, qtbot: QtBot, tmp_path: Path
) -> None:
    [path] = write_runs(tmp_path / "watch", 1)
    start = start_of(0)
    typed = Run(
        "typed", start.date(), started_at=start, timezone=ZONE, distance_m=5000.0, note="cold"
    )
    house = build(a_diary(runs=[typed], person=Person(timezone=ZONE)))
    dialog = read(house, qtbot, [path])
    dialog.check.options.fill.click()
    assert dialog.main_button.text() == "Change 1 run"
    add(dialog, qtbot)
    run = house.stored().runs["typed"]
    assert (run.avg_hr, run.note) == (140, "cold")


def test_a_shoe_is_chosen_for_all_and_for_one(house: House, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = read(house, qtbot, write_runs(tmp_path / "watch", 2))
    box = part(dialog, "import.shoe_for_rest")
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert dialog.check.model.text_at(0, Column.SHOE) == "Blue 12"
    dialog.check.table.go_to(0)
    none = next(each for each in dialog.check.bar.shoes.actions() if each.text() == "No shoe")
    none.trigger()
    assert dialog.check.model.text_at(0, Column.SHOE) == ""
    add(dialog, qtbot)
    by_start = {run.started_at: run.shoe_id for run in house.stored().runs.values()}
    assert by_start == {start_of(0): None, start_of(1): "blue"}


def a_plan(runs: list[Run], **other: object) -> ImportPlan:
    planned = tuple(PlannedRun(run, ImportStatus.ADDED, **other) for run in runs)  # type: ignore[arg-type] # by name
    return ImportPlan((PlannedFile("/x/archive.zip", "runs.csv", planned, (), None),))


def test_pairs_of_the_files_are_matched_once(qtbot: QtBot) -> None:
    dialog = ImportDialog(Formats(), ZONE, [a_shoe("blue", "Blue 12")])
    qtbot.addWidget(dialog)
    runs = [a_run(f"r{number}", start_of(number).date()) for number in range(3)]
    gear = {"Ghost": ShoeUse(new_name="Ghost")}
    dialog.show_plan(
        a_plan(runs, gear="Ghost"), ImportChoices(shoe_for_gear=gear), is_matched=False
    )
    model = dialog.check.model
    assert model.text_at(0, Column.SHOE) == "Ghost (new)"
    assert dialog.check.options.fold.button.text() == "Shoes in the files: 0 of 1 matched, 1 new"
    dialog.check.options.gear.gear_chosen.emit("Ghost", ShoeUse("blue"))
    assert {model.text_at(row, Column.SHOE) for row in range(3)} == {"Blue 12"}
    assert dialog.chosen()[1].shoe_for_gear == {"Ghost": ShoeUse("blue")}


def test_the_sport_can_be_fixed(qtbot: QtBot) -> None:
    dialog = ImportDialog(Formats(), ZONE, [])
    qtbot.addWidget(dialog)
    plan = a_plan([a_run("r", start_of(0).date())], doubts=(Doubt.SPORT_GUESSED,))
    dialog.show_plan(plan, ImportChoices(), is_matched=False)
    assert dialog.check.model.text_at(0, Column.STATE) == "Needs a look: sport not known"
    dialog.check.take_fix(replace(plan.planned()[0].run, sport=Sport.RIDE))
    assert dialog.check.model.text_at(0, Column.STATE) == "Not a run: Ride"
    assert dialog.main_button.text() == "Add 1 activity"


def test_thousands_of_runs_open_at_once(qtbot: QtBot) -> None:
    source = RunSource("a.fit", SourceFormat.FIT)
    runs = [
        a_run(f"r{number}", start_of(number % 3000).date(), source=source)
        for number in range(10_000)
    ]
    dialog = ImportDialog(Formats(), ZONE, [])
    qtbot.addWidget(dialog)
    plan = a_plan(runs)
    with qtbot.waitExposed(dialog):
        dialog.show()
    before = perf_counter()
    dialog.show_plan(plan, ImportChoices(), is_matched=False)
    dialog.check.table.viewport().grab()
    # Far more than it takes, so that a busy computer does not fail it.
    assert perf_counter() - before < 3.0
    assert dialog.main_button.text() == "Add 10000 runs"


def test_the_heading_ticks_what_is_shown(house: House, qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "watch"
    paths = [*write_runs(folder, 2), a_ride(folder, 8), a_ride(folder, 9)]
    dialog = read(house, qtbot, paths)
    assert said(dialog, "import.summary") == "Will be added: 2 runs, 2 other activities."
    row = dialog.check.filter.row
    assert row is not None
    row.chip("not_a_run").click()
    header = dialog.check.table.horizontalHeader()
    at = QPoint(header.sectionViewportPosition(Column.ADD) + 5, header.height() // 2)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert dialog.main_button.text() == "Add 2 runs"
    assert not part(dialog, "import.summary").isVisible()
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert dialog.main_button.text() == "Add 4 activities"


def test_several_are_left_out_at_once(
    house: House, keys: Keyboard, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "watch"
    dialog = read(house, qtbot, [*write_runs(folder, 2), a_ride(folder, 8), a_ride(folder, 9)])
    row = dialog.check.filter.row
    assert row is not None
    row.chip("not_a_run").click()
    dialog.check.table.setFocus()
    keys.ctrl(Qt.Key.Key_A)
    assert said(dialog, "import.chosen.advice") == "Space ticks or unticks all of them."
    press(dialog, "import.skip")
    assert dialog.main_button.text() == "Add 2 runs"


def test_what_was_deleted_before_is_added_again_with_one_press(
    house: House, qtbot: QtBot, tmp_path: Path
) -> None:
    paths = write_runs(tmp_path / "watch", 3)
    dialog = read(house, qtbot, paths)
    add(dialog, qtbot)
    press(dialog, "import.undo")
    dialog.accept()
    again = read(house, qtbot, paths)
    row = again.check.filter.row
    assert row is not None
    assert row.chip("deleted").label == "Deleted before 3"
    again.check.deleted.button("again").click()
    assert again.main_button.text() == "Add 3 runs"
    add(again, qtbot)
    assert len(house.stored().runs) == 3


def test_the_date_can_be_fixed_and_the_time_of_day_stays(qtbot: QtBot) -> None:
    run = a_run("r", start_of(0).date(), started_at=start_of(0), timezone=ZONE)
    dialog = FixDialog(run, Formats())
    qtbot.addWidget(dialog)
    dialog.day.set_day(start_of(0).date() - timedelta(days=200))
    with qtbot.waitSignal(dialog.run_fixed) as fixed:
        dialog.submit()
    [after] = fixed.args
    assert after.on == start_of(0).date() - timedelta(days=200)
    before = local(run.started_at or start_of(0), ZONE)
    assert local(after.started_at, ZONE).time() == before.time()


def test_fields_that_are_full_already_change_nothing(
    house: House, qtbot: QtBot, tmp_path: Path
) -> None:
    paths = write_runs(tmp_path / "watch", 2)
    dialog = read(house, qtbot, paths)
    add(dialog, qtbot)
    dialog.accept()
    again = read(house, qtbot, paths)
    again.check.options.fill.click()
    assert again.main_button.text() == "Nothing to add"
    assert not again.main_button.isEnabled()


def test_a_row_is_gone_to_whatever_key_is_held(house: House, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = read(house, qtbot, write_runs(tmp_path / "watch", 2))
    table, system = dialog.check.table, dialog.windowHandle()
    QTest.keyPress(system, Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.keyboardModifiers() == Qt.KeyboardModifier.ControlModifier
    table.go_to(1)
    QTest.keyRelease(system, Qt.Key.Key_Control)
    assert table.chosen() == [dialog.check.model.planned_at(1)]
    assert QApplication.keyboardModifiers() == Qt.KeyboardModifier.NoModifier
