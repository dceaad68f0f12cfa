"""Back to a backup: the dialog, what is done for it in threads, and what the window says then.

Nothing is lost on the way: opening separately leaves the diary as it is, replacing keeps it first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from diary.domain.backup import Backup
from diary.domain.errors import (
    BackupFailedError,
    BackupFault,
    DiaryExistsError,
    InvalidValueError,
    Reason,
)
from diary.services.diary_files import ENDING, diary_path, has_backups, is_taken
from diary.texts.problems import problem_text
from diary.ui.dialogs.restore_words import backup_day, separate_name
from diary.ui.main_window.damage_offer import DamageOffer
from diary.ui.main_window.file_rescue import FileRescue
from diary.ui.main_window.once_opened import once_opened
from diary.ui.main_window.window_strip import StripAction
from diary.words import _

if TYPE_CHECKING:
    from diary.domain.diary import Diary
    from diary.domain.file_problem import Problem
    from diary.services.restoring import Preview, Replaced
    from diary.ui.context import PageContext
    from diary.ui.dialogs.restore import RestoreDialog
    from diary.ui.main_window.session import DiarySession
    from diary.ui.main_window.window import MainWindow


class RestoreFlow(QObject):
    """Answers File > Restore from backup, and offers it when the diary is damaged."""

    def __init__(self, window: MainWindow, context: PageContext, session: DiarySession) -> None:
        super().__init__(window)
        self._window = window
        self._context = context
        self._session = session
        self._dialog: RestoreDialog | None = None
        # Counts what is looked at; what comes late for an older number is not shown.
        self._look = 0
        self._damage = DamageOffer(window, context, session)
        self._damage.backup_chosen.connect(self._on_damage_backup_chosen)
        self._damage.list_requested.connect(self.start)
        FileRescue(window, context, session)

    @Slot()
    def start(self) -> None:
        """Show the backups to choose from."""
        dialog, backups = self._open_dialog(), self._session.backups()

        def show(found: Sequence[Backup]) -> None:
            if dialog is self._dialog:
                dialog.show_backups(found)

        def fail(error: Exception) -> None:
            show(())
            self._show_problem(error)

        self._context.tasks.run(lambda _progress: backups.entries(), show, fail)

    def start_from(self, file: Path) -> None:
        """Look at the backup in a file; those beside the diary can be chosen instead."""
        self.start()
        self._look_at_file(file)

    @Slot(object)
    def offer(self, found: Exception | Sequence[Problem]) -> None:
        """Offer the newest good backup: the diary could not be read, or a check found problems."""
        self._damage.offer(found)

    # ---- looking -------------------------------------------------------------------------------

    def _open_dialog(self) -> RestoreDialog:
        from diary.ui.dialogs.restore import RestoreDialog  # noqa: PLC0415 - rarely needed

        self._look += 1
        if self._dialog is not None:
            self._dialog.close()
        name, zone = self._session.path.stem, self._context.stamp().timezone
        dialog = RestoreDialog(name, zone, self._context.formats(), self._window)
        dialog.look_requested.connect(self._on_dialog_look_requested)
        dialog.file_requested.connect(self._on_dialog_file_requested)
        dialog.look_stopped.connect(self._on_dialog_look_stopped)
        dialog.separate_requested.connect(self._on_dialog_separate_requested)
        dialog.replace_requested.connect(self._on_dialog_replace_requested)
        dialog.finished.connect(self._on_dialog_finished)
        self._dialog = dialog
        dialog.open()
        return dialog

    def _show_problem(self, error: Exception) -> None:
        if self._dialog is not None:
            self._dialog.show_problem(problem_text(error, self._context.formats()))

    def _present(self) -> Diary | None:
        """The diary as it is shown; None when it could not be read."""
        journal = self._context.journal
        return journal.diary if journal.is_attached else None

    def _look_at(self, find: Callable[[], Backup]) -> None:
        if self._dialog is None:
            return
        self._dialog.wait(_("Reading and checking the backup"), can_stop=True)
        restoring, present = self._session.restoring(), self._present()
        self._look += 1
        look = self._look

        def done(preview: Preview) -> None:
            if look == self._look and self._dialog is not None:
                self._dialog.show_preview(preview, present, self._suggested(preview.backup))

        def failed(error: Exception) -> None:
            if look == self._look:
                self._show_problem(error)

        self._context.tasks.run(lambda _progress: restoring.preview(find(), present), done, failed)

    def _suggested(self, backup: Backup) -> str:
        folder = self._session.diaries_folder

        def is_free(name: str) -> bool:
            path = folder / f"{name}{ENDING}"
            return not is_taken(path) and not has_backups(path)

        zone, formats = self._context.stamp().timezone, self._context.formats()
        return separate_name(self._session.path.stem, backup, zone, formats, is_free)

    @Slot(object)
    def _on_dialog_look_requested(self, backup: Backup) -> None:
        self._look_at(self._verified(backup))

    def _verified(self, backup: Backup) -> Callable[[], Backup]:
        """Return what reads a whole backup again before it is shown, for a thread."""
        shelf = self._session.backups().shelf

        def verify() -> Backup:
            if shelf.verify(backup):
                raise BackupFailedError(BackupFault.NOT_SOUND, backup.path)
            return backup

        return verify

    @Slot()
    def _on_dialog_file_requested(self) -> None:
        chosen = self._context.prompts.choose_files(_("Choose a backup"), (f"*{ENDING}",))
        if chosen:
            self._look_at_file(chosen[0])

    def _look_at_file(self, file: Path) -> None:
        restoring = self._session.restoring()
        self._look_at(lambda: restoring.backup_at(file))

    @Slot(object)
    def _on_damage_backup_chosen(self, backup: Backup) -> None:
        self.start()
        self._look_at(self._verified(backup))

    @Slot()
    def _on_dialog_look_stopped(self) -> None:
        self._look += 1

    @Slot()
    def _on_dialog_finished(self) -> None:
        self._look += 1
        if self.sender() is self._dialog:
            self._dialog = None

    # ---- opening separately ----------------------------------------------------------------------

    @Slot(object, str)
    def _on_dialog_separate_requested(self, backup: Backup, name: str) -> None:
        if self._dialog is None:
            return
        try:
            path = self._free_place(name)
        except InvalidValueError as error:
            self._dialog.show_name_error(problem_text(error))
            return
        self._dialog.wait(_("Making the diary"), can_stop=False)
        restoring = self._session.restoring()

        def failed(error: Exception) -> None:
            if isinstance(error, DiaryExistsError) and self._dialog is not None:
                self._dialog.show_name_error(problem_text(error))
            else:
                self._show_problem(error)

        self._context.tasks.run(
            lambda _progress: restoring.open_separately(backup, path), self._go_to, failed
        )

    def _free_place(self, name: str) -> Path:
        path = diary_path(name, self._session.diaries_folder)
        if is_taken(path) or has_backups(path):
            raise InvalidValueError("diary_name", Reason.DUPLICATE, name)
        return path

    def _go_to(self, path: Path) -> None:
        """Show the separate diary, with the way back to the one before."""
        before = self._session.path
        self._close_dialog()

        def tell() -> None:
            self._context.messages.toast(
                _("“{name}” is open; “{before}” is as it was.").format(
                    name=path.stem, before=before.stem
                ),
                _("Back to “{name}”").format(name=before.stem),
                lambda: self._session.open(before),
            )

        once_opened(self._session, path, tell)
        self._session.open(path)

    # ---- replacing -------------------------------------------------------------------------------

    @Slot(object)
    def _on_dialog_replace_requested(self, backup: Backup) -> None:
        if self._dialog is None:
            return
        self._dialog.wait(_("Replacing the diary"), can_stop=False)
        self._replace(backup, partial(self._tell_replaced, backup), self._show_problem)

    def _replace(
        self,
        backup: Backup,
        done: Callable[[Replaced], None],
        failed: Callable[[Exception], None],
    ) -> None:
        restoring = self._session.restoring()

        def work(_progress: object) -> Replaced:
            return restoring.replace(backup)

        if self._context.journal.is_attached:
            self._session.while_closed(work, done, failed)
        else:
            # Nothing is open here; what was typed meanwhile is written into the restored diary.
            take = partial(self._open_replaced, done)
            self._context.tasks.run(work, take, failed)

    def _open_replaced(self, done: Callable[[Replaced], None], replaced: Replaced) -> None:
        self._close_dialog()
        once_opened(self._session, self._session.path, lambda: done(replaced))
        self._session.start()

    def _tell_replaced(self, backup: Backup, replaced: Replaced) -> None:
        self._close_dialog()
        day = self._context.formats().short_day(backup_day(backup, self._context.stamp().timezone))
        title = _("Your diary is now the backup of {day}.").format(day=day)
        strip, actions, text = self._window.window_strip, [], ""
        before = replaced.before
        if before is not None:
            text = _("The one before is kept.")
            actions.append(
                StripAction("undo_restore", _("Undo restore"), lambda: self._undo(before))
            )
        elif replaced.set_aside is not None:
            text = _("The file with the problem is kept as “{name}”.").format(
                name=replaced.set_aside.name
            )
        actions.append(StripAction("close", _("Close"), strip.take_away))
        strip.show_message("info", title, text, actions)
        self._window.status.show_told(title)

    def _undo(self, before: Backup) -> None:
        """Put back what a restore replaced; what was typed since is kept as a backup in turn."""
        self._window.window_strip.take_away()
        self._replace(before, self._tell_undone, self._context.messages.problem)

    def _tell_undone(self, _replaced: Replaced) -> None:
        strip = self._window.window_strip
        title = _("Your diary is again as it was before the restore.")
        text = _("What it was in between is kept as a backup.")
        strip.show_message("info", title, text, [StripAction("close", _("Close"), strip.take_away)])
        self._window.status.show_told(title)

    def _close_dialog(self) -> None:
        if self._dialog is not None:
            self._dialog.done(0)
