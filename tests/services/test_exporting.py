from datetime import date

from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.period import Span
from diary.domain.pt_note import THE_VISIT, Pin
from diary.domain.run_walk import StageStep, StepReason
from diary.domain.session import SessionExercise
from diary.domain.settings import SettingChange, Settings
from diary.domain.shoe import Inspection
from diary.services.exporting import cut, span_of, span_reminders
from diary.services.sample import sample_diary
from diary.texts.numbers import Formats
from tests.builders import (
    AT,
    ON,
    ZONE,
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

FIRST, LAST = date(2026, 11, 10), date(2026, 11, 19)
SPAN = Span(FIRST, ON)


def on(day: int) -> date:
    return date(2026, 11, day)


def test_a_span_includes_both_ends_and_takes_missing_ones_from_the_diary() -> None:
    diary = a_diary([a_day(on(3), left=1)], [a_run(on=on(1))])
    assert span_of(diary, None, None, ON) is None
    assert span_of(diary, FIRST, LAST, ON) == SPAN
    assert span_of(diary, None, LAST, ON) == Span(on(1), ON)
    assert span_of(diary, FIRST, None, ON) == Span(FIRST, on(21))
    assert span_of(Diary(), date(2027, 1, 1), None, ON) == Span(date(2027, 1, 1), date(2027, 1, 2))
    assert span_of(diary, None, date(2020, 1, 1), ON) == Span(date(2020, 1, 1), date(2020, 1, 2))


def test_days_and_runs_are_cut_at_both_ends() -> None:
    ages = (9, 10, 19, 20)
    diary = a_diary([a_day(on(n), left=n % 10) for n in ages], [a_run(str(n), on(n)) for n in ages])
    part = cut(diary, SPAN)
    assert list(part.days) == [FIRST, LAST]
    assert list(part.runs) == ["10", "19"]


def test_a_pair_knows_how_far_it_went_before() -> None:
    shoe = a_shoe(
        initial_distance_m=5000.0,
        distance_before_span_m=100.0,
        inspections=(Inspection(on(9)), Inspection(on(20))),
    )
    runs = [
        a_run("a", on(1), distance_m=8000.0, shoe_id=shoe.id),
        a_run("b", on(9), distance_m=2000.0, shoe_id=shoe.id),
        a_run("c", FIRST, distance_m=4000.0, shoe_id=shoe.id),
        a_run("d", on(1), distance_m=900.0),
    ]
    part = cut(a_diary(runs=runs, shoes=[shoe]), SPAN).shoes[shoe.id]
    assert part.distance_before_span_m == 10_100.0
    assert part.initial_distance_m == 5000.0
    assert part.inspections == (Inspection(on(9)),)


def test_totals_in_the_span_stay_and_the_last_of_each_kind_before_it() -> None:
    totals = [
        a_total("older", on(1)),
        a_total("last", on(9)),
        a_total("right", on(3), knee=Knee.RIGHT),
        a_total("first", FIRST),
        a_total("inside", LAST),
        a_total("after", ON),
    ]
    part = cut(a_diary(totals={each.id: each for each in totals}), SPAN)
    assert set(part.totals) == {"last", "right", "first", "inside"}


def test_notes_of_the_pt_go_with_what_they_are_about() -> None:
    runs = [a_run("in", FIRST), a_run("out", on(9))]
    late = AT.replace(hour=23)
    notes = [
        *(a_note("day", Pin(LAST)), a_note("day out", Pin(ON))),
        *(a_note("run", Pin(run_id="in")), a_note("run out", Pin(run_id="out"))),
        a_note("visit", THE_VISIT, received_at=AT.replace(day=15)),
        a_note("visit out", THE_VISIT, received_at=late),
        a_note("any visit", THE_VISIT),
    ]
    part = cut(a_diary(runs=runs, pt_notes={each.id: each for each in notes}), SPAN)
    assert set(part.pt_notes) == {"day", "run", "visit", "any visit"}


def test_plans_that_hold_in_the_span_and_its_sessions_stay_with_their_exercises() -> None:
    plans = [
        a_plan("before", on(1), until=on(9), exercise_ids=("old",)),
        a_plan("into", on(1), until=FIRST, exercise_ids=("step",)),
        a_plan("after", ON),
    ]
    sessions = [
        a_session("in", FIRST, plan_id="before", exercises=(SessionExercise("aside"),)),
        a_session("out", on(9), plan_id="into"),
    ]
    exercises = [
        *(an_exercise("step"), an_exercise("aside", retired_on=on(2))),
        *(an_exercise("old", retired_on=on(2)), an_exercise("gone", retired_on=on(2))),
        an_exercise("unused"),
    ]
    whole = a_diary(
        plans={each.id: each for each in plans},
        sessions={each.id: each for each in sessions},
        exercises={each.id: each for each in exercises},
    )
    part = cut(whole, SPAN)
    assert set(part.plans) == {"before", "into"}
    assert set(part.sessions) == {"in"}
    assert set(part.exercises) == {"step", "aside", "old", "unused"}


def test_the_way_back_to_running_stands_as_it_did_at_the_end_of_the_span() -> None:
    steps = (
        StageStep(FIRST, 1, 2, StepReason.PROGRESS),
        StageStep(ON, 2, 3, StepReason.PROGRESS),
    )
    kept = cut(a_diary(run_walk=a_run_walk(stage=3, started_on=on(1), steps=steps)), SPAN).run_walk
    assert kept is not None
    assert (kept.stage, kept.steps) == (2, steps[:1])
    assert cut(a_diary(run_walk=a_run_walk(started_on=ON)), SPAN).run_walk is None
    as_it_is = a_run_walk(stage=3, started_on=None)
    assert cut(a_diary(run_walk=as_it_is), SPAN).run_walk == as_it_is


def test_events_that_reach_into_the_span_stay() -> None:
    events = [
        an_event("before", on(8), until=on(9)),
        an_event("into", on(8), until=FIRST),
        an_event("inside", on(15)),
        an_event("out of", LAST, until=on(25)),
        an_event("after", ON),
    ]
    assert list(cut(a_diary(events=events), SPAN).events) == ["into", "inside", "out of"]


def test_changes_of_settings_before_the_span_still_count_in_it() -> None:
    early = SettingChange(AT.replace(day=2), "amber_max", 5)
    late = SettingChange(AT, "amber_max", 4)
    assert cut(a_diary(setting_changes=(early, late)), SPAN).setting_changes == (early,)


def test_a_part_has_the_limits_of_its_last_day() -> None:
    """The days of a report of the past are read with the limits that the person had then."""
    changes = (
        SettingChange(AT.replace(day=5), "amber_max", 4),
        SettingChange(AT, "amber_max", 3),
        SettingChange(AT, "green_max", 1),
    )
    diary = a_diary(settings=Settings(green_max=1, amber_max=3), setting_changes=changes)
    part = cut(diary, SPAN).settings
    assert (part.green_max, part.amber_max) == (2, 4)
    before = cut(diary, Span(on(1), on(3))).settings
    assert (before.green_max, before.amber_max) == (2, 5)
    now = cut(diary, Span(FIRST, on(21)))
    assert (now.settings, now.setting_changes) == (diary.settings, changes)


def test_reminders_are_those_of_the_last_day_with_their_texts() -> None:
    diary = sample_diary(140, 1, ON, ZONE)
    rows = span_reminders(diary, Span(FIRST, date(2026, 11, 21)), Formats())
    by_rule = {row["rule"]: row for row in rows}
    assert {"R-WORSE", "R-SHOE"} <= set(by_rule)
    assert by_rule["R-WORSE"]["title"] == "Left knee pain is rising"
    assert {row["state"] for row in rows} == {"open"}
    assert span_reminders(diary, Span(date(2026, 7, 10), date(2026, 7, 20)), Formats()) == []
