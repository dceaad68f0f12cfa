"""Acts that look at the diary: charts, report, help, dialogs, the files of others, other looks."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QListWidget

from diary.texts.help import TOPICS
from diary.ui.pages.charts import ChartsPage
from diary.ui.pages.charts.kinds.listing import CHART_KINDS
from diary.ui.pages.runs.run_table_view import RunTableView
from diary.ui.review.reader import tab_titles
from diary.ui.review.window import ReviewWindow
from diary.ui.visits import places
from diary.ui.widgets.chart_view import ChartView
from tests.soak.desk import Desk, middle_of
from tests.ui.mouse import move_mouse

Key = Qt.Key
_LEFT, _NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
_SIZE, _SMALL = (1280, 800), (760, 560)
# A dialog of a menu: the key of its entry, its name, and the page it is opened from.
DIALOGS = (
    ("new", "run_form", "runs"),
    ("add", "shoe_form", "shoes"),
    ("date", "go_to_date", "today"),
    ("new_diary", "new_diary", "today"),
    ("restore", "restore", "today"),
    ("recently_deleted", "deleted", "today"),
    ("backup_folder", "backup_folder", "today"),
    ("away_span", "away_span", "today"),
)


def look_at_pages(desk: Desk) -> None:
    """Every page of the window."""
    for key in ("today", "runs", "shoes", "reminders", "plan", "charts", "report"):
        desk.page(key)
        desk.rest()


def find_and_sort(desk: Desk) -> None:
    """Letters in Find, and the table of runs in other orders."""
    desk.page("runs")
    field, table = desk.part("runs.find"), desk.part("runs.table")
    assert isinstance(field, QLineEdit)
    assert isinstance(table, RunTableView)
    for text in ("d", "do", "down"):
        desk.type(field, text)
        desk.rest()
    field.clear()
    desk.rest()
    header = table.horizontalHeader()
    for _ in range(2):
        visual = desk.dice.randrange(4)
        place = QPoint(header.sectionViewportPosition(visual) + 8, header.height() // 2)
        QTest.mouseClick(header.viewport(), _LEFT, _NONE, place)
        desk.rest()


def look_at_a_chart(desk: Desk) -> None:
    """Two of the charts: zoomed by the wheel and by a drag, the cursor moved, and the table."""
    for kind in desk.dice.sample([each.key for each in CHART_KINDS], 2):
        desk.page("charts", kind)
        desk.rest()
        page = desk.window.current_page()
        assert isinstance(page, ChartsPage)
        view = page.plot.view
        if not view.isVisible():
            continue
        view.setFocus()
        desk.press(view, *[Key.Key_Left] * 4, Key.Key_Right, Key.Key_Home, Key.Key_End)
        _wheel(view, 1)
        desk.rest()
        _drag(view, 0.4, 0.7)
        desk.rest()
        move_mouse(view, middle_of(view, 0.5))
        desk.press(view, Key.Key_Escape)
        desk.rest()
        for _ in range(2):
            if desk.can("table"):
                desk.trigger("table")
                desk.rest()
        _open_menu(desk, page)


def turn_chart_pages(desk: Desk) -> None:
    """Other days in the first chart, there and back."""
    desk.page("charts", CHART_KINDS[0].key)
    desk.rest()
    for key in ("previous", "previous", "next", "next"):
        if desk.can(key):
            desk.trigger(key)
            desk.rest()


def look_at_the_report(desk: Desk) -> None:
    """The preview with and without notes, and its file, which is deleted again."""
    desk.page("report")
    desk.rest()
    for _ in range(2):
        chip = desk.part("report.notes")
        assert isinstance(chip, QAbstractButton)
        chip.click()
        desk.rest()
    button = desk.button("report.save_pdf")
    if button.isEnabled():
        button.click()
        desk.rest()
        desk.until(lambda: bool(_saved()), "report saved")
    for path in _saved():
        path.unlink()


def read_help(desk: Desk) -> None:
    """Three of the help pages."""
    desk.page("today")
    for topic in desk.dice.sample(sorted(set(TOPICS) & set(desk.window.menus.actions)), 3):
        desk.trigger(topic)
        desk.until(lambda: QApplication.activeModalWidget() is not None, f"help {topic}")
        front = QApplication.activeModalWidget()
        assert front is not None
        desk.leave(desk.dialog(front.objectName()))


def look_at_preferences(desk: Desk) -> None:
    """Every page of Preferences; nothing is changed."""
    desk.page("today")
    desk.trigger("preferences")
    dialog = desk.dialog("preferences")
    pages = desk.part("preferences.pages", dialog)
    assert isinstance(pages, QListWidget)
    for row in range(pages.count()):
        pages.setCurrentRow(row)
        desk.rest()
    desk.leave(dialog)


def open_dialogs(desk: Desk) -> None:
    """Three of the dialogs that menus open, left by Esc."""
    for key, name, page in desk.dice.sample(DIALOGS, 3):
        desk.page(page)
        desk.rest()
        desk.trigger(key)
        dialog = desk.dialog(name)
        desk.rest()
        desk.leave(dialog)


def look_at_the_week(desk: Desk) -> None:
    """The look at the week, left by Esc."""
    desk.page("today")
    desk.trigger("week_look")
    desk.until(lambda: QApplication.activeModalWidget() is not None, "week")
    front = QApplication.activeModalWidget()
    assert front is not None
    desk.leave(desk.dialog(front.objectName()))


def begin_to_hand_on(desk: Desk) -> None:
    """The dialog for the PT, left by Esc."""
    desk.page("today")
    desk.trigger("export_for_pt")
    desk.until(lambda: QApplication.activeModalWidget() is not None, "export")
    front = QApplication.activeModalWidget()
    assert front is not None
    desk.rest()
    desk.leave(desk.dialog(front.objectName()))


def read_others(desk: Desk) -> None:
    """The window for the files of others, each side of one of them, and the next file."""
    desk.prompts.folder = desk.folder / "theirs"
    desk.trigger("review_folder")
    window = desk.later.review.window
    assert isinstance(window, ReviewWindow)
    desk.until(lambda: not window.reading.is_busy, "files of others", 120)
    desk.rest()
    for key in tab_titles():
        window.reader.show_tab(key)
        desk.rest()
    window.go_by(1)
    desk.rest()
    window.close()
    desk.until(lambda: desk.later.review.window is None, "review closed")
    desk.window.activateWindow()
    desk.rest()


def back_up(desk: Desk) -> None:
    """A backup by hand."""
    desk.page("today")
    desk.trigger("backup_now")
    desk.rest()


def change_the_look(desk: Desk) -> None:
    """Another theme and larger text, there and back, on a page by chance."""
    desk.page(desk.dice.choice(("today", "runs", "charts", "shoes")))
    for key in ("theme_dark", "theme_light", "larger", "normal"):
        desk.trigger(key)
        desk.rest()


def change_the_size(desk: Desk) -> None:
    """A small window and a large one again."""
    for size in (_SMALL, _SIZE):
        desk.window.resize(*size)
        desk.rest()


def open_another_diary(desk: Desk) -> None:
    """Another diary and back: every page is taken down and put up again."""
    own = desk.window.diary_path
    for path in (desk.folder / "Other.sqlite3", own):
        desk.prompts.files = [path]
        desk.page("today")
        desk.trigger("open_other")
        _until_open(desk, path)


def _until_open(desk: Desk, path: Path) -> None:
    def is_open() -> bool:
        return desk.later.session.path == path and desk.parts.journal.is_attached

    desk.until(is_open, f"diary {path.stem}")
    desk.rest()


def _saved() -> list[Path]:
    return list(places.documents().glob("knee-diary-*"))


def _open_menu(desk: Desk, page: ChartsPage) -> None:
    if not page.controls.more.isVisible() or not page.controls.more.isEnabled():
        return
    page.controls.more.click()
    desk.until(lambda: QApplication.activePopupWidget() is not None, "menu of the chart")
    popup = QApplication.activePopupWidget()
    if popup is not None:
        desk.press(popup, Key.Key_Escape)
    desk.until(lambda: QApplication.activePopupWidget() is None, "menu closed")


def _drag(view: ChartView, start: float, end: float) -> None:
    QTest.mousePress(view, _LEFT, _NONE, middle_of(view, start))
    for share in (0.5 * (start + end), end):
        move_mouse(view, middle_of(view, share), _LEFT)
    QTest.mouseRelease(view, _LEFT, _NONE, middle_of(view, end))


def _wheel(view: ChartView, notches: int) -> None:
    place = QPointF(middle_of(view, 0.5))
    event = QWheelEvent(
        place,
        view.mapToGlobal(place),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, event)
