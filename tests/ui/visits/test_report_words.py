"""What a person says of themselves on the page of the visit report."""

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from tests.builders_visits import QuickReports
from tests.ui.house import TODAY, House
from tests.ui.visits.report_hands import at_rest, click, opened, typed

VisitHouse = Callable[..., House]
VISIT_ON = TODAY - timedelta(20)


def test_questions_are_kept_as_they_are_typed_and_taken_back(
    visit_house: VisitHouse, reports: QuickReports, qtbot: QtBot
) -> None:
    house = visit_house()
    opened(house, qtbot)
    assert house.find("report.question.2").isHidden()
    typed(house, "report.question.1.edit", "Hills again?")
    at_rest(house, qtbot)
    assert reports.asked[-1].diary.person.questions == ("Hills again?",)
    qtbot.waitUntil(lambda: house.diary.person.questions == ("Hills again?",))
    assert not house.find("report.question.2").isHidden()
    assert house.stored().person.questions == ("Hills again?",)
    house.window.menus.actions["undo"].trigger()
    assert house.diary.person.questions == ()
    edit = house.find("report.question.1.edit")
    assert isinstance(edit, QLineEdit)
    assert edit.text() == ""


def test_leaving_the_page_keeps_what_is_typed(visit_house: VisitHouse, qtbot: QtBot) -> None:
    house = visit_house()
    page = opened(house, qtbot)
    page.own_words.show_folded(is_open=True)
    typed(house, "report.goal.edit", "10 km")
    house.window.show_page("today")
    assert house.diary.person.goal == "10 km"


def test_a_year_that_is_none_is_not_kept(visit_house: VisitHouse, qtbot: QtBot) -> None:
    house = visit_house()
    page = opened(house, qtbot)
    page.own_words.show_folded(is_open=True)
    edit = typed(house, "report.since_year.edit", "201")
    assert edit.accessibleDescription() == "Type a year with four digits, such as 2015."
    QTest.keyClicks(edit, "4")
    page.settle()
    assert house.diary.person.running_since_year == 2014
    typed(house, "report.since_year.edit", "1066")
    assert edit.accessibleDescription()
    page.settle()
    assert house.diary.person.running_since_year != 1066


def test_when_it_began_and_the_visit_are_days_of_the_diary(
    visit_house: VisitHouse, reports: QuickReports, qtbot: QtBot
) -> None:
    house = visit_house()
    page = opened(house, qtbot)
    visit_on, began_on = TODAY + timedelta(4), date(2026, 10, 1)
    page.controls.visit.date_picked.emit(visit_on)
    page.own_words.trouble.date_picked.emit(began_on)
    page.own_words.earlier.choice_changed.emit("no")
    at_rest(house, qtbot)
    person = house.diary.person
    assert (person.next_visit_on, person.trouble_since_on) == (visit_on, began_on)
    assert person.earlier_knee_problem is False
    assert reports.asked[-1].choice.visit_on == visit_on
    click(house, qtbot, "report.no_visit")
    assert house.diary.person.next_visit_on is None


def test_a_question_tells_when_it_is_full(visit_house: VisitHouse, qtbot: QtBot) -> None:
    house = visit_house()
    page = opened(house, qtbot)
    edit = typed(house, "report.question.1.edit", "a" * 130)
    assert len(edit.text()) == 120
    assert edit.accessibleDescription() == "That is all there is room for: 120 letters."
    QTest.keyClick(edit, Qt.Key.Key_Backspace)
    assert edit.accessibleDescription() == ""
    at_rest(house, qtbot)
    labels = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    assert "Question 2" in labels
