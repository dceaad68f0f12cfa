"""A place that matters is known by its names, on every system; nothing is said of any other."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest

from diary.domain.place import PlaceKind, PlaceNote
from diary.storage import places
from diary.storage.places import (
    is_possible_conflict,
    is_sure_conflict,
    place_notes,
    synced_folder,
)
from diary.storage.store import SqliteStore, create_store
from diary.texts.places import place_text
from tests.builders import FixedClock, a_day, a_diary, counted_ids, filling
from tests.storage.released import RELEASED

POSIX = [
    ("/home/anna/Dropbox/knees", "/home/anna/Dropbox", "Dropbox"),
    ("/home/anna/Dropbox (Personal)", "/home/anna/Dropbox (Personal)", "Dropbox"),
    ("/home/anna/Nextcloud/a/b/c", "/home/anna/Nextcloud", "Nextcloud"),
    ("/home/anna/ownCloud", "/home/anna/ownCloud", "ownCloud"),
    ("/home/anna/MEGA/x", "/home/anna/MEGA", "MEGA"),
    ("/home/anna/MEGAsync", "/home/anna/MEGAsync", "MEGA"),
    ("/home/anna/pCloudDrive/x", "/home/anna/pCloudDrive", "pCloud"),
    ("/Users/anna/pCloud Drive", "/Users/anna/pCloud Drive", "pCloud"),
    ("/Users/anna/Box Sync/x", "/Users/anna/Box Sync", "Box"),
    (
        "/Users/anna/Library/Mobile Documents/com~apple~CloudDocs/knees",
        "/Users/anna/Library/Mobile Documents/com~apple~CloudDocs",
        "iCloud Drive",
    ),
    (
        "/Users/anna/Library/CloudStorage/OneDrive-Personal/knees",
        "/Users/anna/Library/CloudStorage/OneDrive-Personal",
        "OneDrive",
    ),
    (
        "/Users/anna/Library/CloudStorage/GoogleDrive-anna@example.org/My Drive",
        "/Users/anna/Library/CloudStorage/GoogleDrive-anna@example.org",
        "Google Drive",
    ),
    (
        "/Users/anna/Library/CloudStorage/Nimbus-anna/knees",
        "/Users/anna/Library/CloudStorage/Nimbus-anna",
        "Nimbus",
    ),
]
WINDOWS = [
    ("C:/Users/Anna/OneDrive/Documents", "C:/Users/Anna/OneDrive", "OneDrive"),
    ("C:/Users/Anna/OneDrive - Contoso", "C:/Users/Anna/OneDrive - Contoso", "OneDrive"),
    ("C:/Users/Anna/onedrive", "C:/Users/Anna/onedrive", "OneDrive"),
    ("C:/Users/Anna/Google Drive/x", "C:/Users/Anna/Google Drive", "Google Drive"),
    ("G:/My Drive/knees", "G:/My Drive", "Google Drive"),
    ("C:/Users/Anna/iCloudDrive/x", "C:/Users/Anna/iCloudDrive", "iCloud Drive"),
    ("C:/Users/Anna/Proton Drive/anna/My files", "C:/Users/Anna/Proton Drive", "Proton Drive"),
]
LOCAL = [
    PurePosixPath("/home/anna/.local/share/kneelog"),
    PurePosixPath("/home/anna/Dropbox backup tests"),
    PurePosixPath("/home/anna/My Drive"),
    PurePosixPath("/home/anna/boxes"),
    PurePosixPath("/"),
    PureWindowsPath("C:/Users/Anna/My Drive"),
    PureWindowsPath("C:/Users/Anna/AppData/Roaming/kneelog"),
    PureWindowsPath("C:/"),
]


def no_marks(_: PurePath) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(), frozenset()


@pytest.mark.parametrize(("folder", "root", "service"), POSIX)
def test_a_synced_folder_is_known_by_its_name(folder: str, root: str, service: str) -> None:
    assert synced_folder(PurePosixPath(folder), no_marks) == (PurePosixPath(root), service)


@pytest.mark.parametrize(("folder", "root", "service"), WINDOWS)
def test_a_synced_folder_of_windows_too(folder: str, root: str, service: str) -> None:
    assert synced_folder(PureWindowsPath(folder), no_marks) == (PureWindowsPath(root), service)


@pytest.mark.parametrize("folder", LOCAL)
def test_any_other_folder_is_none(folder: PurePath) -> None:
    assert synced_folder(folder, no_marks) is None


@pytest.mark.parametrize(
    ("mark", "is_folder", "service"),
    [
        (".dropbox", False, "Dropbox"),
        (".dropbox.cache", True, "Dropbox"),
        (".stfolder", True, "Syncthing"),
        (".stignore", False, "Syncthing"),
        (".sync_1a2b3c4d5e6f.db", False, "Nextcloud"),
        ("._sync_1a2b3c4d5e6f.db", False, "Nextcloud"),
        (".owncloudsync.log", False, "ownCloud"),
        (".dropbox", True, ""),
        (".sync_notes.txt", False, ""),
        (".git", True, ""),
    ],
)
def test_a_folder_is_known_by_the_mark_in_it_or_above(
    tmp_path: Path, mark: str, service: str, *, is_folder: bool
) -> None:
    inside = tmp_path / "knees" / "2026"
    inside.mkdir(parents=True)
    if is_folder:
        (tmp_path / mark).mkdir()
    else:
        (tmp_path / mark).touch()
    wanted = [PlaceNote(PlaceKind.SYNCED_FOLDER, str(tmp_path), service)] if service else []
    assert place_notes(inside / "My knees.sqlite3") == wanted


def test_a_link_into_a_synced_folder_is_followed(tmp_path: Path, path: Path) -> None:
    folder = tmp_path / "Nextcloud"
    folder.mkdir()
    link = tmp_path / "link.sqlite3"
    link.symlink_to(path.rename(folder / path.name))
    assert place_notes(link) == [PlaceNote(PlaceKind.SYNCED_FOLDER, str(folder), "Nextcloud")]


def test_another_computer_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "is_on_network", lambda _: True)
    assert place_notes(path) == [PlaceNote(PlaceKind.NETWORK_HOME, str(path.parent))]


def test_a_place_that_is_not_there_has_no_notes(tmp_path: Path) -> None:
    assert place_notes(tmp_path / "gone" / "My knees.sqlite3") == []


# ---- conflicted copies ------------------------------------------------------------------------

SURE = [
    "My knees (Anna's conflicted copy 2026-11-20).sqlite3",
    "My knees (Annas in Konflikt stehende Kopie 2026-11-20).sqlite3",
    "My knees (Copie en conflit de Anna 2026-11-20).sqlite3",
    "My knees (conflicted copy 2026-11-20 184200).sqlite3",
    "My knees (Case Conflict).sqlite3",
    "My knees (SFConflict anna@example.org 2026-11-20-18-42-00).sqlite3",
    "My knees.sync-conflict-20261120-184200-ABCDEFG.sqlite3",
    "My knees_conflict-20261120-184200.sqlite3",
    "My knees-DESKTOP-AB12.sqlite3",
    "My knees-LAPTOP-7Q2.sqlite3",
    "My knees (1).sqlite3",
    "My knees_conf(Anna).sqlite3",
    "My knees [conflicted].sqlite3",
    "my KNEES (conflicted copy).SQLITE3",
]
POSSIBLE = [
    "My knees-Annas-MacBook.sqlite3",
    "My knees (Anna Smith).sqlite3",
    "My knees 2.sqlite3",
]
OTHER = [
    "My knees.sqlite3",
    "My knees.sqlite3-wal",
    "My knees.csv",
    "My kneescap.sqlite3",
    "My knees old.sqlite3",
    "Other (1).sqlite3",
    "Other (conflicted copy).sqlite3",
]


def test_a_second_version_is_known_by_its_name() -> None:
    assert [name for name in SURE if not is_sure_conflict(name, "My knees.sqlite3")] == []
    assert [name for name in POSSIBLE if not is_possible_conflict(name, "My knees.sqlite3")] == []
    for name in OTHER:
        assert not is_sure_conflict(name, "My knees.sqlite3"), name
        assert not is_possible_conflict(name, "My knees.sqlite3"), name
    assert is_sure_conflict("Mes ge\u0301noux (1).sqlite3", "Mes génoux.sqlite3")


def copies_beside(path: Path) -> dict[str, bool | None]:
    notes = [note for note in place_notes(path) if note.kind is PlaceKind.CONFLICTED_COPY]
    return {Path(note.path).name: note.is_same_diary for note in notes}


def test_copies_of_the_same_diary_are_found_while_it_is_open(
    path: Path, store: SqliteStore
) -> None:
    copies = [path.with_name(name) for name in (SURE[0], POSSIBLE[0])]
    for copy in copies:
        shutil.copy(path, copy)
    other = path.with_name("My knees (1).sqlite3")
    create_store(other, FixedClock(), counted_ids()).close()
    path.with_name("My knees 2.sqlite3").write_text("no diary")
    path.with_name("My knees 3.sqlite3").mkdir()
    before = sorted(each.name for each in path.parent.iterdir())
    assert copies_beside(path) == {copy.name: True for copy in copies}
    assert sorted(each.name for each in path.parent.iterdir()) == before
    store.write(filling(a_diary([a_day(left=3)])))


def test_what_does_not_say_which_diary_it_is_goes_by_its_name(path: Path) -> None:
    for name in (SURE[0], POSSIBLE[0]):
        shutil.copy(RELEASED[1], path.with_name(name))
    damaged = path.with_name(SURE[6])
    shutil.copy(path, damaged)
    with closing(sqlite3.connect(damaged, isolation_level=None)) as connection:
        connection.execute("DROP TABLE about")
    assert copies_beside(path) == {SURE[0]: None, SURE[6]: None}


# ---- texts ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("note", "said"),
    [
        (PlaceNote(PlaceKind.NETWORK_HOME, "/nas/anna"), "another computer"),
        (PlaceNote(PlaceKind.SYNCED_FOLDER, "/home/anna/Dropbox", "Dropbox"), "Dropbox folder"),
        (PlaceNote(PlaceKind.CONFLICTED_COPY, "/home/anna/b.sqlite3"), "“b.sqlite3” looks like"),
        (
            PlaceNote(PlaceKind.CONFLICTED_COPY, "/home/anna/b.sqlite3", is_same_diary=True),
            "“b.sqlite3” is another version",
        ),
    ],
)
def test_a_note_says_what_to_do_and_names_no_folder(note: PlaceNote, said: str) -> None:
    text = place_text(note)
    assert said in text
    assert "anna" not in text


def test_each_note_is_remembered_by_itself() -> None:
    notes = {
        PlaceNote(PlaceKind.SYNCED_FOLDER, "/a", "Dropbox"),
        PlaceNote(PlaceKind.SYNCED_FOLDER, "/b", "Dropbox"),
        PlaceNote(PlaceKind.NETWORK_HOME, "/a"),
        PlaceNote(PlaceKind.CONFLICTED_COPY, "/a"),
    }
    assert len({note.key for note in notes}) == len(notes)
