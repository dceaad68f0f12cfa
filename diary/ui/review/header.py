"""The grey line on top: that nothing is changed here, which file it is, and the way to the next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from diary.ui.dialogs.form_parts import ChoiceBox
from diary.ui.icons import show_icon
from diary.ui.widgets.button import push_button
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.text import flowing_label, set_plain_tooltip
from diary.words import _


class ReviewHeader(QFrame):
    """`moved` carries -1 or 1, `file_chosen` the number of a file, `close_requested` ends one.

    The drop-down of files takes the place of the list in a narrow window.
    """

    moved = Signal(int)
    file_chosen = Signal(int)
    close_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("review.header")
        self._places = "", ""
        self.setProperty("kind", "reviewHeader")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = flowing_label(_("Review, read only"), role="card_title", name="review.title")
        self.place = flowing_label("", role="strong", name="review.place")
        self.previous = push_button(_("Previous"), icon_name="chevron-left", name="review.previous")
        self.previous.setAccessibleName(_("Previous"))
        set_plain_tooltip(self.previous, _("Previous, Ctrl+PageUp"))
        self.next = push_button(_("Next"), name="review.next")
        show_icon(self.next, "chevron-right")
        self.next.setAccessibleName(_("Next"))
        set_plain_tooltip(self.next, _("Next, Ctrl+PageDown"))
        self.close_file = push_button(_("Close file"), name="review.close_file")
        self.files = ChoiceBox(_("Files"), [(0, "")], name="review.files_box")
        self.files.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.files.setSizeAdjustPolicy(self.files.SizeAdjustPolicy.AdjustToContents)
        row = FlowLayout(self, spacing=12)
        row.setContentsMargins(20, 8, 20, 8)
        for part in (
            *(self.title, self.place, self.files),
            *(self.previous, self.next, self.close_file),
        ):
            row.addWidget(part)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.previous.clicked.connect(lambda: self.moved.emit(-1))
        self.next.clicked.connect(lambda: self.moved.emit(1))
        self.close_file.clicked.connect(self.close_requested)
        self.files.choice_changed.connect(self._on_files_choice_changed)

    def show_place(self, place: str, named: str, number: int, count: int) -> None:
        """Show which of the files it is; the first has no previous one, the last no next.

        `named` says the same with whose it is, which the drop-down tells as well.
        """
        self._places = place, named
        self._show_place()
        self.previous.setEnabled(number > 0)
        self.next.setEnabled(number < count - 1)
        self.close_file.setEnabled(count > 0)
        self.files.set_choice(number)

    def offer_files(self, names: Sequence[tuple[str, str]]) -> None:
        """Fill the drop-down with names as they are seen and as they are read aloud."""
        choices: list[tuple[object, str]] = list(enumerate(seen for seen, _spoken in names))
        self.files.set_choices(choices or [(0, "")])
        for row, (_seen, spoken) in enumerate(names):
            self.files.setItemData(row, spoken, Qt.ItemDataRole.AccessibleTextRole)

    def set_compact(self, *, is_compact: bool, is_scarce: bool) -> None:
        """Show the drop-down in place of the list; where room is scarce the menu closes files."""
        self.files.setHidden(not is_compact)
        self.close_file.setHidden(is_scarce)
        # The arrows stay; what they are called is read aloud.
        self.previous.setText("" if is_scarce else _("Previous"))
        self.next.setText("" if is_scarce else _("Next"))
        self._show_place()

    def tab_stops(self) -> list[QWidget]:
        """What Tab reaches, in reading order."""
        return [self.files, self.previous, self.next, self.close_file]

    def _show_place(self) -> None:
        place, named = self._places
        self.place.setText(named if self.files.isHidden() else place)

    @Slot(object)
    def _on_files_choice_changed(self, number: object) -> None:
        if isinstance(number, int):
            self.file_chosen.emit(number)
