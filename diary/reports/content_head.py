"""Head, safety signs, wishes, space and foot of a visit report."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TypeAlias

from diary.domain.event import Event, EventKind
from diary.domain.knee import Knee, Sign, SwellingSize
from diary.domain.rules.safety import Noted, Urgency, safety_signs
from diary.reports.content_parts import (
    Header,
    LinesSection,
    SafetyLine,
    SafetySection,
    SpaceSection,
    WishesSection,
)
from diary.reports.content_scope import ReportScope
from diary.texts import report as texts
from diary.texts import report_summary

SPACE_LINES = 3

_Sign: TypeAlias = tuple[Knee, Noted]


def header(scope: ReportScope, file_id: str) -> Header:
    """Who, which days, when it was made and how much was recorded."""
    series, choice, formats = scope.series, scope.choice, scope.formats
    return Header(
        title=texts.report_title(),
        who=scope.diary.person.name or "",
        span=texts.days_text(scope.span, formats),
        made=texts.made_text(scope.today, formats),
        visit=texts.visit_text(choice.visit_on, formats),
        recorded=texts.recorded_text(series.recorded_days, len(scope.span), series.late_days),
        scale=texts.scale_text(),
        file_id=texts.file_id_text(file_id),
        left_out=texts.left_out_text(scope.left_out),
    )


def safety(scope: ReportScope) -> SafetySection:
    """Every safety sign of the days shown: knee, days, and whether help was arranged.

    Those that should not wait stand first, then the newest.
    """
    found: dict[_Sign, list[date]] = {}
    urgent: set[_Sign] = set()
    answered = 0
    for on in sorted(day for day in scope.diary.days if day in scope.span):
        said = scope.diary.days[on].knees
        answered += any(each.signs for each in said.values())
        for knee, each in said.items():
            signs = safety_signs(each)
            if signs is None:
                continue
            if signs.urgency is Urgency.NOW:
                urgent.update((knee, noted) for noted in signs.noted)
            for noted in _told((*signs.noted, *signs.besides)):
                found.setdefault((knee, noted), []).append(on)
    ordered = sorted(found, key=lambda key: (key in urgent, found[key][-1]), reverse=True)
    lines = tuple(_safety_line(scope, key, found[key]) for key in ordered)
    return SafetySection(
        texts.section_title("safety"), lines, "" if lines else _no_signs(scope, answered)
    )


def _no_signs(scope: ReportScope, answered: int) -> str:
    """That there is no safety sign, and the swelling that is none."""
    told = report_summary.swelling_text(
        _swollen_days(scope, SwellingSize.SLIGHT), _swollen_days(scope, None)
    )
    nothing = report_summary.no_safety_text(answered, len(scope.span))
    if scope.left_out:
        # Of a knee that nobody looked at it is not said that nothing was ticked.
        nothing = report_summary.no_safety_beside_text(
            answered, len(scope.span), shown=scope.knees, left_out=scope.left_out
        )
    return f"{nothing} {told}" if told else nothing


def _swollen_days(scope: ReportScope, size: SwellingSize | None) -> dict[Knee, int]:
    """On how many days a swelling of that size was ticked, by knee; None = the size is not known.

    Knees without one are left out.
    """
    days = [scope.diary.days[on] for on in scope.diary.days if on in scope.span]
    found = {
        knee: sum(
            bool(said.signs.get(Sign.SWELLING)) and said.swelling_size is size
            for said in (day.knee(knee) for day in days)
        )
        for knee in scope.knees
    }
    return {knee: count for knee, count in found.items() if count}


def _told(noted: Iterable[Noted]) -> list[Noted]:
    """A large swelling is a clear one as well and is told once."""
    found = list(noted)
    if SwellingSize.LARGE_FAST in found and SwellingSize.CLEAR in found:
        found.remove(SwellingSize.CLEAR)
    return found


def _safety_line(scope: ReportScope, key: _Sign, days: list[date]) -> SafetyLine:
    knee, noted = key
    return SafetyLine(
        signs=report_summary.sign_line(noted, knee),
        days=report_summary.sign_days_text(days, scope.formats),
        help=report_summary.help_text(_help_for(scope, key, days), scope.formats),
    )


def _help_for(scope: ReportScope, key: _Sign, days: list[date]) -> Event | None:
    """The newest help noted for a sign since its first day here."""
    knee, noted = key
    found = (
        event
        for event in scope.diary.events.values()
        if event.kind is EventKind.HELP_ARRANGED
        and event.knee in (None, knee)
        and days[0] <= event.on <= scope.last_on
        and (not event.findings or f"{knee}.{noted}" in event.findings)
    )
    return max(found, key=lambda event: (event.on, event.id), default=None)


def wishes(scope: ReportScope) -> WishesSection:
    """The questions and the goal, as they were typed."""
    person = scope.diary.person
    questions = tuple(each for each in person.questions if each.strip())
    goal = (person.goal or "").strip()
    return WishesSection(
        title=texts.section_title("wishes"),
        questions=questions,
        goal_title=texts.section_title("goal"),
        goal=goal,
        nothing="" if questions or goal else texts.nothing_text(),
    )


def space() -> SpaceSection:
    """Room to write by hand."""
    return SpaceSection(texts.section_title("space"), SPACE_LINES, texts.space_fields())


def how_to_read(scope: ReportScope) -> LinesSection:
    """How numbers are made."""
    lines = texts.how_to_read(scope.diary.settings.amber_max, len(scope.knees))
    return LinesSection(texts.section_title("how_to_read"), lines)
