"""When something is told outside the window, with a clock that is set by hand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from diary.domain.knee import Knee
from diary.domain.rule import Level, Rule
from diary.services.notifying import (
    LEAST_WAIT,
    MOST_WAIT,
    Notice,
    NoticeKind,
    NotificationChoices,
    Situation,
    Told,
    due,
    due_by_hand,
    is_over,
    key_of,
    seen,
    wait_from,
)

TODAY = date(2026, 11, 20)
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
USUAL = NotificationChoices()


@dataclass(frozen=True)
class Raised:
    """A reminder as far as telling needs it."""

    rule: Rule = Rule.WORSE
    subject: str = "left"
    raised_on: date = TODAY
    knee: Knee | None = Knee.LEFT
    is_back: bool = False

    @property
    def key(self) -> str:
        return f"{self.rule}.{self.subject}.{self.knee}"

    @property
    def level(self) -> Level:
        return self.rule.level


RISING, SHOE = Raised(), Raised(Rule.SHOE, "shoe-1")
NOW, SOON = Raised(Rule.NOW), Raised(Rule.SOON, "right")


def around(*reminders: Raised, at: datetime = NOON, **other: object) -> Situation:
    usual = Situation(at, TODAY, NOON - timedelta(hours=9), reminders, last_entry_on=TODAY)
    return replace(usual, **other)  # type: ignore[arg-type] # fields by name


def told(kind: NoticeKind | None, *reminders: Raised, on: date = TODAY) -> Told:
    return Told(on, kind, frozenset(map(key_of, reminders)))


def kind_of(notice: Notice | None) -> NoticeKind | None:
    return None if notice is None else notice.kind


# ---- as it comes out of the box ---------------------------------------------------------------


def test_by_itself_it_tells_signs_and_one_line_a_day() -> None:
    assert due(around(RISING, SHOE), USUAL, ()) == Notice(NoticeKind.SUMMARY, (RISING, SHOE))
    assert kind_of(due(around(NOW), USUAL, ())) is NoticeKind.SAFETY
    assert due(around(wants_answers=True), USUAL, ()) is None


def test_a_day_has_one_line_and_nothing_is_told_twice() -> None:
    first = told(NoticeKind.SUMMARY, RISING)
    assert due(around(RISING, SHOE), USUAL, (first,)) is None
    yesterday = replace(first, on=TODAY - timedelta(days=1))
    rising = replace(RISING, raised_on=yesterday.on)
    assert due(around(rising), USUAL, (yesterday,)) is None
    assert due(around(rising, SHOE), USUAL, (yesterday,)) == Notice(NoticeKind.SUMMARY, (SHOE,))


def test_the_same_rule_at_another_time_is_something_new() -> None:
    september = date(2026, 9, 1)
    before = told(NoticeKind.SUMMARY, replace(RISING, raised_on=september), on=september)
    again = due(around(RISING), replace(USUAL, most_a_day=2, has_reminders=True), (before,))
    assert kind_of(again) is NoticeKind.REMINDER


@pytest.mark.parametrize("days", [-3, -1, 1, 3])
def test_a_late_entry_that_moves_the_day_it_came_up_is_no_news(days: int) -> None:
    yesterday = TODAY - timedelta(days=1)
    came_up = replace(RISING, raised_on=TODAY - timedelta(days=5))
    before = told(NoticeKind.SUMMARY, came_up, on=yesterday)
    moved = replace(came_up, raised_on=came_up.raised_on + timedelta(days=days))
    assert due(around(moved), USUAL, (before,)) is None
    assert not is_over(Notice(NoticeKind.SUMMARY, (came_up,)), around(moved))


def test_what_slept_is_told_again_on_the_day_it_was_told_first() -> None:
    before = told(NoticeKind.SUMMARY, RISING)
    back = replace(RISING, is_back=True)
    two = replace(USUAL, most_a_day=2, has_reminders=True)
    assert due(around(back), two, (before,)) == Notice(NoticeKind.REMINDER, (back,))
    assert due(around(back), two, (before, told(NoticeKind.REMINDER, back))) is None


def test_the_other_knee_of_the_same_run_is_news() -> None:
    left = Raised(Rule.RESP, "run-1")
    right = replace(left, knee=Knee.RIGHT)
    two = replace(USUAL, most_a_day=2, has_reminders=True)
    before = told(NoticeKind.REMINDER, left)
    assert due(around(left, right), two, (before,)) == Notice(NoticeKind.REMINDER, (right,))


@pytest.mark.parametrize(
    ("at", "is_told"),
    [(time(7, 59), False), (time(8, 0), True), (time(20, 59), True), (time(21, 0), False)],
)
def test_quiet_hours_begin_and_end_on_the_minute(at: time, is_told: bool) -> None:
    notice = due(around(RISING, at=datetime.combine(TODAY, at, UTC)), USUAL, ())
    assert (notice is not None) is is_told


def test_quiet_hours_within_a_day_and_none_at_all() -> None:
    afternoon = replace(USUAL, quiet_from=time(12), quiet_to=time(14))
    assert due(around(RISING), afternoon, ()) is None
    assert due(around(RISING, at=NOON.replace(hour=23)), afternoon, ()) is not None
    none = replace(USUAL, quiet_from=time(8), quiet_to=time(8))
    assert due(around(RISING, at=NOON.replace(hour=4)), none, ()) is not None


@pytest.mark.parametrize(
    "how",
    [{"is_in_front": True}, {"is_busy": True}, {"started_at": NOON - timedelta(seconds=29)}],
)
def test_nothing_in_front_of_the_window_during_a_form_or_right_after_the_start(
    how: dict[str, Any],
) -> None:
    assert due(around(RISING, **how), USUAL, ()) is None


def test_what_was_on_screen_is_not_told() -> None:
    looked = seen(around(RISING, is_in_front=True), ())
    assert looked == told(None, RISING)
    assert looked is not None
    assert due(around(RISING), USUAL, (looked,)) is None
    assert due(around(RISING, SHOE), USUAL, (looked,)) == Notice(NoticeKind.SUMMARY, (SHOE,))
    assert seen(around(RISING, is_in_front=True), (looked,)) is None
    assert seen(around(RISING), ()) is None


@pytest.mark.parametrize("back", [timedelta(hours=1), timedelta(days=2)])
def test_a_clock_that_was_set_back_holds_nothing_back(back: timedelta) -> None:
    assert due(around(RISING, started_at=NOON + back), USUAL, ()) is not None


def test_the_hour_that_comes_twice_holds_nothing_back() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    started = datetime(2026, 10, 25, 2, 50, tzinfo=berlin)
    now = datetime(2026, 10, 25, 2, 20, tzinfo=berlin, fold=1)
    awake = replace(USUAL, quiet_from=time(4), quiet_to=time(5))
    on = date(2026, 10, 24)
    half_an_hour_later = Situation(now, on, started, (replace(RISING, raised_on=on),))
    assert due(half_an_hour_later, awake, ()) is not None
    just_now = datetime(2026, 10, 25, 2, 19, 40, tzinfo=berlin, fold=1)
    just_started = replace(half_an_hour_later, started_at=just_now)
    assert due(just_started, awake, ()) is None


# ---- safety -----------------------------------------------------------------------------------


def test_what_should_be_looked_at_today_waits_for_nothing() -> None:
    midnight = NOON.replace(hour=23)
    held = {"is_busy": True, "started_at": midnight, "at": midnight}
    choices = replace(USUAL, most_a_day=0)
    notice = due(around(NOW, RISING, **held), choices, (told(NoticeKind.SUMMARY),))  # type: ignore[arg-type] # fields by name
    assert notice == Notice(NoticeKind.SAFETY, (NOW,))
    assert notice.is_urgent


def test_what_is_worth_a_call_waits_for_the_morning() -> None:
    assert due(around(SOON, at=NOON.replace(hour=22)), USUAL, ()) is None
    notice = due(around(SOON), USUAL, ())
    assert kind_of(notice) is NoticeKind.SAFETY
    assert notice is not None
    assert not notice.is_urgent


def test_a_sign_of_another_day_is_told_whichever_was_told_first() -> None:
    sunday = replace(NOW, raised_on=TODAY - timedelta(days=1))
    after = (told(NoticeKind.SAFETY, NOW),)
    assert due(around(sunday), USUAL, after) == Notice(NoticeKind.SAFETY, (sunday,))


def test_signs_do_not_count_and_can_be_switched_off() -> None:
    after = (told(NoticeKind.SAFETY, NOW),)
    assert kind_of(due(around(NOW, RISING), USUAL, after)) is NoticeKind.SUMMARY
    assert due(around(NOW), replace(USUAL, has_safety=False), ()) is None


# ---- by choice --------------------------------------------------------------------------------


def test_each_as_it_comes_up_to_the_number_of_a_day() -> None:
    choices = replace(USUAL, has_reminders=True, most_a_day=2)
    first = told(NoticeKind.REMINDER, RISING)
    assert due(around(RISING, SHOE), choices, (first,)) == Notice(NoticeKind.REMINDER, (SHOE,))
    second = told(NoticeKind.REMINDER, SHOE)
    gap = Raised(Rule.GAP, "")
    assert due(around(RISING, SHOE, gap), choices, (first, second)) is None
    assert due(around(RISING), replace(choices, most_a_day=0), ()) is None


def test_the_question_comes_at_its_time_on_its_days_while_an_answer_is_wanted() -> None:
    asks = replace(USUAL, has_prompt=True, has_summary=False)
    evening = {"at": NOON.replace(hour=20), "wants_answers": True}
    assert kind_of(due(around(**evening), asks, ())) is NoticeKind.PROMPT  # type: ignore[arg-type] # fields by name
    assert due(around(wants_answers=True), asks, ()) is None
    assert due(around(at=NOON.replace(hour=20)), asks, ()) is None
    not_today = replace(asks, prompt_days=frozenset({1, 2}))
    assert due(around(**evening), not_today, ()) is None  # type: ignore[arg-type] # fields by name
    assert due(around(**evening), asks, (told(NoticeKind.PROMPT),)) is None  # type: ignore[arg-type] # fields by name


def test_the_question_keeps_its_place_and_takes_the_news_along() -> None:
    asks = replace(USUAL, has_prompt=True)
    assert due(around(RISING, wants_answers=True), asks, ()) is None
    later = due(around(RISING, at=NOON.replace(hour=20), wants_answers=True), asks, ())
    assert later == Notice(NoticeKind.PROMPT, (RISING,))
    two = replace(asks, most_a_day=2)
    assert kind_of(due(around(RISING, wants_answers=True), two, ())) is NoticeKind.SUMMARY


def test_nobody_is_asked_after_two_weeks_without_an_entry_or_within_the_quiet_hours() -> None:
    asks = replace(USUAL, has_prompt=True)
    evening = around(at=NOON.replace(hour=20), wants_answers=True)
    gone = replace(evening, last_entry_on=TODAY - timedelta(days=15))
    assert due(gone, asks, ()) is None
    assert due(replace(evening, last_entry_on=None), asks, ()) is not None
    late = replace(asks, prompt_at=time(21, 30))
    assert not late.is_prompt_heard
    assert due(around(at=NOON.replace(hour=22), wants_answers=True), late, ()) is None


def test_after_midnight_the_evening_before_is_not_asked_for() -> None:
    awake = replace(USUAL, has_prompt=True, quiet_from=time(4), quiet_to=time(5))
    night = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)
    assert due(around(at=night, wants_answers=True), awake, ()) is None


@pytest.mark.parametrize(("at", "is_asked"), [(time(0, 30), False), (time(1), True)])
def test_a_question_for_the_night_comes_at_its_time_and_not_when_the_day_turns(
    at: time, is_asked: bool
) -> None:
    late = replace(USUAL, has_prompt=True, prompt_at=time(1), quiet_from=time(8), quiet_to=time(9))
    night = datetime.combine(TODAY + timedelta(days=1), at, UTC)
    assert (due(around(at=night, wants_answers=True), late, ()) is not None) is is_asked
    new_day = night.replace(hour=3, minute=0)
    turned = around(at=new_day, today=new_day.date(), wants_answers=True)
    assert due(turned, late, ()) is None
    # It is kept a place all evening.
    assert due(around(RISING, wants_answers=True), late, ()) is None


# ---- a timer of one's own ---------------------------------------------------------------------


def test_a_timer_of_ones_own_gets_all_that_is_new_whatever_is_switched_off() -> None:
    off = replace(USUAL, has_summary=False, has_safety=False)
    assert due_by_hand(around(NOW, RISING), off, ()) == Notice(NoticeKind.SUMMARY, (NOW, RISING))
    assert due_by_hand(around(RISING), off, (told(NoticeKind.SUMMARY, RISING),)) is None


def test_a_sign_by_itself_uses_up_no_message_of_the_day() -> None:
    sign = due_by_hand(around(NOW), USUAL, ())
    assert sign == Notice(NoticeKind.SAFETY, (NOW,))
    after = (told(sign.kind, NOW),)
    assert due_by_hand(around(NOW, RISING), USUAL, after) == Notice(NoticeKind.SUMMARY, (RISING,))
    assert due(around(NOW, RISING), USUAL, after) == Notice(NoticeKind.SUMMARY, (RISING,))


def test_its_quiet_hours_and_number_of_a_day_hold_but_for_signs() -> None:
    night = NOON.replace(hour=23)
    assert due_by_hand(around(RISING, at=night), USUAL, ()) is None
    assert due_by_hand(around(NOW, RISING, at=night), USUAL, ()) == Notice(
        NoticeKind.SAFETY, (NOW,)
    )
    assert due_by_hand(around(RISING), replace(USUAL, most_a_day=0), ()) is None


# ---- what is over, and when to look again -----------------------------------------------------


def test_what_is_no_longer_so_is_over() -> None:
    notice = Notice(NoticeKind.SUMMARY, (RISING, SHOE))
    assert not is_over(notice, around(SHOE))
    assert is_over(notice, around())
    question = Notice(NoticeKind.PROMPT)
    assert not is_over(question, around(wants_answers=True))
    assert is_over(question, around())


def test_no_wait_is_short_and_none_is_where_nothing_is_told() -> None:
    assert wait_from(around(), USUAL) == MOST_WAIT
    just_before = around(at=NOON.replace(hour=7, minute=59, second=55))
    assert wait_from(just_before, USUAL) == LEAST_WAIT
    soon = around(at=NOON.replace(hour=19, minute=55))
    assert wait_from(soon, replace(USUAL, has_prompt=True)) == timedelta(minutes=5)
    assert wait_from(around(is_busy=True), USUAL) == LEAST_WAIT
    started = around(started_at=NOON - timedelta(seconds=5))
    assert wait_from(started, USUAL) == LEAST_WAIT
    nothing = replace(USUAL, has_safety=False, most_a_day=0)
    assert wait_from(around(), nothing) is None
