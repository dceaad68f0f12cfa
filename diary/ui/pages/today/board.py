"""The scrolling part of Today: both knees, what is asked about the day, and the line of a day away.

It shows the day of its recorder from a diary, refreshes only what changed, and builds the section
of a knee when that is opened first.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.rules.safety import Noted, safety_signs
from diary.services.entries import highest_score
from diary.ui.context import PageContext
from diary.ui.pages.today.away_line import AwayLine
from diary.ui.pages.today.closed_knee import ClosedKnee
from diary.ui.pages.today.columns import DayColumns
from diary.ui.pages.today.day_view import (
    KneeView,
    answered_text,
    closed_text,
    knee_view,
    other_knee,
)
from diary.ui.pages.today.day_words import note_hint
from diary.ui.pages.today.knee_section import KneeSection
from diary.ui.pages.today.pt_lines import PtLines
from diary.ui.pages.today.questions import DayQuestions
from diary.ui.pages.today.recorder import DayRecorder
from diary.ui.theme import em
from diary.ui.widgets.text import plain_label
from diary.ui.width_class import is_compact, is_wide

if TYPE_CHECKING:
    from diary.ui.pages.today.next_line import NextLine

EDGE = 20
_WIDEST_EM = 86
_WIDEST_IN_COLUMNS_EM = 140
_ONE_DAY = timedelta(days=1)


class DayBoard(QWidget):
    """Everything about one day.

    `order_changed` tells that there are other stops than before, `escaped` asks for somewhere to
    go to from a field, `back_requested` says that the person is not away any more.
    `page_requested` carries the key of another page and where to go on it.
    `scale_opened` carries the scale that is next in a knee just opened, `part_grown` what takes
    more room than before and is being used, `part_unfolded` what the person has unfolded.
    """

    order_changed = Signal()
    escaped = Signal()
    back_requested = Signal()
    page_requested = Signal(str, object)
    scale_opened = Signal(object)
    part_grown = Signal(object)
    part_unfolded = Signal(object)

    def __init__(self, context: PageContext, recorder: DayRecorder) -> None:
        super().__init__()
        self._context = context
        self._recorder = recorder
        self._is_opened: dict[tuple[date, Knee], bool] = {}
        self._shown_on: date | None = None
        self.sections: dict[Knee, KneeSection] = {}
        self.closed = {knee: ClosedKnee(knee) for knee in Knee}
        self.questions = DayQuestions(recorder, self)
        self.away = AwayLine()
        self.away.back_requested.connect(self.back_requested)
        self.count = plain_label("", role="hint", name="today.count.below")
        self._pt_lines = PtLines()
        self._columns = DayColumns(self.closed, self.questions.first, self.questions.second)
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, 2, EDGE, 12)
        column.setSpacing(8)
        column.addWidget(self.count)
        column.addWidget(self.away)
        column.addWidget(self._pt_lines)
        self._head = QVBoxLayout()
        column.addLayout(self._head)
        column.addWidget(self._columns)
        column.addStretch(1)
        self._next: NextLine | None = None
        self.questions.order_changed.connect(self.order_changed)
        self.questions.escaped.connect(self.escaped)
        self.questions.part_grown.connect(self.part_grown)
        for knee, closed in self.closed.items():
            closed.open_requested.connect(lambda knee=knee: self._on_closed_open_requested(knee))
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.complete)

    # ---- what is shown -------------------------------------------------------------------------

    def refresh(self) -> str:
        """Show what the diary holds for the day; returns how much is answered, in words."""
        diary, on = self._diary(), self._recorder.on
        if on != self._shown_on:
            self._shown_on = on
            for section in self.sections.values():
                section.fold()
        is_away = diary.day(on).away
        is_new_order = self.away.isHidden() == is_away
        self.away.setHidden(not is_away)
        is_new_order |= self._pt_lines.show_day(diary, on)
        today, formats = self._context.today(), self._context.formats()
        counted = []
        for knee in Knee:
            view = knee_view(diary, on, knee, today, formats)
            is_new_order |= self._show_knee(view, diary, is_away=is_away)
            counted += [view] if self.is_open(knee) or (view.has_entry and not is_away) else []
        runs = [run for run in diary.runs_on(on) if run.is_run]
        self.questions.note.show_hint(note_hint(is_today=on == today))
        self.questions.show_day(diary, runs[-1] if runs else None)
        self._show_outlook(is_away=is_away)
        is_new_order |= self._show_next(is_away=is_away)
        is_new_order |= self._columns.arrange(self.open_knees(), is_wide=is_wide(self))
        if is_new_order:
            self.order_changed.emit()
        count = answered_text(counted) if counted else ""
        self.count.setText(count)
        return count

    def forget_shown(self) -> None:
        """Show everything again with the next refresh: what is on screen was not kept."""
        for section in self.sections.values():
            section.forget_view()

    def lay_out(self, *, is_count_here: bool) -> None:
        """Take the form for the width of the window."""
        self.count.setHidden(not is_count_here)
        for section in self.sections.values():
            section.set_compact(is_compact(self))
        if self.questions.outlook is not None:
            self.questions.outlook.set_compact(is_compact=is_compact(self))
        wide = is_wide(self)
        self.setMaximumWidth((_WIDEST_IN_COLUMNS_EM if wide else _WIDEST_EM) * em())
        if self._columns.arrange(self.open_knees(), is_wide=wide):
            self.order_changed.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self.questions.is_whole:
            self._later.start(0)

    @Slot()
    def complete(self) -> None:
        """Build what stands below the first answers."""
        if not self.questions.is_whole:
            self.questions.complete(self._diary())
            is_away = self._diary().day(self._recorder.on).away
            self._show_outlook(is_away=is_away)
            if self._show_next(is_away=is_away):
                self.order_changed.emit()

    def tab_stops(self) -> list[QWidget]:
        """What Tab reaches, in reading order."""
        stops: list[QWidget] = [] if self.away.isHidden() else [self.away.back]
        stops += self._pt_lines.tab_stops()
        stops += [] if self._next is None else self._next.tab_stops()
        open_knees = self.open_knees()
        for knee in self._columns.in_order(open_knees, is_wide=is_wide(self)):
            is_open = knee in open_knees
            stops += self.sections[knee].tab_stops() if is_open else [self.closed[knee].action]
        return [*stops, *self.questions.tab_stops()]

    def headings_of(self, part: QWidget) -> list[QWidget]:
        """What names a part that is being answered: its knee first, then what it asks."""
        for section in self.sections.values():
            if section.isAncestorOf(part):
                return section.headings_of(part)
        return self.questions.note.headings_of(part)

    # ---- knees ---------------------------------------------------------------------------------

    def open_knees(self) -> tuple[Knee, ...]:
        """The knees whose sections are open."""
        return tuple(knee for knee in Knee if self.is_open(knee))

    def is_open(self, knee: Knee) -> bool:
        """True when the section of a knee is open."""
        return knee in self.sections and not self.sections[knee].isHidden()

    def choose_open(self, knee: Knee, *, is_open: bool) -> None:
        """Open or close a knee for the day shown, whatever the day holds."""
        self._is_opened[self._recorder.on, knee] = is_open

    def first_unanswered(self) -> QWidget | None:
        """The first scale without an answer, the knee that hurt more first after a run."""
        for knee in self._knees_by_pain():
            scale = self.sections[knee].first_unanswered() if self.is_open(knee) else None
            if scale is not None:
                return scale
        return None

    def focus_sign(self, knee: Knee, sign: Noted) -> QWidget:
        """Open a knee and put the focus on one of its signs; returns what has it then."""
        if not self.is_open(knee):
            self.choose_open(knee, is_open=True)
            self.refresh()
        return self.sections[knee].focus_sign(sign)

    def take_same_spots(self) -> None:
        """The spots of last time, for the knee that has the focus, else the first that can."""
        can = [
            knee for knee in self.open_knees() if self.sections[knee].same_spots.isVisibleTo(self)
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

    # ---- inside --------------------------------------------------------------------------------

    def _diary(self) -> Diary:
        return self._context.undo.shown_diary()

    def _show_knee(self, view: KneeView, diary: Diary, *, is_away: bool) -> bool:
        """Show one knee, open or closed; True when the order of stops is another one."""
        is_tracked = view.knee in diary.person.tracked_knees
        is_open = self._is_section_open(view, is_tracked=is_tracked, is_away=is_away)
        is_new_order = is_open != self.is_open(view.knee)
        if is_open and view.knee not in self.sections:
            self._build_section(view.knee)
        section, closed = self.sections.get(view.knee), self.closed[view.knee]
        if section is not None:
            is_new_order |= section.show_view(view)
            section.setHidden(not is_open)
        is_today = self._recorder.on == self._context.today()
        text = closed_text(view, is_tracked=is_tracked, is_away=is_away, is_today=is_today)
        closed.show_text(text, has_entry=view.has_entry)
        closed.setHidden(is_open)
        return is_new_order

    def _show_outlook(self, *, is_away: bool) -> None:
        """Say what is worth knowing before a run, on the present day only."""
        line, context, on = self.questions.outlook, self._context, self._recorder.on
        if line is None:
            return
        # Imported here: the first paint waits for no rule.
        from diary.ui.run_outlook.of_day import is_run_ahead, outlook_of  # noqa: PLC0415 - see above

        is_asked = on == context.today() and not is_away
        line.set_compact(is_compact=is_compact(self))
        line.show_outlook(
            outlook_of(context) if is_asked else None,
            context.formats(),
            has_before=is_run_ahead(context, on),
        )

    def _show_next(self, *, is_away: bool) -> bool:
        """Say what the plan has for the present day; True when there are other stops."""
        if not self.questions.is_whole:
            return False
        # Imported here: the first paint waits for no plan.
        from diary.ui.pages.today.next_line import (  # noqa: PLC0415 - see above
            NextLine,
            NextView,
            next_view,
        )

        if self._next is None:
            self._next = NextLine()
            self._next.plan_requested.connect(lambda: self.page_requested.emit("plan", None))
            self._next.log_requested.connect(lambda: self.page_requested.emit("plan", "log_run"))
            self._head.addWidget(self._next)
        context = self._context
        today = context.today()
        if is_away or self._recorder.on != today:
            return self._next.show_next(NextView())
        diary = self._diary()
        facts = None if diary.run_walk is None else context.reminders.facts
        findings = context.reminders.findings
        view = next_view(diary, facts, findings, today, context.formats())
        return self._next.show_next(view)

    def _build_section(self, knee: Knee) -> None:
        section, recorder = KneeSection(knee), self._recorder
        section.hide()
        section.set_compact(is_compact(self))
        self.sections[knee] = section
        self._columns.put_section(knee, section)
        section.score_given.connect(lambda due, value: recorder.give_score(knee, due, value))
        section.areas_given.connect(lambda areas: recorder.give_areas(knee, areas))
        section.signs_given.connect(lambda answers: recorder.give_signs(knee, answers))
        section.more_signs_given.connect(lambda answers: recorder.give_more_signs(knee, answers))
        section.swelling_given.connect(lambda size: recorder.give_swelling(knee, size))
        section.qualities_given.connect(lambda keys: recorder.give_qualities(knee, keys))
        section.worse_with_given.connect(lambda keys: recorder.give_worse_with(knee, keys))
        section.rest_requested.connect(lambda: recorder.give_no_pain((knee,)))
        section.same_spots_requested.connect(lambda: self._take_same_spots_of(knee))
        section.copy_requested.connect(lambda: self._copy_spots_of(knee))
        section.order_changed.connect(self.order_changed)
        section.unfolded.connect(self.part_unfolded)

    def _is_section_open(self, view: KneeView, *, is_tracked: bool, is_away: bool) -> bool:
        """Tracked knees are open, and others that hold more than a plain 0 all day."""
        if safety_signs(view.said) is not None:
            return True
        chosen = self._is_opened.get((self._recorder.on, view.knee))
        if chosen is not None:
            return chosen
        if is_tracked and not is_away:
            return True
        is_quiet = view.said.areas is None and not view.said.signs
        is_zero = all(not score.value for score in view.scores)
        return view.has_entry and not (is_quiet and is_zero)

    def _knees_by_pain(self) -> list[Knee]:
        diary, before = self._diary(), self._recorder.on - _ONE_DAY
        if not any(run.is_run for run in diary.runs_on(before)):
            return list(Knee)
        return sorted(Knee, key=lambda knee: -(highest_score(diary, before, knee) or 0))

    def _take_same_spots_of(self, knee: Knee) -> None:
        diary, context = self._diary(), self._context
        view = knee_view(diary, self._recorder.on, knee, context.today(), context.formats())
        if view.last_spots is not None:
            self.sections[knee].map.set_areas([str(area) for area in view.last_spots])
            self._recorder.give_areas(knee, view.last_spots)

    def _copy_spots_of(self, knee: Knee) -> None:
        """Inner stays inner: the drawings are mirrored already."""
        self._recorder.flush()
        areas = self._diary().day(self._recorder.on).knee(knee).areas
        self._recorder.give_areas(other_knee(knee), areas)

    def _on_closed_open_requested(self, knee: Knee) -> None:
        self.choose_open(knee, is_open=True)
        self.refresh()
        section = self.sections[knee]
        scale = section.first_unanswered() or section.rows()[0].scale
        scale.setFocus()
        self.scale_opened.emit(scale)
