"""Which folder is looked into for new runs, and whether they are offered or added."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from diary.ui.context import PageContext
from diary.ui.preferences.notification_rows import SwitchRow
from diary.ui.preferences.rows import ButtonRow
from diary.ui.widgets.button import push_button
from diary.ui.widgets.text import plain_label
from diary.words import _


class WatchedFolderRows(QWidget):
    """The folder with its buttons, and the switch; every choice is kept at once."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._folder = plain_label("", word_wrap=True, name="preferences.data.watched")
        self.choose = push_button(_("Choose folder…"), name="preferences.data.watch")
        self.choose.setAccessibleName(_("Choose the folder to look into for new runs"))
        self.choose.clicked.connect(self._on_choose_clicked)
        self.stop = push_button(_("Stop looking"), name="preferences.data.unwatch")
        self.stop.clicked.connect(self._on_stop_clicked)
        self.adds = SwitchRow(
            _("Add new runs without asking"),
            _(
                "Only what is new and sound. What needs a look still waits for you, and one undo"
                " takes it back."
            ),
            name="preferences.data.adds_unasked",
        )
        self.adds.chosen.connect(self._on_adds_chosen)
        self.words = " ".join(
            (self.choose.text(), self.stop.text(), self.adds.tick.label, _("watch folder"))
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._folder)
        layout.addWidget(ButtonRow((self.choose, self.stop)))
        layout.addWidget(self.adds)
        # The page may stand open while the diary is read.
        context.watching.changed.connect(self.refresh)
        context.unread.changed.connect(self.refresh)

    @Slot()
    def refresh(self) -> None:
        """Show what is kept."""
        watching = self._context.watching
        folder = watching.folder
        self._folder.setText(self._no_folder() if folder is None else str(folder))
        self.choose.setEnabled(watching.is_possible)
        self.stop.setEnabled(folder is not None)
        self.adds.show_choice(is_on=watching.adds_unasked, is_possible=folder is not None)

    def _no_folder(self) -> str:
        unread = self._context.unread.text(self._context.journal)
        if unread is not None:
            return unread[0]
        if self._context.watching.is_possible:
            return _("No folder is looked into.")
        return _("The example looks into no folder. You can choose one in a diary of your own.")

    @Slot()
    def _on_choose_clicked(self) -> None:
        watching = self._context.watching
        folder = self._context.prompts.choose_folder(_("Look here for new runs"), watching.folder)
        if folder is not None:
            watching.choose(folder, adds_unasked=watching.adds_unasked)
            self.refresh()

    @Slot()
    def _on_stop_clicked(self) -> None:
        # The button goes grey with the click; the keyboard stays in its row.
        self.choose.setFocus()
        self._context.watching.choose(None, adds_unasked=False)
        self.refresh()

    @Slot(bool)
    def _on_adds_chosen(self, is_on: bool) -> None:
        watching = self._context.watching
        watching.choose(watching.folder, adds_unasked=is_on)
        self.refresh()
