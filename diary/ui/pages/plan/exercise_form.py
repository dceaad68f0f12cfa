"""The form of an exercise; it hands back a `KeptExercise` and saves nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from diary.domain.errors import InvalidValueError, Reason
from diary.domain.exercise import NAME_LONGEST, BodyArea, KeptExercise, Side
from diary.texts.labels import label
from diary.texts.plans import weight_unit
from diary.texts.problems import problem_text
from diary.ui.dialogs.draft_form import DraftFormDialog
from diary.ui.dialogs.error_lines import ErrorLines
from diary.ui.dialogs.form_parts import ChoiceBox, Labelled, NoteField, two_columns
from diary.ui.pages.plan.form_section import section
from diary.ui.pages.plan.plan_draft import (
    BOUNDS,
    ExerciseDraft,
    ExerciseSheet,
    FieldErrors,
    exercise_of,
)
from diary.ui.widgets.announce import announce
from diary.ui.widgets.chip import TickChip
from diary.ui.widgets.chip_group import ChipGroup
from diary.ui.widgets.fields import LineField
from diary.ui.widgets.text import plain_label
from diary.words import _

NAME = "exercise_form"


class ExerciseFormDialog(DraftFormDialog[ExerciseDraft]):
    """Asks for one exercise; after `accept`, `kept` returns it."""

    def __init__(self, sheet: ExerciseSheet, parent: QWidget | None = None) -> None:
        title = _("Add exercise") if sheet.base is None else _("Edit exercise")
        super().__init__(title, _("Save exercise"), name=NAME, parent=parent)
        self._sheet = sheet
        self._kept: KeptExercise | None = None
        self._build()
        self._lay_out()
        self.start = sheet.opened
        self.fill(sheet.opened)
        self.first().setFocus()
        self.first().selectAll()

    def kept(self) -> KeptExercise | None:
        """The exercise, once it was accepted."""
        return self._kept

    def first(self) -> QLineEdit:
        """The field to begin with."""
        return self._name.edit

    def submit(self) -> None:
        """Check the fields and accept."""
        kept, errors = exercise_of(self.typed(), self._sheet)
        self._show_errors(errors)
        if kept is not None:
            self._kept = kept
            self.accept()

    def _build(self) -> None:
        hint = _("In your words, or those of your PT")
        self._name = LineField(_("Name"), hint=hint, name=f"{NAME}.name")
        self._name.edit.textChanged.connect(self._on_name_text_changed)
        self._areas = ChipGroup(
            {area.value: label(area) for area in BodyArea}, name=f"{NAME}.areas"
        )
        self._sets = LineField(_("Sets"), hint=_range("sets"), name=f"{NAME}.sets")
        self._reps = LineField(_("Repeats"), hint=_range("reps"), name=f"{NAME}.reps")
        self._seconds = LineField(
            _("Hold"), unit=_("s"), hint=_range("seconds"), name=f"{NAME}.seconds"
        )
        unit = weight_unit(self._sheet.formats)
        self._load = LineField(_("Weight"), unit=unit, name=f"{NAME}.load")
        sides: list[tuple[object, str]] = [(None, _("Not given"))]
        sides += [(side, label(side)) for side in Side]
        self._side = ChoiceBox(_("Side"), sides, name=f"{NAME}.side")
        self._from_pt = TickChip(_("From my PT"), name=f"{NAME}.from_pt")
        self._note = NoteField(_("Note"), name=f"{NAME}.note")
        self._note_error = plain_label("", role="error", word_wrap=True)
        self._note_error.hide()
        self._errors = ErrorLines(
            self,
            {
                "name": self._name,
                "sets": self._sets,
                "reps": self._reps,
                "seconds": self._seconds,
                "load_kg": self._load,
            },
            lambda: exercise_of(self.typed(), self._sheet)[1],
            lambda error: problem_text(error, self._sheet.formats),
        )

    def _lay_out(self) -> None:
        grid = two_columns()
        grid.addWidget(self._name, 0, 0, 1, 2)
        grid.addWidget(section(_("For"), self._areas), 1, 0, 1, 2)
        grid.addWidget(self._sets, 2, 0)
        grid.addWidget(self._reps, 2, 1)
        grid.addWidget(self._seconds, 3, 0)
        grid.addWidget(self._load, 3, 1)
        grid.addWidget(Labelled(_("Side"), self._side), 4, 0)
        side = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeading
        grid.addWidget(self._from_pt, 4, 1, side)
        grid.addWidget(section(_("Note"), self._note, self._note_error), 5, 0, 1, 2)
        self.body.addLayout(grid)
        self.body.addStretch(1)

    def fill(self, draft: ExerciseDraft) -> None:
        """Show a draft in the fields."""
        self._name.set_text(draft.name)
        self._areas.set_answers({area.value: True for area in draft.areas})
        self._sets.set_text(draft.sets)
        self._reps.set_text(draft.reps)
        self._seconds.set_text(draft.seconds)
        self._load.set_text(draft.load)
        self._side.set_choice(draft.side)
        self._from_pt.setChecked(draft.from_pt)
        self._note.setPlainText(draft.note)

    def typed(self) -> ExerciseDraft:
        """What the fields hold."""
        areas, side = self._areas.answers(), self._side.choice()
        return ExerciseDraft(
            self._name.text(),
            tuple(area for area in BodyArea if areas[area.value]),
            self._sets.text(),
            self._reps.text(),
            self._seconds.text(),
            self._load.text(),
            side if isinstance(side, Side) else None,
            self._note.toPlainText(),
            self._from_pt.isChecked(),
        )

    def _show_errors(self, errors: FieldErrors) -> None:
        wrong: list[QWidget] = [*self._errors.show(errors)]
        note_error = errors.get("note")
        text = problem_text(note_error, self._sheet.formats) if note_error else ""
        self._note_error.setText(text)
        self._note_error.setHidden(not text)
        if text:
            wrong.append(self._note)
            announce(self, text)
        if wrong:
            self.fit()
            wrong[0].setFocus()

    @Slot(str)
    def _on_name_text_changed(self, text: str) -> None:
        """Say that a name is too long while it is typed, and keep what was typed."""
        is_long = len(text.strip()) > NAME_LONGEST
        error = InvalidValueError("name", Reason.TOO_LONG, high=NAME_LONGEST)
        self._name.set_error(problem_text(error, self._sheet.formats) if is_long else "")
        self.fit()


def _range(field: str) -> str:
    low, high = BOUNDS[field]
    return _("{low} to {high}, or empty").format(low=low, high=high)
