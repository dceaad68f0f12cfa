"""How far an import has come, with the way to stop it."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from diary.ui.widgets.announce import announce
from diary.ui.widgets.button import push_button
from diary.ui.widgets.text import plain_label
from diary.words import _


class ImportProgress(QWidget):
    """A line under the header; `stop_requested` asks the import to end with what it has."""

    stop_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        title = _("Reading files")
        card = QFrame()
        card.setProperty("card", "true")
        self._bar = QProgressBar()
        self._bar.setObjectName("window.import.bar")
        self._bar.setAccessibleName(title)
        self._bar.setTextVisible(False)
        self._count = plain_label("", role="hint")
        self.stop = push_button(_("Stop"), name="window.import.stop")
        self.stop.setAccessibleName(_("Stop reading files"))
        self.stop.clicked.connect(self.stop_requested)
        row = QHBoxLayout(card)
        row.setContentsMargins(16, 8, 12, 8)
        row.setSpacing(12)
        row.addWidget(plain_label(title, role="strong"))
        row.addWidget(self._bar, 1)
        row.addWidget(self._count)
        row.addWidget(self.stop)
        around = QVBoxLayout(self)
        around.setContentsMargins(20, 0, 20, 10)
        around.addWidget(card)
        self.hide()

    def begin(self) -> None:
        """Show an import that has not read a file yet."""
        self._bar.setRange(0, 0)
        self._count.setText("")
        self.show()
        announce(self, self._bar.accessibleName())

    @Slot(int, int)
    def show_progress(self, done: int, total: int) -> None:
        """Show how many files of how many were read."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._count.setText(_("{done} of {total}").format(done=done, total=total))

    def tab_stops(self) -> list[QWidget]:
        """Return the button while it is shown."""
        return [] if self.isHidden() else [self.stop]
