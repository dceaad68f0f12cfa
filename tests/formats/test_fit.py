from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from diary.domain.reading import Caution, ReadFile, Refusal
from diary.domain.run import SourceFormat, Sport, Surface
from diary.formats import fit_records
from tests.builders_files import (
    ACTIVITY,
    CYCLING,
    ENUM,
    FILE_ID,
    RECORD,
    RUNNING,
    SESSION,
    SWIMMING,
    TRANSITION,
    U8,
    U16,
    U32,
    FitSession,
    FitWriter,
    fit_file,
    fit_time,
)
from tests.formats.conftest import ReadContent

START = datetime(2026, 11, 2, 6, 40, tzinfo=UTC)


def codes(found: ReadFile) -> set[str]:
    return {warning.code for warning in found.warnings}


@pytest.mark.parametrize(("order", "header_bytes"), [("<", 14), (">", 14), ("<", 12)])
def test_session_becomes_a_run(read: ReadContent, order: str, header_bytes: int) -> None:
    found = read(fit_file(FitSession(START), order=order, header_bytes=header_bytes), "a.fit")
    (run,) = found.runs
    assert found.error is None
    assert found.warnings == ()
    assert run.started_at == START
    assert (run.sport, run.distance_m, run.moving_s, run.elapsed_s) == (
        Sport.RUN,
        5000.0,
        1500.0,
        1520.0,
    )
    assert (run.avg_hr, run.max_hr, run.ascent_m, run.descent_m) == (140, 160, 20.0, 18.0)
    assert run.source is not None
    assert (run.source.name, run.source.format) == ("a.fit", SourceFormat.FIT)
    assert run.source.sha256 == found.sha256


def test_cadence_of_one_leg_becomes_steps_of_both_feet(read: ReadContent) -> None:
    assert read(fit_file(FitSession(cadence=82))).runs[0].cadence_spm == 164
    assert read(fit_file(FitSession(cadence=166))).runs[0].cadence_spm == 166
    assert read(fit_file(FitSession(sport=CYCLING, cadence=82))).runs[0].cadence_spm is None


def test_offset_of_the_file_gives_day_and_zone(read: ReadContent) -> None:
    late = datetime(2026, 11, 2, 23, 30, tzinfo=UTC)
    found = read(fit_file(FitSession(late), offset=timedelta(hours=5, minutes=45)))
    assert (found.runs[0].timezone, found.runs[0].on) == ("+05:45", date(2026, 11, 3))
    assert found.warnings == ()


def test_without_offset_the_persons_zone_counts(read: ReadContent) -> None:
    late = datetime(2026, 11, 2, 23, 30, tzinfo=UTC)
    run = read(fit_file(FitSession(late)), zone="Asia/Tokyo").runs[0]
    assert (run.timezone, run.on) == ("Asia/Tokyo", date(2026, 11, 3))


@pytest.mark.parametrize("hours", [15, -876098089 / 3600, 1.1])
def test_impossible_offset_is_a_guess(read: ReadContent, hours: float) -> None:
    found = read(fit_file(FitSession(), offset=timedelta(hours=hours)))
    assert found.runs[0].timezone == "Europe/Lisbon"
    assert codes(found) == {Caution.ZONE_GUESSED}


def test_several_sessions_are_several_runs(read: ReadContent) -> None:
    sports = [SWIMMING, TRANSITION, RUNNING]
    sessions = [
        FitSession(START + timedelta(hours=index), sport=sport)
        for index, sport in enumerate(sports)
    ]
    assert [run.sport for run in read(fit_file(*sessions)).runs] == [
        Sport.SWIM,
        Sport.OTHER,
        Sport.RUN,
    ]


def test_chained_files_are_several_runs(read: ReadContent) -> None:
    settings = fit_file(file_type=2)
    content = fit_file(FitSession()) + settings + fit_file(FitSession(START + timedelta(days=1)))
    found = read(content)
    assert len(found.runs) == 2
    assert found.warnings == ()


def test_wrong_check_sum_warns(read: ReadContent) -> None:
    content = bytearray(fit_file(FitSession()))
    content[-1] ^= 0x55
    found = read(bytes(content))
    assert len(found.runs) == 1
    assert codes(found) == {Caution.CRC_WRONG}


@pytest.mark.parametrize("lost", [1, 3, 20])
def test_cut_file_is_salvaged(read: ReadContent, lost: int) -> None:
    found = read(fit_file(FitSession())[:-lost])
    assert len(found.runs) == 1
    assert codes(found) == {Caution.CUT_SHORT}


def test_header_that_was_never_finished(read: ReadContent) -> None:
    content = bytearray(fit_file(FitSession()))
    content[4:8] = bytes(4)
    found = read(bytes(content))
    assert len(found.runs) == 1
    assert codes(found) == {Caution.CUT_SHORT}


def test_garbage_behind_the_file_warns(read: ReadContent) -> None:
    found = read(fit_file(FitSession()) + b"garbage behind the end")
    assert len(found.runs) == 1
    assert codes(found) == {Caution.CUT_SHORT}


def test_cut_before_anything_was_recorded(read: ReadContent) -> None:
    found = read(fit_file(FitSession())[:40])
    assert found.runs == ()
    assert found.error is not None
    assert found.error.code == Refusal.TRUNCATED


def test_without_summary_the_records_add_up(read: ReadContent) -> None:
    found = read(fit_file(FitSession(START, records=50), has_summary=False))
    (run,) = found.runs
    assert (run.started_at, run.distance_m, run.moving_s, run.elapsed_s, run.avg_hr) == (
        START,
        5000.0,
        None,
        1520.0,
        138,
    )
    assert codes(found) == {Caution.CUT_SHORT}


def test_very_long_recordings_are_thinned(
    read: ReadContent, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fit_records, "RECORDS_MOST", 10)
    (run,) = read(fit_file(FitSession(START, records=500), has_summary=False)).runs
    assert (run.distance_m, run.elapsed_s, run.avg_hr) == (5000.0, 1520.0, 138)


def test_heart_rate_of_the_records_fills_the_session(read: ReadContent) -> None:
    (run,) = read(fit_file(FitSession(avg_hr=None, max_hr=None, record_hr=131))).runs
    assert (run.avg_hr, run.max_hr) == (131, 131)


def test_zero_heart_rate_is_none(read: ReadContent) -> None:
    found = read(fit_file(FitSession(avg_hr=0, max_hr=0, record_hr=None)))
    assert found.runs[0].avg_hr is None
    assert found.warnings == ()


def test_value_out_of_range_is_dropped_and_named(read: ReadContent) -> None:
    found = read(fit_file(FitSession(max_hr=5, ascent_m=40_000)))
    assert (found.runs[0].max_hr, found.runs[0].ascent_m) == (None, None)
    dropped = {each.detail for each in found.warnings if each.code == Caution.FIELD_DROPPED}
    assert dropped == {"max_hr 5", "ascent_m 40000"}


@pytest.mark.parametrize(
    ("sub_sport", "surface"), [(1, Surface.TREADMILL), (3, Surface.TRAIL), (0, None)]
)
def test_sub_sport_gives_the_surface(
    read: ReadContent, sub_sport: int, surface: Surface | None
) -> None:
    assert read(fit_file(FitSession(sub_sport=sub_sport))).runs[0].surface is surface


def test_effort_and_the_zero_that_means_none(read: ReadContent) -> None:
    assert read(fit_file(FitSession(rpe=40))).runs[0].rpe == 4
    assert read(fit_file(FitSession(rpe=0))).runs[0].rpe is None


def test_no_distance_warns(read: ReadContent) -> None:
    found = read(fit_file(FitSession(distance_m=0.0)))
    assert codes(found) == {Caution.NO_DISTANCE}


def test_generic_sport_is_other_with_a_warning(read: ReadContent) -> None:
    found = read(fit_file(FitSession(sport=0)))
    assert found.runs[0].sport is Sport.OTHER
    assert codes(found) == {Caution.SPORT_GUESSED}


def test_sport_can_be_overridden(read: ReadContent) -> None:
    assert read(fit_file(FitSession(sport=CYCLING)), sport=Sport.RUN).runs[0].sport is Sport.RUN


@pytest.mark.parametrize(
    "start",
    [datetime(1990, 1, 2, tzinfo=UTC), datetime(2026, 11, 22, tzinfo=UTC)],
)
def test_clock_that_was_not_set(read: ReadContent, start: datetime) -> None:
    found = read(fit_file(FitSession(start)))
    assert found.runs == ()
    assert found.error is not None
    assert found.error.code == Refusal.NO_DATE
    assert Caution.DATE_IMPLAUSIBLE in codes(found)


def test_numbers_that_contradict_each_other(read: ReadContent) -> None:
    found = read(fit_file(FitSession(distance_m=42_195.0, timer_s=20.0, elapsed_s=20.0)))
    assert found.error is not None
    assert found.error.code == Refusal.IMPLAUSIBLE


def test_more_than_a_day_warns(read: ReadContent) -> None:
    found = read(fit_file(FitSession(elapsed_s=90_000.0)))
    assert codes(found) == {Caution.ELAPSED_LONG}


@pytest.mark.parametrize("file_type", [2, 5, 9, 15])
def test_settings_and_the_like_are_no_activity(read: ReadContent, file_type: int) -> None:
    found = read(fit_file(FitSession(), file_type=file_type))
    assert found.error is not None
    assert found.error.code == Refusal.NOT_AN_ACTIVITY


def test_undefined_message_ends_the_reading(read: ReadContent) -> None:
    writer = FitWriter()
    writer.message(FILE_ID, [(0, ENUM, 4)])
    writer.message(SESSION, FitSession(START).fields())
    found = read(writer.raw(bytes((0x0F, 1, 2, 3))).bytes())
    assert len(found.runs) == 1
    assert codes(found) == {Caution.CUT_SHORT}


def test_fields_of_odd_size_and_developer_fields_are_stepped_over(read: ReadContent) -> None:
    writer = FitWriter()
    writer.message(FILE_ID, [(0, ENUM, 4)])
    # A record of three bytes for a 4-byte number, and one developer field of two bytes.
    writer.raw(bytes((0x60 | 5, 0, 0, RECORD, 0, 1, 5, 3, U32, 1, 0, 2, 0)))
    writer.raw(bytes((5, 1, 2, 3, 4, 5)))
    writer.message(SESSION, FitSession(START).fields())
    found = read(writer.bytes())
    assert len(found.runs) == 1
    assert found.warnings == ()


def test_compressed_timestamps_are_stepped_over(read: ReadContent) -> None:
    writer = FitWriter()
    writer.message(RECORD, [(253, U32, fit_time(START)), (3, U8, 120)])
    writer.raw(bytes((0x80 | 3,)) + bytes(5))
    writer.message(SESSION, FitSession(START).fields())
    writer.message(ACTIVITY, [(253, U32, fit_time(START)), (1, U16, 1)])
    assert len(read(writer.bytes()).runs) == 1
