"""The three steps of going back to a backup: choose one, look at it, decide what becomes of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from diary.domain.backup import Backup
from diary.domain.diary import Diary
from diary.services.restoring import Preview
from diary.texts.numbers import Formats
from diary.texts.restoring import lost_lines, preview_text
from diary.ui.dialogs.restore_words import backup_detail, backup_title
from diary.ui.dialogs.two_line_list import TwoLineList, TwoLines
from diary.ui.widgets.button import push_button
from diary.ui.widgets.card import Card
from diary.ui.widgets.empty_state import EmptyState
from diary.ui.widgets.fields import LineField
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.scroll import VerticalScroll
from diary.ui.widgets.text import flowing_label, plain_label
from diary.words import _


class ChooseStep(QWidget):
    """The list of backups, the newest selected; `backup_chosen` carries the one to look at."""

    backup_chosen = Signal(object)
    file_requested = Signal()

    def __init__(self, zone: str | None, formats: Formats) -> None:
        super().__init__()
        self._zone = zone
        self._formats = formats
        self._backups: Sequence[Backup] = ()
        self._hint = flowing_label(
            _("Choose the one to look at. Nothing changes before you say so.")
        )
        self.list = TwoLineList(_("Backups"), name="restore.backups")
        # Looking changes nothing, and Back leads here again: one click is enough.
        self.list.itemClicked.connect(self._on_list_item_clicked)
        self.list.row_entered.connect(self._on_list_row_entered)
        self.nothing = EmptyState(
            "info",
            _("No backups here"),
            _(
                "The first one is made a few minutes after a change. A backup that is kept"
                " elsewhere can be chosen too."
            ),
            name="restore.none",
        )
        self.nothing.hide()
        self.file_button = push_button(_("Choose a file…"), icon_name="search", name="restore.file")
        self.file_button.clicked.connect(self.file_requested)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._hint)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.nothing, 1)
        layout.addWidget(self.file_button, 0, Qt.AlignmentFlag.AlignLeading)

    def show_backups(self, backups: Sequence[Backup]) -> None:
        """Show these backups, the newest first."""
        self._backups = backups
        self.list.show_rows(
            [
                TwoLines(
                    backup_title(backup, self._zone, self._formats),
                    backup_detail(backup, self._formats),
                    is_doubtful=not backup.is_verified,
                )
                for backup in backups
            ]
        )
        for part in (self._hint, self.list):
            part.setVisible(bool(backups))
        self.nothing.setHidden(bool(backups))

    def backup(self) -> Backup | None:
        """The backup that is selected."""
        row = self.list.currentRow()
        return self._backups[row] if 0 <= row < len(self._backups) else None

    def first_field(self) -> QWidget:
        """What has the focus on arrival."""
        return self.list if self._backups else self.file_button

    @Slot(QListWidgetItem)
    def _on_list_item_clicked(self, item: QListWidgetItem) -> None:
        self.backup_chosen.emit(self._backups[self.list.row(item)])

    @Slot(int)
    def _on_list_row_entered(self, row: int) -> None:
        self.backup_chosen.emit(self._backups[row])


class LookStep(QWidget):
    """What a backup holds, what the diary holds now, and what would be lost line by line."""

    def __init__(self, zone: str | None, formats: Formats) -> None:
        super().__init__()
        self._zone = zone
        self._formats = formats
        self._title = flowing_label("", role="strong", name="restore.look.title")
        self._text = flowing_label("", name="restore.look.text")
        self._heading = plain_label(
            _("What the backup does not have"), role="strong", word_wrap=True
        )
        self.lost = QListWidget()
        self.lost.setObjectName("restore.lost")
        self.lost.setAccessibleName(_("What the backup does not have"))
        self.lost.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self.lost.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.lost.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.lost.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for part in (self._title, self._text):
            layout.addWidget(part)
        layout.addSpacing(4)
        layout.addWidget(self._heading)
        layout.addWidget(self.lost, 1)
        self._rest = QWidget()
        layout.addWidget(self._rest, 1)

    def show_preview(self, preview: Preview, present: Diary | None) -> None:
        """Show a backup beside the diary; `present` None = the diary cannot be read now."""
        self._title.setText(backup_title(preview.backup, self._zone, self._formats))
        self._text.setText(preview_text(preview.diary, present, preview.difference, self._formats))
        lines = [] if present is None else lost_lines(preview.difference, self._formats)
        self.lost.clear()
        self.lost.addItems(lines)
        for part in (self._heading, self.lost):
            part.setVisible(bool(lines))
        self._rest.setHidden(bool(lines))


class DecideStep(VerticalScroll):
    """The two ways on; each says what becomes of the diary that is there now."""

    separate_requested = Signal(str)
    replace_requested = Signal()

    def __init__(self, diary_name: str) -> None:
        content = QWidget()
        super().__init__(content, name="restore.decide.scroll")
        self._diary_name = diary_name
        self.field = LineField(_("Name of the new diary"), name="restore.name")
        self.separate_button = push_button(
            _("Open as a separate diary"), kind="primary", name="restore.separate"
        )
        self.separate_button.clicked.connect(self._on_separate_clicked)
        self.replace_button = push_button(_("Replace diary…"), name="restore.replace")
        self.replace_button.clicked.connect(self.replace_requested)
        self._replace_text = flowing_label("", name="restore.replace.text")
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        separate = _("“{name}” stays as it is; File > Open diary leads back to it.")
        layout.addWidget(
            _card(
                _("Open as a separate diary"),
                flowing_label(separate.format(name=diary_name)),
                self.field,
                self.separate_button,
            )
        )
        layout.addWidget(_card(_("Replace diary"), self._replace_text, None, self.replace_button))
        layout.addStretch(1)

    def show_choice(self, name: str, *, is_readable: bool) -> None:
        """Suggest a name; `is_readable` False = the diary cannot be read now."""
        self.field.set_text(name)
        kept = (
            _(
                "The backup takes the place of “{name}”. What you have now is kept as a backup"
                " first, and you can undo this."
            )
            if is_readable
            else _("The backup takes the place of “{name}”. The file with the problem is kept.")
        )
        self._replace_text.setText(kept.format(name=self._diary_name))

    @Slot()
    def _on_separate_clicked(self) -> None:
        self.field.set_error("")
        self.separate_requested.emit(self.field.text())


def _card(title: str, text: QWidget, field: QWidget | None, button: QWidget) -> Card:
    card = Card(title)
    card.body.addWidget(text)
    if field is not None:
        card.body.addWidget(field)
    row = QWidget()
    FlowLayout(row).addWidget(button)
    card.body.addWidget(row)
    return card
