"""Two visits against each other: the lines of the summary, signs and totals, then and now.

Every number is that of the visit report, counted over equally many days up to each visit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from diary.domain.diary import Diary
from diary.domain.knee import Knee, Sign
from diary.domain.period import Span
from diary.domain.report_choice import ReportChoice, knees_left_out, shown_part
from diary.domain.sign_days import SignGroup, Tally, sign_series
from diary.domain.total import Scale, Total, change_between, in_order_of_time
from diary.domain.visit_points import VisitPoint, days_up_to
from diary.reports.content_head import safety
from diary.reports.content_memory import Counted
from diary.reports.content_scope import ReportScope
from diary.reports.content_summary import comparisons
from diary.texts import report as texts
from diary.texts import visit_comparison as say
from diary.texts.labels import label
from diary.texts.numbers import Formats
from diary.texts.report_rest import range_text, totals_note
from diary.texts.report_signs import total_text
from diary.texts.report_summary import unknown_text

_KNEES = {SignGroup.LEFT: Knee.LEFT, SignGroup.RIGHT: Knee.RIGHT}
_Asked: TypeAlias = tuple[Knee, Sign]


@dataclass(frozen=True, slots=True)
class Told:
    """A value and what there is to add to it."""

    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """What it is about, and one cell for each column."""

    label: Told
    cells: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Lines below their headings, the first heading over the labels; `note` is how to read it."""

    title: str
    head: tuple[str, ...]
    lines: tuple[Line, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class VisitComparison:
    """Two visits side by side; `about` tells which days were counted, and what a file lacks."""

    title: str
    about: str
    sections: tuple[Section, ...]


def visit_comparison(
    diary: Diary,
    choice: ReportChoice,
    then: VisitPoint,
    now: VisitPoint,
    formats: Formats,
    *,
    last_on: date,
    file_from: date | None,
) -> VisitComparison:
    """What it was then and is now, of the knees chosen; `then` lies before `now`.

    `last_on` is the last day that is known, `file_from` the first one that a file holds, None = it
    holds a whole diary.
    """
    spans = days_up_to(then.on, now.on)
    shown, left_out = shown_part(diary, choice), knees_left_out(diary, choice)
    scopes = [
        ReportScope(
            Counted(shown),
            replace(choice, span=span),
            last_on,
            formats,
            file_from=file_from,
            left_out=left_out,
        )
        for span in spans
    ]
    heads = say.then_head(spans[0], formats), say.now_head(spans[1], formats)
    lacking = [_lacking(span, file_from, formats) for span in spans]
    sections = (
        Section(say.main_title(), ("", *heads), tuple(_main(*scopes))),
        Section(say.signs_title(), ("", *heads), tuple(_signs(*scopes))),
        _totals(shown, then.on, now.on, formats),
    )
    return VisitComparison(
        title=say.comparison_title(),
        about=" ".join(filter(None, (say.about_text(len(spans[0])), *lacking))),
        sections=tuple(each for each in sections if each.lines),
    )


def _lacking(span: Span, file_from: date | None, formats: Formats) -> str:
    if file_from is None or file_from <= span.start:
        return ""
    return say.lacking_text(span, max(0, (span.end - file_from).days), formats)


# ---- lines --------------------------------------------------------------------------------------


def _main(then: ReportScope, now: ReportScope) -> Iterator[Line]:
    """The lines of both summaries; what is to be added to both alike stands once."""
    yield Line(Told(texts.section_title("safety")), (_safety(then), _safety(now)))
    for before, after in zip(comparisons(then), comparisons(now), strict=True):
        shared = after.note if after.note == before.note else ""
        cells = tuple(Told(each.now, "" if shared else each.note) for each in (before, after))
        yield Line(Told(after.label, shared), cells)


def _safety(scope: ReportScope) -> Told:
    found = safety(scope)
    return Told("\n".join(f"{line.signs}: {line.days}" for line in found.lines) or found.nothing)


def _signs(then: ReportScope, now: ReportScope) -> Iterator[Line]:
    """Every sign that was there on either side, as often as it was."""
    before, after = _tallies(then), _tallies(now)
    none = Tally()
    for knee in then.knees:
        for sign in Sign:
            pair = before.get((knee, sign), none), after.get((knee, sign), none)
            if any(each.yes for each in pair):
                cells = tuple(
                    Told(total_text(each) if each.answered else unknown_text()) for each in pair
                )
                yield Line(Told(say.sign_label(label(sign), knee)), cells)


def _tallies(scope: ReportScope) -> Mapping[_Asked, Tally]:
    rows = sign_series(scope.diary, scope.span, scope.knees).rows
    return {
        (_KNEES[row.group], row.asked): row.total
        for row in rows
        if row.group in _KNEES and isinstance(row.asked, Sign)
    }


# ---- totals -------------------------------------------------------------------------------------


def _totals(diary: Diary, then_on: date, now_on: date, formats: Formats) -> Section:
    """The newest total of every form by the day of each visit."""
    then, now = _newest(diary, then_on), _newest(diary, now_on)
    lines = []
    for key, after in sorted(now.items(), key=lambda pair: (pair[0][0], pair[0][1] or "")):
        before = then.get(key)
        change = None if before is None else change_between(before, after)
        changed = say.total_change(change, is_same=before == after, formats=formats)
        cells = (
            Told(say.total_knee(after)),
            *(Told(*say.total_on_day(each, formats)) for each in (before, after)),
            Told(changed),
        )
        lines.append(Line(Told(after.scale.value, range_text(after)), cells))
    days = (formats.day(then_on), formats.day(now_on))
    head = say.totals_head(*(say.up_to_text(each) for each in days))
    return Section(texts.section_title("totals"), head, tuple(lines), totals_note())


def _newest(diary: Diary, on: date) -> dict[tuple[Scale, Knee | None], Total]:
    found = in_order_of_time(each for each in diary.totals.values() if each.on <= on)
    return {(each.scale, each.knee): each for each in found}
