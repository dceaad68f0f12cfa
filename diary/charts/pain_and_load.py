"""The figure "Pain and load": stacked panels over one time axis, drawn alike on screen and paper.

Up to a year every day has its mark; longer spans are thinned to at most 400 points with a band
from the lowest to the highest.
"""

from __future__ import annotations

from datetime import date

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.transforms import Affine2D, Transform

from diary.charts.drawn import Drawn, figure_dpi, figure_size
from diary.charts.fonts import PT_PER_PX, PX_PER_INCH, drawable, shortened, text_width
from diary.charts.kinds import PainAndLoadChart
from diary.charts.layout import Layout, laid_out
from diary.charts.legend import LegendEntry, draw_legend, legend_entries
from diary.charts.lettering import Lettering
from diary.charts.panels import (
    Drawing,
    draw_evidence,
    draw_loads,
    draw_mark_lines,
    draw_pain,
    draw_weeks,
    has_points,
    has_usual,
    load_tick_texts,
    set_up_load,
    set_up_pain,
    tops,
)
from diary.charts.picture import ChartLook
from diary.charts.thinning import days_per_point
from diary.charts.tickmarks import draw_level_ticks
from diary.charts.ticks import date_ticks
from diary.charts.timeline import draw_row, marks_words

_DATE_GAP = 22.0
_TITLE_ABOVE = 5.0
# Drawn letters are a little wider than measured.
_TITLE_SLACK = 1.04
_COVERAGE_GAP = 16.0
# Some day with two digits of every month.
_MONTHS = tuple(date(2000, month, 28) for month in range(1, 13))


def figure_of_pain_and_load(chart: PainAndLoadChart, look: ChartLook) -> Drawn:
    """Draw the series of a chart; text of 100 % has 9 pt labels.

    The axes are labelled "pain", "load" and "week"; their x is the day number (`date.toordinal`),
    and every day is a column.
    """
    series, labels, evidence = chart.series, chart.labels, chart.evidence
    size_in = figure_size(look)
    entries = legend_entries(
        series,
        labels,
        has_points=has_points(series),
        has_usual=has_usual(series),
        has_events=chart.has_events,
        has_evidence=evidence is not None,
    )
    loads, weeks = tops(series, labels)
    texts = [
        *labels.pain_ticks.values(),
        *load_tick_texts(loads, labels),
        *load_tick_texts(weeks, labels),
    ]
    marks = (series.marks if chart.has_events else (), labels.marks, series.span)
    layout = laid_out(size_in, look.text_scale, entries, texts, marks)
    numbers = marks_words(layout.marks, labels.numbered, labels.more_marks, labels.bare_marks)
    if numbers:
        entries.append(LegendEntry("words", numbers))
        layout = laid_out(size_in, look.text_scale, entries, texts, marks)
    figure = Figure(figsize=size_in, dpi=figure_dpi(look), facecolor=look.theme.roles["surface"])
    drawing = Drawing(series, look.theme, labels, layout, look.marker_scale)
    _draw_texts(figure, drawing)
    if look.is_whole:
        _draw_coverage(figure, drawing)
    axes = {key: _panel(figure, drawing, key) for key in ("pain", "load", "week")}
    set_up_pain(axes["pain"], drawing)
    set_up_load(axes["load"], drawing, loads)
    set_up_load(axes["week"], drawing, weeks)
    for each in axes.values():
        if evidence is not None:
            draw_evidence(each, drawing, evidence)
        draw_mark_lines(each, drawing)
    draw_pain(axes["pain"], drawing)
    draw_loads(axes["load"], drawing)
    draw_weeks(axes["week"], drawing)
    _set_dates(axes, drawing)
    return Drawn(figure, axes["pain"], len(series.span), layout.wanted_height)


def _page(figure: Figure, layout: Layout) -> Transform:
    """From pixels of the layout to the figure's own coordinates, at any resolution."""
    inches = Affine2D().scale(1 / PX_PER_INCH, -1 / PX_PER_INCH)
    return inches.translate(0.0, layout.height / PX_PER_INCH) + figure.dpi_scale_trans


def _draw_texts(figure: Figure, drawing: Drawing) -> None:
    """The legend, a title above every panel, and the row of events."""
    layout, theme, labels = drawing.layout, drawing.theme, drawing.labels
    page = _page(figure, layout)
    draw_legend(figure, layout.legend, theme, page, layout.size_pt)
    days = days_per_point(len(drawing.series.span)) if not has_points(drawing.series) else 1
    pooled = f", {labels.pooled_load.format(days=days)}" if days > 1 else ""
    titles = {
        "pain": labels.pain_title,
        "load": labels.load_title + pooled,
        "week": labels.week_title,
    }
    for key, title in titles.items():
        box = layout.boxes[key]
        text = Lettering(
            (box.left, box.top - _TITLE_ABOVE),
            drawable(title),
            page,
            size_pt=layout.title_pt,
            color=theme.roles["text"],
            is_bold=True,
            upright="bottom",
        )
        text.set_gid("title")
        figure.add_artist(text)
    if layout.marks:
        events = layout.boxes["events"]
        draw_row(
            figure,
            layout.marks,
            (events.left, events.top),
            theme,
            lane_height=events.height / layout.lanes,
            page=page,
            size_pt=layout.size_pt,
        )


def _draw_coverage(figure: Figure, drawing: Drawing) -> None:
    """How much was recorded, right of the first title: a kept picture goes without a page."""
    layout, box = drawing.layout, drawing.layout.boxes["pain"]
    title = text_width(drawable(drawing.labels.pain_title), layout.title_pt, is_bold=True)
    room = box.width - title * _TITLE_SLACK - _COVERAGE_GAP
    coverage = Lettering(
        (box.left + box.width, box.top - _TITLE_ABOVE),
        shortened(drawable(drawing.labels.coverage), layout.size_pt, room),
        _page(figure, layout),
        size_pt=layout.size_pt,
        color=drawing.theme.roles["text2"],
        anchor="right",
        upright="bottom",
    )
    coverage.set_gid("coverage")
    figure.add_artist(coverage)


def _panel(figure: Figure, drawing: Drawing, key: str) -> Axes:
    layout = drawing.layout
    box = layout.boxes[key]
    place = (
        box.left / layout.width,
        1 - (box.top + box.height) / layout.height,
        box.width / layout.width,
        box.height / layout.height,
    )
    axes = figure.add_axes(place, label=key)
    axes.patch.set_visible(False)
    roles = drawing.theme.roles
    first = drawing.first_day
    axes.set_xlim(first - 0.5, first + drawing.day_count - 0.5)
    axes.spines[["top", "right"]].set_visible(False)
    for spine in (axes.spines["left"], axes.spines["bottom"]):
        spine.set_color(roles["border"])
        spine.set_linewidth(PT_PER_PX)
    return axes


def _set_dates(axes: dict[str, Axes], drawing: Drawing) -> None:
    """The same ticks in every panel, dates only below the last."""
    layout, formats = drawing.layout, drawing.labels.formats
    box, size_pt = layout.boxes["week"], layout.size_pt
    widest = max(text_width(formats.short_day(on), size_pt) for on in _MONTHS)
    room = widest + _DATE_GAP * size_pt / 9
    ticks = date_ticks(drawing.series.span, int(box.width // room), formats)
    places = [tick.on.toordinal() for tick in ticks]
    texts = []
    for tick, place in zip(ticks, places, strict=True):
        middle = box.left + (place - drawing.first_day + 0.5) * drawing.px_per_day
        half = max(text_width(line, size_pt) for line in (tick.text, tick.year)) / 2
        is_inside = middle + half <= layout.width and middle >= half
        texts.append("\n".join(filter(None, (tick.text, tick.year))) if is_inside else "")
    for key, each in axes.items():
        shown = texts if key == "week" else ()
        draw_level_ticks(each, places, shown, drawing.theme, size_pt)
