"""Before another diary is shown: everything typed is on disk, or the strip says what is not."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from diary.ui.main_window.window_strip import StripAction
from diary.words import _

if TYPE_CHECKING:
    from diary.ui.main_window.window import MainWindow


def is_all_saved(window: MainWindow, reopen: Callable[[], None]) -> bool:
    """Save what is being typed; True when nothing waits. `reopen` tries to open the diary again."""
    context = window.context
    window.current_page().settle()
    if context.undo.has_waiting and not context.undo.retry():
        window.hold_back()
        return False
    if context.journal.has_unsaved:
        window.window_strip.show_message(
            "act",
            _("Your last change is not saved yet."),
            _("It is kept in this window."),
            [StripAction("retry", _("Try again"), reopen)],
        )
        return False
    return True
