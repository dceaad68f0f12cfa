"""What a visit report is asked for with, and how much there is to report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from diary.domain.diary import Diary
from diary.domain.pain_and_load import pain_and_load_series
from diary.domain.period import ONE_DAY, Span
from diary.domain.report_choice import USUAL_DAYS, ReportChoice
from diary.domain.rules.findings import Findings
from diary.texts.numbers import Formats

# A summary of fewer days says little.
ENOUGH_DAYS = 7


@dataclass(frozen=True, slots=True)
class AskedReport:
    """Everything a report is made of; `findings` are those of the last day, where known.

    `file_id` is that of the diary file it is handed on with.
    """

    diary: Diary
    choice: ReportChoice
    today: date
    formats: Formats
    findings: Findings | None = None
    file_id: str = ""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many days there are, how many of them have scores, and how many were entered late."""

    days: int
    recorded: int
    late: int

    @property
    def is_thin(self) -> bool:
        """True when there is too little for a summary."""
        return self.recorded < ENOUGH_DAYS


def coverage(diary: Diary, choice: ReportChoice) -> Coverage:
    """How much was recorded of the knees and days chosen."""
    series = pain_and_load_series(diary, choice.span, knees=choice.knees)
    return Coverage(len(choice.span), series.recorded_days, series.late_days)


def has_entries(diary: Diary, span: Span) -> bool:
    """True when anything was written down about these days."""
    return any(on in span for on in diary.days) or any(
        run.on in span for run in diary.runs.values()
    )


def last_entry_on(diary: Diary, today: date) -> date | None:
    """The newest day up to today with an entry; None = there is none."""
    days = (*diary.days, *(run.on for run in diary.runs.values()))
    return max((on for on in days if on <= today), default=None)


def last_weeks_to(on: date) -> Span:
    """The four weeks that end with a day."""
    return Span(on - timedelta(USUAL_DAYS - 1), on + ONE_DAY)
