"""A small field for a score from 0 to 10 after an exercise; empty means not answered."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from diary.domain.knee import SCORE_HIGHEST, SCORE_LOWEST, Knee
from diary.ui.theme import em, theme_watcher
from diary.ui.widgets.fields import mark_error
from diary.ui.widgets.text import plain_label
from diary.words import _, mark

_LETTERS = {Knee.LEFT: mark("L"), Knee.RIGHT: mark("R")}
_SIDES = {Knee.LEFT: mark("left knee"), Knee.RIGHT: mark("right knee")}
_WIDTH_EM = 2.6


class ScoreField(QWidget):
    """The score of one knee after one exercise.

    `score_given` carries the knee and `int` or None, `refused` whether what is typed is no score.
    """

    score_given = Signal(object, object)
    refused = Signal(bool)

    def __init__(self, exercise: str, knee: Knee, *, name: str) -> None:
        super().__init__()
        self.knee = knee
        self.setObjectName(name)
        self.edit = QLineEdit()
        self.edit.setObjectName(f"{name}.edit")
        spoken = _("{exercise}, {knee}, score after, 0 to 10")
        self.edit.setAccessibleName(spoken.format(exercise=exercise, knee=_(_SIDES[knee])))
        self.edit.setMaxLength(2)
        self._shown: int | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(plain_label(_(_LETTERS[knee]), role="strong"))
        row.addWidget(self.edit)
        self.edit.editingFinished.connect(self._on_edit_editing_finished)
        theme_watcher().theme_changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def show_score(self, score: int | None) -> None:
        """Show a score; what is being typed stays."""
        self._shown = score
        # What was typed and is no score stays until it is put right.
        if not self.edit.isModified():
            self.edit.setText("" if score is None else str(score))
            mark_error(self.edit, is_wrong=False)

    @property
    def is_wrong(self) -> bool:
        """True while what is typed is no score."""
        text = self.edit.text().strip()
        is_score = text.isdecimal() and SCORE_LOWEST <= int(text) <= SCORE_HIGHEST
        return bool(text) and not is_score

    def score(self) -> int | None:
        """The score that is typed; None = none, or it is no score."""
        text = self.edit.text().strip()
        return int(text) if text and not self.is_wrong else None

    @Slot()
    def give(self) -> None:
        """Tell the score that is typed, if it is a new one."""
        is_wrong = self.is_wrong
        mark_error(self.edit, is_wrong=is_wrong)
        self.refused.emit(is_wrong)
        if is_wrong:
            return
        score = self.score()
        self.edit.setModified(False)
        if score != self._shown:
            self._shown = score
            self.score_given.emit(self.knee, score)

    @Slot()
    def _on_edit_editing_finished(self) -> None:
        self.give()

    @Slot()
    def _on_theme_changed(self) -> None:
        self.edit.setFixedWidth(round(_WIDTH_EM * em()))
