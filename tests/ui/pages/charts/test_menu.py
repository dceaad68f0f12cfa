"""The menu of a chart: events in place, and pictures and tables that leave the page."""

from __future__ import annotations

from pathlib import Path
from threading import get_ident

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from diary.domain.event import EventKind
from diary.ui.dialogs.event_dialog import EventDialog
from diary.ui.pages.charts import ChartsPage
from diary.ui.pages.charts.handing_on import PictureForm
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


@pytest.fixture(autouse=True)
def empty_clipboard() -> None:
    QGuiApplication.clipboard().clear()


def test_picture_and_table_are_copied(open_page: Open, qtbot: QtBot) -> None:
    page = open_page()
    actions = open_menu(page)
    actions["Copy table"].trigger()
    clipboard = QGuiApplication.clipboard()
    qtbot.waitUntil(lambda: clipboard.text().startswith("Day,Left knee"))
    assert "2026-11-20" in clipboard.text()
    actions["Copy picture"].trigger()
    qtbot.waitUntil(lambda: not clipboard.image().isNull())
    assert clipboard.image().width() == page.plot.view.pixmap().width()
    close_menu(page)


def test_a_copied_picture_says_below_what_the_page_says(open_page: Open, qtbot: QtBot) -> None:
    page = open_page()
    kind = page.controls.kind
    kind.setCurrentIndex(kind.findText("Compare with a delay"))
    kind.activated.emit(kind.currentIndex())
    seen = settled(page).plot.view.pixmap()
    open_menu(page)["Copy picture"].trigger()
    clipboard = QGuiApplication.clipboard()
    qtbot.waitUntil(lambda: not clipboard.image().isNull())
    close_menu(page)
    copied = clipboard.image()
    assert copied.width() == seen.width()
    assert copied.height() > seen.height() + 30


def test_a_table_of_many_years_is_made_while_the_page_goes_on(
    open_page: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page()
    makers: list[int] = []
    table_csv = page.plot.table_csv()

    def slow() -> str:
        makers.append(get_ident())
        return table_csv()

    monkeypatch.setattr(page.plot, "table_csv", lambda: slow)
    open_menu(page)["Copy table"].trigger()
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text().startswith("Day,Left knee"))
    close_menu(page)
    assert makers != [get_ident()]


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


@pytest.mark.parametrize(
    ("typed", "form", "saved", "start"),
    [
        ("knee 21.11.2026", "svg", "knee 21.11.2026.svg", b"<?xml"),
        ("knee.PDF", "png", "knee.PDF", b"%PDF"),
        ("knee", "png", "knee.png", b"\x89PNG"),
    ],
)
def test_only_an_ending_of_pictures_is_taken_for_one(  # noqa: PLR0917 - as above
    open_page: Open,
    houses: list[House],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
    typed: str,
    form: PictureForm,
    saved: str,
    start: bytes,
) -> None:
    page = open_page()
    prompts = houses[0].prompts
    monkeypatch.setattr(prompts, "choose_save_path", lambda _title, _name: tmp_path / typed)
    page._handing_on.save("chart", form)
    qtbot.waitUntil(lambda: not houses[0].context.tasks.is_busy)
    assert (tmp_path / saved).read_bytes().startswith(start)


def test_a_file_that_gets_its_ending_here_is_not_replaced_unasked(
    open_page: Open,
    houses: list[House],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    page = open_page()
    kept = tmp_path / "knee.svg"
    kept.write_text("precious", encoding="utf-8")
    prompts = houses[0].prompts
    monkeypatch.setattr(prompts, "choose_save_path", lambda _title, _name: tmp_path / "knee")
    page._handing_on.save("chart", "svg")
    qtbot.waitUntil(lambda: not houses[0].context.tasks.is_busy)
    assert (tmp_path / "knee 2.svg").read_bytes().startswith(b"<?xml")
    assert kept.read_text(encoding="utf-8") == "precious"
    # The dialog of the system has asked already about a name that was typed whole.
    monkeypatch.setattr(prompts, "choose_save_path", lambda _title, _name: kept)
    kept.write_text("agreed", encoding="utf-8")
    page._handing_on.save("chart", "svg")
    qtbot.waitUntil(lambda: kept.read_bytes().startswith(b"<?xml"))


def test_a_button_opens_the_menu_too(open_page: Open) -> None:
    page = open_page()
    page.controls.more.click()
    menu = page.plot.findChild(QMenu, "charts.menu")
    assert menu is not None
    assert menu.isVisible()
    assert "Add event here…" in [action.text() for action in menu.actions()]
    close_menu(page)


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
