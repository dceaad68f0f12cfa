"""The row of the chart that compares with a delay: which knee, and the load of how long before."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QWidget

from diary.domain.delays import Delay
from diary.domain.knee import Knee
from diary.texts.delay_chart import delay_choice
from diary.texts.labels import label
from diary.ui.widgets.fields import ChoiceRow
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.text import plain_label
from diary.words import _


class DelayControls(QWidget):
    """Two choices of one; `delay_changed` and `knee_changed` carry what the person picked."""

    delay_changed = Signal(object)
    knee_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        knees: dict[str, str] = {knee: label(knee) for knee in Knee}
        delays: dict[str, str] = {delay: delay_choice(delay) for delay in Delay}
        self.knee = ChoiceRow(_("Knee"), knees, name="charts.delay_knee")
        self.delay = ChoiceRow(_("Delay"), delays, name="charts.delay")
        self._shown: tuple[Delay, Knee] = (Delay.ONE_DAY, Knee.LEFT)
        # The word stays with its choices when a line is too short for everything.
        named = QWidget()
        pair = FlowLayout(named)
        pair.addWidget(plain_label(_("Delay")))
        pair.addWidget(self.delay)
        row = FlowLayout(self)
        row.addWidget(self.knee)
        row.addWidget(named)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.knee.choice_changed.connect(self._on_knee_choice_changed)
        self.delay.choice_changed.connect(self._on_delay_choice_changed)

    def show_choice(self, delay: Delay, knee: Knee) -> None:
        """Show a choice without telling anybody."""
        self._shown = delay, knee
        self.delay.set_choice(delay)
        self.knee.set_choice(knee)

    def tab_stops(self) -> list[QWidget]:
        """The choices in reading order."""
        return [self.knee, self.delay]

    @Slot(object)
    def _on_delay_choice_changed(self, key: str | None) -> None:
        # Delete takes an answer back elsewhere; here there is always one.
        before, knee = self._shown
        delay = before if key is None else Delay(key)
        self.show_choice(delay, knee)
        if delay is not before:
            self.delay_changed.emit(delay)

    @Slot(object)
    def _on_knee_choice_changed(self, key: str | None) -> None:
        delay, before = self._shown
        knee = before if key is None else Knee(key)
        self.show_choice(delay, knee)
        if knee is not before:
            self.knee_changed.emit(knee)
