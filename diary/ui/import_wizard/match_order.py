"""How dates and decimals of a table are written; what no row shows has to be confirmed."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from diary.domain.table_match import TableLook, TableMatch
from diary.ui.dialogs.form_parts import ChoiceBox
from diary.ui.import_wizard.match_words import mark_choices, order_choices
from diary.ui.widgets.chip import TickChip
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.text import flowing_label, plain_label
from diary.words import _


class MatchOrder(QWidget):
    """`changed` tells that something else is chosen, `confirmed` that the person looked at it."""

    changed = Signal()
    confirmed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.order = ChoiceBox(_("Order of dates"), order_choices(), name="import.date_order")
        self.mark = ChoiceBox(_("Decimal mark"), mark_choices(), name="import.decimal_mark")
        for box in (self.order, self.mark):
            box.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToContents)
            box.choice_changed.connect(self._on_box_choice_changed)
        self._doubt = plain_label("", role="warn", word_wrap=True, name="import.order.doubt")
        self.confirm = TickChip(_("This is right"), name="import.order.confirm")
        self.confirm.toggled.connect(self._on_confirm_toggled)
        self._open, self._misfit = (False, False), ""
        self._confirm_place = QWidget()
        FlowLayout(self._confirm_place).addWidget(self.confirm)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._doubt)
        layout.addWidget(_lines((_("Order of dates"), self.order), (_("Decimal mark"), self.mark)))
        layout.addWidget(self._confirm_place)

    @property
    def is_open(self) -> bool:
        """True while something is guessed that no row shows and nobody has confirmed."""
        return not self._confirm_place.isHidden() and not self.confirm.isChecked()

    def show_look(
        self, look: TableLook, match: TableMatch, *, is_said: bool, misfit: str = ""
    ) -> None:
        """Show how a table was read, and what is open about it.

        `misfit` is a day that does not fit the order that was remembered of such tables.
        """
        self._misfit = misfit
        self.order.set_choice(match.date_order)
        self.mark.set_choice(match.decimal_mark)
        is_open = (look.is_order_open or look.is_mark_open) and not look.is_said
        self._open = (look.is_order_open and is_open, look.is_mark_open and is_open)
        is_open = is_open or bool(misfit)
        self._doubt.setHidden(not is_open)
        self._confirm_place.setHidden(not is_open)
        self.confirm.setChecked(is_said)

    def say_read(self, order_read: str, mark_read: str) -> None:
        """Say how the first row is read, to the eye only what no row shows for sure.

        The columns themselves show the same samples.
        """
        self.order.setAccessibleDescription(order_read)
        self.mark.setAccessibleDescription(mark_read)
        is_order_open, is_mark_open = self._open
        parts = []
        if self._misfit:
            text = _("“{text}” does not fit the order that was used for such tables before.")
            parts += [text.format(text=self._misfit), order_read]
        if is_order_open:
            parts += [_("No row shows which comes first, the day or the month."), order_read]
        if is_mark_open:
            parts += [_("No row shows which mark stands before the decimals."), mark_read]
        self._doubt.setText(" ".join(part for part in parts if part))

    @Slot()
    def _on_box_choice_changed(self) -> None:
        # Whoever chooses has looked.
        self.confirm.setChecked(True)
        self.changed.emit()

    @Slot(bool)
    def _on_confirm_toggled(self, _is_on: bool) -> None:
        self.confirmed.emit()


def _lines(*fields: tuple[str, ChoiceBox]) -> QWidget:
    whole = QWidget()
    row = FlowLayout(whole)
    for word, box in fields:
        part = QWidget()
        inside = FlowLayout(part)
        inside.addWidget(flowing_label(word))
        inside.addWidget(box)
        row.addWidget(part)
    return whole
