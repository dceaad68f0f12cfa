"""The dialog that leads back to a backup in three steps; Back always works.

It changes nothing itself: what the person wants is asked for by signals, and whoever listens says
what came of it.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from diary.domain.backup import Backup
from diary.domain.diary import Diary
from diary.services.restoring import Preview
from diary.texts.numbers import Formats
from diary.ui.dialogs.confirming import ConfirmDialog
from diary.ui.dialogs.reading import fit_to_text
from diary.ui.dialogs.restore_steps import ChooseStep, DecideStep, LookStep
from diary.ui.dialogs.restore_words import backup_title
from diary.ui.widgets.announce import announce
from diary.ui.widgets.button import push_button
from diary.ui.widgets.strip import MessageStrip
from diary.ui.widgets.text import flowing_label, plain_label
from diary.words import _

PROGRESS_AFTER_MS = 300
CHOOSE, LOOK, DECIDE = range(3)
_WIDTH_EM, _HEIGHT_EM = 38, 30


class RestoreDialog(QDialog):
    """`look_requested` and `replace_requested` carry a backup, `separate_requested` a name too.

    `file_requested` asks for a backup that is kept elsewhere, `look_stopped` tells that nobody
    waits for what is being read. Every request is answered with `show_preview`, `show_problem`,
    `show_name_error` or by closing the dialog.
    """

    look_requested = Signal(object)
    file_requested = Signal()
    look_stopped = Signal()
    separate_requested = Signal(object, str)
    replace_requested = Signal(object)

    def __init__(
        self, diary_name: str, zone: str | None, formats: Formats, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("restore")
        self.setWindowTitle(_("Restore from backup"))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._diary_name = diary_name
        self._zone = zone
        self._formats = formats
        self._preview: Preview | None = None
        self._is_readable = True
        self._is_working = self._is_list_due = False
        self.choose = ChooseStep(zone, formats)
        self.look = LookStep(zone, formats)
        self.decide = DecideStep(diary_name)
        self._build()
        self._connect()
        fit_to_text(self, _WIDTH_EM, _HEIGHT_EM)
        self._go_to(CHOOSE)
        self.wait(_("Looking for backups"), can_stop=True)
        self._is_list_due = True

    # ---- for whoever listens -------------------------------------------------------------------

    @property
    def step(self) -> int:
        """`CHOOSE`, `LOOK` or `DECIDE`."""
        return self._steps.currentIndex()

    def show_backups(self, backups: Sequence[Backup]) -> None:
        """Show the backups to choose from, the newest first."""
        self.choose.show_backups(backups)
        if self._is_list_due:
            self._rest()
        if self.step == CHOOSE and not self._is_working:
            self._go_to(CHOOSE)

    def show_preview(self, preview: Preview, present: Diary | None, suggested: str) -> None:
        """Show what is in a backup, and suggest a name for the separate diary.

        `present` None = the diary cannot be read now.
        """
        self._rest()
        self._preview, self._is_readable = preview, present is not None
        self.look.show_preview(preview, present)
        self.decide.show_choice(suggested, is_readable=self._is_readable)
        self._go_to(LOOK)

    def show_problem(self, text: str) -> None:
        """Say what went wrong; the step stays and can be tried again."""
        self._rest()
        self._problem.set_message("look", text)
        self._problem.show()
        announce(self, text, is_urgent=True)

    def show_name_error(self, text: str) -> None:
        """Say below the field what is wrong with the name."""
        self._rest()
        self.decide.field.set_error(text)
        self.decide.field.edit.setFocus()
        announce(self, text, is_urgent=True)

    def wait(self, text: str, *, can_stop: bool) -> None:
        """Something is under way; what it is shows itself when it takes long.

        With `can_stop` False nothing can be pressed meanwhile.
        """
        self._problem.hide()
        self.decide.field.set_error("")
        self._is_working, self._is_list_due = True, False
        self._progress_text.setText(text)
        self._progress_bar.setAccessibleName(text)
        self.stop_button.setVisible(can_stop)
        self.cancel_button.setEnabled(can_stop)
        self._late.start()

    # ---- inside --------------------------------------------------------------------------------

    def reject(self) -> None:
        if self._is_working and not self.cancel_button.isEnabled():
            return
        super().reject()

    def _build(self) -> None:
        self._count = plain_label("", role="hint", name="restore.count")
        self._title = plain_label("", role="card_title", word_wrap=True, name="restore.title")
        self._problem = MessageStrip("look", "", name="restore.problem")
        self._problem.hide()
        self._steps = QStackedWidget()
        for step in (self.choose, self.look, self.decide):
            self._steps.addWidget(step)
        self._progress_text = flowing_label("", role="hint", name="restore.progress")
        self._progress_bar = QProgressBar()
        self._progress_bar.setObjectName("restore.progress.bar")
        self._progress_bar.setRange(0, 0)
        self._progress_bar.setTextVisible(False)
        self.stop_button = push_button(_("Stop"), name="restore.stop")
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(PROGRESS_AFTER_MS)
        self._progress = QWidget()
        row = QHBoxLayout(self._progress)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._progress_text, 1)
        row.addWidget(self._progress_bar, 1)
        row.addWidget(self.stop_button)
        self._progress.hide()
        self.back_button = push_button(_("Back"), name="restore.back")
        self.cancel_button = push_button(_("Cancel"), name="restore.cancel")
        self.next_button = push_button(_("Next"), kind="primary", name="restore.next")
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.back_button)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.next_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        heading = QVBoxLayout()
        heading.setSpacing(2)
        heading.addWidget(self._count)
        heading.addWidget(self._title)
        layout.addLayout(heading)
        layout.addWidget(self._problem)
        layout.addWidget(self._steps, 1)
        layout.addWidget(self._progress)
        layout.addLayout(buttons)

    def _connect(self) -> None:
        self.choose.backup_chosen.connect(self._look_at)
        self.choose.file_requested.connect(self._on_choose_file_requested)
        self.decide.separate_requested.connect(self._on_decide_separate_requested)
        self.decide.replace_requested.connect(self._on_decide_replace_requested)
        self.back_button.clicked.connect(self._on_back_clicked)
        self.cancel_button.clicked.connect(self.reject)
        self.next_button.clicked.connect(self._on_next_clicked)
        self.stop_button.clicked.connect(self._on_stop_clicked)
        self._late.timeout.connect(self._on_late_timeout)

    def _go_to(self, step: int) -> None:
        self._problem.hide()
        self._steps.setCurrentIndex(step)
        titles = (_("Choose a backup"), _("Look at it"), _("Decide what to do with it"))
        self._title.setText(titles[step])
        self._count.setText(_("Step {n} of {count}").format(n=step + 1, count=len(titles)))
        self.back_button.setVisible(step != CHOOSE)
        self.next_button.setVisible(step != DECIDE)
        self.next_button.setEnabled(step == LOOK or self.choose.backup() is not None)
        self.next_button.setDefault(step != DECIDE)
        self.decide.separate_button.setDefault(step == DECIDE)
        self._first_field().setFocus()
        announce(self, f"{self._count.text()}: {self._title.text()}")

    def _first_field(self) -> QWidget:
        if self.step == CHOOSE:
            return self.choose.first_field()
        if self.step == LOOK:
            return self.next_button
        self.decide.field.edit.selectAll()
        return self.decide.field.edit

    def _rest(self) -> None:
        """Nothing is under way any more."""
        self._is_working = self._is_list_due = False
        self._late.stop()
        self._progress.hide()
        self._steps.setEnabled(True)
        for button in (self.back_button, self.cancel_button, self.next_button):
            button.setEnabled(True)

    @Slot(object)
    def _look_at(self, backup: Backup) -> None:
        if not self._is_working:
            self.look_requested.emit(backup)

    @Slot()
    def _on_choose_file_requested(self) -> None:
        if not self._is_working:
            self.file_requested.emit()

    @Slot()
    def _on_next_clicked(self) -> None:
        backup = self.choose.backup()
        if self.step == LOOK:
            self._go_to(DECIDE)
        elif backup is not None:
            self._look_at(backup)

    @Slot()
    def _on_back_clicked(self) -> None:
        if not self._is_working:
            self._go_to(self.step - 1)

    @Slot()
    def _on_stop_clicked(self) -> None:
        self._rest()
        self.look_stopped.emit()
        self._go_to(self.step)

    @Slot()
    def _on_late_timeout(self) -> None:
        can_stop = self.cancel_button.isEnabled()
        self._progress.show()
        self._steps.setEnabled(False)
        for button in (self.back_button, self.next_button):
            button.setEnabled(False)
        (self.stop_button if can_stop else self).setFocus()
        announce(self, self._progress_text.text())

    @Slot(str)
    def _on_decide_separate_requested(self, name: str) -> None:
        if self._preview is not None and not self._is_working:
            self.separate_requested.emit(self._preview.backup, name)

    @Slot()
    def _on_decide_replace_requested(self) -> None:
        if self._preview is None or self._is_working:
            return
        backup = self._preview.backup
        text = _("“{name}” becomes the backup of {day}.").format(
            name=self._diary_name, day=backup_title(backup, self._zone, self._formats)
        )
        kept = (
            _("What you have now is kept as a backup first.")
            if self._is_readable
            else _("The file with the problem is kept.")
        )
        question = ConfirmDialog(
            _("Replace diary?"),
            f"{text} {kept}",
            _("Replace diary"),
            _("Keep current diary"),
            name="restore.confirm",
            parent=self,
        )
        question.accepted.connect(lambda: self.replace_requested.emit(backup))
        question.open()
