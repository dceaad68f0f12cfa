from __future__ import annotations

import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path

import pytest

from diary.domain.reading import Caution, ReadFile, ReadRequest, Refusal
from diary.domain.run import SourceFormat, Sport, Surface
from diary.formats.apple_health import (
    apple_export_in,
    apple_names,
    is_apple_health,
    read_apple_archive,
    read_apple_health,
)
from diary.formats.apple_scan import LOST_MOST, Workouts
from diary.formats.archive import archive_at
from diary.formats.source import opened
from tests.builders_apple import (
    HEART_RATE,
    PROLOGUE,
    AppleWorkout,
    apple_file,
    metadata,
    new_workout,
    old_workout,
    route,
    statistics,
    tag,
)
from tests.builders_files import GpxTrack, gpx_file, line_of_points
from tests.formats.conftest import IMPORTED_AT

ReadApple = Callable[[str | bytes], ReadFile]
EXPORT = "apple_health_export/export.xml"
ROUTE = "/workout-routes/route_2023-05-23_7.41am.gpx"
REQUEST = ReadRequest("Europe/Lisbon", IMPORTED_AT)


def ids() -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"run-{next(numbers)}"


@pytest.fixture
def read(tmp_path: Path) -> ReadApple:
    """Read an export that lies there as a file."""

    def read_content(content: str | bytes) -> ReadFile:
        path = tmp_path / "export.xml"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        with opened(path) as source:
            (found,) = read_apple_health(source, path, None, REQUEST, ids())
        return found

    return read_content


def zipped(path: Path, members: dict[str, str]) -> list[ReadFile]:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    with archive_at(path) as archive:
        return list(read_apple_archive(archive, REQUEST, ids()))


def codes(found: ReadFile) -> set[str]:
    return {warning.code for warning in found.warnings}


def test_a_workout_as_it_was_written_until_2022(read: ReadApple) -> None:
    found = read(apple_file(old_workout()))
    (run,) = found.runs
    assert (found.error, found.warnings) == (None, ())
    assert run.started_at == datetime(2023, 5, 23, 5, 1, 2, tzinfo=UTC)
    assert (run.on, run.timezone, run.sport) == (date(2023, 5, 23), "+02:00", Sport.RUN)
    assert (run.distance_m, run.moving_s, run.elapsed_s) == (5100.0, 2070.0, 2400.0)
    assert run.source is not None
    assert (run.source.name, run.source.format) == ("Apple Watch", SourceFormat.APPLE_HEALTH)
    assert run.source.sha256 == found.sha256 != ""


def test_a_workout_as_it_has_been_written_since(read: ReadApple) -> None:
    steps = statistics("StepCount", "count", sum="5796")
    energy = statistics("ActiveEnergyBurned", "kcal", sum="512")
    climb = metadata("HKElevationAscended", "3245 cm")
    (run,) = read(apple_file(new_workout(HEART_RATE, steps, energy, climb))).runs
    assert (run.distance_m, run.avg_hr, run.max_hr) == (8200.0, 148, 171)
    assert (run.cadence_spm, run.ascent_m, run.descent_m) == (168.0, 32.5, None)


def test_steps_are_those_of_both_feet_even_when_there_are_few(read: ReadApple) -> None:
    slow = statistics("StepCount", "count", sum="3795")
    assert read(apple_file(new_workout(slow))).runs[0].cadence_spm == 110.0


def test_steps_that_nobody_makes_are_left_out(read: ReadApple) -> None:
    found = read(apple_file(new_workout(statistics("StepCount", "count", sum="99999"))))
    assert found.runs[0].cadence_spm is None
    assert [(each.code, each.run_id) for each in found.warnings] == [
        (Caution.FIELD_DROPPED, "run-1")
    ]


@pytest.mark.parametrize(
    ("distance", "unit", "metres"),
    [("5.1", "km", 5100.0), ("3.1", "mi", 4988.97), ("5100", "m", 5100.0), ("1e3", "yd", 914.4)],
)
def test_units_of_length(read: ReadApple, distance: str, unit: str, metres: float) -> None:
    assert read(apple_file(old_workout(distance, unit))).runs[0].distance_m == metres


def test_a_unit_that_is_not_known_is_not_guessed(read: ReadApple) -> None:
    found = read(apple_file(old_workout("5.1", "leagues")))
    assert found.runs[0].distance_m is None
    assert codes(found) == {Caution.NO_DISTANCE}


@pytest.mark.parametrize(("duration", "unit"), [("34.5", "min"), ("2070", "s"), ("0.575", "hr")])
def test_units_of_time(read: ReadApple, duration: str, unit: str) -> None:
    assert (
        read(apple_file(old_workout(duration=duration, time_unit=unit))).runs[0].moving_s == 2070.0
    )


def test_without_a_duration_the_clock_counts(read: ReadApple) -> None:
    workout = old_workout()
    workout.duration = workout.time_unit = None
    found = read(apple_file(workout))
    assert (found.runs[0].moving_s, found.warnings) == (2400.0, ())


def test_indoors_is_the_treadmill(read: ReadApple) -> None:
    indoors = metadata("HKIndoorWorkout", "1")
    walk = new_workout(indoors, activity="Walking")
    runs = read(apple_file(new_workout(indoors), new_workout(), walk)).runs
    assert [run.surface for run in runs] == [Surface.TREADMILL, None, None]


def test_the_zone_is_that_of_the_run_and_not_of_the_phone(read: ReadApple) -> None:
    tokyo = metadata("HKTimeZone", "Asia/Tokyo")
    evening = {"start": "2023-05-23 17:30:00 +0200", "end": "2023-05-23 18:10:00 +0200"}
    unknown = new_workout(metadata("HKTimeZone", "Middle/Earth"))
    there, here = read(apple_file(new_workout(tokyo, **evening), unknown)).runs
    assert (there.timezone, there.on) == ("Asia/Tokyo", date(2023, 5, 24))
    assert (here.timezone, here.on) == ("+02:00", date(2023, 5, 23))


@pytest.mark.parametrize(
    ("activity", "sport"),
    [
        ("Running", Sport.RUN),
        ("Walking", Sport.WALK),
        ("Hiking", Sport.HIKE),
        ("Cycling", Sport.RIDE),
        ("Swimming", Sport.SWIM),
        ("WheelchairRunPace", Sport.OTHER),
    ],
)
def test_only_runs_are_runs(read: ReadApple, activity: str, sport: Sport) -> None:
    assert read(apple_file(old_workout(activity=activity))).runs[0].sport is sport


def test_yoga_needs_no_distance(read: ReadApple) -> None:
    found = read(apple_file(AppleWorkout(activity="Yoga"), AppleWorkout()))
    assert len(found.runs) == 2
    assert [(each.code, each.run_id) for each in found.warnings] == [(Caution.NO_DISTANCE, "run-2")]


def test_the_distance_is_that_of_the_sport(read: ReadApple) -> None:
    cycled = statistics("DistanceCycling", "km", sum="25")
    walked = statistics("DistanceWalkingRunning", "km", sum="0.2")
    ride = AppleWorkout(activity="Cycling", inside=(walked, cycled))
    assert read(apple_file(ride)).runs[0].distance_m == 25_000.0


def test_parts_of_a_workout_do_not_count_as_the_workout(read: ReadApple) -> None:
    part = tag("WorkoutActivity", HEART_RATE, metadata("HKIndoorWorkout", "1"), uuid="1")
    (run,) = read(apple_file(new_workout(part))).runs
    assert (run.avg_hr, run.surface) == (None, None)


@pytest.mark.parametrize(
    ("source", "device", "name"),
    [
        ("Strava", "", "Strava"),
        ("Alex's Apple\xa0Watch", "", "Apple Watch"),
        ("Montre d'Alex", "<<HKDevice: 0x3>, name:Apple Watch, model:Watch>", "Apple Watch"),
        ("iPhone van Alex", "", "iPhone"),
        ("", "", "export.xml"),
    ],
)
def test_programs_are_named_and_people_are_not(
    read: ReadApple, source: str, device: str, name: str
) -> None:
    workout = old_workout(source=source)
    workout.more["device"] = device
    run_source = read(apple_file(workout)).runs[0].source
    assert run_source is not None
    assert run_source.name == name


def test_the_id_of_the_program_that_wrote_it_is_kept(read: ReadApple) -> None:
    found = read(apple_file(new_workout(metadata("HKExternalUUID", "9D2F"))))
    source = found.runs[0].source
    assert source is not None
    assert source.external_id == "9D2F"


# ---- the file around the workouts --------------------------------------------------------------


def test_the_declarations_at_the_top_are_no_attack(read: ReadApple) -> None:
    # As iOS 16 wrote them: one of them was never closed.
    broken = PROLOGUE.replace("duration            CDATA #IMPLIED\n>", "duration CDATA #IMPLIED")
    for prologue in (PROLOGUE, broken, "", "\ufeff" + PROLOGUE):
        content = apple_file(old_workout(), prologue=prologue)
        assert is_apple_health(content.encode())
        assert len(read(content).runs) == 1


@pytest.mark.parametrize(
    "declared",
    [
        '<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;">',
        '<!ENTITY file SYSTEM "file:///etc/hostname">',
        '<!ENTITY % all SYSTEM "http://127.0.0.1/all.dtd">',
    ],
)
def test_entities_are_refused(read: ReadApple, declared: str) -> None:
    prologue = PROLOGUE.replace("]>", f"{declared}]>")
    found = read(apple_file(old_workout(), prologue=prologue))
    assert found.runs == ()
    assert found.error is not None
    assert (found.error.code, found.error.detail) == (Refusal.UNREADABLE, "entities")


def test_a_file_without_workouts_is_no_activity(read: ReadApple) -> None:
    found = read(apple_file())
    assert found.error is not None
    assert found.error.code == Refusal.NOT_AN_ACTIVITY


def test_of_a_file_that_breaks_off_the_workouts_before_stay(read: ReadApple) -> None:
    content = apple_file(old_workout(), new_workout(), is_whole=False)
    for lost in (0, 5, 40):
        found = read(content[: len(content) - lost])
        assert len(found.runs) == (1 if lost else 2)
        assert Caution.CUT_SHORT in codes(found)
    found = read(apple_file(is_whole=False))
    assert found.error is not None
    assert found.error.code == Refusal.TRUNCATED


def test_a_damaged_workout_costs_only_itself(read: ReadApple) -> None:
    good, bad = old_workout().text(), '<Workout duration="3"><a></b></Workout>\n'
    far = old_workout(start="1901-05-23 07:01:02 +0200").text()
    content = apple_file().replace("</HealthData>", f"{bad}{good}{far}{good}</HealthData>")
    found = read(content)
    assert len(found.runs) == 2
    assert {each.detail for each in found.warnings} == {"part 1: unreadable", "part 3: no_date"}


def test_every_length_and_every_chunk_of_a_file_ends_well(read: ReadApple) -> None:
    content = apple_file(old_workout(), new_workout(HEART_RATE, route(ROUTE))).encode()
    for length in range(0, len(content), 7):
        found = read(content[:length])
        assert bool(found.runs) != (found.error is not None)
    whole = list(Workouts().of([content]))
    for size in (1, 7, 8, 9, 100):
        chunks = (content[at : at + size] for at in range(0, len(content), size))
        assert list(Workouts().of(chunks)) == whole


def test_workouts_without_end_do_not_keep_the_reader_busy() -> None:
    def endless() -> Iterator[bytes]:
        yield apple_file(is_whole=False).encode()
        for _ in range(300_000):
            yield b"<Workout " * 1000

    workouts = Workouts()
    assert list(workouts.of(endless())) == []
    assert workouts.lost > LOST_MOST
    assert not workouts.is_whole


def test_memory_does_not_grow_with_the_file() -> None:
    block = apple_file(records=200, is_whole=False).encode()

    def content() -> Iterator[bytes]:
        yield apple_file(records=0, is_whole=False).encode()
        for _ in range(1000):
            yield block
        yield old_workout().text().encode() + b"</HealthData>"

    workouts = Workouts()
    tracemalloc.start()
    try:
        found = list(workouts.of(content()))
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (len(found), workouts.is_whole) == (1, True)
    assert len(block) * 1000 > 60_000_000
    assert peak < 1_000_000


# ---- the archive -------------------------------------------------------------------------------


def test_the_export_in_an_archive_is_found_in_any_language(tmp_path: Path) -> None:
    export = apple_file(old_workout())
    clinical = '<?xml version="1.0"?><ClinicalDocument/>'
    for name in (EXPORT, "apple_health_export/Exportieren.xml", "export.xml"):
        folder = name.rpartition("/")[0]
        found = zipped(
            tmp_path / "export.zip",
            {f"{folder}/export_cda.xml".lstrip("/"): clinical, name: export},
        )
        (file,) = found
        assert (len(file.runs), file.member) == (1, name)
        source = file.runs[0].source
        assert source is not None
        assert source.member == name


def test_an_archive_without_an_export_gives_nothing(tmp_path: Path) -> None:
    other = {"export.xml": gpx_file(), "deep/in/export.xml": apple_file(old_workout())}
    assert zipped(tmp_path / "other.zip", other) == []


def test_a_route_is_no_run_and_fills_what_its_workout_lacks(tmp_path: Path) -> None:
    start = datetime(2023, 5, 23, 5, 1, 2, tzinfo=UTC)
    members = {
        EXPORT: apple_file(
            AppleWorkout(inside=(route(ROUTE),)), new_workout(route("/workout-routes/../../x"))
        ),
        f"apple_health_export{ROUTE}": gpx_file(GpxTrack([line_of_points(start)])),
    }
    (file,) = zipped(tmp_path / "export.zip", members)
    assert [run.distance_m for run in file.runs] == [pytest.approx(2000.0, abs=1), 8200.0]
    with archive_at(tmp_path / "export.zip") as archive:
        export = apple_export_in(archive)
        assert export == EXPORT
        assert apple_names(archive, export) == set(archive.names)


def test_what_lies_beside_an_export_is_not_part_of_it(tmp_path: Path) -> None:
    (tmp_path / "workout-routes").mkdir()
    (tmp_path / "workout-routes" / "route.gpx").write_text(gpx_file())
    (tmp_path / "Export.xml").write_text(apple_file(old_workout()))
    (tmp_path / "other.gpx").write_text(gpx_file())
    with archive_at(tmp_path) as archive:
        assert apple_export_in(archive) == "Export.xml"
        assert apple_names(archive, "Export.xml") == {"Export.xml", "workout-routes/route.gpx"}
