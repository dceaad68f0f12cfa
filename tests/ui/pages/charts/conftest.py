"""The page of charts in a window of its own, on a real diary file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from diary.charts.painter import FigurePainter
from diary.domain.diary import Diary
from diary.ui.chart_source import ChartSource
from diary.ui.pages.charts import ChartsPage
from tests.ui.house import House, a_house
from tests.ui.pages.charts.story import Open, a_story, settled


@pytest.fixture
def houses() -> Iterator[list[House]]:
    built: list[House] = []
    yield built
    for house in built:
        house.context.tasks.close()
        house.context.journal.detach()


@pytest.fixture
def open_page(qtbot: QtBot, tmp_path: Path, houses: list[House]) -> Open:
    """Return a function that shows the page on a diary."""
    # A page that is let go while it has the focus takes Qt down with it.
    kept: list[ChartsPage] = []

    def make(
        diary: Diary | None = None,
        *,
        source: ChartSource | None = None,
        size: tuple[int, int] = (1000, 760),
        where: object = None,
    ) -> ChartsPage:
        house = houses[0] if houses else a_house(tmp_path, a_story() if diary is None else diary)
        if not houses:
            houses.append(house)
            qtbot.addWidget(house.window)
        page = ChartsPage(house.context, source or ChartSource(FigurePainter()))
        qtbot.addWidget(page)
        kept.append(page)
        page.resize(*size)
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        page.activate(where)
        settled(page)
        return page

    return make
