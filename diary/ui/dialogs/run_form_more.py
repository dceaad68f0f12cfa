"""The folded part of the run form: what kind of run it was and what else is known about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from typing import TypeVar

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from diary.domain.knee import Knee
from diary.domain.run import Finish, Hills, RunKind, Surface, WarmUp
from diary.texts.labels import label
from diary.ui.dialogs.form_parts import ChoiceBox, Labelled, NoteField, two_columns
from diary.ui.dialogs.run_draft import RunDraft, one_foot
from diary.ui.dialogs.run_form_signs import RunSigns
from diary.ui.dialogs.run_form_start import RunForm
from diary.ui.dialogs.run_offers import Routine, routine_for
from diary.ui.widgets.button import push_button
from diary.ui.widgets.effort_scale import EffortScale
from diary.ui.widgets.fields import LineField
from diary.ui.widgets.flow_layout import FlowLayout
from diary.words import _

Member = TypeVar("Member", bound=StrEnum)
_TOP = Qt.AlignmentFlag.AlignTop


class MoreFields(QWidget):
    """Type, surface, hills, effort, warm-up, cadence, climb, where the pain began, signs, note.

    `surface_changed` is emitted when the person picks another surface or type, `grown` when a
    field was shown or hidden, `hills_chosen` when what was offered was taken or hills were picked.
    Nothing is answered by itself; what the last run said is offered for a new one.
    """

    surface_changed = Signal()
    hills_chosen = Signal()
    grown = Signal()

    def __init__(self, form: RunForm, knees: Sequence[Knee], *, name: str) -> None:
        super().__init__()
        self._form = form
        formats = form.formats
        self.routine = push_button("", kind="quiet", name=f"{name}.routine_offer")
        self.kind = _choice_box(_("Type"), RunKind, f"{name}.kind")
        self.surface = _choice_box(_("Surface"), Surface, f"{name}.surface")
        self.hills = _choice_box(_("Hills"), Hills, f"{name}.hills")
        self.effort = EffortScale(small=True)
        self.effort.setObjectName(f"{name}.effort")
        self.warmup = _choice_box(_("Warm-up"), WarmUp, f"{name}.warmup")
        self.cadence = LineField(_("Cadence"), unit=_("steps/min"), name=f"{name}.cadence")
        self.both_feet = push_button("", kind="quiet", name=f"{name}.both_feet")
        self.climb = LineField(_("Climb"), unit=_("m"), name=f"{name}.climb")
        self.onset_distance = LineField(
            _("Pain began at, distance"), unit=formats.unit_label(), name=f"{name}.onset_distance"
        )
        self.onset_time = LineField(_("or at, time"), name=f"{name}.onset_time")
        self.note = NoteField(_("Note"), name=f"{name}.note")
        self.offer = push_button("", kind="quiet", name=f"{name}.hills_offer")
        self.signs = RunSigns(knees, name=name)
        self._note = Labelled(_("Note"), self.note)
        # What was wrong is being mended; Save looks again.
        self.note.textChanged.connect(lambda: self.show_note_error(""))
        self._offered: Hills | None = None
        self._routine: Routine | None = None
        self._onset = QWidget()
        self._lay_out()
        self.cadence.edit.textChanged.connect(self._on_cadence_text_changed)
        self.both_feet.clicked.connect(self._on_both_feet_clicked)
        self.offer.clicked.connect(self._on_offer_clicked)
        self.surface.choice_changed.connect(self.surface_changed)
        self.kind.choice_changed.connect(self.surface_changed)
        self.hills.choice_changed.connect(self.hills_chosen)
        self.routine.clicked.connect(self._on_routine_clicked)
        for box in (self.surface, self.hills, self.warmup):
            box.choice_changed.connect(self._on_box_choice_changed)
        self.offer.hide()
        self.routine.hide()
        self._on_cadence_text_changed()

    def fill(self, draft: RunDraft) -> None:
        """Show what a draft holds."""
        self.kind.set_choice(draft.kind)
        self.surface.set_choice(draft.surface)
        self.hills.set_choice(draft.hills)
        self.effort.set_value(draft.rpe)
        self.warmup.set_choice(draft.warmup)
        self.cadence.set_text(draft.cadence)
        self.climb.set_text(draft.climb)
        self.onset_distance.set_text(draft.onset_distance)
        self.onset_time.set_text(draft.onset_time)
        self.signs.fill(draft)
        self.note.setPlainText(draft.note)
        self._note.say_below("")
        self.offer_routine(draft)

    def told(self, draft: RunDraft) -> RunDraft:
        """The draft with what these fields hold."""
        return replace(
            self.signs.told(draft),
            kind=_member(RunKind, self.kind.choice()),
            surface=_member(Surface, self.surface.choice()),
            hills=_member(Hills, self.hills.choice()),
            rpe=self.effort.value(),
            warmup=_member(WarmUp, self.warmup.choice()),
            cadence=self.cadence.text(),
            climb=self.climb.text(),
            onset_distance=self.onset_distance.text(),
            onset_time=self.onset_time.text(),
            note=self.note.toPlainText(),
        )

    def fields(self) -> dict[str, LineField]:
        """The lines that can be wrong, by the field of the run they become."""
        return {
            "cadence_spm": self.cadence,
            "ascent_m": self.climb,
            "pain_onset_m": self.onset_distance,
            "pain_onset_s": self.onset_time,
        }

    def offer_hills(self, hills: Hills | None) -> None:
        """Offer what the climb says about the hills, or nothing."""
        was_hidden, self._offered = self.offer.isHidden(), hills
        if hills is not None:
            text = _("With that climb: {hills}?").format(hills=label(hills).lower())
            self.offer.setText(text)
            self.offer.setAccessibleName(text)
        self.offer.setHidden(hills is None)
        if self.offer.isHidden() != was_hidden:
            self.grown.emit()

    def offer_routine(self, draft: RunDraft) -> None:
        """Offer for a new run what the last one before it said, as far as that is not answered."""
        is_new = self._form.base is None
        self._routine = routine_for(draft, self._form.others) if is_new else None
        if self._routine is not None:
            text = self._routine.text(self._form.formats)
            self.routine.setText(text)
            self.routine.setAccessibleName(text)
        was_hidden = self.routine.isHidden()
        self.routine.setHidden(self._routine is None)
        if self.routine.isHidden() != was_hidden:
            self.grown.emit()

    def show_note_error(self, error: str) -> None:
        """Say below the note what is wrong with it; an empty text takes that away."""
        self._note.say_below(error, is_error=bool(error))

    def show_onset(self, *, is_shown: bool) -> None:
        """Ask where the pain began, or do not."""
        if is_shown == self._onset.isHidden():
            self._onset.setVisible(is_shown)
            self.grown.emit()

    def hint_note(self, finish: Finish | None) -> None:
        """Ask in the note what happened when the knee ended the run."""
        is_knee = finish is Finish.CUT_SHORT_KNEE
        self.note.setPlaceholderText(_("What happened?") if is_knee else "")

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        choices = two_columns()
        choices.addWidget(Labelled(_("Type"), self.kind), 0, 0)
        choices.addWidget(Labelled(_("Surface"), self.surface), 0, 1)
        choices.addWidget(Labelled(_("Hills"), self.hills), 1, 0)
        choices.addWidget(Labelled(_("Warm-up"), self.warmup), 1, 1)
        layout.addLayout(choices)
        layout.addWidget(self.routine, 0, Qt.AlignmentFlag.AlignLeading)
        layout.addWidget(Labelled(_("Effort, 1 very easy to 10 all out"), self.effort))
        numbers = two_columns()
        numbers.addWidget(self.cadence, 0, 0, _TOP)
        numbers.addWidget(self.climb, 0, 1, _TOP)
        layout.addLayout(numbers)
        feet = FlowLayout(layout)
        feet.addWidget(self.both_feet)
        feet.addWidget(self.offer)
        onset = two_columns()
        onset.addWidget(self.onset_distance, 0, 0, _TOP)
        onset.addWidget(self.onset_time, 0, 1, _TOP)
        self._onset.setLayout(onset)
        self._onset.hide()
        layout.addWidget(self._onset)
        layout.addWidget(self.signs)
        layout.addWidget(self._note)

    @Slot()
    def _on_box_choice_changed(self) -> None:
        self.offer_routine(self.told(self._form.start))

    @Slot()
    def _on_routine_clicked(self) -> None:
        if self._routine is None:
            return
        filled = self._routine.filled(self.told(self._form.start))
        self.surface.set_choice(filled.surface)
        self.hills.set_choice(filled.hills)
        self.warmup.set_choice(filled.warmup)
        self.surface.setFocus()
        self.offer_routine(filled)
        self.surface_changed.emit()
        self.hills_chosen.emit()

    @Slot()
    def _on_offer_clicked(self) -> None:
        self.hills.set_choice(self._offered)
        self.hills.setFocus()
        self.hills_chosen.emit()

    @Slot()
    def _on_cadence_text_changed(self) -> None:
        steps = one_foot(self.cadence.text())
        was_hidden = self.both_feet.isHidden()
        if steps is not None:
            text = _("Is that one foot? Use {steps}").format(steps=steps)
            self.both_feet.setText(text)
            self.both_feet.setAccessibleName(text)
        self.both_feet.setHidden(steps is None)
        if self.both_feet.isHidden() != was_hidden:
            self.grown.emit()

    @Slot()
    def _on_both_feet_clicked(self) -> None:
        steps = one_foot(self.cadence.text())
        if steps is not None:
            self.cadence.edit.setFocus()
            self.cadence.set_text(str(steps))


def _choice_box(text: str, kind: type[Member], name: str) -> ChoiceBox:
    choices: list[tuple[object, str]] = [(None, _("Not given"))]
    choices += [(member, label(member)) for member in kind]
    box = ChoiceBox(text, choices, name=name)
    box.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToContents)
    return box


def _member(kind: type[Member], choice: object) -> Member | None:
    return choice if isinstance(choice, kind) else None
