"""Today: one day of the diary, recorded in a few keys; every answer saves itself.

The page shows what the journal holds and asks `DayRecorder` to change it. Nothing is pre-filled.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.period import local
from diary.domain.rules.safety import Noted
from diary.services.entries import away_until, highest_score
from diary.ui.context import PageContext
from diary.ui.pages.page import Commands, Page, PageCommand, SignPlace
from diary.ui.pages.today.board import DayBoard
from diary.ui.pages.today.day_strip import DayStrip
from diary.ui.pages.today.day_words import (
    day_title,
    done_text,
    no_pain_text,
)
from diary.ui.pages.today.footer import DayFooter
from diary.ui.pages.today.header import DayHeader
from diary.ui.pages.today.no_pain_words import why_not_no_pain
from diary.ui.pages.today.recorder import DayRecorder
from diary.ui.theme import theme_watcher
from diary.ui.widgets.day_mark import DayMark
from diary.ui.widgets.scroll import VerticalScroll
from diary.words import _

_ONE_DAY = timedelta(days=1)
# On these the cards may begin or end elsewhere.
_MOVES = {QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.LayoutRequest}


class TodayPage(Page):
    """The page of one day."""

    key = "today"

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.title = _("Today")
        self.setAccessibleName(self.title)
        self._on = context.today()
        self._was_today = self._on
        self._recorder = DayRecorder(context, self._on, self)
        self._strip = DayStrip(context, self._on, self)
        self._build()
        self._connect()
        self._strip.take_reminder()
        self.refresh()

    def shown_day(self) -> date:
        return self._on

    def activate(self, where: object = None) -> None:
        """Show the day or the sign `where`, else the present day when the shown one is over.

        The focus goes to the sign, else to the first scale without an answer.
        """
        self.follow_clock()
        sign = where if isinstance(where, SignPlace) else None
        on = where if sign is None else sign.on
        if isinstance(on, date):
            self.go_to(on)
        self._strip.take_reminder()
        self.refresh()
        if sign is None:
            self.focus_first_unanswered()
        else:
            self.focus_sign(sign.knee, sign.noted)

    def beginning(self) -> date:
        return self.context.today()

    def settle(self) -> None:
        self._recorder.flush()

    def actions_for_header(self) -> list[QWidget]:
        return [self.header.more_above, self.header]

    def footer(self) -> QWidget:
        return self._footer

    def commands(self) -> Commands:
        return {
            "previous": lambda: self._step_by_key(-1),
            "next": lambda: self._step_by_key(1),
            "date": self._ask_for_date,
            "no_pain": self._on_header_no_pain_requested,
            "same_spots": self.board.take_same_spots,
            "done": self._on_footer_done_requested,
            "away": self._set_away,
            "away_span": self._ask_for_away_span,
            "not_away": self._end_away,
            "left_knee": lambda: self.open_knee(Knee.LEFT, not self.is_open(Knee.LEFT)),
            "right_knee": lambda: self.open_knee(Knee.RIGHT, not self.is_open(Knee.RIGHT)),
        }

    def checks(self) -> Mapping[PageCommand, bool]:
        return {"left_knee": self.is_open(Knee.LEFT), "right_knee": self.is_open(Knee.RIGHT)}

    def tab_stops(self) -> list[QWidget]:
        return [*self._strip.tab_stops(), *self.board.tab_stops()]

    def focus_sign(self, knee: Knee, sign: Noted) -> None:
        """Put the focus on a sign of the day shown, unfolded and opened where needed."""
        self._scroll.bring_into_view(self.board.focus_sign(knee, sign))

    def go_to(self, on: date) -> None:
        """Show another day, not after the calendar's day."""
        self.settle()
        on = min(on, self._last_day())
        if on == self._on:
            return
        self._on = on
        self._recorder.on = on
        self._strip.go_to(on)
        self.refresh()
        self.day_shown.emit()

    @Slot()
    def follow_clock(self) -> None:
        """Go to the new day when the one shown was today and is over."""
        today = self.context.today()
        if today != self._was_today:
            was_shown = self._on == self._was_today
            self._was_today = today
            if was_shown:
                self.go_to(today)
        self.refresh()

    def open_knee(self, knee: Knee, is_open: bool) -> None:
        """Open or close the section of a knee for the day shown."""
        self.board.choose_open(knee, is_open=is_open)
        self.refresh()

    def is_open(self, knee: Knee) -> bool:
        """True when the section of a knee is open."""
        return self.board.is_open(knee)

    def focus_first_unanswered(self) -> None:
        """Put the focus on the first scale without an answer, else on the day button."""
        (self.board.first_unanswered() or self.header.day).setFocus()
        self._show_start()

    @Slot()
    def refresh(self) -> None:
        """Show the day, with what could not be written yet."""
        count = self.board.refresh()
        can_move = self.context.journal.is_attached
        self.header.show_day(self._on, self._last_day(), count, can_move=can_move)
        self.header.show_away(is_away=self._diary().day(self._on).away)
        self._show_words()
        self._strip.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.board and event.type() in _MOVES:
            self._follow_content()
        return super().eventFilter(watched, event)

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Go on from where the person was: the page itself has the focus after Esc in the note."""
        if not self.hasFocus():
            return super().focusNextPrevChild(is_next)
        (self._footer.help if is_next else self.note.edit).setFocus(
            Qt.FocusReason.TabFocusReason if is_next else Qt.FocusReason.BacktabFocusReason
        )
        return True

    # ---- building ------------------------------------------------------------------------------

    def _build(self) -> None:
        self.header = DayHeader(self._on, self._mark_of_day)
        self.board = DayBoard(self.context, self._recorder)
        self.sections = self.board.sections
        self.plan, self.note = self.board.questions.plan, self.board.questions.note
        self.board.installEventFilter(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        # Above what scrolls, so that it is in sight wherever the person is on the page.
        self._strip_room = QWidget()
        above = QVBoxLayout(self._strip_room)
        above.addWidget(self._strip.widget)
        self._strip_room.hide()
        layout.addWidget(self._strip_room)
        self._scroll = VerticalScroll(
            self.board, name="today.scroll", headings_of=self.board.headings_of
        )
        layout.addWidget(self._scroll, 1)
        self._footer = DayFooter()

    def _connect(self) -> None:
        bridge, recorder = self.context.bridge, self._recorder
        bridge.entries_changed.connect(self.refresh)
        bridge.diary_ready.connect(self._on_bridge_diary_ready)
        bridge.day_changed.connect(self.follow_clock)
        recorder.refused.connect(self._on_recorder_refused)
        self.context.undo.waiting_changed.connect(self.refresh)
        self._strip.day_requested.connect(self._on_strip_day_requested)
        self._strip.away_requested.connect(self._on_strip_away_requested)
        self._strip.why_requested.connect(self._on_strip_why_requested)
        self._strip.week_requested.connect(self._on_strip_week_requested)
        self._strip.left.connect(self.header.day.setFocus)
        self._strip.order_changed.connect(self._on_strip_order_changed)
        self.header.day_picked.connect(self._on_day_picked)
        self.header.step_requested.connect(self._on_header_step_requested)
        self.header.back_requested.connect(self._on_header_back_requested)
        self.header.no_pain_requested.connect(self._on_header_no_pain_requested)
        self.header.command_requested.connect(self._on_header_command_requested)
        self.board.order_changed.connect(self.order_changed)
        self.board.escaped.connect(self.setFocus)
        self.board.scale_opened.connect(self._scroll.start_at)
        self.board.part_grown.connect(self._scroll.bring_into_view)
        self.board.part_unfolded.connect(self._scroll.reveal)
        self.board.page_requested.connect(self.navigate_requested)
        self.board.back_requested.connect(self._on_board_back_requested)
        self.plan.run_requested.connect(self._on_plan_run_requested)
        self._footer.help_requested.connect(self._on_footer_help_requested)
        self._footer.done_requested.connect(self._on_footer_done_requested)
        theme_watcher().theme_changed.connect(self._lay_out)

    @Slot()
    def _lay_out(self) -> None:
        self.board.lay_out(is_count_here=not self.header.has_count)

    def _follow_content(self) -> None:
        """The strip begins and ends where the cards below it do, with and without a scroll bar."""
        left = self.board.mapTo(self, QPoint()).x()
        right = self.width() - left - self.board.width()
        room, cards = self._strip_room.layout(), self.board.layout()
        if room is not None and cards is not None:
            edge = cards.contentsMargins()
            room.setContentsMargins(left + edge.left(), 2, right + edge.right(), 8)

    # ---- what is shown -------------------------------------------------------------------------

    def _show_start(self) -> None:
        """Show the first scale without an answer and whose it is, else the top of the day."""
        scale = self.board.first_unanswered()
        if scale is None:
            self._scroll.start_at_top()
        else:
            self._scroll.start_at(scale)

    def _show_words(self) -> None:
        """Call the day shown by its name wherever it is not today."""
        today, formats = self.context.today(), self.context.formats()
        diary, is_today = self._diary(), self._on == today
        why_not = why_not_no_pain(diary, self._on, diary.person.tracked_knees)
        text = no_pain_text(is_today=is_today)
        self.header.show_words(text, is_today=is_today, why_not=why_not)
        self._footer.show_done(done_text(self._on, today, formats))
        title = day_title(self._on, today, formats)
        if title != self.title:
            self.title = title
            self.setAccessibleName(title)
            self.title_changed.emit()

    def _diary(self) -> Diary:
        return self.context.undo.shown_diary()

    def _mark_of_day(self, on: date) -> DayMark:
        diary = self._diary()
        values = [highest_score(diary, on, knee) for knee in Knee]
        known = [value for value in values if value is not None]
        runs = sum(run.is_run for run in diary.runs_on(on))
        return DayMark(max(known, default=None), runs, is_away=diary.day(on).away)

    def _last_day(self) -> date:
        stamp = self.context.stamp()
        return max(self.context.today(), local(stamp.recorded_at, stamp.timezone).date())

    # ---- what happens --------------------------------------------------------------------------

    @Slot()
    def _on_strip_order_changed(self) -> None:
        self._strip_room.setHidden(self._strip.widget.isHidden())
        self.order_changed.emit()

    @Slot()
    def _on_bridge_diary_ready(self) -> None:
        self._strip.take_reminder()
        self.refresh()

    @Slot()
    def _on_footer_help_requested(self) -> None:
        self.navigate_requested.emit("get_help", None)

    @Slot()
    def _on_footer_done_requested(self) -> None:
        self.settle()
        self._strip.thank()

    @Slot(int)
    def _on_header_step_requested(self, by: int) -> None:
        if self.context.journal.is_attached:
            self.go_to(self._on + by * _ONE_DAY)
            # The button keeps the focus: whoever goes from day to day by it goes on from there.
            self._show_start()

    def _step_by_key(self, by: int) -> None:
        self._on_header_step_requested(by)
        self.focus_first_unanswered()

    @Slot(object)
    def _on_day_picked(self, on: date) -> None:
        self.go_to(on)
        self.focus_first_unanswered()

    @Slot()
    def _on_header_back_requested(self) -> None:
        self.navigate_requested.emit(self.key, self.context.today())

    @Slot()
    def _on_header_no_pain_requested(self) -> None:
        self._recorder.give_no_pain(self._diary().person.tracked_knees)

    @Slot(str)
    def _on_header_command_requested(self, key: str) -> None:
        for name, command in self.commands().items():
            if name == key:
                command()

    @Slot()
    def _on_recorder_refused(self) -> None:
        self.board.forget_shown()
        self.refresh()

    @Slot()
    def _on_board_back_requested(self) -> None:
        self._end_away()
        self.focus_first_unanswered()

    @Slot(object)
    def _on_strip_day_requested(self, on: date) -> None:
        self.go_to(on)
        self.refresh()
        self.focus_first_unanswered()

    @Slot(object, object)
    def _on_strip_away_requested(self, first: date, last: date) -> None:
        self._recorder.give_away(first, last, is_away=True)
        self.focus_first_unanswered()

    @Slot(str)
    def _on_strip_why_requested(self, card_key: str) -> None:
        self.navigate_requested.emit("reminders", card_key)

    @Slot()
    def _on_strip_week_requested(self) -> None:
        self.navigate_requested.emit("week_look", None)

    @Slot()
    def _on_plan_run_requested(self) -> None:
        self.navigate_requested.emit("runs", self._on)

    def _ask_for_date(self) -> None:
        context = self.context
        # Imported here: the first paint needs no dialog.
        from diary.ui.dialogs.go_to_date import GoToDateDialog  # noqa: PLC0415 - see above

        dialog = GoToDateDialog(self.window(), context.today(), self._last_day(), context.formats())
        dialog.day_chosen.connect(self._on_day_picked)
        dialog.open()

    def _set_away(self) -> None:
        self._recorder.give_away(self._on, self._on, is_away=True)

    def _ask_for_away_span(self) -> None:
        from diary.ui.dialogs.away_span import (  # noqa: PLC0415 - not needed for the first paint
            AwaySpanDialog,
        )

        dialog = AwaySpanDialog(self.window(), self._on, self._mark_of_day)
        dialog.span_chosen.connect(self._on_dialog_span_chosen)
        dialog.open()

    @Slot(object, object)
    def _on_dialog_span_chosen(self, first: date, last: date) -> None:
        self._recorder.give_away(first, last, is_away=True)

    def _end_away(self) -> None:
        """From the day shown on: the days before it stay as they were."""
        last = away_until(self._diary(), self._on)
        if last is not None:
            self._recorder.give_away(self._on, last, is_away=False)
