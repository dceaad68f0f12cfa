"""A button that unfolds something below it, in place, and says how much was answered inside."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton

from diary.ui.icons import show_icon
from diary.ui.widgets.button import escaped_mnemonic, press_on_enter
from diary.words import _


class FoldButton(QPushButton):
    """``fold_toggled`` carries whether it is open now; emitted only for what the person did.

    Whoever owns the button shows and hides what it stands for, and may build that on first need.
    """

    fold_toggled = Signal(bool)

    def __init__(self, title: str, *, about: str = "", name: str | None = None) -> None:
        super().__init__()
        self._title = title
        self._about = about
        self._count = 0
        self._is_open = False
        self.setProperty("kind", "quiet")
        self.setAutoDefault(False)
        if name is not None:
            self.setObjectName(name)
        self.clicked.connect(self._on_clicked)
        self._show()

    def is_open(self) -> bool:
        """Return whether what it stands for is shown."""
        return self._is_open

    def set_open(self, *, is_open: bool) -> None:
        """Show whether it is open, without telling anybody."""
        if is_open != self._is_open:
            self._is_open = is_open
            self._show()

    def set_count(self, count: int) -> None:
        """Show how many answers are inside."""
        if count != self._count:
            self._count = count
            self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not press_on_enter(self, event):
            super().keyPressEvent(event)

    def _show(self) -> None:
        text = f"{self._title} ({self._count})" if self._count else self._title
        self.setText(escaped_mnemonic(text))
        spoken = f"{self._about}: {text}" if self._about else text
        self.setAccessibleName(spoken)
        self.setAccessibleDescription(_("Unfolded") if self._is_open else _("Folded"))
        show_icon(self, "chevron-up" if self._is_open else "chevron-down", "accent")

    @Slot()
    def _on_clicked(self) -> None:
        self._is_open = not self._is_open
        self._show()
        self.fold_toggled.emit(self._is_open)
