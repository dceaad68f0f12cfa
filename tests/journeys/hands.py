"""Two hands at a window: a pointer that reaches only what can be seen, and a keyboard.

Every press is sent to the window under it and counted, with the seconds that the keystroke-level
model gives a practised person for it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QAction, QGuiApplication, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QListWidget,
    QMenu,
    QMenuBar,
    QPushButton,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from diary.domain.diary import Diary
from diary.ui.main_window.window import MainWindow
from diary.ui.widgets.knee_drawing import AreaBox, KneeDrawing
from diary.ui.widgets.pain_scale import PainScale
from tests.journeys.task_table import TASKS, TOLERANCE, Way
from tests.ui.house import House, focus_name

# The keystroke-level model: one key, one press of a button of the mouse, one way of the pointer,
# one way of the hand between mouse and keyboard, one thought.
KEY_S, PRESS_S, POINT_S, HAND_S, THINK_S = 0.28, 0.2, 1.1, 0.4, 1.35

_NOTCH = QPoint(0, -120)
_MOST_NOTCHES = 60
_MOST_STOPS = 90
_NONE = Qt.KeyboardModifier.NoModifier
_LEFT = Qt.MouseButton.LeftButton


@dataclass
class Tally:
    """What a task took; a key with its modifiers is one of `keys`, and the model counts each."""

    presses: int = 0
    keys: int = 0
    letters: int = 0
    physical_keys: int = 0
    hand_moves: int = 0
    points: int = 0
    thoughts: int = 0

    @property
    def seconds(self) -> float:
        """The time of the keystroke-level model."""
        moved = self.presses * PRESS_S + self.points * POINT_S + self.hand_moves * HAND_S
        return moved + self.physical_keys * KEY_S + self.thoughts * THINK_S

    def __str__(self) -> str:
        return (
            f"{self.presses} presses, {self.keys} keys ({self.letters} of them text), "
            f"{self.seconds:.1f} s"
        )


@dataclass
class Hands:
    """What a person does; a press on something that cannot be seen or reached fails."""

    qtbot: QtBot
    tally: Tally = field(default_factory=Tally)
    _is_at_mouse: bool | None = None
    _task: int = 0

    def start(self, task: int) -> None:
        """Begin a task by its number; the hands are already where they are needed first."""
        self._task, self._is_at_mouse = task, None
        self.tally = Tally(thoughts=TASKS[task].thoughts)

    def finish(self, way: Way) -> None:
        """End the task; it must not have taken more than the table allows for this way."""
        task, said = TASKS[self._task], f"Task {self._task} by {way}: {self.tally}"
        print(said)
        assert self.tally.presses <= (task.most_presses if way == "mouse" else 0), said
        seconds = task.seconds(way)
        assert seconds is None or self.tally.seconds <= seconds * TOLERANCE, said

    # ---- keyboard ------------------------------------------------------------------------------

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = _NONE) -> None:
        """Press one key, with its modifiers."""
        self._move_hand(is_to_mouse=False)
        self.tally.keys += 1
        self.tally.physical_keys += 1 + modifier.value.bit_count()
        self._send(key, modifier)

    def ctrl(self, key: Qt.Key) -> None:
        """Press a key with Ctrl."""
        self.press(key, Qt.KeyboardModifier.ControlModifier)

    def alt(self, key: Qt.Key) -> None:
        """Press a key with Alt."""
        self.press(key, Qt.KeyboardModifier.AltModifier)

    def tab(self, times: int = 1) -> None:
        """Go on by Tab."""
        for _ in range(times):
            self.press(Qt.Key.Key_Tab)

    def back_tab(self) -> None:
        """Go back by Shift+Tab."""
        self.press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)

    def type(self, text: str) -> None:
        """Type a text, letter by letter."""
        self._move_hand(is_to_mouse=False)
        for letter in text:
            self.tally.keys += 1
            self.tally.letters += 1
            self.tally.physical_keys += 1
            self._send(ord(letter))

    def menu_keys(self, house: House, key: str) -> None:
        """Open a menu by Alt and its letter and take an entry by the letter of its own."""
        action = house.window.menus.actions[key]
        menu = _menu_of(house, action)
        self.alt(_letter(menu.title()))
        self.qtbot.waitUntil(menu.isVisible)
        assert action.isEnabled(), key
        self.press(_letter(action.text()))
        self.qtbot.waitUntil(lambda: not menu.isVisible())

    def go_by_tab(self, name: str) -> None:
        """Press Tab until the control of this name has the focus."""
        for _ in range(_MOST_STOPS):
            if focus_name() == name:
                return
            self.tab()
        pytest.fail(f"Tab does not reach {name}")

    # ---- pointer -------------------------------------------------------------------------------

    def click(self, target: QWidget, *, is_double: bool = False) -> None:
        """Press the middle of a control; of a map's area, a point that belongs to it."""
        self._wait_for_rest(target)
        scroll_to(target)
        if isinstance(target, AreaBox):
            self._press_at(_drawing_of(target), _point_of_area(target), is_double=is_double)
        else:
            self._press_at(target, target.rect().center(), is_double=is_double)

    def point(self, target: QWidget, at: QPoint) -> None:
        """Move the pointer to a place of a control without pressing it."""
        self._wait_for_rest(target)
        _must_be_reachable(target, at)
        self._move_hand(is_to_mouse=True)
        self.tally.points += 1
        QTest.mouseMove(_handle(target.window()), target.mapTo(target.window(), at))

    def score(self, scale: QWidget, value: int) -> None:
        """Press one cell of a pain scale."""
        assert isinstance(scale, PainScale)
        self.click(scale.cells()[value])

    def row(self, view: QAbstractItemView, row: int, *, is_double: bool = False) -> None:
        """Press a row of a table or a list."""
        index = view.model().index(row, view.currentIndex().column() if row < 0 else 0)
        view.scrollTo(index)
        self._press_at(view.viewport(), view.visualRect(index).center(), is_double=is_double)

    def page(self, house: House, title: str) -> None:
        """Press an entry of the list of pages at the side."""
        pages = house.window.page_list
        assert isinstance(pages, QListWidget)
        rows = [row for row in range(pages.count()) if pages.item(row).text().startswith(title)]
        assert len(rows) == 1, title
        self.row(pages, rows[0])

    def choose(self, box: QWidget, text: str) -> None:
        """Open a drop-down and press the entry that begins with a text."""
        assert isinstance(box, QComboBox)
        self.click(box)
        view = box.view()
        self.qtbot.waitUntil(view.isVisible)
        rows = [row for row in range(box.count()) if box.itemText(row).startswith(text)]
        assert len(rows) == 1, text
        self.row(view, rows[0])
        self.qtbot.waitUntil(lambda: not view.isVisible())

    def menu(self, house: House, key: str) -> None:
        """Open a menu of the window and press an entry in it, by its key."""
        bar, action = house.window.menuBar(), house.window.menus.actions[key]
        menu = _menu_of(house, action)
        self._press_at(bar, _entry(bar, menu.menuAction()).center())
        self.qtbot.waitUntil(menu.isVisible)
        assert action.isEnabled(), key
        self._press_at(menu, menu.actionGeometry(action).center())

    def action(self, button: QWidget, name: str = "", *, text: str = "") -> None:
        """Open the menu of a button and press an entry, by its name or its text."""
        assert isinstance(button, QPushButton)
        menu = button.menu()
        self.click(button)
        self.qtbot.waitUntil(menu.isVisible)
        actions = [each for each in menu.actions() if name in each.objectName()]
        action = next(each for each in actions if each.text().startswith(text))
        self._press_at(menu, menu.actionGeometry(action).center())

    # ---- inside --------------------------------------------------------------------------------

    def _press_at(self, target: QWidget, at: QPoint, *, is_double: bool = False) -> None:
        window = target.window()
        self._wait_for_rest(target)
        place = target.mapTo(window, at)
        _must_be_reachable(target, at)
        self._move_hand(is_to_mouse=True)
        self.tally.points += 1
        self.tally.presses += 2 if is_double else 1
        press = QTest.mouseDClick if is_double else QTest.mouseClick
        press(_handle(window), _LEFT, _NONE, place)

    def _wait_for_rest(self, target: QWidget) -> None:
        """What was just unfolded or scrolled comes to rest before anybody can aim at it."""
        seen: list[QRect] = []

        def is_at_rest() -> bool:
            seen.append(QRect(target.mapTo(target.window(), QPoint()), target.size()))
            return len(seen) > 1 and seen[-1] == seen[-2]

        self.qtbot.waitUntil(is_at_rest)

    def _move_hand(self, *, is_to_mouse: bool) -> None:
        if self._is_at_mouse is not None and self._is_at_mouse != is_to_mouse:
            self.tally.hand_moves += 1
        self._is_at_mouse = is_to_mouse

    def _send(self, key: Qt.Key | int, modifier: Qt.KeyboardModifier = _NONE) -> None:
        """Send a key where it goes: to the popup that is open, else to the window in front."""
        popup = QApplication.activePopupWidget()
        if popup is not None:
            inside: QWidget | None = popup.focusWidget()
            QTest.keyClick(popup if inside is None else inside, key, modifier)
            return
        bring_to_front(self.qtbot)
        window = QGuiApplication.focusWindow()
        assert window is not None
        QTest.keyClick(window, key, modifier)


def bring_to_front(qtbot: QtBot) -> None:
    """Give the keys back to the window or dialog in front, as a window manager does."""
    wanted = QApplication.activeModalWidget()
    if wanted is None:
        windows = QApplication.topLevelWidgets()
        shown = [each for each in windows if isinstance(each, MainWindow) and each.isVisible()]
        others = [each for each in windows if each.isWindow() and each.isActiveWindow()]
        wanted = next(iter(others or shown), None)
    assert wanted is not None, "no window"
    handle = _handle(wanted)
    if QGuiApplication.focusWindow() != handle:
        wanted.activateWindow()
        qtbot.waitUntil(lambda: QGuiApplication.focusWindow() == handle)


def scroll_to(target: QWidget) -> None:
    """Turn the wheel over the page until a control is in sight; nothing else is moved."""
    area = _scroll_area(target)
    if area is None:
        return
    view = area.viewport()
    for _ in range(_MOST_NOTCHES):
        place = QRect(target.mapTo(view, QPoint()), target.size())
        if view.rect().contains(place) or place.height() > view.height():
            return
        notch = _NOTCH if place.bottom() > view.rect().bottom() else -_NOTCH
        before = area.verticalScrollBar().value()
        window = view.window()
        at = QPointF(view.mapTo(window, QPoint(2, view.height() - 2)))
        QTest.wheelEvent(_handle(window), at, notch)
        if area.verticalScrollBar().value() == before:
            return


def _must_be_reachable(target: QWidget, at: QPoint) -> None:
    """Fail when a person could not press this point."""
    name = f"{target.objectName() or type(target).__name__} {target.accessibleName()!r}"
    assert target.isVisible(), f"{name} is hidden"
    assert target.isEnabled(), f"{name} is disabled"
    assert target.visibleRegion().contains(at), f"{name} is out of sight"
    popup, modal = QApplication.activePopupWidget(), QApplication.activeModalWidget()
    window = target.window()
    if popup is not None:
        assert window is popup, f"{name} is behind a popup"
    elif modal is not None:
        assert window is modal, f"{name} is behind a dialog"
    above = window.childAt(target.mapTo(window, at)) or window
    is_own = above is target or target.isAncestorOf(above)
    covering = above.objectName() or type(above).__name__
    assert is_own, f"{name} is covered by {covering}"


def _scroll_area(target: QWidget) -> QScrollArea | None:
    parent = target.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    return parent


def _point_of_area(box: AreaBox) -> QPoint:
    """A point of the drawing where this area and no other is hit, as near the middle as can be."""
    drawing = _drawing_of(box)
    rect, middle = box.geometry(), box.geometry().center()
    own = [
        QPoint(x, y)
        for x in range(rect.left(), rect.right(), 3)
        for y in range(rect.top(), rect.bottom(), 3)
        if drawing.boxes.get(drawing.area_at(x, y)) is box
    ]
    return min(own, key=lambda point: (point - middle).manhattanLength())


def _drawing_of(box: AreaBox) -> KneeDrawing:
    drawing = box.parentWidget()
    assert isinstance(drawing, KneeDrawing)
    return drawing


def _menu_of(house: House, action: QAction) -> QMenu:
    menus = house.window.findChildren(QMenu)
    return next(menu for menu in menus if action in menu.actions())


def _letter(text: str) -> Qt.Key:
    """The key of the letter that is underlined in a menu."""
    return Qt.Key(ord(text.partition("&")[2][0].upper()))


def _entry(bar: QMenuBar, action: QAction) -> QRect:
    place = bar.actionGeometry(action)
    assert bar.rect().contains(place.center())
    return place


def _handle(window: QWidget) -> QWindow:
    handle = window.windowHandle()
    assert handle is not None
    return handle


def in_front(qtbot: QtBot, name: str) -> QWidget:
    """The dialog of this name, once it is in front."""

    def is_there() -> bool:
        shown = QApplication.activeModalWidget()
        return shown is not None and shown.objectName() == name and shown.isVisible()

    qtbot.waitUntil(is_there)
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    return dialog


def part_of(dialog: QWidget, name: str) -> QWidget:
    """The control of this name."""
    found = dialog.findChild(QWidget, name)
    assert isinstance(found, QWidget), name
    return found


def closed(qtbot: QtBot) -> None:
    """Wait until the window is in front again."""
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    bring_to_front(qtbot)


def stored_once(house: House, qtbot: QtBot, is_so: Callable[[Diary], bool]) -> Diary:
    """What another program reads in the file, once the window says that something is so."""
    qtbot.waitUntil(lambda: is_so(house.diary))
    stored = house.stored()
    assert is_so(stored)
    return stored
