"""Reminders on paper: what stands in full, and what gives way."""

from __future__ import annotations

from dataclasses import replace

from diary.reports.content_parts import ReminderLine
from tests.builders import ON, a_day, a_diary, a_run, a_run_knee
from tests.reports.diaries import WORDS, report_of
from tests.reports.test_pdf import read, text_of
from tests.reports.told import back


def test_a_title_gives_way_before_what_became_of_the_reminder() -> None:
    # Of somebody else's file a title may be of any length.
    line = ReminderLine("Sat 14 Nov 2026", WORDS * 4, "", "open")
    report = report_of(a_diary([a_day(ON, left=1)]))
    report = replace(report, reminders=replace(report.reminders, lines=(line,), nothing=""))
    assert "…, open" in text_of(read(report))


def test_the_run_of_a_reminder_is_named_in_full() -> None:
    run = a_run("r", back(6), left=a_run_knee(during=7))
    diary = a_diary([a_day(back(each), left=1) for each in range(28)], [run])
    text = text_of(read(report_of(diary)))
    assert "Left knee: step back after the run of Sat 14 Nov, open" in text
