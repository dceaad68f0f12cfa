"""What is told outside a real window, with a clock that is set and lines that are written down."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from diary.domain.change import Change, ChangeSet
from diary.domain.diary import Diary
from diary.domain.knee import Knee, Moment, Sign
from diary.services.entries import Stamp, set_knee, set_score
from diary.services.notifying import NotificationChoices
from diary.ui.background import Background
from diary.ui.main_window.teller import NotificationTeller
from tests.builders import a_day, a_knee_day, a_run, a_run_knee, a_score
from tests.ui.conftest import Build
from tests.ui.house import TODAY, House
from tests.ui.tray_hands import NotedLines

FIRST = date(2026, 9, 1)
MORNING = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def a_swollen_knee() -> Diary:
    """Weeks without much, then swelling on three days: one reminder is open."""
    days = {}
    for back in range((TODAY - FIRST).days, 0, -1):
        on = TODAY - timedelta(days=back)
        signs = {Sign.SWELLING: True} if back <= 3 else {}
        days[on] = a_day(on, knees={Knee.LEFT: a_knee_day(worst=a_score(1), signs=signs)})
    return Diary(days=days)


@pytest.fixture
def house(build: Build) -> House:
    made = build(a_swollen_knee(), at=MORNING)
    # As if nobody had looked at the window while it was opened.
    made.context.background = Background()
    return made


@pytest.fixture
def lines(house: House) -> NotedLines:
    return NotedLines()


@pytest.fixture
def teller(house: House, lines: NotedLines) -> NotificationTeller:
    made = NotificationTeller(house.window, lines, lambda: False)
    house.clock.pass_seconds(60)
    return made


def choose(house: House, **values: object) -> None:
    kept = house.context.background.kept
    kept.choose(replace(NotificationChoices(), **values))  # type: ignore[arg-type] # by name


def test_with_the_window_closed_one_line_a_day_says_that_something_waits(
    house: House, teller: NotificationTeller, lines: NotedLines
) -> None:
    assert house.context.reminders.findings.open
    house.window.hide()
    teller.look()
    teller.look()
    assert lines.lines == ["Kneelog: a reminder is waiting"]
    house.clock.pass_seconds(86_400)
    teller.look()
    assert len(lines.lines) == 1


def test_details_are_said_only_when_asked_for_and_have_no_number(
    house: House, teller: NotificationTeller, lines: NotedLines
) -> None:
    choose(house, has_details=True)
    house.window.hide()
    teller.look()
    assert len(lines.lines) == 1
    assert lines.lines[0].startswith("Left knee")
    assert not any(letter.isdigit() for letter in lines.lines[0])


def test_nothing_is_told_of_what_is_on_screen_now_or_was(
    house: House, teller: NotificationTeller, lines: NotedLines
) -> None:
    teller.look()
    house.window.hide()
    teller.look()
    assert lines.lines == []


def test_a_form_an_entry_and_the_quiet_hours_hold_it_back(
    house: House, teller: NotificationTeller, lines: NotedLines
) -> None:
    house.window.hide()
    house.context.undo.push("score", score(house, 2))
    assert lines.lines == []
    house.clock.at = MORNING.replace(hour=21)
    teller.look()
    assert lines.lines == []
    house.clock.at = MORNING.replace(hour=12)
    teller.look()
    assert len(lines.lines) == 1


def score(house: House, value: int) -> ChangeSet:
    stamp = Stamp(house.clock.now(), "Europe/Berlin")
    return set_score(house.diary, TODAY, Knee.LEFT, Moment.MORNING, value, stamp)


def test_a_sign_for_today_is_told_at_once_and_a_second_time_never(
    house: House, teller: NotificationTeller, lines: NotedLines
) -> None:
    choose(house, most_a_day=0)
    house.window.hide()
    house.clock.at = MORNING.replace(hour=22)
    said = set_knee(house.diary, TODAY, Knee.LEFT, house.clock.now(), signs={Sign.NO_WEIGHT: True})
    house.context.undo.push("signs", said)
    teller.look()
    assert lines.lines == ["Kneelog: a reminder is waiting. Please open it today."]


def test_what_is_over_is_taken_back(
    house: House, teller: NotificationTeller, lines: NotedLines
) -> None:
    choose(house, has_summary=False, has_prompt=True, prompt_at=time(10, 0), has_safety=False)
    house.window.hide()
    house.clock.at = MORNING + timedelta(minutes=5)
    teller.look()
    assert lines.lines == ["Kneelog: your diary is waiting"]
    stamp = Stamp(house.clock.now(), "Europe/Berlin")
    for knee in house.diary.person.tracked_knees:
        for moment in (Moment.MORNING, Moment.WORST):
            change = set_score(house.diary, TODAY, knee, moment, 1, stamp)
            house.context.undo.push("score", change)
    assert teller.shown is None
    assert lines.withdrawn == 1


def test_an_example_and_a_place_without_a_tray_stay_silent(house: House, lines: NotedLines) -> None:
    muted = NotificationTeller(house.window, lines, lambda: True)
    house.clock.pass_seconds(60)
    house.window.hide()
    muted.look()
    assert lines.lines == []
    nowhere = NotedLines(can_show=False)
    teller = NotificationTeller(house.window, nowhere, lambda: False)
    teller.look()
    assert nowhere.lines == []
    assert not teller.timer.isActive()


def test_without_a_tray_a_timer_of_ones_own_is_not_left_to_tell_what_was_on_screen(
    build: Build,
) -> None:
    house = build(a_swollen_knee(), at=MORNING)
    (on_screen,) = house.context.background.kept.told(house.path)
    assert on_screen.kind is None
    assert on_screen.keys


def test_the_other_knee_of_a_run_that_was_told_is_told_too(
    house: House, teller: NotificationTeller, lines: NotedLines
) -> None:
    choose(house, has_reminders=True, most_a_day=3, has_details=True)
    house.window.hide()
    run = a_run("run", TODAY, left=a_run_knee(8))
    house.context.undo.push("run", Change(None, run))
    house.clock.pass_seconds(60)
    teller.look()
    assert lines.lines == ["Left knee: step back after a run, and more"]
    both = replace(run, knees={**run.knees, Knee.RIGHT: a_run_knee(9)})
    house.context.undo.push("run", Change(run, both))
    house.clock.pass_seconds(60)
    teller.look()
    assert lines.lines[1:] == ["Right knee: step back after a run"]


def test_a_late_entry_that_moves_the_day_does_not_tell_again(
    house: House, teller: NotificationTeller, lines: NotedLines
) -> None:
    choose(house, has_reminders=True, most_a_day=3)
    house.window.hide()
    teller.look()
    assert len(lines.lines) == 1
    came_up = {each.fired_on for each in house.context.reminders.findings.open}
    on = TODAY - timedelta(days=4)
    late = a_day(on, knees={Knee.LEFT: a_knee_day(worst=a_score(1), signs={Sign.SWELLING: True})})
    house.context.undo.push("day", Change(house.diary.days[on], late))
    assert {each.fired_on for each in house.context.reminders.findings.open} != came_up
    house.clock.pass_seconds(60)
    teller.look()
    assert len(lines.lines) == 1


def test_the_only_timer_is_slow_and_ends_where_nothing_is_told(
    house: House, teller: NotificationTeller
) -> None:
    house.window.hide()
    teller.look()
    assert teller.timer.isActive()
    assert teller.timer.interval() >= 30_000
    choose(house, has_safety=False, most_a_day=0)
    house.context.background.changed.emit()
    assert not teller.timer.isActive()
