"""Which days of a week are worth a look: those that say what the chart counts."""

from datetime import date, timedelta

from diary.domain.day import Care, Limit
from diary.domain.knee import Area, Knee, Sign
from diary.domain.period import Span
from diary.domain.telling_days import run_days, sign_days, spot_days
from tests.builders import ON, a_day, a_diary, a_knee_day, a_run, a_run_knee

WEEK = Span(ON, ON + timedelta(7))
LEFT, BOTH = (Knee.LEFT,), tuple(Knee)


def on(day: int) -> date:
    return ON + timedelta(day)


def test_days_with_a_spot_come_before_days_with_pain() -> None:
    diary = a_diary(
        [
            a_day(on(0), left=0),
            a_day(on(1), left=3),
            a_day(on(5), left=a_knee_day(areas=(Area.FRONT,))),
            a_day(on(9), left=a_knee_day(areas=(Area.FRONT,))),
        ],
        [a_run("r", on(3), left=a_run_knee(2, None))],
    )
    assert spot_days(diary, LEFT, WEEK) == (on(5),)
    assert spot_days(diary, LEFT, Span(on(0), on(5))) == (on(1), on(3))
    assert spot_days(diary, (Knee.RIGHT,), WEEK) == ()


def test_a_yes_comes_before_a_no_and_a_no_before_silence() -> None:
    said = [
        a_day(on(1), left=a_knee_day(signs={Sign.LOCKING: False})),
        a_day(on(2), right=a_knee_day(signs={Sign.LOCKING: True})),
        a_day(on(3), left=2),
    ]
    diary = a_diary(said)
    assert sign_days(diary, BOTH, WEEK) == (on(2),)
    assert sign_days(diary, LEFT, WEEK) == (on(1),)
    assert sign_days(a_diary(said[2:]), LEFT, WEEK) == ()
    for day in (
        a_day(on(4), limits={Limit.STAIRS: True}),
        a_day(on(4), care={Care.ICE: True}),
        a_day(on(4), care_own=("warm bath",)),
    ):
        assert sign_days(a_diary([*said, day]), LEFT, WEEK) == (on(4),)


def test_runs_are_those_of_the_days() -> None:
    runs = [a_run("a", on(4)), a_run("b", on(4)), a_run("c", on(2)), a_run("d", on(8))]
    assert run_days(a_diary([], runs), WEEK) == (on(2), on(4))
