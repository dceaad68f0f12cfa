"""One file as it is read: its sides as tabs, and the line for a note that stays below them all.

A tab is built when it is asked for first: of one file a PT may look at two of them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

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
        "map": _("Where"),
        "plan": _("Plan"),
        "notes": _("Notes"),
        "compare": _("Compare"),
    }


class _Shown(NamedTuple):
    """What a tab is given of the file that is shown."""

    reviewed: Reviewed
    report: VisitReport
    formats: Formats


class ReviewReader(QWidget):
    """The tab stays from file to file; `order_changed` tells that `tab_stops` are new."""

    order_changed = Signal()

    def __init__(self, parts: ReviewParts, tasks: TaskRunner) -> None:
        super().__init__()
        self._diary, self._formats = Diary(), Formats()
        self._file: _Shown | None = None
        # It takes what was written before anybody looks at it.
        self.notes_tab = NotesTab(parts.new_id, parts.now().date())
        charts = parts.charts
        self._makers: dict[str, Callable[[], ReviewTab]] = {
            FIRST: SummaryTab,
            "charts": lambda: ChartTab("charts", charts, tasks),
            "runs": RunsTab,
            "signs": lambda: SignsTab(charts, tasks),
            "map": lambda: MapTab(charts, tasks),
            "plan": lambda: PlanTab(charts, tasks),
            "notes": lambda: self.notes_tab,
            "compare": CompareTab,
        }
        self._tabs: dict[str, ReviewTab] = {}
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
        self.tab("notes")
        self.show_tab(FIRST)

    def show_file(self, reviewed: Reviewed, report: VisitReport, formats: Formats) -> None:
        """Show another file with its report, at the same tab."""
        self._diary, self._formats = reviewed.diary, formats
        self._file = _Shown(reviewed, report, formats)
        for tab in self._tabs.values():
            tab.show_file(*self._file)
        self.show_tab(self.current_tab().key)

    def forget(self) -> None:
        """Show nothing of any file."""
        self._diary, self._file = Diary(), None
        for tab in self._tabs.values():
            tab.forget()
        self.note_bar.empty()

    def current_tab(self) -> ReviewTab:
        """The tab that is shown."""
        return self.tab(self.tab_row.choice() or FIRST)

    def tab(self, key: str) -> ReviewTab:
        """A tab, built if it was not yet."""
        if key not in self._tabs:
            tab = self._makers[key]()
            self._tabs[key] = tab
            self._stack.addWidget(tab)
            tab.pins_changed.connect(self._on_tab_pins_changed)
            tab.note_requested.connect(self.note_bar.field.setFocus)
            tab.order_changed.connect(self.order_changed)
            if self._file is not None:
                tab.show_file(*self._file)
        return self._tabs[key]

    def show_tab(self, key: str) -> None:
        """Show another side of the file."""
        self.tab_row.set_choice(key)
        self._stack.setCurrentWidget(self.tab(key))
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
        self.show_tab(key or next(each for each, tab in self._tabs.items() if tab is shown))

    @Slot()
    def _on_tab_pins_changed(self) -> None:
        if self.sender() is self.current_tab():
            self._offer_pins()
