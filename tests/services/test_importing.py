from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from diary.domain.change import Change, ChangeSet
from diary.domain.person import Person
from diary.domain.reading import ImportStatus, ReadFile, ReadRequest, Refusal
from diary.domain.run import Run, Sport
from diary.domain.table_match import DateOrder, DecimalMark, TableLook, TableMatch
from diary.services.events import EventBus
from diary.services.import_plan import ImportChoices, PlannedState, ScoreState
from diary.services.importing import (
    Importing,
    ImportOutcome,
    outcome_document,
)
from diary.services.journal import Journal
from diary.services.ports import IdSource, RunReader
from diary.storage.store import SqliteStore, create_store
from tests.builders import ON, FixedClock, a_run, a_shoe, counted_ids
from tests.builders_files import CYCLING, FitSession, GpxTrack, fit_file, gpx_file, line_of_points
from tests.reading import open_reader, opening

START = datetime(2026, 11, 2, 6, 40, tzinfo=UTC)


class Kept:
    """A diary on disk with an importer, and a folder of files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "files"
        self.folder.mkdir()
        self.clock = clock = FixedClock()
        self.store: SqliteStore = create_store(folder / "diary.sqlite3", clock, counted_ids(900))
        self.published: list[ChangeSet] = []
        bus = EventBus()
        bus.subscribe(self.published.append)
        self.journal = Journal(bus)
        self.journal.attach(self.store)
        self.importing = Importing(
            self.journal, open_reader, clock, counted_ids(), self.store.traces_in_bin
        )

    def file(self, name: str, content: bytes | str) -> Path:
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def add(self, *paths: Path) -> ImportOutcome:
        return self.importing.commit(self.importing.look(paths))

    def statuses(self, *paths: Path) -> list[str]:
        return [each.status.value for each in self.importing.look(paths).files]

    @property
    def runs(self) -> list[Run]:
        return self.journal.diary.runs_in_order()


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    diary = Kept(tmp_path)
    yield diary
    diary.store.close()


def a_fit(index: int = 0, **session: object) -> bytes:
    return fit_file(FitSession(START + timedelta(days=index), **session))  # type: ignore[arg-type]  # its own fields


def test_a_folder_is_added_as_one_change_and_taken_back_as_one(kept: Kept) -> None:
    for index in range(3):
        kept.file(f"{index}.fit", a_fit(index))
    outcome = kept.add(kept.folder)
    assert (outcome.added, outcome.exit_status) == (3, 0)
    assert len(kept.runs) == 3
    assert kept.store.load().runs == kept.journal.diary.runs
    assert len(kept.published) == 1
    kept.journal.apply(outcome.written.inverse())
    assert kept.runs == []


def test_looking_writes_nothing(kept: Kept) -> None:
    plan = kept.importing.look([kept.file("a.fit", a_fit())])
    assert [each.status for each in plan.files] == [ImportStatus.ADDED]
    assert (kept.runs, kept.published) == ([], [])


def test_a_second_import_adds_nothing(kept: Kept) -> None:
    kept.file("a.fit", a_fit())
    kept.file("b.gpx", gpx_file(GpxTrack([line_of_points(START + timedelta(days=5))])))
    kept.add(kept.folder)
    again = kept.add(kept.folder)
    assert (again.added, again.duplicates, again.exit_status) == (0, 2, 0)
    assert not again.written
    assert [document["runs"] for document in documents(again)] == [[run.id] for run in kept.runs]


def documents(outcome: ImportOutcome) -> list[dict[str, object]]:
    listed = json.loads(json.dumps(outcome_document(outcome)))["files"]
    assert isinstance(listed, list)
    return listed


def test_one_file_twice_in_one_import(kept: Kept) -> None:
    paths = [kept.file("a.fit", a_fit()), kept.file("b.fit.gz", gzip.compress(a_fit()))]
    assert kept.statuses(*paths) == ["added", "duplicate"]


def test_the_same_run_in_another_format(kept: Kept) -> None:
    points = line_of_points(START + timedelta(seconds=90), count=26, step_s=60, step_m=198)
    paths = [
        kept.file("a.fit", a_fit(distance_m=5000.0)),
        kept.file("b.gpx", gpx_file(GpxTrack([points], type="running"))),
    ]
    assert kept.statuses(*paths) == ["added", "duplicate"]


def test_a_typed_run_of_equal_time_and_distance_is_the_same(kept: Kept) -> None:
    typed = a_run("typed", on=START.date(), distance_m=5000.0, moving_s=1500.0)
    kept.journal.apply(Change(None, typed))
    outcome = kept.add(kept.file("a.fit", a_fit(distance_m=5004.0, timer_s=1500.4)))
    assert (outcome.added, outcome.duplicates) == (0, 1)
    assert documents(outcome)[0]["runs"] == ["typed"]


def test_a_run_in_the_bin_counts_as_here(kept: Kept) -> None:
    path = kept.file("a.fit", a_fit())
    outcome = kept.add(path)
    kept.journal.apply(outcome.written.inverse())
    again = kept.add(path)
    assert (again.added, again.duplicates, kept.runs) == (0, 1, [])


def test_one_bad_file_never_stops_the_others(kept: Kept) -> None:
    kept.file("1.fit", b"garbage")
    kept.file("2.fit", a_fit())
    kept.file("3.gpx", "<gpx><rte/></gpx>")
    kept.file("4.gpx", "<gpx><trk><trkseg><trkpt lat='1' lon='2'/></trkseg></trk></gpx>")
    kept.file(".hidden.fit", a_fit(3))
    outcome = kept.add(kept.folder)
    document = outcome_document(outcome)
    assert [each["status"] for each in documents(outcome)] == [
        "failed",
        "added",
        "not_a_run",
        "failed",
    ]
    counts = {name: document[name] for name in ("added", "duplicates", "not_runs", "failed")}
    assert counts == {"added": 1, "duplicates": 0, "not_runs": 1, "failed": 2}
    assert outcome.exit_status == 1
    first, second, third, _fourth = documents(outcome)
    said = "1.fit is not what its name says, or it is broken. Export the activity again."
    assert first["error"] == {"code": "unreadable", "message": said}
    assert (second["error"], second["warnings"], second["member"]) == (None, [], "2.fit")
    assert third["error"] is not None
    assert third["runs"] == []


def test_nothing_usable_has_a_status_of_its_own(kept: Kept) -> None:
    assert kept.add(kept.file("a.fit", b"garbage")).exit_status == 3
    assert kept.add(kept.file("b.gpx", "<gpx><rte/></gpx>")).exit_status == 3
    assert kept.add(kept.folder / "absent.fit").exit_status == 3
    assert kept.add().exit_status == 3


def test_a_known_and_a_broken_file(kept: Kept) -> None:
    kept.add(kept.file("a.fit", a_fit()))
    kept.file("b.fit", b"garbage")
    assert kept.add(kept.folder).exit_status == 1


def test_the_shoe_is_for_runs_only(kept: Kept) -> None:
    kept.journal.apply(Change(None, a_shoe("blue")))
    paths = [kept.file("a.fit", a_fit()), kept.file("b.fit", a_fit(1, sport=CYCLING))]
    kept.importing.commit(kept.importing.look(paths), ImportChoices(shoe_for_rest="blue"))
    assert [(run.sport, run.shoe_id) for run in kept.runs] == [
        (Sport.RUN, "blue"),
        (Sport.RIDE, None),
    ]


def test_the_sport_can_be_overridden(kept: Kept) -> None:
    plan = kept.importing.look([kept.file("a.fit", a_fit(sport=CYCLING))], sport=Sport.RUN)
    assert plan.files[0].runs[0].run.sport is Sport.RUN


def test_times_without_zone_take_the_persons(kept: Kept) -> None:
    kept.journal.apply(Change(Person(), Person(timezone="Asia/Tokyo")))
    late = datetime(2026, 11, 2, 20, 0, tzinfo=UTC)
    kept.add(kept.file("a.fit", fit_file(FitSession(late))))
    assert (kept.runs[0].timezone, str(kept.runs[0].on)) == ("Asia/Tokyo", "2026-11-03")


def going_on(done: int, total: int) -> bool:
    return True


def test_progress_counts_thousandths_of_the_bytes_and_can_stop_the_looking(kept: Kept) -> None:
    paths = [kept.file(f"{index}.fit", a_fit(index)) for index in range(4)]
    told: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> bool:
        told.append((done, total))
        return done < 500

    plan = kept.importing.look(paths, progress=progress)
    assert {total for _done, total in told} == {1000}
    assert [done for done, _total in told] == sorted(done for done, _total in told)
    assert told[-1][0] == 500
    assert not plan.is_whole
    assert len(plan.files) < 4
    assert kept.importing.look(paths, progress=going_on).is_whole


def test_progress_goes_on_within_an_archive(kept: Kept) -> None:
    for index in range(4):
        kept.file(f"{index}.fit", a_fit(index))
    told: list[int] = []

    def progress(done: int, total: int) -> bool:
        told.append(done)
        return True

    assert len(kept.importing.look([kept.folder], progress=progress).files) == 4
    assert len(set(told)) >= 4
    assert told[-1] == 1000


def test_a_file_that_takes_long_is_ended_when_nobody_waits_for_it(kept: Kept) -> None:
    asked: list[bool] = []

    def open_slow(is_wanted: Callable[[], bool]) -> AbstractContextManager[RunReader]:
        def read(path: Path, request: ReadRequest, new_id: IdSource) -> Iterator[ReadFile]:
            while is_wanted():
                asked.append(True)
            return iter(())

        return nullcontext(read)

    def progress(done: int, total: int) -> bool:
        return len(asked) < 3

    kept.importing._open_reader = open_slow
    path = kept.file("a.fit", a_fit())
    plan = kept.importing.look([path], progress=progress)
    assert len(asked) == 3
    assert not plan.is_whole
    assert plan.files == ()


def test_a_path_that_is_named_twice_is_read_once(kept: Kept) -> None:
    path = kept.file("a.fit", a_fit())
    assert len(kept.importing.look([path, path]).files) == 1


def test_a_reader_that_breaks_is_a_failed_file(kept: Kept) -> None:
    def breaks(path: Path, request: ReadRequest, new_id: IdSource) -> Iterator[ReadFile]:
        raise MemoryError

    kept.importing._open_reader = opening(breaks)
    plan = kept.importing.look([kept.file("a.fit", a_fit()), kept.file("b.fit", a_fit())])
    assert [each.status for each in plan.files] == [ImportStatus.FAILED] * 2
    assert plan.files[0].error is not None
    assert plan.files[0].error.code == Refusal.UNREADABLE


DAY_FIRST = TableMatch((), DateOrder.DAY_FIRST, DecimalMark.POINT)
MONTH_FIRST = TableMatch((), DateOrder.MONTH_FIRST, DecimalMark.POINT)


def test_only_tables_are_read_again_when_their_columns_mean_something_else(kept: Kept) -> None:
    asked: list[tuple[str, TableMatch]] = []

    def read(path: Path, request: ReadRequest, new_id: IdSource) -> Iterator[ReadFile]:
        match = request.matches.get("key", DAY_FIRST)
        asked.append((path.name, match))
        day = date(2026, 2, 1) if match is DAY_FIRST else date(2026, 1, 2)
        is_table = path.suffix == ".csv"
        run = a_run(new_id(), on=day if is_table else ON, distance_m=5000.0 + len(path.name))
        look = TableLook("key", ("Date",), (("1/2/2026",),), 1, match)
        yield ReadFile(str(path), None, path.name, (run,), table=look if is_table else None)

    kept.importing._open_reader = opening(read)
    paths = [kept.file("long.csv", ""), kept.file("a.fit", "")]
    plan = kept.importing.look(paths)
    assert [table.key for table in plan.tables()] == ["key"]
    assert kept.importing.look_again(plan, {"key": DAY_FIRST}).files == plan.files
    again = kept.importing.look_again(plan, {"key": MONTH_FIRST})
    names = [name for name, _match in asked]
    assert names == ["long.csv", "a.fit", "long.csv"]
    assert [each.run.on for each in again.planned()] == [date(2026, 1, 2), ON]
    assert again.planned()[1] == plan.planned()[1]
    assert asked[-1][1] is MONTH_FIRST


def test_what_was_left_out_is_counted_apart(kept: Kept) -> None:
    paths = [kept.file("a.fit", a_fit()), kept.file("b.fit", a_fit(1))]
    plan = kept.importing.look(paths)
    first, _second = plan.planned()
    outcome = kept.importing.commit(plan, ImportChoices(taken={first.run.id: False}))
    assert (outcome.added, outcome.skipped, outcome.duplicates) == (1, 1, 0)
    assert [each["status"] for each in documents(outcome)] == ["skipped", "added"]
    assert len(kept.runs) == 1


def test_a_repeat_can_be_added_all_the_same(kept: Kept) -> None:
    path = kept.file("a.fit", a_fit())
    kept.add(path)
    plan = kept.importing.look([path])
    (again,) = plan.planned()
    assert kept.importing.commit(plan, ImportChoices(taken={again.run.id: True})).added == 1
    assert len(kept.runs) == 2


def test_what_was_deleted_can_be_added_again_in_one_go(kept: Kept) -> None:
    for index in range(3):
        kept.file(f"{index}.fit", a_fit(index))
    outcome = kept.add(kept.folder)
    kept.journal.apply(outcome.written.inverse())
    plan = kept.importing.look([kept.folder])
    assert len(plan.in_state(PlannedState.DELETED)) == 3
    left = kept.importing.commit(plan)
    assert (left.added, left.duplicates, left.deleted, left.exit_status) == (0, 3, 3, 0)
    again = kept.importing.commit(plan, ImportChoices(takes_deleted=True))
    assert (again.added, again.duplicates, again.deleted) == (3, 0, 0)
    assert len(kept.runs) == 3
    assert kept.add(kept.folder).added == 0


def test_a_table_can_be_left_out_and_taken_in_again(kept: Kept) -> None:
    table = kept.file("t.csv", "date,km,time\n2026-02-14,5,25:00\n2026-02-15,6,31:00\n")
    kept.file("a.fit", a_fit())
    plan = kept.importing.look([kept.folder])
    (look,) = plan.tables()
    left = kept.importing.look_again(plan, {}, left_out={look.key})
    assert (left.left_out, len(left.planned())) == (frozenset({look.key}), 1)
    assert [file.is_left_out for file in left.files] == [False, True]
    # It is not read a second time.
    table.unlink()
    whole = kept.importing.look_again(left, {})
    assert whole.files == plan.files


def test_scores_that_are_here_are_an_import_that_went_well(kept: Kept) -> None:
    path = kept.file("pain.csv", "date,left knee,right knee\n2026-02-14,3,\n2026-02-15,2,4\n")
    chosen = ImportChoices(takes_scores=True)
    first = kept.importing.commit(kept.importing.look([path]), chosen)
    assert (first.scores, documents(first)[0]["status"]) == (3, "added")
    plan = kept.importing.look([path])
    assert [each.state for each in plan.planned_scores] == [ScoreState.HERE] * 3
    again = kept.importing.commit(plan, chosen)
    assert (again.scores, again.exit_status) == (0, 0)
    assert documents(again)[0]["status"] == "duplicate"


def test_runs_and_other_activities_are_counted_apart(kept: Kept) -> None:
    kept.file("a.fit", a_fit())
    kept.file("b.fit", a_fit(4, sport=CYCLING))
    outcome = kept.add(kept.folder)
    assert (outcome.added, outcome.added_runs) == (2, 1)
