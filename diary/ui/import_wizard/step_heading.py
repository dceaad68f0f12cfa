"""The heading of the four steps: where one is, and what is done there."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from diary.ui.widgets.announce import announce
from diary.ui.widgets.text import plain_label
from diary.words import _

CHOOSE, MATCH, CHECK, DONE = range(4)


class StepHeading(QWidget):
    """The line "Step 3 of 4" above what the step is for."""

    def __init__(self) -> None:
        super().__init__()
        self._count = plain_label("", role="hint", name="import.count")
        self._title = plain_label("", role="card_title", word_wrap=True, name="import.title")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self._count)
        layout.addWidget(self._title)

    def show_step(self, step: int) -> None:
        """Say that a step begins."""
        titles = (
            _("Choose files"),
            _("Match columns"),
            _("Check what will be added"),
            _("Done"),
        )
        self._count.setText(_("Step {n} of {count}").format(n=step + 1, count=len(titles)))
        self._title.setText(titles[step])
        announce(self, f"{self._count.text()}: {self._title.text()}")
