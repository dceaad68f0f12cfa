"""What Today, Runs and the form of a run say before a run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from diary.domain.change import Change
from diary.domain.day import PlanAnswer
from diary.domain.diary import Diary
from diary.domain.event import EventKind
from diary.domain.knee import Knee, Sign
from diary.domain.person import Person
from diary.domain.reminder_state import DismissReason, ReminderState, StateName
from diary.services.reminder_states import state_key
from diary.ui.models.run_columns import Column
from diary.ui.pages.runs import RunsPage
from diary.ui.run_outlook.line import OutlookLine
from diary.ui.theme import ThemeName
from diary.ui.widgets.text import PlainLabel
from tests.builders import Given, a_day, a_diary, a_knee_day, a_run, a_run_knee, an_event
from tests.ui.conftest import Build
from tests.ui.dialogs.run_form_hands import open_form, part
from tests.ui.house import NOW, TODAY, House, Keyboard, cut_off, focus_name

LEFT_ONLY = Person(tracked_knees=(Knee.LEFT,), timezone="Europe/Berlin")
YESTERDAY = TODAY - timedelta(days=1)
BEFORE = "Before the run: longest in 30 days 10.0 km; up to 11.0 km is within 10 %."
LAST = ["Last run, Thu 19 Nov:", "left hold: 4 before, 4 after, 4 the next morning"]


def runner(today: Given = None) -> Diary:
    """Eight weeks of runs, the longest 10 km; yesterday's hurt a little and did not settle."""
    runs = [
        a_run(f"run-{back}", TODAY - timedelta(days=back), distance_m=8000.0)
        for back in range(8, 56, 4)
    ]
    runs.append(a_run("ten", TODAY - timedelta(days=5), distance_m=10_000.0))
    runs.append(a_run("last", YESTERDAY, distance_m=6000.0, left=a_run_knee(after=4)))
    morning = today or a_day(TODAY, left=a_knee_day(morning=4))
    return a_diary([a_day(YESTERDAY, left=a_knee_day(morning=4)), morning], runs, person=LEFT_ONLY)


def line(house: House, page: str = "today") -> OutlookLine:
    found = house.find(f"{page}.outlook")
    assert isinstance(found, OutlookLine)
    return found


def said(house: House, page: str = "today") -> list[str]:
    """What the line says to somebody who looks; [] while it is not there."""
    labels = line(house, page).findChildren(PlainLabel)
    return [each.text() for each in labels if each.isVisible() and each.text()]


@pytest.fixture
def today(build: Build, qtbot: QtBot) -> Build:
    """Return a function that opens Today and waits for what is built after the first paint."""

    def make(diary: Diary, **how: Given) -> House:
        house = build(diary, **how)
        window = house.window
        qtbot.waitUntil(lambda: window.findChild(OutlookLine, "today.outlook") is not None)
        return house

    return make


def give(house: House, on: date, **answers: Given) -> None:
    house.context.undo.push("answer", Change(house.diary.days.get(on), a_day(on, **answers)))


# ---- Today -------------------------------------------------------------------------------------


def test_today_says_how_far_is_within_a_tenth_and_how_the_last_run_went(today: Build) -> None:
    house = today(runner())
    assert said(house) == [BEFORE, *LAST]
    assert not line(house).tab_stops()


def test_the_line_stands_above_the_question_about_the_plan(today: Build) -> None:
    house = today(runner())
    plan = house.find("today.plan_card")
    assert line(house).geometry().bottom() < plan.geometry().top()


def test_what_is_answered_changes_it_at_once_and_undo_takes_it_back(today: Build) -> None:
    house = today(runner())
    give(house, TODAY, left=a_knee_day(morning=6))
    assert said(house)[-1] == "left step back: 4 before, 4 after, 6 the next morning"
    house.context.undo.undo()
    assert said(house)[-1] == LAST[-1]


def test_with_a_run_made_today_only_its_response_is_left(today: Build) -> None:
    house = today(runner())
    house.context.undo.push("run", Change(None, a_run("now", TODAY, left=a_run_knee(after=2))))
    assert said(house) == [
        "Last run, Fri 20 Nov:",
        "left settled: 4 before, 2 after, waiting for the morning",
    ]


@pytest.mark.parametrize("plan", [PlanAnswer.SKIPPED_KNEE, PlanAnswer.NONE_PLANNED])
def test_without_a_run_to_come_nothing_is_said_about_it(today: Build, plan: PlanAnswer) -> None:
    house = today(runner(a_day(TODAY, left=a_knee_day(morning=4), plan=plan)))
    assert said(house) == LAST


def test_it_is_there_on_the_present_day_only_and_not_while_away(
    today: Build, keys: Keyboard
) -> None:
    house = today(runner())
    keys.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert said(house) == []
    keys.press(Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert said(house) == [BEFORE, *LAST]
    give(house, TODAY, away=True)
    assert said(house) == []


def test_a_sign_that_should_be_looked_at_leaves_no_word_about_running(today: Build) -> None:
    house = today(runner())
    give(house, TODAY, left=a_knee_day(morning=4, signs={Sign.NO_WEIGHT: True}))
    assert said(house) == []


def test_help_arranged_for_one_sign_brings_no_word_about_running_beside_another(
    today: Build,
) -> None:
    helped = an_event("help", YESTERDAY, kind=EventKind.HELP_ARRANGED, findings=("left.locking",))
    diary = runner(a_day(TODAY, left=a_knee_day(signs={Sign.LOCKING: True, Sign.NO_WEIGHT: True})))
    house = today(replace(diary, events={helped.id: helped}))
    assert said(house) == []


def test_a_diary_without_runs_says_nothing(today: Build) -> None:
    assert said(today(a_diary([a_day(YESTERDAY, left=2)], person=LEFT_ONLY))) == []


def test_before_the_diary_is_loaded_nothing_is_said(today: Build) -> None:
    assert said(today(runner(), is_attached=False)) == []


def test_in_a_narrow_window_it_is_folded_and_the_keyboard_unfolds_it(
    today: Build, keys: Keyboard
) -> None:
    house = today(runner(), size=(720, 800))
    assert said(house) == []
    fold = line(house).fold
    assert fold.accessibleName() == "Before the next run"
    assert fold.accessibleDescription() == "Folded"
    fold.setFocus()
    keys.press(Qt.Key.Key_Space)
    assert said(house) == [BEFORE, *LAST]
    assert focus_name() == "today.outlook.fold"
    assert cut_off(line(house)) == []
    house.window.resize(1280, 800)
    assert line(house).tab_stops() == []


# ---- while a reminder is open ------------------------------------------------------------------

EASIER = "a reminder asks for shorter or easier runs."


def hurting() -> Diary:
    """The same runs, with 5 on every day of the last three weeks."""
    days = [a_day(TODAY - timedelta(days=back), left=5) for back in range(21)]
    return replace(runner(), days={each.on: each for each in days})


def answer(house: House, state: StateName, **parts: Given) -> None:
    """Do something with every card that is open."""
    reminders = house.context.reminders.shown
    for card in reminders:
        for each in card.all:
            fired_on, rule, subject, knee = state_key(each)
            said = ReminderState(rule, subject, fired_on, state, knee, at=NOW, **parts)
            house.context.undo.push("answer", Change(None, said))


@pytest.mark.parametrize(
    ("state", "parts"),
    [
        (StateName.OPEN, {}),
        (StateName.DOING, {"recheck_on": TODAY + timedelta(days=7)}),
        (StateName.SNOOZED, {"until": TODAY + timedelta(days=7)}),
    ],
)
def test_while_a_reminder_about_pain_is_open_no_longer_run_is_offered(
    today: Build, state: StateName, parts: dict[str, object]
) -> None:
    house = today(hurting())
    if state is not StateName.OPEN:
        answer(house, state, **parts)
    expected = f"Before the run: longest in 30 days 10.0 km; {EASIER}"
    assert said(house)[0] == expected
    runs_page(house)
    assert said(house, "runs")[0] == expected


def test_one_that_was_put_away_or_is_of_a_knee_not_tracked_asks_nothing(today: Build) -> None:
    house = today(hurting())
    answer(house, StateName.DISMISSED, reason=DismissReason.KNOWN)
    assert said(house)[0] == BEFORE
    other = replace(hurting(), person=replace(LEFT_ONLY, tracked_knees=(Knee.RIGHT,)))
    assert said(today(other))[0] == BEFORE


def test_the_form_offers_no_longer_run_either(build: Build, keys: Keyboard, qtbot: QtBot) -> None:
    form = open_form(build(hurting()), keys, qtbot)
    assert compared(form) == f"Longest in 30 days 10.0 km; {EASIER}"
    keys.type("10,8")
    assert compared(form) == f"8 % longer than the longest in 30 days, 10.0 km; {EASIER}"


# ---- Runs --------------------------------------------------------------------------------------


def runs_page(house: House) -> RunsPage:
    house.window.show_page("runs")
    page = house.window.current_page()
    assert isinstance(page, RunsPage)
    return page


def test_runs_say_the_same_below_the_table_without_the_scores_of_the_row(
    build: Build, qtbot: QtBot
) -> None:
    house = build(runner())
    page = runs_page(house)
    assert said(house, "runs") == [BEFORE, LAST[0], "left hold"]
    below = line(house, "runs")
    qtbot.waitUntil(lambda: page.table.geometry().bottom() < below.geometry().top())


def test_what_a_short_result_means_is_said_over_it_and_to_a_screen_reader(build: Build) -> None:
    house = build(runner())
    runs_page(house)
    meaning = "left hold: repeat, do not build (4 before, 4 after, 4 the next morning)"
    parts = line(house, "runs").findChildren(QWidget)
    (told,) = (each.toolTip() for each in parts if each.toolTip())
    assert meaning in told
    assert meaning in [each.accessibleDescription() for each in parts]


def test_with_large_text_in_a_small_window_nothing_of_it_is_cut(
    build: Build, keys: Keyboard, qtbot: QtBot, plain_look: Callable[[ThemeName, int], None]
) -> None:
    plain_look("dark", 200)
    house = build(runner(), size=(720, 800))
    page = runs_page(house)
    line(house, "runs").fold.setFocus()
    keys.press(Qt.Key.Key_Space)
    labels = [each for each in line(house, "runs").findChildren(PlainLabel) if each.isVisible()]
    assert [each.text() for each in labels] == [BEFORE, LAST[0], "left hold"]
    for each in labels:
        qtbot.waitUntil(partial(is_whole, each))
    row = page.table.rowHeight(0)
    qtbot.waitUntil(lambda: page.table.viewport().height() >= 2 * row)
    assert cut_off(page) == []


def is_whole(label: PlainLabel) -> bool:
    needed = label.heightForWidth(label.width())
    return label.height() >= needed and label.visibleRegion().boundingRect().height() >= needed


def test_the_result_has_a_column_that_can_be_left_out(build: Build, qtbot: QtBot) -> None:
    page = runs_page(build(runner(), size=(1280, 800)))
    assert Column.RESPONSE in page.table.shown_columns()
    page._columns.show(Column.RESPONSE, is_shown=False, is_narrow=page.table.is_narrow())
    page.table.lay_out_columns()
    assert Column.RESPONSE not in page.table.shown_columns()


@pytest.mark.parametrize(("width", "is_there"), [(640, False), (1000, True), (1280, True)])
def test_the_result_is_shown_wherever_it_has_room(build: Build, width: int, is_there: bool) -> None:
    both = replace(runner(), person=Person(timezone="Europe/Berlin"))
    page = runs_page(build(both, size=(width, 800)))
    assert (Column.RESPONSE in page.table.shown_columns()) is is_there


def test_a_new_morning_changes_the_result_in_the_table(build: Build) -> None:
    house = build(runner())
    page = runs_page(house)
    index = page.table.model().index(0, Column.RESPONSE)
    assert index.data() == "L hold"
    give(house, TODAY, left=a_knee_day(morning=6))
    assert index.data() == "L step back"
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == ("Result: left step back: run less (4 before, 4 after, 6 the next morning)")


@pytest.mark.parametrize("width", [720, 1280, 1920])
def test_marks_are_painted_with_and_without_words(build: Build, width: int) -> None:
    page = runs_page(build(runner(), size=(width, 800)))
    narrow = page.table.is_narrow()
    page._columns.show(Column.RESPONSE, is_shown=True, is_narrow=narrow)
    page.table.lay_out_columns()
    index = page.table.model().index(0, Column.RESPONSE)
    page.table.scrollTo(index)
    box = page.table.visualRect(index)
    page.table.clearSelection()
    page.table.setCurrentIndex(page.table.model().index(3, 0))
    picture = page.table.viewport().grab(box).toImage()
    colors = {picture.pixel(x, y) for x in range(box.width()) for y in range(box.height())}
    assert len(colors) > 2


# ---- the form of a run -------------------------------------------------------------------------


def compared(form: object) -> str:
    label = part(form, "run_form.compared")  # type: ignore[arg-type]  # every form is a widget
    assert isinstance(label, QLabel)
    return label.text() if label.isVisible() else ""


def test_the_form_compares_while_a_distance_is_typed(
    build: Build, keys: Keyboard, qtbot: QtBot
) -> None:
    form = open_form(build(runner()), keys, qtbot)
    assert compared(form) == "Longest in 30 days 10.0 km; up to 11.0 km is within 10 %."
    keys.type("8")
    assert compared(form) == "Not longer than the longest in 30 days, 10.0 km."
    keys.type("0")
    assert compared(form) == "700 % longer than the longest in 30 days, 10.0 km."
    keys.press(Qt.Key.Key_Backspace)
    keys.press(Qt.Key.Key_Backspace)
    keys.type("10,8")
    assert compared(form) == "Within 10 % of the longest in 30 days, 10.0 km."
    label = part(form, "run_form.compared")
    assert label.property("textRole") == "hint"


def test_a_run_that_is_changed_is_not_compared_with_itself(build: Build) -> None:
    page = runs_page(build(runner()))
    form = page._forms.edit("ten")
    assert compared(form) == "25 % longer than the longest in 30 days, 8.0 km."
    form.reject()


def test_a_first_run_is_compared_with_nothing(build: Build, keys: Keyboard, qtbot: QtBot) -> None:
    form = open_form(build(a_diary(person=LEFT_ONLY)), keys, qtbot)
    keys.type("8")
    assert compared(form) == ""
