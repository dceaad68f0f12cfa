from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from diary import words
from diary.domain.diary import Diary
from diary.domain.event import EventKind
from diary.domain.knee import Area, Knee, Sign, SwellingSize
from diary.domain.load import LoadMeasure
from diary.domain.pain_and_load import pain_and_load_series, range_of_days, runs_by_day
from diary.domain.pt_note import Pin
from diary.domain.run import RunKind, Sport
from diary.domain.settings import DistanceUnit
from diary.texts.chart_day import day_readout, scores_words
from diary.texts.charts import (
    chart_description,
    chart_labels,
    coverage_text,
    load_text,
    mark_text,
)
from diary.texts.numbers import Formats
from tests.builders import (
    a_day,
    a_diary,
    a_knee_day,
    a_late_score,
    a_note,
    a_run,
    a_run_knee,
    a_score,
    a_shoe,
    an_event,
)

ON = date(2026, 11, 15)
EVENING = datetime(2026, 11, 15, 20, tzinfo=UTC)
FORMATS = Formats()


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    words.install("en")
    yield
    words.install("en")


def a_sunday() -> Diary:
    """A long run on a Sunday, after six weeks of one run a week."""
    runs = [
        a_run(f"r{weeks}", ON - timedelta(7 * weeks), distance_m=8500.0) for weeks in range(1, 7)
    ]
    sunday = a_run(
        "sunday",
        ON,
        distance_m=14_100.0,
        kind=RunKind.LONG,
        shoe_id="red",
        left=a_run_knee(a_score(4, EVENING), a_score(5, EVENING)),
        right=a_run_knee(after=a_score(0, EVENING)),
    )
    day = a_day(ON, left=a_knee_day(a_score(4, EVENING)), note="downhill\n end")
    shoe = a_shoe("red", "Red 3", first_used_on=ON - timedelta(90))
    return a_diary([day], [*runs, sunday], [shoe])


def readout(
    diary: Diary, on: date, *, days: int = 14, measure: LoadMeasure = LoadMeasure.DISTANCE
) -> str:
    series = pain_and_load_series(diary, range_of_days(ON, days), measure=measure)
    runs = runs_by_day(diary.runs.values()).get(on, [])
    return day_readout(series, diary, runs, on, FORMATS)


def test_readout_says_everything_about_a_day() -> None:
    assert readout(a_sunday(), ON) == (
        "Sun 15 Nov: left 5 at most (morning 4, during 4, after 5); right after 0; "
        "14.1 km long, Red 3; 7 days 14.1 km; usual week 8.5 km; note “downhill end”"
    )


def test_readout_of_an_empty_day_and_of_a_longer_span() -> None:
    diary = a_sunday()
    assert readout(diary, ON - timedelta(1)).startswith("Sat 14 Nov: no scores; no run; 7 days")
    assert readout(diary, ON, days=400).startswith("Sun 15 Nov 2026: left")


def test_readout_says_late_and_names_marks_and_other_measures() -> None:
    on = date(2026, 10, 1)
    knee = a_knee_day(worst=a_late_score(3), signs={Sign.LOCKING: True})
    walk = a_run("walk", on, sport=Sport.WALK)
    run = a_run("run", on, moving_s=2400.0, rpe=6)
    diary = a_diary([a_day(on, left=knee)], [walk, run], events=[an_event(on=on)])
    text = readout(diary, on, days=60, measure=LoadMeasure.EFFORT)
    assert "left worst 3, entered late" in text
    assert "8.2 km 40:00, effort 6" in text
    assert text.count("8.2 km") == 1
    assert "left locking; 8.2 km" in text
    assert "safety sign: locking (left)" in text
    assert "PT visit" in text


def test_readout_has_what_the_pt_wrote_about_the_day_or_its_run() -> None:
    notes = (
        a_note("n1", Pin(ON), author="M.S."),
        a_note("n2", Pin(run_id="r"), text="long " * 40),
    )
    diary = a_diary(runs=[a_run("r", ON)], pt_notes={note.id: note for note in notes})
    text = readout(diary, ON)
    assert "; From my PT (M.S.): downhill?; From my PT: long long" in text
    assert text.endswith("long…")
    series = pain_and_load_series(diary, range_of_days(ON, 14))
    labels = chart_labels(series, FORMATS)
    assert labels.marks == (
        "From my PT (M.S.): downhill?",
        "From my PT: long long long long long long long long…",
    )


def test_away_days_are_named() -> None:
    diary = a_diary([a_day(ON, away=True), a_day(ON - timedelta(3), left=1)])
    assert readout(diary, ON).endswith(": no scores; away")


def test_before_the_first_entry_and_in_silence_nobody_knows_of_runs() -> None:
    diary = a_diary(
        [a_day(ON, left=1), a_day(ON - timedelta(20), left=1)],
        [a_run("r", ON - timedelta(20), distance_m=5000.0)],
    )
    assert readout(diary, ON - timedelta(21)).endswith(": no scores; before the first score or run")
    assert readout(diary, ON - timedelta(9)).endswith(
        "not known whether you ran: no scores, answers or runs entered for 14 days or more"
    )
    assert readout(diary, ON).endswith(": left worst 1; no run")


def test_a_day_says_its_signs_and_spots() -> None:
    knee = a_knee_day(
        worst=3,
        signs={Sign.SWELLING: True, Sign.STIFF_AFTER_SITTING: True, Sign.LOCKING: False},
        swelling_size=SwellingSize.SLIGHT,
        areas=(Area.BELOW, Area.FRONT),
    )
    text = readout(a_diary([a_day(ON, left=knee)]), ON)
    assert text.endswith(
        "left worst 3; left swelling (slight), stiff after sitting; left spots: front, below; "
        "no run"
    )


def test_weeks_without_runs_are_not_told_as_0_km() -> None:
    days = [a_day(ON - timedelta(age), left=1) for age in range(60)]
    first = a_run("r", ON - timedelta(59), distance_m=5000.0)
    assert readout(a_diary(days, [first]), ON).endswith(": left worst 1; no run in 7 days")


def test_scores_in_a_cell() -> None:
    diary = a_sunday()
    runs = runs_by_day(diary.runs.values())[ON]
    assert scores_words(diary, runs, ON, Knee.LEFT) == "5 (morning 4, during 4, after 5)"
    assert scores_words(diary, [], ON, Knee.RIGHT) == ""


def test_loads_with_their_units() -> None:
    assert load_text(31_200.0, LoadMeasure.DISTANCE, FORMATS) == "31.2 km"
    assert load_text(11_100.0, LoadMeasure.DURATION, FORMATS) == "185 min"
    assert load_text(412.4, LoadMeasure.EFFORT, FORMATS) == "effort 412"


def test_coverage_counts_days_and_late_ones() -> None:
    early = date(2026, 10, 1)
    diary = a_diary(
        [a_day(early, left=a_knee_day(worst=a_late_score(2))), a_day(date(2026, 11, 20), left=2)]
    )
    series = pain_and_load_series(diary, range_of_days(date(2026, 11, 20), 84))
    assert coverage_text(series) == "2 of 84 days recorded, 1 entered late"
    only = pain_and_load_series(diary, range_of_days(date(2026, 11, 20), 7))
    assert coverage_text(only) == "1 of 7 days recorded"


def test_description_is_one_sentence_with_the_numbers_of_the_chart() -> None:
    days = [a_day(ON - timedelta(back), left=2 if back > 6 else 5, right=0) for back in range(20)]
    days[0] = a_day(ON, left=a_knee_day(worst=a_late_score(5)), right=0)
    diary = a_diary([*days], [a_run("r", ON)])
    series = pain_and_load_series(diary, range_of_days(ON, 28))
    text = chart_description(series, FORMATS)
    assert text.startswith("Pain, day's highest, 0 to 10 and load, Mon 19 Oct 2026 to Sun 15 Nov")
    assert "Left knee middle value 2 in the first and 5 in the last 7 scores" in text
    assert "highest 5 on Mon 9 Nov" in text
    assert "last 7 days to Sun 15 Nov 8.2 km" in text
    assert text.endswith("entered late.")
    empty = pain_and_load_series(a_diary(), range_of_days(ON, 28))
    assert "Left knee no scores" in chart_description(empty, FORMATS)


def test_marks_are_named_with_what_the_person_wrote() -> None:
    events = [
        an_event("a", ON, kind=EventKind.RACE, text="10 km"),
        an_event("b", ON, kind=EventKind.OTHER, text="New job"),
        an_event("c", ON, kind=EventKind.OTHER),
    ]
    shoes = [a_shoe("s", "Red 3", first_used_on=ON, retired_on=ON)]
    diary = a_diary(shoes=shoes, events=events)
    marks = pain_and_load_series(diary, range_of_days(ON, 3)).marks
    assert [mark_text(each) for each in marks] == [
        "Race: 10 km",
        "New job",
        "Other",
        "New shoes: Red 3",
        "Last day: Red 3",
    ]


def test_labels_follow_unit_and_measure() -> None:
    series = pain_and_load_series(a_sunday(), range_of_days(ON, 28))
    labels = chart_labels(series, Formats(unit=DistanceUnit.MI))
    assert labels.load_title == "Distance, mi per day"
    assert labels.load_unit == pytest.approx(1609.344)
    minutes = pain_and_load_series(a_sunday(), range_of_days(ON, 28), measure=LoadMeasure.DURATION)
    assert chart_labels(minutes, FORMATS).load_unit == 60.0


def test_every_text_is_translated() -> None:
    words.install("pseudo")
    series = pain_and_load_series(a_sunday(), range_of_days(ON, 28))
    labels = chart_labels(series, FORMATS)
    texts = [labels.pain_title, labels.week_title, labels.no_entry, *labels.lines.values()]
    assert all(text.startswith("⟦") for text in (*texts, *labels.pain_ticks.values()))


@pytest.mark.parametrize("age", [13, 12, 11])
def test_days_away_say_so_even_after_days_without_a_run(age: int) -> None:
    """Four known days of seven make a sum, but not seven days without a run."""
    days = [a_day(ON - timedelta(age), away=age in (13, 12, 11)) for age in range(28)]
    assert readout(a_diary(days, [a_run("r", ON - timedelta(27))]), ON - timedelta(age)).endswith(
        ": no scores; away"
    )


def test_a_diary_that_has_just_begun_tells_of_its_own_days_only() -> None:
    diary = a_diary([a_day(ON - timedelta(age), left=1) for age in range(9)])
    said = [readout(diary, ON - timedelta(8 - age)).rsplit("; ", 1)[1] for age in range(9)]
    assert said == ["no run"] * 6 + ["no run in 7 days"] * 3


@pytest.mark.parametrize("age", [19, 18, 17, 10, 1])
def test_every_day_of_a_silence_says_why_it_is_not_known(age: int) -> None:
    kept = [a_day(ON - timedelta(back), left=1) for back in (*range(20, 40), 0)]
    visit = an_event(on=ON - timedelta(age))
    assert readout(a_diary(kept, events=[visit]), ON - timedelta(age), days=28).endswith(
        ": no scores; not known whether you ran: no scores, answers or runs entered for 14 days"
        " or more; PT visit"
    )


def test_the_first_activity_begins_the_diary_whatever_it_was() -> None:
    walk = a_run("w", ON - timedelta(9), sport=Sport.WALK)
    diary = a_diary([a_day(ON, left=1)], [walk])
    assert readout(diary, ON - timedelta(10)).endswith("before the first score or run")
    for age in (9, 6):
        assert readout(diary, ON - timedelta(age)).endswith(": no scores; no run")


def test_a_run_of_0_km_is_a_run() -> None:
    days = [a_day(ON - timedelta(age), left=1) for age in range(28)]
    diary = a_diary(days, [a_run("r", ON - timedelta(2), distance_m=0.0)])
    assert readout(diary, ON - timedelta(2)).endswith(": left worst 1; 0.0 km")
    assert readout(diary, ON).endswith(": left worst 1; no run")


def test_what_was_entered_ahead_does_not_make_today_unknown() -> None:
    """Three days of rest after the last entry, with a holiday and a wrong clock ahead."""
    days = [a_day(ON - timedelta(age), left=1) for age in range(3, 60)]
    runs = [a_run(f"r{age}", ON - timedelta(age)) for age in range(4, 60, 3)]
    holiday = [a_day(ON + timedelta(30 + age), away=True) for age in range(10)]
    late_clock = a_run("f", ON + timedelta(350))
    ahead = a_diary([*days, *holiday], [*runs, late_clock])
    for diary in (a_diary(days, runs), ahead):
        series = pain_and_load_series(diary, range_of_days(ON, 28), today=ON)
        text = day_readout(series, diary, [], ON, FORMATS)
        assert text == "Sun 15 Nov: no scores; no run; 7 days 8.2 km; usual week 20.5 km"
