"""Which runs of an import are here already, whatever the order of the files and the zone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from diary.domain.change import apply
from diary.domain.diary import Diary
from diary.domain.knee import Knee, Moment
from diary.domain.reading import (
    Caution,
    ImportStatus,
    ReadFile,
    ReadProblem,
    ReadRequest,
    ReadScore,
)
from diary.domain.run import Run, RunSource, SourceFormat, Sport
from diary.domain.same_run import RunTrace, trace_of
from diary.domain.table_match import DateOrder, DecimalMark, TableLook, TableMatch
from diary.formats.reading import read_path
from diary.services.import_changes import change_set
from diary.services.import_matching import planned_files
from diary.services.import_plan import (
    Doubt,
    ImportChoices,
    ImportPlan,
    PlannedFile,
    PlannedRun,
    PlannedState,
    TwinPlace,
)
from tests.builders import ON, Given, a_diary, a_run, counted_ids
from tests.builders_files import (
    GpxTrack,
    Point,
    TcxActivity,
    TcxLap,
    gpx_file,
    line_of_points,
    tcx_file,
)

START = datetime(2026, 11, 20, 6, 40, tzinfo=UTC)
new_id = counted_ids()


def a_file(*runs: Run, name: str = "a.fit", sha256: str = "aa", **other: Given) -> ReadFile:
    """A file of runs that name it as their source."""
    source = RunSource(name, other.pop("format", SourceFormat.FIT), sha256)
    return ReadFile(name, None, sha256, tuple(replace(run, source=source) for run in runs), **other)


def planned(files: Sequence[ReadFile], *here: Run, in_bin: Sequence[RunTrace] = ()) -> ImportPlan:
    return ImportPlan(planned_files(files, here, in_bin))


def statuses(files: Sequence[PlannedFile]) -> list[list[str]]:
    return [[run.status.value for run in file.runs] for file in files]


def by_name(plan: ImportPlan) -> dict[str, PlannedRun]:
    return {file.path: run for file in plan.files for run in file.runs}


def after(plan: ImportPlan, diary: Diary, **choices: Given) -> Diary:
    chosen = ImportChoices(takes_doubtful=True, **choices)
    return apply(diary, change_set(plan, chosen, diary, new_id))


# ---- small copies of files that are known to be about the same activities ------------------------


def thinned(points: Sequence[Point]) -> list[Point]:
    return [replace(point, ele=None) for point in points]


def several_tracks(change: Callable[[list[Point]], Sequence[Point]]) -> str:
    legs = [(0, 81, 24.0), (97, 12, 72.0), (125, 16, 85.0), (151, 10, 35.0)]
    return gpx_file(
        *(
            GpxTrack(
                [change(line_of_points(START + timedelta(minutes=at), count=n, step_m=metres))]
            )
            for at, n, metres in legs
        )
    )


def a_lap(**other: Given) -> TcxLap:
    points = [
        replace(point, hr=None) for point in line_of_points(START, count=25, step_s=80, step_m=195)
    ]
    return TcxLap(START, total_s=1992.8, distance_m=4689.2, tracks=[points], **other)


GROUPS: dict[str, dict[str, str]] = {
    "tracks with and without climb, and one that was cut": {
        "no-creator.gpx": several_tracks(list),
        "zero.gpx": several_tracks(lambda points: [replace(each, ele=0.0) for each in points]),
        "without.gpx": several_tracks(thinned),
        "cut.gpx": several_tracks(lambda points: points[:-1] if len(points) == 81 else points),
    },
    "another sport": {
        "1.tcx": tcx_file(TcxActivity([a_lap()], "Other")),
        "2.tcx": tcx_file(TcxActivity([a_lap()], "Other")) + "\n",
    },
    "with and without heart rate": {
        "no_hr.tcx": tcx_file(TcxActivity([a_lap()])),
        "test.tcx": tcx_file(TcxActivity([a_lap(avg_hr=150, max_hr=171)])),
    },
}


@pytest.mark.parametrize("name", GROUPS)
def test_near_copies_of_a_file_become_one(name: str, tmp_path: Path) -> None:
    request = ReadRequest("UTC", START)
    files: list[ReadFile] = []
    for file_name, content in GROUPS[name].items():
        (tmp_path / file_name).write_text(content)
        files += read_path(tmp_path / file_name, request, new_id)
    (runs_of_each,) = {len(file.runs) for file in files}
    for order in (files, files[::-1]):
        plan = planned(order)
        assert len(plan.runs(ImportStatus.ADDED)) == runs_of_each
        assert all(each.twin is not None for each in plan.runs(ImportStatus.DUPLICATE))
        diary = after(plan, Diary())
        assert planned(files, *diary.runs.values()).runs(ImportStatus.ADDED) == []


def test_the_fuller_of_two_is_kept_in_any_order() -> None:
    plain = a_file(a_run("plain", started_at=START), name="plain.tcx", sha256="1")
    full = a_file(a_run("full", started_at=START, avg_hr=150, max_hr=170), sha256="2")
    for order in ((plain, full), (full, plain)):
        found = by_name(planned(order))
        assert found["a.fit"].status is ImportStatus.ADDED
        assert found["plain.tcx"].status is ImportStatus.DUPLICATE
        assert found["plain.tcx"].twin is found["a.fit"].run
        assert found["plain.tcx"].twin_place is TwinPlace.IMPORT


def test_every_repeat_is_one_of_the_kept_run_itself() -> None:
    """Three in a row, each near the next: the ends are two runs."""
    starts = [START, START + timedelta(seconds=110), START + timedelta(seconds=220)]
    files = [
        a_file(
            a_run(f"r{n}", started_at=at, avg_hr=None if n == 1 else 140),
            sha256=f"{n}",
            name=f"{n}",
        )
        for n, at in enumerate(starts)
    ]
    plan = planned(files)
    diary = after(plan, Diary())
    assert len(diary.runs) == 2
    for file in files:
        assert planned([file], *diary.runs.values()).runs(ImportStatus.ADDED) == []


# ---- not one ------------------------------------------------------------------------------------


def test_two_runs_of_equal_numbers_on_one_day_stay_two() -> None:
    morning = a_run("m", started_at=START, distance_m=5000.0, moving_s=1800.0)
    evening = a_run("e", started_at=START + timedelta(hours=11), distance_m=5000.0, moving_s=1800.0)
    for files in (
        [a_file(morning, evening, format=SourceFormat.TABLE)],
        [a_file(morning, sha256="1"), a_file(evening, sha256="2", name="b.fit")],
    ):
        plan = planned(files)
        assert len(plan.runs(ImportStatus.ADDED)) == 2
        diary = after(plan, Diary())
        assert planned(files, *diary.runs.values()).runs(ImportStatus.ADDED) == []


def test_two_equal_rows_without_a_start_stay_two_and_come_only_once() -> None:
    rows = [a_run(name, distance_m=5000.0, moving_s=None, elapsed_s=1800.0) for name in "ab"]
    table = a_file(*rows, name="t.csv", sha256="t", format=SourceFormat.TABLE)
    copy = replace(
        table, path="copy.csv", runs=tuple(replace(r, id=f"{r.id}2") for r in table.runs)
    )
    plan = planned([table, copy])
    assert sorted(statuses(plan.files)) == [["added", "added"], ["duplicate", "duplicate"]]
    diary = after(plan, Diary())
    assert len(diary.runs) == 2
    again = planned([copy, table], *diary.runs.values())
    assert statuses(again.files) == [["duplicate", "duplicate"]] * 2


def test_of_two_equal_runs_one_is_what_was_typed() -> None:
    typed = a_run("typed", distance_m=5000.0, moving_s=1800.0)
    rows = [
        a_run(
            str(hour), started_at=START + timedelta(hours=hour), distance_m=5000.0, moving_s=1800.0
        )
        for hour in (0, 11)
    ]
    table = a_file(*rows, format=SourceFormat.TABLE)
    plan = planned([table], typed)
    assert sorted(statuses(plan.files)[0]) == ["added", "duplicate"]
    diary = after(plan, a_diary(runs=[typed]))
    assert planned([table], *diary.runs.values()).runs(ImportStatus.ADDED) == []


# ---- here already -------------------------------------------------------------------------------


def test_a_run_in_the_bin_is_here_already() -> None:
    gone = trace_of(a_run("gone", started_at=START))
    plan = planned([a_file(a_run("again", started_at=START))], in_bin=[gone])
    (again,) = plan.planned()
    assert (again.status, again.twin) == (ImportStatus.DUPLICATE, None)
    assert again.twin_place is TwinPlace.BIN


def test_a_run_of_the_diary_goes_before_one_in_the_bin() -> None:
    here = a_run("here", started_at=START)
    gone = trace_of(a_run("gone", started_at=START))
    (again,) = planned([a_file(a_run("again", started_at=START))], here, in_bin=[gone]).planned()
    assert again.twin is here


def test_a_file_is_known_though_all_its_numbers_were_changed_by_hand() -> None:
    runs = [
        a_run(f"f{hour}", started_at=START + timedelta(hours=hour), distance_m=3000.0 + hour)
        for hour in range(3)
    ]
    file = a_file(*runs)
    first, second, _left_out = file.runs
    changed = replace(second, started_at=START - timedelta(days=3), on=ON, distance_m=900.0)
    again = a_file(*(replace(run, id=f"{run.id} again") for run in runs))
    copy = a_file(*(replace(run, id=f"{run.id} copy") for run in runs), name="copy")
    plan = planned([again, copy], first, changed)
    # The third was left out the first time and may still come; once.
    assert statuses(plan.files) == [["duplicate", "duplicate", "added"], ["duplicate"] * 3]
    assert by_name(planned([again], first, changed, file.runs[2]))["a.fit"].twin is not None


def test_the_gear_of_a_repeat_goes_to_the_run_that_is_kept() -> None:
    watch = a_file(a_run("w", started_at=START, avg_hr=150, title="Long"), sha256="1")
    row = a_file(a_run("s", started_at=START), name="s.csv", sha256="2", gear={"s": "Pegasus 39"})
    plan = planned([watch, row])
    assert by_name(plan)["a.fit"].gear == "Pegasus 39"
    assert plan.gear() == {"Pegasus 39": 2}


# ---- needs a look -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "doubts"),
    [
        ({"distance_m": None}, (Doubt.NO_DISTANCE,)),
        ({"distance_m": 0.0, "sport": Sport.RIDE}, ()),
        ({"moving_s": None}, (Doubt.NO_TIME,)),
        ({"moving_s": 8.2 * 149}, (Doubt.IMPLAUSIBLE_SPEED,)),
        ({"moving_s": 8.2 * 1201}, (Doubt.IMPLAUSIBLE_SPEED,)),
        ({"moving_s": 8.2 * 149, "sport": Sport.RIDE}, ()),
        ({"distance_m": 90.0, "moving_s": 900.0}, ()),
        ({"sport": Sport.HIKE, "moving_s": 90_000.0}, (Doubt.ELAPSED_LONG,)),
        ({}, ()),
    ],
)
def test_what_needs_a_look(values: dict[str, Given], doubts: tuple[Doubt, ...]) -> None:
    (found,) = planned([a_file(a_run("a", **values))]).planned()
    assert found.doubts == doubts
    is_run = found.run.is_run
    state = PlannedState.NEW if is_run else PlannedState.NOT_A_RUN
    assert found.state is (PlannedState.LOOK if doubts else state)


def test_a_warning_is_about_the_run_it_names_or_the_only_one() -> None:
    guessed = ReadProblem(Caution.SPORT_GUESSED)
    runs = [a_run("a"), a_run("b", distance_m=9000.0)]
    one = planned([a_file(runs[0], warnings=(guessed,))]).planned()
    assert [each.doubts for each in one] == [(Doubt.SPORT_GUESSED,)]
    both = planned([a_file(*runs, warnings=(guessed,))]).planned()
    assert [each.doubts for each in both] == [(), ()]
    named = replace(guessed, code=Caution.DATE_IMPLAUSIBLE, run_id="b")
    both = planned([a_file(*runs, warnings=(named,))]).planned()
    assert [each.doubts for each in both] == [(), (Doubt.DATE_IMPLAUSIBLE,)]


def test_a_broken_recording_needs_a_look_before_it_is_added() -> None:
    cut, wrong = ReadProblem(Caution.CUT_SHORT), ReadProblem(Caution.CRC_WRONG)
    runs = [a_run("a"), a_run("b", distance_m=9000.0)]
    (one,) = planned([a_file(runs[0], warnings=(cut, wrong))]).planned()
    assert (one.doubts, one.state) == ((Doubt.CUT_SHORT, Doubt.CRC_WRONG), PlannedState.LOOK)
    assert not ImportChoices().is_taken(one)
    both = planned([a_file(*runs, warnings=(cut,))]).planned()
    assert [each.doubts for each in both] == [(Doubt.CUT_SHORT,)] * 2
    # What stands in a list before the place where it breaks off is whole.
    listed = a_file(*runs, warnings=(cut,), format=SourceFormat.APPLE_HEALTH)
    assert [each.doubts for each in planned([listed]).planned()] == [(), ()]


def test_what_was_deleted_before_is_a_state_of_its_own_and_taken_only_when_asked_for() -> None:
    run = a_run("gone", avg_hr=150)
    removed = trace_of(a_file(run).runs[0])
    files = [
        a_file(replace(run, id="full")),
        a_file(a_run("poor"), name="b.csv", sha256="bb", format=SourceFormat.TABLE),
        a_file(a_run("new", ON - timedelta(days=3)), name="c.fit", sha256="cc"),
    ]
    plan = planned(files, in_bin=[removed])
    found = by_name(plan)
    assert [each.run.id for each in plan.in_state(PlannedState.DELETED)] == ["full"]
    assert (found["a.fit"].status, found["a.fit"].twin_place) == (
        ImportStatus.DUPLICATE,
        TwinPlace.BIN,
    )
    # A second entry of the same run repeats the first, so that only one comes back.
    assert found["b.csv"].state is PlannedState.HERE
    assert found["b.csv"].twin == found["a.fit"].run
    assert set(after(plan, a_diary()).runs) == {"new"}
    assert set(after(plan, a_diary(), takes_deleted=True).runs) == {"new", "full"}
    left = {"full": False}
    assert set(after(plan, a_diary(), takes_deleted=True, taken=left).runs) == {"new"}


def test_a_table_that_is_left_out_has_nothing_and_hides_nothing() -> None:
    match = TableMatch((), DateOrder.YEAR_FIRST, DecimalMark.POINT)
    look = TableLook("points", ("Time", "Distance"), (), 2, match)
    run = a_run("row", avg_hr=150, note="from the table")
    score = ReadScore(ON, Knee.LEFT, Moment.WORST, 3)
    table = a_file(run, name="t.csv", sha256="bb", scores=(score,), table=look)
    watch = a_file(a_run("watch"))
    assert by_name(planned([table, watch]))["a.fit"].status is ImportStatus.DUPLICATE
    plan = ImportPlan(planned_files([table, watch], (), (), {"points"}))
    left = plan.files[0]
    assert (left.is_left_out, left.status, left.runs) == (True, ImportStatus.SKIPPED, ())
    assert (plan.scores(), plan.tables()) == ([], [look])
    assert by_name(plan)["a.fit"].status is ImportStatus.ADDED
