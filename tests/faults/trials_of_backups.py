"""Backups and restoring: where they begin, and what may be left when they are broken off."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from diary.bootstrap.backups import backups_of
from diary.bootstrap.restoring import restoring_of
from diary.domain.backup import Backup, BackupReason
from diary.domain.diary import Diary
from diary.domain.errors import DiaryError
from diary.storage.integrity import check_file
from diary.storage.replacing import finish_interrupted
from tests.faults.book import diary_after
from tests.faults.errand import Errand
from tests.faults.ground import BACKUPS, ENTRIES, Ground, content_of_backup, files_in
from tests.faults.judging import Judgement, listened, opened

PAGE = 4096
# Where a damaged diary is kept when another takes its place.
ASIDE = "set aside"
# What may not lie beside a diary that is closed, besides its backups.
_PARTS = (".part", ".restored", ".restoring", "-wal", "-shm", "-journal")


class BackupTrial:
    """Entries with a backup after each, in the program that has the diary open."""

    name = "backup"

    def __init__(self, ground: Ground, work: str = "backing_up") -> None:
        self._ground = ground
        self._work = work

    def prepare(self, folder: Path) -> Errand:
        """A diary with a log beside it and three backups."""
        path = self._ground.lay(folder)
        return Errand(self._work, str(path), ENTRIES, 2)

    def judge(self, errand: Errand, said: Sequence[str]) -> Judgement:
        """Old backups as they were, new ones whole, none missing; the next one succeeds."""
        judgement = Judgement()
        kept = listened(said, judgement) or errand.start
        shelf = backups_of(errand.path).shelf
        before = files_in(self._ground.folder / "backups")
        now = files_in(errand.path.parent / "backups")
        is_kept = all(now.get(name) == content for name, content in before.items())
        judgement.require(is_kept, "an old backup has changed")
        listed = {backup.number: backup for backup in shelf.entries() if backup.is_verified}
        judgement.state = f"{len(listed) - BACKUPS} new"
        judgement.require(
            listed.keys() >= _numbers(said, BACKUPS), "a backup was said and is not there"
        )
        for number in sorted(listed)[BACKUPS:]:
            _require_whole(errand.path, listed[number], errand, judgement)
        diary = opened(errand.path, judgement)
        judgement.require(diary in _possible(kept, errand), "entries are lost")
        _require_another(errand.path, diary, judgement)
        return judgement


def _numbers(said: Sequence[str], already: int) -> set[int]:
    made = {int(line.split()[1]) for line in said if line.startswith("made ")}
    return made | set(range(1, already + 1))


def _possible(kept: int, errand: Errand) -> list[Diary]:
    return [diary_after(count) for count in (kept, min(kept + 1, errand.start + errand.count))]


def _require_whole(path: Path, backup: Backup, errand: Errand, judgement: Judgement) -> None:
    shelf = backups_of(path).shelf
    problems = shelf.verify(backup)
    if problems:
        judgement.breaches.append(f"backup {backup.number} is called sound: {problems[:2]}")
        return
    diaries = [diary_after(errand.start + count) for count in range(errand.count + 1)]
    judgement.require(shelf.read(backup) in diaries, f"backup {backup.number} holds something else")


def _require_another(path: Path, diary: Diary | None, judgement: Judgement) -> None:
    """The next backup succeeds, holds the diary, and clears away what was broken off."""
    shelf = backups_of(path).shelf
    try:
        backup = backups_of(path).make(BackupReason.BY_HAND).backup
    except DiaryError as error:
        judgement.breaches.append(f"the next backup fails: {error!r}")
        return
    judgement.require(shelf.read(backup) == diary, "the next backup holds something else")
    files = [name for name in files_in(path.parent) if ASIDE not in name]
    left = [name for name in files if name.endswith(_PARTS)]
    judgement.require(not left, f"left over: {left}")


class RestoreTrial:
    """The second backup in the place of a diary that has more, some of it in a log."""

    name = "restore"
    _wanted = 2

    def __init__(self, ground: Ground, work: str = "restoring") -> None:
        self._ground = ground
        self._work = work

    def prepare(self, folder: Path) -> Errand:
        """A diary with a log beside it and three backups."""
        path = self._ground.lay(folder)
        (backup,) = (
            each for each in backups_of(path).shelf.entries() if each.number == self._wanted
        )
        return Errand(self._work, str(path), other=backup.path)

    def judge(self, errand: Errand, said: Sequence[str]) -> Judgement:
        """Wholly the old or wholly the new; the old one is kept and comes back; nothing is left."""
        judgement = Judgement()
        done = listened(said, judgement)
        before = files_in(self._ground.folder / "backups")
        now = files_in(errand.path.parent / "backups")
        is_kept = all(now.get(name) == content for name, content in before.items())
        judgement.require(is_kept, "an old backup has changed")
        diary = opened(errand.path, judgement)
        if diary == diary_after(ENTRIES):
            judgement.state = "old"
            judgement.require(done is None, "called done and not there")
        elif diary == content_of_backup(self._wanted):
            judgement.state = "new"
            self._require_undo(errand.path, judgement)
        elif diary is not None:
            judgement.breaches.append("neither the old nor the new")
        _require_another(errand.path, opened(errand.path, judgement), judgement)
        return judgement

    def _require_undo(self, path: Path, judgement: Judgement) -> None:
        """What was replaced is kept, and putting it back brings back all of it."""
        restoring = restoring_of(path)
        shelf = backups_of(path).shelf
        kept = [each for each in shelf.entries() if each.reason is BackupReason.RESTORE]
        try:
            if not kept:
                # A diary that could not be read just then is set aside as it was.
                aside = sorted((shelf.folder / ASIDE).glob(f"*{path.name}"))
                judgement.require(aside, "the replaced diary is not kept")
                kept = [restoring.backup_at(file) for file in aside]
            restoring.replace(kept[0])
        except (DiaryError, sqlite3.Error, IndexError) as error:
            judgement.breaches.append(f"it cannot be undone: {error!r}")
            return
        diary = opened(path, judgement)
        judgement.require(diary == diary_after(ENTRIES), "undone, it is not what it was")


class RestoreOverDamageTrial(RestoreTrial):
    """The same where the diary is damaged: it is kept as it is, log and all."""

    name = "restore over damage"

    def prepare(self, folder: Path) -> Errand:
        """The first page without which the check complains is full of zeros."""
        errand = super().prepare(folder)
        whole = errand.path.read_bytes()
        for start in range(PAGE, len(whole), PAGE):
            errand.path.write_bytes(whole[:start] + bytes(PAGE) + whole[start + PAGE :])
            if check_file(errand.path):
                break
        self._damaged = _file_and_log(errand.path)
        return errand

    def judge(self, errand: Errand, said: Sequence[str]) -> Judgement:
        """The damaged one byte for byte, or the backup with the damaged one set aside."""
        judgement = Judgement()
        done = listened(said, judgement)
        finish_interrupted(errand.path)
        if _file_and_log(errand.path) == self._damaged:
            judgement.state = "old"
            judgement.require(done is None, "called done and not there")
            return judgement
        judgement.state = "new"
        diary = opened(errand.path, judgement)
        judgement.require(diary == content_of_backup(self._wanted), "neither the old nor the new")
        aside = backups_of(errand.path).shelf.folder / ASIDE
        kept = [_file_and_log(file) for file in aside.glob(f"*{errand.path.name}")]
        judgement.require(kept == [self._damaged], "the damaged diary is not kept as it was")
        _require_another(errand.path, diary, judgement)
        return judgement


def _file_and_log(path: Path) -> tuple[bytes, bytes]:
    log = Path(f"{path}-wal")
    return path.read_bytes(), log.read_bytes() if log.exists() else b""
