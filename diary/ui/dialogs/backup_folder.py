"""Says where else finished backups go, and lets the person choose."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from diary.ui.theme import em
from diary.ui.widgets.button import push_button
from diary.ui.widgets.text import plain_label
from diary.words import _

_WIDTH_EM = 30


class BackupFolderDialog(QDialog):
    """`choice_requested` asks for a folder, `none_requested` for none; both close the dialog."""

    choice_requested = Signal()
    none_requested = Signal()

    def __init__(self, parent: QWidget, own: Path, second: Path | None) -> None:
        super().__init__(parent)
        self.setObjectName("backup_folder")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Second backup folder"))
        self.setMinimumWidth(_WIDTH_EM * em())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        about = _(
            "Backups are made by themselves and lie on this computer. Choose a second folder on "
            "another disk, and each finished backup is put there too."
        )
        layout.addWidget(plain_label(about, word_wrap=True))
        none = _("None is chosen.")
        for title, text, name in (
            (_("Backups"), str(own), "own"),
            (_("Second folder"), none if second is None else str(second), "second"),
        ):
            pair = QVBoxLayout()
            pair.setSpacing(2)
            pair.addWidget(plain_label(title, role="strong"))
            shown = plain_label(text, word_wrap=True, name=f"backup_folder.{name}")
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            pair.addWidget(shown)
            layout.addLayout(pair)
        layout.addStretch(1)
        layout.addLayout(self._buttons(has_second=second is not None))
        self._choose.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Wrapped text takes less room than Qt guesses.
        self.resize(self.width(), self.heightForWidth(self.width()))

    def _buttons(self, *, has_second: bool) -> QHBoxLayout:
        choose = push_button(_("Choose folder…"), kind="primary", name="backup_folder.choose")
        choose.setDefault(True)
        choose.clicked.connect(self.accept)
        choose.clicked.connect(self.choice_requested)
        none = push_button(_("Use none"), name="backup_folder.none")
        none.clicked.connect(self.accept)
        none.clicked.connect(self.none_requested)
        close = push_button(_("Close"), name="backup_folder.close")
        close.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(close)
        if has_second:
            row.addWidget(none)
        row.addWidget(choose)
        self._choose = choose
        return row
