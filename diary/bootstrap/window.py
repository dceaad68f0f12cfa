"""The parts of the window, and how it is started."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from diary import paths
from diary.bootstrap.allocator import SpareMemory, give_memory_back
from diary.bootstrap.backups import backups_of
from diary.bootstrap.faults import log_faults
from diary.bootstrap.files import create_store, import_memory, known_diaries, open_store
from diary.bootstrap.foreign import open_reader
from diary.bootstrap.locks import DiaryLocks
from diary.bootstrap.reports import keep_font_list
from diary.bootstrap.restoring import restoring_of
from diary.bootstrap.review import review_parts
from diary.bootstrap.session_bus import leave_out_silent_bus
from diary.bootstrap.start_at_login import start_at_login
from diary.bootstrap.system import SystemClock, new_id
from diary.bootstrap.visits import visit_parts

if TYPE_CHECKING:
    from diary.charts.picture import ChartPainter
    from diary.domain.diary import Diary
    from diary.domain.file_problem import Problem
    from diary.services.importing import Importing
    from diary.services.journal import Journal
    from diary.services.ports import DiaryStore
    from diary.services.watched_folder import WatchedFolder
    from diary.ui.parts import OpenedDiary, WindowParts

# How long a second start waits for a window that is just closing.
WAIT_S = 5.0
_LOOK_S = 0.1
OBJECTS_BETWEEN_LOOKS = 20_000
TURN_S = 0.0005
# Exit status of a start that was refused with nothing changed.
NOTHING_CHANGED = 3


def run_window(path: Path, *, is_in_tray: bool = False) -> int:
    """Show the window on a diary, which is made when there is none; returns the exit status.

    `is_in_tray`: only the entry in the tray, where there is one.
    """
    path = path.absolute()
    if not has_screen():
        sys.stderr.write(no_screen_text() + "\n")
        return NOTHING_CHANGED
    log_faults()
    leave_out_silent_bus()
    locks = DiaryLocks()
    if not locks.take(path):
        if is_in_tray:
            # It runs already, and nobody asked to see it.
            return 0
        status = _given_way(path, locks)
        if status is not None:
            return status
    try:
        from diary.ui.application import run  # noqa: PLC0415 - the window's libraries

        return run(replace(window_parts(path, locks), is_in_tray=is_in_tray))
    finally:
        locks.give_back_all()


def _given_way(path: Path, locks: DiaryLocks) -> int | None:
    """The exit status when another window has the diary; None = it has closed, go on here."""
    from diary.ui.application import application  # noqa: PLC0415 - the window's libraries
    from diary.ui.one_instance import ask_to_show  # noqa: PLC0415 - as above
    from diary.words import _  # noqa: PLC0415 - imported where it is used

    # Before Qt's first thread: the window may yet open here.
    give_memory_back()
    application()
    until = monotonic() + WAIT_S
    while not ask_to_show(path):
        # It is just starting or just closing.
        if locks.take(path, _LOOK_S):
            return None
        if monotonic() > until:
            return _say_open_elsewhere(path)
    text = _("The diary “{name}” is open already. Its window was asked to come to the front.")
    sys.stdout.write(text.format(name=path.stem) + "\n")
    return 0


def has_screen() -> bool:
    """False where Qt would end the process because there is nothing to draw on."""
    names = ("WAYLAND_DISPLAY", "DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in names)


def no_screen_text() -> str:
    """What is said in place of a window where there is no screen."""
    from diary.words import _  # noqa: PLC0415 - imported where it is used

    return _("There is no screen here, so no window. All commands work: kneelog --help lists them.")


def window_parts(path: Path, locks: DiaryLocks | None = None) -> WindowParts:
    """What the window works with; the days around today are read, the rest comes in a thread."""
    from diary.domain.period import diary_day, local  # noqa: PLC0415 - imported where it is used
    from diary.services.entries import Stamp  # noqa: PLC0415 - as above
    from diary.services.events import EventBus  # noqa: PLC0415 - as above
    from diary.services.journal import Journal  # noqa: PLC0415 - as above
    from diary.services.reminders import Reminders  # noqa: PLC0415 - as above
    from diary.ui.locale_formats import locale_formats  # noqa: PLC0415 - the window's libraries
    from diary.ui.parts import WindowParts  # noqa: PLC0415 - as above

    # One heap for all: to be said before Qt's threads begin, each of which would get its own.
    give_memory_back()
    # Nearly everything that is made while the window is built stays: looking for what is forgotten
    # after every few hundred objects only takes time.
    gc.set_threshold(OBJECTS_BETWEEN_LOOKS)
    # Every call into Qt gives way to the threads that read, count and draw, and waits so long for
    # its next turn; a page is laid out by hundreds of calls.
    sys.setswitchinterval(TURN_S)
    clock, bus, spare = SystemClock(), EventBus(), SpareMemory()

    def today() -> date:
        return diary_day(local(clock.now(), clock.zone()), journal.diary.settings.day_turnover)

    journal = Journal(bus, _first_look(path, local(clock.now(), clock.zone()).date()))
    return WindowParts(
        journal=journal,
        bus=bus,
        reminders=Reminders(journal, bus, today),
        diary_path=path,
        diaries_folder=paths.default_diary_path().parent,
        config_folder=paths.config_path(),
        locks=locks or DiaryLocks(),
        formats=lambda: locale_formats(journal.diary.settings.distance_unit),
        today=today,
        stamp=lambda: Stamp(clock.now(), clock.zone()),
        new_id=new_id,
        known=known_diaries,
        open_store=_present_store,
        open_diary=lambda path: _opened(_present_store(path)),
        new_diary=lambda path: _opened(create_store(path)),
        create_store=create_store,
        read_beside=read_beside,
        check_open=_check_open,
        place_notes=_place_notes,
        backups=backups_of,
        restoring=partial(restoring_of, has_lock=True),
        importing=lambda: _importing(journal, clock),
        import_memory=import_memory,
        watched_folder=lambda path: _watched_folder(path, clock),
        load_painter=load_painter,
        put_away=_put_away,
        bring_back=_bring_back,
        visit_parts=visit_parts,
        review_parts=review_parts,
        is_first_run=_is_first_run(path),
        start_at_login=start_at_login,
        give_back_memory=spare.give_back,
        give_back_at_once=spare.give_back_at_once,
    )


def _is_first_run(path: Path) -> bool:
    """True when there is no diary at all: neither this one, nor another, nor a backup of it.

    One without any entry is none, until the first run over it was answered or skipped: its file is
    made while the first page is still shown. A diary named by the person is made as they asked;
    what is wrong with the folder is told when the diary is opened.
    """
    from diary.domain.errors import DiaryFileError  # noqa: PLC0415 - imported where it is used
    from diary.storage.glance import has_entries  # noqa: PLC0415 - as above
    from diary.ui.parts import FIRST_RUN  # noqa: PLC0415 - the window's libraries

    with suppress(OSError, DiaryFileError):
        if path != paths.default_diary_path() or (path.exists() and has_entries(path)):
            return False
        known = known_diaries()
        if path.exists() and known.was_said(path, FIRST_RUN):
            return False
        others = [each for each in known.paths() if each != path]
        return not others and not backups_of(path).entries()
    return False


def _first_look(path: Path, on: date) -> Diary:
    """The days around today; what is wrong with the file is told when it is opened."""
    from diary.domain.diary import Diary  # noqa: PLC0415 - imported where it is used
    from diary.domain.errors import DiaryFileError  # noqa: PLC0415 - as above
    from diary.storage.glance import glance  # noqa: PLC0415 - as above

    try:
        return glance(path, on)
    except DiaryFileError:
        return Diary()


def _opened(store: DiaryStore) -> OpenedDiary:
    from diary.ui.parts import OpenedDiary  # noqa: PLC0415 - the window's libraries

    try:
        return OpenedDiary(store, store.load())
    except BaseException:
        store.close()
        raise


def _present_store(path: Path) -> DiaryStore:
    """The diary at the path; a new one where there was none, but not in place of one that is gone.

    Raises `DiaryMissingError` when only backups of it are there.
    """
    from diary.domain.errors import DiaryMissingError  # noqa: PLC0415 - imported where it is used

    try:
        return open_store(path)
    except DiaryMissingError:
        if backups_of(path).entries():
            raise
        return create_store(path)


def read_beside(path: Path) -> Diary:
    """The whole diary, read while it is open in this process."""
    from diary.storage.database import read_open  # noqa: PLC0415 - imported where it is used
    from diary.storage.failures import translated  # noqa: PLC0415 - as above
    from diary.storage.reading import diary_of  # noqa: PLC0415 - as above

    with translated(path):
        return read_open(path, lambda connection: diary_of(connection, []))


def _check_open(path: Path) -> Sequence[Problem]:
    from diary.storage.integrity import check_open  # noqa: PLC0415 - imported where it is used

    return check_open(path)


def _place_notes(path: Path) -> Sequence[tuple[str, str]]:
    """What to know about where the diary lies: what to remember it by, and the text."""
    from diary.storage.places import place_notes  # noqa: PLC0415 - imported where it is used
    from diary.texts.places import place_text  # noqa: PLC0415 - as above

    return [(note.key, place_text(note)) for note in place_notes(path)]


def _put_away(path: Path) -> Path:
    from diary.storage.putting_away import put_away  # noqa: PLC0415 - imported where it is used

    return put_away(path)


def _bring_back(kept: Path, path: Path, link: Path | None = None) -> None:
    from diary.storage.putting_away import bring_back  # noqa: PLC0415 - imported where it is used

    bring_back(kept, path, link)


def load_painter() -> ChartPainter:
    """The painter of charts; imports matplotlib, with its font list in the cache folder."""
    keep_font_list()
    from diary.charts.painter import FigurePainter  # noqa: PLC0415 - imports matplotlib

    return FigurePainter()


def _importing(journal: Journal, clock: SystemClock) -> Importing:
    from diary.services.importing import Importing  # noqa: PLC0415 - imported where it is used

    removed = journal.traces_in_bin()
    return Importing(journal, open_reader, clock, new_id, lambda: removed)


def _watched_folder(path: Path, clock: SystemClock) -> WatchedFolder:
    from diary.services.watched_folder import (  # noqa: PLC0415 - imported where it is used
        WatchedFolder,
    )

    return WatchedFolder(import_memory(), path, clock)


def _say_open_elsewhere(path: Path) -> int:
    from diary.ui.application import application  # noqa: PLC0415 - the window's libraries
    from diary.ui.prompts import say_before_the_window  # noqa: PLC0415 - as above
    from diary.words import _  # noqa: PLC0415 - imported where it is used

    text = _("The diary “{name}” is open in another window.").format(name=path.stem)
    sys.stderr.write(text + "\n")
    application()
    say_before_the_window(text)
    return NOTHING_CHANGED
