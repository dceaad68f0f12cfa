"""The runs of somebody else's diary: to be looked through and found, never changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from diary.domain.diary import Diary
from diary.domain.pt_note import Pin
from diary.domain.run import Run
from diary.reports.content_parts import VisitReport
from diary.services.reviewing import Reviewed
from diary.texts.numbers import Formats
from diary.texts.report_runs import moments_note
from diary.texts.review_run import run_details
from diary.ui.models.run_columns import COLUMNS, KNEE_OF, Column
from diary.ui.models.run_filter import RunFilter
from diary.ui.models.run_table import RunTableModel
from diary.ui.pages.runs.find_field import FindField
from diary.ui.pages.runs.run_stack import RunStack
from diary.ui.pages.runs.run_table_view import RunTableView
from diary.ui.pages.runs.summary import shown_text
from diary.ui.review.tab import ReviewTab
from diary.ui.theme import em
from diary.ui.widgets.chip import TickChip
from diary.ui.widgets.empty_state import EmptyState
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.scroll import VerticalScroll
from diary.ui.widgets.text import flowing_label, plain_label
from diary.words import _

_NOWHERE = date(2000, 1, 1)
_MARGIN, _LEAST_EM = 20, 5


class RunsTab(ReviewTab):
    """The table of all activities; a note may be pinned to the one that is selected."""

    key = "runs"

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("review.runs")
        self._formats, self._last_on, self._diary = Formats(), _NOWHERE, Diary()
        self._model = RunTableModel(lambda: self._formats, lambda: self._last_on, self)
        self.table = RunTableView(self._model)
        self.field = FindField()
        self.field.setObjectName("review.find")
        self.field.setAccessibleName(_("Find in runs"))
        self.field.setPlaceholderText(_("Find in runs"))
        self.field.setClearButtonEnabled(True)
        self.with_pain = TickChip(_("With pain"), name="review.with_pain")
        self._none = EmptyState("run", _("No runs in this file"), name="review.no_runs")
        self._stack = RunStack()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._none)
        self._moments = flowing_label(moments_note(), role="hint", name="review.moments")
        self._about = plain_label("", word_wrap=True, name="review.run")
        self._details = VerticalScroll(_inside(self._about), name="review.run_details")
        self._count = flowing_label("", role="hint", name="review.run_count")
        self._lay_out()
        self.field.textChanged.connect(self._narrow)
        self.field.left.connect(self.table.setFocus)
        self.with_pain.clicked.connect(self._narrow)
        self.table.selectionModel().currentRowChanged.connect(self._on_table_row_changed)
        self.table.open_requested.connect(self._on_table_open_requested)

    def show_file(self, reviewed: Reviewed, report: VisitReport, formats: Formats) -> None:
        del report
        self._formats, self._last_on, self._diary = formats, reviewed.last_on, reviewed.diary
        self._model.load(self._diary)
        knees = set(self._diary.person.tracked_knees)
        knees.update(knee for run in self._diary.runs.values() for knee in run.knees)
        # How a knee took a run stands in the charts; the rules are not asked here.
        hidden = {Column.RESPONSE}
        possible = {each for each in COLUMNS if KNEE_OF.get(each) in {None, *knees}} - hidden
        self.table.offer_columns(possible)
        self._narrow()
        self.table.go_to(None)

    def forget(self) -> None:
        self._diary = Diary()
        self._model.load(self._diary)
        self._narrow()

    def pins(self) -> Sequence[Pin]:
        run = self._run()
        return () if run is None else (Pin(run_id=run.id), Pin(run.on))

    def tab_stops(self) -> list[QWidget]:
        return [self.field, self.with_pain, self.table]

    def take_focus(self) -> None:
        (self.table if self._model.rowCount() else self.field).setFocus()

    def go_to(self, on: date) -> None:
        self.table.go_to_day(on)

    def go_to_search(self) -> None:
        self.field.setFocus()
        self.field.selectAll()

    # ---- inside ----

    def _lay_out(self) -> None:
        bar = QWidget()
        row = FlowLayout(bar)
        row.addWidget(self.field)
        row.addWidget(self.with_pain)
        row.addWidget(self._count)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, 8, _MARGIN, 8)
        column.setSpacing(8)
        column.addWidget(bar)
        column.addWidget(self._stack, 1)
        column.addWidget(self._moments)
        column.addWidget(self._details)

    def _fit(self) -> None:
        """Give what was recorded the height it needs, and leave most of the room to the table."""
        self._details.setHidden(not self._about.text())
        wanted = self._details.height_for(self.width() - 2 * _MARGIN)
        self._details.setFixedHeight(min(wanted, max(_LEAST_EM * em(), self.height() // 3)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _run(self) -> Run | None:
        run_id = self.table.current_id()
        return None if run_id is None else self._diary.runs.get(run_id)

    @Slot()
    def _narrow(self) -> None:
        wanted = RunFilter(text=self.field.text(), is_with_pain=self.with_pain.isChecked())
        self._model.set_filter(wanted)
        self._stack.setCurrentWidget(self.table if self._diary.runs else self._none)
        has_hit = bool(self._model.rowCount()) or not self._diary.runs
        found = shown_text(self.table.shown_runs(), self._formats)
        self._moments.setHidden(not self._diary.runs)
        self._count.setText(found if has_hit else _("No run in this file fits."))
        self._on_table_row_changed()

    @Slot()
    def _on_table_row_changed(self) -> None:
        run = self._run()
        lines = () if run is None else run_details(run, self._diary, self._formats)
        self._about.setText("\n".join(lines))
        self._fit()
        self.pins_changed.emit()

    @Slot(str)
    def _on_table_open_requested(self, _run_id: str) -> None:
        self.note_requested.emit()


def _inside(text: QWidget) -> QWidget:
    content = QWidget()
    column = QVBoxLayout(content)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(text)
    column.addStretch(1)
    return content
