"""What the window remembers of the choices made for charts, from one start to the next."""

from __future__ import annotations

from diary.domain.delays import Delay
from diary.domain.knee import Knee, Moment
from diary.domain.load import LoadMeasure
from diary.ui.pages.charts.choice import DEFAULT_CHART, DEFAULT_RANGE, RANGE_KEYS, ChartChoice
from diary.ui.pages.charts.kinds.listing import chart_kind
from diary.ui.ui_state import UiState


def remembered_choice(state: UiState, tracked: tuple[Knee, ...]) -> ChartChoice:
    """The choices made last, of the knees that are tracked."""
    kept_range = state.get("charts.range", DEFAULT_RANGE)
    kept_moment, kept_load = state.get("charts.moment", ""), state.get("charts.load", "")
    kept_delay = state.get("charts.delay", "")
    return ChartChoice(
        kind=chart_kind(state.get("charts.kind", DEFAULT_CHART)).key,
        range_key=next((key for key in RANGE_KEYS if key == kept_range), DEFAULT_RANGE),
        knees=tracked,
        moment=next((each for each in Moment if each == kept_moment), None),
        measure=next((each for each in LoadMeasure if each == kept_load), LoadMeasure.DISTANCE),
        has_events=state.get("charts.events", True),
        delay=next((each for each in Delay if each == kept_delay), Delay.ONE_DAY),
        knee=next(iter(tracked), None),
        has_load_numbers=state.get("charts.load_numbers", False),
    )


def remember_choice(state: UiState, choice: ChartChoice) -> None:
    """Keep the choices; days picked one by one are not kept."""
    state.set("charts.kind", str(choice.kind))
    if choice.range_key is not None:
        state.set("charts.range", str(choice.range_key))
    state.set("charts.moment", "" if choice.moment is None else str(choice.moment))
    state.set("charts.load", str(choice.measure))
    state.set("charts.events", choice.has_events)
    state.set("charts.delay", str(choice.delay))
    state.set("charts.load_numbers", choice.has_load_numbers)
