"""What happens between the looking and the adding: stopping, other imports, deleting, undoing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Barrier, Thread

import pytest

from diary.bootstrap.foreign import open_reader as open_child
from diary.domain.change import Change, ChangeSet
from diary.domain.reading import ImportStatus
from diary.domain.run import Run
from diary.services.events import EventBus
from diary.services.import_plan import Doubt, ImportChoices, ImportPlan, PlannedState
from diary.services.importing import Importing, outcome_document
from diary.services.journal import Journal
from diary.storage.store import open_store
from tests.builders import FixedClock, a_run, counted_ids
from tests.builders_files import (
    CYCLING,
    FitSession,
    GpxTrack,
    fit_file,
    gpx_file,
    line_of_points,
)
from tests.builders_strava import Export, ExportRow, write_zip
from tests.reading import open_reader
from tests.services.test_importing import START, Kept, a_fit


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    diary = Kept(tmp_path)
    yield diary
    diary.store.close()


class Other:
    """Another program with the same diary open."""

    def __init__(self, kept: Kept, first_id: int = 50_000) -> None:
        clock = FixedClock()
        self.store = open_store(kept.store.path, clock, counted_ids(first_id + 10_000))
        self.journal = Journal(EventBus(), self.store.load())
        self.journal.attach(self.store)
        ids = counted_ids(first_id)
        self.importing = Importing(self.journal, open_reader, clock, ids, self.store.traces_in_bin)


@pytest.fixture
def other(kept: Kept) -> Iterator[Other]:
    made = Other(kept)
    yield made
    made.store.close()


def many(kept: Kept) -> list[Path]:
    """A folder, an archive and a table."""
    for index in range(4):
        kept.file(f"all/{index}.fit", a_fit(index))
    rows = [ExportRow(f"47110{n}", START + timedelta(days=30 + n)) for n in range(10, 20)]
    archive = write_zip(kept.folder / "strava.zip", Export(rows).members())
    table = kept.file("t.csv", "date,km,time\n2026-02-14,5,25:00\n2026-02-15,6,31:00\n")
    return [kept.folder / "all", archive, table]


# ---- stopping -----------------------------------------------------------------------------------


@pytest.mark.parametrize("after", [0, 1, 2, 3, 5, 6, 7, 8])
def test_stopping_leaves_nothing_at_any_point(kept: Kept, after: int) -> None:
    kept.journal.apply(Change(None, a_run("before")))
    content, paths = kept.journal.diary, many(kept)
    there = sorted(kept.store.path.parent.rglob("*"))
    asked = iter(range(10_000))

    def progress(done: int, total: int) -> bool:
        return next(asked) < after

    plan = kept.importing.look(paths, progress=progress)
    assert not plan.is_whole
    assert kept.store.load() == content
    assert sorted(kept.store.path.parent.rglob("*")) == there
    # Nothing of it is in the way of the next time.
    assert kept.add(*paths).added == 16


def test_stopping_ends_the_child_that_reads(kept: Kept) -> None:
    kept.importing._open_reader = open_child
    told: list[int] = []

    def progress(done: int, total: int) -> bool:
        told.append(done)
        return not any(told)

    assert not kept.importing.look(many(kept), progress=progress).is_whole
    assert kept.runs == []
    assert kept.store.load().runs == {}


# ---- two imports at a time ----------------------------------------------------------------------


def test_what_another_import_added_meanwhile_is_here(kept: Kept, other: Other) -> None:
    paths = many(kept)
    mine, theirs = kept.importing.look(paths), other.importing.look(paths)
    assert other.importing.commit(theirs).added == 16
    outcome = kept.importing.commit(mine)
    assert (outcome.added, outcome.duplicates) == (0, 16)
    assert not outcome.written
    assert kept.store.load().runs == other.journal.diary.runs == kept.journal.diary.runs


def test_a_tick_on_a_new_run_is_no_wish_for_a_second_one(kept: Kept, other: Other) -> None:
    path = kept.file("a.fit", a_fit())
    plan = kept.importing.look([path])
    (run,) = [each.run for each in plan.planned()]
    other.importing.commit(other.importing.look([path]))
    ticked = ImportChoices(taken={run.id: True}, fields_taken={run.id: frozenset({"title"})})
    assert kept.importing.commit(plan, ticked).added == 0
    assert len(kept.runs) == 1


def test_another_import_in_the_last_moment(kept: Kept, other: Other) -> None:
    paths = many(kept)
    kept.file("all/more.fit", a_fit(9))
    theirs = other.importing.look(paths[:1])
    made: list[int] = []

    class Slow(Importing):
        def changes(self, plan: ImportPlan, choices: ImportChoices) -> ChangeSet:
            changes = super().changes(plan, choices)
            if not made:
                made.append(other.importing.commit(theirs).added)
            return changes

    slow = Slow(kept.journal, open_reader, FixedClock(), counted_ids(), kept.store.traces_in_bin)
    outcome = slow.commit(slow.look(paths))
    assert (made, outcome.added, outcome.duplicates) == ([5], 12, 5)
    assert len(kept.store.load().runs) == 17


@pytest.mark.parametrize("turn", range(3))
def test_imports_at_the_very_same_time(kept: Kept, turn: int) -> None:
    paths = many(kept)
    others = [Other(kept, 50_000 * number) for number in range(1, 4)]
    barrier = Barrier(len(others))
    added: list[int] = []

    def add(one: Other, order: list[Path]) -> None:
        plan = one.importing.look(order)
        barrier.wait()
        added.append(one.importing.commit(plan).added)

    threads = [
        Thread(target=add, args=(one, paths[number:] + paths[:number]))
        for number, one in enumerate(others)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(added) == [0, 0, 16]
    assert len(kept.store.load().runs) == 16
    for one in others:
        with closing(one.store):
            assert one.journal.diary.runs == kept.store.load().runs


# ---- here, and nowhere --------------------------------------------------------------------------


def test_a_repeat_of_a_run_that_is_left_out_is_left_out(kept: Kept) -> None:
    watch = kept.file("a.fit", a_fit())
    phone = kept.file("b.csv", "start,km,time\n2026-11-02 06:40:00,5.0,25:00\n")
    plan = kept.importing.look([watch, phone])
    fuller, repeat = sorted(plan.planned(), key=lambda each: each.state is PlannedState.HERE)
    assert repeat.twin is fuller.run
    outcome = kept.importing.commit(plan, ImportChoices(taken={fuller.run.id: False}))
    assert (outcome.added, outcome.duplicates, outcome.skipped) == (0, 0, 2)
    files = outcome_document(outcome)["files"]
    assert isinstance(files, list)
    assert [(each["status"], each["runs"]) for each in files] == [("skipped", [])] * 2
    # With the fuller one in, it is here.
    outcome = kept.importing.commit(plan)
    assert (outcome.added, outcome.duplicates) == (1, 1)
    files = outcome_document(outcome)["files"]
    assert isinstance(files, list)
    assert [each["runs"] for each in files] == [[fuller.run.id]] * 2


def test_copies_of_a_deleted_run_are_all_deleted(kept: Kept) -> None:
    path = kept.file("a.fit", a_fit())
    copy = kept.file("copy.fit", a_fit())
    (run,) = [each.after for each in kept.add(path).written.changes]
    assert isinstance(run, Run)
    kept.journal.apply(Change(run, None))
    outcome = kept.add(path, copy)
    assert (outcome.added, outcome.deleted, outcome.duplicates) == (0, 2, 2)
    files = outcome_document(outcome)["files"]
    assert isinstance(files, list)
    assert [each["runs"] for each in files] == [[], []]
    plan = kept.importing.look([path, copy])
    again = kept.importing.commit(plan, ImportChoices(takes_deleted=True))
    assert (again.added, again.duplicates, again.deleted) == (1, 1, 0)
    assert len(kept.runs) == 1


def test_an_import_that_was_undone_can_be_added_again_from_the_same_look(kept: Kept) -> None:
    removed = kept.store.traces_in_bin()
    kept.importing._traces_in_bin = lambda: removed
    paths = many(kept)
    plan = kept.importing.look(paths)
    first = kept.importing.commit(plan)
    assert kept.importing.commit(plan).added == 0
    kept.journal.apply(first.written.inverse())
    assert kept.importing.commit(plan).added == 16
    assert len(kept.runs) == 16


def test_a_twin_that_was_deleted_since_the_look_is_not_said_to_be_here(
    kept: Kept, other: Other
) -> None:
    path = kept.file("a.fit", a_fit())
    kept.add(path)
    plan = kept.importing.look([path])
    assert plan.runs(ImportStatus.ADDED) == []
    other.journal.reload_if_foreign()
    (run,) = other.journal.diary.runs.values()
    other.journal.apply(Change(run, None))
    assert kept.importing.commit(plan).deleted == 1
    assert kept.importing.commit(plan, ImportChoices(takes_deleted=True)).added == 1


# ---- a file that was not whole ------------------------------------------------------------------


def test_a_recording_that_broke_off_and_the_whole_of_it_are_one_run(kept: Kept) -> None:
    points = line_of_points(START)
    whole = gpx_file(GpxTrack([points], type="running"))
    half = gpx_file(GpxTrack([points[: len(points) // 2]], type="running"))
    halved, path = kept.file("half.gpx", half), kept.file("whole.gpx", whole)
    kept.add(halved)
    plan = kept.importing.look([path])
    (planned,) = plan.planned()
    assert (planned.state, planned.is_longer) == (PlannedState.LOOK, True)
    names = frozenset({"distance_m", "moving_s", "elapsed_s"})
    taken = ImportChoices(fields_taken={planned.run.id: names})
    assert kept.importing.commit(plan, taken).changed == 1
    (run,) = kept.runs
    assert run.distance_m == planned.run.distance_m
    for file in (path, halved):
        (again,) = kept.importing.look([file]).planned()
        assert (again.state, again.is_longer) == (PlannedState.HERE, False)


def test_of_half_and_whole_in_one_import_the_whole_is_kept(kept: Kept) -> None:
    points = line_of_points(START)
    for name, part in (("a", points[:7]), ("b", points), ("c", points[:4])):
        kept.file(f"{name}.gpx", gpx_file(GpxTrack([part], type="running")))
    outcome = kept.add(kept.folder)
    assert (outcome.added, outcome.duplicates) == (1, 2)
    whole = max(each.run.distance_m or 0.0 for each in outcome.plan.planned())
    assert [run.distance_m for run in kept.runs] == [whole]


def a_watch(**session: float | None) -> bytes:
    """Ten kilometres of which the watch knows nothing but the length."""
    bare = dict.fromkeys(("avg_hr", "max_hr", "cadence", "ascent_m", "descent_m", "record_hr"))
    given = {"distance_m": 10_000.0, "timer_s": 3000.0, "elapsed_s": 3000.0}
    return fit_file(FitSession(START, **{**bare, **given, **session}))  # type: ignore[arg-type]  # its own fields


def a_phone() -> str:
    """Three kilometres with a title, climb and heart rate."""
    points = line_of_points(START, count=16)
    climbing = [replace(each, ele=10.0 + n % 3 * 5, hr=140) for n, each in enumerate(points)]
    return gpx_file(GpxTrack([climbing], name="Morning", type="running"))


@pytest.mark.parametrize("names", [("a.gpx", "b.fit"), ("b.gpx", "a.fit")])
def test_the_longer_is_kept_however_full_its_beginning_is(
    kept: Kept, names: tuple[str, str]
) -> None:
    kept.file(names[0], a_phone())
    kept.file(names[1], a_watch())
    assert kept.add(kept.folder).added == 1
    assert [run.distance_m for run in kept.runs] == [10_000.0]


def test_the_whole_from_another_device_is_named_and_its_numbers_fill_no_part(kept: Kept) -> None:
    kept.add(kept.file("phone.gpx", a_phone()))
    (part,) = kept.runs
    plan = kept.importing.look([kept.file("watch.fit", a_watch(descent_m=80, cadence=85))])
    (planned,) = plan.planned()
    assert (planned.state, planned.is_longer) == (PlannedState.LOOK, True)
    assert kept.importing.commit(plan).changed == 0
    kept.importing.commit(plan, ImportChoices(fills_twins=True))
    (run,) = kept.runs
    assert (run.descent_m, run.cadence_spm) == (part.descent_m, part.cadence_spm)


def test_a_part_that_was_deleted_does_not_hide_the_whole(kept: Kept) -> None:
    part = a_watch(distance_m=4000.0, timer_s=1200.0, elapsed_s=1200.0)
    paths = [kept.file("part.fit", part), kept.file("whole.fit", a_watch())]
    kept.add(paths[0])
    kept.journal.apply(Change(kept.runs[0], None))
    plan = kept.importing.look(paths)
    assert [each.state for each in plan.planned()] == [PlannedState.DELETED, PlannedState.LOOK]
    assert plan.planned()[1].doubts == (Doubt.PART_DELETED,)
    assert kept.importing.commit(plan).added == 1
    assert [run.distance_m for run in kept.runs] == [10_000.0]
    # The whole that was deleted stays so, and its part with it.
    kept.journal.apply(Change(kept.runs[0], None))
    states = {each.state for each in kept.importing.look(paths).planned()}
    assert states == {PlannedState.DELETED}


def test_of_a_deleted_run_and_its_part_the_whole_comes_back(kept: Kept) -> None:
    kept.add(kept.file("whole.fit", a_watch()))
    kept.journal.apply(Change(kept.runs[0], None))
    kept.file("a.gpx", a_phone())
    plan = kept.importing.look([kept.folder])
    assert kept.importing.commit(plan, ImportChoices(takes_deleted=True)).added == 1
    assert [run.distance_m for run in kept.runs] == [10_000.0]


def test_a_run_and_a_ride_that_begin_together_are_both_kept(kept: Kept) -> None:
    kept.file("run.fit", a_fit(distance_m=8000.0))
    kept.file("ride.fit", a_fit(sport=CYCLING, distance_m=21_000.0))
    assert kept.add(kept.folder).added == 2
    assert kept.add(kept.folder).added == 0


def test_two_tracks_of_one_file_that_begin_together_are_both_kept(kept: Kept) -> None:
    tracks = [line_of_points(START, count=count) for count in (26, 61)]
    two = gpx_file(*(GpxTrack([points], type="running") for points in tracks))
    for name in ("a.gpx", "copy.gpx"):
        kept.file(name, two)
    assert kept.add(kept.folder).added == 2
    assert kept.add(kept.folder).added == 0
    # One that stands there twice is one.
    twice = gpx_file(*(GpxTrack([line_of_points(START + timedelta(days=1))]) for _n in range(2)))
    assert kept.add(kept.file("twice.gpx", twice)).added == 1
