"""A hand at the real window, and an eye that writes down what is there to be read.

It waits for what it expects and fails when that does not come; it never sleeps.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, NoReturn

from PySide6 import QtGui
from PySide6.QtCore import QAbstractItemModel, QEventLoop, QModelIndex, QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

_LOOK_MS = 10
_LONGEST_MS = 90_000
_MOST_ROWS, _MOST_COLUMNS = 400, 30


@dataclass
class Record:
    """What a script saw; kept as JSON for the judges."""

    scenes: list[str] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    titles: set[str] = field(default_factory=set)
    labels: set[tuple[str, str, str]] = field(default_factory=set)
    tips: set[tuple[str, str]] = field(default_factory=set)
    items: set[str] = field(default_factory=set)
    edits: set[str] = field(default_factory=set)
    lines: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def document(self) -> dict[str, Any]:
        """As JSON holds it."""
        return {
            key: sorted(value) if isinstance(value, set) else value
            for key, value in asdict(self).items()
        }


class NotThereError(Exception):
    """What was waited for did not come, or cannot be pressed."""


def _fail(what: str) -> NoReturn:
    raise NotThereError(what)


class Hand:
    """`prompts` answer the system's own dialogs, which stand outside the program."""

    def __init__(self, prompts: Any) -> None:  # noqa: ANN401 - set up by the stagehand
        self.record = Record()
        self.prompts = prompts

    # ---- doing ---------------------------------------------------------------------------------

    def step(self, name: str, do: Callable[[], object]) -> None:
        """Do something; what goes wrong is written down and the rest goes on."""
        try:
            do()
        except Exception as error:  # noqa: BLE001 - whatever it is, it is told
            place = traceback.extract_tb(error.__traceback__)[-1]
            at = f"{Path(place.filename).name}:{place.lineno}"
            self.record.failed.append(f"{name}: {type(error).__name__} {error} ({at})")
        else:
            self.record.steps.append(name)
        self.look()
        self.close_dialogs()

    def until(self, is_so: Callable[[], object], what: str) -> None:
        """Let the program go on until something is so."""
        loop = QEventLoop()
        timer, end = QTimer(), QTimer()
        timer.timeout.connect(lambda: loop.quit() if is_so() else None)
        end.timeout.connect(lambda: loop.exit(1))
        timer.start(_LOOK_MS)
        end.start(_LONGEST_MS)
        status = 0 if is_so() else loop.exec()
        timer.stop()
        end.stop()
        if status:
            _fail(what)

    def part(self, name: str, inside: QWidget | None = None) -> QWidget:
        """The widget of this name that can be seen."""
        tops = [inside] if inside is not None else QApplication.topLevelWidgets()

        def find() -> QWidget | None:
            for top in tops:
                found = top if top.objectName() == name else top.findChild(QWidget, name)
                if isinstance(found, QWidget) and found.isVisible():
                    return found
            return None

        self.until(find, name)
        return find() or _fail(name)

    def press(self, name: str, inside: QWidget | None = None) -> None:
        """Press a button in its middle."""
        button = self.part(name, inside)
        self.until(button.isEnabled, f"{name} enabled")
        size = button.size()
        at = QPoint(min(size.width() // 2, 12), size.height() // 2)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=at)

    def type(self, name: str, text: str, inside: QWidget | None = None) -> None:
        """Type into a field, or into the one inside of it."""
        field_ = self.part(name, inside)
        inside_ = field_.findChild(QPlainTextEdit) or field_.findChild(QLineEdit)
        inner = inside_ if inside_ is not None else field_
        inner.setFocus()
        QTest.keyClicks(inner, text)

    def choose(self, menu: QMenu, text: str) -> None:
        """Choose the entry of a menu whose text has these words."""
        action = _entry(menu, text)
        if action is None:
            _fail(f"{text} in the menu")
        action.trigger()

    def close_dialogs(self) -> None:
        """Close whatever lies over the windows, the last one first."""
        for widget in reversed(QApplication.topLevelWidgets()):
            if isinstance(widget, QDialog | QMenu) and widget.isVisible():
                widget.close()

    # ---- looking -------------------------------------------------------------------------------

    def look(self) -> None:
        """Write down the title and everything readable of all windows that are open."""
        for top in QApplication.topLevelWidgets():
            if top.isVisible():
                self.record.titles.add(top.windowTitle())
                self.read(top)

    def read(self, top: QWidget) -> None:
        """Write down the texts of a window by what shows them."""
        record = self.record
        for widget in [top, *top.findChildren(QWidget)]:
            if widget.toolTip():
                record.tips.add((type(widget).__name__, widget.toolTip()))
            if isinstance(widget, QLabel):
                shown = widget.text()
                record.labels.add((type(widget).__name__, widget.textFormat().name, shown))
            elif isinstance(widget, QPlainTextEdit | QTextEdit):
                record.edits.add(widget.toPlainText())
            elif isinstance(widget, QAbstractItemView):
                self._read_items(widget)
            else:
                self._read_property(widget)

    def _read_items(self, view: QAbstractItemView) -> None:
        # A view may have none, whatever its declaration says.
        model: QAbstractItemModel | None = view.model()
        if model is None:
            return
        # A list keeps its count of columns to itself, so that of its indexes tells.
        for row in range(min(model.rowCount(), _MOST_ROWS)):
            for column in range(_MOST_COLUMNS):
                index = model.index(row, column, QModelIndex())
                if not index.isValid():
                    break
                shown = index.data(Qt.ItemDataRole.DisplayRole)
                if isinstance(shown, str):
                    self.record.items.add(shown)
                tip = index.data(Qt.ItemDataRole.ToolTipRole)
                if isinstance(tip, str):
                    self.record.tips.add((type(view).__name__, tip))

    def _read_property(self, widget: QWidget) -> None:
        """The text of a button or field, as its property of that name."""
        shown = widget.property("text")
        if isinstance(shown, str) and shown:
            self.record.items.add(shown)


def _entry(menu: QMenu, text: str) -> QAction | None:
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu) and (found := _entry(inner, text)) is not None:
            return found
        if text in action.text().replace("&", ""):
            return action
    return None


def is_markup(text: str) -> bool:
    """True for what Qt would take for markup where nobody told it."""
    return bool(QtGui.Qt.mightBeRichText(text))


def shown_by(markup: str) -> str:
    """What is read where Qt shows this as markup."""
    document = QTextDocument()
    document.setHtml(markup)
    return document.toPlainText()
