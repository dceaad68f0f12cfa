"""What of the bin can come back: what is in the diary now wins, and nothing is lost on the way."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given

from diary.domain.bin import (
    DeletedEntry,
    DeletedKind,
    LeftOut,
    Named,
    Omission,
    Removed,
    deleted_entry,
)
from diary.domain.change import apply
from diary.domain.day import Care, Day, Limit, Painkiller, PlanAnswer
from diary.domain.diary import DatedScore, Diary
from diary.domain.knee import Area, Knee, Moment, Sign, SwellingSize
from diary.domain.run_walk import RunWalk, StageStep, StepReason
from diary.domain.session import SessionExercise
from diary.domain.shoe import Shoe
from tests.builders import (
    AT,
    ON,
    a_day,
    a_diary,
    a_knee_day,
    a_plan,
    a_run,
    a_run_knee,
    a_score,
    a_session,
    a_shoe,
    a_source,
    an_event,
    an_exercise,
    days,
)


def entry_of(removed: Removed, present: Diary, shoes: Iterable[Shoe] = ()) -> DeletedEntry:
    entry = deleted_entry(removed, present, Named({shoe.id: shoe for shoe in shoes}))
    assert entry is not None
    return entry


def day_back(removed: Day, present: Day | None) -> tuple[Day, list[str]]:
    """The day after the entry was restored, and what was left out."""
    diary = a_diary([present] if present else [])
    entry = entry_of(Removed(AT, days=(removed,)), diary)
    assert {part.why for part in entry.left_out} <= {Omission.ANSWERED_SINCE}
    return apply(diary, entry.restore).day(removed.on), [part.field for part in entry.left_out]


def test_what_is_gone_comes_back_whole() -> None:
    run, shoe, event, day = a_run(left=3), a_shoe(), an_event(), a_day(left=2, note="stairs")
    removed = Removed(AT, (run,), (shoe,), (event,), (day,))
    entry = entry_of(removed, Diary())
    assert apply(Diary(), entry.restore) == a_diary([day], [run], [shoe], [event])
    assert entry.left_out == ()
    assert entry.kind is DeletedKind.SEVERAL


@pytest.mark.parametrize(
    ("removed", "kind"),
    [
        (Removed(AT, runs=(a_run(),)), DeletedKind.RUN),
        (Removed(AT, shoes=(a_shoe(),)), DeletedKind.SHOE),
        (Removed(AT, events=(an_event(),)), DeletedKind.EVENT),
        (Removed(AT, days=(a_day(left=1),)), DeletedKind.DAY),
        (Removed(AT, exercises=(an_exercise(),)), DeletedKind.EXERCISE),
        (Removed(AT, plans=(a_plan(),)), DeletedKind.PLAN),
        (Removed(AT, sessions=(a_session(),)), DeletedKind.SESSION),
        (Removed(AT, runs=(a_run(), a_run("run-2"))), DeletedKind.SEVERAL),
    ],
)
def test_a_single_part_names_the_entry(removed: Removed, kind: DeletedKind) -> None:
    assert entry_of(removed, Diary()).kind is kind


def test_what_is_back_already_is_no_entry() -> None:
    run, shoe, event, day = a_run(left=3), a_shoe(), an_event(), a_day(left=2)
    removed = Removed(AT, (run,), (shoe,), (event,), (day, Day(ON - timedelta(1))))
    assert deleted_entry(removed, a_diary([day], [run], [shoe], [event]), Named()) is None


# ---- runs and pairs ---------------------------------------------------------------------------


def test_a_run_brings_its_pair_along() -> None:
    run, other, shoe = a_run(shoe_id="shoe-1"), a_run("run-2", shoe_id="shoe-1"), a_shoe()
    entry = entry_of(Removed(AT, (run, other)), Diary(), [shoe])
    assert [change.key[0] for change in entry.restore.changes] == ["shoe", "run", "run"]
    assert entry.shoes == ()
    assert apply(Diary(), entry.restore) == a_diary(runs=[run, other], shoes=[shoe])


def test_a_run_whose_pair_is_there_or_goes_with_it_needs_no_other() -> None:
    run, shoe = a_run(shoe_id="shoe-1"), a_shoe()
    entry = entry_of(Removed(AT, (run,)), a_diary(shoes=[shoe]))
    assert [change.key[0] for change in entry.restore.changes] == ["run"]
    entry = entry_of(Removed(AT, (run,), (shoe,)), Diary(), [shoe])
    assert [change.key[0] for change in entry.restore.changes] == ["shoe", "run"]


def test_a_run_whose_pair_is_gone_for_good_comes_back_without_it() -> None:
    run = a_run(shoe_id="shoe-1")
    entry = entry_of(Removed(AT, (run,)), Diary())
    assert apply(Diary(), entry.restore) == a_diary(runs=[replace(run, shoe_id=None)])
    assert entry.left_out == (LeftOut(Omission.SHOE_GONE, "shoe_id", ON, "run-1"),)
    assert entry.runs == (run,)


def test_a_run_that_was_imported_again_does_not_come_twice() -> None:
    run, again = (a_run(name, source=a_source(), started_at=AT) for name in ("run-1", "run-2"))
    entry = entry_of(Removed(AT, (run,)), a_diary(runs=[again]))
    assert not entry.restore
    assert entry.left_out == (LeftOut(Omission.IMPORTED_AGAIN, "run_id", ON, "run-1"),)
    other = replace(again, started_at=AT + timedelta(hours=3))
    assert entry_of(Removed(AT, (run,)), a_diary(runs=[other])).restore


# ---- scores of runs ---------------------------------------------------------------------------


def dated(knee: Knee, moment: Moment, value: int, run_id: str = "run-1") -> DatedScore:
    return DatedScore(ON, knee, moment, run_id, a_score(value))


def test_scores_come_back_to_their_run() -> None:
    run = a_run(left=a_run_knee(limped=True))
    scores = (dated(Knee.LEFT, Moment.DURING, 3), dated(Knee.RIGHT, Moment.AFTER, 4))
    entry = entry_of(Removed(AT, scores=scores), a_diary(runs=[run]))
    wanted = a_run(left=a_run_knee(3, limped=True), right=a_run_knee(None, 4))
    assert len(entry.restore.changes) == 1
    assert apply(a_diary(runs=[run]), entry.restore) == a_diary(runs=[wanted])
    assert entry.kind is DeletedKind.SEVERAL


def test_a_score_given_since_wins() -> None:
    run = a_run(left=a_run_knee(5))
    entry = entry_of(Removed(AT, scores=(dated(Knee.LEFT, Moment.DURING, 3),)), a_diary(runs=[run]))
    assert not entry.restore
    assert entry.left_out == (LeftOut(Omission.ANSWERED_SINCE, "left.during", ON, "run-1"),)
    assert entry.kind is DeletedKind.SCORE


def test_a_score_of_a_run_that_is_deleted_too_waits_for_it() -> None:
    entry = entry_of(Removed(AT, scores=(dated(Knee.LEFT, Moment.AFTER, 3),)), Diary())
    assert not entry.restore
    assert entry.left_out == (LeftOut(Omission.RUN_DELETED, "left.after", ON, "run-1"),)


# ---- days -------------------------------------------------------------------------------------


def test_a_day_is_filled_field_by_field() -> None:
    removed = a_day(
        left=a_knee_day(2, 4, areas=(Area.FRONT,), signs={Sign.LOCKING: True}),
        right=1,
        note="stairs",
        limits={Limit.STAIRS: True},
        care={Care.ICE: True, Care.PAINKILLER: True},
        care_minutes={Care.ICE: 10},
        care_own=("bath",),
        painkiller=Painkiller("one"),
        plan=PlanAnswer.CUT_SHORT,
        held_back=True,
        away=True,
        recorded_at=AT,
    )
    present = a_day(left=a_knee_day(5, signs={Sign.CLICKING: False}), limits={Limit.SLEEP: True})
    day, left_out = day_back(removed, present)
    assert day == replace(
        removed,
        knees={
            Knee.LEFT: a_knee_day(
                5, 4, areas=(Area.FRONT,), signs={Sign.LOCKING: True, Sign.CLICKING: False}
            ),
            Knee.RIGHT: a_knee_day(worst=1),
        },
        limits={Limit.STAIRS: True, Limit.SLEEP: True},
    )
    assert left_out == ["left.morning"]


def test_what_was_answered_otherwise_since_stays_as_it_is() -> None:
    removed = a_day(
        left=a_knee_day(
            areas=(Area.FRONT,), signs={Sign.SWELLING: True}, swelling_size=SwellingSize.CLEAR
        ),
        note="stairs",
        limits={Limit.STAIRS: True},
        care={Care.PAINKILLER: True},
        care_own=("bath",),
        painkiller=Painkiller("one"),
        plan=PlanAnswer.CUT_SHORT,
        held_back=True,
    )
    present = a_day(
        left=a_knee_day(areas=(), signs={Sign.SWELLING: False}),
        note="bus",
        limits={Limit.STAIRS: False},
        care={Care.PAINKILLER: False},
        care_own=("tea",),
        plan=PlanAnswer.AS_PLANNED,
    )
    diary = a_diary([present])
    entry = entry_of(Removed(AT, days=(removed,)), diary)
    assert not entry.restore
    assert [part.field for part in entry.left_out] == [
        *("left.areas", "left.signs", "plan", "limits", "care", "care_own", "note")
    ]


def test_a_restored_score_does_not_make_the_day_look_written_later() -> None:
    present = a_day(note="bus", recorded_at=AT)
    later = AT + timedelta(hours=1)
    day, _ = day_back(a_day(left=3, recorded_at=later), present)
    assert day == a_day(left=3, note="bus", recorded_at=AT)
    day, _ = day_back(a_day(plan=PlanAnswer.CUT_SHORT, recorded_at=later), present)
    assert day.recorded_at == later


@given(days(), days())
def test_nothing_that_is_there_is_overwritten(removed: Day, other: Day) -> None:
    present = replace(other, on=removed.on)
    diary = a_diary([present])
    entry = deleted_entry(Removed(AT, days=(removed,)), diary, Named())
    if entry is None:
        return
    after = apply(diary, entry.restore).day(removed.on)
    for knee in Knee:
        for moment in (Moment.MORNING, Moment.WORST):
            now = present.knee(knee).score(moment)
            assert after.knee(knee).score(moment) == (now or removed.knee(knee).score(moment))
        assert after.knee(knee).signs.items() >= present.knee(knee).signs.items()
    assert after.note == present.note or not present.note
    assert after.limits.items() >= present.limits.items()
    assert after.care.items() >= present.care.items()
    assert after.plan == (present.plan or removed.plan)
    # Restoring twice gives nothing more.
    again = deleted_entry(Removed(AT, days=(removed,)), a_diary([after]), Named())
    assert again is None or not again.restore


@given(days())
def test_a_day_that_is_gone_comes_back_as_it_was(removed: Day) -> None:
    entry = deleted_entry(Removed(AT, days=(removed,)), Diary(), Named())
    if entry is None:
        assert removed.is_empty
    else:
        assert apply(Diary(), entry.restore) == a_diary([removed])


# ---- exercises, plans and sessions ------------------------------------------------------------

STEP, HOLD = an_exercise("step"), an_exercise("hold", "Plank")
PLAN = a_plan(exercise_ids=("step", "hold"))
SESSION = a_session(plan_id="plan-1", exercises=(SessionExercise("step", is_done=True),))


def test_a_session_brings_its_plan_and_exercises_out_of_the_bin() -> None:
    named = Named(exercises={"step": STEP, "hold": HOLD}, plans={"plan-1": PLAN})
    entry = deleted_entry(Removed(AT, sessions=(SESSION,)), Diary(), named)
    assert entry is not None
    assert entry.left_out == ()
    assert apply(Diary(), entry.restore) == a_diary(
        exercises={"step": STEP, "hold": HOLD},
        plans={"plan-1": PLAN},
        sessions={SESSION.id: SESSION},
    )
    kinds = [change.key[0] for change in entry.restore.changes]
    assert kinds.index("plan") > kinds.index("exercise")
    assert kinds[-1] == "session"


def test_what_is_in_the_diary_is_not_brought_again() -> None:
    present = a_diary(exercises={"step": STEP}, plans={"plan-1": a_plan(name="Now")})
    named = Named(exercises={"step": STEP}, plans={"plan-1": PLAN})
    entry = deleted_entry(Removed(AT, sessions=(SESSION,)), present, named)
    assert entry is not None
    assert [change.key for change in entry.restore.changes] == [("session", SESSION.id)]


def test_a_session_comes_back_without_what_is_gone_for_good() -> None:
    entry = entry_of(Removed(AT, plans=(PLAN,), sessions=(a_session(plan_id="other"),)), Diary())
    after = apply(Diary(), entry.restore)
    assert after.plans["plan-1"].exercise_ids == ()
    assert after.sessions["session-1"].plan_id is None
    assert {each.why for each in entry.left_out} == {Omission.EXERCISE_GONE, Omission.PLAN_GONE}
    lone = entry_of(Removed(AT, sessions=(SESSION,)), a_diary(plans={"plan-1": PLAN}))
    assert apply(Diary(), lone.restore).sessions[SESSION.id].exercises == ()


def test_plans_that_are_back_are_no_entry() -> None:
    removed = Removed(AT, exercises=(STEP,), plans=(PLAN,), sessions=(SESSION,))
    present = a_diary(
        exercises={"step": STEP}, plans={"plan-1": PLAN}, sessions={SESSION.id: SESSION}
    )
    assert deleted_entry(removed, present, Named()) is None


def test_stages_that_were_left_come_back_with_their_steps() -> None:
    old = StageStep(ON - timedelta(9), 1, 2, StepReason.PROGRESS)
    left = RunWalk(stage=2, started_on=ON - timedelta(20), steps=(old,))
    entry = entry_of(Removed(AT, run_walks=(left,)), Diary())
    assert entry.kind is DeletedKind.RUN_WALK
    assert apply(Diary(), entry.restore).run_walk == left
    new = StageStep(ON, 1, 2, StepReason.BY_HAND)
    begun = Diary(run_walk=RunWalk(stage=2, started_on=ON, steps=(new,)))
    again = apply(begun, entry_of(Removed(AT, run_walks=(left,)), begun).restore)
    assert again.run_walk is not None
    assert (again.run_walk.started_on, again.run_walk.steps) == (ON, (old, new))
    # With all of its steps in the diary there is nothing left to bring.
    assert deleted_entry(Removed(AT, run_walks=(left,)), again, Named()) is None
