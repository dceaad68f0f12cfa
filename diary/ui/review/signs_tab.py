"""Signs and spots: a chart of its own each, and above it what the report says of them in words."""

from __future__ import annotations

from diary.reports.content_parts import VisitReport
from diary.services.reviewing import Reviewed
from diary.texts.numbers import Formats
from diary.ui.chart_source import ChartSource
from diary.ui.review import told
from diary.ui.review.chart_tab import ChartTab
from diary.ui.tasks import TaskRunner


class SignsTab(ChartTab):
    """Safety signs first, then every answer by day or week."""

    def __init__(self, source: ChartSource, tasks: TaskRunner) -> None:
        self._above = told.Slotted()
        super().__init__("signs", source, tasks, only="signs", above=self._above)

    def show_file(self, reviewed: Reviewed, report: VisitReport, formats: Formats) -> None:
        shown = report.safety
        self._above.put(told.told(shown.title, "card_title"), told.safety(shown))
        super().show_file(reviewed, report, formats)

    def forget(self) -> None:
        self._above.put()
        super().forget()


class MapTab(ChartTab):
    """Where it hurt, what it feels like and what makes it worse."""

    def __init__(self, source: ChartSource, tasks: TaskRunner) -> None:
        self._above = told.Slotted()
        super().__init__("map", source, tasks, only="spots", above=self._above)

    def show_file(self, reviewed: Reviewed, report: VisitReport, formats: Formats) -> None:
        shown = report.where.facts
        self._above.put(*([told.facts(shown)] if shown else ()))
        super().show_file(reviewed, report, formats)

    def forget(self) -> None:
        self._above.put()
        super().forget()
