"""The line at the foot of the window: what is saved, which diary, and what was said last."""

from __future__ import annotations

from datetime import time

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QStatusBar

from diary.ui.widgets.announce import announce
from diary.ui.widgets.text import elided_label, plain_label
from diary.words import _

# As long as a toast, and long enough to be read twice.
TOLD_MS = 30_000


class StatusLine(QStatusBar):
    """Says "Saved 18:42" only of what is on disk."""

    def __init__(self, diary_name: str) -> None:
        super().__init__()
        self.setObjectName("window.status")
        self.setSizeGripEnabled(False)
        self._saved = plain_label(_("Opening the diary"), role="hint", name="window.saved")
        self._diary = elided_label(
            _("Diary: {name}").format(name=diary_name), role="hint", name="window.diary"
        )
        self._told = elided_label("", role="hint", name="window.told")
        for label in (self._saved, self._diary, self._told):
            label.setContentsMargins(4, 0, 12, 0)
        self.addWidget(self._saved)
        self.addWidget(self._diary)
        self.addWidget(self._told, 1)
        self.setContentsMargins(8, 0, 8, 0)
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

    def show_told(self, text: str) -> None:
        """Show the last message for a while."""
        self._told.setText(text)
        self._told_over.start()

    @Slot()
    def _on_told_over_timeout(self) -> None:
        self._told.setText("")
