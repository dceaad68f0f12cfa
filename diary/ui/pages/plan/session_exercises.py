"""The exercises of the form of a session: a tick, how much of it, and the scores after it.

What was done of one is asked once it is ticked; a field that is left as it was changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from diary.domain.errors import InvalidValueError, Reason
from diary.domain.exercise import KeptExercise
from diary.domain.knee import SCORE_HIGHEST, SCORE_LOWEST, Knee
from diary.domain.session import Session, SessionExercise
from diary.domain.units import parse_number
from diary.texts.numbers import Formats
from diary.texts.plans import KG_PER_LB, has_pounds, weight_unit, weight_value
from diary.texts.problems import problem_text
from diary.ui.pages.plan.score_field import ScoreField
from diary.ui.theme import em
from diary.ui.widgets.announce import announce
from diary.ui.widgets.chip import TickChip
from diary.ui.widgets.fields import LineField, mark_error
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.text import plain_label
from diary.words import _

_FIELD_EM = 6
_COUNTS = ("sets", "reps")


class DoneFields(QWidget):
    """How much of one exercise was done, and the scores after it."""

    def __init__(
        self,
        kept: KeptExercise,
        before: SessionExercise,
        knees: Sequence[Knee],
        formats: Formats,
        *,
        name: str,
    ) -> None:
        super().__init__()
        self._before, self._formats = before, formats
        shown = _shown(before, formats)
        labels = {
            "sets": LineField(_("Sets"), name=f"{name}.sets"),
            "reps": LineField(_("Repeats"), name=f"{name}.reps"),
            "seconds": LineField(_("Hold"), unit=_("s"), name=f"{name}.seconds"),
            "load_kg": LineField(_("Weight"), unit=weight_unit(formats), name=f"{name}.load"),
        }
        self._lines, self._opened = labels, shown
        flow = FlowLayout(self)
        for field, line in labels.items():
            line.set_text(shown[field])
            spoken = _("{exercise}, {field}")
            said = spoken.format(exercise=kept.name, field=line.edit.accessibleName())
            line.edit.setAccessibleName(said)
            line.setFixedWidth(_FIELD_EM * em())
            flow.addWidget(line)
        self._scores = [ScoreField(kept.name, knee, name=f"{name}.score.{knee}") for knee in knees]
        after = QWidget()
        column = QVBoxLayout(after)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(plain_label(_("Score after"), role="strong"))
        fields = QWidget()
        beside = FlowLayout(fields)
        for score in self._scores:
            score.show_score(before.knees.get(score.knee))
            beside.addWidget(score)
        column.addWidget(fields)
        flow.addWidget(after)

    def told(self) -> SessionExercise:
        """What is typed; raises `InvalidValueError` and marks the field that is wrong."""
        self.clear()
        told = self._before
        for field, line in self._lines.items():
            try:
                told = self._with_amount(told, field, line.text())
            except InvalidValueError:
                self._mark(line.edit)
                raise
        for score in self._scores:
            if score.is_wrong:
                self._mark(score.edit)
                text = score.edit.text()
                low, high = SCORE_LOWEST, SCORE_HIGHEST
                raise InvalidValueError("score", Reason.OUT_OF_RANGE, text, low=low, high=high)
            told = told.with_score(score.knee, score.score())
        return told

    def texts(self) -> dict[str, str]:
        """What the fields hold, by the field or the knee."""
        return {key: edit.text().strip() for key, edit in self._by_key()}

    def fill(self, texts: Mapping[str, str]) -> None:
        """Show these texts; a field that is left out keeps its own."""
        for key, edit in self._by_key():
            edit.setText(texts.get(key, edit.text()))
        self.clear()

    def clear(self) -> None:
        """Show no field as wrong."""
        for _key, edit in self._by_key():
            mark_error(edit, is_wrong=False)

    def say_wrong(self, text: str) -> None:
        """Go to the field that is wrong; `text` says why."""
        for _key, edit in self._by_key():
            is_wrong = bool(edit.property("hasError"))
            edit.setAccessibleDescription(text if is_wrong else "")
            if is_wrong:
                edit.setFocus()

    def _by_key(self) -> Iterator[tuple[str, QLineEdit]]:
        yield from ((key, line.edit) for key, line in self._lines.items())
        yield from ((score.knee.value, score.edit) for score in self._scores)

    def _mark(self, edit: QLineEdit) -> None:
        mark_error(edit, is_wrong=True)

    def _with_amount(self, told: SessionExercise, field: str, text: str) -> SessionExercise:
        if text == self._opened[field]:
            # Shown rounded, kept as it was.
            return told
        number = parse_number(field, text) if text else None
        if field in _COUNTS:
            if number is not None and not number.is_integer():
                raise InvalidValueError(field, Reason.NOT_A_NUMBER, text)
            count = None if number is None else int(number)
            return replace(told, sets=count) if field == "sets" else replace(told, reps=count)
        if field == "seconds":
            return replace(told, seconds=number)
        if number is not None and has_pounds(self._formats):
            number = round(number * KG_PER_LB, 3)
        return replace(told, load_kg=number)


class ExerciseFields(QWidget):
    """One exercise of the form; `grown` tells that its fields came or went."""

    grown = Signal()

    def __init__(
        self,
        kept: KeptExercise,
        before: SessionExercise | None,
        knees: Sequence[Knee],
        formats: Formats,
        *,
        name: str,
    ) -> None:
        super().__init__()
        self._kept, self._before = kept, before
        self._knees, self._formats, self._name = knees, formats, f"{name}.{kept.id}"
        self._fields: DoneFields | None = None
        self.tick = TickChip(kept.name, name=self._name)
        self.tick.setAccessibleName(_("{exercise}, done").format(exercise=kept.name))
        self.tick.setChecked(before is not None and before.is_done is True)
        self._error = plain_label("", role="error", word_wrap=True, name=f"{self._name}.error")
        self._error.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(self.tick, 0, Qt.AlignmentFlag.AlignLeading)
        self._column.addWidget(self._error)
        self.tick.toggled.connect(self._on_tick_toggled)
        if self.tick.isChecked() or (before is not None and _says_more(before)):
            self._open()

    def told(self) -> SessionExercise | None:
        """What was said of it; None = it is no part of the session.

        Raises `InvalidValueError`; why is said beside the field that is wrong.
        """
        was_ticked = self._before is not None and self._before.is_done is True
        is_ticked = self.tick.isChecked()
        if self._before is None and not is_ticked:
            return None
        self._say("")
        told = self._before or SessionExercise(self._kept.id)
        if self._fields is not None and not self._fields.isHidden():
            try:
                told = self._fields.told()
            except InvalidValueError as error:
                self._say(problem_text(error, self._formats))
                raise
        if is_ticked == was_ticked:
            return told
        return replace(told, is_done=True if is_ticked else None)

    @property
    def exercise_id(self) -> str:
        """The exercise it is about."""
        return self._kept.id

    def texts(self) -> dict[str, str]:
        """What its fields hold, nothing while they are not open."""
        is_open = self._fields is not None and not self._fields.isHidden()
        return self._fields.texts() if self._fields is not None and is_open else {}

    def fill(self, is_ticked: bool, texts: Mapping[str, str]) -> None:
        """Show a tick and what was typed."""
        self.tick.setChecked(is_ticked)
        if texts:
            self._open()
        if self._fields is not None:
            self._fields.fill(texts)
        self._say("")

    def _say(self, text: str) -> None:
        self._error.setText(text)
        self._error.setHidden(not text)
        if self._fields is not None:
            self._fields.say_wrong(text)
        if text:
            announce(self, text)

    def _open(self) -> None:
        if self._fields is None:
            before = self._before or SessionExercise(self._kept.id)
            self._fields = DoneFields(
                self._kept, before, self._knees, self._formats, name=self._name
            )
            self._column.insertWidget(1, self._fields)
        self._fields.show()

    @Slot(bool)
    def _on_tick_toggled(self, is_on: bool) -> None:
        if is_on:
            self._open()
        elif self._fields is not None and not (self._before and _says_more(self._before)):
            self._fields.hide()
        self.grown.emit()


class ExercisesPart(QWidget):
    """The exercises that can be told in a session, those of it first; `grown` as of one."""

    grown = Signal()

    def __init__(
        self,
        exercises: Sequence[KeptExercise],
        session: Session,
        knees: Sequence[Knee],
        formats: Formats,
        *,
        name: str,
    ) -> None:
        super().__init__()
        self._session = session
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        place = {each.exercise_id: n for n, each in enumerate(session.exercises)}
        self._rows: list[ExerciseFields] = []
        for kept in sorted(exercises, key=lambda each: place.get(each.id, len(place))):
            row = ExerciseFields(kept, session.exercise(kept.id), knees, formats, name=name)
            row.grown.connect(self.grown)
            column.addWidget(row)
            self._rows.append(row)

    def typed(self) -> tuple[dict[str, bool], dict[tuple[str, str], str]]:
        """The ticks by exercise, and what the fields hold by exercise and field or knee."""
        ticks = {row.exercise_id: row.tick.isChecked() for row in self._rows}
        texts = {
            (row.exercise_id, key): text for row in self._rows for key, text in row.texts().items()
        }
        return ticks, texts

    def fill(self, ticks: Mapping[str, bool], texts: Mapping[tuple[str, str], str]) -> None:
        """Show ticks and texts; an exercise that is left out is not ticked."""
        for row in self._rows:
            own = {key: text for (about, key), text in texts.items() if about == row.exercise_id}
            row.fill(ticks.get(row.exercise_id, False), own)

    def told(self) -> tuple[SessionExercise, ...]:
        """What was said of each; what is not shown here stays. Raises `InvalidValueError`."""
        told = {each.exercise_id: each for each in self._session.exercises}
        for row in self._rows:
            said = row.told()
            if said is not None:
                told[said.exercise_id] = said
        return tuple(told.values())


def _says_more(done: SessionExercise) -> bool:
    amounts = (done.sets, done.reps, done.seconds, done.load_kg)
    return bool(done.knees) or any(each is not None for each in amounts)


def _shown(done: SessionExercise, formats: Formats) -> dict[str, str]:
    return {
        "sets": "" if done.sets is None else str(done.sets),
        "reps": "" if done.reps is None else str(done.reps),
        "seconds": "" if done.seconds is None else formats.number(done.seconds, 0),
        "load_kg": "" if done.load_kg is None else weight_value(done.load_kg, formats),
    }
