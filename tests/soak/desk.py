"""The real window on a real diary file, and the hands of one person before it.

Nothing is taken out of the program but the dialogs of the system that ask for files: they are
answered. What the hands wait for is always something that is seen or written.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from threading import Barrier
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QPoint, Qt, QThread, QTimer, Slot
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget

from diary.services.ports import Progress
from diary.ui.application import application, show_window
from diary.ui.main_window.later_parts import LaterParts
from diary.ui.main_window.window import MainWindow
from diary.ui.parts import WindowParts
from tests.soak.pulse import Pulse
from tests.ui.answers import AnsweringPrompts

PATIENCE_S = 60.0
_REACHED = 1
_LOOK_MS = 5
# So large that Qt shares the work out among all its threads.
_LARGE_PX = 3000
_LEFT = Qt.MouseButton.LeftButton
T = TypeVar("T", bound=QWidget)


def _raise(error: Exception) -> None:
    raise error


def _meet(meeting: Barrier, _progress: Progress) -> int:
    return meeting.wait(PATIENCE_S)


class _Loop(QEventLoop):
    @Slot()
    def end(self) -> None:
        """Leave it; a connection to Qt's own `quit` would leave a piece of memory each time."""
        self.quit()


class NotReachedError(Exception):
    """Something did not come about in time; the text says what."""


@dataclass
class Desk:
    """One window and whoever sits before it; `folder` is for the files of the course."""

    window: MainWindow
    parts: WindowParts
    prompts: AnsweringPrompts
    folder: Path
    dice: random.Random
    pulse: Pulse = field(default_factory=Pulse)
    # What a deliberate leak holds on to.
    kept: list[object] = field(default_factory=list)
    # How many runs were brought in so far: each is another one.
    imported: int = 0

    @property
    def later(self) -> LaterParts:
        """The parts of the window that came after its first picture."""
        found = self.window.findChild(LaterParts)
        assert isinstance(found, LaterParts)
        return found

    # ---- waiting -------------------------------------------------------------------------------

    def until(self, is_so: Callable[[], bool], what: str, patience_s: float = PATIENCE_S) -> None:
        """Let the event loop turn until something is so; raises `NotReachedError`."""
        if is_so():
            return
        loop, look, end = _Loop(), QTimer(), QTimer(singleShot=True)
        # Once is enough: asked again, something else may have begun.
        look.timeout.connect(lambda: loop.exit(_REACHED) if is_so() else None)
        end.timeout.connect(loop.end)
        look.start(_LOOK_MS)
        end.start(round(patience_s * 1000))
        status = loop.exec()
        look.stop()
        if status != _REACHED:
            raise NotReachedError(what)

    def pause(self, seconds: float) -> None:
        """Do nothing for a while."""
        loop = _Loop()
        QTimer.singleShot(round(seconds * 1000), loop.end)
        loop.exec()

    def rest(self) -> None:
        """Wait until everything is counted, drawn and written."""
        seen: list[bool] = []

        def is_at_rest() -> bool:
            review = self.later.review.window
            is_reading = review is not None and (review.reading.is_busy or review.tasks.is_busy)
            is_busy = self.window.context.tasks.is_busy or self.later.painting.is_busy
            seen.append(not (is_busy or is_reading))
            # Twice: what was ready may have asked for something else.
            return len(seen) > 2 and all(seen[-2:])

        self.until(is_at_rest, "rest")

    def fill_pools(self) -> None:
        """Have every thread begin that may: how many there are depends on how busy it was."""
        count = QThread.idealThreadCount()
        for tasks in (self.window.context.tasks, self.later.painting):
            meeting = Barrier(count)
            for _ in range(count):
                tasks.run(partial(_meet, meeting), lambda _place: None, _raise)
        self.rest()

    @staticmethod
    def fill_pool_of_qt() -> None:
        """The same of the threads Qt draws with, which end when nothing was drawn for 30 s."""
        picture = QImage(_LARGE_PX, _LARGE_PX, QImage.Format.Format_RGB32)
        picture.fill(Qt.GlobalColor.gray)
        half = _LARGE_PX // 2
        mode = Qt.TransformationMode.SmoothTransformation
        picture.scaled(half, half, Qt.AspectRatioMode.IgnoreAspectRatio, mode)

    # ---- hands ---------------------------------------------------------------------------------

    def page(self, key: str, where: object = None) -> None:
        """Go to a page of the window."""
        if where is None:
            self.trigger(f"page_{key}")
        else:
            self.window.show_page(key, where)

    def can(self, key: str) -> bool:
        """True when a menu entry can be chosen now."""
        self.window.commands.refresh()
        return self.window.menus.actions[key].isEnabled()

    def trigger(self, key: str) -> None:
        """Choose a menu entry by its key."""
        if not self.can(key):
            raise NotReachedError(f"menu entry {key}")
        self.window.menus.actions[key].trigger()

    def part(self, name: str, inside: QWidget | None = None) -> QWidget:
        """The control of this name."""
        found = (inside or self.window).findChild(QWidget, name)
        if not isinstance(found, QWidget):
            raise NotReachedError(name)
        return found

    def shown(self, kind: type[T], inside: QWidget | None = None) -> list[T]:
        """The controls of a kind that can be seen and used, in the order they were made."""
        found = (inside or self.window.current_page()).findChildren(kind)
        return [each for each in found if each.isVisible() and each.isEnabled()]

    def click(self, target: QWidget) -> None:
        """Press the middle of a control."""
        QTest.mouseClick(target, _LEFT, Qt.KeyboardModifier.NoModifier, target.rect().center())

    def press(self, target: QWidget, *keys: Qt.Key) -> None:
        """Press keys on a control."""
        for key in keys:
            QTest.keyClick(target, key)

    def type(self, target: QWidget, text: str) -> None:
        """Type a text into a field that is emptied first."""
        target.setFocus()
        QTest.keyClick(target, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(target, text)

    def button(self, name: str, inside: QWidget | None = None) -> QPushButton:
        """The button of this name."""
        found = self.part(name, inside)
        assert isinstance(found, QPushButton)
        return found

    def push(self, name: str, inside: QWidget | None = None) -> None:
        """Press a button by its name, wherever the page is scrolled to."""
        self.button(name, inside).click()

    # ---- dialogs -------------------------------------------------------------------------------

    def dialog(self, name: str) -> QDialog:
        """The dialog of this name, once it is in front."""

        def front() -> QWidget | None:
            return QApplication.activeModalWidget()

        def is_there() -> bool:
            shown = front()
            return shown is not None and shown.objectName() == name and shown.isVisible()

        self.until(is_there, f"dialog {name}")
        found = front()
        assert isinstance(found, QDialog)
        return found

    def leave(self, dialog: QDialog) -> None:
        """Press Esc, and wait until nothing is in front of the window."""
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        self.gone()

    def gone(self) -> None:
        """Wait until no dialog is left."""
        self.until(lambda: QApplication.activeModalWidget() is None, "dialog closed")

    def tidy_up(self) -> None:
        """After something went wrong: close whatever is open."""
        for _ in range(10):
            popup, modal = QApplication.activePopupWidget(), QApplication.activeModalWidget()
            if popup is not None:
                popup.close()
            elif isinstance(modal, QDialog):
                modal.reject()
            else:
                return
            self.pause(0.05)


def sit_down(parts: WindowParts, folder: Path, seed: int) -> Desk:
    """Open the window as the program does and wait until its diary is read and charts can come."""
    application()
    window = show_window(parts)
    prompts = AnsweringPrompts()
    window.context.prompts = prompts
    desk = Desk(window, parts, prompts, folder, random.Random(seed))
    desk.pulse.start()
    desk.until(lambda: window.context.charts.painter is not None, "charts", patience_s=300)
    desk.rest()
    return desk


def middle_of(widget: QWidget, share: float) -> QPoint:
    """A place at this share of the width, half way down."""
    return QPoint(round(widget.width() * share), widget.height() // 2)
