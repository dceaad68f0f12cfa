"""A window whose reports are one pixel, with a diary of the days of one month."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.person import Person
from diary.ui.visit_wishes import Visits
from diary.ui.visits import places
from tests.builders import a_day, a_diary, a_run, an_event
from tests.builders_visits import QuickReports, quick_visit_parts
from tests.ui.conftest import Build
from tests.ui.house import TODAY, House

VISIT_ON = TODAY - timedelta(20)


def month_diary() -> Diary:
    """30 days with a score, a visit in between, one run, and two notes since."""
    days = [a_day(TODAY - timedelta(back), left=2) for back in range(30)]
    days[3] = replace(days[3], note="Stairs were fine")
    run = a_run("run-1", TODAY - timedelta(5), note="Felt it downhill")
    person = Person(name="Jo Keller", initials="J.K.", tracked_knees=(Knee.LEFT,))
    return a_diary(days, [run], events=[an_event("visit", VISIT_ON)], person=person)


@pytest.fixture
def reports() -> QuickReports:
    """What makes the reports of the window."""
    return QuickReports()


@pytest.fixture
def visit_house(
    build: Build, reports: QuickReports, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., House]:
    """Return a function that opens the window on such a diary."""
    monkeypatch.setattr(places, "documents", lambda: tmp_path)

    def make(diary: Diary | None = None, *, size: tuple[int, int] = (1280, 800)) -> House:
        house = build(month_diary() if diary is None else diary, size=size)
        house.context.visits = Visits(lambda: quick_visit_parts(reports))
        return house

    return make
