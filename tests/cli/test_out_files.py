"""Where a command writes for somebody else: what stands there is kept, the diary above all."""

from __future__ import annotations

import os
import stat
import sys
from contextlib import closing
from pathlib import Path

import pytest

from diary.domain.backup import BackupReason
from diary.services.sample import sample_diary
from tests.builders import ON, ZONE
from tests.cli.conftest import Kneelog, Said

SAMPLE = sample_diary(60, 1, ON, ZONE)
FORMATS = ("kneelog", "json", "csv")


@pytest.fixture
def full(kneelog: Kneelog) -> Kneelog:
    kneelog.fill(SAMPLE)
    return kneelog


def export(kneelog: Kneelog, out: Path, kind: str = "json", *more: str) -> Said:
    return kneelog("export", "--format", kind, "--out", str(out), *more)


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("ending", ["", "-wal", "-shm", "-journal"])
def test_the_diary_and_what_lies_beside_it_are_never_written_over(
    full: Kneelog, kind: str, ending: str
) -> None:
    place = full.path.with_name(full.path.name + ending)
    said = export(full, place, kind, "--replace")
    assert (said.status, said.out) == (3, "")
    assert said.err == (
        f"{place} is a diary or belongs to one. It was not touched. Choose another name.\n"
    )
    assert full.diary == SAMPLE


def test_another_name_of_the_diary_is_the_diary(full: Kneelog, tmp_path: Path) -> None:
    link, second = tmp_path / "link.html", tmp_path / "second.pdf"
    link.symlink_to(full.path)
    os.link(full.path, second)
    for place in (link, second):
        said = full("report", "--out", str(place), "--replace")
        assert said.status == 3
        assert "is a diary" in said.err
    assert full.diary == SAMPLE


def test_another_diary_and_a_backup_are_kept_too(full: Kneelog, tmp_path: Path) -> None:
    full.parts.backups_of(full.path).make(BackupReason.BY_HAND)
    folder = full.parts.backups_of(full.path).shelf.folder
    backups = [each for each in folder.iterdir() if each.suffix in {".sqlite3", ".json"}]
    assert len(backups) == 2
    other = tmp_path / "other.sqlite3"
    assert full("new", "--diary", str(other)).status == 0
    for place in (*backups, other, folder / "new.json"):
        before = place.read_bytes() if place.exists() else None
        assert export(full, place, "json", "--replace").status == 3
        assert (place.read_bytes() if place.exists() else None) == before


def test_what_lies_beside_an_open_diary_keeps_the_newest_entries(full: Kneelog) -> None:
    with closing(full.parts.open_store(full.path)):
        beside = full.path.with_name(full.path.name + "-wal")
        assert export(full, beside, "json", "--replace").status == 3
    assert full.diary == SAMPLE


def test_a_file_is_written_over_only_when_asked(full: Kneelog, tmp_path: Path) -> None:
    for name, *command in (
        ("a.json", "export", "--format", "json"),
        ("a.kneelog", "export", "--format", "kneelog"),
        ("a.html", "report"),
    ):
        place = tmp_path / name
        place.write_text("mine")
        said = full(*command, "--out", str(place))
        assert said.status == 3
        assert said.err == (
            f"{place} exists already. Choose another name, or write over it with --replace.\n"
        )
        assert place.read_text() == "mine"
        assert full(*command, "--out", str(place), "--replace").status == 0
        assert place.read_bytes() != b"mine"


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes with names there")
def test_a_pipe_is_neither_written_over_nor_read(full: Kneelog, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.pdf"
    os.mkfifo(pipe)
    for said in (full("report", "--out", str(pipe), "--replace"), export(full, pipe)):
        assert said.status == 3
        assert "is not a file. It was not touched." in said.err
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    said = full("new", "--from", str(pipe), "--diary", str(tmp_path / "new.sqlite3"))
    assert said.status == 3
    assert said.err == f"{pipe} is not a file. No diary was made. Choose a file.\n"
    assert not (tmp_path / "new.sqlite3").exists()


def test_links_that_lead_to_one_another_are_refused(full: Kneelog, tmp_path: Path) -> None:
    first, second = tmp_path / "a.json", tmp_path / "b.json"
    first.symlink_to(second)
    second.symlink_to(first)
    assert export(full, first).status == 3
    assert first.is_symlink()
