"""What the command line needs from outside; `bootstrap` fills it in.

Each callable imports what it stands for when it is called, so that a command pays only for what it
uses.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from diary.domain.diary import DatedScore, Diary
    from diary.domain.file_problem import Problem
    from diary.domain.report_choice import Paper
    from diary.formats.exchange import Decoded
    from diary.reports.content import VisitReport
    from diary.services.backups import Backups
    from diary.services.import_memory import ImportMemory
    from diary.services.notification_choices import KeptNotifications
    from diary.services.ports import (
        Clock,
        DiaryStore,
        EncodeDiary,
        HandOverFiles,
        IdSource,
        Notifier,
        OpenReader,
    )
    from diary.services.restoring import Restoring


class ShotLook(NamedTuple):
    """Theme, text size in per cent, width and height of the window in pixels."""

    theme: str
    text_size: int
    size: tuple[int, int]


class RunShots(Protocol):
    """Draws the pages and dialogs of the window into pictures."""

    def __call__(
        self,
        out: Path,
        *,
        looks: Sequence[ShotLook],
        is_wanted: Callable[[str], bool],
        diary: Path,
    ) -> Sequence[Path]:
        """The pictures written into the folder `out`; `is_wanted` is asked for each by its key."""


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything a command may use.

    `default_diary` gives the diary taken without `--diary`; it need not exist. `read_diary` reads
    as much as can be read of these kinds of entries (`days runs shoes events`) and writes nothing;
    `read_scores` gives person and settings, every score in order, and what cannot be read. They
    and `open_store` raise `DiaryMissingError` when there is no file, `create_store`
    `DiaryExistsError` when there is one. `open_store` makes a verified backup before it brings a
    diary to the present form. `open_window` shows the window on a diary, which is made when there
    is none, and gives the exit status; `open_in_tray` shows only the entry in the tray where there
    is one, `open_review` the window for reading somebody else's files. `csv_tables` takes a
    `diary.json` and gives tables by file name. `notifier` shows a line on the desktop,
    `kept_notifications` has the choices about it.
    """

    clock: Clock
    new_id: IdSource
    default_diary: Callable[[], Path]
    read_diary: Callable[[Path, Collection[str]], tuple[Diary, Sequence[Problem]]]
    read_scores: Callable[[Path], tuple[Diary, Sequence[DatedScore], Sequence[Problem]]]
    open_store: Callable[[Path], DiaryStore]
    create_store: Callable[[Path], DiaryStore]
    check_file: Callable[[Path], Sequence[Problem]]
    backups_of: Callable[[Path], Backups]
    restoring_of: Callable[[Path], Restoring]
    open_reader: OpenReader
    import_memory: Callable[[], ImportMemory]
    encode_diary: EncodeDiary
    decode_diary: Callable[[bytes], Decoded]
    csv_tables: Callable[[bytes], Mapping[str, bytes]]
    hand_over_files: Callable[[], HandOverFiles]
    report_pdf: Callable[[VisitReport, Paper], bytes]
    report_page: Callable[[VisitReport], bytes]
    run_shots: RunShots
    open_window: Callable[[Path], int]
    open_in_tray: Callable[[Path], int]
    open_review: Callable[[Sequence[Path]], int]
    notifier: Callable[[], Notifier]
    kept_notifications: Callable[[], KeptNotifications]
