"""The line above the table: find, shoe, range, with pain."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from diary.domain.shoe import Shoe
from diary.ui.dialogs.form_parts import ChoiceBox
from diary.ui.icons import icon
from diary.ui.models.run_filter import NO_SHOE, RunFilter
from diary.ui.theme import em, theme_watcher
from diary.ui.widgets.chip import TickChip
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.text import set_plain_tooltip
from diary.words import _

# Days back from today; 0 is everything.
_RANGES = (0, 28, 84, 182, 365)
_FIND_EM = 14


class FindField(QLineEdit):
    """A line to search with; Esc clears it, Enter and Down leave it for what was found.

    Undo and redo are its own only while it holds a text that can be taken back; else they are
    those of the window.
    """

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.textChanged.connect(self._on_text_changed)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            is_undo = event.matches(QKeySequence.StandardKey.Undo)
            is_redo = event.matches(QKeySequence.StandardKey.Redo)
            is_own = self.isUndoAvailable() if is_undo else self.isRedoAvailable()
            if (is_undo or is_redo) and not (self.text() and is_own):
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif key in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    @Slot(str)
    def _on_text_changed(self, text: str) -> None:
        if not text:
            # A text set anew has no steps to take back.
            self.setText("")


class FilterBar(QWidget):
    """What the table is narrowed down to; `filter_changed` tells that it is another."""

    filter_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.find_field = FindField()
        self.find_field.setObjectName("runs.find")
        self.find_field.setAccessibleName(_("Find in title, note and shoe"))
        self.find_field.setPlaceholderText(_("Find: title, note, shoe"))
        self.find_field.setClearButtonEnabled(True)
        self.find_field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        set_plain_tooltip(self.find_field, _("Ctrl+F"))
        self._search = self.find_field.addAction(
            icon("search", "text2"), QLineEdit.ActionPosition.LeadingPosition
        )
        self.shoe = ChoiceBox(_("Shoe"), [(None, _("All shoes"))], name="runs.shoe")
        self.range = ChoiceBox(_("Range"), _range_choices(), name="runs.range")
        for box in (self.shoe, self.range):
            box.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            box.setSizeAdjustPolicy(box.SizeAdjustPolicy.AdjustToContents)
        self.pain = TickChip(_("With pain"), name="runs.with_pain")
        set_plain_tooltip(self.pain, _("Runs with a score above 0 during or after"))
        row = FlowLayout(self)
        for part in (self.find_field, self.shoe, self.range, self.pain):
            row.addWidget(part)
        self.find_field.textChanged.connect(self._on_part_changed)
        self.shoe.choice_changed.connect(self._on_part_changed)
        self.range.choice_changed.connect(self._on_part_changed)
        self.pain.toggled.connect(self._on_part_changed)
        theme_watcher().theme_changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def run_filter(self, today: date) -> RunFilter:
        """The filter that is set, as of a day."""
        days, shoe_id = self.range.choice(), self.shoe.choice()
        since = today - timedelta(days=days - 1) if isinstance(days, int) and days else None
        return RunFilter(
            text=self.find_field.text().strip(),
            shoe_id=shoe_id if isinstance(shoe_id, str) else None,
            since=since,
            is_with_pain=self.pain.isChecked(),
        )

    def offer_shoes(self, shoes: Iterable[Shoe]) -> None:
        """Offer these pairs, those in use first."""
        choices: list[tuple[object, str]] = [(None, _("All shoes"))]
        in_order = sorted(shoes, key=lambda each: (each.is_retired, each.name.casefold()))
        choices += [(shoe.id, shoe.name) for shoe in in_order]
        self.shoe.set_choices([*choices, (NO_SHOE, _("No shoe recorded"))])

    def clear(self) -> None:
        """Show everything again."""
        self.blockSignals(True)  # one change, not four
        self.find_field.clear()
        self.shoe.set_choice(None)
        self.range.set_choice(0)
        self.pain.setChecked(False)
        self.blockSignals(False)
        self.filter_changed.emit()

    def words(self) -> str:
        """What is set, in words: "“Red 3”, last 4 weeks"."""
        parts = []
        if self.find_field.text().strip():
            parts.append(_("“{text}”").format(text=self.find_field.text().strip()))
        if self.shoe.choice() is not None:
            parts.append(_("shoe “{name}”").format(name=self.shoe.currentText()))
        if self.range.choice():
            text = self.range.currentText()
            parts.append(text[:1].lower() + text[1:])
        if self.pain.isChecked():
            parts.append(_("with pain"))
        return ", ".join(parts)

    def tab_stops(self) -> list[QWidget]:
        """The controls in reading order."""
        return [self.find_field, self.shoe, self.range, self.pain]

    @Slot()
    def _on_part_changed(self) -> None:
        self.filter_changed.emit()

    @Slot()
    def _on_theme_changed(self) -> None:
        self._search.setIcon(icon("search", "text2"))
        self.find_field.setMinimumWidth(_FIND_EM * em())


def _range_choices() -> list[tuple[object, str]]:
    texts = (
        _("All time"),
        _("Last 4 weeks"),
        _("Last 12 weeks"),
        _("Last 6 months"),
        _("Last year"),
    )
    return list(zip(_RANGES, texts, strict=True))
