"""A diary with backups behind it, laid anew for every round."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from diary import bootstrap
from diary.bootstrap.backups import backups_of
from diary.domain.backup import BackupReason
from diary.domain.diary import Diary
from diary.storage.database import SIDE_FILES
from tests.faults.book import diary_after, entry
from tests.faults.templates import Templates

DIARY = "My knees.sqlite3"
# Entries in the first backup, and how many more are in each that follows.
_FIRST = 40
BACKUPS = 3
# Entries of the diary itself; the last ones are in no backup.
ENTRIES = _FIRST * BACKUPS + 4


@dataclass(frozen=True, slots=True)
class Ground:
    """A folder that holds the diary and its backups; never written to, only copied."""

    folder: Path

    @classmethod
    def make(cls, templates: Templates, folder: Path, *, has_log: bool) -> Ground:
        """Entries, a backup, more entries, and so on.

        `has_log`: the last entries stand in the log that a killed program left beside the diary.
        """
        path = folder / DIARY
        folder.mkdir(parents=True)
        shutil.copy(templates.empty, path)
        store, diary = bootstrap.open_store(path), Diary()
        left = {}
        for number in range(ENTRIES):
            store.write(entry(number, diary))
            diary = diary_after(number + 1)
            if (number + 1) % _FIRST == 0:
                store.close()
                backups_of(path).shelf.make(BackupReason.BY_HAND)
                store = bootstrap.open_store(path)
        if has_log:
            left = {f"{path}{end}": Path(f"{path}{end}").read_bytes() for end in ("", *_LOG)}
        store.close()
        for each, content in left.items():
            Path(each).write_bytes(content)
        return cls(folder)

    def lay(self, folder: Path) -> Path:
        """Copy everything, with rights and times, into a folder that is emptied first."""
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.folder, folder)
        return folder / DIARY


_LOG = SIDE_FILES[:2]


def files_in(folder: Path) -> dict[str, bytes]:
    """The bytes of every file below a folder, but for locks, which are empty."""
    return {
        str(each.relative_to(folder)): each.read_bytes()
        for each in sorted(folder.rglob("*"))
        if each.is_file() and not each.name.endswith(".lock")
    }


def content_of_backup(number: int) -> Diary:
    """What the first backups hold, by their number from 1."""
    return diary_after(_FIRST * number)
