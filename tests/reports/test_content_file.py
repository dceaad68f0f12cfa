"""The report of a file that was read: what its rows say, and how far back it goes."""

from __future__ import annotations

from datetime import timedelta

from diary.domain.period import Span
from diary.domain.report_choice import ReportChoice
from diary.reports.content import visit_report
from diary.services.exporting import cut, span_reminders
from diary.texts.numbers import Formats
from tests.builders import ON, a_diary
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
    assert said["Much longer than the 30 days before"][1:] == ("1 run", "Tue 17 Nov")
    empty = visit_report(
        cut(diary, span), ReportChoice(span), ON, Formats(), [], file_from=span.start
    )
    assert empty.reminders.nothing == "Nothing recorded"
    # Without the thirty days before, and without a word in the file, nobody can tell.
    assert lines(empty)["Much longer than the 30 days before"][1:] == ("\N{EN DASH}", "")


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
