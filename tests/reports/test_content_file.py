"""The report of a file that was read: what its rows say, and how far back it goes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from diary.domain.period import Span
from diary.domain.report_choice import ReportChoice
from diary.domain.settings import SetBy, SettingChange, Settings
from diary.reports.content import visit_report
from diary.services.exporting import cut, span_reminders
from diary.services.sample import sample_diary
from diary.texts.numbers import Formats
from tests.builders import AT, ON, ZONE, a_diary
from tests.reports.diaries import example
from tests.reports.told import back, lines


def test_a_file_is_not_judged_again() -> None:
    """What its rows say is printed, even where the entries would say something else."""
    diary, span = example(), Span(back(27), ON + timedelta(1))
    rows = span_reminders(diary, span, Formats())
    rows.append({"rule": "R-SPIKE", "subject": "x", "fired_on": str(back(3)), "title": "Longer"})
    report = visit_report(
        cut(diary, span), ReportChoice(span), ON, Formats(), rows, file_from=span.start
    )
    titles = {each.title for each in report.reminders.lines}
    assert titles == {str(row["title"]) for row in rows}
    assert report.summary.before_head == "Before (not in this file)"
    said = lines(report)
    # Without the thirty days before nobody can tell: what it says is about the newest runs alone.
    unknown = ("\N{EN DASH}", "the 30 days before are not all in this file")
    assert said["Much longer than the 30 days before"][1:] == unknown
    empty = visit_report(
        cut(diary, span), ReportChoice(span), ON, Formats(), [], file_from=span.start
    )
    assert empty.reminders.nothing == "Nothing recorded"


def test_a_file_that_goes_back_far_enough_has_the_days_before() -> None:
    """A whole diary tells the same as at home; a part of one tells what it holds."""
    diary, span = example(), Span(back(27), ON + timedelta(1))
    at_home = visit_report(diary, ReportChoice(span), ON, Formats())
    assert at_home.summary.about
    whole = visit_report(diary, ReportChoice(span), ON, Formats(), [])
    assert whole.summary == at_home.summary
    assert whole.onset == at_home.onset
    assert whole.shoes == at_home.shoes
    reach = Span(back(55), span.end)
    part = visit_report(
        cut(diary, reach), ReportChoice(span), ON, Formats(), [], file_from=reach.start
    )
    assert part.summary.about == at_home.summary.about
    assert part.summary.before_head == at_home.summary.before_head
    assert lines(part)["Days recorded"] == lines(at_home)["Days recorded"]
    # One day too few: no column that looks complete.
    short = Span(back(54), span.end)
    less = visit_report(
        cut(diary, short), ReportChoice(span), ON, Formats(), [], file_from=short.start
    )
    assert less.summary.about == ""
    assert less.summary.before_head == "Before (not in this file)"


def test_odd_rows_of_a_file_do_not_stop_a_report() -> None:
    rows: list[dict[str, object]] = [
        {"rule": [], "subject": {}, "title": "Odd", "fired_on": "soon", "evidence": {"knee": [1]}},
        {"title": ""},
        {},
    ]
    choice = ReportChoice(Span(back(27), ON + timedelta(1)))
    told = visit_report(a_diary(), choice, ON, Formats(), rows).reminders
    assert [(each.day, each.title, each.state) for each in told.lines] == [("", "Odd", "")]


def _counts(text: str, knee: str) -> tuple[int, int]:
    """Of "left 3 of 9, right 2 of 9" those of one knee."""
    (part,) = (part for part in text.split(", ") if part.startswith(knee))
    settled, of = part.removeprefix(knee).split(" of ")
    return int(settled), int(of)


def test_paper_and_review_of_one_file_never_contradict_each_other() -> None:
    """What a file cannot tell is left out and said, never counted as the other answer."""
    diary = sample_diary(140, 1, ON, ZONE)
    for days in range(8, 100, 7):
        span = Span(back(days - 1), ON + timedelta(1))
        paper = visit_report(diary, ReportChoice(span), ON, Formats())
        review = visit_report(
            cut(diary, span), ReportChoice(span), ON, Formats(), [], file_from=span.start
        )
        if not lines(paper):
            continue
        told = [lines(each)["Settled by the next morning"] for each in (paper, review)]
        of_paper, of_review = told
        lacking = 0
        for knee in ("left", "right"):
            settled, of = _counts(of_paper[1], knee)
            read, read_of = _counts(of_review[1], knee)
            assert read <= settled
            assert read_of - read <= of - settled
            lacking += of - read_of
        assert ("not in this file" in of_review[2]) == bool(lacking)
        spikes = lines(review)["Much longer than the 30 days before"][1:]
        assert spikes in (
            lines(paper)["Much longer than the 30 days before"][1:],
            ("\N{EN DASH}", "the 30 days before are not all in this file"),
        )


def test_a_report_of_the_past_is_read_with_the_limits_of_then() -> None:
    """What was agreed on later says nothing about these days, on paper and in the file alike."""
    span = Span(back(40), back(10))
    diary = replace(
        sample_diary(140, 1, ON, ZONE),
        settings=Settings(green_max=0, amber_max=1),
        setting_changes=(
            SettingChange(AT, "green_max", 0, set_by=SetBy.PT, initials="M.S."),
            SettingChange(AT, "amber_max", 1, set_by=SetBy.PT, initials="M.S."),
        ),
    )
    paper = visit_report(diary, ReportChoice(span), ON, Formats())
    review = visit_report(
        cut(diary, span), ReportChoice(span), ON, Formats(), [], file_from=span.start
    )
    now = visit_report(diary, ReportChoice(Span(back(40), ON + timedelta(1))), ON, Formats())
    for report in (paper, review):
        assert "M.S." not in " ".join(report.limits.lines)
        assert any("was 5 or less" in line for line in report.how_to_read.lines)
    assert "M.S." in " ".join(now.limits.lines)
    assert any("was 1 or less" in line for line in now.how_to_read.lines)
