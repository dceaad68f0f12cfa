"""A story of twenty weeks, with a long run on Sunday 15 November, and how to read the page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QLabel, QWidget

from diary.domain.day import Day
from diary.domain.diary import Diary
from diary.domain.run import RunKind
from diary.ui.pages.charts import ChartsPage
from tests.builders import a_day, a_diary, a_knee_day, a_run, a_run_knee, a_score, a_shoe, an_event
from tests.ui.house import TODAY, House

Open = Callable[..., ChartsPage]
_TURNS = 3
NOTE = "downhill <b>end</b>"


def back(days: int) -> date:
    return TODAY - timedelta(days)


def evening(on: date) -> datetime:
    return datetime.combine(on, time(20), UTC)


def a_story() -> Diary:
    """Twenty weeks of scores on most days, with a long run on Sunday 15 November."""
    days: list[Day] = []
    for age in range(140):
        on = back(age)
        if age % 10 != 9:
            said = a_knee_day(a_score(2, evening(on)), a_score(3, evening(on)))
            days.append(a_day(on, left=said, right=a_knee_day(a_score(0, evening(on)))))
    sunday = date(2026, 11, 15)
    said = a_knee_day(a_score(4, evening(sunday)))
    days.append(a_day(sunday, left=said, note=NOTE))
    runs = [a_run(f"r{age}", back(age)) for age in range(8, 140, 3)]
    runs.append(
        a_run(
            "sunday",
            sunday,
            distance_m=14_100.0,
            kind=RunKind.LONG,
            shoe_id="red",
            left=a_run_knee(a_score(4, evening(sunday)), a_score(5, evening(sunday))),
        )
    )
    shoe = a_shoe("red", "Red 3", first_used_on=back(100))
    return a_diary(days, runs, [shoe], [an_event(on=back(30))])


def is_settled(page: ChartsPage) -> bool:
    """True when everything that is seen was made from what is chosen now."""
    is_drawn = page.plot.is_table() or not page.plot.view.isVisible()
    return not page._counting.is_busy and (is_drawn or page.plot.view.is_current)


def settled(page: ChartsPage) -> ChartsPage:
    """The page as soon as it shows what was asked for last."""
    loop, looking, patience = QEventLoop(), QTimer(), QTimer()
    turns = 0

    def look() -> None:
        nonlocal turns
        turns = turns + 1 if is_settled(page) else 0
        # A text that is new may still change the room of the chart.
        if turns == _TURNS:
            loop.quit()

    looking.timeout.connect(look)
    looking.start(2)
    patience.timeout.connect(loop.quit)
    patience.start(20_000)
    loop.exec()
    assert is_settled(page)
    return page


def take_over(page: ChartsPage, houses: list[House], diary: Diary) -> None:
    """Show another diary on the same page."""
    houses[0].context.journal.replace_diary(diary)
    page.refresh()
    settled(page)


def readout(page: ChartsPage) -> str:
    settled(page)
    found = page.findChild(QLabel, "charts.readout")
    assert isinstance(found, QLabel)
    return found.text()


def child(page: ChartsPage, name: str) -> QWidget:
    found = page.findChild(QWidget, name)
    assert isinstance(found, QWidget), name
    return found
