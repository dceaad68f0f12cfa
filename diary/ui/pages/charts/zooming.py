"""Looking closer at some days and back: dragging, the wheel, keys, and the strip of all days.

The way back is to what was chosen before the first step, until other days are picked by hand.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from diary.domain.period import Span
from diary.ui.pages.charts.choice import ChartChoice, between, panned, zoomed
from diary.ui.pages.charts.plot import Plot
from diary.ui.widgets.overview_strip import OverviewStrip


class DaysNow(NamedTuple):
    """What is chosen, the days this means, and all days there are."""

    choice: ChartChoice
    span: Span
    whole: Span


class Zooming(QObject):
    """`choice_wanted` carries the choice with the days a person went to; `now` tells those seen."""

    choice_wanted = Signal(object)

    def __init__(self, plot: Plot, overview: OverviewStrip, now: Callable[[], DaysNow]) -> None:
        super().__init__(plot)
        self._plot = plot
        self._now = now
        self._before: ChartChoice | None = None
        view = plot.view
        view.columns_chosen.connect(self._on_view_columns_chosen)
        view.zoom_requested.connect(self._on_view_zoom_requested)
        view.pan_requested.connect(self._on_view_pan_requested)
        view.back_requested.connect(self.go_back)
        overview.span_changed.connect(self._go_to)

    @property
    def before(self) -> ChartChoice | None:
        """What was chosen before the first step; None without one."""
        return self._before

    @property
    def is_zoomed(self) -> bool:
        """True when there is a way back."""
        return self._before is not None

    def forget(self) -> None:
        """Other days were picked: there is nothing to go back to."""
        self._before = None

    @Slot()
    def go_back(self) -> bool:
        """Show the days of before the first step; False when there was none."""
        before, self._before = self._before, None
        if before is None:
            return False
        choice = self._now().choice
        self.choice_wanted.emit(replace(choice, range_key=before.range_key, span=before.span))
        return True

    @Slot(object)
    def _go_to(self, span: Span) -> None:
        now = self._now()
        if span != now.span:
            self._before = self._before or now.choice
            self.choice_wanted.emit(replace(now.choice, range_key=None, span=span))

    @Slot(int, int)
    def _on_view_columns_chosen(self, first: int, last: int) -> None:
        shown = self._plot.shown()
        first_on, last_on = (
            (None, None) if shown is None else (shown.day_of(first), shown.last_day_of(last))
        )
        if first_on is not None and last_on is not None:
            now = self._now()
            self._go_to(between(first_on, last_on, now.span, now.whole))

    @Slot(float, int)
    def _on_view_zoom_requested(self, factor: float, column: int) -> None:
        shown = self._plot.shown()
        around = None if shown is None else shown.day_of(column)
        if around is not None:
            now = self._now()
            self._go_to(zoomed(now.span, factor, around, now.whole))

    @Slot(float)
    def _on_view_pan_requested(self, share: float) -> None:
        now = self._now()
        days = round(share * len(now.span)) or (1 if share > 0 else -1)
        self._go_to(panned(now.span, days, now.whole))
