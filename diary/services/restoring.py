"""Going back to a backup: look at it, open it beside the diary, or put it in the diary's place.

Nothing is ever thrown away: what a backup replaces is kept first, and can be put back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from diary.domain.backup import Backup
from diary.domain.comparison import Difference, compare, day_count
from diary.domain.diary import Diary
from diary.domain.file_problem import Problem
from diary.services.ports import RestoringFiles


@dataclass(frozen=True, slots=True)
class Preview:
    """A backup before it is used: its entries, and what the present diary has beyond them."""

    backup: Backup
    diary: Diary
    difference: Difference


@dataclass(frozen=True, slots=True)
class Replaced:
    """Where the diary is that was replaced; either can be put back with `Restoring.replace`.

    `before` is its backup when it was sound, `set_aside` the file itself when it was damaged;
    both None = there was no diary.
    """

    before: Backup | None = None
    set_aside: Path | None = None


@dataclass(frozen=True, slots=True)
class Salvaged:
    """How many entries of a damaged diary could be saved, and what could not."""

    days: int
    runs: int
    shoes: int
    problems: tuple[Problem, ...]


class Restoring:
    """Everything that can be done with the backups of one diary; may be used in any thread."""

    def __init__(self, files: RestoringFiles) -> None:
        self._files = files

    def backup_at(self, file: Path) -> Backup:
        """A backup or any other diary file that a person names, after a full check.

        Raises `BackupFailedError` (`NOT_A_BACKUP`, `NOT_SOUND`), or `DiaryNewerError`.
        """
        return self._files.backup_at(file)

    def preview(self, backup: Backup, present: Diary | None) -> Preview:
        """What a backup holds and what would be lost; `present` None = it cannot be read.

        Raises `BackupFailedError` or a `DiaryFileError`.
        """
        diary = self._files.read(backup)
        return Preview(backup, diary, compare(present or Diary(), diary))

    def open_separately(self, backup: Backup, new: Path) -> Path:
        """Check the backup again and make a diary of its own of it; the present one is not touched.

        Raises `DiaryExistsError` when something stands at `new`, `BackupFailedError` otherwise.
        """
        self._files.copy_to(backup, new)
        return new

    def replace(self, backup: Backup) -> Replaced:
        """Put a backup in the place of the diary, which may not be open in this process.

        The present diary is kept first. Raises `DiaryBusyError` when another window or program
        has it, `BackupFailedError` otherwise; then the diary is as it was.
        """
        before, set_aside = self._files.replace(backup)
        return Replaced(before, set_aside)

    def save_readable(self, new: Path) -> Salvaged:
        """Make a new diary of what can be read of a damaged one, which is not touched.

        Raises `DiaryExistsError` when something stands at `new`, and a `DiaryFileError` when
        nothing at all can be read or nothing can be written.
        """
        diary, problems = self._files.save_readable(new)
        return salvaged(diary, problems)


def salvaged(diary: Diary, problems: Sequence[Problem]) -> Salvaged:
    """The sum of what was read."""
    return Salvaged(day_count(diary), len(diary.runs), len(diary.shoes), tuple(problems))
