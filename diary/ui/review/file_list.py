"""The list of files at the side: initials, the last day, and "!" where a safety sign is open."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QSizePolicy

from diary.ui.icons import icon, icon_size
from diary.ui.review.file_names import FileName
from diary.ui.review.reading import FileState, ReviewEntry
from diary.ui.theme import em, theme_watcher
from diary.words import _

_ROW_EM = 2.2
# The list's own edges, those of a row and the gap behind the icon.
_AROUND = 68
_LEAST_EM, _MOST_EM = 9, 18
_SPOKEN_ROLE = Qt.ItemDataRole.AccessibleTextRole
_ICON_ROLE = Qt.ItemDataRole.UserRole
# "!" stands for a safety sign; what cannot be read is crossed out.
_ICONS = {FileState.LOCKED: "lock", FileState.REFUSED: "close"}


class FileList(QListWidget):
    """`file_chosen` carries the number of a file that was clicked or reached by the arrow keys."""

    file_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("review.files")
        self.setAccessibleName(_("Files"))
        self.setProperty("kind", "sidebar")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.currentRowChanged.connect(self._on_current_row_changed)
        theme_watcher().theme_changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def show_files(self, entries: Sequence[ReviewEntry], names: Sequence[FileName]) -> None:
        """List these files in place of the ones before."""
        self.blockSignals(True)
        self.clear()
        for _entry in entries:
            self.addItem(QListWidgetItem(""))
        self.show_entries(entries, names)
        self.blockSignals(False)

    def show_entries(self, entries: Sequence[ReviewEntry], names: Sequence[FileName]) -> None:
        """Show what became known of the files that are listed."""
        for number, (entry, name) in enumerate(zip(entries, names, strict=True)):
            state = _state_text(entry)
            spoken = f"{name.spoken}, {state}" if state else name.spoken
            row = self.item(number)
            if (row.text(), row.data(_SPOKEN_ROLE)) != (name.seen, spoken):
                self._show_entry(row, entry, name.seen, spoken)
        self.updateGeometry()

    def _show_entry(self, row: QListWidgetItem, entry: ReviewEntry, seen: str, spoken: str) -> None:
        row.setText(seen)
        row.setData(_SPOKEN_ROLE, spoken)
        # Text from people: a tooltip would guess whether it is markup.
        row.setData(Qt.ItemDataRole.AccessibleDescriptionRole, entry.path.name)
        row.setData(_ICON_ROLE, _ICONS.get(entry.state, "report"))
        self._dress(row)

    def show_row(self, number: int) -> None:
        """Mark a file as the one that is shown, without telling anybody."""
        self.blockSignals(True)
        self.setCurrentRow(number)
        self.blockSignals(False)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        texts = (self.item(row).text() for row in range(self.count()))
        widest = max((metrics.horizontalAdvance(text) for text in texts), default=0)
        wanted = widest + icon_size() + _AROUND
        return QSize(min(max(wanted, _LEAST_EM * em()), _MOST_EM * em()), 10 * em())

    def _on_current_row_changed(self, row: int) -> None:
        if row >= 0:
            self.file_chosen.emit(row)

    def _on_theme_changed(self) -> None:
        self.setIconSize(QSize(icon_size(), icon_size()))
        for row in range(self.count()):
            self._dress(self.item(row))
        self.updateGeometry()

    def _dress(self, row: QListWidgetItem) -> None:
        row.setIcon(icon(row.data(_ICON_ROLE)))
        row.setSizeHint(QSize(1, round(_ROW_EM * em())))


def _state_text(entry: ReviewEntry) -> str:
    return {
        FileState.WAITING: _("not read yet"),
        FileState.LOCKED: _("has a passphrase"),
        FileState.REFUSED: _("cannot be read"),
        FileState.READ: "",
    }[entry.state]
