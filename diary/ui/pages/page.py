"""The base of every page: what the shell around it may ask of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Literal, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from diary.domain.knee import Knee
from diary.domain.rules.safety import Noted
from diary.ui.context import PageContext
from diary.ui.focus_order import descendants_in_order

# The shell owns the keys and menu entries of these; a page must not bind the keys again:
# find Ctrl+F, copy Ctrl+C, duplicate Ctrl+D, delete Delete, previous Alt+Left, next Alt+Right,
# date Ctrl+G, new Ctrl+N, add Ctrl+Shift+N, done Ctrl+Enter, table Ctrl+Shift+T,
# no_pain Alt+0, same_spots Alt+S, print Ctrl+P.
PageCommand = Literal[
    "find",
    "copy",
    "duplicate",
    "delete",
    "previous",
    "next",
    "date",
    "new",
    "add",
    "done",
    "table",
    "no_pain",
    "same_spots",
    "away",
    "away_span",
    "not_away",
    "left_knee",
    "right_knee",
    "print",
]
Commands = Mapping[PageCommand, Callable[[], None]]


class SignPlace(NamedTuple):
    """Where a safety sign was noted: a place to go to on Today."""

    on: date
    knee: Knee
    noted: Noted


class Page(QWidget):
    """One page of the window; it listens to `context.bridge` and shows `context.journal.diary`.

    `navigate_requested` carries the key of another page and where to go on it: a date, a run id,
    a shoe id or None. The keys "import_runs", "export_for_pt", "pt_notes",
    "week_look" and "get_help" open those. `order_changed` tells that
    `tab_stops` are new while the page is shown, `day_shown` that `shown_day` is another one,
    `title_changed` that `title` is.
    """

    navigate_requested = Signal(str, object)
    order_changed = Signal()
    day_shown = Signal()
    title_changed = Signal()
    # The key stands in object names and in what the window remembers.
    key: str = ""
    # The page of the help that F1 opens here.
    help_topic: str = "help"

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.title = ""
        self.setObjectName(self.key)

    def activate(self, where: object = None) -> None:
        """The page is shown now; go to `where` and put the focus where work begins."""
        del where
        self.setFocus()

    def beginning(self) -> object:
        """Where the page goes when it is chosen while it is shown; None when it stays."""
        return None

    def settle(self) -> None:
        """Write what is still being typed: another page, undo or the end comes next."""

    def shown_day(self) -> date | None:
        """The one day the page is about; a run that is logged from here begins with it."""
        return None

    def actions_for_header(self) -> list[QWidget]:
        """What stands beside the title, in tab order; the shell keeps the widgets."""
        return []

    def footer(self) -> QWidget | None:
        """What stays in sight below the scrolling part."""
        return None

    def tab_stops(self) -> list[QWidget]:
        """What Tab reaches between header and footer, in reading order."""
        return descendants_in_order(self)

    def commands(self) -> Commands:
        """What the page does on a menu entry or key of the shell; asked each time it is shown."""
        return {}

    def checks(self) -> Mapping[PageCommand, bool]:
        """Which of the commands that switch something are on."""
        return {}
