"""What the program may do while its window is closed: what was chosen, and what this system can.

Nothing of it belongs to the diary.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QSystemTrayIcon

if TYPE_CHECKING:
    from diary.services.notification_choices import KeptNotifications
    from diary.services.ports import StartAtLogin
    from diary.ui.ui_state import UiState

SHOWS_ENTRY, KEEPS_RUNNING = "tray.shows_entry", "tray.keeps_running"


class Background(QObject):
    """`changed` tells that something was chosen.

    `folder` keeps the choices about messages and what was told; without it they are held in memory.
    `find_start_at_login` gives the switch of this system or None.
    """

    changed = Signal()

    def __init__(
        self,
        folder: Path | None = None,
        find_start_at_login: Callable[[], StartAtLogin | None] = lambda: None,
        has_tray: Callable[[], bool] = QSystemTrayIcon.isSystemTrayAvailable,
    ) -> None:
        super().__init__()
        self._folder = folder
        self._find_start_at_login = find_start_at_login
        self._has_tray = has_tray

    @property
    def has_tray(self) -> bool:
        """True where the desktop has a place for an entry."""
        return self._has_tray()

    @cached_property
    def kept(self) -> KeptNotifications:
        """The choices about messages and what was told."""
        from diary.services.notification_choices import (  # noqa: PLC0415 - after the first paint
            FILE_NAME,
            KeptNotifications,
        )

        return KeptNotifications(None if self._folder is None else self._folder / FILE_NAME)

    @cached_property
    def start_at_login(self) -> StartAtLogin | None:
        """The switch of this system; None where there is none."""
        return self._find_start_at_login()

    def renew_start_at_login(self) -> None:
        """Have this program started at login where one is that was moved away since."""
        switch = self.start_at_login
        with suppress(OSError):
            if switch is not None:
                switch.renew()


class TrayChoices:
    """What the person chose about the entry in the tray."""

    def __init__(self, ui_state: UiState) -> None:
        self._ui_state = ui_state

    def shows_entry(self) -> bool:
        """Return whether the entry is shown where there is a place for it."""
        return self._ui_state.get(SHOWS_ENTRY, True)

    def choose_entry(self, *, is_shown: bool) -> None:
        """Show the entry or not."""
        self._ui_state.set(SHOWS_ENTRY, is_shown)

    def keeps_running(self) -> bool:
        """Return whether closing the window leaves the program in the tray."""
        return self.shows_entry() and self._ui_state.get(KEEPS_RUNNING, False)

    def choose_running(self, *, is_kept: bool) -> None:
        """Go on in the tray when the window is closed, or end."""
        self._ui_state.set(KEEPS_RUNNING, is_kept)
