"""Keeps the one strip of Today: which message is on, and when a new one may come.

A reminder that is new waits for a rest, Done, or coming back to the page. Safety signs are not
said here.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from diary.domain.period import local
from diary.ui.context import PageContext
from diary.ui.entry_forms.saving import push_and_tell
from diary.ui.pages.today.day_strips import (
    StripView,
    act_reminder,
    after_midnight_strip,
    catch_up_strip,
    greeting_strip,
    reminder_strip,
    week_strip,
    welcome_strip,
)
from diary.ui.pages.today.day_view import after_run_text
from diary.ui.pages.today.day_words import still_open_text, thanks_text
from diary.ui.present_signs import present_notice
from diary.ui.week_look.offer import WeekOffer
from diary.ui.widgets.strip import MessageStrip
from diary.words import _

if TYPE_CHECKING:
    from diary.domain.rules.findings import Findings
    from diary.services.reminder_states import ShownReminder

REST_MS = 30_000
THANKS_MS = 8_000
LEFT_EMPTY = "today.left_empty"
# So many days are kept, of all diaries together.
_KEPT_EMPTY = 20


class DayStrip(QObject):
    """Decides what the strip of the day `on` says.

    `day_requested` carries a day to go to, `away_requested` the first and the last day of a gap in
    which the person was away, `why_requested` the key of the card that tells more,
    `week_requested` asks for a look at the week.
    `left` comes before what has the focus goes: it has to go where the next key writes nothing.
    """

    day_requested = Signal(object)
    away_requested = Signal(object, object)
    why_requested = Signal(str)
    week_requested = Signal()
    left = Signal()
    order_changed = Signal()

    def __init__(self, context: PageContext, on: date, parent: QObject) -> None:
        super().__init__(parent)
        self.on = on
        self.widget = MessageStrip("info", "", name="today.strip")
        self.widget.hide()
        self.widget.action_requested.connect(self._on_widget_action_requested)
        self._context = context
        self._shown: StripView | None = None
        self._week = WeekOffer(context.ui_state)
        self._thanks: StripView | None = None
        self._reminder: ShownReminder | None = None
        # The card that was put off here, and the day of that: taken back, it is not new.
        self._put_off: tuple[str, date] | None = None
        self._rest = self._timer(REST_MS, self._on_rest_timeout)
        self._thanks_over = self._timer(THANKS_MS, self._on_thanks_over_timeout)
        context.bridge.entries_changed.connect(self._rest.start)
        context.bridge.reminders_changed.connect(self._on_bridge_reminders_changed)
        context.bridge.day_changed.connect(self._on_bridge_day_changed)

    def take_reminder(self) -> None:
        """Let a reminder that is new be shown from now on."""
        is_whole = self._context.journal.is_attached
        self._reminder = act_reminder(self._context.reminders.to_tell) if is_whole else None

    def thank(self) -> None:
        """Say for a while that the day is done, with at most one thing to know."""
        self.take_reminder()
        diary, today = self._context.undo.shown_diary(), self._context.today()
        still_open = still_open_text(diary, self.on, today)
        title = still_open or thanks_text(self.on, today, self._context.formats())
        self._thanks = StripView(
            "info",
            title,
            "" if still_open else self._closing_text(),
            () if self.on == today else (("present_day", _("Back to today")),),
            today,
        )
        self._thanks_over.start()
        self.show()

    def go_to(self, on: date) -> None:
        """Speak about another day."""
        self.on = on
        self._thanks = None

    @Slot()
    def show(self) -> None:
        """Show what is to be said now, if anything."""
        view = self._view()
        if view == self._shown:
            return
        self._shown = view
        focused = QApplication.focusWidget()
        if focused is not None and self.widget.isAncestorOf(focused):
            self.left.emit()
        if view is not None:
            self.widget.set_message(view.level, view.title, view.text, actions=view.actions)
            self._context.messages.say(self.widget.accessibleName())
        self.widget.setHidden(view is None)
        self.order_changed.emit()

    def tab_stops(self) -> list[QWidget]:
        """Return the buttons shown."""
        actions = () if self._shown is None else self._shown.actions
        return [self.widget.button(key) for key, _label in actions]

    def _view(self) -> StripView | None:
        diary, formats = self._context.undo.shown_diary(), self._context.formats()
        notice = present_notice(self._context, self.on)
        # What should be looked at stands above the page, and alone.
        is_quiet = notice is not None and bool(notice.told)
        reminder = None if is_quiet else self._reminder
        found = self._thanks or reminder_strip(reminder, diary, formats)
        if found is not None or self.on != self._context.today():
            return found
        stamp = self._context.stamp()
        calendar_day = local(stamp.recorded_at, stamp.timezone).date()
        if self.on < calendar_day:
            return after_midnight_strip(self.on, calendar_day, formats)
        if is_quiet or not self._context.journal.is_attached:
            return None
        return (
            greeting_strip(diary)
            or welcome_strip(diary, self.on)
            or catch_up_strip(diary, self.on, self._is_left, formats)
            or (week_strip(diary, self.on, self._week.is_left) if self._week.is_on() else None)
        )

    def _is_left(self, on: date) -> bool:
        """True when the day of this diary was to stay empty."""
        left = self._context.ui_state.get(LEFT_EMPTY, list[str]())
        return bool(left) and self._mark(on) in left

    def _mark(self, on: date) -> str:
        return self._context.ui_state.hashed(f"{LEFT_EMPTY} {on}")

    def _closing_text(self) -> str:
        diary, formats = self._context.undo.shown_diary(), self._context.formats()
        after_run = after_run_text(diary, self.on, self._context.stamp().recorded_at)
        if after_run:
            return after_run
        reminder = reminder_strip(self._reminder, diary, formats)
        if reminder is not None:
            return _("On the Reminders page: {title}.").format(title=reminder.title.rstrip("."))
        visit = diary.person.next_visit_on
        if visit is not None and visit >= self.on:
            return _("Your next visit is on {day}.").format(day=formats.weekday_day(visit))
        return ""

    def _snooze(self, card: ShownReminder) -> None:
        """Let the card sleep for as long as is usual."""
        from diary.services.reminder_acts import (  # noqa: PLC0415 - after the first paint
            snooze,
            usual_snooze,
        )
        from diary.texts.reminders import open_text  # noqa: PLC0415 - as above

        context = self._context
        diary, formats = context.journal.diary, context.formats()
        length = usual_snooze(diary, context.today())
        day = formats.weekday_day(length.until or context.today())
        title = open_text(card.reminder, diary, formats).title
        self._put_off = (card.key, context.today())
        push_and_tell(
            context,
            _("snooze: {title}").format(title=title),
            snooze(card, diary, length, context.stamp().recorded_at),
            _("Snoozed until {day}.").format(day=day),
        )

    def _timer(self, milliseconds: int, ended: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(ended)
        return timer

    @Slot(object)
    def _on_bridge_reminders_changed(self, _findings: Findings) -> None:
        told = {each.key: each for each in self._context.reminders.to_tell}
        key, on = self._put_off or ("", None)
        if key in told and on == self._context.today():
            self._put_off, self._reminder = None, told[key]
            self.show()
        elif self._reminder is not None and self._reminder.key not in told:
            self._reminder = None
            self.show()

    @Slot()
    def _on_bridge_day_changed(self) -> None:
        """What slept may be awake, and what was told long enough is told no more."""
        self.take_reminder()
        self.show()

    @Slot()
    def _on_rest_timeout(self) -> None:
        self.take_reminder()
        self.show()

    @Slot()
    def _on_thanks_over_timeout(self) -> None:
        self._thanks = None
        self.show()

    @Slot(str)
    def _on_widget_action_requested(self, key: str) -> None:
        if key == "see_why" and self._reminder is not None:
            self.why_requested.emit(self._reminder.key)
        elif key == "snooze" and self._reminder is not None:
            self._snooze(self._reminder)
        elif key in {"week_look", "leave_week"} and self._shown and self._shown.on:
            self._week.leave(self._shown.on)
            self.show()
            if key == "week_look":
                self.week_requested.emit()
        elif self._shown is not None and self._shown.on is not None:
            on, gap = self._shown.on, self._shown.gap
            if key == "away" and gap is not None:
                self.away_requested.emit(*gap)
                return
            if key == "leave_empty":
                left = self._context.ui_state.get(LEFT_EMPTY, list[str]())
                left = [*left, *(self._mark(each) for each in self._shown.empty)]
                self._context.ui_state.set(LEFT_EMPTY, left[-_KEPT_EMPTY:])
                on = self.on
            self.day_requested.emit(on)
