"""The part of the run form that asks for pain: during and after, for each knee."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from diary.domain.knee import Knee, Moment
from diary.texts.labels import label
from diary.ui.dialogs.run_draft import RUN_MOMENTS
from diary.ui.widgets.pain_scale import PainScale
from diary.ui.widgets.text import plain_label
from diary.words import _

RunScores = dict[tuple[Knee, Moment], int]


class PainRows(QWidget):
    """Small scales for during and after; `scores_changed` tells that one was given or cleared.

    `knees_on` names the knees that are asked for on a day; one with a score is always shown.
    """

    scores_changed = Signal()

    def __init__(self, knees_on: Callable[[date], Sequence[Knee]], *, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._scales: dict[tuple[Knee, Moment], PainScale] = {}
        self._knees_on = knees_on
        self._parts = {knee: QWidget() for knee in Knee}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        for knee, part in self._parts.items():
            inside = QVBoxLayout(part)
            inside.setContentsMargins(0, 0, 0, 0)
            inside.setSpacing(10)
            inside.addWidget(plain_label(label(knee), role="strong"))
            inside.addLayout(self._rows(knee))
            layout.addWidget(part)
        legend = _("0 = no pain, 10 = worst pain you can imagine")
        layout.addWidget(plain_label(legend, role="small", word_wrap=True))

    def scores(self) -> RunScores:
        """The scores given."""
        shown = {key: scale.value() for key, scale in self._scales.items()}
        return {key: value for key, value in shown.items() if value is not None}

    def set_scores(self, scores: Mapping[tuple[Knee, Moment], int]) -> None:
        """Show these scores."""
        for key, scale in self._scales.items():
            scale.set_value(scores.get(key))

    def ask_on(self, on: date) -> tuple[Knee, ...]:
        """Ask for the knees of a day, and for each that has a score; returns these."""
        scored = {knee for knee, _moment in self.scores()}
        asked = tuple(knee for knee in Knee if knee in {*self._knees_on(on), *scored})
        for knee, part in self._parts.items():
            part.setHidden(knee not in asked)
        return asked

    def scales(self) -> list[PainScale]:
        """The scales in tab order."""
        return list(self._scales.values())

    def _rows(self, knee: Knee) -> QGridLayout:
        rows = QGridLayout()
        rows.setHorizontalSpacing(12)
        rows.setVerticalSpacing(6)
        rows.setColumnStretch(1, 1)
        words = {Moment.DURING: _("During"), Moment.AFTER: _("After")}
        for row, moment in enumerate(RUN_MOMENTS):
            scale = PainScale(label(knee), label(moment), small=True)
            scale.setObjectName(f"{self.objectName()}.{knee}.{moment}")
            scale.score_changed.connect(self.scores_changed)
            self._scales[knee, moment] = scale
            rows.addWidget(plain_label(words[moment]), row, 0, Qt.AlignmentFlag.AlignVCenter)
            rows.addWidget(scale, row, 1)
        return rows
