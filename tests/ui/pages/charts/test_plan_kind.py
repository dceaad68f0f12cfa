"""The chart of the plan as a person uses it on the page."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from diary.domain.diary import Diary
from diary.domain.exercise import SessionKind
from diary.domain.knee import Knee
from diary.domain.pain_and_load import range_of_days
from diary.domain.period import Span
from diary.domain.plan import WeeklyTargets
from diary.texts.numbers import Formats
from diary.ui.pages.charts.choice import DEFAULT_CHART, ChartChoice, asked_for
from diary.ui.pages.charts.kinds.plan import shown_plan
from diary.ui.pages.charts.shown import ShownChart
from tests.builders import a_day, a_diary, a_plan, a_session
from tests.ui.house import TODAY
from tests.ui.pages.charts.story import Open, back, child, readout

FORMATS = Formats()


def a_planned_diary() -> Diary:
    """Six weeks with a session every third day, a plan in the last four of them."""
    days = [a_day(back(age), left=age % 4) for age in range(42) if age % 6]
    sessions = {
        f"s{age}": a_session(f"s{age}", back(age), is_done=age % 4 != 3) for age in range(0, 42, 3)
    }
    sessions["yoga"] = a_session("yoga", back(2), kind=SessionKind.YOGA)
    plan = a_plan("p", back(27), per_week=WeeklyTargets(strength=3))
    return a_diary(days, plans={"p": plan}, sessions=sessions)


def shown_of(diary: Diary, span: Span | None = None) -> ShownChart:
    choice = ChartChoice(kind="plan", knees=(Knee.LEFT,))
    days = range_of_days(TODAY, 42) if span is None else span
    return shown_plan(diary, choice, days, FORMATS, TODAY)


def test_the_plan_page_leads_to_this_chart(open_page: Open) -> None:
    page = open_page(a_planned_diary(), where="plan")
    assert page.controls.choice().kind == "plan"
    assert page.plot.view.accessibleName() == "Chart of the plan"
    assert "Sessions a week under the pain of the same days" in (
        page.plot.view.accessibleDescription()
    )


def test_the_arrows_walk_from_day_to_day_and_enter_opens_it(open_page: Open, qtbot: QtBot) -> None:
    page = open_page(a_planned_diary(), where="plan")
    assert readout(page) == (
        "Fri 20 Nov: no scores; strength done; week from Mon 16 Nov so far: "
        "strength 1 of 3 (1 skipped), other sessions 1"
    )
    opened: list[object] = []
    page.navigate_requested.connect(lambda key, where: opened.append((key, where)))
    qtbot.keyClick(page.plot.view, Qt.Key.Key_Left)
    assert readout(page).startswith("Thu 19 Nov: left worst 1; week from Mon 16 Nov so far")
    qtbot.keyClick(page.plot.view, Qt.Key.Key_Return)
    assert opened == [("today", date(2026, 11, 19))]


def test_without_plan_and_sessions_the_chart_leads_to_the_plan(open_page: Open) -> None:
    page = open_page(a_diary([a_day(back(age), left=1) for age in range(10)]), where="plan")
    asked: list[object] = []
    page.navigate_requested.connect(lambda key, where: asked.append((key, where)))
    empty = child(page, "charts.empty_plan")
    texts = [each.text() for each in empty.findChildren(QLabel)]
    assert "No plan and no sessions yet" in texts
    (button,) = page.plot.tab_stops()
    assert button.accessibleName() == "Go to Plan"
    button.click()  # type: ignore[attr-defined]  # the only stop of an empty chart is its button
    assert asked == [("plan", None)]


def test_days_without_a_session_are_told_apart_from_no_plan_at_all() -> None:
    early = Span(back(400), back(380))
    shown = shown_of(a_planned_diary(), early)
    assert shown.why_not is not None
    assert shown.why_not.title == "Nothing in these days"
    assert shown_of(a_diary()).why_not is not None
    assert shown_of(a_planned_diary()).is_enough


def test_the_table_has_a_row_for_every_week_and_leaves_unknown_empty() -> None:
    chart = shown_of(a_planned_diary(), range_of_days(TODAY, 60))
    (table,) = chart.tables
    assert table.headings == (
        "Week from",
        "Strength, done",
        "Strength, target",
        "Strength, skipped",
        "Other sessions, done",
        "Other sessions, skipped",
        "Left knee, middle of the week",
        "Left knee, highest",
    )
    rows = [[cell.text for cell in row] for row in table.rows]
    assert rows[0] == ["Mon 16 Nov 2026 (so far)", "1", "3", "1", "1", "0", "1.5", "3"]
    # Before the diary was kept nothing is 0.
    assert rows[-1][1:] == ["", "", "", "", "", "", ""]
    assert len(rows) == 9
    assert table.columns[0] == 59 - TODAY.weekday()
    assert table.columns[-1] == 0


def test_a_span_without_days_is_told() -> None:
    nowhere = Span(TODAY + timedelta(1), TODAY + timedelta(1))
    shown = shown_of(a_planned_diary(), nowhere)
    assert shown.why_not is not None
    assert shown.column_count == 0


def test_only_charts_there_are_can_be_asked_for() -> None:
    choice = ChartChoice(kind="shoes")
    assert asked_for(choice, "plan").kind == "plan"
    assert asked_for(choice, "gone").kind == "shoes"
    assert asked_for(choice, None).kind == "shoes"
    evidence = range_of_days(TODAY, 7)
    assert asked_for(choice, evidence).kind == DEFAULT_CHART
    assert asked_for(choice, evidence).evidence == evidence
