"""Menus, keys and charts of the review window."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPushButton

from diary.charts.painter import FigurePainter
from diary.domain.period import ONE_DAY, Span
from diary.domain.pt_note import Pin
from diary.texts.numbers import Formats
from diary.ui.chart_source import ChartSource
from diary.ui.dialogs.go_to_date import GoToDateDialog
from diary.ui.dialogs.help_dialog import HelpDialog
from diary.ui.review.chart_tab import ChartTab
from diary.ui.theme import apply_theme, theme_watcher
from diary.ui.widgets.text import PlainLabel
from tests.builders import a_note
from tests.builders_review import LAST_ON, THE_DAY, a_file, runner
from tests.ui.review.conftest import OpenDesk
from tests.ui.review.desk import Desk, texts_of


def charts(desk: Desk) -> ChartTab:
    tab = desk.window.reader.tab("charts")
    assert isinstance(tab, ChartTab)
    return tab


def read_out(tab: ChartTab) -> str:
    label = tab.findChild(QLabel, "charts.readout")
    assert isinstance(label, QLabel)
    return label.text()


def is_drawn(desk: Desk) -> bool:
    return charts(desk).plot.view._picture is not None


def test_help_opens_at_the_page_about_reviewing(open_desk: OpenDesk, folder: Path) -> None:
    desk = open_desk(folder)
    desk.window.acts.do("review")
    dialog = desk.window.findChild(HelpDialog)
    assert isinstance(dialog, HelpDialog)
    assert dialog.topic == "review"
    dialog.go_to("numbers")
    assert dialog.topic == "numbers"
    dialog.close()


def test_opened_alone_text_size_and_theme_hold_for_this_window_only(
    open_desk: OpenDesk, folder: Path
) -> None:
    before = sorted(folder.parent.rglob("*"))
    desk = open_desk(folder)
    desk.window.acts.do("larger")
    assert theme_watcher().text_percent == 110
    desk.window.acts.do("theme_dark")
    assert theme_watcher().chosen == "dark"
    assert desk.window.menus.actions["theme_dark"].isChecked()
    desk.window.acts.do("smaller")
    desk.window.acts.do("normal")
    assert theme_watcher().text_percent == 100
    assert sorted(folder.parent.rglob("*")) == before


def test_without_a_file_only_files_can_be_opened(open_desk: OpenDesk) -> None:
    desk = open_desk()
    actions = desk.window.menus.actions
    assert actions["open_files"].isEnabled()
    assert not any(actions[key].isEnabled() for key in ("print", "save_notes", "next_file"))
    assert desk.find("review.empty").isVisible()


def test_a_day_is_gone_to_by_its_date(open_desk: OpenDesk, folder: Path) -> None:
    desk = open_desk(folder)
    desk.window.acts.do("date")
    dialog = desk.window.findChild(GoToDateDialog)
    assert isinstance(dialog, GoToDateDialog)
    dialog.field.set_text(THE_DAY.isoformat())
    dialog.submit()
    desk.rest()
    assert desk.window.reader.current_tab().key == "charts"
    assert "15 Nov" in read_out(charts(desk))
    assert desk.window.reader.note_bar.about.choice() == Pin(THE_DAY)
    desk.window.acts.do("date")
    dialog = desk.window.findChildren(GoToDateDialog)[-1]
    dialog.field.set_text("2026-10-01")
    dialog.submit()
    desk.rest()
    assert charts(desk).plot.day() == date(2026, 10, 1)


def test_days_since_the_visit_until_others_are_chosen(open_desk: OpenDesk, folder: Path) -> None:
    desk = open_desk(folder)
    desk.window.reader.show_tab("charts")
    desk.rest()
    shown = desk.window.shown()
    assert shown is not None
    tab = charts(desk)
    assert tab.controls.choice().span == shown.choice.span
    desk.window.acts.do("earlier")
    desk.rest()
    assert tab.controls.choice().span != shown.choice.span
    desk.window.go_by(1)
    desk.rest()
    shown = desk.window.shown()
    assert shown is not None
    assert tab.controls.choice().span == shown.choice.span
    choice = replace(tab.controls.choice(), range_key="4w", span=None)
    tab.controls.choice_changed.emit(choice)
    desk.window.go_by(1)
    desk.rest()
    assert tab.controls.choice().range_key == "4w"


def test_a_note_names_its_day_where_a_column_is_a_week(open_desk: OpenDesk, folder: Path) -> None:
    desk = open_desk(folder)
    desk.window.reader.show_tab("charts")
    desk.rest()
    tab = charts(desk)
    button = tab.findChild(QPushButton, "charts.open_day")
    assert isinstance(button, QPushButton)
    assert button.text() == button.accessibleName() == "Note on this day"
    tab.controls.choice_changed.emit(replace(tab.controls.choice(), kind="spots"))
    desk.rest()
    pin = desk.window.reader.note_bar.about.choice()
    assert isinstance(pin, Pin)
    assert pin.on is not None
    assert " to " in read_out(tab).partition(":")[0]
    assert button.text() == button.accessibleName() == f"Note on {Formats().day(pin.on)}"


def test_no_chart_stands_below_another_name(open_desk: OpenDesk, folder: Path) -> None:
    desk = open_desk(folder, charts=ChartSource(FigurePainter()))
    desk.window.reader.show_tab("charts")
    desk.rest()
    assert is_drawn(desk)
    desk.window.go_by(1)
    assert not is_drawn(desk)
    desk.rest()
    assert is_drawn(desk)


def test_the_numbers_of_a_chart_stand_in_a_table(open_desk: OpenDesk, folder: Path) -> None:
    desk = open_desk(folder)
    desk.window.reader.show_tab("signs")
    desk.rest()
    desk.window.acts.do("table")
    assert desk.window.reader.current_tab().tab_stops()
    tab = desk.window.reader.current_tab()
    assert isinstance(tab, ChartTab)
    assert tab.plot.is_table()
    assert not tab.controls.kind.isVisible()


def test_what_a_pt_wrote_before_is_seen(open_desk: OpenDesk, tmp_path: Path) -> None:
    note = a_note("n1", Pin(LAST_ON), text="slowly", author="M.S.")
    path = a_file(tmp_path / "a.kneelog", replace(runner(), pt_notes={"n1": note}))
    desk = open_desk(path)
    shown = texts_of(desk.window.reader.notes_tab)
    assert "Notes from a PT in this file" in shown
    assert "Fri 20 Nov 2026, M.S." in shown


def test_a_search_without_a_hit_says_so(open_desk: OpenDesk, folder: Path) -> None:
    desk = open_desk(folder)
    desk.window.reader.show_tab("runs")
    field = desk.find("review.find")
    assert isinstance(field, QLineEdit)
    field.setText("zzzz")
    count = desk.find("review.run_count")
    assert isinstance(count, PlainLabel)
    assert count.text() == "No run in this file fits."
    field.clear()
    assert "runs" in count.text()


def test_days_before_a_file_begins_are_not_counted_as_not_recorded(
    open_desk: OpenDesk, tmp_path: Path
) -> None:
    span = Span(LAST_ON - timedelta(27), LAST_ON + ONE_DAY)
    desk = open_desk(a_file(tmp_path / "a.kneelog", runner(), span=span))
    desk.window.reader.show_tab("charts")
    desk.rest()
    tab = desk.window.reader.current_tab()
    chips = [each for each in tab.findChildren(QAbstractButton) if each.text() == "12 w"]
    chips[0].click()
    desk.rest()
    said = texts_of(tab)
    assert "of 28 days recorded" in said
    assert "The file begins on Sat 24 Oct 2026." in said


def test_large_text_leaves_room_for_the_chart(open_desk: OpenDesk, folder: Path) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    desk = open_desk(folder, size=(1280, 800))
    apply_theme(app, "light", 200)
    try:
        desk.window.reader.show_tab("charts")
        desk.rest()
        plot = charts(desk).plot
        assert plot.visibleRegion().boundingRect().height() > desk.window.height() // 3
        assert not desk.find("review.close_file").isVisible()
        assert not desk.find("review.print").isVisible()
        assert not desk.find("review.pin").isVisible()
        desk.find("review.note").setFocus()
        assert desk.find("review.pin").isVisible()
    finally:
        apply_theme(app, "light", 100)
