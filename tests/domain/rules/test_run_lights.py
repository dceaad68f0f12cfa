from hypothesis import given
from hypothesis import strategies as st

from diary.domain.diary import Diary
from diary.domain.knee import Knee, KneeDay
from diary.domain.rules.facts import Facts
from diary.domain.rules.responses import Light, run_response
from diary.domain.rules.run_lights import run_lights
from diary.domain.run import RunKnee, Sport
from diary.services.sample import sample_diary
from tests.builders import a_diary, a_knee_day, a_run_knee
from tests.domain.rules.days import day, left_knee, run_on

SCORES = st.none() | st.integers(0, 10)


def expected(diary: Diary, until: int) -> list[int | None]:
    """What the responses of both knees say, one run after the other."""
    facts, order = Facts(diary), list(Light)
    lights: list[int | None] = []
    for run in diary.runs.values():
        found = [run_response(facts, knee, run, diary.settings, until) for knee in Knee]
        of_run = [order.index(each.light) for each in found if each is not None]
        lights.append(max(of_run, default=None) if run.is_run else None)
    return lights


def lights(diary: Diary, until: int) -> list[int | None]:
    return run_lights(Facts(diary), list(diary.runs.values()), diary.settings, until)


@given(
    mornings=st.dictionaries(st.integers(0, 9), SCORES.map(lambda n: a_knee_day(morning=n))),
    told=st.lists(
        st.tuples(
            st.integers(0, 8),
            st.builds(a_run_knee, SCORES, SCORES, limped=st.sampled_from([None, False, True])),
        ),
        max_size=6,
    ),
    until=st.integers(0, 10),
)
def test_it_says_what_the_responses_say(
    mornings: dict[int, KneeDay], told: list[tuple[int, RunKnee]], until: int
) -> None:
    runs = [
        run_on(on, f"run-{place}", left=said, right=a_run_knee(after=place % 4))
        for place, (on, said) in enumerate(told)
    ]
    diary = left_knee(mornings, *runs)
    last = day(until).toordinal()
    assert lights(diary, last) == expected(diary, last)


def test_it_agrees_on_months_of_a_usual_diary() -> None:
    diary = sample_diary(days=200, seed=3, last_on=day(300), zone="Europe/Lisbon")
    last = day(300).toordinal()
    assert lights(diary, last) == expected(diary, last)


def test_other_sports_and_runs_without_scores_have_none() -> None:
    ride = run_on(1, sport=Sport.RIDE, left=a_run_knee(5))
    assert lights(a_diary(runs=[run_on(0), ride]), day(5).toordinal()) == [None, None]
