"""What services need from outside, as protocols; `bootstrap` passes the real parts in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping
    from contextlib import AbstractContextManager
    from datetime import datetime
    from pathlib import Path

    from diary.domain.backup import Backup, BackupReason
    from diary.domain.bin import DeletedEntry
    from diary.domain.change import ChangeSet
    from diary.domain.diary import Diary
    from diary.domain.file_problem import Problem
    from diary.domain.hand_over import HandOver, Part
    from diary.domain.period import Span
    from diary.domain.reading import ReadFile, ReadRequest
    from diary.domain.same_run import RunTrace
    from diary.services.visit_reports import AskedReport

IdSource: TypeAlias = Callable[[], str]


class Clock(Protocol):
    """Where the time comes from."""

    def now(self) -> datetime:
        """The present instant, aware, UTC."""

    def zone(self) -> str:
        """IANA name of the computer's zone, or an offset such as "+01:00"."""


class DiaryStore(Protocol):
    """A diary file that is open for reading and writing."""

    @property
    def path(self) -> Path:
        """The file."""

    def load(self) -> Diary:
        """Every entry that is not in the bin."""

    def write(self, change_set: ChangeSet, *, unless_foreign: bool = False) -> ChangeSet:
        """Write all changes in one transaction and return them as they were written.

        With `unless_foreign` it raises `ForeignChangeError`, and writes nothing, when another
        program has written since the last load or call of `has_foreign_change`.
        Each change is rebased onto what the file holds (`domain.change.rebase`). Raises
        `StaleChangeError` when a field is not what the change started from, and a
        `DiaryFileError` when nothing could be written. When it returns, the commit is on disk.
        """

    def has_foreign_change(self) -> bool:
        """True when another program has written since the last load, write or call of this."""

    def traces_in_bin(self) -> list[RunTrace]:
        """What tells the runs in the bin again, those too of which nothing else is left."""

    def deleted(self) -> list[DeletedEntry]:
        """What lies in the bin, newest first, each with the change set that brings it back."""

    def empty_bin_now(self) -> None:
        """Remove everything in the bin for good, but for what tells an imported run again."""

    def close(self) -> None:
        """Release the file."""


class BackupShelf(Protocol):
    """The backups of one diary file. May be used in any thread, also while the diary is open."""

    @property
    def folder(self) -> Path:
        """Where they lie; need not exist yet."""

    def entries(self) -> list[Backup]:
        """Every backup, newest (highest number) first; reads manifests only."""

    def make(self, reason: BackupReason) -> Backup:
        """Check the diary, copy it, check the copy, and only then give it its name.

        Raises `BackupFailedError` (`DIARY_DAMAGED`: nothing was written) or a `DiaryFileError`.
        """

    def is_current(self) -> bool:
        """True when the newest verified backup holds exactly what the diary holds now."""

    def verify(self, backup: Backup) -> list[Problem]:
        """Read a whole backup again: its hash, its structure, every row; empty = sound."""

    def newest_good(self) -> Backup | None:
        """The newest backup that `verify` finds sound now."""

    def read(self, backup: Backup) -> Diary:
        """The entries of a backup; the file is not changed. Raises a `DiaryFileError`."""

    def thin(self) -> list[Backup]:
        """Remove what the rule for old backups lets go; returns what was removed."""

    def copy_newest_to(self, folder: Path) -> None:
        """Put the newest verified backup into a second folder, whole or not at all.

        Thins what this diary put there before, nothing else. Raises `BackupFailedError`.
        """


class RestoringFiles(Protocol):
    """Brings back the backups of one diary file; what each may raise says `services.restoring`."""

    def backup_at(self, file: Path) -> Backup:
        """Any diary file as a backup, after a full check."""

    def read(self, backup: Backup) -> Diary:
        """The entries of a backup; the file is not changed."""

    def copy_to(self, backup: Backup, new: Path) -> None:
        """Put a checked copy at a place where nothing stands."""

    def replace(self, backup: Backup) -> tuple[Backup | None, Path | None]:
        """Put a checked copy in the diary's place; the backup or the file that it is kept in."""

    def save_readable(self, new: Path) -> tuple[Diary, Sequence[Problem]]:
        """Make a diary of what can be read of this one, and say what cannot."""


class RunReader(Protocol):
    """Reads foreign files of all kinds."""

    def __call__(self, path: Path, request: ReadRequest, new_id: IdSource) -> Iterator[ReadFile]:
        """Everything found in a file, an archive or a folder, never raising for bad content."""


class IsWanted(Protocol):
    """Asked every moment while something is read."""

    def __call__(self, share: float = 0.0) -> bool:
        """False ends it at once; `share` of the path at hand was read, as far as that is known."""


class OpenReader(Protocol):
    """Opens a reader for one batch of files; it is closed after it, whatever happens."""

    def __call__(self, is_wanted: IsWanted) -> AbstractContextManager[RunReader]:
        """A reader of foreign files."""


class EncodeDiary(Protocol):
    """Writes a diary as the bytes of `diary.json`."""

    def __call__(
        self,
        diary: Diary,
        *,
        made_at: datetime,
        program: str,
        span: Span | None = None,
        reminders: Sequence[Mapping[str, object]] = (),
    ) -> bytes:
        """The file; see `diary.formats.exchange.encode_diary`."""


class HandOverFiles(Protocol):
    """Makes and reads hand-over files; a stranger's is opened in a process of its own only."""

    def written(
        self,
        document: bytes,
        others: Mapping[str, bytes],
        *,
        made_at: datetime,
        program: str,
        span: Span | None,
        left_out: Iterable[Part],
        shown: Span | None,
    ) -> bytes:
        """The file of a `diary.json` and further members by their names."""

    def content_of(self, path: Path) -> bytes:
        """The bytes of a regular file that is not too large.

        Raises `HandOverRefusedError`, and `FileNotFoundError` where there is none.
        """

    def is_locked(self, content: bytes) -> bool:
        """True when a passphrase opens it; raises `HandOverRefusedError` where none ever will."""

    def locked(self, content: bytes, passphrase: str) -> bytes:
        """The file that only this passphrase opens, unlocked once again before it is given.

        Takes seconds. Raises `HandOverRefusedError`.
        """

    def read(self, content: bytes, passphrase: str | None = None) -> HandOver:
        """What a file holds; raises `HandOverRefusedError` and nothing else, whatever it holds.

        Takes a second, some with a passphrase, and never more than `bootstrap.hand_over` says.
        """


class ReportMaker(Protocol):
    """Makes visit reports; what draws is loaded on first use. Called in threads."""

    def pictures(self, asked: AskedReport, pixels_per_point: float) -> tuple[bytes, ...]:
        """The printed pages as PNG; a point is 1/72 inch."""

    def pdf(self, asked: AskedReport) -> bytes:
        """The printed pages as one file."""

    def page(self, asked: AskedReport) -> bytes:
        """The page for a browser."""


class Notifier(Protocol):
    """Shows one line outside the window; never the only place for what it says."""

    @property
    def can_show(self) -> bool:
        """False where there is no way to show anything."""

    def show(self, line: str) -> bool:
        """Show a line in place of the one before; False when it cannot have been seen."""

    def withdraw(self) -> None:
        """Take back what is no longer so, as far as the system lets one."""


class StartAtLogin(Protocol):
    """Whether the program starts by itself when the person logs in to this computer."""

    def is_on(self) -> bool:
        """True when it does; False also where what would be started is gone."""

    def choose(self, *, is_on: bool) -> None:
        """Let it, or not; raises `OSError` when that cannot be written."""

    def renew(self) -> None:
        """Let it again where it was chosen for a program that is gone; raises as `choose` does."""


class Progress(Protocol):
    """Told how far long work is; says whether to stop."""

    def __call__(self, done: int, total: int) -> bool:
        """Take note; False asks the work to stop."""


Listener: TypeAlias = "Callable[[ChangeSet], None]"
Paths: TypeAlias = "Iterable[Path]"
