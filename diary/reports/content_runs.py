"""The runs of a visit report: the newest one by one, those before them counted together.

Every run is in one of both tables; what has no room on paper is counted from the oldest on.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from diary.domain.chart_columns import ColumnUnit
from diary.domain.knee import Knee
from diary.domain.period import ONE_DAY, Span, local
from diary.domain.run import Finish, Run, Sport
from diary.domain.run_responses import KneeCourses
from diary.reports.content_parts import CountedRuns, RunsSection, Table
from diary.reports.content_scope import ReportScope, few_columns
from diary.texts import report as texts
from diary.texts import report_runs as say
from diary.texts.chart_columns import column_day_text
from diary.texts.labels import label

MOST_NEWEST = 14
# More rows of counted runs have no room on paper.
MOST_ON_PAPER = 8


def runs_section(scope: ReportScope) -> RunsSection:
    """The section; runs only, other sports are counted below it."""
    runs = scope.runs
    older_count = max(0, len(runs) - MOST_NEWEST)
    note = " ".join(filter(None, (say.moments_note() if runs else "", _others(scope))))
    return RunsSection(
        title=texts.section_title("runs"),
        newest=_newest(scope),
        older=_older(scope, older_count).table if older_count else None,
        on_paper=_on_paper(scope),
        note=note,
        nothing="" if runs else texts.nothing_text(),
    )


# ---- one by one ---------------------------------------------------------------------------------


def _newest(scope: ReportScope) -> Table:
    has_start = scope.choice.has_start_times
    places = range(len(scope.runs))[-MOST_NEWEST:][::-1]
    has_climb = any(scope.runs[place].ascent_m is not None for place in places)
    rows = tuple(_row(scope, place, has_start=has_start, has_climb=has_climb) for place in places)
    head = say.runs_head(scope.knees, scope.formats, has_start=has_start, has_climb=has_climb)
    first = 2 if has_start else 1
    numbers = {first, first + 1, first + 2}
    numbers |= {first + 6} if has_climb else set()
    return Table(say.newest_caption(len(rows), len(scope.runs)), head, rows, frozenset(numbers))


def _row(scope: ReportScope, place: int, *, has_start: bool, has_climb: bool) -> tuple[str, ...]:
    run, formats = scope.runs[place], scope.formats
    pace, shoe = run.pace_s_per_km, scope.diary.shoes.get(run.shoe_id or "")
    return (
        scope.day(run.on),
        *((_start(scope, run),) if has_start else ()),
        "" if run.distance_m is None else formats.distance_value(run.distance_m),
        "" if run.duration_s is None else formats.duration(run.duration_s),
        "" if pace is None else formats.pace(pace),
        "" if run.kind is None else label(run.kind),
        "" if run.surface is None else label(run.surface),
        "" if run.hills is None else label(run.hills),
        *((_climb(run, scope),) if has_climb else ()),
        "" if shoe is None else shoe.name,
        "" if run.rpe is None else str(run.rpe),
        *(_moments(each, place) for each in scope.responses.knees),
        "" if run.finish is None else label(run.finish),
    )


def _start(scope: ReportScope, run: Run) -> str:
    if run.started_at is None:
        return ""
    zone = run.timezone or scope.diary.person.timezone
    return scope.formats.time_of_day(local(run.started_at, zone).time())


def _climb(run: Run, scope: ReportScope) -> str:
    return "" if run.ascent_m is None else scope.formats.number(run.ascent_m, 0)


def _moments(each: KneeCourses, place: int) -> str:
    values = each.courses[place].values
    return say.moments_short([None if value is None else value.value for value in values])


# ---- counted together ---------------------------------------------------------------------------


def _on_paper(scope: ReportScope) -> tuple[CountedRuns, ...]:
    """The runs before the newest one, before the newest two and so on.

    Where all can be listed, weeks in place of the last of them would take the more room.
    """
    count = len(scope.runs)
    before = [count - shown for shown in range(1, min(count, MOST_NEWEST) + 1)]
    if count <= MOST_NEWEST:
        return tuple(CountedRuns(None, (say.more_runs_text(each),)) for each in before)
    return tuple(_older(scope, each, MOST_ON_PAPER) for each in before)


def _older(scope: ReportScope, count: int, most: int | None = None) -> CountedRuns:
    """The oldest `count` runs, in so many rows at most."""
    runs = scope.runs[:count]
    days = [run.on for run in runs]
    columns = few_columns(Span(scope.span.start, days[-1] + ONE_DAY), ColumnUnit.WEEK)
    rows: list[tuple[str, ...]] = []
    left = [count]
    for place in reversed(range(len(columns))):
        first = bisect_left(days, columns.spans[place].start)
        of_column = runs[first : left[-1]]
        if of_column and (most is None or len(rows) < most):
            day = column_day_text(columns, place, scope.formats)
            rows.append((day, *_counted(scope, of_column)))
            left.append(first)
    head = say.older_head(columns, scope.knees, scope.formats)
    table = Table(say.older_caption(count), head, tuple(rows), frozenset(range(1, len(head))))
    return CountedRuns(table, tuple(say.more_runs_text(each) for each in left))


def _counted(scope: ReportScope, runs: Sequence[Run]) -> tuple[str, ...]:
    """How many, how far, how they hurt and how many were cut short."""
    known = [run.distance_m for run in runs if run.distance_m is not None]
    formats = scope.formats
    return (
        str(len(runs)),
        formats.distance_value(sum(known)) if known else "",
        formats.distance_value(max(known)) if known else "",
        *(_highest(runs, knee) for knee in scope.knees),
        str(sum(run.finish is Finish.CUT_SHORT_KNEE for run in runs)),
    )


def _highest(runs: Sequence[Run], knee: Knee) -> str:
    said = (run.knee(knee) for run in runs)
    scores = [score.value for each in said for score in (each.during, each.after) if score]
    return str(max(scores)) if scores else ""


def _others(scope: ReportScope) -> str:
    sports: list[Sport] = [
        run.sport
        for of_day in scope.runs_by_day.values()
        for run in of_day
        if run.sport is not Sport.RUN
    ]
    counted = Counter(sports)
    return say.others_text({sport: counted[sport] for sport in Sport if counted[sport]})
