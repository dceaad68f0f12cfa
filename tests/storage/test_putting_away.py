"""Moving a diary aside and back on real files."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from diary import bootstrap
from diary.domain.errors import DiaryBusyError, DiaryExistsError, DiaryMissingError
from diary.storage.putting_away import bring_back, put_away
from tests.builders import a_diary
from tests.ui.house import fill


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "My knees.sqlite3"
    fill(made, a_diary())
    return made


def stored_at(path: Path) -> object:
    store = bootstrap.open_store(path)
    try:
        return store.load().runs
    finally:
        store.close()


def test_a_diary_goes_aside_whole_and_comes_back(path: Path) -> None:
    before = stored_at(path)
    kept = put_away(path)
    assert kept == path.parent / "deleted" / path.name
    assert kept.parent.stat().st_mode & 0o777 == 0o700
    assert [each.name for each in path.parent.glob("*.sqlite3*")] == []
    assert stored_at(kept) == before
    bring_back(kept, path)
    assert not kept.exists()
    assert stored_at(path) == before


def test_what_lies_in_the_log_goes_along(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as writer:
        writer.execute("PRAGMA journal_mode=WAL")
        writer.execute("CREATE TABLE late (x)")
        # A program that was killed leaves its log behind.
        log = Path(f"{path}-wal").read_bytes()
    if log:
        Path(f"{path}-wal").write_bytes(log)
    kept = put_away(path)
    with closing(sqlite3.connect(kept)) as reader:
        assert reader.execute("SELECT count(*) FROM late").fetchone() == (0,)
    assert not list(path.parent.glob("*-wal"))


def test_a_diary_that_somebody_has_open_stays(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode=WAL")
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM sqlite_master").fetchone()
        with pytest.raises(DiaryBusyError):
            put_away(path)
    assert path.exists()
    assert not (path.parent / "deleted" / path.name).exists()


def test_two_of_one_name_lie_beside_each_other(path: Path) -> None:
    put_away(path)
    fill(path, a_diary())
    assert put_away(path).name == "My knees 2.sqlite3"


def test_nothing_is_overwritten_by_coming_back(path: Path) -> None:
    kept = put_away(path)
    fill(path, a_diary())
    with pytest.raises(DiaryExistsError):
        bring_back(kept, path)
    assert kept.exists()


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(DiaryMissingError):
        put_away(tmp_path / "none.sqlite3")


def test_a_link_goes_and_the_file_it_leads_to_lies_aside(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "links"
    folder.mkdir()
    link = folder / "Other.sqlite3"
    link.symlink_to(path)
    before = stored_at(path)
    kept = put_away(link)
    assert kept == path.parent / "deleted" / path.name
    assert not link.is_symlink()
    bring_back(kept, path, link)
    assert link.is_symlink()
    assert not path.is_symlink()
    assert stored_at(path) == stored_at(link) == before


def test_what_is_not_kept_any_more_is_told(path: Path) -> None:
    kept = put_away(path)
    kept.unlink()
    with pytest.raises(DiaryMissingError):
        bring_back(kept, path)
    assert not path.exists()
