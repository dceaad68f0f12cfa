from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings

from diary.domain.errors import Reason
from diary.domain.knee import Knee, Moment
from diary.domain.run import Run, Sport, Surface, WarmUp
from diary.domain.settings import METRES_PER_MILE, DistanceUnit
from diary.services.entries import Stamp
from diary.texts.numbers import Formats
from diary.ui.dialogs.run_doubts import (
    DoubtKind,
    ShoeDayDoubt,
    doubts,
    looks_same,
    shoe_day_doubt,
)
from diary.ui.dialogs.run_draft import (
    RunDraft,
    RunSheet,
    draft_of,
    new_draft,
    one_foot,
)
from diary.ui.dialogs.run_filling import run_of
from tests.builders import Given, a_diary, a_run, a_run_knee, a_score, a_shoe, runs
from tests.thorough import cases

ON = date(2026, 11, 20)
AT = datetime(2026, 11, 20, 18, 42, tzinfo=UTC)
ZONE = "Europe/Berlin"
LEFT_DURING = (Knee.LEFT, Moment.DURING)
METRIC = Formats()


def a_sheet(base: Run | None = None, formats: Formats = METRIC) -> RunSheet:
    opened = RunDraft(ON) if base is None else draft_of(base, formats, ZONE)
    return RunSheet("new", base, opened, formats.unit, Stamp(AT, ZONE))


def typed(base: Run | None = None, formats: Formats = METRIC, **fields: Given) -> Run:
    sheet = a_sheet(base, formats)
    run, errors = run_of(replace(sheet.opened, **fields), sheet)
    assert not errors
    assert run is not None
    return run


def wrong(base: Run | None = None, **fields: Given) -> dict[str, Reason]:
    sheet = a_sheet(base)
    run, errors = run_of(replace(sheet.opened, **fields), sheet)
    assert run is None
    return {field: error.reason for field, error in errors.items()}


@pytest.mark.parametrize("distance", ["8.25", "8,25", " 8,25 ", "8.25 km", "8250m"])
def test_decimal_comma_and_point_are_both_understood(distance: str) -> None:
    assert typed(distance=distance).distance_m == 8250.0


def test_a_number_without_a_unit_is_in_the_persons_unit() -> None:
    miles = Formats(DistanceUnit.MI)
    assert typed(formats=miles, distance="5").distance_m == pytest.approx(5 * METRES_PER_MILE)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("45", 2700), ("45:10", 2710), ("1:05:00", 3900), ("1h5", 3900), ("45m", 2700)],
)
def test_a_time_is_understood_in_every_usual_form(text: str, seconds: float) -> None:
    assert typed(time=text).moving_s == seconds


def test_distance_or_time_is_enough_but_one_is_needed() -> None:
    assert typed(distance="8").moving_s is None
    assert typed(time="45").distance_m is None
    assert wrong() == {"distance_m": Reason.REQUIRED}


def test_every_wrong_field_is_named_at_once() -> None:
    assert wrong(distance="1.250,5", time="soon", start="26:00", cadence="82", climb="high") == {
        "distance_m": Reason.AMBIGUOUS_NUMBER,
        "moving_s": Reason.NOT_A_TIME,
        "started_at": Reason.NOT_A_TIME,
        "cadence_spm": Reason.OUT_OF_RANGE,
        "ascent_m": Reason.NOT_A_NUMBER,
    }


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"distance": "0.05"}, "distance_m"),
        ({"distance": "251"}, "distance_m"),
        ({"time": "0:30"}, "moving_s"),
        ({"time": "49:00:00"}, "moving_s"),
        ({"distance": "8", "climb": "6000"}, "ascent_m"),
        ({"distance": "8", "cadence": "240"}, "cadence_spm"),
    ],
)
def test_impossible_values_are_refused(fields: dict[str, Given], field: str) -> None:
    assert wrong(**fields) == {field: Reason.OUT_OF_RANGE}


def test_pain_cannot_begin_after_the_run() -> None:
    scores = {LEFT_DURING: 3}
    fields: dict[str, Given] = {"distance": "8", "time": "45", "scores": scores}
    assert typed(**fields, onset_distance="6", onset_time="30").pain_onset_m == 6000.0
    assert wrong(**fields, onset_distance="9") == {"pain_onset_m": Reason.OUT_OF_RANGE}
    assert wrong(**fields, onset_time="46") == {"pain_onset_s": Reason.OUT_OF_RANGE}


def test_where_pain_began_needs_pain() -> None:
    assert typed(distance="8", onset_distance="6").pain_onset_m is None


def test_the_start_is_local_and_stored_in_utc() -> None:
    run = typed(distance="8", start="18:05")
    assert run.started_at == datetime(2026, 11, 20, 17, 5, tzinfo=UTC)
    assert run.timezone == ZONE


def test_a_start_that_has_not_come_is_refused() -> None:
    assert wrong(distance="8", start="20:00") == {"started_at": Reason.IN_FUTURE}


def test_a_new_score_carries_when_and_where_it_was_typed() -> None:
    run = typed(distance="8", scores={LEFT_DURING: 3})
    score = run.knee(Knee.LEFT).during
    assert score is not None
    assert (score.value, score.recorded_at, score.timezone) == (3, AT, ZONE)
    assert Knee.RIGHT not in run.knees


def test_a_score_that_was_not_touched_keeps_its_time() -> None:
    old = a_score(3, datetime(2026, 11, 19, 8, tzinfo=UTC))
    base = a_run(left=a_run_knee(during=old, limped=True))
    run = typed(base, scores={LEFT_DURING: 3, (Knee.LEFT, Moment.AFTER): 4}, note="later")
    assert run.knee(Knee.LEFT).during == old
    assert run.knee(Knee.LEFT).limped is True
    assert typed(base, scores={}).knee(Knee.LEFT).during is None


def test_another_day_keeps_the_clock_time_of_the_start() -> None:
    base = a_run(on=ON, started_at=datetime(2026, 11, 20, 17, 5, 33, tzinfo=UTC), timezone=ZONE)
    run = typed(base, on=ON - timedelta(days=1))
    assert run.started_at == datetime(2026, 11, 19, 17, 5, 33, tzinfo=UTC)


@given(runs())
@settings(max_examples=cases(20), deadline=None)
def test_a_run_that_was_only_looked_at_is_not_changed(base: Run) -> None:
    formats = Formats()
    opened = draft_of(base, formats, ZONE)
    stamp = Stamp(AT, ZONE)
    run, errors = run_of(opened, RunSheet(base.id, base, opened, formats.unit, stamp))
    assert not errors
    assert run == replace(base, note=base.note.strip())


def test_a_typed_time_replaces_an_elapsed_time_that_is_shorter() -> None:
    base = a_run(moving_s=2710.4, elapsed_s=2800.0)
    assert typed(base, time="46:00").elapsed_s == 2800.0
    assert typed(base, time="50:00").elapsed_s is None


def test_a_new_form_answers_nothing_and_offers_the_pair_that_is_likely() -> None:
    diary = a_diary(
        runs=[
            a_run("1", ON - timedelta(days=9), surface=Surface.TRAIL, shoe_id="trail"),
            a_run("2", ON - timedelta(days=5), surface=Surface.ROAD, shoe_id="road"),
            a_run("3", ON - timedelta(days=4), warmup=WarmUp.OVER_10),
            a_run("4", ON - timedelta(days=1), sport=Sport.RIDE, surface=Surface.TRACK),
        ],
        shoes=[a_shoe("trail", "Trail"), a_shoe("road", "Road")],
    )
    draft = new_draft(diary, ON)
    assert draft == RunDraft(ON, shoe_id="road")
    assert not draft.has_more
    run = typed(distance="8")
    answers = (run.finish, run.kind, run.surface, run.hills, run.warmup, run.rpe, run.form_faded)
    assert set(answers) == {None}
    assert (run.aids, run.knees) == (None, {})


@pytest.mark.parametrize(
    ("cadence", "both"), [("82", 164), ("59", None), ("116", None), ("", None), ("x", None)]
)
def test_one_foot_is_noticed(cadence: str, both: int | None) -> None:
    assert one_foot(cadence) == both


def kinds_of(run: Run, others: list[Run]) -> list[DoubtKind]:
    return [doubt.kind for doubt in doubts(run, others)]


def test_an_odd_pace_is_asked_about() -> None:
    assert kinds_of(a_run(distance_m=10_000.0, moving_s=1499.0), []) == [DoubtKind.PACE]
    assert kinds_of(a_run(distance_m=10_000.0, moving_s=1500.0), []) == []
    assert kinds_of(a_run(distance_m=1000.0, moving_s=1201.0), []) == [DoubtKind.PACE]
    assert kinds_of(a_run(sport=Sport.RIDE, moving_s=600.0), []) == []


def test_the_same_run_is_recognised() -> None:
    start = datetime(2026, 11, 20, 6, tzinfo=UTC)
    run = a_run("new", ON, started_at=start)
    assert kinds_of(run, [a_run("old", ON, distance_m=8100.0)]) == [DoubtKind.SAME_RUN]
    assert looks_same(run, a_run("old", ON, started_at=start + timedelta(minutes=5)))
    assert not looks_same(run, a_run("old", ON, started_at=start + timedelta(minutes=6)))
    assert not looks_same(run, a_run("old", ON, distance_m=8000.0))
    assert not looks_same(run, a_run("old", ON - timedelta(days=1)))
    assert not looks_same(run, run)


def test_a_pair_is_checked_against_the_day() -> None:
    shoe = a_shoe(first_used_on=ON, retired_on=ON + timedelta(days=9))
    assert shoe_day_doubt(shoe, ON - timedelta(days=1)) is ShoeDayDoubt.BEFORE_FIRST
    assert shoe_day_doubt(shoe, ON + timedelta(days=9)) is None
    assert shoe_day_doubt(shoe, ON + timedelta(days=10)) is ShoeDayDoubt.AFTER_RETIRED
