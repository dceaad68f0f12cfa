"""Where Tab goes in a window, one stop after the other, and whether each can be seen."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from diary.ui.widgets.cell_row import Cell

MOST = 160


def stops(window: QWidget, *, is_back: bool = False) -> list[QWidget]:
    """Every stop from the one that has the focus now, once round."""
    key = Qt.Key.Key_Backtab if is_back else Qt.Key.Key_Tab
    shift = Qt.KeyboardModifier.ShiftModifier if is_back else Qt.KeyboardModifier.NoModifier
    first = QApplication.focusWidget()
    if first is None:
        return []
    found, now = [first], first
    for _step in range(MOST):
        QTest.keyClick(now, key, shift)
        after = QApplication.focusWidget()
        if after is now:
            # It went on to another link of the same text.
            continue
        if after is None or after is first:
            return found
        found.append(after)
        now = after
    return found


def name_of(stop: QWidget) -> str:
    """What the list calls a stop: its object name, or that of what it is in and its own words."""
    if stop.objectName():
        return stop.objectName()
    above: QWidget | None = stop.parentWidget()
    while above is not None and not above.objectName():
        above = above.parentWidget()
    place = "" if above is None else above.objectName()
    # Which cell of a scale it is depends on what was answered.
    return place if isinstance(stop, Cell) else f"{place} > {stop.accessibleName()}"


def hidden(window: QWidget, stop: QWidget) -> bool:
    """Whether a stop lies, with more than a quarter of its height, where nobody can see it."""
    seen = QRect(QPoint(0, 0), stop.size())
    for above in _above(stop, window):
        place = stop.mapTo(above, QPoint(0, 0))
        seen &= above.rect().translated(-place)
    room = min(stop.height(), window.height() // 2)
    return seen.height() < room * 3 // 4 or seen.width() < 1


def _above(stop: QWidget, window: QWidget) -> Iterator[QWidget]:
    above = stop.parentWidget()
    while above is not None:
        yield above
        if above is window or above.isWindow():
            return
        above = above.parentWidget()
