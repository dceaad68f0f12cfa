"""One exercise of today's session: how much of it, whether it was done, and the scores after it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from diary.domain.exercise import KeptExercise
from diary.domain.knee import SCORE_HIGHEST, SCORE_LOWEST, Knee
from diary.domain.session import SessionExercise
from diary.texts.numbers import Formats
from diary.texts.plans import exercise_text
from diary.ui.pages.plan.score_field import ScoreField
from diary.ui.theme import theme_watcher
from diary.ui.widgets.announce import announce
from diary.ui.widgets.chip import TickChip, label_left
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.side_layout import SideLayout
from diary.ui.widgets.text import plain_label
from diary.words import _


class ExerciseRow(QWidget):
    """`done_told` carries whether it was done (None = not told), `score_given` knee and score."""

    done_told = Signal(str, object)
    score_given = Signal(str, object, object)

    def __init__(
        self, kept: KeptExercise, knees: Sequence[Knee], formats: Formats, *, name: str
    ) -> None:
        super().__init__()
        self.kept = kept
        self.exercise_id = kept.id
        name = f"{name}.{kept.id}"
        self.setObjectName(name)
        text = exercise_text(kept.exercise, formats)
        self.tick = TickChip(text, name=f"{name}.done")
        self.tick.setAccessibleName(_("{exercise}, done").format(exercise=text))
        self.tick.clicked.connect(self._on_tick_clicked)
        self._scores = [ScoreField(kept.name, knee, name=f"{name}.score.{knee}") for knee in knees]
        after = QWidget()
        flow = FlowLayout(after)
        if self._scores:
            flow.addWidget(plain_label(_("Score after"), role="hint"))
        for score in self._scores:
            score.score_given.connect(self._on_score_given)
            score.refused.connect(self._on_score_refused)
            flow.addWidget(score)
        told = QWidget()
        FlowLayout(told).addWidget(self.tick)
        self._note = plain_label(kept.exercise.note, role="hint", word_wrap=True)
        self._note.setHidden(not kept.exercise.note)
        theme_watcher().theme_changed.connect(self._line_up)
        self._line_up()
        self._error = plain_label("", role="error", word_wrap=True, name=f"{name}.error")
        self._error.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        line = SideLayout(column)
        line.addWidget(told)
        line.addWidget(after)
        column.addWidget(self._note)
        column.addWidget(self._error)

    def show_done(self, done: SessionExercise | None) -> None:
        """Show what was said about it."""
        self.tick.setChecked(done is not None and done.is_done is True)
        for field in self._scores:
            field.show_score(None if done is None else done.knees.get(field.knee))

    def settle(self) -> None:
        """Tell what is still being typed."""
        for field in self._scores:
            field.give()

    def stops(self) -> list[QWidget]:
        """What Tab reaches, in order."""
        return [self.tick, *(field.edit for field in self._scores)]

    @Slot()
    def _line_up(self) -> None:
        """Let the note begin where the text of the chip above it does."""
        side = label_left(self.tick.fontMetrics())
        self._note.setContentsMargins(side, 0, 0, 0)

    @Slot(bool)
    def _on_tick_clicked(self, is_on: bool) -> None:
        self.done_told.emit(self.exercise_id, True if is_on else None)

    @Slot(object, object)
    def _on_score_given(self, knee: Knee, score: int | None) -> None:
        self.score_given.emit(self.exercise_id, knee, score)

    def wrong(self) -> QWidget | None:
        """The first field with what is no score; None = all are fine."""
        return next((field.edit for field in self._scores if field.is_wrong), None)

    @Slot(bool)
    def _on_score_refused(self, _is_wrong: bool) -> None:
        is_wrong = self.wrong() is not None
        text = _("Give a whole number from {low} to {high}.") if is_wrong else ""
        text = text.format(low=SCORE_LOWEST, high=SCORE_HIGHEST)
        if text and self._error.isHidden():
            announce(self, text)
        self._error.setText(text)
        self._error.setHidden(not text)
        for field in self._scores:
            field.edit.setAccessibleDescription(text)
