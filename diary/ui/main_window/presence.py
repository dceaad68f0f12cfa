"""Joins window, tray entry, small window and messages: what is there while the window is closed.

Without a tray there is no entry, and closing the window ends the program, as it always did. A tray
may come after the program, as at login, or go before it: a window that nobody could reach is
brought back.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Slot
from PySide6.QtGui import QGuiApplication
from shiboken6 import isValid

from diary.services.notifying import Notice, NoticeKind
from diary.ui.background import TrayChoices
from diary.ui.main_window.teller import NotificationTeller
from diary.ui.tray.icon import TrayIcon

if TYPE_CHECKING:
    from diary.ui.main_window.session import DiarySession
    from diary.ui.main_window.window import MainWindow
    from diary.ui.tray.quick_entry import QuickEntry


class Presence(QObject):
    """The program beside its window; `is_muted` says that nothing is told about this diary."""

    def __init__(
        self, window: MainWindow, session: DiarySession, is_muted: Callable[[], bool]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._context = window.context
        self._choices = TrayChoices(self._context.ui_state)
        self._told: Notice | None = None
        self._has_tray = False
        self._quick: QuickEntry | None = None
        self.icon = TrayIcon(self)
        self.teller = NotificationTeller(window, self.icon, is_muted)
        self.icon.open_requested.connect(window.come_to_front)
        self.icon.scores_requested.connect(self.ask_for_scores)
        self.icon.quit_requested.connect(window.end)
        self.icon.line_clicked.connect(self._on_icon_line_clicked)
        self.teller.told.connect(self._on_teller_told)
        session.path_changed.connect(self._on_session_path_changed)
        session.opened.connect(self.teller.look)
        self._context.background.changed.connect(self._on_background_changed)
        window.look_requested.connect(self._look_for_tray)
        window.closed.connect(self._on_window_closed)
        window.stays_in_tray = self._stays
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            # Whoever logs out wants the program to end.
            application.commitDataRequest.connect(window.expect_end)
        self._context.background.renew_start_at_login()
        self._on_background_changed()

    @property
    def quick(self) -> QuickEntry | None:
        """The small window while it is open."""
        return self._quick if self._quick is not None and isValid(self._quick) else None

    @Slot()
    def ask_for_scores(self) -> None:
        """Open the small window, or the large one while the diary is not there yet."""
        if not self._context.journal.is_attached:
            self._window.come_to_front()
            return
        if not self._is_quick_open():
            from diary.ui.tray.quick_entry import (  # noqa: PLC0415 - built when it is asked for
                QuickEntry,
            )

            self._quick = QuickEntry(self._context, self._window)
            self._quick.today_requested.connect(self._on_quick_today_requested)
        if self._quick is not None:
            self._quick.open()

    def _is_quick_open(self) -> bool:
        quick = self.quick
        return quick is not None and quick.isVisible()

    def _stays(self) -> bool:
        self._look_for_tray()
        return self._has_tray and self._choices.keeps_running()

    def _close_quick(self) -> None:
        if self.quick is not None:
            self.quick.reject()

    @Slot()
    def _look_for_tray(self) -> None:
        """See whether the place for the entry has come or gone since; every half a minute."""
        if self._context.background.has_tray != self._has_tray:
            # Whatever else shows the choices shows them anew.
            self._context.background.changed.emit()
        if self._window.isHidden() and not self.icon.is_shown:
            # It is there without being in the way.
            self._window.showMinimized()

    @Slot()
    def _on_quick_today_requested(self) -> None:
        self._window.come_to_front()
        self._window.show_page("today", self._context.today())

    @Slot(object)
    def _on_teller_told(self, notice: Notice) -> None:
        self._told = notice

    @Slot()
    def _on_icon_line_clicked(self) -> None:
        """Go to what was told; what is no longer so is found on its page as settled."""
        kind = NoticeKind.REMINDER if self._told is None else self._told.kind
        self.icon.withdraw()
        if kind is NoticeKind.PROMPT:
            self.ask_for_scores()
            return
        self._window.come_to_front()
        self._window.show_page("today" if kind is NoticeKind.SAFETY else "reminders")

    @Slot()
    def _on_session_path_changed(self) -> None:
        self._close_quick()
        self.teller.forget()

    @Slot()
    def _on_background_changed(self) -> None:
        self._has_tray = self._context.background.has_tray
        self.icon.show_entry(is_shown=self._has_tray and self._choices.shows_entry())
        self.teller.look()

    @Slot()
    def _on_window_closed(self) -> None:
        self._close_quick()
        self._window.look_requested.disconnect(self._look_for_tray)
        self.icon.show_entry(is_shown=False)
        if not self._window.isVisible():
            # Qt ends the program with the last window on the screen; this one was not there.
            QCoreApplication.exit()
