"""The example diary: a runner whose left knee gets worse after one run that was too long.

Everything in it, ids and times too, comes from seed and last day.
"""

from __future__ import annotations

from datetime import date, time, timedelta

from diary.domain.day import Day
from diary.domain.diary import Diary
from diary.domain.errors import InvalidValueError, Reason
from diary.domain.event import Event, EventKind
from diary.domain.knee import Knee
from diary.domain.person import Person, Season
from diary.domain.pt_note import Pin, PtNote
from diary.domain.run import Run, start_order
from diary.domain.settings import LimitPreset, SetBy, SettingChange, Settings
from diary.domain.total import Scale, Total
from diary.services.sample_days import told
from diary.services.sample_plan import plan_part
from diary.services.sample_runs import activities
from diary.services.sample_shoes import shod
from diary.services.sample_story import (
    FORM_AGE,
    HOLIDAY_AGES,
    NEXT_VISIT_DAYS,
    PT_INITIALS,
    VISIT_AGE,
    Story,
)

DAYS_LEAST, DAYS_MOST = 60, 18_300


def sample_diary(days: int, seed: int, last_on: date, zone: str) -> Diary:
    """The example of so many days (60 to 18,300) up to and with `last_on`; `zone` by IANA name."""
    if not DAYS_LEAST <= days <= DAYS_MOST:
        raise InvalidValueError("days", Reason.OUT_OF_RANGE, days, low=DAYS_LEAST, high=DAYS_MOST)
    story = Story(seed, last_on, zone)
    entries: dict[date, Day] = {}
    runs: list[Run] = []
    for age in range(days - 1, -1, -1):
        on = story.on(age)
        said = told(story, on, activities(story, on))
        if said.day is not None:
            entries[on] = said.day
        runs += said.runs
    shoes, runs = shod(story, sorted(runs, key=start_order))
    getting_better = plan_part(story)
    return Diary(
        _person(story),
        Settings(),
        _setting_changes(story),
        entries,
        {run.id: run for run in runs},
        shoes,
        {event.id: event for event in _events(story, days)},
        totals={total.id: total for total in _totals(story)},
        pt_notes={note.id: note for note in _pt_notes(story)},
        exercises={each.id: each for each in getting_better.exercises},
        plans={getting_better.plan.id: getting_better.plan},
        sessions={each.id: each for each in getting_better.sessions},
    )


def _person(story: Story) -> Person:
    return Person(
        initials="J.K.",
        timezone=story.zone,
        season=Season.IN,
        running_since_year=story.last_on.year - 12,
        trouble_since_on=story.jump_on + timedelta(days=1),
        earlier_knee_problem=False,
        next_visit_on=story.last_on + timedelta(days=NEXT_VISIT_DAYS),
        questions=("Can I keep the Sunday long run?",),
        goal="10 km on trails, twice a week",
    )


def _setting_changes(story: Story) -> tuple[SettingChange, ...]:
    at = story.at(story.on(VISIT_AGE), time(17, 40))
    return (SettingChange(at, "amber_max", 5, LimitPreset.USUAL, SetBy.PT, PT_INITIALS),)


def _events(story: Story, days: int) -> list[Event]:
    """The first visit and, when the example reaches back so far, the holiday."""
    visit_on = story.on(VISIT_AGE)
    visit = Event(
        story.identity(story.at(visit_on, time(16)), "visit"),
        visit_on,
        EventKind.PT_VISIT,
        knee=Knee.LEFT,
        text="First visit",
        findings=("Weak hip muscles, left", "Step-down hurts"),
    )
    if days <= HOLIDAY_AGES.stop:
        return [visit]
    first, last = story.on(HOLIDAY_AGES.stop - 1), story.on(HOLIDAY_AGES.start)
    identity = story.identity(story.at(first, time(8)), "holiday")
    return [Event(identity, first, EventKind.HOLIDAY, last, text="By the sea, no running"), visit]


def _totals(story: Story) -> list[Total]:
    """One form, filled in at the visit and again just before the next one."""
    found = []
    for age, points in ((VISIT_AGE, 76.0), (FORM_AGE, 71.0)):
        on = story.on(age)
        identity = story.identity(story.at(on, time(17)), "total")
        found.append(Total(identity, on, Scale.AKPS, points, Knee.LEFT))
    return found


def _pt_notes(story: Story) -> list[PtNote]:
    """What the PT wrote about the run that was too long, and for the next visit."""
    at = story.at(story.on(VISIT_AGE), time(17, 45))
    jump = "Was this a much longer run than usual? Keep the long run short for now."
    return [
        PtNote(story.identity(at, "note 1"), Pin(story.jump_on), jump, PT_INITIALS, at),
        PtNote(story.identity(at, "note 2"), Pin(), "Bring both pairs.", PT_INITIALS, at),
    ]
