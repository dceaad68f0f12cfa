"""What scores of tables would be beside those of the diary, and which of them come in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from diary.domain.day import Day
from diary.domain.diary import Diary
from diary.domain.knee import Knee, Moment, Score, ScoreSource
from diary.domain.reading import ReadFile, ReadScore
from diary.domain.run import Run, RunSource, SourceFormat
from diary.domain.table_match import DateOrder, DecimalMark, TableLook, TableMatch
from diary.services.import_changes import change_set, scores_added
from diary.services.import_matching import planned_files
from diary.services.import_plan import ImportChoices, ImportPlan, ScoreState
from diary.services.import_scores import planned_scores, scores_to_add
from tests.builders import ON, a_day, a_diary, a_knee_day, a_run, a_run_knee, counted_ids

MATCH = TableMatch((), DateOrder.YEAR_FIRST, DecimalMark.POINT)
LOOK = TableLook("key", ("Date", "Left morning", "Left evening"), (), 2, MATCH)
BEFORE = date(2026, 1, 1)
SOURCE = RunSource("a.csv", SourceFormat.TABLE, "aa")
MORNING = ReadScore(ON, Knee.LEFT, Moment.MORNING, 2, column=1)
WORST = ReadScore(ON, Knee.LEFT, Moment.WORST, 3, column=2)
HIGHER = replace(WORST, value=5)


def a_plan(diary: Diary, *files: ReadFile) -> ImportPlan:
    planned = planned_files(files, diary.runs.values(), ())
    return ImportPlan(planned, planned_scores=planned_scores(planned, diary))


def scored(*scores: ReadScore) -> ReadFile:
    return ReadFile("a.csv", None, "aa", (), scores=scores, table=LOOK)


def test_each_score_says_where_it_stands() -> None:
    diary = a_diary(days=[a_day(left=a_knee_day(morning=7))])
    early = ReadScore(BEFORE, Knee.RIGHT, Moment.WORST, 1)
    plan = a_plan(diary, scored(WORST, MORNING, HIGHER, early))
    said = [(each.score, each.state, each.here, each.column) for each in plan.planned_scores]
    assert said == [
        (early, ScoreState.NEW, None, ""),
        (MORNING, ScoreState.HERE, 7, "Left morning"),
        (WORST, ScoreState.LOWER, None, "Left evening"),
        (HIGHER, ScoreState.NEW, None, "Left evening"),
    ]


def test_scores_that_are_here_are_not_offered_again() -> None:
    empty = a_diary()
    plan = a_plan(empty, scored(MORNING, WORST, HIGHER))
    chosen = ImportChoices(takes_scores=True)
    written = change_set(plan, chosen, empty, counted_ids())
    assert len(scores_to_add(plan, chosen)) == scores_added(written) == 2
    days = [each.after for each in written.changes if isinstance(each.after, Day)]
    after = a_diary(days=days)
    again = a_plan(after, scored(MORNING, HIGHER))
    assert scores_to_add(again, chosen) == []
    assert [each.state for each in again.planned_scores] == [ScoreState.HERE] * 2


def test_a_score_of_a_run_comes_in_with_its_run() -> None:
    run = a_run("row", source=SOURCE)
    score = ReadScore(ON, Knee.LEFT, Moment.DURING, 4, run_id="row")
    file = ReadFile("a.csv", None, "aa", (run,), scores=(score,), table=LOOK)
    plan = a_plan(a_diary(), file)
    assert [each.score for each in scores_to_add(plan, ImportChoices())] == [score]
    left = ImportChoices(taken={"row": False})
    assert scores_to_add(plan, left) == []
    here = a_plan(a_diary(runs=[a_run("typed", source=SOURCE)]), file)
    assert [each.score for each in scores_to_add(here, ImportChoices())] == [score]
    known = a_diary(runs=[a_run("typed", source=SOURCE, left=a_run_knee(2))])
    assert [each.here for each in a_plan(known, file).planned_scores] == [2]


def test_of_two_copies_of_a_run_the_higher_score_counts() -> None:
    runs = [a_run(name, source=replace(SOURCE, sha256=name)) for name in ("one", "two")]
    files = [
        ReadFile(
            f"{run.id}.csv",
            None,
            run.id,
            (run,),
            scores=(ReadScore(ON, Knee.LEFT, Moment.AFTER, value, run_id=run.id),),
        )
        for run, value in zip(runs, (3, 6), strict=True)
    ]
    diary, chosen = a_diary(), ImportChoices(takes_scores=True)
    plan = a_plan(diary, *files)
    assert [each.score.value for each in scores_to_add(plan, chosen)] == [6]
    written = change_set(plan, chosen, diary, counted_ids())
    (run,) = (each.after for each in written.changes if isinstance(each.after, Run))
    assert run.knee(Knee.LEFT).after == Score(6, source=ScoreSource.IMPORTED)
