"""The steps of an import as they are seen, filled with what nobody has to read from a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtWidgets import QWidget

from diary.domain.diary import Diary
from diary.domain.knee import Knee, Moment
from diary.domain.reading import ReadFile, ReadProblem, ReadScore, Refusal
from diary.domain.run import Run, RunSource, SourceFormat, Sport, start_order
from diary.domain.table_match import (
    ColumnUse,
    DateOrder,
    DecimalMark,
    OddScore,
    TableField,
    TableLook,
    TableMatch,
    TableUnit,
)
from diary.services.import_gear import proposed_gear
from diary.services.import_matching import planned_files
from diary.services.import_plan import ImportChoices, ImportPlan, PlannedState
from diary.services.import_scores import planned_scores
from diary.services.importing import ImportOutcome
from diary.ui.import_wizard.dialog import ImportDialog
from diary.ui.import_wizard.outcome_words import file_rows, more_text, outcome_text
from diary.ui.import_wizard.window_drop import DropHint
from diary.ui.shots_stage import Stage
from diary.words import _

_RUNS = 12
_LOOK = TableLook(
    "sample",
    ("On", "Km", "H:M", "Nr", "Kn"),
    (("03/04/2026", "8,25", "45:10", "Blue 12", "3"), ("07/04/2026", "10,10", "58:10", "", "")),
    128,
    TableMatch(
        (
            ColumnUse(0, TableField.DATE),
            ColumnUse(1, TableField.DISTANCE, TableUnit.KM),
            ColumnUse(2, TableField.MOVING, TableUnit.CLOCK),
            ColumnUse(3, TableField.SHOE),
        ),
        DateOrder.DAY_FIRST,
        DecimalMark.COMMA,
    ),
    frozenset({0, 1}),
    is_order_open=True,
    pains=(ColumnUse(4, TableField.PAIN_LEFT),),
    odd_scores=(OddScore(7, 4, "12"),),
    odd_score_count=1,
)


def import_pictures() -> Mapping[str, Callable[[Stage], Iterator[QWidget]]]:
    """Each state of the import by its key."""
    return {
        "import-choose": _choose,
        "import-reading": _reading,
        "import-nothing-found": _nothing_found,
        "import-match": _match,
        "import-match-error": _match_error,
        "import-check": _check,
        "import-check-shoes": _check_shoes,
        "import-scores": _scores,
        "import-compare": _compare,
        "import-fix": _fix,
        "import-done": _done,
        "import-drop": _drop,
        "import-found": _found,
    }


def _opened(stage: Stage) -> Iterator[ImportDialog]:
    """The dialog on its first step; it is closed again."""
    stage.page("runs")
    dialog = stage.dialog(lambda: stage.window.commands.do("import_runs"))
    if isinstance(dialog, ImportDialog):
        yield dialog
        dialog.reject()


def _choose(stage: Stage) -> Iterator[QWidget]:
    yield from _opened(stage)


def _reading(stage: Stage) -> Iterator[QWidget]:
    for dialog in _opened(stage):
        dialog.wait(_("Reading files"), can_stop=True)
        dialog.working.show_progress(340, 1000)
        yield dialog
        dialog.show_stopped()


def _nothing_found(stage: Stage) -> Iterator[QWidget]:
    for dialog in _opened(stage):
        dialog.show_plan(_plan([_broken()], Diary()), ImportChoices(), is_matched=False)
        yield dialog


def _match(stage: Stage) -> Iterator[QWidget]:
    for dialog in _opened(stage):
        table = ReadFile("/x/runs.csv", None, "0", (), table=_LOOK)
        dialog.show_plan(_plan([table], Diary()), ImportChoices(), is_matched=False)
        yield dialog


def _match_error(stage: Stage) -> Iterator[QWidget]:
    for shown in _match(stage):
        if isinstance(shown, ImportDialog):
            shown.match.rows[0].field.set_choice(None)
            shown.main_button.click()
        yield shown


def _checked(stage: Stage) -> Iterator[ImportDialog]:
    diary = stage.context.journal.diary
    plan = _plan(_files(diary), diary)
    choices = ImportChoices(shoe_for_gear=proposed_gear(plan, diary))
    for dialog in _opened(stage):
        dialog.show_plan(plan, choices, is_matched=False)
        yield dialog


def _check(stage: Stage) -> Iterator[QWidget]:
    yield from _checked(stage)


def _check_shoes(stage: Stage) -> Iterator[QWidget]:
    for dialog in _checked(stage):
        dialog.check.options.fold.set_open(True)
        _go_to(dialog, PlannedState.LOOK)
        yield dialog


def _scores(stage: Stage) -> Iterator[QWidget]:
    for dialog in _opened(stage):
        diary = stage.context.journal.diary
        files = planned_files([_pain_diary(diary)], (), ())
        plan = ImportPlan(files, planned_scores=planned_scores(files, diary))
        dialog.show_plan(plan, ImportChoices(takes_scores=True), is_matched=True)
        yield dialog


def _compare(stage: Stage) -> Iterator[QWidget]:
    for dialog in _checked(stage):
        _go_to(dialog, PlannedState.HERE)
        opened = stage.dialog(dialog.check.bar.compare.click)
        if opened is not None:
            yield opened
            opened.reject()


def _fix(stage: Stage) -> Iterator[QWidget]:
    for dialog in _checked(stage):
        _go_to(dialog, PlannedState.LOOK)
        opened = stage.dialog(dialog.check.bar.fix.click)
        if opened is not None:
            yield opened
            opened.reject()


def _done(stage: Stage) -> Iterator[QWidget]:
    for dialog in _checked(stage):
        plan, choices = dialog.chosen()
        outcome = ImportOutcome(plan, choices=choices)
        rows = file_rows(outcome)
        text, more = outcome_text(outcome), more_text(outcome, "")
        dialog.done_step.show_outcome(text, more, rows, can_undo=True, can_see=True)
        dialog.show_done()
        yield dialog


def _drop(stage: Stage) -> Iterator[QWidget]:
    stage.page("today")
    hint = DropHint(stage.window)
    hint.appear()
    yield stage.window
    hint.hide()
    hint.deleteLater()


def _found(stage: Stage) -> Iterator[QWidget]:
    stage.page("runs")
    stage.later.watch.show_offer(3, "Downloads")
    yield stage.window
    stage.window.window_strip.take_away()


def _go_to(dialog: ImportDialog, state: PlannedState) -> None:
    shown = dialog.check.model.shown()
    rows = (row for row, planned in enumerate(shown) if planned.state is state)
    dialog.check.table.go_to(next(rows, 0))


def _plan(files: list[ReadFile], diary: Diary) -> ImportPlan:
    return ImportPlan(planned_files(files, diary.runs.values(), ()))


def _broken() -> ReadFile:
    return ReadFile("/x/ride.fit", None, "", (), error=ReadProblem(Refusal.TRUNCATED))


def _files(diary: Diary) -> list[ReadFile]:
    """Runs like those of the diary a year before, one without distance, a ride, and one again."""
    newest = sorted(diary.runs.values(), key=start_order)[-_RUNS:]
    runs = [_from_file(run, number) for number, run in enumerate(newest)]
    if len(runs) > 2:
        runs[0] = replace(runs[0], distance_m=None)
        runs[1] = replace(runs[1], sport=Sport.RIDE)
        runs[2] = replace(newest[2], id="sample-2", distance_m=_more(newest[2]), note="")
    found = [_read(run, number) for number, run in enumerate(runs)]
    return [*found, _broken()]


def _pain_diary(diary: Diary) -> ReadFile:
    """Scores of days without and with one that is here."""
    newest = max(diary.days, default=date(2026, 11, 20))
    scores = [
        ReadScore(newest - timedelta(days=days), knee, Moment.MORNING, days % 4, column=4)
        for days in range(-6, 2)
        for knee in Knee
    ]
    table = replace(_LOOK, is_said=True, pains=(), odd_scores=(), odd_score_count=0)
    return ReadFile("/x/pain.csv", None, "1", (), scores=tuple(scores), table=table)


def _more(run: Run) -> float:
    return (run.distance_m or 8000.0) * 1.01


def _from_file(run: Run, number: int) -> Run:
    before = timedelta(days=364)
    started_at = None if run.started_at is None else run.started_at - before
    source = RunSource(f"run-{number}.fit", SourceFormat.FIT, f"{number:064x}")
    return replace(
        run,
        id=f"sample-{number}",
        on=run.on - before,
        started_at=started_at,
        shoe_id=None,
        knees={},
        source=source,
    )


def _read(run: Run, number: int) -> ReadFile:
    gear = {run.id: "Ghost 15" if number % 2 else "Blue 12"}
    return ReadFile(f"/x/run-{number}.fit", None, f"{number:064x}", (run,), gear=gear)
