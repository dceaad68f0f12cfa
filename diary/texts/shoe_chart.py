"""What the chart of shoes and its tables say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from diary.domain.knee import Knee
from diary.domain.period import ONE_DAY
from diary.domain.shoe_weeks import (
    Middle,
    ShoeBars,
    ShoePain,
    ShoeUse,
    ShoeWeeksSeries,
    UseKind,
)
from diary.domain.units import METRES
from diary.texts.charts import knee_word, middle_text, span_text
from diary.texts.labels import label
from diary.texts.numbers import Formats
from diary.texts.run_outlook import knee_letter
from diary.texts.run_response_chart import side_word
from diary.words import _, plural


@dataclass(frozen=True, slots=True)
class ShoesLabels:
    """Every text of the figure of shoes but numbers; `names` one for each use that is shown.

    `unit_m` is what a distance is divided by. `days` and `years` are those the bars begin with.
    `foot` is what stands below a picture that is kept.
    """

    formats: Formats
    unit_m: float
    distance_title: str
    names: tuple[str, ...]
    days: tuple[str, ...]
    years: tuple[str, ...]
    distance: str
    foot: tuple[str, ...] = ()
    pain_title: str = field(default_factory=lambda: _("Middle pain by shoe; shows no cause"))
    part: str = field(default_factory=lambda: _("Dashed: part of a week"))
    highest: str = field(default_factory=lambda: _("Highest week"))
    shoe: str = field(default_factory=lambda: _("Shoe"))
    runs: str = field(default_factory=lambda: _("Runs"))
    scored: str = field(default_factory=lambda: _("Scored runs"))
    moments: tuple[str, str, str] = field(
        default_factory=lambda: (_("During"), _("After"), _("Next morning"))
    )
    sides: Mapping[Knee, str] = field(
        default_factory=lambda: {each: side_word(each) for each in Knee}
    )
    morning: str = field(default_factory=lambda: _("Morning"))
    letters: Mapping[Knee, str] = field(
        default_factory=lambda: {each: knee_letter(each) for each in Knee}
    )
    more: str = field(default_factory=lambda: _("More in the table"))


def shoes_labels(series: ShoeWeeksSeries, bars: ShoeBars, formats: Formats) -> ShoesLabels:
    """The texts of the figure of this series."""
    starts = [bar_start(series, bars, place) for place in range(len(bars))]
    title = _("Distance by shoe, {unit} a week").format(unit=formats.unit_label())
    if bars.weeks_each > 1:
        text = _("{title}; a bar is the average of {weeks} weeks")
        title = text.format(title=title, weeks=bars.weeks_each)
    return ShoesLabels(
        formats=formats,
        unit_m=METRES[formats.unit],
        distance_title=title,
        names=tuple(use_name(use) for use in series.shown),
        days=tuple(formats.short_day(start) for start in starts),
        years=tuple(str(start.year) for start in starts),
        distance=formats.unit_label(),
        foot=(shoes_coverage(series, formats), shoes_note()),
    )


def bar_start(series: ShoeWeeksSeries, bars: ShoeBars, place: int) -> date:
    """The Monday a bar begins with, also where the span begins later in that week."""
    return date.fromordinal(series.starts[place * bars.weeks_each])


def use_name(use: ShoeUse) -> str:
    """What a share of the running was done in: the pair's name, or what there is instead."""
    if use.shoe is not None:
        return use.shoe.name
    return _("Other shoes") if use.kind is UseKind.OTHERS else _("No shoe recorded")


def middle_words(middle: Middle, formats: Formats) -> str:
    """A middle score: "2.5", "too few (2)", "none"."""
    if middle.value is not None:
        return middle_text(middle.value, formats)
    return _("too few ({n})").format(n=middle.count) if middle.count else _("none")


def shoes_note() -> str:
    """What the table of pain by shoe does not say."""
    return _(
        "Shoes differ in when and where they were worn, so a difference between them does not show"
        " that a shoe is the reason. A middle score needs at least 4 scores."
    )


def shoes_coverage(series: ShoeWeeksSeries, formats: Formats) -> str:
    """How many runs are counted, how many name a pair and a distance."""
    named = sum(use.run_count for use in series.uses if use.kind is UseKind.SHOE)
    count = series.run_count
    text = plural(
        "{n} run from {span}: {named} with a shoe, {distance}.",
        "{n} runs from {span}: {named} with a shoe, {distance}.",
        count,
    ).format(
        n=count,
        span=span_text(series.span, formats),
        named=named,
        distance=formats.distance(series.distance_m),
    )
    parts = [text]
    hollow = sum(use.hollow_count for use in series.uses)
    if hollow:
        without = plural("{n} run has no distance.", "{n} runs have no distance.", hollow)
        parts.append(without.format(n=hollow))
    parts += [_scored(series, knee) for knee in series.knees]
    return " ".join(parts)


def _scored(series: ShoeWeeksSeries, knee: Knee) -> str:
    scored = sum(pain.run_count for use in series.uses for pain in use.pains if pain.knee is knee)
    text = _("{knee}: scores on {scored} of {n}.")
    return text.format(knee=label(knee), scored=scored, n=series.run_count)


def shoes_description(series: ShoeWeeksSeries, formats: Formats) -> str:
    """The chart in sentences, for those who cannot see it."""
    parts = [_("Distance by shoe and week, and pain by shoe."), shoes_coverage(series, formats)]
    for use in series.shown:
        share = f"{use_name(use)} {formats.distance(use.distance_m)}"
        pains = [pain_words(pain, formats) for pain in use.pains if pain.run_count]
        parts.append("; ".join([share, *pains]) + ".")
    return " ".join(parts)


def pain_words(pain: ShoePain, formats: Formats) -> str:
    """What a knee said on the runs of a pair: "left during 2, after 3, next morning none"."""
    words = (_("during"), _("after"), _("next morning"))
    each = ", ".join(
        f"{word} {middle_words(middle, formats)}"
        for word, middle in zip(words, pain.middles, strict=True)
    )
    return f"{knee_word(pain.knee)} {each}"


def bar_readout(series: ShoeWeeksSeries, bars: ShoeBars, place: int, formats: Formats) -> str:
    """Everything the chart shows about one bar, as one line."""
    first = place * bars.weeks_each
    last = min(first + bars.weeks_each, len(series.starts)) - 1
    head = _days_text(series, (first, last), formats)
    parts = [
        f"{use_name(use)} {formats.distance(amounts[place])}"
        for use, amounts in zip(series.shown, bars.amounts, strict=True)
        if amounts[place]
    ]
    if not parts:
        is_run = any(sum(use.run_counts[first : last + 1]) for use in series.uses)
        text = _("{days}: no distance") if is_run else _("{days}: no run")
        return text.format(days=head)
    total = formats.distance(sum(amounts[place] for amounts in bars.amounts))
    if last > first:
        text = _("{total} a week on average, highest week {highest}")
        highest = formats.distance(bars.highest[place])
        parts.append(text.format(total=total, highest=highest))
    elif len(parts) > 1:
        parts.append(_("{total} in all").format(total=total))
    return f"{head}: " + "; ".join(parts)


def _days_text(series: ShoeWeeksSeries, weeks: tuple[int, int], formats: Formats) -> str:
    """The days of a row of weeks: "Mon 9 Nov to Sun 15 Nov", with years where there are several."""
    days = series.week_days(*weeks)
    first_on, last_on = days.start, days.end - ONE_DAY
    is_one_year = series.span.start.year == (series.span.end - ONE_DAY).year
    written = formats.weekday_day if is_one_year else formats.day
    if first_on == last_on:
        return written(first_on)
    return _("{first} to {last}").format(first=written(first_on), last=written(last_on))


def week_text(series: ShoeWeeksSeries, week: int, formats: Formats) -> str:
    """A week in the table: the day it begins with, and whether only a part of it is shown."""
    text = formats.day(date.fromordinal(series.starts[week]))
    if not series.is_part(week):
        return text
    return part_text(text)


def part_text(week: str) -> str:
    """A week of which not all days are shown."""
    return _("{week} (part of it)").format(week=week)
