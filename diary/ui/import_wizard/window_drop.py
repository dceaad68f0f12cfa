"""Files dragged over the window: a hint over everything while they hover, a request when dropped.

The window's own handle is watched, so that fields of text do not take the names of files instead.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from diary.ui.import_wizard.dropped import dropped_paths
from diary.ui.theme import color
from diary.ui.widgets.announce import announce
from diary.ui.widgets.card import Card
from diary.ui.widgets.icon_label import IconLabel
from diary.ui.widgets.text import plain_label
from diary.words import _

_INSET, _EDGE = 8.0, 3.0
_VEIL = 0.86
_ICON = 48


class DropHint(QWidget):
    """What a drop would do, over the whole of a window."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.setObjectName("window.drop_hint")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        title = _("Drop to import runs")
        self.setAccessibleName(title)
        card = Card(name="window.drop_hint.card")
        sentence = _("You see what is in the files before anything is added.")
        for text in (plain_label(title, role="card_title"), plain_label(sentence, role="hint")):
            text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            text.setWordWrap(True)
            card.body.addWidget(text)
        card.body.insertWidget(
            0, IconLabel("import", "accent", size=_ICON), 0, Qt.AlignmentFlag.AlignHCenter
        )
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(card, 4)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        self.hide()

    def appear(self) -> None:
        """Cover the window as it is now."""
        self.setGeometry(self._over.rect())
        self.raise_()
        self.show()
        announce(self, self.accessibleName())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = color("bg")
        veil.setAlphaF(_VEIL)
        painter.fillRect(self.rect(), veil)
        pen = QPen(color("accent"), _EDGE)
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        inside = QRectF(self.rect()).adjusted(_INSET, _INSET, -_INSET, -_INSET)
        painter.drawRoundedRect(inside, _INSET, _INSET)


class WindowDrop(QObject):
    """`files_dropped` carries the paths; a window behind an open dialog takes nothing."""

    files_dropped = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._hint: DropHint | None = None
        window.setAcceptDrops(True)
        self.watch()

    def watch(self) -> None:
        """Watch the handle of the window as soon as it has one."""
        if self._window.internalWinId():
            self._window.windowHandle().installEventFilter(self)
        else:
            self._window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.DragEnter:
            return self._enter(event)
        if kind == QEvent.Type.DragMove:
            return self._move(event)
        if kind == QEvent.Type.DragLeave:
            self._end()
        elif kind == QEvent.Type.Drop:
            return self._drop(event)
        elif kind == QEvent.Type.Show and watched is self._window:
            self._window.removeEventFilter(self)
            self.watch()
        return False

    def _enter(self, event: QEvent) -> bool:
        if not isinstance(event, QDragEnterEvent) or not self._can_take(event):
            return False
        if self._hint is None:
            self._hint = DropHint(self._window)
        self._hint.appear()
        _take(event)
        return True

    def _move(self, event: QEvent) -> bool:
        is_ours = self._hint is not None and self._hint.isVisible()
        if is_ours and isinstance(event, QDropEvent):
            _take(event)
        return is_ours

    def _drop(self, event: QEvent) -> bool:
        self._end()
        if not isinstance(event, QDropEvent) or not self._can_take(event):
            return False
        _take(event)
        self.files_dropped.emit(dropped_paths(event.mimeData()))
        return True

    def _can_take(self, event: QDropEvent) -> bool:
        is_free = QApplication.activeModalWidget() is None and isValid(self._window)
        return is_free and bool(dropped_paths(event.mimeData()))

    def _end(self) -> None:
        if self._hint is not None:
            self._hint.hide()


def _take(event: QDropEvent) -> None:
    """The files stay where they are, whatever the other program would like."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()
