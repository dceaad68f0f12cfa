"""What the chart "Where" and its table say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from diary.domain.knee import Area, Knee
from diary.domain.spot_counts import KneeSpots, SpotRow, SpotSeries
from diary.texts.chart_columns import column_name, each_column_text
from diary.texts.charts import knee_word, span_text
from diary.texts.labels import label
from diary.texts.numbers import Formats
from diary.words import _, mark, plural

_SPOTS: Mapping[Area | None, str] = {
    Area.ABOVE: mark("Above"),
    Area.FRONT: mark("Front"),
    Area.BELOW: mark("Below"),
    Area.INNER: mark("Inner side"),
    Area.OUTER: mark("Outer side"),
    Area.BEHIND: mark("Back"),
    Area.INSIDE: mark("Deep inside"),
    Area.ALL_OVER: mark("All over"),
    None: mark("Pain, no spot named"),
}
_IN_SENTENCE: Mapping[Area | None, str] = {
    Area.ABOVE: mark("above"),
    Area.FRONT: mark("front"),
    Area.BELOW: mark("below"),
    Area.INNER: mark("inner side"),
    Area.OUTER: mark("outer side"),
    Area.BEHIND: mark("back"),
    Area.INSIDE: mark("deep inside"),
    Area.ALL_OVER: mark("all over"),
    None: mark("pain without a spot"),
}


@dataclass(frozen=True, slots=True)
class SpotLabels:
    """Every text of the figure "Where" but dates, which `formats` writes.

    `foot` is what stands below a picture that is kept.
    """

    formats: Formats
    each_column: str
    foot: tuple[str, ...] = ()
    knees: Mapping[Knee, str] = field(default_factory=lambda: {knee: label(knee) for knee in Knee})
    weeks: Mapping[Knee, str] = field(
        default_factory=lambda: {
            Knee.LEFT: _("Left knee, days with the spot"),
            Knee.RIGHT: _("Right knee, days with the spot"),
        }
    )
    spots: Mapping[Area | None, str] = field(
        default_factory=lambda: {area: _(text) for area, text in _SPOTS.items()}
    )
    sides: Mapping[str, str] = field(
        default_factory=lambda: {
            "outer": _("outer"),
            "inner": _("inner"),
            "back_view": _("back view"),
        }
    )
    number: str = field(default_factory=lambda: _("Number: days it was named; none: never"))
    density: str = field(default_factory=lambda: _("Few days to many days"))
    named: str = field(default_factory=lambda: _("Days with the spot"))
    sore: str = field(default_factory=lambda: _("Days with pain"))
    nothing: str = field(default_factory=lambda: _("No spot named"))
    # It has a place for `n`.
    more_rows: str = field(default_factory=lambda: _("More rows in the table: {n}"))


def spot_labels(series: SpotSeries, formats: Formats) -> SpotLabels:
    """The texts of the figure of this series."""
    foot = (spot_coverage(series), spot_note())
    return SpotLabels(formats, each_column_text(series.columns), foot)


def spot_word(area: Area | None) -> str:
    """A spot as the heading of a row; None: pain without a spot."""
    return _(_SPOTS[area])


def spots_words(areas: Sequence[Area]) -> str:
    """Spots inside a sentence: "front, below"."""
    return ", ".join(_(_IN_SENTENCE[area]) for area in areas)


def spot_coverage(series: SpotSeries) -> str:
    """How much there is: "Scores on 61 of 84 days. Left knee: a spot on 20 days, …"."""
    days = len(series.span)
    scores = plural("Scores on {n} of {days} day.", "Scores on {n} of {days} days.", days)
    return " ".join(
        [
            scores.format(n=series.recorded_days, days=days),
            *(_knee_coverage(each) for each in series.knees),
        ]
    )


def _knee_coverage(each: KneeSpots) -> str:
    named = plural("a spot on {n} day", "a spot on {n} days", each.named_days)
    without = each.total(None)
    unnamed = plural("pain without a spot on {n} day", "pain without a spot on {n} days", without)
    return _("{knee}: {named}, {unnamed}.").format(
        knee=label(each.knee),
        named=named.format(n=each.named_days),
        unnamed=unnamed.format(n=without),
    )


def spot_description(series: SpotSeries, formats: Formats) -> str:
    """The chart in words, for those who cannot see it."""
    head = _("Where it hurt, {span}").format(span=span_text(series.span, formats))
    return "; ".join([head, *(_course(each) for each in series.knees)]) + "."


def _course(each: KneeSpots) -> str:
    """The spots of a knee, the most frequent first."""
    ordered = sorted(each.rows, key=lambda row: -row.total)
    parts = [_counted(row, row.total) for row in ordered]
    knee = label(each.knee)
    return f"{knee} {', '.join(parts)}" if parts else _("{knee} no spot").format(knee=knee)


def _counted(row: SpotRow, days: int) -> str:
    text = plural("{spot} {n} day", "{spot} {n} days", days)
    return text.format(spot=_(_IN_SENTENCE[row.area]), n=days)


def spot_readout(series: SpotSeries, place: int, formats: Formats) -> str:
    """Everything the chart shows about one column, as one line."""
    parts = [_column_of(each, place) for each in series.knees]
    return f"{column_name(series.columns, place, formats)}: {'; '.join(parts)}"


def _column_of(each: KneeSpots, place: int) -> str:
    knee = knee_word(each.knee)
    rows = [_counted(row, row.days[place]) for row in each.rows if row.days[place]]
    if not rows:
        return _("{knee} no pain or spot entered").format(knee=knee)
    sore = each.sore_days[place]
    text = plural(
        "{knee} {spots}, of {n} day with pain", "{knee} {spots}, of {n} days with pain", sore
    )
    return text.format(knee=knee, spots=", ".join(rows), n=sore)


def spot_heading(knee: Knee, area: Area | None) -> str:
    """The heading of a column of the table: "Left: Front"."""
    return _("{knee}: {spot}").format(knee=_SIDES[knee](), spot=spot_word(area))


def sore_heading(knee: Knee) -> str:
    """The heading of the days with pain of a knee."""
    return _("{knee}: {spot}").format(knee=_SIDES[knee](), spot=_("Days with pain"))


_SIDES = {Knee.LEFT: lambda: _("Left"), Knee.RIGHT: lambda: _("Right")}


def spot_note() -> str:
    """What the chart can say and what it cannot."""
    return _("A spot says where it was felt on that day. It does not say what hurts there or why.")


def no_spots_text(series: SpotSeries) -> str:
    """Why there is nothing to show, and what would change that."""
    without = sum(each.total(None) for each in series.knees)
    if not without:
        return _("No spot was named in these days. Tick on Today where it hurts.")
    text = plural(
        "No spot was named in these days, with pain on {n} day. Tick on Today where it hurts.",
        "No spot was named in these days, with pain on {n} days. Tick on Today where it hurts.",
        without,
    )
    return text.format(n=without)
