"""Compare with a delay as the page shows it: a column for every day, a table of all five delays."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial

from diary.charts.kinds import DelayChart
from diary.domain.delays import Comparison, Delay, DelaySeries, delay_series
from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.period import Span
from diary.domain.rules.lag import after_runs, load_test
from diary.texts.charts import load_text, middle_text
from diary.texts.delay_chart import (
    DelayLabels,
    after_runs_text,
    caveat_text,
    delay_answer,
    delay_choice,
    delay_coverage,
    delay_description,
    delay_headings,
    delay_labels,
    delay_readout,
    difference_text,
    is_told_already,
    split_text,
    too_few_text,
)
from diary.texts.load_link import answer_paragraphs, question_text
from diary.texts.numbers import Formats
from diary.ui.pages.charts.choice import ChartChoice
from diary.ui.pages.charts.shown import (
    Cell,
    ChartTable,
    MadeWhenAsked,
    Question,
    ShownChart,
    WhyNot,
)
from diary.words import _

_UNKNOWN = Cell("")


def shown_delay(
    diary: Diary, choice: ChartChoice, span: Span, formats: Formats, today: date
) -> ShownChart:
    """What a choice shows of a diary; touches nothing else, so that a thread may do it."""
    knee = choice.knee or diary.person.tracked_knees[0]
    series = delay_series(
        diary,
        span,
        knee,
        choice.moment,
        measure=choice.measure,
        delay=choice.delay,
        today=today,
    )
    labels = delay_labels(series, formats)
    missing = too_few_text(series.chosen)
    return ShownChart(
        key="delay",
        chart=DelayChart(series, labels),
        name=_("Chart that compares with a delay"),
        description=delay_description(series, formats),
        answer=delay_answer(series, formats),
        coverage=delay_coverage(series),
        tables=(_delay_table(series, formats, labels), _day_table(series, formats, labels)),
        days=tuple(span),
        readout=partial(_readout, series, formats),
        note=_note(diary, series, formats, today),
        why_not=WhyNot(_("Needs more days"), missing) if missing else None,
        question=Question(
            question_text(),
            partial(_answer, diary, knee, today, formats),
            # The test looks at nothing else, whatever is chosen above.
            about=(knee, today, formats, diary),
        ),
    )


def _note(diary: Diary, series: DelaySeries, formats: Formats, today: date) -> str:
    """What stands below the chart; the answer and what it does not show stand above it."""
    after = after_runs(diary, series.knee, series.span, today)
    if after is None or is_told_already(series, after):
        return caveat_text(series)
    return f"{after_runs_text(after, formats)} {caveat_text(series)}"


def _answer(diary: Diary, knee: Knee, today: date, formats: Formats) -> str:
    return "\n".join(answer_paragraphs(load_test(diary, knee, today), formats))


def _readout(series: DelaySeries, formats: Formats, column: int) -> str:
    return delay_readout(series, series.span.start + timedelta(column), formats)


def _delay_table(series: DelaySeries, formats: Formats, labels: DelayLabels) -> ChartTable:
    """All delays in their own order, none before another for what it shows."""
    headings = delay_headings(series.measure, formats)
    longest = max((delay_choice(delay) for delay in Delay), key=len)
    return ChartTable(
        title=_("All delays; scores are middle ones"),
        headings=headings,
        rows=[_delay_row(series, each, formats, labels) for each in series.comparisons],
        samples=(longest, *("" for _heading in headings[1:])),
    )


def _delay_row(
    series: DelaySeries, each: Comparison, formats: Formats, labels: DelayLabels
) -> Sequence[Cell]:
    name = delay_choice(each.delay)
    place = tuple(Delay).index(each.delay)
    row = [Cell(name, place, name), Cell(str(len(each.pairs)), len(each.pairs))]
    if each.split is None or each.above is None or each.below is None:
        return [*row, *(_UNKNOWN for _heading in range(6))]
    difference = each.above.middle - each.below.middle
    unit = labels.panels.load_unit
    return [
        *row,
        Cell(split_text(each.split, series.measure, formats), each.split / unit),
        Cell(str(each.above.days), each.above.days),
        _middle_cell(each.above.middle, formats),
        Cell(str(each.below.days), each.below.days),
        _middle_cell(each.below.middle, formats),
        Cell(difference_text(difference, formats), difference),
    ]


def _middle_cell(middle: float, formats: Formats) -> Cell:
    return Cell(middle_text(middle, formats), middle)


def _day_table(series: DelaySeries, formats: Formats, labels: DelayLabels) -> ChartTable:
    """The newest day first."""
    count, unit = len(series.span), labels.panels.load_unit

    def row(number: int) -> Sequence[Cell]:
        place = count - 1 - number
        on = series.span.start + timedelta(place)
        value, load = series.pain.values[place], series.loads[place]
        score = _UNKNOWN if value is None else Cell(str(value.value), value.value)
        amount = _UNKNOWN
        if load is not None:
            amount = Cell(load_text(load, series.measure, formats), load / unit)
        return [Cell(formats.day(on), on), score, amount]

    return ChartTable(
        title=_("Day by day"),
        headings=(_("Day"), labels.panels.pain_title, labels.load_axis),
        rows=MadeWhenAsked(count, row),
        columns=range(count - 1, -1, -1),
        samples=("Wed 28 Nov 2026", "", ""),
    )
