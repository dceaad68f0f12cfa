from __future__ import annotations

import gzip
import hashlib
from datetime import timedelta
from pathlib import Path

import pytest

from diary.domain.reading import Refusal
from diary.domain.run import SourceFormat, Sport
from diary.formats.archive import archive_at
from diary.formats.strava import (
    is_strava_table,
    strava_names,
)
from tests.builders_strava import (
    START,
    VINTAGES,
    Export,
    ExportRow,
    table,
    write_folder,
    write_zip,
)
from tests.formats.strava_exports import EN, FIT, GPX, ZONE, Write, read_all, read_bare, read_export


@pytest.mark.parametrize("write", [write_folder, write_zip])
@pytest.mark.parametrize("name", VINTAGES)
def test_row_without_file_in_every_language(tmp_path: Path, name: str, write: Write) -> None:
    vintage = VINTAGES[name]
    row = ExportRow(
        name="Along the river", description="Felt good", note="Left knee", gear="Blue 12", rpe=6
    )
    named = ExportRow(id="4711002", at=START + timedelta(days=1), file="activities/8.gpx")
    export = Export([row, named], vintage, {"activities/8.gpx": GPX})
    found, _other = read_all(write(tmp_path / "export", export.members()))
    (run,) = found.runs
    is_old = vintage.block == 11
    assert (found.error, found.member, run.sport) == (None, "activities.csv", Sport.RUN)
    assert (run.started_at, run.timezone) == (START, ZONE)
    assert run.on == START.date()
    assert run.distance_m == (5010.0 if len(vintage.names) < 20 else 5012.4)
    assert run.elapsed_s == 1520.0
    assert run.title == "Along the river"
    assert run.note == ("Felt good" if is_old else "Felt good\n\nLeft knee")
    assert found.gear == {run.id: "Blue 12"}
    assert run.source is not None
    assert (run.source.format, run.source.external_id) == (SourceFormat.STRAVA_CSV, "4711001")
    if len(vintage.names) > 20:
        assert (run.moving_s, run.ascent_m, run.descent_m) == (1500.0, 21.5, 19.5)
        assert (run.avg_hr, run.max_hr, run.cadence_spm) == (142, 163, 165.0)
        assert run.rpe == (6 if len(vintage.names) > 43 or is_old else None)
    assert found.warnings == ()


@pytest.mark.parametrize("name", VINTAGES)
def test_row_with_its_file_in_every_language(tmp_path: Path, name: str) -> None:
    row = ExportRow(name="With a watch", file="activities/77.fit.gz")
    files = {"activities/77.fit.gz": gzip.compress(FIT)}
    (found,) = read_export(tmp_path, Export([row], VINTAGES[name], files))
    (run,) = found.runs
    assert (found.member, found.sha256) == ("activities/77.fit.gz", hashlib.sha256(FIT).hexdigest())
    assert (run.distance_m, run.moving_s, run.elapsed_s) == (5000.0, 1500.0, 1520.0)
    assert (run.avg_hr, run.cadence_spm, run.title) == (140, 164.0, "With a watch")
    assert run.source is not None
    assert (run.source.format, run.source.external_id) == (SourceFormat.FIT, "4711001")
    assert (run.source.member, run.source.sha256) == ("activities/77.fit.gz", found.sha256)


@pytest.mark.parametrize("name", VINTAGES)
def test_same_row_has_the_same_hash_in_every_language(tmp_path: Path, name: str) -> None:
    named = ExportRow(id="1234567", file="activities/8.gpx")
    (here, _) = read_bare(tmp_path, table(VINTAGES[name], ExportRow(), named))
    (there,) = read_bare(tmp_path, table(EN, ExportRow(name="renamed", distance_m=4000.0)))
    assert here.sha256 == there.sha256


def test_language_without_a_known_name_needs_rows_to_be_known(tmp_path: Path) -> None:
    italian = VINTAGES["it"]
    assert is_strava_table(table(italian, ExportRow()).encode())
    assert not is_strava_table(table(italian).encode())
    assert is_strava_table(table(VINTAGES["fr"]).encode())


@pytest.mark.parametrize(
    "content",
    [
        "",
        "id,name\n1,2\n",
        "Activity Date,Activity Type,Elapsed Time,Distance\n",
        "Activity Type,Date,Favorite,Title,Distance\nRunning,2023-05-07 1:2,false,x,5.01\n",
        "start_date_local,id,type,distance\n2023-05-07T10:00:00,i1,Run,5000\n",
        "4711001,7 May 2023,a,b,c,1,2\n",
    ],
)
def test_other_tables_are_not_its(tmp_path: Path, content: str) -> None:
    assert not is_strava_table(content.encode())
    (found,) = read_bare(tmp_path, content)
    assert found.error is not None
    assert found.error.code == Refusal.UNSUPPORTED
    folder = write_folder(tmp_path / "other", {"activities.csv": content.encode()})
    with archive_at(folder) as archive:
        assert strava_names(archive) == frozenset()
