"""Real exports, where they are at hand: every row has the result written down here."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from diary.domain.reading import Refusal
from diary.domain.run import Run, Sport
from tests.formats.corpus import found, needs_corpus, paths
from tests.formats.strava_exports import read_all

pytestmark = needs_corpus
YEARS, RIDES = "f0122", "f0077"


def runs_of(file_id: str) -> dict[str | None, Run]:
    every = (run for read in found(file_id) for run in read.runs)
    return {run.source.external_id: run for run in every if run.source is not None}


def test_three_years_of_one_person() -> None:
    sports = Counter(run.sport for run in runs_of(YEARS).values())
    assert sports == {Sport.RUN: 89, Sport.WALK: 8, Sport.OTHER: 7, Sport.RIDE: 6}
    errors = [read.error.code for read in found(YEARS) if read.error]
    # A walk that the person dated 1991, and a ride of 936 m in 3 s.
    assert errors == [Refusal.NO_DATE, Refusal.IMPLAUSIBLE]


def test_numbers_of_one_run_are_those_of_its_row() -> None:
    run = runs_of(YEARS)["4831144613"]
    assert run.started_at == datetime(2021, 2, 22, 16, 56, 56, tzinfo=UTC)
    assert (run.distance_m, run.moving_s, run.elapsed_s) == (8191.6, 2977.0, 3070.0)
    assert (run.ascent_m, run.descent_m, run.title) == (7.1, 5.3, "Afternoon Run")
    assert (run.avg_hr, run.rpe, run.note) == (None, None, "")


def test_shoes_and_effort_of_three_years() -> None:
    shoes = Counter(name for read in found(YEARS) for name in read.gear.values())
    assert shoes == {"8142932": 36, "9134886": 35, "pegasus": 10}
    efforts = Counter(run.rpe for run in runs_of(YEARS).values() if run.rpe is not None)
    assert efforts == {8: 7, 7: 2, 3: 1}
    notes = [run.note for run in runs_of(YEARS).values() if "Saysky" in run.note]
    assert notes == ["1.st run with Saysky jacket and Nike glasses"]


def test_export_of_another_person_holds_rides() -> None:
    runs = runs_of(RIDES)
    assert [run.sport for run in runs.values()] == [Sport.RIDE] * 8
    first = runs["9125662739"]
    assert (first.distance_m, first.moving_s, first.rpe) == (33912.48, 5103.0, 6)
    assert not any(read.gear for read in found(RIDES))


def test_table_with_recordings_of_devices_beside_it(tmp_path: Path) -> None:
    where = paths()
    (tmp_path / "activities").mkdir()
    (tmp_path / "activities.csv").write_bytes(where[RIDES].read_bytes())
    for file_id in ("f0078", "f0041"):
        source = where[file_id]
        (tmp_path / "activities" / source.name).write_bytes(source.read_bytes())
    read = read_all(tmp_path)
    assert [len(each.runs) for each in read] == [1] * 10
    by_themselves = {found(file_id)[0].sha256 for file_id in ("f0078", "f0041")}
    assert {each.sha256 for each in read[8:]} == by_themselves
