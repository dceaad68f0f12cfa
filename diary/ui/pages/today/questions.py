"""What is asked about the day and not about a knee, in two halves: plan and limits, care and note.

Limits, care and the line about the next run are built once the page is on the screen: they stand
below what is answered first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from diary.domain.diary import Diary
from diary.domain.run import Run
from diary.services.entries import care_by_use, own_care
from diary.ui.pages.today.day_questions import NoteSection, PlanSection
from diary.ui.pages.today.recorder import DayRecorder

if TYPE_CHECKING:
    from diary.ui.pages.today.care_section import CareSection
    from diary.ui.pages.today.limits_section import LimitsSection
    from diary.ui.run_outlook.line import OutlookLine

_GAP = 12


class DayQuestions(QObject):
    """The cards of the day; `escaped` asks for somewhere to go to from a field.

    `order_changed` tells that there are other stops than before, `part_grown` carries what
    takes more room while it is used.
    """

    escaped = Signal()
    part_grown = Signal(object)
    order_changed = Signal()

    def __init__(self, recorder: DayRecorder, parent: QObject) -> None:
        super().__init__(parent)
        self._recorder = recorder
        self._run: Run | None = None
        self.plan = PlanSection()
        self.note = NoteSection()
        self.limits: LimitsSection | None = None
        self.care: CareSection | None = None
        self.outlook: OutlookLine | None = None
        self.first, self._first = _half(self.plan)
        self.second, self._second = _half(self.note)
        self.plan.plan_given.connect(recorder.give_plan)
        self.plan.held_back_given.connect(recorder.give_held_back)
        self.plan.finish_given.connect(recorder.give_finish)
        self.note.note_typed.connect(recorder.give_note)
        self.note.note_left.connect(recorder.flush)
        self.note.edit.escaped.connect(self.escaped)
        self.note.part_grown.connect(self.part_grown)

    @property
    def is_whole(self) -> bool:
        """True when every card is built."""
        return self.care is not None

    def complete(self, diary: Diary) -> None:
        """Build the cards that are missing; kinds of care stand by use from then on."""
        from diary.ui.pages.today.care_section import CareSection  # noqa: PLC0415 - see above
        from diary.ui.pages.today.limits_section import LimitsSection  # noqa: PLC0415 - see above
        from diary.ui.run_outlook.line import OutlookLine  # noqa: PLC0415 - see above

        self.outlook = OutlookLine("today", is_card=True)
        self.outlook.order_changed.connect(self.order_changed)
        self._first.insertWidget(0, self.outlook)
        self.limits = LimitsSection()
        self.limits.limits_given.connect(self._recorder.give_limits)
        self._first.addWidget(self.limits)
        self.care = CareSection(care_by_use(diary, self._recorder.on))
        self.care.care_given.connect(self._recorder.give_care)
        self.care.painkiller_typed.connect(self._recorder.give_painkiller)
        self.care.field_left.connect(self._recorder.flush)
        self.care.escaped.connect(self.escaped)
        self.care.order_changed.connect(self.order_changed)
        self._second.insertWidget(0, self.care)
        self.show_day(diary, self._run)
        self.order_changed.emit()

    def show_day(self, diary: Diary, last_run: Run | None) -> None:
        """Show the answers of the day; on a day away only what was answered is asked."""
        day = diary.day(self._recorder.on)
        self._run = last_run
        self.plan.show_day(day, last_run)
        self.note.show_note(day.note)
        self.plan.setHidden(day.away and day.plan is None)
        if self.limits is not None:
            self.limits.show_limits(day.limits)
            self.limits.setHidden(day.away and not day.limits)
        if self.care is not None:
            self.care.show_day(day, own_care(diary, day.on))
            self.care.setHidden(day.away and not (day.care or day.care_own))

    def tab_stops(self) -> list[QWidget]:
        """Return what takes the focus, in reading order."""
        stops = [] if self.outlook is None else self.outlook.tab_stops()
        stops += self.plan.tab_stops()
        stops += [] if self.limits is None else self.limits.tab_stops()
        stops += [] if self.care is None else self.care.tab_stops()
        return [*stops, self.note.edit]


def _half(card: QWidget) -> tuple[QWidget, QVBoxLayout]:
    half = QWidget()
    column = QVBoxLayout(half)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(_GAP)
    column.addWidget(card)
    return half, column
