"""What a card says about the time before pain began."""

from __future__ import annotations

from diary.domain.diary import Diary
from diary.domain.event import EventKind
from diary.domain.rules.facts import Facts
from diary.domain.rules.findings import Rule
from diary.domain.run import Hills, Surface
from diary.texts.numbers import Formats
from diary.texts.rule_texts.before import BeforeText, before_text
from tests.builders import a_diary, a_run_knee, a_shoe, an_event
from tests.domain.rules.days import day, left_knee, open_on, run_on
from tests.texts.forbidden import FORBIDDEN

USUAL = {"surface": Surface.ROAD, "hills": Hills.FLAT, "shoe_id": "blue"}


def said(diary: Diary, number: int, rule: Rule = Rule.WORSE) -> BeforeText | None:
    return before_text(open_on(diary, number, rule), diary, Facts(diary), Formats())


def rising(*more: object) -> Diary:
    """Worse from day 60 on, with runs of 8 km on the road every other day."""
    values = {n: 2 if n < 60 else 5 for n in range(75)}
    runs = [run_on(n, distance_m=8000.0, **USUAL) for n in range(0, 45, 2)]
    return left_knee(
        values,
        *runs,
        *more,  # type: ignore[arg-type]  # runs
        shoes=[a_shoe("blue", "Blue 12"), a_shoe("red", "Red 3")],
        events=[an_event("e", day(55), kind=EventKind.NEW_EXERCISE, text="Step-downs")],
    )


def test_what_changed_is_a_dated_list_that_names_no_cause() -> None:
    trail = {**USUAL, "surface": Surface.TRAIL, "hills": Hills.HILLY, "shoe_id": "red"}
    found = said(rising(run_on(59, distance_m=12_000.0, **trail)), 74)
    assert found is not None
    assert found.title == "What changed before it started"
    assert found.when == "In the 14 days before Mon 2 Mar, when it began:"
    assert found.lines == (
        "Wed 25 Feb: new exercise, Step-downs.",
        "Sun 1 Mar: 12.0 km; the longest of the 30 days before was 8.0 km.",
        "Sun 1 Mar: a run in Red 3, not worn in the 90 days before.",
        "Sun 1 Mar: a run on another surface (trail), not run on in the 90 days before.",
        "Sun 1 Mar: a hilly run; none of the 90 days before was hilly.",
        "Sun 1 Mar: running again after 15 days.",
    )
    assert found.note == "This does not show a cause."
    assert not any(FORBIDDEN.search(line) for line in (found.title, found.when, *found.lines))


def test_nothing_found_is_said() -> None:
    diary = left_knee({n: 2 if n < 60 else 5 for n in range(75)})
    found = said(diary, 74)
    assert found is not None
    (line,) = found.lines
    assert line.startswith("Nothing of what is looked for: a much longer run, a new shoe,")
    assert not FORBIDDEN.search(line)


def test_other_reminders_say_nothing_about_the_time_before() -> None:
    diary = a_diary(runs=[run_on(0), run_on(20, left=a_run_knee(2))])
    assert said(diary, 20, Rule.LAYOFF) is None
