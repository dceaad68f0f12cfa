"""Every kind of chart by its key: golden pictures and bad input are drawn for each in this list."""

from collections.abc import Callable, Mapping

from diary.charts.kinds import (
    Chart,
    DelayChart,
    PainAndLoadChart,
    PlanChart,
    RunResponsesChart,
    ShoesChart,
    SignsChart,
    SpotsChart,
)
from diary.domain.delays import Delay, delay_series
from diary.domain.knee import Knee
from diary.domain.pain_and_load import pain_and_load_series
from diary.domain.plan_weeks import plan_bars, plan_weeks
from diary.domain.run_responses import run_responses
from diary.domain.shoe_weeks import shoe_bars, shoe_weeks
from diary.domain.sign_days import sign_series
from diary.domain.spot_counts import spot_series
from diary.texts.charts import chart_labels
from diary.texts.delay_chart import delay_labels
from diary.texts.numbers import Formats
from diary.texts.plan_chart import plan_labels
from diary.texts.run_response_chart import run_responses_labels
from diary.texts.shoe_chart import shoes_labels
from diary.texts.sign_chart import sign_labels
from diary.texts.spot_chart import spot_labels
from tests.charts.diaries import Shown, with_plan
from tests.charts.example import LAST_ON

FORMATS = Formats()


def _pain_and_load(shown: Shown) -> Chart:
    series = pain_and_load_series(shown.diary, shown.span, knees=shown.knees)
    return PainAndLoadChart(series, chart_labels(series, FORMATS))


def _spots(shown: Shown) -> Chart:
    series = spot_series(shown.diary, shown.span, shown.knees)
    return SpotsChart(series, spot_labels(series, FORMATS))


def _signs(shown: Shown) -> Chart:
    series = sign_series(shown.diary, shown.span, shown.knees)
    return SignsChart(series, sign_labels(series, FORMATS))


def _run_responses(shown: Shown) -> Chart:
    series = run_responses(shown.diary, shown.span, LAST_ON, knees=shown.knees)
    return RunResponsesChart(series, run_responses_labels(series, FORMATS, shown.diary.settings))


def _shoes(shown: Shown) -> Chart:
    series = shoe_weeks(shown.diary, shown.span, knees=shown.knees)
    bars = shoe_bars(series)
    return ShoesChart(series, bars, shoes_labels(series, bars, FORMATS))


def _delay(shown: Shown) -> Chart:
    knee = next(iter(shown.knees), Knee.LEFT)
    series = delay_series(shown.diary, shown.span, knee, delay=Delay.WEEK_BEFORE)
    return DelayChart(series, delay_labels(series, FORMATS))


def _plan(shown: Shown) -> Chart:
    shown = with_plan(shown)
    series = plan_weeks(shown.diary, shown.span, LAST_ON, knees=shown.knees)
    bars = tuple(plan_bars(series, row) for row in series.rows)
    return PlanChart(series, bars, plan_labels(series, bars, FORMATS))


CHARTS: Mapping[str, Callable[[Shown], Chart]] = {
    "pain-and-load": _pain_and_load,
    "delay": _delay,
    "spots": _spots,
    "signs": _signs,
    "run-responses": _run_responses,
    "shoes": _shoes,
    "plan": _plan,
}
