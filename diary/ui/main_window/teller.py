"""Tells outside the window what `services.notifying` says is due, and nothing else.

One timer, never shorter than half a minute, and none where nothing can be shown. What was on screen
is noted there too: a timer of the person's own may tell the rest.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import chain
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QDialog

from diary.domain.period import local
from diary.services.entries import due_scores, score_of
from diary.services.notifying import (
    Notice,
    NoticeKind,
    Situation,
    Told,
    due,
    is_fresh,
    is_over,
    seen,
    tellable,
    wait_from,
)
from diary.texts.notifications import prompt_line, reminders_line

if TYPE_CHECKING:
    from diary.domain.diary import Diary
    from diary.services.notifying import NotificationChoices
    from diary.services.ports import Notifier
    from diary.ui.context import PageContext
    from diary.ui.main_window.window import MainWindow


class NotificationTeller(QObject):
    """Looks at the diary from time to time; `is_muted` says that nothing is told about it.

    `told` carries what was told.
    """

    told = Signal(object)

    def __init__(
        self, window: MainWindow, notifier: Notifier, is_muted: Callable[[], bool]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._context: PageContext = window.context
        self._notifier = notifier
        self._is_muted = is_muted
        self._shown: Notice | None = None
        self._started_at = self._now()
        self._changed_at: datetime | None = None
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self.timer.timeout.connect(self.look)
        bridge = self._context.bridge
        bridge.reminders_changed.connect(self._on_bridge_reminders_changed)
        bridge.diary_ready.connect(self.look)
        bridge.day_changed.connect(self.look)
        self._context.background.changed.connect(self.look)
        window.look_requested.connect(self._on_window_look_requested)
        window.closed.connect(self.timer.stop)

    @property
    def shown(self) -> Notice | None:
        """What was told last and is still so."""
        return self._shown

    def forget(self) -> None:
        """Another diary is shown from now on."""
        self._notifier.withdraw()
        self._shown, self._changed_at = None, None

    @Slot()
    def look(self) -> None:
        """Tell what is due, take back what is over, and look again when it may matter."""
        self.timer.stop()
        can_show = self._notifier.can_show
        if not self._context.journal.is_attached or not (can_show or self._is_in_front()):
            return
        choices, around = self._context.background.kept.choices(), self._situation()
        if self._shown is not None and is_over(self._shown, around):
            self._shown = None
            self._notifier.withdraw()
        if not self._is_muted():
            self._note_or_tell(around, choices)
        wait = wait_from(around, choices) if can_show else None
        if wait is not None:
            self.timer.start(round(wait / timedelta(milliseconds=1)))

    def _note_or_tell(self, around: Situation, choices: NotificationChoices) -> None:
        kept, path = self._context.background.kept, self._window.diary_path
        before = kept.told(path)
        on_screen = seen(around, before)
        if on_screen is not None:
            kept.note(path, on_screen)
        notice = due(around, choices, before)
        if notice is not None:
            self._tell(notice, choices)

    def _tell(self, notice: Notice, choices: NotificationChoices) -> None:
        if not self._notifier.show(notice_line(notice, has_details=choices.has_details)):
            return
        self._shown = notice
        told = Told(self._context.today(), notice.kind, notice.keys)
        self._context.background.kept.note(self._window.diary_path, told)
        self.told.emit(notice)

    def _situation(self) -> Situation:
        context = self._context
        diary, today = context.journal.diary, context.today()
        now, days = self._now(), chain(diary.days, diary.days_with_runs())
        return Situation(
            now,
            today,
            self._started_at,
            tellable(context.reminders.findings, diary),
            is_in_front=self._is_in_front(),
            is_busy=self._is_busy(now),
            wants_answers=wants_answers(diary, today),
            last_entry_on=max((on for on in days if on <= today), default=None),
            day_turnover=diary.settings.day_turnover,
        )

    def _is_in_front(self) -> bool:
        return self._window.isVisible() and self._window.isActiveWindow()

    def _is_busy(self, now: datetime) -> bool:
        is_typing = self._changed_at is not None and is_fresh(self._changed_at, now)
        forms = (each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog))
        return is_typing or any(each.isVisible() for each in forms)

    def _now(self) -> datetime:
        stamp = self._context.stamp()
        return local(stamp.recorded_at, stamp.timezone)

    @Slot()
    def _on_window_look_requested(self) -> None:
        """Note what the person sees who came back to the window."""
        if self._is_in_front():
            self.look()

    @Slot()
    def _on_bridge_reminders_changed(self) -> None:
        self._changed_at = self._now()
        self.look()


def notice_line(notice: Notice, *, has_details: bool) -> str:
    """What is shown for a notice."""
    if notice.kind is NoticeKind.PROMPT:
        return prompt_line(has_details=has_details, has_reminders=bool(notice.reminders))
    return reminders_line(notice.reminders, has_details=has_details, is_urgent=notice.is_urgent)


def wants_answers(diary: Diary, today: date) -> bool:
    """True when a score of the day has no answer and the person is not away."""
    return not diary.day(today).away and any(
        score_of(diary, today, knee, each.moment, each.run_id) is None
        for knee in diary.person.tracked_knees
        for each in due_scores(diary, today, knee)
    )
