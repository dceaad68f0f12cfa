"""The three figures of a visit report, each with what says the same in sentences and in numbers."""

from __future__ import annotations

from collections import Counter
from datetime import date
from enum import StrEnum

from diary.charts.kinds import PainAndLoadChart, RunResponsesChart, SpotsChart
from diary.domain.knee import Area, Knee
from diary.domain.pain_and_load import MarkKind, PainAndLoadSeries
from diary.domain.period import Span
from diary.domain.run_responses import KneeCourse, run_responses
from diary.domain.spot_counts import SpotSeries, spot_series
from diary.domain.trends import median
from diary.reports.content_parts import Fact, FigureSection, Table, WhereSection
from diary.reports.content_scope import ReportScope
from diary.texts import report as texts
from diary.texts import report_figures as say
from diary.texts.chart_columns import column_day_text
from diary.texts.charts import (
    chart_description,
    chart_labels,
    coverage_text,
    load_words,
    mark_text,
    middle_text,
)
from diary.texts.labels import label
from diary.texts.run_response_chart import (
    result_words,
    run_responses_coverage,
    run_responses_description,
    run_responses_labels,
)
from diary.texts.spot_chart import (
    spot_coverage,
    spot_description,
    spot_labels,
    spot_word,
)

MOST_RUNS = 10


def _nothing(*, has_data: bool) -> str:
    return "" if has_data else texts.nothing_text()


# ---- pain and load ------------------------------------------------------------------------------


def pain_and_load(scope: ReportScope) -> FigureSection:
    """The day's highest of each knee, load by day and by week."""
    series = scope.series
    has_data = series.recorded_days > 0 or any(series.loads) or bool(series.marks)
    return FigureSection(
        key="pain_and_load",
        title=texts.section_title("pain_and_load"),
        chart=PainAndLoadChart(series, chart_labels(series, scope.formats)),
        text=chart_description(series, scope.formats),
        note=coverage_text(series) + ".",
        tables=(_load_table(scope),) if has_data else (),
        nothing=_nothing(has_data=has_data),
    )


def _load_table(scope: ReportScope) -> Table:
    columns, formats = scope.columns, scope.formats
    is_by_day = len(columns) == len(scope.span)
    row = _day_cells if is_by_day else _column_cells
    rows = tuple(
        (
            scope.day(span.start) if is_by_day else column_day_text(columns, place, formats),
            *row(scope, span),
            _happened(scope.series, span),
        )
        for place, span in enumerate(columns.spans)
    )
    head = say.load_head(columns, scope.knees, formats)
    return Table(say.load_caption(columns), head, rows, frozenset(range(1, len(head) - 1)))


def _day_cells(scope: ReportScope, span: Span) -> tuple[str, ...]:
    """Scores, distance and the sum of seven days of one day.

    Of a day without any entry nobody said that there was no run.
    """
    series, formats, on = scope.series, scope.formats, span.start
    place = series.place(on)
    is_said = on in scope.diary.days or series.has_run[place]
    values = (each.values[place] for each in series.knees)
    sums = series.week_sums[place]
    return (
        *(
            say.not_said_text()
            if each is None
            else say.late_score_text(each.value, is_late=each.is_late)
            for each in values
        ),
        _distance(scope, span) if is_said else say.not_said_text(),
        say.not_said_text() if sums is None else formats.distance_value(sums),
    )


def _column_cells(scope: ReportScope, span: Span) -> tuple[str, ...]:
    """Middle and highest of each knee, distance and recorded days of a week or longer."""
    series = scope.series
    part = slice(series.place(span.start), series.place(span.end))
    cells: list[str] = []
    for each in series.knees:
        known = [value.value for value in each.values[part] if value is not None]
        middle = median(known)
        cells.append(say.not_said_text() if middle is None else middle_text(middle, scope.formats))
        cells.append(str(max(known)) if known else say.not_said_text())
    return (*cells, _distance(scope, span), str(sum(series.is_recorded[part])))


def _distance(scope: ReportScope, span: Span) -> str:
    series = scope.series
    part = slice(series.place(span.start), series.place(span.end))
    known = [load for load in series.loads[part] if load is not None]
    is_incomplete = any(series.is_incomplete[part])
    if not known:
        text = load_words(None, series.measure, scope.formats, is_incomplete=is_incomplete)
        return text or say.not_said_text()
    amount = scope.formats.distance_value(sum(known))
    return say.at_least_text(amount) if is_incomplete else amount


def _happened(series: PainAndLoadSeries, span: Span) -> str:
    """Events, signs and shoes that began in these days."""
    marks = (each for each in series.marks if _is_told(each.on, each.until, each.kind, span))
    return ", ".join(dict.fromkeys(mark_text(each) for each in marks))


def _is_told(on: date, until: date, kind: MarkKind, span: Span) -> bool:
    if kind is MarkKind.SIGN:
        return on < span.end and until >= span.start
    return on in span


# ---- where --------------------------------------------------------------------------------------


def where(scope: ReportScope) -> WhereSection:
    """The spots of each knee with what it feels like and what makes it worse."""
    series = spot_series(scope.diary, scope.span, scope.knees)
    facts = tuple(fact for knee in scope.knees for fact in _felt(scope, knee))
    figure = FigureSection(
        key="where",
        title=texts.section_title("where"),
        chart=SpotsChart(series, spot_labels(series, scope.formats)),
        text=spot_description(series, scope.formats),
        note=f"{spot_coverage(series)} {say.spots_note()}",
        tables=(_spots_table(series),) if series.is_named else (),
        nothing=_nothing(has_data=series.is_named),
    )
    return WhereSection(figure, facts)


def _spots_table(series: SpotSeries) -> Table:
    knees = tuple(each.knee for each in series.knees)
    areas = {row.area for each in series.knees for row in each.rows}
    ordered = [area for area in (*Area, None) if area in areas]
    rows = tuple(
        (spot_word(area), *(str(each.total(area)) for each in series.knees)) for area in ordered
    )
    return Table(
        say.spots_caption(), say.spots_head(knees), rows, frozenset(range(1, 1 + len(knees)))
    )


def _felt(scope: ReportScope, knee: Knee) -> list[Fact]:
    """Feels like and worse with, each with days; what was never answered has no line."""
    feels, worse = Counter[str](), Counter[str]()
    for on, day in scope.diary.days.items():
        if on in scope.span:
            said = day.knee(knee)
            feels.update(_labels(said.qualities))
            worse.update(_labels(said.worse_with))
    found = []
    if feels:
        found.append(Fact(say.feels_label(knee), say.counted_text(feels)))
    if worse:
        found.append(Fact(say.worse_label(knee), say.counted_text(worse)))
    return found


def _labels(members: tuple[StrEnum, ...] | None) -> list[str]:
    return [label(each) for each in members or ()]


# ---- around each run ----------------------------------------------------------------------------


def responses(scope: ReportScope) -> FigureSection:
    """How the knees took the last ten runs."""
    series = run_responses(
        scope.diary,
        scope.span,
        scope.known_on,
        knees=scope.knees,
        most=MOST_RUNS,
        known_from=scope.file_from,
    )
    formats, settings = scope.formats, scope.diary.settings
    rows = []
    for place, run in enumerate(series.runs):
        cells = [scope.day(run.on), _run_distance(scope, run.distance_m)]
        for each in series.knees:
            course = each.courses[place]
            scores = say.moments_text(course.before, _values(course), formats)
            cells += [scores, result_words(series, run, course)]
        rows.append(tuple(cells))
    head = say.responses_head(scope.knees, formats)
    table = Table(say.responses_caption(), head, tuple(rows), frozenset({1}))
    return FigureSection(
        key="responses",
        title=texts.section_title("responses"),
        chart=RunResponsesChart(series, run_responses_labels(series, formats, settings)),
        text=run_responses_description(series, formats),
        note=run_responses_coverage(series, formats),
        tables=(table,) if rows else (),
        nothing=_nothing(has_data=bool(rows)),
    )


def _values(course: KneeCourse) -> list[int | None]:
    return [None if value is None else value.value for value in course.values]


def _run_distance(scope: ReportScope, distance_m: float | None) -> str:
    return "" if distance_m is None else scope.formats.distance_value(distance_m)
