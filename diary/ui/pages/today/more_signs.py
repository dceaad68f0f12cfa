"""The signs that are rarely there: folded, unanswered, with a "None of these" of their own.

They are built when they are first unfolded. On a day that asks for them they unfold by themselves,
once; whoever folds them then has them folded.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from diary.domain.knee import MAIN_SIGNS, Knee, Sign
from diary.texts.labels import label
from diary.ui.pages.today.day_words import more_signs_question
from diary.ui.widgets.announce import announce
from diary.ui.widgets.chip_group import ChipGroup
from diary.ui.widgets.fold import FoldButton
from diary.ui.widgets.text import flowing_label
from diary.words import _

_OTHER_SIGNS = (Sign.NIGHT_PAIN, Sign.BEGAN_WITH_FALL, Sign.POPPED)
_NOW_SIGNS = tuple(sign for sign in Sign if sign not in MAIN_SIGNS and sign not in _OTHER_SIGNS)
# Those that should not wait come first.
MORE_SIGNS = (*_NOW_SIGNS, *_OTHER_SIGNS)


class MoreSigns(QObject):
    """The button and the room below it; `signs_given` carries the signs that are answered.

    `order_changed` tells that there are other stops than before, `unfolded` carries the room when
    the person has unfolded it.
    """

    signs_given = Signal(dict)
    order_changed = Signal()
    unfolded = Signal(object)

    def __init__(self, knee: Knee) -> None:
        super().__init__()
        self._knee = knee
        self._name = f"today.{knee}.more_signs"
        self.button = FoldButton(_("More signs"), about=label(knee), name=self._name)
        self.button.fold_toggled.connect(self._on_button_fold_toggled)
        self.room = QWidget()
        self.room.hide()
        self._group: ChipGroup | None = None
        self._asked = flowing_label("", role="strong")
        self._asked.setParent(self.room)
        self._answers: dict[str, bool | None] = {}
        self._is_asking = False
        self._question = ""

    def show_answers(self, signs: Mapping[Sign, bool], *, is_asking: bool, is_today: bool) -> None:
        """Show the answers of the day; unfold when it asks for them and did not before."""
        self._answers = {str(sign): signs.get(sign) for sign in MORE_SIGNS}
        self.button.set_count(sum(yes is True for yes in self._answers.values()))
        if self._group is not None and self._group.answers() != self._answers:
            self._group.set_answers(self._answers)
        self._question = more_signs_question(is_today=is_today)
        was_asking, self._is_asking = self._is_asking, is_asking
        self._show_question()
        if is_asking == was_asking:
            return
        if is_asking and not self.button.is_open():
            self.set_open(is_open=True)
            announce(self.button, self._question)

    def fold(self) -> None:
        """Begin another day: folded until it is asked for."""
        self._is_asking = False
        self._show_question()
        self.set_open(is_open=False)

    def set_open(self, *, is_open: bool) -> None:
        """Fold or unfold."""
        if is_open == self.button.is_open() and (self._group is not None or not is_open):
            return
        self.button.set_open(is_open=is_open)
        if is_open and self._group is None:
            self._build()
        self.room.setHidden(not is_open)
        self.order_changed.emit()

    def chip(self, sign: Sign) -> QWidget:
        """The chip of a sign, unfolded for it."""
        self.set_open(is_open=True)
        assert self._group is not None  # noqa: S101 - built when it is unfolded
        return self._group.chip(str(sign))

    def heading(self) -> QWidget:
        """What names the chips: the question of a day that asks for them, else the button."""
        return self._asked if self._is_asking else self.button

    def tab_stops(self) -> list[QWidget]:
        """The chips that can be reached."""
        is_reached = self._group is not None and self.button.is_open()
        return self._group.tab_stops() if self._group is not None and is_reached else []

    def _build(self) -> None:
        self._group = ChipGroup(
            {str(sign): label(sign) for sign in MORE_SIGNS},
            # Not the words of the chip above, which is about the main signs.
            none_label=_("None of the signs below"),
            headings={
                str(_NOW_SIGNS[0]): _("Needs to be looked at the same day"),
                str(_OTHER_SIGNS[0]): _("Other signs"),
            },
            name=self._name,
        )
        self._group.setAccessibleName(_("{knee}, more signs").format(knee=label(self._knee)))
        self._group.set_answers(self._answers)
        self._group.answers_changed.connect(self._on_group_answers_changed)
        column = QVBoxLayout(self.room)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._asked)
        column.addWidget(self._group)

    def _show_question(self) -> None:
        self._asked.setText(self._question)
        self._asked.setHidden(not self._is_asking)

    @Slot(bool)
    def _on_button_fold_toggled(self, is_open: bool) -> None:
        # The button shows it already.
        self.button.set_open(is_open=not is_open)
        self.set_open(is_open=is_open)
        if is_open:
            self.unfolded.emit(self.room)

    @Slot(dict)
    def _on_group_answers_changed(self, answers: Mapping[str, bool | None]) -> None:
        self.signs_given.emit({Sign(key): yes for key, yes in answers.items() if yes is not None})
