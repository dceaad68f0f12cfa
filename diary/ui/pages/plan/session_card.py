"""Today's session: what to do, what of it was done, and how the knees were after it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from diary.domain.exercise import KeptExercise
from diary.domain.knee import Knee
from diary.domain.session import TEXT_LONGEST, Session
from diary.texts.labels import label
from diary.texts.numbers import Formats
from diary.ui.pages.plan.exercise_row import ExerciseRow
from diary.ui.widgets.button import ButtonKind, push_button
from diary.ui.widgets.card import Card
from diary.ui.widgets.fields import LineField
from diary.ui.widgets.text import plain_label
from diary.words import _


class SessionCard(Card):
    """Asks to start, to mark done (True), to skip (False) or to take that back (None).

    `exercise_told`, `score_given` as of `ExerciseRow`; `note_given` carries the text;
    `order_changed` tells that there are other stops.
    """

    start_requested = Signal()
    mark_requested = Signal(object)
    exercise_told = Signal(str, object)
    score_given = Signal(str, object, object)
    note_given = Signal(str)
    order_changed = Signal()

    def __init__(self, title: str, *, name: str, rows: str) -> None:
        super().__init__(title, name=name)
        self._row_name = rows
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._about = plain_label("", role="hint", word_wrap=True, name=f"{name}.about")
        self.start = self._button("start", _("Start"), "primary")
        self.done = self._button("done", _("Mark done"))
        self.skip = self._button("skip", _("Skip"))
        self.take_back = self._button("take_back", _("Not done after all"))
        self.start.clicked.connect(self.start_requested)
        self.done.clicked.connect(lambda: self.mark_requested.emit(True))
        self.skip.clicked.connect(lambda: self.mark_requested.emit(False))
        self.take_back.clicked.connect(lambda: self.mark_requested.emit(None))
        self._rows: dict[str, ExerciseRow] = {}
        self._made_of: tuple[object, ...] = ()
        self._session_id = ""
        self._row_parts: tuple[object, ...] = ()
        self._room = QVBoxLayout()
        self._room.setSpacing(8)
        self._none = plain_label(
            _("No exercises chosen yet. Add some below, or mark the session done as it is."),
            role="hint",
            word_wrap=True,
        )
        self.note = LineField(_("Note"), name=f"{name}.note")
        self.note.edit.setMaxLength(TEXT_LONGEST)
        self.note.edit.editingFinished.connect(self._on_note_editing_finished)
        self._note_shown = ""
        self.body.addWidget(self._about)
        self.body.addLayout(self._room)
        self.body.addWidget(self._none)
        self.body.addWidget(self.note)

    def show_session(
        self,
        session: Session,
        name: str,
        exercises: Sequence[KeptExercise],
        knees: Sequence[Knee],
        formats: Formats,
    ) -> None:
        """Show a session with its exercises; `name` is that of its plan."""
        state = {True: _("done"), False: _("skipped"), None: ""}[session.is_done]
        self._about.setText(" · ".join(filter(None, (name, label(session.kind), state))))
        is_open = session.is_done is None
        changed = self.done.isHidden() == is_open
        for button, is_shown in (
            (self.start, is_open and bool(exercises)),
            (self.done, is_open),
            (self.skip, is_open),
            (self.take_back, not is_open),
        ):
            button.setHidden(not is_shown)
        text = _("Not done after all") if session.is_done else _("Not skipped after all")
        self.take_back.setText(text)
        self.take_back.setAccessibleName(text)
        is_quiet = session.is_done is False
        made_of = _made_of(session, exercises, knees, formats)
        if made_of != self._made_of:
            is_other = self._session_id != session.id
            self._made_of, self._session_id = made_of, session.id
            self._build_rows(made_of[1], knees, formats, is_other=is_other)
            changed = True
        self.show_done(session)
        self._none.setHidden(bool(exercises) or is_quiet)
        self._show_note(session.text)
        if changed:
            self.order_changed.emit()

    def has_other_rows(
        self,
        session: Session,
        exercises: Sequence[KeptExercise],
        knees: Sequence[Knee],
        formats: Formats,
    ) -> bool:
        """True when showing these would put rows away that something may be typed in."""
        return _made_of(session, exercises, knees, formats) != self._made_of

    def show_done(self, session: Session) -> None:
        """Show what was said about each exercise."""
        for exercise_id, row in self._rows.items():
            row.show_done(session.exercise(exercise_id))

    def settle(self) -> None:
        """Tell what is still being typed."""
        for row in list(self._rows.values()):
            row.settle()
        self._on_note_editing_finished()

    def wrong(self) -> QWidget | None:
        """The first field with what is no score; None = all are fine."""
        found = (row.wrong() for row in self._rows.values())
        return next((field for field in found if field is not None), None)

    def stops(self) -> list[QWidget]:
        """What Tab reaches, in order."""
        buttons = (self.start, self.done, self.skip, self.take_back)
        shown: list[QWidget] = [button for button in buttons if not button.isHidden()]
        rows = [stop for row in self._rows.values() for stop in row.stops()]
        return [*shown, *rows, self.note.edit]

    def row(self, exercise_id: str) -> ExerciseRow:
        """The row of an exercise."""
        return self._rows[exercise_id]

    def _button(self, key: str, text: str, kind: ButtonKind = "plain") -> QPushButton:
        button = push_button(text, kind=kind, name=f"{self.objectName()}.{key}")
        self.heading_actions.addWidget(button)
        return button

    def _build_rows(
        self,
        exercises: Sequence[KeptExercise],
        knees: Sequence[Knee],
        formats: Formats,
        *,
        is_other: bool,
    ) -> None:
        """Rows for these; one that is the same keeps its widgets and what is typed there."""
        parts = (tuple(knees), formats)
        are_kept = not is_other and parts == self._row_parts
        self._row_parts = parts
        before, self._rows = self._rows, {}
        for place, kept in enumerate(exercises):
            row = before.get(kept.id)
            if row is None or not are_kept or row.kept != kept:
                row = ExerciseRow(kept, knees, formats, name=self._row_name)
                row.done_told.connect(self.exercise_told)
                row.score_given.connect(self.score_given)
            if self._room.indexOf(row) != place:
                self._room.removeWidget(row)
                self._room.insertWidget(place, row)
            self._rows[kept.id] = row
        for exercise_id, old in before.items():
            if self._rows.get(exercise_id) is not old:
                old.hide()
                old.setObjectName("")
                self._room.removeWidget(old)
                old.deleteLater()

    def _show_note(self, text: str) -> None:
        self._note_shown = text
        if not (self.note.edit.hasFocus() and self.note.edit.isModified()):
            self.note.set_text(text)

    @Slot()
    def _on_note_editing_finished(self) -> None:
        text = self.note.text()
        self.note.edit.setModified(False)
        if text != self._note_shown:
            self._note_shown = text
            self.note_given.emit(text)


def _made_of(
    session: Session,
    exercises: Sequence[KeptExercise],
    knees: Sequence[Knee],
    formats: Formats,
) -> tuple[str, tuple[KeptExercise, ...], tuple[Knee, ...], Formats]:
    """What the rows are made of; a session that was skipped asks nothing any more."""
    asked = () if session.is_done is False else tuple(exercises)
    return (session.id, asked, tuple(knees), formats)
