"""A list of yes-or-no questions as chips, where not answered, no and yes stay three things.

``None of these`` says no to every key at once. Ticking one key afterwards leaves the other answers
as they are.
"""

from collections.abc import Mapping

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QWidget

from diary.ui.widgets.chip import TickChip
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.text import flowing_label

Answers = dict[str, bool | None]
NONE_KEY = "none"


class ChipGroup(QWidget):
    """Chips for ``labels`` (key to label); with ``none_label`` a first chip says no to all.

    ``answers_changed`` carries a new dict of every key to yes, no or not answered; it is emitted
    only for what the person did. Object names are the group's name, a dot and the key. A text of
    ``headings`` stands in a line of its own before the chip of its key.
    """

    answers_changed = Signal(dict)

    def __init__(
        self,
        labels: Mapping[str, str],
        *,
        none_label: str | None = None,
        headings: Mapping[str, str] | None = None,
        name: str | None = None,
    ) -> None:
        super().__init__()
        if name is not None:
            self.setObjectName(name)
        self._answers: Answers = {}
        self._chips: dict[str, TickChip] = {}
        self._layout = FlowLayout(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._none: TickChip | None = None
        self._last: QWidget | None = None
        if none_label is not None:
            self._none = TickChip(none_label, name=self._chip_name(NONE_KEY))
            self._none.clicked.connect(self._on_none_clicked)
            self._layout.addWidget(self._none)
        for key, label in labels.items():
            if headings is not None and key in headings:
                self._layout.add_line(flowing_label(headings[key], role="hint"))
            self.add_chip(key, label)

    def add_chip(self, key: str, label: str) -> TickChip:
        """Put one more question at the end, not answered."""
        chip = TickChip(label, name=self._chip_name(key))
        chip.clicked.connect(lambda is_on, key=key: self._on_chip_clicked(key, is_on))
        self._chips[key] = chip
        self._answers[key] = None
        self._layout.addWidget(chip)
        if self._last is not None:
            self._layout.removeWidget(self._last)
            self._layout.addWidget(self._last)
        self._show()
        return chip

    def put_last(self, widget: QWidget) -> None:
        """Put something that is no question behind the chips, and keep it there."""
        self._last = widget
        self._layout.addWidget(widget)

    def take_chip(self, key: str) -> None:
        """Take a question away; whoever calls this has moved the focus off it."""
        del self._answers[key]
        chip = self._chips.pop(key)
        self._layout.removeWidget(chip)
        # It stays where it is until it goes: without its parent it would be Python's.
        chip.hide()
        chip.setObjectName("")
        chip.deleteLater()
        self._show()

    def tab_stops(self) -> list[QWidget]:
        """Return the chips in order, that for none of them first."""
        return [*(() if self._none is None else (self._none,)), *self._chips.values()]

    def chip(self, key: str) -> TickChip:
        """Return the chip of a key."""
        return self._chips[key]

    def chips(self) -> dict[str, TickChip]:
        """Return the chips by key, in order."""
        return dict(self._chips)

    def none_chip(self) -> TickChip | None:
        """Return the chip that says no to all, if the group has one."""
        return self._none

    def answers(self) -> Answers:
        """Return every key with yes, no or ``None`` for not answered."""
        return dict(self._answers)

    def set_answers(self, answers: Mapping[str, bool | None]) -> None:
        """Show these answers without telling anybody; a key left out is not answered."""
        self._answers = {key: answers.get(key) for key in self._chips}
        self._show()

    def _chip_name(self, key: str) -> str | None:
        return f"{self.objectName()}.{key}" if self.objectName() else None

    def _show(self) -> None:
        for key, chip in self._chips.items():
            chip.setChecked(self._answers[key] is True)
        if self._none is not None:
            self._none.setChecked(self._is_none_of_these())

    def _is_none_of_these(self) -> bool:
        return bool(self._answers) and all(yes is False for yes in self._answers.values())

    def _on_chip_clicked(self, key: str, is_on: bool) -> None:
        others = [yes for other, yes in self._answers.items() if other != key]
        # Taking a tick back means "no" only in a list that was answered with "no" before.
        was_gone_through = any(yes is False for yes in others)
        self._answers[key] = True if is_on else (False if was_gone_through else None)
        self._show()
        self.answers_changed.emit(self.answers())

    @Slot(bool)
    def _on_none_clicked(self, is_on: bool) -> None:
        self._answers = dict.fromkeys(self._answers, False if is_on else None)
        self._show()
        self.answers_changed.emit(self.answers())
