"""Two visits side by side: the numbers of the report, signs, and what totals changed by."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from diary.domain.day import Day
from diary.domain.diary import Diary
from diary.domain.knee import Knee, Sign
from diary.domain.period import ONE_DAY, Span
from diary.domain.report_choice import ReportChoice
from diary.domain.total import Scale
from diary.domain.visit_points import VisitPoint, days_up_to
from diary.reports.content import visit_report
from diary.reports.visit_comparison import Section, Told, VisitComparison, visit_comparison
from diary.services.exporting import cut
from diary.texts.numbers import Formats
from tests.builders import ON, a_day, a_diary, a_knee_day, a_total
from tests.reports.diaries import example
from tests.reports.told import back

FORMATS = Formats()
MAIN, SIGNS, TOTALS = "Pain and running", "Signs, yes of days answered", "Totals of forms"


def compared(
    diary: Diary, then: date, now: date = ON, file_from: date | None = None
) -> VisitComparison:
    choice = ReportChoice(Span(back(27), ON + ONE_DAY))
    points = VisitPoint(then), VisitPoint(now, is_end=now == ON)
    return visit_comparison(diary, choice, *points, FORMATS, last_on=ON, file_from=file_from)


def answered(on: date, signs: dict[Sign, bool]) -> Day:
    return a_day(on, knees={Knee.LEFT: a_knee_day(signs=signs)})


def section(shown: VisitComparison, title: str) -> Section:
    return next(each for each in shown.sections if each.title == title)


def cells(shown: VisitComparison, title: str) -> dict[str, tuple[Told, ...]]:
    return {line.label.value: line.cells for line in section(shown, title).lines}


def test_every_number_is_that_of_the_report_of_those_days() -> None:
    diary = example()
    shown = cells(compared(diary, back(60)), MAIN)
    for place, span in enumerate(days_up_to(back(60), ON)):
        report = visit_report(diary, ReportChoice(span), ON, FORMATS)
        assert report.summary.lines
        for line in report.summary.lines:
            assert shown[line.label][place].value == line.now, (line.label, span)


def test_the_headings_say_which_days_were_counted() -> None:
    shown = compared(example(), back(60))
    assert shown.about == "Counted over 28 days up to each visit, with the day of the visit."
    head = section(shown, MAIN).head
    assert head == ("", "Then (25 Aug to 21 Sep 2026)", "Now (24 Oct to 20 Nov 2026)")


def test_what_is_to_be_added_to_both_stands_once() -> None:
    lines = section(compared(example(), back(60)), MAIN).lines
    settled = next(each for each in lines if each.label.value == "Settled by the next morning")
    assert settled.label.note == "of runs with a score the next morning"
    assert [each.note for each in settled.cells] == ["", ""]
    longest = next(each for each in lines if each.label.value == "Longest run")
    assert all(each.note for each in longest.cells)


def test_signs_are_counted_of_the_days_that_answered() -> None:
    days = [
        answered(back(40), {Sign.STAIRS_HURT: True}),
        answered(back(39), {Sign.STAIRS_HURT: True}),
        answered(back(2), {Sign.STAIRS_HURT: False}),
    ]
    shown = cells(compared(a_diary(days=days), back(30)), SIGNS)
    assert shown == {"Stairs hurt (left)": (Told("2 of 2"), Told("0 of 1"))}


def test_a_sign_that_was_not_asked_about_is_not_told_as_none() -> None:
    days = [answered(back(2), {Sign.STAIRS_HURT: True})]
    shown = cells(compared(a_diary(days=days), back(30)), SIGNS)
    assert shown["Stairs hurt (left)"] == (Told("\N{EN DASH}"), Told("1 of 1"))


def test_safety_signs_stand_first_with_their_days() -> None:
    days = [answered(back(3), {Sign.NO_WEIGHT: True})]
    line = section(compared(a_diary(days=days), back(30)), MAIN).lines[0]
    assert line.label.value == "Safety signs"
    assert "17 Nov" in line.cells[1].value
    assert "Not known" in line.cells[0].value


def test_totals_are_those_known_by_each_visit_with_what_they_changed_by() -> None:
    totals = [
        a_total("1", back(70), 62),
        a_total("2", back(40), 64),
        a_total("3", back(1), 75),
        a_total("4", back(80), 50, Scale.LEFS),
        a_total("5", back(5), 20, Scale.UWRI),
    ]
    shown = cells(compared(replace(example(), totals={t.id: t for t in totals}), back(60)), TOTALS)
    left, then, now, changed = shown["AKPS"]
    assert left.value == "Left"
    assert (then.value, now.value) == ("62", "75")
    # Against the earlier visit, not against the total between the two.
    assert changed.value.startswith("+13")
    assert "better" in changed.value
    assert shown["LEFS"][3].value == "no newer total"
    assert shown["UWRI"][1].value == "\N{EN DASH}"
    assert shown["UWRI"][3].value == ""


def test_a_file_that_begins_in_between_says_how_much_it_lacks() -> None:
    start = back(49)
    diary = cut(example(), Span(start, ON + ONE_DAY))
    shown = compared(diary, back(30), file_from=start)
    assert "Of the 28 days up to Wed 21 Oct 2026, 20 are in this file." in shown.about
    longer = cells(shown, MAIN)["Much longer than the 30 days before"]
    assert longer[0].value == "\N{EN DASH}"
    assert longer[1].value == "\N{EN DASH}"


def test_without_signs_or_totals_there_is_no_empty_section() -> None:
    shown = compared(a_diary(), back(30))
    assert [each.title for each in shown.sections] == [MAIN]
