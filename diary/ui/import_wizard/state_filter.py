"""How many activities stand under each heading; a press shows only these."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from diary.services.import_plan import PlannedState
from diary.ui.import_wizard.check_words import filter_word
from diary.ui.widgets.fields import ChoiceRow
from diary.words import _

_ALL = "all"


class StateFilter(QWidget):
    """Chips such as "New 37", "Already here 5"; `state_chosen` carries the heading, None = all."""

    state_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.row: ChoiceRow | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)

    def show_counts(self, counts: Mapping[PlannedState, int]) -> None:
        """Offer the headings that have an activity, and all together."""
        if self.row is not None:
            self._layout.removeWidget(self.row)
            self.row.hide()
            self.row.deleteLater()
        texts = {_ALL: _with_count(_("All"), sum(counts.values()))}
        texts |= {
            str(state): _with_count(filter_word(state), count)
            for state, count in counts.items()
            if count
        }
        self.row = ChoiceRow(_("Show"), texts, name="import.show")
        self.row.set_choice(_ALL)
        self.row.choice_changed.connect(self._on_row_choice_changed)
        self._layout.addWidget(self.row)

    def choose(self, state: PlannedState | None) -> None:
        """Show a heading as chosen, without telling anybody."""
        if self.row is not None:
            self.row.set_choice(_ALL if state is None else str(state))

    @Slot(object)
    def _on_row_choice_changed(self, choice: object) -> None:
        if choice is None and self.row is not None:
            # Something is always shown; Delete takes nothing back here.
            self.row.set_choice(_ALL)
        is_all = choice is None or choice == _ALL
        self.state_chosen.emit(None if is_all else PlannedState(str(choice)))


def _with_count(word: str, count: int) -> str:
    return _("{word} {n}").format(word=word, n=count)
