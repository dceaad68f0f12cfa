"""The parts of a real window on a real diary file, with a clock that stands still."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from diary import bootstrap
from diary.bootstrap.locks import DiaryLocks
from diary.bootstrap.restoring import restoring_of
from diary.bootstrap.review import review_parts
from diary.bootstrap.window import read_beside
from diary.charts.picture import ChartPainter
from diary.domain.backup import Backup
from diary.domain.bin import DeletedEntry
from diary.domain.change import ChangeSet
from diary.domain.diary import Diary
from diary.domain.errors import DiaryUnwritableError
from diary.domain.period import diary_day, local
from diary.domain.same_run import RunTrace
from diary.services.backups import Backups
from diary.services.entries import Stamp
from diary.services.events import EventBus
from diary.services.import_memory import ImportMemory
from diary.services.importing import Importing
from diary.services.journal import Journal
from diary.services.known_diaries import KnownDiaries
from diary.services.ports import DiaryStore
from diary.services.reminders import Reminders
from diary.services.watched_folder import WatchedFolder
from diary.storage.backups.shelf import DiaryBackups
from diary.storage.integrity import check_open
from diary.storage.putting_away import bring_back, put_away
from diary.texts.numbers import Formats
from diary.ui.context import PageContext
from diary.ui.drafts import FILE_NAME as DRAFTS
from diary.ui.drafts import Drafts
from diary.ui.event_bridge import EventBridge
from diary.ui.main_window.later_parts import LaterParts
from diary.ui.main_window.session import DiarySession
from diary.ui.main_window.window import MainWindow
from diary.ui.messages import Messages
from diary.ui.parts import OpenedDiary, WindowParts
from diary.ui.tasks import TaskRunner
from diary.ui.ui_state import UiState
from diary.ui.undo import UndoHistory
from diary.ui.visit_wishes import Visits
from diary.ui.widgets.text import ElidedLabel
from tests.builders import counted_ids, write_new_diary
from tests.builders_visits import quick_visit_parts
from tests.ui.answers import AnsweringPrompts

ZONE = "Europe/Berlin"
NOW = datetime(2026, 11, 20, 17, 42, tzinfo=UTC)
TODAY = date(2026, 11, 20)


@dataclass
class SetClock:
    """A clock that stands still until it is set; `where` is the zone of the computer."""

    at: datetime = NOW
    ticks: float = 0.0
    where: str = ZONE

    def now(self) -> datetime:
        return self.at

    def zone(self) -> str:
        return self.where

    def seconds(self) -> float:
        return self.ticks

    def pass_seconds(self, seconds: float) -> None:
        self.ticks += seconds
        self.at += timedelta(seconds=seconds)

    def today(self) -> date:
        return diary_day(local(self.at, self.where), time(3, 0))

    def stamp(self) -> Stamp:
        return Stamp(self.at, self.where)


class FullDisk:
    """A store whose writes fail while `is_full`; everything else is the real store's."""

    def __init__(self, store: DiaryStore) -> None:
        self._store = store
        self.is_full = False

    @property
    def path(self) -> Path:
        return self._store.path

    def load(self) -> Diary:
        return self._store.load()

    def write(self, change_set: ChangeSet, *, unless_foreign: bool = False) -> ChangeSet:
        if self.is_full:
            raise DiaryUnwritableError(str(self.path), "no space")
        return self._store.write(change_set, unless_foreign=unless_foreign)

    def has_foreign_change(self) -> bool:
        return self._store.has_foreign_change()

    def traces_in_bin(self) -> list[RunTrace]:
        return self._store.traces_in_bin()

    def deleted(self) -> list[DeletedEntry]:
        return self._store.deleted()

    def empty_bin_now(self) -> None:
        self._store.empty_bin_now()

    def close(self) -> None:
        self._store.close()


@dataclass
class Disks:
    """Opens diaries as the window does, and remembers each."""

    opened: list[FullDisk] = field(default_factory=list)

    def open_store(self, path: Path) -> DiaryStore:
        """The file at the path, made when there is none."""
        opened = bootstrap.open_store if path.exists() else bootstrap.create_store
        self.opened.append(FullDisk(opened(path)))
        return self.opened[-1]

    def open(self, path: Path) -> OpenedDiary:
        """The diary at the path, made when there is none."""
        store = self.open_store(path)
        return OpenedDiary(store, store.load())

    def make(self, path: Path) -> OpenedDiary:
        """A new diary."""
        bootstrap.create_store(path).close()
        return self.open(path)


@dataclass
class House:
    """One window and everything around it."""

    window: MainWindow
    context: PageContext
    clock: SetClock
    prompts: AnsweringPrompts
    disks: Disks
    path: Path
    later: LaterParts

    @property
    def disk(self) -> FullDisk:
        """The store that was opened last."""
        return self.disks.opened[-1]

    @property
    def session(self) -> DiarySession:
        """The diary that is open."""
        return self.later.session

    @property
    def backups(self) -> list[Backup]:
        """The backups of the diary shown, newest first."""
        return self.session.backups().entries()

    @property
    def diary(self) -> Diary:
        return self.context.journal.diary

    def stored(self) -> Diary:
        """What is in the file, read by another program."""
        store = bootstrap.open_store(self.path)
        try:
            return store.load()
        finally:
            store.close()

    def find(self, name: str) -> QWidget:
        """The widget with this object name."""
        found = self.window.findChild(QWidget, name)
        assert found is not None, name
        assert isinstance(found, QWidget)
        return found

    def text(self, name: str) -> str:
        """What the label with this object name says."""
        found = self.find(name)
        assert isinstance(found, QLabel)
        return found.text()


def a_house(
    folder: Path,
    diary: Diary,
    at: datetime = NOW,
    *,
    is_attached: bool = True,
    formats: Formats | None = None,
    page: str | None = None,
) -> House:
    """The window on a new file with these entries, or on the one that is there; not shown yet.

    It begins at `page`, as it does when that was shown last; None = where it was left.
    """
    path = folder / "My knees.sqlite3"
    if not path.exists():
        fill(path, diary)
    shown = formats or Formats()
    clock, prompts, bus, disks = SetClock(at), AnsweringPrompts(), EventBus(), Disks()
    opened = disks.open(path)
    journal = Journal(bus, opened.diary)
    if is_attached:
        journal.attach(opened.store)
    reminders = Reminders(journal, bus, clock.today)
    messages = Messages(lambda: shown)
    ui_state = UiState.in_folder(folder)
    if page is not None:
        ui_state.set("page", page)
    context = PageContext(
        journal=journal,
        bridge=EventBridge(bus, journal, reminders),
        undo=UndoHistory(journal, messages, clock.seconds),
        messages=messages,
        prompts=prompts,
        tasks=TaskRunner(),
        reminders=reminders,
        formats=lambda: shown,
        today=clock.today,
        stamp=clock.stamp,
        new_id=counted_ids(),
        ui_state=ui_state,
        drafts=Drafts(folder / DRAFTS),
        visits=Visits(quick_visit_parts),
    )
    window = MainWindow(context, path)
    parts = window_parts(path, clock, journal, bus, disks)
    parts.importing = lambda: _importing(context, clock)
    later = LaterParts(window, parts)
    later.join()
    return House(window, context, clock, prompts, disks, path, later)


def window_parts(
    path: Path,
    clock: SetClock,
    journal: Journal | None = None,
    bus: EventBus | None = None,
    disks: Disks | None = None,
) -> WindowParts:
    """The parts of a window; what is remembered about diaries lies beside the diary."""
    bus = bus or EventBus()
    journal, disks = journal or Journal(bus), disks or Disks()
    known = KnownDiaries(path.parent / "diaries.json", path.parent)
    memory = ImportMemory(path.parent / "imports.json")
    locks = DiaryLocks()
    locks.take(path)
    return WindowParts(
        journal=journal,
        bus=bus,
        reminders=Reminders(journal, bus, clock.today),
        diary_path=path,
        diaries_folder=path.parent,
        config_folder=path.parent,
        locks=locks,
        formats=Formats,
        today=clock.today,
        stamp=clock.stamp,
        new_id=counted_ids(),
        known=lambda: known,
        open_store=disks.open_store,
        open_diary=disks.open,
        new_diary=disks.make,
        create_store=bootstrap.create_store,
        read_beside=read_beside,
        check_open=check_open,
        place_notes=lambda _path: [],
        backups=lambda of: Backups(
            DiaryBackups(of, clock, "kneelog test"), lambda: known.second_folder(of)
        ),
        restoring=partial(restoring_of, has_lock=True),
        importing=lambda: pytest.fail("nothing is imported"),
        import_memory=lambda: memory,
        watched_folder=lambda of: WatchedFolder(memory, of, clock),
        load_painter=no_painter,
        put_away=put_away,
        bring_back=bring_back,
        visit_parts=quick_visit_parts,
        review_parts=review_parts,
    )


def no_painter() -> ChartPainter:
    """No charts: loading matplotlib takes longer than most tests."""
    raise ImportError("no fonts")


def fill(path: Path, diary: Diary) -> None:
    """Make a diary file with these entries."""
    write_new_diary(path, diary)


def _importing(context: PageContext, clock: SetClock) -> Importing:
    from tests.reading import open_reader  # noqa: PLC0415 - slow to import

    removed = context.journal.traces_in_bin()
    return Importing(context.journal, open_reader, clock, context.new_id, lambda: removed)


def foreign_write(path: Path, change: ChangeSet) -> None:
    """Write as another program does."""
    store = bootstrap.open_store(path)
    try:
        store.write(change)
    finally:
        store.close()


class Keyboard:
    """Presses keys on whatever has the focus, as a person does."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.count = 0

    def press(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """Press one key."""
        self.count += 1
        self._qtbot.keyClick(self._focused(), key, modifier)

    def type(self, text: str) -> None:
        """Press the keys of a text."""
        self.count += len(text)
        self._qtbot.keyClicks(self._focused(), text)

    def tab(self, times: int = 1) -> None:
        """Go on by Tab."""
        for _ in range(times):
            self.press(Qt.Key.Key_Tab)

    def ctrl(self, key: Qt.Key) -> None:
        """Press a key with Ctrl."""
        self.press(key, Qt.KeyboardModifier.ControlModifier)

    def alt(self, key: Qt.Key) -> None:
        """Press a key with Alt."""
        self.press(key, Qt.KeyboardModifier.AltModifier)

    def _focused(self) -> QWidget:
        if QApplication.activeWindow() is None:
            # What a window manager does when a dialog is gone; there is none here.
            for window in QApplication.topLevelWidgets():
                if isinstance(window, MainWindow) and window.isVisible():
                    window.activateWindow()
        self._qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        focused = QApplication.focusWidget()
        assert focused is not None
        return focused


def focus_name() -> str:
    """The object name of what has the focus, or of the scale its cell belongs to."""
    widget: QWidget | None = QApplication.focusWidget()
    while widget is not None and not widget.objectName():
        widget = widget.parentWidget()
    return "" if widget is None else widget.objectName()


def cut_off(window: QWidget) -> list[str]:
    """The texts of labels that have less room than they need."""
    found = []
    for shown in window.findChildren(QLabel):
        if not shown.isVisible() or not shown.text() or isinstance(shown, ElidedLabel):
            continue
        if shown.wordWrap():
            is_cut = shown.height() < shown.heightForWidth(shown.width())
        else:
            is_cut = shown.width() < shown.sizeHint().width()
        if is_cut:
            found.append(shown.text())
    return found
