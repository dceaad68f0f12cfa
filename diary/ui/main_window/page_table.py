"""Which pages there are and how each is built; a page is imported when it is first visited."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from diary.ui.context import PageContext
from diary.ui.pages.page import Page
from diary.words import _


class PageEntry(NamedTuple):
    """A line of the page list; `digit` is the one that goes there with Ctrl.

    `build` is given the widget the page will stand in: a page that is built there costs less than
    one that moves there with all that is on it.
    """

    key: str
    title: str
    icon_name: str
    digit: int
    build: Callable[[PageContext, QWidget], Page]


def page_entries() -> tuple[PageEntry, ...]:
    """The pages in the order of the list, titled in the present language."""
    return (
        PageEntry("today", _("Today"), "today", 1, _build_today),
        PageEntry("runs", _("Runs"), "run", 2, _build_runs),
        PageEntry("shoes", _("Shoes"), "shoe", 3, _build_shoes),
        PageEntry("charts", _("Charts"), "chart", 4, _build_charts),
        PageEntry("reminders", _("Reminders"), "reminder", 5, _build_reminders),
        PageEntry("plan", _("Plan"), "plan", 6, _build_plan),
        PageEntry("report", _("Visit report"), "report", 7, _build_report),
    )


# Imported inside the functions: the first paint must not wait for pages nobody has opened.


def _build_today(context: PageContext, parent: QWidget) -> Page:
    from diary.ui.pages.today import TodayPage  # noqa: PLC0415 - see above

    return TodayPage(context, parent)


def _build_runs(context: PageContext, parent: QWidget) -> Page:
    from diary.ui.pages.runs import RunsPage  # noqa: PLC0415 - see above

    return RunsPage(context, parent)


def _build_shoes(context: PageContext, parent: QWidget) -> Page:
    from diary.ui.pages.shoes import ShoesPage  # noqa: PLC0415 - see above

    return ShoesPage(context, parent)


def _build_charts(context: PageContext, parent: QWidget) -> Page:
    from diary.ui.pages.charts import ChartsPage  # noqa: PLC0415 - see above

    return ChartsPage(context, context.charts, parent)


def _build_reminders(context: PageContext, parent: QWidget) -> Page:
    from diary.ui.pages.reminders import RemindersPage  # noqa: PLC0415 - see above

    return RemindersPage(context, parent)


def _build_plan(context: PageContext, parent: QWidget) -> Page:
    from diary.ui.pages.plan import PlanPage  # noqa: PLC0415 - see above

    return PlanPage(context, parent)


def _build_report(context: PageContext, parent: QWidget) -> Page:
    from diary.ui.pages.report import ReportPage  # noqa: PLC0415 - see above

    return ReportPage(context, parent)
