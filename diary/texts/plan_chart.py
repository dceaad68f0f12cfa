"""What the chart of the plan and its table say: what was done, skipped and aimed at, no praise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from diary.domain.day import Care
from diary.domain.diary import Diary
from diary.domain.exercise import SessionKind
from diary.domain.period import ONE_DAY
from diary.domain.plan_weeks import (
    CadenceLine,
    PlanBar,
    PlanKind,
    PlanRow,
    PlanWeek,
    PlanWeeksSeries,
)
from diary.domain.run import Run
from diary.domain.session import Session
from diary.texts.chart_day import pain_words
from diary.texts.charts import ChartLabels, chart_labels, coverage_text, span_text
from diary.texts.labels import label
from diary.texts.numbers import Formats
from diary.words import _, mark, plural

_KINDS: Mapping[PlanKind, str] = {
    PlanKind.STRENGTH: mark("Strength"),
    PlanKind.MOBILITY: mark("Mobility and stretching"),
    PlanKind.OTHER: mark("Other sessions"),
    PlanKind.RUNS: mark("Runs"),
}
_TITLES: Mapping[PlanKind, str] = {
    PlanKind.STRENGTH: mark("Strength, sessions a week"),
    PlanKind.MOBILITY: mark("Mobility and stretching, sessions a week"),
    PlanKind.OTHER: mark("Rolling, yoga, Pilates and others, sessions a week"),
    PlanKind.RUNS: mark("Runs a week"),
}
_STATES = {
    True: mark("{session} done"),
    False: mark("{session} skipped"),
    None: mark("{session} planned"),
}


@dataclass(frozen=True, slots=True)
class PlanLabels:
    """Every text of the figure of the plan but dates; `panels` are those of the pain panel.

    `titles` has one for each row of the series; `foot` stands below a picture that is kept.
    """

    panels: ChartLabels
    titles: tuple[str, ...]
    base: str
    aim: str
    cadence_run: str
    foot: tuple[str, ...] = ()
    done: str = field(default_factory=lambda: _("Done"))
    skipped: str = field(default_factory=lambda: _("Skipped"))
    target: str = field(default_factory=lambda: _("Target"))
    open: str = field(default_factory=lambda: _("Week not over yet"))
    highest: str = field(default_factory=lambda: _("Most in one week"))
    no_entry: str = field(default_factory=lambda: _("Week without any entry"))
    cadence_title: str = field(
        default_factory=lambda: _("Cadence of easy runs at like pace, steps a minute")
    )
    no_runs: str = field(default_factory=lambda: _("No such run in these days"))


def plan_labels(
    series: PlanWeeksSeries, bars: Sequence[Sequence[PlanBar]], formats: Formats
) -> PlanLabels:
    """The texts of the figure of this series and its bars."""
    cadence = series.cadence
    aim = cadence.target if cadence is not None else None
    return PlanLabels(
        panels=chart_labels(series.pain, formats),
        titles=tuple(map(_title, series.rows, bars)),
        base="" if cadence is None else _("Where you began: {spm}").format(spm=_spm(cadence.base)),
        aim="" if aim is None else _("To try next: {spm}").format(spm=aim),
        cadence_run=_cadence_run(bars),
        foot=_foot(series, formats),
    )


def _cadence_run(bars: Sequence[Sequence[PlanBar]]) -> str:
    weeks = _weeks_each(bars[0]) if bars else 1
    if weeks == 1:
        return _("Run")
    text = _("Middle of the runs of {weeks} weeks, line: lowest to highest")
    return text.format(weeks=weeks)


def _weeks_each(bars: Sequence[PlanBar]) -> int:
    return bars[0].last - bars[0].first + 1 if bars else 1


def _title(row: PlanRow, bars: Sequence[PlanBar]) -> str:
    title = _(_TITLES[row.kind])
    weeks = _weeks_each(bars)
    if weeks == 1:
        return title
    text = _("{title}; a bar is the average of {weeks} weeks")
    return text.format(title=title, weeks=weeks)


def _foot(series: PlanWeeksSeries, formats: Formats) -> tuple[str, ...]:
    if not len(series.span):
        return ()
    return (f"{span_text(series.span, formats)}. {plan_coverage(series)}", plan_note(series))


def kind_word(kind: PlanKind) -> str:
    """What is counted in a row."""
    return _(_KINDS[kind])


def plan_coverage(series: PlanWeeksSeries) -> str:
    """How many days have a score, and in how many weeks anything was entered."""
    recorded = sum(series.is_recorded)
    text = plural(
        "{recorded} of {n} week with an entry.",
        "{recorded} of {n} weeks with an entry.",
        len(series.starts),
    )
    weeks = text.format(recorded=recorded, n=len(series.starts))
    return f"{coverage_text(series.pain)}. {weeks}"


def plan_note(series: PlanWeeksSeries) -> str:
    """What the chart does not say."""
    note = _(
        "Weeks run from Monday to Sunday. What was done and pain can change together for other"
        " reasons, so this does not show what helps."
    )
    if series.cadence is None:
        return note
    cadence = _(
        "Cadence counts easy runs of ten minutes or more whose pace is within a tenth of where you"
        " began."
    )
    return f"{note} {cadence}"


def plan_description(series: PlanWeeksSeries, formats: Formats) -> str:
    """The chart in sentences, for those who cannot see it."""
    parts = [
        _("Sessions a week under the pain of the same days, {span}.").format(
            span=span_text(series.span, formats) if len(series.span) else ""
        )
    ]
    parts += [_row_words(each) for each in series.rows]
    if series.cadence is not None:
        parts.append(cadence_words(series.cadence))
    return " ".join([*parts, plan_coverage(series)])


def _row_words(row: PlanRow) -> str:
    done = sum(week.done for week in row.weeks)
    aimed = [week for week in row.weeks if week.target]
    text = _("{kind}: {done} in {weeks}").format(
        kind=kind_word(row.kind), done=done, weeks=_weeks(len(row.weeks))
    )
    if not aimed:
        return f"{text}."
    reached = sum(week.done >= (week.target or 0) for week in aimed)
    told = _("{text}; the target was reached in {reached} of {weeks} that had one.")
    return told.format(text=text, reached=reached, weeks=_weeks(len(aimed)))


def _weeks(count: int) -> str:
    return plural("{n} week", "{n} weeks", count).format(n=count)


def cadence_words(cadence: CadenceLine) -> str:
    """The cadence in a sentence."""
    text = plural(
        "Cadence: {n} run at like pace, {base} steps a minute where you began.",
        "Cadence: {n} runs at like pace, {base} steps a minute where you began.",
        len(cadence.points),
    ).format(n=len(cadence.points), base=_spm(cadence.base))
    if cadence.target is None:
        return text
    return _("{text} To try next: {spm}.").format(text=text, spm=cadence.target)


def _spm(spm: float) -> str:
    return str(round(spm))


def plan_readout(
    series: PlanWeeksSeries, diary: Diary, runs: Sequence[Run], on: date, formats: Formats
) -> str:
    """Everything the chart shows about one day and its week, as one line.

    `runs` are the activities of the day.
    """
    last_on = series.span.end - ONE_DAY
    is_one_year = series.span.start.year == last_on.year
    head = formats.weekday_day(on) if is_one_year else formats.day(on)
    knees = [each.knee for each in series.pain.knees]
    parts = [words for knee in knees if (words := pain_words(diary, runs, on, knee))]
    parts = parts or [_("no scores")]
    parts += [_session_words(each) for each in diary.sessions_on(on)]
    parts += _care_words(diary, on)
    parts += [
        _("{spm} steps a minute").format(spm=_spm(each.spm))
        for each in (series.cadence.points if series.cadence else ())
        if each.on == on
    ]
    place = series.place_of(on)
    return f"{head}: " + "; ".join([*parts, week_words(series, place, formats)])


def _session_words(session: Session) -> str:
    name = label(session.kind)
    return _(_STATES[session.is_done]).format(session=_lowered(name))


def _care_words(diary: Diary, on: date) -> list[str]:
    """What the care of the day says was done where no session tells it."""
    day = diary.days.get(on)
    done = {each.kind for each in diary.sessions_on(on) if each.is_done}
    told = {
        Care.STRENGTH: {SessionKind.STRENGTH},
        Care.MOBILITY: {SessionKind.MOBILITY, SessionKind.STRETCHING},
    }
    return [
        _lowered(label(care))
        for care, kinds in told.items()
        if day is not None and day.care.get(care) and not done & kinds
    ]


def week_words(series: PlanWeeksSeries, place: int, formats: Formats) -> str:
    """A week in words: "week from Mon 9 Nov: strength 2 of 3, 1 skipped"."""
    monday = formats.weekday_day(series.week_days(place).start)
    has_target = any(each.weeks[place].target for each in series.rows)
    if not series.is_recorded[place] and not has_target:
        return _("week from {day}: nothing entered").format(day=monday)
    text = _("week from {day} so far: {counts}")
    if series.is_over(place):
        text = _("week from {day}: {counts}")
    counts = [
        _("{kind} {count}").format(
            kind=_lowered(kind_word(each.kind)), count=count_text(each.weeks[place])
        )
        for each in series.rows
    ]
    return text.format(day=monday, counts=", ".join(counts))


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def count_text(week: PlanWeek) -> str:
    """What was done of a target: "2 of 3", "2", "2 of 3 (1 skipped)"."""
    text = str(week.done)
    if week.target:
        text = _("{done} of {target}").format(done=week.done, target=week.target)
    if week.skipped:
        text = _("{count} ({n} skipped)").format(count=text, n=week.skipped)
    return text


def week_cell(series: PlanWeeksSeries, place: int, formats: Formats) -> str:
    """A week in the table: its Monday, and whether it is not over yet."""
    text = formats.day(series.week_days(place).start)
    return text if series.is_over(place) else not_over_text(text)


def not_over_text(week: str) -> str:
    """A week that is not over yet."""
    return _("{week} (so far)").format(week=week)


def plan_headings(series: PlanWeeksSeries) -> tuple[str, ...]:
    """The headings of the table of weeks."""
    found = [_("Week from")]
    for row in series.rows:
        kind = kind_word(row.kind)
        found.append(_("{kind}, done").format(kind=kind))
        if row.kind in (PlanKind.STRENGTH, PlanKind.MOBILITY, PlanKind.RUNS):
            found.append(_("{kind}, target").format(kind=kind))
        if row.kind is not PlanKind.RUNS:
            found.append(_("{kind}, skipped").format(kind=kind))
    for knee in series.pain.knees:
        found.append(_("{knee}, middle of the week").format(knee=label(knee.knee)))
        found.append(_("{knee}, highest").format(knee=label(knee.knee)))
    if series.cadence is not None:
        found.append(_("Cadence, middle"))
    return tuple(found)


def nothing_planned_text() -> str:
    """What an empty chart says where there is no plan and no session at all."""
    return _("The chart starts with a session, a plan or a season on the page Plan.")


def nothing_in_text(series: PlanWeeksSeries, formats: Formats) -> str:
    """What an empty chart says where these days have no session and no target."""
    days = span_text(series.span, formats) if len(series.span) else ""
    return _("There is no session and no target in {days}. Choose other days.").format(days=days)
