"""The page of the visit report says what the other pages say: of both knees, and when."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from diary.domain.change import Change, ChangeSet
from diary.domain.knee import Knee, Sign
from diary.reports.content import visit_report
from tests.builders import a_day, a_diary, a_knee_day
from tests.builders_visits import QuickReports
from tests.ui.house import TODAY, House
from tests.ui.visits.conftest import month_diary
from tests.ui.visits.report_hands import at_rest, click, opened

VisitHouse = Callable[..., House]


def shown_knees(reports: QuickReports) -> list[str]:
    """The knees of the report drawn last."""
    return [str(knee) for knee in reports.asked[-1].choice.knees]


def test_a_knee_nobody_tracks_is_on_the_report_until_it_is_left_out(
    visit_house: VisitHouse, reports: QuickReports, qtbot: QtBot
) -> None:
    """What is left out is told on the page, and no later entry about it is lost unsaid."""
    diary = month_diary()
    hurt = a_knee_day(6, signs={Sign.NO_WEIGHT: True})
    day = a_day(TODAY, left=2, right=hurt)
    house = visit_house(replace(diary, days={**diary.days, TODAY: day}))
    page = opened(house, qtbot)
    told = house.find("report.left_out")
    assert isinstance(told, QLabel)
    assert page.controls.knees[Knee.RIGHT].isChecked()
    assert shown_knees(reports) == ["left", "right"]
    assert not told.isVisible()
    click(house, qtbot, "report.knee.right")
    assert shown_knees(reports) == ["left"]
    assert told.isVisible()
    assert told.text() == "Left out: right knee. The report says so."
    click(house, qtbot, "report.knee.right")
    assert not told.isVisible()
    assert house.context.visits.wish(house.context.ui_state).knees is None


def test_a_knee_that_is_first_written_about_now_comes_on_the_report(
    visit_house: VisitHouse, reports: QuickReports, qtbot: QtBot
) -> None:
    house = visit_house()
    opened(house, qtbot)
    assert shown_knees(reports) == ["left"]
    for _twice in range(2):
        click(house, qtbot, "report.knee.right")
    assert shown_knees(reports) == ["left"]
    before = house.context.journal.diary.days[TODAY]
    hurt = {**before.knees, Knee.RIGHT: a_knee_day(6, signs={Sign.NO_WEIGHT: True})}
    change = Change(before, replace(before, knees=hurt))
    house.context.undo.push("right knee", ChangeSet((change,)))
    at_rest(house, qtbot)
    assert shown_knees(reports) == ["left", "right"]


def test_a_reminder_has_the_day_that_the_page_of_reminders_says(
    visit_house: VisitHouse, reports: QuickReports, qtbot: QtBot
) -> None:
    """It came up as more than two weeks, and has come to more than three."""
    house = visit_house(a_diary([a_day(TODAY - timedelta(back), left=4) for back in range(23)]))
    opened(house, qtbot)
    asked = reports.asked[-1]
    report = visit_report(
        asked.diary, asked.choice, asked.today, asked.formats, findings=asked.findings
    )
    told = {each.title: each.day for each in report.reminders.lines}
    house.window.show_page("reminders")
    at_rest(house, qtbot)
    page = house.window.current_page()
    seen = [each.text() for each in page.findChildren(QLabel) if each.isVisible()]
    title = "Left knee: pain for more than 3 weeks"
    assert seen[seen.index(title) + 1] == "since Thu 19 Nov"
    assert told[title] == "Thu 19 Nov 2026"
