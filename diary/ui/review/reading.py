"""The files that are gone through: each is read once in a thread, the one that is wanted first.

A few are kept as they were read, of the others only what the list tells; nothing is on disk.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, auto
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from diary.domain.hand_over import ENDING, HandOverCode, HandOverRefusedError
from diary.reports.content_parts import VisitReport
from diary.services.ports import Progress
from diary.services.reviewing import Reviewed, report_of, reviewed
from diary.texts.numbers import Formats
from diary.texts.problems import problem_text
from diary.texts.review import other_content_text
from diary.ui.parts import ReviewParts
from diary.ui.tasks import TaskRunner
from diary.words import _

# A diary of decades takes some ten megabytes.
KEPT_MOST = 8
TRIES = 3
PAUSE_S = 10.0


class FileState(Enum):
    """How far one file is."""

    WAITING = auto()
    LOCKED = auto()
    READ = auto()
    REFUSED = auto()


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file as it was read, and its report, whose numbers are written as `formats` says."""

    reviewed: Reviewed
    report: VisitReport
    formats: Formats


@dataclass(slots=True)
class ReviewEntry:
    """One file of the list.

    `who`, `on` and `has_sign` stay when `reviewed` had to make room. `wrong` counts passphrases
    that did not open it, `open_at` is when the next one may be tried, in seconds of the clock.
    """

    path: Path
    state: FileState = FileState.WAITING
    reviewed: Reviewed | None = None
    report: VisitReport | None = None
    formats: Formats = field(default_factory=Formats)
    problem: str = ""
    who: str = ""
    on: date | None = None
    has_sign: bool = False
    needs_passphrase: bool = False
    wrong: int = 0
    open_at: float = 0.0

    @property
    def name(self) -> str:
        """What the file is called in the list: initials, else its name without the ending."""
        return self.who or self.path.stem


class ReviewReading(QObject):
    """Reads files one after the other; `entry_changed` carries the number of one that is new.

    `came_to_rest` tells that nothing is read any more.
    """

    entry_changed = Signal(int)
    came_to_rest = Signal()

    def __init__(self, parts: ReviewParts, tasks: TaskRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._parts = parts
        self._tasks = tasks
        self.entries: list[ReviewEntry] = []
        self._under_way: ReviewEntry | None = None
        self._wanted: ReviewEntry | None = None
        # The newest last.
        self._recent: list[ReviewEntry] = []
        # A passphrase that was typed while another file was read.
        self._typed: tuple[ReviewEntry, str] | None = None
        self._is_unwanted = False

    @property
    def is_busy(self) -> bool:
        """True while a file is read."""
        return self._under_way is not None

    def is_read_now(self, entry: ReviewEntry) -> bool:
        """True while this file is read."""
        return self._under_way is entry

    def is_tried_next(self, entry: ReviewEntry) -> bool:
        """True while a passphrase of this file waits for its turn."""
        return self._typed is not None and self._typed[0] is entry

    def show_files(self, paths: Sequence[Path]) -> None:
        """Go through these files from now on."""
        self.entries = [ReviewEntry(path) for path in paths]
        self._wanted, self._recent, self._typed = None, [], None
        self._read_next()

    def close_file(self, entry: ReviewEntry) -> None:
        """Forget a file."""
        self.entries.remove(entry)
        if self.is_tried_next(entry):
            self._typed = None
        self._recent = [each for each in self._recent if each is not entry]

    def want(self, entry: ReviewEntry) -> None:
        """Have this one at hand before any other."""
        self._wanted = entry
        if entry.state is FileState.READ:
            self._keep(entry)
            if entry.reviewed is None:
                entry.state = FileState.LOCKED if entry.needs_passphrase else FileState.WAITING
        self._read_next()

    def unlock(self, entry: ReviewEntry, passphrase: str) -> None:
        """Try a passphrase, after what is being read now; too early nothing happens."""
        if self.pause_s(entry) <= 0:
            self._typed = entry, passphrase
            self._read_next()

    def pause_s(self, entry: ReviewEntry) -> float:
        """Seconds until the next passphrase may be tried."""
        return max(0.0, entry.open_at - self._parts.seconds())

    def lock(self) -> None:
        """Forget what was opened with a passphrase, or is about to be."""
        self._typed = None
        self._is_unwanted = self._under_way is not None
        for entry in self.entries:
            if entry.needs_passphrase:
                entry.state, entry.reviewed, entry.report = FileState.LOCKED, None, None

    # ---- inside ----

    def _read_next(self) -> None:
        if self._under_way is not None:
            return
        if self._typed is not None:
            typed, self._typed = self._typed, None
            self._start(*typed)
            self._tell(typed[0])
            return
        first = [] if self._wanted is None else [self._wanted]
        for entry in (*first, *self.entries):
            if entry.state is FileState.WAITING:
                self._start(entry)
                return
        self.came_to_rest.emit()

    def _start(self, entry: ReviewEntry, passphrase: str | None = None) -> None:
        self._under_way = entry
        self._is_unwanted = False
        work = partial(_read, self._parts, entry.path, passphrase, self._parts.formats())
        self._tasks.run(work, partial(self._take, entry), partial(self._refuse, entry))

    def _take(self, entry: ReviewEntry, found: ReadFile | None) -> None:
        entry.problem, entry.wrong = "", 0
        if found is None:
            entry.state, entry.needs_passphrase = FileState.LOCKED, True
        elif self._is_unwanted and entry.needs_passphrase:
            # The window was hidden meanwhile: it is asked for again.
            entry.state = FileState.LOCKED
        else:
            entry.state, entry.reviewed = FileState.READ, found.reviewed
            entry.report, entry.formats = found.report, found.formats
            entry.who, entry.on = found.reviewed.who, found.reviewed.last_on
            entry.has_sign = found.reviewed.has_safety_sign
            self._keep(entry)
        self._end(entry)

    def _refuse(self, entry: ReviewEntry, error: Exception) -> None:
        code = error.code if isinstance(error, HandOverRefusedError) else None
        entry.problem = _problem_text(error, entry.path)
        if code is HandOverCode.WRONG_KEY:
            entry.state = FileState.LOCKED
            entry.wrong += 1
            if entry.wrong >= TRIES:
                entry.wrong, entry.open_at = 0, self._parts.seconds() + PAUSE_S
        else:
            entry.state = FileState.REFUSED
        self._end(entry)

    def _end(self, entry: ReviewEntry) -> None:
        self._under_way = None
        self._tell(entry)
        self._read_next()

    def _tell(self, entry: ReviewEntry) -> None:
        # Other files may have been chosen meanwhile.
        with suppress(ValueError):
            self.entry_changed.emit([id(each) for each in self.entries].index(id(entry)))

    def _keep(self, entry: ReviewEntry) -> None:
        """Keep the diaries of those looked at last; the one that is wanted always stays."""
        self._recent = [each for each in self._recent if each is not entry] + [entry]
        for old in self._recent[:-KEPT_MOST]:
            if old is not self._wanted:
                old.reviewed = old.report = None
        self._recent = self._recent[-KEPT_MOST:]


def _read(
    parts: ReviewParts,
    path: Path,
    passphrase: str | None,
    formats: Formats,
    _progress: Progress,
) -> ReadFile | None:
    """The file, read and looked at; None = a passphrase is needed. Called in a thread."""
    content = parts.files.content_of(path)
    if passphrase is None and parts.files.is_locked(content):
        return None
    found = reviewed(parts.files.read(content, passphrase), parts.now().date())
    return ReadFile(found, report_of(found, formats), formats)


def _problem_text(error: Exception, path: Path) -> str:
    if isinstance(error, FileNotFoundError):
        return _("The file is not there any more. Choose it again.")
    code = error.code if isinstance(error, HandOverRefusedError) else None
    if code is HandOverCode.NOT_A_HAND_OVER and path.suffix.casefold() == ENDING:
        return other_content_text()
    return problem_text(error)
