from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from diary.domain.day import PlanAnswer
from diary.domain.knee import (
    MAIN_SIGNS,
    Area,
    Knee,
    KneeDay,
    Moment,
    ScoreSource,
    Sign,
    SwellingSize,
)
from diary.domain.person import Person
from diary.domain.run import Finish
from diary.ui.pages.today import TodayPage
from diary.ui.widgets.pain_scale import PainScale
from tests.builders import a_day, a_diary, a_knee_day, a_run, a_run_knee
from tests.ui.conftest import Build
from tests.ui.house import NOW, TODAY, House, Keyboard, focus_name

YESTERDAY = TODAY - timedelta(days=1)
LEFT_ONLY = Person(tracked_knees=(Knee.LEFT,), timezone="Europe/Berlin")


def page_of(house: House) -> TodayPage:
    page = house.window.current_page()
    assert isinstance(page, TodayPage)
    return page


def scale(house: House, name: str) -> PainScale:
    found = house.find(name)
    assert isinstance(found, PainScale)
    return found


def feedback(house: House, moment: str) -> str:
    rows = page_of(house).sections[Knee.LEFT].rows()
    return next(row.feedback() for row in rows if row.due.moment == moment)


def test_nothing_is_answered_and_the_first_scale_has_the_focus(build: Build) -> None:
    house = build()
    assert focus_name() == "today.left.morning"
    assert scale(house, "today.left.morning").value() is None
    assert house.text("today.count") == "0 of 4 scores"
    assert house.window.windowTitle() == "Today \N{EN DASH} My knees"


def test_a_typed_score_is_stored_with_its_two_times(
    build: Build, keys: Keyboard, qtbot: QtBot
) -> None:
    house = build()
    keys.type("4")
    qtbot.waitUntil(lambda: TODAY in house.diary.days)
    score = house.stored().day(TODAY).knee(Knee.LEFT).morning
    assert score is not None
    assert (score.value, score.recorded_at, score.timezone) == (4, NOW, "Europe/Berlin")
    assert house.text("window.saved") == "Saved 18:42"
    assert house.context.undo.undo_text() == "score: left knee morning 4"


def test_yesterday_is_told_only_after_the_answer(
    build: Build, keys: Keyboard, qtbot: QtBot
) -> None:
    house = build(a_diary([a_day(YESTERDAY, left=a_knee_day(morning=2))], person=LEFT_ONLY))
    assert feedback(house, "morning") == "Not answered"
    keys.type("4")
    qtbot.waitUntil(lambda: feedback(house, "morning") == "4 · Moderate · 2 more than yesterday")
    keys.type("2")
    qtbot.waitUntil(lambda: feedback(house, "morning") == "2 · Mild · same as yesterday")


def test_a_day_with_a_run_asks_during_and_after_and_not_worst(build: Build) -> None:
    house = build(a_diary(runs=[a_run("r", TODAY)], person=LEFT_ONLY))
    moments = [row.due.moment for row in page_of(house).sections[Knee.LEFT].rows()]
    assert moments == [Moment.MORNING, Moment.DURING, Moment.AFTER]


def test_a_worst_that_exists_stays_when_a_run_comes(build: Build) -> None:
    diary = a_diary([a_day(TODAY, left=3)], [a_run("r", TODAY)], person=LEFT_ONLY)
    assert scale(build(diary), "today.left.worst").value() == 3


def test_two_runs_have_scales_of_their_own(build: Build, keys: Keyboard, qtbot: QtBot) -> None:
    morning, evening = (
        a_run(name, TODAY, started_at=datetime(2026, 11, 20, hour, tzinfo=UTC))
        for name, hour in (("a", 6), ("b", 16))
    )
    house = build(a_diary(runs=[evening, morning], person=LEFT_ONLY))
    assert scale(house, "today.left.during.a").accessibleName() == "Left knee, during run 1, 07:00"
    scale(house, "today.left.during.b").setFocus()
    keys.type("6")
    qtbot.waitUntil(lambda: house.diary.runs["b"].knee(Knee.LEFT).during is not None)
    assert house.diary.runs["a"].knee(Knee.LEFT).during is None


def test_the_morning_after_a_run_says_so_and_begins_with_the_worse_knee(build: Build) -> None:
    run = a_run("r", YESTERDAY, left=a_run_knee(during=1), right=a_run_knee(during=5))
    house = build(a_diary(runs=[run]))
    assert focus_name() == "today.right.morning"
    hint = scale(house, "today.left.morning").accessibleDescription()
    assert hint == "the morning after 8.2 km on Thu 19 Nov"


def test_no_pain_today_answers_only_what_is_due_and_open(
    build: Build, keys: Keyboard, spoken: list[str]
) -> None:
    house = build(a_diary([a_day(TODAY, left=a_knee_day(morning=0))]))
    keys.alt(Qt.Key.Key_0)
    day = house.diary.day(TODAY)
    left, right = day.knee(Knee.LEFT), day.knee(Knee.RIGHT)
    assert left.morning
    assert left.morning.source is not ScoreSource.NO_PAIN
    assert left.worst
    assert left.worst.source is ScoreSource.NO_PAIN
    assert right.morning
    assert right.worst
    assert not left.signs
    assert left.areas is None
    assert day.plan is None
    assert "0 recorded for left, worst today; right, this morning and worst today." in spoken
    keys.ctrl(Qt.Key.Key_Z)
    assert house.diary.day(TODAY).knee(Knee.RIGHT) == KneeDay()


def test_rest_of_this_knee_leaves_the_other_alone(build: Build, qtbot: QtBot) -> None:
    house = build()
    qtbot.mouseClick(house.find("today.left.rest"), Qt.MouseButton.LeftButton)
    day = house.diary.day(TODAY)
    assert day.knee(Knee.LEFT).worst is not None
    assert day.knee(Knee.RIGHT).is_empty
    assert not house.find("today.left.rest").isEnabled()


def test_none_of_these_says_no_to_the_seven_signs(
    build: Build, keys: Keyboard, qtbot: QtBot
) -> None:
    kept = a_knee_day(signs={Sign.NIGHT_PAIN: True})
    house = build(a_diary([a_day(TODAY, left=kept)], person=LEFT_ONLY))
    house.find("today.left.signs.none").setFocus()
    keys.press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(house.diary.day(TODAY).knee(Knee.LEFT).signs) == 8)
    signs = house.diary.day(TODAY).knee(Knee.LEFT).signs
    assert all(signs[sign] is False for sign in MAIN_SIGNS)
    assert signs[Sign.NIGHT_PAIN] is True


def test_swelling_asks_for_its_size_and_a_large_one_is_answered_at_once(
    build: Build, keys: Keyboard, qtbot: QtBot, spoken: list[str]
) -> None:
    house = build(a_diary([a_day(YESTERDAY, left=2)], person=LEFT_ONLY))
    assert not house.find("today.left.swelling_size").isVisible()
    house.find("today.left.signs.swelling").setFocus()
    keys.press(Qt.Key.Key_Space)
    qtbot.waitUntil(house.find("today.left.swelling_size").isVisible)
    qtbot.mouseClick(house.find("today.left.swelling_size.large_fast"), Qt.MouseButton.LeftButton)
    large = SwellingSize.LARGE_FAST
    qtbot.waitUntil(lambda: house.diary.day(TODAY).knee(Knee.LEFT).swelling_size is large)
    assert any(text.startswith("Safety: Get this looked at today.") for text in spoken)
    house.find("today.left.signs.swelling").setFocus()
    keys.press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: house.diary.day(TODAY).knee(Knee.LEFT).swelling_size is None)
    assert not house.find("today.left.swelling_size").isVisible()


def test_same_spots_are_offered_and_taken(build: Build, keys: Keyboard, qtbot: QtBot) -> None:
    past = a_day(YESTERDAY, left=a_knee_day(morning=1, areas=(Area.FRONT, Area.INNER)))
    house = build(a_diary([past], person=LEFT_ONLY))
    keys.alt(Qt.Key.Key_S)
    qtbot.waitUntil(lambda: house.diary.day(TODAY).knee(Knee.LEFT).areas is not None)
    assert house.diary.day(TODAY).knee(Knee.LEFT).areas == (Area.FRONT, Area.INNER)


def test_the_plan_answer_brings_the_box_and_cut_short_asks_why(build: Build, qtbot: QtBot) -> None:
    house = build(a_diary(runs=[a_run("r", TODAY)], person=LEFT_ONLY))
    plan = page_of(house).plan
    assert plan.plan.chip("as_planned").is_proposed
    assert not plan.held_back.isEnabled()
    assert "First answer “Did you run as planned?” above." in plan.held_back.toolTip()
    plan.plan.chip("cut_short").click()
    qtbot.waitUntil(lambda: house.diary.day(TODAY).plan is PlanAnswer.CUT_SHORT)
    assert house.diary.day(TODAY).held_back is False
    plan.held_back.click()
    plan.reason.chip("cut_short_knee").click()
    qtbot.waitUntil(lambda: house.diary.runs["r"].finish is Finish.CUT_SHORT_KNEE)
    assert house.diary.day(TODAY).held_back is True
    assert not plan.plan.chip("as_planned").is_proposed


def test_a_note_saves_itself_when_the_focus_leaves(
    build: Build, keys: Keyboard, qtbot: QtBot
) -> None:
    house = build(a_diary(person=LEFT_ONLY))
    house.find("today.note").setFocus()
    keys.type("Stairs <b>were</b> fine")
    assert house.text("today.note.counter") == "23/500"
    keys.tab()
    qtbot.waitUntil(lambda: house.diary.day(TODAY).note != "")
    assert house.stored().day(TODAY).note == "Stairs <b>were</b> fine"
    house.find("today.note").setFocus()
    keys.ctrl(Qt.Key.Key_Z)
    assert house.diary.day(TODAY).note == ""


def test_a_note_saves_itself_after_a_rest(build: Build, keys: Keyboard, qtbot: QtBot) -> None:
    house = build(a_diary(person=LEFT_ONLY))
    house.find("today.note").setFocus()
    keys.type("Dull")
    assert house.diary.day(TODAY).note == ""
    qtbot.waitUntil(lambda: house.diary.day(TODAY).note == "Dull", timeout=3000)


def test_a_note_stops_at_500_characters(build: Build) -> None:
    house = build(a_diary(person=LEFT_ONLY))
    page_of(house).note.edit.setPlainText("x" * 600)
    house.window.current_page().settle()
    assert len(house.diary.day(TODAY).note) == 500


def test_a_knee_that_is_not_tracked_is_one_line_until_it_is_added(
    build: Build, qtbot: QtBot
) -> None:
    house = build(a_diary(person=LEFT_ONLY))
    page = page_of(house)
    assert not page.is_open(Knee.RIGHT)
    assert house.text("today.count") == "0 of 2 scores"
    qtbot.mouseClick(house.find("today.right.open"), Qt.MouseButton.LeftButton)
    assert page.is_open(Knee.RIGHT)
    assert focus_name() == "today.right.morning"
    assert house.diary.day(TODAY).is_empty


def test_the_other_knee_at_0_all_day_says_so(build: Build) -> None:
    diary = a_diary([a_day(TODAY, right=a_knee_day(morning=0, worst=0))], person=LEFT_ONLY)
    house = build(diary)
    words = house.window.findChild(QPushButton, "today.right.open")
    assert words is not None
    assert words.text() == "Change"
    assert not page_of(house).is_open(Knee.RIGHT)


def test_late_entries_are_drawn_dashed(build: Build, keys: Keyboard, qtbot: QtBot) -> None:
    house = build(a_diary([a_day(TODAY - timedelta(days=9), left=1)], person=LEFT_ONLY))
    page_of(house).go_to(TODAY - timedelta(days=4))
    scale(house, "today.left.morning").setFocus()
    keys.type("5")
    qtbot.waitUntil(lambda: scale(house, "today.left.morning").is_late)
    assert feedback(house, "morning") == "5 · Moderate · entered 4 days later"
    described = scale(house, "today.left.morning").accessibleDescription()
    assert described.endswith("entered 4 days later")


def test_days_to_come_cannot_be_reached(build: Build) -> None:
    house = build()
    page = page_of(house)
    following = house.window.findChild(QToolButton, "today.next")
    assert following is not None
    assert not following.isEnabled()
    page.go_to(TODAY + timedelta(days=1))
    assert page.shown_day() == TODAY


def test_before_the_turnover_the_page_is_still_the_evening_before(
    build: Build, qtbot: QtBot
) -> None:
    house = build(at=datetime(2026, 11, 20, 23, 30, tzinfo=UTC))
    page = page_of(house)
    assert page.shown_day() == TODAY
    assert "It is after midnight" in house.find("today.strip").accessibleName()
    qtbot.mouseClick(house.find("today.strip.go_to"), Qt.MouseButton.LeftButton)
    assert page.shown_day() == TODAY + timedelta(days=1)


def test_a_window_left_open_goes_on_to_the_new_day(build: Build) -> None:
    house = build()
    house.clock.at += timedelta(hours=12)
    house.window.look_for_changes()
    assert page_of(house).shown_day() == TODAY + timedelta(days=1)


def test_a_gap_of_yesterday_is_offered_once(build: Build, qtbot: QtBot) -> None:
    house = build(a_diary([a_day(TODAY - timedelta(days=2), left=1)], person=LEFT_ONLY))
    strip = house.find("today.strip")
    assert "Nothing recorded for Thu 19 Nov." in strip.accessibleName()
    qtbot.mouseClick(house.find("today.strip.fill_in"), Qt.MouseButton.LeftButton)
    assert page_of(house).shown_day() == YESTERDAY
    assert focus_name() == "today.left.morning"
    page_of(house).go_to(TODAY)
    qtbot.mouseClick(house.find("today.strip.leave_empty"), Qt.MouseButton.LeftButton)
    assert not strip.isVisible()


@pytest.mark.parametrize("size", [(1280, 800)])
def test_scores_map_and_signs_are_on_the_first_screen(build: Build, size: tuple[int, int]) -> None:
    house = build(a_diary(runs=[a_run("r", TODAY)], person=LEFT_ONLY), size=size)
    section = house.find("today.left")
    area = house.find("today.scroll")
    bottom = section.mapTo(area, section.rect().bottomLeft()).y()
    assert bottom <= area.height()


def test_done_says_thanks(build: Build, keys: Keyboard, spoken: list[str], qtbot: QtBot) -> None:
    house = build(a_diary(person=LEFT_ONLY))
    keys.ctrl(Qt.Key.Key_Return)
    assert "Thanks, that is all for today." in house.find("today.strip").accessibleName()
    assert any("Thanks" in text for text in spoken)
    assert QApplication.focusWidget() is not None


def test_after_a_run_that_just_ended_done_lets_its_score_wait(build: Build, keys: Keyboard) -> None:
    run = a_run("r", TODAY, started_at=NOW - timedelta(hours=1), moving_s=2700.0)
    house = build(a_diary(runs=[run], person=LEFT_ONLY))
    keys.ctrl(Qt.Key.Key_Return)
    said = house.find("today.strip").accessibleName()
    assert said.endswith("You can add the after-run score later on this page.")
    house.clock.at += timedelta(hours=2)
    keys.ctrl(Qt.Key.Key_Return)
    assert "after-run" not in house.find("today.strip").accessibleName()


def test_a_past_day_is_spoken_of_as_one(build: Build) -> None:
    house = build(a_diary([a_day(TODAY, left=1)], person=LEFT_ONLY))
    page_of(house).go_to(YESTERDAY)
    assert scale(house, "today.left.worst").accessibleDescription() == "any time that day"


def test_a_knee_at_0_so_far_stays_closed_when_a_run_comes(build: Build) -> None:
    said = a_knee_day(morning=0, worst=0)
    diary = a_diary([a_day(TODAY, right=said)], [a_run("r", TODAY)], person=LEFT_ONLY)
    house = build(diary)
    assert not page_of(house).is_open(Knee.RIGHT)
    assert house.text("today.right.closed.words") == "○ 0 so far"


def test_cut_short_without_a_run_offers_its_form(build: Build, qtbot: QtBot) -> None:
    house = build(a_diary([a_day(YESTERDAY, left=1)], person=LEFT_ONLY))
    page_of(house).go_to(YESTERDAY)
    page_of(house).plan.plan.chip("cut_short").click()
    qtbot.waitUntil(house.find("today.log_run").isVisible)
    qtbot.mouseClick(house.find("today.log_run"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    assert house.diary.day(YESTERDAY).plan is PlanAnswer.CUT_SHORT
    form = QApplication.activeModalWidget()
    assert form is not None
    form.close()
