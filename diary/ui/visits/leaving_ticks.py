"""The ticks of what goes along with a report or a file: notes, painkillers, start times."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from diary.domain.diary import Diary
from diary.domain.period import Span
from diary.domain.report_choice import leaving_notes
from diary.ui.visit_wishes import ReportWish
from diary.ui.visits.export_words import notes_text
from diary.ui.widgets.button import push_button
from diary.ui.widgets.chip import TickChip
from diary.words import _


class LeavingTicks(QObject):
    """The ticks, to be laid out by whoever shows them.

    `wish_changed` carries what was chosen, `look_through_requested` asks for the notes one by one.
    """

    wish_changed = Signal(object)
    look_through_requested = Signal()

    def __init__(self, wish: ReportWish, parent: QWidget, *, name: str) -> None:
        super().__init__(parent)
        self._wish = wish
        self.notes = TickChip(_("Notes"), name=f"{name}.notes")
        self.look_through = push_button(
            _("Look through…"), kind="quiet", name=f"{name}.look_through"
        )
        self.painkillers = TickChip(_("Painkiller names"), name=f"{name}.painkillers")
        self.start_times = TickChip(_("Start times"), name=f"{name}.start_times")
        self.notes.clicked.connect(self._on_notes_clicked)
        self.look_through.clicked.connect(self.look_through_requested)
        self.painkillers.clicked.connect(self._on_painkillers_clicked)
        self.start_times.clicked.connect(self._on_start_times_clicked)

    def widgets(self) -> tuple[QWidget, ...]:
        """All of them in reading order."""
        return (self.notes, self.look_through, self.painkillers, self.start_times)

    def show_wish(self, wish: ReportWish, diary: Diary, span: Span) -> tuple[int, int]:
        """Show what is chosen; tell how many notes go along, and of how many."""
        self._wish = wish
        notes = leaving_notes(diary, span)
        kept = sum(note.key not in wish.left_out_notes for note in notes)
        self.notes.setChecked(wish.has_notes)
        self.look_through.setEnabled(wish.has_notes and bool(notes))
        self.look_through.setAccessibleDescription(notes_text(kept, len(notes)))
        self.painkillers.setChecked(wish.has_painkiller_names)
        self.start_times.setChecked(wish.has_start_times)
        return kept, len(notes)

    @Slot(bool)
    def _on_notes_clicked(self, is_on: bool) -> None:
        self.wish_changed.emit(replace(self._wish, has_notes=is_on))

    @Slot(bool)
    def _on_painkillers_clicked(self, is_on: bool) -> None:
        self.wish_changed.emit(replace(self._wish, has_painkiller_names=is_on))

    @Slot(bool)
    def _on_start_times_clicked(self, is_on: bool) -> None:
        self.wish_changed.emit(replace(self._wish, has_start_times=is_on))
