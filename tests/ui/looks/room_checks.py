"""Whether all that is shown has the room its text needs, and whether all of it was translated."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QLabel,
    QLineEdit,
    QTableView,
    QToolButton,
    QWidget,
)

from tests.ui.room import cut_off

_INNER = re.compile(r"⟦[^⟦⟧]*⟧")
_WORD = re.compile(r"[^\W\d_]{3,}")


def faults(widget: QWidget) -> list[str]:
    """Texts that are cut off, and areas that would have to be scrolled sideways."""
    found = [f"cut off: {text!r}" for text in cut_off(widget)]
    found += [f"cut off: {text!r}" for text in _narrow_controls(widget)]
    found += [f"scrolls sideways: {name}" for name in _sideways(widget)]
    found += [f"out of sight: {name}" for name in _outside(widget)]
    return found


def _narrow_controls(widget: QWidget) -> Iterator[str]:
    for button in widget.findChildren(QAbstractButton):
        shown = button.text()
        if not button.isVisible() or not shown or isinstance(button, QToolButton):
            continue
        needed = max(
            button.fontMetrics().horizontalAdvance(line.replace("&", ""))
            for line in shown.split("\n")
        )
        if button.width() < min(needed, button.minimumSizeHint().width()):
            yield shown
    for field in widget.findChildren(QLineEdit):
        hint = field.placeholderText()
        needed = field.fontMetrics().horizontalAdvance(hint)
        if field.isVisible() and not field.text() and field.contentsRect().width() < needed:
            yield hint
    for box in widget.findChildren(QComboBox):
        needed = box.fontMetrics().horizontalAdvance(box.currentText())
        if box.isVisible() and not box.isEditable() and box.width() < needed:
            yield box.currentText()


def _sideways(widget: QWidget) -> Iterator[str]:
    for area in widget.findChildren(QAbstractScrollArea):
        if isinstance(area, QTableView) or not area.isVisible():
            continue
        bar = area.horizontalScrollBar()
        # A bar that is switched off cuts the text off instead.
        if bar.maximum() > 0:
            is_off = area.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
            yield f"{area.objectName()} by {bar.maximum()}{' unseen' if is_off else ''}"


def _outside(widget: QWidget) -> Iterator[str]:
    """Buttons and labels that lie beside the window, where nothing scrolls to them."""
    width = widget.width()
    for part in (*widget.findChildren(QAbstractButton), *widget.findChildren(QLabel)):
        if not part.isVisible() or _is_in_table(part):
            continue
        at = QRect(part.mapTo(widget, part.rect().topLeft()), part.size())
        if at.left() < -1 or at.right() > width:
            yield f"{part.objectName() or part.accessibleName() or type(part).__name__} at {at.x()}"


def _is_in_table(part: QWidget) -> bool:
    above = part.parentWidget()
    while above is not None:
        if isinstance(above, QTableView):
            return True
        above = above.parentWidget()
    return False


def untranslated(widget: QWidget, known: frozenset[str]) -> list[str]:
    """Texts with words outside the brackets of the test language that nobody typed."""
    found = []
    for text in _texts(widget):
        if text.startswith("/"):
            # A folder on this computer.
            continue
        rest, before = text, ""
        while rest != before:
            rest, before = _INNER.sub(" ", rest), rest
        if [word for word in _WORD.findall(rest) if word not in known]:
            found.append(text)
    return found


def _texts(widget: QWidget) -> Iterator[str]:
    yield widget.windowTitle()
    for part in widget.findChildren(QWidget):
        if not part.isVisible():
            continue
        yield part.accessibleName()
        yield part.accessibleDescription()
        if isinstance(part, QLabel | QAbstractButton):
            yield part.text()
        if isinstance(part, QLineEdit):
            yield part.placeholderText()
        if isinstance(part, QComboBox):
            yield from (part.itemText(place) for place in range(part.count()))
