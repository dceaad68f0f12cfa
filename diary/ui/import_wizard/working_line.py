"""How far the reading has come, how long it takes yet, and the way to stop it."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from diary.ui.widgets.announce import announce
from diary.ui.widgets.button import push_button
from diary.ui.widgets.text import plain_label
from diary.words import _, plural

# A guess after less than this is worse than none.
_GUESS_AFTER_MS = 2_000
_GUESS_AFTER_SHARE = 0.02


class WorkingLine(QWidget):
    """Shown while something is under way; `stop_requested` asks to end it with nothing changed."""

    stop_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._since = QElapsedTimer()
        self._title = plain_label("", role="strong", word_wrap=True, name="import.working")
        self._bar = QProgressBar()
        self._bar.setObjectName("import.bar")
        self._bar.setTextVisible(False)
        self._left = plain_label("", role="hint", word_wrap=True, name="import.left")
        self.stop = push_button(_("Stop"), name="import.stop")
        self.stop.clicked.connect(self.stop_requested)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._bar, 1)
        row.addWidget(self.stop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._title)
        layout.addLayout(row)
        layout.addWidget(self._left)
        self.hide()

    def begin(self, title: str, *, can_stop: bool) -> None:
        """Something begins of which nobody knows yet how long it takes."""
        self._since.start()
        self._title.setText(title)
        self._bar.setAccessibleName(title)
        self._bar.setRange(0, 0)
        self._left.setText("")
        self.stop.setAccessibleName(_("Stop: {what}").format(what=title))
        self.stop.setVisible(can_stop)
        self.show()
        announce(self, title)

    def say_at_once(self, title: str) -> None:
        """Something begins that keeps the window from drawing until it is done."""
        self.begin(title, can_stop=False)
        window = self.window()
        layout = window.layout()
        if layout is not None:
            layout.activate()
        window.repaint()

    @Slot(int, int)
    def show_progress(self, done: int, total: int) -> None:
        """So many parts of so many are done."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        elapsed = self._since.elapsed()
        is_known = elapsed >= _GUESS_AFTER_MS and done >= total * _GUESS_AFTER_SHARE
        parts = [_("{n} % read").format(n=round(100 * done / total))]
        if is_known and done < total:
            parts.append(time_left_text(elapsed / 1000 * (total - done) / done))
        self._left.setText(", ".join(parts))


def time_left_text(seconds: float) -> str:
    """About how long something takes yet: "about 20 seconds left"."""
    if seconds < 60:
        count = max(5, 5 * round(seconds / 5))
        return plural("about {n} second left", "about {n} seconds left", count).format(n=count)
    count = round(seconds / 60)
    return plural("about {n} minute left", "about {n} minutes left", count).format(n=count)
