"""What the chart "Compare with a delay" and its tables say: counts and middles, never a cause."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from diary.domain.delays import (
    LEAST_ON_A_SIDE,
    Comparison,
    Delay,
    DelaySeries,
    as_days,
)
from diary.domain.knee import Moment
from diary.domain.load import LoadMeasure
from diary.domain.rules.lag import AfterRuns
from diary.domain.trends import LEAST_PAIRS
from diary.texts.charts import (
    ChartLabels,
    chart_labels,
    knee_word,
    load_text,
    middle_text,
    span_text,
)
from diary.texts.labels import label
from diary.texts.numbers import Formats
from diary.words import _, mark, plural

_CHOICES: Mapping[Delay, str] = {
    Delay.SAME_DAY: mark("Same day"),
    Delay.ONE_DAY: mark("1 day"),
    Delay.TWO_DAYS: mark("2 days"),
    Delay.THREE_DAYS: mark("3 days"),
    Delay.WEEK_BEFORE: mark("7-day total before"),
}
_LOAD_TITLES: Mapping[Delay, str] = {
    Delay.SAME_DAY: mark("{load}, same day"),
    Delay.ONE_DAY: mark("{load}, 1 day before"),
    Delay.TWO_DAYS: mark("{load}, 2 days before"),
    Delay.THREE_DAYS: mark("{load}, 3 days before"),
    Delay.WEEK_BEFORE: mark("{load}, 7-day total before"),
}
# Inside a sentence: "with more than 8.0 km on the day before".
_WHEN: Mapping[Delay, str] = {
    Delay.SAME_DAY: mark("on the same day"),
    Delay.ONE_DAY: mark("on the day before"),
    Delay.TWO_DAYS: mark("2 days before"),
    Delay.THREE_DAYS: mark("3 days before"),
    Delay.WEEK_BEFORE: mark("in the 7 days before"),
}
_PAIN_TITLES: Mapping[Moment | None, str] = {
    None: mark("{knee}, day's highest, 0 to 10"),
    Moment.MORNING: mark("{knee} in the morning, 0 to 10"),
    Moment.DURING: mark("{knee} during runs, 0 to 10"),
    Moment.AFTER: mark("{knee} after runs, 0 to 10"),
    Moment.WORST: mark("{knee}, worst of the day, 0 to 10"),
}
_MIDDLES: Mapping[Moment | None, str] = {
    None: mark("the middle score"),
    Moment.MORNING: mark("the middle morning score"),
    Moment.DURING: mark("the middle score during runs"),
    Moment.AFTER: mark("the middle score after runs"),
    Moment.WORST: mark("the middle worst score"),
}
_MINUS = "\N{MINUS SIGN}"


@dataclass(frozen=True, slots=True)
class DelayLabels:
    """Every text of the figure; `panels` are those of the two panels over time.

    `foot` is what stands below a picture that is kept: it goes where no page explains it.
    """

    panels: ChartLabels
    dots_title: str
    load_axis: str
    foot: tuple[str, ...] = ()
    middle: str = field(default_factory=lambda: _("Middle score"))
    split: str = field(default_factory=lambda: _("Middle load"))


def delay_choice(delay: Delay) -> str:
    """A choice of the delay."""
    return _(_CHOICES[delay])


def delay_labels(series: DelaySeries, formats: Formats) -> DelayLabels:
    """The texts of the figure of this series."""
    panels = chart_labels(as_days(series), formats)
    load = load_title(series.delay, series.measure, formats)
    knee = label(series.knee)
    return DelayLabels(
        panels=replace(
            panels, pain_title=_(_PAIN_TITLES[series.moment]).format(knee=knee), load_title=load
        ),
        dots_title=_("Score against load"),
        load_axis=load,
        foot=_foot(series, formats),
    )


def _foot(series: DelaySeries, formats: Formats) -> tuple[str, ...]:
    if not len(series.span):
        return ()
    days = span_text(series.span, formats)
    told = comparison_text(series, formats)
    return (
        f"{days}. {delay_coverage(series)}",
        *((told,) if told else ()),
        f"{no_cause_text()} {caveat_text(series)}",
    )


def load_title(delay: Delay, measure: LoadMeasure, formats: Formats) -> str:
    """What the load of a delay is: "Distance in km, 1 day before"."""
    loads = {
        LoadMeasure.DISTANCE: _("Distance in {unit}"),
        LoadMeasure.DURATION: _("Minutes of running"),
        LoadMeasure.EFFORT: _("Effort times minutes"),
    }
    load = loads[measure].format(unit=formats.unit_label())
    return _(_LOAD_TITLES[delay]).format(load=load)


def days_text(days: int) -> str:
    """A number of days: "1 day", "12 days"."""
    return plural("{n} day", "{n} days", days).format(n=days)


def comparison_text(series: DelaySeries, formats: Formats) -> str:
    """The two middles as a sentence; "" while there are too few days."""
    chosen = series.chosen
    if chosen.split is None or chosen.above is None or chosen.below is None:
        return ""
    if chosen.split > 0:
        text = _(
            "Over {n} days with both: with more than {split} {when} ({above}), {middle} was "
            "{high}; with {split} or less ({below}) it was {low}."
        )
    else:
        text = _(
            "Over {n} days with both: with a run {when} ({above}), {middle} was {high}; without "
            "one ({below}) it was {low}."
        )
    return text.format(
        n=len(chosen.pairs),
        when=_(_WHEN[chosen.delay]),
        split=load_text(chosen.split, series.measure, formats),
        above=days_text(chosen.above.days),
        below=days_text(chosen.below.days),
        middle=_(_MIDDLES[series.moment]),
        high=middle_text(chosen.above.middle, formats),
        low=middle_text(chosen.below.middle, formats),
    )


def after_runs_text(after: AfterRuns, formats: Formats) -> str:
    """The scores of the days after runs beside those after rest days."""
    text = _(
        "On the day after a run ({runs}) the middle score was {high}, after a day of rest "
        "({rests}) {low}."
    )
    return text.format(
        runs=days_text(after.run_days),
        rests=days_text(after.rest_days),
        high=middle_text(after.after_runs, formats),
        low=middle_text(after.after_rest, formats),
    )


def is_told_already(series: DelaySeries, after: AfterRuns) -> bool:
    """True when the two middles of the chart are those of days after runs and after rest."""
    chosen = series.chosen
    if series.delay is not Delay.ONE_DAY or series.moment is not None or chosen.split != 0:
        return False
    if chosen.above is None or chosen.below is None:
        return False
    told = AfterRuns(chosen.above.days, chosen.above.middle, chosen.below.days, chosen.below.middle)
    return told == after


def no_cause_text() -> str:
    """What no comparison shows."""
    return _("This does not show that one causes the other.")


def caveat_text(series: DelaySeries) -> str:
    """What else may stand behind the scores of these days."""
    parts = [painkiller_text(series.painkiller_days)]
    if series.delay is Delay.SAME_DAY:
        parts.insert(
            0,
            _("On the same day it can also be the other way round: people run less when it hurts."),
        )
    return " ".join(parts)


def delay_answer(series: DelaySeries, formats: Formats) -> str:
    """What the chart is looked at for: the two middles in a sentence, and what they do not show."""
    told = comparison_text(series, formats)
    return f"{told} {no_cause_text()}" if told else ""


def painkiller_text(days: int) -> str:
    """On how many of the days a painkiller was noted."""
    if not days:
        return _("No painkiller was noted on these days.")
    return plural(
        "A painkiller was noted on {n} of these days; it can hide pain.",
        "Painkillers were noted on {n} of these days; they can hide pain.",
        days,
    ).format(n=days)


def too_few_text(comparison: Comparison) -> str:
    """What is still missing for this delay; "" when nothing is."""
    pairs = len(comparison.pairs)
    if pairs < LEAST_PAIRS:
        text = plural(
            "It takes {least} days with both a score and a known load. You have {n}.",
            "It takes {least} days with both a score and a known load. You have {n}.",
            pairs,
        )
        return text.format(least=LEAST_PAIRS, n=pairs)
    if comparison.above is not None:
        return ""
    if comparison.split:
        text = _(
            "It takes {least} days with more running than your middle value, and {least} with that "
            "much or less. You have {above} and {below}."
        )
    else:
        text = _(
            "It takes {least} days with a run {when}, and {least} without. You have {above} and "
            "{below}."
        )
    return text.format(
        least=LEAST_ON_A_SIDE,
        when=_(_WHEN[comparison.delay]),
        above=comparison.days_above,
        below=comparison.days_below,
    )


def delay_coverage(series: DelaySeries) -> str:
    """How many days have a score, and how many of them a load: "Scores on 61 of 84 days, …"."""
    days, pairs = len(series.span), len(series.chosen.pairs)
    text = plural(
        "Scores on {scored} of {days} day, {pairs} with its load.",
        "Scores on {scored} of {days} days, {pairs} with their load.",
        days,
    )
    return text.format(scored=series.recorded_days, days=days, pairs=pairs)


def delay_description(series: DelaySeries, formats: Formats) -> str:
    """The chart in a few words, for those who cannot see it."""
    head = _("{pain} above {load}, {span}").format(
        pain=_(_PAIN_TITLES[series.moment]).format(knee=label(series.knee)),
        load=load_title(series.delay, series.measure, formats),
        span=span_text(series.span, formats),
    )
    return " ".join(
        filter(None, (f"{head}.", comparison_text(series, formats), delay_coverage(series)))
    )


def delay_readout(series: DelaySeries, on: date, formats: Formats) -> str:
    """A day's score and the load it is compared with, as one line."""
    place = (on - series.span.start).days
    value, load = series.pain.values[place], series.loads[place]
    knee = knee_word(series.knee)
    score = _("{knee} no score").format(knee=knee)
    if value is not None:
        score = f"{knee} {value.value}"
        score = _("{score}, entered late").format(score=score) if value.is_late else score
    when = _(_WHEN[series.delay])
    told = _("not known")
    if load is not None:
        told = load_text(load, series.measure, formats) if load else _("no run")
    return f"{formats.day(on)}: {score}; {when} {told}"


def delay_headings(measure: LoadMeasure, formats: Formats) -> tuple[str, ...]:
    """The headings of the table of all delays."""
    split = {
        LoadMeasure.DISTANCE: _("Middle load, {unit}"),
        LoadMeasure.DURATION: _("Middle load, minutes"),
        LoadMeasure.EFFORT: _("Middle load"),
    }
    return (
        _("Delay"),
        _("Days"),
        split[measure].format(unit=formats.unit_label()),
        _("Days over it"),
        _("Score over it"),
        _("Other days"),
        _("Score on others"),
        _("Difference"),
    )


def split_text(split: float, measure: LoadMeasure, formats: Formats) -> str:
    """The middle load in the table; when it is 0 the days are those with and without a run."""
    return load_text(split, measure, formats) if split else _("no run")


def difference_text(difference: float, formats: Formats) -> str:
    """A difference of middles with its sign: "+1", "0"."""
    size = middle_text(abs(difference), formats)
    if not difference:
        return size
    return f"+{size}" if difference > 0 else f"{_MINUS}{size}"
