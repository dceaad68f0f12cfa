"""The heading of the four steps: where one is, and what is done there."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from diary.ui.widgets.announce import announce
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.text import flowing_label
from diary.words import _

CHOOSE, MATCH, CHECK, DONE = range(4)


class StepHeading(QWidget):
    """One line: "Step 3 of 4: Check what will be added"."""

    def __init__(self) -> None:
        super().__init__()
        self._count = flowing_label("", role="hint", name="import.count")
        self._title = flowing_label("", role="card_title", name="import.title")
        line = FlowLayout(self, row_spacing=2)
        line.addWidget(self._count)
        line.addWidget(self._title)

    def show_step(self, step: int) -> None:
        """Say that a step begins."""
        titles = (
            _("Choose files"),
            _("Match columns"),
            _("Check what will be added"),
            _("Done"),
        )
        self._count.setText(_("Step {n} of {count}:").format(n=step + 1, count=len(titles)))
        self._title.setText(titles[step])
        announce(self, f"{self._count.text()} {self._title.text()}")
