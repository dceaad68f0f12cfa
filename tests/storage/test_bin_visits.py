"""What comes of a visit or belongs to a plan, in the bin: it goes for good after thirty days."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from diary.domain.bin import DeletedKind
from diary.domain.change import Change, ChangeSet
from diary.domain.knee import Knee
from diary.domain.run_walk import RunWalk, StageStep, StepReason
from diary.domain.session import SessionExercise
from diary.storage.integrity import check_file
from tests.builders import (
    ON,
    FixedClock,
    a_diary,
    a_note,
    a_plan,
    a_run,
    a_run_walk,
    a_session,
    a_total,
    an_exercise,
    filling,
)
from tests.storage.test_bin import Opening


def count(path: Path, table: str) -> int:
    with closing(sqlite3.connect(path)) as connection:
        (number,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(number)


def test_they_are_gone_after_thirty_days(path: Path, opened: Opening, clock: FixedClock) -> None:
    store = opened(path)
    content = a_diary(
        totals={"total-1": a_total()},
        pt_notes={"note-1": a_note()},
        exercises={"exercise-1": an_exercise()},
        plans={"plan-1": a_plan(exercise_ids=("exercise-1",))},
        sessions={"session-1": a_session(plan_id="plan-1")},
        run_walk=a_run_walk(),
    )
    store.write(store.write(filling(content)).inverse())
    store.close()
    for number, days in enumerate((31, 1)):
        clock.turn(days=days)
        store = opened(path)
        store.write(ChangeSet((Change(None, a_run(f"run-{number}")),)))
        store.close()
    tables = ("totals", "pt_notes", "exercises", "plans", "sessions", "run_walk")
    assert [count(path, table) for table in tables] == [0] * len(tables)
    assert check_file(path) == []


def test_a_session_comes_back_with_its_plan_and_exercise_that_went_before_it(
    path: Path, opened: Opening, clock: FixedClock
) -> None:
    store = opened(path)
    exercise, plan = an_exercise(), a_plan(exercise_ids=("exercise-1",))
    done = SessionExercise("exercise-1", is_done=True, knees={Knee.LEFT: 2})
    session = a_session(plan_id="plan-1", exercises=(done,))
    content = a_diary(
        exercises={"exercise-1": exercise}, plans={"plan-1": plan}, sessions={"session-1": session}
    )
    store.write(filling(content))
    for entity in (exercise, plan, session):
        clock.turn(minutes=1)
        store.write(ChangeSet((Change(entity, None),)))
    newest, *_ = store.deleted()
    assert newest.sessions == (session,)
    store.write(newest.restore)
    assert store.load() == content
    assert store.deleted() == []
    store.close()
    assert check_file(path) == []


def test_stages_that_were_left_lie_there_with_their_steps(path: Path, opened: Opening) -> None:
    store = opened(path)
    steps = (StageStep(ON, 1, 2, StepReason.PROGRESS),)
    left, begun = RunWalk(stage=2, started_on=ON, steps=steps), RunWalk(started_on=ON)
    store.write(filling(a_diary(run_walk=left)))
    store.write(ChangeSet((Change(left, None),)))
    (entry,) = store.deleted()
    assert (entry.kind, entry.run_walks) == (DeletedKind.RUN_WALK, (left,))
    store.write(ChangeSet((Change(None, begun),)))
    (entry,) = store.deleted()
    store.write(entry.restore)
    assert store.load().run_walk == replace(begun, steps=steps)
    assert store.deleted() == []
    store.close()
    assert check_file(path) == []
