"""What the chart "Signs and care" and its table say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from diary.domain.sign_days import SignGroup, SignRow, SignSeries, Tally
from diary.texts.chart_columns import column_name, each_column_text
from diary.texts.charts import span_text
from diary.texts.labels import label
from diary.texts.numbers import Formats
from diary.words import _, mark, plural

_TITLES: Mapping[SignGroup, str] = {
    SignGroup.LEFT: mark("Left knee, signs"),
    SignGroup.RIGHT: mark("Right knee, signs"),
    SignGroup.LIMITS: mark("What the knee limited"),
    SignGroup.CARE: mark("What was done for it"),
}
_IN_SENTENCE: Mapping[SignGroup, str] = {
    SignGroup.LEFT: mark("left"),
    SignGroup.RIGHT: mark("right"),
    SignGroup.LIMITS: mark("limited"),
    SignGroup.CARE: mark("done"),
}
_HEADINGS: Mapping[SignGroup, str] = {
    SignGroup.LEFT: mark("Left"),
    SignGroup.RIGHT: mark("Right"),
    SignGroup.LIMITS: mark("Limited"),
    SignGroup.CARE: mark("Done"),
}
# So many of the most frequent are named in the description.
_NAMED_MOST = 3
# More things that are no than this are counted in the read-out; the table names them.
_NO_NAMED_MOST = 3


@dataclass(frozen=True, slots=True)
class SignLabels:
    """Every text of the figure "Signs and care" but dates, which `formats` writes.

    `rows` belong to the rows of the series, one each; `foot` is what stands below a picture that is
    kept.
    """

    formats: Formats
    each_column: str
    rows: tuple[str, ...]
    yes: str
    no: str
    foot: tuple[str, ...] = ()
    titles: Mapping[SignGroup, str] = field(
        default_factory=lambda: {group: _(text) for group, text in _TITLES.items()}
    )
    urgent: str = field(default_factory=lambda: _("Yes, a safety sign"))
    blank: str = field(default_factory=lambda: _("Blank: not answered"))
    nothing: str = field(default_factory=lambda: _("Nothing was answered in these days."))
    # It has a place for `n`.
    more_rows: str = field(default_factory=lambda: _("More rows in the table: {n}"))


def sign_labels(series: SignSeries, formats: Formats) -> SignLabels:
    """The texts of the figure of this series."""
    is_by_day = series.is_by_day
    return SignLabels(
        formats,
        each_column_text(series.columns),
        tuple(asked_text(row) for row in series.rows),
        yes=_("Yes") if is_by_day else _("Days with yes"),
        no=_("No") if is_by_day else _("Days with an answer"),
        foot=(sign_coverage(series), sign_note()),
    )


def asked_text(row: SignRow) -> str:
    """What a row is about: a label, or what the person typed."""
    return label(row.asked) if isinstance(row.asked, StrEnum) else row.asked


def group_word(group: SignGroup) -> str:
    """What rows are about, in the table of all days: "Left", "Limited"."""
    return _(_HEADINGS[group])


def asked_heading(row: SignRow) -> str:
    """The heading of a column of the table: "Left: Swelling"."""
    return _("{group}: {asked}").format(group=group_word(row.group), asked=asked_text(row))


def tally_text(row: SignRow, tally: Tally, *, is_by_day: bool) -> str:
    """An answer in the table: "yes", "no", "3 of 5"; empty for not answered."""
    if not tally.answered:
        return ""
    if is_by_day:
        return _("yes") if tally.yes else _("no")
    if _is_ticked_only(row, tally):
        return str(tally.yes)
    return _("{yes} of {answered}").format(yes=tally.yes, answered=tally.answered)


def sign_coverage(series: SignSeries) -> str:
    """How many days have an answer: "Signs, limits or care answered on 40 of 84 days."."""
    days = len(series.span)
    text = plural(
        "Signs, limits or care answered on {n} of {days} day.",
        "Signs, limits or care answered on {n} of {days} days.",
        days,
    )
    left_out = series.own_left_out
    rest = plural(
        "{n} more thing in own words is not shown.",
        "{n} more things in own words are not shown.",
        left_out,
    )
    parts = [text.format(n=series.answered_days, days=days)]
    return " ".join(parts + ([rest.format(n=left_out)] if left_out else []))


def sign_description(series: SignSeries, formats: Formats) -> str:
    """The chart in words, for those who cannot see it: the most frequent of every group."""
    head = _("Signs and care, {span}").format(span=span_text(series.span, formats))
    parts = [_course(series.rows_of(group), group) for group in series.groups]
    return "; ".join([head, *parts]) + "."


def _course(rows: Sequence[SignRow], group: SignGroup) -> str:
    ordered = sorted(rows, key=lambda row: -row.total.yes)
    named = [_days(row, row.total) for row in ordered[:_NAMED_MOST] if row.total.yes]
    title = _(_TITLES[group])
    return f"{title}: {', '.join(named)}" if named else _("{title}: no yes").format(title=title)


def _days(row: SignRow, tally: Tally) -> str:
    asked = _in_sentence(row)
    if _is_ticked_only(row, tally):
        return plural("{asked} on {yes} day", "{asked} on {yes} days", tally.yes).format(
            asked=asked, yes=tally.yes
        )
    text = plural("{asked} {yes} of {answered} day", "{asked} {yes} of {answered} days", tally[1])
    return text.format(asked=asked, yes=tally.yes, answered=tally.answered)


def _is_ticked_only(row: SignRow, tally: Tally) -> bool:
    """True for care without a no: who ticks it when it was done says nothing of other days."""
    return row.is_own or (row.group is SignGroup.CARE and tally.yes == tally.answered)


def _in_sentence(row: SignRow) -> str:
    text = asked_text(row)
    # "PT visit" keeps its capitals, and so does what the person typed.
    is_plain = not row.is_own and text[1:2].islower()
    return text[:1].lower() + text[1:] if is_plain else text


def sign_readout(series: SignSeries, place: int, formats: Formats) -> str:
    """Everything the chart shows about one column, as one line."""
    parts = [_group_text(series, group, place) for group in series.groups]
    known = [part for part in parts if part]
    head = column_name(series.columns, place, formats)
    return f"{head}: {'; '.join(known) if known else _('not answered')}"


def _group_text(series: SignSeries, group: SignGroup, place: int) -> str:
    """The answers of a group, yes before no; empty when there is none."""
    rows = [row for row in series.rows_of(group) if row.tallies[place].answered]
    yes = [_yes_text(series, row, place) for row in rows if row.tallies[place].yes]
    no = [_in_sentence(row) for row in rows if not row.tallies[place].yes]
    parts = [", ".join(yes)] if yes else []
    if len(no) > _NO_NAMED_MOST:
        text = _("{n} others: no") if yes else _("no to all {n} answered")
        parts.append(text.format(n=len(no)))
    elif no:
        parts.append(_("no {asked}").format(asked=_(", no ").join(no)))
    return f"{_(_IN_SENTENCE[group])} {', '.join(parts)}" if parts else ""


def _yes_text(series: SignSeries, row: SignRow, place: int) -> str:
    words = _in_sentence(row) if series.is_by_day else _days(row, row.tallies[place])
    return _("{asked} (safety sign)").format(asked=words) if place in row.urgent else words


def sign_note() -> str:
    """What the chart can say and what it cannot."""
    return _(
        "What stands above or below one another happened on the same days. That one brought the "
        "other about cannot be read from it."
    )


def no_signs_text() -> str:
    """Why there is nothing to show, and what would change that."""
    return _(
        "No sign, limit or care was answered in these days. Today asks what else was noticed, "
        "what the knee limited and what was done for it."
    )
