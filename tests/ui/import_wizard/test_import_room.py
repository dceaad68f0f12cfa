"""Room in the import dialog: widths by what the columns hold, large text, and short lists."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from diary.domain.reading import ImportStatus, ReadProblem, Refusal
from diary.domain.run import Run
from diary.services.import_plan import (
    ImportChoices,
    ImportPlan,
    PlannedFile,
    PlannedRun,
    ShoeUse,
)
from diary.services.importing import ImportOutcome
from diary.texts.numbers import Formats
from diary.ui.import_wizard.check_model import Column
from diary.ui.import_wizard.dialog import ImportDialog
from diary.ui.import_wizard.outcome_words import file_rows
from diary.ui.theme import apply_theme
from tests.builders import a_run
from tests.ui.house import ZONE
from tests.ui.import_wizard.hands import start_of


def a_plan(runs: list[Run], gear: str = "") -> ImportPlan:
    planned = tuple(PlannedRun(run, ImportStatus.ADDED, gear=gear) for run in runs)
    return ImportPlan((PlannedFile("/x/archive.zip", "runs.csv", planned, (), None),))


def test_the_pair_is_shown_whole_where_there_is_room(qtbot: QtBot) -> None:
    dialog = ImportDialog(Formats(), ZONE, [])
    qtbot.addWidget(dialog)
    dialog.resize(1000, 700)
    runs = [a_run(f"r{number}", start_of(number).date()) for number in range(3)]
    gear = {"Ghost": ShoeUse(new_name="Brooks Ghost 14")}
    plan = a_plan(runs, gear="Ghost")
    with qtbot.waitExposed(dialog):
        dialog.show()
    dialog.show_plan(plan, ImportChoices(shoe_for_gear=gear), is_matched=False)
    # What to do with pairs that are not here yet is seen without opening anything.
    assert dialog.check.options.fold.is_open()
    table = dialog.check.table
    table.viewport().grab()
    needed = table.fontMetrics().horizontalAdvance("Brooks Ghost 14 (new)")
    assert table.columnWidth(Column.SHOE) > needed
    assert not table.isColumnHidden(Column.FILE)


def test_large_text_fits_a_low_screen_with_whole_distances(qtbot: QtBot) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    apply_theme(app, "light", 200)
    try:
        dialog = ImportDialog(Formats(), ZONE, [])
        qtbot.addWidget(dialog)
        dialog.resize(720, 648)
        plan = a_plan([a_run("r", start_of(0).date(), distance_m=14_690.0)])
        with qtbot.waitExposed(dialog):
            dialog.show()
        dialog.show_plan(plan, ImportChoices(), is_matched=False)
        table = dialog.check.table
        table.viewport().grab()
        assert dialog.height() <= 648
        end = table.columnViewportPosition(Column.TIME) + table.columnWidth(Column.TIME)
        assert end <= table.viewport().width()
    finally:
        apply_theme(app, "light", 100)


def test_an_archive_is_one_line_on_the_last_step() -> None:
    runs = [a_run(f"r{number}", start_of(number).date()) for number in range(5)]
    files = tuple(
        PlannedFile("/x/a.zip", f"{run.id}.fit", (PlannedRun(run, ImportStatus.ADDED),), (), None)
        for run in runs
    )
    broken = PlannedFile("/x/a.zip", "x.fit", (), (), ReadProblem(Refusal.TRUNCATED))
    rows = file_rows(ImportOutcome(ImportPlan((*files, broken))))
    # What went wrong comes first.
    assert rows[0].title == "x.fit in a.zip"
    assert (rows[1].title, rows[1].detail) == ("a.zip, 5 files", "5 of 5 added.")
    assert len(rows) == 2
