"""What was done for the knee on a day: the known kinds by use, and the person's own.

Own kinds are offered for 30 days after their last use. One that is taken back and was on no other
day goes; that is how one with a slip of the pen is mended.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from diary.domain.day import CARE_OWN_LONGEST, CARE_OWN_MOST, Care, Day, Painkiller
from diary.texts.labels import label
from diary.ui.theme import em
from diary.ui.widgets.button import push_button
from diary.ui.widgets.card import Card
from diary.ui.widgets.chip_group import ChipGroup
from diary.ui.widgets.text import set_plain_tooltip
from diary.words import _

if TYPE_CHECKING:
    from diary.ui.pages.today.painkiller import PainkillerLine

_OWN = "own."
_NAME_EM = 14


class OwnCareLine(QWidget):
    """Where an own kind of care is typed: Enter adds it, Esc closes."""

    added = Signal(str)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.edit = QLineEdit()
        self.edit.setObjectName("today.care.own.edit")
        self.edit.setAccessibleName(_("Your own, up to 24 characters"))
        self.edit.setPlaceholderText(_("Such as foam roller"))
        self.edit.setMaxLength(CARE_OWN_LONGEST)
        self.edit.setMinimumWidth(_NAME_EM * em() // 2)
        self.edit.setMaximumWidth(_NAME_EM * em() * 2)
        self.edit.returnPressed.connect(self._on_add)
        self.add = push_button(_("Add"), name="today.care.own.take")
        self.add.clicked.connect(self._on_add)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.edit, 1)
        row.addWidget(self.add)
        row.addStretch(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _on_add(self) -> None:
        text = " ".join(self.edit.text().split())
        self.edit.clear()
        if text:
            self.added.emit(text)
        else:
            self.closed.emit()


class CareSection(Card):
    """`care_given` carries the kinds that are answered and the own ones that are ticked.

    `painkiller_typed` carries a `Painkiller` or None, `field_left` comes when the focus leaves a
    field, `escaped` asks for somewhere to go to, `order_changed` tells that there are other stops.
    """

    care_given = Signal(dict, tuple)
    painkiller_typed = Signal(object)
    field_left = Signal()
    escaped = Signal()
    order_changed = Signal()

    def __init__(self, order: Sequence[Care]) -> None:
        question = _("What did you do for it?")
        super().__init__(question, name="today.care_card")
        self.care = ChipGroup(
            {str(care): label(care) for care in order}, none_label=_("Nothing"), name="today.care"
        )
        self.care.setAccessibleName(question)
        self.care.answers_changed.connect(self._on_care_answers_changed)
        self.add = push_button(
            _("Add your own"), kind="quiet", icon_name="plus", name="today.care.add"
        )
        self.add.clicked.connect(self._on_add_clicked)
        self.care.put_last(self.add)
        self.own_line: OwnCareLine | None = None
        self.painkiller: PainkillerLine | None = None
        self._own: tuple[str, ...] = ()
        self.body.addWidget(self.care)

    def show_day(self, day: Day, offered: Sequence[str]) -> None:
        """Show the answers of a day; `offered` are all own kinds in order."""
        is_new_order = self._show_own(tuple(offered))
        answers: dict[str, bool | None] = {str(care): day.care.get(care) for care in Care}
        is_none = all(yes is False for yes in answers.values())
        for text in self._own:
            answers[_OWN + text] = True if text in day.care_own else (False if is_none else None)
        if answers != self.care.answers():
            self.care.set_answers(answers)
        is_full = len(day.care_own) >= CARE_OWN_MOST
        self.add.setEnabled(not is_full)
        full = _("{count} is the most for one day.").format(count=CARE_OWN_MOST)
        set_plain_tooltip(self.add, full if is_full else "")
        is_new_order |= self._show_painkiller(
            day.painkiller, is_asked=day.care.get(Care.PAINKILLER) is True
        )
        if is_new_order:
            self.order_changed.emit()

    def tab_stops(self) -> list[QWidget]:
        """Return everything that takes the focus, in reading order."""
        stops = [*self.care.tab_stops(), self.add]
        if self.own_line is not None and not self.own_line.isHidden():
            stops += [self.own_line.edit, self.own_line.add]
        if self.painkiller is not None and not self.painkiller.isHidden():
            stops += self.painkiller.tab_stops()
        return stops

    def _show_own(self, offered: tuple[str, ...]) -> bool:
        """Chips for the own kinds; True when there are others than before."""
        if offered == self._own:
            return False
        kept = [text for text in self._own if text in offered]
        if kept != list(offered[: len(kept)]):
            kept = []
        for text in self._own:
            if text not in kept:
                if self.care.chip(_OWN + text).hasFocus():
                    self.add.setFocus()
                self.care.take_chip(_OWN + text)
        for text in offered[len(kept) :]:
            self.care.add_chip(_OWN + text, text)
        self._own = offered
        return True

    def _show_painkiller(self, painkiller: Painkiller | None, *, is_asked: bool) -> bool:
        if self.painkiller is None:
            if not is_asked:
                return False
            from diary.ui.pages.today.painkiller import (  # noqa: PLC0415 - most days have none
                PainkillerLine,
            )

            self.painkiller = PainkillerLine()
            self.painkiller.hide()
            self.painkiller.painkiller_typed.connect(self.painkiller_typed)
            self.painkiller.left.connect(self.field_left)
            self.painkiller.escaped.connect(self.escaped)
            self.body.addWidget(self.painkiller)
        self.painkiller.show_painkiller(painkiller)
        is_new = is_asked == self.painkiller.isHidden()
        self.painkiller.setHidden(not is_asked)
        return is_new

    def _given(self, answers: Mapping[str, bool | None]) -> None:
        care = {
            Care(key): yes
            for key, yes in answers.items()
            if yes is not None and not key.startswith(_OWN)
        }
        own = tuple(text for text in self._own if answers.get(_OWN + text))
        self.care_given.emit(care, own)

    @Slot(dict)
    def _on_care_answers_changed(self, answers: Mapping[str, bool | None]) -> None:
        self._given(answers)

    @Slot()
    def _on_add_clicked(self) -> None:
        if self.own_line is None:
            self.own_line = OwnCareLine()
            self.own_line.hide()
            self.own_line.added.connect(self._on_own_line_added)
            self.own_line.closed.connect(self._on_own_line_closed)
            self.body.insertWidget(1, self.own_line)
        self.own_line.show()
        self.order_changed.emit()
        self.own_line.edit.setFocus()

    @Slot(str)
    def _on_own_line_added(self, text: str) -> None:
        """Tick the kind of this name; one that is known already is not made twice."""
        known = {chip.label.casefold(): key for key, chip in self.care.chips().items()}
        key = known.get(text.casefold())
        if key is None:
            key = _OWN + text
            self.care.add_chip(key, text)
            self._own = (*self._own, text)
            self.order_changed.emit()
        answers = {**self.care.answers(), key: True}
        self.care.set_answers(answers)
        self._on_own_line_closed()
        self._given(answers)

    @Slot()
    def _on_own_line_closed(self) -> None:
        if self.own_line is not None:
            self.own_line.hide()
        self.order_changed.emit()
        self.add.setFocus()
