from pathlib import Path

import pytest

from diary import bootstrap
from diary.domain.errors import DiaryExistsError, DiaryUnwritableError, InvalidValueError, Reason
from diary.services.diary_files import LONGEST_NAME, diary_path, is_taken, save_as_new
from diary.services.ports import DiaryStore
from tests.builders import a_day, a_diary, a_run, a_shoe


def test_a_name_becomes_a_file(tmp_path: Path) -> None:
    assert diary_path("  Élodie & Søren ", tmp_path) == tmp_path / "Élodie & Søren.sqlite3"


@pytest.mark.parametrize("letter", [*'/\\:*?"<>|', "\n", "\t", "\0", "\u202e"])
def test_a_letter_that_no_file_can_have_is_named(tmp_path: Path, letter: str) -> None:
    with pytest.raises(InvalidValueError) as refused:
        diary_path(f"A{letter}B", tmp_path)
    assert (refused.value.reason, refused.value.value) == (Reason.UNKNOWN, letter)


@pytest.mark.parametrize("name", [".hidden", "ends.", "con", "LPT1", "..", "Nul.b", "com3.old.new"])
def test_a_name_that_no_file_can_have_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(InvalidValueError) as refused:
        diary_path(name, tmp_path)
    assert (refused.value.reason, refused.value.value) == (Reason.UNKNOWN, name)


def test_a_name_is_neither_empty_nor_longer_than_a_file_name_may_be(tmp_path: Path) -> None:
    with pytest.raises(InvalidValueError) as refused:
        diary_path("  ", tmp_path)
    assert refused.value.reason is Reason.REQUIRED
    diary_path("🦵" * (LONGEST_NAME // 2), tmp_path).touch()
    for name in ("x" * (LONGEST_NAME + 1), "🦵" * LONGEST_NAME):
        with pytest.raises(InvalidValueError) as refused:
            diary_path(name, tmp_path)
        assert (refused.value.reason, refused.value.high) == (Reason.TOO_LONG, LONGEST_NAME)


def test_a_name_is_taken_however_it_is_written(tmp_path: Path) -> None:
    diary_path("Anna", tmp_path).touch()
    assert is_taken(diary_path("ANNA", tmp_path))
    assert not is_taken(diary_path("Ann", tmp_path))
    assert not is_taken(diary_path("Anna", tmp_path / "none"))


def test_a_whole_diary_goes_into_a_new_file(tmp_path: Path) -> None:
    diary = a_diary([a_day(left=4)], [a_run(shoe_id="shoe-1")], [a_shoe()])
    path = save_as_new(diary, tmp_path / "Copy.sqlite3", bootstrap.create_store)
    store = bootstrap.open_store(path)
    assert store.load() == diary
    store.close()
    assert [each.name for each in tmp_path.iterdir()] == ["Copy.sqlite3"]


def test_nothing_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "There.sqlite3"
    path.write_bytes(b"somebody's")
    with pytest.raises(DiaryExistsError):
        save_as_new(a_diary(), path, bootstrap.create_store)
    assert path.read_bytes() == b"somebody's"


def test_a_file_that_could_not_be_filled_is_not_left_behind(tmp_path: Path) -> None:
    def make(path: Path) -> DiaryStore:
        bootstrap.create_store(path).close()
        raise DiaryUnwritableError(str(path), "no space")

    with pytest.raises(DiaryUnwritableError):
        save_as_new(a_diary([a_day(left=4)]), tmp_path / "New.sqlite3", make)
    assert list(tmp_path.iterdir()) == []
