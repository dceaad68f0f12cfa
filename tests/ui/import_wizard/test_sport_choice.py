"""The sport and the pair of many activities at once; thousands of them keep nobody waiting."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from diary.domain.reading import ImportStatus
from diary.domain.run import Run, Sport
from diary.services.import_plan import (
    Doubt,
    ImportChoices,
    ImportPlan,
    PlannedFile,
    PlannedRun,
)
from diary.texts.numbers import Formats
from diary.ui.import_wizard.check_model import Column
from diary.ui.import_wizard.dialog import ImportDialog
from tests.builders import a_run, a_shoe
from tests.ui.house import ZONE
from tests.ui.import_wizard.hands import start_of


def a_plan(runs: list[Run], doubts: tuple[Doubt, ...] = ()) -> ImportPlan:
    planned = tuple(PlannedRun(run, ImportStatus.ADDED, doubts=doubts) for run in runs)
    return ImportPlan((PlannedFile("/x/archive.zip", "runs.csv", planned, (), None),))


def menu_action(menu: QMenu, text: str) -> QAction:
    """What stands in a menu under this text."""
    return next(each for each in menu.actions() if each.text() == text)


def test_the_sport_of_many_is_said_at_once(qtbot: QtBot) -> None:
    dialog = ImportDialog(Formats(), ZONE, [])
    qtbot.addWidget(dialog)
    runs = [a_run(f"r{number}", start_of(number).date(), sport=Sport.OTHER) for number in range(3)]
    dialog.show_plan(a_plan(runs, doubts=(Doubt.SPORT_GUESSED,)), ImportChoices(), is_matched=False)
    assert dialog.main_button.text() == "Nothing to add"
    dialog.check.table.selectAll()
    menu_action(dialog.check.bar.sports, "Run").trigger()
    assert dialog.main_button.text() == "Add 3 runs"
    model = dialog.check.model
    assert {model.text_at(row, Column.STATE) for row in range(3)} == {"Fixed"}
    menu_action(dialog.check.bar.sports, "Hike").trigger()
    assert {model.text_at(row, Column.STATE) for row in range(3)} == {"Not a run: Hike"}
    assert dialog.main_button.text() == "Add 3 activities"


def test_another_doubt_stays_when_the_sport_is_said(qtbot: QtBot) -> None:
    dialog = ImportDialog(Formats(), ZONE, [])
    qtbot.addWidget(dialog)
    run = a_run("r", start_of(0).date(), sport=Sport.OTHER, distance_m=None)
    doubts = (Doubt.SPORT_GUESSED, Doubt.NO_DISTANCE)
    dialog.show_plan(a_plan([run], doubts=doubts), ImportChoices(), is_matched=False)
    menu_action(dialog.check.bar.sports, "Run").trigger()
    assert dialog.check.model.text_at(0, Column.STATE) == "Needs a look: no distance"
    assert dialog.main_button.text() == "Nothing to add"
    dialog.check.table.tick_chosen()
    assert dialog.main_button.text() == "Add 1 run"


def test_boots_are_chosen_for_a_hike_and_not_for_a_ride(qtbot: QtBot) -> None:
    dialog = ImportDialog(Formats(), ZONE, [a_shoe("blue", "Blue 12")])
    qtbot.addWidget(dialog)
    hike = a_run("hike", start_of(0).date(), sport=Sport.HIKE)
    ride = a_run("ride", start_of(1).date(), sport=Sport.RIDE)
    planned = (
        PlannedRun(hike, ImportStatus.ADDED, gear="Boots"),
        PlannedRun(ride, ImportStatus.ADDED, gear="Bicycle"),
    )
    plan = ImportPlan((PlannedFile("/x/archive.zip", "runs.csv", planned, (), None),))
    dialog.show_plan(plan, ImportChoices(), is_matched=False)
    bar, model = dialog.check.bar, dialog.check.model
    offered = [each.text() for each in bar.shoes.actions()]
    assert offered == ["No shoe", "Add “Boots” as a new pair", "Blue 12"]
    dialog.check.table.selectAll()
    menu_action(bar.shoes, "Add “Boots” as a new pair").trigger()
    assert [model.text_at(row, Column.SHOE) for row in range(2)] == ["Boots (new)", ""]
    dialog.check.table.go_to(1)
    assert not bar.shoe.isEnabled()


def longest_ms(act: Callable[[], object]) -> float:
    before = perf_counter()
    act()
    return (perf_counter() - before) * 1000


def test_ten_thousand_are_selected_and_ticked_without_a_wait(qtbot: QtBot) -> None:
    runs = [a_run(f"r{number}", start_of(number % 3000).date()) for number in range(10_000)]
    dialog = ImportDialog(Formats(), ZONE, [])
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    dialog.show_plan(a_plan(runs), ImportChoices(), is_matched=False)
    table = dialog.check.table
    took = [
        longest_ms(table.selectAll),
        longest_ms(lambda: qtbot.keyClick(table, Qt.Key.Key_Space)),
        longest_ms(lambda: qtbot.keyClick(table, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)),
    ]
    assert dialog.main_button.text() == "Nothing to add"
    # A third of what a list of every cell takes here.
    assert max(took) < 300
