"""The entry in the tray: its picture, its menu, and the one line it may show.

The system decides how a line looks and for how long it stands; what is no longer so cannot be taken
back there, so the menu says what still is.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QRectF, Qt, Signal, SignalInstance, Slot
from PySide6.QtGui import QAction, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from diary.ui.icons import icon_pixmap
from diary.ui.theme import color, theme_watcher
from diary.ui.widgets.button import escaped_mnemonic
from diary.words import _

_SIDES = (16, 22, 24, 32, 48, 64)
_SHOWN_MS = 10_000
_INSIDE = 0.16
_ROUND = 0.22


class TrayIcon(QObject):
    """A `Notifier` that also opens the window.

    `line_clicked` tells that the person chose the line shown or the entry of the menu about it.
    """

    open_requested = Signal()
    scores_requested = Signal()
    quit_requested = Signal()
    line_clicked = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        # Nothing is built where there is no tray.
        self.entry: QSystemTrayIcon | None = None
        self.menu: QMenu | None = None
        self.waiting = self._action("", self.line_clicked)
        self.waiting.setVisible(False)
        self._is_shown = False
        theme_watcher().theme_changed.connect(self._on_theme_changed)

    def show_entry(self, *, is_shown: bool) -> None:
        """Show the entry or take it away."""
        self._is_shown = is_shown
        if is_shown and self.entry is None:
            self._build()
        if self.entry is not None:
            self._on_theme_changed()
            self.entry.setVisible(is_shown)

    @property
    def is_shown(self) -> bool:
        """True while the entry is there."""
        return self._is_shown

    @property
    def can_show(self) -> bool:
        """True while the entry is there and the system shows lines beside it."""
        return self._is_shown and QSystemTrayIcon.supportsMessages()

    def show(self, line: str) -> bool:
        """Show a line; the menu says it too until it is withdrawn."""
        if self.entry is None or not self.can_show:
            return False
        self.waiting.setText(escaped_mnemonic(line))
        self.waiting.setVisible(True)
        self.entry.showMessage(line, "", self.entry.icon(), _SHOWN_MS)
        return True

    def withdraw(self) -> None:
        """Let the menu say nothing of it any more."""
        self.waiting.setVisible(False)

    def _build(self) -> None:
        self.menu = QMenu()
        self.menu.addAction(self.waiting)
        self.menu.addAction(self._action(_("Today's scores…"), self.scores_requested))
        self.menu.addAction(self._action(_("Open Kneelog"), self.open_requested))
        self.menu.addSeparator()
        self.menu.addAction(self._action(_("Quit"), self.quit_requested))
        self.entry = QSystemTrayIcon(self)
        self.entry.setToolTip("Kneelog")
        self.entry.setContextMenu(self.menu)
        self.entry.activated.connect(self._on_entry_activated)
        self.entry.messageClicked.connect(self.line_clicked)

    def _action(self, text: str, asked: SignalInstance) -> QAction:
        action = QAction(text, self)
        action.triggered.connect(asked)
        return action

    @Slot(QSystemTrayIcon.ActivationReason)
    def _on_entry_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason == QSystemTrayIcon.ActivationReason.Trigger:
            self.open_requested.emit()

    @Slot()
    def _on_theme_changed(self) -> None:
        if self.entry is None or not self._is_shown:
            return
        picture = QIcon()
        for side in _SIDES:
            picture.addPixmap(_drawn(side))
        self.entry.setIcon(picture)


def _drawn(side: int) -> QPixmap:
    """A runner on a ground of its own, to be seen on light and dark panels alike."""
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color("accent"))
    painter.drawRoundedRect(QRectF(0, 0, side, side), side * _ROUND, side * _ROUND)
    edge = round(side * _INSIDE)
    painter.drawPixmap(edge, edge, icon_pixmap("run", "onaccent", side - 2 * edge))
    painter.end()
    return pixmap
