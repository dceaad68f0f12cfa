"""A diary of an older version: read as it is, changed only after a backup."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from diary.domain.errors import BackupFailedError, BackupFault, MigrationFailedError
from diary.services.backups import Backups
from diary.texts.problems import problem_text
from tests.architecture.source import ROOT
from tests.cli.conftest import Kneelog

RELEASED = ROOT / "tests" / "data" / "schema_0001.sqlite3"


@pytest.fixture
def older(kneelog: Kneelog) -> Kneelog:
    shutil.copyfile(RELEASED, kneelog.path)
    kneelog.path.chmod(0o600)
    return kneelog


def schema(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


@pytest.mark.parametrize("command", ["runs", "shoes", "days", "scores", "reminders", "check"])
def test_reading_leaves_it_as_it_is(older: Kneelog, command: str) -> None:
    before = older.path.read_bytes()
    said = older(command)
    assert (said.status, said.err) == (0, "")
    assert older.path.read_bytes() == before
    assert [each.name for each in older.path.parent.iterdir()] == [older.path.name]


def test_it_is_brought_up_after_a_backup_that_can_be_gone_back_to(older: Kneelog) -> None:
    before = older("export", "--format", "json", "--out", "-").document
    assert older("log", "score", "left", "morning", "3").status == 0
    assert schema(older.path) > 1
    [backup] = older("backups", "--json").document["backups"]
    assert (backup["reason"], backup["verified"]) == ("migration", True)
    assert schema(Path(backup["path"])) == 1
    assert older("restore", "1").status == 0
    after = older("export", "--format", "json", "--out", "-").document
    assert {**after, "made_at": ""} == {**before, "made_at": ""}


@pytest.mark.parametrize("fault", BackupFault)
def test_without_a_backup_it_stays_as_it_is_and_the_person_is_told(
    older: Kneelog, monkeypatch: pytest.MonkeyPatch, fault: BackupFault
) -> None:
    before = older.path.read_bytes()
    failure = BackupFailedError(fault, str(older.path.parent / "backups"))

    def fail(_backups: Backups, _reason: object) -> None:
        raise failure

    monkeypatch.setattr(Backups, "make", fail)
    said = older("log", "score", "left", "morning", "3")
    assert (said.status, said.out) == (3, "")
    if fault is BackupFault.DIARY_DAMAGED:
        assert said.err.startswith("The diary file diary.sqlite3 has a problem.")
        assert older.path.read_bytes() == before
        return
    assert said.err.startswith(
        "diary.sqlite3 has to be brought to this version, and no backup could be made before that."
        f" It is as it was before. {problem_text(failure)}"
    )
    with pytest.raises(MigrationFailedError):
        older.parts.open_store(older.path)
    assert older.path.read_bytes() == before
