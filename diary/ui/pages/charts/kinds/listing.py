"""The list of charts: for each its name, the choices it heeds and what makes it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Literal, NamedTuple, TypeAlias

from diary.domain.diary import Diary
from diary.domain.period import Span
from diary.texts.numbers import Formats
from diary.ui.pages.charts.choice import ChartChoice
from diary.ui.pages.charts.kinds.delay import shown_delay
from diary.ui.pages.charts.kinds.pain_and_load import shown_pain_and_load
from diary.ui.pages.charts.kinds.plan import shown_plan
from diary.ui.pages.charts.kinds.run_responses import shown_run_responses
from diary.ui.pages.charts.kinds.shoes import shown_shoes
from diary.ui.pages.charts.kinds.signs import shown_signs
from diary.ui.pages.charts.kinds.spots import shown_spots
from diary.ui.pages.charts.shown import ChartKey, ShownChart
from diary.words import mark

ControlKey = Literal["knees", "moment", "load", "events", "delay", "load_numbers"]
# Touches nothing but what it is given: it is called in a thread.
Build: TypeAlias = Callable[[Diary, ChartChoice, Span, Formats, date], ShownChart]


class ChartKind(NamedTuple):
    """A chart of the list: its name and what it shows, its file name, the choices it heeds."""

    key: ChartKey
    title: str
    line: str
    file_name: str
    controls: frozenset[ControlKey]
    build: Build


CHART_KINDS: tuple[ChartKind, ...] = (
    ChartKind(
        "pain_and_load",
        mark("Pain and load"),
        mark("Scores day by day, above what was run"),
        "pain and load",
        frozenset({"knees", "moment", "load", "events", "load_numbers"}),
        shown_pain_and_load,
    ),
    ChartKind(
        "run_responses",
        mark("Around each run"),
        mark("Scores during and after each run and on the next morning"),
        "around each run",
        frozenset({"knees"}),
        shown_run_responses,
    ),
    ChartKind(
        "delay",
        mark("Compare with a delay"),
        mark("Was the knee worse after days or weeks with more running?"),
        "compare with a delay",
        frozenset({"moment", "load", "delay"}),
        shown_delay,
    ),
    ChartKind(
        "spots",
        mark("Where"),
        mark("How often each spot of the knee hurt"),
        "where",
        frozenset({"knees"}),
        shown_spots,
    ),
    ChartKind(
        "signs",
        mark("Signs and care"),
        mark("Swelling, stiffness, limits, ice and strength work by day"),
        "signs and care",
        frozenset({"knees"}),
        shown_signs,
    ),
    ChartKind(
        "shoes",
        mark("Shoes"),
        mark("Distance of each pair by week, and scores on its runs"),
        "shoes",
        frozenset({"knees"}),
        shown_shoes,
    ),
    ChartKind(
        "plan",
        mark("Plan"),
        mark("Sessions a week against the target, below the scores"),
        "plan",
        frozenset({"knees"}),
        shown_plan,
    ),
)


def chart_kind(key: str) -> ChartKind:
    """The chart of a key; the first one where there is none such."""
    return next((each for each in CHART_KINDS if each.key == key), CHART_KINDS[0])
