"""Comparing with a delay on the page: its choices, its table, and the test that is asked for."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from diary.charts.kinds import DelayChart
from diary.domain.delays import Delay
from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.texts.numbers import Formats
from diary.ui.pages.charts import ChartsPage
from diary.ui.pages.charts.choice import ChartChoice
from diary.ui.pages.charts.delay_controls import DelayControls
from diary.ui.pages.charts.kinds.delay import shown_delay
from diary.ui.pages.charts.shown import ShownChart
from tests.builders import a_day, a_diary, a_run
from tests.charts.diaries import full_diary
from tests.charts.example import example_diary
from tests.ui.house import TODAY
from tests.ui.pages.charts.story import Open, back, child, readout, settled


def shown(diary: Diary, choice: ChartChoice | None = None) -> ShownChart:
    choice = choice or ChartChoice(kind="delay")
    return shown_delay(diary, choice, choice.days(diary, TODAY), Formats(), TODAY)


def text_of(page: ChartsPage, name: str) -> str:
    found = child(page, name)
    assert isinstance(found, QLabel)
    return found.text()


def open_delay(open_page: Open, diary: Diary) -> ChartsPage:
    """The page with this chart chosen from the list."""
    page = open_page(diary)
    kind = page.controls.kind
    kind.setCurrentIndex(kind.findText("Compare with a delay"))
    kind.activated.emit(kind.currentIndex())
    return settled(page)


# ---- what is made of a diary -------------------------------------------------------------------


def test_the_chart_has_a_column_a_readout_and_a_row_for_every_day() -> None:
    made = shown(example_diary(200), ChartChoice(kind="delay", delay=Delay.WEEK_BEFORE))
    assert isinstance(made.chart, DelayChart)
    assert made.chart.series.delay is Delay.WEEK_BEFORE
    assert made.column_count == 84
    assert made.day_of(83) == TODAY
    assert made.readout(83).startswith("Fri 20 Nov 2026: left 6; in the 7 days before")
    by_day = made.tables[1]
    assert len(by_day.rows) == len(by_day.columns) == 84
    assert by_day.rows[0][0].value == TODAY
    assert [len(row) for row in by_day.rows[:3]] == [len(by_day.headings)] * 3


def test_the_table_has_all_delays_in_their_order_with_counts_and_differences() -> None:
    table = shown(example_diary(200)).tables[0]
    assert [row[0].text for row in table.rows] == [
        "Same day",
        "1 day",
        "2 days",
        "3 days",
        "7-day total before",
    ]
    for row in table.rows:
        assert len(row) == len(table.headings) == 8
        days, above, below = (int(row[place].text) for place in (1, 3, 5))
        assert days == above + below


def test_the_middles_stand_above_the_chart_and_deny_a_cause_once() -> None:
    made = shown(example_diary(200))
    assert made.answer.startswith("Over 79 days with both: with")
    assert made.answer.endswith("This does not show that one causes the other.")
    assert made.coverage.endswith("with their load.")
    assert made.note.startswith("On the day after a run")
    told = f"{made.answer} {made.coverage} {made.note}"
    assert told.count("causes the other") == 1


def test_what_the_middles_say_already_is_not_said_again_below() -> None:
    """Where the middle load is 0 the days over it are those after a run."""
    days = [a_day(back(age), left=3 if age % 4 == 3 else 1) for age in range(60)]
    runs = [a_run(f"r{age}", back(age)) for age in range(4, 60, 4)]
    diary = a_diary(days, runs)
    made = shown(diary, ChartChoice(kind="delay", delay=Delay.ONE_DAY))
    assert "with a run on the day before (14 days), the middle score was 3" in made.answer
    assert made.note == "No painkiller was noted on these days."
    same_day = ChartChoice(kind="delay", delay=Delay.SAME_DAY)
    assert shown(diary, same_day).note.startswith("On the day after a run (14 days)")


def test_the_middles_are_read_without_scrolling(open_page: Open) -> None:
    page = open_page(example_diary(200), size=(1040, 700))
    kind = page.controls.kind
    kind.setCurrentIndex(kind.findText("Compare with a delay"))
    kind.activated.emit(kind.currentIndex())
    told = child(settled(page), "charts.coverage")
    assert isinstance(told, QLabel)
    assert told.text().startswith("Over 79 days with both")
    view = page._scroll.viewport()
    foot = told.mapTo(view, told.rect().bottomLeft()).y()
    assert told.height() >= told.heightForWidth(told.width())
    assert foot <= view.height()
    assert told.geometry().bottom() < page.plot.geometry().top()


def test_too_few_days_say_how_many_there_are() -> None:
    made = shown(example_diary(12))
    assert made.why_not is not None
    assert made.why_not.title == "Needs more days"
    assert "It takes 21 days with both a score and a known load. You have" in made.why_not.sentence
    assert all(cell.text == "" for row in made.tables[0].rows for cell in row[2:])


def test_without_a_choice_the_first_knee_that_is_tracked_is_shown() -> None:
    for knee, chosen in ((Knee.LEFT, None), (Knee.RIGHT, Knee.RIGHT)):
        made = shown(example_diary(60), ChartChoice(kind="delay", knee=chosen))
        assert isinstance(made.chart, DelayChart)
        assert made.chart.series.knee is knee


def test_the_test_looks_at_the_same_days_whatever_is_shown() -> None:
    diary = example_diary(200)
    answers = set()
    for choice in (
        ChartChoice(kind="delay"),
        ChartChoice(kind="delay", range_key="4w", delay=Delay.THREE_DAYS),
    ):
        question = shown(diary, choice).question
        assert question is not None
        answers.add(question.answer())
    (answer,) = answers
    assert answer.startswith("Left knee, Sat 23 May 2026 to Fri 20 Nov 2026")


# ---- on the page -------------------------------------------------------------------------------


def test_the_delay_and_the_knee_are_chosen_and_the_delay_is_remembered(
    open_page: Open, qtbot: QtBot
) -> None:
    page = open_delay(open_page, full_diary(140))
    controls = page.controls.delay
    assert controls.isVisible()
    assert not page.controls.knees[Knee.LEFT].isVisible()
    assert controls.delay.choice() == Delay.ONE_DAY
    qtbot.mouseClick(controls.delay.chip(Delay.WEEK_BEFORE), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(controls.knee.chip(Knee.RIGHT), Qt.MouseButton.LeftButton)
    assert "right" in readout(page)
    assert "in the 7 days before" in readout(page)
    again = open_page()
    assert again.controls.choice().delay is Delay.WEEK_BEFORE


def test_the_test_runs_only_when_it_is_asked_for_and_its_answer_can_be_copied(
    open_page: Open, qtbot: QtBot, spoken: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_delay(open_page, full_diary(140))
    ask = child(page, "charts.ask")
    assert isinstance(ask, QPushButton)
    assert ask.text() == "Test this on my diary…"
    answer = child(page, "charts.answer")
    assert not answer.isVisible()
    assert not child(page, "charts.copy_answer").isVisible()
    ask.setFocus()
    QTest.keyClick(ask, Qt.Key.Key_Space)
    qtbot.waitUntil(answer.isVisible)
    told = text_of(page, "charts.answer")
    assert told.startswith("Left knee, ")
    assert "link" in told
    assert spoken[-1] == told
    copy = child(page, "charts.copy_answer")
    assert copy in page.tab_stops()
    copied: list[str] = []
    monkeypatch.setattr(QGuiApplication.clipboard(), "setText", copied.append)
    QTest.keyClick(copy, Qt.Key.Key_Space)
    assert copied == [told]


def test_a_short_diary_is_told_what_the_test_still_needs(open_page: Open, qtbot: QtBot) -> None:
    page = open_delay(open_page, full_diary(60))
    qtbot.mouseClick(child(page, "charts.ask"), Qt.MouseButton.LeftButton)
    answer = child(page, "charts.answer")
    qtbot.waitUntil(answer.isVisible)
    assert "84 days from the first entry to the last. You have 60." in text_of(
        page, "charts.answer"
    )


def test_another_choice_takes_the_answer_away(open_page: Open, qtbot: QtBot) -> None:
    page = open_delay(open_page, full_diary(140))
    qtbot.mouseClick(child(page, "charts.ask"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(child(page, "charts.answer").isVisible)
    knee = page.controls.delay.knee.chip(Knee.RIGHT)
    qtbot.mouseClick(knee, Qt.MouseButton.LeftButton)
    settled(page)
    assert not child(page, "charts.answer").isVisible()


def test_there_is_always_one_delay_and_one_knee(qtbot: QtBot) -> None:
    controls = DelayControls()
    qtbot.addWidget(controls)
    controls.show_choice(Delay.TWO_DAYS, Knee.RIGHT)
    told: list[object] = []
    controls.delay_changed.connect(told.append)
    controls.knee_changed.connect(told.append)
    controls.show()
    for row in (controls.delay, controls.knee):
        QTest.keyClick(row, Qt.Key.Key_Delete)
    assert told == []
    assert controls.delay.choice() == Delay.TWO_DAYS
    assert controls.knee.choice() == Knee.RIGHT
    QTest.keyClick(controls.delay, Qt.Key.Key_Right)
    assert told == [Delay.THREE_DAYS]
