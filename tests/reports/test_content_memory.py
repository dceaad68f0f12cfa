"""What is kept of a diary between two reports of it."""

from dataclasses import replace
from datetime import timedelta

from diary.domain.knee import Knee
from diary.domain.period import ONE_DAY, Span
from diary.domain.person import Person
from diary.domain.report_choice import Paper, ReportChoice
from diary.reports.content_memory import counted
from tests.builders import ON, a_day, a_diary

CHOICE = ReportChoice(Span(ON - timedelta(27), ON + ONE_DAY))
DIARY = a_diary([a_day(ON, left=3, right=1, note="stairs")])


def test_other_days_and_paper_are_counted_from_the_same_part() -> None:
    known = counted(DIARY, CHOICE)
    other = replace(CHOICE, span=Span(ON, ON + ONE_DAY), paper=Paper.LETTER)
    assert counted(DIARY, other) is known
    assert counted(replace(DIARY, person=DIARY.person), CHOICE).facts is known.facts


def test_nothing_is_kept_of_what_changed_or_is_hidden_now() -> None:
    known = counted(DIARY, CHOICE)
    assert counted(DIARY, replace(CHOICE, has_notes=False)).diary.day(ON).note == ""
    assert Knee.LEFT not in counted(DIARY, replace(CHOICE, knees=(Knee.RIGHT,))).diary.day(ON).knees
    more = replace(DIARY, days={ON: a_day(ON, left=5)})
    assert counted(more, CHOICE).diary.day(ON) == more.day(ON)
    named = replace(DIARY, person=Person(initials="A.B."))
    assert counted(named, CHOICE).diary.person.name == "A.B."
    assert counted(DIARY, CHOICE).diary == known.diary
