"""The form of a session on any day; it hands back a `Session` and saves nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtWidgets import QWidget

from diary.domain.diary import Diary
from diary.domain.errors import InvalidValueError, Reason
from diary.domain.exercise import KeptExercise, SessionKind
from diary.domain.knee import Knee
from diary.domain.session import TEXT_LONGEST, Session, SessionExercise
from diary.domain.units import parse_number
from diary.services.plans import put_session
from diary.texts.labels import label
from diary.texts.numbers import Formats
from diary.texts.problems import problem_text
from diary.ui.dialogs.draft_form import DraftFormDialog
from diary.ui.dialogs.form_parts import ChoiceBox, Labelled, two_columns
from diary.ui.pages.plan.form_section import section
from diary.ui.pages.plan.session_draft import SessionDraft
from diary.ui.pages.plan.session_exercises import ExercisesPart
from diary.ui.widgets.announce import announce
from diary.ui.widgets.date_button import DateButton
from diary.ui.widgets.effort_scale import EffortScale
from diary.ui.widgets.fields import ChoiceRow, LineField
from diary.ui.widgets.text import plain_label
from diary.words import _

NAME = "session_form"
_DONE, _SKIPPED = "done", "skipped"


@dataclass(frozen=True, slots=True)
class SessionForm:
    """What the form is opened with; `exercises` are those that can be ticked."""

    session: Session
    is_new: bool
    diary: Diary
    exercises: Sequence[KeptExercise]
    today: date
    formats: Formats


class SessionFormDialog(DraftFormDialog[SessionDraft]):
    """Asks for one session; after `accept`, `session` returns it."""

    def __init__(self, form: SessionForm, parent: QWidget | None = None) -> None:
        title = _("Add session") if form.is_new else _("Edit session")
        super().__init__(title, _("Save session"), name=NAME, parent=parent)
        self._form = form
        self._session: Session | None = None
        session = form.session
        self._day = DateButton(session.on, label=_("Day"), name=f"{NAME}.day")
        kinds = [(kind, label(kind)) for kind in SessionKind]
        self._kind = ChoiceBox(_("Kind"), kinds, name=f"{NAME}.kind")
        states = {_DONE: _("Done"), _SKIPPED: _("Skipped")}
        self._state = ChoiceRow(_("Done or skipped"), states, name=f"{NAME}.state")
        self._minutes = LineField(_("Time"), unit=_("min"), name=f"{NAME}.minutes")
        self._effort = EffortScale(small=True)
        self._effort.setObjectName(f"{NAME}.effort")
        knees = form.diary.person.tracked_knees or tuple(Knee)
        self._exercises = ExercisesPart(
            form.exercises, session, knees, form.formats, name=f"{NAME}.exercises"
        )
        self._exercises.grown.connect(self.fit)
        self._note = LineField(_("Note"), name=f"{NAME}.note")
        self._note.edit.setMaxLength(TEXT_LONGEST)
        self._day_error = plain_label("", role="error", word_wrap=True, name=f"{NAME}.day.error")
        self._day_error.hide()
        self._lay_out()
        minutes = "" if session.minutes is None else str(session.minutes)
        self.start = SessionDraft(
            session.on,
            session.kind,
            session.is_done,
            minutes,
            session.rpe,
            session.text,
            *self._exercises.typed(),
        )
        self.fill(self.start)
        self.first().setFocus()

    def session(self) -> Session | None:
        """The session, once it was accepted."""
        return self._session

    def first(self) -> QWidget:
        """The field to begin with."""
        return self._day

    def submit(self) -> None:
        """Check the fields and accept."""
        try:
            exercises = self._exercises.told()
        except InvalidValueError:
            # The exercise says it itself, beside the field.
            self.fit()
            return
        try:
            session = self._told(exercises)
            put_session(self._form.diary, session, self._form.today)
        except InvalidValueError as error:
            self._show_error(error)
            return
        self._session = session
        self.accept()

    def _lay_out(self) -> None:
        grid = two_columns()
        grid.addWidget(Labelled(_("Day"), self._day, is_wide=False), 0, 0)
        grid.addWidget(Labelled(_("Kind"), self._kind), 0, 1)
        self.body.addLayout(grid)
        self.body.addWidget(self._day_error)
        hint = plain_label(
            _("Leave both open for a session that is only planned."), role="hint", word_wrap=True
        )
        self.body.addWidget(section(_("How it went"), self._state, hint))
        if self._form.exercises:
            self.body.addWidget(section(_("Exercises done"), self._exercises))
        self.body.addWidget(self._minutes)
        self.body.addWidget(section(_("Effort"), self._effort))
        self.body.addWidget(self._note)
        self.body.addStretch(1)

    def typed(self) -> SessionDraft:
        """What the fields hold."""
        chosen, state = self._kind.choice(), self._state.choice()
        return SessionDraft(
            self._day.day(),
            chosen if isinstance(chosen, SessionKind) else SessionKind.STRENGTH,
            None if state is None else state == _DONE,
            self._minutes.text(),
            self._effort.value(),
            self._note.text(),
            *self._exercises.typed(),
        )

    def fill(self, draft: SessionDraft) -> None:
        """Show a draft in the fields; exercises that are not there any more are left out."""
        self._day.set_day(draft.on)
        self._kind.set_choice(draft.kind)
        state = {True: _DONE, False: _SKIPPED, None: None}[draft.is_done]
        self._state.set_choice(state)
        self._minutes.set_text(draft.minutes)
        self._effort.set_value(draft.rpe)
        self._note.set_text(draft.text)
        self._exercises.fill(draft.ticks, draft.amounts)

    def _told(self, exercises: tuple[SessionExercise, ...]) -> Session:
        typed = self.typed()
        kind, text = typed.kind, typed.minutes
        if self._form.is_new and kind is not self._form.session.kind:
            # What the plan has for another kind is not asked for in this one.
            exercises = tuple(each for each in exercises if each.is_done is not None or each.knees)
        minutes = parse_number("minutes", text) if text else None
        if minutes is not None and not minutes.is_integer():
            raise InvalidValueError("minutes", Reason.NOT_A_NUMBER, text)
        return replace(
            self._form.session,
            on=typed.on,
            kind=kind,
            is_done=typed.is_done,
            minutes=None if minutes is None else int(minutes),
            rpe=typed.rpe,
            text=typed.text,
            exercises=exercises,
        )

    def _show_error(self, error: InvalidValueError) -> None:
        text = problem_text(error, self._form.formats)
        self._minutes.set_error(text if error.field == "minutes" else "")
        self._note.set_error(text if error.field == "text" else "")
        is_of_day = error.field not in {"minutes", "text"}
        self._day_error.setText(text if is_of_day else "")
        self._day_error.setHidden(not is_of_day)
        self._day.setAccessibleDescription(text if is_of_day else "")
        first: dict[str, QWidget] = {"minutes": self._minutes.edit, "text": self._note.edit}
        if is_of_day:
            announce(self, text)
        first.get(error.field, self._day).setFocus()
        self.fit()
