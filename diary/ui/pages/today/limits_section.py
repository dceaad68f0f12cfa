"""What the knee limited on a day: yes, no or not answered for each; "Nothing" says no to all."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from diary.domain.day import Limit
from diary.texts.labels import label
from diary.ui.widgets.card import Card
from diary.ui.widgets.chip_group import ChipGroup
from diary.words import _


class LimitsSection(Card):
    """`limits_given` carries the limits that are answered."""

    limits_given = Signal(dict)

    def __init__(self) -> None:
        question = _("What did the knee limit?")
        super().__init__(question, name="today.limits_card")
        self.limits = ChipGroup(
            {str(limit): label(limit) for limit in Limit},
            none_label=_("Nothing"),
            name="today.limits",
        )
        self.limits.setAccessibleName(question)
        self.limits.answers_changed.connect(self._on_limits_answers_changed)
        self.body.addWidget(self.limits)

    def show_limits(self, limits: Mapping[Limit, bool]) -> None:
        """Show the answers of a day."""
        answers = {str(limit): limits.get(limit) for limit in Limit}
        if answers != self.limits.answers():
            self.limits.set_answers(answers)

    def tab_stops(self) -> list[QWidget]:
        """Return everything that takes the focus, in reading order."""
        return self.limits.tab_stops()

    @Slot(dict)
    def _on_limits_answers_changed(self, answers: Mapping[str, bool | None]) -> None:
        self.limits_given.emit({Limit(key): yes for key, yes in answers.items() if yes is not None})
