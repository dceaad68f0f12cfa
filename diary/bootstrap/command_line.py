"""The parts of the command line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from diary import paths
from diary.bootstrap.backups import backups_of
from diary.bootstrap.files import (
    check_diary_file,
    create_store,
    import_memory,
    known_diaries,
    open_store,
    read_diary_file,
    read_score_list,
)
from diary.bootstrap.foreign import (
    csv_tables,
    decode_diary,
    encode_diary,
    hand_over_files,
    open_reader,
)
from diary.bootstrap.reports import report_page, report_pdf
from diary.bootstrap.restoring import restoring_of
from diary.bootstrap.system import SystemClock, new_id

if TYPE_CHECKING:
    from diary.cli.parts import Parts, ShotLook
    from diary.services.notification_choices import KeptNotifications
    from diary.services.ports import Notifier


def command_line_parts() -> Parts:
    """What the commands use."""
    from diary.cli.parts import Parts  # noqa: PLC0415 - imported where it is used

    return Parts(
        clock=SystemClock(),
        new_id=new_id,
        default_diary=_default_diary,
        read_diary=read_diary_file,
        read_scores=read_score_list,
        open_store=open_store,
        create_store=create_store,
        check_file=check_diary_file,
        backups_of=backups_of,
        restoring_of=restoring_of,
        open_reader=open_reader,
        import_memory=import_memory,
        encode_diary=encode_diary,
        decode_diary=decode_diary,
        csv_tables=csv_tables,
        hand_over_files=hand_over_files,
        report_pdf=report_pdf,
        report_page=report_page,
        run_shots=_run_shots,
        open_window=_open_window,
        open_in_tray=_open_in_tray,
        open_review=_open_review,
        notifier=_notifier,
        kept_notifications=_kept_notifications,
    )


def _default_diary() -> Path:
    """The diary that the window opened last; a `--diary` given to a command changes nothing."""
    return known_diaries().last() or paths.default_diary_path()


def _run_shots(
    out: Path, *, looks: Sequence[ShotLook], is_wanted: Callable[[str], bool], diary: Path
) -> Sequence[Path]:
    from diary.bootstrap.shots import run_shots  # noqa: PLC0415 - the window's libraries

    return run_shots(out, looks=looks, is_wanted=is_wanted, diary=diary)


def _open_window(path: Path) -> int:
    from diary.bootstrap.window import run_window  # noqa: PLC0415 - the window's libraries

    return run_window(path)


def _open_in_tray(path: Path) -> int:
    from diary.bootstrap.window import run_window  # noqa: PLC0415 - the window's libraries

    return run_window(path, is_in_tray=True)


def _open_review(places: Sequence[Path]) -> int:
    from diary.bootstrap.review_alone import run_review  # noqa: PLC0415 - the window's libraries

    return run_review(places)


def _notifier() -> Notifier:
    from diary.bootstrap.notify_send import NotifySend  # noqa: PLC0415 - imported where it is used

    return NotifySend()


def _kept_notifications() -> KeptNotifications:
    from diary.services.notification_choices import (  # noqa: PLC0415 - imported where it is used
        FILE_NAME,
        KeptNotifications,
    )

    return KeptNotifications(paths.config_path() / FILE_NAME)
