from dataclasses import replace
from datetime import UTC, datetime, timedelta

from diary.domain.change import ChangeSet, apply
from diary.domain.changes_between import changes_between
from diary.domain.diary import Diary
from diary.domain.person import Person
from diary.domain.settings import SettingChange, Settings
from tests.builders import (
    ON,
    a_day,
    a_diary,
    a_note,
    a_plan,
    a_run,
    a_run_walk,
    a_session,
    a_shoe,
    a_total,
    an_event,
    an_exercise,
)

WHOLE = a_diary(
    [a_day(left=3), a_day(ON - timedelta(days=1), left=1)],
    [a_run("run-1", shoe_id="shoe-1"), a_run("run-2")],
    [a_shoe()],
    events=[an_event()],
    totals={"total-1": a_total()},
    exercises={"exercise-1": an_exercise()},
    plans={"plan-1": a_plan(exercise_ids=("exercise-1",))},
    run_walk=a_run_walk(),
)


def test_equal_diaries_differ_in_nothing() -> None:
    assert changes_between(WHOLE, replace(WHOLE)) == ChangeSet(())


def test_a_change_set_makes_one_out_of_the_other() -> None:
    at = datetime(2026, 11, 20, tzinfo=UTC)
    other = replace(
        WHOLE,
        person=Person(name="Anna"),
        settings=Settings(green_max=3),
        setting_changes=(SettingChange(at, "green_max", 3.0),),
        days={ON: a_day(left=4)},
        runs={"run-2": a_run("run-2", note="uphill"), "run-3": a_run("run-3")},
        shoes={},
        totals={"total-1": a_total(total=80)},
        pt_notes={"note-1": a_note()},
        plans={},
        sessions={"session-1": a_session()},
        run_walk=a_run_walk(is_paused=True),
    )
    changes = changes_between(WHOLE, other)
    assert apply(WHOLE, changes) == other
    assert apply(other, changes.inverse()) == WHOLE
    touched = {change.key for change in changes.changes}
    assert ("run", "run-2") in touched
    assert ("event", "event-1") not in touched


def test_everything_comes_from_nothing() -> None:
    assert apply(Diary(), changes_between(Diary(), WHOLE)) == WHOLE
