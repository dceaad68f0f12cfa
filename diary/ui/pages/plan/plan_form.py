"""The form of a plan; it hands back a `Plan` and saves nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from diary.domain.diary import Diary
from diary.domain.errors import InvalidValueError, Reason
from diary.domain.exercise import KeptExercise
from diary.domain.exercise_lists import SIX_WEEKS
from diary.domain.plan import MOBILITY_MOST, RUNS_MOST, SESSIONS_MOST, STRENGTH_MOST, Plan
from diary.domain.settings import SetBy
from diary.texts.exercise_lists import ask_pt_plan_text, six_weeks_name
from diary.texts.labels import label
from diary.texts.numbers import Formats
from diary.texts.problems import problem_text
from diary.ui.dialogs.draft_form import DraftFormDialog
from diary.ui.dialogs.form_parts import ChoiceBox, Labelled, two_columns
from diary.ui.pages.plan.form_section import section
from diary.ui.pages.plan.plan_draft import (
    FieldErrors,
    PlanDraft,
    plan_notes,
    plan_of,
    six_weeks_draft,
)
from diary.ui.widgets.announce import announce
from diary.ui.widgets.button import push_button
from diary.ui.widgets.chip import TickChip
from diary.ui.widgets.chip_group import ChipGroup
from diary.ui.widgets.date_button import DateButton
from diary.ui.widgets.fields import LineField
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.text import plain_label
from diary.words import _

NAME = "plan_form"


@dataclass(frozen=True, slots=True)
class PlanForm:
    """What the form is opened with; `exercises` are those that can be chosen."""

    plan_id: str
    opened: PlanDraft
    is_new: bool
    diary: Diary
    exercises: Sequence[KeptExercise]
    today: date
    formats: Formats


class PlanFormDialog(DraftFormDialog[PlanDraft]):
    """Asks for one plan; after `accept`, `plan` returns it.

    `end_requested` and `delete_requested` ask for that instead; the dialog is closed by then.
    """

    end_requested = Signal()
    delete_requested = Signal()

    def __init__(self, form: PlanForm, parent: QWidget | None = None) -> None:
        title = _("Make a plan") if form.is_new else _("Edit plan")
        super().__init__(title, _("Save plan"), name=NAME, parent=parent)
        self._form = form
        self._plan: Plan | None = None
        self._build(form)
        self._lay_out()
        self.start = form.opened
        self.fill(form.opened)
        first = self.first()
        first.setFocus()
        first.selectAll()

    def plan(self) -> Plan | None:
        """The plan, once it was accepted."""
        return self._plan

    def first(self) -> QLineEdit:
        """The field to begin with: a name, or the target, which is what is changed most."""
        return (self._name if self._form.is_new else self._strength).edit

    def submit(self) -> None:
        """Check the fields and accept."""
        form = self._form
        plan, errors = plan_of(self.typed(), form.plan_id, form.diary, form.today)
        self._show_errors(errors)
        if plan is not None:
            self._plan = plan
            self.accept()

    def _build(self, form: PlanForm) -> None:
        self._six = push_button(six_weeks_name(), name=f"{NAME}.six_weeks")
        self._six.clicked.connect(self._on_six_clicked)
        self._name = LineField(_("Name"), name=f"{NAME}.name")
        self._from = DateButton(form.opened.from_on, label=_("First day"), name=f"{NAME}.from")
        self._has_end = TickChip(_("Has a last day"), name=f"{NAME}.has_end")
        self._until = DateButton(form.opened.from_on, label=_("Last day"), name=f"{NAME}.until")
        self._strength = _target(_("Strength a week"), STRENGTH_MOST, "strength")
        self._mobility = _target(_("Mobility a week"), MOBILITY_MOST, "mobility")
        self._runs = _target(_("Runs a week"), RUNS_MOST, "runs")
        hint = _("Whole plan, 1 to {most}, or empty").format(most=SESSIONS_MOST)
        self._total = LineField(_("Sessions in all"), hint=hint, name=f"{NAME}.total")
        people = [(each, label(each)) for each in SetBy]
        self._set_by = ChoiceBox(_("Set by"), people, name=f"{NAME}.set_by")
        self._exercises = ChipGroup(
            {each.id: each.name for each in form.exercises}, name=f"{NAME}.exercises"
        )
        self._notes = plain_label("", role="hint", word_wrap=True, name=f"{NAME}.notes")
        self._end_error = plain_label("", role="error", word_wrap=True, name=f"{NAME}.until.error")
        self._end_error.hide()
        self._end = push_button(_("End it today"), name=f"{NAME}.end")
        self._delete = push_button(_("Delete plan"), name=f"{NAME}.delete")
        self._end.clicked.connect(self._on_end_clicked)
        self._delete.clicked.connect(self._on_delete_clicked)
        self._from.date_picked.connect(self._on_from_date_picked)
        self._until.date_picked.connect(self._on_days_changed)
        self._has_end.clicked.connect(self._on_has_end_clicked)

    def _lay_out(self) -> None:
        form = self._form
        if form.is_new:
            ready = QWidget()
            FlowLayout(ready).addWidget(self._six)
            self.body.addWidget(section(_("Start from"), ready))
            self.body.addWidget(plain_label(ask_pt_plan_text(), role="hint", word_wrap=True))
        grid = two_columns()
        grid.addWidget(self._name, 0, 0, 1, 2)
        grid.addWidget(Labelled(_("First day"), self._from, is_wide=False), 1, 0)
        end = QWidget()
        row = FlowLayout(end)
        row.addWidget(self._has_end)
        row.addWidget(self._until)
        # Beside the first day, the chip and the date would not fit into one line.
        grid.addWidget(section(_("Last day"), end, self._end_error), 2, 0, 1, 2)
        grid.addWidget(self._strength, 3, 0)
        grid.addWidget(self._mobility, 3, 1)
        grid.addWidget(self._runs, 4, 0)
        grid.addWidget(self._total, 4, 1)
        grid.addWidget(Labelled(_("Set by"), self._set_by), 5, 0)
        self.body.addLayout(grid)
        none = plain_label(
            _("Add exercises on the page first; then they can be chosen here."),
            role="hint",
            word_wrap=True,
        )
        chosen = self._exercises if form.exercises else none
        self.body.addWidget(section(_("Exercises"), chosen))
        self.body.addWidget(self._notes)
        if not form.is_new:
            ways = QWidget()
            row = FlowLayout(ways)
            row.addWidget(self._end)
            row.addWidget(self._delete)
            is_running = form.opened.until is None or form.opened.until > form.today
            self._end.setHidden(form.opened.from_on > form.today or not is_running)
            self.body.addWidget(ways)
        self.body.addStretch(1)

    def fill(self, draft: PlanDraft) -> None:
        """Show a draft in the fields; exercises that are not there any more are left out."""
        self._name.set_text(draft.name)
        self._from.set_day(draft.from_on)
        self._has_end.setChecked(draft.until is not None)
        self._until.set_day(draft.until or SIX_WEEKS.until(draft.from_on))
        self._until.setEnabled(draft.until is not None)
        self._strength.set_text(draft.strength)
        self._mobility.set_text(draft.mobility)
        self._runs.set_text(draft.runs)
        self._total.set_text(draft.total)
        self._set_by.set_choice(draft.set_by)
        self._exercises.set_answers(dict.fromkeys(draft.exercise_ids, True))
        self._say_notes()

    def typed(self) -> PlanDraft:
        """What the fields hold."""
        shown = [each.id for each in self._form.exercises]
        answers = self._exercises.answers()
        # The order stays that of the plan; what is put aside stays part of it.
        kept = [each for each in self._form.opened.exercise_ids if answers.get(each, True)]
        new = [each for each in shown if answers[each] and each not in kept]
        set_by = self._set_by.choice()
        return replace(
            self._form.opened,
            from_on=self._from.day(),
            until=self._until.day() if self._has_end.isChecked() else None,
            name=self._name.text(),
            strength=self._strength.text(),
            mobility=self._mobility.text(),
            runs=self._runs.text(),
            total=self._total.text(),
            set_by=set_by if isinstance(set_by, SetBy) else SetBy.ME,
            exercise_ids=(*kept, *new),
        )

    def _say_notes(self) -> None:
        form = self._form
        notes = plan_notes(self.typed(), form.plan_id, form.diary, form.today)
        self._notes.setText("\n".join(notes))
        self._notes.setHidden(not notes)
        self.fit()

    def _show_errors(self, errors: FieldErrors) -> None:
        lines = {
            "name": self._name,
            "strength": self._strength,
            "per_week": self._strength,
            "mobility": self._mobility,
            "runs": self._runs,
            "total_sessions": self._total,
        }
        wrong: list[QWidget] = []
        for line in lines.values():
            line.set_error("")
        for field, line in lines.items():
            if field in errors:
                line.set_error(self._problem(errors[field]))
                wrong.append(line.edit)
        end = errors.get("until") or errors.get("from")
        text = "" if end is None else self._problem(end)
        self._end_error.setText(text)
        self._end_error.setHidden(not text)
        self._until.setAccessibleDescription(text)
        if text:
            wrong.append(self._until)
            announce(self, text)
        if wrong:
            self.fit()
            wrong[0].setFocus()

    def _problem(self, error: InvalidValueError) -> str:
        if self._form.is_new and error.field == "per_week" and error.reason is Reason.REQUIRED:
            return _("Set at least one target above 0.")
        return problem_text(error, self._form.formats)

    @Slot()
    def _on_end_clicked(self) -> None:
        self.reject()
        self.end_requested.emit()

    @Slot()
    def _on_delete_clicked(self) -> None:
        self.reject()
        self.delete_requested.emit()

    @Slot()
    def _on_six_clicked(self) -> None:
        ids = self.typed().exercise_ids or tuple(each.id for each in self._form.exercises)
        self.fill(six_weeks_draft(self._from.day(), ids))

    @Slot()
    def _on_has_end_clicked(self) -> None:
        self._until.setEnabled(self._has_end.isChecked())
        self._on_days_changed()

    @Slot()
    def _on_from_date_picked(self) -> None:
        if self._until.day() < self._from.day():
            self._until.set_day(SIX_WEEKS.until(self._from.day()))
        self._on_days_changed()

    @Slot()
    def _on_days_changed(self) -> None:
        self._end_error.hide()
        self._say_notes()


def _target(title: str, most: int, key: str) -> LineField:
    hint = _("0 to {most}, empty for no target").format(most=most)
    return LineField(title, hint=hint, name=f"{NAME}.{key}")
