"""What the window offers when the diary is damaged: the newest good backup, and all that is left.

The damaged file is never touched.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from diary.domain.backup import Backup
from diary.domain.errors import DiaryDamagedError, DiaryForeignError
from diary.services.diary_files import ENDING
from diary.texts.problems import problem_text
from diary.ui.dialogs.restore_words import backup_day, free_path, saved_name
from diary.ui.main_window.save_guard import saved_unread_text
from diary.ui.main_window.window_help import DAMAGED, help_section, show_files_help
from diary.ui.main_window.window_strip import StripAction
from diary.words import _

if TYPE_CHECKING:
    from diary.domain.file_problem import Problem
    from diary.services.restoring import Salvaged
    from diary.ui.context import PageContext
    from diary.ui.main_window.session import DiarySession
    from diary.ui.main_window.window import MainWindow


class DamageOffer(QObject):
    """`backup_chosen` carries the backup to look at, `list_requested` asks for all of them."""

    backup_chosen = Signal(object)
    list_requested = Signal()

    def __init__(self, window: MainWindow, context: PageContext, session: DiarySession) -> None:
        super().__init__(window)
        self._window = window
        self._context = context
        self._session = session

    def offer(self, found: Exception | Sequence[Problem]) -> None:
        """Look for the newest good backup in a thread, then say what is wrong and what can be done.

        `found` is why the diary could not be opened, or what a check found in it.
        """
        path, shelf = self._session.path, self._session.backups().shelf

        def take(backup: Backup | None) -> None:
            if path == self._session.path:
                self._show(found, backup)

        def fail(_error: Exception) -> None:
            take(None)

        self._context.tasks.run(lambda _progress: shelf.newest_good(), take, fail)

    # ---- the strip -----------------------------------------------------------------------------

    def _show(self, found: Exception | Sequence[Problem], backup: Backup | None) -> None:
        is_damage = not isinstance(found, Exception) or isinstance(found, DiaryDamagedError)
        if is_damage:
            title = _("The diary file has a problem.")
            saved = saved_unread_text(self._context.journal)
            text = saved or _("Nothing was changed.")
        else:
            title = _("The diary could not be opened.")
            text = problem_text(found) if isinstance(found, Exception) else ""
        strip = self._window.window_strip
        strip.show_message(
            "act",
            title,
            f"{text} {self._backup_text(backup)}",
            self._actions(
                found, backup, can_read=is_damage or isinstance(found, DiaryForeignError)
            ),
        )

    def _backup_text(self, backup: Backup | None) -> str:
        if backup is None:
            return _("No good backup was found beside it.")
        day = backup_day(backup, self._context.stamp().timezone)
        return _("The newest good backup is from {day}.").format(
            day=self._context.formats().short_day(day)
        )

    def _actions(
        self, found: Exception | Sequence[Problem], backup: Backup | None, *, can_read: bool
    ) -> list[StripAction]:
        actions = []
        if backup is None:
            actions.append(
                StripAction("choose_backup", _("Choose a backup…"), self.list_requested.emit)
            )
        else:
            actions.append(
                StripAction(
                    "open_backup", _("Open backup"), lambda: self.backup_chosen.emit(backup)
                )
            )
        if can_read:
            actions.append(
                StripAction("save_readable", _("Save what can be read…"), self._save_readable)
            )
        section = help_section(found) or DAMAGED
        actions.append(
            StripAction(
                "what_is_this",
                _("What is this?"),
                lambda: show_files_help(self._window, section),
            )
        )
        if self._context.journal.is_attached:
            strip = self._window.window_strip
            actions.append(StripAction("close", _("Close"), strip.take_away))
        elif not can_read:
            actions.append(StripAction("retry", _("Try again"), self._session.start))
        return actions

    # ---- saving what can be read ---------------------------------------------------------------

    def _save_readable(self) -> None:
        self._window.current_page().settle()
        name = saved_name(self._session.path.stem, self._context.today(), self._context.formats())
        path = self._context.prompts.choose_save_path(
            _("Save what can be read"), free_path(self._session.diaries_folder, name, ENDING)
        )
        if path is None:
            return
        new = with_ending(path)
        restoring = self._session.restoring()
        saved: list[Salvaged] = []

        def work(_progress: object) -> Salvaged:
            saved.append(restoring.save_readable(new))
            return saved[0]

        def done(salvaged: Salvaged) -> None:
            self._tell_saved(salvaged, new)

        def failed(error: Exception) -> None:
            if saved:
                # Only opening the damaged file again has failed.
                self._tell_saved(saved[0], new)
            else:
                self._context.messages.problem(error)

        self._context.messages.tell(_("Saving what can be read"))
        if self._context.journal.is_attached:
            self._session.while_closed(work, done, failed)
        else:
            self._context.tasks.run(work, done, failed)

    def _tell_saved(self, salvaged: Salvaged, path: Path) -> None:
        from diary.ui.dialogs.restore_salvaged import SalvagedDialog  # noqa: PLC0415 - rarely needed

        dialog = SalvagedDialog(salvaged, path, self._window)
        dialog.open_requested.connect(self._on_dialog_open_requested)
        dialog.open()

    @Slot(object)
    def _on_dialog_open_requested(self, path: Path) -> None:
        self._session.open(path)


def with_ending(path: Path) -> Path:
    """The path with the ending of a diary file, whatever was typed."""
    return path if path.name.endswith(ENDING) else path.with_name(f"{path.name}{ENDING}")
