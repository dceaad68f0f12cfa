"""What can be done with several runs at once; it stands under the table, so that no row moves."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QWidget

from diary.domain.run import Run
from diary.services.run_edits import RunField
from diary.texts.numbers import Formats
from diary.ui.pages.runs.run_changes import RunChanges, add_choices, field_text
from diary.ui.widgets.announce import announce
from diary.ui.widgets.button import menu_button, push_button
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.text import flowing_label
from diary.words import _, plural


class SelectionBar(QWidget):
    """Shown while more than one run is selected, and says how many.

    `change_requested` carries a field and its value, `delete_requested` and `end_requested` are
    what their buttons say. `left` tells that the bar went while it had the focus.
    """

    change_requested = Signal(object, object)
    delete_requested = Signal()
    end_requested = Signal()
    left = Signal()

    def __init__(self, changes: RunChanges) -> None:
        super().__init__()
        self.setObjectName("runs.selection")
        self._changes = changes
        self._text = flowing_label("", role="strong", name="runs.selection.text")
        self._buttons: list[QWidget] = []
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        row = FlowLayout(whole)
        row.addWidget(self._text)
        for field in RunField:
            menu = QMenu(self)
            menu.aboutToShow.connect(lambda menu=menu, field=field: self._fill(menu, field))
            button = menu_button(
                field_text(field), menu, name=f"runs.selection.{field.name.lower()}"
            )
            self._buttons.append(button)
            row.addWidget(button)
        self.remove = push_button(
            _("Delete"), kind="danger", icon_name="trash", name="runs.selection.delete"
        )
        self.remove.clicked.connect(self.delete_requested)
        self.end = push_button(_("Select one"), kind="quiet", name="runs.selection.end")
        self.end.clicked.connect(self.end_requested)
        for button in (self.remove, self.end):
            self._buttons.append(button)
            row.addWidget(button)
        self.hide()

    def show_chosen(self, runs: Sequence[Run], formats: Formats) -> bool:
        """Say how many runs are selected; return whether the bar came or went."""
        was_hidden, focused = self.isHidden(), QApplication.focusWidget()
        if len(runs) < 2 and focused is not None and self.isAncestorOf(focused):
            # Told first: a hidden part hands the focus to whatever comes next in the window.
            self.left.emit()
        self.setHidden(len(runs) < 2)
        if len(runs) > 1:
            text = chosen_text(runs, formats)
            if text != self._text.text():
                self._text.setText(text)
                announce(self, text)
        return self.isHidden() != was_hidden

    def tab_stops(self) -> list[QWidget]:
        """The buttons in reading order; none while the bar is hidden."""
        return [] if self.isHidden() else list(self._buttons)

    def _fill(self, menu: QMenu, field: RunField) -> None:
        menu.clear()
        add_choices(menu, self._changes, field, self.change_requested.emit)


def chosen_text(runs: Sequence[Run], formats: Formats) -> str:
    """How many runs are selected and how far they go: "12 selected, 98.4 km"."""
    metres = sum(run.distance_m or 0.0 for run in runs)
    text = plural("{n} selected, {distance}", "{n} selected, {distance}", len(runs))
    return text.format(n=len(runs), distance=formats.distance(metres))
