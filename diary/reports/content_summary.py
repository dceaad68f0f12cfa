"""The summary: these days against those before them, or every entry where there are few.

Middle values and counts only; a line nothing is known of says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from diary.domain.day import PlanAnswer
from diary.domain.diary import DatedScore
from diary.domain.knee import Knee, Moment
from diary.domain.period import Span
from diary.domain.rules.single_run import REFERENCE_DAYS, is_much_longer, run_spike
from diary.domain.run import Finish, Run
from diary.domain.run_responses import RunResponsesSeries
from diary.domain.trends import median
from diary.reports.content_entries import entries_table
from diary.reports.content_parts import Comparison, SummarySection
from diary.reports.content_plan import plan_comparisons
from diary.reports.content_scope import ReportScope
from diary.texts import report as texts
from diary.texts import report_summary as say
from diary.texts.charts import middle_text

LEAST_RECORDED = 7
_ENDS = 7
_WEEK = 7


def summary(scope: ReportScope) -> SummarySection:
    """The section; with few recorded days it lists the entries."""
    recorded, days = scope.series.recorded_days, len(scope.span)
    is_thin = recorded < LEAST_RECORDED
    lines = () if is_thin else comparisons(scope)
    entries = entries_table(scope) if is_thin else None
    has_any = bool(lines or (entries and entries.rows))
    now = texts.days_text(scope.span, scope.formats)
    return SummarySection(
        title=texts.section_title("summary"),
        about="" if is_thin else _about(scope),
        before_head=_before_head(scope),
        now_head=say.now_head(now),
        lines=lines,
        entries=entries if has_any else None,
        thin=say.thin_text(recorded, days) if is_thin and has_any else "",
        nothing="" if has_any else texts.nothing_text(),
    )


def _about(scope: ReportScope) -> str:
    if scope.before is None:
        return ""
    days, before = len(scope.span), len(scope.before)
    return say.about_text(days) if before == days else say.shorter_about_text(days, before)


def _before_head(scope: ReportScope) -> str:
    if scope.before is not None:
        if len(scope.before) < len(scope.span):
            return say.before_head(say.from_text(scope.before.start, scope.formats))
        return say.before_head(texts.days_text(scope.before, scope.formats))
    is_in_file = scope.reaches_back(scope.span.start, len(scope.span))
    return say.before_head(say.no_entries_text() if is_in_file else say.not_in_file_text())


def comparisons(scope: ReportScope) -> tuple[Comparison, ...]:
    """The lines of the summary however few days were recorded."""
    return tuple(_Lines(scope).all())


@dataclass(frozen=True)
class _Worst:
    """The highest score of some days: when it was last reached, and on how many days."""

    value: int
    knees: tuple[Knee, ...]
    on: date
    moment: Moment
    run_id: str | None
    count: int


class _Lines:
    """The lines of the summary, each counted in the same way before and now."""

    def __init__(self, scope: ReportScope) -> None:
        self._scope = scope
        self._formats = scope.formats
        self._now, self._before = scope.span, scope.before
        self._read: dict[Span, Sequence[DatedScore]] = {}

    def all(self) -> Iterator[Comparison]:
        """The lines in the order in which they are read."""
        for knee in self._scope.knees:
            yield self._mornings(knee)
        yield self._worst_line()
        yield self._settled_line()
        yield self._line(say.cut_label(), self._cut)
        yield self._line(say.held_back_label(), self._held_back, say.held_back_note())
        yield self._line(say.load_label(), self._load, self._load_note())
        yield self._longest_line()
        yield self._spikes_line()
        yield from plan_comparisons(self._scope)
        yield self._line(say.recorded_label(), self._recorded)

    def _line(self, label: str, value: Callable[[Span], str], note: str = "") -> Comparison:
        before = say.unknown_text() if self._before is None else value(self._before)
        return Comparison(label, before, value(self._now), note)

    # ---- scores ----

    def _mornings(self, knee: Knee) -> Comparison:
        now = self._morning_scores(knee, self._now)
        ends = None
        if len(now) >= 2 * _ENDS:
            ends = (median(now[:_ENDS]) or 0.0, median(now[-_ENDS:]) or 0.0)
        note = say.mornings_note(len(now), ends, self._formats)

        def middle(span: Span) -> str:
            value = median(self._morning_scores(knee, span))
            return say.unknown_text() if value is None else middle_text(value, self._formats)

        return self._line(say.morning_label(knee), middle, note)

    def _morning_scores(self, knee: Knee, span: Span) -> list[int]:
        days = self._scope.diary.days
        scores = (days[on].knee(knee).morning for on in span if on in days)
        return [score.value for score in scores if score is not None]

    def _worst_line(self) -> Comparison:
        worst = self._worst(self._now)
        note = ""
        if worst is not None and worst.value:
            runs = self._scope.runs_by_day.get(worst.on, ())
            of_day = [run for run in runs if run.is_run]
            run = self._scope.diary.runs.get(worst.run_id or "")
            run = run or (of_day[-1] if of_day else None)
            note = say.worst_note(
                self._scope.day(worst.on), worst.moment, run, self._formats, worst.count
            )

        def value(span: Span) -> str:
            found = worst if span == self._now else self._worst(span)
            return (
                say.unknown_text() if found is None else say.worst_value(found.value, found.knees)
            )

        return self._line(say.worst_label(), value, note)

    def _worst(self, span: Span) -> _Worst | None:
        found = self._scores(span)
        if not found:
            return None
        most = max(each.score.value for each in found)
        top = [each for each in found if each.score.value == most]
        last = top[-1]
        knees = tuple(knee for knee in Knee if any(each.knee is knee for each in top))
        days = len({each.on for each in top})
        return _Worst(most, knees, last.on, last.moment, last.run_id, days)

    def _settled_line(self) -> Comparison:
        def value(span: Span) -> str:
            series = (
                self._scope.responses
                if span == self._now
                else self._scope.responses_in(span, self._now.start)
            )
            return say.settled_value(_settled(series))

        count = _untellable(self._scope)
        return self._line(say.settled_label(), value, say.settled_note(count))

    # ---- runs ----

    def _cut(self, span: Span) -> str:
        days = self._scope.diary.days
        skipped = sum(days[on].plan is PlanAnswer.SKIPPED_KNEE for on in span if on in days)
        runs = self._scope.runs_in(span)
        return say.cut_value(sum(run.finish is Finish.CUT_SHORT_KNEE for run in runs), skipped)

    def _held_back(self, span: Span) -> str:
        days = self._scope.diary.days
        answers = [days[on].held_back for on in span if on in days]
        known = [each for each in answers if each is not None]
        return say.held_back_value(sum(known), len(known))

    def _load(self, span: Span) -> str:
        total = self._scope.history.total(span)
        lacks = any(run.distance_m is None for run in self._scope.runs_in(span))
        if total is None or (lacks and not total):
            return say.unknown_text()
        a_week = total * _WEEK / max(len(self._scope.known_part(span)), _WEEK)
        return say.load_value(a_week, self._formats, is_incomplete=lacks)

    def _load_note(self) -> str:
        """How many runs it is counted from, and since when where the diary began in these days."""
        count, known = len(self._scope.runs), self._scope.known_part(self._now)
        since = "" if known == self._now else self._scope.day(known.start)
        return say.runs_note(count, since)

    def _longest_line(self) -> Comparison:
        longest = self._longest(self._now)
        note = "" if longest is None else self._scope.day(longest.on)
        return self._line(
            say.longest_label(),
            lambda span: say.longest_value(self._longest(span), self._formats),
            note,
        )

    def _longest(self, span: Span) -> Run | None:
        runs = (run for run in self._scope.runs_in(span) if run.distance_m is not None)
        return max(runs, key=lambda run: run.distance_m or 0.0, default=None)

    def _spikes_line(self) -> Comparison:
        now = self._spikes(self._now)

        def value(span: Span) -> str:
            found = now if span == self._now else self._spikes(span)
            return say.unknown_text() if found is None else say.spikes_value(len(found))

        note = say.dates_note([self._scope.day(on) for on in now or ()])
        if now is None:
            note = say.spikes_unknown_note()
        return self._line(say.spikes_label(), value, note)

    def _spikes(self, span: Span) -> list[date] | None:
        """The days of runs that were much longer; None = nobody can tell.

        A file may lack the days that they are measured against, and its reminders tell of the
        newest runs alone.
        """
        scope = self._scope
        if _lacks_reference(scope, span):
            return None
        settings, recent_m = scope.diary.settings, scope.diary.person.longest_recent_run_m
        found = []
        for run in scope.runs_in(span):
            spike = run_spike(scope.facts, run, settings, recent_m)
            if spike is not None and is_much_longer(run, spike, settings):
                found.append(run.on)
        return found

    def _recorded(self, span: Span) -> str:
        days = {each.on for each in self._scores(span)}
        return say.recorded_value(len(days), len(span))

    def _scores(self, span: Span) -> Sequence[DatedScore]:
        """The scores of some days, read once."""
        found = self._read.get(span)
        if found is None:
            found = self._read[span] = _scores_between(self._scope, span)
        return found


def _scores_between(scope: ReportScope, span: Span) -> Sequence[DatedScore]:
    """The scores of the knees shown on some days, without looking at those of all others."""
    days = {on: scope.diary.days[on] for on in span if on in scope.diary.days}
    runs = {key: run for key, run in scope.diary.runs.items() if run.on in span}
    scores = replace(scope.diary, days=days, runs=runs).scores()
    return [each for each in scores if each.knee in scope.knees]


def _lacks_reference(scope: ReportScope, span: Span) -> bool:
    """True where a file lacks days before some runs.

    In the thirty days after its first run it does not tell whether the person ran before it.
    """
    if scope.file_from is None or not scope.runs_in(span):
        return False
    first_run = date.fromordinal(scope.facts.run_days.first)
    known_from = max(scope.file_from, first_run)
    return (scope.runs_in(span)[0].on - known_from).days < REFERENCE_DAYS


def _untellable(scope: ReportScope) -> int:
    """The runs of the days shown of which a file does not say how they went on or began."""
    courses = zip(*(each.courses for each in scope.responses.knees), strict=True)
    lacking = {
        run.id
        for run, of_run in zip(scope.responses.runs, courses, strict=True)
        if any(course.is_cut_off for course in of_run)
    }
    if scope.is_file and scope.today > scope.known_on == scope.last_on:
        lacking |= {run.id for run in scope.runs[-1:] if run.on == scope.last_on}
    return len(lacking)


def _settled(series: RunResponsesSeries) -> list[tuple[Knee, int, int]]:
    """By knee the runs it had settled after, of those with a morning value."""
    return [(each.knee, each.settled().settled, each.settled().of) for each in series.knees]
