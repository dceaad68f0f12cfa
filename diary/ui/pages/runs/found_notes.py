"""The notes of days in which the words of Find stand, under the table and apart from it.

Days without a run are among them; Enter opens a day on Today.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QListView, QVBoxLayout, QWidget

from diary.texts.numbers import Formats
from diary.ui.delegates.excerpt_row import DAY_ROLE, EXCERPT_ROLE, ExcerptRowDelegate
from diary.ui.models.run_search import FoundNote
from diary.ui.theme import theme_watcher
from diary.ui.widgets.text import plain_label
from diary.ui.width_class import is_compact
from diary.words import _

# More are not made into rows: who finds so many types another word.
_SHOWN_MOST = 100
_ROWS, _ROWS_COMPACT = 4, 2
_ON_ROLE = DAY_ROLE + 1


class FoundNotes(QWidget):
    """Hidden while nothing is found; `day_requested` carries the day to open.

    `left_upwards` tells that the keyboard goes back to what stands above.
    """

    day_requested = Signal(object)
    left_upwards = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("runs.notes")
        self._title = plain_label("", role="strong", word_wrap=True, name="runs.notes.title")
        self.list = _NoteList()
        self.list.setObjectName("runs.notes.list")
        self.list.setAccessibleName(_("Notes of days"))
        self._model = QStandardItemModel(self)
        self.list.setModel(self._model)
        self._delegate = ExcerptRowDelegate(self.list)
        self.list.setItemDelegate(self._delegate)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._title)
        layout.addWidget(self.list)
        self.hide()
        self.list.doubleClicked.connect(self._on_list_double_clicked)
        self.list.entered_by_key.connect(self._on_list_double_clicked)
        self.list.left_upwards.connect(self.left_upwards)
        theme_watcher().theme_changed.connect(self.fit)

    def show_notes(self, found: Sequence[FoundNote], formats: Formats) -> None:
        """Show the notes found, newest first."""
        self._model.clear()
        for note in found[:_SHOWN_MOST]:
            item = QStandardItem(f"{formats.day(note.on)}: {note.excerpt.text}")
            item.setData(note.excerpt, EXCERPT_ROLE)
            item.setData(formats.day(note.on), DAY_ROLE)
            item.setData(note.on, _ON_ROLE)
            item.setEditable(False)
            self._model.appendRow(item)
        self._title.setText(_title(len(found)))
        self.setHidden(not found)
        self.fit()

    @Slot()
    def fit(self) -> None:
        """Be as high as the notes need, up to a few rows."""
        rows = self._model.rowCount()
        if rows:
            most = _ROWS_COMPACT if is_compact(self) else _ROWS
            row = self.list.sizeHintForRow(0)
            self.list.setFixedHeight(row * min(rows, most) + 2 * self.list.frameWidth() + 2)

    def take_focus(self) -> None:
        """Put the keyboard on the first note."""
        self.list.setFocus()
        if not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self._model.index(0, 0))

    @Slot(QModelIndex)
    def _on_list_double_clicked(self, index: QModelIndex) -> None:
        on = index.data(_ON_ROLE)
        if isinstance(on, date):
            self.day_requested.emit(on)


class _NoteList(QListView):
    """Tab leaves the list; Up from the first note does too."""

    entered_by_key = Signal(QModelIndex)
    left_upwards = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setUniformItemSizes(True)
        self.setTabKeyNavigation(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and index.isValid():
            self.entered_by_key.emit(index)
        elif event.key() == Qt.Key.Key_Up and index.row() <= 0:
            self.left_upwards.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.setCurrentIndex(self.model().index(0, 0))


def _title(count: int) -> str:
    text = _("Notes of days: {n} found").format(n=count)
    if count > _SHOWN_MOST:
        text += ", " + _("the newest {n} are shown").format(n=_SHOWN_MOST)
    return text
