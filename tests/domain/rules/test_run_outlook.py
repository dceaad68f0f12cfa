from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.person import Person
from diary.domain.rules.facts import Facts
from diary.domain.rules.responses import Response
from diary.domain.rules.run_outlook import (
    Longest,
    Reference,
    RunOutlook,
    longest_before,
    run_outlook,
)
from diary.domain.run import Run, Sport
from diary.domain.settings import Settings
from tests.builders import a_diary, a_knee_day, a_run_knee
from tests.domain.rules.days import day, left_knee, run_on


def outlook(diary: Diary, number: int) -> RunOutlook:
    found = run_outlook(Facts(diary), diary, day(number))
    assert found is not None
    return found


def longest(diary: Diary, number: int, changing: Run | None = None) -> Longest:
    return longest_before(Facts(diary), diary, day(number), changing)


def runs(*told: tuple[int, float]) -> Diary:
    """Runs by day and kilometres."""
    return a_diary(runs=[run_on(number, distance_m=1000 * km) for number, km in told])


def test_a_diary_without_runs_has_no_outlook() -> None:
    diary = a_diary()
    assert run_outlook(Facts(diary), diary, day(0)) is None
    later = runs((5, 8))
    assert run_outlook(Facts(later), later, day(4)) is None


def test_the_longest_of_thirty_days_is_what_a_run_is_compared_with() -> None:
    diary = runs((0, 8), (12, 10), (40, 6))
    assert longest(diary, 42) == Longest(Reference.KNOWN, 10_000, 1.10)
    assert longest(diary, 43).metres == 6_000


def test_a_run_earlier_on_the_day_counts_too() -> None:
    assert longest(runs((0, 8), (40, 9)), 40).metres == 9_000


def test_another_share_is_taken_from_the_settings() -> None:
    diary = a_diary(runs=[run_on(0), run_on(40)], settings=Settings(spike_small=1.2))
    assert longest(diary, 41).within == 1.2


def test_in_the_first_thirty_days_nothing_is_compared_without_what_the_person_said() -> None:
    diary = runs((0, 8), (10, 6))
    assert longest(diary, 29) == Longest(Reference.LEARNING, None, 1.10)
    assert longest(diary, 30).metres == 8_000
    said = a_diary(runs=diary.runs.values(), person=Person(longest_recent_run_m=12_000.0))
    assert longest(said, 29).metres == 12_000
    # Later only the diary counts.
    assert longest(said, 35).metres == 6_000


def test_without_a_run_or_a_distance_in_thirty_days_that_is_what_is_known() -> None:
    assert longest(runs((0, 8)), 31).reference is Reference.NO_RUN
    timed = a_diary(runs=[run_on(0), run_on(40, distance_m=None, moving_s=1800.0)])
    assert longest(timed, 41).reference is Reference.NO_DISTANCE


def test_a_run_that_is_changed_does_not_count_itself() -> None:
    diary = runs((0, 8), (40, 12), (41, 9))
    changing = diary.runs["run-040"]
    assert longest(diary, 40, changing).reference is Reference.NO_RUN
    assert longest(diary, 42, changing).metres == 9_000
    assert longest(diary, 42).metres == 12_000


def test_walks_do_not_count() -> None:
    walk = run_on(41, "walk", sport=Sport.WALK, distance_m=20_000.0)
    diary = a_diary(runs=[run_on(0), run_on(40, distance_m=5000.0), walk])
    assert longest(diary, 42).metres == 5_000
    assert outlook(diary, 42).gap_days == 2


def test_a_break_that_is_running_comes_with_a_way_back() -> None:
    diary = runs((0, 8), (40, 6))
    assert outlook(diary, 53).layoff is None
    layoff = outlook(diary, 61).layoff
    assert layoff is not None
    assert (layoff.gap_days, layoff.weeks_50, layoff.weeks_75) == (21, 2, 1)
    stages = outlook(diary, 90).layoff
    assert stages is not None
    assert stages.is_stages


def test_the_last_run_waits_for_its_morning_and_is_final_after_it() -> None:
    said = {40: a_knee_day(morning=2), 41: a_knee_day(morning=4)}
    diary = left_knee(said, run_on(0), run_on(40, left=a_run_knee(2, 4)))
    waiting = outlook(diary, 40).last
    assert waiting is not None
    assert waiting.responses[Knee.LEFT].result is Response.HOLD
    assert waiting.responses[Knee.LEFT].is_provisional
    final = outlook(diary, 41).last
    assert final is not None
    assert final.responses[Knee.LEFT].result is Response.STEP_BACK
    assert not final.responses[Knee.LEFT].is_provisional
    assert Knee.RIGHT not in final.responses


def test_a_last_run_without_scores_or_long_ago_is_not_spoken_of() -> None:
    diary = left_knee({}, run_on(38, left=a_run_knee(2)), run_on(40))
    assert outlook(diary, 41).last is None
    scored = left_knee({}, run_on(40, left=a_run_knee(2)))
    assert outlook(scored, 53).last is not None
    assert outlook(scored, 54).last is None


def test_later_days_are_not_read() -> None:
    said = {40: a_knee_day(morning=2), 41: a_knee_day(morning=4), 50: a_knee_day(morning=9)}
    early = left_knee(said, run_on(0), run_on(40, left=a_run_knee(2, 4)))
    late = left_knee(said, *early.runs.values(), run_on(45, distance_m=30_000.0))
    assert outlook(early, 41) == outlook(late, 41)
