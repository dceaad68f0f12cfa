"""The parts of the window, and how it is started."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, cast

from diary import paths
from diary.bootstrap.files import create_store, open_store
from diary.bootstrap.foreign import read_activity_file
from diary.bootstrap.system import SystemClock, new_id

if TYPE_CHECKING:
    from diary.charts.picture import ChartPainter
    from diary.domain.diary import Diary
    from diary.services.importing import Importing
    from diary.services.journal import Journal
    from diary.ui.application import OpenedDiary, WindowParts
    from diary.ui.theme import ThemeName

# Exit status of a start that was refused with nothing changed.
NOTHING_CHANGED = 3


def run_window(path: Path) -> int:
    """Show the window on a diary, which is made when there is none; returns the exit status."""
    if not _has_screen():
        sys.stderr.write(_no_screen_text() + "\n")
        return NOTHING_CHANGED
    from diary import logs  # noqa: PLC0415 - imported where it is used
    from diary.storage.lock import DiaryLock  # noqa: PLC0415 - imported where it is used

    logs.write_to(paths.log_path())
    logs.catch_the_rest(_tell_of_fault)
    lock = DiaryLock(path)
    if not lock.acquire():
        return _say_open_elsewhere(path)
    try:
        from diary.ui.application import run  # noqa: PLC0415 - the window's libraries

        return run(window_parts(path))
    finally:
        lock.release()


def _tell_of_fault(error: BaseException) -> None:
    """The last resort: what went wrong is in the log; the person sees that something did."""
    sys.stderr.write(f"{type(error).__name__}\n")


def _has_screen() -> bool:
    """False where Qt would end the process because there is nothing to draw on."""
    names = ("WAYLAND_DISPLAY", "DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in names)


def _no_screen_text() -> str:
    from diary.words import _  # noqa: PLC0415 - imported where it is used

    return _("There is no screen here, so no window. All commands work: kneelog --help lists them.")


def window_parts(path: Path) -> WindowParts:
    """What the window works with; the days around today are read, the rest comes in a thread."""
    from diary.domain.period import diary_day, local  # noqa: PLC0415 - imported where it is used
    from diary.services.entries import Stamp  # noqa: PLC0415 - as above
    from diary.services.events import EventBus  # noqa: PLC0415 - as above
    from diary.services.journal import Journal  # noqa: PLC0415 - as above
    from diary.services.reminders import Reminders  # noqa: PLC0415 - as above
    from diary.ui.application import WindowParts  # noqa: PLC0415 - the window's libraries
    from diary.ui.locale_formats import locale_formats  # noqa: PLC0415 - as above

    clock, bus = SystemClock(), EventBus()
    zone = clock.zone()

    def today() -> date:
        return diary_day(local(clock.now(), zone), journal.diary.settings.day_turnover)

    journal = Journal(bus, _first_look(path, local(clock.now(), zone).date()))
    return WindowParts(
        journal=journal,
        bus=bus,
        reminders=Reminders(journal, bus, today),
        diary_path=path,
        config_folder=paths.config_path(),
        formats=lambda: locale_formats(journal.diary.settings.distance_unit),
        today=today,
        stamp=lambda: Stamp(clock.now(), zone),
        new_id=new_id,
        open_diary=lambda: _opened_diary(path),
        importing=lambda: _importing(journal, clock),
        load_painter=_load_painter,
    )


def _first_look(path: Path, on: date) -> Diary:
    """The days around today; what is wrong with the file is told when it is opened."""
    from diary.domain.diary import Diary  # noqa: PLC0415 - imported where it is used
    from diary.domain.errors import DiaryFileError  # noqa: PLC0415 - as above
    from diary.storage.glance import glance  # noqa: PLC0415 - as above

    try:
        return glance(path, on)
    except DiaryFileError:
        return Diary()


def _opened_diary(path: Path) -> OpenedDiary:
    from diary.ui.application import OpenedDiary  # noqa: PLC0415 - the window's libraries

    store = open_store(path) if path.exists() else create_store(path)
    try:
        return OpenedDiary(store, store.load())
    except BaseException:
        store.close()
        raise


def _load_painter() -> ChartPainter:
    """The painter of charts; imports matplotlib, with its font list in the cache folder."""
    folder = paths.cache_path() / "matplotlib"
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.environ.setdefault("MPLCONFIGDIR", str(folder))
    from diary.charts.painter import FigurePainter  # noqa: PLC0415 - imports matplotlib

    return FigurePainter()


def _importing(journal: Journal, clock: SystemClock) -> Importing:
    from diary.services.importing import Importing  # noqa: PLC0415 - imported where it is used

    known = journal.known_sources()
    return Importing(journal, read_activity_file, clock, new_id, lambda: known)


def _say_open_elsewhere(path: Path) -> int:
    from diary.ui.application import application  # noqa: PLC0415 - the window's libraries
    from diary.ui.prompts import say_before_the_window  # noqa: PLC0415 - as above
    from diary.words import _  # noqa: PLC0415 - imported where it is used

    text = _("The diary “{name}” is open in another window.").format(name=path.stem)
    sys.stderr.write(text + "\n")
    application()
    say_before_the_window(text)
    return NOTHING_CHANGED


def run_shots(
    out: Path, *, theme: str, text_size: int, size: tuple[int, int], diary: Path
) -> Sequence[Path]:
    """Draw every page without a screen; the person's own choices are neither used nor changed."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from diary.ui.application import application, build_context  # noqa: PLC0415 - Qt
    from diary.ui.shots import take_shots  # noqa: PLC0415 - Qt

    application()
    with TemporaryDirectory() as choices:
        parts = window_parts(diary)
        parts.config_folder = Path(choices)
        opened = parts.open_diary()
        parts.journal.replace_diary(opened.diary)
        parts.journal.attach(opened.store)
        try:
            context = build_context(parts)
            context.charts.take(_load_painter())
            return take_shots(context, out, cast("ThemeName", theme), text_size, size)
        finally:
            parts.journal.detach()
