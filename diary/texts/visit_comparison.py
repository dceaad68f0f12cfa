"""What is said where two visits are set against each other."""

from __future__ import annotations

from diary.domain.knee import Knee
from diary.domain.period import ONE_DAY, Span
from diary.domain.total import Total, TotalChange
from diary.domain.visit_points import VisitPoint
from diary.texts.labels import label
from diary.texts.numbers import Formats
from diary.texts.report import days_text
from diary.texts.report_rest import change_text, knee_text, total_value
from diary.texts.report_summary import sign_of_knee
from diary.words import _, plural


def comparison_title() -> str:
    """What the page is."""
    return _("Then and now")


def point_text(point: VisitPoint, formats: Formats) -> str:
    """A visit to choose: "PT visit, Fri 23 Oct 2026"; the last day says that it is."""
    kinds = _(" and ").join(label(kind) for kind in point.kinds)
    end = _("End of the file") if point.is_end else ""
    return ", ".join(filter(None, (kinds, end, formats.day(point.on))))


def then_head(span: Span, formats: Formats) -> str:
    """The heading of the earlier days."""
    return _("Then ({days})").format(days=days_text(span, formats))


def now_head(span: Span, formats: Formats) -> str:
    """The heading of the later days."""
    return _("Now ({days})").format(days=days_text(span, formats))


def about_text(days: int) -> str:
    """Which days are counted."""
    text = plural(
        "Counted over {n} day: that of each visit.",
        "Counted over {n} days up to each visit, with the day of the visit.",
        days,
    )
    return text.format(n=days)


def lacking_text(span: Span, known: int, formats: Formats) -> str:
    """That a file begins in the midst of days that are counted."""
    text = plural(
        "Of the {n} day up to {day}, {known} is in this file.",
        "Of the {n} days up to {day}, {known} are in this file.",
        len(span),
    )
    return text.format(n=len(span), day=formats.day(span.end - ONE_DAY), known=known)


def main_title() -> str:
    """The heading of scores, runs and load."""
    return _("Pain and running")


def signs_title() -> str:
    """The heading of signs."""
    return _("Signs, yes of days answered")


def sign_label(sign: str, knee: Knee) -> str:
    """A sign with its knee."""
    return sign_of_knee(sign, knee)


def up_to_text(day: str) -> str:
    """The heading of what was known by a day."""
    return _("Up to {day}").format(day=day)


def totals_head(then: str, now: str) -> tuple[str, ...]:
    """The headings of the table of totals, between the two days."""
    return (_("Form"), _("Knee"), then, now, _("Changed by"))


def total_on_day(total: Total | None, formats: Formats) -> tuple[str, str]:
    """A total and its day; a dash where there is none."""
    if total is None:
        return "\N{EN DASH}", ""
    return total_value(total, formats), formats.day(total.on)


def total_knee(total: Total) -> str:
    """Which knee a total is about."""
    return knee_text(total.knee)


def total_change(change: TotalChange | None, *, is_same: bool, formats: Formats) -> str:
    """What a total changed by; that there is no newer one; "" when they are not compared."""
    return _("no newer total") if is_same else change_text(change, formats)


def too_few_title() -> str:
    """That there are no two visits."""
    return _("There are no two visits to compare")


def too_few_text() -> str:
    """What would be needed."""
    return _(
        "Two are needed: a visit to a PT or doctor in the days of this file, and a later one or"
        " the end of the file. Ask the runner for a file with more days."
    )
