"""What each chart is drawn from: its series and its words; loads neither numpy nor matplotlib."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from diary.domain.delays import DelaySeries
from diary.domain.pain_and_load import PainAndLoadSeries
from diary.domain.period import Span
from diary.domain.plan_weeks import PlanBar, PlanWeeksSeries
from diary.domain.run_responses import RunResponsesSeries
from diary.domain.shoe_weeks import ShoeBars, ShoeWeeksSeries
from diary.domain.sign_days import SignSeries
from diary.domain.spot_counts import SpotSeries
from diary.texts.charts import ChartLabels
from diary.texts.delay_chart import DelayLabels
from diary.texts.plan_chart import PlanLabels
from diary.texts.run_response_chart import RunResponsesLabels
from diary.texts.shoe_chart import ShoesLabels
from diary.texts.sign_chart import SignLabels
from diary.texts.spot_chart import SpotLabels


@dataclass(frozen=True, slots=True)
class PainAndLoadChart:
    """Pain, load and its weekly sum over days; the days of `evidence` are shaded."""

    series: PainAndLoadSeries
    labels: ChartLabels
    evidence: Span | None = None
    has_events: bool = True


@dataclass(frozen=True, slots=True)
class DelayChart:
    """The scores of a knee above the load of some days before, and counted against it."""

    series: DelaySeries
    labels: DelayLabels


@dataclass(frozen=True, slots=True)
class SpotsChart:
    """Where each knee hurt: a map with counts, and a row for each spot.

    With `is_facing` a knee is drawn as somebody opposite sees it; `is_plain` draws it in grey.
    """

    series: SpotSeries
    labels: SpotLabels
    is_facing: bool = False
    is_plain: bool = False


@dataclass(frozen=True, slots=True)
class SignsChart:
    """Yes, no and not answered about signs, limits and care."""

    series: SignSeries
    labels: SignLabels


@dataclass(frozen=True, slots=True)
class RunResponsesChart:
    """Pain around each of the last runs, the result of each, and how long it was."""

    series: RunResponsesSeries
    labels: RunResponsesLabels


@dataclass(frozen=True, slots=True)
class ShoesChart:
    """The distance of every week by shoe, and what the knees said on the runs of each pair."""

    series: ShoeWeeksSeries
    bars: ShoeBars
    labels: ShoesLabels


@dataclass(frozen=True, slots=True)
class PlanChart:
    """Pain above what was done in every week against its target; `bars` one row for each kind."""

    series: PlanWeeksSeries
    bars: tuple[tuple[PlanBar, ...], ...]
    labels: PlanLabels


Chart: TypeAlias = (
    RunResponsesChart
    | ShoesChart
    | SpotsChart
    | SignsChart
    | PainAndLoadChart
    | DelayChart
    | PlanChart
)
