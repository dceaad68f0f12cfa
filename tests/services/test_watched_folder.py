from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest

from diary.services.import_memory import FILE_NAME, ImportMemory
from diary.services.watched_folder import FolderLook, FolderState, WatchedFolder
from tests.builders import AT, FixedClock

DIARY = Path("/home/me/My knees.sqlite3")


class Watch:
    """A watched folder, and a clock beside it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "watch"
        self.folder.mkdir()
        self.clock = FixedClock()
        self.memory = ImportMemory(folder / FILE_NAME)
        self.watched = WatchedFolder(self.memory, DIARY, self.clock)
        self.watched.choose(self.folder)

    def put(self, name: str, content: str | None = None, *, age_s: float = 600) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"run {name}" if content is None else content)
        at = (self.clock.now() - timedelta(seconds=age_s)).timestamp()
        os.utime(path, (at, at))
        return path

    def look(self) -> FolderLook:
        look = self.watched.look()
        assert look is not None
        return look

    def names(self) -> list[str]:
        """What is offered now; it counts as offered from then on."""
        look = self.look()
        self.watched.note_offered(look)
        return [each.name for each in look.files]


@pytest.fixture
def watch(tmp_path: Path) -> Watch:
    return Watch(tmp_path)


def test_without_a_folder_nothing_is_looked_for(watch: Watch) -> None:
    watch.watched.choose(None)
    assert watch.watched.folder is None
    assert watch.watched.look() is None
    assert not watch.watched.is_due()


def test_at_start_and_every_hour(watch: Watch) -> None:
    assert watch.watched.is_due()
    watch.look()
    assert not watch.watched.is_due()
    watch.clock.turn(minutes=59)
    assert not watch.watched.is_due()
    watch.clock.turn(minutes=1)
    assert watch.watched.is_due()
    watch.look()
    watch.clock.at = AT - timedelta(days=1)
    assert watch.watched.is_due()


def test_each_find_is_offered_once(watch: Watch) -> None:
    watch.put("b.FIT")
    watch.put("sub/a.gpx.gz")
    assert watch.names() == ["b.FIT", "a.gpx.gz"]
    assert watch.names() == []
    watch.put("c.tcx")
    watch.put("b.FIT", "more of the run")
    again = WatchedFolder(watch.memory, DIARY, watch.clock).look()
    assert again is not None
    assert [path.name for path in again.files] == ["b.FIT", "c.tcx"]


def test_what_was_found_but_not_offered_is_found_again(watch: Watch) -> None:
    watch.put("a.fit")
    assert len(watch.look().files) == 1
    assert len(watch.look().files) == 1


def test_a_file_that_still_grows_waits(watch: Watch) -> None:
    watch.put("a.fit", age_s=2)
    watch.put("ahead.fit", age_s=-500)
    look = watch.look()
    assert (look.files, look.growing) == ((), 2)
    assert not watch.watched.is_due()
    watch.clock.turn(minutes=1)
    watch.put("a.fit", "longer", age_s=1)
    assert watch.watched.is_due()
    assert watch.names() == ["ahead.fit"]
    watch.clock.turn(minutes=1)
    assert watch.names() == ["a.fit"]
    watch.clock.turn(minutes=1)
    assert not watch.watched.is_due()
    assert watch.names() == []


def test_a_download_that_stalls_is_no_whole_file(watch: Watch) -> None:
    """Nothing came for a while, and then the rest."""
    watch.put("a.fit", "half", age_s=40)
    assert (watch.look().files, watch.look().files) == ((), ())
    watch.clock.turn(minutes=1)
    watch.put("a.fit", "half and the rest", age_s=20)
    assert watch.names() == []
    watch.clock.turn(minutes=5)
    assert watch.names() == ["a.fit"]


def test_a_clock_that_is_set_forward_makes_no_file_whole(watch: Watch) -> None:
    """By the clock nothing came for an hour, and it was two seconds."""
    watch.put("a.fit", "half", age_s=0)
    assert watch.names() == []
    watch.put("a.fit", "half and more", age_s=0)
    watch.put("new.fit", "half", age_s=0)
    watch.clock.turn(hours=1)
    assert watch.names() == []
    watch.put("a.fit", "half and more and the rest", age_s=0)
    watch.clock.turn(minutes=1)
    assert watch.names() == ["new.fit"]
    watch.clock.turn(minutes=1)
    assert watch.names() == ["a.fit"]


def test_a_clock_that_is_set_back_keeps_no_file_waiting(watch: Watch) -> None:
    watch.put("a.fit", age_s=1)
    watch.look()
    watch.clock.at = AT - timedelta(days=1)
    assert watch.names() == []
    watch.clock.turn(minutes=1)
    assert watch.names() == ["a.fit"]


def test_an_empty_file_is_nothing_to_wait_for(watch: Watch) -> None:
    watch.put("old.csv", "")
    watch.put("new.csv", "", age_s=1)
    assert (watch.look().files, watch.look().growing) == ((), 1)
    watch.clock.turn(minutes=1)
    assert watch.names() == []
    watch.clock.turn(minutes=2)
    assert not watch.watched.is_due()
    watch.put("old.csv", "date,km")
    assert watch.names() == []
    assert watch.names() == ["old.csv"]


def test_a_file_under_another_name_is_not_offered_again(watch: Watch) -> None:
    path = watch.put("a.fit")
    watch.put("copy.fit", "run a.fit")
    assert watch.names() == ["a.fit"]
    path.rename(path.with_name("Morning.fit"))
    assert watch.names() == []
    # Out of the folder, touched, and in again.
    path.with_name("Morning.fit").unlink()
    path.with_name("copy.fit").unlink()
    assert watch.names() == []
    watch.put("sub/back.fit", "run a.fit", age_s=900)
    again = WatchedFolder(watch.memory, DIARY, watch.clock).look()
    assert again is not None
    assert again.files == ()
    watch.put("Morning.fit", "another run")
    assert watch.names() == []
    assert watch.names() == ["Morning.fit"]


def test_another_diary_is_offered_the_same_files(watch: Watch) -> None:
    watch.put("a.fit")
    assert watch.names() == ["a.fit"]
    other = WatchedFolder(watch.memory, DIARY.with_name("other.sqlite3"), watch.clock)
    other.choose(watch.folder)
    look = other.look()
    assert look is not None
    assert [path.name for path in look.files] == ["a.fit"]
    assert not {*look.contents} & {*watch.memory.seen_contents(DIARY)}


def test_other_files_are_passed_over(watch: Watch) -> None:
    for name in ("a.txt", ".a.fit", "a.fit.part", "a.fit.crdownload", ".git/a.fit", "fit"):
        watch.put(name)
    assert watch.names() == []


def test_links_to_folders_are_not_followed(watch: Watch, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "a.fit").write_text("run")
    (watch.folder / "link").symlink_to(tmp_path / "elsewhere")
    (watch.folder / "round").symlink_to(watch.folder)
    assert watch.look() == FolderLook(watch.folder, FolderState.FINE)


def test_a_folder_that_is_gone_is_told_once(watch: Watch) -> None:
    kept = watch.put("a.fit")
    assert watch.names() == ["a.fit"]
    watch.folder.rename(watch.folder.with_name("away"))
    look = watch.look()
    assert (look.state, look.is_told, look.files) == (FolderState.GONE, True, ())
    watch.watched.note_offered(look)
    assert not watch.look().is_told
    watch.folder.with_name("away").rename(watch.folder)
    # What was offered before it went is still known.
    assert watch.names() == []
    kept.unlink()
    watch.look()
    watch.folder.rmdir()
    assert watch.look().is_told


def test_a_file_in_place_of_the_folder_cannot_be_looked_into(watch: Watch) -> None:
    watch.folder.rmdir()
    watch.folder.write_text("")
    assert watch.look().state is FolderState.UNREADABLE


def test_adding_without_a_question_is_a_choice_of_its_own(watch: Watch) -> None:
    chosen = [watch.watched.adds_unasked]
    watch.watched.choose(watch.folder, adds_unasked=True)
    chosen.append(watch.watched.adds_unasked)
    assert chosen == [False, True]
    assert watch.watched.folder == watch.folder
