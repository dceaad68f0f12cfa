"""Shows the first run over Today and writes what was said, in steps that can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, Signal, Slot
from PySide6.QtWidgets import QDialog, QWidget

from diary.domain.settings import DistanceUnit
from diary.services.diary_files import ENDING
from diary.texts.labels import label
from diary.ui.first_run.answers import FirstAnswers, note_signs, set_up
from diary.ui.first_run.dialog import FirstRunDialog
from diary.words import _

if TYPE_CHECKING:
    from diary.domain.shoe import Shoe
    from diary.ui.context import PageContext


class FirstRun(QObject):
    """Asks once, over the window `over`.

    At the end comes `restore_requested` with the path of a backup to go on from, or
    `today_requested`, and after it `import_requested` to go on with files of runs.
    """

    today_requested = Signal()
    import_requested = Signal()
    restore_requested = Signal(object)

    def __init__(self, over: QWidget, context: PageContext) -> None:
        super().__init__(over)
        self._over = over
        self._context = context
        self._dialog: FirstRunDialog | None = None

    def start(self) -> FirstRunDialog:
        """Show the pages; Today is behind them."""
        context = self._context
        today, shoe_id = context.today(), context.new_id()
        unit, formats = regional_unit(), context.formats()
        dialog = FirstRunDialog(unit, formats, today, shoe_id, self._over)
        dialog.restore_requested.connect(self._on_dialog_restore_requested)
        dialog.finished.connect(self._on_dialog_finished)
        self._dialog = dialog
        dialog.open()
        return dialog

    @Slot()
    def _on_dialog_restore_requested(self) -> None:
        chosen = self._context.prompts.choose_files(_("Choose a backup"), (f"*{ENDING}",))
        dialog = self._dialog
        if chosen and dialog is not None:
            # The backup brings its own knees, unit and shoes.
            self._dialog = None
            dialog.done(QDialog.DialogCode.Rejected)
            dialog.deleteLater()
            self.restore_requested.emit(chosen[0])

    @Slot()
    def _on_dialog_finished(self) -> None:
        dialog, self._dialog = self._dialog, None
        if dialog is None:
            return
        self._write(dialog.answers(), dialog.shoe())
        dialog.deleteLater()
        self.today_requested.emit()
        if dialog.import_wanted:
            self.import_requested.emit()

    def _write(self, answers: FirstAnswers, shoe: Shoe | None) -> None:
        context = self._context
        stamp = context.stamp()
        told = set_up(context.journal.diary, answers, shoe, stamp)
        context.undo.push(_("first answers"), told)
        for knee in answers.sign_knees:
            noted = note_signs(context.journal.diary, answers, knee, context.today(), stamp)
            context.undo.push(_("signs: {knee}").format(knee=label(knee).lower()), noted)
        context.messages.tell(_("You can change all of this in Preferences."))


def regional_unit() -> DistanceUnit:
    """Miles where the region measures in them, else kilometres."""
    is_metric = QLocale().measurementSystem() == QLocale.MeasurementSystem.MetricSystem
    return DistanceUnit.KM if is_metric else DistanceUnit.MI
