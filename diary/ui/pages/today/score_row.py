"""One pain scale with what it asks above it and what the answer means at the far end."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from diary.domain.knee import Knee
from diary.services.entries import DueScore
from diary.texts.labels import label
from diary.ui.pages.today.day_view import ScoreView
from diary.ui.pages.today.score_heading import ScoreHeading
from diary.ui.widgets.pain_scale import PainScale


class ScoreRow(QWidget):
    """Shows one `ScoreView`; `score_given` carries its `DueScore` and the value or None."""

    score_given = Signal(object, object)

    def __init__(self, knee: Knee, view: ScoreView) -> None:
        super().__init__()
        self.due: DueScore = view.due
        self._knee = knee
        self._side = label(knee)
        self._view = view
        self._is_compact = False
        self._heading = ScoreHeading()
        self.scale = PainScale(self._side, view.label)
        self.scale.score_changed.connect(self._on_scale_score_changed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addWidget(self._heading)
        layout.addWidget(self.scale)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_view(view)

    def show_view(self, view: ScoreView) -> None:
        """Show another state of the score, or another score."""
        self.due, self._view = view.due, view
        name = f"today.{self._knee}.{view.due.moment}"
        run = "" if view.due.run_id is None else f".{view.due.run_id}"
        self.scale.setObjectName(f"{name}{run}")
        self.scale.set_labels(self._side, view.label)
        self._show_words()
        described = f"{view.hint}. {view.feedback}" if view.is_late else view.hint
        self.scale.setAccessibleDescription(described)
        if self.scale.value() != view.value:
            self.scale.set_value(view.value)
        self.scale.set_late(view.is_late)

    def set_compact(self, *, is_compact: bool) -> None:
        """Name the knee too where its heading is often out of sight."""
        if is_compact != self._is_compact:
            self._is_compact = is_compact
            self._show_words()

    def feedback(self) -> str:
        """Return what is said about the answer."""
        return self._heading.said()

    def _show_words(self) -> None:
        view = self._view
        name = self.scale.accessibleName() if self._is_compact else view.label
        self._heading.show_words(name, view.hint, view.feedback, view.room)

    @Slot(object)
    def _on_scale_score_changed(self, value: object) -> None:
        self.score_given.emit(self.due, value)
