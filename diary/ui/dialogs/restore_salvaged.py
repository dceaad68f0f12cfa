"""What could be saved of a damaged diary, and what could not."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QListWidget, QWidget

from diary.services.restoring import Salvaged
from diary.texts.restoring import salvaged_lines, salvaged_text
from diary.ui.dialogs.reading import ReadingDialog, fit_to_text
from diary.ui.widgets.button import push_button
from diary.ui.widgets.text import flowing_label, plain_label
from diary.words import _

_WIDTH_EM = 34


class SalvagedDialog(ReadingDialog):
    """`open_requested` carries the path of the diary that was made."""

    open_requested = Signal(object)

    def __init__(self, salvaged: Salvaged, path: Path, parent: QWidget | None = None) -> None:
        title = _("What could be saved")
        super().__init__(title, name="salvaged", parent=parent)
        self.setModal(True)
        self._path = path
        self.body.addWidget(plain_label(title, role="card_title"))
        self.body.addWidget(
            flowing_label(
                salvaged_text(salvaged.days, salvaged.runs, salvaged.shoes), name="salvaged.text"
            )
        )
        place = plain_label(str(path), role="hint", word_wrap=True)
        place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.body.addWidget(place)
        lines = salvaged_lines(salvaged.problems)
        if lines:
            self._add_lost(lines)
        else:
            self.body.addStretch(1)
        self.open_button = push_button(_("Open it"), kind="primary", name="salvaged.open")
        self.open_button.clicked.connect(self._on_open_clicked)
        self.add_main_button(self.open_button)
        fit_to_text(self, _WIDTH_EM, 24 if lines else 12)

    def _add_lost(self, lines: list[str]) -> None:
        heading = _("What could not be saved as it was")
        lost = QListWidget()
        lost.setObjectName("salvaged.lost")
        lost.setAccessibleName(heading)
        lost.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        lost.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        lost.setWordWrap(True)
        lost.addItems(lines)
        self.body.addSpacing(4)
        self.body.addWidget(plain_label(heading, role="strong", word_wrap=True))
        self.body.addWidget(lost, 1)

    @Slot()
    def _on_open_clicked(self) -> None:
        self.accept()
        self.open_requested.emit(self._path)
