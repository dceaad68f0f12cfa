"""The plan of somebody else: what was asked for and done in words and tables, above its chart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from diary.reports.content_parts import PlanSection, Table, VisitReport
from diary.services.reviewing import Reviewed
from diary.texts.numbers import Formats
from diary.ui.chart_source import ChartSource
from diary.ui.review import told
from diary.ui.review.chart_tab import ChartTab
from diary.ui.tasks import TaskRunner
from diary.ui.width_class import is_roomy
from diary.words import _


class PlanTab(ChartTab):
    """The values are those of the visit report; the chart has the weeks of other days too."""

    def __init__(self, source: ChartSource, tasks: TaskRunner) -> None:
        self._above = told.Slotted()
        self._plan: PlanSection | None = None
        self._has_tables: bool | None = None
        super().__init__("plan", source, tasks, only="plan", above=self._above)

    def show_file(self, reviewed: Reviewed, report: VisitReport, formats: Formats) -> None:
        self._plan = report.plan
        self._show_plan()
        super().show_file(reviewed, report, formats)

    def forget(self) -> None:
        self._plan = None
        self._above.put()
        super().forget()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if is_roomy(self) != self._has_tables:
            self._show_plan()

    def _show_plan(self) -> None:
        self._has_tables = is_roomy(self)
        if self._plan is not None:
            self._above.put(told.column(list(_told(self._plan, has_tables=self._has_tables))))


def _told(plan: PlanSection, *, has_tables: bool) -> Iterator[QWidget]:
    if has_tables and plan.facts:
        yield told.facts(plan.facts)
    else:
        for fact in plan.facts:
            yield _paragraph(fact.label, (fact.value, fact.note))
    for table in (plan.exercises, plan.steps):
        if table.rows:
            yield told.told(table.caption, "card_title")
            yield from (told.table(table),) if has_tables else _paragraphs(table)
    yield from told.lines((plan.more, plan.nothing), "hint")


def _paragraphs(table: Table) -> Iterator[QWidget]:
    """A table where there is no room for columns: the heading before each value."""
    named = _("{name}: {value}")
    for first, *rest in table.rows:
        cells = zip(table.head[1:], rest, strict=True)
        yield _paragraph(
            first, [named.format(name=name, value=text) for name, text in cells if text]
        )


def _paragraph(name: str, values: Sequence[str]) -> QWidget:
    return told.column(
        [told.told(name, "strong"), *told.lines(("\n".join(filter(None, values)),))], 2
    )
