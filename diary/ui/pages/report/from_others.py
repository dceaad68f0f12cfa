"""The ways to totals of forms and to what a PT has given back, each with how many there are."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from diary.ui.context import PageContext
from diary.ui.widgets.button import push_button
from diary.ui.widgets.flow_layout import FlowLayout
from diary.words import _


class FromOthers(QWidget):
    """`first` stands before the buttons; `take_in_requested` asks for a file of a PT."""

    take_in_requested = Signal()

    def __init__(self, context: PageContext, first: QWidget) -> None:
        super().__init__()
        self._context = context
        self.totals = push_button("", name="report.totals")
        self.pt_notes = push_button("", name="report.pt_notes")
        row = FlowLayout(self)
        for button in (first, self.totals, self.pt_notes):
            row.addWidget(button)
        self.totals.clicked.connect(self._on_totals_clicked)
        self.pt_notes.clicked.connect(self._on_pt_notes_clicked)

    def show_counts(self) -> None:
        """Show how many there are now."""
        diary = self._context.journal.diary
        for button, plain, counted, count in (
            (self.totals, _("Totals of forms…"), _("Totals of forms ({n})…"), len(diary.totals)),
            (self.pt_notes, _("From my PT…"), _("From my PT ({n})…"), len(diary.pt_notes)),
        ):
            text = counted.format(n=count) if count else plain
            button.setText(text)
            button.setAccessibleName(text)

    @Slot()
    def _on_totals_clicked(self) -> None:
        from diary.ui.visits.totals_dialog import TotalsDialog  # noqa: PLC0415 - rarely needed

        TotalsDialog(self._context, self).open()

    @Slot()
    def _on_pt_notes_clicked(self) -> None:
        from diary.ui.visits.pt_notes_dialog import PtNotesDialog  # noqa: PLC0415 - rarely needed

        dialog = PtNotesDialog(self._context, self)
        dialog.take_in_requested.connect(self.take_in_requested)
        dialog.open()
