"""The figure "Signs and care": a row for every question, a column for every day or longer."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from matplotlib.patches import Rectangle

from diary.charts.drawn import Drawn
from diary.charts.fonts import PT_PER_PX
from diary.charts.kinds import SignsChart
from diary.charts.picture import ChartLook
from diary.charts.sheet import EDGE, KeyEntry, PlacedKey, Sheet
from diary.charts.tallies import (
    OUTLINE_PX,
    TallyGroup,
    TallyRow,
    cross_line,
    dates_height,
    draw_dates,
    draw_groups,
    fewer_rows,
    groups_height,
    planned,
    stretched,
)
from diary.domain.sign_days import SignGroup

_ROLES = {
    SignGroup.LEFT: "left",
    SignGroup.RIGHT: "right",
    SignGroup.LIMITS: "text2",
    SignGroup.CARE: "load",
}


def figure_of_signs(chart: SignsChart, look: ChartLook) -> Drawn:
    """Draw the answers; the axes are labelled by group, and their x are the columns.

    Where there is no room for every row those with the least yes are left to the table.
    """
    sheet = Sheet(look, chart.labels.foot)
    left, right = EDGE, sheet.width - EDGE
    keys, top = sheet.placed_keys(_keys(chart), left, right, EDGE / 2)
    groups: Sequence[TallyGroup] = _groups(chart)
    plan = planned(sheet, groups, left, right)
    foot = dates_height(sheet)
    wanted = top + groups_height(sheet, plan, groups) + foot
    if wanted > sheet.height:
        more = chart.labels.more_rows
        entries = [*_keys(chart), KeyEntry(more.format(n=len(chart.series.rows)))]
        _placed, top = sheet.placed_keys(entries, left, right, EDGE / 2)
        groups, left_out = fewer_rows(groups, sheet, plan, sheet.height - top - foot)
        entries[-1] = KeyEntry(more.format(n=left_out))
        keys, top = sheet.placed_keys(entries, left, right, EDGE / 2)
    plan = stretched(sheet, plan, groups, sheet.height - top - foot)
    sheet.write_keys(keys)
    for each in keys:
        _draw_swatch(sheet, each)
    panels, _end = draw_groups(sheet, plan, groups, chart.series.columns, top)
    draw_dates(sheet, plan, panels, chart.series.columns, chart.labels.formats)
    if not panels:
        sheet.write(left, top + sheet.title_height, chart.labels.nothing, "empty", role="text")
    columns = panels[0] if panels else None
    return Drawn(sheet.figure, columns, len(chart.series.columns), ceil(wanted) + 1)


def _groups(chart: SignsChart) -> list[TallyGroup]:
    series, labels = chart.series, chart.labels
    texts = {id(row): text for row, text in zip(series.rows, labels.rows, strict=True)}
    return [
        TallyGroup(
            str(group),
            labels.titles[group],
            [
                TallyRow(
                    texts[id(row)],
                    [each.yes for each in row.tallies],
                    # What is typed in own words is known as yes only.
                    [0 if row.is_own else each.answered for each in row.tallies],
                    _ROLES[group],
                    row.urgent,
                )
                for row in series.rows_of(group)
            ],
        )
        for group in series.groups
    ]


def _keys(chart: SignsChart) -> list[KeyEntry]:
    labels = chart.labels
    entries = [KeyEntry(labels.yes, "yes"), KeyEntry(labels.no, "no"), KeyEntry(labels.blank)]
    if any(row.urgent for row in chart.series.rows):
        entries.append(KeyEntry(labels.urgent, "urgent"))
    return [*entries, KeyEntry(labels.each_column)]


def _draw_swatch(sheet: Sheet, each: PlacedKey) -> None:
    side = sheet.swatch_size * 0.8
    roles = sheet.theme.roles
    if each.entry.swatch == "urgent":
        line = cross_line([each.left + side / 2], [each.middle], side, sheet.theme)
        line.set_transform(sheet.page)
        sheet.add(line, "swatch")
    elif each.entry.swatch:
        box = Rectangle(
            (each.left, each.middle - side / 2),
            side,
            side,
            transform=sheet.page,
            facecolor=roles["text2" if each.entry.swatch == "yes" else "surface"],
            edgecolor=roles["text2"],
            linewidth=OUTLINE_PX * PT_PER_PX,
        )
        sheet.add(box, "swatch")
