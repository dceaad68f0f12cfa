"""Backups made behind the window: when they are due, what is said about them, and where else to.

Nothing here stops the person: whatever takes time is done in a thread, and a cause that keeps a
backup from being made is told once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from diary.domain.backup import Backup, BackupReason
from diary.domain.errors import BackupFailedError, BackupFault, DiaryError
from diary.domain.period import local
from diary.services.backups import BackupOutcome, BackupSchedule
from diary.texts.backups import status_text
from diary.texts.problems import problem_text
from diary.words import _

if TYPE_CHECKING:
    from diary.ui.context import PageContext
    from diary.ui.main_window.session import DiarySession
    from diary.ui.main_window.window import MainWindow

BEAT_MS = 30_000
# A cause that does not pass by itself is not tried at every beat.
AGAIN_AFTER = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Attempt:
    """What became of a backup; `changes` is the number of changes it holds."""

    path: Path
    reason: BackupReason
    changes: int
    begun_at: datetime
    outcome: BackupOutcome | None = None
    error: Exception | None = None


class DiaryCare(QObject):
    """Sees to the backups of the diary that is shown.

    `beaten` comes twice a minute, for whatever else is done from time to time. `damage_found`
    tells that a backup was refused because the diary itself is damaged.
    """

    beaten = Signal()
    damage_found = Signal()

    def __init__(self, window: MainWindow, context: PageContext, session: DiarySession) -> None:
        super().__init__(window)
        self._window = window
        self._context = context
        self._session = session
        self._one_at_a_time = Lock()
        self._is_backing_up = False
        self._schedule = BackupSchedule()
        self._not_before: datetime | None = None
        self._seen_at: datetime | None = None
        self._last: Backup | None = None
        self._has_failed = False
        self._told: set[str] = set()
        self._shown_on: date | None = None
        self._beat = QTimer(self)
        self._beat.setInterval(BEAT_MS)
        self._beat.timeout.connect(self.beat)
        session.path_changed.connect(self._on_session_path_changed)
        context.bridge.entries_saved.connect(self.note_change)
        window.closed.connect(self._beat.stop)

    # ---- when ----------------------------------------------------------------------------------

    @Slot()
    def note_change(self) -> None:
        """The diary holds something that no backup holds."""
        self._schedule.changed(self._now())

    @Slot()
    def note_other_changes(self) -> None:
        """The diary differs from its newest backup by what was not written here."""
        self._session.note_change()
        self.note_change()

    @Slot()
    def beat(self) -> None:
        """Make a backup when one is due; called twice a minute."""
        now, due_at = self._now(), self._schedule.due_at()
        is_held_off = self._not_before is not None and now < self._not_before
        if due_at is not None and due_at <= now and not is_held_off:
            self.back_up(BackupReason.CHANGE)
        if self._shown_on != self._on():
            self._show_status()
        self.beaten.emit()

    # ---- making --------------------------------------------------------------------------------

    @Slot()
    def back_up_now(self) -> None:
        """Make a backup because the person asked for it, and say so."""
        self._window.current_page().settle()
        self._told.clear()
        if self._is_backing_up or not self._context.journal.is_attached:
            self._context.messages.tell(_("A backup can be made in a moment."))
        else:
            self._context.messages.tell(_("Making a backup"))
            self.back_up(BackupReason.BY_HAND)

    def back_up(self, reason: BackupReason) -> None:
        """Make a backup in a thread, unless one is being made."""
        if self._is_backing_up or not self._context.journal.is_attached:
            return
        self._is_backing_up = True
        make = self.prepared(reason)
        self._context.tasks.run(lambda _progress: make(), self._end, self._fail)

    def prepared(self, reason: BackupReason) -> Callable[[], Attempt]:
        """Return what makes a backup; call it in any thread, and hand what it gives to `take`."""
        path, backups = self._session.path, self._session.backups()
        changes, begun_at = self._session.changes, self._now()

        def make() -> Attempt:
            with self._one_at_a_time:
                try:
                    return Attempt(path, reason, changes, begun_at, backups.make(reason))
                except (DiaryError, OSError) as error:
                    return Attempt(path, reason, changes, begun_at, error=error)

        return make

    def take(self, attempt: Attempt, *, is_told: bool = False) -> None:
        """Show what became of a backup; on the thread of the window.

        `is_told`: whoever asked for it says itself why it could not be made.
        """
        if attempt.path != self._session.path:
            return
        if attempt.outcome is None:
            self._take_failed(attempt.error or OSError(), is_told=is_told)
        else:
            self._take_made(attempt, attempt.outcome)
        self._show_status()

    def _end(self, attempt: Attempt) -> None:
        self._is_backing_up = False
        self.take(attempt)

    def _fail(self, error: Exception) -> None:
        self._is_backing_up = False
        self._take_failed(error)
        self._show_status()

    def _take_made(self, attempt: Attempt, outcome: BackupOutcome) -> None:
        self._session.note_backup(attempt.changes)
        self._schedule.made(attempt.begun_at)
        self._last, self._has_failed, self._not_before = outcome.backup, False, None
        self._note_last()
        if outcome.second_problem is not None:
            self._tell(outcome.second_problem)
        else:
            self._told.clear()
        if attempt.reason is BackupReason.BY_HAND:
            self._context.messages.tell(_("Backup made."))

    def _take_failed(self, error: Exception, *, is_told: bool = False) -> None:
        self._has_failed, self._not_before = True, self._now() + AGAIN_AFTER
        if not is_told:
            self._tell(error)
            self._context.messages.tell(_("No backup was made."))
        if isinstance(error, BackupFailedError) and error.fault is BackupFault.DIARY_DAMAGED:
            self.damage_found.emit()

    def _tell(self, error: Exception) -> None:
        """Say what kept a backup from being made, once for each cause."""
        text = problem_text(error)
        if text not in self._told:
            self._told.add(text)
            self._context.messages.fault_told.emit(text, error)
            self._context.messages.say(text, is_urgent=True)

    # ---- the second folder ---------------------------------------------------------------------

    @Slot()
    def ask_for_folder(self) -> None:
        """Let the person choose where else finished backups go."""
        from diary.ui.dialogs.backup_folder import BackupFolderDialog  # noqa: PLC0415 - rarely used

        second = self._session.known.second_folder(self._session.path)
        dialog = BackupFolderDialog(self._window, self._session.backups().shelf.folder, second)
        dialog.choice_requested.connect(self._on_dialog_choice_requested)
        dialog.none_requested.connect(self._on_dialog_none_requested)
        dialog.open()

    @Slot()
    def _on_dialog_choice_requested(self) -> None:
        known, path = self._session.known, self._session.path
        start = known.second_folder(path) or Path.home()
        folder = self._context.prompts.choose_folder(_("Second backup folder"), start)
        if folder is not None:
            known.set_second_folder(path, folder)
            self.back_up_now()

    @Slot()
    def _on_dialog_none_requested(self) -> None:
        self._session.known.set_second_folder(self._session.path, None)
        self._context.messages.tell(_("Finished backups go into one folder only."))

    # ---- what is shown -------------------------------------------------------------------------

    @Slot()
    def _on_session_path_changed(self) -> None:
        self._schedule = BackupSchedule()
        self._not_before = self._last = None
        self._has_failed = False
        self._told.clear()
        self._note_last()

    def begin(self) -> None:
        """A diary was opened: look from time to time, and say how old its last backup is."""
        if not self._beat.isActive():
            # Begun anew with each of many diaries it would never come.
            self._beat.start()
        path, backups = self._session.path, self._session.backups()

        def take(last: Backup | None) -> None:
            if path == self._session.path:
                self._last = last
                self._note_last()
                self._show_status()

        def fail(_error: Exception) -> None:
            take(None)

        self._context.tasks.run(lambda _progress: backups.last(), take, fail)

    def _note_last(self) -> None:
        """Let the reminders know the day of the newest verified backup."""
        last, timezone = self._last, self._context.stamp().timezone
        on = None if last is None else local(last.made_at, timezone).date()
        self._context.reminders.note_backup(on)

    def _show_status(self) -> None:
        self._shown_on = self._on()
        stamp, formats = self._context.stamp(), self._context.formats()
        text = status_text(self._last, stamp.recorded_at, stamp.timezone or "UTC", formats)
        self._window.status.show_backup(_("Backup: failed") if self._has_failed else text)
        self._window.put_in_order()

    def _on(self) -> date:
        stamp = self._context.stamp()
        return local(stamp.recorded_at, stamp.timezone).date()

    def _now(self) -> datetime:
        """The present instant; what waits for one does not wait longer when the clock is set back.

        A clock that was years ahead would else keep the next backup waiting for years.
        """
        now, seen_at = self._context.stamp().recorded_at, self._seen_at
        self._seen_at = now
        if seen_at is not None and now < seen_at:
            self._schedule.clock_set_back(seen_at - now)
            if self._not_before is not None:
                self._not_before -= seen_at - now
        return now
