"""What a report says, for tests: its texts, its lines, and diaries that say one thing."""

from dataclasses import fields, is_dataclass
from datetime import date, timedelta

from diary.domain.diary import Diary
from diary.reports.content import VisitReport
from tests.builders import (
    ON,
    Given,
    a_day,
    a_diary,
    a_knee_day,
)


def back(days: int) -> date:
    return ON - timedelta(days)


def words_of(value: Given, *left_out: str) -> list[str]:
    """Every text of a report, of its charts too, without fields of some names."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple | list):
        return [text for each in value for text in words_of(each, *left_out)]
    if isinstance(value, dict):
        return [text for each in value.values() for text in words_of(each, *left_out)]
    if is_dataclass(value):
        names = [each.name for each in fields(value) if each.name not in left_out]
        return [text for name in names for text in words_of(getattr(value, name), *left_out)]
    return []


def section(report: VisitReport, key: str) -> Given:
    found = getattr(report, key)
    return found.figure if key == "where" else found


def lines(report: VisitReport) -> dict[str, tuple[str, str, str]]:
    return {each.label: (each.before, each.now, each.note) for each in report.summary.lines}


def steady(days: int = 56, score: int = 2, **other: Given) -> Diary:
    """A score on every morning of so many days."""
    kept = [a_day(back(each), left=a_knee_day(score), right=a_knee_day(0)) for each in range(days)]
    return a_diary(days=kept, **other)
