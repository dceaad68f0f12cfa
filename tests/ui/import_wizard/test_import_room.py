"""Room in the import dialog: widths by what the columns hold, large text, and short lists."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from diary.domain.reading import Caution, ImportStatus, ReadProblem, Refusal
from diary.domain.run import Run
from diary.services.import_plan import (
    Doubt,
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
from diary.ui.import_wizard.outcome_words import empty_rows, failed_rows, file_rows
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
    assert rows[0].title == "x.fit in “a.zip”"
    assert (rows[1].title, rows[1].detail) == ("“a.zip”, 5 files", "5 of 5 activities added.")
    assert len(rows) == 2


def test_a_folder_called_files_is_not_taken_for_a_number_of_files() -> None:
    run = a_run("r", start_of(0).date())
    files = tuple(
        PlannedFile("/x/files", name, (PlannedRun(run, ImportStatus.ADDED),), (), None)
        for name in ("a.fit", "b.fit")
    )
    broken = PlannedFile("/x/files", "nick.fit", (), (), ReadProblem(Refusal.TRUNCATED))
    titles = [row.title for row in file_rows(ImportOutcome(ImportPlan((*files, broken))))]
    assert titles == ["nick.fit in “files”", "“files”, 2 files"]


def test_many_rows_of_one_list_are_named_by_the_list_and_counted_as_activities() -> None:
    guessed = (ReadProblem(Caution.SPORT_GUESSED),)
    runs = [a_run(f"r{number}", start_of(number).date()) for number in range(3)]
    files = tuple(
        PlannedFile(
            "/x/a.zip",
            "activities.csv",
            (PlannedRun(run, ImportStatus.ADDED, doubts=(Doubt.SPORT_GUESSED,)),),
            guessed,
            None,
        )
        for run in runs
    )
    [row] = file_rows(ImportOutcome(ImportPlan(files)))
    assert row.title == "activities.csv in “a.zip”"
    assert row.detail.startswith("Left out: 3 activities.")


def test_what_is_no_activity_is_not_told_as_a_file_that_could_not_be_read() -> None:
    settings = PlannedFile("/x/s.fit", None, (), (), ReadProblem(Refusal.NOT_AN_ACTIVITY))
    sheet = PlannedFile("/x/runs.xlsx", None, (), (), ReadProblem(Refusal.UNSUPPORTED))
    empty = PlannedFile("/x/empty.fit", None, (), (), ReadProblem(Refusal.UNREADABLE, "empty"))
    plan = ImportPlan((settings, sheet, empty))
    (_sheet, why), (_empty, why_empty) = failed_rows(plan)
    assert why.startswith("This file is a spreadsheet. Save it as CSV")
    assert why_empty == "This file is empty. Copy or export it again."
    assert [name for name, _why in empty_rows(plan)] == ["runs.xlsx", "empty.fit", "s.fit"]
    # On the last step it stands below what matters, and not as something to take care of.
    last = file_rows(ImportOutcome(plan))[-1]
    assert (last.title, last.is_doubtful) == ("s.fit", False)


def test_no_day_is_cut_where_there_is_room(qtbot: QtBot) -> None:
    dialog = ImportDialog(Formats(), ZONE, [])
    qtbot.addWidget(dialog)
    days = [date(2026, 5, 20) + timedelta(days=number) for number in range(20)]
    runs = [
        a_run(f"r{on}", on, started_at=datetime(on.year, on.month, on.day, 7, tzinfo=UTC))
        for on in days
    ]
    files = (PlannedFile("/x/a.csv", None, tuple(map(_new, runs)), (), None),)
    dialog.show_plan(ImportPlan(files), ImportChoices(), is_matched=False)
    dialog.resize(1280, 800)
    with qtbot.waitExposed(dialog):
        dialog.show()
    table, model = dialog.check.table, dialog.check.model
    for row in range(model.rowCount()):
        needed = table.fontMetrics().horizontalAdvance(model.text_at(row, Column.DAY))
        assert needed < table.columnWidth(Column.DAY)


def _new(run: Run) -> PlannedRun:
    return PlannedRun(run, ImportStatus.ADDED)
