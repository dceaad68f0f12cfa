"""The strip of signs: yes, no and not answered by day, or counted by week and longer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from diary.domain.day import Day, Limit
from diary.domain.knee import MAIN_SIGNS, Sign
from diary.domain.period import Span
from diary.domain.sign_days import Asked, SignGroup, SignSeries, Tally, sign_series
from diary.reports.content_parts import Mark, SignsSection, StripCell, StripGroup, StripRow
from diary.reports.content_scope import ReportScope
from diary.texts import report as texts
from diary.texts import report_signs as say
from diary.texts.chart_columns import column_day_text, column_heading
from diary.texts.labels import label
from diary.texts.sign_chart import asked_text

# Care has a section of its own.
_ASKED: Mapping[SignGroup, Sequence[Sign | Limit]] = {
    SignGroup.LEFT: tuple(Sign),
    SignGroup.RIGHT: tuple(Sign),
    SignGroup.LIMITS: tuple(Limit),
}


@dataclass(frozen=True, slots=True)
class _Counted:
    """One row: a tally for every column, and the columns with a safety sign."""

    label: str
    tallies: list[Tally]
    urgent: set[int] = field(default_factory=set)


def signs_section(scope: ReportScope) -> SignsSection:
    """The section with a row for everything that was answered."""
    columns = scope.columns
    is_by_day = len(columns) == len(scope.span)
    groups = _groups(scope, is_by_day=is_by_day)
    worry = _held_back(scope)
    if worry is not None:
        row = _row(worry, is_by_day=is_by_day)
        groups = (*groups, StripGroup(say.plan_group_title(), (row,)))
    places = range(len(columns))
    return SignsSection(
        title=texts.section_title("signs"),
        column_head=column_heading(columns),
        columns=tuple(say.short_column_text(columns, each, scope.formats) for each in places),
        column_names=tuple(column_day_text(columns, each, scope.formats) for each in places),
        is_by_day=is_by_day,
        groups=groups,
        legend=(
            (Mark.YES, say.legend_yes(is_by_day=is_by_day)),
            (Mark.SAFETY, say.legend_safety()),
            (Mark.NO, say.legend_no()),
            (Mark.NONE, say.legend_none()),
        ),
        total_head=say.total_head(),
        never=_never(scope),
        nothing="" if groups else texts.nothing_text(),
    )


def _groups(scope: ReportScope, *, is_by_day: bool) -> tuple[StripGroup, ...]:
    columns = scope.columns
    if is_by_day:
        parts: Sequence[SignSeries] = [sign_series(scope.diary, scope.span, scope.knees)]
    else:
        parts = [sign_series(scope.diary, span, scope.knees) for span in columns.spans]
    found = []
    for group in _ASKED:
        rows = _rows(parts, group, len(columns), is_by_day=is_by_day)
        if rows:
            shown = tuple(_row(each, is_by_day=is_by_day) for each in rows)
            found.append(StripGroup(say.group_title(group), shown))
    return tuple(found)


def _rows(
    parts: Sequence[SignSeries], group: SignGroup, count: int, *, is_by_day: bool
) -> list[_Counted]:
    """The rows of a group, in the order of the questions."""
    if is_by_day:
        rows = parts[0].rows_of(group)
        return [_Counted(asked_text(row), list(row.tallies), set(row.urgent)) for row in rows]
    found: dict[Asked, _Counted] = {}
    for place, part in enumerate(parts):
        for row in part.rows_of(group):
            if row.asked not in found:
                found[row.asked] = _Counted(asked_text(row), [Tally()] * count)
            counted = found[row.asked]
            counted.tallies[place] = row.total
            if row.urgent:
                counted.urgent.add(place)
    return [found[asked] for asked in _ASKED[group] if asked in found]


def _row(counted: _Counted, *, is_by_day: bool) -> StripRow:
    cells = tuple(
        _cell(tally, is_by_day=is_by_day, is_urgent=place in counted.urgent)
        for place, tally in enumerate(counted.tallies)
    )
    total = Tally(
        sum(each.yes for each in counted.tallies), sum(each.answered for each in counted.tallies)
    )
    return StripRow(counted.label, cells, say.total_text(total))


def _cell(tally: Tally, *, is_by_day: bool, is_urgent: bool) -> StripCell:
    text = say.cell_text(tally, is_by_day=is_by_day)
    short = say.cell_short(tally, is_by_day=is_by_day)
    if not tally.answered:
        return StripCell(Mark.NONE, short, text)
    if not tally.yes:
        return StripCell(Mark.NO, short, text)
    if is_urgent:
        return StripCell(Mark.SAFETY, short, say.safety_cell_text(text))
    return StripCell(Mark.YES, short, text)


def _held_back(scope: ReportScope) -> _Counted | None:
    """The row of days with worry; None where the plan was never answered."""
    tallies = [_worry(scope, span) for span in scope.columns.spans]
    if not any(each.answered for each in tallies):
        return None
    return _Counted(say.held_back_text(), tallies)


def _worry(scope: ReportScope, span: Span) -> Tally:
    days: list[Day] = [scope.diary.days[on] for on in span if on in scope.diary.days]
    known = [day.held_back for day in days if day.held_back is not None]
    return Tally(sum(known), len(known))


def _never(scope: ReportScope) -> str:
    """The main signs nobody answered, unless nothing was answered at all."""
    said = [
        day.knee(knee).signs
        for on, day in scope.diary.days.items()
        if on in scope.span
        for knee in scope.knees
    ]
    answered = {sign for signs in said for sign in signs}
    if not answered:
        return ""
    return say.never_text([label(sign) for sign in MAIN_SIGNS if sign not in answered])
