"""The form of one run; it hands back a `Run` and saves nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from diary.domain.errors import InvalidValueError
from diary.domain.run import Finish, Run
from diary.domain.units import format_duration, parse_duration_s
from diary.texts.labels import label
from diary.texts.problems import problem_text
from diary.ui.dialogs.error_lines import ErrorLines
from diary.ui.dialogs.form_dialog import FormDialog
from diary.ui.dialogs.form_parts import ChoiceBox, Fold, Labelled, two_columns
from diary.ui.dialogs.run_doubts import Doubt, doubts, shoe_day_doubt
from diary.ui.dialogs.run_draft import RunDraft, RunSheet
from diary.ui.dialogs.run_filling import FieldErrors, run_of
from diary.ui.dialogs.run_form_more import MoreFields
from diary.ui.dialogs.run_form_pain import PainRows
from diary.ui.dialogs.run_form_stage import StageField
from diary.ui.dialogs.run_form_start import RunForm
from diary.ui.dialogs.run_form_words import (
    day_read_text,
    error_text,
    question,
    shoe_day_text,
    title,
)
from diary.ui.dialogs.run_line import line_of, with_line
from diary.ui.dialogs.run_offers import hills_of
from diary.ui.dialogs.run_typed_words import TypedWords
from diary.ui.dialogs.shoe_choice import ShoeChoice
from diary.ui.focus_order import put_in_order
from diary.ui.widgets.announce import announce
from diary.ui.widgets.date_button import DateButton
from diary.ui.widgets.fields import ChoiceRow, LineField
from diary.ui.widgets.text import plain_label
from diary.words import _

NAME = "run_form"
_ADD_SHOE = "add"


class RunFormDialog(FormDialog):
    """Asks for one run; after `accept`, `run` returns it.

    `add_shoe_requested` is answered with `take_shoes`; `open_run_requested` carries the id of the
    run that looks the same; `draft_dropped` tells that an older draft is not wanted any more.
    """

    add_shoe_requested = Signal()
    open_run_requested = Signal(str)

    def __init__(self, form: RunForm, parent: QWidget | None = None) -> None:
        is_new = form.base is None
        super().__init__(title(form.base), _("Save run"), name=NAME, parent=parent)
        self._form = form
        self._opened = form.start
        self._run: Run | None = None
        self._kept_doubts: list[Doubt] = []
        self._asked: list[Doubt] = []
        self._is_shoe_chosen = False
        # What a line said about the day, until another day is picked.
        self._day_read, self._is_day_unseen = "", False
        self._shoes = {choice.shoe.id: choice for choice in form.shoes}
        self._build(form)
        self._lay_out()
        self._join()
        self._fill(self._opened)
        self._more.set_open(not is_new or self._more.is_open())
        if form.kept is not None and form.kept != self._opened:
            kept = form.kept
            text = _("Continue the run you started?") if is_new else _("Continue your changes?")
            take, last = partial(self._fill, kept), self.cancel_button
            self.offer_draft(text, take, lambda: self._distance.edit, last)
        self._distance.edit.setFocus()

    def run(self) -> Run | None:
        """The run, once it was accepted."""
        return self._run

    def draft(self) -> RunDraft | None:
        """What is typed; None when nothing was changed."""
        told = self._told()
        return None if told == self._opened else told

    def take_shoes(self, shoes: Sequence[ShoeChoice], chosen_id: str) -> None:
        """Offer these pairs and choose the one that was just added."""
        self._shoes = {choice.shoe.id: choice for choice in shoes}
        self._shoe.set_choices(self._shoe_choices())
        self._shoe.set_choice(chosen_id)
        self._is_shoe_chosen = True
        self._on_shoe_day_changed()

    def submit(self) -> None:
        """Check the fields, ask about what looks odd, and accept."""
        self._spread_line()
        if self._is_day_unseen:
            # A day that was read out of a line is seen before it is kept.
            self._is_day_unseen = False
            self._date.setFocus()
            self.keep_in_view(self._date)
            return
        run, errors = self._read()
        self._show_errors(errors)
        if run is None:
            self.clear_strips()
            self._asked = []
            return
        open_doubts = [
            each for each in doubts(run, self._form.others) if each not in self._kept_doubts
        ]
        # A second press of Save is an answer too: doubts never block.
        if open_doubts and open_doubts != self._asked:
            self._ask(open_doubts)
            return
        self._run = run
        self.accept()

    # ---- building ----

    def _build(self, form: RunForm) -> None:
        unit = form.formats.unit_label()
        self._date = DateButton(
            self._opened.on, label=_("Date"), last_day=form.today, name=f"{NAME}.date"
        )
        self._start = LineField(_("Start"), hint=_("Such as 18:05"), name=f"{NAME}.start")
        hint = _("Or all in one line: 8.2 km 45:10 easy")
        self._distance = LineField(_("Distance"), unit=unit, hint=hint, name=f"{NAME}.distance")
        self._time = LineField(_("Time"), hint=_("45, 45:10 or 1:05:00"), name=f"{NAME}.time")
        self._typed = TypedWords(form, name=NAME)
        self._shoe = ChoiceBox(_("Shoe"), self._shoe_choices(), name=f"{NAME}.shoe")
        self._shoe_field = Labelled(_("Shoe"), self._shoe)
        self._pain = PainRows(form.knees_on, name=f"{NAME}.pain")
        self._pain.set_scores(self._opened.scores)
        finishes = {member.value: label(member) for member in Finish}
        self._finish = ChoiceRow(_("Finished?"), finishes, name=f"{NAME}.finish")
        self._stage = StageField(form.run_walk, self._opened, name=NAME)
        self._more = Fold(_("More"), name=f"{NAME}.more")
        self._fields = MoreFields(form, self._pain.ask_on(self._opened.on), name=NAME)

    def _lay_out(self) -> None:
        top = two_columns()
        self._day = Labelled(_("Date"), self._date, is_wide=False)
        top.addWidget(self._day, 0, 0)
        top.addWidget(self._start, 0, 1)
        top.addWidget(self._distance, 1, 0)
        top.addWidget(self._time, 1, 1)
        top.addWidget(self._typed, 2, 0, 1, 2)
        top.addWidget(self._shoe_field, 3, 0, 1, 2)
        self.body.addLayout(top)
        self.body.addWidget(self._pain)
        # A walk or a ride has no pain moments of its own.
        base = self._form.base
        self._pain.setHidden(base is not None and not base.is_run and not self._opened.scores)
        finish = QVBoxLayout()
        finish.setSpacing(4)
        finish.addWidget(plain_label(_("Finished?"), role="strong"))
        finish.addWidget(self._finish)
        self.body.addLayout(finish)
        self.body.addWidget(self._stage)
        self._more.body.addWidget(self._fields)
        self.body.addWidget(self._more)
        self.body.addStretch(1)
        self._order_stops()

    def _order_stops(self) -> None:
        more = self._fields
        stops: list[QWidget] = [self._date, self._start.edit, self._distance.edit]
        stops += [self._time.edit, self._shoe]
        stops += [cell for scale in self._pain.scales() for cell in scale.cells()]
        stops += [self._finish.chip(member.value) for member in Finish]
        stops += [self._stage.box, self._more.button]
        stops += [more.kind, more.surface, more.hills, more.warmup, more.routine]
        stops += [*more.effort.cells(), more.cadence.edit, more.climb.edit]
        stops += [more.both_feet, more.offer, more.onset_distance.edit, more.onset_time.edit]
        stops += [*more.signs.tab_stops(), more.note, self.save_button, self.cancel_button]
        put_in_order(stops)

    def _join(self) -> None:
        lines = {"started_at": self._start, "distance_m": self._distance, "moving_s": self._time}
        self._errors = ErrorLines(
            self,
            {**lines, **self._fields.fields()},
            lambda: self._read()[1],
            lambda error: error_text(error, self._form.formats),
        )
        self._date.date_picked.connect(self._on_date_date_picked)
        self._distance.edit.textChanged.connect(self._on_pace_parts_changed)
        self._distance.edit.editingFinished.connect(self._on_distance_editing_finished)
        self._time.edit.textChanged.connect(self._on_pace_parts_changed)
        self._time.edit.editingFinished.connect(self._on_time_editing_finished)
        self._shoe.choice_changed.connect(self._on_shoe_choice_changed)
        self._pain.scores_changed.connect(self._on_pain_scores_changed)
        self._finish.choice_changed.connect(self._on_finish_choice_changed)
        self._more.fold_changed.connect(self.fit)
        self._fields.grown.connect(self.fit)
        self._stage.box.choice_changed.connect(self.fit)
        self._fields.surface_changed.connect(self._on_fields_surface_changed)
        self._fields.hills_chosen.connect(self._on_climb_changed)
        self._fields.climb.edit.textChanged.connect(self._on_climb_changed)

    # ---- what is typed ----

    def _fill(self, draft: RunDraft) -> None:
        self._date.set_day(draft.on)
        self._start.set_text(draft.start)
        self._distance.set_text(draft.distance)
        self._time.set_text(draft.time)
        self._shoe.set_choice(draft.shoe_id)
        self._chosen_shoe = self._shoe.choice()
        self._pain.set_scores(draft.scores)
        self._finish.set_choice(draft.finish.value if draft.finish else None)
        self._fields.fill(draft)
        self._stage.fill(draft)
        # What is kept with the run is seen before it is kept.
        self._more.set_open(self._more.is_open() or draft.has_more)
        self._fields.hint_note(draft.finish)
        self._on_pain_scores_changed()
        self._on_pace_parts_changed()
        self._on_shoe_day_changed()

    def _told(self) -> RunDraft:
        finish, shoe_id = self._finish.choice(), self._shoe.choice()
        draft = replace(
            self._opened,
            on=self._date.day(),
            start=self._start.text(),
            distance=self._distance.text(),
            time=self._time.text(),
            shoe_id=shoe_id if isinstance(shoe_id, str) else None,
            scores=self._pain.scores(),
            finish=Finish(finish) if finish else None,
        )
        return self._stage.told(self._fields.told(draft))

    def _spread_line(self) -> None:
        """Take a whole run that was typed as the distance apart, if it is one."""
        formats = self._form.formats
        shoes = {choice.shoe.name: shoe_id for shoe_id, choice in self._shoes.items()}
        line = line_of(self._distance.text(), self._form.today, shoes, formats)
        filled = with_line(self._told(), line, formats)
        if filled is None:
            return
        self._is_shoe_chosen = self._is_shoe_chosen or line.shoe_id is not None
        self._fill(filled)
        if line.kind or line.surface:
            self._on_fields_surface_changed()
        self._day_read = day_read_text(line.on, formats) if line.on else ""
        self._is_day_unseen = line.on is not None
        self._day.say_below(self._day_read)
        told = _("The line was spread over the fields.")
        announce(self, f"{told} {self._day_read}".strip())

    def _shoe_choices(self) -> list[tuple[object, str]]:
        choices: list[tuple[object, str]] = [(None, _("No shoe recorded"))]
        choices += [(shoe_id, choice.text) for shoe_id, choice in self._shoes.items()]
        return [*choices, (_ADD_SHOE, _("Add shoe…"))]

    # ---- errors and doubts ----

    def _read(self) -> tuple[Run | None, FieldErrors]:
        form = self._form
        sheet = RunSheet(form.run_id, form.base, self._opened, form.formats.unit, form.stamp())
        return run_of(self._told(), sheet)

    def _show_errors(self, errors: FieldErrors) -> None:
        wrong: list[QWidget] = [*self._errors.show(errors)]
        day_error, note_error = errors.get("on"), errors.get("note")
        said = self._problem(day_error) or self._day_read
        self._day.say_below(said, is_error=day_error is not None)
        self._fields.show_note_error(self._problem(note_error))
        wrong = [self._date, *wrong] if day_error else wrong
        wrong += [self._fields.note] if note_error else []
        if wrong:
            in_fold = self._fields.isAncestorOf(wrong[0])
            self._more.set_open(self._more.is_open() or in_fold)
            wrong[0].setFocus()
            self.keep_in_view(wrong[0])
        else:
            self.fit()

    def _problem(self, error: InvalidValueError | None) -> str:
        return "" if error is None else problem_text(error, self._form.formats)

    def _ask(self, found: list[Doubt]) -> None:
        self._asked = found
        self.show_strips([question(each, self._form.formats) for each in found], self._on_answer)

    def _on_answer(self, key: str, action: str) -> None:
        doubt = next(each for each in self._asked if each.kind == key)
        if action == "open" and doubt.other is not None:
            self.reject()
            self.open_run_requested.emit(doubt.other.id)
            return
        self.clear_strips()
        if action == "fix":
            self._asked = []
            self._distance.edit.setFocus()
            return
        self._kept_doubts.append(doubt)
        self._asked = []
        self.submit()

    # ---- slots ----

    @Slot()
    def _on_date_date_picked(self) -> None:
        self._day_read, self._is_day_unseen = "", False
        self._day.say_below("")
        # A start that was still to come may be over on another day.
        self._errors.look_again()
        self._on_shoe_day_changed()
        self._on_pace_parts_changed()

    @Slot()
    def _on_pace_parts_changed(self) -> None:
        self._typed.show_draft(self._told())
        self.fit()
        self._on_climb_changed()

    @Slot()
    def _on_distance_editing_finished(self) -> None:
        self._spread_line()
        # On the way to the next field it is seen; Enter and a click on Save keep at once.
        if QApplication.focusWidget() not in {None, self._distance.edit, self.save_button}:
            self._is_day_unseen = False

    @Slot()
    def _on_time_editing_finished(self) -> None:
        try:
            seconds = parse_duration_s(self._time.text())
        except InvalidValueError:
            return
        shown = format_duration(seconds)
        if self._time.text() != self._opened.time and self._time.text() != shown:
            self._time.edit.setText(shown)

    @Slot(object)
    def _on_shoe_choice_changed(self, choice: object) -> None:
        if choice == _ADD_SHOE:
            self._shoe.set_choice(self._chosen_shoe)
            self.add_shoe_requested.emit()
            return
        self._is_shoe_chosen = True
        self._on_shoe_day_changed()

    @Slot()
    def _on_shoe_day_changed(self) -> None:
        self._chosen_shoe = self._shoe.choice()
        choice = self._shoes.get(str(self._chosen_shoe))
        doubt = shoe_day_doubt(choice.shoe, self._date.day()) if choice else None
        self._shoe_field.say_below(shoe_day_text(choice, doubt, self._form.formats))
        self._pain.ask_on(self._date.day())
        self.fit()

    @Slot()
    def _on_pain_scores_changed(self) -> None:
        told = self._told()
        is_typed = bool(told.onset_distance or told.onset_time)
        self._fields.show_onset(is_shown=told.has_onset or is_typed)

    @Slot(object)
    def _on_finish_choice_changed(self, choice: str | None) -> None:
        finish = Finish(choice) if choice else None
        self._fields.hint_note(finish)
        self._on_pain_scores_changed()
        if finish is Finish.CUT_SHORT_KNEE:
            # Where the pain began and what happened are asked in there.
            self._more.set_open(True)
            self.keep_in_view(self._finish)

    @Slot()
    def _on_fields_surface_changed(self) -> None:
        self._stage.show_for(self._fields.kind.choice())
        self.fit()
        if self._is_shoe_chosen or self._form.base is not None:
            return
        told = self._told()
        self._shoe.set_choice(self._form.shoe_for(told.surface, told.kind))
        self._on_shoe_day_changed()

    @Slot()
    def _on_climb_changed(self) -> None:
        base = self._form.base
        descent_m = None if base is None else base.descent_m
        told, unit = self._told(), self._form.formats.unit
        self._fields.offer_hills(hills_of(told, unit, descent_m))
