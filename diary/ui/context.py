"""What every page is given: the diary, the ways to change it and to speak, and nothing global."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from diary.ui.background import Background
from diary.ui.backup_first import BackupFirst
from diary.ui.chart_source import ChartSource
from diary.ui.drafts import Drafts
from diary.ui.unread import Unread
from diary.ui.visit_wishes import Visits
from diary.ui.watching import Watching

if TYPE_CHECKING:
    from diary.services.entries import Stamp
    from diary.services.journal import Journal
    from diary.services.ports import IdSource
    from diary.services.reminders import Reminders
    from diary.texts.numbers import Formats
    from diary.ui.event_bridge import EventBridge
    from diary.ui.messages import Messages
    from diary.ui.prompts import Prompts
    from diary.ui.tasks import TaskRunner
    from diary.ui.ui_state import UiState
    from diary.ui.undo import UndoHistory


@dataclass(slots=True)
class PageContext:
    """The parts a page works with.

    `journal.diary` is what is shown; every change goes through `undo.push`. `today` is the day the
    diary is on (it turns over at night), `stamp` when, where and how something is recorded now.
    `charts` has the painter of charts once it is loaded. `backup_first` has a backup made before
    many entries are changed at once. `background` is what may be done while the window is closed.
    `drafts` has what was typed into forms and not saved. `unread` says what stands in place of
    numbers while the whole diary is not there. `watching` is the folder that is looked into for new
    runs. `visits` makes what is handed on and holds what was chosen for it.
    """

    journal: Journal
    bridge: EventBridge
    undo: UndoHistory
    messages: Messages
    prompts: Prompts
    tasks: TaskRunner
    reminders: Reminders
    formats: Callable[[], Formats]
    today: Callable[[], date]
    stamp: Callable[[], Stamp]
    new_id: IdSource
    ui_state: UiState
    charts: ChartSource = field(default_factory=ChartSource)
    backup_first: BackupFirst = field(default_factory=BackupFirst)
    background: Background = field(default_factory=Background)
    drafts: Drafts = field(default_factory=Drafts)
    unread: Unread = field(default_factory=Unread)
    watching: Watching = field(default_factory=Watching)
    visits: Visits = field(default_factory=Visits)
