"""The menu of a chart: events in place, and pictures and tables that leave the page."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from diary.domain.event import EventKind
from diary.ui.dialogs.event_dialog import EventDialog
from diary.ui.pages.charts import ChartsPage
from tests.ui.house import House
from tests.ui.pages.charts.story import Open, back, readout, settled


def open_menu(page: ChartsPage, part: QWidget | None = None) -> dict[str, QAction]:
    """The entries of the menu, those of the menus in it too, by their texts."""
    target = part or page.plot.view
    at = target.rect().center()
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Keyboard,
        at,
        target.mapToGlobal(at),
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(target, event)
    menus = [each for each in page.plot.findChildren(QMenu) if each.objectName() == "charts.menu"]
    menu = menus[-1]
    found: dict[str, QAction] = {}
    for action in menu.actions():
        inner = action.menu()
        entries = inner.actions() if isinstance(inner, QMenu) else [action]
        found |= {each.text(): each for each in entries if each.text()}
    return found


def close_menu(page: ChartsPage) -> None:
    for menu in page.plot.findChildren(QMenu):
        if menu.objectName() == "charts.menu":
            menu.close()


def the_dialog(page: ChartsPage) -> EventDialog:
    dialogs = page.findChildren(EventDialog)
    assert dialogs
    return dialogs[-1]


# ---- events ------------------------------------------------------------------------------------


def test_an_event_is_added_on_the_day_of_the_cursor_and_undone(
    open_page: Open, houses: list[House]
) -> None:
    page = open_page()
    house = houses[0]
    page.plot.set_day(back(12))
    before = settled(page).plot.view.pixmap().toImage()
    open_menu(page)["Add event here…"].trigger()
    close_menu(page)
    dialog = the_dialog(page)
    assert dialog.first.day() == back(12)
    dialog.kind.set_choice(EventKind.ILLNESS)
    dialog.text.set_text("cold & cough")
    dialog.submit()
    assert "Illness: cold & cough" in readout(page)
    assert page.plot.view.pixmap().toImage() != before
    (added,) = [each for each in house.diary.events.values() if each.on == back(12)]
    assert (added.kind, added.text) == (EventKind.ILLNESS, "cold & cough")
    house.context.undo.undo()
    assert "Illness" not in readout(page)


def test_an_event_is_changed_and_taken_out_where_it_stands(
    open_page: Open, houses: list[House]
) -> None:
    page = open_page()
    event = next(iter(houses[0].diary.events.values()))
    page.plot.set_day(event.on)
    settled(page)
    change = next(text for text in open_menu(page) if text.startswith("Change"))
    open_menu(page)[change].trigger()
    close_menu(page)
    dialog = the_dialog(page)
    dialog.text.set_text("with Anna")
    dialog.submit()
    assert "with Anna" in readout(page)
    assert houses[0].diary.events[event.id].text == "with Anna"
    changed = houses[0].diary.events[event.id]
    page._events.change(changed)
    the_dialog(page).remove.click()
    assert not houses[0].diary.events
    assert "with Anna" not in readout(page)


# ---- pictures and tables -----------------------------------------------------------------------


def test_the_menu_names_what_can_be_done(open_page: Open) -> None:
    page = open_page()
    assert list(open_menu(page)) == [
        "Open this day",
        "Add event here…",
        "Copy picture",
        "As PNG…",
        "As SVG…",
        "As PDF…",
        "Print…",
        "Copy table",
    ]
    close_menu(page)
    page.commands()["table"]()
    assert "Copy picture" not in open_menu(page, settled(page).plot.tables.view)
    close_menu(page)


def test_picture_and_table_are_copied(open_page: Open) -> None:
    page = open_page()
    actions = open_menu(page)
    actions["Copy table"].trigger()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("Day,Left knee")
    assert "2026-11-20" in copied
    actions["Copy picture"].trigger()
    assert not QGuiApplication.clipboard().pixmap().isNull()
    close_menu(page)


@pytest.mark.parametrize(
    ("form", "start"), [("PNG", b"\x89PNG"), ("SVG", b"<?xml"), ("PDF", b"%PDF")]
)
def test_a_picture_is_saved(  # noqa: PLR0917 - each is a part of the room it happens in
    open_page: Open,
    houses: list[House],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
    form: str,
    start: bytes,
) -> None:
    page = open_page()
    monkeypatch.chdir(tmp_path)
    open_menu(page)[f"As {form}…"].trigger()
    close_menu(page)
    assert houses[0].prompts.asked == ["Save picture"]
    qtbot.waitUntil(lambda: not houses[0].context.tasks.is_busy)
    saved = tmp_path / f"pain and load.{form.lower()}"
    assert saved.read_bytes().startswith(start)


def test_a_picture_is_printed(open_page: Open, tmp_path: Path, qtbot: QtBot) -> None:
    page = open_page()
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printed = tmp_path / "printed.pdf"
    printer.setOutputFileName(str(printed))
    page._handing_on.print_on(printer)
    qtbot.waitUntil(lambda: printed.exists() and printed.stat().st_size > 1000)
    assert printed.read_bytes().startswith(b"%PDF")


def test_a_printer_is_asked_for(open_page: Open, qtbot: QtBot) -> None:
    page = open_page()
    open_menu(page)["Print…"].trigger()
    close_menu(page)
    dialog = page.findChild(QPrintDialog, "charts.print")
    assert dialog is not None
    assert dialog.isVisible()
    dialog.reject()


def test_the_menu_opens_at_the_cursor_by_key(open_page: Open) -> None:
    page = open_page()
    view = page.plot.view
    page.plot.set_day(back(42))
    asked: list[QPoint] = []
    view.menu_requested.connect(asked.append)
    open_menu(page)
    close_menu(page)
    at = view.mapFromGlobal(asked[0])
    assert view.rect().contains(at)
    assert abs(at.x() - view.width() / 2) < view.width() / 8
