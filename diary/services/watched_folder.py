"""Looks for new files of runs in a folder; each find is offered, nothing is added from here.

A file is offered once, under whatever name: its name, size and time are remembered by their hash,
and so is its content. One that may still grow waits for the next look.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import blake2b
from pathlib import Path

from diary.services.import_memory import ImportMemory, hashed
from diary.services.ports import Clock

LOOK_EVERY = timedelta(hours=1)
# While something is being copied into the folder.
LOOK_AGAIN_AFTER = timedelta(minutes=1)
# A file that was written to so lately may still be written to: a download stalls for a while.
AT_REST_AFTER = timedelta(minutes=5)
_HASHED_AT_ONCE = 1 << 20
ENDINGS = (
    *(".fit", ".tcx", ".gpx", ".fit.gz", ".tcx.gz", ".gpx.gz"),
    *(".csv", ".zip", ".json", ".xml"),
)
# What programs call a file until it is whole.
_UNFINISHED = (".part", ".crdownload", ".tmp", ".download", ".partial")
_DEEPEST = 6
_MOST = 20_000


class FolderState(StrEnum):
    """How the watched folder was found."""

    FINE = "fine"
    GONE = "gone"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class FolderLook:
    """What one look found: files that were not offered yet, and how many still grow.

    `is_told` is True when somebody should hear of the state: the first time that the folder is
    gone, and again only after it was there.
    """

    folder: Path
    state: FolderState
    files: tuple[Path, ...] = ()
    growing: int = 0
    is_told: bool = False
    marks: frozenset[str] = frozenset()
    contents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Seen:
    """A file as one look saw it."""

    path: Path
    size: int
    modified_ns: int

    @property
    def mark(self) -> str:
        """What it is remembered by; another one when the file has changed."""
        return hashed(f"{self.path}\n{self.size}\n{self.modified_ns}")


class WatchedFolder:
    """The folder that the person chose for one diary, looked into at start and every hour.

    `look` reads names only and may be called in any thread; whoever has offered what it found
    calls `note_offered`.
    """

    def __init__(self, memory: ImportMemory, diary: Path, clock: Clock) -> None:
        self._memory = memory
        self._diary = diary
        self._clock = clock
        self._looked_at: datetime | None = None
        # Since when each file is as it was seen last, and what the content of some is known by.
        self._since: dict[_Seen, datetime] = {}
        self._contents: dict[_Seen, str | None] = {}
        self._wait = LOOK_EVERY
        self._is_gone_told = False

    @property
    def folder(self) -> Path | None:
        """The folder; None = none was chosen."""
        return self._memory.watched_folder(self._diary)

    @property
    def adds_unasked(self) -> bool:
        """True when the person chose that what is found is added without a question."""
        return self._memory.adds_unasked(self._diary)

    def choose(self, folder: Path | None, *, adds_unasked: bool = False) -> None:
        """Watch another folder, or none; the next look is due at once."""
        self._memory.watch(self._diary, folder, adds_unasked=adds_unasked)
        self._looked_at, self._since, self._is_gone_told = None, {}, False

    def is_due(self) -> bool:
        """True at start and an hour after the last look, also when the clock was set back.

        A minute after one that found a file which still grows.
        """
        if self.folder is None:
            return False
        if self._looked_at is None:
            return True
        return not timedelta(0) <= self._clock.now() - self._looked_at < self._wait

    def look(self) -> FolderLook | None:
        """The files that nobody was offered yet; None when no folder was chosen."""
        folder = self.folder
        if folder is None:
            return None
        is_first = self._looked_at is None
        self._looked_at, self._wait = self._clock.now(), LOOK_EVERY
        try:
            present = list(_files_in(folder))
        except FileNotFoundError:
            return self._missing(folder, FolderState.GONE)
        except OSError:
            return self._missing(folder, FolderState.UNREADABLE)
        self._is_gone_told = False
        now, known = self._looked_at, set(present if is_first else self._since)
        self._since = {each: min(self._since.get(each, now), now) for each in present}
        seen = self._memory.seen(self._diary)
        marks = {each.mark for each in present}
        fresh = [each for each in present if each.mark not in seen]
        quiet = [each for each in fresh if each in known and self._is_at_rest(each)]
        if len(quiet) < len(fresh):
            self._wait = LOOK_AGAIN_AFTER
        new = self._not_known_by_content(quiet)
        return FolderLook(
            folder,
            FolderState.FINE,
            tuple(sorted(each.path for each in new)),
            growing=len(fresh) - len(quiet),
            # What is not there any more need not be remembered.
            marks=frozenset(each.mark for each in quiet) | (seen & marks),
            contents=tuple(content for each in new if (content := self._contents.get(each))),
        )

    def note_offered(self, look: FolderLook) -> None:
        """Remember that these files were offered, whatever the person made of it."""
        if look.state is FolderState.FINE and look.folder == self.folder:
            self._memory.note_seen(self._diary, look.marks, look.contents)

    def _missing(self, folder: Path, state: FolderState) -> FolderLook:
        is_told, self._is_gone_told = not self._is_gone_told, True
        return FolderLook(folder, state, is_told=is_told)

    def _is_at_rest(self, file: _Seen) -> bool:
        """True for a file that has not changed for a while, or not since an earlier look.

        That is what the clock says; when it is set forward a file is older than it is. So after the
        first look only one counts that an earlier look saw just as it is.
        """
        now = self._clock.now()
        if now - self._since.get(file, now) >= LOOK_AGAIN_AFTER:
            return True
        age_s = now.timestamp() - file.modified_ns / 1e9
        # A time to come is that of another clock: then the next look tells.
        return age_s >= AT_REST_AFTER.total_seconds()

    def _not_known_by_content(self, files: Collection[_Seen]) -> list[_Seen]:
        """Those of which nobody was offered a file of the same content, one of each content.

        There is nothing to offer in an empty file.
        """
        known = set(self._memory.seen_contents(self._diary))
        self._contents = {each: self._content_of(each) for each in files if each.size}
        new = []
        for each, content in self._contents.items():
            if content is None or content not in known:
                new.append(each)
            if content is not None:
                known.add(content)
        return new

    def _content_of(self, file: _Seen) -> str | None:
        """What the content is remembered by, for this diary; None when it cannot be read."""
        if file in self._contents:
            return self._contents[file]
        digest = blake2b(str(self._diary).encode(errors="surrogateescape"), digest_size=12)
        try:
            with file.path.open("rb") as opened:
                while chunk := opened.read(_HASHED_AT_ONCE):
                    digest.update(chunk)
        except OSError:
            return None
        return digest.hexdigest()


def _files_in(folder: Path) -> Iterator[_Seen]:
    """The files of runs in a folder and below it; raises `OSError` for the folder itself."""
    with os.scandir(folder) as entries:
        top = sorted(entries, key=lambda entry: entry.name)
    for number, each in enumerate(_walked(top, 1)):
        if number >= _MOST:
            return
        yield each


def _walked(entries: Collection[os.DirEntry[str]], depth: int) -> Iterator[_Seen]:
    for entry in entries:
        name = entry.name.casefold()
        if name.startswith(".") or name.endswith(_UNFINISHED):
            continue
        # A file may go while it is looked at, and a folder may be closed to us.
        with suppress(OSError):
            if entry.is_dir(follow_symlinks=False):
                if depth < _DEEPEST:
                    with os.scandir(entry) as below:
                        inner = sorted(below, key=lambda each: each.name)
                    yield from _walked(inner, depth + 1)
            elif name.endswith(ENDINGS) and entry.is_file():
                found = entry.stat()
                yield _Seen(Path(entry.path), found.st_size, found.st_mtime_ns)
