"""What the diary files of released schemas hold; the files in `tests/data` stay for ever.

`python -m tests.storage.released` writes the file of the present schema where there is none yet.
"""

import shutil
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory

from diary.domain.day import Care, Day, Limit, Painkiller, PlanAnswer
from diary.domain.diary import Diary
from diary.domain.event import Event, EventKind
from diary.domain.exercise import BodyArea, Exercise, KeptExercise, SessionKind, Side
from diary.domain.knee import (
    Area,
    Knee,
    KneeDay,
    Quality,
    Score,
    ScoreSource,
    Sign,
    SwellingSize,
    WorseWith,
)
from diary.domain.person import Contact, ContactKind, Person, Season
from diary.domain.plan import Plan, WeeklyTargets
from diary.domain.pt_note import THE_VISIT, Pin, PtNote
from diary.domain.reminder_state import DismissReason, ReminderState, StateName
from diary.domain.rule import Rule
from diary.domain.run import (
    Aid,
    Finish,
    Hills,
    Run,
    RunKind,
    RunKnee,
    RunSource,
    SourceFormat,
    Sport,
    Surface,
    WarmUp,
)
from diary.domain.run_walk import RunWalk, Stage, StageStep, StartGate, StepReason
from diary.domain.session import Session, SessionExercise
from diary.domain.settings import DistanceUnit, LimitPreset, SetBy, SettingChange, Settings
from diary.domain.shoe import Inspection, LimitChange, Shoe, ShoeKind, SoleFinding, UsualFor
from diary.domain.total import Direction, Scale, Total
from diary.storage.migrations.runner import SCHEMA
from diary.storage.store import create_store
from tests.builders import FixedClock, counted_ids, filling

DATA = Path(__file__).parent.parent / "data"
# Tests take copies: a file that is only looked at may get a log beside it.
_COPIES = TemporaryDirectory(prefix="kneelog-released-")
RELEASED = {
    int(path.stem.removeprefix("schema_")): Path(shutil.copy(path, _COPIES.name))
    for path in sorted(DATA.glob("schema_*.sqlite3"))
}

_AT = datetime(2026, 11, 20, 18, 55, 1, 250_000, tzinfo=UTC)
_ZONE = "Europe/Lisbon"
_CONTACTS = (
    Contact(ContactKind.PT, "Anna Berg", "030 1234"),
    Contact(ContactKind.EMERGENCY, phone="112"),
)


def _score(value: int, source: ScoreSource = ScoreSource.TYPED) -> Score:
    return Score(value, _AT, _ZONE, source)


def released_diary(schema: int = 1) -> Diary:
    """What the file of a schema holds: one of everything it has a place for.

    Every field is answered somewhere and unanswered elsewhere.
    """
    days = [_full_day(), Day(date(2026, 11, 19), note="nothing else"), Day(date(2024, 2, 29))]
    return Diary(
        replace(_person(), contacts=_CONTACTS if schema >= 3 else ()),
        _settings(schema),
        (SettingChange(_AT, "amber_max", 4, LimitPreset.AGREED, SetBy.PT, "M.S."),),
        {day.on: day for day in days},
        {run.id: run for run in (_full_run(), Run("run-2", date(2026, 11, 18), elapsed_s=1800.0))},
        {shoe.id: shoe for shoe in (_full_shoe(), Shoe("shoe-2", "Red 3"))},
        {event.id: event for event in _events()},
        {state.key: state for state in _reminder_states()} if schema >= 4 else {},
        {total.id: total for total in _totals()} if schema >= 5 else {},
        {note.id: note for note in _pt_notes()} if schema >= 5 else {},
        {each.id: each for each in _exercises()} if schema >= 6 else {},
        {plan.id: plan for plan in _plans()} if schema >= 6 else {},
        {session.id: session for session in _sessions()} if schema >= 6 else {},
        _run_walk() if schema >= 6 else None,
    )


def _settings(schema: int) -> Settings:
    chosen = Settings(distance_unit=DistanceUnit.MI, day_turnover=time(4, 30), worse_watch=None)
    return replace(chosen, rules_off=frozenset({Rule.SHOE, Rule.GAP})) if schema >= 4 else chosen


def _full_day() -> Day:
    left = KneeDay(
        _score(4, ScoreSource.COMMAND_LINE),
        _score(0, ScoreSource.NO_PAIN),
        (Area.FRONT, Area.INSIDE),
        (Quality.DULL,),
        (WorseWith.DOWNHILL,),
        {Sign.SWELLING: True, Sign.LOCKING: False},
        SwellingSize.SLIGHT,
    )
    return Day(
        date(2026, 11, 20),
        {Knee.LEFT: left, Knee.RIGHT: KneeDay(areas=(), qualities=())},
        _AT,
        PlanAnswer.CUT_SHORT,
        held_back=False,
        away=True,
        limits={Limit.STAIRS: True, Limit.SLEEP: False},
        care={Care.PAINKILLER: True, Care.ICE: False},
        care_own=("Warm bath",),
        care_minutes={Care.ICE: 10},
        painkiller=Painkiller("", time(19, 30)),
        note="a\x00b “quoted” \U0001f3c3",
    )


def _full_run() -> Run:
    run = Run("run-1", date(2026, 11, 20), Sport.RUN, _AT, "+01:00", distance_m=8200.5)
    return replace(
        run,
        kind=RunKind.LONG,
        surface=Surface.TRAIL,
        hills=Hills.ROLLING,
        planned_distance_m=10_000.0,
        moving_s=2710.0,
        elapsed_s=2790.0,
        ascent_m=41.0,
        descent_m=40.0,
        avg_hr=142,
        max_hr=167,
        cadence_spm=164.0,
        rpe=4,
        warmup=WarmUp.FROM_5_TO_10,
        aids=(Aid.TAPE,),
        shoe_id="shoe-1",
        finish=Finish.CUT_SHORT_KNEE,
        pain_onset_m=5000.0,
        pain_onset_s=1600.0,
        form_faded=True,
        run_walk_stage=3,
        knees={
            Knee.LEFT: RunKnee(_score(3), _score(4, ScoreSource.IMPORTED), limped=False),
            Knee.RIGHT: RunKnee(turned_sharp=True),
        },
        title="Morning run",
        note="wet",
        source=RunSource("run.fit", SourceFormat.FIT, "ab" * 32, "a.zip", "77", _AT),
    )


def _full_shoe() -> Shoe:
    return Shoe(
        "shoe-1",
        "Blue 12",
        "Brand",
        "Model",
        ShoeKind.DAILY,
        date(2026, 3, 3),
        12_000.0,
        650_000.0,
        date(2026, 11, 19),
        UsualFor((RunKind.EASY,), (Surface.ROAD,)),
        orthotics=True,
        comfort=8,
        drop_mm=8.5,
        stack_mm=32.0,
        note="a pair",
        inspections=(Inspection(date(2026, 11, 10), (SoleFinding.HEEL_ONE_SIDE,)),),
        limit_changes=(LimitChange(date(2026, 10, 1), 650_000.0),),
        distance_before_span_m=1000.0,
    )


def _events() -> list[Event]:
    illness = Event("event-2", date(2026, 10, 1), EventKind.ILLNESS, date(2026, 10, 9), text="flu")
    visit = Event("event-1", date(2026, 11, 2), EventKind.PT_VISIT, knee=Knee.LEFT)
    return [illness, replace(visit, findings=("weak hips",))]


def _reminder_states() -> list[ReminderState]:
    fired_on, until = date(2026, 11, 17), date(2026, 11, 25)
    asleep, away, doing = StateName.SNOOZED, StateName.DISMISSED, StateName.DOING
    known = DismissReason.KNOWN
    return [
        ReminderState(Rule.WORSE, "left", fired_on, asleep, until=until, value=4.25, at=_AT),
        ReminderState(Rule.RESP, "run-1", fired_on, away, Knee.RIGHT, reason=known, at=_AT),
        ReminderState(Rule.SHOE, "shoe-1", fired_on, asleep, value=628_000.0),
        ReminderState(Rule.SKIP, "diary", fired_on, doing, recheck_on=until, at=_AT),
    ]


def _totals() -> list[Total]:
    on, left, high = date(2026, 11, 2), Knee.LEFT, Direction.HIGH_IS_BETTER
    return [
        Total("total-1", on, Scale.AKPS, 70.0, left),
        Total("total-2", on, Scale.OSTRC_O2, 59.0, left, (2, 2, 1, 2)),
        Total("total-3", on, Scale.KOOS_PS, 62.5, direction=high),
    ]


def _pt_notes() -> list[PtNote]:
    return [
        PtNote("note-1", Pin(date(2026, 11, 15)), "downhill?", "M.S.", _AT),
        PtNote("note-2", Pin(run_id="run-1"), "<b>too long</b>"),
        PtNote("note-3", THE_VISIT, "bring the shoes"),
    ]


def _exercises() -> list[KeptExercise]:
    set_up = Exercise("Step-down", (BodyArea.HIPS, BodyArea.CALVES), 3, 10, side=Side.BOTH)
    hold = Exercise("Plank", seconds=30.0, load_kg=2.5, note="<b>slowly</b>")
    return [
        KeptExercise("exercise-1", set_up, from_pt=True),
        KeptExercise("exercise-2", hold, retired_on=date(2026, 11, 18)),
    ]


def _plans() -> list[Plan]:
    per_week, until = WeeklyTargets(3, 0, None), date(2026, 12, 20)
    ids = ("exercise-1", "exercise-2")
    whole = Plan("plan-1", date(2026, 11, 9), "Hips", until, SetBy.PT, per_week, 18, ids)
    return [whole, Plan("plan-2", date(2024, 2, 29))]


def _sessions() -> list[Session]:
    knees = {Knee.LEFT: 2, Knee.RIGHT: 0}
    done = SessionExercise("exercise-1", is_done=True, sets=3, reps=10, knees=knees)
    held = SessionExercise("exercise-2", is_done=False, seconds=20.0, load_kg=2.5)
    on, kind = date(2026, 11, 19), SessionKind.STRENGTH
    told = (25, 4, "felt good", (done, held))
    return [
        Session("session-1", on, kind, "plan-1", True, *told),
        Session("session-2", on, SessionKind.YOGA, is_done=False),
        Session("session-3", date(2026, 11, 22), kind, "plan-1"),
    ]


def _run_walk() -> RunWalk:
    gate = StartGate(walk_30_ok=True, hop_test_ok=False, pt_override=True)
    on, by_hand = date(2026, 11, 10), StepReason.BY_HAND
    stages = (Stage(1, 2, 8), Stage(25, 0, 1))
    steps = (StageStep(on, 1, 2, by_hand), StageStep(on, 2, 1, StepReason.BACK))
    return RunWalk(stages, 2, date(2026, 11, 1), True, gate, steps)


def _person() -> Person:
    return Person(
        "Jo",
        "J.K.",
        "77",
        (Knee.LEFT,),
        _ZONE,
        Season.OFF,
        2014,
        date(2026, 9, 28),
        earlier_knee_problem=False,
        longest_recent_run_m=12_000.0,
        next_visit_on=date(2026, 11, 24),
        questions=("Can I keep the Sunday long run?",),
        goal="10 km on trails",
    )


def main() -> None:
    """Write the file of the present schema where there is none yet."""
    path = DATA / f"schema_{SCHEMA:04d}.sqlite3"
    store = create_store(path, FixedClock(_AT), counted_ids())
    store.write(filling(released_diary(SCHEMA)))
    store.close()
    path.chmod(0o644)


if __name__ == "__main__":
    main()
