"""What charts and their tables say; values come in, sentences go out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from diary.domain.event import Event, EventKind
from diary.domain.knee import Knee, Moment, Quality, Sign, SwellingSize
from diary.domain.load import LoadMeasure
from diary.domain.pain_and_load import (
    KneeSeries,
    MarkKind,
    PainAndLoadSeries,
    TimelineMark,
)
from diary.domain.period import ONE_DAY, Span
from diary.domain.trends import median
from diary.domain.units import METRES
from diary.texts.labels import label
from diary.texts.numbers import Formats
from diary.texts.pt_notes import pt_note_text
from diary.words import _, mark, plural

_MOMENTS: Mapping[Moment | None, str] = {
    None: mark("Day's highest"),
    Moment.MORNING: mark("Morning"),
    Moment.DURING: mark("During the run"),
    Moment.AFTER: mark("After the run"),
    Moment.WORST: mark("Worst of the day"),
}
_PAIN_TITLES: Mapping[Moment | None, str] = {
    None: mark("Pain, day's highest, 0 to 10"),
    Moment.MORNING: mark("Pain in the morning, 0 to 10"),
    Moment.DURING: mark("Pain during runs, 0 to 10"),
    Moment.AFTER: mark("Pain after runs, 0 to 10"),
    Moment.WORST: mark("Worst pain of the day, 0 to 10"),
}
_MOMENT_WORDS: Mapping[Moment, str] = {
    Moment.MORNING: mark("morning"),
    Moment.DURING: mark("during"),
    Moment.AFTER: mark("after"),
    Moment.WORST: mark("worst"),
}
_MEASURES: Mapping[LoadMeasure, str] = {
    LoadMeasure.DISTANCE: mark("Distance"),
    LoadMeasure.DURATION: mark("Minutes"),
    LoadMeasure.EFFORT: mark("Effort times minutes"),
}
_ENDS_OF_VALUES = 7
# So much of a note of the PT fits beside a mark.
_NOTE_MOST = 40


@dataclass(frozen=True, slots=True)
class ChartLabels:
    """Every text of the figure of pain and load but dates; `formats` writes those and numbers.

    `marks` belong to the marks of the series, one each. `load_unit` is what an amount of load is
    divided by before it is drawn. `pooled_load` has a place for `days`.
    """

    formats: Formats
    pain_title: str
    load_title: str
    week_title: str
    load_unit: float
    incomplete: str
    marks: tuple[str, ...]
    coverage: str = ""
    pain_ticks: Mapping[int, str] = field(
        default_factory=lambda: {
            0: _("0 none"),
            3: _("3 mild"),
            6: _("6 moderate"),
            10: _("10 worst"),
        }
    )
    lines: Mapping[Knee, str] = field(
        default_factory=lambda: {
            Knee.LEFT: _("Left knee, line: middle of 7 days"),
            Knee.RIGHT: _("Right knee, line: middle of 7 days"),
        }
    )
    ranges: Mapping[Knee, str] = field(
        default_factory=lambda: {
            Knee.LEFT: _("Left, lowest to highest"),
            Knee.RIGHT: _("Right, lowest to highest"),
        }
    )
    bands: tuple[str, ...] = field(
        default_factory=lambda: (_("0"), _("1 to 3"), _("4 to 6"), _("7 to 10"))
    )
    both: str = field(default_factory=lambda: _("Both the same"))
    no_entry: str = field(default_factory=lambda: _("No entry"))
    late: str = field(default_factory=lambda: _("Entered late"))
    usual: str = field(default_factory=lambda: _("Usual week, 20 % up or down"))
    sign: str = field(default_factory=lambda: _("Safety sign"))
    event: str = field(default_factory=lambda: _("Event"))
    pt_note: str = field(default_factory=lambda: _("From my PT"))
    shoe: str = field(default_factory=lambda: _("Shoes"))
    numbered: str = field(default_factory=lambda: _("Numbers: see the table"))
    more_marks: str = field(default_factory=lambda: _("Numbers and other marks: see the table"))
    bare_marks: str = field(default_factory=lambda: _("Marks without words: see the table"))
    evidence: str = field(default_factory=lambda: _("Days of the reminder"))
    at_least: str = field(default_factory=lambda: _("At least that much"))
    pooled_load: str = field(default_factory=lambda: _("each bar: the highest of {days} days"))
    no_runs: str = field(default_factory=lambda: _("No runs in these days"))
    no_known_runs: str = field(default_factory=lambda: _("No runs on the days that are known"))
    not_known: str = field(default_factory=lambda: _("Not known for these days"))
    too_few_days: str = field(default_factory=lambda: _("Too few known days for a sum"))


def chart_labels(series: PainAndLoadSeries, formats: Formats) -> ChartLabels:
    """The texts of the figure of this series."""
    units = {
        LoadMeasure.DISTANCE: METRES[formats.unit],
        LoadMeasure.DURATION: 60.0,
        LoadMeasure.EFFORT: 1.0,
    }
    titles = {
        LoadMeasure.DISTANCE: (_("Distance, {unit} per day"), _("Last 7 days, {unit}")),
        LoadMeasure.DURATION: (_("Minutes of running per day"), _("Minutes, last 7 days")),
        LoadMeasure.EFFORT: (
            _("Effort times minutes per day"),
            _("Effort times minutes, last 7 days"),
        ),
    }
    missing = {
        LoadMeasure.DISTANCE: _("Run without distance"),
        LoadMeasure.DURATION: _("Run without time"),
        LoadMeasure.EFFORT: _("Run without effort"),
    }
    load_title, week_title = titles[series.measure]
    unit = formats.unit_label()
    return ChartLabels(
        formats=formats,
        pain_title=_(_PAIN_TITLES[series.moment]),
        load_title=load_title.format(unit=unit),
        week_title=week_title.format(unit=unit),
        load_unit=units[series.measure],
        incomplete=missing[series.measure],
        marks=tuple(mark_text(each) for each in series.marks),
        coverage=coverage_text(series),
        no_entry=_no_entry(series.moment),
    )


def _no_entry(moment: Moment | None) -> str:
    if moment is None:
        return _("No entry")
    return _("No score ({moment})").format(moment=moment_word(moment))


def moment_choice(moment: Moment | None) -> str:
    """A choice of the moment to be drawn; None is the day's highest."""
    return _(_MOMENTS[moment])


def measure_choice(measure: LoadMeasure) -> str:
    """A choice of what load is counted in."""
    return _(_MEASURES[measure])


def moment_word(moment: Moment) -> str:
    """The moment inside a sentence: "morning"."""
    return _(_MOMENT_WORDS[moment])


def knee_word(knee: Knee) -> str:
    """The knee inside a sentence: "left"."""
    return _("left") if knee is Knee.LEFT else _("right")


def load_text(amount: float, measure: LoadMeasure, formats: Formats) -> str:
    """An amount of load with its unit: "31.2 km", "185 min", "effort 412"."""
    if measure is LoadMeasure.DISTANCE:
        return formats.distance(amount)
    if measure is LoadMeasure.DURATION:
        return _("{minutes} min").format(minutes=formats.number(amount / 60, 0))
    return _("effort {amount}").format(amount=formats.number(amount, 0))


def load_words(
    amount: float | None, measure: LoadMeasure, formats: Formats, *, is_incomplete: bool
) -> str:
    """The same of days with runs that may lack it: "at least 31.2 km", "not known"; "" of None."""
    if amount is None:
        return _("not known") if is_incomplete else ""
    text = load_text(amount, measure, formats)
    return _("at least {amount}").format(amount=text) if is_incomplete else text


def mark_text(each: TimelineMark, note_most: int | None = _NOTE_MOST) -> str:
    """What a mark on the time axis stands for; a note of the PT is cut to `note_most` letters."""
    if each.kind is MarkKind.SIGN:
        signs = ", ".join(_noted(sign) for sign in each.signs)
        knee = knee_word(each.knee) if each.knee is not None else ""
        return _("{signs} ({knee})").format(signs=signs, knee=knee)
    if each.shoe is not None:
        text = _("New shoes: {name}") if each.kind is MarkKind.SHOE_FIRST else _("Last day: {name}")
        return text.format(name=each.shoe.name)
    if each.note is not None:
        return pt_note_text(each.note, most=note_most)
    return "" if each.event is None else event_text(each.event)


def event_text(event: Event) -> str:
    """An event in a few words: "Race: 10 km city run"."""
    kind = label(event.kind)
    if not event.text:
        return kind
    return event.text if event.kind is EventKind.OTHER else f"{kind}: {event.text}"


def _noted(sign: Sign | SwellingSize | Quality) -> str:
    return label(Sign.SWELLING if isinstance(sign, SwellingSize) else sign)


def evidence_text(evidence: Span, formats: Formats) -> str:
    """Which days are shaded: "Shaded: 7 Nov to 20 Nov, the days of the reminder."."""
    first, last = evidence.start, evidence.end - ONE_DAY
    if first == last:
        return _("Shaded: {day}, the day of the reminder.").format(day=formats.short_day(first))
    text = _("Shaded: {first} to {last}, the days of the reminder.")
    return text.format(first=formats.short_day(first), last=formats.short_day(last))


def coverage_text(series: PainAndLoadSeries) -> str:
    """How much of the span was recorded: "61 of 84 days recorded, 3 entered late".

    Of one moment only: "12 of 84 days with a score (morning)".
    """
    days, moment = len(series.span), series.moment
    if moment is None:
        text = plural(
            "{recorded} of {days} day recorded", "{recorded} of {days} days recorded", days
        )
    else:
        text = plural(
            "{recorded} of {days} day with a score ({moment})",
            "{recorded} of {days} days with a score ({moment})",
            days,
        )
    word = "" if moment is None else moment_word(moment)
    text = text.format(recorded=series.recorded_days, days=days, moment=word)
    late = series.late_days
    return text + (_(", {late} entered late").format(late=late) if late else "")


def span_text(span: Span, formats: Formats) -> str:
    """The first and last day of a span, both included."""
    last = span.end - ONE_DAY
    return _("{first} to {last}").format(first=formats.day(span.start), last=formats.day(last))


def chart_description(series: PainAndLoadSeries, formats: Formats) -> str:
    """The chart in one sentence, for those who cannot see it."""
    parts = [
        _("{title} and load, {span}").format(
            title=_(_PAIN_TITLES[series.moment]), span=span_text(series.span, formats)
        )
    ]
    parts += [_knee_course(each, series.span, formats) for each in series.knees]
    parts += _last_week(series, formats)
    return "; ".join([*parts, coverage_text(series)]) + "."


def _last_week(series: PainAndLoadSeries, formats: Formats) -> list[str]:
    """The load of the seven days that end with the last day of which one is known."""
    ends = zip(reversed(series.week_sums), range(len(series.span), 0, -1), strict=True)
    count = next((count for amount, count in ends if amount is not None), 0)
    if not count:
        return []
    text = _("last 7 days to {day} {amount}")
    day = formats.weekday_day(series.span.start + timedelta(count - 1))
    return [text.format(day=day, amount=week_words(series, count - 1, formats))]


def week_words(series: PainAndLoadSeries, place: int, formats: Formats) -> str:
    """The load of the seven days that end with the day at a place; "" when it is not known."""
    return load_words(
        series.week_sums[place],
        series.measure,
        formats,
        is_incomplete=series.is_week_incomplete[place],
    )


def _knee_course(series: KneeSeries, span: Span, formats: Formats) -> str:
    known = [value.value for value in series.values if value]
    knee = label(series.knee)
    if not known:
        return _("{knee} no scores").format(knee=knee)
    highest = max(known)
    at = next(place for place, each in enumerate(series.values) if each and each.value == highest)
    on = span.start + timedelta(at)
    top = _("highest {value} on {day}").format(value=highest, day=formats.weekday_day(on))
    if len(known) < 2 * _ENDS_OF_VALUES:
        middle = median(known) or 0.0
        text = _("{knee} middle value {middle}, {highest}")
        return text.format(knee=knee, middle=middle_text(middle, formats), highest=top)
    first = median(known[:_ENDS_OF_VALUES]) or 0.0
    last = median(known[-_ENDS_OF_VALUES:]) or 0.0
    text = _("{knee} middle value {first} in the first and {last} in the last 7 scores, {highest}")
    return text.format(
        knee=knee,
        first=middle_text(first, formats),
        last=middle_text(last, formats),
        highest=top,
    )


def middle_text(middle: float, formats: Formats) -> str:
    """A median: whole numbers without decimals."""
    return formats.number(middle, 0 if middle == int(middle) else 1)
