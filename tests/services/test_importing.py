from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from diary.domain.change import Change, ChangeSet
from diary.domain.person import Person
from diary.domain.reading import ImportStatus, Refusal
from diary.domain.run import Run, Sport
from diary.formats.activity_files import read_activity_file
from diary.services.events import EventBus
from diary.services.importing import (
    Importing,
    ImportOutcome,
    files_under,
    is_same_run,
    outcome_document,
)
from diary.services.journal import Journal
from diary.storage.store import SqliteStore, create_store
from tests.builders import FixedClock, a_run, a_shoe, counted_ids
from tests.builders_files import CYCLING, FitSession, GpxTrack, fit_file, gpx_file, line_of_points

START = datetime(2026, 11, 2, 6, 40, tzinfo=UTC)


class Kept:
    """A diary on disk with an importer, and a folder of files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "files"
        self.folder.mkdir()
        clock = FixedClock()
        self.store: SqliteStore = create_store(folder / "diary.sqlite3", clock, counted_ids(900))
        self.published: list[ChangeSet] = []
        bus = EventBus()
        bus.subscribe(self.published.append)
        self.journal = Journal(bus)
        self.journal.attach(self.store)
        self.importing = Importing(
            self.journal, read_activity_file, clock, counted_ids(), self.store.known_sources
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


@pytest.mark.parametrize(
    ("seconds", "distance_m", "is_same"),
    [(120, 8200.0, True), (121, 8200.0, False), (60, 8364.0, True), (60, 8400.0, False)],
)
def test_same_run_by_start_and_distance(seconds: int, distance_m: float, *, is_same: bool) -> None:
    one = a_run(started_at=START, timezone="+01:00", on=START.date())
    at = START + timedelta(seconds=seconds)
    other = a_run(started_at=at, on=START.date(), distance_m=distance_m, moving_s=2650.0)
    assert is_same_run(one, other) is is_same
    assert is_same_run(other, one) is is_same


def test_same_run_across_zones_and_midnight() -> None:
    late = datetime(2026, 11, 2, 23, 59, 30, tzinfo=UTC)
    one = a_run(started_at=late, on=late.date(), timezone="UTC")
    after = late + timedelta(minutes=1)
    other = a_run(started_at=after, on=after.date(), timezone="UTC", moving_s=2600.0)
    assert is_same_run(one, other)


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
    advice = "Check that you may open it, or export the activity again."
    assert first["error"] == {"code": "unreadable", "message": f"1.fit cannot be read. {advice}"}
    assert (second["error"], second["warnings"], second["member"]) == (None, [], None)
    assert third["error"] is not None
    assert third["runs"] == []


def test_a_reader_that_breaks_is_a_failed_file(kept: Kept) -> None:
    def breaks(*_path: object, **_asked: object) -> list[object]:
        raise MemoryError

    kept.importing._read = breaks  # type: ignore[assignment]  # a reader that never answers
    plan = kept.importing.look([kept.file("a.fit", a_fit())])
    assert plan.files[0].status is ImportStatus.FAILED
    assert plan.files[0].error is not None
    assert plan.files[0].error.code == Refusal.UNREADABLE


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
    kept.importing.commit(kept.importing.look(paths, shoe_id="blue"))
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


def test_progress_can_stop_the_looking(kept: Kept) -> None:
    for index in range(4):
        kept.file(f"{index}.fit", a_fit(index))
    told: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> bool:
        told.append((done, total))
        return done < 2

    plan = kept.importing.look([kept.folder], progress=progress)
    assert told == [(1, 4), (2, 4)]
    assert len(plan.files) == 2


def test_folders_are_taken_in_order_and_only_once(kept: Kept) -> None:
    for name in ("b.fit", "a.fit", "sub/c.fit", ".git/d.fit"):
        kept.file(name, b"")
    first = kept.folder / "a.fit"
    assert files_under([first, kept.folder]) == [
        first,
        kept.folder / "b.fit",
        kept.folder / "sub" / "c.fit",
    ]
