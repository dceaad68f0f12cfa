"""Notes: what the PT wrote about this file and may hand back, and what the runner wrote."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from PySide6.QtCore import Qt, Signal, SignalInstance, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from diary.domain.diary import Diary
from diary.domain.knee_notes import INITIALS_LONGEST, KneeNotes
from diary.domain.period import ONE_DAY, Span
from diary.domain.pt_note import PtNote
from diary.domain.report_choice import ReportNote, report_notes
from diary.reports.content_parts import VisitReport
from diary.services.ports import IdSource
from diary.services.reviewing import Reviewed
from diary.texts.numbers import Formats
from diary.texts.pt_notes import offer_text, pin_text
from diary.texts.review import more_notes_text, run_choice
from diary.ui.dialogs.form_parts import Labelled
from diary.ui.review import told
from diary.ui.review.offers_form import OffersForm
from diary.ui.review.tab import ReviewTab
from diary.ui.widgets.button import push_button
from diary.ui.widgets.card import Card
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.scroll import VerticalScroll
from diary.ui.widgets.strip import MessageStrip
from diary.words import _

_MOST = 100
_EARLIEST = date(1970, 1, 1)


class NotesTab(ReviewTab):
    """Lists notes and suggestions; what is to be changed is asked for and comes back by `show`.

    `removal_requested` and `offer_removal_requested` carry an id, `offered` a new suggestion,
    `signed` the initials of the PT; `saving_requested` asks to save it all for the runner.
    """

    removal_requested = Signal(str)
    offer_removal_requested = Signal(str)
    offered = Signal(object)
    signed = Signal(str)
    saving_requested = Signal()
    key = "notes"

    def __init__(self, new_id: IdSource, today: date) -> None:
        super().__init__()
        self.setObjectName("review.notes")
        self._diary, self._formats = Diary(), Formats()
        self._own = Card(_("My notes"), name="review.own")
        self._state, self._list = told.Slotted(), told.Slotted()
        self.save = push_button(
            _("Save notes for the runner…"), icon_name="export", name="review.save_notes"
        )
        self.initials = QLineEdit()
        self.initials.setObjectName("review.initials")
        self.initials.setMaxLength(INITIALS_LONGEST)
        self.initials.setAccessibleName(_("My initials"))
        self._offers = told.Slotted()
        self._today = today
        self.form = OffersForm(new_id, today)
        self._theirs, self._before = told.Slotted(), told.Slotted()
        self._lay_out()
        self.save.clicked.connect(self._on_save_clicked)
        self.initials.editingFinished.connect(self._on_initials_editing_finished)
        self.form.offered.connect(self.offered)

    def show_file(self, reviewed: Reviewed, report: VisitReport, formats: Formats) -> None:
        del report
        self._diary, self._formats = reviewed.diary, formats
        self.form.show_limits(self._diary.settings)
        self.form.begin_visit_at(max(reviewed.last_on, self._today))
        span = Span(_EARLIEST, reviewed.last_on + ONE_DAY)
        self._theirs.put(*self._their_parts(span))
        before = list(self._earlier_parts())
        self._before.put(
            *([told.card(_("Notes from a PT in this file"), *before)] if before else ())
        )

    def show_notes(self, notes: KneeNotes, state: str = "") -> None:
        """Show what the PT has written so far, and what there is to say of where it lies."""
        self._state.put(
            *(
                [MessageStrip("info", _("About these notes"), state, name="review.side")]
                if state
                else ()
            )
        )
        rows = [self._note_row(note) for note in notes.notes]
        nothing = _("Nothing yet. Write a note in the line below, about a day, a run or the visit.")
        self._list.put(*(rows or told.lines([nothing], "hint")))
        offers = [
            self._row("", offer_text(each, self._formats), each.id, self.offer_removal_requested)
            for each in notes.offers
        ]
        self._offers.put(*offers)
        self.initials.setText(notes.initials)
        self.save.setEnabled(bool(notes.notes or notes.offers))
        self.order_changed.emit()

    def forget(self) -> None:
        self._diary = Diary()
        for place in (self._state, self._list, self._offers, self._theirs, self._before):
            place.put()

    # ---- building ----

    def _lay_out(self) -> None:
        bar = QWidget()
        row = FlowLayout(bar)
        row.addWidget(Labelled(_("My initials"), self.initials, is_wide=False))
        row.addWidget(self.save)
        self._own.body.addWidget(self._state)
        self._own.body.addWidget(self._list)
        self._own.body.addWidget(bar)
        said = _(
            "Your notes are kept beside this file and never in it. Save them to give them to the"
            " runner, who can take them into their diary."
        )
        self._own.body.addWidget(told.told(said, "hint"))
        about = _("The runner is asked about each of these and can leave it.")
        offers = told.card(_("Suggestions"), told.told(about, "hint"), self._offers, self.form)
        theirs = told.card(_("Notes from the runner"), self._theirs)
        inside = told.column([self._own, offers, theirs, self._before], 12)
        layout = inside.layout()
        if isinstance(layout, QVBoxLayout):
            layout.setContentsMargins(20, 8, 20, 12)
            layout.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        # Without a name for them here Python takes them for forgotten, and all that is inside.
        self._inside, self._cards = inside, (offers, theirs)
        self._scroll = VerticalScroll(inside, name="review.notes.scroll")
        outer.addWidget(self._scroll)

    def _note_row(self, note: PtNote) -> QWidget:
        about = pin_text(note, self._diary.runs, self._formats)
        return self._row(about, note.text, note.id, self.removal_requested)

    def _row(self, about: str, text: str, key: str, removal: SignalInstance) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        texts = [*told.lines([about], "strong"), told.told(text)]
        row.addWidget(told.column(texts, 2), 1)
        remove = push_button(_("Remove"), icon_name="trash", kind="quiet")
        remove.setObjectName(f"review.remove.{key}")
        remove.setAccessibleName(_("Remove: {text}").format(text=text))
        remove.clicked.connect(lambda _on=False: removal.emit(key))
        row.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)
        return made

    def _their_parts(self, span: Span) -> Iterator[QWidget]:
        found = report_notes(self._diary, span)[::-1]
        for note in found[:_MOST]:
            texts = [*told.lines([self._about(note)], "strong"), told.told(note.text.strip())]
            yield told.column(texts, 2)
        yield from told.lines([more_notes_text(len(found[_MOST:]))], "hint")
        if not found:
            yield told.told(_("No notes in this file."), "hint")

    def _earlier_parts(self) -> Iterator[QWidget]:
        for note in list(self._diary.pt_notes.values())[-_MOST:]:
            about = pin_text(note, self._diary.runs, self._formats)
            heading = ", ".join(filter(None, (about, note.author)))
            yield told.column([told.told(heading, "strong"), told.told(note.text)], 2)

    def _about(self, note: ReportNote) -> str:
        if note.run is not None:
            return run_choice(note.run, self._formats)
        return self._formats.day(note.on)

    # ---- slots ----

    @Slot(bool)
    def _on_save_clicked(self, _is_on: bool) -> None:
        self.saving_requested.emit()

    @Slot()
    def _on_initials_editing_finished(self) -> None:
        self.signed.emit(self.initials.text())
