"""The whole visit report as one value, from a diary and what was chosen; pure and without drawing.

Everything is counted from the part of the diary that may be seen (`shown_part`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from diary.domain.diary import Diary
from diary.domain.pain_limits import with_limits_of
from diary.domain.period import ONE_DAY
from diary.domain.report_choice import ReportChoice, knees_left_out, shown_part
from diary.domain.rules.findings import Findings
from diary.reports import content_head
from diary.reports.content_care import care_section, limits_section, shoes_section
from diary.reports.content_figures import pain_and_load, responses, where
from diary.reports.content_memory import Counted, counted
from diary.reports.content_parts import VisitReport
from diary.reports.content_plan import plan_section
from diary.reports.content_reminders import reminders_section
from diary.reports.content_rest import (
    notes_section,
    onset_section,
    pt_notes_section,
    totals_section,
)
from diary.reports.content_runs import runs_section
from diary.reports.content_scope import ReportScope
from diary.reports.content_signs import signs_section
from diary.reports.content_summary import summary
from diary.texts import report as texts
from diary.texts.numbers import Formats
from diary.words import installed_language

__all__ = ["VisitReport", "visit_report"]


def visit_report(
    diary: Diary,
    choice: ReportChoice,
    today: date,
    formats: Formats,
    reminders: Sequence[Mapping[str, object]] | None = None,
    *,
    findings: Findings | None = None,
    file_id: str = "",
    file_from: date | None = None,
) -> VisitReport:
    """The report of the days chosen.

    `reminders` are the rows of a file (keys `rule`, `fired_on`, `state`, `title`, `why`, `subject`,
    `evidence`, and `since` where it is known): the rules are then not asked again. `file_from` is
    the first day that such a file holds, None = it holds a whole diary.
    `findings` are those of the last day of the span where somebody has them already; without both
    the rules are evaluated here. `file_id` is printed where it is known.
    """
    # Of a file of somebody else nothing is kept.
    is_own = reminders is None
    diary = with_limits_of(diary, choice.span.end - ONE_DAY)
    whole = counted(diary, choice) if is_own else Counted(shown_part(diary, choice))
    scope = ReportScope(
        counted=whole,
        choice=choice,
        today=today,
        formats=formats,
        is_file=not is_own,
        file_from=file_from,
        reminders=tuple(reminders or ()),
        left_out=knees_left_out(diary, choice),
    )
    head = content_head.header(scope, file_id)
    return VisitReport(
        language=installed_language(),
        file_title=texts.file_title(head.span),
        header=head,
        safety=content_head.safety(scope),
        summary=summary(scope),
        wishes=content_head.wishes(scope),
        pain_and_load=pain_and_load(scope),
        where=where(scope),
        responses=responses(scope),
        runs=runs_section(scope),
        signs=signs_section(scope),
        care=care_section(scope),
        plan=plan_section(scope),
        shoes=shoes_section(scope),
        reminders=reminders_section(scope, findings),
        limits=limits_section(scope),
        notes=notes_section(scope),
        totals=totals_section(scope),
        onset=onset_section(scope),
        pt_notes=pt_notes_section(scope),
        space=content_head.space(),
        how_to_read=content_head.how_to_read(scope),
        footer=texts.footer_text(head.who, file_id),
    )
