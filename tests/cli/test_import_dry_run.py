"""`kneelog import --dry-run` says exactly what the same command then does."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from diary.domain.change import Change, ChangeSet
from tests.builders import a_diary, a_run, a_shoe
from tests.builders_files import CYCLING, FitSession, fit_file
from tests.builders_strava import Export, ExportRow, write_zip
from tests.cli.conftest import Kneelog, Said
from tests.thorough import IS_THOROUGH

START = datetime(2026, 5, 5, 6, 40, tzinfo=UTC)


@pytest.fixture
def folder(kneelog: Kneelog, tmp_path: Path) -> Path:
    """Of everything something: new, here, deleted, typed, odd, broken, tables, pairs and scores."""
    folder = tmp_path / "files"
    folder.mkdir()
    for day in range(3):
        put(folder, f"{day}.fit", fit_file(FitSession(START + timedelta(days=day))))
    put(folder, "copy.fit", (folder / "2.fit").read_bytes())
    typed = START.date() + timedelta(days=2)
    kneelog.fill(a_diary(runs=[a_run("typed", typed)], shoes=[a_shoe("blue")]))
    kneelog("import", str(folder / "0.fit"), str(folder / "1.fit"))
    with closing(kneelog.parts.open_store(kneelog.path)) as store:
        (first, *_rest) = [run for run in store.load().runs.values() if run.started_at == START]
        store.write(ChangeSet((Change(first, None),)))
    put(folder, "ride.fit", fit_file(FitSession(START + timedelta(days=4), sport=CYCLING)))
    put(folder, "odd.fit", fit_file(FitSession(START + timedelta(days=5), distance_m=None)))
    put(folder, "broken.fit", b"garbage")
    put(folder, "holiday.jpg", b"\xff\xd8\xff\xe0")
    rows = [
        ExportRow("4711001", START + timedelta(days=1), gear="Pegasus"),
        ExportRow("4711002", START - timedelta(days=4), gear="Pegasus"),
        ExportRow("4711003", START - timedelta(days=300), gear="Ghost"),
    ]
    write_zip(folder / "strava.zip", Export(rows).members())
    table = (
        "date,km,time,left morning,left after\n2026-05-07,8.2,45:10,3,2\n2026-02-14,5,25:00,4,\n"
    )
    put(folder, "pain.csv", table.encode())
    return folder


def put(folder: Path, name: str, content: bytes) -> None:
    (folder / name).write_bytes(content)


def as_done(said: Said) -> str:
    """What a dry run printed, in the words for what was done."""
    lines = said.out.replace(f"{'Would be added':18}", f"{'Added':18}")
    return lines.replace("would be added", "added")


OPTIONS = (
    (),
    ("--fill",),
    ("--odd",),
    ("--scores",),
    ("--again",),
    ("--shoe", "Blue 12"),
    ("--retire", "--gear", "Pegasus=Blue 12", "--gear", "Ghost=new"),
    ("--sport", "walk"),
    ("--fill", "--odd", "--scores", "--again", "--retire"),
)


@pytest.mark.parametrize("options", OPTIONS, ids=" ".join)
def test_a_dry_run_prints_what_the_run_then_does(
    kneelog: Kneelog, folder: Path, options: tuple[str, ...]
) -> None:
    before = kneelog.diary
    dry = kneelog("import", str(folder), *options, "--dry-run")
    assert "would be added" in dry.out
    assert kneelog.diary == before
    assert kneelog("import", str(folder), *options, "--dry-run") == dry
    real = kneelog("import", str(folder), *options)
    assert as_done(dry) == real.out
    assert (dry.err, dry.status) == (real.err, real.status)
    assert kneelog.diary != before


# The texts of each option are compared above; the documents tell of the same plan.
TOLD = OPTIONS if IS_THOROUGH else ((), OPTIONS[5], OPTIONS[-1])


@pytest.mark.parametrize("options", TOLD, ids=" ".join)
def test_its_document_is_that_of_the_run(
    kneelog: Kneelog, folder: Path, options: tuple[str, ...]
) -> None:
    here = set(kneelog.diary.runs)
    dry = kneelog("import", str(folder), *options, "--dry-run", "--json")
    real = kneelog("import", str(folder), *options, "--json")
    assert without_new_ids(dry, here) == without_new_ids(real, here)
    assert dry.status == real.status
    named = {run_id for file in real.document["files"] for run_id in file["runs"]}
    assert named <= set(kneelog.diary.runs)


def without_new_ids(said: Said, here: set[str]) -> object:
    """A document without the ids of what is new: they are others every time."""
    document = said.document
    for file in document["files"]:
        file["runs"] = [run_id if run_id in here else "new" for run_id in file["runs"]]
    return document
