"""What a page says that counts the whole diary, while it is read and when it could not be read.

Numbers from a part of the diary would be false, so such a page shows none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from diary.words import _

if TYPE_CHECKING:
    from diary.services.journal import Journal


class Unread(QObject):
    """Knows whether the last try to read the diary failed; `changed` tells that this is new."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._has_failed = False

    def set_failed(self, *, has_failed: bool) -> None:
        """The diary could not be opened or read, or it is tried again."""
        if has_failed != self._has_failed:
            self._has_failed = has_failed
            self.changed.emit()

    def text(self, journal: Journal) -> tuple[str, str] | None:
        """Title and sentence to show instead of numbers; None when the whole diary is there."""
        if journal.is_attached:
            return None
        if self._has_failed:
            return (
                _("Your diary could not be read"),
                _("So nothing can be counted here. The message above says what you can do."),
            )
        return _("Reading your diary…"), ""
