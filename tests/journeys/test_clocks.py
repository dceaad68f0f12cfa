"""Days that begin late, last 25 hours, come every four years or are begun somewhere else."""

from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from diary.domain.diary import Diary
from diary.domain.knee import Knee, Score
from diary.domain.person import Person
from tests.builders import a_diary, a_run
from tests.journeys.hands import Hands, closed, in_front, stored_once
from tests.ui.conftest import Build
from tests.ui.house import NOW, TODAY, ZONE, House, focus_name

Key = Qt.Key
PERSON = Person(tracked_knees=(Knee.LEFT,), timezone=ZONE)


def at_utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def morning(diary: Diary, on: date) -> Score | None:
    return diary.day(on).knee(Knee.LEFT).morning


def type_a_score(house: House, hands: Hands, qtbot: QtBot, on: date, value: int) -> Score:
    """Answer this morning's scale, which has the focus; it must be kept for that day."""
    assert focus_name() == "today.left.morning"
    hands.type(str(value))
    score = morning(stored_once(house, qtbot, lambda diary: on in diary.days), on)
    assert score is not None
    assert score.value == value
    return score


def test_at_half_past_two_it_is_still_the_evening_before(
    build: Build, hands: Hands, qtbot: QtBot
) -> None:
    house = build(a_diary(person=PERSON), at=at_utc("2026-11-21T01:30"))
    page = house.window.current_page()
    assert page.shown_day() == TODAY
    type_a_score(house, hands, qtbot, TODAY, 4)
    house.clock.pass_seconds(31 * 60)
    house.window.look_for_changes()
    assert page.shown_day() == TODAY + timedelta(days=1)
    house.find("today.left.morning").setFocus()
    type_a_score(house, hands, qtbot, TODAY + timedelta(days=1), 2)
    assert list(house.stored().days) == [TODAY, TODAY + timedelta(days=1)]


@pytest.mark.parametrize(
    ("at", "evening"),
    [
        # The hour from two to three comes twice, and the page turns at three after the second.
        ("2026-10-25T00:30", date(2026, 10, 24)),
        ("2026-10-25T01:30", date(2026, 10, 24)),
        ("2026-10-25T02:00", date(2026, 10, 25)),
        # It does not come at all: two is three.
        ("2026-03-29T00:59", date(2026, 3, 28)),
        ("2026-03-29T01:00", date(2026, 3, 29)),
    ],
)
def test_the_page_turns_at_three_when_the_clocks_change(
    build: Build, hands: Hands, qtbot: QtBot, at: str, evening: date
) -> None:
    house = build(a_diary(person=PERSON), at=at_utc(at))
    assert house.window.current_page().shown_day() == evening
    score = type_a_score(house, hands, qtbot, evening, 3)
    assert score.recorded_at == at_utc(at)


@pytest.mark.parametrize("last", [date(2026, 3, 30), date(2026, 10, 26), date(2028, 3, 1)])
def test_every_day_comes_once_when_going_back_and_forth(
    build: Build, hands: Hands, last: date
) -> None:
    at = datetime(last.year, last.month, last.day, 17, 42, tzinfo=UTC)
    house = build(a_diary(person=PERSON), at=at)
    page = house.window.current_page()
    days = [last - timedelta(days=back) for back in range(4)]
    shown = [page.shown_day()]
    for _ in days[1:]:
        hands.alt(Key.Key_Left)
        shown.append(page.shown_day())
    assert shown == days
    for on in reversed(days[:-1]):
        hands.alt(Key.Key_Right)
        assert page.shown_day() == on


def test_the_29th_of_february_is_reached_and_kept(build: Build, hands: Hands, qtbot: QtBot) -> None:
    leap = date(2028, 2, 29)
    house = build(a_diary(person=PERSON), at=at_utc("2029-03-01T12:00"))
    hands.ctrl(Key.Key_G)
    in_front(qtbot, "go_to_date")
    hands.type("2029-02-29")
    hands.press(Key.Key_Return)
    assert focus_name() == "go_to_date.day.edit"
    hands.ctrl(Key.Key_A)
    hands.type("2028-02-29")
    hands.press(Key.Key_Return)
    closed(qtbot)
    assert house.window.current_page().shown_day() == leap
    house.find("today.left.morning").setFocus()
    type_a_score(house, hands, qtbot, leap, 3)


def test_two_runs_of_a_day_keep_their_own_scores(build: Build, hands: Hands, qtbot: QtBot) -> None:
    early = a_run("early", TODAY, started_at=at_utc("2026-11-20T06:10"), timezone=ZONE)
    late = a_run("late", TODAY, started_at=at_utc("2026-11-20T16:00"), timezone=ZONE)
    house = build(a_diary(runs=[late, early], person=PERSON))
    assert focus_name() == "today.left.morning"
    for value in (1, 2, 3, 4, 5):
        hands.type(str(value))
        hands.tab()

    def values(diary: Diary) -> list[int | None]:
        told = [diary.runs[run_id].knee(Knee.LEFT) for run_id in ("early", "late")]
        scores = [score for each in told for score in (each.during, each.after)]
        return [None if score is None else score.value for score in scores]

    stored = stored_once(house, qtbot, lambda diary: values(diary) == [2, 3, 4, 5])
    assert stored.day(TODAY).knee(Knee.LEFT).worst is None


def test_a_flight_to_the_east_turns_the_page(build: Build, hands: Hands, qtbot: QtBot) -> None:
    house = build(a_diary(person=PERSON))
    page, tomorrow = house.window.current_page(), TODAY + timedelta(days=1)
    first = type_a_score(house, hands, qtbot, TODAY, 4)
    # A quarter to seven in the morning of the next day.
    house.clock.where = "Pacific/Auckland"
    house.window.look_for_changes()
    assert page.shown_day() == tomorrow
    house.find("today.left.morning").setFocus()
    second = type_a_score(house, hands, qtbot, tomorrow, 2)
    assert (first.timezone, second.timezone) == (ZONE, "Pacific/Auckland")
    assert first.recorded_at == second.recorded_at == NOW


def test_a_flight_to_the_west_keeps_what_was_said_of_tomorrow(
    build: Build, hands: Hands, qtbot: QtBot
) -> None:
    tomorrow = TODAY + timedelta(days=1)
    house = build(a_diary(person=PERSON), at=at_utc("2026-11-21T07:00"))
    page = house.window.current_page()
    type_a_score(house, hands, qtbot, tomorrow, 4)
    # The evening of the day before, nine o'clock.
    house.clock.where = "Pacific/Honolulu"
    house.window.look_for_changes()
    assert page.shown_day() == TODAY
    house.find("today.left.morning").setFocus()
    type_a_score(house, hands, qtbot, TODAY, 2)
    kept = morning(house.stored(), tomorrow)
    assert kept is not None
    assert kept.value == 4


def test_a_run_far_away_is_kept_with_the_day_and_the_clock_of_there(
    build: Build, hands: Hands, qtbot: QtBot
) -> None:
    house = build(a_diary(person=PERSON))
    house.clock.where = "Pacific/Auckland"
    house.window.look_for_changes()
    hands.ctrl(Key.Key_N)
    in_front(qtbot, "run_form")
    hands.type("8.2")
    hands.back_tab()
    assert focus_name() == "run_form.start.edit"
    hands.type("6:05")
    hands.ctrl(Key.Key_Return)
    closed(qtbot)
    stored = stored_once(house, qtbot, lambda diary: bool(diary.runs))
    run = next(iter(stored.runs.values()))
    assert (run.on, run.timezone) == (TODAY + timedelta(days=1), "Pacific/Auckland")
    assert run.started_at == at_utc("2026-11-20T17:05")
