"""A look at the week as a person reads it: week by week, copied, printed, on request or Sundays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from diary import words
from diary.domain.diary import Diary
from diary.texts.numbers import Formats
from diary.texts.week_look import week_text
from diary.ui.preferences.look_page import LookPage
from diary.ui.theme import ThemeName
from diary.ui.week_look.dialog import WeekLookDialog
from diary.ui.week_look.offer import WeekOffer
from diary.ui.week_look.paper import week_paper
from tests.builders import a_day, a_diary, a_plan, a_run, a_session, a_shoe
from tests.ui.house import TODAY, House, cut_off
from tests.ui.tree import dump, twins, unnamed

Build = Callable[..., House]
MONDAY = TODAY - timedelta(TODAY.weekday())
SUNDAY_EVENING = datetime(2026, 11, 22, 17, 42, tzinfo=UTC)


def a_month() -> Diary:
    """Four weeks of scores and runs, with a shoe whose name looks like markup."""
    days = [a_day(TODAY - timedelta(age), left=1) for age in range(28)]
    runs = [
        a_run(f"r{age}", TODAY - timedelta(age), distance_m=5000.0, shoe_id="s")
        for age in range(0, 28, 3)
    ]
    return a_diary(
        days,
        runs,
        [a_shoe("s", "Red <b>3</b>")],
        plans={"p": a_plan()},
        sessions={"a": a_session("a", MONDAY)},
    )


def opened(house: House, qtbot: QtBot, monday: date | None = None) -> WeekLookDialog:
    dialog = WeekLookDialog(house.context, house.window, monday)
    dialog.open()
    return counted(dialog, qtbot)


def counted(dialog: WeekLookDialog, qtbot: QtBot) -> WeekLookDialog:
    qtbot.waitUntil(lambda: not dialog._counting.is_busy)
    return dialog


def texts(dialog: WeekLookDialog) -> list[str]:
    return [each.text() for each in dialog.findChildren(QLabel) if each.isVisibleTo(dialog)]


def test_go_opens_the_week_of_today(build: Build, qtbot: QtBot) -> None:
    house = build(a_month())
    house.window.commands.do("week_look")
    dialog = house.window.findChild(WeekLookDialog)
    assert dialog is not None
    counted(dialog, qtbot)
    assert dialog.title.text() == "Mon 16 Nov to Sun 22 Nov 2026"
    shown = texts(dialog)
    assert "The week is not over: these are its first 5 days." in shown
    assert "Scores on 5 of 5 days." in shown
    assert "Strength: 1 noted so far, target 3." in shown
    # Names are shown as they were typed.
    assert any(text.startswith("Red <b>3</b>: 50 / 650 km") for text in shown)
    dialog.accept()


def test_weeks_before_and_after_have_an_end(build: Build, qtbot: QtBot) -> None:
    dialog = opened(build(a_month()), qtbot)
    assert not dialog.later.isEnabled()
    titles = [dialog.title.text()]
    while dialog.earlier.isEnabled():
        qtbot.keyClick(dialog, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
        titles.append(counted(dialog, qtbot).title.text())
    assert len(titles) == 5
    assert titles[-1] == "Mon 19 Oct to Sun 25 Oct 2026"
    qtbot.keyClick(dialog, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert counted(dialog, qtbot).title.text() == titles[-2]
    dialog.accept()


def test_while_a_week_is_counted_that_is_said(build: Build, qtbot: QtBot) -> None:
    dialog = opened(build(a_month()), qtbot)
    assert "Counting…" not in texts(dialog)
    dialog.earlier.click()
    assert "Counting…" in texts(dialog)
    assert "Counting…" not in texts(counted(dialog, qtbot))
    dialog.accept()


def test_it_follows_the_diary(build: Build, qtbot: QtBot) -> None:
    house = build(a_month())
    dialog = opened(house, qtbot)
    days = {on: day for on, day in house.diary.days.items() if on < MONDAY}
    house.context.journal.replace_diary(replace(house.diary, days=days))
    dialog.refresh()
    assert "No scores in this week." in texts(counted(dialog, qtbot))
    dialog.accept()


def test_the_week_is_copied_as_text(build: Build, qtbot: QtBot, spoken: list[str]) -> None:
    house = build(a_month())
    dialog = opened(house, qtbot)
    dialog.copy.click()
    assert dialog.shown is not None
    zone = house.diary.person.timezone
    assert QGuiApplication.clipboard().text() == week_text(dialog.shown, zone, Formats())
    assert spoken[-1] == "Copied as text."
    dialog.accept()


def test_the_week_is_printed_without_markup(build: Build, qtbot: QtBot, tmp_path: Path) -> None:
    house = build(a_month())
    dialog = opened(house, qtbot)
    assert dialog.shown is not None
    paper = week_paper(dialog.shown, None, Formats()).toPlainText()
    assert paper.startswith("A look at the week: Mon 16 Nov to Sun 22 Nov 2026\n")
    assert "Red <b>3</b>: 50 / 650 km" in paper
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    target = tmp_path / "week.pdf"
    printer.setOutputFileName(str(target))
    dialog.print_on(printer)
    assert target.read_bytes().startswith(b"%PDF")
    dialog.accept()


@pytest.mark.parametrize("language", ["en", words.PSEUDO])
@pytest.mark.parametrize(("theme", "percent"), [("light", 100), ("contrast", 200)])
def test_nothing_is_cut_off_or_without_a_name(
    build: Build,
    qtbot: QtBot,
    plain_look: Callable[[ThemeName, int], None],
    theme: ThemeName,
    percent: int,
    language: str,
) -> None:
    words.install(language)
    plain_look(theme, percent)
    dialog = opened(build(a_month()), qtbot)
    nodes = dump(dialog)
    assert not unnamed(nodes)
    assert not twins(nodes)
    # New cards get their room with the next turn of the loop.
    qtbot.waitUntil(lambda: not cut_off(dialog))
    dialog.accept()


# ---- on Sundays and Mondays ---------------------------------------------------------------------


def test_on_a_sunday_today_has_a_quiet_line(build: Build, qtbot: QtBot) -> None:
    house = build(_with_saturday(), at=SUNDAY_EVENING)
    assert "The week in a few lines, when you like." in _strip_texts(house)
    button = house.find("today.strip").button("week_look")  # type: ignore[attr-defined] # a MessageStrip
    button.click()
    dialog = house.window.findChild(WeekLookDialog)
    assert dialog is not None
    assert counted(dialog, qtbot).title.text() == "Mon 16 Nov to Sun 22 Nov 2026"
    dialog.accept()


@pytest.mark.parametrize(("days", "is_offered"), [(1, False), (2, False), (3, True)])
def test_a_week_with_little_in_it_is_not_offered(build: Build, days: int, is_offered: bool) -> None:
    sunday = SUNDAY_EVENING.date()
    diary = a_diary([a_day(sunday - timedelta(age), left=1) for age in range(days)])
    told = _strip_texts(build(diary, at=SUNDAY_EVENING))
    assert ("The week in a few lines, when you like." in told) == is_offered


def test_on_a_monday_it_is_the_week_before(build: Build, qtbot: QtBot) -> None:
    house = build(_with_saturday(2), at=SUNDAY_EVENING + timedelta(1))
    assert "The week in a few lines, when you like." in _strip_texts(house)
    dialog = opened(house, qtbot)
    assert dialog.title.text() == "Mon 16 Nov to Sun 22 Nov 2026"
    dialog.accept()


def test_a_week_that_was_looked_at_is_offered_no_more(build: Build, qtbot: QtBot) -> None:
    house = build(_with_saturday(), at=SUNDAY_EVENING)
    assert not house.find("today.strip").isHidden()
    house.find("today.strip").button("week_look").click()  # type: ignore[attr-defined] # a MessageStrip
    assert not _strip_texts(house)
    dialog = house.window.findChild(WeekLookDialog)
    assert dialog is not None
    counted(dialog, qtbot).accept()
    assert WeekOffer(house.context.ui_state).is_left(MONDAY)


def test_a_look_from_the_menu_counts_too_but_not_before_the_week_ends(
    build: Build, qtbot: QtBot
) -> None:
    house = build(a_month())
    opened(house, qtbot).accept()
    assert not WeekOffer(house.context.ui_state).is_left(MONDAY)
    house = build(_with_saturday(2), at=SUNDAY_EVENING + timedelta(1))
    opened(house, qtbot).accept()
    assert WeekOffer(house.context.ui_state).is_left(MONDAY)


def test_on_other_days_there_is_none(build: Build) -> None:
    assert not _strip_texts(build(a_month()))


def test_a_week_that_is_left_is_offered_no_more(build: Build) -> None:
    house = build(_with_saturday(), at=SUNDAY_EVENING)
    house.find("today.strip").button("leave_week").click()  # type: ignore[attr-defined] # a MessageStrip
    assert not _strip_texts(house)
    house.window.show_page("runs", None)
    house.window.show_page("today", None)
    assert not _strip_texts(house)


def test_the_line_can_be_switched_off_in_preferences(build: Build) -> None:
    house = build(_with_saturday(), at=SUNDAY_EVENING)
    page = LookPage(house.context)
    page.refresh()
    assert page.week.isChecked()
    page.week.click()
    house.window.show_page("runs", None)
    house.window.show_page("today", None)
    assert not _strip_texts(house)
    page.reset()
    assert page.week.isChecked()
    page.deleteLater()


def _with_saturday(days: int = 1) -> Diary:
    """The month with scores up to the day before Today, so that nothing else is to be said."""
    diary = a_month()
    more = [a_day(TODAY + timedelta(n), left=1) for n in range(1, days + 1)]
    return replace(diary, days={**diary.days, **{day.on: day for day in more}})


def _strip_texts(house: House) -> list[str]:
    strip = house.find("today.strip")
    if strip.isHidden():
        return []
    return [each.text() for each in strip.findChildren(QLabel) if each.text()]
