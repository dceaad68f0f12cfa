"""How many reminders the page list counts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from diary.services.reminder_states import ShownReminder


def open_count(cards: Iterable[ShownReminder], today: date) -> int:
    """Open cards about safety or to act on that came up within the last 7 days."""
    from diary.services.reminder_states import counted  # noqa: PLC0415 - after the first paint

    return counted(cards, today)
