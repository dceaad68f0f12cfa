from datetime import date, timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st

from diary.domain.event import EventKind
from diary.domain.knee import Knee, Moment, Sign, SwellingSize
from diary.domain.load import LoadMeasure
from diary.domain.pain_and_load import (
    MarkKind,
    PainAndLoadSeries,
    first_day,
    pain_and_load_series,
    range_of_days,
    scored_days,
)
from diary.domain.period import Span
from diary.domain.pt_note import Pin
from tests.builders import (
    a_day,
    a_diary,
    a_knee_day,
    a_late_score,
    a_note,
    a_run,
    a_run_knee,
    a_shoe,
    an_event,
)
from tests.charts.example import example_diary

LAST = date(2026, 11, 20)


def back(days: int) -> date:
    return LAST - timedelta(days)


def values(series: PainAndLoadSeries, knee: Knee = Knee.LEFT) -> list[int | None]:
    found = series.knee(knee)
    assert found is not None
    return [each.value if each else None for each in found.values]


def test_a_range_has_both_ends() -> None:
    assert range_of_days(LAST, 28) == Span(date(2026, 10, 24), date(2026, 11, 21))


def test_values_are_the_days_highest_or_one_moment_and_gaps_stay_gaps() -> None:
    run = a_run("a", back(1), left=a_run_knee(4, 6))
    diary = a_diary([a_day(back(3), left=a_knee_day(2, 3)), a_day(back(1), left=1)], [run])
    span = range_of_days(LAST, 5)
    assert values(pain_and_load_series(diary, span)) == [None, 3, None, 6, None]
    during = pain_and_load_series(diary, span, Moment.DURING)
    assert values(during) == [None, None, None, 4, None]
    # Nothing is said to be recorded that is not drawn.
    assert during.is_recorded == (False, False, False, True, False)
    assert during.recorded_days == 1


def test_medians_use_days_before_the_span() -> None:
    diary = a_diary([a_day(back(days), left=days) for days in range(8)])
    series = pain_and_load_series(diary, range_of_days(LAST, 1))
    assert series.knees[0].medians == (3,)


def test_only_the_chosen_knees_are_there() -> None:
    diary = a_diary([a_day(LAST, right=4)])
    series = pain_and_load_series(diary, range_of_days(LAST, 3), knees=[Knee.LEFT])
    assert [each.knee for each in series.knees] == [Knee.LEFT]
    assert series.knee(Knee.RIGHT) is None
    assert series.recorded_days == 0
    assert pain_and_load_series(diary, range_of_days(LAST, 3)).recorded_days == 1


def test_a_day_is_late_once_for_both_knees() -> None:
    left, right = (a_knee_day(worst=a_late_score(value)) for value in (2, 3))
    diary = a_diary([a_day(date(2026, 1, 5), left=left, right=right)])
    series = pain_and_load_series(diary, Span(date(2026, 1, 1), date(2026, 1, 10)))
    assert series.late_days == 1


def test_loads_follow_the_measure() -> None:
    diary = a_diary([a_day(back(9), left=0)], [a_run("a", LAST, moving_s=1200.0, rpe=None)])
    series = pain_and_load_series(diary, range_of_days(LAST, 2), measure=LoadMeasure.EFFORT)
    assert series.loads == (0.0, None)
    assert series.is_incomplete == (False, True)
    assert series.week_sums == (0.0, None)
    assert series.is_week_incomplete == (False, True)
    assert series.usual_weeks == (None, None)


def test_what_a_run_lacks_is_never_0_and_what_is_known_is_a_least() -> None:
    """The whole week and the usual week of such a run know it too."""
    runs = [a_run("first", back(60), distance_m=4000.0)]
    runs += [a_run(f"r{age}", back(age), distance_m=None) for age in (20, 3)]
    runs += [a_run(f"k{age}", back(age), distance_m=4000.0) for age in (18, 3)]
    kept = [a_day(back(age), left=1) for age in (50, 40, 30, 10)]
    series = pain_and_load_series(a_diary(kept, runs), range_of_days(LAST, 22))
    assert series.loads[series.place(back(20))] is None
    assert series.loads[series.place(back(3))] == 4000.0
    assert [series.week_sums[series.place(back(age))] for age in (21, 20, 18, 3)] == [
        0.0,
        None,
        4000.0,
        4000.0,
    ]
    lacking = [back(21 - place) for place, is_so in enumerate(series.is_week_incomplete) if is_so]
    assert lacking == [back(age) for age in (*range(20, 13, -1), *range(3, -1, -1))]
    usual = series.usual_weeks[-1]
    assert usual is not None
    assert (usual.amount, usual.is_incomplete) == (1000.0, True)
    known = series.usual_weeks[series.place(back(21))]
    assert known is not None
    assert not known.is_incomplete


def test_marks_are_events_signs_and_the_first_and_last_days_of_shoes() -> None:
    locked = a_knee_day(worst=2, signs={Sign.LOCKING: True})
    swollen = a_knee_day(signs={Sign.SWELLING: True}, swelling_size=SwellingSize.CLEAR)
    diary = a_diary(
        [
            a_day(back(9), left=locked),
            a_day(back(8), left=locked),
            a_day(back(6), left=locked),
            a_day(back(5), right=swollen),
        ],
        [
            a_run("a", back(7), shoe_id="old"),
            a_run("b", back(2), shoe_id="new"),
            a_run("c", back(1), shoe_id="late"),
        ],
        [
            a_shoe("old", "Red 3", first_used_on=back(300), retired_on=back(1)),
            a_shoe("new", "Blue 12"),
            a_shoe("late", "Green 1", first_used_on=back(0)),
        ],
        [
            an_event("e1", back(4)),
            an_event("e2", back(40), kind=EventKind.HOLIDAY, until=back(8)),
            an_event("e3", back(40)),
        ],
    )
    marks = pain_and_load_series(diary, range_of_days(LAST, 10)).marks
    assert [(mark.kind, mark.on, mark.until) for mark in marks] == [
        (MarkKind.EVENT, back(40), back(8)),
        (MarkKind.SIGN, back(9), back(8)),
        (MarkKind.SHOE_LAST, back(7), back(7)),
        (MarkKind.SIGN, back(6), back(6)),
        (MarkKind.SIGN, back(5), back(5)),
        (MarkKind.EVENT, back(4), back(4)),
        (MarkKind.SHOE_FIRST, back(2), back(2)),
        (MarkKind.SHOE_FIRST, back(1), back(1)),
    ]
    assert [mark.signs for mark in marks if mark.signs][-1] == (SwellingSize.CLEAR,)


def test_notes_of_the_pt_have_a_mark_on_their_day_or_that_of_their_run() -> None:
    notes = (
        a_note("n1", Pin(back(3))),
        a_note("n2", Pin(run_id="a")),
        a_note("n3", Pin()),
        a_note("n4", Pin(back(20))),
        a_note("n5", Pin(run_id="gone")),
    )
    diary = a_diary(runs=[a_run("a", back(7))], pt_notes={note.id: note for note in notes})
    series = pain_and_load_series(diary, range_of_days(LAST, 10))
    assert [(mark.kind, mark.on, mark.note) for mark in series.marks] == [
        (MarkKind.PT_NOTE, back(7), notes[1]),
        (MarkKind.PT_NOTE, back(3), notes[0]),
    ]
    assert [mark.note for mark in series.part(range_of_days(LAST, 5)).marks] == [notes[0]]


def test_first_day_and_scored_days() -> None:
    assert first_day(a_diary()) is None
    diary = a_diary(
        [a_day(back(3), note="no score"), a_day(back(2), left=1)],
        [a_run("a", back(5)), a_run("b", back(1), right=a_run_knee(during=2))],
    )
    assert first_day(diary) == back(5)
    assert scored_days(diary) == {back(2), back(1)}


@given(
    st.dictionaries(st.integers(0, 60), st.integers(0, 10)),
    st.integers(1, 40),
    st.sampled_from([None, *Moment]),
    st.sampled_from(LoadMeasure),
)
def test_every_tuple_has_one_value_for_each_day(
    known: dict[int, int], length: int, moment: Moment | None, measure: LoadMeasure
) -> None:
    diary = a_diary([a_day(back(days), left=value) for days, value in known.items()])
    span = range_of_days(LAST, length)
    series = pain_and_load_series(diary, span, moment, measure=measure)
    tuples: list[tuple[object, ...]] = [
        series.is_recorded,
        series.loads,
        series.is_incomplete,
        series.week_sums,
        series.usual_weeks,
    ]
    for knee in series.knees:
        tuples += [knee.values, knee.medians]
    assert {len(each) for each in tuples} == {length}
    assert series.place(LAST) == length - 1
    if moment in (None, Moment.WORST):
        expected = [known.get(length - 1 - place) for place in range(length)]
        assert values(series) == expected


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 120), st.integers(0, 120), st.sampled_from([None, *Moment]))
@example(111, 0, None)
def test_a_part_equals_what_is_counted_anew(first: int, length: int, moment: Moment | None) -> None:
    """Signs that go on over the edge of the part are cut there, holidays are not."""
    diary = example_diary(120, LAST)
    span = Span(back(119 - first), back(119 - first) + timedelta(min(length, 120 - first)))
    whole = pain_and_load_series(diary, range_of_days(LAST, 120), moment)
    assert whole.part(span) == pain_and_load_series(diary, span, moment)
