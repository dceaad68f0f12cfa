"""What the pain feels like and what makes it worse: two folded lists of ticks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from diary.texts.labels import label
from diary.ui.widgets.chip_group import ChipGroup
from diary.ui.widgets.fold import FoldButton


class TickFold(QObject):
    """A list that is ticked, folded behind a button; `keys_given` carries a tuple or None.

    It is built when it is first unfolded. `order_changed` tells that there are other stops.
    """

    keys_given = Signal(object)
    order_changed = Signal()

    def __init__(self, title: str, about: str, members: type[StrEnum], name: str) -> None:
        super().__init__()
        self._title, self._about, self._members, self._name = title, about, members, name
        self.button = FoldButton(title, about=about, name=name)
        self.button.fold_toggled.connect(self._on_button_fold_toggled)
        self.room = QWidget()
        self.room.hide()
        self._group: ChipGroup | None = None
        self._ticked: frozenset[str] = frozenset()

    def show_keys(self, keys: Iterable[StrEnum] | None) -> None:
        """Show what is ticked."""
        ticked = frozenset(str(key) for key in keys or ())
        if ticked == self._ticked:
            return
        self._ticked = ticked
        self.button.set_count(len(ticked))
        self._show_ticks()

    def fold(self) -> None:
        """Begin another day: folded."""
        if self.button.is_open():
            self.button.set_open(is_open=False)
            self._on_button_fold_toggled(is_open=False)

    def chip(self, member: StrEnum) -> QWidget:
        """The chip of a member, unfolded for it."""
        if not self.button.is_open():
            self.button.set_open(is_open=True)
            self._on_button_fold_toggled(is_open=True)
        assert self._group is not None  # noqa: S101 - built when it is unfolded
        return self._group.chip(str(member))

    def tab_stops(self) -> list[QWidget]:
        """The button and the chips that can be reached."""
        is_open = self._group is not None and self.button.is_open()
        return [self.button, *(self._group.tab_stops() if self._group and is_open else ())]

    def _build(self) -> None:
        labels = {str(member): label(member) for member in self._members}
        self._group = ChipGroup(labels, name=self._name)
        self._group.setAccessibleName(f"{self._about}, {self._title}")
        self._group.answers_changed.connect(self._on_group_answers_changed)
        column = QVBoxLayout(self.room)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._group)
        self._show_ticks()

    def _show_ticks(self) -> None:
        if self._group is not None:
            self._group.set_answers(dict.fromkeys(self._ticked, True))

    @Slot(bool)
    def _on_button_fold_toggled(self, is_open: bool) -> None:
        if is_open and self._group is None:
            self._build()
        self.room.setHidden(not is_open)
        self.order_changed.emit()

    @Slot(dict)
    def _on_group_answers_changed(self, answers: Mapping[str, bool | None]) -> None:
        keys = tuple(self._members(key) for key, yes in answers.items() if yes)
        # The last tick taken back is no answer again, as in the knee map.
        self._ticked = frozenset(str(key) for key in keys)
        self.button.set_count(len(keys))
        self.keys_given.emit(keys or None)
