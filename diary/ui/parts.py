"""Everything the window needs from below, handed in by the composition root as callables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from diary.charts.picture import ChartPainter
    from diary.domain.diary import Diary
    from diary.domain.file_problem import Problem
    from diary.domain.knee_notes import ReadNotes
    from diary.domain.report_choice import Paper
    from diary.reports.content import VisitReport
    from diary.services.backups import Backups
    from diary.services.entries import Stamp
    from diary.services.events import EventBus
    from diary.services.export_for_pt import ExportForPt
    from diary.services.import_memory import ImportMemory
    from diary.services.importing import Importing
    from diary.services.journal import Journal
    from diary.services.known_diaries import KnownDiaries
    from diary.services.ports import DiaryStore, HandOverFiles, IdSource, ReportMaker, StartAtLogin
    from diary.services.reminders import Reminders
    from diary.services.restoring import Restoring
    from diary.services.review_notes import ReviewNotes
    from diary.services.watched_folder import WatchedFolder
    from diary.texts.numbers import Formats
    from diary.ui.chart_source import ChartSource
    from diary.ui.prompts import Prompts


# What `KnownDiaries` remembers a diary by whose first questions were answered or skipped.
FIRST_RUN = "first_run"


@dataclass(frozen=True, slots=True)
class OpenedDiary:
    """A store and everything in it, read in one go."""

    store: DiaryStore
    diary: Diary


@dataclass(frozen=True, slots=True)
class VisitParts:
    """What is made and read for a visit, all of it in threads.

    `read_notes` reads what a PT gives back and raises nothing.
    """

    reports: ReportMaker
    export: ExportForPt
    read_notes: Callable[[Path], ReadNotes]


@dataclass(frozen=True, slots=True)
class ReviewParts:
    """What a review window works with.

    `seconds` is a clock that only goes on, `now` the present instant. `page_pictures` gives the
    printed pages as PNG at so many pixels for a point, and is called in a thread, as `files` is.
    """

    files: HandOverFiles
    notes: ReviewNotes
    charts: ChartSource
    prompts: Prompts
    formats: Callable[[], Formats]
    now: Callable[[], datetime]
    seconds: Callable[[], float]
    new_id: IdSource
    page_pictures: Callable[[VisitReport, Paper, float], tuple[bytes, ...]]


class WindowLocks(Protocol):
    """The right of this program to show a diary; one window a diary."""

    def take(self, path: Path) -> bool:
        """Take the right, also when this program has it already; False = another one has it."""

    def give_back(self, path: Path) -> None:
        """Let others have it; nothing happens without it."""


@dataclass(slots=True)
class WindowParts:
    """Everything the window needs from below.

    `journal` may already hold the few days around today and is not attached. Called in threads:
    `open_store` opens a file, which is made when it is missing and never was there, `open_diary`
    opens and reads one in the same way,
    `new_diary` makes one where nothing may stand; both may raise a `DiaryFileError`. `read_beside`
    reads a diary that is open here, `check_open` says everything that is wrong in one,
    `place_notes` what to know about where a file lies, each with a key to remember it by and its
    text. `put_away` moves a closed diary aside and says where to, `bring_back` moves it from there
    to where it was and gives it its link again. `load_painter` comes when all else is done.
    `backups` and `restoring` are those of one diary file. `importing` builds the importer on first
    use, `import_memory` has what is remembered between two imports, `watched_folder` looks for new
    runs of one diary. `diaries_folder` is where new diaries go. `is_first_run` says that there was
    no diary at all, or one without an entry whose first questions were never answered.
    `visit_parts` builds what is made for a visit on first use, `review_parts` what a review window
    works with.
    `start_at_login` gives the switch of this system or None; `is_in_tray` asks for the entry in the
    tray alone where there is one. `give_back_memory` is called now and then,
    `give_back_at_once` where much was left just now or much is read beside what is held.
    """

    journal: Journal
    bus: EventBus
    reminders: Reminders
    diary_path: Path
    diaries_folder: Path
    config_folder: Path
    locks: WindowLocks
    formats: Callable[[], Formats]
    today: Callable[[], date]
    stamp: Callable[[], Stamp]
    new_id: IdSource
    known: Callable[[], KnownDiaries]
    open_store: Callable[[Path], DiaryStore]
    open_diary: Callable[[Path], OpenedDiary]
    new_diary: Callable[[Path], OpenedDiary]
    create_store: Callable[[Path], DiaryStore]
    read_beside: Callable[[Path], Diary]
    check_open: Callable[[Path], Sequence[Problem]]
    place_notes: Callable[[Path], Sequence[tuple[str, str]]]
    backups: Callable[[Path], Backups]
    restoring: Callable[[Path], Restoring]
    importing: Callable[[], Importing]
    import_memory: Callable[[], ImportMemory]
    watched_folder: Callable[[Path], WatchedFolder]
    load_painter: Callable[[], ChartPainter]
    put_away: Callable[[Path], Path]
    bring_back: Callable[[Path, Path, Path | None], None]
    visit_parts: Callable[[], VisitParts]
    review_parts: Callable[[ChartSource, Prompts, Callable[[], Formats]], ReviewParts]
    is_first_run: bool = False
    start_at_login: Callable[[], StartAtLogin | None] = lambda: None
    is_in_tray: bool = False
    give_back_memory: Callable[[], None] = lambda: None
    give_back_at_once: Callable[[], None] = lambda: None
