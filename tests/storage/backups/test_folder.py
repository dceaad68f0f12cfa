"""What lies in the folder is listed, checked, let go, and never mixed with anything else."""

import json
import os
import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from diary.domain.backup import Backup, BackupReason
from diary.domain.errors import (
    DiaryDamagedError,
    DiaryForeignError,
)
from diary.domain.file_problem import ProblemCode
from diary.storage.backups.shelf import DiaryBackups
from diary.storage.migrations.runner import SCHEMA
from diary.texts.checks import check_text
from tests.builders import FixedClock
from tests.storage.backups.files import change, names


def codes(shelf: DiaryBackups, backup: Backup) -> list[ProblemCode]:
    problems = shelf.verify(backup)
    assert all(check_text(problem) for problem in problems)
    return [problem.code for problem in problems]


# ---- the folder ----------------------------------------------------------------------------------


def test_numbers_go_on_whatever_the_clock_says(
    kept: Path, shelf: DiaryBackups, clock: FixedClock
) -> None:
    for days in (0, 400, -900, 100):
        clock.turn(days=days)
        shelf.make(BackupReason.CHANGE)
    assert [each.number for each in shelf.entries()] == [4, 3, 2, 1]
    assert [each.made_at.year for each in shelf.entries()] == [2025, 2025, 2027, 2026]


def test_what_a_killed_maker_left_is_removed_and_nothing_else(
    kept: Path, shelf: DiaryBackups
) -> None:
    first = shelf.make(BackupReason.CHANGE)
    left = {
        "0000002.sqlite3.part",
        "0000002.sqlite3.part-journal",
        "0000002.json.part",
        f"0000002-20261120T184200Z-s{SCHEMA}-change.json",
    }
    foreign = {
        "notes.txt",
        "0000003.sqlite3",
        "0000001-20261120T184200Z-s1-lunch.sqlite3",
        "0000001-20261332T184200Z-s1-close.sqlite3",
        "1-20261120T184200Z-s1-close.sqlite3",
        "0000001-20261120T184200Z-s1-close.sqlite3.bak",
        "0000009-20261120T184200Z-s01-close.sqlite3",
        "My knees.sqlite3.part",
    }
    for name in left | foreign:
        (shelf.folder / name).write_text("something")
    (shelf.folder / "0000007-20261120T184200Z-s1-close.sqlite3").mkdir()
    (shelf.folder / "0000008-20261120T184200Z-s1-close.sqlite3").symlink_to(kept)
    assert shelf.entries() == [first]
    second = shelf.make(BackupReason.CHANGE)
    assert second.number == 10
    assert shelf.entries() == [second, first]
    assert foreign <= names(shelf.folder)
    assert not left & names(shelf.folder)
    assert kept.read_bytes()[:6] == b"SQLite"


def test_no_file_is_ever_written_again(kept: Path, shelf: DiaryBackups) -> None:
    backups = [shelf.make(BackupReason.CHANGE) for _ in range(3)]
    before = {name: (shelf.folder / name).read_bytes() for name in names(shelf.folder)}
    # Names that are taken, by what is no file: the next number is free all the same.
    shelf.make(BackupReason.CHANGE)
    assert {name: (shelf.folder / name).read_bytes() for name in before} == before
    assert [each.number for each in backups] == [1, 2, 3]


@pytest.mark.parametrize(
    "manifest",
    [
        None,
        b"",
        b"not json",
        b"[]",
        b'{"format": "kneelog-backup"}',
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"size_bytes": 1}',
    ],
)
def test_a_backup_without_its_manifest_is_listed_and_can_be_used(
    kept: Path, shelf: DiaryBackups, manifest: bytes | None
) -> None:
    made = shelf.make(BackupReason.IMPORT)
    place = Path(made.path).with_suffix(".json")
    place.unlink()
    if manifest is not None:
        place.write_bytes(manifest)
    (listed,) = shelf.entries()
    nothing = {"days": 0, "runs": 0, "shoes": 0, "last_on": None, "sha256": "", "content": ""}
    assert listed == replace(made, is_verified=False, **nothing)  # type: ignore[arg-type] # named above
    assert shelf.verify(listed) == []
    assert shelf.newest_good() == made
    assert not shelf.is_current()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("version", 2),
        ("number", 2),
        ("made_at", "2026-11-20T18:42:01Z"),
        ("schema", 99),
        ("reason", "close"),
        ("size_bytes", 12),
        ("sha256", "AB"),
        ("content", ""),
        ("days", "many"),
        ("runs", -1),
        ("last_on", "yesterday"),
    ],
)
def test_a_manifest_that_does_not_fit_counts_for_nothing(
    kept: Path, shelf: DiaryBackups, field: str, value: object
) -> None:
    made = shelf.make(BackupReason.IMPORT)
    place = Path(made.path).with_suffix(".json")
    manifest = json.loads(place.read_text())
    place.unlink()
    place.write_text(json.dumps({**manifest, field: value}))
    (listed,) = shelf.entries()
    assert not listed.is_verified
    assert listed.days == listed.runs == listed.shoes == 0


def test_a_hundred_backups_are_listed_without_being_read(
    kept: Path, shelf: DiaryBackups, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = shelf.make(BackupReason.CHANGE)
    manifest = json.loads(Path(made.path).with_suffix(".json").read_text())
    for number in range(2, 101):
        stem = Path(made.path).name.replace("0000001", f"{number:07d}").removesuffix(".sqlite3")
        # The bytes alone: the right to write is taken from every backup.
        shutil.copyfile(made.path, shelf.folder / f"{stem}.sqlite3")
        (shelf.folder / f"{stem}.json").write_text(json.dumps({**manifest, "number": number}))
    monkeypatch.setattr(sqlite3, "connect", None)
    listed = shelf.entries()
    assert [each.number for each in listed] == list(range(100, 0, -1))
    assert all(each.is_verified for each in listed)


# ---- checking again ------------------------------------------------------------------------------


def test_every_flipped_bit_of_a_backup_is_found(kept: Path, shelf: DiaryBackups) -> None:
    good, made = shelf.make(BackupReason.CHANGE), shelf.make(BackupReason.CHANGE)
    file = Path(made.path)
    file.chmod(0o600)
    original = file.read_bytes()
    for byte in range(40, len(original), 1999):
        content = bytearray(original)
        content[byte] ^= 4
        file.write_bytes(content)
        assert codes(shelf, made), byte
        assert shelf.newest_good() == good
    file.write_bytes(original)
    assert shelf.newest_good() == made


def test_a_shorter_an_empty_and_a_missing_backup_are_found(kept: Path, shelf: DiaryBackups) -> None:
    made = shelf.make(BackupReason.CHANGE)
    file = Path(made.path)
    file.chmod(0o600)
    os.truncate(file, 4096)
    assert not shelf.entries()[0].is_verified
    assert codes(shelf, made)
    os.truncate(file, 0)
    assert codes(shelf, made)
    assert shelf.newest_good() is None
    file.unlink()
    assert codes(shelf, made) == [ProblemCode.MISSING]
    assert shelf.entries() == []


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE scores SET score = 9", ProblemCode.CHANGED_ROW),
        ("DELETE FROM scores", ProblemCode.COUNT),
        ("DELETE FROM runs", ProblemCode.BROKEN_LINK),
        ("PRAGMA user_version = 99", ProblemCode.NEWER),
        ("CREATE INDEX more ON days (note)", ProblemCode.CHANGED_FILE),
    ],
)
def test_what_was_changed_in_a_backup_is_named(
    kept: Path, shelf: DiaryBackups, statement: str, code: ProblemCode
) -> None:
    made = shelf.make(BackupReason.CHANGE)
    change(Path(made.path), statement)
    assert code in codes(shelf, made)
    without_manifest = replace(made, sha256="", content="")
    assert (code in codes(shelf, without_manifest)) == (code is not ProblemCode.CHANGED_FILE)


def test_another_program_s_file_under_the_name_of_a_backup(kept: Path, shelf: DiaryBackups) -> None:
    name = f"0000001-20261120T184200Z-s{SCHEMA}-close.sqlite3"
    shelf.folder.mkdir(parents=True)
    (shelf.folder / name).write_text("Dear diary, " * 1000)
    (listed,) = shelf.entries()
    assert codes(shelf, listed)
    assert shelf.newest_good() is None
    with pytest.raises((DiaryForeignError, DiaryDamagedError)):
        shelf.read(listed)


# ---- thinning ------------------------------------------------------------------------------------


def test_old_ones_go_with_their_manifests_and_foreign_files_stay(
    kept: Path, shelf: DiaryBackups, clock: FixedClock
) -> None:
    for _ in range(4):
        shelf.make(BackupReason.CHANGE)
        clock.turn(hours=1)
    clock.turn(days=30)
    for _ in range(6):
        shelf.make(BackupReason.CHANGE)
    foreign = shelf.folder / "0000002-notes.txt"
    foreign.write_text("mine")
    removed = shelf.thin()
    assert [each.number for each in removed] == [1, 2, 3]
    assert [each.number for each in shelf.entries()] == [10, 9, 8, 7, 6, 5, 4]
    assert len(names(shelf.folder)) == 7 * 2 + 1
    assert shelf.thin() == []
    assert foreign.read_text() == "mine"


def test_two_diaries_in_a_folder_never_share_backups(
    kept: Path, shelf: DiaryBackups, clock: FixedClock
) -> None:
    other = kept.with_name("Bob.sqlite3")
    shutil.copy(kept, other)
    odd = kept.with_name("Bob.old")
    shutil.copy(kept, odd)
    folders = {DiaryBackups(each, clock, "").folder for each in (kept, other, odd)}
    assert len(folders) == 3
    DiaryBackups(other, clock, "").make(BackupReason.CLOSE)
    assert shelf.entries() == []
