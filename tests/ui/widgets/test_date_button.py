from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import QLocale, QRect, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QTableView, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from diary.style import load_theme
from diary.ui.theme import ThemeName
from diary.ui.widgets.calendar import DayCalendar, day_words
from diary.ui.widgets.date_button import CalendarPopup, DateButton, day_text
from diary.ui.widgets.day_mark import DayMark

Dress = Callable[[ThemeName, int], None]
Show = Callable[..., QWidget]

DAY = date(2026, 11, 20)

# The platform of the tests says so whenever a popup opens.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def mark(day: date) -> DayMark:
    marks = {12: DayMark(4, 1), 13: DayMark(0), 14: DayMark(None, 2), 15: DayMark(is_away=True)}
    return marks.get(day.day, DayMark())


@pytest.fixture
def english() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def button(show: Show, english: None) -> DateButton:
    made = DateButton(DAY, last_day=DAY, day_mark=mark, name="today.day")
    show(made)
    return made


@pytest.fixture
def picked(button: DateButton) -> list[object]:
    heard: list[object] = []
    button.date_picked.connect(heard.append)
    return heard


def calendar_keys(popup: CalendarPopup, qtbot: QtBot, *keys: Qt.Key) -> None:
    view = popup.calendar.findChild(QTableView)
    assert isinstance(view, QTableView)
    for key in keys:
        qtbot.keyClick(view, key)


def test_the_day_is_shown_with_its_name_and_whole_year(button: DateButton) -> None:
    assert button.text() == "Fri 20 Nov 2026"
    assert button.accessibleName() == "Day, Fri 20 Nov 2026"
    button.set_day(date(2026, 3, 1))
    assert button.text() == "Sun 1 Mar 2026"
    assert button.day() == date(2026, 3, 1)


def test_names_come_from_the_locale(english: None) -> None:
    QLocale.setDefault(QLocale("de_DE"))
    text = day_text(DAY)
    assert text.startswith("Fr")
    assert text.endswith("2026")


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Down])
def test_keys_open_the_calendar_and_pick_a_day(
    button: DateButton, picked: list[object], qtbot: QtBot, key: Qt.Key
) -> None:
    qtbot.keyClick(button, key)
    popup = button.findChild(CalendarPopup)
    assert isinstance(popup, CalendarPopup)
    assert popup.isVisible()
    calendar_keys(popup, qtbot, Qt.Key.Key_Up, Qt.Key.Key_Left, Qt.Key.Key_Return)
    assert picked == [date(2026, 11, 12)]
    assert button.day() == date(2026, 11, 12)


def test_escape_closes_and_changes_nothing(
    button: DateButton, picked: list[object], qtbot: QtBot
) -> None:
    popup = button.open_calendar()
    calendar_keys(popup, qtbot, Qt.Key.Key_Left, Qt.Key.Key_Escape)
    assert not popup.isVisible()
    assert picked == []
    assert button.day() == DAY


def test_days_to_come_cannot_be_picked(button: DateButton, qtbot: QtBot) -> None:
    popup = button.open_calendar()
    calendar_keys(popup, qtbot, Qt.Key.Key_Right)
    assert popup.calendar.day() == DAY
    popup.close()
    button.set_last_day(None)
    popup = button.open_calendar()
    calendar_keys(popup, qtbot, Qt.Key.Key_Right)
    assert popup.calendar.day() == date(2026, 11, 21)
    popup.close()


def test_moving_says_what_a_day_carries(
    button: DateButton, qtbot: QtBot, spoken: list[str]
) -> None:
    popup = button.open_calendar()
    calendar_keys(popup, qtbot, Qt.Key.Key_Up, Qt.Key.Key_Left)
    assert spoken[-1] == "12 November, highest 4, one run"
    assert popup.calendar.accessibleDescription() == spoken[-1]
    popup.close()


def test_days_in_words(english: None) -> None:
    assert day_words(DAY, DayMark(0)) == "20 November, highest 0"
    assert day_words(DAY, DayMark(4, 1)) == "20 November, highest 4, one run"
    assert day_words(DAY, DayMark(runs=2)) == "20 November, 2 runs"
    assert day_words(DAY, DayMark(is_away=True)) == "20 November, away"
    assert day_words(DAY, DayMark(2, is_away=True)) == "20 November, highest 2, away"
    assert day_words(DAY, DayMark()) == "20 November, no entry"


def test_every_control_of_the_calendar_has_a_name(button: DateButton) -> None:
    popup = button.open_calendar()
    names = {b.objectName(): b.accessibleName() for b in popup.findChildren(QToolButton)}
    assert names["qt_calendar_prevmonth"] == "Previous month"
    assert names["qt_calendar_nextmonth"] == "Next month"
    assert popup.calendar.accessibleName() == "Calendar"
    popup.close()


@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
def test_marks_are_painted_in_the_colours_of_the_ramp(
    show: Show, dress: Dress, name: ThemeName
) -> None:
    dress(name, 150)
    calendar = DayCalendar(DAY, last_day=DAY, day_mark=mark)
    show(calendar, width=700, height=600)
    image = calendar.grab().toImage()
    painted = {
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
    }
    theme = load_theme(name)
    assert theme.ramp[4].color.lower() in painted
    assert theme.roles["load"].lower() in painted
    # Qt's red weekend would look like a safety sign.
    assert QColor(Qt.GlobalColor.red).name() not in painted


def ink_rows(calendar: DayCalendar, box: QRect) -> list[int]:
    """The rows of a cell in which the number stands."""
    image = calendar.grab(box).toImage()
    ink = load_theme("light").roles["text"].lower()
    return [
        y
        for y in range(image.height())
        if any(image.pixelColor(x, y).name() == ink for x in range(image.width()))
    ]


def test_a_number_without_marks_stands_in_the_middle_of_its_box(show: Show, dress: Dress) -> None:
    dress("light", 100)
    calendar = DayCalendar(DAY, last_day=DAY)
    show(calendar, width=350, height=350)
    days = calendar.findChild(QTableView, "qt_calendar_calendarview")
    assert isinstance(days, QTableView)
    cell = days.visualRect(days.currentIndex())
    box = QRect(days.viewport().mapTo(calendar, cell.topLeft()), cell.size())
    rows = ink_rows(calendar, box)
    assert rows
    assert abs((rows[0] + rows[-1]) / 2 - box.height() / 2) <= 2


def test_focus_returns_to_the_button(button: DateButton, qtbot: QtBot) -> None:
    popup = button.open_calendar()
    calendar_keys(popup, qtbot, Qt.Key.Key_Left, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is button
