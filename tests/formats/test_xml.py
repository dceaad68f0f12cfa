from __future__ import annotations

import itertools
import random
from datetime import UTC, date, datetime, timedelta

import pytest

from diary.domain.reading import Caution, ReadFile, Refusal
from diary.domain.run import TITLE_LONGEST, Sport
from tests.builders_files import (
    NOWHERE,
    GpxTrack,
    Point,
    TcxActivity,
    TcxLap,
    gpx_file,
    line_of_points,
    tcx_file,
)
from tests.formats.conftest import ReadContent

START = datetime(2026, 11, 2, 6, 40, tzinfo=UTC)


def codes(found: ReadFile) -> set[str]:
    return {warning.code for warning in found.warnings}


def refusal(found: ReadFile) -> str | None:
    assert found.runs == ()
    return None if found.error is None else found.error.code


# ---- GPX --------------------------------------------------------------------------------------


def test_track_becomes_a_run(read: ReadContent) -> None:
    found = read(gpx_file(GpxTrack([line_of_points(START)], "Around", "running")), "a.gpx")
    (run,) = found.runs
    assert found.warnings == ()
    assert (run.started_at, run.on, run.timezone) == (START, date(2026, 11, 2), "Europe/Lisbon")
    assert run.distance_m == pytest.approx(2000.0, abs=0.1)
    assert (run.moving_s, run.elapsed_s, run.title) == (600.0, 600.0, "Around")
    assert run.ascent_m is None


def test_moving_time_leaves_out_pauses_between_segments(read: ReadContent) -> None:
    first = line_of_points(START)
    second = line_of_points(START + timedelta(seconds=900))
    (run,) = read(gpx_file(GpxTrack([first, second]))).runs
    assert (run.moving_s, run.elapsed_s) == (1200.0, 1500.0)
    assert run.distance_m == pytest.approx(4000.0, abs=0.1)


def test_each_track_is_one_activity(read: ReadContent) -> None:
    tracks = [GpxTrack([line_of_points(START + timedelta(hours=hour))]) for hour in range(3)]
    assert len(read(gpx_file(*tracks, GpxTrack([[]]))).runs) == 3


@pytest.mark.parametrize(
    ("step_m", "sport"), [(410, Sport.OTHER), (390, Sport.RUN), (51, Sport.RUN), (49, Sport.OTHER)]
)
def test_without_sport_the_pace_decides(read: ReadContent, step_m: float, sport: Sport) -> None:
    found = read(gpx_file(GpxTrack([line_of_points(START, step_m=step_m)])))
    assert found.runs[0].sport is sport
    assert (Caution.SPORT_GUESSED in codes(found)) == (sport is Sport.OTHER)


@pytest.mark.parametrize(
    ("said", "sport"),
    [("Hiking", Sport.HIKE), ("cycling", Sport.RIDE), ("9", Sport.RUN), ("Other", Sport.OTHER)],
)
def test_sport_of_the_track(read: ReadContent, said: str, sport: Sport) -> None:
    found = read(gpx_file(GpxTrack([line_of_points(START)], type=said)))
    assert (found.runs[0].sport, found.warnings) == (sport, ())


def test_heart_rate_and_cadence_of_the_points(read: ReadContent) -> None:
    points = line_of_points(START)
    for point, heart in zip(points, range(140, 151), strict=True):
        point.hr, point.cad = heart, 0 if heart == 140 else 80
    (run,) = read(gpx_file(GpxTrack([points], type="running"))).runs
    assert (run.avg_hr, run.max_hr, run.cadence_spm) == (145, 150, 160.0)


def test_climb_counts_steps_of_three_metres(read: ReadContent) -> None:
    points = line_of_points(START)
    heights = [100, 102, 100, 102, 110, 120, 118.5, 120, 110, 109, 100]
    for point, height in zip(points, heights, strict=True):
        point.ele = height
    (run,) = read(gpx_file(GpxTrack([points]))).runs
    assert (run.ascent_m, run.descent_m) == (20.0, 20.0)


def test_noise_on_flat_ground_adds_up_to_nothing(read: ReadContent) -> None:
    drawn = random.Random(1)
    points = line_of_points(START, count=400, step_s=10, step_m=30)
    for point in points:
        point.ele = 50 + drawn.uniform(-1.4, 1.4)
    (run,) = read(gpx_file(GpxTrack([points]))).runs
    assert (run.ascent_m, run.descent_m) == (0.0, 0.0)


def test_offset_written_out_is_kept_and_fractions_of_a_second_are_not(read: ReadContent) -> None:
    points = [Point("2026-11-02T23:50:00.250+01:15", *NOWHERE), Point("2026-11-02T23:59:00+01:15")]
    (run,) = read(gpx_file(GpxTrack([points]))).runs
    assert run.started_at == datetime(2026, 11, 2, 22, 35, 0, tzinfo=UTC)
    assert (run.timezone, run.on) == ("+01:15", date(2026, 11, 2))


def test_time_without_zone_is_utc_with_a_warning(read: ReadContent) -> None:
    points = [Point("2026-11-02T06:40:00", *NOWHERE), Point("2026-11-02T06:50:00", *NOWHERE)]
    found = read(gpx_file(GpxTrack([points], type="run")), zone="Asia/Tokyo")
    assert found.runs[0].started_at == START
    assert Caution.ZONE_GUESSED in codes(found)


def test_track_without_times_has_no_date(read: ReadContent) -> None:
    points = [Point(None, *NOWHERE), Point(None, *NOWHERE)]
    assert refusal(read(gpx_file(GpxTrack([points])))) == Refusal.NO_DATE


@pytest.mark.parametrize("year", ["0001", "1901", "1998", "2027", "9999"])
def test_date_that_cannot_be(read: ReadContent, year: str) -> None:
    points = [Point(f"{year}-12-31T23:00:00-09:00", *NOWHERE), Point("nonsense", *NOWHERE)]
    assert refusal(read(gpx_file(GpxTrack([points])))) == Refusal.NO_DATE


def test_part_without_date_is_named(read: ReadContent) -> None:
    dateless = GpxTrack([[Point(None, *NOWHERE)]])
    found = read(gpx_file(dateless, GpxTrack([line_of_points(START)])))
    assert len(found.runs) == 1
    assert [(each.code, each.detail) for each in found.warnings] == [
        (Caution.FIELD_DROPPED, "part 1: no_date")
    ]


@pytest.mark.parametrize("latitude", ["999", "nan", "inf", "1e999", "", "-90.1"])
def test_place_that_is_none_is_skipped(read: ReadContent, latitude: str) -> None:
    text = gpx_file(GpxTrack([line_of_points(START)], type="run"))
    wrong = text.replace("<trkseg>", f'<trkseg><trkpt lat="{latitude}" lon="0"/>')
    (run,) = read(wrong).runs
    assert run.distance_m == pytest.approx(2000.0, abs=0.1)


@pytest.mark.parametrize("content", ["<trk><trkseg/></trk>", "<rte/>", '<wpt lat="1" lon="2"/>'])
def test_routes_waypoints_and_empty_tracks(read: ReadContent, content: str) -> None:
    assert refusal(read(f"<gpx>{content}</gpx>")) == Refusal.NOT_AN_ACTIVITY


def test_cut_document_is_salvaged(read: ReadContent) -> None:
    text = gpx_file(GpxTrack([line_of_points(START)], type="run"))
    found = read(text[: text.rindex("<trkpt") + 20])
    assert found.runs[0].moving_s == 540.0
    assert codes(found) == {Caution.CUT_SHORT}


def test_cut_before_any_point(read: ReadContent) -> None:
    assert refusal(read("<gpx><trk><name>x", "a.gpx")) == Refusal.TRUNCATED
    assert refusal(read('<?xml version="1.0"?>\n<gp', "a.gpx")) == Refusal.TRUNCATED


def test_title_is_one_short_line(read: ReadContent) -> None:
    name = "Long <![CDATA[<b>run</b>]]>\n\twith " + "x" * 5000
    (run,) = read(gpx_file(GpxTrack([line_of_points(START)], name))).runs
    assert run.title.startswith("Long <b>run</b> with xxx")
    assert len(run.title) == TITLE_LONGEST


# ---- TCX --------------------------------------------------------------------------------------


def test_laps_add_up(read: ReadContent) -> None:
    laps = [
        TcxLap(START, 600.0, 2000.0, 140, 150, 82, [line_of_points(START)]),
        TcxLap(START + timedelta(seconds=700), 300.0, 1000.0, 146, 171, 85),
    ]
    found = read(tcx_file(TcxActivity(laps)), "a.tcx")
    (run,) = found.runs
    assert found.warnings == ()
    assert (run.sport, run.started_at) == (Sport.RUN, START)
    assert (run.distance_m, run.moving_s, run.elapsed_s) == (3000.0, 900.0, 600.0)
    assert (run.avg_hr, run.max_hr, run.cadence_spm) == (142, 171, 166.0)


def test_laps_without_points(read: ReadContent) -> None:
    laps = [TcxLap(START), TcxLap(START + timedelta(seconds=700))]
    (run,) = read(tcx_file(TcxActivity(laps))).runs
    assert (run.distance_m, run.moving_s, run.elapsed_s) == (4000.0, 1200.0, 1300.0)


def test_points_without_lap_sums(read: ReadContent) -> None:
    points = line_of_points(START)
    for index, point in enumerate(points):
        point.metres, point.hr, point.ele = 100.0 * index, 150, 10.0 * index
    (run,) = read(tcx_file(TcxActivity([TcxLap(START, None, None, tracks=[points])]))).runs
    assert (run.distance_m, run.moving_s, run.avg_hr, run.ascent_m) == (1000.0, 600.0, 150, 100.0)


def test_several_activities(read: ReadContent) -> None:
    activities = [
        TcxActivity([TcxLap(START)], "Biking"),
        TcxActivity([TcxLap(START + timedelta(hours=2))], "Running"),
        TcxActivity([TcxLap(START + timedelta(hours=4))], None),
    ]
    found = read(tcx_file(*activities))
    assert [run.sport for run in found.runs] == [Sport.RIDE, Sport.RUN, Sport.RUN]


def test_laps_and_points_of_different_clocks(read: ReadContent) -> None:
    lap = TcxLap(START - timedelta(days=900), tracks=[line_of_points(START)])
    found = read(tcx_file(TcxActivity([lap])))
    assert found.runs[0].started_at == START - timedelta(days=900)
    assert codes(found) == {Caution.DATE_IMPLAUSIBLE}


def test_courses_are_no_activity(read: ReadContent) -> None:
    course = "<Courses><Course><Lap/><Track/></Course></Courses>"
    found = read(f"<TrainingCenterDatabase>{course}</TrainingCenterDatabase>")
    assert refusal(found) == Refusal.NOT_AN_ACTIVITY


# ---- Documents as they come -------------------------------------------------------------------

WHOLE = gpx_file(GpxTrack([line_of_points(START)], "Runde", "run"))


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + WHOLE.encode(),
        WHOLE.encode("utf-16"),
        b"  \r\n\t" + WHOLE.encode(),
        WHOLE.replace("UTF-8", "ISO-8859-1").replace("Runde", "Lauf\xe9").encode("latin-1"),
        WHOLE.replace("Runde", "Lauf\xff\x01").encode("latin-1"),
        WHOLE.replace("UTF-8", "no-such-encoding").encode(),
        WHOLE.replace("Runde", "a\x00b").encode(),
        WHOLE.replace("<gpx ", "<!DOCTYPE gpx [<!ELEMENT gpx ANY>]><gpx ").encode(),
        WHOLE.replace("<gpx ", '<!DOCTYPE gpx SYSTEM "file:///etc/passwd"><gpx ').encode(),
        WHOLE.replace('xmlns="http://www.topografix.com/GPX/1/1"', "").encode(),
        WHOLE.replace("<trkseg>", "<nobody:declared>1</nobody:declared><trkseg>").encode(),
    ],
)
def test_odd_documents_are_read(read: ReadContent, content: bytes) -> None:
    found = read(content)
    assert found.error is None
    assert found.runs[0].moving_s == 600.0
    assert found.warnings == ()


@pytest.mark.parametrize(
    "declaration",
    [
        '<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">',
        '<!ENTITY x SYSTEM "file:///etc/passwd">',
        '<!ENTITY % p SYSTEM "http://localhost/x.dtd"> %p;',
    ],
)
def test_declared_entities_are_refused(read: ReadContent, declaration: str) -> None:
    content = WHOLE.replace("<gpx ", f"<!DOCTYPE gpx [{declaration}]><gpx ").replace("Runde", "&a;")
    assert refusal(read(content)) == Refusal.UNREADABLE


def test_entities_declared_far_from_the_beginning_are_refused(read: ReadContent) -> None:
    padding = f"<!--{'x' * 200_000}-->"
    content = WHOLE.replace("<gpx ", f'<!DOCTYPE gpx [{padding}<!ENTITY a "b">]><gpx ')
    assert refusal(read(content)) is not None


def test_deep_nesting_is_read_flat(read: ReadContent) -> None:
    deep = "<a>" * 200_000 + "</a>" * 200_000
    found = read(WHOLE.replace("<trkseg>", f"<extensions>{deep}</extensions><trkseg>"))
    assert found.runs[0].moving_s == 600.0


def test_huge_text_is_not_kept(read: ReadContent) -> None:
    found = read(WHOLE.replace("Runde", "x" * 3_000_000))
    assert len(found.runs[0].title) == TITLE_LONGEST


def test_markup_in_every_place_raises_nothing(read: ReadContent) -> None:
    pieces = ("<trkpt>", "</trkpt>", "<trk>", "<time>", "]]>", "<ele>nan</ele>", "&#0;")
    for first, second in itertools.product(pieces, repeat=2):
        read(WHOLE.replace("<trkseg>", first, 1).replace("</trk>", second, 1))


def test_a_tag_without_end_is_given_up(read: ReadContent) -> None:
    found = read(WHOLE.replace("</trk>", f'<a b="{"x" * 3_000_000}'))
    assert found.runs[0].moving_s == 600.0
    assert codes(found) == {Caution.CUT_SHORT}
