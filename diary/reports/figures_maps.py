"""Both knees side by side with a count in every area: the map of the report, without its weeks."""

from __future__ import annotations

from math import ceil

from diary.charts.drawn import Drawn
from diary.charts.kinds import SpotsChart
from diary.charts.knee_map import draw_knee_map
from diary.charts.layout import Box
from diary.charts.picture import ChartLook
from diary.charts.sheet import EDGE, Sheet
from diary.domain.knee import Area
from diary.domain.spot_counts import KneeSpots
from diary.style import knee_paths

# What cannot be drawn on the knee is written below it.
_NOT_DRAWN = (Area.INSIDE, Area.ALL_OVER, None)
_BETWEEN = 16.0


def figure_of_maps(chart: SpotsChart, look: ChartLook) -> Drawn:
    """Draw the maps as large as the width allows; `wanted_height` is what they need."""
    sheet, knees = Sheet(look), chart.series.knees
    drawing, count = knee_paths(), max(1, len(knees))
    room = (sheet.width - 2 * EDGE - (count - 1) * _BETWEEN) / count
    texts = max((len(_below(each)) for each in knees), default=0)
    taken = sheet.title_height + (texts + 2) * sheet.line + EDGE
    scale = min(room / drawing.view_width, (sheet.height - taken) / drawing.view_height)
    width, height = drawing.view_width * scale, drawing.view_height * scale
    for number, spots in enumerate(knees):
        start = EDGE + number * (room + _BETWEEN)
        left, top = start + (room - width) / 2, sheet.title_height
        sheet.title(start, top - 4.0, chart.labels.knees[spots.knee], room)
        draw_knee_map(
            sheet,
            Box(left, top, width, height),
            spots.knee,
            {area: spots.total(area) for area in Area},
            chart.series.most,
            chart.labels.sides,
            is_facing=chart.is_facing,
            is_plain=chart.is_plain,
        )
        for line, area in enumerate(_below(spots)):
            text = f"{chart.labels.spots[area]}: {spots.total(area)}"
            middle = top + height + (line + 0.7) * sheet.line
            sheet.write(start, middle, text, "below", role="text", room=room)
    foot = sheet.height - sheet.line * 0.7
    sheet.write(EDGE, foot, chart.labels.number, "legend", room=sheet.width - 2 * EDGE)
    return Drawn(sheet.figure, wanted_height=ceil(sheet.title_height + height + taken))


def _below(spots: KneeSpots) -> list[Area | None]:
    return [area for area in _NOT_DRAWN if spots.total(area)]
