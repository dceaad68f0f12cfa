"""Today: one day of the diary, recorded in a few keys; every answer saves itself.

The page shows what the journal holds and asks `DayRecorder` to change it. Nothing is pre-filled.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from diary.domain.knee import Knee
from diary.domain.period import local
from diary.ui.context import PageContext
from diary.ui.dialogs.go_to_date import GoToDateDialog
from diary.ui.pages.page import Commands, Page, PageCommand
from diary.ui.pages.today.closed_knee import ClosedKnee
from diary.ui.pages.today.columns import DayColumns
from diary.ui.pages.today.day_questions import NoteSection, PlanSection
from diary.ui.pages.today.day_strip import DayStrip
from diary.ui.pages.today.day_view import (
    KneeView,
    answered_text,
    closed_text,
    highest_score,
    knee_view,
)
from diary.ui.pages.today.footer import DayFooter
from diary.ui.pages.today.header import DayHeader
from diary.ui.pages.today.knee_section import KneeSection
from diary.ui.pages.today.recorder import DayRecorder
from diary.ui.theme import em, theme_watcher
from diary.ui.widgets.scroll import VerticalScroll
from diary.ui.widgets.text import plain_label
from diary.ui.width_class import is_compact, is_wide
from diary.words import _

_WIDEST_EM = 86
_WIDEST_IN_COLUMNS_EM = 140
_EDGE = 20
_ONE_DAY = timedelta(days=1)


class TodayPage(Page):
    """The page of one day."""

    key = "today"

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.title = _("Today")
        self.setAccessibleName(self.title)
        self._on = context.today()
        self._was_today = self._on
        self._is_opened: dict[tuple[date, Knee], bool] = {}
        self._recorder = DayRecorder(context, self._on, self)
        self._strip = DayStrip(context, self._on, self)
        self._build()
        self._connect()
        self._strip.take_reminder()
        self.refresh()

    def shown_day(self) -> date:
        return self._on

    def activate(self, where: object = None) -> None:
        """Show the day `where`, else the present day when the shown one is over; focus a scale."""
        self.follow_clock()
        if isinstance(where, date):
            self.go_to(where)
        self._strip.take_reminder()
        self.refresh()
        self.focus_first_unanswered()

    def settle(self) -> None:
        self._recorder.flush()

    def actions_for_header(self) -> list[QWidget]:
        return [self.header]

    def footer(self) -> QWidget:
        return self._footer

    def commands(self) -> Commands:
        return {
            "previous": lambda: self._on_header_step_requested(-1),
            "next": lambda: self._on_header_step_requested(1),
            "date": self._ask_for_date,
            "no_pain": self._on_header_no_pain_requested,
            "same_spots": self._take_same_spots,
            "done": self._on_footer_done_requested,
            "left_knee": lambda: self.open_knee(Knee.LEFT, not self.is_open(Knee.LEFT)),
            "right_knee": lambda: self.open_knee(Knee.RIGHT, not self.is_open(Knee.RIGHT)),
        }

    def checks(self) -> Mapping[PageCommand, bool]:
        return {"left_knee": self.is_open(Knee.LEFT), "right_knee": self.is_open(Knee.RIGHT)}

    def tab_stops(self) -> list[QWidget]:
        stops = self._strip.tab_stops()
        open_knees = self._open_knees()
        for knee in self._columns.in_order(open_knees, is_wide=is_wide(self)):
            is_open = knee in open_knees
            stops += self.sections[knee].tab_stops() if is_open else [self.closed[knee].action]
        return [*stops, *self.plan.tab_stops(), self.note.edit]

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
        self._is_opened[self._on, knee] = is_open
        self.refresh()

    def is_open(self, knee: Knee) -> bool:
        """True when the section of a knee is open."""
        return not self.sections[knee].isHidden()

    def focus_first_unanswered(self) -> None:
        """Put the focus on the first scale without an answer, else on the day button."""
        for knee in self._knees_by_pain():
            scale = self.sections[knee].first_unanswered() if self.is_open(knee) else None
            if scale is not None:
                scale.setFocus()
                return
        self.header.day.setFocus()

    @Slot()
    def refresh(self) -> None:
        """Show what the journal holds for the day."""
        diary, today = self.context.journal.diary, self.context.today()
        formats = self.context.formats()
        views = [knee_view(diary, self._on, knee, today, formats) for knee in Knee]
        is_new_order = False
        counted = []
        for view in views:
            is_open = self._is_section_open(view)
            section, closed = self.sections[view.knee], self.closed[view.knee]
            is_new_order |= is_open == section.isHidden()
            is_new_order |= section.show_view(view)
            is_tracked = view.knee in diary.person.tracked_knees
            closed.show_text(closed_text(view, is_tracked=is_tracked), has_entry=view.has_entry)
            section.setHidden(not is_open)
            closed.setHidden(is_open)
            counted += [view] if is_open or view.has_entry else []
        runs = [run for run in diary.runs_on(self._on) if run.is_run]
        self.plan.show_day(diary.day(self._on), runs[-1] if runs else None)
        self.note.show_note(diary.day(self._on).note)
        can_move = self.context.journal.is_attached
        count = answered_text(counted)
        self._count.setText(count)
        self.header.show_day(self._on, self._last_day(), count, can_move=can_move)
        is_new_order |= self._columns.arrange(self._open_knees(), is_wide=is_wide(self))
        self._strip.show()
        if is_new_order:
            self.order_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._content and event.type() in {QEvent.Type.Resize, QEvent.Type.Move}:
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
        self.sections = {knee: KneeSection(knee) for knee in Knee}
        self.closed = {knee: ClosedKnee(knee) for knee in Knee}
        self.plan = PlanSection()
        self.note = NoteSection()
        self._content = QWidget()
        column = QVBoxLayout(self._content)
        column.setContentsMargins(_EDGE, 2, _EDGE, 12)
        column.setSpacing(8)
        self._count = plain_label("", role="hint", name="today.count.below")
        for section in self.sections.values():
            section.hide()
        forms: dict[Knee, tuple[QWidget, QWidget]] = {
            knee: (self.sections[knee], self.closed[knee]) for knee in Knee
        }
        self._columns = DayColumns(forms, self.plan, self.note)
        column.addWidget(self._count)
        column.addWidget(self._columns)
        column.addStretch(1)
        self._content.installEventFilter(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        # Above what scrolls, so that it is in sight wherever the person is on the page.
        self._strip_room = QWidget()
        above = QVBoxLayout(self._strip_room)
        above.addWidget(self._strip.widget)
        layout.addWidget(self._strip_room)
        layout.addWidget(VerticalScroll(self._content, name="today.scroll"), 1)
        self._footer = DayFooter()

    def _connect(self) -> None:
        bridge, recorder = self.context.bridge, self._recorder
        bridge.entries_changed.connect(self.refresh)
        bridge.diary_ready.connect(self._on_bridge_diary_ready)
        bridge.day_changed.connect(self.follow_clock)
        recorder.refused.connect(self.refresh)
        self._strip.day_requested.connect(self._on_strip_day_requested)
        self._strip.why_requested.connect(self._on_strip_why_requested)
        self._strip.order_changed.connect(self.order_changed)
        self.header.day_picked.connect(self.go_to)
        self.header.step_requested.connect(self._on_header_step_requested)
        self.header.no_pain_requested.connect(self._on_header_no_pain_requested)
        for knee in Knee:
            self._connect_knee(knee)
        self.plan.plan_given.connect(recorder.give_plan)
        self.plan.run_requested.connect(self._on_plan_run_requested)
        self.plan.held_back_given.connect(recorder.give_held_back)
        self.plan.finish_given.connect(recorder.give_finish)
        self.note.note_typed.connect(recorder.give_note)
        self.note.note_left.connect(recorder.flush)
        self.note.edit.escaped.connect(self.setFocus)
        self._footer.help_requested.connect(self._on_footer_help_requested)
        self._footer.done_requested.connect(self._on_footer_done_requested)
        theme_watcher().theme_changed.connect(self._lay_out)

    def _connect_knee(self, knee: Knee) -> None:
        section, recorder = self.sections[knee], self._recorder
        section.score_given.connect(lambda due, value: recorder.give_score(knee, due, value))
        section.areas_given.connect(lambda areas: recorder.give_areas(knee, areas))
        section.signs_given.connect(lambda answers: recorder.give_signs(knee, answers))
        section.swelling_given.connect(lambda size: recorder.give_swelling(knee, size))
        section.rest_requested.connect(lambda: recorder.give_no_pain((knee,)))
        section.same_spots_requested.connect(lambda: self._take_same_spots_of(knee))
        self.closed[knee].open_requested.connect(lambda: self._on_closed_open_requested(knee))

    @Slot()
    def _lay_out(self) -> None:
        compact = is_compact(self)
        for section in self.sections.values():
            section.set_compact(compact)
        self._count.setHidden(not self.header.is_short)
        wide = is_wide(self)
        is_new_order = self._columns.arrange(self._open_knees(), is_wide=wide)
        self._content.setMaximumWidth((_WIDEST_IN_COLUMNS_EM if wide else _WIDEST_EM) * em())
        if is_new_order:
            self.order_changed.emit()

    def _follow_content(self) -> None:
        """The strip begins and ends where the cards below it do, with and without a scroll bar."""
        left = self._content.mapTo(self, QPoint()).x()
        right = self.width() - left - self._content.width()
        room = self._strip_room.layout()
        if room is not None:
            room.setContentsMargins(left + _EDGE, 2, right + _EDGE, 8)

    def _open_knees(self) -> tuple[Knee, ...]:
        return tuple(knee for knee in Knee if self.is_open(knee))

    # ---- what is shown -------------------------------------------------------------------------

    def _is_section_open(self, view: KneeView) -> bool:
        """Tracked knees are open, and others that hold more than a plain 0 all day."""
        chosen = self._is_opened.get((self._on, view.knee))
        if chosen is not None:
            return chosen
        if view.knee in self.context.journal.diary.person.tracked_knees:
            return True
        is_quiet = view.said.areas is None and not view.said.signs
        is_zero = all(score.value == 0 for score in view.scores)
        return view.has_entry and not (is_quiet and is_zero)

    def _knees_by_pain(self) -> list[Knee]:
        """Both knees; the morning after a run the one that hurt more comes first."""
        diary, before = self.context.journal.diary, self._on - _ONE_DAY
        if not any(run.is_run for run in diary.runs_on(before)):
            return list(Knee)
        return sorted(Knee, key=lambda knee: -(highest_score(diary, before, knee) or 0))

    def _mark_of_day(self, on: date) -> tuple[int | None, bool]:
        diary = self.context.journal.diary
        values = [highest_score(diary, on, knee) for knee in Knee]
        known = [value for value in values if value is not None]
        return max(known, default=None), any(run.is_run for run in diary.runs_on(on))

    def _last_day(self) -> date:
        stamp = self.context.stamp()
        return max(self.context.today(), local(stamp.recorded_at, stamp.timezone).date())

    # ---- what happens --------------------------------------------------------------------------

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

    @Slot()
    def _on_header_no_pain_requested(self) -> None:
        self._recorder.give_no_pain(self.context.journal.diary.person.tracked_knees)

    @Slot(object)
    def _on_strip_day_requested(self, on: date) -> None:
        self.go_to(on)
        self.refresh()
        self.focus_first_unanswered()

    @Slot()
    def _on_strip_why_requested(self) -> None:
        self.navigate_requested.emit("reminders", None)

    @Slot()
    def _on_plan_run_requested(self) -> None:
        self.navigate_requested.emit("runs", self._on)

    def _on_closed_open_requested(self, knee: Knee) -> None:
        self.open_knee(knee, is_open=True)
        section = self.sections[knee]
        (section.first_unanswered() or section.rows()[0].scale).setFocus()

    def _ask_for_date(self) -> None:
        context = self.context
        dialog = GoToDateDialog(self.window(), context.today(), self._last_day(), context.formats())
        dialog.day_chosen.connect(self.go_to)
        dialog.open()

    def _take_same_spots(self) -> None:
        """The spots of last time, for the knee that has the focus, else the first that can."""
        can = [
            knee
            for knee in Knee
            if self.is_open(knee) and self.sections[knee].same_spots.isVisibleTo(self)
        ]
        focused = QApplication.focusWidget()
        own = [
            knee
            for knee in can
            if focused is not None and self.sections[knee].isAncestorOf(focused)
        ]
        free = [knee for knee in (own or can) if self.sections[knee].same_spots.isEnabled()]
        for knee in free[:1]:
            self._take_same_spots_of(knee)

    def _take_same_spots_of(self, knee: Knee) -> None:
        context = self.context
        diary, formats = context.journal.diary, context.formats()
        view = knee_view(diary, self._on, knee, context.today(), formats)
        if view.last_spots is not None:
            self.sections[knee].map.set_areas([str(area) for area in view.last_spots])
            self._recorder.give_areas(knee, view.last_spots)
