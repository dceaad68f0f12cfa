"""Everything of the window that nobody sees on the first picture, built and joined after it."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from diary.ui.collecting import collection_pause, spare_for_good
from diary.ui.main_window.session import DiarySession
from diary.ui.parts import FIRST_RUN
from diary.ui.tasks import TaskRunner
from diary.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from diary.charts.picture import ChartPainter
    from diary.domain.file_problem import Problem
    from diary.services.ports import Progress
    from diary.ui.main_window.window import MainWindow
    from diary.ui.parts import WindowParts


# What `join` and the first look after the diary need. Loaded one by one while the diary is read in
# a thread: all of it at once would stop the window for longer than an eye takes in.
_JOINED = (
    *("ui.main_window.bin_flow", "ui.main_window.bulk_backup", "ui.main_window.deletion"),
    *("ui.main_window.diaries", "ui.main_window.diary_care", "domain.reading"),
    *("services.importing", "ui.main_window.unasked_import", "ui.main_window.example_flow"),
    *("ui.main_window.folder_watch", "ui.main_window.foreign_changes", "ui.main_window.idle_look"),
    *("ui.main_window.place_notes", "ui.main_window.presence", "ui.main_window.restore_flow"),
    *("ui.main_window.run_import", "ui.main_window.teller", "ui.one_instance"),
    *("ui.main_window.pt_export", "ui.main_window.pt_notes_flow", "ui.review.flow"),
    *("services.notification_choices", "services.watched_folder", "services.reminder_states"),
)

# What the first look at the visit report needs beside that; the page would come late without.
_SOON = (
    *("services.visit_reports", "texts.visit_page", "services.export_for_pt"),
    *("ui.visits.range_picker", "ui.pages.report.own_words", "ui.pages.report.preview"),
    *("ui.pages.report", "ui.visits.notes_dialog", "ui.visits.export_dialog"),
)


class LaterParts(QObject):
    """Opens the diary and then sees to it; `session` is the diary that is open."""

    def __init__(self, window: MainWindow, parts: WindowParts) -> None:
        super().__init__(window)
        self._window = window
        self._context = window.context
        self._parts = parts
        self._is_joined = self._was_open = False
        self._unloaded, self._soon = list(_JOINED), list(_SOON)
        # Making the first list of fonts takes many seconds; the diary is closed before its end.
        self.painting = TaskRunner()
        self.session = DiarySession(window, parts)
        self.session.opened.connect(self._on_session_opened)
        self.session.damaged.connect(self._on_session_damaged)
        window.file_requested.connect(self._on_window_file_requested)
        window.import_requested.connect(self._on_window_import_requested)

    def begin(self) -> None:
        """Open the diary; what takes care of it is built when that is done."""
        self._context.bridge.saving_begun.connect(self._load_next)
        self.session.start()
        if self._parts.is_first_run:
            self.welcome()

    def welcome(self) -> None:
        """Ask what is asked where there was no diary at all."""
        from diary.ui.first_run.first_run import FirstRun  # noqa: PLC0415 - once in a lifetime

        first_run = FirstRun(self._window, self._context)
        path = self.session.path

        def note_asked() -> None:
            self._parts.known().note_said(path, FIRST_RUN)

        first_run.today_requested.connect(note_asked)
        first_run.restore_requested.connect(note_asked)
        first_run.today_requested.connect(lambda: self._window.show_page("today"))
        first_run.import_requested.connect(self._window.import_requested)
        first_run.restore_requested.connect(self._on_first_run_restore_requested)
        first_run.start()

    def finish(self) -> None:
        """Close the diary for good and wait for every thread; the window is gone then."""
        self._context.tasks.close()
        self.session.finish()
        if self._is_joined:
            self.example.finish()
            self.review.finish()
        self.painting.close()

    def join(self) -> None:
        """Build what takes care of the diary."""
        if self._is_joined:
            return
        self._is_joined = True
        # Imported here, so that opening the diary waits for none of it.
        from diary.ui.main_window.bin_flow import BinFlow  # noqa: PLC0415 - see above
        from diary.ui.main_window.bulk_backup import BulkBackup  # noqa: PLC0415 - see above
        from diary.ui.main_window.deletion import DiaryDeletion  # noqa: PLC0415 - see above
        from diary.ui.main_window.diaries import Diaries  # noqa: PLC0415 - see above
        from diary.ui.main_window.diary_care import DiaryCare  # noqa: PLC0415 - see above
        from diary.ui.main_window.example_flow import ExampleFlow  # noqa: PLC0415 - see above
        from diary.ui.main_window.folder_watch import FolderWatch  # noqa: PLC0415 - see above
        from diary.ui.main_window.foreign_changes import ForeignChanges  # noqa: PLC0415 - see above
        from diary.ui.main_window.idle_look import IdleLook  # noqa: PLC0415 - see above
        from diary.ui.main_window.place_notes import PlaceNotes  # noqa: PLC0415 - see above
        from diary.ui.main_window.presence import Presence  # noqa: PLC0415 - see above
        from diary.ui.main_window.restore_flow import RestoreFlow  # noqa: PLC0415 - see above
        from diary.ui.main_window.run_import import RunImport  # noqa: PLC0415 - see above
        from diary.ui.one_instance import OneInstance  # noqa: PLC0415 - see above

        window, context, session, parts = self._window, self._context, self.session, self._parts
        self.care = DiaryCare(window, context, session)
        self.foreign = ForeignChanges(window, context, parts.read_beside)
        self.foreign.about_to_read.connect(self._give_back_at_once)
        self.foreign.taken.connect(self.care.note_other_changes)
        self.idle = IdleLook(window, session, parts)
        self.idle.difference_found.connect(self.care.note_other_changes)
        self.places = PlaceNotes(window, session, parts)
        self.care.beaten.connect(self.idle.beat)
        self.care.beaten.connect(self.places.beat)
        self.care.beaten.connect(self._give_back_memory)
        self.care.damage_found.connect(self.idle.look_now)
        self.restore = RestoreFlow(window, context, session)
        self.idle.problems_found.connect(self._on_idle_problems_found)
        self.bin = BinFlow(window, context, session)
        self.diaries = Diaries(window, context, session)
        self.example = ExampleFlow(window, context, session)
        self.deletion = DiaryDeletion(window, session, parts, self.care, self.example.is_shown)
        self.diaries.bring_back_requested.connect(self.deletion.bring_back)
        self.run_import = RunImport(
            window, context, parts.importing, self.care, parts.import_memory
        )
        self.watch = FolderWatch(window, context, parts, self.care, self.run_import)
        BulkBackup(window, context, self.care)
        Presence(window, session, self.example.is_shown)
        self.instance = OneInstance(self)
        self.instance.show_requested.connect(window.come_to_front)
        self._commands: dict[str, Callable[[], None]] = {
            "new_diary": self.diaries.ask_for_new,
            "open_other": self.diaries.ask_for_file,
            "backup_now": self.care.back_up_now,
            "restore": self.restore.start,
            "backup_folder": self.care.ask_for_folder,
            "recently_deleted": self.bin.start,
            "delete_diary": self.deletion.ask,
            "example": self.example.start,
        } | self._join_visits()

    def _join_visits(self) -> dict[str, Callable[[], None]]:
        """Build what hands on, takes in and reviews; returns what its entries do."""
        from diary.ui.main_window.pt_export import PtExport  # noqa: PLC0415 - as in `join`
        from diary.ui.main_window.pt_notes_flow import PtNotesFlow  # noqa: PLC0415 - as in `join`
        from diary.ui.review.flow import ReviewFlow  # noqa: PLC0415 - as in `join`

        window, context = self._window, self._context
        self.review = ReviewFlow(window, context, self._parts.review_parts)
        return {
            "export_for_pt": PtExport(window, context, self.session).start,
            "pt_notes": PtNotesFlow(window, context, self.session).start,
            "review_files": self.review.ask_for_files,
            "review_folder": self.review.ask_for_folder,
        }

    @Slot()
    def _load_next(self) -> None:
        """Import the next module of those that `join` needs."""
        if self._unloaded and not self._is_joined:
            import_module(f"diary.{self._unloaded.pop(0)}")
            QTimer.singleShot(0, self._load_next)

    @Slot()
    def _load_soon(self) -> None:
        """Import the next module of those that are looked at later, one in a turn."""
        if self._soon:
            import_module(f"diary.{self._soon.pop(0)}")
            QTimer.singleShot(0, self._load_soon)

    @Slot()
    def _on_session_opened(self) -> None:
        self.join()
        path = self.session.path
        self.instance.listen(path)
        self.foreign.watch(path)
        # What another program wrote while the diary was read.
        self.foreign.look()
        self.care.begin()
        self.idle.begin()
        if self.example.is_shown():
            # Nothing is remembered about it, and what is found for another diary is not its own.
            self.places.end()
            self.watch.end()
        else:
            self.places.begin()
            self.watch.begin(path)
        self._load_charts()
        self._load_soon()
        if self._was_open:
            # The pages of the diary before, and all that was read for them.
            self._give_back_at_once()
        self._was_open = True

    @Slot()
    def _give_back_memory(self) -> None:
        """Between tasks: what they still work on may not be looked through."""
        collection_pause().when_over(self._parts.give_back_memory)

    @Slot()
    def _give_back_at_once(self) -> None:
        """Now, or as soon as no task is under way."""
        collection_pause().when_over(self._parts.give_back_at_once)

    @Slot(object)
    def _on_session_damaged(self, error: Exception) -> None:
        self.join()
        self.restore.offer(error)

    @Slot(object)
    def _on_idle_problems_found(self, problems: Sequence[Problem]) -> None:
        # Pages that do not go together may be those of another file that was copied over this one.
        if self.foreign.is_own_file():
            self.restore.offer(problems)

    @Slot(str)
    def _on_window_file_requested(self, key: str) -> None:
        self.join()
        self._commands[key]()

    @Slot()
    def _on_window_import_requested(self) -> None:
        """Say why no files can be chosen yet: which runs are here already is not known."""
        unread = self._context.unread.text(self._context.journal)
        if unread is not None:
            text = _("{state} Runs can be imported once it is read.")
            self._context.messages.tell(text.format(state=unread[0].rstrip(".…") + "."))

    @Slot(object)
    def _on_first_run_restore_requested(self, backup: Path) -> None:
        self.join()
        self.restore.start_from(backup)

    # ---- charts --------------------------------------------------------------------------------

    def _load_charts(self) -> None:
        if self._context.charts.painter is None:
            self.painting.run(
                self._painter, self._context.charts.take, self._context.messages.problem
            )

    def _painter(self, _progress: Progress) -> ChartPainter:
        painter = self._parts.load_painter()
        spare_for_good("charts")
        return painter
