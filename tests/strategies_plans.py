"""Any exercises, plans, sessions and ways back to running, for hypothesis."""

from collections.abc import Sequence

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from diary.domain.exercise import BodyArea, Exercise, KeptExercise, SessionKind, Side
from diary.domain.knee import Knee
from diary.domain.plan import Plan, WeeklyTargets
from diary.domain.run_walk import RunWalk, Stage, StageStep, StartGate, StepReason
from diary.domain.session import Session, SessionExercise
from diary.domain.settings import SetBy
from tests.strategies_basics import calendar_days, ids, maybe, members, some, texts


def exercises() -> SearchStrategy[Exercise]:
    """Any exercise as it is set."""
    return st.builds(
        Exercise,
        texts(80).map(lambda name: name if name.strip() else "Step-down"),
        some(BodyArea),
        maybe(st.integers(1, 1000)),
        maybe(st.integers(1, 1000)),
        maybe(st.floats(0, 86_400)),
        maybe(st.floats(0, 1000)),
        maybe(members(Side)),
        texts(500),
    )


def kept_exercises() -> SearchStrategy[KeptExercise]:
    """Any exercise of a diary."""
    return st.builds(KeptExercise, ids(), exercises(), st.booleans(), maybe(calendar_days()))


@st.composite
def plans(draw: st.DrawFn, exercise_ids: Sequence[str] = ()) -> Plan:
    """Any plan of these exercises."""
    first, last = sorted([draw(calendar_days()), draw(calendar_days())])
    per_week = WeeklyTargets(
        draw(maybe(st.integers(0, 7))), draw(maybe(st.integers(0, 7))), draw(maybe(_to(14)))
    )
    return Plan(
        draw(ids()),
        first,
        draw(texts(80)),
        draw(st.sampled_from([last, None])),
        draw(members(SetBy)),
        per_week,
        draw(maybe(st.integers(1, 1000))),
        tuple(draw(_some_of(exercise_ids))),
    )


@st.composite
def sessions(
    draw: st.DrawFn, exercise_ids: Sequence[str] = (), plan_ids: Sequence[str] = ()
) -> Session:
    """Any session of these exercises and plans."""
    done = [
        SessionExercise(
            exercise_id,
            draw(maybe(st.booleans())),
            draw(maybe(_to(1000))),
            draw(maybe(_to(1000))),
            draw(maybe(st.floats(0, 86_400))),
            draw(maybe(st.floats(0, 1000))),
            draw(st.dictionaries(members(Knee), _to(10))),
        )
        for exercise_id in draw(_some_of(exercise_ids))
    ]
    return Session(
        draw(ids()),
        draw(calendar_days()),
        draw(members(SessionKind)),
        draw(st.sampled_from([None, *plan_ids])),
        draw(maybe(st.booleans())),
        draw(maybe(_to(1440))),
        draw(maybe(st.integers(1, 10))),
        draw(texts(500)),
        tuple(done),
    )


@st.composite
def run_walks(draw: st.DrawFn) -> RunWalk:
    """Any way back to running."""
    stage = st.builds(Stage, st.integers(1, 180), _to(60), st.integers(1, 50))
    stages = draw(st.lists(stage, min_size=1, max_size=9))
    number = st.integers(1, len(stages))
    step = st.builds(StageStep, calendar_days(), number, number, members(StepReason))
    yes_no = maybe(st.booleans())
    return RunWalk(
        tuple(stages),
        draw(number),
        draw(maybe(calendar_days())),
        draw(st.booleans()),
        StartGate(draw(yes_no), draw(yes_no), draw(st.booleans())),
        tuple(draw(st.lists(step, max_size=4))),
    )


def _to(most: int) -> SearchStrategy[int]:
    return st.integers(0, most)


def _some_of(names: Sequence[str]) -> SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(names), unique=True) if names else st.just([])
