"""The line at the foot of the window: what is saved, which diary, its backup, what was said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QStatusBar, QWidget

from diary.ui.theme import theme_watcher
from diary.ui.widgets.announce import announce
from diary.ui.widgets.button import escaped_mnemonic, menu_button
from diary.ui.widgets.text import elided_label, plain_label
from diary.words import _

# As long as a toast, and long enough to be read twice.
TOLD_MS = 30_000


class StatusLine(QStatusBar):
    """Says "Saved 18:42" only of what is on disk.

    `care` are the entries of the menu that opens at the word about the backup.
    """

    def __init__(self, diary_name: str, care: Sequence[QAction]) -> None:
        super().__init__()
        self.setObjectName("window.status")
        self.setSizeGripEnabled(False)
        self._saved = plain_label(_("Opening the diary"), role="hint", name="window.saved")
        self._diary = elided_label("", role="hint", name="window.diary")
        self.show_diary(diary_name)
        self._backup = self._backup_button(care)
        self._told = elided_label("", role="hint", name="window.told")
        for label in (self._saved, self._diary, self._told):
            label.setContentsMargins(4, 0, 12, 0)
            # As high as the line, or the words would not stand in one line with the button.
            label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        # The name stands in the title too; both give way where large text leaves no room.
        for label in (self._diary, self._told):
            label.setMinimumWidth(1)
        self.addWidget(self._saved)
        self.addWidget(self._diary)
        self.addWidget(self._backup)
        self.addWidget(self._told, 1)
        # Nothing is known about backups until the diary is open.
        self._backup.hide()
        self.setContentsMargins(8, 0, 8, 0)
        # After everything else has taken the new size: else the line stays as high as it was.
        self._dressed = QTimer(self)
        self._dressed.setSingleShot(True)
        self._dressed.timeout.connect(self._on_dressed_timeout)
        theme_watcher().theme_changed.connect(self._on_theme_changed)
        self._told_over = QTimer(self)
        self._told_over.setSingleShot(True)
        self._told_over.setInterval(TOLD_MS)
        self._told_over.timeout.connect(self._on_told_over_timeout)

    def show_saved(self, at: time) -> None:
        """Say when the last change reached the disk; spoken once a minute at most."""
        text = _("Saved {time}").format(time=f"{at:%H:%M}")
        if text != self._saved.text():
            self._saved.setText(text)
            announce(self, text)

    def show_ready(self) -> None:
        """The diary is open and nothing was changed yet."""
        if self._saved.text() in {_("Opening the diary"), _("Not saved")}:
            self._saved.setText(_("Everything is saved"))

    def show_unsaved(self) -> None:
        """The last change is not on disk."""
        self._saved.setText(_("Not saved"))

    def show_diary(self, name: str) -> None:
        """Name the diary that is shown."""
        self._diary.setText(_("Diary: {name}").format(name=name))

    def show_backup(self, text: str) -> None:
        """Say when the last backup was made, as in "Backup: today"."""
        self._backup.setText(escaped_mnemonic(text))
        self._backup.setAccessibleName(text)
        self._backup.show()

    def tab_stops(self) -> list[QWidget]:
        """Return what takes the focus."""
        return [] if self._backup.isHidden() else [self._backup]

    def show_told(self, text: str) -> None:
        """Show the last message for a while."""
        self._told.setText(text)
        self._told_over.start()

    @Slot()
    def forget_told(self) -> None:
        """Let the last message go: something else has happened since."""
        self._told_over.stop()
        self._told.setText("")

    def _backup_button(self, care: Sequence[QAction]) -> QPushButton:
        menu = QMenu(self)
        menu.addActions(list(care))
        return menu_button("", menu, kind="quiet", name="window.backup")

    @Slot()
    def _on_theme_changed(self) -> None:
        self._dressed.start(0)

    @Slot()
    def _on_dressed_timeout(self) -> None:
        for part in (self._saved, self._diary, self._backup, self._told):
            part.updateGeometry()

    @Slot()
    def _on_told_over_timeout(self) -> None:
        self._told.setText("")
