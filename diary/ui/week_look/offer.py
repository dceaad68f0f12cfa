"""Whether Today offers a look at the week: a choice of this computer, and weeks seen or left."""

from __future__ import annotations

from datetime import date

from diary.ui.ui_state import UiState

OFFERED = "today.week_offered"
LEFT = "today.week_left"
# So many weeks are kept, of all diaries together.
_KEPT = 20


class WeekOffer:
    """Reads and keeps both; the offer is on until it is switched off."""

    def __init__(self, ui_state: UiState) -> None:
        self._ui_state = ui_state

    def is_on(self) -> bool:
        """True when Today may offer it on Sundays and Mondays."""
        return self._ui_state.get(OFFERED, True)

    def choose(self, *, is_on: bool) -> None:
        """Switch the offer on or off."""
        self._ui_state.set(OFFERED, is_on)

    def is_left(self, monday: date) -> bool:
        """True when the week of this Monday was looked at, or not wanted."""
        return self._mark(monday) in self._ui_state.get(LEFT, list[str]())

    def leave(self, monday: date) -> None:
        """Offer the week of this Monday no more."""
        if self.is_left(monday):
            return
        left = [*self._ui_state.get(LEFT, list[str]()), self._mark(monday)]
        self._ui_state.set(LEFT, left[-_KEPT:])

    def _mark(self, monday: date) -> str:
        return self._ui_state.hashed(f"{LEFT} {monday}")
