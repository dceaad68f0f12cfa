"""One file as it is read: its sides as tabs, and the line for a note that stays below them all."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from diary.domain.diary import Diary
from diary.reports.content_parts import VisitReport
from diary.services.reviewing import Reviewed
from diary.texts.numbers import Formats
from diary.ui.parts import ReviewParts
from diary.ui.review.chart_tab import ChartTab
from diary.ui.review.compare_tab import CompareTab
from diary.ui.review.note_bar import NoteBar
from diary.ui.review.notes_tab import NotesTab
from diary.ui.review.plan_tab import PlanTab
from diary.ui.review.runs_tab import RunsTab
from diary.ui.review.signs_tab import MapTab, SignsTab
from diary.ui.review.summary_tab import SummaryTab
from diary.ui.review.tab import ReviewTab
from diary.ui.tasks import TaskRunner
from diary.ui.widgets.fields import ChoiceRow
from diary.words import _

FIRST = "summary"


def tab_titles() -> dict[str, str]:
    """The tabs in order, by key."""
    return {
        FIRST: _("Summary"),
        "charts": _("Charts"),
        "runs": _("Runs"),
        "signs": _("Signs"),
        "map": _("Map"),
        "plan": _("Plan"),
        "notes": _("Notes"),
        "compare": _("Compare"),
    }


class ReviewReader(QWidget):
    """The tab stays from file to file; `order_changed` tells that `tab_stops` are new."""

    order_changed = Signal()

    def __init__(self, parts: ReviewParts, tasks: TaskRunner) -> None:
        super().__init__()
        self._diary, self._formats = Diary(), Formats()
        self.notes_tab = NotesTab(parts.new_id, parts.now().date())
        charts = parts.charts
        made: tuple[ReviewTab, ...] = (
            *(SummaryTab(), ChartTab("charts", charts, tasks), RunsTab()),
            *(SignsTab(charts, tasks), MapTab(charts, tasks), PlanTab(charts, tasks)),
            *(self.notes_tab, CompareTab()),
        )
        self.tabs = {tab.key: tab for tab in made}
        self.tab_row = ChoiceRow(_("Part of the diary"), tab_titles(), name="review.tab")
        self._stack = QStackedWidget()
        self.note_bar = NoteBar()
        above = QWidget()
        row = QVBoxLayout(above)
        row.setContentsMargins(20, 8, 20, 4)
        row.addWidget(self.tab_row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(above)
        column.addWidget(self._stack, 1)
        column.addWidget(self.note_bar)
        self.tab_row.choice_changed.connect(self._on_tab_row_choice_changed)
        for tab in made:
            self._stack.addWidget(tab)
            tab.pins_changed.connect(self._on_tab_pins_changed)
            tab.note_requested.connect(self.note_bar.field.setFocus)
            tab.order_changed.connect(self.order_changed)
        self.show_tab(FIRST)

    def show_file(self, reviewed: Reviewed, report: VisitReport, formats: Formats) -> None:
        """Show another file with its report, at the same tab."""
        self._diary, self._formats = reviewed.diary, formats
        for tab in self.tabs.values():
            tab.show_file(reviewed, report, formats)
        self.show_tab(self.current_tab().key)

    def forget(self) -> None:
        """Show nothing of any file."""
        self._diary = Diary()
        for tab in self.tabs.values():
            tab.forget()
        self.note_bar.empty()

    def current_tab(self) -> ReviewTab:
        """The tab that is shown."""
        return self.tabs[self.tab_row.choice() or FIRST]

    def show_tab(self, key: str) -> None:
        """Show another side of the file."""
        self.tab_row.set_choice(key)
        self._stack.setCurrentWidget(self.tabs[key])
        self._offer_pins()
        self.order_changed.emit()

    def tab_stops(self) -> list[QWidget]:
        """What Tab reaches, in reading order."""
        return [self.tab_row, *self.current_tab().tab_stops(), *self.note_bar.tab_stops()]

    def _offer_pins(self) -> None:
        self.note_bar.offer_pins(self.current_tab().pins(), self._diary.runs, self._formats)

    @Slot(object)
    def _on_tab_row_choice_changed(self, key: str | None) -> None:
        # Delete takes an answer back elsewhere; here there is always a tab.
        shown = self._stack.currentWidget()
        self.show_tab(key or next(each for each, tab in self.tabs.items() if tab is shown))

    @Slot()
    def _on_tab_pins_changed(self) -> None:
        if self.sender() is self.current_tab():
            self._offer_pins()
