"""What a card says about the time before, and which days its button shades."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from diary.charts.painter import FigurePainter
from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.period import Span
from diary.domain.person import Person
from diary.ui.pages.charts import ChartsPage
from diary.ui.widgets.text import PlainLabel
from tests.builders import a_day, a_diary, a_knee_day, a_run
from tests.ui.conftest import Build
from tests.ui.house import TODAY, House

LEFT_ONLY = Person(tracked_knees=(Knee.LEFT,), timezone="Europe/Berlin")
WORSE = "reminders.card.R-WORSE.left"
PERSIST = "reminders.card.R-PERSIST.left"


def rising(usual: int = 2) -> Diary:
    """Ten weeks at 2, then nearly three at 5, after one run much longer than the others."""
    days = [
        a_day(TODAY - timedelta(days=back), left=a_knee_day(morning=5 if back < 19 else usual))
        for back in range(90)
    ]
    runs = [
        a_run(f"run-{back}", TODAY - timedelta(days=back), distance_m=8000.0)
        for back in range(24, 90, 6)
    ]
    runs.append(a_run("long", TODAY - timedelta(days=21), distance_m=14_000.0))
    return a_diary(days, runs, person=LEFT_ONLY)


def lines(house: House, name: str) -> list[str]:
    return [label.text() for label in house.find(name).findChildren(PlainLabel)]


def test_a_card_lists_what_changed_and_names_no_cause(build: Build) -> None:
    house = build(rising())
    house.window.show_page("reminders")
    assert lines(house, f"{WORSE}.before") == [
        "What changed before it started",
        "In the 14 days before Mon 2 Nov, when it began:",
        "Fri 30 Oct: 14.0 km; the longest of the 30 days before was 8.0 km.",
        "Too little is noted to tell: another pair of shoes, another surface, hills.",
        "This does not show a cause.",
    ]
    spoken = house.find(f"{WORSE}.before").accessibleName()
    assert spoken.startswith("What changed before it started. In the 14 days")
    assert spoken.endswith("This does not show a cause.")


def test_show_on_chart_shades_the_days_and_says_which(build: Build) -> None:
    house = build(rising())
    house.context.charts.take(FigurePainter())
    house.window.show_page("reminders")
    button = house.find(f"{WORSE}.show")
    assert isinstance(button, QPushButton)
    button.click()
    page = house.window.current_page()
    assert isinstance(page, ChartsPage)
    assert page.plot.day() == TODAY
    shaded = Span(TODAY - timedelta(days=13), TODAY + timedelta(days=1))
    assert page.controls.choice().evidence == shaded


def test_the_shaded_days_are_named_above_the_chart_and_to_a_screen_reader(
    build: Build, qtbot: QtBot
) -> None:
    house = build(rising())
    house.context.charts.take(FigurePainter())
    days = Span(TODAY - timedelta(days=13), TODAY + timedelta(days=1))
    house.window.show_page("charts", days)
    page = house.window.current_page()
    assert isinstance(page, ChartsPage)
    coverage = house.find("charts.coverage")
    assert isinstance(coverage, QLabel)
    text = "Shaded: 7 Nov to 20 Nov, the days of the reminder."
    qtbot.waitUntil(lambda: text in coverage.text())
    assert page.plot.view.accessibleDescription().endswith(text)


def test_what_changed_stands_beside_the_rest_in_a_roomy_window_only(
    build: Build, qtbot: QtBot
) -> None:
    house = build(rising(), size=(1280, 800))
    house.window.show_page("reminders")
    before, answers = house.find(f"{WORSE}.before"), house.find(f"{WORSE}.take").parentWidget()
    assert answers is not None
    qtbot.waitUntil(lambda: before.x() > answers.geometry().right())
    house.window.resize(900, 800)
    qtbot.waitUntil(lambda: before.x() == answers.x() and before.y() < answers.y())


def test_two_cards_tell_the_same_days_before_once(build: Build) -> None:
    house = build(rising(usual=1))
    house.window.show_page("reminders")
    assert lines(house, f"{PERSIST}.before")[0] == "What changed before it started"
    assert house.window.findChild(QWidget, f"{WORSE}.before") is None
    [title] = [each for each in lines(house, PERSIST) if each.startswith("Left knee: pain for")]
    assert f"What changed before it started: see “{title}”." in lines(house, WORSE)
