"""Looks for new runs in the folder that was chosen, after the start and every hour.

A strip is the only thing that comes by itself. Nothing is added without an answer, unless the
person chose that what is sound and new is.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication

from diary.domain.reading import ImportStatus
from diary.ui.main_window.unasked_import import UnaskedImport
from diary.ui.main_window.window_strip import StripAction
from diary.words import _, plural

if TYPE_CHECKING:
    from diary.services.import_plan import ImportPlan
    from diary.services.importing import Importing
    from diary.services.watched_folder import FolderLook, WatchedFolder
    from diary.ui.context import PageContext
    from diary.ui.main_window.diary_care import DiaryCare
    from diary.ui.main_window.run_import import RunImport
    from diary.ui.main_window.window import MainWindow
    from diary.ui.parts import WindowParts

FIRST_LOOK_MS = 30_000
# How often it is seen whether the hour is over; a computer that slept is not told otherwise.
SEE_MS = 300_000


class _Found(NamedTuple):
    """What a look found, and what is in these files; None = nothing to read."""

    look: FolderLook
    plan: ImportPlan | None


class _Offer(NamedTuple):
    """What is offered of a look: so many new runs. The diary it was read beside is not kept."""

    look: FolderLook
    new_runs: int


class FolderWatch(QObject):
    """`begin` starts to look for a diary that was opened, until `end`."""

    def __init__(
        self,
        window: MainWindow,
        context: PageContext,
        parts: WindowParts,
        care: DiaryCare,
        runs: RunImport,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._context = context
        self._parts = parts
        self._runs = runs
        self._unasked = UnaskedImport(window, context, care, runs.start_with, parts.import_memory)
        self._watched: WatchedFolder | None = None
        self._is_looking = False
        # What was found and is neither looked at nor put off.
        self._offer: _Offer | None = None
        self.timer = QTimer(self)
        self.timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self.timer.timeout.connect(self.see)
        context.watching.changed.connect(self._on_watching_changed)

    def begin(self, path: Path) -> None:
        """Look for new runs of this diary from now on."""
        self._offer, self._is_looking = None, False
        self._watched = self._parts.watched_folder(path)
        self._context.watching.join(self._watched)

    def end(self) -> None:
        """Look no more: nothing is remembered about the diary that is shown now.

        What is found belongs to the diary that the folder was chosen for, and to no other.
        """
        self._watched, self._offer, self._is_looking = None, None, False
        self._context.watching.join(None)

    @Slot()
    def see(self) -> None:
        """Look when the hour is over and nothing else is going on; else the next time."""
        self.timer.setInterval(SEE_MS)
        watched = self._watched
        is_free = QApplication.activeModalWidget() is None and not self._context.tasks.is_busy
        if watched is None or not is_free or not self._context.journal.is_attached:
            return
        if self._offer is not None:
            self._show_offer()
        elif not self._is_looking and watched.is_due():
            self._look(watched)

    @Slot()
    def _on_watching_changed(self) -> None:
        self._offer = None
        if self._context.watching.folder is None:
            self.timer.stop()
        else:
            self.timer.start(FIRST_LOOK_MS)

    # ---- looking -------------------------------------------------------------------------------

    def _look(self, watched: WatchedFolder) -> None:
        self._is_looking = True
        importing, matches = self._parts.importing(), self._parts.import_memory().matches()

        def work(_progress: object) -> _Found | None:
            look = watched.look()
            if look is None:
                return None
            plan = importing.look(look.files, matches=matches) if look.files else None
            return _Found(look, plan)

        def done(found: _Found | None) -> None:
            self._is_looking = False
            if found is not None and watched is self._watched:
                self._take(found, importing)

        def failed(_error: Exception) -> None:
            # A look that fails is made again in an hour.
            self._is_looking = False

        self._context.tasks.run(work, done, failed)

    def _take(self, found: _Found, importing: Importing) -> None:
        look = found.look
        if look.is_told:
            self._tell_gone(look.folder)
        elif found.plan is None or not _is_worth_an_offer(found.plan):
            self._note(look)
        elif self._context.watching.adds_unasked:
            # What could not be written is found once more.
            self._unasked.add(found.plan, importing, look.folder, lambda: self._note(look))
        else:
            self._offer = _Offer(look, len(found.plan.runs(ImportStatus.ADDED)))
            self._show_offer()

    def _note(self, look: FolderLook) -> None:
        self._offer = None
        if self._watched is not None:
            self._watched.note_offered(look)

    # ---- telling -------------------------------------------------------------------------------

    def _show_offer(self) -> None:
        """Offer what was found, unless something else is said at the moment."""
        offer = self._offer
        if offer is not None and self._window.window_strip.isHidden():
            folder = offer.look.folder
            self.show_offer(offer.new_runs, folder.name or str(folder))

    def show_offer(self, count: int, folder: str) -> None:
        """Offer so many new runs in the strip; 0 = only more of runs that are here."""
        text = plural("{n} new run in “{folder}”.", "{n} new runs in “{folder}”.", count)
        if not count:
            text = _("“{folder}” has more of a run you have.")
        self._window.window_strip.show_message(
            "info",
            text.format(n=count, folder=folder),
            actions=[
                StripAction("look_at_found", _("Look at them"), self._look_at_offer),
                StripAction("not_now", _("Not now"), self._put_off_offer),
            ],
        )

    def _look_at_offer(self) -> None:
        self._window.window_strip.take_away()
        if self._offer is not None:
            files = self._offer.look.files
            self._note(self._offer.look)
            self._runs.start_with(files)

    def _put_off_offer(self) -> None:
        self._window.window_strip.take_away()
        if self._offer is not None:
            self._note(self._offer.look)

    def _tell_gone(self, folder: Path) -> None:
        strip = self._window.window_strip
        if not strip.isHidden():
            return
        strip.show_message(
            "look",
            _("The folder “{folder}” cannot be looked into.").format(folder=folder.name),
            _("New runs are looked for there. It may be on a stick, or was moved."),
            [
                StripAction("choose_folder", _("Choose another…"), self._show_preferences),
                StripAction("close", _("Close"), strip.take_away),
            ],
        )

    def _show_preferences(self) -> None:
        self._window.window_strip.take_away()
        self._window.commands.do("preferences_data")


def _is_worth_an_offer(plan: ImportPlan) -> bool:
    """True when there is something new, or the whole of a run that is here in part."""
    return any(each.status is ImportStatus.ADDED or each.is_longer for each in plan.planned())
